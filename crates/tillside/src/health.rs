//! `GET /healthz`, `GET /readyz`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::State;
use axum::http::StatusCode;
use database::blobs::{Blobs, Trouble};
use database::{Database, DbError, WorkspaceId};
use tokio::task::JoinSet;

/// Whether the workers run.
#[derive(Debug, Clone, Default)]
pub struct Readiness(Arc<Workers>);

#[derive(Debug, Default)]
struct Workers {
    running: AtomicBool,
    one_died: AtomicBool,
}

impl Readiness {
    /// They run.
    pub fn ready(&self) {
        self.0.running.store(true, Ordering::Release);
    }

    /// They are stopping: balancers send nobody new.
    pub fn stopping(&self) {
        self.0.running.store(false, Ordering::Release);
    }

    /// Watches the workers for ever: one that ends by itself is missed until the next start.
    pub async fn watch(&self, workers: &mut JoinSet<()>) {
        while let Some(ended) = workers.join_next().await {
            let cause = ended.err().map_or_else(|| "it returned".to_owned(), |cause| cause.to_string());
            tracing::error!(cause, "a worker has ended; start the server again");
            self.0.one_died.store(true, Ordering::Release);
        }
        std::future::pending::<()>().await;
    }

    /// Why nobody should be sent here, if so.
    fn ailment(&self) -> Option<&'static str> {
        if !self.0.running.load(Ordering::Acquire) {
            Some("starting or stopping\n")
        } else if self.0.one_died.load(Ordering::Acquire) {
            Some("worker-died: what it did is not done until the server is started again\n")
        } else {
            None
        }
    }
}

/// The process is alive.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers and has room, large files can be written, and the workers run.
pub async fn readyz(
    State((database, blobs, readiness)): State<(Database, Blobs, Readiness)>,
) -> (StatusCode, &'static str) {
    if let Some(why) = readiness.ailment() {
        return (StatusCode::SERVICE_UNAVAILABLE, why);
    }
    if database.is_full() && !has_room_again(&database).await {
        return (StatusCode::SERVICE_UNAVAILABLE, "disk-full: nothing can be stored until there is room\n");
    }
    if blobs.trouble().is_some() {
        match blobs.try_writing().await {
            Some(Trouble::Full) => return (StatusCode::SERVICE_UNAVAILABLE, FILES_FULL),
            Some(Trouble::Unwritable) => return (StatusCode::SERVICE_UNAVAILABLE, FILES_UNWRITABLE),
            None => {}
        }
    }
    let answered = database
        .read(|db| {
            use diesel::RunQueryDsl as _;
            diesel::sql_query("SELECT 1").execute(db)?;
            Ok::<_, DbError>(())
        })
        .await;
    match answered {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

const FILES_FULL: &str = "files-full: no large file can be stored until there is room\n";
const FILES_UNWRITABLE: &str = "files-unwritable: no large file can be stored; the log says why\n";

/// Where nobody writes by themselves, room would never be noticed.
async fn has_room_again(database: &Database) -> bool {
    let nobody = WorkspaceId(0);
    database.write(move |tx| tx.count(nobody, "room").map(drop)).await.is_ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use axum::extract::State;
    use database::blobs::{Blobs, INLINE};
    use database::{Database, DbError, SystemClock};
    use diesel::RunQueryDsl as _;
    use tokio::task::JoinSet;

    use super::{Readiness, readyz};

    async fn asked(database: &Database, readiness: &Readiness) -> (u16, &'static str) {
        asked_with(database, &Blobs::new(std::env::temp_dir().join("never-written")), readiness).await
    }

    async fn asked_with(database: &Database, blobs: &Blobs, readiness: &Readiness) -> (u16, &'static str) {
        let (status, words) = readyz(State((database.clone(), blobs.clone(), readiness.clone()))).await;
        (status.as_u16(), words.trim_end())
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_worker_that_died_is_told() {
        let test = database::testing::sqlite(Arc::new(SystemClock));
        let readiness = Readiness::default();
        assert_eq!(asked(&test.database, &readiness).await, (503, "starting or stopping"));
        readiness.ready();
        assert_eq!(asked(&test.database, &readiness).await, (200, "ready"));
        let mut workers = JoinSet::new();
        workers.spawn(std::future::pending());
        workers.spawn(async { panic!("as a worker with a mistake does") });
        // It watches for ever, so it ends only with the question below; writing a panic's trace takes as long as it takes.
        tokio::select! {
            () = readiness.watch(&mut workers) => unreachable!("it watches on"),
            () = until_told(&test.database, &readiness) => {}
        }
        workers.abort_all();
    }

    /// Asks until the answer tells of the worker that died.
    async fn until_told(database: &Database, readiness: &Readiness) {
        loop {
            match asked(database, readiness).await {
                (200, _) => tokio::time::sleep(Duration::from_millis(5)).await,
                (503, words) if words.starts_with("worker-died") => return,
                other => panic!("{other:?}"),
            }
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_folder_of_files_that_cannot_be_written_is_told_until_it_can() {
        let test = database::testing::sqlite(Arc::new(SystemClock));
        let readiness = Readiness::default();
        readiness.ready();
        let folder = test.folder.path().join("blobs");
        std::fs::write(&folder, "a file stands in its place").unwrap();
        let blobs = Blobs::new(folder.clone());
        assert_eq!(asked_with(&test.database, &blobs, &readiness).await, (200, "ready"), "nobody has tried");
        assert!(blobs.prepare(vec![7; INLINE + 1]).await.is_err());
        let (status, words) = asked_with(&test.database, &blobs, &readiness).await;
        assert!(status == 503 && words.starts_with("files-unwritable"), "{words}");
        std::fs::remove_file(&folder).unwrap();
        assert_eq!(asked_with(&test.database, &blobs, &readiness).await, (200, "ready"));
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "what was tried with is gone");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_full_disk_is_told_until_there_is_room() {
        let test = database::testing::sqlite(Arc::new(SystemClock));
        let readiness = Readiness::default();
        readiness.ready();
        let pages = async |largest: &'static str| {
            let set = move |tx: &mut database::Tx<'_>| {
                diesel::sql_query(format!("PRAGMA max_page_count = {largest}")).execute(tx.db)?;
                Ok::<_, DbError>(())
            };
            test.database.write(set).await.unwrap();
        };
        pages("1").await;
        let long = "x".repeat(1_000_000);
        let refused = test.database.write(move |tx| {
            let event =
                database::events::NewEvent::new(database::WorkspaceId(1), "page.written", 1, "system");
            tx.append(event.with(long)).map(drop)
        });
        assert!(matches!(refused.await, Err(DbError::Full)));
        assert!(test.database.is_full());
        // The question itself finds out whether there is room.
        pages("1000000").await;
        assert_eq!(asked(&test.database, &readiness).await, (200, "ready"));
    }
}
