//! Taking over what a store tells: the same functions that a connector uses.

use commerce::model::StoreCustomer;
use commerce::money::Currency;
use data_encoding::HEXLOWER;
use database::{DbError, Time, Tx, WorkspaceId};
use people::customers;
use sha2::{Digest, Sha256};

use super::order_form::ToldOrder;
use super::store::{self, Account, AccountState};
use crate::orders::{self, Came, Refunds, Saved, Touched};
use crate::products;
use crate::stores::StoreId;
use crate::turn_taking::alone_with;

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

/// Takes over one order.
///
/// # Errors
/// Only those of the database.
pub(crate) fn order(
    tx: &mut Tx<'_>,
    target: Target,
    told: &ToldOrder,
    original: &str,
    touched: &mut Touched,
) -> Result<Taken, DbError> {
    let Target { workspace, store, came, .. } = target;
    let saved = orders::save(tx, workspace, store, came, &told.order, original, touched)?;
    if let Saved::Created(id) | Saved::Updated(id) | Saved::InDoubt(id) = saved
        && (!told.order.refunds.is_empty() || told.notes.is_some())
        && let Some(row) = orders::find(tx.db, workspace, id)?
    {
        orders::write_refunds(tx, &row, &told.order.refunds, Refunds::Whole)?;
        if let Some(notes) = &told.notes {
            orders::write_notes(tx, &row, notes)?;
        }
    }
    Ok((outcome_of(saved), Some(saved.id().to_string())))
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

/// Takes over one account.
///
/// # Errors
/// Only those of the database.
pub(crate) fn customer(
    tx: &mut Tx<'_>,
    target: Target,
    told: &StoreCustomer,
    original: &str,
) -> Result<Taken, DbError> {
    let (source_id, at) = (told.source_id.as_str(), told.modified_at.map_or(tx.now, Time::from));
    alone_with(tx, "account", target.store.0, source_id)?;
    let known = store::find(tx.db, target.workspace, target.store, source_id)?;
    let digest = HEXLOWER.encode(&Sha256::digest(original));
    if let Some(known) = &known {
        let same = known.digest == digest && known.state == AccountState::Present;
        if at < known.modified_at || (same && at == known.modified_at) {
            let living = customers::living(tx.db, target.workspace, known.customer_id)?;
            let outcome = if same { PushOutcome::Unchanged } else { PushOutcome::Older };
            return Ok((outcome, living.map(|id| id.to_string())));
        }
    }
    let customer_id = orders::account(tx, target.workspace, target.store, told)?;
    let row = Account {
        workspace_id: target.workspace,
        store_id: target.store,
        source_id: source_id.to_owned(),
        customer_id,
        state: AccountState::Present,
        digest,
        modified_at: at,
    };
    store::write(tx, &row)?;
    let outcome = if known.is_none() { PushOutcome::Created } else { PushOutcome::Updated };
    Ok((outcome, Some(customer_id.to_string())))
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
    alone_with(tx, "account", target.store.0, source_id)?;
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
    store::write(tx, &Account { state: AccountState::Gone, modified_at: at, ..known })?;
    Ok((PushOutcome::Deleted, living))
}

/// Takes over one product.
///
/// # Errors
/// Only those of the database.
pub(crate) fn product(
    tx: &mut Tx<'_>,
    target: Target,
    told: &commerce::model::StoreProduct,
) -> Result<Taken, DbError> {
    use products::Saved;
    let currency = target.currency.to_string();
    let saved = products::save(tx, target.workspace, target.store, &currency, told)?;
    let (outcome, id) = match saved {
        Saved::Created(id) => (PushOutcome::Created, id),
        Saved::Updated(id) => (PushOutcome::Updated, id),
        Saved::Unchanged(id) => (PushOutcome::Unchanged, id),
        Saved::Older(id) => (PushOutcome::Older, id),
    };
    Ok((outcome, Some(id.to_string())))
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
