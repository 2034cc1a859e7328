//! The world of mail servers, as this one finds it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use database::WorkspaceId;
use mail::dns::{Dns, Unanswered};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// The port on which servers take mail from each other (RFC 5321 §4.5.4.2).
const PORT: u16 = 25;

/// Connections that one domain's servers get at once; many refuse a crowd.
const AT_ONCE: usize = 3;

/// How long it is believed that a domain's mail arrives here, and that it does not.
const AT_HOME: Duration = Duration::from_secs(3600);
const ELSEWHERE: Duration = Duration::from_secs(600);

/// A domain of a workspace's mailboxes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Home {
    pub workspace: WorkspaceId,
    pub domain: String,
}

/// How other mail servers are found and reached; cheap to clone.
#[derive(Clone)]
pub struct Outside {
    dns: Arc<OnceLock<Result<Dns, String>>>,
    pub(super) port: u16,
    /// Which addresses mail may be brought to, besides those on the public Internet.
    pub(super) also: fn(IpAddr) -> bool,
    doors: Arc<Mutex<HashMap<String, Arc<Semaphore>>>>,
    /// Whether the mail of a domain arrives here, and until when that is believed.
    homes: Arc<Mutex<HashMap<Home, (bool, Instant)>>>,
}

impl Default for Outside {
    /// By the system's name servers, which are looked for when they are first needed.
    fn default() -> Self {
        Self {
            dns: Arc::default(),
            port: PORT,
            also: |_| false,
            doors: Arc::default(),
            homes: Arc::default(),
        }
    }
}

impl Outside {
    /// By these name servers, with mail servers on another port, also on this machine: for tests.
    #[must_use]
    pub fn within(dns: Dns, port: u16) -> Self {
        Self {
            dns: Arc::new(OnceLock::from(Ok(dns))),
            port,
            also: |ip| ip.is_loopback(),
            doors: Arc::default(),
            homes: Arc::default(),
        }
    }

    /// Whether the mail of a domain was found to arrive here; `None` where nobody has looked lately.
    pub(super) fn is_home(&self, home: &Home) -> Option<bool> {
        let homes = self.homes.lock().unwrap_or_else(PoisonError::into_inner);
        homes.get(home).filter(|(_, until)| *until > Instant::now()).map(|(found, _)| *found)
    }

    /// Keeps what was found.
    pub(super) fn note_home(&self, home: Home, found: bool) {
        let until = Instant::now() + if found { AT_HOME } else { ELSEWHERE };
        self.homes.lock().unwrap_or_else(PoisonError::into_inner).insert(home, (found, until));
    }

    /// Waits until the servers of this domain are given few enough mails.
    pub(super) async fn enter(&self, domain: &str) -> OwnedSemaphorePermit {
        let door = {
            let mut doors = self.doors.lock().unwrap_or_else(PoisonError::into_inner);
            // Nobody stands at a door that only this list knows.
            doors.retain(|_, door| Arc::strong_count(door) > 1);
            let door = doors.entry(domain.to_ascii_lowercase());
            Arc::clone(door.or_insert_with(|| Arc::new(Semaphore::new(AT_ONCE))))
        };
        door.acquire_owned().await.expect("no door is ever closed for good")
    }

    /// The name servers.
    ///
    /// # Errors
    /// [`Unanswered`] where the system has none.
    pub fn dns(&self) -> Result<&Dns, Unanswered> {
        let dns = self.dns.get_or_init(|| Dns::from_system().map_err(|cause| cause.to_string()));
        dns.as_ref().map_err(|cause| Unanswered { name: "the resolver".to_owned(), cause: cause.clone() })
    }
}
