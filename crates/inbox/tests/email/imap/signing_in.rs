//! Signing in: over TLS or not at all, with a password or a provider's token; what is wrong is said in one word.

use std::collections::HashMap;

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;
use web::Policy;

use super::dovecot::Dovecot;
use super::provider::Provider;
use super::{FAST, Reader, incoming, letter, until, user};
use crate::desk::{Desk, ENGINES};

#[tokio::test(flavor = "multi_thread")]
async fn trying_says_what_is_wrong_and_which_folders_there_are() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let path = format!("{}/test", incoming(&channel));
    let good = json!({
        "host": "localhost", "port": dovecot.port, "security": "none", "username": user(&channel), "password": "secret",
    });
    let with = |more: Value| {
        let mut body = good.clone();
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        body
    };
    let told = desk.post(&path, good.clone()).await.ok();
    assert_eq!(json!([told["problem"], told["tells"]]), json!([null, true]), "{told}");
    let mut folders: Vec<(&str, &str)> = told["folders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].as_str().unwrap(), one["purpose"].as_str().unwrap_or_default()))
        .collect();
    folders.sort_unstable();
    assert_eq!(folders, [("Done", ""), ("INBOX", ""), ("Junk", "junk"), ("Sent", "sent")]);

    let certificate = dovecot.certificate();
    for (more, problem) in [
        (json!({"security": "tls", "port": dovecot.secure, "certificate": certificate}), None),
        (json!({"security": "starttls", "certificate": certificate}), None),
        (json!({"security": "tls", "port": dovecot.secure}), Some("tls")),
        (json!({"security": "starttls"}), Some("tls")),
        (json!({"host": "127.0.0.1", "security": "starttls", "certificate": certificate}), Some("tls")),
        (json!({"security": "tls"}), Some("tls")),
        (json!({"password": "wrong"}), Some("sign_in")),
        (json!({"port": 1}), Some("unreachable")),
        (json!({"host": "imap.nowhere.invalid", "security": "tls"}), Some("host")),
        (json!({"folders": [{"name": "INBOX"}, {"name": "Yok"}]}), Some("folder")),
        (json!({"sent_folder": "Gönderilen"}), Some("folder")),
    ] {
        let told = desk.post(&path, with(more.clone())).await.ok();
        assert_eq!(told["problem"].as_str(), problem, "{more}: {told}");
    }
    let told = desk.post(&path, with(json!({"folders": [{"name": "Yok"}]}))).await.ok();
    assert_eq!(told["detail"], "Yok");
    assert_eq!(told["folders"].as_array().unwrap().len(), 4, "one can choose another");
    assert_eq!(desk.get(&incoming(&channel)).await.ok()["settings"], Value::Null, "nothing was kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_is_read_over_tls_and_its_password_is_never_shown() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    for (address, port, security) in
        [("a@magaza.example", dovecot.secure, "tls"), ("b@magaza.example", dovecot.port, "starttls")]
    {
        let channel = desk.mailbox(address, None).await;
        dovecot.client(&user(&channel)).deliver(&letter(security));
        let more = json!({"host": "localhost", "security": security, "certificate": dovecot.certificate()});
        desk.reads(&channel, port, more).await;
        let shown = desk.get(&incoming(&channel)).await.ok().to_string();
        assert!(shown.contains("\"has_password\":true") && !shown.contains("secret\""), "{shown}");
    }
    let reader = Reader::start(&desk, FAST);
    desk.until_subjects(&["starttls", "tls"]).await;
    reader.stop().await;
    assert_eq!(
        desk.count("SELECT COUNT(*) AS count FROM imap_mailbox WHERE secrets LIKE '%:\"secret%'").await,
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_told_and_the_right_one_is_used_at_once() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let channel = desk.mailbox("destek@magaza.example", None).await;
    dovecot.client(&user(&channel)).deliver(&letter("bir"));
    desk.reads(&channel, dovecot.port, json!({"password": "old"})).await;
    let reader = Reader::start(&desk, super::TOLD);
    let fails = || async {
        let reading = desk.reading(&channel).await;
        json!([reading["state"], reading["problem"]]) == json!(["failing", "sign_in"])
    };
    until("it is told", fails).await;
    desk.reads(&channel, dovecot.port, json!({})).await;
    desk.until_subjects(&["bir"]).await;
    let reading = desk.reading(&channel).await;
    assert_eq!(
        json!([reading["state"], reading["problem"], reading["failures"]]),
        json!(["connected", null, 0])
    );
    reader.stop().await;
}

/// The queries of an address.
fn queries(url: &Url) -> HashMap<String, String> {
    url.query_pairs().into_owned().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_agrees_with_the_provider_and_tokens_are_made_new() {
    let policy = Policy { allow_private: true, ..Policy::default() };
    let desk = Desk::open_to(ENGINES[0], policy).await;
    let provider = Provider::start().await;
    let dovecot = Dovecot::asking(Some(&provider.introspection()));
    let channel = desk.mailbox("destek@magaza.example", None).await;
    provider.known.lock().unwrap().account = user(&channel);
    let mut client = dovecot.client(&user(&channel));
    client.deliver(&letter("bir"));
    desk.reads(&channel, dovecot.port, json!({"password": null, "provider": provider.settings()})).await;
    let reader = Reader::start(&desk, FAST);
    until("it waits for the person", || async {
        desk.reading(&channel).await["problem"] == "not_authorized"
    })
    .await;

    let path = format!("{}/authorization", incoming(&channel));
    let begun = desk.post(&path, json!({})).await.ok();
    let url: Url = begun["url"].as_str().unwrap().parse().unwrap();
    let asked = queries(&url);
    assert_eq!(
        [
            "tenant",
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "code_challenge_method",
            "access_type"
        ]
        .map(|name| asked[name].as_str()),
        [
            "common",
            "code",
            "tillside",
            "https://desk.example/settings/channels/authorized",
            "https://mail.example/ offline_access",
            "S256",
            "offline"
        ]
    );
    let answer = format!("{path}/answer");
    let wrong = json!({"state": format!("{}.x", channel.id), "code": "c"});
    desk.post(&answer, wrong).await.problem(502, "upstream-failed");
    assert!(provider.known.lock().unwrap().asked.is_empty(), "nothing was asked for an answer to nothing");
    let right = json!({"state": asked["state"], "code": "kod"});
    let shown = desk.post(&answer, right.clone()).await.ok();
    assert_eq!(shown["settings"]["provider"]["authorized"], true);
    let exchange = provider.known.lock().unwrap().asked[0].clone();
    assert_eq!(
        ["grant_type", "code", "client_id", "client_secret"].map(|name| exchange[name].as_str()),
        ["authorization_code", "kod", "tillside", "gizli"]
    );
    assert_eq!(BASE64URL_NOPAD.encode(&Sha256::digest(&exchange["code_verifier"])), asked["code_challenge"]);
    desk.post(&answer, right).await.problem(502, "upstream-failed");
    desk.until_subjects(&["bir"]).await;

    // The server no longer takes the token: another is had with the one that lasts.
    provider.known.lock().unwrap().valid.clear();
    reader.stop().await;
    let reader = Reader::start(&desk, FAST);
    client.deliver(&letter("iki"));
    desk.until_subjects(&["bir", "iki"]).await;
    let refresh = provider.known.lock().unwrap().asked[1].clone();
    assert_eq!(
        ["grant_type", "refresh_token"].map(|name| refresh[name].as_str()),
        ["refresh_token", "refresh-1"]
    );
    reader.stop().await;
    // Nor does the desk use one that has ended.
    desk.wait(jiff::SignedDuration::from_hours(2));
    let reader = Reader::start(&desk, FAST);
    client.deliver(&letter("uc"));
    desk.until_subjects(&["bir", "iki", "uc"]).await;
    reader.stop().await;
    assert_eq!(provider.known.lock().unwrap().asked.len(), 3);

    provider.known.lock().unwrap().taken_back = true;
    desk.wait(jiff::SignedDuration::from_hours(2));
    let reader = Reader::start(&desk, FAST);
    let ended = || async {
        let reading = desk.reading(&channel).await;
        reading["problem"] == "not_authorized"
            && reading["detail"] == "invalid_grant: Token has been revoked."
    };
    until("it is told that the person has to agree again", ended).await;
    reader.stop().await;
}
