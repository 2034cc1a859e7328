//! Which conversation a mail belongs to, by the evidence in it, strongest first.

use data_encoding::HEXLOWER;
use database::{Db, DbError, WorkspaceId};
use mail::threading::{Evidence, ThreadKey};
use mail::{Email, MessageId as MailId};
use people::customers::{self, IdentityKind};
use sha2::{Digest, Sha256};

use super::journal;
use crate::channels::ChannelKind;
use crate::conversations::{
    self, Conversation, ConversationId, Message, MessageId, Threading, plain_subject,
};

/// Where a mail belongs.
pub(super) struct Place {
    /// The conversation that the evidence leads to, closed or not; none where the mail begins one.
    pub found: Option<Conversation>,
    /// Why.
    pub threading: Threading,
}

/// What in a mail leads to a place.
pub(super) struct Clues<'a> {
    pub evidence: &'a [Evidence],
    /// The mails that it answers, the one that it answers directly first.
    pub answers: &'a [MailId],
    pub key: &'a ThreadKey,
    /// The author's address, where it is sure.
    pub writer: Option<&'a str>,
}

/// Finds the place of a mail: the first evidence that leads to a conversation of the workspace wins. Where the team has
/// moved the message that it answers out of that conversation, it follows the message.
pub(super) fn place(db: &mut Db, workspace: WorkspaceId, clues: &Clues<'_>) -> Result<Place, DbError> {
    for piece in clues.evidence {
        if let Some((found, threading)) = follow(db, workspace, piece, clues.writer)? {
            let (found, threading) = match corrected(db, workspace, clues, &found)? {
                Some(corrected) => corrected,
                None => (found, threading),
            };
            return Ok(Place { found: Some(found), threading });
        }
    }
    let threading = Threading { evidence: "new".to_owned(), detail: None };
    Ok(Place { found: None, threading })
}

/// The first mail that it answers and that is known decides whether the place is still right.
fn corrected(
    db: &mut Db,
    workspace: WorkspaceId,
    clues: &Clues<'_>,
    found: &Conversation,
) -> Result<Found, DbError> {
    for id in clues.answers {
        let known = match clues.key.own_message_id(id) {
            Some(own) => message_of(db, workspace, own.message)?.into_iter().collect(),
            None => conversations::by_external_id(db, workspace, id.as_str())?,
        };
        for message in known.iter().filter(|message| message.channel == ChannelKind::Email) {
            let Some(place) = conversations::living(db, workspace, message.conversation_id)? else {
                continue;
            };
            if place.id == found.id {
                return Ok(None);
            }
            if conversations::taken_out_of(db, workspace, found.id, message.id)? {
                let (evidence, detail) = ("moved_message".to_owned(), Some(message.id.to_string()));
                return Ok(Some((place, Threading { evidence, detail })));
            }
        }
    }
    Ok(None)
}

type Found = Option<(Conversation, Threading)>;

fn follow(
    db: &mut Db,
    workspace: WorkspaceId,
    piece: &Evidence,
    writer: Option<&str>,
) -> Result<Found, DbError> {
    let because = |word: &str, detail: String| Threading { evidence: word.to_owned(), detail: Some(detail) };
    Ok(match piece {
        Evidence::ReplyToken(token) => conversation_of(db, workspace, token.conversation)?
            .map(|found| (found, because("reply_token", token.mailbox.to_string()))),
        Evidence::OwnMessageId(own) => {
            let message = message_of(db, workspace, own.message)?;
            let found = match &message {
                Some(message) => conversations::living(db, workspace, message.conversation_id)?,
                None => conversation_of(db, workspace, own.conversation)?,
            };
            let detail = message.map(|message| message.id.to_string()).unwrap_or_default();
            found.map(|found| (found, because("own_message_id", detail)))
        }
        Evidence::BounceAddress(returned) => {
            let message = message_of(db, workspace, returned.message)?;
            let found =
                message.as_ref().map(|message| conversations::living(db, workspace, message.conversation_id));
            let detail = message.as_ref().map(|message| message.id.to_string()).unwrap_or_default();
            found.transpose()?.flatten().map(|found| (found, because("bounce_address", detail)))
        }
        Evidence::InReplyTo(id) => {
            known(db, workspace, id, writer)?.map(|found| (found, because("in_reply_to", id.to_string())))
        }
        Evidence::Reference(id) => {
            known(db, workspace, id, writer)?.map(|found| (found, because("references", id.to_string())))
        }
        Evidence::ThreadIndex { root, topic } => {
            let newest = journal::newest_of_thread(db, workspace, &thread_of(root, topic.as_deref()))?;
            let message = newest.map(|id| conversations::message(db, workspace, id)).transpose()?.flatten();
            let found = message.map(|message| conversations::living(db, workspace, message.conversation_id));
            found.transpose()?.flatten().map(|found| (found, because("thread_index", root.clone())))
        }
        Evidence::SubjectNumber(number) => numbered(db, workspace, *number, writer)?
            .map(|found| (found, because("subject_number", format!("#{number}")))),
    })
}

fn conversation_of(db: &mut Db, workspace: WorkspaceId, id: u64) -> Result<Option<Conversation>, DbError> {
    match i64::try_from(id) {
        Ok(id) => conversations::living(db, workspace, ConversationId(id)),
        Err(_) => Ok(None),
    }
}

pub(super) fn message_of(db: &mut Db, workspace: WorkspaceId, id: u64) -> Result<Option<Message>, DbError> {
    match i64::try_from(id) {
        Ok(id) => conversations::message(db, workspace, MessageId(id)),
        Err(_) => Ok(None),
    }
}

/// The conversation with a mail of this identifier. Identifiers are chosen by their senders and may be borrowed, so of
/// several the one in which this writer takes part is meant.
fn known(
    db: &mut Db,
    workspace: WorkspaceId,
    id: &MailId,
    writer: Option<&str>,
) -> Result<Option<Conversation>, DbError> {
    let mut first = None;
    for message in conversations::by_external_id(db, workspace, id.as_str())? {
        if message.channel != ChannelKind::Email {
            continue;
        }
        let Some(found) = conversations::living(db, workspace, message.conversation_id)? else { continue };
        if standing(db, &found, writer)? != Standing::Stranger {
            return Ok(Some(found));
        }
        first = first.or(Some(found));
    }
    Ok(first)
}

/// A number in the subject is written by anybody: it counts only for those who take part already.
fn numbered(
    db: &mut Db,
    workspace: WorkspaceId,
    number: u64,
    writer: Option<&str>,
) -> Result<Option<Conversation>, DbError> {
    let Ok(number) = i64::try_from(number) else { return Ok(None) };
    let Some(found) = conversations::find_number(db, workspace, number)? else { return Ok(None) };
    if standing(db, &found, writer)? == Standing::Stranger {
        return Ok(None);
    }
    conversations::living(db, workspace, found.id)
}

/// What somebody is to a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Its customer.
    Customer,
    /// Somebody whom the customer or the team brought in.
    Participant,
    /// Neither: at most they hold a reply address.
    Stranger,
}

/// What the owner of an address is to a conversation.
pub(super) fn standing(
    db: &mut Db,
    conversation: &Conversation,
    address: Option<&str>,
) -> Result<Standing, DbError> {
    let Some(address) = address else { return Ok(Standing::Stranger) };
    if conversation.customer_email.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(address)) {
        return Ok(Standing::Customer);
    }
    let identities = customers::identities_of(db, conversation.workspace_id, conversation.customer_id)?;
    if identities.iter().any(|one| one.kind == IdentityKind::Email && one.verified && one.value == address) {
        return Ok(Standing::Customer);
    }
    let participants = conversations::participants(db, conversation.workspace_id, conversation.id)?;
    let is_known = participants.iter().any(|one| one.verified.is_yes() && one.address == address);
    Ok(if is_known { Standing::Participant } else { Standing::Stranger })
}

/// How a thread of Outlook's is kept: its 22 bytes and what its subject hashes to.
pub(super) fn thread_of(root: &str, topic: Option<&str>) -> String {
    let topic = Sha256::digest(topic.map(plain_subject).unwrap_or_default().to_lowercase());
    format!("{root}.{}", HEXLOWER.encode(&topic[..8]))
}

/// The thread of Outlook's that a mail is in.
pub(super) fn thread_root(email: &Email) -> Option<String> {
    /// MS-OXOMSG §2.2.1.3: 22 bytes name the conversation, each answer adds five.
    const ROOT: usize = 22;
    let value: String = email.headers.get("Thread-Index")?.split_whitespace().collect();
    let bytes = data_encoding::BASE64.decode(value.as_bytes()).ok()?;
    Some(thread_of(&HEXLOWER.encode(bytes.get(..ROOT)?), email.headers.get("Thread-Topic")))
}
