//! Orders, as a store would tell of them.

use database::Tx;
use shop::orders::{self, Came, Touched};

use crate::FillError;
use crate::invoice::{self, Stage};
use crate::world::World;

/// The store tells that an order has come to a stage.
pub(super) fn write(
    tx: &mut Tx<'_>,
    world: &World,
    place: usize,
    stage: Stage,
    touched: &mut Touched,
) -> Result<(), FillError> {
    let sale = &world.sales[place];
    let person = &world.people.all[sale.person];
    let order = invoice::order(place, sale, person, &world.catalogue, stage, tx.now);
    let (workspace, store) = (world.founded.workspace, world.founded.store);
    orders::save(tx, workspace, store, Came::InHistory, &order, &invoice::original(&order), touched)?;
    Ok(())
}
