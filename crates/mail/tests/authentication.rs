//! Who a sender really is, as the receiving server found it, and signatures that say who we are.
#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]

use mail::authentication::{Check, Sealers, trusted_results};
use mail::dkim::{DkimAlgorithm, DkimError, DkimKey, DkimSigner};
use mail::{Limits, parse};

#[test]
fn only_the_receiving_server_is_believed() {
    let results = |headers: &str| {
        let raw = format!("{headers}From: Ayse <ayse@posta.example>\n\nx");
        trusted_results(
            &parse(raw.as_bytes(), &Limits::default()).unwrap(),
            "mx.magaza.example",
            Sealers::default(),
        )
    };
    assert_eq!(results(""), None);
    assert_eq!(results("Authentication-Results: evil.example; dmarc=pass header.from=posta.example\n"), None);
    assert_eq!(results("Authentication-Results: evil.example (mx.magaza.example); dmarc=pass\n"), None);
    assert_eq!(results("Authentication-Results: mx.magaza.example.evil.example; dmarc=pass\n"), None);

    let good = results(
        "Authentication-Results: mx.magaza.example 1; spf=pass (x; dmarc=fail) smtp.mailfrom=b@mail.posta.example;\n\
         \tdkim=pass header.d=Posta.example; dmarc=pass (p=REJECT) header.from=posta.example\n",
    )
    .unwrap();
    assert_eq!((good.spf, good.dkim, good.dmarc), (Check::Pass, Check::Pass, Check::Pass));
    assert!(good.is_proven() && !good.is_refuted());
    assert_eq!(good.aligned_domain.as_deref(), Some("mail.posta.example"));

    let other = results("Authentication-Results: mx.magaza.example; dkim=pass header.d=sender.example; spf=pass smtp.mailfrom=x@sender.example\n").unwrap();
    assert!(!other.is_proven(), "a signature of somebody else proves nothing");
    let sibling = results("Authentication-Results: mx.magaza.example; dkim=pass header.d=example\n").unwrap();
    assert!(!sibling.is_proven(), "a public suffix vouches for nobody");
    let bad = results("Authentication-Results: mx.magaza.example; spf=softfail smtp.mailfrom=x@y.example; dkim=temperror; dmarc=fail\n").unwrap();
    assert_eq!((bad.spf, bad.dkim, bad.dmarc), (Check::Fail, Check::TempError, Check::Fail));
    assert!(bad.is_refuted());
}

#[test]
fn results_that_were_there_before_ours_do_not_count() {
    let raw = "Authentication-Results: mx.magaza.example; dmarc=fail\nReceived: by mx.magaza.example\nAuthentication-Results: other.example; x=y\nAuthentication-Results: mx.magaza.example; dmarc=pass\nFrom: a@posta.example\n\nx";
    let found = trusted_results(
        &parse(raw.as_bytes(), &Limits::default()).unwrap(),
        "mx.magaza.example",
        Sealers::default(),
    )
    .unwrap();
    assert_eq!(found.dmarc, Check::Fail);
}

/// The key of RFC 8463 appendix A.
const SEED: &str = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";

fn seed() -> [u8; 32] {
    data_encoding::BASE64.decode(SEED.as_bytes()).unwrap().try_into().unwrap()
}

#[test]
fn an_ed25519_key_publishes_what_the_standard_says() {
    let key = DkimKey::generate(DkimAlgorithm::Ed25519Sha256, seed()).unwrap();
    assert_eq!(key.dns_record(), "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    let again = DkimKey::from_secret(&key.to_secret()).unwrap();
    assert_eq!(again.dns_record(), key.dns_record());
    assert!(!format!("{key:?}").contains("nWGx"));
}

#[test]
fn an_rsa_key_is_made_kept_and_published() {
    let key = DkimKey::generate(DkimAlgorithm::RsaSha256, [9; 32]).unwrap();
    assert_eq!(key.algorithm(), DkimAlgorithm::RsaSha256);
    assert!(key.dns_record().starts_with("v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"));
    let again = DkimKey::from_secret(&key.to_secret()).unwrap();
    assert_eq!(again.dns_record(), key.dns_record());
}

#[test]
fn what_cannot_be_signed_is_refused() {
    assert!(matches!(DkimKey::from_secret("hello"), Err(DkimError::Key(_))));
    let signer = DkimSigner::new(
        DkimKey::generate(DkimAlgorithm::Ed25519Sha256, seed()).unwrap(),
        "magaza.example",
        "s",
    );
    let now = "2026-11-21T07:00:00Z".parse().unwrap();
    assert_eq!(signer.sign(b"Subject: x\r\n\r\nx", now).unwrap_err(), DkimError::NoFrom);
}

#[cfg(feature = "verify")]
mod checked_by_another_program {
    use std::collections::HashMap;
    use std::net::SocketAddr;

    use mail::authentication::{Resolver, SenderAuthentication, verify};
    use mail::{EmailAddress, Outgoing, compose};
    use tokio::net::UdpSocket;

    use super::*;

    /// A name server on this machine that knows some TXT records, and that nothing else exists.
    async fn name_server(records: HashMap<String, String>) -> SocketAddr {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        tokio::spawn(async move {
            let mut packet = [0; 1500];
            while let Ok((length, client)) = socket.recv_from(&mut packet).await {
                let answer = answer(&packet[..length], &records);
                socket.send_to(&answer, client).await.unwrap();
            }
        });
        address
    }

    fn answer(question: &[u8], records: &HashMap<String, String>) -> Vec<u8> {
        let mut labels = Vec::new();
        let mut at = 12;
        while question[at] > 0 {
            let end = at + 1 + usize::from(question[at]);
            labels.push(String::from_utf8_lossy(&question[at + 1..end]).to_lowercase());
            at = end;
        }
        let is_txt = question[at + 1..at + 3] == [0, 16];
        let asked = &question[12..at + 5];
        let record = records.get(&labels.join(".")).filter(|_| is_txt);
        let mut out = question[..2].to_vec();
        let found = u8::from(record.is_some());
        out.extend([0x85, if found == 1 { 0x80 } else { 0x83 }, 0, 1, 0, found, 0, 0, 0, 0]);
        out.extend_from_slice(asked);
        if let Some(record) = record {
            let strings: Vec<u8> = record
                .as_bytes()
                .chunks(255)
                .flat_map(|chunk| {
                    std::iter::once(u8::try_from(chunk.len()).unwrap()).chain(chunk.iter().copied())
                })
                .collect();
            out.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60]);
            out.extend(u16::try_from(strings.len()).unwrap().to_be_bytes());
            out.extend(strings);
        }
        out
    }

    fn mail_of_ours() -> Vec<u8> {
        let mailbox = |address: &str| address.parse::<EmailAddress>().unwrap().into();
        compose(&Outgoing {
            from: mailbox("destek@magaza.example"),
            reply_to: None,
            to: vec![mailbox("ayse@posta.example")],
            cc: Vec::new(),
            bcc: Vec::new(),
            subject: "Siparişiniz".to_owned(),
            message_id: "1@magaza.example".parse().unwrap(),
            in_reply_to: None,
            references: Vec::new(),
            date: "2026-11-21T07:00:00Z".parse().unwrap(),
            text: "Merhaba,\n\nyour parcel is on its way.\n".to_owned(),
            html: None,
            attachments: Vec::new(),
            automatic: None,
            unsubscribe: None,
        })
        .unwrap()
    }

    async fn check(raw: &[u8], records: &[(&str, String)]) -> SenderAuthentication {
        let records = records.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
        let resolver = Resolver::at(name_server(records).await).unwrap();
        let from: EmailAddress = "bounce@magaza.example".parse().unwrap();
        verify(
            raw,
            "192.0.2.1".parse().unwrap(),
            "mx.magaza.example",
            Some(&from),
            &resolver,
            Sealers::default(),
        )
        .await
    }

    #[tokio::test]
    async fn our_signatures_are_right_and_break_when_the_mail_is_changed() {
        let now = "2026-11-21T07:00:00Z".parse().unwrap();
        let rsa = DkimKey::from_secret(include_str!("fixtures/dkim-test-key.pem")).unwrap();
        let ed25519 = DkimKey::generate(DkimAlgorithm::Ed25519Sha256, seed()).unwrap();
        for key in [rsa, ed25519] {
            let algorithm = key.algorithm();
            let records = [
                ("s._domainkey.magaza.example", key.dns_record()),
                ("_dmarc.magaza.example", "v=DMARC1; p=reject".to_owned()),
            ];
            let signed = DkimSigner::new(key, "magaza.example", "s").sign(&mail_of_ours(), now).unwrap();
            let good = check(&signed, &records).await;
            assert_eq!((good.dkim, good.dmarc), (Check::Pass, Check::Pass), "{algorithm:?}");
            assert_eq!(good.aligned_domain.as_deref(), Some("magaza.example"));

            let text = String::from_utf8(signed).unwrap();
            let respaced = text.replace("Subject: ", "Subject:   ") + "\r\n\r\n";
            assert_eq!(
                check(respaced.as_bytes(), &records).await.dkim,
                Check::Pass,
                "white space may change"
            );
            for changed in [
                format!("{text}and more\r\n"),
                text.replace("<ayse@", "<ahmet@"),
                text.replace("\r\nMIME-Version: ", "\r\nSubject: another one\r\nMIME-Version: "),
            ] {
                assert_ne!(changed, text, "nothing was changed");
                let found = check(changed.as_bytes(), &records).await;
                assert_eq!((found.dkim, found.dmarc), (Check::Fail, Check::Fail), "{algorithm:?}\n{changed}");
            }
        }
    }

    #[tokio::test]
    async fn the_sending_server_is_checked_and_silence_is_no_failure() {
        let spf = |policy: &str| [("magaza.example", format!("v=spf1 {policy}"))];
        let mail = mail_of_ours();
        assert_eq!(check(&mail, &spf("ip4:192.0.2.0/24 -all")).await.spf, Check::Pass);
        assert_eq!(check(&mail, &spf("ip4:198.51.100.1 -all")).await.spf, Check::Fail);
        let nothing = check(&mail, &[]).await;
        assert_eq!(nothing, SenderAuthentication::default());
    }
}
