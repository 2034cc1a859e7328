//! Taking over what stores tell of what they sell.

use std::collections::{BTreeSet, HashMap};

use commerce::model::{StoreProduct, StoreVariation};
use database::events::NewEvent;
use database::{DbError, Time, Tx, WorkspaceId};
use serde_json::json;

use super::product::{Product, ProductId, State, Variant};
use super::{store, variants};
use crate::orders::Came;
use crate::stores::StoreId;
use crate::turn_taking::distinct_runs;
use crate::words::{self, WordKind, Words};

/// What became of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is new.
    Created(ProductId),
    /// It, or one of its variants, had changed.
    Updated(ProductId),
    /// It was known in just this state.
    Unchanged(ProductId),
    /// A newer state was known.
    Older(ProductId),
}

/// A product to take over, with its JSON as it is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Incoming<'a> {
    pub source: &'a StoreProduct,
    /// See [`crate::orders::original_of`].
    pub original: &'a str,
}

/// Takes over one product, priced in `currency`, with its JSON as it is kept; an older state never overwrites a newer one.
/// Its variants are taken over too where they came with it; else those that are known stay.
///
/// # Errors
/// Only those of the database.
pub fn save(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    currency: &str,
    source: &StoreProduct,
    original: &str,
) -> Result<Saved, DbError> {
    let one = Incoming { source, original };
    let saved = save_all(tx, workspace, store, (currency, Came::Fetched), &[one])?;
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
    products: &[Incoming<'_>],
) -> Result<Vec<Saved>, DbError> {
    tx.alone_with_all("product", store.0, products.iter().map(|one| one.source.source_id.as_str()))?;
    let mut saved = Vec::with_capacity(products.len());
    for some in distinct_runs(products, |one| one.source.source_id.as_str()) {
        let mut run = Run::begin(tx, workspace, store, some)?;
        for one in some {
            saved.push(run.take(tx, (currency, came), one)?);
        }
        run.end(tx)?;
    }
    Ok(saved)
}

/// Products no two of which are the same: what is known of them is read at once, and what is new is written at once.
struct Run {
    workspace: WorkspaceId,
    store: StoreId,
    known: HashMap<String, Product>,
    variants: HashMap<ProductId, Vec<Variant>>,
    rows: Vec<Product>,
    new_variants: Vec<Variant>,
    new_words: Vec<words::WordRow>,
    categories: Vec<(ProductId, String)>,
    originals: Vec<(ProductId, String)>,
    /// JSON of those that are as they were known: it is kept where it was not.
    same: Vec<(ProductId, String)>,
}

impl Run {
    fn begin(
        tx: &mut Tx<'_>,
        workspace: WorkspaceId,
        store: StoreId,
        products: &[Incoming<'_>],
    ) -> Result<Self, DbError> {
        let ids: Vec<&str> = products.iter().map(|one| one.source.source_id.as_str()).collect();
        let known = store::find_sources(tx.db, workspace, store, &ids)?;
        let ids: Vec<ProductId> = known.iter().map(|row| row.id).collect();
        let mut variants: HashMap<ProductId, Vec<Variant>> = HashMap::new();
        for row in variants::of_products(tx.db, workspace, &ids)? {
            variants.entry(row.product_id).or_default().push(row);
        }
        let known = known.into_iter().map(|row| (row.source_id.clone(), row)).collect();
        Ok(Self {
            workspace,
            store,
            known,
            variants,
            rows: Vec::new(),
            new_variants: Vec::new(),
            new_words: Vec::new(),
            categories: Vec::new(),
            originals: Vec::new(),
            same: Vec::new(),
        })
    }

    fn take(
        &mut self,
        tx: &mut Tx<'_>,
        (currency, came): (&str, Came),
        one: &Incoming<'_>,
    ) -> Result<Saved, DbError> {
        let source = one.source;
        let known = self.known.get(source.source_id.as_str());
        let id = known.map_or_else(|| tx.id(), |known| known.id);
        let row = Product::of(self.workspace, id, self.store, currency, source);
        let before = self.variants.get(&id).map(Vec::as_slice).unwrap_or_default();
        let told = source.variations.as_deref().map(|told| Variant::all_of(&row, told));
        let changed = told.as_deref().is_some_and(|told| told != before);
        let (saved, kind) = match known {
            None => {
                let told = told.unwrap_or_default();
                let words = words_of(&row, &told);
                self.new_words.extend(words::rows(self.workspace, WordKind::Product, id.0, &words));
                self.categories.extend(categories(&row));
                self.new_variants.extend(told);
                self.rows.push(row);
                (Saved::Created(id), "product.created")
            }
            Some(known) if *known == row && !changed => {
                self.same.push((id, one.original.to_owned()));
                return Ok(Saved::Unchanged(id));
            }
            Some(known) if is_older(row.modified_at, known.modified_at) => return Ok(Saved::Older(id)),
            Some(known) => {
                let kind = if row.state == State::Gone { "product.deleted" } else { "product.updated" };
                if known.detail.categories != row.detail.categories {
                    store::forget_categories(tx, self.workspace, id)?;
                    self.categories.extend(categories(&row));
                }
                store::update(tx, &row)?;
                if let Some(told) = told.as_deref().filter(|_| changed) {
                    variants::replace(tx, self.workspace, id, told)?;
                }
                let words = words_of(&row, told.as_deref().unwrap_or(before));
                words::write(tx, self.workspace, WordKind::Product, id.0, &words)?;
                (Saved::Updated(id), kind)
            }
        };
        self.originals.push((id, one.original.to_owned()));
        if came != Came::InFile {
            tell(tx, self.workspace, self.store, id, kind)?;
        }
        Ok(saved)
    }

    fn end(mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        store::insert_all(tx, &self.rows)?;
        variants::insert_all(tx, &self.new_variants)?;
        store::insert_categories(tx, self.workspace, &self.categories)?;
        let ids: Vec<ProductId> = self.same.iter().map(|(id, _)| *id).collect();
        let kept: HashMap<ProductId, String> =
            store::originals(tx.db, self.workspace, &ids)?.into_iter().collect();
        self.same.retain(|(id, original)| kept.get(id) != Some(original));
        self.originals.append(&mut self.same);
        store::write_originals(tx, self.workspace, &self.originals)?;
        words::insert_all(tx, &mut self.new_words)
    }
}

/// Takes over the variants of a product, all of them. `None` when the product is not known.
///
/// # Errors
/// Only those of the database.
pub(crate) fn save_variants(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    source_id: &str,
    told: &[StoreVariation],
) -> Result<Option<Saved>, DbError> {
    tx.alone_with("product", store.0, source_id)?;
    let Some(product) = store::find_source(tx.db, workspace, store, source_id)? else { return Ok(None) };
    let told = Variant::all_of(&product, told);
    if told == variants::variants_of(tx.db, workspace, product.id)? {
        return Ok(Some(Saved::Unchanged(product.id)));
    }
    variants::replace(tx, workspace, product.id, &told)?;
    words::write(tx, workspace, WordKind::Product, product.id.0, &words_of(&product, &told))?;
    tell(tx, workspace, store, product.id, "product.updated")?;
    Ok(Some(Saved::Updated(product.id)))
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
    let Some(mut row) = store::find_source(tx.db, workspace, store, source_id)? else { return Ok(None) };
    if is_older(at, row.modified_at) {
        return Ok(Some(Saved::Older(row.id)));
    }
    if row.state == State::Gone {
        return Ok(Some(Saved::Unchanged(row.id)));
    }
    row.state = State::Gone;
    row.modified_at = at.or(row.modified_at);
    store::update(tx, &row)?;
    tell(tx, workspace, store, row.id, "product.deleted")?;
    Ok(Some(Saved::Updated(row.id)))
}

pub(super) fn tell(
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

fn categories(row: &Product) -> impl Iterator<Item = (ProductId, String)> + use<> {
    let id = row.id;
    let names: BTreeSet<String> = row.detail.categories.iter().cloned().collect();
    names.into_iter().map(move |name| (id, name))
}

/// The words to find a product by: its name, and its article numbers and those of its variants.
fn words_of(row: &Product, variants: &[Variant]) -> Words {
    let mut words = Words::default();
    words.text(&row.name);
    row.sku.iter().for_each(|sku| words.code(sku));
    variants.iter().filter_map(|variant| variant.sku.as_ref()).for_each(|sku| words.code(sku));
    words
}
