//! Floors use only what is below them; the ground knows no floor.

use std::collections::BTreeMap;

use tidy::{root, sources};

use crate::none;

/// The house from the ground up. Crates of one line may not use each other, but for the ground's.
const HOUSE: [&[&str]; 6] = [
    &["database", "language", "mail", "commerce", "web", "search"],
    &["people"],
    &["shop"],
    &["inbox"],
    &["insight"],
    &["sample-store", "tillside"],
];

/// Above the floors the sample store stands below the program that shows it.
const WITHIN_A_LINE: [(&str, &str); 1] = [("tillside", "sample-store")];

fn height(name: &str) -> Option<usize> {
    HOUSE.iter().position(|line| line.contains(&name))
}

fn may_use(user: &str, used: &str) -> bool {
    match (height(user), height(used)) {
        (Some(0), Some(0)) => true,
        (Some(above), Some(below)) => above > below || WITHIN_A_LINE.contains(&(user, used)),
        _ => true,
    }
}

#[test]
fn every_crate_has_its_place_in_the_house() {
    let folders = std::fs::read_dir(root().join("crates")).unwrap();
    let names = folders.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let homeless: Vec<String> = names.filter(|name| name != "tidy" && height(name).is_none()).collect();
    none("A crate that stands on no floor: give it a line in HOUSE and in ARCHITECTURE.md.", &homeless);
}

#[test]
fn floors_use_only_what_is_below_them() {
    let mut found = Vec::new();
    for manifest in sources("crates", &["Cargo.toml"]) {
        let table: toml::Table = manifest.text.parse().unwrap();
        let user = table["package"]["name"].as_str().unwrap();
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let uses = table.get(section).and_then(toml::Value::as_table);
            for used in uses.into_iter().flat_map(|uses| uses.keys()) {
                if used != user && !may_use(user, used) {
                    found.push(format!("{}: {user} uses {used} ({section})", manifest.path));
                }
            }
        }
    }
    none("A floor uses only what is below it.", &found);
}

#[test]
fn the_ground_never_says_conversation() {
    let mut found = Vec::new();
    for ground in HOUSE[0] {
        for source in sources(&format!("crates/{ground}/src"), &[".rs"]) {
            let code =
                source.text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
            let names = ["Conversation", "conversation_id", "inbox::", "people::", "shop::", "insight::"];
            for (number, line) in code.filter(|(_, line)| names.iter().any(|name| line.contains(name))) {
                found.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    none("The ground knows nothing of the product.", &found);
}

#[test]
fn only_one_slice_writes_a_table() {
    let writes =
        regex::Regex::new(r"(?:insert_into|update|delete|copy_from)\(\s*(?:\w+::)*(\w+)::table").unwrap();
    let mut writers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for floor in ["database", "people", "shop", "inbox", "insight"] {
        for source in sources(&format!("crates/{floor}/src"), &[".rs"]) {
            for written in writes.captures_iter(&source.text) {
                let slices = writers.entry(written[1].to_owned()).or_default();
                let slice = slice_of(&source.path);
                if !slices.contains(&slice) {
                    slices.push(slice);
                }
            }
        }
    }
    assert!(writers.len() > 20, "only {} tables are written: the rule reads the code wrongly", writers.len());
    let shared = writers.iter().filter(|(_, slices)| slices.len() > 1);
    let found: Vec<String> =
        shared.map(|(table, slices)| format!("{table}: {}", slices.join(", "))).collect();
    none("A table is written by one slice; the others ask it to.", &found);
}

/// `crates/inbox/src/conversations/http/list.rs` is of `inbox::conversations`.
fn slice_of(path: &str) -> String {
    let mut parts = path.split('/').skip(1);
    let floor = parts.next().unwrap();
    let slice = parts.nth(1).unwrap().trim_end_matches(".rs");
    format!("{floor}::{slice}")
}
