//! Watches for the record of a new key, so that the switch needs nobody to sit by.
//!
//! The watch is a row of the outbox: durable, tried again with growing pauses, and given up after some weeks.

use database::events::NewEvent;
use database::outbox::{self, Attempt, NewRow, Row, Sender, Settled};
use database::{DbError, Tx};
use futures::future::BoxFuture;
use jiff::SignedDuration;
use mail::dns::Standing;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{dns_check, signing_keys};
use crate::Inbox;
use crate::channels::{self, Channel, ChannelId, Dkim, KeyStage, SigningKey};

/// The outbox kind of a watch.
pub const WATCH: &str = "dkim_key";

/// The payload of a watch.
#[derive(Debug, Serialize, Deserialize)]
struct Watch {
    channel_id: ChannelId,
    key: Dkim,
}

/// Looks whether the records of new keys stand in the DNS.
pub struct Publishing {
    inbox: Inbox,
}

impl Publishing {
    /// Looks for all workspaces.
    pub fn new(inbox: Inbox) -> Self {
        Self { inbox }
    }

    /// Begins to watch for the record of a key that waits.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn begin(tx: &mut Tx<'_>, channel: &Channel, selector: &str) -> Result<(), DbError> {
        let waiting = channel.settings.dkim_keys.iter().find(|one| one.key.selector == selector);
        let Some(waiting) = waiting else { return Ok(()) };
        let watch = Watch { channel_id: channel.id, key: waiting.key.clone() };
        let key = format!("dkim:{}:{selector}:{}", channel.id, tx.now.micros());
        let row = NewRow::new(channel.workspace_id, WATCH, channel.id.0, key, &watch, tx.now);
        outbox::enqueue(tx, &row)?;
        Ok(())
    }

    async fn look(&self, row: &Row) -> Result<Attempt, DbError> {
        let watch: Watch = row.payload_as()?;
        let (workspace, id) = (row.workspace_id, watch.channel_id);
        let channel = self.inbox.app.database.read(move |db| channels::find(db, workspace, id)).await?;
        let over = || Attempt::Delivered(None);
        let Some(channel) = channel else { return Ok(over()) };
        let Some(key) = waiting(&channel, &watch.key) else { return Ok(over()) };
        let domain = channel.address.as_deref().and_then(|address| address.rsplit_once('@'));
        let Some((_, domain)) = domain else { return Ok(over()) };
        let dns = match self.inbox.outside.dns() {
            Ok(dns) => dns,
            Err(cause) => return Ok(Attempt::Later(cause.to_string(), None)),
        };
        let name = format!("{}._domainkey.{domain}", watch.key.selector);
        Ok(match dns_check::published(dns, domain, key).await.standing {
            Standing::Found => over(),
            Standing::Wrong => Attempt::Later(format!("{name}: another value"), None),
            Standing::Missing | Standing::Unknown | Standing::NotNeeded => {
                Attempt::Later(format!("{name}: not there yet"), None)
            }
        })
    }
}

fn waiting<'a>(channel: &'a Channel, key: &Dkim) -> Option<&'a SigningKey> {
    channel.settings.dkim_keys.iter().find(|one| one.stage == KeyStage::Coming && one.key == *key)
}

/// The record of a key was seen: the mailbox signs by it from now on. Whether it waited for that.
///
/// # Errors
/// Only those of the database.
pub(in crate::channels) fn seen(tx: &mut Tx<'_>, channel: &mut Channel, key: &Dkim) -> Result<bool, DbError> {
    if !signing_keys::switch(channel, key, tx.now) {
        return Ok(false);
    }
    channels::update(tx, channel)?;
    let payload = json!({"channel_id": channel.id, "dkim_selector": key.selector});
    tx.append(NewEvent::new(channel.workspace_id, "channel.updated", channel.id.0, "system").with(payload))?;
    Ok(true)
}

impl Sender for Publishing {
    fn kinds(&self) -> &'static [&'static str] {
        &[WATCH]
    }

    fn deliver<'a>(&'a self, row: &'a Row) -> BoxFuture<'a, Attempt> {
        Box::pin(async move {
            self.look(row).await.unwrap_or_else(|cause| Attempt::Later(cause.to_string(), None))
        })
    }

    fn settled(&self, tx: &mut Tx<'_>, row: &Row, settled: &Settled) -> Result<(), DbError> {
        let Settled::Delivered(_) = settled else { return Ok(()) };
        let watch: Watch = row.payload_as()?;
        tx.hold("channel", row.workspace_id, watch.channel_id.0)?;
        if let Some(mut channel) = channels::find(tx.db, row.workspace_id, watch.channel_id)? {
            seen(tx, &mut channel, &watch.key)?;
        }
        Ok(())
    }

    fn patience(&self) -> SignedDuration {
        SignedDuration::from_hours(30 * 24)
    }
}
