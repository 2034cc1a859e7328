//! How it ends when it is asked to, and what it refuses.

use std::time::Duration;

use crate::server::{PROGRAM, Server, run, said};

const BOX: &str = "hello@nar.example";

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
