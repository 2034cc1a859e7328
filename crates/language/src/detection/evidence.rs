//! What speaks for English, Turkish and Persian, in points: words, endings and pairs of letters of the languages, with
//! those that people use when they write to a shop. Turkish is listed without its own letters, as half of all customers
//! type it.

use std::collections::HashSet;
use std::ops::AddAssign;
use std::sync::LazyLock;

use crate::{Language, casing};

/// Points for a frequent word, and for a letter that the other language does not have.
const FREQUENT: i32 = 6;
const OWN_LETTER: i32 = 8;
/// Points against, for a letter that neither language has.
const FOREIGN_LETTER: i32 = -8;
/// Points for a typical beginning, end or pair of letters.
const TYPICAL: i32 = 2;
/// Pairs are counted up to this often in a word.
const MOST_PAIRS: usize = 3;

/// What words in Latin letters say for each language, in points.
#[derive(Default)]
pub(super) struct Evidence {
    pub(super) english: i32,
    pub(super) turkish: i32,
    pub(super) persian: i32,
    /// For a language that Tillside does not speak.
    pub(super) another: i32,
}

impl AddAssign for Evidence {
    fn add_assign(&mut self, word: Self) {
        self.english += word.english;
        self.turkish += word.turkish;
        self.persian += word.persian;
        self.another += word.another;
    }
}

/// A list of words, one blank apart.
struct Words(LazyLock<HashSet<&'static str>>);

impl Words {
    fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    fn any(&self, fits: impl Fn(&str) -> bool) -> bool {
        self.0.iter().any(|word| fits(word))
    }

    fn count(&self, fits: impl Fn(&str) -> bool) -> usize {
        self.0.iter().filter(|word| fits(word)).count()
    }
}

macro_rules! words {
    ($file:literal) => {
        Words(LazyLock::new(|| include_str!(concat!("words/", $file)).split_ascii_whitespace().collect()))
    };
}

static ENGLISH: Words = words!("english.txt");
static ENGLISH_ENDINGS: Words = words!("english_endings.txt");
static ENGLISH_PAIRS: Words = words!("english_pairs.txt");
static TURKISH: Words = words!("turkish.txt");
/// Beginnings of words of a shop's mail; Turkish builds on at the end.
static TURKISH_STEMS: Words = words!("turkish_stems.txt");
static TURKISH_ENDINGS: Words = words!("turkish_endings.txt");
/// What stands behind the apostrophe of a name.
static TURKISH_CASE_ENDINGS: Words = words!("turkish_case_endings.txt");
static TURKISH_PAIRS: Words = words!("turkish_pairs.txt");
static PERSIAN: Words = words!("persian.txt");
/// Persian as it is typed in Latin letters.
static PERSIAN_IN_LATIN: Words = words!("persian_in_latin.txt");
/// Frequent words of German, French, Spanish, Italian, Dutch and Portuguese.
static OTHER_LANGUAGES: Words = words!("other_languages.txt");
static ARABIC: Words = words!("arabic.txt");

/// Whether a frequent word of Persian.
pub(super) fn is_persian_word(word: &str) -> bool {
    PERSIAN.contains(word)
}

/// Whether a frequent word of Arabic.
pub(super) fn is_arabic_word(word: &str) -> bool {
    ARABIC.contains(word)
}

impl Evidence {
    /// Weighs a word as it was written. `I` may be the capital of `i` or of `ı` and says nothing; `İ` is Turkish.
    pub(super) fn of(word: &str) -> Self {
        let dotted_capital = if word.contains('İ') { OWN_LETTER } else { 0 };
        let word = word.replace('İ', "i").replace('’', "'");
        let word = casing::lowercase(Language::En, &word);
        Self {
            english: english(&word),
            turkish: dotted_capital + turkish(&word),
            persian: if PERSIAN_IN_LATIN.contains(&word) { FREQUENT + TYPICAL } else { 0 },
            another: if OTHER_LANGUAGES.contains(&word) { FREQUENT } else { 0 },
        }
    }
}

fn english(word: &str) -> i32 {
    if ENGLISH.contains(word) {
        return FREQUENT;
    }
    let mut points = 0;
    if let Some((stem, ending)) = word.rsplit_once('\'')
        && !stem.is_empty()
        && matches!(ending, "s" | "t" | "m" | "re" | "ve" | "ll" | "d")
    {
        points += FREQUENT;
    }
    points += letters(word, &['w', 'q', 'x'], OWN_LETTER / 2);
    points + shape(word, &ENGLISH_ENDINGS, &ENGLISH_PAIRS)
}

fn turkish(word: &str) -> i32 {
    let ascii = without_turkish_letters(word);
    let own = letters(word, &['ş', 'ğ', 'ı'], OWN_LETTER) + letters(word, &['ç', 'ö', 'ü'], OWN_LETTER / 2);
    let (stem, suffixed) = match ascii.split_once('\'') {
        Some((stem, ending)) if TURKISH_CASE_ENDINGS.contains(ending) => (stem, FREQUENT),
        _ => (ascii.as_str(), 0),
    };
    if TURKISH.contains(stem) || TURKISH_STEMS.any(|known| stem.starts_with(known)) {
        return FREQUENT + own + suffixed;
    }
    own + suffixed + shape(stem, &TURKISH_ENDINGS, &TURKISH_PAIRS)
}

fn letters(word: &str, own: &[char], points: i32) -> i32 {
    let foreign = word
        .contains(['ä', 'ß', 'é', 'è', 'ê', 'à', 'ñ', 'ã', 'õ', 'å', 'ø', 'œ', 'ł', 'ą', 'ę', 'ó', 'á', 'í']);
    let mut sum = if foreign { FOREIGN_LETTER } else { 0 };
    if word.contains(own) {
        sum += points;
    }
    sum
}

fn shape(word: &str, endings: &Words, pairs: &Words) -> i32 {
    let ending = if endings.any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending)) {
        TYPICAL
    } else {
        0
    };
    let found = pairs.count(|pair| word.contains(pair)).min(MOST_PAIRS);
    ending + TYPICAL * i32::try_from(found).expect("at most three")
}

fn without_turkish_letters(word: &str) -> String {
    word.chars()
        .map(|c| match c {
            'ç' => 'c',
            'ğ' => 'g',
            'ı' => 'i',
            'ö' => 'o',
            'ş' => 's',
            'ü' => 'u',
            'â' => 'a',
            'î' => 'i',
            other => other,
        })
        .collect()
}
