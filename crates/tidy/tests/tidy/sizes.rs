//! A file is read in one sitting.

use tidy::sources;

use crate::none;

/// Lines after which a file is asked why.
const LINES: usize = 500;

/// The same for tests, which are read sentence by sentence.
const LINES_OF_TESTS: usize = 700;

/// Longer ones, with the answer.
const WITH_A_REASON: [(&str, &str); 5] = [
    (
        "crates/inbox/src/conversations/store.rs",
        "every query on the tables of conversations, one after the other",
    ),
    ("crates/people/src/customers/http.rs", "every route of customers with its shapes"),
    ("frontend/console/src/i18n/catalogue.gen.d.ts", "generated from the catalogues"),
    ("frontend/widget/src/panel/panel.css", "one style sheet in one shadow root, loaded as one string"),
    ("frontend/api-client/src/schema.d.ts", "generated from the description of the API"),
];

fn limit(path: &str) -> usize {
    if path.contains("/tests/") { LINES_OF_TESTS } else { LINES }
}

#[test]
fn no_file_is_longer_than_a_sitting() {
    let all = sources("crates", &[".rs"])
        .into_iter()
        .chain(sources("frontend", &[".ts", ".svelte", ".js", ".css"]))
        .chain(sources("e2e", &[".ts"]));
    let long = all
        .map(|source| (source.text.lines().count(), source.path))
        .filter(|(lines, path)| *lines > limit(path));
    let found: Vec<String> = long
        .filter(|(_, path)| !WITH_A_REASON.iter().any(|(known, _)| known == path))
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    none("A file over 500 lines holds more than one concept: split it, or say why in WITH_A_REASON.", &found);
}
