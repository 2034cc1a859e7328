//! What a server has is held against the journal: what reading has passed by is found, told and fetched.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::dovecot::{Client, Dovecot};
use super::liar::{Liar, Lies};
use super::{FAST, Reader, letter, until, user};
use crate::desk::{Desk, ENGINES, on_both_engines};
use inbox::channels::Channel;

/// A desk's inbox with the mails `a` and `b`, a third that reading has passed by, and a fourth behind it that was read. So it
/// is where a server gives a number late, or says for a moment that it has less than it has.
async fn with_a_straggler(desk: &Desk, dovecot: &Dovecot) -> (Channel, Client, Reader) {
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let mut client = dovecot.client(&user(&channel));
    client.deliver(&letter("a"));
    client.deliver(&letter("b"));
    client.say("CREATE Ekstra");
    let folders = json!({"folders": [{"name": "INBOX"}, {"name": "Ekstra"}], "after": "seen"});
    desk.reads(&channel, dovecot.port, folders).await;
    let reader = Reader::start(desk, FAST);
    desk.until_subjects(&["a", "b"]).await;
    reader.stop().await;
    client.deliver(&letter("gec"));
    desk.sql("UPDATE imap_folder SET last_uid = 3, known = '1:3' WHERE name = 'INBOX'").await;
    client.deliver(&letter("son"));
    let reader = Reader::start(desk, FAST);
    desk.until_subjects(&["a", "b", "son"]).await;
    (channel, client, reader)
}

/// The numbers of a compared folder: what the server has, what is here, waits, is missing, and is gone there.
fn numbers(folder: &Value) -> Value {
    json!([folder["listed"], folder["here"], folder["waiting"], folder["missing"], folder["gone"]])
}

async fn compare(desk: &Desk) -> Value {
    desk.post("/mail/reconciliation/compare", json!({})).await.ok()["servers"][0].clone()
}

async fn fetch(desk: &Desk) -> Value {
    desk.post("/mail/reconciliation/fetch", json!({})).await.ok()["fetched"].clone()
}

async fn report(desk: &Desk) -> Value {
    desk.get("/mail/reconciliation").await.ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_reading_has_passed_by_is_told_and_fetched_at_one_click() {
    on_both_engines(|desk| async move {
        let dovecot = Dovecot::start();
        let (channel, mut client, reader) = with_a_straggler(&desk, &dovecot).await;
        let before = report(&desk).await;
        assert_eq!(
            json!([before["servers"][0]["folder"], before["servers"][0]["compared_at"]]),
            json!(["INBOX", null])
        );

        let inbox = compare(&desk).await;
        assert_eq!(numbers(&inbox), json!([4, 3, 0, 1, 0]));
        assert_eq!(
            json!([inbox["channel_id"], inbox["compared_at"], inbox["problem"]]),
            json!([channel.id, "2026-03-02T09:00:00.000Z", null])
        );
        let told = report(&desk).await;
        let difference = &told["differences"][0];
        assert_eq!(
            json!([told["difference_count"], told["listed"], difference["difference"]]),
            json!([1, 4, "not_fetched"])
        );
        let place = difference["detail"].as_str().unwrap();
        assert!(place.starts_with("INBOX/") && place.ends_with("/3 <gec@posta.example>"), "{place}");

        // What somebody deletes at the server stays here.
        client.say("SELECT INBOX");
        client.say("UID STORE 1 +FLAGS (\\Deleted)");
        client.say("EXPUNGE");
        assert_eq!(fetch(&desk).await, 1);
        desk.until_subjects(&["a", "b", "gec", "son"]).await;
        let after = report(&desk).await;
        assert_eq!(numbers(&after["servers"][0]), json!([3, 3, 0, 0, 1]));
        assert_eq!(json!([after["difference_count"], after["differences"]]), json!([0, []]));
        assert_eq!(client.uids("INBOX", "UNSEEN"), [0_u32; 0], "it is marked as those that were read");
        let log = desk.get("/audit-log").await.ok();
        assert_eq!(log["data"][0]["action"], "mail.missing_fetched");

        // It is fetched once, whoever looks.
        assert_eq!(fetch(&desk).await, 0);
        desk.wait(SignedDuration::from_hours(2));
        let swept = "SELECT COUNT(*) AS count FROM imap_folder WHERE swept_at > 1772445600000000";
        until("it was looked for what came late", || async { desk.count(swept).await == 2 }).await;
        reader.stop().await;
        assert_eq!(desk.count("SELECT COUNT(*) AS count FROM mail_arrival").await, 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_passed_by_is_taken_within_a_day_without_anybody_asking() {
    on_both_engines(|desk| async move {
        let dovecot = Dovecot::start();
        let (_, _, reader) = with_a_straggler(&desk, &dovecot).await;
        desk.wait(SignedDuration::from_hours(25));
        desk.until_subjects(&["a", "b", "gec", "son"]).await;
        let compared = || async {
            let servers = report(&desk).await["servers"].clone();
            numbers(&servers[0]) == json!([4, 4, 0, 0, 0]) && servers[1]["compared_at"].is_string()
        };
        until("both folders are whole", compared).await;
        reader.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_that_were_read_before_it_was_written_down_which_is_which_are_known_by_their_names() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let (_, mut client, reader) = with_a_straggler(&desk, &dovecot).await;
    reader.stop().await;
    desk.sql("DELETE FROM imap_mail").await;
    desk.sql("UPDATE imap_folder SET unlisted_to = last_uid").await;
    client.deliver(&letter("yeni"));
    assert_eq!(numbers(&compare(&desk).await), json!([5, 3, 1, 1, 0]), "the newest is still to be read");
    assert_eq!(fetch(&desk).await, 1);
    assert_eq!(numbers(&compare(&desk).await), json!([5, 4, 1, 0, 0]));
    assert_eq!(desk.subjects().await, ["a", "b", "gec", "son"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_mail_under_a_number_that_was_read_is_missing() {
    let desk = Desk::open(ENGINES[0]).await;
    let server = Liar::start(Lies {
        uid_validity: 7,
        mails: vec![(1, letter("bir")), (2, letter("iki"))],
        ..Lies::default()
    })
    .await;
    let channel = desk.mailbox("destek@magaza.example", None).await;
    desk.reads(&channel, server.port, json!({})).await;
    let reader = Reader::start(&desk, FAST);
    desk.until_subjects(&["bir", "iki"]).await;
    server.change(|lies| lies.mails[0].1 = letter("baska"));
    assert_eq!(numbers(&compare(&desk).await), json!([2, 1, 0, 1, 0]));
    assert_eq!(fetch(&desk).await, 1);
    assert_eq!(numbers(&compare(&desk).await), json!([2, 2, 0, 0, 0]));
    assert_eq!(desk.subjects().await, ["baska", "bir", "iki"]);
    reader.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_can_not_be_asked_is_told_beside_what_was_known() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let (channel, mut client, reader) = with_a_straggler(&desk, &dovecot).await;
    reader.stop().await;
    compare(&desk).await;
    client.say("DELETE Ekstra");
    let both = desk.post("/mail/reconciliation/compare", json!({})).await.ok();
    assert_eq!(
        json!([both["servers"][0]["problem"], both["servers"][1]["problem"]]),
        json!([null, "folder"])
    );
    drop((client, dovecot));
    let inbox = compare(&desk).await;
    assert_eq!(
        json!([inbox["problem"], inbox["compared_at"], inbox["missing"]]),
        json!(["unreachable", "2026-03-02T09:00:00.000Z", 1])
    );
    // Another account has other mails under the same numbers.
    desk.reads(&channel, 1, json!({"username": "another"})).await;
    let begun = &report(&desk).await["servers"][0];
    assert_eq!(json!([begun["compared_at"], begun["missing"]]), json!([null, 0]));
    assert_eq!(desk.count("SELECT COUNT(*) AS count FROM imap_mail").await, 0);
}
