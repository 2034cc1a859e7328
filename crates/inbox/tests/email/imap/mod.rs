//! Mailboxes that are read by IMAP, from a real Dovecot, and from servers that lie.

mod changing;
mod comparing;
mod dovecot;
mod hearing;
mod liar;
mod lying;
mod nodes;
mod options;
mod provider;
mod reading;
mod sending;
mod sent;
mod signing_in;
mod vault;

use std::future::Future;
use std::time::Duration;

use inbox::channels::Channel;
use inbox::channels::email::{Pace, Reading};
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::desk::{Answer, Desk};

/// As fast as a test wants it.
pub const FAST: Pace = Pace {
    poll: Duration::from_millis(400),
    idle: Duration::from_millis(300),
    sweep: SignedDuration::from_hours(1),
    lease: SignedDuration::from_secs(30),
    pause: Duration::from_millis(20),
};

/// Only by what the server tells: nobody asks within a test.
pub const TOLD: Pace = Pace { poll: Duration::from_secs(600), idle: Duration::from_secs(300), ..FAST };

/// A worker that reads mailboxes until it is stopped.
pub struct Reader {
    stop: watch::Sender<bool>,
    running: tokio::task::JoinHandle<()>,
}

impl Reader {
    pub fn start(desk: &Desk, pace: Pace) -> Self {
        let (stop, stopping) = watch::channel(false);
        Self { stop, running: tokio::spawn(Reading::at_pace(desk.app.clone(), pace).run(stopping)) }
    }

    pub async fn stop(self) {
        self.stop.send_replace(true);
        self.running.await.unwrap();
    }

    /// Ends it as a power cut would.
    pub async fn abort(self) {
        self.running.abort();
        drop(self.running.await);
    }
}

/// Waits until something is so.
#[track_caller]
pub fn until<F: Future<Output = bool>>(what: &str, so: impl Fn() -> F) -> impl Future<Output = ()> {
    let (what, place) = (what.to_owned(), std::panic::Location::caller());
    async move {
        for _ in 0..1200 {
            if so().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{place}: waited in vain until {what}");
    }
}

impl Desk {
    /// Has a mailbox read from a server on this machine.
    pub async fn reads(&self, channel: &Channel, port: u16, more: Value) {
        self.put_incoming(channel, port, more).await.ok();
    }

    /// What is answered to the wish to have it read so.
    pub async fn put_incoming(&self, channel: &Channel, port: u16, more: Value) -> Answer {
        let mut body = json!({
            "host": "127.0.0.1", "port": port, "security": "none", "username": user(channel), "password": "secret",
            "start": "beginning",
        });
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        self.put(&incoming(channel), body).await
    }

    /// How a mailbox is read.
    pub async fn reading(&self, channel: &Channel) -> Value {
        self.get(&incoming(channel)).await.ok()["reading"].clone()
    }

    /// How far the first folder was read.
    pub async fn cursor(&self, channel: &Channel) -> Value {
        self.reading(channel).await["folders"][0]["cursor"].clone()
    }

    /// The subjects of all conversations, sorted.
    pub async fn subjects(&self) -> Vec<String> {
        let statuses = "open,pending,snoozed,solved,closed";
        let page = self.get(&format!("/conversations?limit=200&status={statuses}")).await.ok();
        let of = |one: &Value| one["subject"].as_str().unwrap().to_owned();
        let mut subjects: Vec<String> = page["data"].as_array().unwrap().iter().map(of).collect();
        subjects.sort();
        subjects
    }

    /// Waits until these are the subjects of all conversations.
    pub async fn until_subjects(&self, wanted: &[&str]) {
        until(&format!("{wanted:?}"), || async { self.subjects().await == wanted }).await;
    }
}

pub fn incoming(channel: &Channel) -> String {
    format!("/channels/{}/incoming", channel.id)
}

/// Each channel has an account of its own.
pub fn user(channel: &Channel) -> String {
    channel.id.to_string()
}

/// A mail with a subject of its own.
pub fn letter(name: &str) -> String {
    crate::desk::mail(
        &[
            &format!("Message-ID: <{name}@posta.example>"),
            &format!("Subject: {name}"),
            &format!("From: {name}@posta.example"),
        ],
        "Siparişim nerede?\n",
    )
}
