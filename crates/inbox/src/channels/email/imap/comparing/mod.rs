//! What a folder at the server has against what the journal has.
//!
//! Which mail of a folder became which line of the journal is written down with the mail. So each mail that is to be here
//! is here, was not reached yet, or is missing: it stands below what was read, and no line is about it. That happens where a
//! server gave a number late or said less than it had. The reader compares every day and takes what is missing; a person
//! can have it done at any time, over a connection of its own.

mod http;
mod on_demand;
mod store;

use std::collections::{BTreeMap, BTreeSet};

use database::{Db, DbError, Time, Tx, WorkspaceId};
use jiff::SignedDuration;
use mail::imap::UidSet;
use people::App;
use serde::Serialize;
use utoipa::ToSchema;

pub(super) use self::http::routes;
use self::store::{Comparison, Missed, Taken};
pub(super) use self::store::{came, forget, forget_folder};
use super::folder::{Folder, Standing};
use super::problem::{Problem, ProblemCode};
use super::session::{Access, Session};
use super::settings::WatchedFolder;
use super::store::{self as mailboxes, Key};
use crate::channels::email::journal;
use crate::channels::{self, ChannelId};

/// Mails asked about at a time: their numbers stand in one line, and servers take lines of 8192 bytes (RFC 7162 §4).
const PART: usize = 500;
/// Most missing mails of a folder that are told one by one.
const TOLD: usize = 100;
/// The reader compares each folder this often without being asked.
const OFTEN: SignedDuration = SignedDuration::from_hours(24);
/// It tries again after this, where that did not go through.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// A folder that is read, against the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FolderComparison {
    /// The mailbox here that fetches from there.
    pub channel_id: ChannelId,
    /// Its name.
    pub channel_name: String,
    /// The folder at the server.
    pub folder: String,
    /// When they were last compared; null: never.
    #[schema(required)]
    pub compared_at: Option<Time>,
    /// How many mails the folder had that are to be here.
    pub listed: u64,
    /// How many of them were here.
    pub here: u64,
    /// How many of them were not read yet.
    pub waiting: u64,
    /// How many of them were missing; none should be.
    pub missing: u64,
    /// How many mails that are here the folder had no longer: somebody deleted or moved them there.
    pub gone: u64,
    /// Why they could not be compared since.
    #[schema(required)]
    pub problem: Option<ProblemCode>,
    /// The same in the words of whoever refused.
    #[schema(required)]
    pub detail: Option<String>,
    #[serde(skip)]
    first_missing: Vec<String>,
}

impl FolderComparison {
    /// The first mails that are missing: `FOLDER/UIDVALIDITY/UID`, with the Message-ID.
    pub(in crate::channels::email) fn missing_told(&self) -> impl Iterator<Item = String> {
        self.first_missing.iter().cloned()
    }

    /// How many are missing beside those.
    pub(in crate::channels::email) fn missing_untold(&self) -> u64 {
        self.missing.saturating_sub(self.first_missing.len().try_into().unwrap_or(u64::MAX))
    }

    fn of(channel_id: ChannelId, channel_name: &str, folder: &str, row: Option<Comparison>) -> Self {
        let row = row
            .unwrap_or_else(|| Comparison::never(WorkspaceId(0), channel_id, folder, Time::from_micros(0)));
        let count = |number: i64| u64::try_from(number).unwrap_or(0);
        let place = |missed: &Missed| {
            let name = missed.identifier.as_deref().map(|name| format!(" <{name}>")).unwrap_or_default();
            format!("{folder}/{}/{}{name}", row.uid_validity, missed.uid)
        };
        Self {
            channel_id,
            channel_name: channel_name.to_owned(),
            folder: folder.to_owned(),
            compared_at: row.compared_at,
            listed: count(row.listed),
            here: count(row.here),
            waiting: count(row.waiting),
            missing: count(row.missing),
            gone: count(row.gone),
            problem: row.problem,
            first_missing: row.first_missing.0.iter().map(place).collect(),
            detail: row.detail,
        }
    }
}

/// Each folder that is read, as it was compared the last time.
///
/// # Errors
/// Only those of the database.
pub(in crate::channels::email) fn compared(
    db: &mut Db,
    workspace: WorkspaceId,
) -> Result<Vec<FolderComparison>, DbError> {
    let names = channels::ever(db, workspace)?;
    let mut all = Vec::new();
    for mailbox in mailboxes::of_workspace(db, workspace)? {
        let Some(channel) = names.iter().find(|channel| channel.id == mailbox.channel_id) else { continue };
        for watched in &mailbox.settings.folders {
            let row = store::find(db, workspace, channel.id, &watched.name)?;
            all.push(FolderComparison::of(channel.id, &channel.name, &watched.name, row));
        }
    }
    Ok(all)
}

/// Which mails of a folder between two UIDs are here.
pub(super) fn here(db: &mut Db, of: &Folder, range: (u32, u32)) -> Result<BTreeSet<u32>, DbError> {
    Ok(store::taken(db, of, range)?.into_keys().collect())
}

/// Whether a folder is to be compared without anybody asking.
pub(super) async fn is_due(app: &App, key: Key, folder: &str) -> Result<bool, DbError> {
    let name = folder.to_owned();
    let row = app.database.read(move |db| store::find(db, key.workspace, key.channel, &name)).await?;
    let pause = |row: &Comparison| if row.problem.is_some() { AGAIN } else { OFTEN };
    Ok(row.is_none_or(|row| app.database.now().since(row.tried_at) >= pause(&row)))
}

/// A folder begins to be read, or is numbered anew: what is known of other numbers is forgotten, and there is nothing to
/// compare for a day.
pub(super) fn begin(tx: &mut Tx<'_>, folder: &Folder) -> Result<(), DbError> {
    let Folder { workspace_id: workspace, channel_id: channel, name, uid_validity, .. } = folder;
    forget_folder(tx, *workspace, *channel, name, Some(*uid_validity))?;
    store::put(tx, &Comparison::never(*workspace, *channel, name, tx.now))
}

/// Writes down why a folder can't be compared; what was found before stays.
pub(super) async fn note_failure(
    app: &App,
    key: Key,
    folder: &str,
    problem: &Problem,
) -> Result<(), DbError> {
    let (name, code, detail) = (folder.to_owned(), problem.code, problem.detail.clone());
    let write = move |tx: &mut Tx<'_>| {
        let before = store::find(tx.db, key.workspace, key.channel, &name)?;
        let mut row = before.unwrap_or_else(|| Comparison::never(key.workspace, key.channel, &name, tx.now));
        (row.tried_at, row.problem, row.detail) = (tx.now, Some(code), Some(detail));
        store::put(tx, &row)
    };
    app.database.write(write).await
}

/// Compares a folder and writes down what came of it. Returns what is missing, with the sizes; `None` where nothing was read
/// yet, or the server has numbered the folder anew and the reader is still to see that.
pub(super) async fn compare(
    app: &App,
    key: Key,
    session: &mut Session,
    watched: &WatchedFolder,
) -> Result<Option<BTreeMap<u32, u32>>, Problem> {
    let selected = session.select(&watched.name, Access::Read).await?;
    let name = watched.name.clone();
    let folder =
        app.database.read(move |db| mailboxes::folder(db, key.workspace, key.channel, &name)).await?;
    let Some(folder) = folder.filter(|folder| folder.standing(&selected) == Standing::Same) else {
        return Ok(None);
    };
    let first = u32::try_from(folder.first_uid).unwrap_or(1).max(1);
    let sizes = if selected.exists > 0 { session.sizes(first, None).await? } else { BTreeMap::new() };
    let mut found = Found::default();
    let uids: Vec<u32> = sizes.keys().copied().collect();
    for part in uids.chunks(PART) {
        found.look_at(app, session, &folder, part).await?;
    }
    let missing = found.missing.keys().filter_map(|uid| Some((*uid, *sizes.get(uid)?))).collect();
    let write = move |tx: &mut Tx<'_>| {
        let row = found.into_row(tx, key, &folder)?;
        store::put(tx, &row)
    };
    app.database.write(write).await?;
    Ok(Some(missing))
}

/// What was found of a folder so far.
#[derive(Debug, Default)]
struct Found {
    here: i64,
    /// Of how many numbers it is written down what came of them.
    noted: i64,
    waiting: i64,
    missing: BTreeMap<u32, Option<String>>,
}

impl Found {
    /// Holds a part of the server's list against the journal.
    async fn look_at(
        &mut self,
        app: &App,
        session: &mut Session,
        folder: &Folder,
        part: &[u32],
    ) -> Result<(), Problem> {
        let names = session.identifiers(&part.iter().copied().collect::<UidSet>()).await?;
        let of = folder.clone();
        let range = (part.first().copied().unwrap_or(0), part.last().copied().unwrap_or(0));
        let identifiers: Vec<String> = names.values().flatten().cloned().collect();
        let (taken, known) = app
            .database
            .read(move |db| {
                let taken = store::taken(db, &of, range)?;
                let known = journal::known(db, of.workspace_id, of.channel_id, &identifiers)?;
                Ok::<_, DbError>((taken, known.into_iter().collect::<BTreeSet<_>>()))
            })
            .await?;
        for uid in part {
            let name = names.get(uid).cloned().flatten();
            let is_known = name.as_ref().is_some_and(|name| known.contains(name));
            let is_here = match taken.get(uid) {
                Some(Taken { identifier: Some(ours) }) => {
                    is_known || name.as_ref().is_none_or(|name| name == ours)
                }
                Some(Taken { identifier: None }) => true,
                // Before it was written down which mail is which, its name has to do.
                None => is_known && i64::from(*uid) <= folder.unlisted_to,
            };
            self.noted += i64::from(taken.contains_key(uid));
            if is_here {
                self.here += 1;
            } else if i64::from(*uid) > folder.last_uid {
                self.waiting += 1;
            } else {
                self.missing.insert(*uid, name);
            }
        }
        Ok(())
    }

    fn into_row(self, tx: &mut Tx<'_>, key: Key, folder: &Folder) -> Result<Comparison, DbError> {
        let missing = i64::try_from(self.missing.len()).unwrap_or(i64::MAX);
        let ever = store::count(tx.db, folder)?;
        let first = self.missing.into_iter().take(TOLD);
        Ok(Comparison {
            compared_at: Some(tx.now),
            uid_validity: folder.uid_validity,
            listed: self.here + self.waiting + missing,
            here: self.here,
            waiting: self.waiting,
            missing,
            gone: (ever - self.noted).max(0),
            first_missing: first.map(|(uid, identifier)| Missed { uid, identifier }).collect(),
            ..Comparison::never(key.workspace, key.channel, &folder.name, tx.now)
        })
    }
}
