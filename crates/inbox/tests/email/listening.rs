//! The built-in mail server, by real sockets and another program's client.

use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncTransport, Tokio1Executor};
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use crate::desk::{Desk, ENGINES, mail, on_both_engines};
use crate::name_server;

/// A client that says exactly what the test says.
struct Talker(BufReader<TcpStream>);

impl Talker {
    async fn connect(address: std::net::SocketAddr) -> Self {
        let mut talker = Self(BufReader::new(TcpStream::connect(address).await.unwrap()));
        assert!(talker.hear().await.starts_with("220 mx.magaza.example"));
        talker
    }

    async fn hear(&mut self) -> String {
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).await.unwrap();
            if line.as_bytes().get(3) != Some(&b'-') {
                return line;
            }
        }
    }

    async fn say(&mut self, line: &str) -> String {
        self.0.get_mut().write_all(format!("{line}\r\n").as_bytes()).await.unwrap();
        self.hear().await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_was_answered_with_250_is_in_its_conversation() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let server = desk.listen().await;
        let raw = mail(&["Message-ID: <smtp@posta.example>", "Subject: By SMTP"], "Hello\n.\n..dots\n");
        let code =
            server.takes(Some("mehmet@posta.example"), &["Destek@Magaza.example"], &raw).await.unwrap();
        assert_eq!(code, "250");
        let page = desk.get("/conversations").await.ok();
        let row = &page["data"][0];
        assert_eq!(
            json!([row["subject"], row["customer"]["email"]]),
            json!(["By SMTP", "mehmet@posta.example"])
        );
        let message = desk.last_message(row["id"].as_str().unwrap()).await;
        assert_eq!(message["text"].as_str().unwrap().trim_end(), "Hello\n.\n..dots");
        assert_eq!(desk.raw(message["id"].as_str().unwrap()).await.trim_end(), raw.trim_end());
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_mailboxes_and_their_reply_addresses_are_recipients() {
    let desk = Desk::open(ENGINES[0]).await;
    let mailbox = desk.mailbox("destek@magaza.example", None).await;
    let server = desk.listen().await;
    let mut talker = Talker::connect(server.address).await;
    assert!(talker.say("EHLO mx.posta.example").await.starts_with("250"));
    assert!(talker.say("MAIL FROM:<a@posta.example>").await.starts_with("250"));
    for (recipient, code) in [
        ("nobody@magaza.example", "550"),
        ("destek@elsewhere.example", "550"),
        ("DESTEK@magaza.example", "250"),
        ("destek+t.abc.0123456789abcdef@magaza.example", "250"),
    ] {
        let answer = talker.say(&format!("RCPT TO:<{recipient}>")).await;
        assert!(answer.starts_with(code), "{recipient}: {answer}");
    }
    desk.delete(&format!("/channels/{}", mailbox.id)).await.ok();
    assert!(talker.say("RCPT TO:<destek@magaza.example>").await.starts_with("550"));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_to_several_of_our_mailboxes_arrives_at_each_and_is_one() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        desk.mailbox("satis@magaza.example", None).await;
        let server = desk.listen().await;
        let raw = mail(&["Message-ID: <two@posta.example>", "Subject: Two"], "Two");
        let to = ["destek@magaza.example", "satis@magaza.example"];
        server.takes(Some("mehmet@posta.example"), &to, &raw).await.unwrap();
        server.takes(Some("mehmet@posta.example"), &to, &raw).await.unwrap();
        let page = desk.get("/conversations").await.ok();
        assert_eq!(page["data"].as_array().unwrap().len(), 1);
        assert_eq!(page["data"][0]["message_count"], 1);
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_can_be_encrypted_by_a_certificate_of_our_own_making() {
    let desk = Desk::open(ENGINES[0]).await;
    desk.mailbox("destek@magaza.example", None).await;
    let server = desk.listen().await;
    let tls = TlsParameters::builder("mx.magaza.example".to_owned())
        .dangerous_accept_invalid_certs(true)
        .build_rustls()
        .unwrap();
    let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1")
        .port(server.address.port())
        .tls(Tls::Required(tls))
        .build();
    let envelope = lettre::address::Envelope::new(
        Some("a@posta.example".parse().unwrap()),
        vec!["destek@magaza.example".parse().unwrap()],
    )
    .unwrap();
    transport.send_raw(&envelope, mail(&[], "secret").as_bytes()).await.unwrap();
    assert_eq!(desk.conversations().await, 1);
    server.stop().await;
    let certificate = desk.test.folder.path().join(inbox::channels::email::CERTIFICATE);
    let before = std::fs::read(&certificate).unwrap();
    desk.listen().await.stop().await;
    assert_eq!(std::fs::read(&certificate).unwrap(), before, "the next start uses the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_the_limits_is_refused_for_good() {
    let desk = Desk::open(ENGINES[0]).await;
    desk.mailbox("destek@magaza.example", None).await;
    let server = desk.listen().await;
    let mut parts = mail(&["Content-Type: multipart/mixed; boundary=b"], "");
    parts.push_str(&"--b\r\n\r\nx\r\n".repeat(10_000));
    let refused =
        server.takes(Some("a@posta.example"), &["destek@magaza.example"], &parts).await.unwrap_err();
    assert_eq!((refused.is_permanent(), refused.status().unwrap().to_string().as_str()), (true, "550"));
    let mut talker = Talker::connect(server.address).await;
    talker.say("EHLO x").await;
    let size = inbox::channels::email::LARGEST + 1;
    assert!(talker.say(&format!("MAIL FROM:<a@posta.example> SIZE={size}")).await.starts_with("552"));
    assert_eq!(desk.conversations().await, 0);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_database_fails_the_other_server_keeps_the_mail() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let server = desk.listen().await;
        let raw = mail(&["Message-ID: <later@posta.example>"], "Keep me");
        desk.sql("ALTER TABLE mail_arrival RENAME TO mail_arrival_away").await;
        let failed =
            server.takes(Some("a@posta.example"), &["destek@magaza.example"], &raw).await.unwrap_err();
        assert_eq!(failed.status().unwrap().to_string(), "451");
        desk.sql("ALTER TABLE mail_arrival_away RENAME TO mail_arrival").await;
        server.takes(Some("a@posta.example"), &["destek@magaza.example"], &raw).await.unwrap();
        assert_eq!(desk.conversations().await, 1);
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_it_stops_clients_are_told_to_come_back() {
    let desk = Desk::open(ENGINES[0]).await;
    let server = desk.listen().await;
    let mut talker = Talker::connect(server.address).await;
    assert!(talker.say("EHLO x").await.starts_with("250"));
    let address = server.address;
    server.stop().await;
    assert!(talker.hear().await.starts_with("421"));
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_client_can_t_take_all_connections() {
    let desk = Desk::open(ENGINES[0]).await;
    let server = desk.listen().await;
    let mut open = Vec::new();
    for _ in 0..40 {
        open.push(Talker::connect(server.address).await);
    }
    let mut refused = BufReader::new(TcpStream::connect(server.address).await.unwrap());
    let mut line = String::new();
    refused.read_line(&mut line).await.unwrap();
    assert!(line.starts_with("421"), "{line}");
    open.pop().unwrap().say("QUIT").await;
    drop(open);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_check_of_the_sender_found_stands_on_the_message() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let records = [
            // Of this machine's mail posta.example knows nothing, esnaf.example says that it is theirs.
            ("posta.example", "v=spf1 ip4:192.0.2.1 -all"),
            ("_dmarc.posta.example", "v=DMARC1; p=reject"),
            ("esnaf.example", "v=spf1 ip4:127.0.0.1 -all"),
            ("_dmarc.esnaf.example", "v=DMARC1; p=reject"),
            ("imza._domainkey.posta.example", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        ];
        let server = desk.listen_checking_by(name_server::start(&records).await).await;
        let signature = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=posta.example; s=imza; h=From; \
            bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";
        for (sender, headers, expected) in [
            ("mehmet@posta.example", vec![], json!(["fail", "none", "fail", null])),
            ("mehmet@posta.example", vec![signature], json!(["fail", "fail", "fail", null])),
            ("usta@esnaf.example", vec![], json!(["pass", "none", "pass", "esnaf.example"])),
            ("biri@bilinmez.example", vec![], json!(["none", "none", "none", null])),
        ] {
            let from = format!("From: {sender}");
            let subject = format!("Subject: {expected}");
            let raw = mail(&[&[from.as_str(), &subject], headers.as_slice()].concat(), "Merhaba");
            assert_eq!(server.takes(Some(sender), &["destek@magaza.example"], &raw).await.unwrap(), "250");
            let page = desk.get("/conversations?status=open,spam").await.ok();
            let id = page["data"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).max();
            let found = desk.last_message(id.unwrap()).await["authentication"].clone();
            assert_eq!(
                json!([found["spf"], found["dkim"], found["dmarc"], found["domain"]]),
                expected,
                "{sender} {headers:?}"
            );
        }
        server.stop().await;
    })
    .await;
}
