//! Killed at random points of ingest, of each reader, of timers and of the outbox: what was acknowledged is there once, and
//! every effect once.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use database::blobs::Blobs;
use database::events::{Event, NewEvent};
use database::outbox::{self, Attempt, NewRow, Row, Sender, Settled, State};
use database::readers::{self, Reader};
use database::secrets::Secrets;
use database::{Clock, Database, DbError, Engine, Settings, SystemClock, Time, Tx, timers};
use diesel::prelude::*;
use futures::future::BoxFuture;
use inbox::Inbox;
use inbox::conversations::MessageCreated;
use jiff::SignedDuration;
use people::{App, Parts};
use serde_json::{Value, json};
use tokio::sync::watch;
use tower::ServiceExt;
use web::{GuardedClient, Limits, Policy};

use crate::desk::{Desk, ENGINES, signed};

/// How often each engine's server is killed.
const KILLS: u64 = 200;
/// Messages that are sent at the same time, so that several stand in one commit.
const SENDERS: u64 = 3;

/// Does something of every kind for each message: an event, a timer, a row of the outbox.
struct Echo;

impl Reader for Echo {
    fn name(&self) -> &'static str {
        "crash-echo"
    }

    fn kinds(&self) -> &'static [&'static str] {
        &["message.created", "timer.echo"]
    }

    fn handle(&self, tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
        match event.kind.as_str() {
            "message.created" => {
                let id = event.payload_as::<MessageCreated>()?.message_id.0;
                tx.append(NewEvent::new(event.workspace, "echo.heard", id, "system"))?;
                timers::set(tx, event.workspace, "timer.echo", id, tx.now, &Value::Null)?;
                let row = NewRow::new(event.workspace, "crash_post", id, format!("echo:{id}"), &(), tx.now);
                outbox::enqueue(tx, &row)?;
            }
            "timer.echo" => {
                tx.append(NewEvent::new(event.workspace, "echo.rang", event.subject, "system"))?;
            }
            _ => {}
        }
        Ok(())
    }
}

struct Post;

impl Sender for Post {
    fn kinds(&self) -> &'static [&'static str] {
        &["crash_post"]
    }

    fn deliver<'a>(&'a self, _: &'a Row) -> BoxFuture<'a, Attempt> {
        Box::pin(async { Attempt::Delivered(None) })
    }

    fn settled(&self, tx: &mut Tx<'_>, row: &Row, _: &Settled) -> Result<(), DbError> {
        tx.append(NewEvent::new(row.workspace_id, "post.settled", row.subject_id, "system"))?;
        Ok(())
    }
}

fn all_readers(inbox: &Inbox) -> Vec<Arc<dyn Reader>> {
    inbox::readers(inbox).into_iter().chain([Arc::new(Echo) as Arc<dyn Reader>]).collect()
}

/// What the parent tells the server that it will kill.
fn told(name: &str) -> Option<String> {
    std::env::var(format!("TILLSIDE_CRASH_{name}")).ok()
}

/// The server that is killed: it does nothing unless a test below has started it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_to_be_killed() {
    let Some(folder) = told("FOLDER") else { return };
    let folder = std::path::PathBuf::from(folder);
    let engine = match told("URL") {
        Some(url) => Engine::Postgres { url },
        None => Engine::Sqlite { folder: folder.clone() },
    };
    let round = told("ROUND").unwrap();
    let node = u16::try_from(round.parse::<u64>().unwrap() % 1000 + 2).unwrap();
    let settings = Settings { engine, readers: 6, exclusive: true };
    let database = Database::open(settings, Arc::new(SystemClock), node).unwrap();
    let inbox = Inbox::new(App::new(Parts {
        database: database.clone(),
        secrets: Secrets::open(&folder.join("secret.key")).unwrap(),
        blobs: Blobs::new(folder.join("blobs")),
        guarded: GuardedClient::new(Policy::default(), Limits::default(), "Tillside test"),
        public_url: "https://desk.example".parse().unwrap(),
    }));
    let (_stop, stopping) = watch::channel(false);
    for reader in all_readers(&inbox) {
        tokio::spawn(readers::run(database.clone(), reader, stopping.clone()));
    }
    tokio::spawn(timers::run(database.clone(), stopping.clone()));
    tokio::spawn(outbox::run(database.clone(), Arc::new(Post), stopping.clone()));
    let router = inbox::public_routes().split_for_parts().0.with_state(inbox);
    let again: Vec<String> =
        told("AGAIN").unwrap().split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect();
    for id in again {
        send(&router, &id).await;
    }
    let mut all = tokio::task::JoinSet::new();
    for sender in 0..SENDERS {
        let (router, round) = (router.clone(), round.clone());
        all.spawn(async move {
            for number in 0.. {
                send(&router, &format!("{round}-{sender}-{number}")).await;
            }
        });
    }
    all.join_all().await;
}

async fn send(router: &axum::Router, id: &str) {
    say(&format!("TRY {id}"));
    let customer = id.split('-').nth(1).unwrap();
    let body = json!({ "id": id, "customer": { "id": customer }, "text": format!("text {id}") }).to_string();
    let now = SystemClock.now().micros() / 1_000_000;
    let mut request = Request::post(format!("/hooks/{}", told("CHANNEL").unwrap()));
    for (name, value) in signed(&told("SECRET").unwrap(), id, now, &body) {
        request = request.header(name, value);
    }
    let answer = router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    if answer.status() == 200 {
        say(&format!("ACK {id}"));
    } else {
        say(&format!("NO {id} {}", answer.status()));
    }
}

/// In one write, so that lines of several senders do not run into each other.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

/// Chance from a seed: the same seed kills at the same points, as far as machines are the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// What the senders of all servers know.
#[derive(Default)]
struct Known {
    tried: BTreeSet<String>,
    acknowledged: BTreeSet<String>,
    refused: Vec<String>,
}

impl Known {
    fn hear(&mut self, line: &str) -> bool {
        match line.split_once(' ') {
            Some(("TRY", id)) => drop(self.tried.insert(id.to_owned())),
            Some(("ACK", id)) => return self.acknowledged.insert(id.to_owned()),
            Some(("NO", why)) => self.refused.push(why.to_owned()),
            _ => {}
        }
        false
    }
}

fn start(desk: &Desk, channel: &Value, round: u64, again: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["crash::a_server_to_be_killed", "--exact", "--nocapture"]);
    command.env("TILLSIDE_CRASH_FOLDER", desk.test.folder.path());
    if let Engine::Postgres { url } = &desk.test.settings.engine {
        command.env("TILLSIDE_CRASH_URL", url);
    }
    for (name, value) in [
        ("ROUND", round.to_string().as_str()),
        ("AGAIN", again),
        ("CHANNEL", channel["id"].as_str().unwrap()),
        ("SECRET", channel["api"]["secret"].as_str().unwrap()),
    ] {
        command.env(format!("TILLSIDE_CRASH_{name}"), value);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

/// Runs a server until some messages are acknowledged and a moment more, then kills it.
fn run_and_kill(desk: &Desk, channel: &Value, round: u64, dice: &mut Dice, known: &mut Known) {
    let again: Vec<String> = known.tried.difference(&known.acknowledged).cloned().collect();
    let mut server = start(desk, channel, round, &again.join(","));
    let (until, more) = (dice.below(25), Duration::from_micros(dice.below(15_000)));
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    if until == 0 {
        // While it starts.
        std::thread::sleep(more * 10);
    }
    let mut acknowledged = 0;
    while acknowledged < until {
        let line = lines.next().expect("the server ended by itself").unwrap();
        acknowledged += u64::from(known.hear(&line));
    }
    std::thread::sleep(more);
    // SIGKILL: nothing is told, nothing is finished.
    server.kill().unwrap();
    server.wait().unwrap();
    for line in lines.map_while(Result::ok) {
        known.hear(&line);
    }
}

/// A later time, so that the leases of the killed have run out.
struct Later;

impl Clock for Later {
    fn now(&self) -> Time {
        SystemClock.now().plus(SignedDuration::from_mins(10))
    }
}

#[expect(clippy::print_stdout, reason = "with the seed a failure can be looked at again")]
async fn survives(engine: usize, seed: u64) {
    println!("seed {seed}");
    let desk = Desk::open(ENGINES[engine]);
    let mut owner = desk.owner().await;
    let channel = owner.channel(json!({ "kind": "api", "name": "Source" })).await;
    let (mut dice, mut known) = (Dice(seed), Known::default());
    for round in 0..KILLS {
        run_and_kill(&desk, &channel, round, &mut dice, &mut known);
    }
    assert!(known.refused.is_empty(), "{:?}", known.refused);
    assert!(known.acknowledged.len() > 500, "{}", known.acknowledged.len());
    let settings = Settings { exclusive: false, ..desk.test.settings.clone() };
    let database = Database::open(settings, Arc::new(Later), 1001).unwrap();
    finish(&desk, &database).await;
    check(&database, &known, channel["id"].as_str().unwrap()).await;
}

/// Lets readers, timers and the outbox do what is left.
async fn finish(desk: &Desk, database: &Database) {
    let post: Arc<dyn Sender> = Arc::new(Post);
    loop {
        desk.until_all_can_be_read().await;
        let mut done = timers::fire_due(database).await.unwrap();
        for reader in all_readers(&desk.inbox) {
            done += readers::catch_up(database, &reader).await.unwrap();
        }
        done += outbox::deliver_due(database, &post).await.unwrap();
        if done == 0 {
            return;
        }
    }
}

async fn check(database: &Database, known: &Known, channel: &str) {
    use database::schema::{event, outbox as rows, reader_failure};
    use inbox::schema::{conversation, message};
    let read = database.read(|db| {
        let messages: Vec<(i64, Option<String>, i64)> =
            message::table.select((message::id, message::external_id, message::conversation_id)).load(db)?;
        let events: Vec<(String, i64)> = event::table.select((event::kind, event::subject_id)).load(db)?;
        let rows: Vec<(i64, State)> = rows::table
            .filter(rows::kind.eq("crash_post"))
            .select((rows::subject_id, rows::state))
            .load(db)?;
        let counts: Vec<(i64, i64)> =
            conversation::table.select((conversation::id, conversation::message_count)).load(db)?;
        let failures: i64 = reader_failure::table.count().get_result(db)?;
        Ok::<_, DbError>((messages, events, rows, counts, failures))
    });
    let (messages, events, rows, counts, failures) = read.await.unwrap();
    let prefix = format!("{channel}/");
    let ids: Vec<&str> = messages
        .iter()
        .map(|(_, external, _)| external.as_deref().unwrap().strip_prefix(&prefix).unwrap())
        .collect();
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(distinct.len(), ids.len(), "no message is there twice");
    for id in &known.acknowledged {
        assert!(distinct.contains(id.as_str()), "{id} was acknowledged and is lost");
    }
    assert!(distinct.iter().all(|id| known.tried.contains(*id)), "nothing came that nobody sent");
    assert_eq!(failures, 0, "no event was set aside");
    let messages_of: BTreeSet<i64> = messages.iter().map(|(id, _, _)| *id).collect();
    for kind in ["echo.heard", "timer.echo", "echo.rang", "post.settled"] {
        let subjects: Vec<i64> =
            events.iter().filter(|(of, _)| of == kind).map(|(_, subject)| *subject).collect();
        assert_eq!(subjects.len(), messages_of.len(), "{kind}: once for each message");
        assert_eq!(subjects.into_iter().collect::<BTreeSet<_>>(), messages_of, "{kind}");
    }
    assert!(rows.iter().all(|(_, state)| *state == State::Done), "all has left");
    assert_eq!(rows.len(), messages.len());
    let mut in_conversation: BTreeMap<i64, i64> = BTreeMap::new();
    for (_, _, conversation) in &messages {
        *in_conversation.entry(*conversation).or_default() += 1;
    }
    assert_eq!(counts.into_iter().collect::<BTreeMap<_, _>>(), in_conversation, "rows say what is there");
    assert_eq!(
        in_conversation.len(),
        usize::try_from(SENDERS).unwrap(),
        "one conversation for each customer"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_kills_lose_and_double_nothing_on_sqlite() {
    survives(0, 20_261_121).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_kills_lose_and_double_nothing_on_postgres() {
    survives(1, 20_261_122).await;
}
