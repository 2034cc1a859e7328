//! Another program marks, moves and deletes while we read, and the server counts anew.

use std::collections::BTreeSet;

use serde_json::json;

use super::dovecot::Dovecot;
use super::{FAST, Reader, letter, until, user};
use crate::desk::{Desk, ENGINES, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn every_mail_that_stayed_is_there_once_while_another_program_changes_the_mailbox() {
    on_both_engines(|desk| async move {
        let dovecot = Dovecot::start();
        let channel = desk.mailbox("destek@magaza.example", None).await;
        desk.reads(&channel, dovecot.port, json!({"after": "seen"})).await;
        let reader = Reader::start(&desk, FAST);
        let (mut writer, mut other) = (dovecot.client(&user(&channel)), dovecot.client(&user(&channel)));
        // Each round: mails come, some are read and flagged, one is moved away, one deleted, and all that came before stay.
        let changing = tokio::task::spawn_blocking(move || {
            let mut names = Vec::new();
            for round in 0..12 {
                for number in 0..5 {
                    let name = format!("r{round:02}n{number}");
                    writer.append("INBOX", if number == 0 { "\\Seen" } else { "" }, &letter(&name));
                    names.push(name);
                }
                other.say("SELECT INBOX");
                other.say("UID STORE 1:* +FLAGS (\\Flagged)");
                other.say("STORE 1 +FLAGS (\\Seen)");
                other.say("MOVE 1 Done");
                other.say("STORE 1 +FLAGS (\\Deleted)");
                other.say("EXPUNGE");
                std::thread::sleep(std::time::Duration::from_millis(60));
            }
            names
        });
        let names = changing.await.unwrap();
        let left = dovecot.client(&user(&channel)).uids("INBOX", "ALL");
        assert_eq!(left.len(), names.len() - 24);
        let last = left.last().copied().unwrap();
        until("the last one is there", || async { desk.cursor(&channel).await["last_uid"] == last }).await;
        until("all are marked", || async {
            dovecot.client(&user(&channel)).uids("INBOX", "UNSEEN").is_empty()
        })
        .await;
        reader.stop().await;
        let there: Vec<String> = desk.subjects().await;
        let distinct: BTreeSet<&String> = there.iter().collect();
        assert_eq!(distinct.len(), there.len(), "none is there twice");
        // UIDs are given in the order of the names, from 1.
        for uid in left {
            let name = &names[usize::try_from(uid).unwrap() - 1];
            assert!(distinct.contains(name), "{name} stayed and is not there");
        }
        let doubled =
            desk.count("SELECT COUNT(*) AS count FROM mail_arrival WHERE disposition = 'duplicate'").await;
        assert_eq!(doubled, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_numbers_its_mails_anew_loses_and_doubles_nothing() {
    on_both_engines(|desk| async move {
        let dovecot = Dovecot::start();
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let mut client = dovecot.client(&user(&channel));
        for name in ["a", "b", "c"] {
            client.deliver(&letter(name));
        }
        desk.reads(&channel, dovecot.port, json!({})).await;
        let reader = Reader::start(&desk, FAST);
        desk.until_subjects(&["a", "b", "c"]).await;
        reader.stop().await;
        let before = desk.cursor(&channel).await["uid_validity"].clone();
        drop(client);
        // The number is the second in which it was made.
        tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
        dovecot.renumber(&user(&channel));
        let mut client = dovecot.client(&user(&channel));
        client.deliver(&letter("d"));
        let reader = Reader::start(&desk, FAST);
        desk.until_subjects(&["a", "b", "c", "d"]).await;
        client.deliver(&letter("e"));
        desk.until_subjects(&["a", "b", "c", "d", "e"]).await;
        reader.stop().await;
        assert_ne!(desk.cursor(&channel).await["uid_validity"], before);
        assert_eq!(desk.conversations().await, 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_mail_in_two_folders_that_are_read_is_one_message() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let mut client = dovecot.client(&user(&channel));
    client.deliver(&letter("bir"));
    client.deliver(&letter("iki"));
    desk.reads(&channel, dovecot.port, json!({"folders": [{"name": "INBOX"}, {"name": "Done"}]})).await;
    let reader = Reader::start(&desk, FAST);
    desk.until_subjects(&["bir", "iki"]).await;
    client.say("SELECT INBOX");
    client.say("MOVE 1 Done");
    let of_done = || async { desk.reading(&channel).await["folders"][1]["cursor"]["last_uid"] == 1 };
    until("it was seen in its new place", of_done).await;
    reader.stop().await;
    assert_eq!(desk.conversations().await, 2);
}
