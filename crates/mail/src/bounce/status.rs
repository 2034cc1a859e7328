//! Enhanced status codes (RFC 3463): `5.1.1`.

use std::fmt;
use std::str::FromStr;

/// A code such as `5.1.1`: class, subject and detail.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Status {
    /// What it means for a retry.
    pub class: Class,
    /// What it is about: 1 address, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 policy.
    pub subject: u16,
    /// The exact condition within the subject.
    pub detail: u16,
}

/// The first digit of a status code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// `2`: delivered.
    Success,
    /// `4`: later it may work.
    Transient,
    /// `5`: the same mail will not be taken.
    Permanent,
}

impl Status {
    /// Whether the code says more than "something": `5.0.0` does not.
    pub fn is_specific(self) -> bool {
        self.subject != 0 || self.detail != 0
    }

    /// The first code in a text. Parts of IP addresses and version numbers are not codes.
    pub(super) fn first_in(text: &str) -> Option<Self> {
        codes_in(text).next().map(|(status, _)| status)
    }

    /// The most telling specific code in a text: the last that follows a reply code (`550 5.1.1`), since a
    /// report quotes the answer that it got after its own words, or else the first.
    pub(super) fn most_telling_in(text: &str) -> Option<Self> {
        let first = || codes_in(text).map(|(status, _)| status).find(|status| status.is_specific());
        Self::last_answer_in(text).or_else(first)
    }

    /// The last specific code that follows a reply code.
    pub(super) fn last_answer_in(text: &str) -> Option<Self> {
        codes_in(text)
            .filter(|(status, follows)| *follows && status.is_specific())
            .last()
            .map(|(status, _)| status)
    }

    /// "Delivery time expired": true, but not the cause.
    pub(super) fn is_expiry(self) -> bool {
        (self.subject, self.detail) == (4, 7)
    }
}

/// Every code in a text, in order, and whether an SMTP reply code stands right before it.
fn codes_in(text: &str) -> impl Iterator<Item = (Status, bool)> {
    let mut follows_reply = false;
    words(text).filter_map(move |word| {
        let before = std::mem::replace(&mut follows_reply, is_reply_code(word));
        word.trim_end_matches('.').parse().ok().map(|status| (status, before))
    })
}

/// Words as far as codes are concerned: `550-5.7.26` and `status=5.1.1` are two, `192.0.2.1` is one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '@')))
        .filter(|word| !word.is_empty())
}

fn is_reply_code(word: &str) -> bool {
    word.len() == 3 && word.parse::<u16>().is_ok_and(|code| (400..560).contains(&code))
}

impl FromStr for Status {
    type Err = NotAStatus;

    fn from_str(text: &str) -> Result<Self, NotAStatus> {
        let mut parts = text.split('.');
        let (Some(class), Some(subject), Some(detail), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotAStatus);
        };
        let class = match class {
            "2" => Class::Success,
            "4" => Class::Transient,
            "5" => Class::Permanent,
            _ => return Err(NotAStatus),
        };
        let number = |part: &str| {
            let is_number = !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
            if is_number { part.parse().map_err(|_| NotAStatus) } else { Err(NotAStatus) }
        };
        let (subject, detail) = (number(subject)?, number(detail)?);
        if subject > 7 {
            return Err(NotAStatus);
        }
        Ok(Self { class, subject, detail })
    }
}

/// The text is not a status code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an enhanced status code")]
pub struct NotAStatus;

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = match self.class {
            Class::Success => 2,
            Class::Transient => 4,
            Class::Permanent => 5,
        };
        write!(f, "{class}.{}.{}", self.subject, self.detail)
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The first SMTP reply code in a text (RFC 5321 §4.2): three digits that begin with 4 or 5.
pub(super) fn reply_code_in(text: &str) -> Option<u16> {
    words(text).find(|word| is_reply_code(word)).and_then(|word| word.parse().ok())
}
