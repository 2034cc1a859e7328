//! What the inbox's handlers and workers share.

use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRef;
use people::App;
use search::Index;
use web::{Quota, RateLimiter};

use crate::channels::email::Outside;
use crate::live::{Bus, Rooms, Tail};

/// The shared state of the inbox; cheap to clone.
#[derive(Clone)]
pub struct Inbox(Arc<Parts>);

/// What it is put together from.
pub struct Parts {
    /// The state of the floors below.
    pub app: App,
    /// What happens now and is not kept: typing, looking.
    pub bus: Bus,
    /// What was committed, for open screens.
    pub tail: Tail,
    /// Where chats hear of their own conversations.
    pub rooms: Rooms,
    /// The words of everything on this node.
    pub index: Index,
    /// How other mail servers are found.
    pub outside: Outside,
    /// How often an address may open chat sessions.
    pub visits: RateLimiter<IpAddr>,
    /// How often a visitor may say something.
    pub said: RateLimiter<i64>,
    /// How often a visitor's socket may send anything.
    pub frames: RateLimiter<i64>,
    /// A visitor's socket that has sent no whole frame for this long is closed.
    pub silence: Duration,
}

/// A page opens one session; a whole office opens some at once.
const VISITS: Quota = Quota { burst: 60, every: Duration::from_secs(1) };
/// Somebody types fast, or resends what was written offline.
const SAID: Quota = Quota { burst: 30, every: Duration::from_secs(1) };
/// Messages, typing, seen, pings.
const FRAMES: Quota = Quota { burst: 120, every: Duration::from_millis(200) };
/// A widget pings every 25 s; one that is silent for longer is gone.
const SILENCE: Duration = Duration::from_secs(75);
/// Keys remembered in each limiter.
const KEYS: usize = 50_000;

impl Inbox {
    /// Puts it together, with an index of words that is gone with the process: for commands, and tests that look for nothing.
    pub fn new(app: App) -> Self {
        Self::put_together(app, Index::in_memory(), SILENCE, Outside::default())
    }

    /// The same with another way to find mail servers.
    pub fn reaching(app: App, outside: Outside) -> Self {
        Self::put_together(app, Index::in_memory(), SILENCE, outside)
    }

    /// The same with another patience for visitors' sockets that say nothing.
    pub fn with_silence(app: App, silence: Duration) -> Self {
        Self::put_together(app, Index::in_memory(), silence, Outside::default())
    }

    /// Puts it together with the index of this node.
    pub fn searching(app: App, index: Index) -> Self {
        Self::put_together(app, index, SILENCE, Outside::default())
    }

    fn put_together(app: App, index: Index, silence: Duration, outside: Outside) -> Self {
        let rooms = Rooms::default();
        Self(Arc::new(Parts {
            app,
            outside,
            index,
            bus: Bus::new(rooms.clone()),
            tail: Tail::new(rooms.clone()),
            rooms,
            visits: RateLimiter::new(VISITS, KEYS),
            said: RateLimiter::new(SAID, KEYS),
            frames: RateLimiter::new(FRAMES, KEYS),
            silence,
        }))
    }
}

impl Deref for Inbox {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl FromRef<Inbox> for App {
    fn from_ref(inbox: &Inbox) -> Self {
        inbox.app.clone()
    }
}
