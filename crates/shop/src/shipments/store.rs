//! Every query on the table of parcels.

use commerce::model::{Evidence, Shipment as StoreShipment};
use commerce::shipping::Report;
use commerce::shipping::aftership::TrackingUpdate;
use database::events::NewEvent;
use database::{Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;

use super::shipment::{ParcelStatus, Prefilled, Shipment, ShipmentEvent, ShipmentId, Teller, identity};
use crate::carriers::Carriers;
use crate::orders::{Came, Order, OrderId};
use crate::schema::shipment;

/// The parcels of an order, in the order in which they became known.
///
/// # Errors
/// Only those of the database.
pub fn of_order(db: &mut Db, workspace: WorkspaceId, order: OrderId) -> Result<Vec<Shipment>, DbError> {
    of_orders(db, workspace, &[order])
}

/// The parcels of several orders, in the order in which they became known.
///
/// # Errors
/// Only those of the database.
pub fn of_orders(db: &mut Db, workspace: WorkspaceId, orders: &[OrderId]) -> Result<Vec<Shipment>, DbError> {
    let which = shipment::workspace_id.eq(workspace).and(shipment::order_id.eq_any(orders.to_vec()));
    Ok(shipment::table.filter(which).order(shipment::id).select(Shipment::as_select()).load(db)?)
}

/// Those of some orders of which the store keeps parcels apart.
pub(crate) fn sent_apart(
    db: &mut Db,
    workspace: WorkspaceId,
    orders: &[OrderId],
) -> Result<Vec<OrderId>, DbError> {
    let which = shipment::workspace_id.eq(workspace).and(shipment::order_id.eq_any(orders.to_vec()));
    let apart = shipment::table.filter(which.and(shipment::teller.ne(Teller::Order)));
    Ok(apart.select(shipment::order_id).distinct().load(db)?)
}

/// The parcels with this number, of whichever order, those of the newest orders first. Carriers use numbers again.
pub(crate) fn with_number(
    db: &mut Db,
    workspace: WorkspaceId,
    number: &str,
) -> Result<Vec<Shipment>, DbError> {
    let which = shipment::workspace_id.eq(workspace).and(shipment::number.eq(number));
    let query = shipment::table.filter(which).order(shipment::id.desc()).limit(20);
    Ok(query.select(Shipment::as_select()).load(db)?)
}

/// Takes over what a tracking service says of a parcel; whether that was news.
pub(crate) fn track(
    tx: &mut Tx<'_>,
    order: &Order,
    known: &Shipment,
    told: &TrackingUpdate,
) -> Result<bool, DbError> {
    let mut row = known.tracked(told, tx.now);
    if row == *known {
        return Ok(false);
    }
    let only_age = Shipment { tracked_at: known.tracked_at, ..row.clone() } == *known;
    if !only_age {
        row.updated_at = tx.now;
    }
    diesel::update(shipment::table.find((row.workspace_id, row.id))).set(&row).execute(tx.db)?;
    if !only_age {
        tx.append(news(order, &row, Some(known), false))?;
    }
    Ok(!only_age)
}

/// The parcels of an order that is new.
pub(crate) fn fresh(tx: &Tx<'_>, order: &Order, source: &[StoreShipment]) -> Vec<Shipment> {
    let parcel = |parcel| Shipment::merged(order, (parcel, Teller::Order), None, tx.id(), tx.now);
    source.iter().filter_map(parcel).collect()
}

pub(crate) fn insert_all(tx: &mut Tx<'_>, rows: &[Shipment]) -> Result<(), DbError> {
    database::insert_all!(tx.db, shipment::table, rows);
    Ok(())
}

/// Takes away the parcels of orders: their numbers and ways lead to whoever gets them.
pub(crate) fn forget(tx: &mut Tx<'_>, workspace: WorkspaceId, orders: &[OrderId]) -> Result<(), DbError> {
    let which = shipment::workspace_id.eq(workspace).and(shipment::order_id.eq_any(orders.to_vec()));
    diesel::delete(shipment::table.filter(which)).execute(tx.db)?;
    Ok(())
}

/// Parcels of an order, as somebody names them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Named<'a> {
    /// Those that the order names. `apart`: whether the store keeps more of them apart.
    ByOrder { parcels: &'a [StoreShipment], apart: bool },
    /// Those that the store keeps apart.
    Apart(&'a [StoreShipment]),
}

impl<'a> Named<'a> {
    const fn parcels(self) -> &'a [StoreShipment] {
        match self {
            Self::ByOrder { parcels, .. } | Self::Apart(parcels) => parcels,
        }
    }

    /// Who tells of a parcel from now on; `None` when nobody does. `is_named`: whether it is one of these.
    fn teller(self, known: Option<&Shipment>, is_named: bool) -> Option<Teller> {
        let told = |by| known.is_some_and(|known| known.teller == by || known.teller == Teller::Both);
        let (by_order, apart) = match self {
            Self::ByOrder { apart, .. } => (is_named, apart && told(Teller::Fulfillments)),
            Self::Apart(_) => (told(Teller::Order), is_named),
        };
        match (by_order, apart) {
            (true, true) => Some(Teller::Both),
            (true, false) => Some(Teller::Order),
            (false, true) => Some(Teller::Fulfillments),
            (false, false) => None,
        }
    }
}

/// Takes over all parcels of an order that are named; those that nobody names any more go.
pub(crate) fn save(tx: &mut Tx<'_>, order: &Order, told: Named<'_>, came: Came) -> Result<(), DbError> {
    let source = told.parcels();
    let known = of_order(tx.db, order.workspace_id, order.id)?;
    let named: Vec<String> = source.iter().filter_map(identity).collect();
    for known in known.iter().filter(|known| !named.contains(&known.identity)) {
        let row = shipment::table.find((known.workspace_id, known.id));
        match told.teller(Some(known), false) {
            None => diesel::delete(row).execute(tx.db)?,
            Some(teller) if teller == known.teller => 0,
            Some(teller) => diesel::update(row).set(&known.told_by(teller)).execute(tx.db)?,
        };
    }
    for parcel in source {
        let before = identity(parcel).and_then(|id| known.iter().find(|known| known.identity == id));
        let Some(teller) = told.teller(before, true) else { continue };
        let merged = Shipment::merged(order, (parcel, teller), before, tx.id(), tx.now);
        let Some(mut row) = merged else { continue };
        if before == Some(&row) {
            continue;
        }
        row.updated_at = tx.now;
        match before {
            None => diesel::insert_into(shipment::table).values(&row).execute(tx.db)?,
            Some(_) => {
                diesel::update(shipment::table.find((row.workspace_id, row.id))).set(&row).execute(tx.db)?
            }
        };
        if came != Came::InFile {
            tx.append(news(order, &row, before, came.is_history()))?;
        }
    }
    Ok(())
}

/// Parcels that are recognised anew by one statement.
const AT_ONCE: i64 = 500;

/// Recognises the carriers of parcels anew that have not arrived and whose carrier was not recognised, or is one of the workspace's own.
pub(crate) fn recognise_carriers(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    carriers: &Carriers,
) -> Result<(), DbError> {
    let mut behind = ShipmentId(0);
    loop {
        let unsure = shipment::carrier.is_null().or(shipment::carrier.assume_not_null().like("own.%"));
        let which = shipment::workspace_id
            .eq(workspace)
            .and(shipment::id.gt(behind))
            .and(shipment::status.ne(ParcelStatus::Delivered))
            .and(shipment::number.is_not_null())
            .and(unsure);
        let rows: Vec<Shipment> = shipment::table
            .filter(which)
            .order(shipment::id)
            .limit(AT_ONCE)
            .select(Shipment::as_select())
            .load(tx.db)?;
        let Some(last) = rows.last().map(|row| row.id) else { return Ok(()) };
        behind = last;
        for row in rows {
            let now = recognised(&row, carriers);
            if now != row {
                let which = shipment::table.find((row.workspace_id, row.id));
                diesel::update(which).set(&now).execute(tx.db)?;
            }
        }
    }
}

/// A link of a parcel that was not recognised was told with it, and stays; so does one where the carrier has none.
fn recognised(row: &Shipment, carriers: &Carriers) -> Shipment {
    let was_own = row.carrier.is_some();
    let report = Report {
        carrier: row.carrier_name.clone(),
        number: row.number.clone(),
        url: row.url.clone().filter(|_| !was_own),
        ..Report::default()
    };
    let Some(parcel) = report.judged(Evidence::Documented) else { return row.clone() };
    let judged = carriers.judged(std::slice::from_ref(&parcel));
    let Some(parcel) = judged.first() else { return row.clone() };
    let mut now = Shipment {
        carrier: parcel.carrier.clone(),
        carrier_name: parcel.carrier_name.clone(),
        ..row.clone()
    };
    if parcel.url.is_some() {
        now.url.clone_from(&parcel.url);
        now.prefilled = if parcel.url_is_prefilled { Prefilled::Yes } else { Prefilled::No };
    }
    now
}

/// What happened to a parcel.
pub(crate) fn news(order: &Order, row: &Shipment, before: Option<&Shipment>, history: bool) -> NewEvent {
    let payload = ShipmentEvent {
        shipment_id: row.id,
        order_id: order.id,
        customer_id: order.customer_id,
        status: row.status,
        was: before.map(|before| before.status),
        history,
    };
    NewEvent::new(order.workspace_id, "shipment.updated", row.id.0, "system").with(payload)
}
