//! A mail from before that somebody of the team sent: an answer, or the beginning of a conversation.

use database::blobs::Blob;
use database::{DbError, Tx, WorkspaceId};

use super::super::arrival::{Outcome, Taking, message_of};
use super::super::author::Writer;
use super::super::journal::Disposition;
use super::super::mailbox::OwnAddresses;
use super::super::reading::Letter;
use super::super::saying::evidence_of;
use super::super::threading::{Clues, Place};
use super::{place, stands};
use crate::conversations::{
    self, Author, Correspondent, Delivery, DeliveryState, MessageKind, NewFile, NewMessage, Opening,
    Participant, Past, Status,
};

/// Puts it where it belongs.
pub(in super::super) fn ours(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: &Letter,
    past: Past,
    files: Vec<NewFile>,
    raw: &Blob,
) -> Result<Outcome, DbError> {
    let workspace = taking.channel.workspace_id;
    let others = others(tx, workspace, letter)?;
    let Some(first) = others.first() else {
        let outcome = Outcome::of(Disposition::Rejected, None);
        return Ok(outcome.because("it was sent from one of our own mailboxes"));
    };
    let evidence = evidence_of(letter);
    let customer = first.address.to_lowercase();
    let clues =
        Clues { evidence: &evidence, answers: &letter.answers, key: &taking.key, writer: Some(&customer) };
    let Place { found, threading } = place(tx.db, workspace, &clues, letter)?;
    let mut conversation = match found {
        Some(found) => found,
        None => {
            let who = Writer { name: first.name.clone(), address: Some(customer), sure: true };
            let language = letter.language.map(|language| language.to_string());
            let opening = Opening {
                channel: &taking.channel,
                customer: who.recognise(tx, workspace, letter.language)?,
                subject: &letter.subject,
                status: Status::Solved,
                language: language.as_deref(),
                store: None,
                actor: "system".to_owned(),
            };
            conversations::open_past(tx, workspace, &opening, past)?
        }
    };
    for person in others {
        let row = Participant {
            workspace_id: workspace,
            conversation_id: conversation.id,
            address: person.address.to_lowercase(),
            name: person.name,
            verified: true.into(),
        };
        conversations::take_part(tx, &row)?;
    }
    let name = letter.addresses.from.as_ref().map(|from| match from.name.as_str() {
        "" => from.address.clone(),
        name => name.to_owned(),
    });
    let author = Author::Team(name.unwrap_or_default());
    let new = NewMessage {
        threading: Some(threading),
        delivery: Some(Delivery::ended(DeliveryState::Sent, None, past.at, 1)),
        authentication: None,
        ..message_of(taking, letter, author, MessageKind::Message, files, raw)
    };
    let message = conversations::append_past(tx, &mut conversation, new, past)?;
    stands(tx, taking, past, letter, &message)?;
    Ok(Outcome::of(Disposition::Stored, Some(&message)))
}

/// To whom it went beside ourselves.
fn others(tx: &mut Tx<'_>, workspace: WorkspaceId, letter: &Letter) -> Result<Vec<Correspondent>, DbError> {
    let own = OwnAddresses::of(tx.db, workspace)?;
    let is_other = |person: &&Correspondent| {
        person.address.parse::<mail::EmailAddress>().is_ok_and(|address| !own.have(&address))
    };
    let people = letter.addresses.to.iter().chain(&letter.addresses.cc);
    Ok(people.filter(is_other).cloned().collect())
}
