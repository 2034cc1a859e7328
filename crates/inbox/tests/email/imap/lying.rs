//! Servers that drop, throttle, and tell what is not so.

use std::collections::VecDeque;

use inbox::channels::Channel;
use jiff::SignedDuration;
use serde_json::json;

use super::liar::{Liar, Lies};
use super::{FAST, Reader, letter, until};
use crate::desk::{Desk, ENGINES, mail};

async fn reads_from(lies: Lies) -> (Desk, Channel, Liar, Reader) {
    let desk = Desk::open(ENGINES[0]).await;
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let liar = Liar::start(lies).await;
    desk.reads(&channel, liar.port, json!({"largest": 200_000})).await;
    let reader = Reader::start(&desk, FAST);
    (desk, channel, liar, reader)
}

fn mails(uids: &[u32]) -> Vec<(u32, String)> {
    uids.iter().map(|uid| (*uid, letter(&format!("m{uid}")))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_mail_that_a_server_always_tells_of_is_taken_once() {
    let lies = Lies { uid_validity: 7, uid_next: Some(6), mails: mails(&[3, 5]), ..Lies::default() };
    let (desk, _, liar, reader) = reads_from(lies).await;
    desk.until_subjects(&["m3", "m5"]).await;
    let asked = liar.heard("UID FETCH 6:*");
    until("it was asked again", || async { liar.heard("UID FETCH 6:*") > asked + 2 }).await;
    liar.change(|lies| {
        lies.mails = mails(&[3, 5, 9]);
        lies.uid_next = Some(10);
    });
    desk.until_subjects(&["m3", "m5", "m9"]).await;
    reader.stop().await;
    assert_eq!(liar.heard("UID FETCH 3,5 (UID BODY"), 1, "no mail was fetched twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_comes_below_others_is_found_within_the_hour() {
    let lies = Lies { uid_validity: 7, uid_next: Some(21), mails: mails(&[10, 20]), ..Lies::default() };
    let (desk, channel, liar, reader) = reads_from(lies).await;
    desk.until_subjects(&["m10", "m20"]).await;
    liar.change(|lies| lies.mails = mails(&[10, 15, 20]));
    until("it was asked again", || async { liar.heard("EXAMINE") > 4 }).await;
    assert_eq!(desk.subjects().await, ["m10", "m20"]);
    desk.wait(SignedDuration::from_mins(61));
    desk.until_subjects(&["m10", "m15", "m20"]).await;
    reader.stop().await;
    assert_eq!(desk.cursor(&channel).await["last_uid"], 20);
    assert_eq!(
        desk.count("SELECT COUNT(*) AS count FROM mail_arrival").await,
        3,
        "only that one was fetched"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_restored_from_yesterday_is_read_by_date_although_it_says_that_nothing_changed() {
    let lies = Lies { uid_validity: 7, uid_next: Some(21), mails: mails(&[10, 20]), ..Lies::default() };
    let (desk, channel, liar, reader) = reads_from(lies).await;
    desk.until_subjects(&["m10", "m20"]).await;
    // The mail of UID 20 is gone, and its number is given again.
    liar.change(|lies| {
        lies.mails = vec![(10, letter("m10")), (11, letter("baska"))];
        lies.uid_next = Some(12);
    });
    desk.until_subjects(&["baska", "m10", "m20"]).await;
    reader.stop().await;
    assert_eq!(desk.cursor(&channel).await["last_uid"], 11);
    assert_eq!(desk.conversations().await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_or_cut_off_is_not_taken_for_nothing_new() {
    let refuse = VecDeque::from([
        ("UID FETCH 1:*", "TAG NO [SERVERBUG] Internal error"),
        ("UID FETCH 1:2", "* 1 FETCH (UID 1 BODY[] {4}\r\nabc\r\n* BYE"),
        ("UID FETCH 1:2", "TAG NO [UNAVAILABLE] Try again later"),
    ]);
    let lies = Lies { uid_validity: 7, uid_next: Some(3), mails: mails(&[1, 2]), refuse, ..Lies::default() };
    let (desk, _, liar, reader) = reads_from(lies).await;
    desk.until_subjects(&["m1", "m2"]).await;
    reader.stop().await;
    assert!(liar.lies.lock().unwrap().refuse.is_empty());
    assert_eq!(desk.conversations().await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_throttles_is_left_alone_and_says_so_on_the_screen() {
    // Until it was seen on the screen.
    let refusal = ("LOGIN", "TAG NO [LIMIT] Too many simultaneous connections. (Failure)");
    let refuse = VecDeque::from(vec![refusal; 1000]);
    let lies = Lies { uid_validity: 7, uid_next: Some(2), mails: mails(&[1]), refuse, ..Lies::default() };
    let (desk, channel, liar, reader) = reads_from(lies).await;
    let throttled = || async {
        let reading = desk.reading(&channel).await;
        reading["problem"] == "throttled" && reading["next_attempt_at"].is_string()
    };
    until("it is told", throttled).await;
    let detail = desk.reading(&channel).await["detail"].clone();
    assert_eq!(detail, "[LIMIT] Too many simultaneous connections. (Failure)");
    liar.change(|lies| lies.refuse.clear());
    desk.until_subjects(&["m1"]).await;
    until("it is over", || async { desk.reading(&channel).await["problem"].is_null() }).await;
    reader.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_larger_than_the_server_says_keeps_back_no_other() {
    let huge = mail(&["Subject: buyuk", "Message-ID: <buyuk@posta.example>"], &"x".repeat(900_000));
    let all = vec![(1, letter("m1")), (2, huge), (3, letter("m3"))];
    let lies = Lies { uid_validity: 7, uid_next: Some(4), mails: all, size: Some(100), ..Lies::default() };
    let (desk, _, _liar, reader) = reads_from(lies).await;
    desk.until_subjects(&["buyuk", "m1", "m3"]).await;
    reader.stop().await;
    let told =
        desk.count("SELECT COUNT(*) AS count FROM mail_arrival WHERE reason LIKE '%only its headers%'").await;
    assert_eq!(told, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_imap_server_is_told_in_one_word() {
    let desk = Desk::open(ENGINES[0]).await;
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            use tokio::io::AsyncWriteExt as _;
            drop(stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await);
        }
    });
    let body =
        json!({"host": "127.0.0.1", "port": port, "security": "none", "username": "u", "password": "p"});
    let told = desk.post(&format!("{}/test", super::incoming(&channel)), body).await.ok();
    assert_eq!(told["problem"], "not_imap", "{told}");
}
