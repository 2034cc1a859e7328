//! However it ends, nothing that was acknowledged is lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::Value;

use crate::server::{PROGRAM, Server, run, said};

const BOX: &str = "hello@nar.example";

/// Customers who write at the same time.
const SENDERS: usize = 8;

/// Delivers mails until the server is gone; gives those that were acknowledged, with their message's id.
async fn write_until_it_is_gone(server: &Server, round: usize, count: &AtomicUsize) -> Vec<(String, Value)> {
    let one = async |sender: usize| {
        let mut acknowledged = Vec::new();
        for number in 0.. {
            let id = format!("r{round}-s{sender}-n{number}");
            let Some((status, answer)) = server.deliver(BOX, &id).await else { break };
            if status != 200 {
                break;
            }
            count.fetch_add(1, Ordering::Relaxed);
            acknowledged.push((id, answer["message_id"].clone()));
        }
        acknowledged
    };
    futures::future::join_all((0..SENDERS).map(one)).await.concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_in_the_middle_of_ingest_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let mut known: Vec<(String, Value)> = Vec::new();
    for round in 0..5 {
        let server = Arc::new(Server::start(folder.path()).await);
        if round == 0 {
            server.add_mailbox(BOX).await;
        }
        // What was acknowledged in the rounds before is there, once: the same mail is known, by the same message.
        for (id, message) in &known {
            let (status, answer) = server.deliver(BOX, id).await.unwrap();
            assert_eq!(
                (status, &answer["disposition"], &answer["message_id"]),
                (200, &"duplicate".into(), message),
                "{id}"
            );
        }
        let count = Arc::new(AtomicUsize::new(0));
        let writing = tokio::spawn({
            let (server, count) = (server.clone(), count.clone());
            async move { write_until_it_is_gone(&server, round, &count).await }
        });
        // Each round is cut off at another point.
        while count.load(Ordering::Relaxed) < 10 + 7 * round {
            assert!(!writing.is_finished(), "the server took only {} mails", count.load(Ordering::Relaxed));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        server.kill();
        known.extend(writing.await.unwrap());
        assert!(known.len() > 10 * round);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_to_end_it_finishes_and_ends_with_0() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path()).await;
    server.add_mailbox(BOX).await;
    server.deliver(BOX, "before").await.unwrap();
    server.terminate();
    let status = server.ended_within(Duration::from_secs(15)).await.expect("it ends within its ten seconds");
    assert_eq!(status.code(), Some(0));
    let again = Server::start(folder.path()).await;
    let (_, answer) = again.deliver(BOX, "before").await.unwrap();
    assert_eq!(answer["disposition"], "duplicate");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_server_on_one_folder_is_refused_and_the_first_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path()).await;
    let data = folder.path().to_str().unwrap();
    let second =
        run(&["serve", "--data", data, "--listen", "127.0.0.1:0", "--smtp-listen", "127.0.0.1:0"], "");
    assert_eq!(second.status.code(), Some(1), "{PROGRAM}");
    let words = said(&second.stderr);
    assert!(words.contains("already running") && words.contains(data), "{words}");
    let (status, _) = server.ask("GET", "/conversations", b"", "application/json").await.unwrap();
    assert_eq!(status, 200);
}
