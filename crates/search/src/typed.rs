//! What somebody typed.

use language::search::{Token, fold, tokens};

use crate::words::{code, cut};

/// Most words that are looked at.
const MOST_WORDS: usize = 8;

/// What somebody typed, taken apart. All words have to be found; the beginning of a word will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    pub(crate) words: Vec<Word>,
    /// The digits of a phone number without the zeros before it, if that is what was typed.
    pub(crate) phone: Option<String>,
}

/// One of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// As a number or an address: whole.
    pub(crate) code: String,
    /// What a text is cut into where the word stands in it.
    pub(crate) pieces: Vec<String>,
    /// The same without the Korean particle that the word ends with, if there is one: `배송은` is `배송`.
    pub(crate) bare: Option<Vec<String>>,
}

impl Typed {
    /// Takes apart what was typed.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let mut all = tokens(text).into_iter().peekable();
        let mut words = Vec::new();
        let mut start = 0;
        for written in text.split_whitespace() {
            start += text[start..].find(written).unwrap_or_default();
            let end = start + written.len();
            let mut pieces: Vec<String> = Vec::new();
            while let Some(token) = all.next_if(|token: &Token| token.range.start < end) {
                pieces.push(cut(&token.text));
            }
            start = end;
            // A word without letters, or one that belongs to the word before it as a Persian ending does.
            if pieces.is_empty() {
                continue;
            }
            words.push(Word { code: code(written), bare: bare(written), pieces });
        }
        words.truncate(MOST_WORDS);
        Self { words, phone: phone(text) }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether there is a digit in it, of any script: it may be a number of something.
    pub fn has_digits(&self) -> bool {
        self.words.iter().any(|word| word.code.contains(|c: char| c.is_ascii_digit()))
    }

    /// How many words have to be found.
    pub fn len(&self) -> usize {
        self.words.len()
    }
}

/// The digits of a text, in ASCII.
pub fn digits(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_digit).collect()
}

/// A phone number, in groups or with its prefix: `0532 123 45 67`.
fn phone(text: &str) -> Option<String> {
    let folded = fold(text);
    let only_number =
        folded.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '.'));
    let digits = digits(text);
    let grouped = folded.trim().contains(['+', ' ', '(']) || digits.starts_with('0');
    let number = digits.trim_start_matches('0');
    (only_number && grouped && (7..=15).contains(&number.len())).then(|| number.to_owned())
}

/// Particles that Korean nouns carry, the longer first.
const PARTICLES: [&str; 20] = [
    "에서는",
    "으로",
    "에서",
    "에게",
    "까지",
    "부터",
    "한테",
    "처럼",
    "이나",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "에",
    "의",
    "도",
    "로",
    "과",
];

fn bare(written: &str) -> Option<Vec<String>> {
    let noun = PARTICLES.iter().find_map(|particle| written.strip_suffix(particle))?;
    let hangul = noun.chars().all(|c| matches!(c, '\u{ac00}'..='\u{d7a3}'));
    (hangul && noun.chars().count() >= 2).then(|| tokens(noun).into_iter().map(|token| token.text).collect())
}
