//! The words that reply texts are recognised by, in tables beside this file that a speaker of the language can
//! read and correct: a line for each language or kind, its words after a colon, separated by commas.

use super::lines::fold;

pub(super) const ANNOUNCEMENTS: &str = include_str!("vocabulary/announcements.txt");
pub(super) const BANNERS: &str = include_str!("vocabulary/banners.txt");
pub(super) const CALL_LABELS: &str = include_str!("vocabulary/call_labels.txt");
pub(super) const CLOSINGS: &str = include_str!("vocabulary/closings.txt");
pub(super) const DEVICES: &str = include_str!("vocabulary/devices.txt");
pub(super) const HEADERS: &str = include_str!("vocabulary/headers.txt");
pub(super) const INLINE_HINTS: &str = include_str!("vocabulary/inline_hints.txt");
pub(super) const INTRODUCING: &str = include_str!("vocabulary/introducing.txt");
pub(super) const LEAD_INS: &str = include_str!("vocabulary/lead_ins.txt");
pub(super) const NOT_IN_NAMES: &str = include_str!("vocabulary/not_in_names.txt");
pub(super) const OPENERS: &str = include_str!("vocabulary/openers.txt");
pub(super) const POSTS: &str = include_str!("vocabulary/posts.txt");
pub(super) const STREETS: &str = include_str!("vocabulary/streets.txt");
pub(super) const WROTE: &str = include_str!("vocabulary/wrote.txt");

/// The words of a table, each with the name of its line, made comparable.
pub(super) fn entries(table: &'static str) -> impl Iterator<Item = (&'static str, String)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .flat_map(|(name, words)| words.split(", ").map(move |word| (name, fold(word))))
}

/// The words of a table, made comparable.
pub(super) fn words(table: &'static str) -> Vec<String> {
    entries(table).map(|(_, word)| word).collect()
}
