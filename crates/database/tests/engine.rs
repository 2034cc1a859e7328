//! What every write and read promises, on both engines.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use database::events::{self, NewEvent, Position};
use database::readers::{self, Reader};
use database::testing::on_both_engines;
use database::{Database, Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;

const SHOP: WorkspaceId = WorkspaceId(7);

async fn say(database: &Database, word: &'static str) -> Result<(), DbError> {
    database
        .write(move |tx| {
            tx.append(NewEvent::new(SHOP, "word.said", 1, "system").with(word))?;
            Ok(())
        })
        .await
}

async fn said(database: &Database) -> Vec<String> {
    let events = database.read(|db| events::after(db, &Position::start(), 10_000)).await.unwrap();
    events.into_iter().map(|(event, _)| event.payload.as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_that_fail_or_panic_leave_nothing_and_the_others_stay() {
    on_both_engines(|test| async move {
        let mut all = tokio::task::JoinSet::new();
        for number in 0..200 {
            let database = test.database.clone();
            all.spawn(async move {
                let work = move |tx: &mut Tx<'_>| {
                    tx.append(NewEvent::new(SHOP, "word.said", number, "system").with("kept"))?;
                    match number % 20 {
                        3 => Err(DbError::Other("refused".to_owned())),
                        7 => panic!("on purpose"),
                        _ => Ok(number),
                    }
                };
                // Some want a transaction of their own.
                if number % 3 == 0 { database.write_much(work).await } else { database.write(work).await }
            });
        }
        let results = all.join_all().await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 180);
        assert_eq!(results.iter().filter(|result| matches!(result, Err(DbError::Panicked(_)))).count(), 10);
        database::testing::until_all_can_be_read(&test.database).await;
        assert_eq!(said(&test.database).await.len(), 180);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_statement_that_is_swallowed_fails_the_write() {
    on_both_engines(|test| async move {
        let swallowed = test
            .database
            .write(|tx| {
                tx.append(NewEvent::new(SHOP, "word.said", 1, "system").with("lost"))?;
                let _ = diesel::sql_query("INSERT INTO nowhere VALUES (1)").execute(tx.db);
                Ok::<_, DbError>(())
            })
            .await;
        assert!(matches!(swallowed, Err(DbError::SwallowedFailure)), "{swallowed:?}");

        let contained = test
            .database
            .write(|tx| {
                tx.append(NewEvent::new(SHOP, "word.said", 1, "system").with("kept"))?;
                let inner =
                    tx.nested(|tx| diesel::sql_query("INSERT INTO nowhere VALUES (1)").execute(tx.db));
                assert!(inner.is_err());
                Ok::<_, DbError>(())
            })
            .await;
        assert!(contained.is_ok(), "{contained:?}");
        database::testing::until_all_can_be_read(&test.database).await;
        assert_eq!(said(&test.database).await, ["kept"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_of_a_series_have_no_holes_and_no_doubles() {
    on_both_engines(|test| async move {
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let database = test.database.clone();
            all.spawn(async move { database.write(|tx| tx.count(SHOP, "conversation")).await.unwrap() });
        }
        let mut numbers = all.join_all().await;
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=50).collect::<Vec<_>>());
    })
    .await;
}

/// Whether a transaction might go on when it was asked, and after `meanwhile`.
async fn may_go_on(
    database: &Database,
    meanwhile: impl FnOnce(&mut Tx<'_>) -> Result<(), DbError> + Send + 'static,
) -> (bool, bool) {
    let asked = database.write_much(move |tx| {
        let before = tx.may_go_on();
        meanwhile(tx)?;
        Ok::<_, DbError>((before, tx.may_go_on()))
    });
    asked.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_of_very_much_goes_on_while_nobody_waits() {
    on_both_engines(|test| async move {
        // On a machine that has much to do one may take long for nothing.
        while may_go_on(&test.database, |_| Ok(())).await != (true, true) {}
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_of_very_much_ends_when_somebody_waits_for_the_writer() {
    let test = database::testing::sqlite(Arc::new(database::SystemClock));
    let (entered, inside) = tokio::sync::oneshot::channel();
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let database = test.database.clone();
    let much = tokio::spawn(async move {
        let meanwhile = move |_: &mut Tx<'_>| {
            entered.send(()).unwrap();
            wait.recv().unwrap();
            Ok(())
        };
        may_go_on(&database, meanwhile).await
    });
    inside.await.unwrap();
    let mut other = Box::pin(say(&test.database, "me"));
    assert!(futures::poll!(&mut other).is_pending(), "it waits for the writer");
    go.send(()).unwrap();
    assert!(!much.await.unwrap().1);
    other.await.unwrap();
    assert_eq!(said(&test.database).await, ["me"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_of_very_much_ends_when_others_may_wait_for_what_it_holds() {
    let test = database::testing::postgres(Arc::new(database::SystemClock));
    assert!(!may_go_on(&test.database, |tx| tx.alone_with("thing", 1, "it")).await.1);
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_are_appended_together_are_read_in_their_order() {
    on_both_engines(|test| async move {
        let written = test.database.write(|tx| {
            let event =
                |number: i64| NewEvent::new(SHOP, "word.said", number, "system").with(number.to_string());
            tx.append(event(0))?;
            let before = database::queries_so_far();
            tx.append_all((1..100).map(event).collect())?;
            tx.append_all(Vec::new())?;
            let statements = database::queries_so_far() - before;
            tx.append(event(100))?;
            Ok::<_, DbError>(statements)
        });
        assert!(written.await.unwrap() < 10);
        database::testing::until_all_can_be_read(&test.database).await;
        assert_eq!(
            said(&test.database).await,
            (0..=100).map(|number| number.to_string()).collect::<Vec<_>>()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_are_there_already_are_counted_out_and_stay() {
    on_both_engines(|test| async move {
        use database::schema::counter::{self, dsl};
        let added = |names: std::ops::Range<usize>, value: i64| {
            test.database.write(move |tx| {
                let row = |name: usize| {
                    (dsl::workspace_id.eq(SHOP), dsl::name.eq(format!("{name:03}")), dsl::value.eq(value))
                };
                let rows: Vec<_> = names.map(row).collect();
                let added: usize = database::insert_new!(tx.db, counter::table, &rows);
                Ok::<_, DbError>(added)
            })
        };
        assert_eq!(added(0..20, 1).await.unwrap(), 20);
        assert_eq!(added(10..50, 2).await.unwrap(), 30);
        let values =
            |db: &mut Db| Ok::<_, DbError>(dsl::counter.select(dsl::value).order(dsl::name).load::<i64>(db)?);
        let values = test.database.read(values).await.unwrap();
        assert_eq!(values, [vec![1; 20], vec![2; 30]].concat());
    })
    .await;
}

struct Counting(AtomicUsize);

impl Reader for Counting {
    fn name(&self) -> &'static str {
        "counting"
    }

    fn kinds(&self) -> &'static [&'static str] {
        &["word.said", "word.heard"]
    }

    fn handle(&self, tx: &mut Tx<'_>, event: &events::Event) -> Result<(), DbError> {
        if event.payload == "poison" {
            return Err(DbError::Other("can't read this".to_owned()));
        }
        if event.kind == "word.said" {
            tx.append(
                NewEvent::new(event.workspace, "word.heard", event.subject, "system").with(&event.payload),
            )?;
        }
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_takes_each_event_once_and_goes_on_behind_one_that_it_cannot_read() {
    on_both_engines(|test| async move {
        for word in ["one", "poison", "two"] {
            say(&test.database, word).await.unwrap();
        }
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let reader: Arc<dyn Reader> = Arc::new(Counting(AtomicUsize::new(0)));
        let running = tokio::spawn(readers::run(test.database.clone(), reader, stopped));
        let heard = loop {
            let heard = said(&test.database).await.into_iter().filter(|word| word != "poison").count();
            if heard == 4 {
                break heard;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        };
        stop.send(true).unwrap();
        running.await.unwrap();
        assert_eq!(heard, 4);
        let aside: i64 = test
            .database
            .read(|db| Ok::<_, DbError>(database::schema::reader_failure::table.count().get_result(db)?))
            .await
            .unwrap();
        assert_eq!(aside, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_passes_what_does_not_concern_it_and_wakes_nobody() {
    on_both_engines(|test| async move {
        let blow = |tx: &mut Tx<'_>| {
            (0..3).try_for_each(|_| tx.append(NewEvent::new(SHOP, "wind.blew", 1, "system")).map(drop))
        };
        test.database.write(blow).await.unwrap();
        database::testing::until_all_can_be_read(&test.database).await;
        let counting = Arc::new(Counting(AtomicUsize::new(0)));
        let reader: Arc<dyn Reader> = counting.clone();
        let news = test.database.commits();
        assert_eq!(readers::catch_up(&test.database, &reader).await.unwrap(), 3);
        assert_eq!(counting.0.load(Ordering::Relaxed), 0);
        assert!(!news.has_changed().unwrap(), "that it stands elsewhere now is no news");
        let stands_at_the_end = |db: &mut Db| {
            use database::schema::reader_cursor::dsl;
            let at: events::EventId = dsl::reader_cursor.find("counting").select(dsl::event_id).first(db)?;
            Ok::<_, DbError>(at == events::end(db)?.event)
        };
        assert!(test.database.read(stands_at_the_end).await.unwrap());
        say(&test.database, "one").await.unwrap();
        assert!(news.has_changed().unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_transaction_on_postgres_is_waited_for_and_not_skipped() {
    let test = database::testing::postgres(Arc::new(database::SystemClock));
    let (entered, inside) = tokio::sync::oneshot::channel();
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let database = test.database.clone();
    let slow = tokio::spawn(async move {
        database
            .write(move |tx| {
                tx.append(NewEvent::new(SHOP, "word.said", 1, "system").with("slow"))?;
                entered.send(()).unwrap();
                wait.recv().unwrap();
                Ok::<_, DbError>(())
            })
            .await
    });
    inside.await.unwrap();
    say(&test.database, "fast").await.unwrap();
    assert!(said(&test.database).await.is_empty(), "nothing is read past a running transaction");
    let newest = test.database.read(|db| events::newest(db, SHOP)).await.unwrap();
    assert_eq!(newest, None, "who begins behind the fast one would miss the slow one");
    go.send(()).unwrap();
    slow.await.unwrap().unwrap();
    database::testing::until_all_can_be_read(&test.database).await;
    assert_eq!(said(&test.database).await, ["slow", "fast"]);
}

/// Transactions are numbers, not words: the hundredth comes after the ninety-ninth.
#[tokio::test(flavor = "multi_thread")]
async fn events_on_postgres_are_read_in_the_order_of_their_transactions_whatever_digits_these_have() {
    let test = database::testing::postgres(Arc::new(database::SystemClock));
    for word in ["first", "second", "third"] {
        say(&test.database, word).await.unwrap();
    }
    let numbered = test.database.write(|tx| {
        let database::Db::Postgres(postgres) = &mut *tx.db else { panic!("this is PostgreSQL") };
        for (word, number) in [("first", "9"), ("second", "99"), ("third", "100")] {
            diesel::sql_query("UPDATE event SET tx = CAST($1 AS xid8) WHERE payload = $2")
                .bind::<diesel::sql_types::Text, _>(number)
                .bind::<diesel::sql_types::Text, _>(format!("{word:?}"))
                .execute(postgres)?;
        }
        Ok::<_, DbError>(())
    });
    numbered.await.unwrap();
    database::testing::until_all_can_be_read(&test.database).await;
    let read = test.database.read(|db| events::after(db, &Position::start(), 2));
    let read = read.await.unwrap();
    let words: Vec<_> = read.iter().map(|(event, _)| event.payload.as_str().unwrap()).collect();
    assert_eq!(words, ["first", "second"], "a page holds the oldest");
    let behind = read[1].1.clone();
    let rest = test.database.read(move |db| events::after(db, &behind, 10)).await.unwrap();
    assert_eq!(rest.len(), 1, "and the next begins where it ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_server_on_the_same_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let engine = database::Engine::Sqlite { folder: folder.path().to_owned() };
    let settings = database::Settings { engine, readers: 1, exclusive: true };
    let clock: Arc<dyn database::Clock> = Arc::new(database::SystemClock);
    let first = Database::open(settings.clone(), Arc::clone(&clock), 1).unwrap();
    let second = Database::open(settings.clone(), Arc::clone(&clock), 2);
    assert!(matches!(second, Err(DbError::Unavailable(reason)) if reason.contains("already running")));
    drop(first);
    Database::open(settings, clock, 3).unwrap();
}

#[derive(QueryableByName, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Column {
    #[diesel(sql_type = diesel::sql_types::Text)]
    place: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    kind: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_the_same_tables_columns_and_keys() {
    let sqlite = columns(&database::testing::sqlite(Arc::new(database::SystemClock)).database).await;
    let postgres = columns(&database::testing::postgres(Arc::new(database::SystemClock)).database).await;
    assert!(sqlite.len() > 50);
    let only_sqlite: Vec<_> = sqlite.iter().filter(|column| !postgres.contains(column)).collect();
    let only_postgres: Vec<_> = postgres.iter().filter(|column| !sqlite.contains(column)).collect();
    assert!(
        only_sqlite.is_empty() && only_postgres.is_empty(),
        "SQLite: {only_sqlite:?}, PostgreSQL: {only_postgres:?}"
    );
}

/// `table.column` with its type, whether it may be null, and its place in the key.
async fn columns(database: &Database) -> Vec<Column> {
    const SQLITE: &str = "SELECT s.name || '.' || c.name AS place,
        CASE c.type WHEN 'INTEGER' THEN 'bigint' WHEN 'BLOB' THEN 'bytea' WHEN 'REAL' THEN 'double precision'
            ELSE lower(c.type) END || CASE c.\"notnull\" WHEN 1 THEN '' ELSE '?' END || ' ' || c.pk AS kind
        FROM sqlite_schema s JOIN pragma_table_info(s.name) c
        WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite_%' AND s.name <> '__diesel_schema_migrations' ORDER BY 1";
    const POSTGRES: &str = "SELECT c.table_name || '.' || c.column_name AS place,
        c.data_type || CASE c.is_nullable WHEN 'NO' THEN '' ELSE '?' END || ' ' || coalesce((
            SELECT k.ordinal_position FROM information_schema.key_column_usage k JOIN information_schema.table_constraints t
            ON t.constraint_name = k.constraint_name AND t.table_name = k.table_name AND t.constraint_type = 'PRIMARY KEY'
            WHERE k.table_name = c.table_name AND k.column_name = c.column_name), 0) AS kind
        FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name <> '__diesel_schema_migrations'
        AND NOT (c.table_name = 'event' AND c.column_name = 'tx') ORDER BY 1";
    database
        .read(|db| {
            let text = match db {
                Db::Sqlite(_) => SQLITE,
                Db::Postgres(_) => POSTGRES,
            };
            let mut columns: Vec<Column> = diesel::sql_query(text).load(db)?;
            columns.sort();
            Ok::<_, DbError>(columns)
        })
        .await
        .unwrap()
}

#[derive(Debug, QueryableByName)]
struct Step {
    #[diesel(sql_type = diesel::sql_types::Text)]
    detail: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_one_thing_is_never_found_by_reading_its_whole_workspace() {
    let test = database::testing::sqlite(Arc::new(database::SystemClock));
    let plan = |query: &'static str| {
        let database = test.database.clone();
        async move {
            let steps = database
                .read(move |db| {
                    let steps: Vec<Step> =
                        diesel::sql_query(format!("EXPLAIN QUERY PLAN {query}")).load(db)?;
                    Ok::<_, DbError>(steps)
                })
                .await
                .unwrap();
            steps.into_iter().map(|step| step.detail).collect::<Vec<_>>().join("; ")
        }
    };
    let of_a_subject =
        "SELECT kind, payload, at FROM event WHERE workspace_id = ? AND subject_id = ? ORDER BY at, id";
    assert!(plan(of_a_subject).await.contains("event_of_subject (workspace_id=? AND subject_id=?)"));
    let of_a_conversation = "SELECT text FROM message WHERE workspace_id = ? AND conversation_id = ? AND kind = ? ORDER BY created_at, id";
    assert!(
        plan(of_a_conversation)
            .await
            .contains("message_of_conversation (workspace_id=? AND conversation_id=?)")
    );
    let a_page = "SELECT subject FROM conversation WHERE workspace_id = ? AND status = ? ORDER BY last_activity_at DESC, id DESC LIMIT 50";
    let page = plan(a_page).await;
    let of_a_merge = "SELECT id FROM conversation WHERE workspace_id = ? AND merged_into IN (?, ?)";
    assert!(plan(of_a_merge).await.contains("conversation_merged_into (workspace_id=? AND merged_into=?)"));
    assert!(page.contains("conversation_by_status") && !page.contains("TEMP B-TREE"), "{page}");
}

/// A reader that can't go on until it is healed.
struct Ailing {
    healed: AtomicUsize,
    heard: AtomicUsize,
}

impl Reader for Ailing {
    fn name(&self) -> &'static str {
        "ailing"
    }

    fn kinds(&self) -> &'static [&'static str] {
        &["word.said"]
    }

    fn handle(&self, _: &mut Tx<'_>, _: &events::Event) -> Result<(), DbError> {
        if self.healed.load(Ordering::Relaxed) == 0 {
            return Err(DbError::Other("not yet".to_owned()));
        }
        self.heard.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_was_set_aside_is_taken_into_account_when_somebody_asks_for_it_again() {
    on_both_engines(|test| async move {
        say(&test.database, "one").await.unwrap();
        let ailing = Arc::new(Ailing { healed: AtomicUsize::new(0), heard: AtomicUsize::new(0) });
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let running = tokio::spawn(readers::run(test.database.clone(), ailing.clone(), stopped));
        let until = async |wish: fn(&[readers::Failure]) -> bool| {
            for _ in 0..1200 {
                let found = test.database.read(|db| readers::set_aside_in(db, SHOP, None, 10)).await.unwrap();
                assert!(found.iter().all(|(_, event)| event.as_ref().unwrap().payload == "one"));
                let failures: Vec<_> = found.into_iter().map(|(failure, _)| failure).collect();
                if wish(&failures) {
                    return failures;
                }
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            panic!("a minute is over");
        };
        let aside = until(|found| found.len() == 1).await;
        assert_eq!((aside[0].reader.as_str(), aside[0].retry_at), ("ailing", None));
        let id = aside[0].id;
        let again = async || test.database.write(move |tx| readers::ask_again(tx, SHOP, id)).await.unwrap();
        assert!(again().await);
        until(|found| found.len() == 1 && found[0].retry_at.is_none()).await;
        ailing.healed.store(1, Ordering::Relaxed);
        assert!(again().await);
        until(<[_]>::is_empty).await;
        assert_eq!(ailing.heard.load(Ordering::Relaxed), 1);
        assert!(!again().await, "there is nothing left to try");
        stop.send(true).unwrap();
        running.await.unwrap();
    })
    .await;
}
