//! Every query on the table of products.

use std::collections::HashMap;

use commerce::model::StoreProduct;
use database::events::NewEvent;
use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use serde_json::json;

use super::product::{Product, ProductId, State};
use crate::orders::Came;
use crate::schema::{product, shop_word};
use crate::stores::StoreId;
use crate::turn_taking::distinct_runs;
use crate::words::{self, WordKind, Words};

/// Values that are asked for in one statement: SQLite has places for some thirty thousand.
const MOST_ASKED: usize = 10_000;

/// What a list of products is narrowed down to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Products of this store.
    pub store: Option<StoreId>,
    /// Words of a name or article number; each must match.
    pub query: Option<String>,
}

/// A page of products, the newest first, without those that are gone; `before` is the last one seen.
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
        .filter(product::workspace_id.eq(workspace).and(product::state.ne(State::Gone)))
        .order(product::id.desc())
        .limit(limit)
        .select(Product::as_select())
        .into_boxed();
    if let Some(store) = filter.store {
        query = query.filter(product::store_id.eq(store));
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
fn find_sources(
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

/// What became of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is new.
    Created(ProductId),
    /// It had changed.
    Updated(ProductId),
    /// It was known in just this state.
    Unchanged(ProductId),
    /// A newer state was known.
    Older(ProductId),
}

/// Takes over one product, priced in `currency`; an older state never overwrites a newer one.
///
/// # Errors
/// Only those of the database.
pub fn save(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    currency: &str,
    source: &StoreProduct,
) -> Result<Saved, DbError> {
    let saved = save_all(tx, workspace, store, (currency, Came::Fetched), &[source])?;
    saved
        .first()
        .copied()
        .ok_or_else(|| DbError::Other("a product that was taken over is missing".to_owned()))
}

/// Takes over products, one after the other, as [`save`] does. Of those that stand in a file the caller tells.
///
/// # Errors
/// Only those of the database.
pub(crate) fn save_all(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    (currency, came): (&str, Came),
    products: &[&StoreProduct],
) -> Result<Vec<Saved>, DbError> {
    tx.alone_with_all("product", store.0, products.iter().map(|one| one.source_id.as_str()))?;
    let mut saved = Vec::with_capacity(products.len());
    for some in distinct_runs(products, |one| one.source_id.as_str()) {
        save_run(tx, workspace, store, (currency, came), some, &mut saved)?;
    }
    Ok(saved)
}

/// Takes over products no two of which are the same: what is new is written at once.
fn save_run(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    (currency, came): (&str, Came),
    products: &[&StoreProduct],
    saved: &mut Vec<Saved>,
) -> Result<(), DbError> {
    let ids: Vec<&str> = products.iter().map(|one| one.source_id.as_str()).collect();
    let known = find_sources(tx.db, workspace, store, &ids)?;
    let known: HashMap<&str, &Product> = known.iter().map(|row| (row.source_id.as_str(), row)).collect();
    let (mut rows, mut new_words) = (Vec::new(), Vec::new());
    for source in products {
        let known = known.get(source.source_id.as_str()).copied();
        let id = known.map_or_else(|| tx.id(), |known| known.id);
        let row = Product::of(workspace, id, store, currency, source);
        let words = product_words(source);
        let kind = match known {
            None => {
                saved.push(Saved::Created(id));
                new_words.extend(words::rows(workspace, WordKind::Product, id.0, &words));
                rows.push(row);
                "product.created"
            }
            Some(known) if *known == row => {
                saved.push(Saved::Unchanged(id));
                continue;
            }
            Some(known) if is_older(row.modified_at, known.modified_at) => {
                saved.push(Saved::Older(id));
                continue;
            }
            Some(_) => {
                diesel::update(product::table.find((workspace, id))).set(&row).execute(tx.db)?;
                words::write(tx, workspace, WordKind::Product, id.0, &words)?;
                saved.push(Saved::Updated(id));
                "product.updated"
            }
        };
        if came != Came::InFile {
            tell(tx, workspace, store, id, kind)?;
        }
    }
    database::insert_all!(tx.db, product::table, &rows);
    words::insert_all(tx, &mut new_words)
}

fn is_older(state: Option<Time>, known: Option<Time>) -> bool {
    matches!((state, known), (Some(state), Some(known)) if state < known)
}

/// A product was thrown away, or is there no more. `at` is when, where the store says so: a newer state is left alone
/// then. `None` when it is not known.
///
/// # Errors
/// Only those of the database.
pub fn withdraw(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    source_id: &str,
    at: Option<Time>,
) -> Result<Option<Saved>, DbError> {
    tx.alone_with("product", store.0, source_id)?;
    let Some(mut row) = find_source(tx.db, workspace, store, source_id)? else { return Ok(None) };
    if is_older(at, row.modified_at) {
        return Ok(Some(Saved::Older(row.id)));
    }
    if row.state == State::Gone {
        return Ok(Some(Saved::Unchanged(row.id)));
    }
    row.state = State::Gone;
    row.modified_at = at.or(row.modified_at);
    diesel::update(product::table.find((workspace, row.id))).set(&row).execute(tx.db)?;
    tell(tx, workspace, store, row.id, "product.deleted")?;
    Ok(Some(Saved::Updated(row.id)))
}

fn tell(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    id: ProductId,
    kind: &'static str,
) -> Result<(), DbError> {
    let payload = json!({ "product_id": id, "store_id": store });
    tx.append(NewEvent::new(workspace, kind, id.0, "system").with(payload))?;
    Ok(())
}

fn product_words(source: &StoreProduct) -> Words {
    let mut words = Words::default();
    words.text(&source.name);
    source.sku.iter().for_each(|sku| words.code(sku));
    words
}
