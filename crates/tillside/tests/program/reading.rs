//! A mailbox is read from a real Dovecot while the program is killed, the network cut, and another program changes the
//! mailbox: no mail is lost, doubled or in another conversation.
//!
//! `TILLSIDE_TEST_MAILS` sets another number of mails than the few hundred of an ordinary run; the program is killed and the
//! network cut once for each 200 of them, at least ten times.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;

use crate::dovecot::{Client, Dovecot};
use crate::dying::all;
use crate::server::Server;

const BOX: &str = "hello@nar.example";
/// Mails of one thread: a question and what follows on it.
const OF_A_THREAD: usize = 5;

fn mails() -> usize {
    std::env::var("TILLSIDE_TEST_MAILS").map_or(300, |count| count.parse().unwrap())
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// A network that can be cut.
struct Network {
    port: u16,
    cut: broadcast::Sender<()>,
}

impl Network {
    async fn to(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (cut, _) = broadcast::channel(4);
        let cuts = cut.clone();
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let mut cut = cuts.subscribe();
                tokio::spawn(async move {
                    let Ok(mut far) = TcpStream::connect(("127.0.0.1", server)).await else { return };
                    tokio::select! {
                        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
                        _ = cut.recv() => {}
                    }
                });
            }
        });
        Self { port, cut }
    }

    /// Ends every connection, in the middle of whatever is said.
    fn cut(&self) {
        drop(self.cut.send(()));
    }
}

/// The mail of a number: it asks, or goes on from the one before. What it says is its number; some are long.
fn mail(number: usize) -> String {
    let thread = number / OF_A_THREAD;
    let before = match number % OF_A_THREAD {
        0 => String::new(),
        _ => format!("In-Reply-To: <m{}@customers.example>\r\n", number - 1),
    };
    format!(
        "From: Customer <c{thread}@customers.example>\r\nTo: {BOX}\r\nSubject: words-{number}\r\n\
         Message-ID: <m{number}@customers.example>\r\n{before}Date: Sat, 21 Nov 2026 20:00:00 +0000\r\n\r\n\
         Where is my order {number}?\r\n{}",
        "It was to come on Monday.\r\n".repeat(number * 7919 % 600)
    )
}

fn append(client: &mut Client, numbers: std::ops::Range<usize>) {
    for number in numbers {
        client.deliver(&mail(number));
    }
}

/// Another program: marks all, moves the oldest away and deletes the one behind it.
fn change(client: &mut Client) {
    client.say("SELECT INBOX");
    client.say("UID STORE 1:* +FLAGS (\\Flagged)");
    if client.uids("INBOX", "ALL").len() > 30 {
        client.say("STORE 1:3 +FLAGS (\\Seen)");
        client.say("MOVE 1 Done");
        client.say("STORE 1 +FLAGS (\\Deleted)");
        client.say("EXPUNGE");
    }
}

async fn set_up(server: &Server, port: u16) -> String {
    server.add_mailbox(BOX).await;
    let (_, channels) = server.ask("GET", "/channels", b"", "application/json").await.unwrap();
    let path = format!("/channels/{}/incoming", channels["data"][0]["id"].as_str().unwrap());
    let body = json!({
        "host": "127.0.0.1", "port": port, "security": "none", "username": "box", "password": "secret",
        "start": "beginning", "after": "seen",
    });
    let put = server.ask("PUT", &path, body.to_string().as_bytes(), "application/json").await.unwrap();
    assert_eq!(put.0, 200, "{}", put.1);
    path
}

#[expect(clippy::print_stdout, reason = "with the seed a failure can be looked at again")]
async fn survives(with_another: bool, seed: u64) {
    let (mails, rounds) = (mails(), (mails() / 200).max(10));
    println!("seed {seed}, {mails} mails, {rounds} kills and cuts");
    let mut dice = Dice(seed);
    let dovecot = Arc::new(Dovecot::start());
    let network = Network::to(dovecot.port).await;
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start_on(folder.path(), None, None).await;
    let (path, token) = (set_up(&server, network.port).await, server.token().to_owned());
    for round in 0..rounds {
        let (from, to) = (mails * round / rounds, mails * (round + 1) / rounds);
        let of_writer = Arc::clone(&dovecot);
        let writing = tokio::task::spawn_blocking(move || {
            let mut client = of_writer.client("box");
            append(&mut client, from..to);
            if with_another {
                change(&mut client);
            }
        });
        tokio::time::sleep(Duration::from_micros(dice.below(900_000))).await;
        network.cut();
        tokio::time::sleep(Duration::from_micros(dice.below(1_500_000))).await;
        server.kill();
        writing.await.unwrap();
        // It has to be gone before another may have its folder.
        drop(server);
        server = Server::start_on(folder.path(), None, Some(&token)).await;
    }
    // Past this mail all others have been seen.
    dovecot.client("box").deliver(&mail(mails));
    until_read(&server, &path, mails + 1).await;
    let left = dovecot.client("box").uids("INBOX", "ALL");
    let kept: BTreeSet<usize> = left.iter().map(|uid| usize::try_from(*uid).unwrap() - 1).collect();
    check(&server, &kept).await;
    assert!(with_another || kept.len() == mails + 1);
}

async fn until_read(server: &Server, path: &str, last: usize) {
    for _ in 0..6000 {
        let (_, shown) = server.ask("GET", path, b"", "application/json").await.unwrap();
        if shown["reading"]["folders"][0]["cursor"]["last_uid"] == last {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("not all was read");
}

/// Every mail that stayed is there once, and each thread is one conversation.
async fn check(server: &Server, kept: &BTreeSet<usize>) {
    let mut found: BTreeMap<usize, String> = BTreeMap::new();
    for conversation in all(server, "/conversations?limit=200").await {
        let id = conversation["id"].as_str().unwrap();
        for message in all(server, &format!("/conversations/{id}/messages?limit=200")).await {
            let number = number(&message);
            assert_eq!(found.insert(number, id.to_owned()), None, "mail {number} is there twice");
        }
    }
    for number in kept {
        assert!(found.contains_key(number), "mail {number} is lost");
    }
    let mut threads: BTreeMap<usize, BTreeSet<&String>> = BTreeMap::new();
    for (number, conversation) in &found {
        threads.entry(number / OF_A_THREAD).or_default().insert(conversation);
    }
    let whole =
        |thread: usize| (0..OF_A_THREAD).all(|place| found.contains_key(&(thread * OF_A_THREAD + place)));
    for (thread, conversations) in &threads {
        assert!(conversations.len() == 1 || !whole(*thread), "thread {thread} is in {conversations:?}");
    }
    let distinct: BTreeSet<&String> = found.values().collect();
    assert!(distinct.len() >= threads.len(), "no conversation has two threads");
    for conversation in distinct {
        let of: BTreeSet<usize> = found
            .iter()
            .filter(|(_, id)| *id == conversation)
            .map(|(number, _)| number / OF_A_THREAD)
            .collect();
        assert_eq!(of.len(), 1, "{conversation} has mails of {of:?}");
    }
}

fn number(message: &Value) -> usize {
    message["subject"].as_str().and_then(|subject| subject.strip_prefix("words-")?.parse().ok()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_and_cuts_lose_and_double_no_mail_of_a_mailbox() {
    survives(false, 20_261_122).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_do_they_while_another_program_marks_moves_and_deletes() {
    survives(true, 20_261_123).await;
}
