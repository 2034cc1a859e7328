//! Forgetting people of whom a store told, when the store demands it. What they told by themselves, by mail or chat, is not the
//! store's to take back: who has ever written stays, without what only the store knew.

use std::collections::BTreeSet;
use std::fmt::Display;

use database::events::NewEvent;
use database::{Both, Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;
use serde_json::json;

use super::customer::{Address, Customer, CustomerId};
use super::identity::{Identity, IdentityKind};
use super::identity_store;
use super::schema::{customer, customer_identity, customer_merge, customer_suggestion};
use super::store;

/// Customers that are looked at or changed by one statement.
const AT_ONCE: usize = 500;

/// The identities of a store's accounts begin with it.
fn accounts_of(store: impl Display) -> String {
    format!("{store}/")
}

/// Everybody who has an account in a store.
///
/// # Errors
/// Only those of the database.
pub fn with_accounts(
    db: &mut Db,
    workspace: WorkspaceId,
    store: impl Display,
) -> Result<Vec<CustomerId>, DbError> {
    let of_store = customer_identity::workspace_id
        .eq(workspace)
        .and(customer_identity::kind.eq(IdentityKind::Store))
        .and(
            customer_identity::value
                .like(format!("{}%", accounts_of(store).replace('_', "\\_")))
                .escape('\\'),
        );
    Ok(customer_identity::table
        .filter(of_store)
        .select(customer_identity::customer_id)
        .distinct()
        .load(db)?)
}

/// Forgets which accounts people have in a store, and tells that they have changed.
///
/// # Errors
/// Only those of the database.
pub fn forget_accounts(tx: &mut Tx<'_>, workspace: WorkspaceId, store: impl Display) -> Result<(), DbError> {
    let of_store = customer_identity::workspace_id
        .eq(workspace)
        .and(customer_identity::kind.eq(IdentityKind::Store))
        .and(
            customer_identity::value
                .like(format!("{}%", accounts_of(store).replace('_', "\\_")))
                .escape('\\'),
        );
    let gone: Vec<CustomerId> = Both(
        diesel::delete(customer_identity::table.filter(of_store)).returning(customer_identity::customer_id),
    )
    .load(tx.db)?;
    let owners: BTreeSet<CustomerId> = gone.into_iter().collect();
    let changed = |owner: CustomerId| NewEvent::new(workspace, "customer.updated", owner.0, "system");
    owners.into_iter().try_for_each(|owner| tx.append(changed(owner)).map(drop))
}

/// Forgets those of some customers of whom nothing is known but by this store and the addresses and numbers that it told: they
/// never wrote, and no other store knows them. Returns how many went, and those who stay and have an account in no other store.
///
/// # Errors
/// Only those of the database.
pub fn forget_known_only_by(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: impl Display,
    customers: &[CustomerId],
) -> Result<(usize, Vec<CustomerId>), DbError> {
    let prefix = accounts_of(store);
    let (mut gone, mut staying) = (0, Vec::new());
    for some in customers.chunks(AT_ONCE) {
        let identities = identity_store::identities_of_many(tx.db, workspace, some)?;
        let told_here = |identity: &Identity| match identity.kind {
            IdentityKind::Email | IdentityKind::Phone => true,
            IdentityKind::Store => identity.value.starts_with(&prefix),
            IdentityKind::Chat | IdentityKind::Api => false,
        };
        let rows = store::find_many(tx.db, workspace, some)?;
        // Who ever wrote was seen, also when their conversation was merged away since; what the team wrote of somebody is its own.
        let is_of_nobody = |row: &Customer| {
            row.conversation_count == 0
                && row.last_seen_at.is_none()
                && row.notes.is_empty()
                && row.attributes.0.is_empty()
                && row.consent.0.is_empty()
        };
        let (going, others): (Vec<Customer>, Vec<Customer>) = rows.into_iter().partition(|row| {
            is_of_nobody(row) && identities.get(&row.id).is_none_or(|all| all.iter().all(told_here))
        });
        let elsewhere = |row: &Customer| {
            let other = |one: &Identity| one.kind == IdentityKind::Store && !one.value.starts_with(&prefix);
            identities.get(&row.id).is_some_and(|all| all.iter().any(other))
        };
        staying.extend(others.iter().filter(|row| !elsewhere(row)).map(|row| row.id));
        let going: Vec<CustomerId> = going.into_iter().map(|row| row.id).collect();
        gone += going.len();
        forget(tx, workspace, &going)?;
    }
    Ok((gone, staying))
}

/// Forgets of customers who stay what only a store told: where they live, and their number.
///
/// # Errors
/// Only those of the database.
pub fn forget_whereabouts(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    customers: &[CustomerId],
) -> Result<(), DbError> {
    for some in customers.chunks(AT_ONCE) {
        let numbers = customer_identity::workspace_id
            .eq(workspace)
            .and(customer_identity::kind.eq(IdentityKind::Phone))
            .and(customer_identity::customer_id.eq_any(some.to_vec()));
        diesel::delete(customer_identity::table.filter(numbers)).execute(tx.db)?;
        for mut row in store::find_many(tx.db, workspace, some)? {
            row.address = Address::default();
            row.phone = None;
            store::save(tx, &mut row, "system")?;
        }
    }
    Ok(())
}

/// Takes profiles away with all that were merged into them.
fn forget(tx: &mut Tx<'_>, workspace: WorkspaceId, customers: &[CustomerId]) -> Result<(), DbError> {
    let mut all: BTreeSet<CustomerId> = customers.iter().copied().collect();
    let mut generation = customers.to_vec();
    while !generation.is_empty() {
        let merged = customer::workspace_id
            .eq(workspace)
            .and(customer::merged_into.assume_not_null().eq_any(generation.iter().copied()));
        generation = customer::table.filter(merged).select(customer::id).load(tx.db)?;
        generation.retain(|one| all.insert(*one));
    }
    let all: Vec<CustomerId> = all.into_iter().collect();
    for some in all.chunks(AT_ONCE) {
        let ids = || some.iter().copied();
        let theirs =
            customer_identity::workspace_id.eq(workspace).and(customer_identity::customer_id.eq_any(ids()));
        diesel::delete(customer_identity::table.filter(theirs)).execute(tx.db)?;
        let theirs = customer_suggestion::workspace_id.eq(workspace).and(
            customer_suggestion::customer_id.eq_any(ids()).or(customer_suggestion::other_id.eq_any(ids())),
        );
        diesel::delete(customer_suggestion::table.filter(theirs)).execute(tx.db)?;
        let theirs = customer_merge::workspace_id
            .eq(workspace)
            .and(customer_merge::from_id.eq_any(ids()).or(customer_merge::into_id.eq_any(ids())));
        diesel::delete(customer_merge::table.filter(theirs)).execute(tx.db)?;
        let theirs = customer::workspace_id.eq(workspace).and(customer::id.eq_any(ids()));
        diesel::delete(customer::table.filter(theirs)).execute(tx.db)?;
        for id in some {
            let payload = json!({ "customer_id": id });
            tx.append(NewEvent::new(workspace, "customer.deleted", id.0, "system").with(payload))?;
        }
    }
    Ok(())
}
