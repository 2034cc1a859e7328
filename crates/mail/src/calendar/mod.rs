//! Invitations and their answers (iCalendar, RFC 5545 and RFC 5546), read for a reader: what, when, where, who.
//!
//! Nothing is computed that an agent does not see: of a repeating event only the first time is told, and that it repeats.

mod lines;
mod zone;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use self::lines::{Component, Property};
use self::zone::Zones;
use crate::address::{EmailAddress, Mailbox};

/// Most people listed; the file has the others.
const MOST_PEOPLE: usize = 100;
/// Longest text kept of one property, in bytes.
const LONGEST_TEXT: usize = 8 << 10;
/// Largest file read, in bytes.
const LARGEST: usize = 4 << 20;

/// One event, as an invitation or its answer tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What the mail wants with it.
    pub method: Method,
    /// What it is called; may be empty.
    pub title: String,
    /// When it begins.
    pub start: When,
    /// When it ends, where that is said. Of whole days it is the first day after it.
    pub end: Option<When>,
    /// How often it comes again.
    pub repeats: Option<Frequency>,
    /// Where it is held: a place, a link.
    pub location: String,
    /// What is said about it.
    pub description: String,
    /// Who invites.
    pub organizer: Option<Mailbox>,
    /// Who is invited, or who answers.
    pub attendees: Vec<Attendee>,
    /// Whether the event itself is called off, whatever the method says.
    pub is_cancelled: bool,
}

/// What a calendar mail is for (RFC 5546 §1.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// For information.
    #[default]
    Publish,
    /// An invitation, or a change of one.
    Request,
    /// Somebody's answer to an invitation.
    Reply,
    /// Another time is proposed.
    Counter,
    /// It is called off.
    Cancel,
}

/// A time as a calendar says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A whole day.
    Day(Date),
    /// A moment.
    At(Timestamp),
    /// A time on the wall of whoever reads it, or of a place whose zone is not said.
    Local(DateTime),
}

/// How often an event comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// Somebody who is invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// Who.
    pub mailbox: Mailbox,
    /// What they said to it.
    pub answer: Answer,
}

/// An answer to an invitation (`PARTSTAT`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Answer {
    #[default]
    Open,
    Accepted,
    Tentative,
    Declined,
}

/// Reads the first event of a calendar file; `None` where there is none or nobody could say when it is.
///
/// The time it takes grows with the length of the file, of which at most 4 MiB are read.
pub fn read(bytes: &[u8]) -> Option<Event> {
    let text = crate::charset::decode(&bytes[..bytes.len().min(LARGEST)], Some("utf-8"));
    let calendar = lines::read(&text);
    let zones = Zones::of(&calendar.zones);
    let event = calendar.events.first()?;
    let start = zones.when(event.get("DTSTART")?)?;
    let end = event.get("DTEND").and_then(|property| zones.when(property)).or_else(|| after(event, start));
    let people = event.all("ATTENDEE").filter_map(attendee).take(MOST_PEOPLE).collect();
    Some(Event {
        method: method(calendar.method.as_deref().unwrap_or_default()),
        title: text_of(event, "SUMMARY"),
        start,
        end,
        repeats: event.get("RRULE").and_then(|rule| frequency(&rule.value)),
        location: text_of(event, "LOCATION"),
        description: text_of(event, "DESCRIPTION"),
        organizer: event.get("ORGANIZER").and_then(mailbox),
        attendees: people,
        is_cancelled: event
            .get("STATUS")
            .is_some_and(|status| status.value.eq_ignore_ascii_case("CANCELLED")),
    })
}

fn method(word: &str) -> Method {
    match word.to_ascii_uppercase().as_str() {
        "REQUEST" | "ADD" => Method::Request,
        "REPLY" => Method::Reply,
        "COUNTER" => Method::Counter,
        "CANCEL" => Method::Cancel,
        _ => Method::Publish,
    }
}

fn frequency(rule: &str) -> Option<Frequency> {
    let frequency = rule.split(';').find_map(|part| part.trim().strip_prefix("FREQ="))?;
    match frequency {
        "DAILY" => Some(Frequency::Daily),
        "WEEKLY" => Some(Frequency::Weekly),
        "MONTHLY" => Some(Frequency::Monthly),
        "YEARLY" => Some(Frequency::Yearly),
        _ => None,
    }
}

/// The end of an event that says how long it takes.
fn after(event: &Component, start: When) -> Option<When> {
    let span: jiff::Span = event.get("DURATION")?.value.parse().ok()?;
    Some(match start {
        When::Day(day) => When::Day(day.checked_add(span).ok()?),
        When::At(at) => When::At(at.to_zoned(jiff::tz::TimeZone::UTC).checked_add(span).ok()?.timestamp()),
        When::Local(at) => When::Local(at.checked_add(span).ok()?),
    })
}

/// A text on its own lines, its escapes undone (RFC 5545 §3.3.11).
fn text_of(event: &Component, name: &str) -> String {
    let Some(property) = event.get(name) else { return String::new() };
    let value = &property.value[..property.value.floor_char_boundary(LONGEST_TEXT)];
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(escaped) => text.push(escaped),
                None => {}
            },
            c if c.is_control() && c != '\t' => {}
            c => text.push(c),
        }
    }
    text.trim().to_owned()
}

fn mailbox(property: &Property) -> Option<Mailbox> {
    let value = property.value.trim();
    let address = value.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:")).map(|_| &value[7..]);
    let address: EmailAddress =
        address.or_else(|| property.parameter("EMAIL")).unwrap_or(value).parse().ok()?;
    Some(Mailbox::new(property.parameter("CN"), address))
}

fn attendee(property: &Property) -> Option<Attendee> {
    let answer = match property.parameter("PARTSTAT").unwrap_or_default().to_ascii_uppercase().as_str() {
        "ACCEPTED" => Answer::Accepted,
        "TENTATIVE" => Answer::Tentative,
        "DECLINED" => Answer::Declined,
        _ => Answer::Open,
    };
    Some(Attendee { mailbox: mailbox(property)?, answer })
}
