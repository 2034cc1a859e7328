//! Every query on the table of channels.

use database::resealing::{RowKey, SealedRow, Vault};
use database::{Db, DbError, Flag, Tx, WorkspaceId};
use diesel::prelude::*;

use super::channel::{Channel, ChannelId, ChannelKind, ChannelSecrets, place};
use crate::conversations::{ChangeError, Conversation};
use crate::schema::channel;

/// Writes a new channel.
///
/// # Errors
/// [`DbError::Refused`] when the address is another channel's.
pub fn insert(tx: &mut Tx<'_>, row: &Channel) -> Result<(), DbError> {
    diesel::insert_into(channel::table).values(row).execute(tx.db)?;
    Ok(())
}

/// Writes a channel back.
///
/// # Errors
/// [`DbError::Refused`] when the address is another channel's.
pub fn update(tx: &mut Tx<'_>, row: &Channel) -> Result<(), DbError> {
    diesel::update(channel::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

/// Takes a channel out of use for good: it takes nothing more and its address is free; its conversations stay.
///
/// # Errors
/// Only those of the database.
pub fn retire(tx: &mut Tx<'_>, mut row: Channel) -> Result<(), DbError> {
    row.active = Flag::No;
    row.address = None;
    row.settings.retired = true;
    row.secrets = ChannelSecrets::default();
    update(tx, &row)
}

/// One channel of a workspace.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: ChannelId) -> Result<Option<Channel>, DbError> {
    Ok(channel::table.find((workspace, id)).select(Channel::as_select()).first(db).optional()?)
}

/// One channel by its id alone: for what comes from outside and names nothing else. Only active ones.
///
/// # Errors
/// Only those of the database.
pub fn find_anywhere(db: &mut Db, id: ChannelId) -> Result<Option<Channel>, DbError> {
    let which = channel::id.eq(id).and(channel::active.eq(Flag::Yes));
    Ok(channel::table.filter(which).select(Channel::as_select()).first(db).optional()?)
}

/// The active mailbox with this address, in any workspace: an address belongs to one.
///
/// # Errors
/// Only those of the database.
pub fn by_address(db: &mut Db, address: &str) -> Result<Option<Channel>, DbError> {
    let which = channel::address.eq(address.to_lowercase()).and(channel::active.eq(Flag::Yes));
    Ok(channel::table.filter(which).select(Channel::as_select()).first(db).optional()?)
}

/// The workspaces with an active mailbox at this domain.
///
/// # Errors
/// Only those of the database.
pub fn at_domain(db: &mut Db, domain: &str) -> Result<Vec<WorkspaceId>, DbError> {
    let domain = domain.to_lowercase();
    let literal = domain.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let which = channel::address.like(format!("%@{literal}")).escape('\\');
    let active = channel::active.eq(Flag::Yes);
    Ok(channel::table.filter(which).filter(active).select(channel::workspace_id).distinct().load(db)?)
}

/// The addresses of the channels of a kind that are in use or were paused.
///
/// # Errors
/// Only those of the database.
pub fn addresses(db: &mut Db, workspace: WorkspaceId, kind: ChannelKind) -> Result<Vec<String>, DbError> {
    // One that was taken out of use has none any more.
    let which =
        channel::workspace_id.eq(workspace).and(channel::kind.eq(kind)).and(channel::address.is_not_null());
    Ok(channel::table.filter(which).order(channel::id).select(channel::address.assume_not_null()).load(db)?)
}

/// All channels of a workspace that are in use or were paused, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn all(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<Channel>, DbError> {
    let mut all = ever(db, workspace)?;
    all.retain(|channel| !channel.settings.retired);
    Ok(all)
}

/// A channel as somebody is answered through it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = channel)]
pub struct InUse {
    /// Its id.
    pub id: ChannelId,
    /// What kind.
    pub kind: ChannelKind,
    /// What the team calls it.
    pub name: String,
    /// The mailbox of an e-mail channel.
    pub address: Option<String>,
}

/// The channels that take messages, oldest first, without their settings and secrets.
///
/// # Errors
/// Only those of the database.
pub fn in_use(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<InUse>, DbError> {
    let which = channel::workspace_id.eq(workspace).and(channel::active.eq(Flag::Yes));
    Ok(channel::table.filter(which).order(channel::id).select(InUse::as_select()).load(db)?)
}

/// All channels that a workspace ever had, oldest first: for what names one that is gone.
///
/// # Errors
/// Only those of the database.
pub fn ever(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<Channel>, DbError> {
    let which = channel::workspace_id.eq(workspace);
    Ok(channel::table.filter(which).order(channel::id).select(Channel::as_select()).load(db)?)
}

/// The mailbox that answers go out from when a conversation's own channel can't carry them: the one that the channel names,
/// else the oldest active one of the workspace.
///
/// # Errors
/// Only those of the database.
pub fn mailbox_for(db: &mut Db, of: &Channel) -> Result<Option<Channel>, DbError> {
    if let Some(id) = of.settings.email_channel_id
        && let Some(named) = find(db, of.workspace_id, id)?.filter(|named| named.active.is_yes())
    {
        return Ok(Some(named));
    }
    let all = all(db, of.workspace_id)?;
    Ok(all.into_iter().find(|channel| channel.kind == ChannelKind::Email && channel.active.is_yes()))
}

/// The channel that an answer goes through: the one asked for, else the conversation's own; a contact form is answered by
/// mail.
///
/// # Errors
/// [`ChangeError::Invalid`] when there is none of that kind.
pub fn for_reply(
    db: &mut Db,
    conversation: &Conversation,
    kind: Option<ChannelKind>,
    id: Option<ChannelId>,
) -> Result<Channel, ChangeError> {
    let missing = |reason: &str| ChangeError::Invalid { field: "channel", reason: reason.to_owned() };
    let workspace = conversation.workspace_id;
    let own = find(db, workspace, conversation.channel_id)?
        .ok_or_else(|| missing("the conversation's channel is gone"))?;
    if let Some(id) = id {
        let named = find(db, workspace, id)?.filter(|named| named.active.is_yes());
        let named = named.ok_or_else(|| missing("there is no such active channel"))?;
        return match named.kind {
            ChannelKind::Email => Ok(named),
            ChannelKind::ContactForm => {
                mailbox_for(db, &named)?.ok_or_else(|| missing("no mailbox is set up to answer from"))
            }
            ChannelKind::Api if named.id == own.id => Ok(named),
            ChannelKind::Api => Err(missing("this conversation did not come through this channel")),
            ChannelKind::Chat => {
                let chat = super::chat_of(db, conversation)?.filter(|chat| chat.id == named.id);
                chat.ok_or_else(|| missing("the customer has no chat here"))
            }
        };
    }
    match kind.unwrap_or(own.kind) {
        ChannelKind::Email | ChannelKind::ContactForm
            if own.kind == ChannelKind::Email && !own.settings.retired =>
        {
            Ok(own)
        }
        ChannelKind::Email | ChannelKind::ContactForm => {
            mailbox_for(db, &own)?.ok_or_else(|| missing("no mailbox is set up to answer from"))
        }
        asked if asked == own.kind && !own.settings.retired => Ok(own),
        ChannelKind::Chat => {
            super::chat_of(db, conversation)?.ok_or_else(|| missing("the customer has no chat here"))
        }
        ChannelKind::Api => Err(missing("this conversation did not come through the API")),
    }
}

/// The channels, as what is sealed anew after a rotation.
pub(crate) struct Secrets;

impl Vault for Secrets {
    fn name(&self) -> &'static str {
        "channels"
    }

    fn rows(&self, db: &mut Db, behind: &RowKey, limit: i64) -> Result<Vec<SealedRow>, DbError> {
        let next = channel::workspace_id
            .gt(behind.workspace)
            .or(channel::workspace_id.eq(behind.workspace).and(channel::id.gt(behind.id())));
        let found: Vec<(WorkspaceId, ChannelId, ChannelSecrets)> = channel::table
            .filter(next)
            .order((channel::workspace_id, channel::id))
            .limit(limit)
            .select((channel::workspace_id, channel::id, channel::secrets))
            .load(db)?;
        let row = |(workspace, id, mut secrets): (WorkspaceId, ChannelId, ChannelSecrets)| SealedRow {
            row: RowKey { workspace, key: id.0.to_string() },
            secrets: secrets.each().map(|(name, sealed)| (place(id, name), std::mem::take(sealed))).collect(),
        };
        Ok(found.into_iter().map(row).collect())
    }

    fn replace(&self, tx: &mut Tx<'_>, row: &RowKey, old: &str, fresh: &str) -> Result<(), DbError> {
        tx.hold("channel", row.workspace, row.id())?;
        let which = channel::table.find((row.workspace, row.id()));
        let stored: Option<ChannelSecrets> = which.select(channel::secrets).first(tx.db).optional()?;
        let Some(mut stored) = stored else { return Ok(()) };
        for (_, sealed) in stored.each().filter(|(_, sealed)| *sealed == old) {
            fresh.clone_into(sealed);
        }
        diesel::update(which).set(channel::secrets.eq(stored)).execute(tx.db)?;
        Ok(())
    }
}
