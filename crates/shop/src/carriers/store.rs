//! Every query on the table of a workspace's own carriers.

use database::{Both, Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;

use super::own::{Carriers, OwnCarriers};
use crate::schema::own_carriers;

/// What the workspace added; nothing when it has not.
pub(super) fn own(db: &mut Db, workspace: WorkspaceId) -> Result<OwnCarriers, DbError> {
    let row = own_carriers::table.find(workspace).select(own_carriers::carriers).first(db);
    Ok(row.optional()?.unwrap_or_default())
}

/// The carriers of a workspace.
///
/// # Errors
/// Only those of the database.
pub(crate) fn of_workspace(db: &mut Db, workspace: WorkspaceId) -> Result<Carriers, DbError> {
    Carriers::with(&own(db, workspace)?).map_err(|cause| DbError::Corrupt(cause.to_string()))
}

pub(super) fn set(tx: &mut Tx<'_>, workspace: WorkspaceId, carriers: &OwnCarriers) -> Result<(), DbError> {
    let row = (
        own_carriers::workspace_id.eq(workspace),
        own_carriers::carriers.eq(carriers),
        own_carriers::updated_at.eq(tx.now),
    );
    let change = (own_carriers::carriers.eq(carriers), own_carriers::updated_at.eq(tx.now));
    let statement = diesel::insert_into(own_carriers::table).values(row);
    Both(statement.on_conflict(own_carriers::workspace_id).do_update().set(change)).execute(tx.db)?;
    Ok(())
}
