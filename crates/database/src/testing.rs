//! Databases for tests: every store test runs on both engines.
//!
//! PostgreSQL is a private server whose address stands in `TILLSIDE_TEST_POSTGRES`; `scripts/with-postgres` starts one,
//! runs a command and ends it. Each test has a database of its own in it.

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use tempfile::TempDir;

use crate::{Clock, Database, DbError, Engine, Settings, SystemClock};

/// Whether the texts of statements are kept.
static HEARING: AtomicBool = AtomicBool::new(false);
static HEARD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Keeps the texts of the statements that this process sends to its databases from now on.
pub fn listen_to_statements() {
    HEARING.store(true, Ordering::Relaxed);
}

pub(crate) fn hear(query: &dyn std::fmt::Display) {
    if HEARING.load(Ordering::Relaxed) {
        let text = query.to_string();
        let text = text.split(" -- binds:").next().unwrap_or_default().to_owned();
        HEARD.lock().unwrap_or_else(PoisonError::into_inner).insert(text);
    }
}

/// How SQLite finds the rows of each statement that was heard: its text with the steps of its plan.
///
/// # Errors
/// Only those of the database.
pub async fn plans_of_statements(database: &Database) -> Result<Vec<(String, Vec<String>)>, DbError> {
    #[derive(QueryableByName)]
    struct Step {
        #[diesel(sql_type = diesel::sql_types::Text)]
        detail: String,
    }
    HEARING.store(false, Ordering::Relaxed);
    let heard = std::mem::take(&mut *HEARD.lock().unwrap_or_else(PoisonError::into_inner));
    let asks =
        |text: &String| ["SELECT", "UPDATE", "DELETE", "INSERT"].iter().any(|verb| text.starts_with(verb));
    database
        .read(move |db| {
            let mut plans = Vec::new();
            for text in heard.into_iter().filter(asks) {
                let steps: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {text}")).load(db)?;
                plans.push((text, steps.into_iter().map(|step| step.detail).collect()));
            }
            Ok(plans)
        })
        .await
}

/// A database that goes away with the test.
pub struct TestDatabase {
    /// The handle.
    pub database: Database,
    /// A folder for files, and where SQLite's file stands.
    pub folder: TempDir,
    /// How it was opened, to open it again.
    pub settings: Settings,
}

/// Runs a test on SQLite, then on PostgreSQL.
pub async fn on_both_engines<F, Fut>(test: F)
where
    F: Fn(TestDatabase) -> Fut,
    Fut: Future<Output = ()>,
{
    test(sqlite(Arc::new(SystemClock))).await;
    test(postgres(Arc::new(SystemClock))).await;
}

/// A fresh SQLite database.
pub fn sqlite(clock: Arc<dyn Clock>) -> TestDatabase {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let engine = Engine::Sqlite { folder: folder.path().to_owned() };
    open(Settings { engine, readers: 2, exclusive: false }, clock, folder)
}

/// A fresh database on the test server.
pub fn postgres(clock: Arc<dyn Clock>) -> TestDatabase {
    let folder = tempfile::tempdir().expect("a temporary folder");
    open(
        Settings { engine: Engine::Postgres { url: fresh_postgres_url() }, readers: 6, exclusive: false },
        clock,
        folder,
    )
}

/// The address of a fresh, empty database on the test server.
pub fn fresh_postgres_url() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let server = std::env::var("TILLSIDE_TEST_POSTGRES").expect(
        "TILLSIDE_TEST_POSTGRES is not set: run the tests by `make test`, or through scripts/with-postgres",
    );
    let name = format!("t{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut connection =
        PgConnection::establish(&format!("{server}/postgres")).expect("the test server answers");
    connection.batch_execute(&format!("DROP DATABASE IF EXISTS {name}")).expect("an old database goes");
    connection.batch_execute(&format!("CREATE DATABASE {name}")).expect("a fresh database");
    format!("{server}/{name}")
}

/// Waits until everything that was committed can be read from the log. On PostgreSQL an event is shown to readers once all
/// older transactions of the whole server have ended, those of other tests too.
pub async fn until_all_can_be_read(database: &Database) {
    #[derive(QueryableByName)]
    struct Waiting {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        waiting: bool,
    }
    const ASK: &str =
        "SELECT EXISTS (SELECT 1 FROM event WHERE tx >= pg_snapshot_xmin(pg_current_snapshot())) AS waiting";
    while !database.is_embedded() {
        let read = database
            .read(|db| Ok::<_, DbError>(diesel::sql_query(ASK).get_result::<Waiting>(db)?.waiting))
            .await;
        if !read.expect("the database answers") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn open(settings: Settings, clock: Arc<dyn Clock>, folder: TempDir) -> TestDatabase {
    let database = Database::open(settings.clone(), clock, 1).expect("a fresh database opens");
    TestDatabase { database, folder, settings }
}
