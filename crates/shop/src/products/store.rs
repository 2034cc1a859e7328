//! Every query on the tables of products, their categories and originals.

use std::collections::{BTreeSet, HashMap, HashSet};

use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;

use super::product::{Product, ProductId, State, Stock};
use super::variants;
use crate::schema::{product, product_category, product_original, shop_word};
use crate::stores::StoreId;
use crate::words::{self, WordKind};

/// Values that are asked for in one statement: SQLite has places for some thirty thousand.
const MOST_ASKED: usize = 10_000;

/// What a list of products is narrowed down to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Products of this store.
    pub store: Option<StoreId>,
    /// Products in one of these states of stock; empty: in any.
    pub stock: Vec<Stock>,
    /// Products in one of these states; empty: in any but gone.
    pub states: Vec<State>,
    /// Products that are filed under this, by the store's name for it.
    pub category: Option<String>,
    /// Words of a name or article number; each must match.
    pub query: Option<String>,
}

/// A page of products, the newest first; `before` is the last one seen.
///
/// # Errors
/// Only those of the database.
pub fn page(
    db: &mut Db,
    workspace: WorkspaceId,
    filter: &Filter,
    before: Option<ProductId>,
    limit: i64,
) -> Result<Vec<Product>, DbError> {
    let mut query = product::table
        .filter(product::workspace_id.eq(workspace))
        .order(product::id.desc())
        .limit(limit)
        .select(Product::as_select())
        .into_boxed();
    if let Some(store) = filter.store {
        query = query.filter(product::store_id.eq(store));
    }
    query = match filter.states.as_slice() {
        [] => query.filter(product::state.ne(State::Gone)),
        [one] => query.filter(product::state.eq(*one)),
        some => query.filter(product::state.eq_any(some.to_vec())),
    };
    query = match filter.stock.as_slice() {
        [] => query,
        [one] => query.filter(product::stock_status.eq(*one)),
        some => query.filter(product::stock_status.eq_any(some.to_vec())),
    };
    if let Some(category) = &filter.category {
        let filed = product_category::table
            .filter(
                product_category::workspace_id.eq(workspace).and(product_category::name.eq(category.clone())),
            )
            .select(product_category::product_id);
        query = query.filter(product::id.eq_any(filed));
    }
    for word in filter.query.as_deref().map(words::query_words).unwrap_or_default() {
        let found = shop_word::table
            .filter(shop_word::workspace_id.eq(workspace).and(shop_word::kind.eq(WordKind::Product)))
            .filter(shop_word::word.ge(word.clone()).and(shop_word::word.lt(words::behind(&word))))
            .select(shop_word::subject_id);
        query = query.filter(product::id.eq_any(found));
    }
    if let Some(before) = before {
        query = query.filter(product::id.lt(before));
    }
    Ok(query.load(db)?)
}

/// One product.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: ProductId) -> Result<Option<Product>, DbError> {
    Ok(product::table.find((workspace, id)).select(Product::as_select()).first(db).optional()?)
}

/// The product that a store knows by this id.
///
/// # Errors
/// Only those of the database.
pub fn find_source(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    source_id: &str,
) -> Result<Option<Product>, DbError> {
    let which = product::workspace_id
        .eq(workspace)
        .and(product::store_id.eq(store))
        .and(product::source_id.eq(source_id));
    Ok(product::table.filter(which).select(Product::as_select()).first(db).optional()?)
}

/// The products that a store knows by these ids, in no order.
pub(super) fn find_sources(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    source_ids: &[&str],
) -> Result<Vec<Product>, DbError> {
    if let [one] = source_ids {
        return Ok(find_source(db, workspace, store, one)?.into_iter().collect());
    }
    let mut found = Vec::new();
    for some in source_ids.chunks(MOST_ASKED) {
        let which = product::workspace_id.eq(workspace).and(product::store_id.eq(store));
        let query = product::table.filter(which.and(product::source_id.eq_any(some.iter().copied())));
        found.extend(query.select(Product::as_select()).load::<Product>(db)?);
    }
    Ok(found)
}

/// As much of a product as stands beside what is about it.
#[derive(Debug, Clone, Queryable)]
pub(crate) struct Shown {
    store_id: StoreId,
    source_id: String,
    pub id: ProductId,
    pub name: String,
    pub image_url: Option<String>,
    pub permalink: Option<String>,
}

/// The products that stores know by these ids, whichever stores; one statement for all.
pub(crate) fn shown<'s>(
    db: &mut Db,
    workspace: WorkspaceId,
    named: impl Iterator<Item = (StoreId, &'s str)>,
) -> Result<HashMap<(StoreId, String), Shown>, DbError> {
    let (stores, ids): (BTreeSet<StoreId>, BTreeSet<&str>) = named.unzip();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let which = product::workspace_id
        .eq(workspace)
        .and(product::store_id.eq_any(stores))
        .and(product::source_id.eq_any(ids));
    let columns = (
        product::store_id,
        product::source_id,
        product::id,
        product::name,
        product::image_url,
        product::permalink,
    );
    let found: Vec<Shown> = product::table.filter(which).select(columns).load(db)?;
    Ok(found.into_iter().map(|one| ((one.store_id, one.source_id.clone()), one)).collect())
}

/// What products are filed under, by the stores' names for it, in the order of their letters.
///
/// # Errors
/// Only those of the database.
pub fn categories(db: &mut Db, workspace: WorkspaceId, limit: i64) -> Result<Vec<String>, DbError> {
    let query = product_category::table
        .filter(product_category::workspace_id.eq(workspace))
        .select(product_category::name)
        .distinct()
        .order(product_category::name)
        .limit(limit);
    Ok(query.load(db)?)
}

/// The store's JSON of a product, as it came last.
///
/// # Errors
/// Only those of the database.
pub fn original(db: &mut Db, workspace: WorkspaceId, id: ProductId) -> Result<Option<String>, DbError> {
    let query = product_original::table.find((workspace, id)).select(product_original::original);
    Ok(query.first(db).optional()?)
}

/// The store's JSON of several products.
pub(super) fn originals(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[ProductId],
) -> Result<Vec<(ProductId, String)>, DbError> {
    let mut found = Vec::new();
    for some in ids.chunks(MOST_ASKED) {
        let which = product_original::workspace_id
            .eq(workspace)
            .and(product_original::product_id.eq_any(some.to_vec()));
        let columns = (product_original::product_id, product_original::original);
        found.extend(product_original::table.filter(which).select(columns).load(db)?);
    }
    Ok(found)
}

pub(super) fn write_originals(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    originals: &[(ProductId, String)],
) -> Result<(), DbError> {
    for (id, original) in originals {
        let row = (
            product_original::workspace_id.eq(workspace),
            product_original::product_id.eq(id),
            product_original::original.eq(original),
        );
        Both(
            diesel::insert_into(product_original::table)
                .values(row)
                .on_conflict((product_original::workspace_id, product_original::product_id))
                .do_update()
                .set(product_original::original.eq(original)),
        )
        .run(tx.db)?;
    }
    Ok(())
}

/// What is compared of a product with its store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub source_id: String,
    pub modified_at: Option<Time>,
    pub is_gone: bool,
    /// Whether it comes in several forms, none of which is known.
    pub lacks_variants: bool,
}

/// What is compared of all products of a store with it.
pub(crate) fn known(db: &mut Db, workspace: WorkspaceId, store: StoreId) -> Result<Vec<Known>, DbError> {
    let with: HashSet<ProductId> =
        variants::products_with_variants(db, workspace, store)?.into_iter().collect();
    let which = product::workspace_id.eq(workspace).and(product::store_id.eq(store));
    let columns = (product::id, product::source_id, product::modified_at, product::state, product::kind);
    let rows: Vec<(ProductId, String, Option<Time>, State, String)> =
        product::table.filter(which).select(columns).load(db)?;
    let known = |(id, source_id, modified_at, state, kind): (_, _, _, _, String)| Known {
        source_id,
        modified_at,
        is_gone: state == State::Gone,
        lacks_variants: kind == "variable" && !with.contains(&id),
    };
    Ok(rows.into_iter().map(known).collect())
}

/// Our ids of all products of a store.
pub(super) fn of_store(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
) -> Result<Vec<ProductId>, DbError> {
    let which = product::workspace_id.eq(workspace).and(product::store_id.eq(store));
    Ok(product::table.filter(which).select(product::id).load(db)?)
}

/// Takes products away with all that hangs on them.
pub(super) fn delete(tx: &mut Tx<'_>, workspace: WorkspaceId, ids: &[ProductId]) -> Result<(), DbError> {
    variants::delete(tx, workspace, ids)?;
    let which =
        product_original::workspace_id.eq(workspace).and(product_original::product_id.eq_any(ids.to_vec()));
    diesel::delete(product_original::table.filter(which)).execute(tx.db)?;
    let which =
        product_category::workspace_id.eq(workspace).and(product_category::product_id.eq_any(ids.to_vec()));
    diesel::delete(product_category::table.filter(which)).execute(tx.db)?;
    let which = product::workspace_id.eq(workspace).and(product::id.eq_any(ids.to_vec()));
    diesel::delete(product::table.filter(which)).execute(tx.db)?;
    Ok(())
}

/// Our ids of the products that stores know by these ids.
pub(super) fn ids_of(
    db: &mut Db,
    workspace: WorkspaceId,
    stores: &[StoreId],
    source_ids: &[&str],
) -> Result<Vec<(StoreId, String, ProductId)>, DbError> {
    let mut found = Vec::new();
    for some in source_ids.chunks(MOST_ASKED) {
        let which = product::workspace_id
            .eq(workspace)
            .and(product::store_id.eq_any(stores.to_vec()))
            .and(product::source_id.eq_any(some.iter().copied()));
        let columns = (product::store_id, product::source_id, product::id);
        found.extend(product::table.filter(which).select(columns).load(db)?);
    }
    Ok(found)
}

pub(super) fn insert_all(tx: &mut Tx<'_>, rows: &[Product]) -> Result<(), DbError> {
    database::insert_all!(tx.db, product::table, rows);
    Ok(())
}

pub(super) fn update(tx: &mut Tx<'_>, row: &Product) -> Result<(), DbError> {
    diesel::update(product::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

#[derive(Debug, Insertable)]
#[diesel(table_name = product_category, treat_none_as_default_value = false)]
struct CategoryRow {
    workspace_id: WorkspaceId,
    name: String,
    product_id: ProductId,
}

pub(super) fn insert_categories(
    tx: &mut Tx<'_>,
    workspace_id: WorkspaceId,
    categories: &[(ProductId, String)],
) -> Result<(), DbError> {
    let row = |(product_id, name): &(ProductId, String)| CategoryRow {
        workspace_id,
        name: name.clone(),
        product_id: *product_id,
    };
    let rows: Vec<CategoryRow> = categories.iter().map(row).collect();
    database::insert_all!(tx.db, product_category::table, rows.as_slice());
    Ok(())
}

pub(super) fn forget_categories(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ProductId,
) -> Result<(), DbError> {
    let which = product_category::workspace_id.eq(workspace).and(product_category::product_id.eq(id));
    diesel::delete(product_category::table.filter(which)).execute(tx.db)?;
    Ok(())
}
