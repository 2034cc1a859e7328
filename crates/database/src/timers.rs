//! Durable timers: time is a reader too. A timer that is due becomes an event of its kind, once.

use std::time::Duration;

use diesel::prelude::*;
use serde_json::Value;
use tokio::sync::watch;

use crate::events::NewEvent;
use crate::schema::timer;
use crate::{Both, Database, DbError, Time, Tx, WorkspaceId};

crate::id_type!(
    /// A timer.
    TimerId,
    "tmr"
);

const BATCH: i64 = 200;
const PULSE: Duration = Duration::from_millis(500);

/// Sets the timer of this kind on this subject; one that was set before is moved. Kinds read `timer.unsnooze`.
///
/// # Errors
/// Only those of the database.
pub fn set(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    kind: &'static str,
    subject: i64,
    due: Time,
    payload: &Value,
) -> Result<(), DbError> {
    let payload = payload.to_string();
    let row = (
        timer::workspace_id.eq(workspace),
        timer::id.eq(tx.id::<TimerId>()),
        timer::kind.eq(kind),
        timer::subject_id.eq(subject),
        timer::payload.eq(&payload),
        timer::due_at.eq(due),
    );
    let moved = (timer::payload.eq(&payload), timer::due_at.eq(due));
    Both(
        diesel::insert_into(timer::table)
            .values(row)
            .on_conflict((timer::workspace_id, timer::kind, timer::subject_id))
            .do_update()
            .set(moved),
    )
    .run(tx.db)?;
    Ok(())
}

/// Sets a timer of this kind on each of some subjects, none of which may have one yet: they were made in this transaction.
///
/// # Errors
/// Those of the database; also when a subject has such a timer.
pub fn set_new(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    kind: &'static str,
    subjects: &[(i64, Time)],
    payload: &Value,
) -> Result<(), DbError> {
    let row = |(subject, due): &(i64, Time)| {
        (
            timer::workspace_id.eq(workspace),
            timer::id.eq(tx.id::<TimerId>()),
            timer::kind.eq(kind),
            timer::subject_id.eq(*subject),
            timer::payload.eq(payload.to_string()),
            timer::due_at.eq(*due),
        )
    };
    let rows: Vec<_> = subjects.iter().map(row).collect();
    crate::insert_all!(tx.db, timer::table, &rows);
    Ok(())
}

/// Takes a timer back; nothing happens if there is none.
///
/// # Errors
/// Only those of the database.
pub fn cancel(tx: &mut Tx<'_>, workspace: WorkspaceId, kind: &str, subject: i64) -> Result<(), DbError> {
    let which =
        timer::workspace_id.eq(workspace).and(timer::kind.eq(kind)).and(timer::subject_id.eq(subject));
    diesel::delete(timer::table.filter(which)).execute(tx.db)?;
    Ok(())
}

/// Turns the timers that are due into events; returns how many. The event's kind is the timer's.
///
/// # Errors
/// Only those of the database.
pub async fn fire_due(database: &Database) -> Result<usize, DbError> {
    let now = database.now();
    let due = database
        .read(move |db| {
            let first: Option<i64> =
                timer::table.filter(timer::due_at.le(now)).select(timer::id).first(db).optional()?;
            Ok::<_, DbError>(first.is_some())
        })
        .await?;
    if !due {
        return Ok(0);
    }
    database.write(fire).await
}

fn fire(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let due: Vec<(WorkspaceId, TimerId, String, i64, String)> = timer::table
        .filter(timer::due_at.le(tx.now))
        .order(timer::due_at)
        .limit(BATCH)
        .select((timer::workspace_id, timer::id, timer::kind, timer::subject_id, timer::payload))
        .load(tx.db)?;
    let mut fired = 0;
    for (workspace, id, kind, subject, payload) in due {
        // Another node may have fired it: whoever deletes the row writes the event.
        let which = timer::workspace_id.eq(workspace).and(timer::id.eq(id));
        if diesel::delete(timer::table.filter(which)).execute(tx.db)? == 0 {
            continue;
        }
        let payload = serde_json::from_str(&payload).unwrap_or(Value::Null);
        tx.append(NewEvent { workspace, kind: kind.into(), subject, actor: "system".to_owned(), payload })?;
        fired += 1;
    }
    Ok(fired)
}

/// Fires timers until `stop` turns true.
pub async fn run(database: Database, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match fire_due(&database).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(cause) => tracing::warn!(%cause, "timers could not be fired"),
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(PULSE) => {}
        }
    }
}
