//! A help desk to test: what happens at times that a test chooses, and who asks about it.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use database::blobs::Blobs;
use database::events::EventId;
use database::readers::Reader;
use database::schema::{event, reader_cursor};
use database::secrets::Secrets;
use database::testing::TestDatabase;
use database::{Clock, DbError, Flag, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use inbox::Inbox;
use inbox::channels::{self, Channel, ChannelKind, ChannelSecrets, ChannelSettings};
use inbox::conversations::{
    self, Author, Change, ConversationId, Message, MessageKind, NewMessage, Opening, Status, Visibility,
};
use language::Language;
use people::customers::{self, CustomerId, Identity, Seen};
use people::sign_in::NewPassword;
use people::team::{self, AgentId, NewAgent, Role};
use people::workspaces::Founder;
use people::workspaces::setup::found_workspace;
use people::{App, Parts};
use search::Index;
use serde_json::{Value, json};
use tower::ServiceExt;
use web::{ClientAddress, GuardedClient, Limits, Policy};

const PASSWORD: &str = "mavi kapı üç kedi";

/// It is always 2026-03-02T09:00:00Z.
pub struct Still;

impl Clock for Still {
    fn now(&self) -> Time {
        at("2026-03-02T09:00:00Z")
    }
}

/// A moment: `2026-02-02T10:00+03:00`.
pub fn at(text: &str) -> Time {
    text.parse().unwrap()
}

/// One workspace, its agents, and its channels.
#[derive(Clone)]
pub struct Desk {
    pub app: App,
    /// Goes away with the desk.
    _test: Arc<TestDatabase>,
    pub workspace: WorkspaceId,
    router: Router,
    pub inbox: Inbox,
    pub owner: AgentId,
}

/// Runs a test on SQLite, then on PostgreSQL, in a workspace in Istanbul.
pub async fn on_both_engines<F, Fut>(test: F)
where
    F: Fn(Desk) -> Fut,
    Fut: Future<Output = ()>,
{
    in_zone_on_both_engines("Europe/Istanbul", test).await;
}

/// Runs a test on SQLite, then on PostgreSQL, in a workspace elsewhere.
pub async fn in_zone_on_both_engines<F, Fut>(zone: &str, test: F)
where
    F: Fn(Desk) -> Fut,
    Fut: Future<Output = ()>,
{
    for open in [database::testing::sqlite, database::testing::postgres] {
        test(Desk::open(open(Arc::new(Still)), zone).await).await;
    }
}

fn routes(inbox: &Inbox) -> Router {
    let people = people::routes().split_for_parts().0.with_state(inbox.app.clone());
    let conversations = inbox::routes().split_for_parts().0.with_state(inbox.clone());
    let insight = insight::routes().split_for_parts().0.with_state(inbox.clone());
    Router::new().nest("/api/v1", people.merge(conversations).merge(insight))
}

impl Desk {
    pub async fn open(test: TestDatabase, zone: &str) -> Self {
        let app = App::new(Parts {
            database: test.database.clone(),
            secrets: Secrets::open(&test.folder.path().join("secret.key")).unwrap(),
            blobs: Blobs::new(test.folder.path().join("blobs")),
            guarded: GuardedClient::new(Policy::default(), Limits::default(), "Tillside test"),
            public_url: "https://desk.example".parse().unwrap(),
        });
        let index = Index::open(&test.folder.path().join("search")).unwrap();
        let inbox = Inbox::searching(app.clone(), index);
        let mut desk = Self {
            router: routes(&inbox),
            app,
            _test: Arc::new(test),
            workspace: WorkspaceId(0),
            inbox,
            owner: AgentId(0),
        };
        (desk.workspace, desk.owner) = desk.found("Çay & Co", "owner@shop.example", zone).await;
        desk
    }

    /// Founds a workspace with an owner who reads English.
    pub async fn found(&self, name: &str, email: &str, zone: &str) -> (WorkspaceId, AgentId) {
        let founder = Founder {
            workspace_name: name.parse().unwrap(),
            name: "Ayşe".parse().unwrap(),
            email: email.to_owned(),
            password_hash: self.hash(email).await,
            language: Language::En,
            time_zone: zone.parse().unwrap(),
        };
        self.write(move |tx| found_workspace(tx, &founder, "")).await
    }

    async fn hash(&self, email: &str) -> String {
        self.app.passwords().hash(NewPassword::parse(PASSWORD, email).unwrap()).await.unwrap()
    }

    /// Lets somebody work here.
    pub async fn hire(&self, name: &str, email: &str, role: Role, language: Language) -> AgentId {
        let agent = NewAgent {
            workspace: self.workspace,
            name: name.parse().unwrap(),
            email: email.to_owned(),
            role,
            password_hash: self.hash(email).await,
            language,
            time_zone: "Europe/Istanbul".to_owned(),
        };
        self.write(move |tx| team::insert_agent(tx, &agent)).await
    }

    pub async fn write<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> T {
        self.app.database.write(f).await.unwrap()
    }

    pub async fn channel(&self, kind: ChannelKind) -> Channel {
        let workspace = self.workspace;
        self.write(move |tx| {
            let row = Channel {
                workspace_id: workspace,
                id: tx.id(),
                kind,
                name: kind.to_string(),
                address: (kind == ChannelKind::Email)
                    .then(|| format!("help-{}@shop.example", tx.id::<CustomerId>())),
                store_id: None,
                team_id: None,
                active: Flag::Yes,
                settings: ChannelSettings::default(),
                secrets: ChannelSecrets::default(),
                created_at: tx.now,
            };
            channels::insert(tx, &row)?;
            Ok(row)
        })
        .await
    }

    pub async fn customer(&self, name: &str, email: &str) -> CustomerId {
        let workspace = self.workspace;
        let (name, identity) = (name.to_owned(), Identity::email(email).unwrap());
        self.write(move |tx| {
            let seen = Seen {
                identities: &[identity],
                name: Some(&name),
                language: None,
                country: None,
                time_zone: None,
                address: None,
            };
            customers::recognise(tx, workspace, &seen)
        })
        .await
    }

    /// A customer opens a conversation by saying something.
    pub async fn asks(
        &self,
        when: &str,
        channel: &Channel,
        customer: CustomerId,
        subject: &str,
        language: &str,
    ) -> ConversationId {
        let author = Author::Customer(customer, String::new());
        let id = self.opens(when, channel, customer, subject, (language, Status::Open)).await;
        self.says(when, id, author).await;
        id
    }

    /// A conversation that has no message yet.
    pub async fn opens(
        &self,
        when: &str,
        channel: &Channel,
        customer: CustomerId,
        subject: &str,
        (language, status): (&str, Status),
    ) -> ConversationId {
        let (when, channel, workspace) = (at(when), channel.clone(), self.workspace);
        let (subject, language) = (subject.to_owned(), language.to_owned());
        self.write(move |tx| {
            let opening = Opening {
                channel: &channel,
                customer,
                subject: &subject,
                status,
                language: (!language.is_empty()).then_some(language.as_str()),
                store: None,
                actor: format!("customer:{customer}"),
            };
            Ok(conversations::open(&mut tx.at(when), workspace, &opening)?.id)
        })
        .await
    }

    /// Somebody says something in public.
    pub async fn says(&self, when: &str, id: ConversationId, author: Author) -> Message {
        self.writes(when, id, author, Visibility::Public, MessageKind::Message).await
    }

    /// Something is written into a conversation.
    pub async fn writes(
        &self,
        when: &str,
        id: ConversationId,
        author: Author,
        visibility: Visibility,
        kind: MessageKind,
    ) -> Message {
        let (when, workspace) = (at(when), self.workspace);
        self.write(move |tx| {
            let mut conversation = conversations::find(tx.db, workspace, id)?.expect("it was opened");
            let channel = (conversation.channel, conversation.channel_id);
            let message = NewMessage {
                visibility,
                kind,
                ..NewMessage::text(author, channel, "Merhaba, siparişim nerede?")
            };
            conversations::append(&mut tx.at(when), &mut conversation, message)
        })
        .await
    }

    pub async fn changes(&self, when: &str, id: ConversationId, change: Change) {
        let (when, workspace, owner) = (at(when), self.workspace, self.owner);
        let changed = self.app.database.write(move |tx| {
            let actor = format!("agent:{owner}");
            conversations::change(&mut tx.at(when), workspace, id, &change, &actor)
                .map_err(|cause| DbError::Other(cause.to_string()))
        });
        changed.await.unwrap();
    }

    pub async fn status(&self, when: &str, id: ConversationId, status: Status) {
        self.changes(when, id, Change { status: Some(status), ..Change::default() }).await;
    }

    /// Lets the measures see everything that happened. On PostgreSQL an event is shown to readers once all older transactions
    /// of the whole server have ended, those of other tests too.
    pub async fn measure(&self) {
        let reader: Arc<dyn Reader> = Arc::new(insight::measures::Measures);
        let newest: Option<i64> =
            self.read(|db| event::table.select(diesel::dsl::max(event::id)).first(db)).await;
        loop {
            database::readers::catch_up(&self.app.database, &reader).await.unwrap();
            let name = reader.name();
            let reached: Option<i64> = self
                .read(move |db| {
                    reader_cursor::table.find(name).select(reader_cursor::event_id).first(db).optional()
                })
                .await;
            if reached >= newest {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Where the index lies.
    pub fn index_folder(&self) -> PathBuf {
        self._test.folder.path().join("search")
    }

    /// The same desk after the program has begun again, with the index that lies in the folder.
    pub fn restarted(self) -> Self {
        let Self { app, _test, workspace, router, inbox, owner } = self;
        drop((router, inbox));
        let index = Index::open(&_test.folder.path().join("search")).unwrap();
        let inbox = Inbox::searching(app.clone(), index);
        Self { router: routes(&inbox), app, _test, workspace, inbox, owner }
    }

    /// Lets everything that happened be found, as [`Desk::measure`] lets it be measured.
    pub async fn index(&self) {
        let newest: Option<EventId> =
            self.read(|db| event::table.select(diesel::dsl::max(event::id)).first(db)).await;
        loop {
            let reached = insight::search::catch_up(&self.app.database, &self.inbox.index).await.unwrap();
            if Some(reached.event) >= newest {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Somebody says something of their own.
    pub async fn tells(
        &self,
        when: &str,
        id: ConversationId,
        author: Author,
        visibility: Visibility,
        text: &str,
    ) {
        let (when, workspace, text) = (at(when), self.workspace, text.to_owned());
        self.write(move |tx| {
            let mut conversation = conversations::find(tx.db, workspace, id)?.expect("it was opened");
            let channel = (conversation.channel, conversation.channel_id);
            let message = NewMessage { visibility, ..NewMessage::text(author, channel, &text) };
            conversations::append(&mut tx.at(when), &mut conversation, message)
        })
        .await;
    }

    pub async fn read<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut database::Db) -> QueryResult<T> + Send + 'static,
    ) -> T {
        self.app.database.read(|db| f(db).map_err(DbError::from)).await.unwrap()
    }

    /// Nobody.
    pub fn stranger(&self) -> Caller {
        Caller { desk: self.clone(), cookie: None, csrf: String::new(), bearer: None }
    }

    /// The browser of somebody who works here.
    pub async fn browser(&self, email: &str) -> Caller {
        let mut caller = self.stranger();
        let answer = caller
            .ask(Method::POST, "/session", Some(json!({ "email": email, "password": PASSWORD })), &[])
            .await;
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap();
        caller.cookie = Some(cookie.to_owned());
        caller.csrf = answer.json()["csrf"].as_str().unwrap().to_owned();
        caller
    }

    pub async fn owners_browser(&self) -> Caller {
        self.browser("owner@shop.example").await
    }

    /// A program with a token of these scopes.
    pub async fn program(&self, scopes: &[&str]) -> Caller {
        let mut owner = self.owners_browser().await;
        let body = json!({ "name": "test", "scopes": scopes });
        let token = owner.ask(Method::POST, "/tokens", Some(body), &[]).await.ok()["token"]
            .as_str()
            .unwrap()
            .to_owned();
        Caller { bearer: Some(token), ..self.stranger() }
    }
}

/// Who asks.
#[derive(Clone)]
pub struct Caller {
    desk: Desk,
    cookie: Option<String>,
    csrf: String,
    bearer: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.body);
        self.json()
    }

    /// Asserts which problem it is, and returns where it lies.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> String {
        let json = self.json();
        assert_eq!((self.status.as_u16(), json["code"].as_str()), (status, Some(code)), "{json}");
        json["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned()
    }
}

impl Caller {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, None, &[]).await
    }

    pub async fn ask(
        &mut self,
        method: Method,
        path: &str,
        body: Option<Value>,
        more: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie).header("x-csrf-token", &self.csrf);
        }
        if let Some(token) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let mut request = request.header(header::CONTENT_TYPE, "application/json").body(body).unwrap();
        request.extensions_mut().insert(ClientAddress("192.0.2.1".parse().unwrap()));
        let response = self.desk.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 1 << 22).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }
}
