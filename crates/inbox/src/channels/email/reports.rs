//! What other machines tell of mails of ours: it bounced, it was called spam, it was read.
//!
//! Only a report that names a mail of ours by its signed Message-ID or comes to its signed envelope sender, and a person whom
//! that mail went to, is believed; anybody can write the rest.

use database::blobs::Blob;
use database::{DbError, Tx};
use mail::EmailAddress;
use mail::bounce::{Action, Bounce, BouncedRecipient, Hardness};
use mail::classify::{Complaint, ComplaintKind, ReadReceipt};
use people::customers::{self, EmailState};

use super::arrival::{Outcome, Taking, message_of};
use super::journal::Disposition;
use super::reading::Letter;
use super::suppression::{Suppressed, Why, suppress, suppressed};
use super::threading;
use crate::conversations::{
    self, Author, Correspondent, Delivery, DeliveryState, Message, MessageKind, NewFile, NewMessage,
    Threading,
};

const NO_MAIL_OF_OURS: &str = "it names no mail that was sent from here";

/// A mail of ours was not delivered, or not yet, or was.
pub(super) fn bounced(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: &Letter,
    bounce: &Bounce,
    files: Vec<NewFile>,
    raw: &Blob,
) -> Result<Outcome, DbError> {
    let Some(message) = reported(tx, taking, letter, bounce.original_message_id.as_ref())? else {
        return Ok(Outcome::of(Disposition::Bounce, None).because(NO_MAIL_OF_OURS));
    };
    let mut delivery = message.delivery.clone();
    for told in &told_of(bounce, letter.returned.as_ref().and_then(|own| own.recipient.as_ref())) {
        let Some((person, is_addressee)) = addressee(&message, told.address.as_ref()) else { continue };
        delivery = Some(what_became(delivery, told, is_addressee, &person, tx.now));
        if told.action == Action::Failed {
            let words = told.diagnostic.replace('\0', "");
            match told.hardness {
                Hardness::Hard => no_more(tx, &message, &person, Why::HardBounce, Some(words))?,
                Hardness::Soft => {
                    let (address, state) = (person.address.to_lowercase(), EmailState::SoftBounce);
                    if suppressed(tx.db, message.workspace_id, std::slice::from_ref(&address))?.is_empty() {
                        customers::mark_email(tx, message.workspace_id, &address, state, Some(&words))?;
                    }
                }
            }
        }
    }
    if let Some(delivery) = delivery.filter(|delivery| message.delivery.as_ref() != Some(delivery)) {
        conversations::delivered(tx, message.clone(), delivery)?;
    }
    append(tx, taking, letter, &message, MessageKind::Bounce, files, raw)
}

/// What a report says, by recipient. One that came to an address which names a recipient is about that one, whatever it says.
/// Where it names another, the mail was passed on, and what is said of that address condemns not the one that we know.
fn told_of(bounce: &Bounce, recipient: Option<&EmailAddress>) -> Vec<BouncedRecipient> {
    let Some(recipient) = recipient else { return bounce.recipients.clone() };
    let is_own = |told: &&BouncedRecipient| {
        told.address.as_ref().is_some_and(|address| address.is_same_mailbox(recipient))
    };
    let all = &bounce.recipients;
    let own = all.iter().find(is_own);
    let found = own.or_else(|| all.iter().find(|told| told.action == Action::Failed)).or_else(|| all.first());
    let about = |told: &BouncedRecipient| BouncedRecipient {
        hardness: if own.is_some() || told.address.is_none() { told.hardness } else { Hardness::Soft },
        address: Some(recipient.clone()),
        ..told.clone()
    };
    found.map(about).into_iter().collect()
}

/// Nothing more is sent to somebody, until a person lifts that.
fn no_more(
    tx: &mut Tx<'_>,
    about: &Message,
    person: &Correspondent,
    why: Why,
    detail: Option<String>,
) -> Result<(), DbError> {
    let row = Suppressed {
        workspace_id: about.workspace_id,
        address: person.address.to_lowercase(),
        why,
        detail,
        message_id: Some(about.id),
        created_at: tx.now,
    };
    suppress(tx, &row)
}

/// How far our mail has come by what is told of one recipient. Who reads a copy failing leaves the mail itself delivered.
fn what_became(
    before: Option<Delivery>,
    told: &BouncedRecipient,
    is_addressee: bool,
    person: &Correspondent,
    now: database::Time,
) -> Delivery {
    let before = before.unwrap_or_else(|| Delivery::ended(DeliveryState::Sent, None, now, 1));
    let said = told.diagnostic.replace('\0', "");
    let words = match said.as_str() {
        "" => person.address.clone(),
        said => format!("{}: {said}", person.address),
    };
    let recipients = before.recipients.clone();
    let mut after = match told.action {
        Action::Failed if is_addressee => {
            Delivery::ended(DeliveryState::Failed, Some(words), now, before.attempts)
        }
        Action::Failed | Action::Delayed => Delivery { reason: Some(words), ..before },
        Action::Delivered | Action::Relayed | Action::Expanded => match before.state {
            DeliveryState::Failed => before,
            DeliveryState::Queued | DeliveryState::Sent | DeliveryState::Delivered => {
                Delivery::ended(DeliveryState::Delivered, None, now, before.attempts)
            }
        },
    };
    after.recipients = recipients;
    if told.action == Action::Failed {
        after.note(&person.address, DeliveryState::Failed, Some(said).filter(|said| !said.is_empty()), now);
    }
    after
}

/// A recipient calls a mail of ours spam.
pub(super) fn complained(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: &Letter,
    complaint: &Complaint,
    files: Vec<NewFile>,
    raw: &Blob,
) -> Result<Outcome, DbError> {
    let Some(message) = reported(tx, taking, letter, complaint.original_message_id.as_ref())? else {
        return Ok(Outcome::of(Disposition::Complaint, None).because(NO_MAIL_OF_OURS));
    };
    let is_against_us = match complaint.kind {
        ComplaintKind::NotSpam => false,
        ComplaintKind::Abuse
        | ComplaintKind::Fraud
        | ComplaintKind::Virus
        | ComplaintKind::OptOut
        | ComplaintKind::Other => true,
    };
    if let Some((person, _)) = addressee(&message, complaint.recipient.as_ref()).filter(|_| is_against_us) {
        no_more(tx, &message, &person, Why::Complaint, None)?;
    }
    append(tx, taking, letter, &message, MessageKind::Complaint, files, raw)
}

/// A recipient has a mail of ours on the screen.
pub(super) fn read(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: &Letter,
    receipt: &ReadReceipt,
) -> Result<Outcome, DbError> {
    let Some(mut message) = reported(tx, taking, letter, receipt.original_message_id.as_ref())? else {
        return Ok(Outcome::of(Disposition::AutoReply, None).because(NO_MAIL_OF_OURS));
    };
    let outcome = Outcome::of(Disposition::AutoReply, Some(&message)).because("a read receipt");
    if receipt.was_displayed && message.seen_at.is_none() {
        message.seen_at = Some(tx.now);
        let attempts = message.delivery.as_ref().map_or(1, |delivery| delivery.attempts);
        let delivery = Delivery::ended(DeliveryState::Delivered, None, tx.now, attempts);
        conversations::delivered(tx, message, delivery)?;
    }
    Ok(outcome)
}

/// The mail of ours that a report is about. Reports of old systems name it only in their text.
fn reported(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: &Letter,
    named: Option<&mail::MessageId>,
) -> Result<Option<Message>, DbError> {
    /// Beginning of a report's text that is searched, in bytes.
    const SEARCHED: usize = 32 * 1024;
    let in_text = || mail::MessageId::all_in(&super::reading::fit(&letter.text, SEARCHED));
    let signed = |id: &mail::MessageId| taking.key.own_message_id(id).map(|own| own.message);
    let own = letter
        .returned
        .as_ref()
        .map(|returned| returned.message)
        .or_else(|| named.into_iter().chain(&letter.answers).find_map(signed))
        .or_else(|| in_text().iter().find_map(signed));
    match own {
        Some(own) => {
            let message = threading::message_of(tx.db, taking.channel.workspace_id, own)?;
            Ok(message.filter(|message| message.delivery.is_some()))
        }
        None => Ok(None),
    }
}

/// The person of this address among those whom our mail went to, and whether it went to them in the first place. A report
/// without an address is about the only one there is.
fn addressee(message: &Message, address: Option<&mail::EmailAddress>) -> Option<(Correspondent, bool)> {
    let to = message.addresses.to.iter().map(|person| (person, true));
    let copies = message.addresses.cc.iter().chain(&message.addresses.bcc).map(|person| (person, false));
    let mut all = to.chain(copies);
    let found = match address {
        Some(address) => all.find(|(person, _)| person.address.eq_ignore_ascii_case(address.as_str())),
        None => all.next().filter(|_| all.next().is_none()),
    };
    found.map(|(person, is_addressee)| (person.clone(), is_addressee))
}

/// The report stands below the mail that it is about; it changes neither status nor clocks.
fn append(
    tx: &mut Tx<'_>,
    taking: &Taking,
    letter: &Letter,
    about: &Message,
    kind: MessageKind,
    files: Vec<NewFile>,
    raw: &Blob,
) -> Result<Outcome, DbError> {
    let disposition =
        if kind == MessageKind::Complaint { Disposition::Complaint } else { Disposition::Bounce };
    let Some(mut conversation) = conversations::living(tx.db, about.workspace_id, about.conversation_id)?
    else {
        return Ok(Outcome::of(disposition, Some(about)));
    };
    let evidence = if letter.returned.is_some() { "bounce_address" } else { "own_message_id" };
    let threading = Threading { evidence: evidence.to_owned(), detail: Some(about.id.to_string()) };
    let new = NewMessage {
        threading: Some(threading),
        ..message_of(taking, letter, Author::System, kind, files, raw)
    };
    let message = conversations::append(tx, &mut conversation, new)?;
    Ok(Outcome::of(disposition, Some(&message)))
}
