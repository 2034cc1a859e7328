//! The secrets of mailboxes that are read, as what is sealed anew after a rotation.

use database::resealing::{RowKey, SealedRow, Vault};
use database::{Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;

use super::settings::Secrets;
use super::store::place;
use crate::channels::ChannelId;
use crate::schema::imap_mailbox;

/// The table of mailboxes.
pub(crate) struct MailboxSecrets;

impl Vault for MailboxSecrets {
    fn name(&self) -> &'static str {
        "mailboxes"
    }

    fn rows(&self, db: &mut Db, behind: &RowKey, limit: i64) -> Result<Vec<SealedRow>, DbError> {
        let next = imap_mailbox::workspace_id.gt(behind.workspace).or(imap_mailbox::workspace_id
            .eq(behind.workspace)
            .and(imap_mailbox::channel_id.gt(behind.id())));
        let found: Vec<(WorkspaceId, ChannelId, Secrets)> = imap_mailbox::table
            .filter(next)
            .order((imap_mailbox::workspace_id, imap_mailbox::channel_id))
            .limit(limit)
            .select((imap_mailbox::workspace_id, imap_mailbox::channel_id, imap_mailbox::secrets))
            .load(db)?;
        let row = |(workspace, channel, mut secrets): (WorkspaceId, ChannelId, Secrets)| SealedRow {
            row: RowKey { workspace, key: channel.0.to_string() },
            secrets: secrets
                .each()
                .map(|(name, sealed)| (place(channel, name), std::mem::take(sealed)))
                .collect(),
        };
        Ok(found.into_iter().map(row).collect())
    }

    /// Only over what was read: a token that was refreshed meanwhile stays.
    fn replace(&self, tx: &mut Tx<'_>, row: &RowKey, old: &str, fresh: &str) -> Result<(), DbError> {
        let which = imap_mailbox::table.find((row.workspace, ChannelId(row.id())));
        let stored: Option<Secrets> = which.select(imap_mailbox::secrets).first(tx.db).optional()?;
        let Some(stored) = stored else { return Ok(()) };
        let mut changed = stored.clone();
        for (_, sealed) in changed.each().filter(|(_, sealed)| *sealed == old) {
            fresh.clone_into(sealed);
        }
        let as_read = which.filter(imap_mailbox::secrets.eq(stored));
        diesel::update(as_read).set(imap_mailbox::secrets.eq(changed)).execute(tx.db)?;
        Ok(())
    }
}
