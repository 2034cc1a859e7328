//! What an agent looks at: the inbox and a conversation, beside SQLite alone and the smallest server.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use serde_json::Value;

use crate::figures::{Table, Times};
use crate::mails;
use crate::program::{self, Program};
use crate::raw::Raw;
use crate::rounds::{Compared, micros};
use crate::store::Store;
use crate::wire::{self, Alone, Among};

pub const ROUNDS: usize = 9;
/// Questions of one round.
pub const ASKED: usize = 300;
/// Connections that ask at once, and for how long in one round.
const MANY: usize = 64;
const WHILE: Duration = Duration::from_millis(1500);
/// Messages of the conversation that is opened.
const LONG: usize = 30;

/// Measures, and tells it as a table.
pub async fn measure(store: &Store) -> anyhow::Result<String> {
    let running = store.start().await?;
    let token = running.token(store)?;
    let long = mails::long_conversation(&running, &token, LONG).await?;
    let raw = Raw::open(&store.file())?;
    says_the_same(&running, &token, &raw, &long)?;

    let mut table = Table::new(&["measure", "Tillside", "limit", "ratio (least–most)", "goal"]);
    one_by_one(&running, &token, &raw, &long, &mut table)?;
    for_the_first_time(&running, &token, &raw, &mut table)?;
    many_at_once(store, &running, &token, &mut table).await?;
    running.stop()?;
    Ok(table.to_string())
}

/// The limit says what the program says, or it would be none.
fn says_the_same(running: &Program, token: &str, raw: &Raw, long: &mails::Long) -> anyhow::Result<()> {
    let mut client = Alone::connect(&running.address)?;
    let mut ours: Value =
        serde_json::from_slice(client.ask(&wire::get("/api/v1/conversations?limit=50", token))?)?;
    let mut limit: Value = serde_json::from_slice(&raw.inbox()?)?;
    ensure!(ours["data"] == limit["data"], "the limit does not tell the inbox as the program does");
    ours = serde_json::from_slice(client.ask(&wire::get(&long.messages(), token))?)?;
    limit = serde_json::from_slice(&raw.opened(long.number)?.1)?;
    for page in [&mut ours, &mut limit] {
        for message in page["data"].as_array_mut().context("no messages")? {
            message["html"] = Value::Null;
        }
    }
    ensure!(ours["data"] == limit["data"], "the limit does not tell a conversation as the program does");
    let count = ours["data"].as_array().map_or(0, Vec::len);
    ensure!(count == LONG, "the conversation has {count} messages");
    Ok(())
}

fn one_by_one(
    running: &Program,
    token: &str,
    raw: &Raw,
    long: &mails::Long,
    table: &mut Table,
) -> anyhow::Result<()> {
    let mut client = Alone::connect(&running.address)?;
    let inbox = [wire::get("/api/v1/conversations?limit=50", token)];
    let opened = [wire::get(&long.path(), token), wire::get(&long.messages(), token)];
    let health = [wire::get("/healthz", "")];
    for (name, requests, read) in [
        (
            "inbox page of 50, one connection",
            &inbox[..],
            &(|| raw.inbox().map(drop)) as &dyn Fn() -> anyhow::Result<()>,
        ),
        ("opening a conversation of 30 messages", &opened[..], &|| raw.opened(long.number).map(drop)),
    ] {
        let (mut time, mut work, mut way) = (Compared::new(), Compared::new(), Vec::new());
        // The first questions fill what remembers.
        asked(&mut client, requests, ASKED)?;
        for _ in 0..ROUNDS {
            let before = running.processor_time()?;
            let ours = asked(&mut client, requests, ASKED)?;
            let used = micros(running.processor_time()? - before) / ASKED as f64;
            let own = on_this_thread()?;
            let limit = repeated(read, ASKED)?;
            work.round(used, micros(on_this_thread()? - own) / ASKED as f64);
            time.round(micros(ours.percentile(50.0)), micros(limit.percentile(50.0)));
            way.push(micros(asked(&mut client, &health, ASKED)?.percentile(50.0)));
        }
        let told = |one: f64| format!("{one:.0} µs");
        table.row(&[
            name.to_owned(),
            told(time.ours()),
            told(time.limit()),
            time.times(),
            "≤ 1.6 ×".to_owned(),
        ]);
        table.row(&[
            "– processor time".to_owned(),
            told(work.ours()),
            told(work.limit()),
            work.times(),
            "–".to_owned(),
        ]);
        let way = crate::rounds::median(&way);
        table.row(&[
            "– of it a bare question and answer (`/healthz`)".to_owned(),
            told(way),
            "–".to_owned(),
            "–".to_owned(),
            "–".to_owned(),
        ]);
    }
    Ok(())
}

/// Conversations that nobody has opened since the program started: nothing is remembered of them.
fn for_the_first_time(running: &Program, token: &str, raw: &Raw, table: &mut Table) -> anyhow::Result<()> {
    let mut client = Alone::connect(&running.address)?;
    let mut time = Compared::new();
    for round in 0..ROUNDS {
        let ids = raw.some(round as f64 / ROUNDS as f64, ASKED / 3)?;
        let (mut ours, mut limit) = (Vec::with_capacity(ids.len()), Vec::with_capacity(ids.len()));
        for id in ids {
            let long = mails::Long::of(id);
            let requests = [wire::get(&long.path(), token), wire::get(&long.messages(), token)];
            ours.push(micros(asked(&mut client, &requests, 1)?.percentile(50.0)));
            limit.push(micros(repeated(&|| raw.opened(id).map(drop), 1)?.percentile(50.0)));
        }
        time.round(crate::rounds::median(&ours), crate::rounds::median(&limit));
    }
    let told = |one: f64| format!("{one:.0} µs");
    table.row(&[
        "opening a conversation that nobody has looked at since the start".to_owned(),
        told(time.ours()),
        told(time.limit()),
        time.times(),
        "–".to_owned(),
    ]);
    Ok(())
}

/// How long each takes from question to answer; several requests in a row are one.
pub fn asked(client: &mut Alone, requests: &[Vec<u8>], times: usize) -> anyhow::Result<Times> {
    let mut taken = Vec::with_capacity(times);
    for _ in 0..times {
        let begun = Instant::now();
        for request in requests {
            client.ask(request)?;
        }
        taken.push(begun.elapsed());
    }
    Times::new(taken)
}

/// How long each takes.
pub fn repeated(read: &dyn Fn() -> anyhow::Result<()>, times: usize) -> anyhow::Result<Times> {
    let mut taken = Vec::with_capacity(times);
    for _ in 0..times {
        let begun = Instant::now();
        read()?;
        taken.push(begun.elapsed());
    }
    Times::new(taken)
}

/// Processor time that this thread has used (the first number of schedstat, in nanoseconds).
pub fn on_this_thread() -> anyhow::Result<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(Duration::from_nanos(text.split_whitespace().next().context("no schedstat")?.parse()?))
}

/// The smallest server, in a process of its own.
struct Bare {
    child: Child,
    address: String,
}

impl Bare {
    fn start(store: &Store) -> anyhow::Result<Self> {
        let address = format!("127.0.0.1:{}", program::free_port()?);
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["bare", "--listen", &address, "--file"]).arg(store.file()).stdout(Stdio::null());
        let bare = Self { child: command.spawn()?, address };
        for _ in 0..1000 {
            if Alone::connect(&bare.address).is_ok() {
                return Ok(bare);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        anyhow::bail!("the bare server does not start")
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

async fn many_at_once(
    store: &Store,
    running: &Program,
    token: &str,
    table: &mut Table,
) -> anyhow::Result<()> {
    let bare = Bare::start(store)?;
    let ours = wire::get("/api/v1/conversations?limit=50", token);
    let limit = wire::get("/conversations", "");
    let (mut rate, mut work) = (Compared::new(), Compared::new());
    load(&running.address, &ours).await?;
    load(&bare.address, &limit).await?;
    for _ in 0..ROUNDS {
        let before = running.processor_time()?;
        let mine = load(&running.address, &ours).await?;
        let used = running.processor_time()? - before;
        let before = program::processor_time(bare.child.id())?;
        let its = load(&bare.address, &limit).await?;
        let its_used = program::processor_time(bare.child.id())? - before;
        rate.round(mine, its);
        let seconds = WHILE.as_secs_f64();
        work.round(micros(used) / (mine * seconds), micros(its_used) / (its * seconds));
    }
    let told = |one: f64| format!("{one:.0} a second");
    table.row(&[
        format!("inbox page of 50, {MANY} connections, against a bare axum server"),
        told(rate.ours()),
        told(rate.limit()),
        rate.percent(),
        "≥ 70 %".to_owned(),
    ]);
    let told = |one: f64| format!("{one:.0} µs");
    table.row(&[
        "– processor time of the server".to_owned(),
        told(work.ours()),
        told(work.limit()),
        work.times(),
        "–".to_owned(),
    ]);
    Ok(())
}

/// Answers a second when many ask, each its next question as soon as it has an answer.
async fn load(address: &str, request: &[u8]) -> anyhow::Result<f64> {
    let mut asking = tokio::task::JoinSet::new();
    let until = Instant::now() + WHILE;
    for _ in 0..MANY {
        let mut client = Among::connect(address).await?;
        let request = request.to_vec();
        asking.spawn(async move {
            let mut answers = 0_u32;
            while Instant::now() < until {
                client.ask(&request).await?;
                answers += 1;
            }
            Ok::<_, anyhow::Error>(answers)
        });
    }
    let mut all = 0;
    while let Some(answers) = asking.join_next().await {
        all += answers??;
    }
    Ok(f64::from(all) / WHILE.as_secs_f64())
}
