//! Delivery failures of some hundred mail systems: are they recognized, with code and hardness?
#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use mail::bounce::{Action, Bounce, Hardness};
use mail::{Email, Envelope, Kind, Limits, classify, parse};
use serde_json::Value;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn read(file: &Path) -> Email {
    parse(&fs::read(file).unwrap(), &Limits::default()).unwrap()
}

fn kind(email: &Email) -> Kind {
    classify(email, &Envelope::default(), &[]).kind
}

/// The mails with what a person found in them.
fn corpus() -> Vec<(String, Email, Vec<Value>)> {
    let cases = fs::read_to_string(fixtures().join("bounces/expected.jsonl")).unwrap();
    cases
        .lines()
        .map(|line| {
            let case: Value = serde_json::from_str(line).unwrap();
            let file = case["file"].as_str().unwrap().to_owned();
            let email = read(&fixtures().join("bounces").join(&file));
            (file, email, case["expected"].as_array().unwrap().clone())
        })
        .collect()
}

fn share(part: usize, whole: usize) -> f64 {
    let (part, whole) = (u32::try_from(part).unwrap(), u32::try_from(whole).unwrap());
    f64::from(part) / f64::from(whole)
}

#[test]
fn failures_complaints_and_vacations_are_told_apart() {
    let corpus = corpus();
    let mut wrong = Vec::new();
    for (file, email, expected) in &corpus {
        let found = kind(email);
        let is_right = match expected[0]["reason"].as_str().unwrap() {
            "feedback" => matches!(found, Kind::Complaint(_)),
            "vacation" => found == Kind::AutoReply,
            _ => matches!(found, Kind::Bounce(_)),
        };
        if !is_right {
            wrong.push(format!("{file} {} {found:?}", email.subject));
        }
    }
    let right = share(corpus.len() - wrong.len(), corpus.len());
    println!("recognized: {right:.4} of {}", corpus.len());
    assert!(right >= 0.99, "{right}\n{}", wrong.join("\n"));
}

#[test]
fn codes_and_hardness_agree_with_the_corpus() {
    let (mut all, mut codes, mut hardness) = (0, 0, 0);
    let (mut stated, mut stated_codes, mut named) = (0, 0, 0);
    for (_, email, expected) in corpus() {
        let mut found = Bounce::read(&email).recipients;
        for expected in expected.iter().filter(|expected| expected["dsn_status"] != "") {
            let code = expected["dsn_status"].as_str().unwrap();
            let at = found.iter().position(|one| one.status_or_inferred().to_string() == code).unwrap_or(0);
            let Some(one) = (!found.is_empty()).then(|| found.remove(at)) else {
                all += 1;
                continue;
            };
            let is_code_right = one.status_or_inferred().to_string() == code;
            all += 1;
            codes += usize::from(is_code_right);
            hardness +=
                usize::from((one.hardness == Hardness::Hard) == expected["hard_bounce"].as_bool().unwrap());
            named += usize::from(one.address.is_some());
            // Codes x.0.9NN are the corpus' own, for mails that state none.
            if !code.contains(".0.9") {
                stated += 1;
                stated_codes += usize::from(is_code_right);
            }
        }
    }
    println!("recipients {all}: code {:.4}, hardness {:.4}", share(codes, all), share(hardness, all));
    println!(
        "stated codes {stated}: {:.4}; recipient named {:.4}",
        share(stated_codes, stated),
        share(named, all)
    );
    assert!(share(codes, all) >= 0.97);
    assert!(share(hardness, all) >= 0.97);
    assert!(share(stated_codes, stated) >= 0.99);
    assert!(share(named, all) >= 0.98);
}

#[test]
fn no_mail_of_a_customer_is_taken_for_a_report() {
    let mut checked = 0;
    for folder in ["charsets", "replies/mails", "mime/rfc", "mime/thirdparty"] {
        for file in fs::read_dir(fixtures().join(folder)).into_iter().flatten() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|extension| extension == "eml") {
                let found = kind(&read(&file));
                let is_report = matches!(found, Kind::Bounce(_) | Kind::Complaint(_) | Kind::ReadReceipt(_));
                assert!(!is_report && found != Kind::AutoReply, "{}: {found:?}", file.display());
                checked += 1;
            }
        }
    }
    assert!(checked >= 180, "only {checked} mails");
}

#[test]
fn a_failure_names_the_mail_that_failed() {
    let email = read(&fixtures().join("bounces/mails/lhost-postfix-03.eml"));
    let Kind::Bounce(bounce) = kind(&email) else { panic!("no bounce") };
    assert!(bounce.original_message_id.is_some());
    let without: Vec<_> = corpus()
        .into_iter()
        .filter(|(_, email, _)| matches!(kind(email), Kind::Bounce(_)))
        .filter(|(_, email, _)| Bounce::read(email).original_message_id.is_none())
        .map(|(file, ..)| file)
        .collect();
    // Some systems give nothing of the mail back.
    println!("no Message-ID: {} {without:?}", without.len());
    assert!(without.len() <= 60);
}

#[test]
fn a_delay_is_no_failure() {
    let email = read(&fixtures().join("bounces/mails/lhost-gmail-06.eml"));
    let Kind::Bounce(bounce) = kind(&email) else { panic!("no bounce") };
    assert_eq!(bounce.recipients[0].action, Action::Delayed);
    assert_eq!(bounce.recipients[0].hardness, Hardness::Soft);
}
