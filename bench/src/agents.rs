//! Agents with an open screen: each listens to `GET /events` and notes when it hears of a message.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::Context as _;
use futures::StreamExt as _;
use serde_json::Value;
use tokio::task::JoinHandle;

/// When each agent heard of each message.
pub type Heard = Arc<Mutex<Vec<(String, Instant)>>>;

/// Open screens; they close when this is dropped.
#[derive(Debug)]
pub struct Agents {
    heard: Heard,
    screens: Vec<JoinHandle<()>>,
}

impl Agents {
    /// Opens screens, and returns when all are connected.
    pub async fn open(address: &str, token: &str, count: usize) -> anyhow::Result<Self> {
        let heard = Heard::default();
        let mut screens = Vec::with_capacity(count);
        for _ in 0..count {
            let url = format!("http://{address}/api/v1/events");
            let answer = reqwest::Client::new().get(url).bearer_auth(token).send().await?;
            let mut lines = answer.error_for_status()?.bytes_stream();
            // The first bytes say that it listens.
            let mut text = lines.next().await.context("a stream of events ended")??.to_vec();
            let heard = Arc::clone(&heard);
            screens.push(tokio::spawn(async move {
                while let Some(Ok(bytes)) = lines.next().await {
                    let now = Instant::now();
                    text.extend_from_slice(&bytes);
                    note(&mut text, now, &heard);
                }
            }));
        }
        Ok(Self { heard, screens })
    }

    /// When each message was heard of, by every screen that heard of it.
    pub fn heard(&self) -> HashMap<String, Vec<Instant>> {
        let mut of: HashMap<String, Vec<Instant>> = HashMap::new();
        for (message, at) in self.heard.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            of.entry(message.clone()).or_default().push(*at);
        }
        of
    }
}

impl Drop for Agents {
    fn drop(&mut self) {
        self.screens.iter().for_each(JoinHandle::abort);
    }
}

/// Takes whole lines out of what has come so far.
fn note(text: &mut Vec<u8>, now: Instant, heard: &Heard) {
    while let Some(end) = text.iter().position(|byte| *byte == b'\n') {
        let line: Vec<u8> = text.drain(..=end).collect();
        let Some(data) = line.strip_prefix(b"data:") else { continue };
        let Ok(event) = serde_json::from_slice::<Value>(data) else { continue };
        if event["type"] == "message.created"
            && let Some(message) = event["message_id"].as_str()
        {
            heard.lock().unwrap_or_else(PoisonError::into_inner).push((message.to_owned(), now));
        }
    }
}
