//! A mailbox is read from a real Dovecot while the program is killed, the network cut, and another program marks, moves and
//! deletes what is in the mailbox: no mail is lost, doubled or in another conversation.
//!
//! `TILLSIDE_TEST_MAILS` sets another number of mails than the few hundred of an ordinary run; the program is killed and the
//! network cut once for each 200 of them, at least ten times.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
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
/// Threads that go on beside each other: their mails come by turns.
const BESIDE: usize = 10;
/// All threads are about the same, and each customer has many: nothing but the mails' names tells them apart.
const CUSTOMERS: usize = 7;

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

/// Which thread a mail is of.
fn thread_of(number: usize) -> usize {
    number / (OF_A_THREAD * BESIDE) * BESIDE + number % BESIDE
}

/// The mails of its thread before it, the newest last.
fn before(number: usize) -> Vec<usize> {
    let place = number % (OF_A_THREAD * BESIDE) / BESIDE;
    (1..=place).rev().map(|back| number - back * BESIDE).collect()
}

/// Whether the mails of a thread name all that came before, as most programs do, or only the one that they answer.
fn names_all(thread: usize) -> bool {
    thread.is_multiple_of(2)
}

/// The mail of a number: it asks, or goes on from those before. What it says is its number; some are long.
fn mail(number: usize) -> String {
    let (thread, before) = (thread_of(number), before(number));
    let name = |number: &usize| format!("<m{number}@customers.example>");
    let mut answers =
        before.last().map(|last| format!("In-Reply-To: {}\r\n", name(last))).unwrap_or_default();
    if names_all(thread) && !before.is_empty() {
        let all: Vec<String> = before.iter().map(name).collect();
        answers += &format!("References: {}\r\n", all.join("\r\n "));
    }
    format!(
        "From: Customer <c{}@customers.example>\r\nTo: {BOX}\r\nSubject: My order\r\n\
         Message-ID: {}\r\n{answers}Date: Sat, 21 Nov 2026 20:00:00 +0000\r\n\r\n\
         Where is my order {number}?\r\n{}",
        thread % CUSTOMERS,
        name(&number),
        "It was to come on Monday.\r\n".repeat(number * 7919 % 600)
    )
}

/// Another program at the same mailbox, until it is told to stop.
struct Another {
    dice: Dice,
    client: Client,
    /// How many mails were put there; a mail's UID is one more than its number.
    written: Arc<AtomicUsize>,
    /// Up to this UID all was read, as the desk says.
    passed: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
    /// The last mails of each round stay: by them it is seen how far reading has come.
    never: BTreeSet<usize>,
    gone: BTreeSet<usize>,
    /// Mails that are gone and had been there when reading came past them.
    stayed: BTreeSet<usize>,
}

impl Another {
    /// Marks, moves and deletes; returns the mails that had stayed long enough to be read, and are gone.
    fn work(mut self) -> BTreeSet<usize> {
        self.client.say("SELECT INBOX");
        while !self.stop.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_micros(self.dice.below(20_000)));
            let written = self.written.load(Ordering::SeqCst);
            if written < 10 || self.gone.len() * 4 > written {
                continue;
            }
            let any = self.uid(written);
            match self.dice.below(3) {
                0 => drop(self.client.say(&format!("UID STORE {any}:{} +FLAGS (\\Flagged)", any + 20))),
                action => self.take_away(written, action == 1),
            }
        }
        self.stayed
    }

    fn uid(&mut self, most: usize) -> usize {
        1 + usize::try_from(self.dice.below(most as u64)).unwrap()
    }

    /// Mostly a mail that was read, as somebody who tidies up does; now and then one that may not have been seen at all.
    fn take_away(&mut self, written: usize, to_another_folder: bool) {
        let passed = self.passed.load(Ordering::SeqCst);
        let tidies_up = passed > 0 && self.dice.below(3) > 0;
        let uid = self.uid(if tidies_up { passed.min(written) } else { written });
        if self.never.contains(&uid) || !self.gone.insert(uid - 1) {
            return;
        }
        if uid <= passed {
            self.stayed.insert(uid - 1);
        }
        if to_another_folder {
            self.client.say(&format!("UID MOVE {uid} Done"));
        } else {
            self.client.say(&format!("UID STORE {uid} +FLAGS (\\Deleted)"));
            self.client.say(&format!("UID EXPUNGE {uid}"));
        }
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
    let (written, passed) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let stop = Arc::new(AtomicBool::new(!with_another));
    let another = Another {
        dice: Dice(seed + 1),
        client: dovecot.client("box"),
        written: Arc::clone(&written),
        passed: Arc::clone(&passed),
        stop: Arc::clone(&stop),
        never: (1..=rounds).map(|round| mails * round / rounds).collect(),
        gone: BTreeSet::new(),
        stayed: BTreeSet::new(),
    };
    let working = tokio::task::spawn_blocking(move || another.work());
    for round in 0..rounds {
        let (from, to) = (mails * round / rounds, mails * (round + 1) / rounds);
        let (of_writer, count) = (Arc::clone(&dovecot), Arc::clone(&written));
        let writing = tokio::task::spawn_blocking(move || {
            let mut client = of_writer.client("box");
            for number in from..to {
                client.deliver(&mail(number));
                count.store(number + 1, Ordering::SeqCst);
            }
        });
        tokio::time::sleep(Duration::from_micros(dice.below(900_000))).await;
        network.cut();
        tokio::time::sleep(Duration::from_micros(dice.below(1_500_000))).await;
        passed.fetch_max(read_up_to(&server, &path).await, Ordering::SeqCst);
        server.kill();
        writing.await.unwrap();
        // It has to be gone before another may have its folder.
        drop(server);
        server = Server::start_on(folder.path(), None, Some(&token)).await;
        // The kills are spread over all mails: it does not fall behind by more than a round.
        until_read(&server, &path, from).await;
        passed.fetch_max(read_up_to(&server, &path).await, Ordering::SeqCst);
    }
    stop.store(true, Ordering::SeqCst);
    let stayed = working.await.unwrap();
    // Past this mail all others have been seen.
    dovecot.client("box").deliver(&mail(mails));
    until_read(&server, &path, mails + 1).await;
    let left = dovecot.client("box").uids("INBOX", "ALL");
    println!("{} are left there, {} were read and are gone", left.len(), stayed.len());
    assert!(with_another || left.len() == mails + 1);
    let left = left.iter().map(|uid| usize::try_from(*uid).unwrap() - 1);
    check(&server, &left.chain(stayed).collect()).await;
}

/// The UID up to which the inbox was read.
async fn read_up_to(server: &Server, path: &str) -> usize {
    let (_, shown) = server.ask("GET", path, b"", "application/json").await.unwrap();
    let last = shown["reading"]["folders"][0]["cursor"]["last_uid"].as_u64().unwrap_or(0);
    usize::try_from(last).unwrap()
}

async fn until_read(server: &Server, path: &str, last: usize) {
    for _ in 0..6000 {
        if read_up_to(server, path).await >= last {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("not all was read");
}

/// Every mail that stayed is there once, each thread is one conversation, and nothing came twice or is missing.
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
    let mut conversations: BTreeMap<&String, BTreeSet<usize>> = BTreeMap::new();
    for (number, conversation) in &found {
        let thread = thread_of(*number);
        // Where the mail that it answers was taken away before it was read, nothing says where it belongs.
        if names_all(thread) || before(*number).iter().all(|one| found.contains_key(one)) {
            threads.entry(thread).or_default().insert(conversation);
        }
        conversations.entry(conversation).or_default().insert(thread);
    }
    for (thread, conversations) in &threads {
        assert_eq!(conversations.len(), 1, "thread {thread} is in {conversations:?}");
    }
    for (conversation, threads) in &conversations {
        assert_eq!(threads.len(), 1, "{conversation} has mails of {threads:?}");
    }
    let again = all(server, "/mail/journal?limit=200&disposition=duplicate").await;
    assert!(again.is_empty(), "{} mails were fetched twice", again.len());
    let (_, compared) = server.make("/mail/reconciliation/compare", "", None).await;
    let inbox = &compared["servers"][0];
    assert_eq!(json!([inbox["missing"], inbox["waiting"], inbox["problem"]]), json!([0, 0, null]), "{inbox}");
}

fn number(message: &Value) -> usize {
    let rest = message["text"].as_str().and_then(|text| text.strip_prefix("Where is my order "));
    rest.and_then(|rest| rest.split('?').next()?.parse().ok()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_and_cuts_lose_and_double_no_mail_of_a_mailbox() {
    survives(false, 20_261_122).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_do_they_while_another_program_marks_moves_and_deletes() {
    survives(true, 20_261_123).await;
}
