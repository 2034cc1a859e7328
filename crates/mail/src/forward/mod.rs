//! A mail that somebody passes on: who wrote it first, when, about what.
//!
//! An agent who forwards a customer's mail to the desk means that the desk should answer the customer. What the forwarded
//! headers say was typed by a mail program and could be typed by anybody: it names an author and proves nothing.

use jiff::Timestamp;

use crate::address::{EmailAddress, Mailbox};
use crate::attachment::{Attachment, AttachmentKind};
use crate::parse::{self, Email, Limits};
use crate::reply::{self, EmbeddedMail, Field};

const FORWARDS: &str = include_str!("subjects.txt");
const ANSWERS: &str = include_str!("answers.txt");
/// Most prefixes taken off one subject.
const MOST_PREFIXES: usize = 20;

/// The mail that was passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forwarded {
    /// Who wrote it, as the mail that passes it on says.
    pub author: Mailbox,
    /// Its subject; that of the mail that passes it on, without its prefix, where it says none.
    pub subject: String,
    /// When it was sent, where that can be told with certainty.
    pub sent_at: Option<Timestamp>,
    /// When it was sent in the words of the mail program that passed it on; empty where it says nothing.
    pub date: String,
    /// What its author wrote.
    pub text: String,
    /// The same as HTML, where the whole mail was attached. Not safe to show.
    pub html: Option<String>,
    /// The files of a mail that was attached.
    pub attachments: Vec<Attachment>,
    /// What was written above it by who passed it on.
    pub note: String,
}

/// The mail that this one passes on; `None` for any other mail, and where nobody could say who wrote it.
///
/// A mail passes on another one that is attached, or that stands below its headers in the text, unless the subject says
/// that this is an answer: mail programs put the same headers above what they quote.
pub fn forwarded(email: &Email, limits: &Limits) -> Option<Forwarded> {
    let kind = kind_of(&email.subject);
    if kind == Kind::Answer || email.media_type.name == "multipart/report" {
        return None;
    }
    attached(email, limits).or_else(|| {
        let embedded = reply::embedded(&email.text)?;
        let is_forward = kind == Kind::Forward || embedded.has_banner || embedded.above.trim().is_empty();
        is_forward.then(|| written_out(email, &embedded)).flatten()
    })
}

/// The subject without the prefixes of mail programs: `Fwd: İLT: Siparişim` is about `Siparişim`.
pub fn bare_subject(subject: &str) -> &str {
    let mut rest = subject.trim();
    for _ in 0..MOST_PREFIXES {
        match prefix(rest) {
            Some((_, after)) => rest = after,
            None => break,
        }
    }
    rest
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Forward,
    Answer,
    Other,
}

fn kind_of(subject: &str) -> Kind {
    prefix(subject.trim()).map_or(Kind::Other, |(kind, _)| kind)
}

/// The outermost prefix, and what stands behind it. Some programs count (`Fwd[2]:`) or set brackets (`[Fwd: …]`).
fn prefix(subject: &str) -> Option<(Kind, &str)> {
    let inside = subject.strip_prefix('[').unwrap_or(subject);
    let (word, after) = inside.split_once([':', '：'])?;
    if word.chars().count() > 20 {
        return None;
    }
    let word = word.split(['[', '(']).next().unwrap_or_default();
    let word =
        word.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || is_mark(c)).to_lowercase();
    let is_one = |table: &str| words(table).any(|known| known == word);
    let kind = if is_one(FORWARDS) {
        Kind::Forward
    } else if is_one(ANSWERS) {
        Kind::Answer
    } else {
        return None;
    };
    Some((kind, after.trim()))
}

/// Marks of direction, which Persian programs set before the colon.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn words(table: &str) -> impl Iterator<Item = &str> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).flat_map(|(_, words)| words.split(", "))
}

fn attached(email: &Email, limits: &Limits) -> Option<Forwarded> {
    let file = email.attachments.iter().find(|file| file.kind == AttachmentKind::Mail)?;
    let inner = file.open(limits).ok()?;
    Some(Forwarded {
        author: inner.from.first().or(inner.sender.as_ref())?.clone(),
        subject: if inner.subject.is_empty() {
            bare_subject(&email.subject).to_owned()
        } else {
            inner.subject
        },
        sent_at: inner.sent_at,
        date: inner.headers.get("Date").unwrap_or_default().to_owned(),
        text: inner.text,
        html: inner.html,
        attachments: inner.attachments,
        note: email.text.trim().to_owned(),
    })
}

fn written_out(email: &Email, embedded: &EmbeddedMail) -> Option<Forwarded> {
    let said = |wanted: Field| {
        embedded.fields.iter().find(|(field, _)| *field == wanted).map_or("", |(_, value)| value.as_str())
    };
    let subject = said(Field::Subject);
    Some(Forwarded {
        author: mailbox(said(Field::From))?,
        subject: if subject.is_empty() { bare_subject(&email.subject) } else { subject }.to_owned(),
        sent_at: Some(said(Field::Date)).filter(|date| has_offset(date)).and_then(parse::date),
        date: said(Field::Date).to_owned(),
        text: embedded.body.clone(),
        html: None,
        attachments: Vec::new(),
        note: embedded.above.clone(),
    })
}

/// `Ayşe Demir <ayse@posta.example>`, `ayse@posta.example [mailto:…]`, `"Ayşe" (ayse@posta.example)`.
fn mailbox(value: &str) -> Option<Mailbox> {
    let ends = |c: char| c.is_whitespace() || "<>[]()\"',;:".contains(c);
    let (at, address) = value.match_indices('@').find_map(|(at, _)| {
        let start = value[..at]
            .rfind(ends)
            .map_or(0, |before| before + value[before..].chars().next().map_or(1, char::len_utf8));
        let end = value[at..].find(ends).map_or(value.len(), |length| at + length);
        let address: EmailAddress = value[start..end].trim_end_matches('.').parse().ok()?;
        Some((start, address))
    })?;
    let name = value[..at]
        .trim_end_matches("mailto:")
        .trim_matches(|c: char| c.is_whitespace() || is_mark(c) || "<[(\"'*".contains(c));
    let name = name.split(['<', '[', '(']).next().unwrap_or_default().trim_matches(['"', '\'', ' ']);
    Some(Mailbox::new(Some(name), address))
}

/// Whether a date says how far from Greenwich its clock was: without that nobody can tell the moment.
fn has_offset(date: &str) -> bool {
    date.split_whitespace().any(|word| {
        let digits = word.strip_prefix(['+', '-']).unwrap_or_default();
        digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}
