//! What is written about the program is true of it.

use std::fs;

use tidy::{root, sources};

use crate::none;

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|cause| panic!("{path}: {cause}"))
}

#[test]
fn every_setting_is_documented() {
    let code = read("crates/tillside/src/config.rs");
    let keys = code.split("const KEYS").nth(1).and_then(|rest| rest.split("];").next()).unwrap();
    let keys = regex::Regex::new("\"([a-z_]+)\"")
        .unwrap()
        .captures_iter(keys)
        .map(|caught| caught[1].to_owned())
        .collect::<Vec<_>>();
    assert!(keys.len() > 5, "only {} settings were read", keys.len());
    let page = read("docs/operating/configuration.md");
    let missing: Vec<String> = keys.into_iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    none("A setting that docs/operating/configuration.md does not name.", &missing);
}

#[test]
fn links_between_documents_lead_somewhere() {
    let link = regex::Regex::new(r"\]\(([^)#\s]+)(?:#[^)]*)?\)").unwrap();
    let mut pages = sources("docs", &[".md"]);
    for page in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        pages.push(tidy::Source { path: page.to_owned(), text: read(page) });
    }
    let mut found = Vec::new();
    for page in pages {
        let folder = root().join(&page.path).parent().unwrap().to_owned();
        for caught in link.captures_iter(&page.text).filter(|caught| !caught[1].contains("://")) {
            if !caught[1].starts_with("mailto:") && !folder.join(&caught[1]).exists() {
                found.push(format!("{}: {}", page.path, &caught[1]));
            }
        }
    }
    none("A link to a page that is not there.", &found);
}

#[test]
fn the_walkthrough_names_files_that_exist() {
    let named =
        regex::Regex::new(r"`((?:crates|frontend|migrations|locales|scripts|e2e)/[\w./-]+\.\w+)`").unwrap();
    let mut pages = sources("docs", &[".md"]);
    pages.push(tidy::Source { path: "ARCHITECTURE.md".to_owned(), text: read("ARCHITECTURE.md") });
    let mut found = Vec::new();
    for page in pages {
        for caught in named.captures_iter(&page.text).filter(|caught| !root().join(&caught[1]).exists()) {
            found.push(format!("{}: {}", page.path, &caught[1]));
        }
    }
    none("A file that a document names and that is not there.", &found);
}
