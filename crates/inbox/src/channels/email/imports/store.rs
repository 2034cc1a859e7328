//! Every query on imports.

use database::events::NewEvent;
use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use jiff::SignedDuration;
use serde_json::json;

use super::import::{Import, ImportId, ImportState, Material, Origin, Skip};
use crate::channels::ChannelId;
use crate::schema::{mail_import, mail_import_skip};

/// Things passed over that are written down; all are counted.
pub(super) const MOST_SKIPS: i64 = 500;

pub(super) fn insert(tx: &mut Tx<'_>, row: &Import) -> Result<(), DbError> {
    diesel::insert_into(mail_import::table).values(row).execute(tx.db)?;
    announce(tx, row)
}

pub(super) fn update(tx: &mut Tx<'_>, row: &Import) -> Result<(), DbError> {
    diesel::update(mail_import::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

/// Open screens look again at the imports of a mailbox.
pub(super) fn announce(tx: &mut Tx<'_>, of: &Import) -> Result<(), DbError> {
    let event = NewEvent::new(of.workspace_id, "channel.importing", of.channel_id.0, "system");
    tx.append(event.with(json!({ "channel_id": of.channel_id, "import_id": of.id })))?;
    Ok(())
}

pub(super) fn find(db: &mut Db, workspace: WorkspaceId, id: ImportId) -> Result<Option<Import>, DbError> {
    Ok(mail_import::table.find((workspace, id)).select(Import::as_select()).first(db).optional()?)
}

/// One, held until the transaction ends.
pub(super) fn find_to_change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ImportId,
) -> Result<Option<Import>, DbError> {
    tx.hold("mail_import", workspace, id.0)?;
    find(tx.db, workspace, id)
}

/// Those of a mailbox, newest first.
pub(super) fn of_mailbox(
    db: &mut Db,
    workspace: WorkspaceId,
    channel: ChannelId,
    before: Option<ImportId>,
    limit: i64,
) -> Result<Vec<Import>, DbError> {
    let which = mail_import::workspace_id
        .eq(workspace)
        .and(mail_import::channel_id.eq(channel))
        .and(mail_import::id.lt(before.unwrap_or(ImportId(i64::MAX))));
    let found = mail_import::table.filter(which).order(mail_import::id.desc()).limit(limit);
    Ok(found.select(Import::as_select()).load(db)?)
}

/// The oldest upload that nobody works on.
pub(super) fn to_do(db: &mut Db, now: Time, alone: bool) -> Result<Option<Import>, DbError> {
    let mut query = mail_import::table
        .filter(mail_import::state.eq_any([ImportState::Waiting, ImportState::Running]))
        .filter(mail_import::origin.eq(Origin::Upload))
        .into_boxed();
    if !alone {
        let is_free =
            mail_import::leased_until.is_null().or(mail_import::leased_until.assume_not_null().le(now));
        query = query.filter(is_free);
    }
    Ok(query.order(mail_import::id).select(Import::as_select()).first(db).optional()?)
}

/// Whether an import, of any workspace, still needs its files; `None`: there is no such import.
pub(super) fn is_under_way(db: &mut Db, id: ImportId) -> Result<Option<bool>, DbError> {
    let which = mail_import::table.filter(mail_import::id.eq(id));
    let found: Option<Import> = which.select(Import::as_select()).first(db).optional()?;
    Ok(found.map(|found| found.is_under_way()))
}

/// What a command began with the same files and did not end.
pub(super) fn unfinished(
    db: &mut Db,
    workspace: WorkspaceId,
    channel: ChannelId,
    material: &Material,
) -> Result<Option<Import>, DbError> {
    let which = mail_import::workspace_id
        .eq(workspace)
        .and(mail_import::channel_id.eq(channel))
        .and(mail_import::origin.eq(Origin::Command))
        .and(mail_import::material.eq(material))
        .and(mail_import::state.eq_any([ImportState::Waiting, ImportState::Running]));
    let newest = mail_import::table.filter(which).order(mail_import::id.desc());
    Ok(newest.select(Import::as_select()).first(db).optional()?)
}

/// Takes or keeps an import for a time; `None`: another has it, or nothing is to be done.
pub(super) fn lease(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ImportId,
    (holder, alone): (i64, bool),
    long: SignedDuration,
) -> Result<Option<Import>, DbError> {
    let Some(mut row) = find_to_change(tx, workspace, id)?.filter(Import::is_under_way) else {
        return Ok(None);
    };
    let is_free =
        row.leased_by.is_none_or(|by| by == holder) || row.leased_until.is_none_or(|at| at <= tx.now);
    if !is_free && !alone {
        return Ok(None);
    }
    if row.leased_by != Some(holder) || row.state == ImportState::Waiting {
        (row.began_at, row.began_mails) = (Some(tx.now), row.mails());
        row.updated_at = tx.now;
    }
    row.state = ImportState::Running;
    row.leased_by = Some(holder);
    row.leased_until = Some(tx.now.plus(long));
    update(tx, &row)?;
    Ok(Some(row))
}

pub(super) fn insert_skips(tx: &mut Tx<'_>, skips: &[Skip]) -> Result<(), DbError> {
    for skip in skips.iter().filter(|skip| skip.number <= MOST_SKIPS) {
        diesel::insert_into(mail_import_skip::table).values(skip).execute(tx.db)?;
    }
    Ok(())
}

/// What was passed over, in order.
pub(super) fn skips(db: &mut Db, of: &Import) -> Result<Vec<Skip>, DbError> {
    let which = mail_import_skip::workspace_id.eq(of.workspace_id).and(mail_import_skip::import_id.eq(of.id));
    let found = mail_import_skip::table.filter(which).order(mail_import_skip::number).limit(MOST_SKIPS);
    Ok(found.select(Skip::as_select()).load(db)?)
}
