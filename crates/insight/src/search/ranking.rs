//! How well a thing fits what was typed.

use language::search::fold;

database::text_enum!(
    /// What can be found.
    pub enum Kind {
        /// A conversation.
        Conversation = "conversation",
        /// A customer.
        Customer = "customer",
        /// An order.
        Order = "order",
        /// A product.
        Product = "product",
    }
);

/// How well a thing fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Its number or address is what was typed.
    Exact,
    /// What people call it begins with what was typed.
    Beginning,
    /// It holds the words.
    Words,
}

impl Fit {
    /// Between 0 and 1; the same for everything that fits as well.
    pub(super) const fn score(self) -> f32 {
        match self {
            Self::Exact => 1.0,
            Self::Beginning => 0.75,
            Self::Words => 0.5,
        }
    }
}

/// What somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// As it was typed, without blanks around it.
    pub(super) text: String,
    /// As search compares it.
    whole: String,
    /// Its words, folded; at most [`MOST_WORDS`].
    pub(super) words: Vec<String>,
}

/// Most words that are looked at.
const MOST_WORDS: usize = 8;

impl Typed {
    pub(super) fn read(text: &str) -> Self {
        let text = text.trim().to_owned();
        let whole = fold(text.trim_start_matches('#'));
        let words = whole.split_whitespace().take(MOST_WORDS).map(str::to_owned).collect();
        Self { text, whole, words }
    }

    /// Whether anything is left to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Its words as they were typed, for lists that compare letters as they stand.
    pub(super) fn words_as_typed(&self) -> Vec<String> {
        self.text.split_whitespace().take(MOST_WORDS).map(str::to_owned).collect()
    }

    /// The number that was typed, in digits of any script, with or without `#`.
    pub(super) fn number(&self) -> Option<i64> {
        self.whole.parse().ok()
    }

    /// How well a thing fits: `exact` are its numbers and addresses, `names` what people call it.
    pub(super) fn fit<'a>(
        &self,
        exact: impl IntoIterator<Item = &'a str>,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Fit {
        let folded: Vec<String> = exact.into_iter().map(|code| fold(code.trim_start_matches('#'))).collect();
        if folded.contains(&self.whole) {
            return Fit::Exact;
        }
        let begins = |name: &String| name.starts_with(&self.whole);
        if folded.iter().any(begins) || names.into_iter().map(fold).any(|name| begins(&name)) {
            return Fit::Beginning;
        }
        Fit::Words
    }
}

#[cfg(test)]
mod tests {
    use super::{Fit, Typed};

    #[test]
    fn a_number_or_an_address_fits_exactly_whatever_digits_and_case_it_was_typed_in() {
        for (typed, code) in [
            ("#1042", "1042"),
            ("۱۰۴۲", "1042"),
            ("Ayse@Example.com", "ayse@example.com"),
            ("tr-1042", "#TR-1042"),
        ] {
            assert_eq!(Typed::read(typed).fit([code], []), Fit::Exact, "{typed}");
        }
        assert_eq!(Typed::read(" # ۱۰۴۲ ").number(), None);
        assert_eq!(Typed::read("#۱۰۴۲").number(), Some(1042));
    }

    #[test]
    fn what_begins_with_the_words_comes_before_what_only_holds_them() {
        let typed = Typed::read("where is");
        assert_eq!(typed.fit([], ["Where is my order?"]), Fit::Beginning);
        assert_eq!(typed.fit([], ["Nobody says where it is"]), Fit::Words);
        assert!(Fit::Exact < Fit::Beginning && Fit::Beginning < Fit::Words);
    }
}
