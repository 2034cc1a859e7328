//! How it ends when it is asked to, and what it refuses.

use std::io::{BufRead as _, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
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
    let status = server.ended_within(Duration::from_secs(60)).await.expect("it ends");
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

/// Starts a sample store of a size and gives what it says, line by line.
fn demo(folder: &Path, size: &str) -> (Child, Lines<BufReader<ChildStdout>>) {
    let mut child = Command::new(PROGRAM)
        .args(["demo", "--size", size, "--listen", "127.0.0.1:0", "--smtp-listen", "127.0.0.1:0", "--data"])
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    (child, lines)
}

#[test]
fn a_second_demo_on_a_folder_whose_sample_store_is_being_made_is_refused_and_the_first_makes_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut first, mut said_by_first) = demo(folder.path(), "2");
    assert!(said_by_first.any(|line| line.unwrap().contains(" %")), "it did not come so far");
    let data = folder.path().to_str().unwrap();
    let second =
        ["demo", "--size", "2", "--listen", "127.0.0.1:0", "--smtp-listen", "127.0.0.1:0", "--data", data];
    let second = run(&second, "");
    assert_eq!(second.status.code(), Some(1), "{second:?}");
    assert!(said(&second.stderr).contains("already running"), "{second:?}");
    let until_it_runs: Vec<String> =
        said_by_first.map_while(Result::ok).take_while(|line| !line.contains("Sign in")).collect();
    first.kill().unwrap();
    first.wait().unwrap();
    let words = until_it_runs.join("\n");
    assert!(words.contains("Counting for the reports") && words.contains("Console"), "{words}");
    let database = database::file_in(folder.path());
    let size: u64 = [database.clone(), database.with_extension("db-wal")]
        .iter()
        .filter_map(|file| file.metadata().ok())
        .map(|about| about.len())
        .sum();
    assert!(size > 100_000, "nothing was taken away under it: {size}");
    assert!(!folder.path().join("sample-store.unfinished").exists());
}

#[test]
fn a_sample_store_that_was_cut_off_while_it_was_made_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    // So large that it is being made for a good while yet.
    let (mut first, mut said) = demo(folder.path(), "20");
    assert!(said.any(|line| line.unwrap().contains(" %")), "it did not come so far");
    first.kill().unwrap();
    first.wait().unwrap();
    for made_again in [true, false] {
        let (mut next, said) = demo(folder.path(), "2");
        let until_it_runs: Vec<String> =
            said.map_while(Result::ok).take_while(|line| !line.contains("Sign in")).collect();
        next.kill().unwrap();
        next.wait().unwrap();
        let words = until_it_runs.join("\n");
        assert!(words.contains("Console"), "{words}");
        assert_eq!(words.contains("Making the sample store"), made_again, "{words}");
    }
}
