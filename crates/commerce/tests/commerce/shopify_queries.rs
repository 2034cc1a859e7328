//! The queries to Shopify are those that were checked against its published schema.

use std::collections::BTreeMap;
use std::path::Path;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

#[test]
fn no_query_has_changed_since_all_were_checked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/shopify/queries");
    let written = std::fs::read_to_string(folder.join("checked.txt")).unwrap();
    let checked: BTreeMap<String, String> = written
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once("  "))
        .map(|(digest, name)| (name.to_owned(), digest.to_owned()))
        .collect();
    let here: BTreeMap<String, String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "graphql"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, HEXLOWER.encode(&Sha256::digest(std::fs::read(path).unwrap())))
        })
        .collect();
    let differ: Vec<&String> = here
        .iter()
        .filter(|(name, digest)| checked.get(*name) != Some(*digest))
        .map(|(name, _)| name)
        .chain(checked.keys().filter(|name| !here.contains_key(*name)))
        .collect();
    assert!(differ.is_empty(), "check the queries by `make check-shopify`: {differ:?}");
}
