//! Two engines, one schema. (That the tables agree is tested in `database`, on the engines themselves.)

use std::collections::BTreeSet;
use std::fs;

use tidy::{root, sources};

use crate::none;

fn numbers(engine: &str) -> BTreeSet<String> {
    let folders = fs::read_dir(root().join("migrations").join(engine)).unwrap();
    folders.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn both_engines_have_the_same_migrations() {
    assert_eq!(numbers("sqlite"), numbers("postgres"));
}

#[test]
fn a_migration_can_be_taken_back() {
    let mut found = Vec::new();
    for engine in ["sqlite", "postgres"] {
        for name in numbers(engine) {
            for way in ["up.sql", "down.sql"] {
                let file = format!("migrations/{engine}/{name}/{way}");
                if fs::read_to_string(root().join(&file)).is_ok_and(|text| text.trim().is_empty())
                    || !root().join(&file).exists()
                {
                    found.push(file);
                }
            }
        }
    }
    none("Each migration has an up.sql and a down.sql that say something.", &found);
}

#[test]
fn tables_of_sqlite_are_strict_and_begin_their_key_with_the_workspace() {
    // Tables that are the same for all workspaces.
    let of_all = ["workspace", "reader_cursor"];
    let table = regex::Regex::new(r#"(?s)CREATE TABLE "?(\w+)"? \((.*?)\n\)([^;]*);"#).unwrap();
    let mut found = Vec::new();
    let mut seen = 0;
    for source in sources("migrations/sqlite", &["up.sql"]) {
        for caught in table.captures_iter(&source.text) {
            seen += 1;
            let (name, columns, options) = (&caught[1], &caught[2], &caught[3]);
            if !options.contains("STRICT") {
                found.push(format!("{}: {name} is not STRICT", source.path));
            }
            if !of_all.contains(&name) && !columns.contains("PRIMARY KEY (workspace_id") {
                found.push(format!("{}: the key of {name} does not begin with workspace_id", source.path));
            }
        }
    }
    assert!(seen > 20, "only {seen} tables were read: the rule reads the migrations wrongly");
    none("Tables are STRICT, and shard by workspace.", &found);
}
