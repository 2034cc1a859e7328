//! Somebody says something by mail: in the conversation where it belongs, or in one that it begins.

use database::blobs::Blob;
use database::{DbError, Flag, Tx, WorkspaceId};
use mail::threading::Evidence;
use people::customers::CustomerId;

use super::arrival::{Outcome, Taking, message_of};
use super::author::{self, Writer};
use super::journal::Disposition;
use super::past;
use super::reading::Letter;
use super::silence;
use super::spam::{self, Judgement};
use super::threading::{self, Clues, Place, Standing};
use crate::conversations::{
    self, Author, AuthorType, Conversation, ConversationId, Message, MessageKind, NewFile, NewMessage,
    Opening, Participant, Status, snippet_of,
};

/// Somebody, or a machine of theirs, says something.
pub(super) fn said(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: &Letter,
    kind: MessageKind,
    files: Vec<NewFile>,
    raw: &Blob,
) -> Result<Outcome, DbError> {
    let workspace = taking.channel.workspace_id;
    let sure_address = letter.writer.address.as_deref().filter(|_| letter.writer.sure);
    let evidence = evidence_of(letter);
    let clues =
        Clues { evidence: &evidence, answers: &letter.answers, key: &taking.key, writer: sure_address };
    let Place { found, threading } = match taking.past {
        Some(_) => past::place(tx.db, workspace, &clues, letter)?,
        None => threading::place(tx.db, workspace, &clues)?,
    };
    // Who answers a mail of ours is no spammer, whatever a filter thinks.
    let Judgement { reason: spam, seen } = match (&found, kind) {
        (None, MessageKind::Message) => {
            spam::verdict(tx.db, workspace, letter, taking.authentication.as_ref())?
        }
        _ => Judgement::default(),
    };
    let (disposition, status) = match kind {
        MessageKind::AutoReply => (Disposition::AutoReply, Status::Solved),
        _ if spam.is_some() => (Disposition::Spam, Status::Spam),
        _ if taking.past.is_some() => (Disposition::Stored, Status::Solved),
        _ => (Disposition::Stored, Status::Open),
    };
    // A closed conversation is left closed; a machine's answer, or one from before, changes nothing in it.
    let changes_nothing = kind == MessageKind::AutoReply || taking.past.is_some();
    let is_open = |found: &Conversation| found.status != Status::Closed || changes_nothing;
    let follows = found.as_ref().filter(|found| !is_open(found)).map(|found| found.id);
    let conversation = found.filter(is_open);
    let began = conversation.is_none();
    let says = |customer| {
        let author = Author::Customer(customer, letter.writer.shown());
        NewMessage { threading: Some(threading), ..message_of(taking, letter, author, kind, files, raw) }
    };
    let (mut conversation, message) = match conversation {
        Some(mut conversation) => {
            let customer = join(tx, &conversation, letter, sure_address)?;
            if conversation.language.is_none() {
                conversation.language = letter.language.map(|language| language.to_string());
            }
            let message = append(tx, taking, &mut conversation, says(customer))?;
            (conversation, message)
        }
        None => begin(tx, taking, letter, status, follows, says)?,
    };
    if let Some(past) = taking.past {
        past::stands(tx, taking, past, letter, &message)?;
        return Ok(Outcome { reason: spam, spam: seen, ..Outcome::of(disposition, Some(&message)) });
    }
    if began && status != Status::Open {
        put_away(tx, &mut conversation, letter)?;
    }
    if let Some(from) = &letter.writer.address {
        silence::heard(tx, from, &message)?;
    }
    Ok(Outcome { reason: spam, spam: seen, ..Outcome::of(disposition, Some(&message)) })
}

fn append(
    tx: &mut Tx<'_>,
    taking: &Taking,
    conversation: &mut Conversation,
    new: NewMessage,
) -> Result<Message, DbError> {
    match taking.past {
        Some(past) => conversations::append_past(tx, conversation, new, past),
        None => conversations::append(tx, conversation, new),
    }
}

/// What a store's own program writes about its orders is alike but for the order: what says no more than "this is alike"
/// leads nowhere.
pub(super) fn evidence_of(letter: &Letter) -> Vec<Evidence> {
    let of_program = author::is_of_program(letter);
    let says_more =
        |piece: &&Evidence| !matches!(piece, Evidence::ThreadIndex { .. } | Evidence::SubjectNumber(_));
    letter.evidence.iter().filter(|piece| !of_program || says_more(piece)).cloned().collect()
}

/// Somebody writes in a conversation that exists: its customer, a participant, or a stranger, who joins unverified.
fn join(
    tx: &mut Tx<'_>,
    conversation: &Conversation,
    letter: &Letter,
    sure: Option<&str>,
) -> Result<CustomerId, DbError> {
    let standing = threading::standing(tx.db, conversation, sure)?;
    if standing == Standing::Customer {
        return Ok(conversation.customer_id);
    }
    let workspace = conversation.workspace_id;
    take_part(tx, workspace, conversation.id, &letter.writer, standing == Standing::Participant)?;
    letter.writer.recognise(tx, workspace, letter.language)
}

fn begin(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: &Letter,
    status: Status,
    follows: Option<ConversationId>,
    says: impl FnOnce(CustomerId) -> NewMessage,
) -> Result<(Conversation, Message), DbError> {
    let channel = &taking.channel;
    let workspace = channel.workspace_id;
    let customer = letter.writer.recognise(tx, workspace, letter.language)?;
    let language = letter.language.map(|language| language.to_string());
    let opening = Opening {
        channel,
        customer,
        subject: &letter.subject,
        status,
        language: language.as_deref(),
        store: None,
        actor: match letter.passed_on_by {
            Some(agent) => format!("agent:{agent}"),
            None => format!("customer:{customer}"),
        },
    };
    let (conversation, message) = match taking.past {
        Some(past) => {
            let mut conversation = conversations::open_past(tx, workspace, &opening, past)?;
            let message = append(tx, taking, &mut conversation, says(customer))?;
            (conversation, message)
        }
        None => conversations::open_with(tx, workspace, &opening, says(customer))?,
    };
    take_part(tx, workspace, conversation.id, &letter.writer, letter.writer.sure)?;
    // An agent who passes a mail on wrote to colleagues, not for the customer.
    if letter.passed_on_by.is_none() {
        bring_in(tx, taking, conversation.id, letter)?;
    }
    if let Some(closed) = follows {
        conversations::link(tx, workspace, conversation.id, closed)?;
    }
    Ok((conversation, message))
}

/// Whom the customer wrote to beside us takes part from the beginning.
fn bring_in(
    tx: &mut Tx<'_>,
    taking: &Taking,
    conversation: ConversationId,
    letter: &Letter,
) -> Result<(), DbError> {
    for person in letter.addresses.to.iter().chain(&letter.addresses.cc) {
        let Ok(address) = person.address.parse::<mail::EmailAddress>() else { continue };
        if taking.ours.own.have(&address) {
            continue;
        }
        let person =
            Writer { name: person.name.clone(), address: Some(address.identity()), sure: letter.writer.sure };
        take_part(tx, taking.channel.workspace_id, conversation, &person, person.sure)?;
    }
    Ok(())
}

fn take_part(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    who: &Writer,
    verified: bool,
) -> Result<(), DbError> {
    let Some(address) = who.address.clone() else { return Ok(()) };
    let row = Participant {
        workspace_id: workspace,
        conversation_id: conversation,
        address,
        name: who.name.clone(),
        verified: verified.into(),
    };
    conversations::take_part(tx, &row)
}

/// A conversation that began with what nobody has to answer waits for nobody, but says in lists what it is.
fn put_away(tx: &mut Tx<'_>, conversation: &mut Conversation, letter: &Letter) -> Result<(), DbError> {
    conversation.snippet =
        snippet_of(if letter.new_text.trim().is_empty() { &letter.text } else { &letter.new_text });
    conversation.last_author = AuthorType::Customer;
    conversation.waiting_since = None;
    conversation.unread = Flag::No;
    conversations::update(tx, conversation)
}
