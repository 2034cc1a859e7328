//! What comes back for a mail of ours is known by the address that it comes to.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use inbox::channels::email::thread_key;
use mail::EmailAddress;
use serde_json::{Value, json};

use crate::desk::{Desk, ENGINES, MailServer, mail, on_both_engines};
use crate::direct::{delivery, sending_directly, speaking, usual};
use crate::name_server::NameServer;
use crate::sending::answer;

const ADDRESS: &str = "destek@magaza.example";

/// The customers' server on this machine, and the senders that it was told.
struct World {
    dns: NameServer,
    server: SocketAddr,
    senders: Arc<Mutex<Vec<String>>>,
}

impl World {
    async fn new() -> Self {
        let senders = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&senders);
        let (server, _) = speaking(move |line| {
            if let Some(sender) = line.strip_prefix("MAIL FROM:<") {
                heard.lock().unwrap().push(sender.split('>').next().unwrap().to_owned());
            }
            usual(line)
        })
        .await;
        let dns = NameServer::start().await;
        dns.host("posta.example", "127.0.0.1");
        dns.mx("magaza.example", 10, "mx.magaza.example");
        Self { dns, server, senders }
    }

    /// A desk that receives the mail of its own domain, on the same port at another address of this machine.
    async fn desk(&self, desk: Desk) -> (Desk, MailServer, String) {
        self.dns.host("mx.magaza.example", "127.0.0.2");
        let address = SocketAddr::new("127.0.0.2".parse().unwrap(), self.server.port());
        let server = desk.listen_at(address).await;
        let (desk, conversation) = sending_directly(desk, &self.dns, self.server.port()).await;
        (desk, server, conversation)
    }

    /// The senders that were told since this was last asked.
    fn senders(&self) -> Vec<String> {
        std::mem::take(&mut *self.senders.lock().unwrap())
    }
}

fn recipient_of(desk: &Desk, sender: &str) -> (u64, String) {
    let address: EmailAddress = sender.parse().unwrap();
    let read = thread_key(&desk.app.secrets, desk.workspace).bounced(&address);
    let read = read.unwrap_or_else(|| panic!("{sender} is signed"));
    (read.message, read.recipient.unwrap().to_string())
}

fn states(delivery: &Value) -> Value {
    let all = delivery["recipients"].as_array().unwrap();
    all.iter().map(|one| json!([one["address"], one["state"]])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_without_a_word_that_can_be_read_marks_the_one_whom_its_address_names() {
    on_both_engines(|desk| async move {
        let world = World::new().await;
        let (desk, server, conversation) = world.desk(desk).await;
        let body = json!({"text": "Yolda.", "cc": [{"address": "es@posta.example"}]});
        let id = answer(&desk, &conversation, body).await;
        assert_eq!(desk.deliver().await, 1);
        assert_eq!(delivery(&desk, &conversation, &id).await["state"], "sent");
        let senders = world.senders();
        let named: Vec<_> = senders.iter().map(|sender| recipient_of(&desk, sender)).collect();
        assert_eq!(named[0].0, named[1].0);
        assert_eq!([&named[0].1, &named[1].1], ["mehmet@posta.example", "es@posta.example"]);

        let wordless = "From: <>\r\nSubject: =?x-unknown?q?=81=82?=\r\nContent-Type: text/plain; charset=x-unknown\r\n\r\n\u{1}\u{2}\r\n";
        assert_eq!(server.takes(None, &[&senders[1]], wordless).await.unwrap(), "250");
        let state = delivery(&desk, &conversation, &id).await;
        assert_eq!(state["state"], "sent", "who reads a copy failing leaves the mail itself sent");
        assert_eq!(
            states(&state),
            json!([["mehmet@posta.example", "sent"], ["es@posta.example", "failed"]])
        );
        let human = wordless.replace("From: <>", "From: sistem@posta.example");
        assert_eq!(server.takes(None, &[&senders[0]], &human).await.unwrap(), "250");
        let state = delivery(&desk, &conversation, &id).await;
        assert_eq!(state["state"], "failed", "{state}");
        assert_eq!(
            states(&state),
            json!([["mehmet@posta.example", "failed"], ["es@posta.example", "failed"]])
        );
        let last = desk.last_message(&conversation).await;
        assert_eq!(json!([last["kind"], last["threading"]["evidence"]]), json!(["bounce", "bounce_address"]));
        let shown = desk.conversation(&conversation).await;
        let customer = desk.get(&format!("/customers/{}", shown["customer"]["id"].as_str().unwrap())).await.ok();
        assert_eq!(customer["email_state"]["state"], "soft_bounce", "nobody said that the address is none");
        assert_eq!(desk.conversations().await, 1, "reports open nothing");
        let refused = desk.count("SELECT COUNT(*) AS count FROM mail_arrival WHERE fingerprint = 'refused'").await;
        assert_eq!(refused, 0, "asking oneself leaves no trace");
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_return_address_marks_nobody() {
    on_both_engines(|desk| async move {
        let world = World::new().await;
        let (desk, server, conversation) = world.desk(desk).await;
        let id = answer(&desk, &conversation, json!({"text": "Yolda."})).await;
        desk.deliver().await;
        let sender = world.senders().pop().unwrap();
        let other_recipient = sender.replace("mehmet=", "ahmet=");
        let (token, _) = sender.split_once('-').unwrap();
        for forged in
            [other_recipient, format!("{token}@magaza.example"), format!("bounce+1.aaaaaaaa-{ADDRESS}")]
        {
            let refused = server.takes(None, &[&forged], "Subject: x\r\n\r\nx").await.unwrap_err();
            assert_eq!(refused.status().unwrap().to_string(), "550", "{forged}");
            // Nor by another way, where nobody asks for the recipient first.
            let raw = mail(&["Return-Path: <>", &format!("To: {forged}"), "Subject: Undelivered"], "?");
            desk.arrives(ADDRESS, raw).await;
        }
        assert_eq!(delivery(&desk, &conversation, &id).await["state"], "sent");
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_address_behind_the_recipient_s_refuses_condemns_not_the_recipient() {
    let world = World::new().await;
    let (desk, server, conversation) = world.desk(Desk::open(ENGINES[0]).await).await;
    let id = answer(&desk, &conversation, json!({"text": "Yolda."})).await;
    desk.deliver().await;
    let sender = world.senders().pop().unwrap();
    let raw =
        crate::reports::bounce("x@y", "eski@baska.example", "failed", "5.1.1", "550 5.1.1 User unknown");
    server.takes(None, &[&sender], &raw).await.unwrap();
    assert_eq!(delivery(&desk, &conversation, &id).await["state"], "failed");
    let list = desk.get("/mail/suppressions").await.ok();
    assert_eq!(list["data"], json!([]), "mehmet may have moved, and is not gone");
    let raw =
        crate::reports::bounce("x@y", "mehmet@posta.example", "failed", "5.1.1", "550 5.1.1 User unknown");
    server.takes(None, &[&sender], &raw).await.unwrap();
    let list = desk.get("/mail/suppressions").await.ok();
    assert_eq!(list["data"][0]["address"], "mehmet@posta.example", "{list}");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_away_answers_the_return_address_and_stands_in_the_conversation() {
    let world = World::new().await;
    let (desk, server, conversation) = world.desk(Desk::open(ENGINES[0]).await).await;
    answer(&desk, &conversation, json!({"text": "Yolda."})).await;
    desk.deliver().await;
    let sender = world.senders().pop().unwrap();
    let away =
        mail(&["Auto-Submitted: auto-replied", &format!("To: {sender}"), "Subject: Tatil"], "Tatildeyim.");
    server.takes(None, &[&sender], &away).await.unwrap();
    let last = desk.last_message(&conversation).await;
    assert_eq!(
        json!([last["kind"], last["text"].as_str().unwrap().trim()]),
        json!(["auto_reply", "Tatildeyim."])
    );
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_reports_would_not_come_back_the_sender_is_the_mailbox() {
    let world = World::new().await;
    // The domain's server is another one, which takes whatever it is brought.
    world.dns.host("mx.magaza.example", "127.0.0.1");
    let desk = Desk::open(ENGINES[0]).await;
    let (desk, conversation) = sending_directly(desk, &world.dns, world.server.port()).await;
    let id = answer(&desk, &conversation, json!({"text": "Yolda."})).await;
    desk.deliver().await;
    assert_eq!(delivery(&desk, &conversation, &id).await["state"], "sent");
    let senders = world.senders();
    assert!(senders.iter().all(|sender| sender == ADDRESS), "{senders:?}");

    // Mail that a provider sends for an account has that account's address, wherever the domain's mail arrives.
    world.dns.withdraw("mx.magaza.example");
    let (desk, server, conversation) = world.desk(Desk::open(ENGINES[0]).await).await;
    let channels = desk.get("/channels").await.ok();
    let channel =
        channels["data"].as_array().unwrap().iter().find(|one| one["email"]["address"] == ADDRESS).unwrap();
    let outgoing = json!({"host": "127.0.0.1", "port": world.server.port(), "security": "none"});
    let path = format!("/channels/{}", channel["id"].as_str().unwrap());
    desk.patch(&path, json!({"sending": "server", "outgoing": outgoing})).await.ok();
    world.senders();
    answer(&desk, &conversation, json!({"text": "Yolda."})).await;
    desk.deliver().await;
    assert_eq!(world.senders(), [ADDRESS]);
    server.stop().await;
}
