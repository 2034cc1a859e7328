//! The mails of an mbox file, one after the other, however large the file is.
//!
//! An mbox has no one form (RFC 4155 names the common ground). A mail begins with a line `From `, and lines of its text that
//! look like one are written `>From ` (mboxo, mboxrd), or the mail tells how long it is by `Content-Length` (mboxcl). Both
//! are read; a length that leads nowhere is not believed.

use std::io::{self, BufRead};

/// A mail in an mbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where its `From ` line, or itself, begins: bytes from the beginning.
    pub offset: u64,
    /// The same in lines, counted from one.
    pub line: u64,
    /// Where the next one begins.
    pub end: u64,
    /// The line behind that.
    pub end_line: u64,
    /// What the `From ` line says behind the word: an address and a time.
    pub postmark: String,
    /// What it is.
    pub mail: Contents,
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contents {
    /// A mail, its lines ended by CRLF, `>From ` unquoted.
    Whole(Vec<u8>),
    /// It is larger than the limit; so many bytes were passed over.
    TooLarge(u64),
}

/// Longest part of a line that is held at once, in bytes; longer lines come in parts.
const PART: usize = 64 * 1024;

/// Reads the mails of an mbox.
#[derive(Debug)]
pub struct Mbox<R> {
    reader: R,
    largest: usize,
    /// Bytes that were read and are to be read again, from `back_at` on.
    back: Vec<u8>,
    back_at: usize,
    /// Where the next line begins.
    offset: u64,
    line: u64,
    /// The `From ` line that was read and whose mail follows.
    ahead: Option<Postmark>,
    began: bool,
}

/// A `From ` line.
#[derive(Debug, Clone)]
struct Postmark {
    offset: u64,
    line: u64,
    text: String,
}

/// What was read of a mail so far.
#[derive(Debug, Default)]
struct Reading {
    bytes: Vec<u8>,
    /// Bytes of the mail, also those that are not held.
    size: u64,
    /// Where the body begins in `bytes`, once the header has ended.
    body: Option<usize>,
    /// How long the body is by its own word.
    length: Option<usize>,
    /// The first line in a body of told length that looks like the beginning of another mail.
    doubt: Option<(usize, Postmark)>,
    /// Whether the last line was empty.
    blank: bool,
    /// Whether the last part ended in the middle of a line.
    within: bool,
    too_large: bool,
}

impl<R: BufRead> Mbox<R> {
    /// Reads from the beginning of a file, or from a place where a mail begins. `largest`: mails of more bytes are passed over.
    pub fn new(reader: R, (offset, line): (u64, u64), largest: usize) -> Self {
        Self { reader, largest, back: Vec::new(), back_at: 0, offset, line, ahead: None, began: false }
    }

    /// The next mail; `None` at the end.
    ///
    /// # Errors
    /// Those of the file.
    pub fn next_mail(&mut self) -> io::Result<Option<Found>> {
        let mut part = Vec::new();
        if !self.began {
            self.began = true;
            self.skip_blank(&mut part)?;
        }
        let Some(begin) = self.ahead.take() else { return self.without_postmark(&mut part) };
        self.read_mail(begin, &mut part).map(Some)
    }

    /// Looks for the first `From ` line; what stands before is a mail without one.
    fn skip_blank(&mut self, part: &mut Vec<u8>) -> io::Result<()> {
        loop {
            let (offset, line) = (self.offset, self.line);
            if self.take_part(part)? == 0 {
                return Ok(());
            }
            if is_blank(part) {
                continue;
            }
            if let Some(text) = postmark(part, true) {
                self.ahead = Some(Postmark { offset, line, text });
            } else {
                let bytes = std::mem::take(part);
                self.give_back(&bytes, offset, line);
            }
            return Ok(());
        }
    }

    fn without_postmark(&mut self, part: &mut Vec<u8>) -> io::Result<Option<Found>> {
        let begin = Postmark { offset: self.offset, line: self.line, text: String::new() };
        let found = self.read_mail(begin, part)?;
        Ok(Some(found).filter(|found| found.mail != Contents::Whole(Vec::new())))
    }

    fn read_mail(&mut self, begin: Postmark, part: &mut Vec<u8>) -> io::Result<Found> {
        let mut mail = Reading::default();
        loop {
            let (offset, line) = (self.offset, self.line);
            let ended = self.take_part(part)? == 0;
            let starts = !mail.within;
            let next = if ended || !starts {
                None
            } else {
                postmark(part, mail.blank).map(|text| Postmark { offset, line, text })
            };
            if ended || next.is_some() {
                match mail.is_over(ended) {
                    Over::Yes => {
                        self.ahead = next;
                        return Ok(self.found(begin, mail));
                    }
                    Over::AtDoubt => return Ok(self.split(begin, mail, part)),
                    Over::No => mail.doubt = mail.doubt.or(next.map(|next| (mail.bytes.len(), next))),
                }
            }
            mail.push(part, self.largest);
            if mail.too_large && mail.doubt.is_some() {
                return Ok(self.split(begin, mail, part));
            }
        }
    }

    /// The length that the mail told was wrong: it ended where the first doubt was. `last` was read behind it.
    fn split(&mut self, begin: Postmark, mut mail: Reading, last: &[u8]) -> Found {
        let Some((place, next)) = mail.doubt.take() else { return self.found(begin, mail) };
        let mut again = mail.bytes.split_off(place);
        again.extend_from_slice(last);
        self.give_back(&again, next.offset, next.line);
        // Its first line is the one that begins the next mail; it is read as such.
        let mut first = Vec::new();
        if self.take_part(&mut first).is_ok() {
            self.ahead = Some(next);
        }
        mail.too_large = false;
        self.found(begin, mail)
    }

    fn found(&self, begin: Postmark, mail: Reading) -> Found {
        let (end, end_line) = match &self.ahead {
            Some(next) => (next.offset, next.line),
            None => (self.offset, self.line),
        };
        let contents =
            if mail.too_large { Contents::TooLarge(mail.size) } else { Contents::Whole(mail.finish()) };
        let Postmark { offset, line, text } = begin;
        Found { offset, line, end, end_line, postmark: text, mail: contents }
    }

    fn give_back(&mut self, bytes: &[u8], offset: u64, line: u64) {
        let mut back = bytes.to_vec();
        back.extend_from_slice(&self.back[self.back_at..]);
        (self.back, self.back_at, self.offset, self.line) = (back, 0, offset, line);
    }

    /// The next line with its end, or a part of one that is very long; 0 at the end of the file.
    fn take_part(&mut self, part: &mut Vec<u8>) -> io::Result<usize> {
        part.clear();
        if self.back_at < self.back.len() {
            let rest = &self.back[self.back_at..];
            let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
            part.extend_from_slice(&rest[..end.min(PART)]);
            self.back_at += part.len();
            if self.back_at == self.back.len() {
                (self.back, self.back_at) = (Vec::new(), 0);
            }
        }
        if part.last() != Some(&b'\n') && part.len() < PART {
            let room = u64::try_from(PART - part.len()).unwrap_or(0);
            io::Read::take(&mut self.reader, room).read_until(b'\n', part)?;
        }
        self.offset += u64::try_from(part.len()).unwrap_or(0);
        if part.last() == Some(&b'\n') {
            self.line += 1;
        }
        Ok(part.len())
    }
}

/// Whether a mail ends where another seems to begin.
enum Over {
    Yes,
    No,
    AtDoubt,
}

impl Reading {
    fn is_over(&self, ended: bool) -> Over {
        let Some((body, length)) = self.body.zip(self.length).filter(|_| !self.too_large) else {
            return Over::Yes;
        };
        let had = self.bytes.len().saturating_sub(body);
        if had < length && !ended {
            return Over::No;
        }
        // One empty line may stand behind the mail.
        let is_exact = had >= length && self.bytes[body + length..].iter().all(is_space);
        if is_exact || self.doubt.is_none() { Over::Yes } else { Over::AtDoubt }
    }

    fn push(&mut self, part: &[u8], largest: usize) {
        let starts = !self.within;
        self.within = part.last() != Some(&b'\n');
        self.size += u64::try_from(part.len()).unwrap_or(0);
        let is_empty = starts && is_blank(part);
        if starts {
            self.blank = is_empty;
        } else {
            self.blank = false;
        }
        if self.too_large || self.bytes.len() + part.len() > largest {
            self.too_large = true;
            if self.doubt.is_none() {
                self.bytes = Vec::new();
            }
            return;
        }
        self.bytes.extend_from_slice(part);
        if self.body.is_none() && is_empty {
            self.length = content_length(&self.bytes).filter(|length| *length <= largest);
            self.body = Some(self.bytes.len());
        }
    }

    /// The mail as it was sent: without the empty line that parts it from the next, unquoted, with the line ends of mail.
    fn finish(self) -> Vec<u8> {
        let told = self.body.zip(self.length).map(|(body, length)| body + length);
        let told = told.filter(|end| *end <= self.bytes.len());
        let is_counted = told.is_some_and(|end| self.bytes[end..].iter().all(is_space));
        let bytes = match told.filter(|_| is_counted) {
            Some(end) => &self.bytes[..end],
            None => without_last_blank(&self.bytes),
        };
        let mut mail = Vec::with_capacity(bytes.len() + bytes.len() / 32);
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let quotes = line.iter().take_while(|byte| **byte == b'>').count();
            let is_quoted = quotes > 0 && line[quotes..].starts_with(b"From ");
            push_line(&mut mail, if is_quoted { &line[1..] } else { line });
        }
        mail
    }
}

/// The same with the line ends that mails have (RFC 5322 §2.1); files on disk often have others.
#[must_use]
pub fn with_line_ends_of_mail(bytes: &[u8]) -> Vec<u8> {
    let mut mail = Vec::with_capacity(bytes.len() + bytes.len() / 32);
    bytes.split_inclusive(|byte| *byte == b'\n').for_each(|line| push_line(&mut mail, line));
    mail
}

fn push_line(mail: &mut Vec<u8>, line: &[u8]) {
    match line.strip_suffix(b"\n") {
        Some(text) => {
            mail.extend_from_slice(text.strip_suffix(b"\r").unwrap_or(text));
            mail.extend_from_slice(b"\r\n");
        }
        None => mail.extend_from_slice(line),
    }
}

fn is_space(byte: &u8) -> bool {
    byte.is_ascii_whitespace()
}

fn is_blank(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n")
}

fn without_last_blank(bytes: &[u8]) -> &[u8] {
    let end = |bytes: &[u8]| bytes.ends_with(b"\n\n") || bytes.ends_with(b"\n\r\n");
    if !end(bytes) {
        return bytes;
    }
    let bytes = &bytes[..bytes.len() - 1];
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

fn content_length(header: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"content-length:";
    let line = header
        .split(|byte| *byte == b'\n')
        .find(|line| line.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME)))?;
    std::str::from_utf8(&line[NAME.len()..]).ok()?.trim().parse().ok()
}

/// What a `From ` line says, if this is one. Behind an empty line it has to name a time and a year, elsewhere a day of the
/// week and a month as well: people write "From " too.
fn postmark(line: &[u8], behind_blank: bool) -> Option<String> {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let text =
        String::from_utf8_lossy(line.strip_prefix(b"From ")?.get(..200.min(line.len() - 5))?).into_owned();
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_time = |word: &&str| {
        let parts: Vec<&str> = word.split(':').collect();
        matches!(parts.len(), 2 | 3)
            && parts
                .iter()
                .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_year = |word: &&str| {
        word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && ("1970".."2200").contains(word)
    };
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.trim_end_matches(',')));
    let is_dated = words.iter().any(is_time) && words.iter().any(is_year);
    (is_dated && (behind_blank || (has(&DAYS) && has(&MONTHS)))).then(|| text.trim().to_owned())
}

/// When a mail was delivered, by its `From ` line: `Mon Mar  2 08:59:00 2026`, the time being that of UTC where no zone is
/// named.
pub fn delivered_at(postmark: &str) -> Option<jiff::Timestamp> {
    let words: Vec<&str> = postmark.split_whitespace().collect();
    let at = words
        .windows(4)
        .position(|four| four[2].contains(':') && four[1].bytes().all(|b| b.is_ascii_digit()))?;
    let (month, day, time) = (words[at], words[at + 1], words[at + 2]);
    let year =
        words[at + 3..].iter().find(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))?;
    let zone = words[at + 3..].iter().find(|word| word.starts_with(['+', '-']) && word.len() == 5);
    let date = format!("{day} {month} {year} {time} {}", zone.unwrap_or(&"+0000"));
    crate::parse::date(&date)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Contents, Found, Mbox, delivered_at};

    fn all(text: &str) -> Vec<Found> {
        let mut mbox = Mbox::new(Cursor::new(text.as_bytes()), (0, 1), 200_000);
        std::iter::from_fn(|| mbox.next_mail().unwrap()).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        let text_of = |found: Found| match found.mail {
            Contents::Whole(bytes) => String::from_utf8(bytes).unwrap().replace("\r\n", "\n"),
            Contents::TooLarge(size) => format!("too large: {size}"),
        };
        all(text).into_iter().map(text_of).collect()
    }

    const ONE: &str = "From a@x.example Mon Mar  2 08:59:00 2026\nSubject: one\n\nHello\n\n";
    const TWO: &str = "From - Tue Mar 03 10:00:00 2026\nSubject: two\n\nHi\n";

    #[test]
    fn mails_are_parted_and_their_places_known() {
        let found = all(&format!("{ONE}{TWO}"));
        let places: Vec<_> = found.iter().map(|one| (one.offset, one.line, one.end, one.end_line)).collect();
        let (one, both) = (ONE.len() as u64, (ONE.len() + TWO.len()) as u64);
        assert_eq!(places, [(0, 1, one, 6), (one, 6, both, 10)]);
        assert_eq!(texts(&format!("{ONE}{TWO}")), ["Subject: one\n\nHello\n", "Subject: two\n\nHi\n"]);
        let mut rest = Mbox::new(Cursor::new(TWO.as_bytes()), (one, 6), 1000);
        assert_eq!(rest.next_mail().unwrap().unwrap(), found[1], "it goes on where a mail begins");
    }

    #[test]
    fn what_looks_like_a_beginning_is_unquoted_and_what_people_write_is_none() {
        let text = format!(
            "{ONE}From b@x.example Mon Mar  2 09:00:00 2026\nSubject: q\n\n>From here\n>>From there\nFrom me\n\nFrom my phone\n"
        );
        assert_eq!(texts(&text)[1], "Subject: q\n\nFrom here\n>From there\nFrom me\n\nFrom my phone\n");
    }

    #[test]
    fn a_length_is_believed_where_it_leads_to_the_next_mail() {
        let body = "Look:\n\nFrom b@x.example Mon Mar  2 09:00:00 2026\nends\n";
        let told = |length: usize| {
            format!("From a@x.example Mon Mar  2 08:59:00 2026\nContent-Length: {length}\n\n{body}\n{TWO}")
        };
        let right = texts(&told(body.len()));
        assert_eq!(right.len(), 2, "{right:?}");
        assert!(right[0].ends_with(body), "{right:?}");
        for wrong in [body.len() - 3, body.len() + 5, 9_000] {
            let split = texts(&told(wrong));
            assert_eq!(split.len(), 3, "{wrong}: {split:?}");
            assert!(split[0].ends_with("Look:\n"), "{split:?}");
            assert_eq!(split[1], "ends\n");
        }
    }

    #[test]
    fn a_mail_without_a_from_line_and_nothing_at_all_are_read() {
        assert_eq!(texts("Subject: alone\n\nx\n"), ["Subject: alone\n\nx\n"]);
        assert_eq!(texts(""), Vec::<String>::new());
        assert_eq!(texts("\n\n\n"), Vec::<String>::new());
    }

    #[test]
    fn what_is_too_large_is_passed_over_and_the_next_is_read() {
        let large = format!("From a@x.example Mon Mar  2 08:59:00 2026\n\n{}\n\n{TWO}", "x".repeat(300_000));
        assert_eq!(texts(&large), ["too large: 300003", "Subject: two\n\nHi\n"]);
        let lying = large.replace("2026\n\n", "2026\nContent-Length: 100\n\n");
        assert_eq!(texts(&lying).len(), 2);
    }

    #[test]
    fn line_ends_of_windows_change_nothing() {
        let text = format!("{ONE}{TWO}").replace('\n', "\r\n");
        assert_eq!(texts(&text), ["Subject: one\n\nHello\n", "Subject: two\n\nHi\n"]);
    }

    #[test]
    fn a_postmark_tells_when_it_was_delivered() {
        let at = |text| delivered_at(text).map(|at| at.to_string());
        assert_eq!(at("a@x.example Mon Mar  2 08:59:00 2026"), Some("2026-03-02T08:59:00Z".to_owned()));
        assert_eq!(at("- Tue Mar 03 10:00:00 2026"), Some("2026-03-03T10:00:00Z".to_owned()));
        assert_eq!(at("1234@xxx Tue Mar 03 10:00:00 +0300 2026"), Some("2026-03-03T07:00:00Z".to_owned()));
        assert_eq!(at("somebody"), None);
    }
}
