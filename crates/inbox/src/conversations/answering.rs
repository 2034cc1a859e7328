//! Answers, notes, and taking an answer back while it can be.

use database::events::{self, Event, NewEvent};
use database::outbox::{self, NewRow, Row, Settled};
use database::{DbError, Time, Tx, WorkspaceId};
use jiff::SignedDuration;
use people::team::AgentId;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shop::orders::OrderId;

use super::about_store;
use super::appending::{self, NewMessage};
use super::attachment::AttachmentId;
use super::author::Author;
use super::carrying;
use super::changing::{self, Change, ChangeError};
use super::conversation::{Conversation, ConversationId, Status, snippet_of};
use super::message::{
    Addresses, AuthorType, Correspondent, Delivery, DeliveryState, Message, MessageId, Visibility,
};
use super::store;
use super::variables::{self, Known};
use crate::channels::email::{OwnAddresses, silent, suppressed};
use crate::channels::{self, Channel, ChannelId, ChannelKind};

/// What an agent writes. At least one of text and files is there.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Writing {
    /// Plain text; made from the HTML when it is empty.
    pub text: String,
    /// HTML, already cleaned.
    pub html: Option<String>,
    /// Files that were uploaded before.
    pub uploads: Vec<AttachmentId>,
    /// Agents that a note calls.
    pub mentions: Vec<AgentId>,
}

/// How an answer leaves.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Route {
    /// The kind of channel; the conversation's own if absent.
    pub channel: Option<ChannelKind>,
    /// Which channel exactly.
    pub channel_id: Option<ChannelId>,
    /// Mail: to whom, if not the customer.
    pub to: Vec<Correspondent>,
    /// Mail: who else reads it.
    pub cc: Vec<Correspondent>,
    /// Mail: who reads it unseen.
    pub bcc: Vec<Correspondent>,
    /// The order that variables speak of; the customer's newest if absent.
    pub order: Option<OrderId>,
    /// For how long it can be taken back.
    pub undo: SignedDuration,
}

/// Longest text of an answer, in characters.
pub const LONGEST: usize = 200_000;
/// Longest time in which an answer can be taken back.
pub const LONGEST_UNDO: SignedDuration = SignedDuration::from_mins(5);

/// The outbox kinds by which answers leave.
pub mod kinds {
    /// By SMTP.
    pub const EMAIL: &str = "email";
    /// To the visitor's screen, once it can't be taken back any more.
    pub const CHAT: &str = "chat";
    /// To the webhook of an API channel.
    pub const API: &str = "api_reply";

    /// Whether a row of this kind carries an answer, so that what becomes of it is the answer's delivery.
    pub fn is_answer(kind: &str) -> bool {
        [EMAIL, CHAT, API].contains(&kind)
    }
}

/// Answers the customer: the message, its outbox row and the change of status in one transaction. Variables get the values
/// of this moment.
///
/// # Errors
/// [`ChangeError::Invalid`] names the field: nothing to say, no channel to say it through, nobody to say it to.
/// [`ChangeError::Unresolved`] names the variables without a value.
pub fn reply(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    author: Author,
    writing: Writing,
    route: Route,
    status: Option<Status>,
) -> Result<Message, ChangeError> {
    let mut conversation = living(tx, workspace, id)?;
    check(tx, workspace, &writing)?;
    let speaks_of = route.order;
    let writing = worded(tx, &conversation, &author, writing, route.order)?;
    let channel = channels::for_reply(tx.db, &conversation, route.channel, route.channel_id)?;
    let due = tx.now.plus(route.undo.min(LONGEST_UNDO));
    let mut new = NewMessage::text(author.clone(), (channel.kind, channel.id), writing.text);
    new.addresses = addresses(tx, &conversation, &channel, route)?;
    if !author.is_person() {
        refuse_silenced(tx, workspace, &new.addresses)?;
    }
    new.subject.clone_from(&conversation.subject);
    new.html = writing.html;
    new.uploads = writing.uploads;
    new.delivery = Some(first_state(channel.kind, tx.now, due));
    let message = appending::append(tx, &mut conversation, new)?;
    about_store::learn_from_answer(tx, &conversation, speaks_of, &author)?;
    carrying::carry(tx, &message, Some(&channel))?;
    leave(tx, &message, due)?;
    settle_status(tx, &conversation, &author, status)?;
    Ok(message)
}

/// Whether an answer would leave if it were given now; nothing is written.
///
/// # Errors
/// [`ChangeError::Invalid`] names the field: nothing to say, no channel to say it through, nobody to say it to.
/// [`ChangeError::Unresolved`] names the variables without a value.
pub(super) fn would_leave(
    tx: &mut Tx<'_>,
    conversation: &Conversation,
    author: &Author,
    writing: &Writing,
    route: &Route,
) -> Result<(), ChangeError> {
    check(tx, conversation.workspace_id, writing)?;
    worded(tx, conversation, author, writing.clone(), route.order)?;
    let channel = channels::for_reply(tx.db, conversation, route.channel, route.channel_id)?;
    addresses(tx, conversation, &channel, route.clone()).map(drop)
}

/// Writes an internal note.
///
/// # Errors
/// [`ChangeError::Invalid`] names the field.
pub fn note(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    author: Author,
    writing: Writing,
) -> Result<Message, ChangeError> {
    let mut conversation = living(tx, workspace, id)?;
    check(tx, workspace, &writing)?;
    let channel = (conversation.channel, conversation.channel_id);
    let mut new = NewMessage::text(author, channel, writing.text);
    new.visibility = Visibility::Note;
    new.html = writing.html;
    new.uploads = writing.uploads;
    new.mentions = writing.mentions;
    let message = appending::append(tx, &mut conversation, new)?;
    carrying::carry(tx, &message, None)?;
    Ok(message)
}

/// The conversation that is written in: where its messages are now, if it was merged into another.
fn living(tx: &mut Tx<'_>, workspace: WorkspaceId, id: ConversationId) -> Result<Conversation, ChangeError> {
    let found = store::living(tx.db, workspace, id)?.ok_or(ChangeError::NotFound)?;
    store::find_to_change(tx, workspace, found.id)?.ok_or(ChangeError::NotFound)
}

/// With values in the place of its variables, as they are at this moment.
fn worded(
    tx: &mut Tx<'_>,
    conversation: &Conversation,
    author: &Author,
    writing: Writing,
    order: Option<OrderId>,
) -> Result<Writing, ChangeError> {
    if !variables::are_in(&writing) {
        return Ok(writing);
    }
    let order = variables::order_beside(tx.db, conversation, order)?;
    let known = Known::gather(tx.db, conversation, author.name(), order)?;
    variables::resolve(writing, &known)
}

fn check(tx: &mut Tx<'_>, workspace: WorkspaceId, writing: &Writing) -> Result<(), ChangeError> {
    let invalid = |field, reason: &str| Err(ChangeError::Invalid { field, reason: reason.to_owned() });
    if writing.text.trim().is_empty() && writing.uploads.is_empty() {
        return invalid("text", "there is nothing to say");
    }
    if writing.text.chars().count() > LONGEST
        || writing.html.as_ref().is_some_and(|html| html.len() > 4 * LONGEST)
    {
        return invalid("text", "at most 200,000 characters");
    }
    for agent in &writing.mentions {
        if !changing::can_answer(tx, workspace, *agent)? {
            return invalid("mentions", "there is no such active agent");
        }
    }
    for upload in &writing.uploads {
        match store::attachment(tx.db, workspace, *upload)? {
            Some(file) if file.message_id.is_none() => {}
            Some(_) => return invalid("attachments", "a file is part of another message already"),
            None => return invalid("attachments", "there is no such file; upload it first"),
        }
    }
    Ok(())
}

fn addresses(
    tx: &mut Tx<'_>,
    conversation: &Conversation,
    channel: &Channel,
    route: Route,
) -> Result<Addresses, ChangeError> {
    if channel.kind != ChannelKind::Email {
        return Ok(Addresses::default());
    }
    let from = channel
        .address
        .clone()
        .map(|address| Correspondent { name: channel.settings.display_name.clone(), address });
    let Route { mut to, mut cc, mut bcc, .. } = route;
    if to.is_empty() {
        let address = conversation.customer_email.clone().ok_or_else(|| ChangeError::Invalid {
            field: "to",
            reason: "the customer has no e-mail address".to_owned(),
        })?;
        to.push(Correspondent { name: conversation.customer_name.clone(), address });
    }
    let own = OwnAddresses::of(tx.db, conversation.workspace_id)?;
    for (field, list) in [("to", &mut to), ("cc", &mut cc), ("bcc", &mut bcc)] {
        let mut others = Vec::with_capacity(list.len());
        for person in list.drain(..) {
            let Ok(address) = person.address.parse::<mail::EmailAddress>() else {
                return Err(ChangeError::Invalid {
                    field,
                    reason: format!("`{}` is not an e-mail address", person.address),
                });
            };
            // Who answers to all writes to us too: that mail would only come back. To whom it goes is as asked.
            if field == "to" || !own.have(&address) {
                others.push(person);
            }
        }
        *list = others;
    }
    let all = to.iter().chain(&cc).chain(&bcc).map(|person| person.address.to_lowercase());
    let all: Vec<String> = all.collect();
    if let Some(one) = suppressed(tx.db, conversation.workspace_id, &all)?.into_iter().next() {
        return Err(ChangeError::Suppressed(one.address, one.detail.unwrap_or_else(|| one.why.to_string())));
    }
    Ok(Addresses { from, to, cc, bcc })
}

/// What nobody writes by hand does not go to an address whose mails look like a machine's.
fn refuse_silenced(tx: &mut Tx<'_>, workspace: WorkspaceId, to: &Addresses) -> Result<(), ChangeError> {
    let all: Vec<String> =
        to.to.iter().chain(&to.cc).chain(&to.bcc).map(|person| person.address.to_lowercase()).collect();
    match silent(tx.db, workspace, &all, tx.now)?.into_iter().next() {
        Some(silence) => Err(ChangeError::Silenced(silence.address, silence.until)),
        None => Ok(()),
    }
}

/// What a chat visitor can see at once is sent at once; all else waits in the outbox.
fn first_state(kind: ChannelKind, now: Time, due: Time) -> Delivery {
    match kind {
        ChannelKind::Chat if due <= now => Delivery::ended(DeliveryState::Sent, None, now, 1),
        ChannelKind::Chat | ChannelKind::Email | ChannelKind::Api | ChannelKind::ContactForm => {
            Delivery::queued(now, due)
        }
    }
}

fn leave(tx: &mut Tx<'_>, message: &Message, due: Time) -> Result<(), DbError> {
    let kind = match message.channel {
        ChannelKind::Chat if due <= tx.now => return Ok(()),
        ChannelKind::Chat => kinds::CHAT,
        ChannelKind::Email | ChannelKind::ContactForm => kinds::EMAIL,
        ChannelKind::Api => kinds::API,
    };
    let key = format!("message:{}", message.id);
    let row =
        NewRow::new(message.workspace_id, kind, message.id.0, key, &json!({"message_id": message.id}), due);
    outbox::enqueue(tx, &row)?;
    Ok(())
}

/// Who answers what nobody has taken takes it; the status is as asked, or pending on the customer.
fn settle_status(
    tx: &mut Tx<'_>,
    conversation: &Conversation,
    author: &Author,
    status: Option<Status>,
) -> Result<(), ChangeError> {
    let mut wanted = Change { status: Some(status.unwrap_or(Status::Pending)), ..Change::default() };
    if let (Author::Agent(agent, _), None) = (author, conversation.assignee_id) {
        wanted.assignee = Some(Some(*agent));
    }
    changing::change(tx, conversation.workspace_id, conversation.id, &wanted, &author.actor())?;
    Ok(())
}

/// Why an answer can't be taken back or sent again.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// There is no such message here.
    #[error("there is no such message")]
    NotFound,
    /// It has left.
    #[error("the message has left already")]
    TooLate,
    /// It has not failed.
    #[error("the message has not failed")]
    NotFailed,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Takes an answer back that has not left: the message goes, what was written comes back.
///
/// # Errors
/// [`UndoError`].
pub fn undo(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: MessageId,
    actor: &str,
) -> Result<Message, UndoError> {
    let message = store::message(tx.db, workspace, id)?.ok_or(UndoError::NotFound)?;
    if outbox::cancel(tx, workspace, id.0)? == 0 {
        return Err(UndoError::TooLate);
    }
    store::detach(tx, &message)?;
    store::delete_message(tx, &message)?;
    let before = status_before(tx, &message)?;
    let found = store::find_to_change(tx, workspace, message.conversation_id)?;
    let mut conversation = found.ok_or(UndoError::NotFound)?;
    let back =
        before.filter(|_| conversation.merged_into.is_none()).filter(|(_, to)| *to == conversation.status);
    if let Some((from, to)) = back {
        conversation.status = from;
        let change = json!({"changes": {"status": {"from": to, "to": from}}});
        let event = NewEvent::new(workspace, "conversation.updated", conversation.id.0, actor).with(change);
        tx.append(event).map_err(UndoError::Database)?;
    }
    look_again(tx, &mut conversation)?;
    store::update(tx, &conversation)?;
    let payload = json!({"message_id": id, "conversation_id": conversation.id});
    tx.append(NewEvent::new(workspace, "message.deleted", conversation.id.0, actor).with(payload))
        .map_err(UndoError::Database)?;
    Ok(message)
}

/// What a message made of its conversation's status: from what, to what. The log knows: both were written at one moment.
/// What had been put away until a moment is open again, for that moment is forgotten.
pub(super) fn status_before(tx: &mut Tx<'_>, answer: &Message) -> Result<Option<(Status, Status)>, DbError> {
    let history = events::of_subject(tx.db, answer.workspace_id, answer.conversation_id.0, i64::MAX)?;
    let with_it = |event: &&Event| event.kind == "conversation.updated" && event.at == answer.created_at;
    let changed = history.iter().rev().filter(with_it).find_map(|event| {
        let updated: changing::Updated = event.payload_as().ok()?;
        let status = updated.changes.get("status")?.clone();
        let read = |value| serde_json::from_value::<Status>(value).ok();
        Some((read(status.from)?, read(status.to)?))
    });
    Ok(changed.map(|(from, to)| (if from == Status::Snoozed { Status::Open } else { from }, to)))
}

/// Sends a failed answer again.
///
/// # Errors
/// [`UndoError`].
pub fn retry(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: MessageId,
    actor: &str,
) -> Result<Message, UndoError> {
    let mut message = store::message(tx.db, workspace, id)?.ok_or(UndoError::NotFound)?;
    let mut revived = false;
    for row in
        outbox::of_subject(tx.db, workspace, id.0)?.into_iter().filter(|row| kinds::is_answer(&row.kind))
    {
        revived |= outbox::revive(tx, workspace, row.id)?;
    }
    if !revived {
        return Err(UndoError::NotFailed);
    }
    let mut queued = Delivery::queued(tx.now, tx.now);
    queued.recipients = message.delivery.take().map(|before| before.recipients).unwrap_or_default();
    queued.reopen();
    message.delivery = Some(queued);
    store::update_message(tx, &message)?;
    let payload = json!({"message_id": id, "conversation_id": message.conversation_id});
    tx.append(NewEvent::new(workspace, "message.updated", message.conversation_id.0, actor).with(payload))
        .map_err(UndoError::Database)?;
    Ok(message)
}

/// Sends a failed mail to another address than the one that did not take it. Who has it already is not sent it again.
///
/// # Errors
/// [`UndoError`].
pub fn readdress(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: MessageId,
    wrong: &str,
    right: Correspondent,
    actor: &str,
) -> Result<Message, UndoError> {
    let mut message = store::message(tx.db, workspace, id)?.ok_or(UndoError::NotFound)?;
    let Addresses { to, cc, bcc, .. } = &mut message.addresses;
    let place = to.iter_mut().chain(cc).chain(bcc).find(|one| one.address.eq_ignore_ascii_case(wrong));
    *place.ok_or(UndoError::NotFound)? = right;
    // The bytes that were kept name the old address.
    message.raw_hash = None;
    if let Some(delivery) = &mut message.delivery {
        delivery.recipients.retain(|one| !one.address.eq_ignore_ascii_case(wrong));
    }
    store::update_message(tx, &message)?;
    retry(tx, workspace, id, actor)
}

/// Brings what the row says of its messages in line with the messages that are there; after one has gone or moved.
///
/// # Errors
/// Only those of the database.
pub fn look_again(tx: &mut Tx<'_>, conversation: &mut Conversation) -> Result<(), DbError> {
    let facts = store::facts(tx.db, conversation)?;
    conversation.message_count = facts.count;
    conversation.has_attachments = facts.has_attachments.into();
    conversation.waiting_since = facts.waiting_since.filter(|_| !conversation.status.is_done());
    conversation.first_response_at = facts.first_response_at;
    if let Some(last) = facts.last_public {
        conversation.snippet =
            snippet_of(if last.new_text.trim().is_empty() { &last.text } else { &last.new_text });
        conversation.last_author = last.author_type;
        conversation.channel = last.channel;
        conversation.channel_id = last.channel_id;
        conversation.last_activity_at = last.created_at;
    } else if conversation.merged_into.is_none() {
        // Nothing that the customer knows of is left.
        conversation.snippet.clear();
        conversation.last_author = AuthorType::System;
    }
    Ok(())
}

/// Writes down how far a message of ours has come, and tells the screens.
///
/// # Errors
/// Only those of the database.
pub fn delivered(tx: &mut Tx<'_>, mut message: Message, delivery: Delivery) -> Result<(), DbError> {
    let failed = delivery.state == DeliveryState::Failed;
    let known = message.delivery.take().map(|before| before.recipients).unwrap_or_default();
    let recipients = if delivery.recipients.is_empty() { known } else { delivery.recipients };
    message.delivery = Some(Delivery { recipients, ..delivery });
    store::update_message(tx, &message)?;
    let payload = json!({"message_id": message.id, "conversation_id": message.conversation_id});
    let kind = if failed { "message.delivery_failed" } else { "message.updated" };
    tx.append(NewEvent::new(message.workspace_id, kind, message.conversation_id.0, "system").with(payload))?;
    Ok(())
}

/// What came of an outbox row whose subject is a message, written down on the message.
///
/// # Errors
/// Only those of the database.
pub fn settled(tx: &mut Tx<'_>, row: &Row, settled: &Settled) -> Result<(), DbError> {
    let Some(message) = store::message(tx.db, row.workspace_id, MessageId(row.subject_id))? else {
        return Ok(());
    };
    let (now, attempts) = (tx.now, row.attempts);
    let delivery = match settled {
        Settled::Delivered(_) => Delivery::ended(DeliveryState::Sent, None, now, attempts),
        Settled::Retrying { reason, next, attempts } => Delivery {
            state: DeliveryState::Queued,
            reason: Some(reason.clone()),
            at: now,
            attempts: *attempts,
            next_attempt_at: Some(*next),
            mailed_at: None,
            recipients: Vec::new(),
        },
        Settled::Dead(reason) => Delivery::ended(DeliveryState::Failed, Some(reason.clone()), now, attempts),
    };
    delivered(tx, message, delivery)
}
