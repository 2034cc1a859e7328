//! What stands between a reply and the mail it answers when that is not quoted line by line: a banner
//! (`-----Original Message-----`) and the mail's headers, in the mail program's language.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::lines::Line;
use super::vocabulary::{self, ANNOUNCEMENTS, BANNERS, HEADERS};

/// Which header a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Header {
    From,
    Date,
    To,
    Copy,
    Subject,
    Other,
}

impl Header {
    fn named(kind: &str) -> Option<Self> {
        match kind {
            "From" => Some(Self::From),
            "Date" => Some(Self::Date),
            "To" => Some(Self::To),
            "Copy" => Some(Self::Copy),
            "Subject" => Some(Self::Subject),
            "Other" => Some(Self::Other),
            _ => None,
        }
    }
}

static LABEL: LazyLock<HashMap<String, Header>> = LazyLock::new(|| {
    let entries = vocabulary::entries(HEADERS);
    entries.filter_map(|(kind, label)| Some((label, Header::named(kind)?))).collect()
});
static BANNER: LazyLock<Vec<String>> = LazyLock::new(|| vocabulary::words(BANNERS));
static ANNOUNCEMENT: LazyLock<HashSet<String>> =
    LazyLock::new(|| vocabulary::words(ANNOUNCEMENTS).into_iter().collect());

/// The longest label, in bytes of its folded form.
const LONGEST_LABEL: usize = 60;
/// The longest header block, in lines. A bound keeps the work linear, whatever is sent.
const LONGEST_BLOCK: usize = 60;
/// How many lines a header's value may go on for before the next header.
const LONGEST_VALUE: usize = 3;

/// Which header a folded line begins with, by its label.
pub(super) fn named(folded: &str) -> Option<Header> {
    let (label, _) = folded.split_once(':')?;
    if label.len() > LONGEST_LABEL {
        return None;
    }
    LABEL.get(label.trim_matches([' ', '*', '_'])).copied()
}

/// Whether the line is a banner by itself, or by what it says together with the headers that follow it.
pub(super) fn is_banner(lines: &[Line], index: usize) -> bool {
    let folded = lines[index].folded.as_str();
    if folded.len() > 120 {
        return false;
    }
    let words = folded.trim_matches(|c: char| "-–—_=~*#>:. ".contains(c));
    if words.is_empty() {
        return false;
    }
    if ANNOUNCEMENT.contains(words) {
        return true;
    }
    let dashes = |s: &str| s.chars().take_while(|c| "-–—_=~".contains(*c)).count();
    let framed =
        dashes(folded) >= 2 && folded.trim_end_matches([':', ' ']).ends_with(['-', '–', '—', '_', '=', '~']);
    framed
        && (BANNER.iter().any(|banner| is_said(words, banner))
            || next_filled(lines, index + 1).is_some_and(|next| header_block(lines, next).is_some()))
}

/// "Original message" and "original message from the shop", but not a longer word.
fn is_said(words: &str, banner: &str) -> bool {
    words.strip_prefix(banner).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// The lines of the header block that begins on this line, when it is certain that it is one: who sent it,
/// at least three headers in all, and a date or an address among them. Customers write labels, too: a block
/// that does not begin with the sender must stand apart from what is above it.
pub(super) fn header_block(lines: &[Line], start: usize) -> Option<Range<usize>> {
    let first = lines[start].header?;
    if first != Header::From && start > 0 && !lines[start - 1].is_blank() {
        return None;
    }
    let block = headers_from(lines, start);
    let named: Vec<Header> = block.clone().filter_map(|index| lines[index].header).collect();
    let kinds = [Header::From, Header::Date, Header::To, Header::Copy, Header::Subject, Header::Other];
    let distinct = kinds.iter().filter(|kind| named.contains(kind)).count();
    let addressed = block.clone().any(|index| lines[index].folded.contains('@'));
    let certain =
        distinct >= 3 && named.contains(&Header::From) && (named.contains(&Header::Date) || addressed);
    certain.then_some(block)
}

/// The headers that follow a banner, however few.
pub(super) fn headers_after(lines: &[Line], start: usize) -> usize {
    match next_filled(lines, start) {
        Some(next) if next <= start + 2 && lines[next].header.is_some() => headers_from(lines, next).end,
        _ => start,
    }
}

/// From a header to the last one that belongs to it. A value may go on for some lines, recipients for longer.
/// Where an empty line follows the first header, one must stand between all of them.
fn headers_from(lines: &[Line], start: usize) -> Range<usize> {
    let depth = lines[start].depth;
    let spaced = lines.get(start + 1).is_some_and(Line::is_blank);
    let mut end = start + 1;
    let mut continued = 0;
    for (index, line) in lines.iter().enumerate().skip(start + 1).take(LONGEST_BLOCK) {
        let after_blank = lines[index - 1].is_blank();
        if line.depth != depth || continued > LONGEST_VALUE || (line.is_blank() && (!spaced || after_blank)) {
            break;
        }
        match line.header {
            Some(_) if after_blank == spaced => (end, continued) = (index + 1, 0),
            Some(_) => break,
            None if line.is_blank() || line.folded.contains('@') => {}
            None if after_blank => break,
            None => continued += 1,
        }
    }
    start..end
}

/// The next line that says something, within a few lines.
pub(super) fn next_filled(lines: &[Line], start: usize) -> Option<usize> {
    (start..lines.len()).take(4).find(|&index| !lines[index].is_blank())
}
