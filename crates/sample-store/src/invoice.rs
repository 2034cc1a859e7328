//! An order as the store tells of it at each stage of its life, with sums that add up.

use commerce::model::{
    Coupon as StoreCoupon, CustomerRef, Evidence, OrderLine, OrderStatus, PaymentStage, Shipment,
    ShipmentStatus, SourceId, StoreOrder, StorePayment, StoreRefund, Totals,
};
use commerce::money::Money;
use database::Time;
use serde_json::json;

use crate::catalogue::Catalogue;
use crate::ordering::{self, Fate, Payment, Sale, Why};
use crate::population::Person;

/// How far an order has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    Placed,
    Paid,
    Shipped,
    Delivered,
    Refunded,
    Cancelled,
}

/// What an order costs, in minor units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sums {
    pub(crate) items: i64,
    pub(crate) discount: i64,
    pub(crate) shipping: i64,
    pub(crate) tax: i64,
    pub(crate) total: i64,
}

struct LineSums {
    net: i64,
    tax: i64,
    discount: i64,
}

/// The stages of an order with their moments.
pub(crate) fn stages(sale: &Sale) -> Vec<(Time, Stage)> {
    let mut stages = vec![(sale.placed, Stage::Placed)];
    match &sale.fate {
        Fate::Failed => {}
        Fate::Cancelled { at } => stages.push((*at, Stage::Cancelled)),
        Fate::Sent { paid, parcel, refund } => {
            if sale.payment == Payment::Transfer {
                stages.push((*paid, Stage::Paid));
            }
            stages.push((parcel.shipped, Stage::Shipped));
            stages.push((parcel.delivered, Stage::Delivered));
            stages.extend(refund.map(|refund| (refund.at, Stage::Refunded)));
        }
    }
    stages
}

pub(crate) fn sums(sale: &Sale, catalogue: &Catalogue) -> Sums {
    let terms = catalogue.terms(sale.currency);
    let lines: Vec<LineSums> = (0..sale.lines.len()).map(|line| line_sums(sale, line, terms.tax)).collect();
    let items: i64 = lines.iter().map(|line| line.net).sum();
    let taxes: i64 = lines.iter().map(|line| line.tax).sum();
    let shipping_paid = if items + taxes >= terms.free_from { 0 } else { terms.shipping };
    let shipping = without_tax(shipping_paid, terms.tax);
    let tax = taxes + shipping_paid - shipping;
    let discount = lines.iter().map(|line| line.discount).sum();
    Sums { items, discount, shipping, tax, total: items + shipping + tax }
}

fn line_sums(sale: &Sale, line: usize, tax: i64) -> LineSums {
    let (choice, quantity) = &sale.lines[line];
    let full = choice.price * quantity;
    let paid = full - full * sale.coupon.map_or(0, |coupon| coupon.percent) / 100;
    let net = without_tax(paid, tax);
    LineSums { net, tax: paid - net, discount: without_tax(full, tax) - net }
}

/// Prices hold the tax; half a unit is rounded up.
fn without_tax(gross: i64, percent: i64) -> i64 {
    (gross * 200 + 100 + percent) / (2 * (100 + percent))
}

/// What goes back, in minor units.
fn refunded(sale: &Sale, sums: &Sums, tax: i64) -> i64 {
    match sale.refund().map(|refund| refund.why) {
        None => 0,
        Some(Why::Returned) => sums.total,
        Some(Why::Broken) => {
            let line = line_sums(sale, 0, tax);
            (line.net + line.tax) / sale.lines[0].1
        }
        Some(Why::Late) => sums.total / 10,
    }
}

/// The order at a stage.
pub(crate) fn order(
    place: usize,
    sale: &Sale,
    person: &Person,
    catalogue: &Catalogue,
    stage: Stage,
    at: Time,
) -> StoreOrder {
    let money = |minor| Money::new(minor, sale.currency);
    let tax = catalogue.terms(sale.currency).tax;
    let sums = sums(sale, catalogue);
    let back = if stage == Stage::Refunded { refunded(sale, &sums, tax) } else { 0 };
    let account = person.account.map(|account| CustomerRef::Account(SourceId((4000 + account).to_string())));
    let parcel = sale.parcel();
    StoreOrder {
        source_id: SourceId((52_000 + place * 3).to_string()),
        number: sale.number.clone(),
        status: OrderStatus::from_woocommerce(status(sale, stage)),
        currency: sale.currency,
        totals: Totals {
            items: money(sums.items),
            discount: money(sums.discount),
            shipping: money(sums.shipping),
            fees: money(0),
            tax: money(sums.tax),
            total: money(sums.total),
            refunded: money(back),
        },
        store_total: None,
        placed_at: sale.placed.timestamp(),
        modified_at: at.timestamp(),
        paid_at: paid_at(sale, stage).map(Time::timestamp),
        completed_at: parcel
            .filter(|_| stage >= Stage::Delivered && stage != Stage::Cancelled)
            .map(|parcel| parcel.delivered.timestamp()),
        customer: account.unwrap_or(CustomerRef::Guest),
        billing: person.contact.clone(),
        shipping: person.contact.clone(),
        email: Some(person.email.clone()),
        phone: person.contact.phone.clone(),
        customer_note: None,
        payment_method: Some(sale.payment.words(person.language).to_owned()),
        payments: payment(sale, stage, person, money(sums.total)).into_iter().collect(),
        shipping_method: parcel.map(|parcel| ordering::carrier_name(parcel).to_owned()),
        lines: (0..sale.lines.len()).map(|line| order_line(place, sale, line, tax)).collect(),
        fees: Vec::new(),
        coupons: sale
            .coupon
            .iter()
            .map(|coupon| StoreCoupon { code: coupon.code.to_lowercase(), discount: money(sums.discount) })
            .collect(),
        refunds: refunds(place, sale, money(back)),
        returns: Vec::new(),
        shipments: shipments(sale, stage),
        language: Some(person.language.to_string()),
        fulfilled_apart: false,
        rounded: Vec::new(),
    }
}

fn paid_at(sale: &Sale, stage: Stage) -> Option<Time> {
    match (&sale.fate, stage, sale.payment) {
        (Fate::Failed, ..) => None,
        (Fate::Cancelled { .. }, _, Payment::Card) => Some(sale.placed),
        (Fate::Cancelled { .. }, ..) | (_, Stage::Placed, Payment::Transfer) => None,
        (Fate::Sent { paid, .. }, ..) => Some(*paid),
    }
}

fn payment(sale: &Sale, stage: Stage, person: &Person, amount: Money) -> Option<StorePayment> {
    let at = paid_at(sale, stage)?;
    Some(StorePayment {
        amount,
        stage: PaymentStage::Paid,
        method: Some(sale.payment.words(person.language).to_owned()),
        gateway: None,
        transaction_id: None,
        at: Some(at.timestamp()),
    })
}

/// The word of the store for it.
fn status(sale: &Sale, stage: Stage) -> &'static str {
    match (stage, &sale.fate) {
        (Stage::Cancelled, _) => "cancelled",
        (Stage::Placed, Fate::Failed) => "failed",
        (Stage::Placed, _) if sale.payment == Payment::Transfer => "on-hold",
        (Stage::Placed | Stage::Paid, _) => "processing",
        (Stage::Refunded, _) if sale.refund().is_some_and(|refund| refund.why == Why::Returned) => "refunded",
        (Stage::Shipped, _) => "shipped",
        (Stage::Delivered | Stage::Refunded, _) => "completed",
    }
}

fn order_line(place: usize, sale: &Sale, line: usize, tax: i64) -> OrderLine {
    let (choice, quantity) = &sale.lines[line];
    let sums = line_sums(sale, line, tax);
    let money = |minor| Money::new(minor, sale.currency);
    OrderLine {
        source_id: SourceId((90_000 + place * 8 + line).to_string()),
        product_id: Some(Catalogue::product_id(choice.product)),
        variation_id: Some(Catalogue::form_id(choice.product, choice.form)),
        name: choice.name.clone(),
        sku: Some(choice.sku.clone()),
        quantity: *quantity,
        current: None,
        unit_price: money((sums.net + quantity / 2) / quantity),
        total: money(sums.net),
        tax: money(sums.tax),
        image_url: Some(choice.image.clone()),
        options: vec![choice.option.clone()],
    }
}

fn refunds(place: usize, sale: &Sale, amount: Money) -> Vec<StoreRefund> {
    let refund = sale.refund().filter(|_| amount.minor > 0);
    refund
        .map(|refund| StoreRefund {
            source_id: SourceId((53_000_000 + place).to_string()),
            order_id: Some(SourceId((52_000 + place * 3).to_string())),
            amount,
            reason: Some(refund.why.words().to_owned()),
            paid_back: Some(sale.payment != Payment::OnDelivery),
            paid_to: None,
            refunded_at: Some(refund.at.timestamp()),
            lines: Vec::new(),
        })
        .into_iter()
        .collect()
}

fn shipments(sale: &Sale, stage: Stage) -> Vec<Shipment> {
    let Some(parcel) = sale.parcel().filter(|_| stage >= Stage::Shipped) else { return Vec::new() };
    let link = ordering::link(parcel);
    vec![Shipment {
        source_id: None,
        carrier: Some(parcel.carrier.clone()),
        carrier_name: Some(ordering::carrier_name(parcel).to_owned()),
        number: Some(parcel.number.clone()),
        url_is_prefilled: link.as_ref().is_some_and(|link| link.prefilled),
        url: link.map(|link| link.url),
        status: if stage >= Stage::Delivered { ShipmentStatus::Delivered } else { ShipmentStatus::InTransit },
        shipped_at: Some(parcel.shipped.timestamp()),
        delivered_at: None,
        expected_at: None,
        checkpoints: Vec::new(),
        lines: Vec::new(),
        evidence: Evidence::Documented,
        told_carrier: Some(ordering::carrier_name(parcel).to_owned()),
        told_link: false,
    }]
}

/// The store's own JSON of it, as far as anybody reads it.
pub(crate) fn original(order: &StoreOrder) -> String {
    json!({
        "id": order.source_id.as_str().parse::<i64>().unwrap_or_default(),
        "number": order.number,
        "status": order.status.raw,
        "currency": order.currency,
        "date_created_gmt": order.placed_at.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        "date_modified_gmt": order.modified_at.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        "total": order.totals.total.to_string(),
        "total_tax": order.totals.tax.to_string(),
        "shipping_total": order.totals.shipping.to_string(),
        "discount_total": order.totals.discount.to_string(),
        "payment_method_title": order.payment_method,
        "billing": order.billing,
    })
    .to_string()
}
