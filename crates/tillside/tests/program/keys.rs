//! Keys that are rotated while everything is in use, on both databases.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use database::testing::fresh_postgres_url;
use database::{Database, Db, DbError, Engine, Settings, SystemClock};
use diesel::RunQueryDsl as _;
use diesel::sql_types::{BigInt, Text};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::server::{Server, run, said};

const CONSUMER_KEY: &str = "ck_0123456789abcdef0123456789abcdef01234567";
const CONSUMER_SECRET: &str = "cs_89abcdef0123456789abcdef0123456789abcdef";
const BOX: &str = "hello@nar.example";

/// A shop that says what it is, is too busy for everything else, and remembers what it was asked.
struct BusyShop {
    port: u16,
    asked: Arc<Mutex<String>>,
}

impl BusyShop {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut bytes = vec![0; 16 * 1024];
                let read = stream.read(&mut bytes).await.unwrap_or(0);
                let asked = String::from_utf8_lossy(&bytes[..read]).into_owned();
                let answer = if asked.contains("wc/v3") { BUSY.to_owned() } else { front_page() };
                heard.lock().unwrap().push_str(&asked);
                drop(stream.write_all(answer.as_bytes()).await);
            }
        });
        Self { port, asked }
    }

    fn forget(&self) {
        self.asked.lock().unwrap().clear();
    }

    /// Whether its keys were shown to it since it last forgot.
    fn was_shown_its_keys(&self) -> bool {
        self.asked.lock().unwrap().contains(CONSUMER_KEY)
    }
}

const BUSY: &str = "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

fn front_page() -> String {
    let body = r#"{"name":"Nar","namespaces":["wc/v3"]}"#;
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

/// What stands where.
struct Place<'a> {
    folder: &'a Path,
    postgres: Option<&'a str>,
}

impl Place<'_> {
    async fn start(&self, token: Option<&str>) -> Server {
        Server::start_on(self.folder, self.postgres, token).await
    }

    fn command(&self, name: &str) -> std::process::Output {
        let mut arguments = vec!["admin", name, "--data", self.folder.to_str().unwrap()];
        arguments.extend(self.postgres.into_iter().flat_map(|url| ["--database-url", url]));
        run(&arguments, "")
    }

    /// How many columns of how many rows hold something that this key sealed, whatever the table.
    async fn places_sealed_with(&self, key: &str) -> i64 {
        let engine = match self.postgres {
            Some(url) => Engine::Postgres { url: url.to_owned() },
            None => Engine::Sqlite { folder: self.folder.to_owned() },
        };
        let settings = Settings { engine, readers: 2, exclusive: false };
        let database = Database::open(settings, Arc::new(SystemClock), 9).unwrap();
        let pattern = format!("%v1.{key}.%");
        database.read(move |db| count_like(db, &pattern)).await.unwrap()
    }
}

#[derive(diesel::QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
}

#[derive(diesel::QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn count_like(db: &mut Db, pattern: &str) -> Result<i64, DbError> {
    let of_sqlite =
        "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND upper(c.type) = 'TEXT'";
    let of_postgres = "SELECT table_name::text, column_name::text FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type = 'text'";
    let ask = if matches!(db, Db::Sqlite(_)) { of_sqlite } else { of_postgres };
    let columns: Vec<Column> = diesel::sql_query(ask).load(db)?;
    assert!(columns.len() > 50, "{}", columns.len());
    let mut all = 0;
    for Column { table_name, column_name } in columns {
        let ask = format!(
            "SELECT count(*) AS count FROM \"{table_name}\" WHERE \"{column_name}\" LIKE '{pattern}'"
        );
        all += diesel::sql_query(ask).get_result::<Counted>(db)?.count;
    }
    Ok(all)
}

/// What was made, with its secrets.
struct Made {
    store: String,
    mailbox: String,
    /// By path, what it showed.
    shown: Vec<(String, Value)>,
    /// What was answered to a request with a key.
    tag: Value,
}

const TAG: &str = r#"{"name":"vip"}"#;

async fn make_everything(server: &Server, shop: &BusyShop) -> Made {
    let make = async |path: &str, body: Value| {
        let (status, answer) = server.make(path, &body.to_string(), None).await;
        assert_eq!(status, 201, "{path}: {answer}");
        answer
    };
    let mailbox = json!({
        "kind": "email", "name": "Box", "address": BOX,
        "outgoing": { "host": "127.0.0.1", "port": 9, "security": "none", "username": "u", "password": "kapı" },
    });
    let mailbox = make("/channels", mailbox).await;
    let mut shown = Vec::new();
    for kind in ["chat", "api"] {
        let made = make("/channels", json!({ "kind": kind, "name": kind })).await;
        assert!(!made[kind]["identity_secret"].is_null() || !made[kind]["secret"].is_null(), "{made}");
        shown.push((format!("/channels/{}", made["id"].as_str().unwrap()), made));
    }
    let store = json!({
        "kind": "woocommerce", "name": "Nar", "url": format!("http://127.0.0.1:{}", shop.port),
        "consumer_key": CONSUMER_KEY, "consumer_secret": CONSUMER_SECRET,
    });
    let store = make("/stores", store).await;
    let (status, tag) = server.make("/tags", TAG, Some("once")).await;
    assert_eq!(status, 201, "{tag}");
    let text = |made: &Value| made["id"].as_str().unwrap().to_owned();
    Made { store: text(&store), mailbox: text(&mailbox), shown, tag }
}

/// Everything that has a secret is used, and finds it.
async fn check_everything(server: &Server, shop: &BusyShop, made: &Made) {
    for (path, before) in &made.shown {
        let (status, now) = server.ask("GET", path, b"", "application/json").await.unwrap();
        assert_eq!(status, 200);
        for (kind, secret) in [("chat", "identity_secret"), ("api", "secret")] {
            assert_eq!(now[kind][secret], before[kind][secret], "{path}");
        }
    }
    let (status, again) = server.make("/tags", TAG, Some("once")).await;
    assert_eq!((status, &again), (201, &made.tag), "answered as it was");

    shop.forget();
    let (_, tested) = server.make(&format!("/stores/{}/test", made.store), "{}", None).await;
    assert_eq!(tested["code"], "busy", "{tested}");
    assert!(shop.was_shown_its_keys());
    let test = format!("/channels/{}/test", made.mailbox);
    let (status, begun) = server.make(&test, r#"{"to":"deniz@nar.example"}"#, None).await;
    assert_eq!(status, 202);
    let row = format!("/outbox/{}", begun["outbox_id"].as_str().unwrap());
    for _ in 0..600 {
        let (_, shown) = server.ask("GET", &row, b"", "application/json").await.unwrap();
        let words = shown["last_error"].as_str().unwrap_or_default();
        assert!(!words.contains("key k") && !words.contains("decrypt"), "{words}");
        // Nobody listens there: it came so far, with key and password.
        if !words.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the mail was not tried");
}

async fn rotates_and_drops(place: Place<'_>) {
    let shop = BusyShop::open().await;
    let mut server = place.start(None).await;
    let token = server.token().to_owned();
    let made = make_everything(&server, &shop).await;
    check_everything(&server, &shop, &made).await;
    assert!(place.command("drop-old-keys").status.success(), "there is none to drop");
    assert!(place.command("rotate-key").status.success());

    let refused = place.command("drop-old-keys");
    let words = said(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(words.contains("still sealed") && words.contains("channels: 4 with k1"), "{words}");
    assert!(words.contains("stores: 2 with k1") && words.lines().count() == 1, "{words}");

    server.kill();
    server.ended_within(Duration::from_secs(60)).await.expect("it was killed");
    let server = place.start(Some(&token)).await;
    let mut dropped = place.command("drop-old-keys");
    for _ in 0..600 {
        if dropped.status.success() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        dropped = place.command("drop-old-keys");
    }
    assert_eq!(said(&dropped.stdout), "k1", "{dropped:?}");
    assert_eq!(place.places_sealed_with("k1").await, 0, "nothing was overlooked");
    assert!(place.places_sealed_with("k2").await >= 5);
    let keys = std::fs::read_to_string(place.folder.join("secret.key")).unwrap();
    assert!(!keys.contains("k1 ") && keys.starts_with("k2 ") && keys.contains("signing "));
    check_everything(&server, &shop, &made).await;
    server.terminate();
    drop(server);

    let server = place.start(Some(&token)).await;
    check_everything(&server, &shop, &made).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_rotation_everything_is_sealed_anew_and_the_old_key_can_go_on_the_embedded_database() {
    let folder = tempfile::tempdir().unwrap();
    rotates_and_drops(Place { folder: folder.path(), postgres: None }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_rotation_everything_is_sealed_anew_and_the_old_key_can_go_on_postgresql() {
    let folder = tempfile::tempdir().unwrap();
    let url = fresh_postgres_url();
    rotates_and_drops(Place { folder: folder.path(), postgres: Some(&url) }).await;
}

#[test]
fn an_old_key_stays_until_a_server_has_begun_with_the_fresh_one() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place { folder: folder.path(), postgres: None };
    let data = folder.path().to_str().unwrap();
    let owner = ["admin", "create-owner", "--data", data, "--email", "o@nar.example", "--name", "Owner"];
    assert!(run(&owner, "").status.success());
    // The server makes the file; a command never does.
    assert_eq!(place.command("drop-old-keys").status.code(), Some(1));
    database::secrets::Secrets::open(&folder.path().join("secret.key")).unwrap();
    assert!(place.command("rotate-key").status.success());
    let refused = place.command("drop-old-keys");
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(said(&refused.stderr).contains("restart the server"), "{refused:?}");
    let keys = std::fs::read_to_string(folder.path().join("secret.key")).unwrap();
    assert!(keys.contains("k1 ") && keys.starts_with("k2 "));
}
