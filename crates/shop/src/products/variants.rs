//! Every query on the table of variants.

use database::{Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;

use super::product::{ProductId, Variant};
use crate::orders::Options;
use crate::schema::product_variant;
use crate::stores::StoreId;

/// Values that are asked for in one statement: SQLite has places for some thirty thousand.
const MOST_ASKED: usize = 10_000;

/// The variants of a product, as its store lists them.
///
/// # Errors
/// Only those of the database.
pub fn variants_of(db: &mut Db, workspace: WorkspaceId, id: ProductId) -> Result<Vec<Variant>, DbError> {
    of_products(db, workspace, &[id])
}

/// The variants of several products; those of one as its store lists them.
pub(super) fn of_products(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[ProductId],
) -> Result<Vec<Variant>, DbError> {
    let mut found = Vec::new();
    for some in ids.chunks(MOST_ASKED) {
        let which = product_variant::workspace_id
            .eq(workspace)
            .and(product_variant::product_id.eq_any(some.to_vec()));
        let query = product_variant::table
            .filter(which)
            .order((product_variant::product_id, product_variant::position))
            .select(Variant::as_select());
        found.extend(query.load::<Variant>(db)?);
    }
    Ok(found)
}

/// What makes these variants of a store what they are, by the store's ids of them.
pub(super) fn options_of(
    db: &mut Db,
    workspace: WorkspaceId,
    stores: &[StoreId],
    source_ids: &[&str],
) -> Result<Vec<(StoreId, String, Options)>, DbError> {
    let mut found = Vec::new();
    for some in source_ids.chunks(MOST_ASKED) {
        let which = product_variant::workspace_id
            .eq(workspace)
            .and(product_variant::store_id.eq_any(stores.to_vec()))
            .and(product_variant::source_id.eq_any(some.iter().copied()));
        let columns = (product_variant::store_id, product_variant::source_id, product_variant::options);
        found.extend(product_variant::table.filter(which).select(columns).load(db)?);
    }
    Ok(found)
}

/// The products of a store whose variants are known.
pub(super) fn products_with_variants(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
) -> Result<Vec<ProductId>, DbError> {
    let which = product_variant::workspace_id.eq(workspace).and(product_variant::store_id.eq(store));
    Ok(product_variant::table.filter(which).select(product_variant::product_id).distinct().load(db)?)
}

pub(super) fn insert_all(tx: &mut Tx<'_>, rows: &[Variant]) -> Result<(), DbError> {
    database::insert_all!(tx.db, product_variant::table, rows);
    Ok(())
}

/// Puts variants in the place of those that a product had.
pub(super) fn replace(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ProductId,
    rows: &[Variant],
) -> Result<(), DbError> {
    let which = product_variant::workspace_id.eq(workspace).and(product_variant::product_id.eq(id));
    diesel::delete(product_variant::table.filter(which)).execute(tx.db)?;
    insert_all(tx, rows)
}

pub(super) fn delete(tx: &mut Tx<'_>, workspace: WorkspaceId, ids: &[ProductId]) -> Result<(), DbError> {
    let which =
        product_variant::workspace_id.eq(workspace).and(product_variant::product_id.eq_any(ids.to_vec()));
    diesel::delete(product_variant::table.filter(which)).execute(tx.db)?;
    Ok(())
}
