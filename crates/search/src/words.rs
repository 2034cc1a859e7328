//! Texts cut into what is compared: the same for what is kept and for what is typed.

use language::search::{fold, tokens};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Longest word, in characters; what is longer is no word that somebody types.
const LONGEST: usize = 64;

pub(crate) fn cut(word: &str) -> String {
    match word.char_indices().nth(LONGEST) {
        Some((end, _)) => word[..end].to_owned(),
        None => word.to_owned(),
    }
}

/// A number or address as one word: without `#` and blanks.
pub(crate) fn code(text: &str) -> String {
    let folded = fold(text.trim().trim_start_matches('#'));
    cut(&folded.split_whitespace().collect::<String>())
}

/// How a code stands in the index that is meant as a whole, not as a part of a longer one. No word has this sign in it.
pub(crate) fn whole(code: &str) -> String {
    format!("={code}")
}

/// The words of a text, each once where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Words;

/// A number or address whole, and its parts: `BOT-SYH-42` is found by `syh`, too.
#[derive(Debug, Clone)]
pub(crate) struct Codes;

pub(crate) struct Pieces {
    pieces: std::vec::IntoIter<String>,
    token: Token,
}

impl Pieces {
    fn of(pieces: Vec<String>) -> Self {
        Self { pieces: pieces.into_iter(), token: Token::default() }
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = Pieces;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Pieces {
        Pieces::of(tokens(text).into_iter().map(|token| cut(&token.text)).collect())
    }
}

impl Tokenizer for Codes {
    type TokenStream<'a> = Pieces;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Pieces {
        // A phone number comes with the sign already.
        if text.starts_with('=') {
            return Pieces::of(vec![text.to_owned()]);
        }
        let mut pieces = vec![whole(&code(text))];
        let words = tokens(text).into_iter().map(|token| token.text);
        let parts: Vec<String> = words
            .flat_map(|word| {
                let parts: Vec<String> =
                    word.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
                std::iter::once(word).chain(parts)
            })
            .map(|word| cut(&word))
            .collect();
        for part in parts {
            if !part.is_empty() && !pieces.contains(&part) {
                pieces.push(part);
            }
        }
        Pieces::of(pieces)
    }
}

impl TokenStream for Pieces {
    fn advance(&mut self) -> bool {
        let Some(text) = self.pieces.next() else { return false };
        self.token.text = text;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// By what a phone number is asked for: whole, without its country, without its area.
pub(crate) fn phone_endings(number: &str) -> Vec<String> {
    let digits = crate::typed::digits(number);
    let whole = digits.trim_start_matches('0');
    let mut endings = vec![whole.to_owned()];
    // National numbers have nine or ten digits without their zero.
    for length in [10, 9, 7] {
        if let Some(start) = whole.len().checked_sub(length).filter(|start| *start > 0) {
            endings.push(whole[start..].to_owned());
        }
    }
    endings.retain(|ending| !ending.is_empty());
    endings
}
