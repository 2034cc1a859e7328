//! The server tells at once of every folder that is read, not only of the one that is open.
//!
//! IDLE speaks of one folder (RFC 2177). So beside the connection that reads, a few others only listen, each to one of the
//! other folders, and call when mail comes there. Nothing depends on them: what is not heard is found by asking, and a server
//! that has no room for them loses nothing but the few minutes.

use std::collections::BTreeSet;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::credentials::Credentials;
use super::problem::{Problem, ProblemCode};
use super::reading::Reading;
use super::session::{Access, Session};
use super::settings::WatchedFolder;
use super::store::Key;
use super::watching::load;

/// Most folders of one mailbox that are listened to beside the one that is open. With the one that reads, one that compares and
/// one that puts a copy into the sent folder a mailbox has nine connections: providers allow ten to fifteen.
pub(super) const MOST: usize = 6;

/// What listens to the other folders of a mailbox, until it is dropped.
#[derive(Debug)]
pub(super) struct Ears {
    /// Places of folders that called since they were last asked for.
    calls: watch::Sender<BTreeSet<usize>>,
    heard: watch::Receiver<BTreeSet<usize>>,
    listening: JoinSet<()>,
}

impl Ears {
    /// Nobody listens yet.
    pub(super) fn new() -> Self {
        let (calls, heard) = watch::channel(BTreeSet::new());
        Self { calls, heard, listening: JoinSet::new() }
    }

    /// Begins to listen to the first of these folders, unless that was done.
    pub(super) fn listen(&mut self, reading: &Reading, key: Key, others: &[WatchedFolder]) {
        if !self.listening.is_empty() {
            return;
        }
        for (place, folder) in others.iter().enumerate().take(MOST) {
            let ear = Ear {
                reading: reading.clone(),
                key,
                folder: folder.name.clone(),
                place,
                calls: self.calls.clone(),
            };
            self.listening.spawn(ear.listen());
        }
    }

    /// Waits until a folder has called. It may be stopped at any point.
    pub(super) async fn called(&mut self) {
        // It can't end: the other end is held here.
        drop(self.heard.wait_for(|places| !places.is_empty()).await);
    }

    /// The places of those that have called.
    pub(super) fn take(&mut self) -> BTreeSet<usize> {
        let mut places = BTreeSet::new();
        self.calls.send_if_modified(|called| {
            places = std::mem::take(called);
            false
        });
        places
    }
}

struct Ear {
    reading: Reading,
    key: Key,
    folder: String,
    place: usize,
    calls: watch::Sender<BTreeSet<usize>>,
}

impl Ear {
    async fn listen(self) {
        let mut failures = 0_u32;
        loop {
            let Err(problem) = self.hear(&mut failures).await;
            if problem.code == ProblemCode::Superseded {
                return;
            }
            tracing::info!(channel = %self.key.channel, folder = self.folder, %problem, "a folder is not listened to");
            tokio::time::sleep(self.pause(failures)).await;
            failures += 1;
        }
    }

    async fn hear(&self, failures: &mut u32) -> Result<std::convert::Infallible, Problem> {
        let no_room = |_| Problem::new(ProblemCode::Throttled, "too many connections of this node");
        let _place = self.reading.ears.try_acquire().map_err(no_room)?;
        let (_, mailbox) = load(&self.reading, self.key).await?;
        let credentials = Credentials::at_hand(&self.reading.app, &mailbox)?;
        let mut session = Session::open(&self.reading.app, &mailbox.settings, &credentials).await?;
        session.select(&self.folder, Access::Read).await?;
        // What came before it was listened to may not have been seen.
        self.call();
        loop {
            session.idle(self.reading.pace.idle, std::future::pending()).await?;
            *failures = 0;
            if std::mem::take(&mut session.grown) {
                self.call();
            }
        }
    }

    fn call(&self) {
        self.calls.send_modify(|places| {
            places.insert(self.place);
        });
    }

    /// A second at first, as a connection that ended is made again; then a minute, two … up to half an hour.
    fn pause(&self, failures: u32) -> Duration {
        let seconds = match failures {
            0 => 1,
            more => (60 << (more - 1).min(10)).min(1800),
        };
        self.reading.pace.pause * seconds
    }
}
