//! Mails from before: what came to a mailbox, or left it, before it was connected here.
//!
//! They arrive as all mails do, but stand where they belong in time, and nobody is told: nothing opens, nothing is sent.
//! They come in any order. So what a mail names and is not here yet is written down: when it comes, it finds those that
//! have waited for it.

mod ours;
mod store;

use database::{Db, DbError, Time, Tx, WorkspaceId};

use super::arrival::Taking;
use super::author;
use super::reading::Letter;
use super::threading::{self, Clues, Place, Standing};
use crate::channels::ChannelKind;
use crate::conversations::{self, Conversation, ConversationId, Message, Past, Threading};
pub(super) use ours::ours;

/// Brought as a mail from before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Before {
    /// When it came, as whoever brings it says; the mail itself is believed first.
    pub came_at: Option<Time>,
    /// A conversation whose newest message is a customer's, and not older than this, is open.
    pub open_since: Option<Time>,
    /// What came at this time or later is taken as new after all; all is from before if absent.
    pub until: Option<Time>,
}

/// Identifiers of a mail that are looked at; more are a mistake or an attack.
const MOST: usize = 30;

impl Before {
    /// When a mail was said. What the last server on its way wrote is nearest to the truth; where none did, as in mails of
    /// our own, the author's clock.
    /// `None`: it is as new as any other.
    pub(super) fn past(&self, letter: Option<&Letter>, now: Time) -> Option<Past> {
        let received = letter.and_then(|letter| letter.received_at).map(Time::from);
        let sent = letter.and_then(|letter| letter.sent_at).map(Time::from);
        let known = [received, sent, self.came_at].into_iter().flatten().find(|at| *at <= now);
        let at = known.unwrap_or(now);
        self.until.is_none_or(|until| at < until).then_some(Past { at, open_since: self.open_since })
    }
}

/// Where a mail from before belongs: as any mail, or where one stands that names it, or that names what it names too.
pub(super) fn place(
    db: &mut Db,
    workspace: WorkspaceId,
    clues: &Clues<'_>,
    letter: &Letter,
) -> Result<Place, DbError> {
    let place = threading::place(db, workspace, clues)?;
    // Programs name the same mail, which never was, in all that they write.
    if place.found.is_some() || author::is_of_program(letter) {
        return Ok(place);
    }
    for id in letter.message_id.iter().chain(&letter.answers).take(MOST) {
        for message in store::that_name(db, workspace, id.as_str())? {
            let found = conversations::living(db, workspace, message.conversation_id)?;
            if let Some(found) = found
                && has_people_of(db, &found, letter)?
            {
                let threading =
                    Threading { evidence: "named_by_later".to_owned(), detail: Some(message.id.to_string()) };
                return Ok(Place { found: Some(found), threading });
            }
        }
    }
    Ok(place)
}

/// Whether somebody of this mail takes part in the conversation: an identifier alone may be anybody's.
fn has_people_of(db: &mut Db, conversation: &Conversation, letter: &Letter) -> Result<bool, DbError> {
    let people = letter.addresses.from.iter().chain(&letter.addresses.to).chain(&letter.addresses.cc);
    for person in people.take(MOST) {
        let address = person.address.to_lowercase();
        if threading::standing(db, conversation, Some(&address))? != Standing::Stranger {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A mail from before stands: what it names and is not here is written down, and those that have waited for it come to it.
pub(super) fn stands(
    tx: &mut Tx<'_>,
    taking: &Taking,
    past: Past,
    letter: &Letter,
    message: &Message,
) -> Result<(), DbError> {
    let workspace = message.workspace_id;
    let named: Vec<&str> = letter
        .answers
        .iter()
        .take(MOST)
        .filter(|id| taking.key.own_message_id(id).is_none())
        .map(mail::MessageId::as_str)
        .collect();
    store::remember(tx, message, &named)?;
    let Some(id) = &letter.message_id else { return Ok(()) };
    let waiting = store::that_name(tx.db, workspace, id.as_str())?;
    store::forget(tx, workspace, id.as_str())?;
    let mut others: Vec<ConversationId> = waiting.iter().map(|one| one.conversation_id).collect();
    others.sort_unstable();
    others.dedup();
    for other in others {
        let here = conversations::living(tx.db, workspace, message.conversation_id)?;
        let other = conversations::living(tx.db, workspace, other)?;
        if let Some((here, other)) = here.zip(other)
            && here.id != other.id
            && here.channel == ChannelKind::Email
            && has_people_of(tx.db, &other, letter)?
        {
            conversations::join_past(tx, &other, &here, past)?;
        }
    }
    Ok(())
}
