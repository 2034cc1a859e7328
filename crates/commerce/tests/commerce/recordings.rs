//! What the recorded store said and sent.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/woocommerce")
}

/// Every recorded REST answer: name, status, body.
pub fn answers() -> Vec<(String, u16, Vec<u8>)> {
    names().into_iter().map(|name| (name.clone(), status(&name), body(&name))).collect()
}

/// The body of one recorded answer, by its number.
pub fn answer(number: u32) -> Value {
    json(&body(&named(number)))
}

/// The whole recorded answer: status, headers, body as it came.
pub fn response(number: u32) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let name = named(number);
    let headers = serde_json::from_value(about(&name)["response"]["headers"].clone()).unwrap();
    (status(&name), headers, body(&name))
}

fn names() -> Vec<String> {
    let files = fs::read_dir(folder().join("rest")).unwrap();
    let mut names: Vec<String> = files
        .filter_map(|entry| {
            entry.unwrap().file_name().to_str().unwrap().strip_suffix(".json").map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}

fn named(number: u32) -> String {
    names().into_iter().find(|name| name.starts_with(&format!("{number:03}-"))).unwrap()
}

fn about(name: &str) -> Value {
    json(&fs::read(folder().join(format!("rest/{name}.json"))).unwrap())
}

fn status(name: &str) -> u16 {
    about(name)["response"]["status"].as_u64().unwrap() as u16
}

fn body(name: &str) -> Vec<u8> {
    fs::read(folder().join(format!("rest/{name}.body"))).unwrap_or_default()
}

pub fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}
