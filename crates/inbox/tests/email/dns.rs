//! What stands in the DNS about a mailbox, and keys that take each other's place.

use jiff::SignedDuration;
use mail::authentication::{Check, Resolver, Sealers, verify};
use serde_json::{Value, json};

use crate::desk::{Desk, ENGINES, header_of, mail, on_both_engines};
use crate::name_server::{NameServer, Record};
use crate::sending::{answer, customer, received, scripted};

const ADDRESS: &str = "destek@magaza.example";

async fn mailbox(desk: &Desk, outgoing: Value) -> Value {
    let body = json!({"kind": "email", "name": "Destek", "address": ADDRESS, "outgoing": outgoing});
    desk.post("/channels", body).await.ok()
}

fn provider(host: &str, account: &str) -> Value {
    json!({"host": host, "port": 465, "security": "tls", "username": account, "password": "gizli"})
}

async fn checked(desk: &Desk, channel: &Value) -> Value {
    desk.post(&format!("/channels/{}/dns-check", channel["id"].as_str().unwrap()), json!({})).await.ok()
}

/// One record of a report: state, problem, wanted value.
fn told(report: &Value, kind: &str) -> Value {
    let records = report["records"].as_array().unwrap();
    let record = records.iter().find(|record| record["kind"] == kind).unwrap();
    json!([record["state"], record["problem"], record["wanted"]])
}

#[tokio::test(flavor = "multi_thread")]
async fn the_check_says_record_by_record_what_is_missing_wrong_or_right() {
    on_both_engines(|desk| async move {
        let dns = NameServer::start().await;
        let desk = desk.within(dns.address, 25);
        let channel = mailbox(&desk, provider("smtp.gmail.com", "destek@gmail.com")).await;
        let key = channel["email"]["dkim"]["record_value"].clone();
        dns.text("_spf.google.com", "v=spf1 include:_netblocks.google.com ~all");
        dns.text("_netblocks.google.com", "v=spf1 ip4:203.0.113.0/24 ~all");

        let report = checked(&desk, &channel).await;
        assert_eq!(told(&report, "dkim"), json!(["missing", null, key]));
        assert_eq!(told(&report, "spf"), json!(["missing", null, "v=spf1 include:_spf.google.com ~all"]));
        assert_eq!(told(&report, "dmarc"), json!(["missing", null, "v=DMARC1; p=none"]));
        assert_eq!(told(&report, "mx"), json!(["missing", null, "10 desk.example"]));
        assert_eq!(told(&report, "ptr"), json!(["not_needed", null, null]));
        assert_eq!(told(&report, "return_path"), json!(["wrong", "other-domain", "magaza.example"]));

        dns.text("tillside._domainkey.magaza.example", "v=DKIM1; k=rsa; p=AAAA");
        dns.text("magaza.example", "v=spf1 mx -all");
        dns.text("_dmarc.magaza.example", "v=DMARC1; rua=mailto:x@magaza.example");
        dns.mx("magaza.example", 10, "mx.magaza.example");
        let report = checked(&desk, &channel).await;
        assert_eq!(told(&report, "dkim"), json!(["wrong", "other-key", key]));
        let spf = json!(["wrong", "not-included", "v=spf1 mx include:_spf.google.com -all"]);
        assert_eq!(told(&report, "spf"), spf);
        assert_eq!(told(&report, "dmarc"), json!(["wrong", "broken", "v=DMARC1; p=none"]));
        assert_eq!(told(&report, "mx"), json!(["wrong", "no-address", null]));

        dns.withdraw("tillside._domainkey.magaza.example");
        dns.withdraw("magaza.example");
        dns.withdraw("_dmarc.magaza.example");
        dns.text("tillside._domainkey.magaza.example", key.as_str().unwrap());
        dns.text("magaza.example", "google-site-verification=abc");
        dns.text("magaza.example", "v=spf1 mx include:_spf.google.com -all");
        dns.text("_dmarc.magaza.example", "v=DMARC1; p=reject");
        dns.mx("magaza.example", 10, "mx.magaza.example");
        dns.host("mx.magaza.example", "198.51.100.7");
        let report = checked(&desk, &channel).await;
        for kind in ["dkim", "spf", "dmarc", "mx"] {
            assert_eq!(told(&report, kind)[0], "found", "{report}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_sends_by_itself_needs_its_own_address_in_spf_and_a_name_for_it() {
    let dns = NameServer::start().await;
    let desk = Desk::open(ENGINES[0]).await.within(dns.address, 25);
    let channel = mailbox(&desk, Value::Null).await;
    let path = format!("/channels/{}", channel["id"].as_str().unwrap());
    let shown = desk.patch(&path, json!({"sending": "direct"})).await.ok();
    assert_eq!(shown["email"]["sending"], "direct");
    let ptr = "7.100.51.198.in-addr.arpa";
    dns.host("desk.example", "198.51.100.7");
    dns.text("magaza.example", "v=spf1 mx -all");
    let report = checked(&desk, &channel).await;
    assert_eq!(told(&report, "spf"), json!(["wrong", "not-included", "v=spf1 mx a:desk.example -all"]));
    assert_eq!(told(&report, "ptr"), json!(["missing", null, "desk.example"]));
    assert_eq!(told(&report, "return_path")[0], "found");
    dns.publish(ptr, Record::Pointer("host-7.saglayici.example".to_owned()));
    assert_eq!(told(&checked(&desk, &channel).await, "ptr"), json!(["wrong", "other-name", "desk.example"]));
    dns.withdraw(ptr);
    dns.withdraw("magaza.example");
    dns.publish(ptr, Record::Pointer("desk.example".to_owned()));
    dns.text("magaza.example", "v=spf1 a:desk.example -all");
    let report = checked(&desk, &channel).await;
    assert_eq!((&told(&report, "spf")[0], &told(&report, "ptr")[0]), (&json!("found"), &json!("found")));
}

/// The keys of a mailbox: selector and stage.
fn stages(channel: &Value) -> Vec<(String, String)> {
    let keys = channel["email"]["dkim_keys"].as_array().unwrap();
    let text = |key: &Value, name: &str| key[name].as_str().unwrap().to_owned();
    keys.iter().map(|key| (text(key, "selector"), text(key, "stage"))).collect()
}

fn pair(selector: &str, stage: &str) -> (String, String) {
    (selector.to_owned(), stage.to_owned())
}

fn record_of(channel: &Value, selector: &str) -> (String, String) {
    let keys = channel["email"]["dkim_keys"].as_array().unwrap();
    let key = keys.iter().find(|key| key["selector"] == selector).unwrap();
    (key["record_name"].as_str().unwrap().to_owned(), key["record_value"].as_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_signs_when_its_record_is_seen_and_the_old_one_stays_for_a_week() {
    on_both_engines(|desk| async move {
        let dns = NameServer::start().await;
        let desk = desk.within(dns.address, 25);
        let (customer, server) = customer().await;
        let outgoing = json!({"host": "localhost", "port": server.address.port(), "security": "none"});
        let channel = mailbox(&desk, outgoing).await;
        let path = format!("/channels/{}", channel["id"].as_str().unwrap());
        let keys = format!("{path}/dkim-keys");
        let old = record_of(&channel, "tillside");
        dns.text(&old.0, &old.1);
        dns.text("_dmarc.magaza.example", "v=DMARC1; p=reject");

        let made = desk.post(&keys, json!({"algorithm": "rsa"})).await.ok();
        let new = "tillside20260302";
        assert_eq!(stages(&made), [pair("tillside", "signing"), pair(new, "coming")]);
        assert_eq!(desk.look_for_keys().await, 1);
        let report = checked(&desk, &channel).await;
        assert_eq!(stages(&report["channel"]), stages(&made), "nothing is published yet");
        desk.delete(&format!("{keys}/tillside")).await.problem(409, "conflict");

        let raw = mail(&["Subject: Kargo"], "Nerede?");
        let (_, _, conversation) = desk.arrives(ADDRESS, raw).await;
        answer(&desk, &conversation, json!({"text": "Yolda."})).await;
        desk.deliver().await;
        let first = received(&customer).await.pop().unwrap();
        assert!(header_of(&first, "DKIM-Signature").unwrap().contains("s=tillside;"), "{first}");

        // The record is published; the watch sees it without anybody asking.
        let (name, value) = record_of(&made, new);
        dns.text(&name, &value);
        desk.wait(SignedDuration::from_mins(2));
        assert_eq!(desk.look_for_keys().await, 1);
        let shown = desk.get(&path).await.ok();
        assert_eq!(stages(&shown), [pair(new, "signing"), pair("tillside", "leaving")]);
        assert_eq!(shown["email"]["dkim_keys"][1]["removable_at"], "2026-03-09T09:02:00.000Z");
        desk.delete(&format!("{keys}/tillside")).await.problem(409, "conflict");

        // A second kind of key beside it, seen by the check that a person asks for.
        let made = desk.post(&keys, json!({"algorithm": "ed25519"})).await.ok();
        let second = "tillside-ed20260302";
        let (name, value) = record_of(&made, second);
        assert!(value.starts_with("v=DKIM1; k=ed25519; p="), "{value}");
        dns.text(&name, &value);
        let report = checked(&desk, &channel).await;
        let signing = [pair(new, "signing"), pair("tillside", "leaving"), pair(second, "signing")];
        assert_eq!(stages(&report["channel"]), signing);

        answer(&desk, &conversation, json!({"text": "Bugün."})).await;
        desk.deliver().await;
        let raws = received(&customer).await;
        let raw = raws.iter().find(|raw| raw.contains("s=tillside-ed20260302;")).unwrap();
        assert!(raw.contains("s=tillside20260302;"), "{raw}");
        let resolver = Resolver::at(dns.address).unwrap();
        let from = ADDRESS.parse().unwrap();
        let verified = async |raw: &str| {
            verify(
                raw.as_bytes(),
                "192.0.2.9".parse().unwrap(),
                "x.example",
                Some(&from),
                &resolver,
                Sealers::default(),
            )
            .await
            .dkim
        };
        assert_eq!(verified(raw).await, Check::Pass);
        dns.withdraw(&record_of(&shown, new).0);
        assert_eq!(verified(raw).await, Check::Pass, "each signature stands by itself");

        desk.wait(SignedDuration::from_hours(7 * 24));
        let left = desk.delete(&format!("{keys}/tillside")).await.ok();
        assert_eq!(stages(&left), [pair(new, "signing"), pair(second, "signing")]);
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_waited_while_the_keys_changed_is_signed_by_the_new_one() {
    let dns = NameServer::start().await;
    let desk = Desk::open(ENGINES[0]).await.within(dns.address, 25);
    let (server, running) = scripted(&["451 4.3.0 Try again later", "250 2.0.0 Taken"]).await;
    let outgoing = json!({"host": "127.0.0.1", "port": server.port(), "security": "none"});
    let channel = mailbox(&desk, outgoing).await;
    let (_, _, conversation) = desk.arrives(ADDRESS, mail(&["Subject: Kargo"], "Nerede?")).await;
    answer(&desk, &conversation, json!({"text": "Yolda."})).await;
    desk.deliver().await;
    let keys = format!("/channels/{}/dkim-keys", channel["id"].as_str().unwrap());
    let made = desk.post(&keys, json!({"algorithm": "rsa"})).await.ok();
    let (name, value) = record_of(&made, "tillside20260302");
    dns.text(&name, &value);
    checked(&desk, &channel).await;
    desk.wait(SignedDuration::from_mins(2));
    desk.deliver().await;
    let mails = running.await.unwrap();
    let of = |raw: &str, name: &str| header_of(raw, name).unwrap();
    assert!(of(&mails[0], "DKIM-Signature").contains("s=tillside;"));
    assert!(of(&mails[1], "DKIM-Signature").contains("s=tillside20260302;"));
    assert_eq!(of(&mails[0], "Message-ID"), of(&mails[1], "Message-ID"));
    assert_eq!(mails[1].matches("DKIM-Signature").count(), 1);
    let resolver = Resolver::at(dns.address).unwrap();
    let from = ADDRESS.parse().unwrap();
    let ip = "192.0.2.9".parse().unwrap();
    let found =
        verify(mails[1].as_bytes(), ip, "x.example", Some(&from), &resolver, Sealers::default()).await;
    assert_eq!(found.dkim, Check::Pass);
}
