//! A full disk: writes fail cleanly, reads go on, and what was acknowledged is there.

#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

use std::sync::Arc;

use database::events::{self, NewEvent, Position};
use database::{Database, DbError, SystemClock, Tx, WorkspaceId};
use diesel::prelude::*;

const SHOP: WorkspaceId = WorkspaceId(7);

async fn write(database: &Database, number: i64) -> Result<(), DbError> {
    database
        .write(move |tx: &mut Tx<'_>| {
            tx.append(NewEvent::new(SHOP, "page.written", number, "system").with("x".repeat(3000)))?;
            Ok(())
        })
        .await
}

async fn written(database: &Database) -> Vec<i64> {
    let events = database.read(|db| events::after(db, &Position::start(), 100_000)).await.unwrap();
    events.into_iter().map(|(event, _)| event.subject).collect()
}

/// Pages that the file may have more than it has now; the engine then says what it says when the disk is full.
async fn leave_room(database: &Database, pages: i64) {
    database
        .write(move |tx| {
            #[derive(QueryableByName)]
            struct Pages {
                #[diesel(sql_type = diesel::sql_types::BigInt)]
                page_count: i64,
            }
            let now: Pages = diesel::sql_query("PRAGMA page_count").get_result(tx.db)?;
            diesel::sql_query(format!("PRAGMA max_page_count = {}", now.page_count + pages))
                .execute(tx.db)?;
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_writes_fail_cleanly_reads_go_on_and_nothing_acknowledged_is_lost() {
    let test = database::testing::sqlite(Arc::new(SystemClock));
    let database = &test.database;
    write(database, 0).await.unwrap();
    leave_room(database, 40).await;
    let mut acknowledged = vec![0];
    let mut refused = 0;
    // Many at once, so that some of one commit have room and others have not.
    let mut all = tokio::task::JoinSet::new();
    for number in 1..=200 {
        let database = database.clone();
        all.spawn(async move { (number, write(&database, number).await) });
    }
    for (number, result) in all.join_all().await {
        match result {
            Ok(()) => acknowledged.push(number),
            Err(DbError::Full) => refused += 1,
            Err(other) => panic!("{number}: {other:?}"),
        }
    }
    assert!(refused > 0);
    let mut there = written(database).await;
    there.sort_unstable();
    acknowledged.sort_unstable();
    assert_eq!(there, acknowledged, "what was acknowledged, and nothing else");
    // Again and again, alone: still clean, still read.
    for number in 300..310 {
        let there_was_room = write(database, number).await.is_ok();
        assert_eq!(database.is_full(), !there_was_room, "{number}");
        if there_was_room {
            acknowledged.push(number);
        }
        let mut there = written(database).await;
        there.sort_unstable();
        assert_eq!(there, acknowledged);
    }
    // Room again: writes go on by themselves.
    leave_room(database, 10_000).await;
    for number in 400..450 {
        write(database, number).await.unwrap();
    }
    assert!(!database.is_full());
    assert_eq!(written(database).await.len(), acknowledged.len() + 50);
}
