//! A group of things that were read is taken over, and told of together.
//!
//! A file of a million orders would be a million events, which every reader of the log would have to pass by: nobody is told of a
//! store's past. What needs to know of each thing (the index of words) finds the ids in the one event of its group.

use commerce::model::{StoreCustomer, StoreProduct};
use database::events::NewEvent;
use database::{DbError, Tx};
use people::customers::CustomerId;
use serde::{Deserialize, Serialize};

use super::import::{Import, StoreImportId};
use super::rows::Thing;
use crate::orders::{OrderId, Touched};
use crate::products::ProductId;
use crate::pushing::{PushOutcome, Target, ToldOrder, take_customers, take_orders, take_products};
use crate::stores::StoreId;

/// The payload of `order.imported`, `customer.imported` and `product.imported`: what a group of an import has made or changed.
/// A customer who was known and is changed is told of as `customer.updated`, as always.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The store.
    pub store_id: StoreId,
    /// The import.
    pub import_id: StoreImportId,
    /// Orders that are new or have changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order_ids: Vec<OrderId>,
    /// Customers who are new.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub customer_ids: Vec<CustomerId>,
    /// Products that are new or have changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub product_ids: Vec<ProductId>,
}

/// Things of one group, in their order.
#[derive(Default)]
pub(super) struct Group<'a> {
    orders: Vec<(&'a ToldOrder, &'a str)>,
    customers: Vec<(&'a StoreCustomer, &'a str)>,
    products: Vec<(&'a StoreProduct, &'a str)>,
}

impl<'a> Group<'a> {
    pub(super) fn add(&mut self, thing: &'a Thing) {
        match thing {
            Thing::Order(told, original) => self.orders.push((told, original)),
            Thing::Customer(told, original) => self.customers.push((told, original)),
            Thing::Product(told, original) => self.products.push((told, original)),
        }
    }

    /// Takes them over; what became of each, in no order.
    pub(super) fn take(
        self,
        tx: &mut Tx<'_>,
        target: Target,
        import: &Import,
    ) -> Result<Vec<PushOutcome>, DbError> {
        let mut touched = Touched::default();
        let mut taken = take_orders(tx, target, &self.orders, &mut touched)?;
        taken.extend(take_customers(tx, target, &self.customers, &mut touched)?);
        let products = take_products(tx, target, &self.products)?;
        let told = touched.settled(tx, target.workspace)?;
        let is_news = |outcome: &PushOutcome| matches!(outcome, PushOutcome::Created | PushOutcome::Updated);
        let changed = products.iter().filter(|(outcome, _)| is_news(outcome)).map(|(_, id)| *id).collect();
        tell(tx, import, |news| news.order_ids = told.orders)?;
        tell(tx, import, |news| news.customer_ids = told.newcomers)?;
        tell(tx, import, |news| news.product_ids = changed)?;
        let products = products.into_iter().map(|(outcome, _)| outcome);
        Ok(taken.into_iter().map(|(outcome, _)| outcome).chain(products).collect())
    }
}

fn tell(tx: &mut Tx<'_>, of: &Import, fill: impl FnOnce(&mut Imported)) -> Result<(), DbError> {
    let mut news = Imported {
        store_id: of.store_id,
        import_id: of.id,
        order_ids: Vec::new(),
        customer_ids: Vec::new(),
        product_ids: Vec::new(),
    };
    fill(&mut news);
    let kind = match (&news.order_ids[..], &news.customer_ids[..], &news.product_ids[..]) {
        ([], [], []) => return Ok(()),
        ([_, ..], ..) => "order.imported",
        (_, [_, ..], _) => "customer.imported",
        (.., [_, ..]) => "product.imported",
    };
    tx.append(NewEvent::new(of.workspace_id, kind, of.store_id.0, "system").with(news))?;
    Ok(())
}
