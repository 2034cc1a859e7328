//! What stands under replies: HTML from a person, cleaned before it is kept; by the language of the conversation.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use language::Language;
use serde::{Deserialize, Serialize};

use crate::fields::Fields;

/// Longest signature taken, in characters of HTML.
pub const SIGNATURE_MAX: usize = 10_000;

/// Text, emphasis, links and pictures by https; no style, no script, no form.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(HashSet::from([
            "a", "b", "br", "div", "em", "i", "img", "li", "ol", "p", "span", "strong", "u", "ul",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "title"])),
            ("img", HashSet::from(["src", "alt", "width", "height"])),
        ]))
        .generic_attributes(HashSet::from(["dir", "lang"]))
        .url_schemes(HashSet::from(["https", "http", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .clean_content_tags(HashSet::from(["script", "style"]))
        .link_rel(Some("noopener noreferrer nofollow"));
    cleaner
});

/// A signature that may be shown and sent. `None` when it is longer than [`SIGNATURE_MAX`].
#[must_use]
pub fn clean(html: &str) -> Option<String> {
    if html.chars().count() > SIGNATURE_MAX {
        return None;
    }
    Some(CLEANER.clean(html.trim()).to_string())
}

/// Cleaned HTML by the language of the conversation that it stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(transparent)]
pub struct Signatures(pub BTreeMap<Language, String>);
database::json_column!(Signatures);

impl Signatures {
    /// The one for a language; `other` where there is none.
    #[must_use]
    pub fn of<'a>(&'a self, language: Language, other: &'a str) -> &'a str {
        self.0.get(&language).map_or(other, String::as_str)
    }

    /// Cleans what was given by language; empty ones are left out. Notes below `/signatures` what is wrong.
    pub fn read(given: BTreeMap<String, String>, fields: &mut Fields) -> Self {
        let mut kept = BTreeMap::new();
        for (tag, html) in given {
            let pointer = format!("/signatures/{tag}");
            let Ok(language) = tag.parse::<Language>() else {
                fields.refuse(&pointer, "unknown", "is none of en, tr, ko, fa");
                continue;
            };
            match clean(&html) {
                Some(html) if html.is_empty() => {}
                Some(html) => drop(kept.insert(language, html)),
                None => fields.refuse(&pointer, "too-long", TOO_LONG),
            }
        }
        Self(kept)
    }

    /// By tag, as a merge patch is laid on.
    #[must_use]
    pub fn by_tag(&self) -> BTreeMap<String, String> {
        self.0.iter().map(|(language, html)| (language.to_string(), html.clone())).collect()
    }
}

/// What is said of a signature that is longer than [`SIGNATURE_MAX`].
pub const TOO_LONG: &str = "must have at most 10000 characters";

#[cfg(test)]
mod tests {
    use language::Language;

    use super::{Signatures, clean};
    use crate::fields::Fields;

    #[test]
    fn a_language_without_a_signature_of_its_own_has_the_one_for_all() {
        let given = [("tr".to_owned(), "<b>Ayşe</b>".to_owned()), ("ko".to_owned(), " ".to_owned())];
        let mut fields = Fields::new();
        let read = Signatures::read(given.into(), &mut fields);
        assert_eq!((read.of(Language::Tr, "A."), read.of(Language::Ko, "A.")), ("<b>Ayşe</b>", "A."));
        assert!(fields.done().is_ok());
        let mut fields = Fields::new();
        Signatures::read([("de".to_owned(), "Hallo".to_owned())].into(), &mut fields);
        assert!(fields.done().is_err());
    }

    #[test]
    fn a_signature_keeps_its_words_and_links_and_loses_what_acts() {
        for (html, expected) in [
            ("<b>Ayşe</b><br>Destek", "<b>Ayşe</b><br>Destek"),
            ("<script>alert(1)</script>Hi", "Hi"),
            (
                "<img src=\"https://x.example/a.png\" onerror=\"x()\">",
                "<img src=\"https://x.example/a.png\">",
            ),
            ("<a href=\"javascript:x()\">x</a>", "<a rel=\"noopener noreferrer nofollow\">x</a>"),
            ("<p dir=\"rtl\" style=\"position:fixed\">سلام</p>", "<p dir=\"rtl\">سلام</p>"),
            ("plain & simple", "plain &amp; simple"),
        ] {
            assert_eq!(clean(html).as_deref(), Some(expected));
        }
        assert_eq!(clean(&"x".repeat(10_001)), None);
    }
}
