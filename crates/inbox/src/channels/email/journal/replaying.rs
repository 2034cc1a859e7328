//! Reading a mail again with today's rules.
//!
//! What it says is read anew where it stands: text, HTML, subject, files. A mail that was not taken, or taken for spam, is
//! judged once more. Doing it twice changes nothing the second time.

use database::blobs::Blob;
use database::{DbError, Tx, WorkspaceId};
use mail::Envelope;
use mail::classify::ReversePath;
use people::App;
use people::audit::{self, Actor};
use serde_json::json;

use super::super::arrival::{self, Arriving, Content, Outcome, Taking, message_of, note, sort};
use super::super::past::Before;
use super::super::reading::Letter;
use super::super::spam::{self, Judgement};
use super::{ArrivalId, Disposition, Entry, Source, is_mailbox, store};
use crate::channels;
use crate::conversations::{self, Author, Change, ChangeError, Message, MessageKind, NewFile, Status};

/// Why a mail can't be read again.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// There is no such line.
    #[error("there is no such mail in the journal")]
    NotFound,
    /// Its bytes never came, or were let go.
    #[error("the mail itself is not kept any more")]
    NoRaw,
    /// The mailbox that it came to is gone.
    #[error("the mailbox that it came to is gone")]
    NoMailbox,
    /// It repeats another; that one can be read again.
    #[error("it repeats {0}, which can be read again instead")]
    Repeats(ArrivalId),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Reads a mail again; returns its line as it is then.
///
/// # Errors
/// [`ReplayError`].
pub async fn replay(
    app: &App,
    workspace: WorkspaceId,
    id: ArrivalId,
    by: Actor,
) -> Result<Entry, ReplayError> {
    let (entry, channel) = app
        .database
        .read(move |db| {
            let entry = store::find(db, workspace, id)?.ok_or(ReplayError::NotFound)?;
            let channel = entry.channel_id.map(|id| channels::find(db, workspace, id)).transpose()?;
            Ok::<_, ReplayError>((entry, channel.flatten()))
        })
        .await?;
    if let (Disposition::Duplicate, Some(first)) = (entry.disposition, entry.first_id) {
        return Err(ReplayError::Repeats(first));
    }
    let hash = entry.raw_hash.clone().filter(|_| entry.dropped_at.is_none()).ok_or(ReplayError::NoRaw)?;
    let raw = app.blobs.read(&app.database, workspace, &hash).await?.ok_or(ReplayError::NoRaw)?;
    let channel = channel.filter(is_mailbox).ok_or(ReplayError::NoMailbox)?;
    // What a provider had put aside as spam stays there.
    let junk = entry.source == Some(Source::Imap) && entry.disposition == Disposition::Spam;
    let arriving = Arriving {
        raw,
        envelope: envelope(&entry),
        source: entry.source,
        peer: entry.peer.clone(),
        junk,
        before: (entry.source == Some(Source::Import)).then(Before::default),
        ..Arriving::default()
    };
    let (taking, raw, content) = arrival::unpack(app, channel, arriving).await?.into_parts();
    app.database.write(move |tx| again(tx, workspace, id, (&taking, &raw, content), &by)).await
}

fn envelope(of: &Entry) -> Envelope {
    let sender = of.envelope.sender.as_deref().and_then(|sender| match sender {
        "" => Some(ReversePath::Null),
        address => address.parse().ok().map(ReversePath::Address),
    });
    let recipients = of.envelope.recipients.iter().filter_map(|one| one.parse().ok()).collect();
    Envelope { sender, recipients }
}

fn again(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ArrivalId,
    (taking, raw, content): (&Taking, &Blob, Content),
    by: &Actor,
) -> Result<Entry, ReplayError> {
    let mut entry = store::find_to_change(tx, workspace, id)?.ok_or(ReplayError::NotFound)?;
    let own = entry.message_id.map(|id| conversations::message(tx.db, workspace, id)).transpose()?.flatten();
    let own = own.filter(|message| message.raw_hash == entry.raw_hash);
    let result = match (content, own) {
        (Content::TooMuch { reason, .. }, _) => format!("it can't be read: {reason}"),
        (Content::Letter(letter, files), Some(message)) => {
            read_anew(tx, taking, &letter, files, raw, &message, &mut entry, by)?
        }
        (Content::Letter(letter, files), None) => judge_anew(tx, taking, *letter, files, raw, &mut entry)?,
    };
    entry.replayed_at = Some(tx.now);
    entry.replayed_by = Some(by.to_string());
    entry.replay = Some(result.clone());
    store::settle(tx, &entry)?;
    audit::record(tx, workspace, by, "mail.replayed", &id.to_string(), &json!({ "result": result }))?;
    Ok(entry)
}

#[expect(
    clippy::too_many_arguments,
    reason = "a mail is what it says, its files, its bytes and where it stands"
)]
fn read_anew(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: &Letter,
    files: Vec<NewFile>,
    raw: &Blob,
    message: &Message,
    entry: &mut Entry,
    by: &Actor,
) -> Result<String, DbError> {
    let new = message_of(taking, letter, Author::System, message.kind, files, raw);
    let mut changed = conversations::read_anew(tx, message, &new, &by.to_string())?;
    let judged = entry.disposition == Disposition::Spam && message.kind == MessageKind::Message;
    let judgement = match judged {
        true => spam::verdict(tx.db, message.workspace_id, letter, taking.authentication.as_ref())?,
        false => Judgement::default(),
    };
    if judged && judgement.reason.is_none() && is_restored(tx, message, by)? {
        entry.spam = judgement.seen;
        entry.disposition = Disposition::Stored;
        entry.reason = None;
        changed.push("status");
    }
    Ok(if changed.is_empty() { "nothing differs".to_owned() } else { format!("new: {}", changed.join(", ")) })
}

/// What was taken for spam is among the others again, if nobody has decided otherwise.
fn is_restored(tx: &mut Tx<'_>, message: &Message, by: &Actor) -> Result<bool, DbError> {
    let workspace = message.workspace_id;
    let found = conversations::living(tx.db, workspace, message.conversation_id)?;
    let Some(found) = found.filter(|found| found.status == Status::Spam) else { return Ok(false) };
    let wanted = Change { status: Some(Status::Open), ..Change::default() };
    match conversations::change(tx, workspace, found.id, &wanted, &by.to_string()) {
        Ok(_) => Ok(true),
        Err(ChangeError::Database(cause)) => Err(cause),
        Err(cause) => Err(DbError::Other(cause.to_string())),
    }
}

/// A mail that stands nowhere goes through the door once more.
fn judge_anew(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: Letter,
    files: Vec<NewFile>,
    raw: &Blob,
    entry: &mut Entry,
) -> Result<String, DbError> {
    let before = (entry.disposition, entry.reason.clone(), entry.message_id);
    let outcome: Outcome = sort(tx, taking, letter, files, raw)?;
    note(entry, &outcome);
    if before == (entry.disposition, entry.reason.clone(), entry.message_id) {
        return Ok("nothing differs".to_owned());
    }
    Ok(format!("{} became {}", before.0, entry.disposition))
}
