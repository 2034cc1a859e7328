//! HTML given to the tokenizer in time that grows with its length. The tokenizer's own reader looks for each few of the
//! bytes that it stops at through all that is left, which is quadratic where they are rare and others are not.

use std::convert::Infallible;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Emitter, Reader, Tokenizer};

/// What is left to be read.
pub(crate) struct Linear<'h>(&'h [u8]);

/// The tokens of HTML, as they stand there and not as a tree.
pub(crate) fn tokens(html: &str) -> Tokenizer<Linear<'_>, DefaultEmitter> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    read(html, emitter)
}

/// The same, told to an emitter.
pub(crate) fn read<E: Emitter>(html: &str, emitter: E) -> Tokenizer<Linear<'_>, E> {
    Tokenizer::new_with_emitter(Linear(html.as_bytes()), emitter)
}

impl Reader for Linear<'_> {
    type Error = Infallible;

    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let Some((&byte, rest)) = self.0.split_first() else { return Ok(None) };
        self.0 = rest;
        Ok(Some(byte))
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        let Some((start, rest)) = self.0.split_at_checked(text.len()) else { return Ok(false) };
        let is_there = if case_sensitive { start == text } else { start.eq_ignore_ascii_case(text) };
        if is_there {
            self.0 = rest;
        }
        Ok(is_there)
    }

    /// Up to the first of the bytes; where one stands first, that byte.
    fn read_until<'b>(
        &'b mut self,
        stops: &[u8],
        _: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Infallible> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let length = self.0.iter().position(|byte| stops.contains(byte)).unwrap_or(self.0.len());
        let (read, rest) = self.0.split_at(length.max(1));
        self.0 = rest;
        Ok(Some(read))
    }
}
