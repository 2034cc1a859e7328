//! Upper and lower case that know Turkish: `I` is the capital of `ı`, and `İ` of `i`.

use icu_casemap::CaseMapper;
use icu_locale_core::{LanguageIdentifier, langid};

use crate::Language;

/// The text in lower case as the language writes it: `IŞIK` is `ışık` in Turkish.
#[must_use]
pub fn lowercase(language: Language, text: &str) -> String {
    CaseMapper::new().lowercase_to_string(text, &identifier(language)).into_owned()
}

/// The text in upper case as the language writes it: `indirim` is `İNDİRİM` in Turkish.
#[must_use]
pub fn uppercase(language: Language, text: &str) -> String {
    CaseMapper::new().uppercase_to_string(text, &identifier(language)).into_owned()
}

/// A form for comparing without case, whoever wrote it: equal for `STRASSE` and `straße`.
///
/// It belongs to no language, so that `I` and `ı` differ; for finding text use [`crate::search::fold`].
#[must_use]
pub fn fold(text: &str) -> String {
    CaseMapper::new().fold_string(text).into_owned()
}

const fn identifier(language: Language) -> LanguageIdentifier {
    match language {
        Language::En => langid!("en"),
        Language::Tr => langid!("tr"),
        Language::Ko => langid!("ko"),
        Language::Fa => langid!("fa"),
    }
}
