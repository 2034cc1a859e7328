//! A server with a store beside it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use commerce::replay::{Options, ReplayStore};
use commerce::woocommerce::authorize::Scope;
use database::blobs::Blobs;
use database::events::{Event, EventId};
use database::secrets::Secrets;
use database::testing::TestDatabase;
use database::{DbError, WorkspaceId, events};
use diesel::prelude::*;
use jiff::SignedDuration;
use people::admin::{self, Owner};
use people::tokens::{NewToken, Scopes};
use people::{App, Parts};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use shop::syncing::{self, Habits};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use utoipa_axum::router::OpenApiRouter;
use web::{GuardedClient, Limits, Policy};

/// Everybody's.
pub const PASSWORD: &str = "mavi kapı üç kedi";

/// A server, its owner's token, and a database that goes away with it.
pub struct World {
    pub app: App,
    pub workspace: WorkspaceId,
    pub url: String,
    token: String,
    http: reqwest::Client,
    serving: JoinHandle<()>,
    _data: TestDatabase,
}

impl Drop for World {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Answers of the API.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub body: Value,
}

impl World {
    pub async fn new(data: TestDatabase) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", socket.local_addr().unwrap());
        let policy = Policy { allow_private: true, ..Policy::default() };
        let app = App::new(Parts {
            database: data.database.clone(),
            secrets: Secrets::open(&data.folder.path().join("secret.key")).unwrap(),
            blobs: Blobs::new(data.folder.path().join("blobs")),
            guarded: GuardedClient::new(policy, Limits::default(), "Tillside"),
            public_url: url.parse().unwrap(),
        });
        let owner = Owner {
            email: "owner@shop.example".to_owned(),
            name: "Deniz".to_owned(),
            password: Some(PASSWORD.to_owned()),
            language: "tr".parse().unwrap(),
            time_zone: "Europe/Istanbul".parse().unwrap(),
        };
        admin::create_owner(&app.database, owner).await.unwrap();
        let token = token(&app, &["all"]).await;
        let workspace = app.database.workspaces().await.unwrap()[0];
        let serving = serve(&app, socket);
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { app, workspace, url, token, http, serving, _data: data }
    }

    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url))
    }

    async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut request = self.request(method, &format!("/api/v1{path}")).bearer_auth(&self.token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        answer(request).await
    }

    pub async fn get(&self, path: &str) -> Value {
        let answer = self.call(Method::GET, path, None).await;
        assert_eq!(answer.status, StatusCode::OK, "GET {path}: {}", answer.body);
        answer.body
    }

    pub async fn get_any(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, Some(body)).await
    }

    pub async fn post_with_key(&self, key: &str, path: &str, body: Option<Value>) -> Answer {
        let request = self.request(Method::POST, &format!("/api/v1{path}")).bearer_auth(&self.token);
        let request = request.header("idempotency-key", key);
        answer(match body {
            Some(body) => request.json(&body),
            None => request,
        })
        .await
    }

    /// Sends bytes as the body.
    pub async fn upload(&self, path: &str, body: Vec<u8>) -> Answer {
        let request = self.request(Method::POST, &format!("/api/v1{path}")).bearer_auth(&self.token);
        answer(request.header("content-type", "application/octet-stream").body(body)).await
    }

    /// Puts bytes of a type in the place of what is there.
    pub async fn put_file(&self, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let request = self.request(Method::PUT, &format!("/api/v1{path}")).bearer_auth(&self.token);
        answer(request.header("content-type", kind).body(body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PATCH, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PUT, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path, None).await
    }

    /// Connects a store by keys that may do everything; returns its id.
    pub async fn connect(&self, store: &ReplayStore) -> String {
        let answer = self.post("/stores", entered(store, Scope::ReadWrite)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        answer.body["id"].as_str().unwrap().to_owned()
    }

    /// Connects a store and reads all of it.
    pub async fn connect_and_read(&self, store: &ReplayStore) -> String {
        let id = self.connect(store).await;
        let worker = self.work();
        self.until_read(&id).await;
        worker.end().await;
        id
    }

    /// Starts a worker.
    pub fn work(&self) -> Worker {
        self.work_with(quick())
    }

    /// The same with other habits.
    pub fn work_with(&self, habits: Habits) -> Worker {
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(syncing::run_with(self.app.clone(), habits, stopped));
        Worker { stop, running }
    }

    /// Has a store looked at as soon as a worker runs.
    pub async fn wake(&self, store: &str) {
        for state in ["paused", "ready"] {
            let answer = self.patch(&format!("/stores/{store}"), json!({ "state": state })).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        }
    }

    /// As if an hour had passed: a store's messages are looked at, and it is due.
    pub async fn forget_when_messages_were_looked_at(&self, store: &str) {
        use shop::schema::{store, store_sync};
        let id: shop::stores::StoreId = store.parse().unwrap();
        let (workspace, never) = (self.workspace, shop::stores::Webhooks::default());
        let forgotten = self.app.database.write(move |tx| {
            let due = store_sync::due_at.eq(0_i64);
            diesel::update(store_sync::table.find((workspace, id))).set(due).execute(tx.db)?;
            let change = store::webhooks.eq(&never);
            diesel::update(store::table.find((workspace, id))).set(change).execute(tx.db)?;
            Ok::<_, DbError>(())
        });
        forgotten.await.unwrap();
    }

    /// The same, but it is remembered how many messages there were.
    pub async fn forget_only_when_messages_were_looked_at(&self, store: &str) {
        use shop::schema::{store, store_sync};
        let id: shop::stores::StoreId = store.parse().unwrap();
        let workspace = self.workspace;
        let forgotten = self.app.database.write(move |tx| {
            let due = store_sync::due_at.eq(0_i64);
            diesel::update(store_sync::table.find((workspace, id))).set(due).execute(tx.db)?;
            let known = shop::stores::find(tx.db, workspace, id)?.unwrap();
            let webhooks = shop::stores::Webhooks { checked_at: None, ..known.webhooks };
            let change = store::webhooks.eq(&webhooks);
            diesel::update(store::table.find((workspace, id))).set(change).execute(tx.db)?;
            Ok::<_, DbError>(())
        });
        forgotten.await.unwrap();
    }

    pub async fn until_read(&self, store: &str) {
        self.until(store, |store| store["sync"]["state"] == "done").await;
    }

    /// Waits until a store is as wished, and returns it.
    pub async fn until(&self, store: &str, wish: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        for _ in 0..1200 {
            last = self.get(&format!("/stores/{store}")).await;
            if wish(&last) {
                return last;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("a minute is over: {last:#}");
    }

    /// Waits until an order is as wished, and returns it.
    pub async fn until_order(&self, number: &str, wish: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        for _ in 0..600 {
            last = self.order(number).await;
            if wish(&last) {
                return last;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("half a minute is over: {last:#}");
    }

    /// The order with this number, in whatever state.
    pub async fn order(&self, number: &str) -> Value {
        let (workspace, wanted) = (self.workspace, number.to_owned());
        let found =
            self.app.database.read(move |db| shop::orders::by_number(db, workspace, &wanted)).await.unwrap();
        match found.first() {
            Some(order) => self.get(&format!("/orders/{}", order.id)).await,
            None => Value::Null,
        }
    }

    /// The product that is found by these words, with all that is known of it; in whatever state.
    pub async fn product(&self, words: &str) -> Value {
        let list = self.get(&format!("/products?state=published,hidden,gone&q={words}")).await;
        let [found] = list["data"].as_array().unwrap().as_slice() else {
            panic!("{words}: {list:#}");
        };
        self.get(&format!("/products/{}", found["id"].as_str().unwrap())).await
    }

    /// Waits until a product is as wished, and returns it.
    pub async fn until_product(&self, words: &str, wish: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        for _ in 0..600 {
            last = self.product(words).await;
            if wish(&last) {
                return last;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("half a minute is over: {last:#}");
    }

    /// Every event of these kinds.
    pub async fn events(&self, kinds: &[&str]) -> Vec<Event> {
        self.all_events().await.into_iter().filter(|event| kinds.contains(&event.kind.as_str())).collect()
    }

    async fn all_events(&self) -> Vec<Event> {
        let workspace = self.workspace;
        database::testing::until_all_can_be_read(&self.app.database).await;
        let all = self
            .app
            .database
            .read(move |db| events::of_workspace_after(db, workspace, EventId(0), 100_000))
            .await;
        all.unwrap()
    }

    /// Lets the readers of this floor see everything that happened. On PostgreSQL an event is shown to them once all older
    /// transactions of the whole server have ended, those of other tests too.
    pub async fn readers_catch_up(&self) {
        let newest = self.all_events().await.last().map_or(0, |event| event.id.0);
        for reader in shop::readers(&self.app) {
            let name = reader.name();
            loop {
                database::readers::catch_up(&self.app.database, &reader).await.unwrap();
                let cursor = database::schema::reader_cursor::table.find(name);
                let reached = self.counted(move |db| {
                    cursor.select(database::schema::reader_cursor::event_id).first(db).unwrap_or(0)
                });
                if reached.await >= newest {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }

    /// The secret that a store signs its messages with.
    pub async fn webhook_secret(&self, store: &str) -> String {
        let (workspace, id) = (self.workspace, store.parse().unwrap());
        let known = self.app.database.read(move |db| shop::stores::find(db, workspace, id)).await;
        let sealed = known.unwrap().unwrap().webhook_secret;
        let place = format!("store.webhook_secret:{store}");
        self.app.secrets.open_sealed(&place, &sealed).unwrap().to_string()
    }

    pub async fn counted(&self, count: impl FnOnce(&mut database::Db) -> i64 + Send + 'static) -> i64 {
        self.app.database.read(move |db| Ok::<_, DbError>(count(db))).await.unwrap()
    }
}

/// A token with these scopes.
pub async fn token(app: &App, scopes: &[&str]) -> String {
    let scopes = Scopes::parse(scopes.iter().copied()).unwrap();
    let new = NewToken { name: "test".parse().unwrap(), scopes };
    admin::create_token(&app.database, new).await.unwrap()
}

pub async fn answer(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let status = response.status();
    let text = response.text().await.unwrap();
    Answer { status, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) }
}

fn serve(app: &App, socket: TcpListener) -> JoinHandle<()> {
    let (router, _) = OpenApiRouter::new()
        .nest("/api/v1", shop::routes().merge(people::routes()))
        .merge(shop::public_routes())
        .with_state(app.clone())
        .split_for_parts();
    tokio::spawn(async move { axum::serve(socket, router.layer(unknown_client())).await.unwrap() })
}

/// Requests come from this machine.
fn unknown_client() -> axum::Extension<web::ClientAddress> {
    axum::Extension(web::ClientAddress([127, 0, 0, 1].into()))
}

/// A worker that can be ended, or dropped as if it were killed.
pub struct Worker {
    stop: watch::Sender<bool>,
    running: JoinHandle<()>,
}

impl Worker {
    pub async fn end(self) {
        self.stop.send(true).unwrap();
        self.running.await.unwrap();
    }

    pub async fn kill(self) {
        self.running.abort();
        let _ = self.running.await;
    }
}

/// Waits until something is so.
pub async fn until(what: &str, so: impl Fn() -> bool) {
    for _ in 0..3000 {
        if so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("a minute is over, and not yet {what}");
}

/// Habits that do not make tests wait. Changes are only asked for when a test wants it.
pub fn quick() -> Habits {
    Habits {
        // So soon another worker goes on where one was killed; the one that is alone needs none.
        lease: SignedDuration::from_millis(1500),
        ask_every: SignedDuration::from_hours(1),
        first_wait: SignedDuration::from_millis(200),
        pulse: Duration::from_millis(20),
        ..Habits::default()
    }
}

/// The same for stores that give no answer at all. Others may take their time, however much the machine has to do.
pub fn hasty() -> Habits {
    Habits { patience: Duration::from_millis(1000), ..quick() }
}

pub fn entered(store: &ReplayStore, scope: Scope) -> Value {
    let keys = store.keys(scope);
    json!({
        "kind": "woocommerce", "name": "Deneme", "url": store.url().to_string(),
        "consumer_key": keys.consumer_key(), "consumer_secret": keys.consumer_secret(),
    })
}

pub fn recordings() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../commerce/tests/fixtures/woocommerce")
}

pub async fn recorded_store() -> ReplayStore {
    ReplayStore::start(Options { recordings: recordings(), ..Options::default() }).await.unwrap()
}

/// The recorded store with many more orders, each like the recorded order 47 but for its id, number and total. The folder
/// has to live as long as the store starts.
pub async fn busy_store(orders: u64) -> (ReplayStore, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let rest = folder.path().join("rest");
    std::fs::create_dir(&rest).unwrap();
    for file in std::fs::read_dir(recordings().join("rest")).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), rest.join(file.file_name())).unwrap();
    }
    let like: Value = serde_json::from_slice(&recorded("051-order-tr-processing.body")).unwrap();
    let many: Vec<Value> = (10_000..10_000 + orders)
        .map(|id| {
            let mut order = like.clone();
            order["id"] = id.into();
            order["number"] = id.to_string().into();
            order["total"] = format!("{id}.50").into();
            order
        })
        .collect();
    std::fs::write(rest.join("990-many-orders.body"), Value::from(many).to_string()).unwrap();
    std::fs::copy(recordings().join("rest/094-orders-p1.json"), rest.join("990-many-orders.json")).unwrap();
    let options = Options { recordings: folder.path().to_owned(), ..Options::default() };
    (ReplayStore::start(options).await.unwrap(), folder)
}

pub fn recorded(name: &str) -> Vec<u8> {
    std::fs::read(recordings().join("rest").join(name)).unwrap()
}
