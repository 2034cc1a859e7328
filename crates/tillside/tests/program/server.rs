//! A running server, ended when the test ends.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_tillside");

/// Runs a command to its end; `input` is its standard input.
pub fn run(arguments: &[&str], input: &str) -> Output {
    use std::io::Write as _;
    let mut child = Command::new(PROGRAM)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments does not wait for a password.
    drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
    child.wait_with_output().unwrap()
}

/// What a command said, as text.
pub fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// A server on a folder, on free ports.
pub struct Server {
    child: Child,
    port: u16,
    /// With the bearer of a token.
    client: reqwest::Client,
    token: String,
}

impl Server {
    /// Starts it on the embedded database and waits until it is ready; the folder gets an owner the first time.
    pub async fn start(folder: &Path) -> Self {
        Self::start_on(folder, None, None).await
    }

    /// The same on a PostgreSQL if there is an address, and with the token of an earlier start if there is one.
    pub async fn start_on(folder: &Path, postgres: Option<&str>, token: Option<&str>) -> Self {
        let mut place = vec!["--data", folder.to_str().unwrap()];
        place.extend(postgres.into_iter().flat_map(|url| ["--database-url", url]));
        let (port, smtp) = (free_port(), free_port());
        let child = Command::new(PROGRAM)
            .arg("serve")
            .args(&place)
            .env("TILLSIDE_ALLOW_PRIVATE_ADDRESSES", "true")
            .args(["--listen", &format!("127.0.0.1:{port}"), "--smtp-listen", &format!("127.0.0.1:{smtp}")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let client = reqwest::Client::new();
        let mut server = Self { child, port, client, token: token.unwrap_or_default().to_owned() };
        server.until_ready().await;
        if token.is_none() {
            server.token = owner_and_token(&place);
        }
        server
    }

    /// The token with which it is asked.
    pub fn token(&self) -> &str {
        &self.token
    }

    async fn until_ready(&mut self) {
        let end = Instant::now() + Duration::from_secs(60);
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                panic!("the server ended: {status}");
            }
            let asked = self.client.get(format!("http://127.0.0.1:{}/readyz", self.port)).send().await;
            if asked.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the server is not ready");
    }

    /// What an operator watches.
    pub async fn metrics(&self) -> String {
        let url = format!("http://127.0.0.1:{}/metrics", self.port);
        self.client.get(url).send().await.unwrap().text().await.unwrap()
    }

    /// Asks the API; `None` when there is no whole answer.
    pub async fn ask(&self, method: &str, path: &str, body: &[u8], kind: &str) -> Option<(u16, Value)> {
        let method = method.parse().unwrap();
        let url = format!("http://127.0.0.1:{}/api/v1{path}", self.port);
        let request = self.client.request(method, url).bearer_auth(&self.token).header("content-type", kind);
        answer(request.body(body.to_vec())).await
    }

    /// Asks the API to make something, once if there is an `Idempotency-Key`.
    pub async fn make(&self, path: &str, body: &str, key: Option<&str>) -> (u16, Value) {
        let url = format!("http://127.0.0.1:{}/api/v1{path}", self.port);
        let request =
            self.client.post(url).bearer_auth(&self.token).header("content-type", "application/json");
        let request = key.into_iter().fold(request, |request, key| request.header("idempotency-key", key));
        answer(request.body(body.to_owned())).await.unwrap()
    }

    /// Says something as the widget does; `None` when there is no whole answer.
    pub async fn chat(&self, path: &str, body: &str) -> Option<(u16, Value)> {
        let url = format!("http://127.0.0.1:{}/chat/v1/{path}", self.port);
        answer(self.client.post(url).header("content-type", "application/json").body(body.to_owned())).await
    }

    /// Asks as a browser does before it posts JSON from a page of another origin.
    pub async fn preflight(&self, path: &str) -> reqwest::Response {
        let url = format!("http://127.0.0.1:{}{path}", self.port);
        let request = self
            .client
            .request(reqwest::Method::OPTIONS, url)
            .header("origin", "https://shop.example")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type");
        request.send().await.unwrap()
    }

    /// Adds a mailbox.
    pub async fn add_mailbox(&self, address: &str) {
        let body = format!(
            r#"{{"kind":"email","name":"Box","address":"{address}","outgoing":{{"host":"127.0.0.1","port":9,"security":"none"}}}}"#
        );
        let (status, answer) =
            self.ask("POST", "/channels", body.as_bytes(), "application/json").await.unwrap();
        assert_eq!(status, 201, "{answer}");
    }

    /// Hands over a mail.
    pub async fn deliver(&self, mailbox: &str, id: &str) -> Option<(u16, Value)> {
        let mail = format!(
            "From: Ayse <{id}@customers.example>\r\nTo: {mailbox}\r\nSubject: {id}\r\nMessage-ID: <{id}@customers.example>\r\n\
             Date: Sat, 21 Nov 2026 20:00:00 +0000\r\n\r\nWhere is my order?\r\n"
        );
        self.ask("POST", &format!("/inbound/email?mailbox={mailbox}"), mail.as_bytes(), "message/rfc822")
            .await
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(&self) {
        self.signal("-KILL");
    }

    /// Asks it to end, as a service manager does.
    pub fn terminate(&self) {
        self.signal("-TERM");
    }

    fn signal(&self, signal: &str) {
        let done = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(done.success());
    }

    /// Waits for its end; `None` when it goes on.
    pub async fn ended_within(&mut self, patience: Duration) -> Option<ExitStatus> {
        let end = Instant::now() + patience;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Some(status);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        None
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

async fn answer(request: reqwest::RequestBuilder) -> Option<(u16, Value)> {
    let answer = request.send().await.ok()?;
    let status = answer.status().as_u16();
    let text = answer.text().await.ok()?;
    Some((status, serde_json::from_str(&text).unwrap_or_default()))
}

/// An owner unless there is one, and a token that may do everything.
fn owner_and_token(place: &[&str]) -> String {
    let owner = ["--email", "o@nar.example", "--name", "Owner", "--password-stdin"];
    run(&[&["admin", "create-owner"], place, &owner].concat(), "a long enough password\n");
    let made = run(&[&["admin", "create-token", "--name", "test"], place].concat(), "");
    let token = said(&made.stdout);
    assert!(token.starts_with("tsk_"), "{made:?}");
    token
}

/// A free port below those that the system gives to outgoing connections (from 32,768 on): one of these could take it before
/// the server does.
fn free_port() -> u16 {
    static ASKED: AtomicU32 = AtomicU32::new(0);
    // Tests run beside each other, each in a process of its own.
    let first = std::process::id().wrapping_mul(37);
    loop {
        let place = first.wrapping_add(ASKED.fetch_add(1, Ordering::Relaxed)) % 17_000;
        let port = 15_000 + u16::try_from(place).unwrap();
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
