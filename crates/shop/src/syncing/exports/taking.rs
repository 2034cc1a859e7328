//! Taking a file over: downloaded through the guarded client, read line by line, kept group by group. No more than one
//! group is held.

use bytes::Bytes;
use commerce::http::TransportError;
use commerce::model::{StoreCustomer, StoreOrder, StoreProduct};
use commerce::shopify::bulk::{BulkList, Reading, Thing, TooLong};
use commerce::shopify::map;
use commerce::{MapError, Skipped, StoreError};
use http::{Request, StatusCode, header};
use serde_json::Value;

use super::super::errand_store;
use super::super::listed::{Listed, Target, leave_out};
use super::super::turn::Turn;
use super::super::{ErrandKind, TurnError};
use super::more;
use crate::stores::{self, GuardedHttp};

/// Things that are kept together.
const GROUP: usize = 200;
/// Bytes of the file that are kept together, about.
const GROUP_BYTES: u64 = 4 * 1024 * 1024;

/// What became of a file.
#[derive(Debug)]
pub(super) enum Taken {
    /// All of it is here.
    All,
    /// It is there no more.
    Gone(String),
    /// It is no such file.
    Unreadable(String),
}

/// Why a download ended early.
enum Cut {
    /// What came before is here; the rest may be had by asking again.
    Broken(StoreError),
    Turn(TurnError),
}

impl From<TurnError> for Cut {
    fn from(error: TurnError) -> Self {
        Self::Turn(error)
    }
}

/// Takes a file from where its reading was left. `whole`: the store wrote all of it; else its last thing may be cut off and is
/// left alone.
///
/// # Errors
/// When it can't be had now, or what was taken can't be kept; it is read on later.
pub(super) async fn take(
    turn: &mut Turn,
    list: BulkList,
    url: &str,
    whole: bool,
) -> Result<Taken, TurnError> {
    loop {
        let before = turn.progress.export.taken;
        match download(turn, list, url, whole).await {
            Ok(taken) => return Ok(taken),
            Err(Cut::Broken(cause)) if turn.progress.export.taken > before => {
                tracing::info!(store = %turn.claim.store, %cause, "a file of a store is read on");
            }
            Err(Cut::Broken(cause)) => return Err(cause.into()),
            Err(Cut::Turn(error)) => return Err(error),
        }
    }
}

/// One download, to the end of the file or until it breaks off.
async fn download(turn: &mut Turn, list: BulkList, url: &str, whole: bool) -> Result<Taken, Cut> {
    let from = turn.progress.export.taken;
    let request = Request::get(url)
        .header(header::RANGE, format!("bytes={from}-"))
        // A place in the file is a place in what comes.
        .header(header::ACCEPT_ENCODING, "identity")
        .body(Bytes::new());
    let Ok(request) = request else { return Ok(Taken::Unreadable("its address is none".to_owned())) };
    let http = GuardedHttp::with_patience(&turn.app.guarded, turn.habits.patience);
    let mut answer = match http.open(request).await {
        Ok(answer) => answer,
        Err(error @ (TransportError::NotAllowed | TransportError::Tls(_))) => {
            return Ok(Taken::Unreadable(error.to_string()));
        }
        Err(error) => return Err(Cut::Broken(error.into())),
    };
    let mut unwanted = match answer.status() {
        StatusCode::PARTIAL_CONTENT => 0,
        StatusCode::OK => from,
        StatusCode::RANGE_NOT_SATISFIABLE if from > 0 => return Ok(Taken::All),
        status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            return Err(Cut::Broken(StoreError::Unavailable { status: status.as_u16(), retry_after: None }));
        }
        status if status.is_client_error() => {
            return Ok(Taken::Gone(format!("its address answers {status}")));
        }
        status => return Ok(Taken::Unreadable(format!("its address answers {status}"))),
    };
    let mut reading = Reading::new(list, from, stores::without_nul);
    let mut group = Vec::new();
    let mut came = from;
    loop {
        let piece = match answer.next().await {
            Ok(Some(piece)) => piece,
            Ok(None) => break,
            Err(error) => {
                keep_all(turn, list, group).await?;
                return Err(Cut::Broken(error.into()));
            }
        };
        let skipped = unwanted.min(piece.len() as u64);
        unwanted -= skipped;
        let piece = piece.slice(usize::try_from(skipped).unwrap_or(piece.len())..);
        came += piece.len() as u64;
        match reading.feed(&piece) {
            Ok(things) => group.extend(things),
            Err(error @ TooLong) => return Ok(Taken::Unreadable(error.to_string())),
        }
        while is_full(turn, &group) {
            let rest = group.split_off(group.len().min(GROUP));
            keep(turn, list, std::mem::replace(&mut group, rest)).await?;
        }
    }
    if let Some(size) = turn.progress.export.size.filter(|size| whole && came < *size) {
        let cause = format!("{came} of {size} bytes came");
        keep_all(turn, list, group).await?;
        return Err(Cut::Broken(TransportError::Broken(cause).into()));
    }
    if whole {
        group.extend(reading.finish());
    }
    keep_all(turn, list, group).await?;
    Ok(Taken::All)
}

fn is_full(turn: &Turn, group: &[Thing]) -> bool {
    let bytes = group.last().map_or(0, |last| last.until.saturating_sub(turn.progress.export.taken));
    group.len() >= GROUP || bytes >= GROUP_BYTES
}

async fn keep_all(turn: &mut Turn, list: BulkList, mut group: Vec<Thing>) -> Result<(), TurnError> {
    while !group.is_empty() {
        let rest = group.split_off(group.len().min(GROUP));
        keep(turn, list, std::mem::replace(&mut group, rest)).await?;
    }
    Ok(())
}

async fn keep(turn: &mut Turn, list: BulkList, group: Vec<Thing>) -> Result<(), TurnError> {
    match list {
        BulkList::Products => keep_group::<(StoreProduct, Value)>(turn, group).await,
        BulkList::Customers => keep_group::<StoreCustomer>(turn, group).await,
        BulkList::Orders => {
            let group = more::completed(turn, group).await?;
            keep_group::<(StoreOrder, Value)>(turn, group).await
        }
    }
}

/// What can be read from a file.
trait Exported: Listed {
    fn read(value: Value) -> Result<Self, MapError>;
}

impl Exported for (StoreProduct, Value) {
    fn read(value: Value) -> Result<Self, MapError> {
        Ok((map::product(&value)?, value))
    }
}

impl Exported for StoreCustomer {
    fn read(value: Value) -> Result<Self, MapError> {
        map::customer(&value)
    }
}

impl Exported for (StoreOrder, Value) {
    fn read(value: Value) -> Result<Self, MapError> {
        Ok((map::order(&value)?, value))
    }
}

/// Keeps things together with the place behind them.
async fn keep_group<T: Exported>(turn: &mut Turn, group: Vec<Thing>) -> Result<(), TurnError> {
    let Some(until) = group.last().map(|thing| thing.until) else { return Ok(()) };
    let read = group.len() as u64;
    let (mut items, mut skipped, mut strays, mut known) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for thing in group {
        strays.extend(thing.strays);
        match thing.found {
            // It is here in just this state.
            Ok(Value::Null) => known += 1,
            Ok(value) => {
                let source_id = map::id_in(&value);
                match T::read(value) {
                    Ok(item) => items.push(item.ready()),
                    Err(error) => skipped.push(Skipped { source_id, error }),
                }
            }
            Err(skip) => skipped.push(skip),
        }
    }
    turn.count_rate(read);
    let done = items.len() as u64 + known;
    T::count(&mut turn.progress).add(done, skipped.len() as u64, None);
    turn.progress.export.taken = until;
    let target = Target::of::<T>(turn);
    turn.commit_news(move |tx| {
        T::keep(tx, &target, &items)?;
        for skip in &skipped {
            leave_out(tx, &target, T::KIND, || format!("byte {until}"), skip)?;
        }
        for order in strays.iter().filter(|_| T::KIND == "order") {
            errand_store::want(tx, target.workspace, target.store, ErrandKind::Order, order.as_str())?;
        }
        Ok(())
    })
    .await
}
