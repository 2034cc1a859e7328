//! What is in a mailbox comes into the inbox: once, whoever else reads there.

use std::sync::atomic::Ordering;

use inbox::channels::ChannelSettings;
use serde_json::json;

use super::dovecot::Dovecot;
use super::hearing::Door;
use super::{FAST, Reader, TOLD, letter, until, user};
use crate::desk::{Desk, ENGINES, mail, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_in_the_mailbox_opens_a_conversation_and_stays_there_unread() {
    on_both_engines(|desk| async move {
        let dovecot = Dovecot::start();
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let mut client = dovecot.client(&user(&channel));
        client.deliver(&letter("ilk"));
        desk.reads(&channel, dovecot.port, json!({})).await;
        let reader = Reader::start(&desk, TOLD);
        desk.until_subjects(&["ilk"]).await;
        // The server tells of what comes while nobody asks.
        client.deliver(&letter("ikinci"));
        client.append("INBOX", "\\Seen", &letter("okunmus"));
        desk.until_subjects(&["ikinci", "ilk", "okunmus"]).await;
        reader.stop().await;
        assert_eq!(client.uids("INBOX", "UNSEEN").len(), 2, "what nobody read is unread still");
        assert_eq!(client.uids("INBOX", "ALL").len(), 3);
        let reading = desk.reading(&channel).await;
        assert_eq!(json!([reading["state"], reading["problem"]]), json!(["connected", null]));
        assert_eq!(reading["last_mail_at"], "2026-03-02T09:00:00.000Z");
        let cursor = &reading["folders"][0]["cursor"];
        assert_eq!(json!([cursor["last_uid"], cursor["done"], cursor["total"]]), json!([3, 1, 1]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_goes_on_where_it_ended_and_takes_what_came_meanwhile() {
    on_both_engines(|desk| async move {
        let dovecot = Dovecot::start();
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let mut client = dovecot.client(&user(&channel));
        desk.reads(&channel, dovecot.port, json!({})).await;
        let first = Reader::start(&desk, FAST);
        client.deliver(&letter("bir"));
        desk.until_subjects(&["bir"]).await;
        first.stop().await;
        client.deliver(&letter("iki"));
        client.say("SELECT INBOX");
        client.say("UID STORE 1:* +FLAGS (\\Seen \\Flagged)");
        client.deliver(&letter("uc"));
        let second = Reader::start(&desk, FAST);
        desk.until_subjects(&["bir", "iki", "uc"]).await;
        second.stop().await;
        let rows = desk.count("SELECT COUNT(*) AS count FROM mail_arrival").await;
        assert_eq!(rows, 3, "nothing was fetched twice");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_mailboxes_and_folders_are_read_beside_each_other_and_junk_is_shown_apart() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let one = desk.mailbox("destek@magaza.example", None).await;
    let other = desk.mailbox("satis@magaza.example", None).await;
    let mut clients = [dovecot.client(&user(&one)), dovecot.client(&user(&other))];
    clients[1].say("CREATE \"&BBcEMAQ6BDAEOwRL-\"");
    clients[1].append("&BBcEMAQ6BDAEOwRL-", "", &letter("klasor"));
    clients[0].append("Junk", "", &letter("supheli"));
    clients[0].deliver(&letter("destek"));
    clients[1].deliver(&letter("satis"));
    desk.reads(&one, dovecot.port, json!({"folders": [{"name": "INBOX"}, {"name": "Junk", "junk": true}]}))
        .await;
    desk.reads(&other, dovecot.port, json!({"folders": [{"name": "INBOX"}, {"name": "Закалы"}]})).await;
    let reader = Reader::start(&desk, FAST);
    desk.until_subjects(&["destek", "klasor", "satis"]).await;
    let spam = || async {
        let page = desk.get("/conversations?status=spam").await.ok();
        page["data"].as_array().unwrap().iter().map(|one| one["subject"].clone()).collect::<Vec<_>>()
            == ["supheli"]
    };
    until("the suspicious one is shown apart", spam).await;
    // What answers a mail of ours is no spam, wherever the provider puts it.
    let page = desk.get("/conversations?limit=200").await.ok();
    let shown = page["data"].as_array().unwrap().iter().find(|one| one["subject"] == "destek").unwrap();
    let id = shown["id"].as_str().unwrap().to_owned();
    let answer = mail(
        &[
            "Message-ID: <cevap@posta.example>",
            "In-Reply-To: <destek@posta.example>",
            "From: destek@posta.example",
        ],
        "Teşekkürler\n",
    );
    clients[0].append("Junk", "", &answer);
    until("the answer is in its conversation", || async { desk.messages(&id).await.len() == 2 }).await;
    reader.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_came_by_smtp_as_well_is_one_message() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let channel = desk.mailbox_with("destek@magaza.example", ChannelSettings::default()).await;
    assert_eq!(desk.arrives("destek@magaza.example", letter("ayni")).await.0, "stored");
    dovecot.client(&user(&channel)).deliver(&letter("ayni"));
    desk.reads(&channel, dovecot.port, json!({})).await;
    let reader = Reader::start(&desk, FAST);
    until("it was read", || async { desk.cursor(&channel).await["last_uid"] == 1 }).await;
    reader.stop().await;
    assert_eq!(desk.conversations().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_that_is_paused_or_gone_is_not_read() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let other = desk.mailbox("satis@magaza.example", None).await;
    let (mut client, mut of_other) = (dovecot.client(&user(&channel)), dovecot.client(&user(&other)));
    let door = Door::to(dovecot.port, 100).await;
    desk.reads(&channel, door.port, json!({})).await;
    desk.reads(&other, dovecot.port, json!({})).await;
    let reader = Reader::start(&desk, FAST);
    client.deliver(&letter("bir"));
    desk.until_subjects(&["bir"]).await;
    let path = format!("/channels/{}", channel.id);
    desk.patch(&path, json!({"active": false})).await.ok();
    until("it waits", || async { desk.reading(&channel).await["state"] == "waiting" }).await;
    until("it is let go", || async { door.inside.load(Ordering::SeqCst) == 0 }).await;
    client.deliver(&letter("iki"));
    // The other one is read meanwhile, and asked for again.
    for name in ["a", "b"] {
        of_other.deliver(&letter(name));
        until(name, || async { desk.subjects().await.iter().any(|subject| subject == name) }).await;
    }
    assert_eq!(desk.subjects().await, ["a", "b", "bir"]);
    assert_eq!(door.inside.load(Ordering::SeqCst), 0);
    desk.patch(&path, json!({"active": true})).await.ok();
    desk.until_subjects(&["a", "b", "bir", "iki"]).await;
    desk.delete(&super::incoming(&channel)).await.ok();
    let shown = desk.get(&super::incoming(&channel)).await.ok();
    assert_eq!(shown, json!({"settings": null, "reading": null}));
    reader.stop().await;
}
