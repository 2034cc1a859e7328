//! The words by which orders, products, coupons and reviews are found: a small index of folded words, each query word a prefix.
//!
//! A person types an order number, an address, a name or a phone number, in any case, with or without dots and accents;
//! both sides are folded the same way, so that each word of the query is one range of the index.

use std::collections::BTreeSet;

use database::{DbError, Tx, WorkspaceId};
use diesel::prelude::*;
use language::search::fold;
use people::customers::Identity;

use crate::schema::shop_word;

database::text_enum!(
    /// What a word leads to.
    pub enum WordKind {
        /// An order.
        Order = "order",
        /// A product.
        Product = "product",
        /// A coupon.
        Coupon = "coupon",
        /// A review.
        Review = "review",
    }
);

/// Longest word kept, in characters; nobody types more.
const LONGEST: usize = 64;
/// Things whose words are forgotten by one statement.
const AT_ONCE: usize = 500;
/// Most words of a query that are looked at.
const MOST_WORDS: usize = 8;

/// The words of one thing.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Words(BTreeSet<String>);

impl Words {
    /// A number or code that is one word: `TR-2026/0047`, `BOT-SYH-42`.
    pub(crate) fn code(&mut self, text: &str) {
        self.keep(fold(text.trim_start_matches('#')));
    }

    /// A name or title: each of its words, and what a word of a Korean name may be cut into.
    pub(crate) fn text(&mut self, text: &str) {
        for word in text
            .split(|c: char| c.is_whitespace() || c == '-' || c == '–' || c == ',' || c == '(' || c == ')')
        {
            self.keep(fold(word));
        }
        for token in language::search::tokens(text) {
            self.keep(token.text);
        }
    }

    /// An e-mail address: whole and by its domain.
    pub(crate) fn email(&mut self, address: &str) {
        self.keep(fold(address));
        if let Some((_, domain)) = address.rsplit_once('@') {
            self.keep(fold(domain));
        }
    }

    /// A phone number: with and without the country's prefix, and by its last seven digits.
    pub(crate) fn phone(&mut self, number: &str, country: Option<&str>) {
        let typed = digits(number).trim_start_matches('0').to_owned();
        let known = Identity::phone(number, country).map(|known| digits(&known.value));
        for whole in known.into_iter().chain([typed]) {
            // National numbers have nine or ten digits without their zero.
            for length in [10, 9, 7] {
                if let Some(start) = whole.len().checked_sub(length) {
                    self.keep(whole[start..].to_owned());
                }
            }
            self.keep(whole);
        }
    }

    fn keep(&mut self, word: String) {
        if !word.is_empty() {
            self.0.insert(word.chars().take(LONGEST).collect());
        }
    }
}

/// The words of a query, each to be matched as a prefix.
pub(crate) fn query_words(query: &str) -> Vec<String> {
    if let Some(phone) = as_phone(query) {
        return vec![phone];
    }
    let mut words: Vec<String> = query
        .split_whitespace()
        .map(|word| fold(word.trim_start_matches('#')).chars().take(LONGEST).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    words.truncate(MOST_WORDS);
    words
}

/// A query that is a phone number in groups: `0532 123 45 67`.
fn as_phone(query: &str) -> Option<String> {
    let folded = fold(query);
    let only_number =
        folded.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '.'));
    let digits = digits(&folded);
    let grouped = folded.trim().contains(['+', ' ', '(']) || digits.starts_with('0');
    (only_number && grouped && digits.len() >= 7).then(|| digits.trim_start_matches('0').to_owned())
}

fn digits(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_digit).collect()
}

/// Writes down the words of a thing, in place of those it had.
///
/// # Errors
/// Only those of the database.
pub(crate) fn write(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    kind: WordKind,
    subject: i64,
    words: &Words,
) -> Result<(), DbError> {
    let of_subject = shop_word::workspace_id.eq(workspace).and(shop_word::subject_id.eq(subject));
    let known: Vec<String> =
        shop_word::table.filter(of_subject).order(shop_word::word).select(shop_word::word).load(tx.db)?;
    if known.iter().collect::<BTreeSet<_>>() == words.0.iter().collect::<BTreeSet<_>>() {
        return Ok(());
    }
    if !known.is_empty() {
        diesel::delete(shop_word::table.filter(of_subject)).execute(tx.db)?;
    }
    insert_all(tx, &mut rows(workspace, kind, subject, words).collect::<Vec<_>>())
}

/// A word that leads to a thing.
#[derive(Debug, Insertable)]
#[diesel(table_name = shop_word, treat_none_as_default_value = false)]
pub(crate) struct WordRow {
    workspace_id: WorkspaceId,
    kind: WordKind,
    word: String,
    subject_id: i64,
}

/// Forgets the words of things that are gone.
///
/// # Errors
/// Only those of the database.
pub(crate) fn forget(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    subjects: impl IntoIterator<Item = i64>,
) -> Result<(), DbError> {
    let subjects: Vec<i64> = subjects.into_iter().collect();
    for some in subjects.chunks(AT_ONCE) {
        let which = shop_word::workspace_id.eq(workspace).and(shop_word::subject_id.eq_any(some.to_vec()));
        diesel::delete(shop_word::table.filter(which)).execute(tx.db)?;
    }
    Ok(())
}

/// The words of a thing as rows.
pub(crate) fn rows(
    workspace_id: WorkspaceId,
    kind: WordKind,
    subject_id: i64,
    words: &Words,
) -> impl Iterator<Item = WordRow> {
    words.0.iter().map(move |word| WordRow { workspace_id, kind, word: word.clone(), subject_id })
}

/// Writes down words of things that have none yet, in the order of the index: neighbours are found once.
///
/// # Errors
/// Only those of the database.
pub(crate) fn insert_all(tx: &mut Tx<'_>, rows: &mut [WordRow]) -> Result<(), DbError> {
    rows.sort_unstable_by(|a, b| (&a.word, a.subject_id).cmp(&(&b.word, b.subject_id)));
    database::insert_all!(tx.db, shop_word::table, &*rows);
    Ok(())
}

/// The end of the range of words that start with `prefix`.
pub(crate) fn behind(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Words, query_words};

    fn finds(words: &Words, query: &str) -> bool {
        query_words(query).iter().all(|wanted| words.0.iter().any(|word| word.starts_with(wanted)))
    }

    #[test]
    fn what_people_type_finds_what_the_store_wrote() {
        let mut words = Words::default();
        words.code("TR-2026/0047");
        words.text("Ayşe Yılmaz");
        words.text("김민수");
        words.text("رضا احمدی");
        words.email("Ayse.Yilmaz@Example.com");
        words.phone("+90 532 123 45 67", Some("TR"));
        for query in [
            "#tr-2026",
            "TR-2026/0047",
            "ayse",
            "AYŞE yıl",
            "yilmaz",
            "김민",
            "민수",
            "احمدي",
            "ayse.yilmaz@example.com",
            "0532 123 45 67",
            "+90 532 123",
            "5321234567",
            "۰۵۳۲ ۱۲۳ ۴۵ ۶۷",
        ] {
            assert!(finds(&words, query), "{query}");
        }
        for query in ["0048", "mehmet", "김철수", "ayse mehmet"] {
            assert!(!finds(&words, query), "{query}");
        }
    }
}
