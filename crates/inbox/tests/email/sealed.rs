//! What a forwarder found before it broke SPF or DKIM, and sealed (RFC 8617).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use inbox::channels::ChannelSettings;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::desk::{Desk, ENGINES, mail, on_both_engines};
use crate::name_server;

const ADDRESS: &str = "destek@magaza.example";

/// Seals as a forwarder does, with Ed25519 (RFC 8463) and one key for all.
struct Forwarder {
    key: Ed25519KeyPair,
}

impl Forwarder {
    fn new() -> Self {
        Self { key: Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap() }
    }

    fn record(&self) -> String {
        format!("v=DKIM1; k=ed25519; p={}", STANDARD.encode(self.key.public_key().as_ref()))
    }

    fn sign(&self, what: &str) -> String {
        STANDARD.encode(self.key.sign(&Sha256::digest(what)))
    }

    /// The mail with three headers more on top.
    fn seal(&self, raw: &str, number: usize, domain: &str, results: &str) -> String {
        let (headers, body) = raw.split_once("\r\n\r\n").unwrap();
        let hash = STANDARD.encode(Sha256::digest(format!("{}\r\n", body.trim_end())));
        let found = format!("ARC-Authentication-Results: i={number}; mx.{domain}; {results}");
        let signing = format!(
            "ARC-Message-Signature: i={number}; a=ed25519-sha256; c=relaxed/relaxed; d={domain}; s=arc; h=from:to; bh={hash}; b="
        );
        let of = |name: &str| headers.lines().find(|line| line.starts_with(name)).unwrap();
        let signed = [of("From:"), of("To:")].map(relaxed).concat() + relaxed(&signing).trim_end();
        let signing = signing + &self.sign(&signed);
        let chain = if number == 1 { "none" } else { "pass" };
        let sealing = format!("ARC-Seal: i={number}; a=ed25519-sha256; cv={chain}; d={domain}; s=arc; b=");
        let mut earlier = String::new();
        for hop in 1..number {
            for name in ["ARC-Authentication-Results", "ARC-Message-Signature", "ARC-Seal"] {
                earlier += &relaxed(of(&format!("{name}: i={hop};")));
            }
        }
        let sealed = earlier + &relaxed(&found) + &relaxed(&signing) + relaxed(&sealing).trim_end();
        let sealing = sealing + &self.sign(&sealed);
        format!("{sealing}\r\n{signing}\r\n{found}\r\n{raw}")
    }
}

/// RFC 6376 §3.4.2.
fn relaxed(header: &str) -> String {
    let (name, value) = header.split_once(':').unwrap();
    let words: Vec<&str> = value.split_whitespace().collect();
    format!("{}:{}\r\n", name.to_ascii_lowercase(), words.join(" "))
}

const PASSED: &str = "spf=pass smtp.mailfrom=posta.example; dmarc=pass header.from=posta.example";
const FAILED: &str = "spf=fail smtp.mailfrom=posta.example; dmarc=fail header.from=posta.example; arc=pass";

/// What is known of the sender of the newest conversation's first mail.
async fn checked(desk: &Desk) -> Value {
    let page = desk.get("/conversations?status=open,spam&limit=200").await.ok();
    let id = page["data"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).max();
    let found = desk.last_message(id.unwrap()).await["authentication"].clone();
    json!([found["dmarc"], found["domain"], found["sealed_by"]])
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_forwarder_found_counts_where_its_seal_is_right_and_it_is_believed() {
    on_both_engines(|desk| async move {
        let channel = desk.mailbox(ADDRESS, None).await;
        let forwarder = Forwarder::new();
        let key = forwarder.record();
        let records = [
            // Of this machine, from which the forwarded mail comes, posta.example knows nothing.
            ("posta.example", "v=spf1 ip4:192.0.2.1 -all"),
            ("_dmarc.posta.example", "v=DMARC1; p=reject"),
            ("arc._domainkey.google.com", key.as_str()),
            ("arc._domainkey.dernek.example", key.as_str()),
        ];
        let server = desk.listen_checking_by(name_server::start(&records).await).await;
        let (bad, good) = (json!(["fail", null, null]), json!(["pass", "posta.example", "google.com"]));
        let plain = |number: usize| mail(&[&format!("Subject: {number}")], "Merhaba\n");
        let once = |number, domain, results| forwarder.seal(&plain(number), 1, domain, results);
        let twice = |first: String, results| forwarder.seal(&first, 2, "google.com", results);
        let other = "dmarc=pass header.from=baska.example";
        for (raw, expected, why) in [
            (plain(1), &bad, "nobody sealed"),
            (once(2, "google.com", PASSED), &good, "sealed"),
            (once(3, "google.com", PASSED).replace("Merhaba", "Parola?"), &bad, "changed on the way"),
            (once(4, "google.com", FAILED).replace("dmarc=fail", "dmarc=pass"), &bad, "changed results"),
            (once(5, "dernek.example", PASSED), &bad, "anybody can seal"),
            (once(6, "google.com", other), &bad, "another author was right then"),
            (
                twice(once(7, "dernek.example", PASSED), FAILED),
                &bad,
                "who was believed before found otherwise",
            ),
            (twice(once(8, "google.com", PASSED), FAILED), &good, "two hops, both believed"),
            (once(9, "google.com", FAILED), &bad, "the forwarder found the same"),
        ] {
            server.takes(Some("list@dernek.example"), &[ADDRESS], &raw).await.unwrap();
            assert_eq!(&checked(&desk).await, expected, "{why}");
        }
        let path = format!("/channels/{}", channel.id);
        desk.patch(&path, json!({"arc_sealers": ["dernek"]})).await.problem(422, "validation");
        let shown = desk.patch(&path, json!({"arc_sealers": ["Dernek.example."]})).await.ok();
        assert_eq!(shown["email"]["arc_sealers"], json!(["dernek.example"]));
        let raw = once(10, "dernek.example", PASSED);
        server.takes(Some("list@dernek.example"), &[ADDRESS], &raw).await.unwrap();
        assert_eq!(checked(&desk).await, json!(["pass", "posta.example", "dernek.example"]));
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_mail_that_a_provider_has_checked_the_seals_count_that_it_found_whole() {
    let desk = Desk::open(ENGINES[0]).await;
    let authserv_id = Some("mx.posta.example".to_owned());
    desk.mailbox_with(ADDRESS, ChannelSettings { authserv_id, ..ChannelSettings::default() }).await;
    let forwarder = Forwarder::new();
    let sealed = |number: usize, domain: &str| {
        forwarder.seal(&mail(&[&format!("Subject: {number}")], "Merhaba\n"), 1, domain, PASSED)
    };
    let (bad, good) = (json!(["fail", null, null]), json!(["pass", "posta.example", "google.com"]));
    let whole = "Authentication-Results: mx.posta.example; dmarc=fail; arc=pass (i=1)\r\n";
    let broken = "Authentication-Results: mx.posta.example; dmarc=fail; arc=fail\r\n";
    let silent = "Authentication-Results: mx.posta.example; dmarc=fail\r\n";
    let forged = format!("{silent}Authentication-Results: baska.example; arc=pass\r\n");
    for (top, sealer, expected) in [
        (whole, "google.com", &good),
        (whole, "dernek.example", &bad),
        (broken, "google.com", &bad),
        (silent, "google.com", &bad),
        (forged.as_str(), "google.com", &bad),
    ] {
        let number = desk.conversations().await;
        desk.arrives(ADDRESS, format!("{top}{}", sealed(number, sealer))).await;
        assert_eq!(&checked(&desk).await, expected, "{top} {sealer}");
    }
    // A second set of the same number can't be told from the first.
    let twice =
        sealed(99, "google.com").replace("ARC-Seal: i=1;", "ARC-Seal: i=1; d=google.com\r\nARC-Seal: i=1;");
    desk.arrives(ADDRESS, format!("{whole}{twice}")).await;
    assert_eq!(checked(&desk).await, bad);
}
