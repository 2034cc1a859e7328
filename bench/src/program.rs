//! The program under measure: started on a folder, asked, looked at from outside, ended.

use std::fs::File;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use serde_json::Value;

use crate::store::Store;
use crate::wire::{self, Alone};

/// Making a store of a million messages takes minutes.
const PATIENCE: Duration = Duration::from_secs(7200);

/// How the program is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// `tillside demo`, which makes the store.
    Making,
    /// `tillside serve`, as in production, with its log in a file.
    Serving,
    /// The same, but stores may be on this machine.
    ServingNeighbours,
}

/// A running program.
#[derive(Debug)]
pub struct Program {
    child: Child,
    /// `127.0.0.1:PORT`.
    pub address: String,
    /// From the start of the process to the first `/readyz` that said yes.
    pub ready_after: Duration,
}

impl Program {
    /// Starts the program on the store, and returns when it is ready.
    pub async fn start(store: &Store, way: Way) -> anyhow::Result<Self> {
        let (http, smtp) = (free_port()?, free_port()?);
        let address = format!("127.0.0.1:{http}");
        let mut command = Command::new(&store.program);
        match way {
            Way::Making => command.args(["demo", "--conversations", &store.conversations.to_string()]),
            Way::Serving => command.arg("serve"),
            Way::ServingNeighbours => command.arg("serve").env("TILLSIDE_ALLOW_PRIVATE_ADDRESSES", "true"),
        };
        command.args(["--listen", &address, "--smtp-listen", &format!("127.0.0.1:{smtp}")]);
        command.args(store.flags());
        command.stdout(Stdio::null()).stderr(File::create(store.store.join("server.log"))?);
        let begun = Instant::now();
        let child = command.spawn().with_context(|| format!("{} does not start", store.program.display()))?;
        let mut started = Self { child, address, ready_after: Duration::ZERO };
        let ready = wire::get("/readyz", "");
        loop {
            let asked = Alone::connect(&started.address).and_then(|mut one| one.ask(&ready).map(drop));
            if asked.is_ok() {
                started.ready_after = begun.elapsed();
                return Ok(started);
            }
            if let Some(status) = started.child.try_wait()? {
                bail!("the program ended: {status}");
            }
            ensure!(begun.elapsed() < PATIENCE, "the program is not ready");
            tokio::time::sleep(Duration::from_millis(if way == Way::Making { 500 } else { 1 })).await;
        }
    }

    /// A token that may do everything.
    pub fn token(&self, store: &Store) -> anyhow::Result<String> {
        let made = Command::new(&store.program)
            .args(["admin", "create-token", "--name", "bench"])
            .args(store.flags())
            .output()?;
        ensure!(made.status.success(), "no token: {}", String::from_utf8_lossy(&made.stderr));
        Ok(String::from_utf8(made.stdout)?.trim().to_owned())
    }

    /// The answer of the API to a question.
    pub async fn ask(&self, token: &str, path: &str) -> anyhow::Result<Value> {
        let url = format!("http://{}/api/v1{path}", self.address);
        let answer = reqwest::Client::new().get(url).bearer_auth(token).send().await?.error_for_status()?;
        Ok(serde_json::from_str(&answer.text().await?)?)
    }

    /// The answer of the API to what is sent to it.
    pub async fn say(&self, token: &str, path: &str, kind: &str, body: Vec<u8>) -> anyhow::Result<Value> {
        let url = format!("http://{}/api/v1{path}", self.address);
        let asked = reqwest::Client::new().post(url).bearer_auth(token);
        let answer = asked.header("content-type", kind).body(body).send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        ensure!(status.is_success(), "{path}: {status} {text}");
        Ok(serde_json::from_str(&text)?)
    }

    /// The same with JSON.
    pub async fn tell(&self, token: &str, path: &str, body: &Value) -> anyhow::Result<Value> {
        self.say(token, path, "application/json", body.to_string().into_bytes()).await
    }

    /// What the process holds in memory now.
    pub fn memory(&self) -> anyhow::Result<Memory> {
        Ok(Memory { resident: self.status("VmRSS:")?, own: self.status("RssAnon:")? })
    }

    /// The most that the process has ever held in memory, in KiB.
    pub fn peak(&self) -> anyhow::Result<u64> {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> anyhow::Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with(name));
        let kib = line.and_then(|line| line.split_whitespace().nth(1)).context("no such line")?;
        Ok(kib.parse()?)
    }

    /// Processor time that the process has used, user and system.
    pub fn processor_time(&self) -> anyhow::Result<Duration> {
        processor_time(self.child.id())
    }

    /// Asks it to end, and waits until it has.
    pub fn stop(mut self) -> anyhow::Result<()> {
        Command::new("kill").arg(self.child.id().to_string()).status()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Processor time that a process has used, user and system, to ten milliseconds.
pub fn processor_time(process: u32) -> anyhow::Result<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    let after_name = stat.rsplit_once(')').context("no name in stat")?.1;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>()? + fields[12].parse::<u64>()?;
    // Linux tells user space of 100 ticks a second on every machine it runs on.
    Ok(Duration::from_millis(ticks * 10))
}

/// In KiB.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    /// Resident set size: own pages and the mapped files' that happen to be in memory.
    pub resident: u64,
    /// Anonymous pages: what the process itself has asked for.
    pub own: u64,
}

/// A port that nobody listens on just now.
pub fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
