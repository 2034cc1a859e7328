//! The tail of the log: what was committed, for screens that are open now. One task a node reads; all streams listen.

use std::sync::Arc;
use std::time::Duration;

use database::events::{self, Event};
use database::{Database, DbError};
use tokio::sync::{broadcast, watch};

/// Events that a slow stream may be behind before it has to read the log itself.
const CAPACITY: usize = 4096;
const BATCH: i64 = 500;
/// Also looked at without news: another node may have written.
const PULSE: Duration = Duration::from_millis(200);

/// The tail; cheap to clone.
#[derive(Debug, Clone)]
pub struct Tail {
    events: broadcast::Sender<Arc<Event>>,
    ended: watch::Sender<bool>,
}

impl Default for Tail {
    fn default() -> Self {
        Self { events: broadcast::Sender::new(CAPACITY), ended: watch::Sender::new(false) }
    }
}

impl Tail {
    /// Hears every event that is committed from now on, in order.
    pub fn listen(&self) -> broadcast::Receiver<Arc<Event>> {
        self.events.subscribe()
    }

    /// Returns when the server stops: whoever streams the tail ends then, so that open screens do not hold it up.
    pub async fn ended(&self) {
        drop(self.ended.subscribe().wait_for(|ended| *ended).await);
    }

    /// Follows the log until `stop` turns true.
    pub async fn run(self, database: Database, stop: watch::Receiver<bool>) {
        self.follow(database, stop).await;
        self.ended.send_replace(true);
    }

    async fn follow(&self, database: Database, mut stop: watch::Receiver<bool>) {
        let mut news = database.commits();
        let mut position = None;
        while !*stop.borrow() {
            news.mark_unchanged();
            let from = position.clone();
            let read = database
                .read(move |db| {
                    let from = match from {
                        Some(from) => from,
                        None => events::end(db)?,
                    };
                    Ok::<_, DbError>((events::after(db, &from, BATCH)?, from))
                })
                .await;
            let full = match read {
                Ok((events, from)) => {
                    let full = i64::try_from(events.len()).is_ok_and(|count| count == BATCH);
                    position = Some(events.last().map_or(from, |(_, behind)| behind.clone()));
                    for (event, _) in events {
                        drop(self.events.send(Arc::new(event)));
                    }
                    full
                }
                Err(cause) => {
                    tracing::warn!(%cause, "the tail of the log can't be read");
                    false
                }
            };
            if full {
                continue;
            }
            tokio::select! {
                _ = stop.changed() => {}
                () = tokio::time::sleep(PULSE) => {}
                changed = news.changed() => if changed.is_err() { return },
            }
        }
    }
}
