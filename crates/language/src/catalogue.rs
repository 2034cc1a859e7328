//! Every text that a person sees, in Fluent (projectfluent.org), built into the program.

use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::{Direction, Language, numbers};

/// What a variable of a text may be: `"Ada".into()`, `3.into()`.
///
/// A number is written in the reader's digits and chooses plurals; what is no quantity (an order's number) goes in as text.
pub type Value<'a> = FluentValue<'a>;

/// Whether a placed value is wrapped in Unicode isolates, so that its direction cannot disturb the sentence.
#[derive(Clone, Copy)]
enum Isolation {
    On,
    Off,
}

/// All texts in all languages.
///
/// A key is a message's name (`mail-invitation-subject`) or one of its attributes (`contact-form-email.placeholder`).
/// That every language has every key is proven by this crate's tests, so that nothing falls back at run time:
/// a key or a variable that is missing all the same is a bug; it is logged, debug builds stop at it, and release
/// builds show the key.
pub struct Catalogue {
    languages: [Bundles; 4],
}

struct Bundles {
    isolating: FluentBundle<Arc<FluentResource>>,
    plain: FluentBundle<Arc<FluentResource>>,
}

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/message_files.rs"));

    /// The name and content of each message file of a language.
    pub(super) const fn files(language: crate::Language) -> &'static [(&'static str, &'static str)] {
        match language {
            crate::Language::En => EN,
            crate::Language::Tr => TR,
            crate::Language::Ko => KO,
            crate::Language::Fa => FA,
        }
    }
}

impl Catalogue {
    /// The texts built into the program; parsed at the first call.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static CATALOGUE: LazyLock<Catalogue> =
            LazyLock::new(|| Catalogue { languages: Language::ALL.map(Bundles::load) });
        &CATALOGUE
    }

    /// A text without variables.
    #[must_use]
    pub fn text(&self, language: Language, key: &str) -> String {
        self.text_with(language, key, &[])
    }

    /// A text for a page or the body of a mail. In Persian each placed value is wrapped in Unicode isolates
    /// (U+2068…U+2069), so that a Latin name or a number cannot turn the sentence around.
    #[must_use]
    pub fn text_with(&self, language: Language, key: &str, variables: &[(&str, Value<'_>)]) -> String {
        let isolation = match language.direction() {
            Direction::LeftToRight => Isolation::Off,
            Direction::RightToLeft => Isolation::On,
        };
        self.format(language, key, variables, isolation).unwrap_or_else(|| missing(language, key))
    }

    /// A text in which invisible marks would do harm: a mail's subject, a file's name, a header, a CSV cell.
    #[must_use]
    pub fn line_with(&self, language: Language, key: &str, variables: &[(&str, Value<'_>)]) -> String {
        self.format(language, key, variables, Isolation::Off).unwrap_or_else(|| missing(language, key))
    }

    /// A text whose key was put together at run time (`problem-<code>`), if there is one.
    #[must_use]
    pub fn find(&self, language: Language, key: &str) -> Option<String> {
        self.format(language, key, &[], Isolation::Off)
    }

    fn format(
        &self,
        language: Language,
        key: &str,
        variables: &[(&str, Value<'_>)],
        isolation: Isolation,
    ) -> Option<String> {
        let bundles = &self.languages[language as usize];
        let bundle = match isolation {
            Isolation::On => &bundles.isolating,
            Isolation::Off => &bundles.plain,
        };
        let (name, attribute) = match key.split_once('.') {
            Some((name, attribute)) => (name, Some(attribute)),
            None => (key, None),
        };
        let message = bundle.get_message(name)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let arguments: FluentArgs<'_> =
            variables.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(%language, key, ?errors, "a text was given the wrong variables");
            debug_assert!(errors.is_empty(), "text {key:?} in {language}: {errors:?}");
        }
        Some(text)
    }
}

fn missing(language: Language, key: &str) -> String {
    tracing::error!(%language, key, "a text is missing from the catalogue");
    debug_assert!(false, "no text {key:?} in {language}");
    key.to_owned()
}

impl Bundles {
    fn load(language: Language) -> Self {
        let resources: Vec<Arc<FluentResource>> =
            embedded::files(language).iter().map(|(file, content)| parse(language, file, content)).collect();
        Self {
            isolating: bundle(language, &resources, Isolation::On),
            plain: bundle(language, &resources, Isolation::Off),
        }
    }
}

fn parse(language: Language, file: &str, content: &str) -> Arc<FluentResource> {
    match FluentResource::try_new(content.to_owned()) {
        Ok(resource) => Arc::new(resource),
        Err((resource, errors)) => {
            tracing::error!(%language, file, ?errors, "a message file has a syntax error");
            Arc::new(resource)
        }
    }
}

fn bundle(
    language: Language,
    resources: &[Arc<FluentResource>],
    isolation: Isolation,
) -> FluentBundle<Arc<FluentResource>> {
    let tag: LanguageIdentifier = language.tag().parse().expect("our tags are well-formed");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(matches!(isolation, Isolation::On));
    bundle.set_formatter(Some(match language {
        Language::En => |value, _| number(Language::En, value),
        Language::Tr => |value, _| number(Language::Tr, value),
        Language::Ko => |value, _| number(Language::Ko, value),
        Language::Fa => |value, _| number(Language::Fa, value),
    }));
    bundle.add_builtins().expect("a new bundle has no function yet");
    for resource in resources {
        if let Err(errors) = bundle.add_resource(Arc::clone(resource)) {
            tracing::error!(%language, ?errors, "two message files define the same key");
        }
    }
    bundle
}

/// Writes a number placed in a text with the reader's digits and separators; leaves every other value to Fluent.
fn number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(numbers::localize(language, &number.as_string())),
        _ => None,
    }
}
