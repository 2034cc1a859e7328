//! A help desk to test: its routes over a fresh database, its mail server, and what a person would see.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use database::blobs::Blobs;
use database::outbox::{self, Sender};
use database::secrets::Secrets;
use database::testing::TestDatabase;
use database::{Clock, DbError, Flag, Time, WorkspaceId, readers, timers};
use inbox::Inbox;
use inbox::channels::email::{Listening, Outside, Posting, Publishing, Server};
use inbox::channels::{
    self, Channel, ChannelId, ChannelKind, ChannelSecrets, ChannelSettings, Outgoing, Security, SignIn,
};
use jiff::SignedDuration;
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Tokio1Executor};
use mail::dns::Dns;
use people::{App, Parts};
use serde_json::{Value, json};
use tokio::sync::watch;
use tower::ServiceExt;
use web::{ClientAddress, GuardedClient, Limits, Policy};

/// A clock that goes only when it is told to.
pub struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Time {
        Time::from_micros(self.0.load(Ordering::Relaxed))
    }
}

/// A help desk with one workspace.
#[derive(Clone)]
pub struct Desk {
    pub app: App,
    pub test: Arc<TestDatabase>,
    pub workspace: WorkspaceId,
    router: Router,
    token: String,
    clock: Arc<Hand>,
    outside: Outside,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub json: Value,
}

impl Answer {
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.json);
        self.json
    }

    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status.as_u16(), self.json["code"].as_str()), (status, Some(code)), "{}", self.json);
        self.json
    }
}

type Open = fn(Arc<dyn Clock>) -> TestDatabase;
pub const ENGINES: [Open; 2] = [database::testing::sqlite, database::testing::postgres];

/// Runs a test on SQLite, then on PostgreSQL, at 2026-03-02T09:00:00Z.
pub async fn on_both_engines<F, Fut>(test: F)
where
    F: Fn(Desk) -> Fut,
    Fut: Future<Output = ()>,
{
    for open in ENGINES {
        test(Desk::open(open).await).await;
    }
}

impl Desk {
    pub async fn open(open: Open) -> Self {
        Self::open_to(open, Policy::default()).await
    }

    /// One that may reach other addresses than public ones.
    pub async fn open_to(open: Open, policy: Policy) -> Self {
        let start: Time = "2026-03-02T09:00:00Z".parse().unwrap();
        let clock = Arc::new(Hand(AtomicI64::new(start.micros())));
        let given: Arc<dyn Clock> = Arc::<Hand>::clone(&clock);
        let test = open(given);
        let app = App::new(Parts {
            database: test.database.clone(),
            secrets: Secrets::open(&test.folder.path().join("secret.key")).unwrap(),
            blobs: Blobs::new(test.folder.path().join("blobs")),
            guarded: GuardedClient::new(policy, Limits::default(), "Tillside test"),
            public_url: "https://desk.example".parse().unwrap(),
        });
        let router = routes(&app, Inbox::new(app.clone()));
        let mut desk = Self {
            app,
            test: Arc::new(test),
            workspace: WorkspaceId(0),
            router,
            token: String::new(),
            clock,
            outside: Outside::default(),
        };
        desk.set_up().await;
        desk
    }

    /// The same desk, in a world where this name server is asked and mail servers listen on this port of this machine.
    pub fn within(self, name_server: SocketAddr, port: u16) -> Self {
        let outside = Outside::within(Dns::at(name_server).unwrap(), port);
        let router = routes(&self.app, Inbox::reaching(self.app.clone(), outside.clone()));
        Self { router, outside, ..self }
    }

    /// The same desk after its keys were changed.
    pub fn with_secrets(self, secrets: Secrets) -> Self {
        let app = App::new(Parts {
            database: self.test.database.clone(),
            secrets,
            blobs: Blobs::new(self.test.folder.path().join("blobs")),
            guarded: self.app.guarded.clone(),
            public_url: "https://desk.example".parse().unwrap(),
        });
        let router = routes(&app, Inbox::new(app.clone()));
        Self { app, router, ..self }
    }

    /// Where its keys are.
    pub fn key_file(&self) -> std::path::PathBuf {
        self.test.folder.path().join("secret.key")
    }

    async fn set_up(&mut self) {
        let body = json!({
            "workspace_name": "Çay & Co", "name": "Ayşe Yılmaz", "email": "ayse@magaza.example",
            "password": "mavi kapı üç kedi", "language": "tr", "time_zone": "Europe/Istanbul",
        });
        let made = self.post("/setup", body).await;
        let cookie = made.headers[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
        let csrf = made.json["csrf"].as_str().unwrap().to_owned();
        let request = Request::post("/api/v1/tokens")
            .header(header::COOKIE, cookie)
            .header("x-csrf-token", csrf)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(json!({"name": "test", "scopes": ["all"]}).to_string()))
            .unwrap();
        self.token = self.ask(request).await.ok()["token"].as_str().unwrap().to_owned();
        self.workspace = self.app.database.workspaces().await.unwrap()[0];
    }

    pub fn wait(&self, how_long: SignedDuration) {
        let micros = i64::try_from(how_long.as_micros()).unwrap();
        self.clock.0.fetch_add(micros, Ordering::Relaxed);
    }

    /// A mailbox whose answers leave through a server on this machine, if any.
    pub async fn mailbox(&self, address: &str, server: Option<SocketAddr>) -> Channel {
        let outgoing = server.map(|server| Outgoing {
            host: server.ip().to_string(),
            port: server.port(),
            security: Security::None,
            username: None,
            sign_in: SignIn::Password,
        });
        self.mailbox_with(address, ChannelSettings { outgoing, ..ChannelSettings::default() }).await
    }

    pub async fn mailbox_with(&self, address: &str, settings: ChannelSettings) -> Channel {
        let channel = Channel {
            workspace_id: self.workspace,
            id: self.app.database.id::<ChannelId>(),
            kind: ChannelKind::Email,
            name: "Destek".to_owned(),
            address: Some(address.to_owned()),
            store_id: None,
            team_id: None,
            active: Flag::Yes,
            settings,
            secrets: ChannelSecrets::default(),
            created_at: self.app.database.now(),
        };
        let row = channel.clone();
        self.app.database.write(move |tx| channels::insert(tx, &row)).await.unwrap();
        channel
    }

    /// Brings a mail over HTTP.
    pub async fn bring(&self, mailbox: &str, raw: impl Into<Vec<u8>>) -> Answer {
        let request = self
            .signed(Method::POST, &format!("/inbound/email?mailbox={}", mailbox.replace('+', "%2B")))
            .header(header::CONTENT_TYPE, "message/rfc822")
            .body(Body::from(raw.into()))
            .unwrap();
        self.ask(request).await
    }

    /// Brings a mail over HTTP with an idempotency key.
    pub async fn bring_as(&self, key: &str, mailbox: &str, raw: impl Into<Vec<u8>>) -> Answer {
        let request = self
            .signed(Method::POST, &format!("/inbound/email?mailbox={mailbox}"))
            .header(header::CONTENT_TYPE, "message/rfc822")
            .header("idempotency-key", key)
            .body(Body::from(raw.into()))
            .unwrap();
        self.ask(request).await
    }

    /// Brings a mail and tells what became of it: disposition, message, conversation.
    pub async fn arrives(&self, mailbox: &str, raw: impl Into<Vec<u8>>) -> (String, String, String) {
        let json = self.bring(mailbox, raw).await.ok();
        let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
        (text("disposition"), text("message_id"), text("conversation_id"))
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.json(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.json(Method::POST, path, Some(body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.json(Method::PATCH, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.json(Method::PUT, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.json(Method::DELETE, path, None).await
    }

    pub async fn conversation(&self, id: &str) -> Value {
        self.get(&format!("/conversations/{id}")).await.ok()
    }

    /// The messages of a conversation, oldest first.
    pub async fn messages(&self, id: &str) -> Vec<Value> {
        let page = self.get(&format!("/conversations/{id}/messages")).await.ok();
        page["data"].as_array().unwrap().clone()
    }

    pub async fn last_message(&self, id: &str) -> Value {
        self.messages(id).await.pop().unwrap()
    }

    /// The raw mail of a message.
    pub async fn raw(&self, message: &str) -> String {
        let request =
            self.signed(Method::GET, &format!("/messages/{message}/raw")).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
        let bytes = axum::body::to_bytes(response.into_body(), 64 << 20).await.unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// What a path answers, byte for byte, with the headers of the answer.
    pub async fn download(&self, path: &str) -> (HeaderMap, Vec<u8>) {
        let request = self.signed(Method::GET, path).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
        let (parts, body) = response.into_parts();
        (parts.headers, axum::body::to_bytes(body, 64 << 20).await.unwrap().to_vec())
    }

    /// What somebody gets who is not signed in.
    pub async fn public(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        (parts.status, parts.headers, axum::body::to_bytes(body, 64 << 20).await.unwrap().to_vec())
    }

    /// How many bytes the blobs in the database take.
    pub async fn stored_bytes(&self) -> usize {
        use diesel::prelude::*;
        let read = |db: &mut database::Db| {
            let all: Vec<Option<Vec<u8>>> =
                database::schema::blob::table.select(database::schema::blob::bytes).load(db)?;
            Ok::<_, DbError>(all.into_iter().flatten().map(|bytes| bytes.len()).sum())
        };
        self.app.database.read(read).await.unwrap()
    }

    /// Uploads a file; returns its id.
    pub async fn upload(&self, name: &str, kind: &str, bytes: &[u8]) -> String {
        let mut body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--b--\r\n");
        let request = self
            .signed(Method::POST, "/attachments")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
            .body(Body::from(body))
            .unwrap();
        self.ask(request).await.ok()["id"].as_str().unwrap().to_owned()
    }

    /// Sends a body of some kind.
    pub async fn send(&self, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let request = self.signed(Method::POST, path).header(header::CONTENT_TYPE, kind);
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends a body as it comes.
    pub async fn send_stream(&self, path: &str, body: Body) -> Answer {
        let request =
            self.signed(Method::POST, path).header(header::CONTENT_TYPE, "application/octet-stream");
        self.ask(request.body(body).unwrap()).await
    }

    /// How many conversations there are.
    pub async fn conversations(&self) -> usize {
        let statuses = "open,pending,snoozed,solved,closed,spam";
        let page = self.get(&format!("/conversations?limit=200&status={statuses}")).await.ok();
        page["data"].as_array().unwrap().len()
    }

    /// Delivers what is due in the outbox; tells how many rows were tried.
    pub async fn deliver(&self) -> usize {
        let sender: Arc<dyn Sender> = Arc::new(Posting::by(self.app.clone(), self.outside.clone()));
        outbox::deliver_due(&self.app.database, &sender).await.unwrap()
    }

    /// Lets what is due happen: timers fire, and readers read.
    pub async fn happen(&self) {
        while timers::fire_due(&self.app.database).await.unwrap() > 0 {}
        database::testing::until_all_can_be_read(&self.app.database).await;
        for reader in inbox::readers(&Inbox::new(self.app.clone())) {
            while readers::catch_up(&self.app.database, &reader).await.unwrap() > 0 {}
        }
    }

    /// Looks for the records of new keys, where that is due.
    pub async fn look_for_keys(&self) -> usize {
        let inbox = Inbox::reaching(self.app.clone(), self.outside.clone());
        let sender: Arc<dyn Sender> = Arc::new(Publishing::new(inbox));
        outbox::deliver_due(&self.app.database, &sender).await.unwrap()
    }

    /// Starts the mail server on a free port.
    pub async fn listen(&self) -> MailServer {
        MailServer::start(self.bound().await)
    }

    /// The same, with the senders of all mail checked by a name server.
    pub async fn listen_checking_by(&self, name_server: SocketAddr) -> MailServer {
        let resolver = mail::authentication::Resolver::at(name_server).unwrap();
        MailServer::start(self.bound().await.checking_all_by(resolver))
    }

    /// The same at an address of one's choice.
    pub async fn listen_at(&self, address: SocketAddr) -> MailServer {
        MailServer::start(self.bound_to(address).await)
    }

    async fn bound(&self) -> Server {
        self.bound_to("127.0.0.1:0".parse().unwrap()).await
    }

    async fn bound_to(&self, address: SocketAddr) -> Server {
        let listening = Listening {
            address,
            host: "mx.magaza.example".to_owned(),
            folder: self.test.folder.path().to_owned(),
        };
        Server::bind(self.app.clone(), listening).await.unwrap()
    }

    /// Two numbers, `a` and `b`, that a query finds.
    pub async fn counts(&self, query: &'static str) -> (i64, i64) {
        use diesel::prelude::*;
        #[derive(QueryableByName)]
        struct Two {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            a: i64,
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            b: i64,
        }
        let read =
            move |db: &mut database::Db| Ok::<_, DbError>(diesel::sql_query(query).get_result::<Two>(db)?);
        let two = self.app.database.read(read).await.unwrap();
        (two.a, two.b)
    }

    /// Changes the database behind the desk's back.
    pub async fn sql(&self, statement: &'static str) {
        use diesel::RunQueryDsl;
        let run = move |tx: &mut database::Tx<'_>| {
            diesel::sql_query(statement).execute(tx.db)?;
            Ok::<_, DbError>(())
        };
        self.app.database.write(run).await.unwrap();
    }

    /// The `count` that a query asks for.
    pub async fn count(&self, query: &'static str) -> i64 {
        use diesel::RunQueryDsl;
        #[derive(diesel::QueryableByName)]
        struct Count {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            count: i64,
        }
        let run = move |db: &mut database::Db| {
            Ok::<_, DbError>(diesel::sql_query(query).get_result::<Count>(db)?.count)
        };
        self.app.database.read(run).await.unwrap()
    }

    fn signed(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if self.token.is_empty() {
            request
        } else {
            request.header(header::AUTHORIZATION, format!("Bearer {}", self.token))
        }
    }

    async fn json(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = self.signed(method, path).header(header::CONTENT_TYPE, "application/json");
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.ask(request.body(body).unwrap()).await
    }

    pub async fn ask(&self, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(ClientAddress("192.0.2.1".parse().unwrap()));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 8 << 20).await.unwrap();
        let json = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
        Answer { status: parts.status, headers: parts.headers, json }
    }
}

fn routes(app: &App, inbox: Inbox) -> Router {
    let (people_routes, _) = people::routes().split_for_parts();
    let (shop_routes, _) = shop::routes().split_for_parts();
    let (inbox_routes, _) = inbox::routes().split_for_parts();
    let (public_routes, _) = inbox::public_routes().split_for_parts();
    let public_routes = public_routes.with_state(inbox.clone());
    let routes = people_routes.with_state(app.clone()).merge(shop_routes.with_state(app.clone()));
    let routes = routes.merge(inbox_routes.with_state(inbox));
    Router::new().nest("/api/v1", routes).merge(public_routes)
}

/// A mail server that runs until it is stopped.
pub struct MailServer {
    pub address: SocketAddr,
    pub stop: watch::Sender<bool>,
    pub running: tokio::task::JoinHandle<()>,
}

impl MailServer {
    fn start(server: Server) -> Self {
        let address = server.address().unwrap();
        let (stop, stopping) = watch::channel(false);
        let running = tokio::spawn(server.run(stopping));
        Self { address, stop, running }
    }

    /// Sends a mail as another server would.
    pub async fn takes(
        &self,
        from: Option<&str>,
        to: &[&str],
        raw: &str,
    ) -> Result<String, lettre::transport::smtp::Error> {
        let transport =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(self.address.ip().to_string())
                .port(self.address.port())
                .build();
        let from = from.map(|from| from.parse().unwrap());
        let to = to.iter().map(|to| to.parse().unwrap()).collect();
        let envelope = lettre::address::Envelope::new(from, to).unwrap();
        transport.send_raw(&envelope, raw.as_bytes()).await.map(|answer| answer.code().to_string())
    }

    pub async fn stop(self) {
        self.stop.send_replace(true);
        self.running.await.unwrap();
    }
}

/// A customer's mail: headers as lines, then the text.
pub fn mail(headers: &[&str], text: &str) -> String {
    let has = |name: &str| headers.iter().any(|line| line.to_ascii_lowercase().starts_with(name));
    let mut raw = String::new();
    for line in headers {
        raw.push_str(line);
        raw.push_str("\r\n");
    }
    for (name, line) in [
        ("from:", "From: Mehmet Demir <mehmet@posta.example>"),
        ("to:", "To: destek@magaza.example"),
        ("date:", "Date: Mon, 02 Mar 2026 11:59:00 +0300"),
        ("content-type:", "Content-Type: text/plain; charset=utf-8"),
    ] {
        if !has(name) {
            raw.push_str(line);
            raw.push_str("\r\n");
        }
    }
    raw + "MIME-Version: 1.0\r\n\r\n" + &text.replace('\n', "\r\n")
}

/// The value of a header in a raw mail, unfolded.
pub fn header_of(raw: &str, name: &str) -> Option<String> {
    let email = mail::parse(raw.as_bytes(), &mail::Limits::default()).unwrap();
    email.headers.get(name).map(str::to_owned)
}
