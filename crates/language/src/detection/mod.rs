//! Which of the four languages a customer wrote in.
//!
//! Korean and Persian are told by their script. English and Turkish are weighed against each other by frequent words,
//! by letters that only one of them has, and by how their words begin, end and join letters, so that Turkish typed
//! without its own letters (`siparisim nerede kaldi`) is still Turkish.

mod evidence;

use unicode_segmentation::UnicodeSegmentation;

use crate::Language;
use evidence::Evidence;

/// What a letter of a script says, in halves of a Latin letter: a syllable of Hangul is two or three sounds, and Persian
/// leaves its short vowels out.
const HANGUL_WEIGHT: usize = 5;
const ARABIC_WEIGHT: usize = 3;
const LETTER_WEIGHT: usize = 2;

/// How many characters are looked at; what follows in a longer text changes nothing.
const MOST_CHARACTERS: usize = 4_000;

/// The language of a text, or `None` when it gives no hint (an order number, an emoji) or is in none of the four.
///
/// Names and brands in another script do not mislead it as long as the sentence around them is longer.
#[must_use]
pub fn detect(text: &str) -> Option<Language> {
    let text = beginning(text);
    let scripts = Scripts::count(text);
    let most = scripts.hangul.max(scripts.arabic).max(scripts.latin);
    if most == 0 || scripts.other > most {
        return None;
    }
    if most == scripts.hangul {
        return Some(Language::Ko);
    }
    if most == scripts.arabic {
        return is_persian(text).then_some(Language::Fa);
    }
    by_words(text)
}

/// As much of a text as is enough to tell.
fn beginning(text: &str) -> &str {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// How much of a text is written in each script.
#[derive(Default)]
struct Scripts {
    hangul: usize,
    arabic: usize,
    latin: usize,
    other: usize,
}

impl Scripts {
    fn count(text: &str) -> Self {
        let mut scripts = Self::default();
        for word in text.split_whitespace().filter(|word| !is_address(word)) {
            for c in word.chars() {
                match c {
                    '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' => {
                        scripts.hangul += HANGUL_WEIGHT;
                    }
                    '\u{600}'..='\u{6ff}' if c.is_alphabetic() => scripts.arabic += ARABIC_WEIGHT,
                    'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' => scripts.latin += LETTER_WEIGHT,
                    _ if c.is_alphabetic() => scripts.other += LETTER_WEIGHT,
                    _ => {}
                }
            }
        }
        scripts
    }
}

/// Links and mail addresses are in no language.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains('@') || word.starts_with("www.")
}

/// Whether text in Arabic script is Persian: yes, unless it has what only Arabic has and nothing that only Persian has.
fn is_persian(text: &str) -> bool {
    let persian =
        text.chars().filter(|c| matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' | '\u{200c}')).count();
    let mut persian_words = 0;
    let mut arabic_words = 0;
    for word in text.unicode_words() {
        if evidence::is_persian_word(word) {
            persian_words += 1;
        }
        if evidence::is_arabic_word(word) || (word.starts_with("ال") && word.chars().count() > 4) {
            arabic_words += 1;
        }
        if word.ends_with('ة') {
            arabic_words += 1;
        }
    }
    persian + 2 * persian_words >= 2 * arabic_words
}

/// Weighs the languages that customers write in Latin letters; Persian is often typed so where no Persian keyboard is.
fn by_words(text: &str) -> Option<Language> {
    let mut total = Evidence::default();
    for word in text.split_whitespace().filter(|word| !is_address(word)).flat_map(str::unicode_words) {
        total += Evidence::of(word);
    }
    let Evidence { english, turkish, persian, another } = total;
    let mut points = [
        (Some(Language::En), english),
        (Some(Language::Tr), turkish),
        (Some(Language::Fa), persian),
        (None, another),
    ];
    points.sort_by_key(|(_, points)| std::cmp::Reverse(*points));
    let [(first, most), (_, second), ..] = points;
    first.filter(|_| most > second)
}
