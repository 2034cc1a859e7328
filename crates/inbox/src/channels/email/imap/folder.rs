//! How far a folder was read.

use database::{Time, WorkspaceId};
use diesel::prelude::*;
use mail::imap::UidSet;

use super::session::Selected;
use crate::channels::ChannelId;
use crate::schema::imap_folder;

/// So many UIDs below the last one are looked at again for mails that came late.
pub(super) const LATE: u32 = 200;

/// How far a folder was read, as the table holds it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = imap_folder, primary_key(workspace_id, channel_id, name))]
pub(super) struct Folder {
    pub workspace_id: WorkspaceId,
    pub channel_id: ChannelId,
    /// Its name as people read it.
    pub name: String,
    /// While this stays, UIDs mean what they meant.
    pub uid_validity: i64,
    /// Nothing below is wanted.
    pub first_uid: i64,
    /// Everything up to here was taken, or came late.
    pub last_uid: i64,
    /// The folder's own count of changes when it was read; zero where the server does not count.
    pub mod_seq: i64,
    /// What was taken of the last [`LATE`] UIDs.
    pub known: String,
    /// What was taken and is still to be marked or moved.
    pub pending: String,
    /// Of the first reading: how many mails are here.
    pub done: i64,
    /// Of the first reading: how many there were.
    pub total: i64,
    /// When it was last looked for mails that came late.
    pub swept_at: Time,
    /// Mails below were there when it was first opened.
    pub before_uid: i64,
    /// Up to here it was read before it was written down which mail became which line of the journal.
    pub unlisted_to: i64,
}

/// Whether a folder is still the one that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// What was read is read.
    Same,
    /// The server counts anew: what the UIDs meant is not known any more.
    Renumbered,
}

impl Folder {
    /// Whether the numbers that the server tells can be those of the folder that was read.
    pub(super) fn standing(&self, selected: &Selected) -> Standing {
        let next_is_behind = selected.uid_next.is_some_and(|next| i64::from(next) <= self.last_uid);
        if self.uid_validity != i64::from(selected.uid_validity) || next_is_behind {
            Standing::Renumbered
        } else {
            Standing::Same
        }
    }

    /// Whether the server says that nothing has changed since it was read to its end.
    pub(super) fn is_unchanged(&self, selected: &Selected) -> bool {
        let no_news = selected.uid_next.is_some_and(|next| i64::from(next) == self.last_uid + 1);
        let counts =
            self.mod_seq != 0 && i64::try_from(selected.mod_seq).is_ok_and(|now| now == self.mod_seq);
        selected.exists == 0 || (no_news && counts)
    }

    /// The first UID that was not read.
    pub(super) fn next(&self) -> u32 {
        u32::try_from(self.last_uid + 1).unwrap_or(u32::MAX)
    }

    /// The UIDs among which some may have come late; `None` when there are none.
    pub(super) fn late(&self) -> Option<(u32, u32)> {
        let last = u32::try_from(self.last_uid).ok()?;
        let first = u32::try_from(self.first_uid).ok()?.max(last.saturating_sub(LATE - 1)).max(1);
        (first <= last).then_some((first, last))
    }

    /// Whether a mail was there when the folder was first opened.
    pub(super) fn is_before(&self, uid: u32) -> bool {
        i64::from(uid) < self.before_uid
    }

    /// Whether this mail was taken.
    pub(super) fn has(&self, uid: u32) -> bool {
        uids(&self.known).contains(uid)
    }

    /// These mails are stored. With `then_act` something is still to be done with them.
    pub(super) fn took(&mut self, taken: &[u32], then_act: bool) {
        let (mut known, mut pending) = (uids(&self.known), uids(&self.pending));
        for uid in taken {
            known.insert(*uid);
            if then_act {
                pending.insert(*uid);
            }
            self.last_uid = self.last_uid.max(i64::from(*uid));
        }
        known.forget_below(u32::try_from(self.last_uid - i64::from(LATE)).unwrap_or(0));
        (self.known, self.pending) = (known.to_string(), pending.to_string());
        let count = i64::try_from(taken.len()).unwrap_or(i64::MAX);
        self.done = self.total.min(self.done.saturating_add(count));
    }

    /// What is still to be marked or moved.
    pub(super) fn pending(&self) -> UidSet {
        uids(&self.pending)
    }
}

/// What does not read as a set holds nothing: the journal knows what was taken.
fn uids(text: &str) -> UidSet {
    text.parse().unwrap_or_default()
}
