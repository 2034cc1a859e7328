//! Inside a slice: HTTP and readers call the store and the rules; rules know neither HTTP nor SQL.

use tidy::{Source, sources};

use crate::none;

const FLOORS: [&str; 4] = ["people", "shop", "inbox", "insight"];

/// Where both stand on purpose, with the reason.
const BOTH_ON_PURPOSE: [(&str, &str); 1] =
    [("crates/people/src/idempotency/store.rs", "what it keeps is an answer of HTTP, word for word")];

fn of_floors() -> impl Iterator<Item = Source> {
    FLOORS.into_iter().flat_map(|floor| sources(&format!("crates/{floor}/src"), &[".rs"]))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[test]
fn no_file_speaks_http_and_sql_at_once() {
    let http = regex::Regex::new(r"\baxum::").unwrap();
    let sql =
        regex::Regex::new(r"diesel::(?:prelude|insert_into|update|delete|sql_query|RunQueryDsl)").unwrap();
    let both = of_floors().filter(|source| http.is_match(&source.text) && sql.is_match(&source.text));
    let found: Vec<String> = both
        .map(|source| source.path)
        .filter(|path| !BOTH_ON_PURPOSE.iter().any(|(known, _)| known == path))
        .collect();
    none("A handler asks its slice's store; it writes no query of its own.", &found);
}

#[test]
fn stores_and_readers_know_no_axum() {
    let http = regex::Regex::new(r"\baxum::").unwrap();
    let asked = of_floors().filter(|source| matches!(file_name(&source.path), "store.rs" | "reader.rs"));
    let knowing = asked.filter(|source| http.is_match(&source.text));
    let found: Vec<String> = knowing
        .map(|source| source.path)
        .filter(|path| !BOTH_ON_PURPOSE.iter().any(|(known, _)| known == path))
        .collect();
    none("Stores and readers work without a request.", &found);
}

#[test]
fn a_slices_store_is_its_own() {
    let foreign = regex::Regex::new(r"\b(?:crate|people|shop|inbox)::((?:\w+::)*)store::").unwrap();
    let mut found = Vec::new();
    for source in of_floors() {
        for (number, line) in source.text.lines().enumerate() {
            let Some(caught) = foreign.captures(line) else { continue };
            let slice = caught[1].trim_end_matches("::").replace("::", "/");
            // `store` is also the name of the table of stores.
            let own = source.path.contains(&format!("/{slice}/")) || slice.is_empty() || slice == "schema";
            if !own {
                found.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    none("Another slice is used through what its mod.rs exports.", &found);
}

#[test]
fn time_and_chance_are_arguments() {
    let global =
        regex::Regex::new(r"Timestamp::now\(|SystemTime::now\(|Zoned::now\(|thread_rng\(|rand::rng\(")
            .unwrap();
    let found: Vec<String> = of_floors()
        .filter(|source| !source.path.contains("/tests/"))
        .flat_map(|source| {
            let lines = source.text.lines().enumerate().filter(|(_, line)| global.is_match(line));
            lines
                .map(|(number, line)| format!("{}:{}: {}", source.path, number + 1, line.trim()))
                .collect::<Vec<_>>()
        })
        .collect();
    none("Time and chance are arguments: take them from the transaction or from the edge.", &found);
}

#[test]
fn there_is_no_room_for_odds_and_ends() {
    let names = ["utils", "util", "common", "helpers", "helper", "manager", "misc"];
    let all = sources("crates", &[".rs"]).into_iter().chain(sources("frontend", &[".ts", ".svelte", ".js"]));
    let homeless = all.filter(|source| {
        source.path.split('/').any(|part| names.contains(&part.split('.').next().unwrap_or(part)))
    });
    none(
        "A homeless function belongs to a concept.",
        &homeless.map(|source| source.path).collect::<Vec<_>>(),
    );
}

#[test]
fn no_test_is_ignored() {
    let ignored =
        regex::Regex::new(r"(?m)^\s*#\[ignore|\b(?:test|it|describe)\.(?:skip|only|fixme)\(").unwrap();
    let all = sources("crates", &[".rs"])
        .into_iter()
        .chain(sources("frontend", &[".ts", ".js"]))
        .chain(sources("e2e", &[".ts"]))
        .filter(|source| !source.path.starts_with("crates/tidy/"));
    let found: Vec<String> =
        all.filter(|source| ignored.is_match(&source.text)).map(|source| source.path).collect();
    none("A test runs, or it is not there.", &found);
}
