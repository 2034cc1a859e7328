//! A help desk to test: the routes of this floor over a fresh database, and the browsers and programs that use it.

use std::collections::BTreeMap;
use std::future::Future;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use database::blobs::Blobs;
use database::outbox::{self, State};
use database::secrets::Secrets;
use database::testing::TestDatabase;
use database::{Clock, DbError, Time, WorkspaceId};
use jiff::SignedDuration;
use people::system_mail::SystemMail;
use people::{App, Parts};
use serde_json::{Value, json};
use tower::ServiceExt;
use web::{ClientAddress, GuardedClient, Limits, Policy};

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
    pub app: App,
    pub router: Router,
    pub test: Arc<TestDatabase>,
    clock: Arc<Hand>,
}

/// Runs a test on SQLite, then on PostgreSQL, at 2026-03-02T09:00:00Z.
pub async fn on_both_engines<F, Fut>(test: F)
where
    F: Fn(Desk) -> Fut,
    Fut: Future<Output = ()>,
{
    for open in [database::testing::sqlite, database::testing::postgres] {
        let start: Time = "2026-03-02T09:00:00Z".parse().unwrap();
        let clock = Arc::new(Hand(AtomicI64::new(start.micros())));
        let given: Arc<dyn Clock> = Arc::<Hand>::clone(&clock);
        test(Desk::new(open(given), clock)).await;
    }
}

impl Desk {
    fn new(test: TestDatabase, clock: Arc<Hand>) -> Self {
        let app = App::new(Parts {
            database: test.database.clone(),
            secrets: Secrets::open(&test.folder.path().join("secret.key")).unwrap(),
            blobs: Blobs::new(test.folder.path().join("blobs")),
            guarded: GuardedClient::new(Policy::default(), Limits::default(), "Tillside test"),
            public_url: "https://desk.example".parse().unwrap(),
        });
        let (routes, _) = people::routes().split_for_parts();
        let router = Router::new().nest("/api/v1", routes).with_state(app.clone());
        Self { app, router, test: Arc::new(test), clock }
    }

    pub fn wait(&self, how_long: SignedDuration) {
        let micros = i64::try_from(how_long.as_micros()).unwrap();
        self.clock.0.fetch_add(micros, Ordering::Relaxed);
    }

    /// A browser in which nobody is signed in, at an address of its own.
    pub fn browser(&self, ip: &str) -> Browser {
        Browser {
            desk: self.clone(),
            ip: ip.parse().unwrap(),
            cookies: BTreeMap::new(),
            csrf: None,
            bearer: None,
        }
    }

    /// A program with a token.
    pub fn program(&self, token: &str) -> Browser {
        Browser { bearer: Some(token.to_owned()), ..self.browser("192.0.2.200") }
    }

    /// Sets the workspace up and returns the owner's browser.
    pub async fn set_up(&self) -> Browser {
        let mut owner = self.browser("192.0.2.1");
        let body = json!({
            "workspace_name": "Çay & Co", "name": "Ayşe", "email": OWNER, "password": PASSWORD,
            "language": "tr", "time_zone": "Europe/Istanbul",
        });
        owner.post("/setup", body).await.ok();
        owner
    }

    /// Invites somebody and returns their browser after they have accepted.
    pub async fn hire(&self, owner: &mut Browser, email: &str, role: &str) -> Browser {
        let body = json!({ "email": email, "name": role, "role": role, "language": "en" });
        let url = owner.post("/invitations", body).await.ok()["url"].as_str().unwrap().to_owned();
        let token = url.rsplit('/').next().unwrap().to_owned();
        let mut browser = self.browser("192.0.2.2");
        let body = json!({ "name": role, "password": PASSWORD });
        browser.post(&format!("/invitation/{token}"), body).await.ok();
        browser
    }

    /// The mails that wait in the outbox, oldest first.
    pub async fn mails(&self) -> Vec<SystemMail> {
        let workspaces = self.test.database.workspaces().await.unwrap();
        let rows = self
            .test
            .database
            .read(move |db| {
                let mut rows = Vec::new();
                for workspace in workspaces {
                    rows.extend(outbox::in_state(db, workspace, State::Pending, None, 100)?);
                }
                Ok::<_, DbError>(rows)
            })
            .await
            .unwrap();
        let mut rows: Vec<_> = rows.into_iter().filter(|row| row.kind == "system_mail").collect();
        rows.sort_by_key(|row| row.id);
        rows.iter().map(|row| row.payload_as().unwrap()).collect()
    }

    pub async fn workspace(&self) -> WorkspaceId {
        self.test.database.workspaces().await.unwrap()[0]
    }

    /// The actions of the audit log, oldest first.
    pub async fn audit(&self) -> Vec<String> {
        let workspace = self.workspace().await;
        let entries =
            self.test.database.read(move |db| people::audit::list(db, workspace, None, 1000)).await.unwrap();
        entries.into_iter().rev().map(|entry| entry.action).collect()
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
    pub json: Value,
}

impl Answer {
    /// The body of an answer that is no error.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.json);
        self.json
    }

    /// Asserts which problem it is, and returns its body.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status.as_u16(), self.json["code"].as_str()), (status, Some(code)), "{}", self.json);
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
        self.json
    }
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, None, &[]).await
    }

    pub async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.ask(Method::POST, path, Some(body), &[]).await
    }

    pub async fn patch(&mut self, path: &str, body: Value) -> Answer {
        self.ask(Method::PATCH, path, Some(body), &[]).await
    }

    pub async fn delete(&mut self, path: &str) -> Answer {
        self.ask(Method::DELETE, path, None, &[]).await
    }

    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/session", json!({ "email": email, "password": password })).await
    }

    /// Asks, and keeps cookies and CSRF token as a browser and its console do.
    pub async fn ask(
        &mut self,
        method: Method,
        path: &str,
        body: Option<Value>,
        more: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
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
        let body = match body {
            Some(body) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        let mut request = request.header(header::USER_AGENT, "Test Browser 1.0").body(body).unwrap();
        request.extensions_mut().insert(ClientAddress(self.ip));
        let response = self.desk.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
        let json = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
        self.keep(&parts.headers, &json);
        Answer { status: parts.status, headers: parts.headers, json }
    }

    fn keep(&mut self, headers: &HeaderMap, json: &Value) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let (pair, attributes) = cookie.to_str().unwrap().split_once("; ").unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0;") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        if let Some(csrf) = json["csrf"].as_str() {
            self.csrf = Some(csrf.to_owned());
        }
    }
}
