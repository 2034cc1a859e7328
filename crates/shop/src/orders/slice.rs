//! Some orders that are taken over together: what is known of them and of their customers is read at once, what is new is kept in
//! hand and written at once. An order that is known already is overwritten by itself, behind what is in hand.

use std::collections::HashMap;

use database::events::NewEvent;
use database::{DbError, Tx, WorkspaceId};
use people::customers::{Crowd, CustomerId, Identity, IdentityKind};

use super::hanging::Refunds;
use super::order::{Line, Order, OrderId, Refund};
use super::saving::{
    Came, Incoming, Saved, Touched, detail_row, is_doubtful, lines, news, overwrite, refuse, row, telling,
};
use super::store::{self, DetailRow};
use super::{hanging, recognising};
use crate::carriers::{self, Carriers};
use crate::lateness::{self, Delivery, Newcomer, Telling, Yardstick};
use crate::shipments::{self, Shipment};
use crate::stores::StoreId;
use crate::words::{self, WordKind, WordRow};

/// Orders of one store, no two of them the same.
pub(super) struct Slice {
    workspace: WorkspaceId,
    store: StoreId,
    came: Came,
    /// Those that are known, by the store's id, with the store's JSON where it may be the same.
    known: HashMap<String, (Order, Option<String>)>,
    crowd: Crowd,
    yardstick: Yardstick,
    carriers: Carriers,
    in_hand: InHand,
}

/// What is new, and written nowhere yet.
#[derive(Default)]
struct InHand {
    orders: Vec<Order>,
    details: Vec<DetailRow>,
    lines: Vec<Line>,
    words: Vec<WordRow>,
    refunds: Vec<Refund>,
    parcels: Vec<Shipment>,
    events: Vec<NewEvent>,
}

impl Slice {
    /// Reads what is known.
    pub(super) fn begin(
        tx: &mut Tx<'_>,
        (workspace, store): (WorkspaceId, StoreId),
        came: Came,
        orders: &[Incoming<'_>],
    ) -> Result<Self, DbError> {
        let known = known(tx, workspace, store, orders)?;
        let mut identities: Vec<Identity> = Vec::with_capacity(orders.len() * 2);
        for one in orders {
            if verdict(&known, came, one).is_none() {
                identities.extend(recognising::identities(store, one.source));
            }
        }
        let mut crowd = Crowd::gather(tx, workspace, &identities)?;
        crowd.read_addresses(tx, identities.iter().filter(|one| one.kind == IdentityKind::Store))?;
        if came == Came::InFile {
            crowd = crowd.quietly();
        }
        let yardstick = Yardstick::of(workspace);
        let sent = orders.iter().any(|one| !one.source.shipments.is_empty());
        let carriers = if sent { carriers::of_workspace(tx.db, workspace)? } else { Carriers::KNOWN };
        Ok(Self { workspace, store, came, known, crowd, yardstick, carriers, in_hand: InHand::default() })
    }

    /// Takes over one of them.
    pub(super) fn take(
        &mut self,
        tx: &mut Tx<'_>,
        order: &Incoming<'_>,
        touched: &mut Touched,
    ) -> Result<Saved, DbError> {
        if let Some(verdict) = verdict(&self.known, self.came, order) {
            return Ok(verdict);
        }
        let identities = recognising::identities(self.store, order.source);
        let customer = recognising::customer_of(tx, &mut self.crowd, order.source, identities)?;
        let known = self.known.get(order.source.source_id.as_str()).map(|(known, _)| known);
        let row = row(tx, self.workspace, self.store, order.source, customer, known);
        let id = row.id;
        if self.came == Came::InFile {
            touched.untold(id);
        }
        let Some(known) = known.cloned() else {
            self.keep(tx, row, order, touched);
            return Ok(Saved::Created(id));
        };
        self.write(tx)?;
        let parcels = self.carriers.judged(&order.source.shipments);
        overwrite(tx, &mut self.yardstick, &row, (order, &parcels), self.came)?;
        touched.add(row.customer_id);
        touched.add(known.customer_id);
        if self.came != Came::InFile {
            tx.append(news(&row, Some(known.status), self.came.is_history()))?;
        }
        let doubtful = is_doubtful(&known, self.came, order.source);
        Ok(if doubtful { Saved::InDoubt(id) } else { Saved::Updated(id) })
    }

    /// Keeps a new order in hand. Nothing hangs on it yet: nothing has to be compared.
    fn keep(&mut self, tx: &Tx<'_>, row: Order, order: &Incoming<'_>, touched: &mut Touched) {
        self.count(&row, touched);
        let new = &mut self.in_hand;
        new.details.push(detail_row(&row, order));
        new.lines.extend(lines(&row, order.source));
        new.words.extend(words::rows(row.workspace_id, WordKind::Order, row.id.0, order.words));
        let refunds = order.source.refunds.iter();
        new.refunds
            .extend(refunds.map(|refund| hanging::refund_row(tx, &row, refund, None, Refunds::Summaries)));
        let told = self.came != Came::InFile;
        if told {
            new.events.push(news(&row, None, self.came.is_history()));
        }
        for parcel in shipments::fresh(tx, &row, &self.carriers.judged(&order.source.shipments)) {
            if told {
                new.events.push(shipments::news(&row, &parcel, None, self.came.is_history()));
            }
            new.parcels.push(parcel);
        }
        new.orders.push(row);
    }

    /// All orders of somebody who is new are in hand: they are counted as they come.
    fn count(&mut self, row: &Order, touched: &mut Touched) {
        match row.customer_id {
            Some(customer) if self.crowd.is_fresh(customer) => {
                let spent = row.total.saturating_sub(row.refunded_total);
                let paid = row.status.is_paid(row.paid_at).then_some((row.currency.as_str(), spent));
                self.crowd.ordered(customer, row.status.counts(), paid);
            }
            other => touched.add(other),
        }
    }

    fn write(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        self.crowd.write(tx)?;
        std::mem::take(&mut self.in_hand).write(tx, &mut self.yardstick, telling(self.came))
    }

    /// Writes what is in hand.
    pub(super) fn end(mut self, tx: &mut Tx<'_>, touched: &mut Touched) -> Result<(), DbError> {
        self.write(tx)?;
        if self.came == Came::InFile {
            let newcomers: &[CustomerId] = self.crowd.newcomers();
            touched.newcomers(newcomers);
        }
        Ok(())
    }
}

impl InHand {
    fn write(mut self, tx: &mut Tx<'_>, yardstick: &mut Yardstick, telling: Telling) -> Result<(), DbError> {
        store::insert_all(tx, &self.orders)?;
        store::insert_details(tx, &self.details)?;
        store::insert_lines(tx, &self.lines)?;
        hanging::insert_refunds(tx, &self.refunds)?;
        shipments::insert_all(tx, &self.parcels)?;
        words::insert_all(tx, &mut self.words)?;
        tx.append_all(self.events)?;
        let mut parcels: HashMap<OrderId, Vec<Shipment>> = HashMap::new();
        for parcel in self.parcels {
            parcels.entry(parcel.order_id).or_default().push(parcel);
        }
        let of = |order: &Order| parcels.get(&order.id).map_or(&[][..], Vec::as_slice);
        let rows = self.orders.iter().zip(&self.details);
        let newcomers: Vec<Newcomer<'_>> =
            rows.map(|(order, row)| (order, of(order), Delivery::of(&row.detail))).collect();
        lateness::welcome(tx, yardstick, &newcomers, telling)
    }
}

fn known(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    orders: &[Incoming<'_>],
) -> Result<HashMap<String, (Order, Option<String>)>, DbError> {
    let ids: Vec<&str> = orders.iter().map(|one| one.source.source_id.as_str()).collect();
    let known = store::find_sources(tx.db, workspace, store, &ids)?;
    let mut known: HashMap<String, (Order, Option<String>)> =
        known.into_iter().map(|order| (order.source_id.clone(), (order, None))).collect();
    let may_be_same = |one: &Incoming<'_>| -> Option<OrderId> {
        let (known, _) = known.get(one.source.source_id.as_str())?;
        (known.modified_at == one.source.modified_at.into()).then_some(known.id)
    };
    let ids: Vec<OrderId> = orders.iter().filter_map(may_be_same).collect();
    let mut originals: HashMap<OrderId, String> =
        store::originals(tx.db, workspace, &ids)?.into_iter().collect();
    for (order, original) in known.values_mut() {
        *original = originals.remove(&order.id);
    }
    Ok(known)
}

fn verdict(
    known: &HashMap<String, (Order, Option<String>)>,
    came: Came,
    order: &Incoming<'_>,
) -> Option<Saved> {
    let (known, original) = known.get(order.source.source_id.as_str())?;
    refuse(known, came, order, original.as_deref())
}
