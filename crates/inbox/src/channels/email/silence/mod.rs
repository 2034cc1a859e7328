//! Silence between machines: two desks, or a desk and a mailbox that answers by itself, must not answer each other for ever.
//!
//! Who sends many mails in minutes, the same words again and again, or one automatic answer after the other, gets nothing
//! automatic for half a day ([`heard`]): no mail that Tillside sends by itself ([`claim`]), no answer that a program or the
//! assistant writes. People may write on. A person can end it at any time. Beside that no address gets more than
//! [`MOST_AN_HOUR`] automatic mails in an hour (RFC 3834 §2: "a responder SHOULD limit the rate").

mod http;
mod store;

use database::events::NewEvent;
use database::outbox::OutboxId;
use database::{DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use jiff::SignedDuration;
use serde_json::json;

pub use self::http::SilenceJson;
pub(super) use self::http::routes;
pub(super) use self::store::forget_old;
pub use self::store::{silence_of, silent};

use self::store::Came;

use super::journal::Disposition;
use super::suppression::suppressed;
use crate::channels::chat;
use crate::conversations::{self, ConversationId, Message};
use crate::schema::mail_silence;

database::text_enum!(
    /// What made an address look like a machine.
    pub enum WhySilent {
        /// Very many mails in a few minutes.
        Flood = "flood",
        /// The same words again and again.
        Repeats = "repeats",
        /// One automatic answer after the other.
        AutoReplies = "auto_replies",
    }
);

/// An address that gets nothing automatic.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = mail_silence, primary_key(workspace_id, address))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Silence {
    /// Whose list.
    pub workspace_id: WorkspaceId,
    /// The address, lower case.
    pub address: String,
    /// Why.
    pub why: WhySilent,
    /// Where it was noticed.
    pub conversation_id: Option<ConversationId>,
    /// Since when.
    pub since: Time,
    /// Over at this time.
    pub until: Time,
}

/// More mails than this of one address in [`MINUTES`] are a flood.
const FLOOD: usize = 10;
const MINUTES: SignedDuration = SignedDuration::from_mins(10);
/// So many mails with the same words, or automatic answers, of one address in [`HOUR`] are a machine's.
const SAME: usize = 4;
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// How long it lasts.
const LONG: SignedDuration = SignedDuration::from_hours(12);
/// Most automatic mails to one address in an hour.
pub const MOST_AN_HOUR: i64 = 5;

/// A mail came: looks whether its author is a machine that answers ours.
pub(super) fn heard(tx: &mut Tx<'_>, from: &str, message: &Message) -> Result<(), DbError> {
    let workspace = message.workspace_id;
    // The mail at hand is written down when it has been taken; one that is read again was before.
    let mut came = store::arrivals(tx.db, workspace, from, tx.now.minus(HOUR))?;
    came.retain(|one| one.raw_hash != message.raw_hash);
    if 1 + came.len() < SAME {
        return Ok(());
    }
    let before = store::find(tx.db, workspace, from)?;
    // What somebody has forgiven counts no more.
    if let Some(forgiven) = before.as_ref().map(|before| before.until).filter(|until| *until <= tx.now) {
        came.retain(|one| one.received_at > forgiven);
    }
    let Some(why) = why(tx, &came, message)? else { return Ok(()) };
    let is_new = before.as_ref().is_none_or(|before| before.until <= tx.now);
    let since = before.filter(|_| !is_new).map_or(tx.now, |before| before.since);
    let row = Silence {
        workspace_id: workspace,
        address: from.to_owned(),
        why,
        conversation_id: Some(message.conversation_id),
        since,
        until: tx.now.plus(LONG),
    };
    store::put(tx, &row)?;
    if is_new {
        tell(tx, &row, message.conversation_id, "conversation.silenced", "system")?;
    }
    Ok(())
}

/// What a mail says of its author, with the others that came within the hour.
fn why(tx: &mut Tx<'_>, came: &[Came], message: &Message) -> Result<Option<WhySilent>, DbError> {
    let minutes = tx.now.minus(MINUTES);
    if 1 + came.iter().filter(|one| one.received_at >= minutes).count() > FLOOD {
        return Ok(Some(WhySilent::Flood));
    }
    if 1 + came.len() < SAME {
        return Ok(None);
    }
    let is_automatic = message.kind == conversations::MessageKind::AutoReply;
    let automatic = came.iter().filter(|one| one.disposition == Disposition::AutoReply).count();
    if automatic + usize::from(is_automatic) >= SAME {
        return Ok(Some(WhySilent::AutoReplies));
    }
    let words = message.new_text.trim();
    let mut same = 1;
    for id in came.iter().filter_map(|one| one.message_id).filter(|id| *id != message.id) {
        let other = conversations::message(tx.db, message.workspace_id, id)?;
        same += usize::from(!words.is_empty() && other.is_some_and(|other| other.new_text.trim() == words));
    }
    Ok((same >= SAME).then_some(WhySilent::Repeats))
}

fn tell(
    tx: &mut Tx<'_>,
    row: &Silence,
    conversation: ConversationId,
    kind: &'static str,
    actor: &str,
) -> Result<(), DbError> {
    let event = NewEvent::new(row.workspace_id, kind, conversation.0, actor);
    let payload =
        json!({"conversation_id": conversation, "address": row.address, "why": row.why, "until": row.until});
    tx.append(event.with(payload))?;
    Ok(())
}

/// A person ends it; false if it was over.
fn end(tx: &mut Tx<'_>, workspace: WorkspaceId, address: &str, actor: &str) -> Result<bool, DbError> {
    let found = store::find(tx.db, workspace, address)?.filter(|row| row.until > tx.now);
    let Some(mut row) = found else { return Ok(false) };
    row.until = tx.now;
    store::put(tx, &row)?;
    if let Some(id) = row.conversation_id
        && let Some(conversation) = conversations::living(tx.db, workspace, id)?
    {
        tell(tx, &row, conversation.id, "conversation.silence_ended", actor)?;
    }
    chat::address_is_free(tx, workspace, address)?;
    Ok(true)
}

/// Whether an automatic mail may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leave {
    /// It may, and is counted.
    Now,
    /// Its addressee has had enough for now.
    Later(Time),
    /// No mail is sent to the address, or nothing automatic.
    Never(String),
}

/// Counts an automatic mail before it leaves; every try of one counts once.
pub(super) fn claim(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    address: &str,
    mail: OutboxId,
) -> Result<Leave, DbError> {
    let address = address.to_lowercase();
    if !suppressed(tx.db, workspace, std::slice::from_ref(&address))?.is_empty() {
        return Ok(Leave::Never("no mail is sent to this address".to_owned()));
    }
    if !silent(tx.db, workspace, std::slice::from_ref(&address), tx.now)?.is_empty() {
        return Ok(Leave::Never("nothing automatic is sent to this address for now".to_owned()));
    }
    tx.alone_with("automatic-mail", workspace.0, &address)?;
    let sent = store::automatic(tx.db, workspace, &address, tx.now.minus(HOUR))?;
    if sent.iter().any(|(known, _)| *known == mail) {
        return Ok(Leave::Now);
    }
    let most = usize::try_from(MOST_AN_HOUR).unwrap_or(usize::MAX);
    if sent.len() >= most {
        let free = sent.get(sent.len() - most).map_or(tx.now, |(_, at)| *at).plus(HOUR);
        return Ok(Leave::Later(free));
    }
    store::count(tx, workspace, &address, mail)?;
    Ok(Leave::Now)
}
