//! Several nodes on one PostgreSQL: one of them reads a mailbox.

use jiff::SignedDuration;
use serde_json::json;

use super::dovecot::Dovecot;
use super::{FAST, Reader, letter, until, user};
use crate::desk::{Desk, ENGINES};

#[tokio::test(flavor = "multi_thread")]
async fn one_node_reads_a_mailbox_and_another_takes_over_when_it_falls_silent() {
    let desk = Desk::open(ENGINES[1]).await;
    let dovecot = Dovecot::start();
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let mut client = dovecot.client(&user(&channel));
    desk.reads(&channel, dovecot.port, json!({})).await;
    // Three tenths of a second by the desk's own clock, which stands still.
    let pace = super::Pace { lease: SignedDuration::from_millis(300), ..FAST };
    let first = Reader::start(&desk, pace);
    until("the first reads", || async { desk.reading(&channel).await["state"] == "connected" }).await;
    let second = Reader::start(&desk, pace);
    for number in 0..10 {
        client.deliver(&letter(&format!("m{number}")));
    }
    until("all are there", || async { desk.conversations().await == 10 }).await;
    let owner = "SELECT COUNT(DISTINCT leased_by) AS count FROM imap_mailbox";
    assert_eq!(desk.count(owner).await, 1);
    // It dies without giving the mailbox back.
    first.abort().await;
    client.deliver(&letter("sonra"));
    desk.wait(SignedDuration::from_secs(5));
    until("the other has taken over", || async { desk.conversations().await == 11 }).await;
    second.stop().await;
    assert_eq!(
        desk.count("SELECT COUNT(*) AS count FROM mail_arrival").await,
        11,
        "no mail was fetched twice"
    );
    assert_eq!(desk.count("SELECT COUNT(*) AS count FROM imap_mailbox WHERE leased_by IS NULL").await, 1);
}
