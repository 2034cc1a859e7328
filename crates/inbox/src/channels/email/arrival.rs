//! A mail arrives: the one way in, whatever brought it.
//!
//! It is read aside, then one transaction keeps its bytes, writes it into the journal, finds the customer and the
//! conversation, and appends the message. Whoever brought the mail is told of the [`Outcome`] after the commit.

use std::panic::AssertUnwindSafe;

use database::blobs::{self, Blob};
use database::events::NewEvent;
use database::{DbError, Tx};
use mail::Envelope;
use mail::classify::Kind;
use mail::threading::ThreadKey;
use people::App;
use serde_json::json;

use super::journal::{self, About, ArrivalId, Disposition, Entry, EnvelopeColumn, Source, Way};
use super::mailbox::Ours;
use super::past::{self, Before};
use super::reading::{self, Letter, Reader};
use super::spam::{self, SpamSeen};
use super::{keys, reports, saying, threading};
use crate::channels::{Channel, ChannelId, ChannelKind};
use crate::conversations::{
    self, Authentication, Author, ConversationId, Message, MessageId, MessageKind, NewFile, NewMessage, Past,
    Threading, Visibility,
};

/// A mail in hand, nothing interpreted.
#[derive(Debug, Clone, Default)]
pub struct Arriving {
    /// Its bytes.
    pub raw: Vec<u8>,
    /// Who sent it to whom, as the transport said.
    pub envelope: Envelope,
    /// What a check of the sender found, if one was made. Where none was, the results of the mailbox's own provider are
    /// believed.
    pub authentication: Option<Authentication>,
    /// By which way it came.
    pub source: Option<Source>,
    /// The address of the server or program that brought it.
    pub peer: Option<String>,
    /// Whether the mailbox's own provider had put it aside as spam.
    pub junk: bool,
    /// What the journal says of it beside what became of it.
    pub remark: Option<String>,
    /// It is from before: it stands where it belongs in time, and nobody is told.
    pub before: Option<Before>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// In one word.
    pub disposition: Disposition,
    /// The message: its own, or the one that it repeats or reports on.
    pub message_id: Option<MessageId>,
    /// The conversation in which that stands.
    pub conversation_id: Option<ConversationId>,
    /// Why, where the word does not say it all.
    pub reason: Option<String>,
    /// Why it stands in that conversation.
    pub evidence: Option<Threading>,
    /// Whether it is spam, by whose word; not asked of what goes on a conversation.
    pub spam: Option<SpamSeen>,
    /// Whether its sender should learn that it is not taken. A mail of our own that comes back is dropped in silence: a
    /// refusal would come back too.
    pub refused: bool,
}

impl Outcome {
    pub(super) fn of(disposition: Disposition, message: Option<&Message>) -> Self {
        Self {
            disposition,
            message_id: message.map(|message| message.id),
            conversation_id: message.map(|message| message.conversation_id),
            reason: None,
            evidence: message.and_then(|message| message.threading.clone()),
            spam: None,
            refused: false,
        }
    }

    pub(super) fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }
}

/// Takes a mail for a mailbox. When it returns, the mail is on disk and in its conversation.
///
/// # Errors
/// Only those of the database: the mail was not taken, and whoever brought it should bring it again.
pub async fn arrive(app: &App, channel: Channel, arriving: Arriving) -> Result<Outcome, DbError> {
    let mail = unpack(app, channel, arriving).await?;
    app.database.write(move |tx| mail.take(tx)).await
}

/// Mails up to this size, in bytes, are read without another thread.
const AT_ONCE: usize = 32 * 1024;

/// Reads a mail aside and puts its large parts on disk; what is left is one transaction, [`Unpacked::take`].
///
/// # Errors
/// Only those of the database, and of the disk.
pub(super) async fn unpack(app: &App, channel: Channel, arriving: Arriving) -> Result<Unpacked, DbError> {
    let workspace = channel.workspace_id;
    let ours = app.database.read(move |db| Ours::of(db, workspace)).await?;
    unpack_beside(app, channel, ours, arriving).await
}

/// The same, where it is known who we are.
///
/// # Errors
/// As [`unpack`].
pub(super) async fn unpack_beside(
    app: &App,
    channel: Channel,
    ours: Ours,
    arriving: Arriving,
) -> Result<Unpacked, DbError> {
    let key = keys::thread_key(&app.secrets, channel.workspace_id);
    let Arriving { raw, envelope, authentication, source, peer, junk, remark, before } = arriving;
    let settings = channel.settings.clone();
    let filtered = spam::is_filter_believed(channel.settings.spam_filter, source, peer.as_deref());
    let is_small = raw.len() <= AT_ONCE;
    let read = {
        let (key, envelope) = (key.clone(), envelope.clone());
        move || {
            let authentication = authentication.or_else(|| super::authentication::trusted(&raw, &settings));
            let refuted = authentication.as_ref().is_some_and(|found| found.dmarc == "fail");
            let (own, team) = (ours.own.all(), &ours.team);
            let letter = Reader { own, team, key: &key, envelope: &envelope, refuted, filtered }.read(&raw);
            (raw, ours, authentication, letter)
        }
    };
    let read = if is_small {
        std::panic::catch_unwind(AssertUnwindSafe(read))
            .map_err(|_| DbError::Panicked("a mail could not be read".to_owned()))
    } else {
        tokio::task::spawn_blocking(read).await.map_err(|cause| DbError::Panicked(cause.to_string()))
    };
    let (raw, ours, authentication, letter) = read?;
    let content = match letter {
        Ok(mut letter) => {
            letter.is_spam |= junk;
            let files = reading::keep_files(&app.blobs, &mut letter).await?;
            Content::Letter(Box::new(letter), files)
        }
        Err(cause) => {
            Content::TooMuch { fingerprint: reading::fingerprint_of_bytes(&raw), reason: cause.to_string() }
        }
    };
    let size = i64::try_from(raw.len()).unwrap_or(i64::MAX);
    let about = match &content {
        Content::Letter(letter, _) => About::letter(letter),
        Content::TooMuch { .. } => About::bytes(&raw),
    };
    let raw = app.blobs.prepare_packed(raw).await?;
    let way = Way { source, peer, envelope: EnvelopeColumn::from(&envelope) };
    let past = before.and_then(|before| match &content {
        Content::Letter(letter, _) => before.past(Some(letter), app.database.now()),
        Content::TooMuch { .. } => before.past(None, app.database.now()),
    });
    let taking = Taking { channel, ours, authentication, key, remark, past };
    Ok(Unpacked { taking, came: Came { way, about, size, raw }, content })
}

/// What is known beside the mail itself.
pub(super) struct Taking {
    pub channel: Channel,
    pub ours: Ours,
    pub authentication: Option<Authentication>,
    pub key: ThreadKey,
    /// See [`Arriving::remark`].
    pub remark: Option<String>,
    /// When it was said, where it is from before.
    pub past: Option<Past>,
}

/// What the journal says of a mail before anything became of it.
struct Came {
    way: Way,
    about: About,
    size: i64,
    raw: Blob,
}

/// A mail that was read and is not stored yet.
pub(super) struct Unpacked {
    taking: Taking,
    came: Came,
    content: Content,
}

pub(super) enum Content {
    Letter(Box<Letter>, Vec<NewFile>),
    /// It is over the limits: it is kept, and that is said.
    TooMuch {
        fingerprint: String,
        reason: String,
    },
}

impl Unpacked {
    /// Stores it.
    ///
    /// # Errors
    /// Only those of the database.
    pub(super) fn take(self, tx: &mut Tx<'_>) -> Result<Outcome, DbError> {
        Ok(self.take_as_line(tx)?.1)
    }

    /// Stores it, and tells which line of the journal is about it.
    ///
    /// # Errors
    /// Only those of the database.
    pub(super) fn take_as_line(self, tx: &mut Tx<'_>) -> Result<(ArrivalId, Outcome), DbError> {
        let Self { taking, came, content } = self;
        match content {
            Content::Letter(letter, files) => {
                let (fingerprint, root) = (letter.fingerprint.clone(), letter.thread_root.clone());
                let raw = came.raw.clone();
                once(tx, &taking.channel, fingerprint, came, root, |tx| {
                    let outcome = sort(tx, &taking, *letter, files, &raw)?;
                    let reason = outcome.reason.or_else(|| taking.remark.clone());
                    Ok(Outcome { reason, ..outcome })
                })
            }
            Content::TooMuch { fingerprint, reason } => {
                once(tx, &taking.channel, fingerprint, came, None, |_| {
                    let outcome = Outcome::of(Disposition::Rejected, None).because(reason);
                    Ok(Outcome { refused: true, ..outcome })
                })
            }
        }
    }

    /// What it is taken with and what it says, for who reads it again.
    pub(super) fn into_parts(self) -> (Taking, Blob, Content) {
        (self.taking, self.came.raw, self.content)
    }
}

/// Keeps the bytes, and does `work` if they are here for the first time.
fn once(
    tx: &mut Tx<'_>,
    channel: &Channel,
    fingerprint: String,
    came: Came,
    thread_root: Option<String>,
    work: impl FnOnce(&mut Tx<'_>) -> Result<Outcome, DbError>,
) -> Result<(ArrivalId, Outcome), DbError> {
    let Came { way, about, size, raw } = came;
    let id = tx.id::<ArrivalId>();
    let mut entry = Entry {
        channel_id: Some(channel.id),
        fingerprint,
        raw_hash: Some(raw.hash().to_owned()),
        thread_root,
        size,
        ..Entry::new(channel.workspace_id, id, &way, about, tx.now)
    };
    blobs::keep(tx, channel.workspace_id, &raw)?;
    if let Some(earlier) = journal::claim(tx, &entry)? {
        return Ok((id, again(tx, channel.id, entry, &earlier)?));
    }
    let outcome = work(tx)?;
    note(&mut entry, &outcome);
    journal::insert(tx, &entry)?;
    Ok((id, outcome))
}

pub(super) fn note(entry: &mut Entry, outcome: &Outcome) {
    entry.disposition = outcome.disposition;
    entry.reason.clone_from(&outcome.reason);
    entry.message_id = outcome.message_id;
    entry.conversation_id = outcome.conversation_id;
    entry.evidence.clone_from(&outcome.evidence);
    entry.spam.clone_from(&outcome.spam);
}

/// The mail has been here: at this mailbox, because somebody sent it twice, or at another, because it went to both.
fn again(tx: &mut Tx<'_>, channel: ChannelId, mut entry: Entry, earlier: &Entry) -> Result<Outcome, DbError> {
    let workspace = entry.workspace_id;
    entry.first_id = Some(earlier.first());
    let message =
        earlier.message_id.map(|id| conversations::message(tx.db, workspace, id)).transpose()?.flatten();
    let outcome = match earlier.disposition {
        Disposition::Rejected | Disposition::Refused => Outcome {
            refused: earlier.fingerprint.starts_with("raw:"),
            reason: earlier.reason.clone(),
            ..Outcome::of(Disposition::Rejected, None)
        },
        Disposition::Stored
        | Disposition::Duplicate
        | Disposition::AutoReply
        | Disposition::Bounce
        | Disposition::Complaint
        | Disposition::Spam => {
            Outcome { evidence: None, ..Outcome::of(Disposition::Duplicate, message.as_ref()) }
        }
    };
    note(&mut entry, &outcome);
    let came = |message: &Message| message.channel_id != channel && message.delivery.is_none();
    if let Some(message) = message.filter(came)
        && conversations::stands_also_in(tx, &message, channel)?
    {
        let payload = json!({
            "message_id": message.id, "conversation_id": message.conversation_id, "channel_id": channel,
        });
        let event =
            NewEvent::new(workspace, "message.arrived_elsewhere", message.conversation_id.0, "system");
        tx.append(event.with(payload))?;
    }
    journal::note_again(tx, entry)?;
    Ok(outcome)
}

/// What kind of mail it is decides what is done with it.
pub(super) fn sort(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: Letter,
    files: Vec<NewFile>,
    raw: &Blob,
) -> Result<Outcome, DbError> {
    match &letter.kind {
        Kind::OwnMailComingBack => own_mail(tx, taking, &letter, files, raw),
        Kind::Bounce(bounce) => reports::bounced(tx, taking, &letter, bounce, files, raw),
        Kind::Complaint(complaint) => reports::complained(tx, taking, &letter, complaint, files, raw),
        Kind::ReadReceipt(receipt) => reports::read(tx, taking, &letter, receipt),
        Kind::AutoReply => saying::said(tx, taking, &letter, MessageKind::AutoReply, files, raw),
        Kind::Customer | Kind::Notification | Kind::MailingList => {
            saying::said(tx, taking, &letter, MessageKind::Message, files, raw)
        }
    }
}

fn own_mail(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: &Letter,
    files: Vec<NewFile>,
    raw: &Blob,
) -> Result<Outcome, DbError> {
    let own = letter.message_id.as_ref().and_then(|id| taking.key.own_message_id(id));
    let message =
        own.map(|own| threading::message_of(tx.db, taking.channel.workspace_id, own.message)).transpose()?;
    match (message.flatten(), taking.past) {
        (Some(message), _) => {
            Ok(Outcome::of(Disposition::Duplicate, Some(&message)).because("a mail of our own came back"))
        }
        (None, Some(past)) => past::ours(tx, taking, letter, past, files, raw),
        (None, None) => {
            let outcome = Outcome::of(Disposition::Rejected, None);
            Ok(outcome.because("it was sent from one of our own mailboxes"))
        }
    }
}

/// The message of a mail, whatever kind it is.
pub(super) fn message_of(
    taking: &Taking,
    letter: &Letter,
    author: Author,
    kind: MessageKind,
    files: Vec<NewFile>,
    raw: &Blob,
) -> NewMessage {
    NewMessage {
        visibility: Visibility::Public,
        kind,
        addresses: letter.addresses.clone(),
        subject: letter.subject.clone(),
        html: letter.html.clone(),
        new_text: letter.new_text.clone(),
        remote_images: letter.remote_images,
        // What is known of who passed a mail on says nothing about who wrote it.
        authentication: taking.authentication.clone().filter(|_| letter.passed_on_by.is_none()),
        external_id: letter.message_id.as_ref().map(|id| id.as_str().replace('\0', "")),
        raw: Some(raw.clone()),
        files,
        sent_at: letter.sent_at.map(Into::into),
        ..NewMessage::text(author, (ChannelKind::Email, taking.channel.id), letter.text.as_str())
    }
}
