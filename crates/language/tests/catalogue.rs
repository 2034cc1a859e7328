//! The catalogues of the four languages are one: same keys, same variables, each really translated.

#![expect(clippy::unwrap_used, reason = "a catalogue that cannot be read fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use language::{Catalogue, Language, Value};

/// What a translator wrote under one key.
#[derive(Default)]
struct Text {
    variables: BTreeSet<String>,
    references: BTreeSet<String>,
    words: String,
}

type Texts = BTreeMap<String, Text>;

fn locales() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales")
}

fn message_files(language: Language) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(locales().join(language.tag()))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .collect();
    files.sort();
    files
}

/// Every text of a language by `file key` or `file key.attribute`.
fn texts(language: Language) -> Texts {
    let mut texts = Texts::new();
    for path in message_files(language) {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let content = fs::read_to_string(&path).unwrap();
        let resource = parser::parse(content.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{language}/{file} does not parse: {errors:?}"));
        for entry in &resource.body {
            let (key, value, attributes) = match entry {
                Entry::Message(message) => {
                    (message.id.name.to_owned(), message.value.as_ref(), &message.attributes)
                }
                Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
                Entry::Junk { content } => panic!("{language}/{file} has junk: {content}"),
            };
            if let Some(pattern) = value {
                insert(&mut texts, language, format!("{file} {key}"), pattern);
            }
            for attribute in attributes {
                insert(&mut texts, language, format!("{file} {key}.{}", attribute.id.name), &attribute.value);
            }
        }
    }
    texts
}

fn insert(texts: &mut Texts, language: Language, key: String, pattern: &Pattern<&str>) {
    let mut text = Text::default();
    read_pattern(pattern, &mut text);
    assert!(texts.insert(key.clone(), text).is_none(), "{language}: {key} is written twice");
}

fn read_pattern(pattern: &Pattern<&str>, text: &mut Text) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.words.push_str(value),
            PatternElement::Placeable { expression } => read_expression(expression, text),
        }
    }
}

fn read_expression(expression: &Expression<&str>, text: &mut Text) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, text),
        Expression::Select { selector, variants } => {
            read_inline(selector, text);
            for variant in variants {
                read_pattern(&variant.value, text);
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, text: &mut Text) {
    match inline {
        InlineExpression::VariableReference { id } => {
            text.variables.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            text.references.insert(id.name.to_owned());
        }
        InlineExpression::TermReference { id, .. } => {
            text.references.insert(format!("-{}", id.name));
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                read_inline(argument, text);
            }
        }
        InlineExpression::Placeable { expression } => read_expression(expression, text),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}

#[test]
fn every_language_has_the_same_keys_and_attributes() {
    let english = texts(Language::En);
    assert!(!english.is_empty());
    let mut differences = Vec::new();
    for language in [Language::Tr, Language::Ko, Language::Fa] {
        let translated = texts(language);
        differences.extend(
            english.keys().filter(|k| !translated.contains_key(*k)).map(|k| format!("{language} lacks {k}")),
        );
        differences.extend(
            translated
                .keys()
                .filter(|k| !english.contains_key(*k))
                .map(|k| format!("en lacks {k} of {language}")),
        );
    }
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn every_translation_uses_the_variables_of_the_english_text() {
    let english = texts(Language::En);
    let mut differences = Vec::new();
    for language in [Language::Tr, Language::Ko, Language::Fa] {
        for (key, text) in texts(language) {
            let Some(original) = english.get(&key) else { continue };
            if original.variables != text.variables {
                differences
                    .push(format!("{language} {key}: {:?}, en has {:?}", text.variables, original.variables));
            }
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn no_text_is_empty() {
    for language in Language::ALL {
        for (key, text) in texts(language) {
            let something =
                !text.words.trim().is_empty() || !text.variables.is_empty() || !text.references.is_empty();
            assert!(something, "{language} {key} is empty");
        }
    }
}

#[test]
fn nothing_is_left_in_english() {
    let list = fs::read_to_string(locales().join("same-in-every-language.txt")).unwrap();
    let allowed: BTreeSet<&str> =
        list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let english = texts(Language::En);
    let mut untranslated = Vec::new();
    for language in [Language::Tr, Language::Ko, Language::Fa] {
        for (key, text) in texts(language) {
            let Some(original) = english.get(&key) else { continue };
            let has_words = original.words.chars().any(char::is_alphabetic);
            if has_words && original.words == text.words && !allowed.contains(text.words.trim()) {
                untranslated.push(format!("{language} {key}: {}", text.words));
            }
        }
    }
    assert!(
        untranslated.is_empty(),
        "translate these, or list them in same-in-every-language.txt: {untranslated:#?}"
    );
}

#[test]
fn every_text_that_a_text_refers_to_exists() {
    for language in Language::ALL {
        let texts = texts(language);
        let keys: BTreeSet<&str> = texts.keys().filter_map(|key| key.split(' ').nth(1)).collect();
        for (key, text) in &texts {
            for reference in &text.references {
                assert!(keys.contains(reference.as_str()), "{language} {key} refers to {reference}");
            }
        }
    }
}

#[test]
fn no_key_stands_in_two_files() {
    for language in Language::ALL {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for key in texts(language).into_keys() {
            let (file, name) = key.split_once(' ').unwrap();
            if let Some(other) = seen.insert(name.to_owned(), file.to_owned()) {
                panic!("{language}: {name} stands in {file} and in {other}");
            }
        }
    }
}

#[test]
fn persian_texts_are_written_with_persian_letters_and_digits() {
    for (key, text) in texts(Language::Fa) {
        let foreign: String = text.words.chars().filter(|c| matches!(c, 'ي' | 'ك' | '٠'..='٩')).collect();
        assert!(foreign.is_empty(), "fa {key} has Arabic letters or digits: {foreign}");
    }
}

/// The catalogues of the front ends may use functions that only browsers have.
#[test]
fn every_text_of_the_server_can_be_written() {
    let files = ["errors.ftl", "language.ftl", "mail.ftl", "pages.ftl"];
    for language in Language::ALL {
        for (key, text) in texts(language) {
            let (file, name) = key.split_once(' ').unwrap();
            if !files.contains(&file) || name.starts_with('-') {
                continue;
            }
            for count in [1, 2] {
                let variables: Vec<(&str, Value<'_>)> =
                    text.variables.iter().map(|name| (name.as_str(), count.into())).collect();
                let written = Catalogue::embedded().line_with(language, name, &variables);
                assert!(!written.is_empty() && !written.contains('{'), "{language} {name}: {written}");
            }
        }
    }
}

#[test]
fn a_text_is_found_in_each_language_and_counts_in_its_digits() {
    let catalogue = Catalogue::embedded();
    for (language, one, many) in [
        (Language::En, "1 hour", "1,200 hours"),
        (Language::Tr, "1 saat", "1.200 saat"),
        (Language::Ko, "1시간", "1,200시간"),
        (Language::Fa, "۱ ساعت", "۱٬۲۰۰ ساعت"),
    ] {
        assert_eq!(catalogue.line_with(language, "duration-hours", &[("count", 1.into())]), one);
        assert_eq!(catalogue.line_with(language, "duration-hours", &[("count", 1200.into())]), many);
    }
}

#[test]
fn a_value_in_a_persian_page_is_isolated_but_not_in_a_subject() {
    let catalogue = Catalogue::embedded();
    let variables = [("count", 3.into())];
    assert_eq!(catalogue.text_with(Language::Fa, "duration-days", &variables), "\u{2068}۳\u{2069} روز");
    assert_eq!(catalogue.line_with(Language::Fa, "duration-days", &variables), "۳ روز");
    assert_eq!(catalogue.text_with(Language::En, "duration-days", &variables), "3 days");
}

#[test]
fn a_key_made_at_run_time_may_be_unknown() {
    assert_eq!(Catalogue::embedded().find(Language::En, "problem-of-nobody"), None);
}
