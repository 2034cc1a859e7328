//! The tail of the log: what was committed, for screens that are open now. One task a node reads; all streams listen.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::response::sse::Event as Line;
use database::events::{self, Event};
use database::{Database, DbError};
use tokio::sync::{broadcast, watch};

use super::rooms::Rooms;

/// Events that a slow stream may be behind before it has to read the log itself.
const CAPACITY: usize = 4096;
const BATCH: i64 = 500;
/// Also looked at without news: another node may have written.
const PULSE: Duration = Duration::from_millis(200);

/// An event that was committed, and how it is told to screens: made once, however many there are.
#[derive(Debug)]
pub struct Happened {
    event: Event,
    line: OnceLock<Option<Line>>,
}

impl Happened {
    fn new(event: Event) -> Self {
        Self { event, line: OnceLock::new() }
    }

    /// Its line, made by `make` if nobody asked before.
    pub(super) fn line(&self, make: fn(&Event) -> Option<Line>) -> Option<Line> {
        self.line.get_or_init(|| make(&self.event)).clone()
    }
}

impl Deref for Happened {
    type Target = Event;

    fn deref(&self) -> &Event {
        &self.event
    }
}

/// The tail; cheap to clone.
#[derive(Debug, Clone)]
pub struct Tail {
    events: broadcast::Sender<Arc<Happened>>,
    rooms: Rooms,
    ended: watch::Sender<bool>,
}

impl Tail {
    /// One that tells the agents' screens, and these rooms.
    pub fn new(rooms: Rooms) -> Self {
        Self { events: broadcast::Sender::new(CAPACITY), rooms, ended: watch::Sender::new(false) }
    }

    /// Hears every event that is committed from now on, in order.
    pub fn listen(&self) -> broadcast::Receiver<Arc<Happened>> {
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
                        let happened = Arc::new(Happened::new(event));
                        self.rooms.event(&happened);
                        drop(self.events.send(happened));
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
