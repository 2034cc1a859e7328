//! What the law lets people demand, and Shopify passes on: to be told what is known of them, and to be forgotten.
//!
//! Each demand stands in the audit log. Forgetting is done at once: of a person's orders in this store stay numbers,
//! amounts and articles, which the books need, of what was done with them that it was done, and of their reviews the stars. A profile
//! of which nothing is known but by this store is taken away. What the person wrote to the store here is the store's own affair: it
//! came from them and not from Shopify, and who wrote stays, without their account, number and postal address.

use commerce::model::SourceId;
use database::{DbError, Tx};
use people::audit::{self, Actor, ActorKind};
use people::customers::{self, CustomerId, Identity, IdentityKind};
use serde_json::json;

use crate::orders::{self, OrderId, Touched};
use crate::stores::Store;
use crate::{coupons, order_actions, products, reviews};

/// A demand.
#[derive(Debug, Clone)]
pub(super) enum Demand {
    /// A person wants to know what is known of them: the owner has to answer.
    Tell { customer: Option<SourceId>, orders: Vec<SourceId> },
    /// A person wants to be forgotten.
    ForgetPerson(Named),
    /// The app was removed: everybody is to be forgotten, and all that the store told.
    ForgetAll,
}

/// Whom a demand names, and by what.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// The account.
    pub customer: Option<SourceId>,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Their phone number.
    pub phone: Option<String>,
    /// Their orders.
    pub orders: Vec<SourceId>,
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
        Demand::ForgetPerson(named) => forget_person(tx, known, named),
        Demand::ForgetAll => forget_all(tx, known),
    }
}

fn forget_person(tx: &mut Tx<'_>, known: &Store, named: &Named) -> Result<(), DbError> {
    let (workspace, store) = (known.workspace_id, known.id);
    let mut people = Vec::new();
    if let Some(account) = named.customer.as_ref().map(|id| Identity::store(store, id.as_str())) {
        people.extend(customers::forget_identity(tx, workspace, &account)?);
    }
    let address = named.email.as_deref().and_then(Identity::email).map(|address| address.value);
    if let Some(address) = &address {
        people.extend(customers::owner(tx.db, workspace, IdentityKind::Email, address)?);
    }
    let ids: Vec<&str> = named.orders.iter().map(SourceId::as_str).collect();
    let theirs = orders::of_people(tx.db, workspace, store, &[], &[], &ids)?;
    people.extend(orders::buyers(tx.db, workspace, &theirs)?);
    let contacts: Vec<&str> =
        [&named.email, &address, &named.phone].into_iter().flatten().map(String::as_str).collect();
    let theirs = orders::of_people(tx.db, workspace, store, &people, &contacts, &ids)?;
    let count = forget_orders(tx, known, &theirs)?;
    let written = reviews::of_people(tx.db, workspace, store, &people)?;
    let written = reviews::redact(tx, workspace, &written)?;
    let profiles = forget_profiles(tx, known, people)?;
    let detail =
        json!({ "customer": named.customer, "orders": count, "reviews": written, "profiles": profiles });
    record(tx, known, "store.customer_redacted", &detail)
}

fn forget_all(tx: &mut Tx<'_>, known: &Store) -> Result<(), DbError> {
    let (workspace, store) = (known.workspace_id, known.id);
    let all = orders::of_store(tx.db, workspace, store)?;
    let mut people = orders::buyers(tx.db, workspace, &all)?;
    people.extend(customers::with_accounts(tx.db, workspace, store)?);
    let count = forget_orders(tx, known, &all)?;
    let written = reviews::of_store(tx.db, workspace, store)?;
    let written = reviews::redact(tx, workspace, &written)?;
    let sold = products::forget_store(tx, workspace, store)?;
    let codes = coupons::forget_store(tx, workspace, store)?;
    let profiles = forget_profiles(tx, known, people)?;
    customers::forget_accounts(tx, workspace, store)?;
    let detail = json!({
        "orders": count, "reviews": written, "profiles": profiles, "products": sold, "coupons": codes,
    });
    record(tx, known, "store.redacted", &detail)
}

fn forget_orders(tx: &mut Tx<'_>, known: &Store, ids: &[OrderId]) -> Result<usize, DbError> {
    let mut touched = Touched::default();
    order_actions::forget(tx, known.workspace_id, ids)?;
    let count = orders::redact(tx, known.workspace_id, ids, &mut touched)?;
    touched.settle(tx, known.workspace_id)?;
    Ok(count)
}

/// Forgets what only this store told of people; how many profiles were taken away.
fn forget_profiles(tx: &mut Tx<'_>, known: &Store, mut people: Vec<CustomerId>) -> Result<usize, DbError> {
    people.sort_unstable();
    people.dedup();
    let elsewhere = orders::buying_elsewhere(tx.db, known.workspace_id, known.id, &people)?;
    people.retain(|one| !elsewhere.contains(one));
    let (gone, staying) = customers::forget_known_only_by(tx, known.workspace_id, known.id, &people)?;
    customers::forget_whereabouts(tx, known.workspace_id, &staying)?;
    Ok(gone)
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
