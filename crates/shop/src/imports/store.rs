//! Every query on imports.

use database::events::NewEvent;
use database::{Db, DbError, Time, Tx, WorkspaceId, each};
use diesel::prelude::*;
use jiff::SignedDuration;
use serde_json::json;

use super::import::{Import, Line, StoreImportId, StoreImportState};
use crate::schema::{store_import, store_import_line};
use crate::stores::StoreId;

pub(super) fn insert(tx: &mut Tx<'_>, row: &Import) -> Result<(), DbError> {
    diesel::insert_into(store_import::table).values(row).execute(tx.db)?;
    announce(tx, row)
}

pub(super) fn update(tx: &mut Tx<'_>, row: &Import) -> Result<(), DbError> {
    diesel::update(store_import::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

/// Open screens look again at the imports of a store.
pub(super) fn announce(tx: &mut Tx<'_>, of: &Import) -> Result<(), DbError> {
    let event = NewEvent::new(of.workspace_id, "store.importing", of.store_id.0, "system");
    tx.append(event.with(json!({ "store_id": of.store_id, "import_id": of.id })))?;
    Ok(())
}

pub(super) fn find(
    db: &mut Db,
    workspace: WorkspaceId,
    id: StoreImportId,
) -> Result<Option<Import>, DbError> {
    Ok(store_import::table.find((workspace, id)).select(Import::as_select()).first(db).optional()?)
}

/// One, held until the transaction ends.
pub(super) fn find_to_change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: StoreImportId,
) -> Result<Option<Import>, DbError> {
    tx.hold("store_import", workspace, id.0)?;
    find(tx.db, workspace, id)
}

/// Those of a store, newest first.
pub(super) fn of_store(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    before: Option<StoreImportId>,
    limit: i64,
) -> Result<Vec<Import>, DbError> {
    let which = store_import::workspace_id
        .eq(workspace)
        .and(store_import::store_id.eq(store))
        .and(store_import::id.lt(before.unwrap_or(StoreImportId(i64::MAX))));
    let found = store_import::table.filter(which).order(store_import::id.desc()).limit(limit);
    Ok(found.select(Import::as_select()).load(db)?)
}

/// The oldest one that nobody works on.
pub(super) fn to_do(db: &mut Db, now: Time, alone: bool) -> Result<Option<Import>, DbError> {
    let mut query = store_import::table
        .filter(store_import::state.eq_any([StoreImportState::Waiting, StoreImportState::Running]))
        .into_boxed();
    if !alone {
        let is_free =
            store_import::leased_until.is_null().or(store_import::leased_until.assume_not_null().le(now));
        query = query.filter(is_free);
    }
    Ok(query.order(store_import::id).select(Import::as_select()).first(db).optional()?)
}

/// Those that nobody began since then, of all workspaces, oldest first; at most a hundred.
pub(super) fn never_begun(db: &mut Db, since: Time) -> Result<Vec<Import>, DbError> {
    let which = store_import::state
        .eq_any([StoreImportState::Draft, StoreImportState::Checked])
        .and(store_import::updated_at.lt(since));
    let found = store_import::table.filter(which).order(store_import::id).limit(100);
    Ok(found.select(Import::as_select()).load(db)?)
}

/// Whether the file of an import is still needed; none: there is no such import.
pub(super) fn is_needed(db: &mut Db, id: StoreImportId) -> Result<Option<bool>, DbError> {
    let found = store_import::table.filter(store_import::id.eq(id)).select(Import::as_select());
    let found: Option<Import> = found.first(db).optional()?;
    Ok(found.map(|row| row.is_under_way() || row.is_open()))
}

/// Takes or keeps an import for a time; `None`: another has it, or nothing is to be done.
pub(super) fn lease(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: StoreImportId,
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
    if row.leased_by != Some(holder) || row.state == StoreImportState::Waiting {
        (row.began_at, row.began_things) = (Some(tx.now), row.things);
        row.updated_at = tx.now;
    }
    row.state = StoreImportState::Running;
    row.leased_by = Some(holder);
    row.leased_until = Some(tx.now.plus(long));
    update(tx, &row)?;
    Ok(Some(row))
}

pub(super) fn insert_lines(tx: &mut Tx<'_>, lines: &[Line]) -> Result<(), DbError> {
    for some in lines.chunks(500) {
        each!(tx.db, c => diesel::insert_into(store_import_line::table).values(some).execute(c))?;
    }
    Ok(())
}

/// An earlier look at the file counts no more.
pub(super) fn forget_lines(tx: &mut Tx<'_>, of: &Import) -> Result<(), DbError> {
    let which =
        store_import_line::workspace_id.eq(of.workspace_id).and(store_import_line::import_id.eq(of.id));
    diesel::delete(store_import_line::table.filter(which)).execute(tx.db)?;
    Ok(())
}

/// What can't be read, in the order of the file, behind this one.
pub(super) fn lines(
    db: &mut Db,
    workspace: WorkspaceId,
    import: StoreImportId,
    after: i64,
    limit: i64,
) -> Result<Vec<Line>, DbError> {
    let which = store_import_line::workspace_id
        .eq(workspace)
        .and(store_import_line::import_id.eq(import))
        .and(store_import_line::number.gt(after));
    let found = store_import_line::table.filter(which).order(store_import_line::number).limit(limit);
    Ok(found.select(Line::as_select()).load(db)?)
}
