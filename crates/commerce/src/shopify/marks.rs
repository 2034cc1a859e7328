//! The mark by which things are known again that we had the store make: at the end of a refund's note and of what the
//! staff is told of a cancellation, where the store's people can read it.

/// A text with a mark behind it.
pub(super) fn marked(text: &str, mark: &str) -> String {
    format!("{} [Tillside {mark}]", text.trim()).trim_start().to_owned()
}

/// Whether a text carries this mark.
pub(super) fn carries(text: Option<&str>, mark: &str) -> bool {
    text.is_some_and(|text| text.ends_with(&format!("[Tillside {mark}]")))
}

/// A text without its mark, if there is more to it.
pub(super) fn without_mark(text: &str) -> Option<String> {
    let own = text.trim_end().strip_suffix(']').and_then(|text| text.rsplit_once("[Tillside "));
    let words = own.filter(|(_, mark)| !mark.contains(char::is_whitespace)).map_or(text, |(words, _)| words);
    Some(words.trim().to_owned()).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{carries, marked, without_mark};

    #[test]
    fn a_mark_is_found_again_and_nobody_reads_it_as_a_reason() {
        for words in ["", "Küçük geldi", "a [b] c"] {
            let note = marked(words, "oac_1");
            assert!(carries(Some(&note), "oac_1") && !carries(Some(&note), "oac_11"), "{note}");
            assert_eq!(without_mark(&note).unwrap_or_default(), words);
        }
        assert_eq!(without_mark("of a person]").as_deref(), Some("of a person]"));
        assert!(!carries(None, "oac_1"));
    }
}
