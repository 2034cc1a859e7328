//! One import, from where it stands to its end.

use std::time::Duration;

use database::{DbError, Time, Tx};
use futures::future::try_join_all;
use jiff::SignedDuration;
use mail::Envelope;
use people::App;
use tokio::sync::mpsc;

use super::import::{Import, ImportState, Skip, SkipReason};
use super::mails::{self, Item, What};
use super::material;
use super::store;
use crate::channels::Channel;
use crate::channels::email::arrival::{Arriving, Unpacked, unpack};
use crate::channels::email::past::Before;
use crate::channels::email::{Disposition, Source};

/// Most mails of a group, and most bytes.
const GROUP: usize = 40;
const GROUP_BYTES: usize = 4 * 1024 * 1024;
/// The first and the longest pause when nothing can be stored.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Works on one import.
pub(super) struct Work<'a> {
    pub app: &'a App,
    pub channel: Channel,
    pub row: Import,
    /// Who works on it.
    pub holder: i64,
    /// How long it belongs to one who says nothing.
    pub lease: SignedDuration,
    /// Hears how far it is.
    pub told: &'a mut (dyn FnMut(&Import) + Send),
}

/// What became of an item.
enum Became {
    Stored,
    Repeated,
    Skipped(SkipReason, Option<String>),
    Nothing,
}

impl Work<'_> {
    /// Reads to the end, or until it is somebody else's or was stopped.
    pub(super) async fn run(mut self) -> Result<Import, DbError> {
        let paths = self.row.material.0.clone();
        let found = tokio::task::spawn_blocking(move || material::documents(&paths)).await;
        let documents = match found.map_err(|cause| DbError::Panicked(cause.to_string()))? {
            Ok(documents) => documents,
            Err(cause) => return self.end(ImportState::Failed, Some(cause.to_string())).await,
        };
        let total: u64 = documents.iter().map(|one| one.size).fold(0, u64::saturating_add);
        self.row.bytes_total = i64::try_from(total).unwrap_or(i64::MAX);
        let (give, mut groups) = mpsc::channel(1);
        let from = self.row.place.clone();
        let reading = tokio::task::spawn_blocking(move || read_groups(&documents, &from, &give));
        while let Some(group) = groups.recv().await {
            if !self.take(group).await? {
                return Ok(self.row);
            }
        }
        reading.await.map_err(|cause| DbError::Panicked(cause.to_string()))?;
        self.end(ImportState::Done, None).await
    }

    /// Takes a group, all of it or nothing; what hinders the others is passed over.
    async fn take(&mut self, group: Vec<Item>) -> Result<bool, DbError> {
        let mut left = vec![group];
        let mut pause = PAUSE;
        while let Some(group) = left.pop() {
            let cause = match self.try_group(&group).await {
                Ok(true) => {
                    pause = PAUSE;
                    continue;
                }
                Ok(false) => return Ok(false),
                Err(cause) => cause,
            };
            match cause {
                DbError::Unavailable(_) | DbError::Full | DbError::Overloaded => {
                    tracing::warn!(import = %self.row.id, %cause, "an import waits");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                    left.push(group);
                }
                _ if group.len() > 1 => left.extend(group.into_iter().rev().map(|item| vec![item])),
                cause => {
                    let item = group.into_iter().next().filter(|item| matches!(item.what, What::Mail(..)));
                    let Some(item) = item else { return Err(cause) };
                    let what = What::Skip(SkipReason::Failed, Some(cause.to_string()));
                    left.push(vec![Item { what, ..item }]);
                }
            }
        }
        Ok(true)
    }

    async fn try_group(&mut self, group: &[Item]) -> Result<bool, DbError> {
        let (app, channel, import) = (self.app, &self.channel, &self.row);
        let unpacking = group.iter().map(|item| async move {
            match &item.what {
                What::Mail(raw, at) => {
                    let arriving = arriving(channel, import, raw.clone(), *at, &item.document);
                    unpack(app, channel.clone(), arriving).await.map(Some)
                }
                What::Skip(..) | What::End => Ok(None),
            }
        });
        let unpacked: Vec<Option<Unpacked>> = try_join_all(unpacking).await?;
        let passed = group.iter().map(|item| match &item.what {
            What::Skip(reason, detail) => Became::Skipped(*reason, detail.clone()),
            What::Mail(..) | What::End => Became::Nothing,
        });
        let places = group.iter().map(|item| (item.document.clone(), item.at));
        let work: Vec<_> = unpacked.into_iter().zip(passed).zip(places).collect();
        let Some(last) = group.last() else { return Ok(true) };
        let (place, done) = (last.next.clone(), i64::try_from(last.done).unwrap_or(i64::MAX));
        let (workspace, id, holder, lease) = (self.row.workspace_id, self.row.id, self.holder, self.lease);
        let total = self.row.bytes_total;
        let write = move |tx: &mut Tx<'_>| {
            let found = store::find_to_change(tx, workspace, id)?;
            let Some(mut row) = found.filter(|row| row.is_under_way() && row.leased_by == Some(holder))
            else {
                return Ok(None);
            };
            let mut skips = Vec::new();
            for ((mail, passed), (document, at)) in work {
                let became = match mail {
                    Some(mail) => became(mail.take(tx)?),
                    None => passed,
                };
                count(&mut row, became, document, at, &mut skips);
            }
            store::insert_skips(tx, &skips)?;
            (row.place, row.bytes_done, row.bytes_total) = (place, done, total);
            (row.updated_at, row.leased_until) = (tx.now, Some(tx.now.plus(lease)));
            store::update(tx, &row)?;
            Ok::<_, DbError>(Some(row))
        };
        let Some(row) = self.app.database.write(write).await? else { return Ok(false) };
        self.row = row;
        (self.told)(&self.row);
        Ok(true)
    }

    /// It is over.
    async fn end(self, state: ImportState, problem: Option<String>) -> Result<Import, DbError> {
        let (workspace, id, holder) = (self.row.workspace_id, self.row.id, self.holder);
        let total = self.row.bytes_total;
        let write = move |tx: &mut Tx<'_>| {
            let Some(mut row) = store::find_to_change(tx, workspace, id)? else { return Ok(None) };
            if row.is_under_way() && row.leased_by == Some(holder) {
                (row.state, row.problem) = (state, problem);
                (row.updated_at, row.leased_by, row.leased_until) = (tx.now, None, None);
                if state == ImportState::Done {
                    row.bytes_total = total;
                    row.bytes_done = total;
                }
                store::update(tx, &row)?;
                store::announce(tx, &row)?;
            }
            Ok::<_, DbError>(Some(row))
        };
        let row = self.app.database.write(write).await?.unwrap_or(self.row);
        (self.told)(&row);
        Ok(row)
    }
}

/// A mail of an import in hand.
fn arriving(
    channel: &Channel,
    import: &Import,
    raw: Vec<u8>,
    came_at: Option<Time>,
    document: &str,
) -> Arriving {
    let recipients = channel.address.iter().filter_map(|address| address.parse().ok()).collect();
    let days = import.open_days.map(|days| SignedDuration::from_hours(24 * days.clamp(0, 36_500)));
    let open_since = days.map(|days| import.created_at.minus(days));
    Arriving {
        raw,
        envelope: Envelope { sender: None, recipients },
        source: Some(Source::Import),
        peer: Some(super::super::reading::fit(document, 500)),
        before: Some(Before { came_at, open_since, until: None }),
        ..Arriving::default()
    }
}

fn became(outcome: crate::channels::email::Outcome) -> Became {
    match outcome.disposition {
        Disposition::Duplicate => Became::Repeated,
        Disposition::Rejected | Disposition::Refused => Became::Skipped(SkipReason::Rejected, outcome.reason),
        Disposition::Stored
        | Disposition::AutoReply
        | Disposition::Bounce
        | Disposition::Complaint
        | Disposition::Spam => Became::Stored,
    }
}

fn count(row: &mut Import, became: Became, document: String, at: (u64, u64), skips: &mut Vec<Skip>) {
    match became {
        Became::Stored => row.stored += 1,
        Became::Repeated => row.repeated += 1,
        Became::Nothing => {}
        Became::Skipped(reason, detail) => {
            row.skipped += 1;
            skips.push(Skip {
                workspace_id: row.workspace_id,
                import_id: row.id,
                number: row.skipped,
                document: super::super::reading::fit(&document, 500),
                at_byte: i64::try_from(at.0).unwrap_or(i64::MAX),
                at_line: i64::try_from(at.1).unwrap_or(i64::MAX),
                reason,
                detail: detail.map(|detail| super::super::reading::fit(&detail, 500)),
            });
        }
    }
}

/// Reads in groups, until nobody takes them.
fn read_groups(
    documents: &[material::Document],
    from: &super::import::Place,
    give: &mpsc::Sender<Vec<Item>>,
) {
    let (mut group, mut bytes) = (Vec::new(), 0);
    mails::read(documents, from, &mut |item| {
        if let What::Mail(raw, _) = &item.what {
            bytes += raw.len();
        }
        group.push(item);
        if group.len() < GROUP && bytes < GROUP_BYTES {
            return true;
        }
        bytes = 0;
        give.blocking_send(std::mem::take(&mut group)).is_ok()
    });
    if !group.is_empty() {
        drop(give.blocking_send(group));
    }
}
