//! Real-looking replies of many mail programs, measured as a whole.
#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]
#![expect(clippy::print_stdout, reason = "a measure is read by who works on it")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mail::Email;
use mail::reply::{Reply, extract, extract_html};
use serde_json::Value;

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder)
}

fn records(file: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(file).expect("the fixture is in the repository");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is a record")).collect()
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn without_white_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Which of a mail's bodies is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Body {
    Both,
    TextOnly,
    HtmlOnly,
}

/// The reply in a whole mail, or `None` where the mail lacks the wanted body.
fn reply_of(email: &Email, body: Body) -> Option<Reply> {
    match (body, &email.html) {
        (Body::Both, Some(html)) => Some(extract_html(html, &email.text)),
        (Body::HtmlOnly, Some(html)) => Some(extract_html(html, "")),
        (Body::HtmlOnly, None) => None,
        (Body::Both | Body::TextOnly, _) => Some(extract(&email.text)),
    }
}

#[derive(Debug, Default)]
struct Score {
    right: usize,
    of: usize,
    wrong: Vec<String>,
}

impl Score {
    fn add(&mut self, right: bool, what: impl FnOnce() -> String) {
        self.of += 1;
        if right {
            self.right += 1;
        } else {
            self.wrong.push(what());
        }
    }

    fn is_at_least(&self, percent: usize) -> bool {
        self.right * 100 >= self.of * percent
    }
}

#[test]
fn trimming_cases_are_cut_where_their_collection_cuts_them() {
    let mut score = Score::default();
    for record in records(&fixtures("reply/trimming_cases.jsonl")) {
        let expected = |key: &str| record[key].as_str().unwrap_or_default().trim().to_owned();
        let reply = extract(record["input"].as_str().unwrap());
        let embedded = reply.embedded.as_deref().unwrap_or_default();
        let right = reply.new_text.trim() == expected("trimmed")
            && reply.elided.trim() == expected("elided")
            && (record["embedded"].is_null() || embedded.trim() == expected("embedded"));
        score.add(right, || format!("{}\n{reply:#?}", expected("name")));
    }
    println!("{} of {}", score.right, score.of);
    // One case counts text below a quote as a signature; customers answer there, so here it stays.
    assert!(score.is_at_least(95), "{}", score.wrong.join("\n"));
}

/// The answers of a folder scored by language, those apart that leave their answers unmarked in the quote. Nothing that a
/// customer wrote may be missing in any other.
fn scores(folder: &str, body: Body) -> BTreeMap<(String, bool), Score> {
    let folder = fixtures(folder);
    let mut scores: BTreeMap<(String, bool), Score> = BTreeMap::new();
    let mut lost = Vec::new();
    for record in records(&folder.join("expected.jsonl")) {
        let file = record["file"].as_str().unwrap();
        let email =
            mail::parse(&std::fs::read(folder.join(file)).unwrap(), &mail::Limits::default()).unwrap();
        let Some(reply) = reply_of(&email, body) else { continue };
        let new = without_white_space(&reply.new_text);
        let acceptable = strings(&record["acceptable"]);
        let right = acceptable
            .iter()
            .chain(&record["new_text"].as_str())
            .any(|text| without_white_space(text) == new);
        let missing: Vec<_> = strings(&record["parts"])
            .into_iter()
            .filter(|part| !new.contains(&without_white_space(part)))
            .collect();
        let unmarked = record["inline_unmarked"].as_bool().unwrap_or(false);
        if !unmarked && !missing.is_empty() {
            lost.push(format!("{file} ({body:?}) lost {missing:?}\n{reply:#?}"));
        }
        let language = record["lang"].as_str().unwrap().to_owned();
        scores
            .entry((language, unmarked))
            .or_default()
            .add(right, || format!("{file} ({body:?})\n{}", reply.new_text));
    }
    for ((language, unmarked), score) in &scores {
        let apart = if *unmarked { " (unmarked)" } else { "" };
        println!("{body:?} {language}{apart}: {} of {}", score.right, score.of);
        println!("{}", score.wrong.join("\n"));
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    scores
}

#[test]
fn replies_of_many_mail_programs_are_read_as_their_authors_meant_them() {
    for (body, at_least) in [(Body::Both, 100), (Body::TextOnly, 95), (Body::HtmlOnly, 95)] {
        let (right, of) = scores("replies", body)
            .iter()
            .filter(|((_, unmarked), _)| !unmarked)
            .fold((0, 0), |sum, (_, score)| (sum.0 + score.right, sum.1 + score.of));
        assert!(right * 100 >= of * at_least, "{body:?}: {right} of {of}");
    }
}

#[test]
fn replies_of_programs_that_no_rule_was_written_for_are_read_too() {
    for body in [Body::Both, Body::TextOnly, Body::HtmlOnly] {
        for ((language, _), score) in scores("apart", body) {
            assert!(score.is_at_least(90), "{body:?} {language}: {} of {}", score.right, score.of);
        }
    }
}
