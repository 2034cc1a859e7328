//! What was turned away before its bytes came: who wanted to send what to whom, and why not.
//!
//! Anybody can make a server say no a million times, so only so many are written down; of the others the next line says how
//! many there were.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use database::{Db, DbError, Tx, WorkspaceId};
use mail::EmailAddress;
use people::App;
use web::{Quota, RateLimiter};

use super::super::mailbox::mailbox_of;
use super::{About, ArrivalId, Disposition, Entry, EnvelopeColumn, Source, Way, note_again};
use crate::channels::{self, ChannelId};

/// From one address: some at once, then one a minute.
const OF_ONE: Quota = Quota { burst: 20, every: Duration::from_secs(60) };
/// From all together: at most 8,640 lines a day beyond the first.
const OF_ALL: Quota = Quota { burst: 200, every: Duration::from_secs(10) };
/// Addresses remembered.
const KEYS: usize = 10_000;

/// A mail, or one of its recipients, that was turned away.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub reason: &'static str,
    /// `MAIL FROM`; empty for `<>`.
    pub sender: String,
    pub recipients: Vec<EmailAddress>,
    pub peer: IpAddr,
}

/// Lets as many refusals into the journal as it can bear.
pub struct Gate {
    of_one: RateLimiter<IpAddr>,
    of_all: RateLimiter<()>,
    unwritten: AtomicU64,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            of_one: RateLimiter::new(OF_ONE, KEYS),
            of_all: RateLimiter::new(OF_ALL, 1),
            unwritten: AtomicU64::new(0),
        }
    }
}

impl Gate {
    /// Writes a refusal down, in the journals of all whom it may concern. The other side has its answer already: what can't
    /// be written is only logged.
    pub async fn note(&self, app: &App, refusal: Refusal) {
        let now = app.database.now().timestamp();
        if self.of_one.check(refusal.peer, now).is_err() || self.of_all.check((), now).is_err() {
            self.unwritten.fetch_add(1, Ordering::Relaxed);
            return;
        }
        let unwritten = self.unwritten.swap(0, Ordering::Relaxed);
        if let Err(cause) = write(app, refusal, unwritten).await {
            tracing::warn!(%cause, "a refused mail can't be written down");
        }
    }
}

async fn write(app: &App, refusal: Refusal, unwritten: u64) -> Result<(), DbError> {
    let workspaces = app.database.workspaces().await?;
    let recipients = refusal.recipients.clone();
    let concerned = app.database.read(move |db| concerned(db, &recipients, &workspaces)).await?;
    if concerned.is_empty() {
        tracing::info!(peer = %refusal.peer, sender = refusal.sender, reason = refusal.reason, "a mail was refused");
        return Ok(());
    }
    let reason = match unwritten {
        0 => refusal.reason.to_owned(),
        more => format!("{} ({more} more refusals before it were not written down)", refusal.reason),
    };
    app.database.write(move |tx| concerned.iter().try_for_each(|one| line(tx, *one, &refusal, &reason))).await
}

type Concerned = (WorkspaceId, Option<ChannelId>);

/// Whose mail it would have been: of the mailbox; of those who have one at that domain; of the only workspace there is.
fn concerned(
    db: &mut Db,
    recipients: &[EmailAddress],
    workspaces: &[WorkspaceId],
) -> Result<Vec<Concerned>, DbError> {
    let mut found: Vec<Concerned> = Vec::new();
    let mut add = |one: Concerned| {
        if !found.contains(&one) {
            found.push(one);
        }
    };
    for recipient in recipients {
        match mailbox_of(db, recipient)? {
            Some(channel) => add((channel.workspace_id, Some(channel.id))),
            None => channels::at_domain(db, recipient.domain())?.into_iter().for_each(|one| add((one, None))),
        }
    }
    match workspaces {
        [only] if found.is_empty() => Ok(vec![(*only, None)]),
        _ => Ok(found),
    }
}

fn line(
    tx: &mut Tx<'_>,
    (workspace, channel): Concerned,
    refusal: &Refusal,
    reason: &str,
) -> Result<(), DbError> {
    let recipients: Vec<String> = refusal.recipients.iter().map(ToString::to_string).collect();
    let about = About {
        author: refusal.sender.clone(),
        recipients: super::fit(&recipients.join(", "), super::LONGEST),
        ..About::default()
    };
    let way = Way {
        source: Some(Source::Smtp),
        peer: Some(refusal.peer.to_string()),
        envelope: EnvelopeColumn { sender: Some(refusal.sender.clone()), recipients },
    };
    let id = tx.id::<ArrivalId>();
    let entry = Entry {
        channel_id: channel,
        fingerprint: "refused".to_owned(),
        disposition: Disposition::Refused,
        reason: Some(reason.to_owned()),
        ..Entry::new(workspace, id, &way, about, tx.now)
    };
    note_again(tx, entry)
}
