//! Every query on what customers are known by.

use std::collections::BTreeMap;

use database::events::NewEvent;
use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;

use super::crowd::{Claim, MOST_CLAIMANTS};
use super::customer::CustomerId;
use super::identity::{Identity, IdentityKind, Verified};
use super::schema::customer_identity;

/// The customer who has this identity for sure.
///
/// # Errors
/// Only those of the database.
pub fn owner(
    db: &mut Db,
    workspace: WorkspaceId,
    kind: IdentityKind,
    value: &str,
) -> Result<Option<CustomerId>, DbError> {
    let which = customer_identity::workspace_id
        .eq(workspace)
        .and(customer_identity::kind.eq(kind))
        .and(customer_identity::value.eq(value))
        .and(customer_identity::verified.eq(Verified::Yes));
    Ok(customer_identity::table.filter(which).select(customer_identity::customer_id).first(db).optional()?)
}

/// Who has or claims these identities of one kind, by id: who has one for sure is among them, and of the others as many as
/// matter. A number that a store writes into every order is claimed by thousands.
pub(super) fn claims_of(
    db: &mut Db,
    workspace: WorkspaceId,
    kind: IdentityKind,
    values: &[&str],
) -> Result<Vec<(String, Claim)>, DbError> {
    if let [one] = values {
        return claims_of_one(db, workspace, kind, one);
    }
    let most = i64::try_from(values.len() * MOST_CLAIMANTS + 1).unwrap_or(i64::MAX);
    let rows: Vec<(String, CustomerId, Verified)> = customer_identity::table
        .filter(customer_identity::workspace_id.eq(workspace).and(customer_identity::kind.eq(kind)))
        .filter(customer_identity::value.eq_any(values.iter().copied()))
        .order((customer_identity::value, customer_identity::customer_id))
        .select((customer_identity::value, customer_identity::customer_id, customer_identity::verified))
        .limit(most)
        .load(db)?;
    if i64::try_from(rows.len()).is_ok_and(|count| count < most) {
        return Ok(rows.into_iter().map(claimed).collect());
    }
    let mut all = Vec::new();
    for one in values {
        all.extend(claims_of_one(db, workspace, kind, one)?);
    }
    Ok(all)
}

fn claims_of_one(
    db: &mut Db,
    workspace: WorkspaceId,
    kind: IdentityKind,
    value: &str,
) -> Result<Vec<(String, Claim)>, DbError> {
    let which = customer_identity::workspace_id
        .eq(workspace)
        .and(customer_identity::kind.eq(kind))
        .and(customer_identity::value.eq(value));
    let most = i64::try_from(MOST_CLAIMANTS + 1).unwrap_or(i64::MAX);
    let mut rows: Vec<(String, CustomerId, Verified)> = customer_identity::table
        .filter(which)
        .order((customer_identity::verified.desc(), customer_identity::customer_id))
        .select((customer_identity::value, customer_identity::customer_id, customer_identity::verified))
        .limit(most)
        .load(db)?;
    rows.sort_unstable_by_key(|(_, customer, _)| *customer);
    Ok(rows.into_iter().map(claimed).collect())
}

fn claimed((value, customer, verified): (String, CustomerId, Verified)) -> (String, Claim) {
    (value, Claim { customer, verified: verified == Verified::Yes })
}

/// What a customer is known by, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn identities_of(db: &mut Db, workspace: WorkspaceId, id: CustomerId) -> Result<Vec<Identity>, DbError> {
    let which = customer_identity::workspace_id.eq(workspace).and(customer_identity::customer_id.eq(id));
    let rows: Vec<(IdentityKind, String, Verified)> = customer_identity::table
        .filter(which)
        .order((customer_identity::created_at, customer_identity::kind, customer_identity::value))
        .select((customer_identity::kind, customer_identity::value, customer_identity::verified))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(kind, value, verified)| Identity { kind, value, verified: verified == Verified::Yes })
        .collect())
}

/// What several customers are known by: one query.
pub(super) fn identities_of_many(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[CustomerId],
) -> Result<BTreeMap<CustomerId, Vec<Identity>>, DbError> {
    let which = customer_identity::workspace_id
        .eq(workspace)
        .and(customer_identity::customer_id.eq_any(ids.iter().copied()));
    let rows: Vec<(CustomerId, IdentityKind, String, Verified)> = customer_identity::table
        .filter(which)
        .order((customer_identity::created_at, customer_identity::kind, customer_identity::value))
        .select((
            customer_identity::customer_id,
            customer_identity::kind,
            customer_identity::value,
            customer_identity::verified,
        ))
        .load(db)?;
    let mut all: BTreeMap<CustomerId, Vec<Identity>> = BTreeMap::new();
    for (customer, kind, value, verified) in rows {
        all.entry(customer).or_default().push(Identity { kind, value, verified: verified == Verified::Yes });
    }
    Ok(all)
}

/// Something that somebody is known by.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = customer_identity, treat_none_as_default_value = false)]
pub(super) struct IdentityRow {
    pub workspace_id: WorkspaceId,
    pub kind: IdentityKind,
    pub value: String,
    pub customer_id: CustomerId,
    pub verified: Verified,
    pub created_at: Time,
}

/// Adds an identity to a customer; a claim that is now proved becomes verified, never the other way.
///
/// # Errors
/// Only those of the database.
pub fn add_identity(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: CustomerId,
    identity: &Identity,
) -> Result<(), DbError> {
    let row = IdentityRow {
        workspace_id: workspace,
        kind: identity.kind,
        value: identity.value.clone(),
        customer_id: id,
        verified: if identity.verified { Verified::Yes } else { Verified::No },
        created_at: tx.now,
    };
    if add_identities(tx, &[row])? == 0 && identity.verified {
        prove(tx, workspace, id, identity.kind, &identity.value)?;
    }
    Ok(())
}

/// Adds identities that are not there yet; how many were not.
pub(super) fn add_identities(tx: &mut Tx<'_>, rows: &[IdentityRow]) -> Result<usize, DbError> {
    Ok(database::insert_new!(tx.db, customer_identity::table, rows))
}

/// A claim is proved.
pub(super) fn prove(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: CustomerId,
    kind: IdentityKind,
    value: &str,
) -> Result<(), DbError> {
    diesel::update(customer_identity::table.find((workspace, kind, value, id)))
        .set(customer_identity::verified.eq(Verified::Yes))
        .execute(tx.db)?;
    Ok(())
}

/// Takes an identity from whoever has it, as its store demands; whose it was.
///
/// # Errors
/// Only those of the database.
pub fn forget_identity(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    identity: &Identity,
) -> Result<Vec<CustomerId>, DbError> {
    let which = customer_identity::workspace_id
        .eq(workspace)
        .and(customer_identity::kind.eq(identity.kind))
        .and(customer_identity::value.eq(&identity.value));
    let rows = customer_identity::table.filter(which);
    let owners: Vec<CustomerId> = rows.select(customer_identity::customer_id).load(tx.db)?;
    diesel::delete(rows).execute(tx.db)?;
    for owner in &owners {
        tx.append(NewEvent::new(workspace, "customer.updated", owner.0, "system"))?;
    }
    Ok(owners)
}
