//! What lines of orders are of: the product, and the form of it.

use std::collections::{BTreeSet, HashMap};

use database::{Db, DbError, WorkspaceId};

use super::product::ProductId;
use super::{store, variants};
use crate::orders::{Line, Options};
use crate::stores::StoreId;

/// The products that lines are of, and what makes their variants what they are.
#[derive(Debug, Clone, Default)]
pub(crate) struct LinkedProducts {
    products: HashMap<(StoreId, String), ProductId>,
    options: HashMap<(StoreId, String), Options>,
}

impl LinkedProducts {
    /// The product that a line is of, where it is known.
    pub(crate) fn product(&self, store: StoreId, line: &Line) -> Option<ProductId> {
        let id = line.product_source_id.clone()?;
        self.products.get(&(store, id)).copied()
    }

    /// What was chosen: as the line says, or else what the variant says of itself.
    pub(crate) fn options(&self, store: StoreId, line: &Line) -> Options {
        let of_variant = || self.options.get(&(store, line.variation_source_id.clone()?)).cloned();
        if line.options.0.is_empty() { of_variant().unwrap_or_default() } else { line.options.clone() }
    }
}

/// Looks up what lines of orders of these stores are of.
///
/// # Errors
/// Only those of the database.
pub(crate) fn of_lines<'a>(
    db: &mut Db,
    workspace: WorkspaceId,
    stores: &[StoreId],
    lines: impl Iterator<Item = &'a Line>,
) -> Result<LinkedProducts, DbError> {
    let (mut products, mut plain) = (BTreeSet::new(), BTreeSet::new());
    for line in lines {
        products.extend(line.product_source_id.as_deref());
        plain.extend(line.variation_source_id.as_deref().filter(|_| line.options.0.is_empty()));
    }
    let mut linked = LinkedProducts::default();
    let products: Vec<&str> = products.into_iter().collect();
    for (store, source_id, id) in store::ids_of(db, workspace, stores, &products)? {
        linked.products.insert((store, source_id), id);
    }
    let plain: Vec<&str> = plain.into_iter().collect();
    for (store, source_id, options) in variants::options_of(db, workspace, stores, &plain)? {
        linked.options.insert((store, source_id), options);
    }
    Ok(linked)
}
