//! A mail arrives: the one way in, whatever brought it.
//!
//! It is read aside, then one transaction keeps its bytes, writes it into the journal, finds the customer and the
//! conversation, and appends the message. Whoever brought the mail is told of the [`Outcome`] after the commit.

use database::blobs::{self, Blob};
use database::events::NewEvent;
use database::{DbError, Tx};
use mail::Envelope;
use mail::classify::{Kind, ReversePath};
use mail::threading::ThreadKey;
use people::App;
use serde_json::json;

use super::journal::{self, ArrivalId, Disposition, Entry, EnvelopeColumn};
use super::reading::{self, Letter, Reader};
use super::{keys, mailbox, reports, saying, threading};
use crate::channels::{Channel, ChannelKind};
use crate::conversations::{
    self, Authentication, Author, ConversationId, Message, MessageId, MessageKind, NewFile, NewMessage,
    Visibility,
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
    /// Whether the mailbox's own provider had put it aside as spam.
    pub junk: bool,
    /// What the journal says of it beside what became of it.
    pub remark: Option<String>,
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

/// Reads a mail aside and puts its large parts on disk; what is left is one transaction, [`Unpacked::take`].
///
/// # Errors
/// Only those of the database, and of the disk.
pub(super) async fn unpack(app: &App, channel: Channel, arriving: Arriving) -> Result<Unpacked, DbError> {
    let workspace = channel.workspace_id;
    let key = keys::thread_key(&app.secrets, workspace);
    let (own, team) = app
        .database
        .read(move |db| {
            let own = mailbox::own_addresses(db, workspace)?;
            Ok::<_, DbError>((own, mailbox::team_addresses(db, workspace)?))
        })
        .await?;
    let Arriving { raw, envelope, authentication, junk, remark } = arriving;
    let authserv = channel.settings.authserv_id.clone();
    let read = tokio::task::spawn_blocking({
        let (key, envelope) = (key.clone(), envelope.clone());
        move || {
            let authentication =
                authentication.or_else(|| super::authentication::trusted(&raw, authserv.as_deref()?));
            let refuted = authentication.as_ref().is_some_and(|found| found.dmarc == "fail");
            let letter =
                Reader { own: &own, team: &team, key: &key, envelope: &envelope, refuted }.read(&raw);
            (raw, authentication, letter)
        }
    });
    let (raw, authentication, letter) = read.await.map_err(|cause| DbError::Panicked(cause.to_string()))?;
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
    let raw = app.blobs.prepare(raw).await?;
    let taking = Taking { channel, envelope: column(&envelope), authentication, key, remark };
    Ok(Unpacked { taking, raw, content })
}

/// What is known beside the mail itself.
pub(super) struct Taking {
    pub channel: Channel,
    pub envelope: EnvelopeColumn,
    pub authentication: Option<Authentication>,
    pub key: ThreadKey,
    /// See [`Arriving::remark`].
    pub remark: Option<String>,
}

/// A mail that was read and is not stored yet.
pub(super) struct Unpacked {
    taking: Taking,
    raw: Blob,
    content: Content,
}

enum Content {
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
        let Self { taking, raw, content } = self;
        let envelope = taking.envelope.clone();
        match content {
            Content::Letter(letter, files) => {
                let (fingerprint, root) = (letter.fingerprint.clone(), letter.thread_root.clone());
                once(tx, &taking.channel, &fingerprint, &raw, envelope, root, |tx| {
                    let outcome = sort(tx, &taking, *letter, files, &raw)?;
                    let reason = outcome.reason.or_else(|| taking.remark.clone());
                    Ok(Outcome { reason, ..outcome })
                })
            }
            Content::TooMuch { fingerprint, reason } => {
                once(tx, &taking.channel, &fingerprint, &raw, envelope, None, |_| {
                    let outcome = Outcome::of(Disposition::Rejected, None).because(reason);
                    Ok(Outcome { refused: true, ..outcome })
                })
            }
        }
    }
}

/// Keeps the bytes, and does `work` if they are here for the first time.
fn once(
    tx: &mut Tx<'_>,
    channel: &Channel,
    fingerprint: &str,
    raw: &Blob,
    envelope: EnvelopeColumn,
    thread_root: Option<String>,
    work: impl FnOnce(&mut Tx<'_>) -> Result<Outcome, DbError>,
) -> Result<Outcome, DbError> {
    let mut entry = Entry {
        workspace_id: channel.workspace_id,
        id: tx.id::<ArrivalId>(),
        channel_id: channel.id,
        fingerprint: fingerprint.to_owned(),
        raw_hash: raw.hash().to_owned(),
        disposition: Disposition::Stored,
        reason: None,
        message_id: None,
        conversation_id: None,
        thread_root,
        envelope,
        received_at: tx.now,
    };
    blobs::keep(tx, channel.workspace_id, raw)?;
    if let Some(earlier) = journal::claim(tx, &entry)? {
        return again(tx, entry, &earlier);
    }
    let outcome = work(tx)?;
    note(&mut entry, &outcome);
    journal::settle(tx, &entry)?;
    Ok(outcome)
}

fn note(entry: &mut Entry, outcome: &Outcome) {
    entry.disposition = outcome.disposition;
    entry.reason.clone_from(&outcome.reason);
    entry.message_id = outcome.message_id;
    entry.conversation_id = outcome.conversation_id;
}

/// The mail has been here: at this mailbox, because somebody sent it twice, or at another, because it went to both.
fn again(tx: &mut Tx<'_>, mut entry: Entry, earlier: &Entry) -> Result<Outcome, DbError> {
    let workspace = entry.workspace_id;
    let message =
        earlier.message_id.map(|id| conversations::message(tx.db, workspace, id)).transpose()?.flatten();
    let outcome = match earlier.disposition {
        Disposition::Rejected => Outcome {
            refused: earlier.fingerprint.starts_with("raw:"),
            reason: earlier.reason.clone(),
            ..Outcome::of(Disposition::Rejected, None)
        },
        Disposition::Stored
        | Disposition::Duplicate
        | Disposition::AutoReply
        | Disposition::Bounce
        | Disposition::Complaint
        | Disposition::Spam => Outcome::of(Disposition::Duplicate, message.as_ref()),
    };
    note(&mut entry, &outcome);
    if let Some(message) = message.filter(|_| entry.channel_id != earlier.channel_id) {
        let payload = json!({
            "message_id": message.id, "conversation_id": message.conversation_id, "channel_id": entry.channel_id,
        });
        let event =
            NewEvent::new(workspace, "message.arrived_elsewhere", message.conversation_id.0, "system");
        tx.append(event.with(payload))?;
    }
    journal::note_again(tx, entry)?;
    Ok(outcome)
}

/// What kind of mail it is decides what is done with it.
fn sort(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: Letter,
    files: Vec<NewFile>,
    raw: &Blob,
) -> Result<Outcome, DbError> {
    match &letter.kind {
        Kind::OwnMailComingBack => own_mail(tx, taking, &letter),
        Kind::Bounce(bounce) => reports::bounced(tx, taking, &letter, bounce, files, raw),
        Kind::Complaint(complaint) => reports::complained(tx, taking, &letter, complaint, files, raw),
        Kind::ReadReceipt(receipt) => reports::read(tx, taking, &letter, receipt),
        Kind::AutoReply => saying::said(tx, taking, &letter, MessageKind::AutoReply, files, raw),
        Kind::Customer | Kind::Notification | Kind::MailingList => {
            saying::said(tx, taking, &letter, MessageKind::Message, files, raw)
        }
    }
}

fn own_mail(tx: &mut Tx<'_>, taking: &Taking, letter: &Letter) -> Result<Outcome, DbError> {
    let own = letter.message_id.as_ref().and_then(|id| taking.key.own_message_id(id));
    let message =
        own.map(|own| threading::message_of(tx.db, taking.channel.workspace_id, own.message)).transpose()?;
    Ok(match message.flatten() {
        Some(message) => {
            Outcome::of(Disposition::Duplicate, Some(&message)).because("a mail of our own came back")
        }
        None => Outcome::of(Disposition::Rejected, None).because("it was sent from one of our own mailboxes"),
    })
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

fn column(envelope: &Envelope) -> EnvelopeColumn {
    EnvelopeColumn {
        sender: envelope.sender.as_ref().map(|sender| match sender {
            ReversePath::Null => String::new(),
            ReversePath::Address(address) => address.to_string(),
        }),
        recipients: envelope.recipients.iter().map(ToString::to_string).collect(),
    }
}
