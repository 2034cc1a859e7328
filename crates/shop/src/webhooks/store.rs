//! Every query on the table of deliveries.

use database::{Both, DbError, Tx};
use diesel::prelude::*;

use super::delivery::{Delivery, Outcome};
use crate::schema::webhook_delivery;

/// Keeps a delivery; `false` when the same one came before, perhaps at this very moment.
pub(super) fn keep(tx: &mut Tx<'_>, delivery: &Delivery) -> Result<bool, DbError> {
    let statement = diesel::insert_into(webhook_delivery::table).values(delivery).on_conflict_do_nothing();
    Ok(Both(statement).execute(tx.db)? == 1)
}

/// Writes down what became of a delivery.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    delivery: &Delivery,
    outcome: Outcome,
    reason: Option<&str>,
) -> Result<(), DbError> {
    let reason: Option<String> =
        reason.map(|reason| reason.chars().filter(|c| *c != '\0').take(500).collect());
    let change = (webhook_delivery::outcome.eq(outcome), webhook_delivery::reason.eq(reason));
    diesel::update(webhook_delivery::table.find((delivery.workspace_id, delivery.id)))
        .set(change)
        .execute(tx.db)?;
    Ok(())
}
