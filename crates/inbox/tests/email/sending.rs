//! Answers that leave: what a mail looks like, how it is signed, and what happens when a server does not take it.

use std::net::SocketAddr;

use inbox::channels::{ChannelSettings, Outgoing, Security, SignIn};
use jiff::SignedDuration;
use mail::authentication::{Check, Resolver, Sealers, verify};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use crate::desk::{Desk, ENGINES, MailServer, header_of, mail, on_both_engines};
use crate::name_server;

/// The customer's side: their own mailbox behind their own server.
pub async fn customer() -> (Desk, MailServer) {
    let desk = Desk::open(ENGINES[0]).await;
    desk.mailbox("mehmet@posta.example", None).await;
    let server = desk.listen().await;
    (desk, server)
}

async fn asked(desk: &Desk) -> String {
    let raw = mail(
        &["Message-ID: <q@posta.example>", "References: <older@posta.example>", "Subject: Re: Kargo"],
        "Kargom <nerede>?\nBekliyorum.\n",
    );
    desk.arrives("destek@magaza.example", raw).await.2
}

pub async fn answer(desk: &Desk, conversation: &str, body: Value) -> String {
    let answer = desk.post(&format!("/conversations/{conversation}/replies"), body).await.ok();
    answer["id"].as_str().unwrap().to_owned()
}

async fn delivery(desk: &Desk, conversation: &str, id: &str) -> Value {
    let messages = desk.messages(conversation).await;
    messages.into_iter().find(|message| message["id"] == id).unwrap()["delivery"].clone()
}

/// What the customer's server took, as raw mail.
pub async fn received(customer: &Desk) -> Vec<String> {
    let page = customer.get("/conversations?status=open,solved").await.ok();
    let mut raws = Vec::new();
    for row in page["data"].as_array().unwrap() {
        for message in customer.messages(row["id"].as_str().unwrap()).await {
            raws.push(customer.raw(message["id"].as_str().unwrap()).await);
        }
    }
    raws
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_a_mail_that_reads_well_and_leads_back() {
    on_both_engines(|desk| async move {
        let (customer, server) = customer().await;
        desk.mailbox("destek@magaza.example", Some(server.address)).await;
        let conversation = asked(&desk).await;
        let picture = "<p>Yolda <b>bugün</b>. <img src=\"data:image/png;base64,iVBORw0K\"></p>";
        let id = answer(&desk, &conversation, json!({"html": picture})).await;
        assert_eq!(delivery(&desk, &conversation, &id).await["state"], "queued");
        assert_eq!(desk.deliver().await, 1);
        assert_eq!(delivery(&desk, &conversation, &id).await["state"], "sent");

        let raw = received(&customer).await.pop().unwrap();
        let email = mail::parse(raw.as_bytes(), &mail::Limits::default()).unwrap();
        let value = |name: &str| header_of(&raw, name);
        assert_eq!(email.from[0].address.as_str(), "destek@magaza.example");
        assert_eq!(email.from[0].name.as_deref(), Some("Destek"));
        assert_eq!(value("Subject").as_deref(), Some("Re: Kargo"));
        assert_eq!(value("In-Reply-To").as_deref(), Some("<q@posta.example>"));
        let references: Vec<_> = email.references.iter().map(|id| id.as_str()).collect();
        assert_eq!(references, ["older@posta.example", "q@posta.example"]);
        assert_eq!(value("Auto-Submitted"), None, "a person wrote it");
        assert!(email.text.starts_with("Yolda bugün."), "{}", email.text);
        assert!(
            email.text.contains(
                "02.03.2026 12:00 tarihinde Mehmet Demir yazdı:\n> Kargom <nerede>?\n> Bekliyorum."
            ),
            "{}",
            email.text
        );
        let html = email.html.unwrap();
        assert!(
            html.contains("<b>bugün</b>")
                && html.contains("gmail_quote")
                && html.contains("Kargom &lt;nerede&gt;?"),
            "{html}"
        );
        let picture = email.attachments.iter().find(|file| file.content_type == "image/png").unwrap();
        assert!(html.contains(&format!("cid:{}", picture.content_id.as_deref().unwrap())), "{html}");

        // The customer answers as any mail program would: to Reply-To, without References.
        let back = email.reply_to[0].address.to_string();
        assert!(back.starts_with("destek+t."), "{back}");
        let ours = desk.listen().await;
        let reply = mail(&[&format!("To: {back}"), "Subject: RE: Kargo"], "Teşekkürler");
        ours.takes(Some("mehmet@posta.example"), &[&back], &reply).await.unwrap();
        let last = desk.last_message(&conversation).await;
        assert_eq!(
            json!([last["new_text"], last["threading"]["evidence"]]),
            json!(["Teşekkürler", "reply_token"])
        );
        ours.stop().await;
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_signature_and_copies_go_along() {
    let desk = Desk::open(ENGINES[1]).await;
    let (customer, server) = customer().await;
    customer.mailbox("es@posta.example", None).await;
    desk.mailbox("destek@magaza.example", Some(server.address)).await;
    let conversation = asked(&desk).await;
    let file = desk.upload("makbuz.pdf", "application/pdf", b"%PDF-1.7").await;
    let body = json!({"text": "Ekte.", "attachments": [file], "cc": [{"name": "Eş", "address": "es@posta.example"}]});
    answer(&desk, &conversation, body).await;
    desk.deliver().await;
    let raw = received(&customer).await.pop().unwrap();
    let email = mail::parse(raw.as_bytes(), &mail::Limits::default()).unwrap();
    assert_eq!((email.cc[0].address.as_str(), email.cc[0].name.as_deref()), ("es@posta.example", Some("Eş")));
    let files: Vec<_> =
        email.attachments.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
    assert_eq!(files, [("makbuz.pdf", &b"%PDF-1.7"[..])]);
    // Who got a copy takes part, and is known when they answer.
    let shown = desk.conversation(&conversation).await;
    let copied =
        shown["participants"].as_array().unwrap().iter().find(|one| one["address"] == "es@posta.example");
    assert_eq!(copied.unwrap()["verified"], true);
    server.stop().await;
}

/// A server that takes everything up to the mail's end and then says this; tells what it was sent.
pub async fn scripted(
    last_words: &'static [&'static str],
) -> (SocketAddr, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let running = tokio::spawn(async move {
        let mut mails = Vec::new();
        for words in last_words {
            let (stream, _) = listener.accept().await.unwrap();
            let mut stream = BufReader::new(stream);
            stream.get_mut().write_all(b"220 test\r\n").await.unwrap();
            let (mut in_mail, mut raw) = (false, String::new());
            loop {
                let mut line = String::new();
                if stream.read_line(&mut line).await.unwrap() == 0 {
                    break;
                }
                let answer = match line.trim_end() {
                    "." if in_mail => {
                        in_mail = false;
                        (*words).to_owned()
                    }
                    _ if in_mail => {
                        raw.push_str(&line);
                        continue;
                    }
                    "DATA" => {
                        in_mail = true;
                        "354 go".to_owned()
                    }
                    "QUIT" => "221 bye".to_owned(),
                    _ => "250 OK".to_owned(),
                };
                stream.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
            }
            mails.push(raw);
        }
        mails
    });
    (address, running)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_can_t_take_now_is_tried_again_and_is_the_same_mail() {
    on_both_engines(|desk| async move {
        let (server, running) = scripted(&["451 4.3.0 Try again later", "250 2.0.0 Taken"]).await;
        desk.mailbox("destek@magaza.example", Some(server)).await;
        let conversation = asked(&desk).await;
        let id = answer(&desk, &conversation, json!({"text": "Yolda."})).await;
        assert_eq!(desk.deliver().await, 1);
        let state = delivery(&desk, &conversation, &id).await;
        assert_eq!(
            json!([state["state"], state["reason"], state["attempts"]]),
            json!(["queued", "451 4.3.0 Try again later", 1])
        );
        assert!(state["next_attempt_at"].is_string());
        assert_eq!(desk.deliver().await, 0, "not before its time");
        desk.wait(SignedDuration::from_mins(2));
        assert_eq!(desk.deliver().await, 1);
        let state = delivery(&desk, &conversation, &id).await;
        assert_eq!(json!([state["state"], state["reason"], state["attempts"]]), json!(["sent", null, 2]));
        let mails = running.await.unwrap();
        assert_eq!(mails[0], mails[1], "the second attempt is the first one's bytes");
        assert!(header_of(&mails[0], "Message-ID").unwrap().ends_with("@magaza.example>"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_refuses_for_good_fails_with_its_words() {
    on_both_engines(|desk| async move {
        let (server, _running) = scripted(&["554 5.7.1 We do not want this"]).await;
        desk.mailbox("destek@magaza.example", Some(server)).await;
        let conversation = asked(&desk).await;
        let id = answer(&desk, &conversation, json!({"text": "Yolda."})).await;
        desk.deliver().await;
        let state = delivery(&desk, &conversation, &id).await;
        assert_eq!(
            json!([state["state"], state["reason"]]),
            json!(["failed", "554 5.7.1 We do not want this"])
        );
        let dead = desk.get("/outbox?state=dead").await.ok();
        assert_eq!(dead["data"][0]["message_id"], json!(id));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_recipient_fails_and_a_closed_port_is_tried_again() {
    let desk = Desk::open(ENGINES[0]).await;
    let (customer, server) = customer().await;
    desk.mailbox("destek@magaza.example", Some(server.address)).await;
    let conversation = asked(&desk).await;
    let body = json!({"text": "x", "to": [{"address": "nobody@posta.example"}]});
    let unknown = answer(&desk, &conversation, body).await;
    desk.deliver().await;
    let state = delivery(&desk, &conversation, &unknown).await;
    assert_eq!(json!([state["state"], state["reason"]]), json!(["failed", "550 5.1.1 No such mailbox here"]));
    server.stop().await;
    let waiting = answer(&desk, &conversation, json!({"text": "y"})).await;
    desk.deliver().await;
    assert_eq!(delivery(&desk, &conversation, &waiting).await["state"], "queued");
    assert_eq!(received(&customer).await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_without_a_server_keeps_its_answers_until_it_has_one() {
    on_both_engines(|desk| async move {
        let (customer, server) = customer().await;
        let mailbox = desk.mailbox("destek@magaza.example", None).await;
        let conversation = asked(&desk).await;
        let id = answer(&desk, &conversation, json!({"text": "Yolda."})).await;
        desk.deliver().await;
        let state = delivery(&desk, &conversation, &id).await;
        assert_eq!(json!([state["state"], state["reason"]]), json!(["queued", "no outgoing server"]));
        let outgoing = json!({"host": "127.0.0.1", "port": server.address.port(), "security": "none"});
        desk.patch(&format!("/channels/{}", mailbox.id), json!({"outgoing": outgoing})).await.ok();
        desk.wait(SignedDuration::from_mins(2));
        desk.deliver().await;
        assert_eq!(delivery(&desk, &conversation, &id).await["state"], "sent");
        assert_eq!(received(&customer).await.len(), 1);
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_signed_by_the_mailboxes_own_key() {
    let desk = Desk::open(ENGINES[0]).await;
    let (customer, server) = customer().await;
    let body = json!({
        "kind": "email", "name": "Destek", "address": "destek@magaza.example", "display_name": "Çay Destek",
        "outgoing": {"host": "localhost", "port": server.address.port(), "security": "none"},
    });
    let channel = desk.post("/channels", body).await.ok();
    let dkim = &channel["email"]["dkim"];
    assert_eq!(dkim["record_name"], "tillside._domainkey.magaza.example");
    let conversation = asked(&desk).await;
    answer(&desk, &conversation, json!({"text": "İmzalı."})).await;
    desk.deliver().await;
    let raw = received(&customer).await.pop().unwrap();
    let records = [
        ("tillside._domainkey.magaza.example", dkim["record_value"].as_str().unwrap()),
        ("_dmarc.magaza.example", "v=DMARC1; p=reject"),
    ];
    let resolver = Resolver::at(name_server::start(&records).await).unwrap();
    let from = "destek@magaza.example".parse().unwrap();
    let ip = "192.0.2.9".parse().unwrap();
    let found =
        verify(raw.as_bytes(), ip, "mx.magaza.example", Some(&from), &resolver, Sealers::default()).await;
    assert_eq!((found.dkim, found.dmarc), (Check::Pass, Check::Pass));
    let changed = raw
        .replace("magaza.example>\r\nDate", "magaza.example>\r\nX: y\r\nDate")
        .replace("Subject: Re: Kargo", "Subject: Re: Para");
    let found =
        verify(changed.as_bytes(), ip, "mx.magaza.example", Some(&from), &resolver, Sealers::default()).await;
    assert_eq!(found.dkim, Check::Fail);

    // The mails that Tillside writes itself say that no person wrote them.
    let path = format!("/channels/{}/test", channel["id"].as_str().unwrap());
    let begun = desk.post(&path, json!({"to": "mehmet@posta.example"})).await.ok();
    let row = format!("/outbox/{}", begun["outbox_id"].as_str().unwrap());
    let shown = desk.get(&row).await.ok();
    assert_eq!(json!([shown["state"], shown["kind"]]), json!(["pending", "system_mail"]));
    desk.deliver().await;
    assert_eq!(desk.get(&row).await.ok()["state"], "done");
    let raws = received(&customer).await;
    let test = raws.iter().find(|raw| header_of(raw, "Auto-Submitted").is_some()).unwrap();
    assert_eq!(header_of(test, "Auto-Submitted").as_deref(), Some("auto-generated"));
    let email = mail::parse(test.as_bytes(), &mail::Limits::default()).unwrap();
    assert_eq!(email.from[0].name.as_deref(), Some("Çay Destek"));
    assert!(email.text.contains("destek@magaza.example"), "{}", email.text);
    server.stop().await;
    let begun = desk.post(&path, json!({"to": "mehmet@posta.example"})).await.ok();
    desk.deliver().await;
    let shown = desk.get(&format!("/outbox/{}", begun["outbox_id"].as_str().unwrap())).await.ok();
    assert_eq!(shown["state"], "pending");
    assert!(!shown["last_error"].as_str().unwrap().is_empty(), "why it did not leave");
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_is_not_given_to_a_server_whose_certificate_nobody_vouches_for() {
    let desk = Desk::open(ENGINES[0]).await;
    let (customer, server) = customer().await;
    let outgoing = Outgoing {
        host: "localhost".to_owned(),
        port: server.address.port(),
        security: Security::Starttls,
        username: None,
        sign_in: SignIn::Password,
    };
    let settings = ChannelSettings { outgoing: Some(outgoing), ..ChannelSettings::default() };
    desk.mailbox_with("destek@magaza.example", settings).await;
    let conversation = asked(&desk).await;
    let id = answer(&desk, &conversation, json!({"text": "Gizli."})).await;
    desk.deliver().await;
    let state = delivery(&desk, &conversation, &id).await;
    assert_eq!(state["state"], "queued");
    assert!(state["reason"].as_str().unwrap().contains("certificate"), "{state}");
    assert_eq!(received(&customer).await.len(), 0);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_all_never_goes_back_to_ourselves() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        desk.mailbox("satis@magaza.example", None).await;
        let raw = mail(&["Subject: Kargo", "Cc: satis@magaza.example, arkadas@posta.example"], "Nerede?");
        let (_, _, id) = desk.arrives("destek@magaza.example", raw).await;
        let all = json!([
            {"address": "Satis@Magaza.example"}, {"address": "arkadas@posta.example"},
            {"address": "destek+t.abc.0123456789abcdef@magaza.example"}, {"address": "destekci@magaza.example"},
        ]);
        let reply = json!({"text": "Yolda.", "cc": all, "bcc": all});
        let sent = desk.post(&format!("/conversations/{id}/replies"), reply).await.ok();
        for field in ["cc", "bcc"] {
            let left: Vec<&str> =
                sent[field].as_array().unwrap().iter().map(|one| one["address"].as_str().unwrap()).collect();
            assert_eq!(left, ["arkadas@posta.example", "destekci@magaza.example"], "{field}");
        }
    })
    .await;
}
