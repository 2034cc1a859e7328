//! The mails of documents, one after the other.

use std::io::{self, BufRead, Read};

use database::Time;
use mail::mbox::{self, Contents, Mbox};

use super::import::{Place, SkipReason};
use super::material::{Document, Opener};
use crate::channels::email::reading::LARGEST_READ;

/// Something that was found, and where reading goes on behind it.
#[derive(Debug)]
pub(super) struct Item {
    /// The file, with the path within.
    pub document: String,
    /// Bytes from its beginning, and the line.
    pub at: (u64, u64),
    pub what: What,
    /// Where reading goes on.
    pub next: Place,
    /// Bytes of all documents that are behind.
    pub done: u64,
}

/// What was found.
#[derive(Debug)]
pub(super) enum What {
    /// A mail, and when it was delivered, as the file says.
    Mail(Vec<u8>, Option<Time>),
    /// Nothing that can be taken.
    Skip(SkipReason, Option<String>),
    /// A document has ended.
    End,
}

/// Reads from a place on, until all was read or nobody takes what is found (`give` says `false`).
pub(super) fn read(documents: &[Document], from: &Place, give: &mut dyn FnMut(Item) -> bool) {
    let mut opener = Opener::default();
    let mut before: u64 = 0;
    for (number, document) in (0_u64..).zip(documents) {
        let begins = before;
        before = before.saturating_add(document.size);
        if number < from.document {
            continue;
        }
        let (offset, line) = if number == from.document { (from.offset, from.line) } else { (0, 1) };
        let mut reading = Reading { document, number, begins, give };
        let ended = match opener.read(document, offset, |reader| reading.all(reader, (offset, line))) {
            Ok(taken) => taken,
            Err(cause) => reading.found((offset, line), None, unreadable(&cause)),
        };
        let next = Place { document: number + 1, offset: 0, line: 1 };
        let end = Item {
            document: document.name.clone(),
            at: (document.size, 0),
            what: What::End,
            next,
            done: before,
        };
        if !ended || !(reading.give)(end) {
            return;
        }
    }
}

fn unreadable(cause: &io::Error) -> What {
    What::Skip(SkipReason::Unreadable, Some(cause.to_string()))
}

struct Reading<'a> {
    document: &'a Document,
    number: u64,
    begins: u64,
    give: &'a mut dyn FnMut(Item) -> bool,
}

impl Reading<'_> {
    /// Hands on what was found; `end`: where the next begins, where that is known.
    fn found(&mut self, at: (u64, u64), end: Option<(u64, u64)>, what: What) -> bool {
        let (next, behind) = match end {
            Some((offset, line)) => (Place { document: self.number, offset, line }, offset),
            None => (Place { document: self.number + 1, offset: 0, line: 1 }, self.document.size),
        };
        let done = self.begins.saturating_add(behind);
        (self.give)(Item { document: self.document.name.clone(), at, what, next, done })
    }

    fn all(&mut self, reader: &mut dyn BufRead, from: (u64, u64)) -> io::Result<bool> {
        let begin = reader.fill_buf()?;
        if from.0 > 0 || begin.starts_with(b"From ") {
            return self.mbox(reader, from);
        }
        if begin.is_empty() {
            return Ok(true);
        }
        let mut bytes = Vec::new();
        let limit = u64::try_from(LARGEST_READ).unwrap_or(u64::MAX);
        if !is_mail(begin) {
            return Ok(self.found(from, None, What::Skip(SkipReason::NotAMail, None)));
        }
        reader.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() > LARGEST_READ {
            let detail = Some(format!("{} bytes", self.document.size));
            return Ok(self.found(from, None, What::Skip(SkipReason::TooLarge, detail)));
        }
        Ok(self.found(from, None, What::Mail(mbox::with_line_ends_of_mail(&bytes), None)))
    }

    fn mbox(&mut self, reader: &mut dyn BufRead, from: (u64, u64)) -> io::Result<bool> {
        let mut mbox = Mbox::new(reader, from, LARGEST_READ);
        while let Some(found) = mbox.next_mail()? {
            let delivered = mbox::delivered_at(&found.postmark).map(Time::from);
            let what = match found.mail {
                Contents::Whole(bytes) if is_mail(&bytes) => What::Mail(bytes, delivered),
                Contents::Whole(_) => What::Skip(SkipReason::NotAMail, None),
                Contents::TooLarge(size) => What::Skip(SkipReason::TooLarge, Some(format!("{size} bytes"))),
            };
            if !self.found((found.offset, found.line), Some((found.end, found.end_line)), what) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Whether bytes begin as a mail does: with the name of a header field and a colon (RFC 5322 §2.2).
fn is_mail(bytes: &[u8]) -> bool {
    /// Longest name of a field.
    const NAME: usize = 77;
    let begin = &bytes[..bytes.len().min(NAME)];
    let name = begin.split(|byte| *byte == b':').next().unwrap_or_default();
    let name = name.trim_ascii_end();
    !name.is_empty() && name.len() < begin.len() && name.iter().all(|byte| (33..=126).contains(byte))
}

#[cfg(test)]
mod tests {
    use super::is_mail;

    #[test]
    fn a_mail_begins_with_the_name_of_a_field() {
        for mail in ["Subject: x", "Return-Path:<>", "From : a@x.example"] {
            assert!(is_mail(mail.as_bytes()), "{mail}");
        }
        for none in ["", "just words: here", "\u{1}\u{2}:", ": x", "no colon", "{ \"a\": 1}"] {
            assert!(!is_mail(none.as_bytes()), "{none}");
        }
    }
}
