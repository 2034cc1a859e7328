//! Taking over what a store tells: the same functions that a connector uses.

use std::collections::HashMap;

use commerce::model::{StoreCustomer, StoreProduct, StoreRefund};
use commerce::money::Currency;
use data_encoding::HEXLOWER;
use database::{DbError, Time, Tx, WorkspaceId};
use people::customers;
use sha2::{Digest, Sha256};

use super::order_form::ToldOrder;
use super::store::{self, Account, AccountState};
use crate::orders::{self, Came, Incoming, Refunds, Saved, Touched};
use crate::products::{self, ProductId};
use crate::stores::StoreId;
use crate::turn_taking::distinct_runs;

database::text_enum!(
    /// What became of something that a store told.
    pub enum PushOutcome {
        /// It is new.
        Created = "created",
        /// It had changed.
        Updated = "updated",
        /// It was known in just this state.
        Unchanged = "unchanged",
        /// A newer state is known: nothing was changed.
        Older = "older",
        /// It is gone here too.
        Deleted = "deleted",
        /// It is to be deleted, and was never told of.
        Unknown = "unknown",
        /// It can't be read: `errors` says where.
        Refused = "refused",
    }
);

/// Where things belong, and how they are taken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub workspace: WorkspaceId,
    pub store: StoreId,
    /// Of the store's prices.
    pub currency: Currency,
    /// Whether it is news to anybody.
    pub came: Came,
}

/// What became of a thing, and our id of it.
pub(crate) type Taken = (PushOutcome, Option<String>);

/// Takes over orders, each with its JSON, in their order.
///
/// # Errors
/// Only those of the database.
pub(crate) fn orders(
    tx: &mut Tx<'_>,
    target: Target,
    told: &[(&ToldOrder, &str)],
    touched: &mut Touched,
) -> Result<Vec<Taken>, DbError> {
    let Target { workspace, store, came, .. } = target;
    let mut all = Vec::with_capacity(told.len());
    // What only the push API tells of refunds and notes is written behind an order, before the next state of the same one.
    for some in distinct_runs(told, |(told, _)| told.order.source_id.as_str()) {
        let mut incoming = Vec::with_capacity(some.len());
        for (told, original) in some {
            incoming.push(Incoming { source: &told.order, original, words: &told.words });
        }
        let saved = orders::save_all(tx, workspace, store, came, &incoming, touched)?;
        for (saved, (told, _)) in saved.into_iter().zip(some) {
            write_rest(tx, workspace, saved, told)?;
            all.push((outcome_of(saved), Some(saved.id().to_string())));
        }
    }
    Ok(all)
}

/// Refunds of a store that tells of itself are whole, and its notes come with the order.
fn write_rest(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    saved: Saved,
    told: &ToldOrder,
) -> Result<(), DbError> {
    let (id, is_new) = match saved {
        // The refunds of a new order were written as they came.
        Saved::Created(id) => (id, true),
        Saved::Updated(id) | Saved::InDoubt(id) => (id, false),
        Saved::Unchanged(_) | Saved::Older(_) => return Ok(()),
    };
    let refunds: &[StoreRefund] = if is_new { &[] } else { &told.order.refunds };
    let notes = told.notes.as_ref().filter(|notes| !(is_new && notes.is_empty()));
    if refunds.is_empty() && notes.is_none() {
        return Ok(());
    }
    let Some(row) = orders::find(tx.db, workspace, id)? else { return Ok(()) };
    orders::write_refunds(tx, &row, refunds, Refunds::Whole)?;
    if let Some(notes) = notes {
        orders::write_notes(tx, &row, notes)?;
    }
    Ok(())
}

const fn outcome_of(saved: Saved) -> PushOutcome {
    match saved {
        Saved::Created(_) => PushOutcome::Created,
        Saved::Updated(_) | Saved::InDoubt(_) => PushOutcome::Updated,
        Saved::Unchanged(_) => PushOutcome::Unchanged,
        Saved::Older(_) => PushOutcome::Older,
    }
}

/// An order is gone from the store.
///
/// # Errors
/// Only those of the database.
pub(crate) fn order_gone(
    tx: &mut Tx<'_>,
    target: Target,
    source_id: &str,
    at: Time,
    touched: &mut Touched,
) -> Result<Taken, DbError> {
    let Some(saved) = orders::throw_away(tx, target.workspace, target.store, source_id, Some(at), touched)?
    else {
        return Ok((PushOutcome::Unknown, None));
    };
    let outcome = match outcome_of(saved) {
        PushOutcome::Created | PushOutcome::Updated => PushOutcome::Deleted,
        other => other,
    };
    Ok((outcome, Some(saved.id().to_string())))
}

/// Takes over accounts, each with its JSON, in their order.
///
/// # Errors
/// Only those of the database.
pub(crate) fn customers(
    tx: &mut Tx<'_>,
    target: Target,
    told: &[(&StoreCustomer, &str)],
    touched: &mut Touched,
) -> Result<Vec<Taken>, DbError> {
    tx.alone_with_all("account", target.store.0, told.iter().map(|(told, _)| told.source_id.as_str()))?;
    let mut all = Vec::with_capacity(told.len());
    for some in distinct_runs(told, |(told, _)| told.source_id.as_str()) {
        all.extend(some_customers(tx, target, some, touched)?);
    }
    Ok(all)
}

/// Takes over accounts no two of which are the same.
fn some_customers(
    tx: &mut Tx<'_>,
    target: Target,
    told: &[(&StoreCustomer, &str)],
    touched: &mut Touched,
) -> Result<Vec<Taken>, DbError> {
    let Target { workspace, store, came, .. } = target;
    let ids: Vec<&str> = told.iter().map(|(told, _)| told.source_id.as_str()).collect();
    let known = store::find_all(tx.db, workspace, store, &ids)?;
    let known: HashMap<&str, &Account> = known.iter().map(|row| (row.source_id.as_str(), row)).collect();
    let (mut all, mut taken, mut digests) = (Vec::new(), Vec::new(), Vec::new());
    for (told, original) in told {
        let digest = HEXLOWER.encode(&Sha256::digest(original));
        let at = told.modified_at.map_or(tx.now, Time::from);
        let known = known.get(told.source_id.as_str()).copied();
        if let Some(known) = known
            && let Some(outcome) = kept(known, &digest, at)
        {
            let living = customers::living(tx.db, workspace, known.customer_id)?;
            all.push((outcome, living.map(|id| id.to_string())));
            continue;
        }
        // Who it is is known behind the others.
        all.push((if known.is_some() { PushOutcome::Updated } else { PushOutcome::Created }, None));
        taken.push(*told);
        digests.push((digest, at));
    }
    let mut people = orders::accounts(tx, workspace, store, &taken, came, touched)?.into_iter();
    let mut digests = digests.into_iter();
    let mut new = Vec::new();
    for ((outcome, id), (told, _)) in all.iter_mut().zip(told) {
        if !matches!(outcome, PushOutcome::Created | PushOutcome::Updated) {
            continue;
        }
        let (Some(customer_id), Some((digest, modified_at))) = (people.next(), digests.next()) else { break };
        let source_id = told.source_id.to_string();
        let state = AccountState::Present;
        let row = Account {
            workspace_id: workspace,
            store_id: store,
            source_id,
            customer_id,
            state,
            digest,
            modified_at,
        };
        match outcome {
            PushOutcome::Created => new.push(row),
            _ => store::update(tx, &row)?,
        }
        *id = Some(customer_id.to_string());
    }
    store::insert_all(tx, &new)?;
    Ok(all)
}

/// Why a state of a known account is not taken over, if it is not.
fn kept(known: &Account, digest: &str, at: Time) -> Option<PushOutcome> {
    let same = known.digest == digest && known.state == AccountState::Present;
    if at < known.modified_at || (same && at == known.modified_at) {
        return Some(if same { PushOutcome::Unchanged } else { PushOutcome::Older });
    }
    None
}

/// An account is gone from the store. The person stays, with their orders and conversations.
///
/// # Errors
/// Only those of the database.
pub(crate) fn customer_gone(
    tx: &mut Tx<'_>,
    target: Target,
    source_id: &str,
    at: Time,
) -> Result<Taken, DbError> {
    tx.alone_with("account", target.store.0, source_id)?;
    let Some(known) = store::find(tx.db, target.workspace, target.store, source_id)? else {
        return Ok((PushOutcome::Unknown, None));
    };
    let living = customers::living(tx.db, target.workspace, known.customer_id)?.map(|id| id.to_string());
    if at < known.modified_at {
        return Ok((PushOutcome::Older, living));
    }
    if known.state == AccountState::Gone && at == known.modified_at {
        return Ok((PushOutcome::Unchanged, living));
    }
    store::update(tx, &Account { state: AccountState::Gone, modified_at: at, ..known })?;
    Ok((PushOutcome::Deleted, living))
}

/// Takes over products, each with its JSON, in their order.
///
/// # Errors
/// Only those of the database.
pub(crate) fn products(
    tx: &mut Tx<'_>,
    target: Target,
    told: &[(&StoreProduct, &str)],
) -> Result<Vec<(PushOutcome, ProductId)>, DbError> {
    use products::Saved;
    let currency = target.currency.to_string();
    let incoming: Vec<products::Incoming<'_>> =
        told.iter().map(|(source, original)| products::Incoming { source, original }).collect();
    let how = (currency.as_str(), target.came);
    let saved = products::save_all(tx, target.workspace, target.store, how, &incoming)?.into_iter();
    Ok(saved
        .map(|saved| match saved {
            Saved::Created(id) => (PushOutcome::Created, id),
            Saved::Updated(id) => (PushOutcome::Updated, id),
            Saved::Unchanged(id) => (PushOutcome::Unchanged, id),
            Saved::Older(id) => (PushOutcome::Older, id),
        })
        .collect())
}

/// A product is gone from the store.
///
/// # Errors
/// Only those of the database.
pub(crate) fn product_gone(
    tx: &mut Tx<'_>,
    target: Target,
    source_id: &str,
    at: Time,
) -> Result<Taken, DbError> {
    use products::Saved;
    Ok(match products::withdraw(tx, target.workspace, target.store, source_id, Some(at))? {
        None => (PushOutcome::Unknown, None),
        Some(Saved::Created(id) | Saved::Updated(id)) => (PushOutcome::Deleted, Some(id.to_string())),
        Some(Saved::Unchanged(id)) => (PushOutcome::Unchanged, Some(id.to_string())),
        Some(Saved::Older(id)) => (PushOutcome::Older, Some(id.to_string())),
    })
}
