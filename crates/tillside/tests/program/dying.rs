//! Killed at any moment, it loses nothing that it acknowledged, and every reader has counted everything once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use database::testing::fresh_postgres_url;
use serde_json::{Value, json};

use crate::server::Server;

const BOX: &str = "hello@nar.example";
/// How often the program is killed on each database.
const KILLS: usize = 40;
/// Customers who write mails at the same time.
const WRITERS: usize = 5;
/// Shoppers who chat at the same time.
const CHATTERS: usize = 3;
/// Chance from a seed: the same seed kills at the same points, as far as machines are the same.
const SEED: u64 = 20_261_122;

struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// What the customers know: the words that were acknowledged, and those that they will send again.
#[derive(Default)]
struct Known {
    kept: BTreeSet<String>,
    unsure: BTreeMap<usize, String>,
}

/// One who writes until the server is gone: first what had no answer, then anew. Gives what was kept and what is unsure.
async fn write_on(
    server: &Server,
    who: usize,
    visit: Option<&str>,
    round: usize,
    again: Option<String>,
    count: &AtomicUsize,
) -> (Vec<String>, String) {
    let anew = (0..).map(|number| format!("words-{who}-{round}-{number}"));
    let mut kept = Vec::new();
    for words in again.into_iter().chain(anew) {
        let answer = match visit {
            None => server.deliver(BOX, &words).await,
            Some(token) => {
                let body = json!({ "client_id": words, "text": words }).to_string();
                server.chat(&format!("messages?token={token}"), &body).await
            }
        };
        match answer {
            Some((200 | 201, _)) => {
                count.fetch_add(1, Ordering::Relaxed);
                kept.push(words);
            }
            // A shopper who types too fast waits a little, and so does a server that sends.
            Some((429, _)) => tokio::time::sleep(Duration::from_millis(300)).await,
            Some((status, answer)) => panic!("{words} was refused: {status} {answer}"),
            None => return (kept, words),
        }
    }
    unreachable!("nobody stops writing");
}

async fn run_and_kill(server: Server, visits: &[String], round: usize, dice: &mut Dice, known: &mut Known) {
    let (server, count) = (Arc::new(server), Arc::new(AtomicUsize::new(0)));
    let mut writers = tokio::task::JoinSet::new();
    for who in 0..WRITERS + CHATTERS {
        let (server, count) = (Arc::clone(&server), Arc::clone(&count));
        let visit = who.checked_sub(WRITERS).map(|chatter| visits[chatter].clone());
        let again = known.unsure.remove(&who);
        writers.spawn(
            async move { (who, write_on(&server, who, visit.as_deref(), round, again, &count).await) },
        );
    }
    let until = usize::try_from(dice.below(25)).unwrap();
    while count.load(Ordering::Relaxed) < until {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    tokio::time::sleep(Duration::from_micros(dice.below(30_000))).await;
    server.kill();
    for (who, (kept, unsure)) in writers.join_all().await {
        known.kept.extend(kept);
        known.unsure.insert(who, unsure);
    }
}

async fn visits(server: &Server) -> Vec<String> {
    let made = server.ask("POST", "/channels", br#"{"kind":"chat","name":"Shop"}"#, "application/json").await;
    let (status, channel) = made.unwrap();
    assert_eq!(status, 201, "{channel}");
    let mut tokens = Vec::new();
    for _ in 0..CHATTERS {
        let (status, visit) =
            server.chat("sessions", &json!({ "channel": channel["id"] }).to_string()).await.unwrap();
        assert!((200..300).contains(&status), "{visit}");
        tokens.push(visit["token"].as_str().unwrap().to_owned());
    }
    tokens
}

#[expect(clippy::print_stdout, reason = "with the seed a failure can be looked at again")]
async fn survives(postgres: Option<&str>, seed: u64) {
    println!("seed {seed}");
    let folder = tempfile::tempdir().unwrap();
    let first = Server::start_on(folder.path(), postgres, None).await;
    first.add_mailbox(BOX).await;
    let (visits, token) = (visits(&first).await, first.token().to_owned());
    let (mut dice, mut known) = (Dice(seed), Known::default());
    let mut server = first;
    for round in 0..KILLS {
        run_and_kill(server, &visits, round, &mut dice, &mut known).await;
        server = Server::start_on(folder.path(), postgres, Some(&token)).await;
    }
    assert!(known.kept.len() > KILLS, "{}", known.kept.len());
    let metrics = all_read(&server).await;
    assert!(metrics.contains("tillside_reader_failures 0"), "{metrics}");
    check(&server, &known).await;
}

/// Waits until no reader is behind the log's end.
async fn all_read(server: &Server) -> String {
    loop {
        let metrics = server.metrics().await;
        let lags = metrics.lines().filter(|line| line.starts_with("tillside_reader_lag_milliseconds{"));
        if lags.clone().count() > 0 && lags.clone().all(|line| line.ends_with(" 0")) {
            return metrics;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn check(server: &Server, known: &Known) {
    let conversations = all(server, "/conversations?limit=200").await;
    let mut said = Vec::new();
    for conversation in &conversations {
        let id = conversation["id"].as_str().unwrap();
        let messages = all(server, &format!("/conversations/{id}/messages?limit=200")).await;
        assert_eq!(conversation["message_count"], messages.len(), "{conversation}");
        said.extend(messages.iter().map(words));
    }
    let distinct: BTreeSet<&String> = said.iter().collect();
    assert_eq!(distinct.len(), said.len(), "no message is there twice");
    for words in &known.kept {
        assert!(distinct.contains(words), "{words} was acknowledged and is lost");
    }
    let unsure: BTreeSet<&String> = known.unsure.values().collect();
    let nobody_said = |words: &&String| !known.kept.contains(*words) && !unsure.contains(words);
    assert_eq!(distinct.iter().copied().find(nobody_said), None, "nothing came that nobody sent");
    let report = all_measures(server).await;
    assert_eq!(report["measures"]["volume"]["value"], conversations.len(), "{report}");
}

/// A mail says it in its subject, a chat message in its text.
fn words(message: &Value) -> String {
    let of = |name: &str| message[name].as_str().filter(|text| text.starts_with("words-")).map(str::to_owned);
    of("subject").or_else(|| of("text")).unwrap_or_else(|| panic!("{message}"))
}

pub async fn all(server: &Server, path: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut after = String::new();
    loop {
        let (status, page) =
            server.ask("GET", &format!("{path}{after}"), b"", "application/json").await.unwrap();
        assert_eq!(status, 200, "{page}");
        rows.extend(page["data"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return rows,
        }
    }
}

async fn all_measures(server: &Server) -> Value {
    let path = "/reports/overview?granularity=month";
    let (status, report) = server.ask("GET", path, b"", "application/json").await.unwrap();
    assert_eq!(status, 200, "{report}");
    report
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_lose_and_double_nothing_on_sqlite() {
    survives(None, SEED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_lose_and_double_nothing_on_postgres() {
    survives(Some(&fresh_postgres_url()), SEED + 1).await;
}
