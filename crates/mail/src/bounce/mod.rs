//! Delivery failures: which recipient, why, and whether trying again makes sense.

mod address_scan;
mod reason;
mod recognize;
mod report;
mod status;
mod transcript;
mod words;

pub use self::reason::BounceReason;
pub(crate) use self::recognize::{is_from_mail_system, is_unreturnable, sign_of_bounce};
pub use self::status::{Class, NotAStatus, Status};

use crate::address::EmailAddress;
use crate::message_id::MessageId;
use crate::parse::{Email, Headers, Limits};

/// A delivery report: failures and delays, one entry for each recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// The recipients that the report is about. Empty only where it names none.
    pub recipients: Vec<BouncedRecipient>,
    /// The identifier of the mail that was not delivered, from the returned headers.
    pub original_message_id: Option<MessageId>,
}

/// What happened to a mail on its way to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BouncedRecipient {
    /// To whom it was sent; `None` where the report gives only a reason.
    pub address: Option<EmailAddress>,
    /// What the mail system did.
    pub action: Action,
    /// The code that the report states, if it states one.
    pub status: Option<Status>,
    /// Why, as far as code and words tell.
    pub reason: BounceReason,
    /// What the receiving system said, on one line, for people to read.
    pub diagnostic: String,
    /// Whether the address is to be used again.
    pub hardness: Hardness,
}

/// What a mail system did with a mail (RFC 3464 §2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Given up.
    Failed,
    /// Still being tried.
    Delayed,
    /// Delivered, reported because the sender asked for it.
    Delivered,
    /// Handed to a system that makes no reports.
    Relayed,
    /// Delivered to a list of several.
    Expanded,
}

/// Whether an address is good for another mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hardness {
    /// The address does not exist or will not take mail again: stop using it.
    Hard,
    /// The mailbox is full, the mail was refused, the server was away: the address may still be good.
    Soft,
}

impl Action {
    fn named(name: &str) -> Option<Self> {
        match name.split([' ', ';', '(']).next()?.to_ascii_lowercase().as_str() {
            "failed" | "failure" | "expired" => Some(Self::Failed),
            "delayed" | "deferred" => Some(Self::Delayed),
            "delivered" => Some(Self::Delivered),
            "relayed" => Some(Self::Relayed),
            "expanded" => Some(Self::Expanded),
            _ => None,
        }
    }
}

impl BouncedRecipient {
    /// The stated code, or where none is stated one that stands for the reason: `x.0.9NN`, a private range
    /// that no mail system sends. The numbers are those which bounce analysers conventionally use, so
    /// that figures can be compared.
    pub fn status_or_inferred(&self) -> Status {
        self.status.unwrap_or_else(|| self.reason.inferred_status(self.class()))
    }

    /// From the server's reply code, or from words about retries; permanent where nothing is said.
    fn class(&self) -> Class {
        let said = self.diagnostic.to_lowercase();
        let was_retried = ["failing for a long time", "details of temporary failure", "full: retry timeout"]
            .iter()
            .any(|words| said.contains(words));
        match status::reply_code_in(&said) {
            Some(code) if code < 500 => Class::Transient,
            None if was_retried => Class::Transient,
            Some(_) | None => Class::Permanent,
        }
    }
}

impl Bounce {
    /// Reads a mail that was recognized as a delivery report.
    pub fn read(email: &Email) -> Self {
        let told = &email.text[..email.text.floor_char_boundary(LONGEST_PROSE)];
        let transcript = transcript::split(told);
        let mut recipients = from_report(email, transcript.report);
        if recipients.is_empty()
            && let Some(inner) = report_inside(email)
        {
            return Self::read(&inner);
        }
        let attached = report::original(email).map(|original| Headers::parse(&original.bytes));
        let original = attached.unwrap_or(transcript.original);
        if recipients.is_empty() {
            recipients = from_text(email, transcript.report, &original);
        }
        let original_message_id =
            original.get("Message-ID").and_then(|value| MessageId::all_in(value).into_iter().next());
        Self { recipients, original_message_id }
    }
}

/// A gateway's report around the report of the system behind it.
fn report_inside(email: &Email) -> Option<Email> {
    let limits = Limits { depth: 3, ..Limits::default() };
    let inner = report::original(email)?.open(&limits).ok()?;
    inner.media_type.is_report("delivery-status").then_some(inner)
}

fn from_report(email: &Email, text: &str) -> Vec<BouncedRecipient> {
    let mut entries = report::entries(email);
    entries.truncate(MOST_RECIPIENTS);
    let known: Vec<EmailAddress> = entries.iter().filter_map(|entry| entry.recipient.clone()).collect();
    let passages = transcript::passages(text, &known, &[]);
    entries
        .into_iter()
        .map(|entry| {
            let passage = entry.recipient.as_ref().and_then(|address| {
                passages.iter().find(|passage| passage.recipient.is_same_mailbox(address))
            });
            let prose = passage.map_or(text, |passage| &passage.text);
            let words = if entry.diagnostic.is_empty() { prose } else { &entry.diagnostic };
            let action = entry.action.unwrap_or(Action::Failed);
            recipient(entry.recipient, action, entry.status, words, prose)
        })
        .collect()
}

fn from_text(email: &Email, text: &str, original: &Headers) -> Vec<BouncedRecipient> {
    let known = failed_recipients(email);
    let senders: Vec<EmailAddress> = email
        .to
        .iter()
        .chain(&email.from)
        .map(|mailbox| mailbox.address.clone())
        .chain(authors(original))
        .collect();
    let action =
        if recognize::tells_of_delay(&email.subject, text) { Action::Delayed } else { Action::Failed };
    let mut passages = transcript::passages(text, &known, &senders);
    passages.truncate(MOST_RECIPIENTS);
    if !passages.is_empty() {
        return passages
            .into_iter()
            .map(|passage| recipient(Some(passage.recipient), action, None, &passage.text, text))
            .collect();
    }
    let addressees = || original.all("To").flat_map(address_scan::scan).map(|found| found.address).next();
    let address = known.into_iter().next().or_else(addressees);
    vec![recipient(address, action, None, text, text)]
}

/// Who sent the returned mail.
fn authors(original: &Headers) -> impl Iterator<Item = EmailAddress> {
    ["Return-Path", "From"]
        .into_iter()
        .filter_map(|name| original.get(name))
        .flat_map(address_scan::scan)
        .map(|found| found.address)
}

/// `X-Failed-Recipients`, an Exim header that others took over.
fn failed_recipients(email: &Email) -> Vec<EmailAddress> {
    email
        .headers
        .all("X-Failed-Recipients")
        .flat_map(|value| value.split([',', ' ']))
        .filter_map(|address| address.parse().ok())
        .collect()
}

fn recipient(
    address: Option<EmailAddress>,
    action: Action,
    field: Option<Status>,
    words: &str,
    prose: &str,
) -> BouncedRecipient {
    let diagnostic = on_one_line(words);
    let spoken = Status::most_telling_in(&diagnostic).map(|spoken| match Status::last_answer_in(prose) {
        Some(cause) if spoken.is_expiry() => cause,
        Some(_) | None => spoken,
    });
    // What the refusing server said is closer to the truth than what the reporting one made of it.
    let status = spoken.or(field).or_else(|| Status::first_in(&diagnostic));
    let reason =
        BounceReason::find(&diagnostic, &on_one_line(prose), status).unwrap_or(BounceReason::Undefined);
    // A mail that is still being tried, or has arrived, condemns no address.
    let hardness = if action == Action::Failed { reason.hardness() } else { Hardness::Soft };
    BouncedRecipient { address, action, status, reason, hardness, diagnostic }
}

/// Longest diagnostic kept, in characters.
const LONGEST_DIAGNOSTIC: usize = 2_000;
/// How much of a report's words is read, in bytes: behind that stands at most the mail that came back.
const LONGEST_PROSE: usize = 128 * 1024;
/// Recipients that are read of one report; no mail of ours has more.
const MOST_RECIPIENTS: usize = 200;

fn on_one_line(text: &str) -> String {
    let mut line = String::new();
    let mut left = LONGEST_DIAGNOSTIC;
    for word in text.split_whitespace() {
        if left == 0 {
            break;
        }
        if !line.is_empty() {
            line.push(' ');
            left -= 1;
        }
        let before = line.len();
        line.extend(word.chars().take(left));
        left -= line[before..].chars().count();
    }
    line
}
