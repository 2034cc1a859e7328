//! What the law lets people demand, and Shopify passes on: to be told what is known of them, and to be forgotten.
//!
//! Each demand stands in the audit log. Forgetting is done at once: of a person's orders in this store stay numbers,
//! amounts and articles, which the books need, and of their reviews the stars. What the person wrote to the store here is the store's own affair: it
//! came from them and not from Shopify.

use commerce::model::SourceId;
use database::{DbError, Tx};
use people::audit::{self, Actor, ActorKind};
use people::customers::{self, Identity};
use serde_json::json;

use crate::orders::{self, OrderId, Touched};
use crate::reviews;
use crate::stores::Store;

/// A demand.
#[derive(Debug, Clone)]
pub(super) enum Demand {
    /// A person wants to know what is known of them: the owner has to answer.
    Tell { customer: Option<SourceId>, orders: Vec<SourceId> },
    /// A person wants to be forgotten.
    ForgetPerson { customer: Option<SourceId>, orders: Vec<SourceId> },
    /// The app was removed: everybody is to be forgotten.
    ForgetAll,
}

/// Meets a demand, or writes down that it was made.
///
/// # Errors
/// Only those of the database.
pub(super) fn meet(tx: &mut Tx<'_>, known: &Store, demand: &Demand) -> Result<(), DbError> {
    match demand {
        Demand::Tell { customer, orders } => {
            let detail = json!({ "customer": customer, "orders": orders });
            record(tx, known, "store.customer_data_requested", &detail)
        }
        Demand::ForgetPerson { customer, orders } => {
            let account = customer.as_ref().map(|id| Identity::store(known.id, id.as_str()));
            let owners = match &account {
                Some(account) => customers::forget_identity(tx, known.workspace_id, account)?,
                None => Vec::new(),
            };
            let named: Vec<&str> = orders.iter().map(SourceId::as_str).collect();
            let theirs = orders::of_people(tx.db, known.workspace_id, known.id, &owners, &named)?;
            let count = forget(tx, known, &theirs)?;
            let written = reviews::of_people(tx.db, known.workspace_id, known.id, &owners)?;
            let written = reviews::redact(tx, known.workspace_id, &written)?;
            let detail = json!({ "customer": customer, "orders": count, "reviews": written });
            record(tx, known, "store.customer_redacted", &detail)
        }
        Demand::ForgetAll => {
            let all = orders::of_store(tx.db, known.workspace_id, known.id)?;
            let count = forget(tx, known, &all)?;
            let written = reviews::of_store(tx.db, known.workspace_id, known.id)?;
            let written = reviews::redact(tx, known.workspace_id, &written)?;
            record(tx, known, "store.redacted", &json!({ "orders": count, "reviews": written }))
        }
    }
}

fn forget(tx: &mut Tx<'_>, known: &Store, ids: &[OrderId]) -> Result<usize, DbError> {
    let mut touched = Touched::default();
    let count = orders::redact(tx, known.workspace_id, ids, &mut touched)?;
    touched.settle(tx, known.workspace_id)?;
    Ok(count)
}

fn record(
    tx: &mut Tx<'_>,
    known: &Store,
    action: &'static str,
    detail: &serde_json::Value,
) -> Result<(), DbError> {
    let store =
        Actor { kind: ActorKind::System, id: String::new(), name: known.name.clone(), ip: String::new() };
    audit::record(tx, known.workspace_id, &store, action, &known.id.to_string(), detail).map(drop)
}
