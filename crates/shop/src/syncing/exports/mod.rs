//! Reading a store's past from files that the store writes: Shopify's bulk operations. Page by page its points allow some
//! orders a second; a file has all of them.
//!
//! ```text
//! wanted ─► asked ─► written by the store ─► taken, group by group ─► read
//!             │              │ failed, expired: once or twice more        ▲
//!             └──────────────┴─ refused, stopped, too often ─► page by page
//! ```
//!
//! That one is wanted is written down before the store is asked, with the mark that it is found by: killed at any point, the
//! same operation is found again, running or done, and none is started twice. Each group is committed with the place behind
//! it in the file ([`Export::taken`]), so that a file that is broken off is read on from there. While the store writes, the
//! turn ends, and somebody looks again in some seconds, or when the store says that it is done.
//!
//! What changes meanwhile is older than the reading and is asked for afterwards, as after any reading.

mod more;
mod standing;
mod taking;

use std::sync::Arc;

use commerce::StoreError;
use commerce::shopify::bulk::{BulkList, Operation, Standing, Started};
use database::Time;
use jiff::SignedDuration;

use super::TurnError;
use super::progress::{Count, Place, Progress};
use super::turn::Turn;
use taking::Taken;

pub use standing::{Export, ExportTrouble};

/// How often a store is asked to write the same list before it is read page by page.
const MOST_RUNS: u32 = 3;
/// How long others' exports are waited for.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(30);

/// How a list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// All of it is here.
    Read,
    /// It is to be read page by page.
    PageByPage,
    /// The store is at it: look again then.
    ComeBack(Time),
}

/// Reads a list from a file of the store, as far as that goes now.
pub(super) async fn read(turn: &mut Turn, list: BulkList) -> Result<Step, TurnError> {
    let client = Arc::clone(&turn.client);
    let Some(store) = client.exports() else { return Ok(Step::PageByPage) };
    // Also one that was begun page by page before there was another way.
    if turn.progress.export.given_up || turn.progress.place != Place::default() {
        return Ok(Step::PageByPage);
    }
    loop {
        let found = match (turn.progress.export.operation.clone(), turn.progress.export.asked_at) {
            (Some(id), _) => store.bulk(&id).await?,
            (None, Some(asked_at)) => match begun(turn, store, list, asked_at).await? {
                Begun::Operation(operation) => Some(operation),
                Begun::Not(step) => return Ok(step),
            },
            (None, None) => {
                let length = store.length(list).await?.unwrap_or(0);
                if length < turn.habits.export_from {
                    return Ok(Step::PageByPage);
                }
                *count(&mut turn.progress, list) = Count { total: length, ..Count::default() };
                turn.progress.export.asked_at = Some(turn.app.database.now());
                turn.commit(|_| Ok(())).await?;
                continue;
            }
        };
        if let Some(step) = go_on(turn, list, found).await? {
            return Ok(step);
        }
    }
}

/// What became of asking for a file.
enum Begun {
    Operation(Operation),
    Not(Step),
}

/// Has the store write the list, unless it does so already.
async fn begun(
    turn: &mut Turn,
    store: &commerce::shopify::Client<crate::stores::GuardedHttp>,
    list: BulkList,
    asked_at: Time,
) -> Result<Begun, TurnError> {
    // As exact as it is written down.
    let mark = asked_at.timestamp().as_millisecond().to_string();
    let operation = match store.find_bulk(list, &mark).await? {
        Some(operation) => operation,
        None => match store.start_bulk(list, &mark).await {
            Ok(Started::Running(operation)) => operation,
            Ok(Started::Busy { message }) => return wait_for_others(turn, asked_at, &message).await,
            Err(error @ (StoreError::Refused { .. } | StoreError::MissingScope { .. })) => {
                give_up(turn, ExportTrouble::Refused, &error.to_string()).await?;
                return Ok(Begun::Not(Step::PageByPage));
            }
            Err(error) => return Err(error.into()),
        },
    };
    turn.progress.export.operation = Some(operation.id.clone());
    turn.progress.export.waits();
    turn.commit(|_| Ok(())).await?;
    Ok(Begun::Operation(operation))
}

async fn wait_for_others(turn: &mut Turn, asked_at: Time, message: &str) -> Result<Begun, TurnError> {
    let now = turn.app.database.now();
    if now.since(asked_at) > LONGEST_WAIT {
        give_up(turn, ExportTrouble::Busy, message).await?;
        return Ok(Begun::Not(Step::PageByPage));
    }
    turn.progress.export.trouble = Some(ExportTrouble::Busy);
    turn.progress.export.detail = Some(message.to_owned());
    turn.commit(|_| Ok(())).await?;
    Ok(Begun::Not(Step::ComeBack(now.plus(turn.habits.first_wait))))
}

/// Goes on with an operation as it stands; `None`: there is more to do at once.
async fn go_on(turn: &mut Turn, list: BulkList, found: Option<Operation>) -> Result<Option<Step>, TurnError> {
    let Some(Operation { standing, things, size, .. }) = found else {
        return again(turn, list, ExportTrouble::Expired, "the store knows it no more").await.map(Some);
    };
    turn.progress.export.written = things;
    turn.progress.export.size = size;
    match standing {
        Standing::Running => {
            turn.commit_news(|_| Ok(())).await?;
            let next = turn.app.database.now().plus(turn.habits.look_every);
            Ok(Some(Step::ComeBack(next)))
        }
        Standing::Completed { url: None } => {
            count(&mut turn.progress, list).close();
            Ok(Some(Step::Read))
        }
        Standing::Completed { url: Some(url) } => match taking::take(turn, list, &url, true).await? {
            Taken::All => {
                count(&mut turn.progress, list).close();
                Ok(Some(Step::Read))
            }
            Taken::Gone(why) => again(turn, list, ExportTrouble::Expired, &why).await.map(Some),
            Taken::Unreadable(why) => {
                give_up(turn, ExportTrouble::Unreadable, &why).await?;
                Ok(Some(Step::PageByPage))
            }
        },
        Standing::Failed { code, partial } => failed(turn, list, &code, partial.as_deref()).await.map(Some),
        Standing::Canceled => {
            give_up(turn, ExportTrouble::Canceled, "somebody stopped it in the store").await?;
            Ok(Some(Step::PageByPage))
        }
        Standing::Expired => {
            again(turn, list, ExportTrouble::Expired, "its file is there no more").await.map(Some)
        }
    }
}

/// What was written before it went wrong is taken, then it is tried again, unless the app may not read something: asking
/// page by page says what.
async fn failed(
    turn: &mut Turn,
    list: BulkList,
    code: &str,
    partial: Option<&str>,
) -> Result<Step, TurnError> {
    if let Some(url) = partial {
        // What is missing of it comes by the next way.
        let taken = taking::take(turn, list, url, false).await?;
        tracing::info!(store = %turn.claim.store, ?taken, "the part of an export that was written was taken");
    }
    let trouble = match code {
        "ACCESS_DENIED" => ExportTrouble::Denied,
        "TIMEOUT" => ExportTrouble::TimedOut,
        _ => ExportTrouble::Failed,
    };
    if trouble == ExportTrouble::Denied {
        give_up(turn, trouble, code).await?;
        return Ok(Step::PageByPage);
    }
    again(turn, list, trouble, code).await
}

/// Has the list written once more, in a while, unless that was tried often enough. What was taken stays and is not taken
/// twice.
async fn again(
    turn: &mut Turn,
    list: BulkList,
    trouble: ExportTrouble,
    why: &str,
) -> Result<Step, TurnError> {
    let runs = turn.progress.export.runs + 1;
    if runs >= MOST_RUNS {
        give_up(turn, trouble, why).await?;
        return Ok(Step::PageByPage);
    }
    tracing::warn!(store = %turn.claim.store, ?list, why, "an export of a store is asked for once more");
    turn.progress.export = Export { runs, ..Export::in_trouble(trouble, why) };
    let known = *count(&mut turn.progress, list);
    *count(&mut turn.progress, list) = Count { total: known.total, ..Count::default() };
    turn.commit_news(|_| Ok(())).await?;
    Ok(Step::ComeBack(turn.app.database.now().plus(turn.habits.first_wait)))
}

/// Nothing comes of it: the list is read page by page. It is counted anew; what was taken stays and is not taken twice.
async fn give_up(turn: &mut Turn, trouble: ExportTrouble, why: &str) -> Result<(), TurnError> {
    tracing::warn!(store = %turn.claim.store, ?trouble, why, "a store's list is read page by page");
    turn.progress.export = Export { given_up: true, ..Export::in_trouble(trouble, why) };
    let list = match turn.phase {
        super::Phase::Products => BulkList::Products,
        super::Phase::Customers => BulkList::Customers,
        _ => BulkList::Orders,
    };
    *count(&mut turn.progress, list) = Count::default();
    turn.commit_news(|_| Ok(())).await
}

fn count(progress: &mut Progress, list: BulkList) -> &mut Count {
    match list {
        BulkList::Products => &mut progress.products,
        BulkList::Customers => &mut progress.customers,
        BulkList::Orders => &mut progress.orders,
    }
}
