//! Every query on the tables of mailboxes that are read.

use database::events::NewEvent;
use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use jiff::SignedDuration;
use serde_json::json;

use super::comparing;
use super::folder::Folder;
use super::problem::ProblemCode;
use super::settings::{Incoming, Secrets};
use crate::channels::ChannelId;
use crate::schema::{channel, imap_folder, imap_mailbox};

database::text_enum!(
    /// How the reading of a mailbox goes.
    pub enum State {
        /// It was not begun, or the mailbox is paused.
        Waiting = "waiting",
        /// The server was reached.
        Connected = "connected",
        /// It does not go; the problem says why.
        Failing = "failing",
    }
);

/// A mailbox that is read, as the table holds it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = imap_mailbox, primary_key(workspace_id, channel_id))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub(super) struct Mailbox {
    pub workspace_id: WorkspaceId,
    pub channel_id: ChannelId,
    pub settings: Incoming,
    pub secrets: Secrets,
    /// Grows with every change of the settings.
    pub revision: i64,
    pub state: State,
    pub problem: Option<ProblemCode>,
    /// The problem in the words of whoever refused.
    pub detail: Option<String>,
    /// Since when it has been in this state.
    pub since: Time,
    /// Attempts that failed in a row.
    pub failures: i64,
    pub next_attempt_at: Option<Time>,
    pub last_mail_at: Option<Time>,
    pub leased_by: Option<i64>,
    pub leased_until: Option<Time>,
    /// Since when this account is read: what was there before is from before.
    pub connected_at: Time,
}

/// One mailbox as one version of its settings wants it to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Queryable)]
pub(super) struct Key {
    pub workspace: WorkspaceId,
    pub channel: ChannelId,
    pub revision: i64,
}

/// Who reads it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holder {
    /// Unlike every other that runs.
    pub who: i64,
    /// Whether nobody else can be there: the embedded database has one process.
    pub alone: bool,
}

impl Holder {
    /// Somebody who takes what whoever reads the mailbox has passed by, and moves no place of reading.
    pub(super) const BESIDE: Self = Self { who: 0, alone: true };
}

/// The place that a secret of a mailbox is sealed for.
pub(super) fn place(channel: ChannelId, name: &str) -> String {
    format!("imap.{name}:{channel}")
}

impl Mailbox {
    /// The place that a secret is sealed for.
    pub(super) fn place(&self, name: &str) -> String {
        place(self.channel_id, name)
    }

    /// Whether it may still be read by this holder, by these settings.
    fn is_held(&self, key: Key, holder: Holder) -> bool {
        self.revision == key.revision && (holder.alone || self.leased_by == Some(holder.who))
    }
}

pub(super) fn find(
    db: &mut Db,
    workspace: WorkspaceId,
    channel: ChannelId,
) -> Result<Option<Mailbox>, DbError> {
    Ok(imap_mailbox::table.find((workspace, channel)).select(Mailbox::as_select()).first(db).optional()?)
}

/// The mailboxes of a workspace.
pub(super) fn of_workspace(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<Mailbox>, DbError> {
    let all = imap_mailbox::table.filter(imap_mailbox::workspace_id.eq(workspace));
    Ok(all.order(imap_mailbox::channel_id).select(Mailbox::as_select()).load(db)?)
}

/// Everything that is to be read: mailboxes of active channels.
pub(super) fn wanted(db: &mut Db) -> Result<Vec<Key>, DbError> {
    let of_channel =
        channel::workspace_id.eq(imap_mailbox::workspace_id).and(channel::id.eq(imap_mailbox::channel_id));
    Ok(imap_mailbox::table
        .inner_join(channel::table.on(of_channel))
        .filter(channel::active.eq(database::Flag::Yes))
        .order((imap_mailbox::workspace_id, imap_mailbox::channel_id))
        .select((imap_mailbox::workspace_id, imap_mailbox::channel_id, imap_mailbox::revision))
        .load(db)?)
}

/// Writes a mailbox that was not there, or all of one that was.
pub(super) fn put(tx: &mut Tx<'_>, row: &Mailbox) -> Result<(), DbError> {
    let there = imap_mailbox::table.find((row.workspace_id, row.channel_id));
    if diesel::update(there).set(row).execute(tx.db)? == 0 {
        diesel::insert_into(imap_mailbox::table).values(row).execute(tx.db)?;
    }
    Ok(())
}

/// A mailbox is not read any more; how far it was read is forgotten.
///
/// # Errors
/// Only those of the database.
pub(in crate::channels) fn forget(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    channel: ChannelId,
) -> Result<(), DbError> {
    diesel::delete(imap_mailbox::table.find((workspace, channel))).execute(tx.db)?;
    forget_folders(tx, workspace, channel)
}

/// Another account: what was read of the one before says nothing of it.
pub(super) fn forget_folders(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    channel: ChannelId,
) -> Result<(), DbError> {
    let of = imap_folder::workspace_id.eq(workspace).and(imap_folder::channel_id.eq(channel));
    diesel::delete(imap_folder::table.filter(of)).execute(tx.db)?;
    comparing::forget(tx, workspace, channel)
}

/// Waits until nobody else changes this mailbox.
pub(super) fn hold(tx: &mut Tx<'_>, workspace: WorkspaceId, channel: ChannelId) -> Result<(), DbError> {
    tx.alone_with("imap", workspace.0, &channel.to_string())
}

/// The mailbox, if it may still be read by this holder; nobody else can take it before this transaction ends.
pub(super) fn held(tx: &mut Tx<'_>, key: Key, holder: Holder) -> Result<Option<Mailbox>, DbError> {
    hold(tx, key.workspace, key.channel)?;
    Ok(find(tx.db, key.workspace, key.channel)?.filter(|mailbox| mailbox.is_held(key, holder)))
}

/// Takes or keeps a mailbox for a time; `false`: another has it, or the settings have changed.
pub(super) fn lease(
    tx: &mut Tx<'_>,
    key: Key,
    holder: Holder,
    long: SignedDuration,
) -> Result<bool, DbError> {
    hold(tx, key.workspace, key.channel)?;
    let Some(mailbox) = find(tx.db, key.workspace, key.channel)? else { return Ok(false) };
    let is_free = mailbox.leased_by.is_none_or(|by| by == holder.who)
        || mailbox.leased_until.is_none_or(|until| until <= tx.now);
    if mailbox.revision != key.revision || !(is_free || holder.alone) {
        return Ok(false);
    }
    let change = (imap_mailbox::leased_by.eq(holder.who), imap_mailbox::leased_until.eq(tx.now.plus(long)));
    diesel::update(imap_mailbox::table.find((key.workspace, key.channel))).set(change).execute(tx.db)?;
    Ok(true)
}

/// Gives a mailbox back.
pub(super) fn release(tx: &mut Tx<'_>, key: Key, holder: Holder) -> Result<(), DbError> {
    let which =
        imap_mailbox::table.find((key.workspace, key.channel)).filter(imap_mailbox::leased_by.eq(holder.who));
    let change = (imap_mailbox::leased_by.eq(None::<i64>), imap_mailbox::leased_until.eq(None::<Time>));
    diesel::update(which).set(change).execute(tx.db)?;
    Ok(())
}

/// Mail has come.
pub(super) fn mail_came(tx: &mut Tx<'_>, key: Key) -> Result<(), DbError> {
    let which = imap_mailbox::table.find((key.workspace, key.channel));
    diesel::update(which).set(imap_mailbox::last_mail_at.eq(tx.now)).execute(tx.db)?;
    Ok(())
}

/// How far its folders were read, by name.
pub(super) fn folders(
    db: &mut Db,
    workspace: WorkspaceId,
    channel: ChannelId,
) -> Result<Vec<Folder>, DbError> {
    let of = imap_folder::workspace_id.eq(workspace).and(imap_folder::channel_id.eq(channel));
    Ok(imap_folder::table.filter(of).order(imap_folder::name).select(Folder::as_select()).load(db)?)
}

/// How far one was read.
pub(super) fn folder(
    db: &mut Db,
    workspace: WorkspaceId,
    channel: ChannelId,
    name: &str,
) -> Result<Option<Folder>, DbError> {
    let which = imap_folder::table.find((workspace, channel, name));
    Ok(which.select(Folder::as_select()).first(db).optional()?)
}

/// Writes down how far a folder was read.
pub(super) fn put_folder(tx: &mut Tx<'_>, row: &Folder) -> Result<(), DbError> {
    let there = imap_folder::table.find((row.workspace_id, row.channel_id, &row.name));
    if diesel::update(there).set(row).execute(tx.db)? == 0 {
        diesel::insert_into(imap_folder::table).values(row).execute(tx.db)?;
    }
    Ok(())
}

/// Open screens look again at how a mailbox is read.
pub(super) fn announce(tx: &mut Tx<'_>, workspace: WorkspaceId, channel: ChannelId) -> Result<(), DbError> {
    let event = NewEvent::new(workspace, "channel.reading", channel.0, "system");
    tx.append(event.with(json!({ "channel_id": channel })))?;
    Ok(())
}

/// Folders that are not read any more: when they are read again, they begin anew.
pub(super) fn forget_others(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    channel: ChannelId,
    kept: &[&str],
) -> Result<(), DbError> {
    for folder in folders(tx.db, workspace, channel)? {
        if !kept.contains(&folder.name.as_str()) {
            diesel::delete(imap_folder::table.find((workspace, channel, &folder.name))).execute(tx.db)?;
            comparing::forget_folder(tx, workspace, channel, &folder.name, None)?;
        }
    }
    Ok(())
}
