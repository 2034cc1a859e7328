//! Mail comes into a mailbox at a Dovecot on the same machine, which the program reads by IMAP.
//!
//! Mails come by a timetable, whatever the program does. A mail counts from the moment before the server has it whole, so
//! what the server itself needs is counted, too; a mail program beside us that only listens says how much that is.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use serde_json::{Value, json};

use crate::agents::Agents;
use crate::dovecot::Dovecot;
use crate::figures::{Table, Times, milliseconds};
use crate::idler;
use crate::program::Program;
use crate::store::Store;

/// How much.
#[derive(Debug, Args)]
pub struct Load {
    /// Mails that come one by one.
    #[arg(long, default_value_t = 200)]
    mails: usize,
    /// How often one comes, in milliseconds.
    #[arg(long, default_value_t = 150)]
    every: u64,
    /// Agents with an open screen.
    #[arg(long, default_value_t = 20)]
    agents: usize,
    /// Mails that are there before, to be read from the beginning.
    #[arg(long, default_value_t = 2000)]
    before: usize,
}

const ADDRESS: &str = "imap@nar.example";
/// The size of the store.
const CONVERSATIONS: u32 = 240;

/// Runs the load and says what came of it.
pub async fn measure(store: &Store, load: &Load) -> anyhow::Result<String> {
    // A small store of its own: what comes here would stay in the one that the others measure.
    let folder = tempfile::tempdir()?;
    let store = Store { store: folder.path().to_owned(), conversations: CONVERSATIONS, ..store.clone() };
    store.make().await?;
    let dovecot = Dovecot::start();
    fill(&dovecot, load.before);
    let running = store.start().await?;
    let token = running.token(&store)?;
    let begun = Instant::now();
    let channel = mailbox(&running, &token, dovecot.port).await?;
    until_read(&running, &token, &channel, load.before).await?;
    let first = begun.elapsed();

    let agents = Agents::open(&running.address, &token, load.agents).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let idler = idler::listen(dovecot.port, "bench", load.before + load.mails)?;
    let came = come(&dovecot, load).await?;
    until_read(&running, &token, &channel, load.before + load.mails).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let heard = idler.join().map_err(|_| anyhow::anyhow!("the listener ended"))??;
    let screens = join(&running, &token, &channel, &came, &agents, load.agents).await?;
    let table = table(load, &screens, &told(&came, &heard, load.before)?, first);
    running.stop()?;
    Ok(table)
}

fn mail(name: &str) -> String {
    format!(
        "From: Customer <{name}@customers.example>\r\nTo: {ADDRESS}\r\nSubject: {name}\r\n\
         Message-ID: <{name}@customers.example>\r\nDate: Sat, 21 Nov 2026 20:00:00 +0000\r\n\r\nWhere is my order?\r\n"
    )
}

fn fill(dovecot: &Dovecot, count: usize) {
    let mut client = dovecot.client("bench");
    for number in 0..count {
        client.deliver(&mail(&format!("before-{number}")));
    }
}

async fn say(running: &Program, token: &str, method: &str, path: &str, body: Value) -> anyhow::Result<Value> {
    let url = format!("http://{}/api/v1{path}", running.address);
    let asked = reqwest::Client::new().request(method.parse()?, url).bearer_auth(token);
    let answer = asked.header("content-type", "application/json").body(body.to_string()).send().await?;
    Ok(serde_json::from_str(&answer.error_for_status()?.text().await?)?)
}

async fn mailbox(running: &Program, token: &str, port: u16) -> anyhow::Result<String> {
    let made = json!({"kind": "email", "name": "IMAP", "address": ADDRESS});
    let made = say(running, token, "POST", "/channels", made).await?;
    let channel = made["id"].as_str().context("a channel without an id")?.to_owned();
    let settings = json!({
        "host": "127.0.0.1", "port": port, "security": "none", "username": "bench", "password": "secret",
        "start": "beginning",
    });
    say(running, token, "PUT", &format!("/channels/{channel}/incoming"), settings).await?;
    Ok(channel)
}

async fn until_read(running: &Program, token: &str, channel: &str, last: usize) -> anyhow::Result<()> {
    let end = Instant::now() + Duration::from_secs(600);
    while Instant::now() < end {
        let shown = running.ask(token, &format!("/channels/{channel}/incoming")).await?;
        if shown["reading"]["folders"][0]["cursor"]["last_uid"] == last {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    anyhow::bail!("not all was read")
}

/// Lets mails come by their timetable; when each came, by its name.
async fn come(dovecot: &Dovecot, load: &Load) -> anyhow::Result<HashMap<String, Instant>> {
    let (mails, every) = (load.mails, Duration::from_millis(load.every));
    let mut client = dovecot.client("bench");
    let coming = tokio::task::spawn_blocking(move || {
        let begin = Instant::now();
        let mut came = HashMap::new();
        for number in 0..mails {
            let due = begin + every * u32::try_from(number).unwrap_or(u32::MAX);
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            let name = format!("came-{number}");
            came.insert(name.clone(), Instant::now());
            client.deliver(&mail(&name));
        }
        came
    });
    Ok(coming.await?)
}

/// From each mail's arrival to the server's word of it. Mails come in the order of their numbers.
fn told(came: &HashMap<String, Instant>, heard: &idler::Heard, before: usize) -> anyhow::Result<Times> {
    let mut came: Vec<Instant> = came.values().copied().collect();
    came.sort_unstable();
    let word = |(number, at): (usize, &Instant)| {
        let told = heard.iter().find(|(count, _)| *count > before + number);
        told.map(|(_, told)| told.duration_since(*at)).context("a mail of which nobody was told")
    };
    Times::new(came.iter().enumerate().map(word).collect::<anyhow::Result<_>>()?)
}

/// From the mail's arrival to each open screen; every mail must have reached every screen.
async fn join(
    running: &Program,
    token: &str,
    channel: &str,
    came: &HashMap<String, Instant>,
    agents: &Agents,
    screens: usize,
) -> anyhow::Result<Times> {
    let heard = agents.heard();
    let (mut times, mut after) = (Vec::new(), String::new());
    let mut seen = 0;
    while seen < came.len() {
        let page = running.ask(token, &format!("/conversations?limit=200&channel={channel}{after}")).await?;
        for row in page["data"].as_array().context("no list")? {
            let Some(at) = row["subject"].as_str().and_then(|subject| came.get(subject)) else { continue };
            let id = row["id"].as_str().context("no id")?;
            let messages = running.ask(token, &format!("/conversations/{id}/messages")).await?;
            let message = messages["data"][0]["id"].as_str().context("no message")?;
            let reached = heard.get(message).map_or(0, Vec::len);
            ensure!(reached == screens, "{id} reached {reached} of {screens} screens");
            times.extend(heard[message].iter().map(|heard| heard.duration_since(*at)));
            seen += 1;
        }
        let next = page["next"].as_str();
        ensure!(next.is_some() || seen == came.len(), "{seen} of {} mails are there", came.len());
        after = next.map(|next| format!("&after={next}")).unwrap_or_default();
    }
    Times::new(times)
}

fn table(load: &Load, screens: &Times, told: &Times, first: Duration) -> String {
    let mut table = Table::new(&["measure", "value", "goal"]);
    for percent in [50.0, 99.0] {
        let time = milliseconds(told.percentile(percent));
        let name = format!("arrival at the server to its word to whoever only listens, p{percent}");
        table.row(&[name, time, "–".to_owned()]);
    }
    for (percent, goal) in [(50.0, "–"), (99.0, "500 ms"), (100.0, "–")] {
        let time = milliseconds(screens.percentile(percent));
        table.row(&[format!("arrival at the server to an open screen, p{percent}"), time, goal.to_owned()]);
    }
    let rate = load.before as f64 / first.as_secs_f64();
    table.row(&["first reading, mails a second".to_owned(), format!("{rate:.0}"), "–".to_owned()]);
    format!(
        "{} mails, one every {} ms, into a mailbox that has {} others; {} agents; {} arrivals on screens.\n\n{table}",
        load.mails,
        load.every,
        load.before,
        load.agents,
        screens.count()
    )
}
