//! Folding and cutting text so that what a customer typed finds what was written.
//!
//! One form for both sides: index and query go through [`tokens`]. Folding is the same for every language, because
//! the language of three words in a search box is not known. It forgives what people leave out when they type fast:
//! case, Turkish dots and cedillas (`Şişli`, `sisli`), Arabic letters in Persian (`ي`, `ك`), vowel marks, joiners.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use icu_casemap::CaseMapper;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use unicode_segmentation::UnicodeSegmentation;

const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';

/// A searchable piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The folded form that index and query compare.
    pub text: String,
    /// Where it stands in the original, in bytes; for highlighting.
    pub range: Range<usize>,
}

/// The text as search compares it: compatibility forms united (NFKC), case folded, accents and vowel marks dropped,
/// Persian letters and all digits in one form, joiners removed.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            '\u{ac00}'..='\u{d7a3}' => folded.push(c),
            _ => match alone(c) {
                Some(alone) => folded.push_str(alone),
                None => return fold_together(text),
            },
        }
    }
    folded
}

/// Characters that are folded alike whatever stands beside them: Latin and Arabic letters with their marks (which are dropped),
/// and punctuation. So are ASCII and the syllables of Hangul, which stay; its letters make syllables with their neighbours.
const ALONE: [RangeInclusive<char>; 3] =
    ['\u{80}'..='\u{24f}', '\u{600}'..='\u{6ff}', '\u{2000}'..='\u{206f}'];

/// Folded by itself, if it can be.
fn alone(c: char) -> Option<&'static str> {
    static FOLDED: LazyLock<[Vec<String>; ALONE.len()]> = LazyLock::new(|| {
        ALONE.map(|range| range.map(|c| fold_together(c.encode_utf8(&mut [0; 4]))).collect())
    });
    let place = ALONE.iter().position(|range| range.contains(&c))?;
    FOLDED[place].get(c as usize - *ALONE[place].start() as usize).map(String::as_str)
}

/// As [`fold`], for any text.
fn fold_together(text: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let folded = CaseMapper::new().fold_string(&decomposed).into_owned();
    let kept: String = folded.chars().filter(|c| !is_dropped(*c)).map(unify).collect();
    ComposingNormalizerBorrowed::new_nfc().normalize(&kept).into_owned()
}

/// Marks that people leave out when they type, and characters that cannot be seen.
const fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'      // accents, cedillas, the dot of İ
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' // Arabic vowel marks
        | '\u{640}'                // tatweel, which only stretches
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}'  // variation selectors
    )
}

/// One letter for those that are the same to a reader.
const fn unify(c: char) -> char {
    match c {
        'ı' => 'i',
        'ي' | 'ى' | 'ې' => 'ی',
        'ك' | 'ڪ' => 'ک',
        'ة' | 'ۀ' | 'ە' | 'ہ' => 'ه',
        '٠'..='٩' => ascii_digit(c, '٠'),
        '۰'..='۹' => ascii_digit(c, '۰'),
        other => other,
    }
}

const fn ascii_digit(c: char, zero: char) -> char {
    (b'0' + (c as u32 - zero as u32) as u8) as char
}

/// The pieces by which a text is found, in order: words (UAX #29) folded, and Korean in pairs of syllables.
///
/// - A word is parted at its apostrophe, so that `İstanbul'dan` is found by `istanbul`.
/// - A run of Hangul gives each two neighbouring syllables (`배송비` gives `배송`, `송비`), because Korean words carry
///   their particles with them and blanks between words are optional; a lone syllable stands for itself.
/// - A Persian word is one whether its parts were joined, set apart by a zero-width non-joiner or by a blank where
///   only a blank was at hand: `می‌رسد`, `میرسد` and `می رسد` give the same token.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (start, word) in text.unicode_word_indices() {
        for (offset, piece) in pieces(word) {
            push_piece(&mut tokens, start + offset, piece);
        }
    }
    join_persian_affixes(text, tokens)
}

/// Parts a word at apostrophes, underscores and where Hangul begins or ends.
fn pieces(word: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous: Option<bool> = None;
    for (at, c) in word.char_indices() {
        let boundary = matches!(c, '\'' | '’' | 'ʼ' | '‘' | '_');
        let hangul = is_hangul(c);
        if boundary {
            pieces.push((start, &word[start..at]));
            start = at + c.len_utf8();
            previous = None;
        } else {
            if previous.is_some_and(|was| was != hangul) {
                pieces.push((start, &word[start..at]));
                start = at;
            }
            previous = Some(hangul);
        }
    }
    pieces.push((start, &word[start..]));
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}

const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}')
}

fn push_piece(tokens: &mut Vec<Token>, start: usize, piece: &str) {
    if !piece.chars().all(is_hangul) {
        let text = fold(piece);
        if !text.is_empty() {
            tokens.push(Token { text, range: start..start + piece.len() });
        }
        return;
    }
    let syllables: Vec<(usize, &str)> = piece.grapheme_indices(true).collect();
    if let [(_, only)] = syllables[..] {
        tokens.push(Token { text: fold(only), range: start..start + only.len() });
    }
    for pair in syllables.windows(2) {
        let (first, last) = (pair[0], pair[1]);
        let range = first.0..last.0 + last.1.len();
        tokens
            .push(Token { text: fold(&piece[range.clone()]), range: start + range.start..start + range.end });
    }
}

/// Prefixes and endings that belong to their word even when a blank stands between them.
const PREFIXES: [&str; 2] = ["می", "نمی"];
const ENDINGS: [&str; 7] = ["ها", "های", "هایی", "هایم", "تر", "ترین", "ام"];

fn join_persian_affixes(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        if let Some(last) = joined.last_mut() {
            let between = text.get(last.range.end..token.range.start);
            let adjacent =
                between.is_some_and(|gap| gap.chars().all(|c| c == ' ' || c == ZERO_WIDTH_NON_JOINER));
            let affixed = PREFIXES.contains(&last.text.as_str()) || ENDINGS.contains(&token.text.as_str());
            if adjacent && affixed && is_arabic_script(&last.text) && is_arabic_script(&token.text) {
                last.text.push_str(&token.text);
                last.range.end = token.range.end;
                continue;
            }
        }
        joined.push(token);
    }
    joined
}

fn is_arabic_script(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\u{600}'..='\u{6ff}'))
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_together};

    /// A text of characters from everywhere that is read alone, and of some that are not, in an order that a number decides.
    fn text(mut number: u64) -> String {
        const BEYOND: [char; 8] = ['ㅋ', 'ᄀ', 'ᅡ', '\u{301}', 'ﷺ', 'Ａ', 'ﬁ', '𝒜'];
        let mut next = |below: u32| {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from(number >> 33).unwrap() % below
        };
        let mut text = String::new();
        for _ in 0..1 + next(12) {
            let from = match next(16) {
                0 => BEYOND[next(8) as usize] as u32,
                1..=4 => next(0x80),
                5..=8 => 0x80 + next(0x1d0),
                9..=12 => 0x600 + next(0x100),
                13 => 0x2000 + next(0x70),
                _ => 0xac00 + next(11_172),
            };
            text.extend(char::from_u32(from));
        }
        text
    }

    #[test]
    fn a_text_is_folded_alike_letter_by_letter_and_as_a_whole() {
        for number in 0..20_000 {
            let text = text(number);
            assert_eq!(fold(&text), fold_together(&text), "{text:?}");
        }
    }
}
