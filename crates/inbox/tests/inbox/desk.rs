//! A help desk to test: all routes over a fresh database, the people and programs that use them, and a store's visitors.

use std::collections::BTreeMap;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use base64::Engine as _;
use database::blobs::Blobs;
use database::outbox::{self, Row, Sender, State};
use database::secrets::Secrets;
use database::testing::TestDatabase;
use database::{Clock, DbError, Time, WorkspaceId, readers, timers};
use inbox::Inbox;
use jiff::SignedDuration;
use people::{App, Parts};
use serde_json::{Value, json};
use tokio::sync::watch;
use tower::ServiceExt;
use web::{ClientAddress, GuardedClient, Limits, Policy, TrustedProxies, find_client_address};

pub const OWNER: &str = "owner@shop.example";
pub const PASSWORD: &str = "mavi kapı üç kedi";

/// A clock that goes only when it is told to.
pub struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Time {
        Time::from_micros(self.0.load(Ordering::Relaxed))
    }
}

#[derive(Clone)]
pub struct Desk {
    pub inbox: Inbox,
    pub test: Arc<TestDatabase>,
    router: Router,
    clock: Arc<Hand>,
    stop: Arc<watch::Sender<bool>>,
    said: Arc<AtomicU32>,
}

type Open = fn(Arc<dyn Clock>) -> TestDatabase;
pub const ENGINES: [Open; 2] = [database::testing::sqlite, database::testing::postgres];

/// Runs a test on SQLite, then on PostgreSQL, on Monday 2026-03-02 at 09:00 UTC, with the owner's browser at hand.
pub async fn on_both_engines<F, Fut>(test: F)
where
    F: Fn(Desk, Browser) -> Fut,
    Fut: Future<Output = ()>,
{
    for open in ENGINES {
        let desk = Desk::open(open);
        let owner = desk.owner().await;
        test(desk.clone(), owner).await;
        desk.close();
    }
}

impl Desk {
    pub fn open(open: Open) -> Self {
        Self::put_together(open, Self::trusting(), Inbox::new)
    }

    /// A desk that fetches other servers' addresses by this client.
    pub fn open_with(open: Open, guarded: GuardedClient) -> Self {
        Self::put_together(open, guarded, Inbox::new)
    }

    /// One that lets visitors' sockets go after this time without a whole frame.
    pub fn impatient(open: Open, silence: std::time::Duration) -> Self {
        Self::put_together(open, Self::trusting(), |app| Inbox::with_silence(app, silence))
    }

    /// Fetches from this machine too, where the servers of tests are.
    fn trusting() -> GuardedClient {
        let policy = Policy { allow_private: true, ..Policy::default() };
        GuardedClient::new(policy, Limits::default(), "Tillside test")
    }

    fn put_together(open: Open, guarded: GuardedClient, inbox: impl FnOnce(App) -> Inbox) -> Self {
        let start: Time = "2026-03-02T09:00:00Z".parse().unwrap();
        let clock = Arc::new(Hand(AtomicI64::new(start.micros())));
        let given: Arc<dyn Clock> = Arc::<Hand>::clone(&clock);
        let test = open(given);
        let app = App::new(Parts {
            database: test.database.clone(),
            secrets: Secrets::open(&test.folder.path().join("secret.key")).unwrap(),
            blobs: Blobs::new(test.folder.path().join("blobs")),
            guarded,
            public_url: "https://desk.example".parse().unwrap(),
        });
        let inbox = inbox(app.clone());
        let shop = shop::routes().split_for_parts().0.with_state(app.clone());
        let people = people::routes().split_for_parts().0.with_state(app);
        let staff = inbox::routes().split_for_parts().0.with_state(inbox.clone());
        let public = inbox::public_routes().split_for_parts().0.with_state(inbox.clone());
        let router = Router::new().nest("/api/v1", people.merge(shop).merge(staff)).merge(public);
        let (stop, stopping) = watch::channel(false);
        tokio::spawn(inbox.tail.clone().run(test.database.clone(), stopping));
        Self { inbox, test: Arc::new(test), router, clock, stop: Arc::new(stop), said: Arc::default() }
    }

    /// The server is told to stop.
    pub fn close(&self) {
        self.stop.send_replace(true);
    }

    /// Sets the workspace up and returns the owner's browser.
    pub async fn owner(&self) -> Browser {
        let mut owner = self.browser();
        let body = json!({
            "workspace_name": "Çay & Co", "name": "Ayşe", "email": OWNER, "password": PASSWORD,
            "language": "tr", "time_zone": "Europe/Istanbul",
        });
        owner.post("/setup", body).await.ok();
        owner
    }

    pub fn wait(&self, how_long: SignedDuration) {
        let micros = i64::try_from(how_long.as_micros()).unwrap();
        self.clock.0.fetch_add(micros, Ordering::Relaxed);
    }

    pub fn now(&self) -> Time {
        self.clock.now()
    }

    pub fn browser(&self) -> Browser {
        Browser {
            desk: self.clone(),
            ip: "192.0.2.1".parse().unwrap(),
            cookies: BTreeMap::new(),
            csrf: None,
            bearer: None,
        }
    }

    pub fn program(&self, token: &str) -> Browser {
        Browser { bearer: Some(token.to_owned()), ..self.browser() }
    }

    /// Invites somebody and returns their browser after they have accepted.
    pub async fn hire(&self, owner: &mut Browser, name: &str, role: &str) -> Browser {
        let email = format!("{}@shop.example", name.to_lowercase());
        let body = json!({ "email": email, "name": name, "role": role, "language": "en" });
        let url = owner.post("/invitations", body).await.ok()["url"].as_str().unwrap().to_owned();
        let token = url.rsplit('/').next().unwrap().to_owned();
        let mut browser = self.browser();
        browser
            .post(&format!("/invitation/{token}"), json!({ "name": name, "password": PASSWORD }))
            .await
            .ok();
        browser
    }

    /// Runs readers and timers until nothing is left to do.
    pub async fn settle(&self) {
        for _ in 0..4 {
            timers::fire_due(&self.test.database).await.unwrap();
            self.until_all_can_be_read().await;
            for reader in inbox::readers(&self.inbox) {
                readers::catch_up(&self.test.database, &reader).await.unwrap();
            }
        }
    }

    /// Waits until readers are shown everything that happened.
    pub async fn until_all_can_be_read(&self) {
        database::testing::until_all_can_be_read(&self.test.database).await;
    }

    /// Delivers what is due of the outbox kinds of one sender.
    pub async fn deliver(&self, kind: &str) -> usize {
        let senders = inbox::senders(&self.inbox);
        let sender: Arc<dyn Sender> =
            senders.into_iter().find(|sender| sender.kinds().contains(&kind)).unwrap();
        outbox::deliver_due(&self.test.database, &sender).await.unwrap()
    }

    pub async fn workspace(&self) -> WorkspaceId {
        self.test.database.workspaces().await.unwrap()[0]
    }

    /// The rows of the outbox of a kind in any state, oldest first.
    pub async fn outbox(&self, kind: &str) -> Vec<Row> {
        let workspace = self.workspace().await;
        let rows = self.test.database.read(move |db| {
            let mut rows = Vec::new();
            for state in State::ALL {
                rows.extend(outbox::in_state(db, workspace, *state, None, 1000)?);
            }
            Ok::<_, DbError>(rows)
        });
        let mut rows = rows.await.unwrap();
        rows.retain(|row| row.kind == kind);
        rows.sort_by_key(|row| row.id);
        rows
    }

    /// Serves the routes on a real socket.
    pub async fn serve(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let find = axum::middleware::from_fn_with_state(TrustedProxies::default(), find_client_address);
        let service = self.router.clone().layer(find).into_make_service_with_connect_info::<SocketAddr>();
        let mut stopping = self.stop.subscribe();
        let until = async move { drop(stopping.wait_for(|stop| *stop).await) };
        tokio::spawn(axum::serve(listener, service).with_graceful_shutdown(until).into_future());
        address
    }

    /// A request to any path of the server, and its whole answer.
    pub async fn ask(&self, mut request: Request<Body>) -> Answer {
        if request.extensions().get::<ClientAddress>().is_none() {
            request.extensions_mut().insert(ClientAddress("203.0.113.7".parse().unwrap()));
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 64 << 20).await.unwrap().to_vec();
        let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, bytes, json }
    }

    /// A stream that stays open.
    pub async fn stream(&self, request: Request<Body>) -> Body {
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200);
        response.into_body()
    }

    /// The status of a stream, which is closed again.
    pub async fn opens(&self, request: Request<Body>) -> StatusCode {
        self.router.clone().oneshot(request).await.unwrap().status()
    }

    pub async fn public(&self, method: Method, path: &str, body: Value) -> Answer {
        let request = Request::builder().method(method).uri(path);
        let request = request.header(header::CONTENT_TYPE, "application/json");
        self.ask(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// A visitor of a page with this chat.
    pub async fn visitor(&self, channel: &str) -> Visitor {
        let body = json!({ "channel": channel, "language": "en", "time_zone": "Europe/London" });
        let session = self.public(Method::POST, "/chat/v1/sessions", body).await.ok();
        Visitor { desk: self.clone(), token: session["token"].as_str().unwrap().to_owned() }
    }

    /// A message of a new visitor, as a new conversation: its id.
    pub async fn asked(&self, channel: &str, text: &str) -> String {
        let visitor = self.visitor(channel).await;
        visitor.say(text).await;
        visitor.conversation().await
    }
}

/// A visitor of the store's pages.
#[derive(Clone)]
pub struct Visitor {
    pub desk: Desk,
    pub token: String,
}

impl Visitor {
    /// Says something by request; the message's id.
    pub async fn say(&self, text: &str) -> String {
        let number = self.desk.said.fetch_add(1, Ordering::Relaxed);
        // Once a second, as a person would: the clock of the test stands still otherwise.
        self.desk.wait(SignedDuration::from_secs(1));
        let body = json!({ "client_id": format!("c-{number}"), "text": text });
        self.post(body).await.ok()["message"]["id"].as_str().unwrap().to_owned()
    }

    pub async fn post(&self, body: Value) -> Answer {
        self.desk.public(Method::POST, &format!("/chat/v1/messages?token={}", self.token), body).await
    }

    /// The session as the widget opens it again.
    pub async fn session(&self, channel: &str) -> Value {
        let body = json!({ "channel": channel, "token": self.token });
        self.desk.public(Method::POST, "/chat/v1/sessions", body).await.ok()
    }

    pub async fn conversation(&self) -> String {
        let hash = people::sign_in::hash_of(&self.token);
        let found = self.desk.test.database.read(move |db| {
            use diesel::prelude::*;
            use inbox::schema::chat_visitor::dsl::{chat_visitor, conversation_id, token_hash};
            let found: Option<inbox::conversations::ConversationId> =
                chat_visitor.filter(token_hash.eq(hash)).select(conversation_id).first(db)?;
            Ok::<_, DbError>(found)
        });
        found.await.unwrap().unwrap().to_string()
    }
}

/// Something that asks: a browser with its cookies, or a program with its token.
#[derive(Clone)]
pub struct Browser {
    pub desk: Desk,
    pub ip: IpAddr,
    pub cookies: BTreeMap<String, String>,
    pub csrf: Option<String>,
    pub bearer: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    pub json: Value,
}

impl Answer {
    /// The body of an answer that is no error.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.text());
        self.json
    }

    /// Asserts which problem it is, and returns its body.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Value {
        assert_eq!(
            (self.status.as_u16(), self.json["code"].as_str()),
            (status, Some(code)),
            "{}",
            self.text()
        );
        self.json
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, &[]).await
    }

    pub async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body), &[]).await
    }

    pub async fn put(&mut self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body), &[]).await
    }

    pub async fn patch(&mut self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body), &[]).await
    }

    pub async fn delete(&mut self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None, &[]).await
    }

    /// The `data` of a list.
    pub async fn list(&mut self, path: &str) -> Vec<Value> {
        self.get(path).await.ok()["data"].as_array().unwrap().clone()
    }

    pub async fn me(&mut self) -> String {
        self.get("/session").await.ok()["agent"]["id"].as_str().unwrap().to_owned()
    }

    /// Makes a channel; its JSON.
    pub async fn channel(&mut self, body: Value) -> Value {
        self.post("/channels", body).await.ok()
    }

    pub async fn chat(&mut self) -> String {
        self.channel(json!({ "kind": "chat", "name": "Chat" })).await["id"].as_str().unwrap().to_owned()
    }

    /// A mailbox whose server is on this machine at a port where nobody listens.
    pub async fn mailbox(&mut self, address: &str) -> String {
        let outgoing = json!({ "host": "127.0.0.1", "port": 9, "security": "none" });
        let body = json!({ "kind": "email", "name": "Mail", "address": address, "outgoing": outgoing });
        self.channel(body).await["id"].as_str().unwrap().to_owned()
    }

    /// Uploads a file.
    pub async fn upload(&mut self, name: &str, kind: &str, bytes: &[u8], more: &[(&str, &str)]) -> Answer {
        let request = self.request(Method::POST, "/attachments", more);
        self.desk.ask(form(request, name, kind, bytes)).await
    }

    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Option<Value>,
        more: &[(&str, &str)],
    ) -> Answer {
        let mut request = self.request(method, path, more);
        let body = match body {
            Some(body) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        let answer = self.desk.ask(request.body(body).unwrap()).await;
        self.keep(&answer);
        answer
    }

    pub fn request(&self, method: Method, path: &str, more: &[(&str, &str)]) -> axum::http::request::Builder {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        request = request.header(header::USER_AGENT, "Test").extension(ClientAddress(self.ip));
        if !self.cookies.is_empty() {
            let pairs: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        if let Some(csrf) = &self.csrf {
            request = request.header("x-csrf-token", csrf);
        }
        if let Some(token) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        request
    }

    fn keep(&mut self, answer: &Answer) {
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let (pair, _) = cookie.to_str().unwrap().split_once("; ").unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        if let Some(csrf) = answer.json["csrf"].as_str() {
            self.csrf = Some(csrf.to_owned());
        }
    }
}

/// A request with a form that holds one file.
pub fn form(request: axum::http::request::Builder, name: &str, kind: &str, bytes: &[u8]) -> Request<Body> {
    let head = format!(
        "--rand\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: {kind}\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--rand--\r\n"].concat();
    request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=rand").body(Body::from(body)).unwrap()
}

/// The headers by which a source signs a message (Standard Webhooks).
pub fn signed(secret: &str, id: &str, seconds: i64, body: &str) -> [(&'static str, String); 3] {
    use hmac::Mac;
    let key =
        base64::engine::general_purpose::STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap();
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    let signature = base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes());
    [
        ("webhook-id", id.to_owned()),
        ("webhook-timestamp", seconds.to_string()),
        ("webhook-signature", format!("v1,{signature}")),
    ]
}

/// How a store signs who its visitor is.
pub fn signature(secret: &str, id: &str, email: &str) -> String {
    use hmac::Mac;
    let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{id}\n{email}").as_bytes());
    data_encoding::HEXLOWER.encode(&mac.finalize().into_bytes())
}

/// The texts of a field of every row.
pub fn each<'v>(rows: &'v [Value], field: &str) -> Vec<&'v str> {
    rows.iter().map(|row| row[field].as_str().unwrap_or("null")).collect()
}
