//! Every query on the looks of stores; the table is written by the slice of stores.

use std::collections::HashMap;

use database::{Db, DbError, WorkspaceId};
use diesel::prelude::*;
use people::workspaces;

use super::brand::{Brand, Face, Look};
use crate::schema::store;
use crate::stores::StoreId;

/// The stores that a workspace has or had, oldest first: the orders of one that is gone still name it.
///
/// # Errors
/// Only those of the database.
pub fn all(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<Brand>, DbError> {
    let which = store::workspace_id.eq(workspace);
    Ok(store::table.filter(which).order(store::id).select(Brand::as_select()).load(db)?)
}

/// One store, also one that was taken away.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: StoreId) -> Result<Option<Brand>, DbError> {
    Ok(store::table.find((workspace, id)).select(Brand::as_select()).first(db).optional()?)
}

/// The store with this id, whosever it is: the address of a logo names no workspace.
pub(super) fn find_anywhere(db: &mut Db, id: StoreId) -> Result<Option<Brand>, DbError> {
    Ok(store::table.filter(store::id.eq(id)).select(Brand::as_select()).first(db).optional()?)
}

/// The looks of all stores of a workspace.
pub(crate) fn looks(db: &mut Db, workspace: WorkspaceId) -> Result<HashMap<StoreId, Look>, DbError> {
    let which = store::workspace_id.eq(workspace);
    let rows: Vec<(StoreId, Look)> = store::table.filter(which).select((store::id, store::look)).load(db)?;
    Ok(rows.into_iter().collect())
}

/// What a customer sees: of this store, or of the workspace.
///
/// # Errors
/// Only those of the database.
pub fn face(db: &mut Db, workspace: WorkspaceId, store: Option<StoreId>) -> Result<Face, DbError> {
    let brand = store.map(|id| find(db, workspace, id)).transpose()?.flatten();
    let workspace = workspaces::find(db, workspace)?;
    Ok(Face::of(workspace.as_ref(), brand.as_ref()))
}
