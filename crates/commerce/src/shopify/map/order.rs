//! An order with all that hangs on it.

use serde_json::Value;

use super::super::marks::without_mark;
use super::{MapError, MapProblem, Node, contact, id_of, money, optional_id, payments, returns, status, sum};
use crate::acting::share as proportion;
use crate::model::{Coupon, CustomerRef, OrderLine, RefundLine, Shipment, StoreOrder, StoreRefund, Totals};
use crate::money::{Currency, Money};
use crate::shipping::{Evidence, Report, Seen, ShipmentLine};

/// Reads an order.
///
/// Shopify writes prices with their tax where the store's prices include it; in the model they are without.
///
/// # Errors
/// Without an id, a currency, a total and the time it was placed there is no order; nothing else is required.
pub fn order(value: &Value) -> Result<StoreOrder, MapError> {
    let record = Node::root(value);
    if !record.is_object() {
        return Err(record.fail(MapProblem::NotA("an order")));
    }
    let source_id = id_of(&record.get("id"))?;
    let currency = record.get("presentmentCurrencyCode").currency()?;
    let taxed = record.get("taxesIncluded").flag();
    let mut rounded = Vec::new();
    let bought =
        record.get("lineItems").get("nodes").each(|item| line(&item, currency, taxed, &mut rounded))?;
    let (bought, discounts): (Vec<OrderLine>, Vec<Money>) = bought.into_iter().unzip();
    let refunds = record.get("refunds").each(|item| refund(&item, currency, taxed, &mut rounded))?;
    // An order that was called off keeps what was bought; pieces also come back without money.
    let is_cancelled = record.get("cancelledAt").utc()?.is_some();
    let left = |line| if is_cancelled { Some(line) } else { without_removed(line, &refunds) };
    let lines: Vec<OrderLine> = bought.into_iter().filter_map(left).collect();
    let refunds: Vec<StoreRefund> = refunds.into_iter().filter(|refund| refund.amount.minor != 0).collect();
    let payments = payments::payments(&record, currency, &mut rounded)?;
    let totals = totals(&record, currency, taxed, &lines, &discounts, &mut rounded)?;
    let missing = || record.get("processedAt").fail(MapProblem::Missing);
    let placed_at = record.get("processedAt").utc()?.ok_or_else(missing)?;
    let email = record.get("email").raw_text();
    let mut billing = contact(&record.get("billingAddress"));
    let shipping = contact(&record.get("shippingAddress"));
    if billing.is_empty() {
        billing = shipping.clone();
    }
    billing.email.clone_from(&email);
    Ok(StoreOrder {
        number: number(&record).unwrap_or_else(|| source_id.to_string()),
        source_id,
        status: status::status(&record),
        currency,
        totals,
        store_total: store_total(&record, currency)?,
        placed_at,
        modified_at: record.get("updatedAt").utc()?.unwrap_or(placed_at),
        paid_at: payments::paid_at(&record, &payments),
        completed_at: record.get("closedAt").utc()?,
        customer: optional_id(&record.get("customer").get("id"))
            .map_or(CustomerRef::Guest, CustomerRef::Account),
        phone: billing.phone.clone().or_else(|| shipping.phone.clone()).or(record.get("phone").raw_text()),
        email,
        billing,
        shipping,
        customer_note: record.get("note").raw_text(),
        payment_method: payments::method(&record, &payments)?,
        payments,
        shipping_method: shipping_method(&record)?,
        lines,
        fees: Vec::new(),
        coupons: coupons(&record, currency)?,
        refunds,
        returns: returns::returns(&record)?,
        shipments: shipments(&record)?,
        fulfilled_apart: false,
        language: record.get("customerLocale").raw_text().and_then(|text| language(&text)),
        rounded,
    })
}

/// Shopify's `#1001` as it is said; a store's own prefix stays.
fn number(record: &Node<'_, '_>) -> Option<String> {
    let name = record.get("name").raw_text()?;
    Some(name.trim_start_matches('#').to_owned()).filter(|number| !number.is_empty())
}

/// A line that had all its pieces without those that were taken out of the order when it was edited; `None` when that were all of
/// them.
fn without_removed(mut line: OrderLine, refunds: &[StoreRefund]) -> Option<OrderLine> {
    let own = refunds.iter().flat_map(|refund| &refund.lines);
    let own = own.filter(|part| part.order_line_id.as_ref() == Some(&line.source_id));
    let refunded: i64 = own.map(|part| part.quantity).sum();
    let left = line.current.map_or(line.quantity, |current| current.saturating_add(refunded));
    if left < line.quantity {
        let part = |of: Money| Money::new(proportion(of.minor, left, line.quantity), of.currency);
        (line.total, line.tax) = (part(line.total), part(line.tax));
        line.quantity = left;
    }
    (left > 0 || line.current.is_none()).then_some(line)
}

/// A line with all pieces that it ever had, and what discounts took off it.
fn line(
    item: &Node<'_, '_>,
    currency: Currency,
    taxed: bool,
    rounded: &mut Vec<String>,
) -> Result<(OrderLine, Money), MapError> {
    let quantity = item.get("quantity").count().unwrap_or(1);
    let full = money(&item.get("originalTotalSet"), currency, rounded)?;
    let discount = sum(&item.get("discountAllocations"), "allocatedAmountSet", currency, rounded)?;
    let tax = sum(&item.get("taxLines"), "priceSet", currency, rounded)?;
    let included = if taxed { tax } else { Money::zero(currency) };
    let total = full.checked_sub(discount).and_then(|left| left.checked_sub(included));
    let total = total.map_err(|error| item.get("originalTotalSet").fail(error))?;
    let chosen = options(item, "variant", "selectedOptions", "name")?;
    let engraved = options(item, "", "customAttributes", "key")?;
    let title = item.get("title").raw_text();
    let name = item.get("name").raw_text();
    let line = OrderLine {
        source_id: id_of(&item.get("id"))?,
        product_id: optional_id(&item.get("product").get("id")),
        variation_id: optional_id(&item.get("variant").get("id")),
        // The full name holds the choices; they stand apart where they are known.
        name: if chosen.is_empty() { name.or(title) } else { title.or(name) }.unwrap_or_default(),
        sku: item.get("sku").raw_text(),
        quantity,
        current: item.get("currentQuantity").count(),
        unit_price: share(total, quantity),
        total,
        tax,
        image_url: item.get("image").get("url").web_url(),
        options: chosen.into_iter().chain(engraved).collect(),
    };
    Ok((line, discount))
}

/// What one costs, rounded.
fn share(total: Money, quantity: i64) -> Money {
    let quantity = quantity.max(1);
    let half = quantity / 2 * total.minor.signum();
    Money::new(total.minor.saturating_add(half) / quantity, total.currency)
}

/// Pairs that a customer saw. A product without choices has the single choice "Title: Default Title"; keys with a leading
/// underscore are the store's own.
fn options(
    item: &Node<'_, '_>,
    within: &str,
    list: &str,
    key: &str,
) -> Result<Vec<(String, String)>, MapError> {
    let holder = if within.is_empty() { *item } else { item.get(within) };
    let pairs = holder.get(list).each(|pair| {
        let (name, value) = (pair.get(key).raw_text(), pair.get("value").raw_text());
        let shown = |(name, value): &(String, String)| !name.starts_with('_') && value != "Default Title";
        Ok(name.zip(value).filter(shown))
    })?;
    Ok(pairs.into_iter().flatten().collect())
}

fn totals(
    record: &Node<'_, '_>,
    currency: Currency,
    taxed: bool,
    lines: &[OrderLine],
    discounts: &[Money],
    rounded: &mut Vec<String>,
) -> Result<Totals, MapError> {
    let add = |amounts: Vec<Money>, at: &str| {
        let total = amounts.into_iter().try_fold(Money::zero(currency), Money::checked_add);
        total.map_err(|error| record.get(at).fail(error))
    };
    let nodes = record.get("shippingLines");
    let nodes = nodes.get("nodes");
    let shipping = sum(&nodes, "discountedPriceSet", currency, rounded)?;
    let taxes = nodes.each(|line| sum(&line.get("taxLines"), "priceSet", currency, rounded))?;
    let taxes = if taxed { add(taxes, "shippingLines")? } else { Money::zero(currency) };
    let total = record.get("totalPriceSet");
    let total = total.get("presentmentMoney");
    Ok(Totals {
        items: add(lines.iter().map(|line| line.total).collect(), "lineItems")?,
        discount: add(discounts.to_vec(), "lineItems")?,
        shipping: shipping.checked_sub(taxes).map_err(|error| nodes.fail(error))?,
        fees: Money::zero(currency),
        tax: money(&record.get("totalTaxSet"), currency, rounded)?,
        total: total.get("amount").money(currency, rounded)?,
        refunded: money(&record.get("totalRefundedSet"), currency, rounded)?,
    })
}

fn refund(
    item: &Node<'_, '_>,
    currency: Currency,
    taxed: bool,
    rounded: &mut Vec<String>,
) -> Result<StoreRefund, MapError> {
    let lines = item.get("refundLineItems");
    let lines = lines.get("nodes").each(|line| {
        let tax = money(&line.get("totalTaxSet"), currency, rounded)?;
        let full = money(&line.get("subtotalSet"), currency, rounded)?;
        let total = if taxed { full.checked_sub(tax) } else { Ok(full) };
        Ok(RefundLine {
            order_line_id: optional_id(&line.get("lineItem").get("id")),
            name: line.get("lineItem").get("name").raw_text().unwrap_or_default(),
            quantity: line.get("quantity").count().unwrap_or(0),
            total: total.map_err(|error| line.get("subtotalSet").fail(error))?,
            tax,
        })
    })?;
    Ok(StoreRefund {
        source_id: id_of(&item.get("legacyResourceId"))?,
        order_id: None,
        amount: money(&item.get("totalRefundedSet"), currency, rounded)?,
        reason: item.get("note").raw_text().and_then(|note| without_mark(&note)),
        paid_back: paid_back(item)?,
        paid_to: paid_to(item)?,
        refunded_at: item.get("createdAt").utc()?,
        lines,
    })
}

/// What the store gets for it, where the customer paid in another currency than its own.
fn store_total(record: &Node<'_, '_>, currency: Currency) -> Result<Option<Money>, MapError> {
    let total = record.get("totalPriceSet");
    let total = total.get("shopMoney");
    if !total.is_object() {
        return Ok(None);
    }
    let own = total.get("currencyCode").currency()?;
    if own == currency { Ok(None) } else { total.get("amount").optional_money(own) }
}

/// By what a refund went back: each way once.
fn paid_to(refund: &Node<'_, '_>) -> Result<Option<String>, MapError> {
    let ways = refund.get("transactions").get("nodes").each(|one| {
        let word = |key: &str| one.get(key).raw_text();
        let words: Vec<String> =
            [word("formattedGateway"), word("accountNumber")].into_iter().flatten().collect();
        Ok((word("kind").as_deref() == Some("REFUND") && !words.is_empty()).then(|| words.join(" ")))
    })?;
    let mut told: Vec<String> = Vec::new();
    for way in ways.into_iter().flatten() {
        if !told.contains(&way) {
            told.push(way);
        }
    }
    Ok((!told.is_empty()).then(|| told.join(", ")))
}

/// Whether the payment provider moved the money of a refund; nobody knows while it is still at it.
/// What is paid by hand no provider moves.
pub(in crate::shopify) fn paid_back(refund: &Node<'_, '_>) -> Result<Option<bool>, MapError> {
    let moved = refund.get("transactions").get("nodes").each(|one| {
        let word = |key: &str| one.get(key).raw_text().unwrap_or_default();
        let by_hand = one.get("manualPaymentGateway").flag();
        Ok((word("kind") == "REFUND").then(|| (by_hand, word("status"))))
    })?;
    let all: Vec<(bool, String)> = moved.into_iter().flatten().collect();
    let moved: Vec<&String> = all.iter().filter(|(by_hand, _)| !by_hand).map(|(_, status)| status).collect();
    Ok(match moved.as_slice() {
        [] if all.is_empty() => None,
        [] => Some(false),
        all if all.iter().all(|status| *status == "SUCCESS") => Some(true),
        some if some.iter().any(|status| matches!(status.as_str(), "ERROR" | "FAILURE")) => Some(false),
        _ => None,
    })
}

fn shipping_method(record: &Node<'_, '_>) -> Result<Option<String>, MapError> {
    let titles = record.get("shippingLines");
    let titles = titles.get("nodes").each(|line| Ok(line.get("title").raw_text()))?;
    let titles: Vec<String> = titles.into_iter().flatten().collect();
    Ok((!titles.is_empty()).then(|| titles.join(", ")))
}

/// Shopify does not say with the code what it took off; the lines do.
fn coupons(record: &Node<'_, '_>, currency: Currency) -> Result<Vec<Coupon>, MapError> {
    let codes = record.get("discountCodes").each(|code| Ok(code.raw_text()))?;
    let coupon = |code| Coupon { code, discount: Money::zero(currency) };
    Ok(codes.into_iter().flatten().map(coupon).collect())
}

fn shipments(record: &Node<'_, '_>) -> Result<Vec<Shipment>, MapError> {
    let parcels = record.get("fulfillments").each(|sent| {
        let word = |key: &str| sent.get(key).raw_text();
        if matches!(word("status").as_deref(), Some("CANCELLED" | "ERROR" | "FAILURE")) {
            return Ok(Vec::new());
        }
        let about = Report {
            source_id: word("legacyResourceId"),
            status: word("displayStatus"),
            shipped: sent.get("createdAt").utc()?,
            delivered: sent.get("deliveredAt").utc()?,
            expected: sent.get("estimatedDeliveryAt").utc()?,
            checkpoints: checkpoints(&sent)?,
            ..Report::default()
        };
        let mut reports = sent.get("trackingInfo").each(|parcel| {
            let word = |key: &str| parcel.get(key).raw_text();
            Ok(Report { carrier: word("company"), number: word("number"), url: word("url"), ..about.clone() })
        })?;
        if reports.is_empty() {
            reports.push(about);
        }
        // Of several parcels that were sent together nobody says which holds what.
        if let [only] = reports.as_mut_slice() {
            only.lines = contents(&sent)?;
        }
        Ok(reports)
    })?;
    let judged = |report: Report| report.judged(Evidence::Documented);
    Ok(parcels.into_iter().flatten().filter_map(judged).collect())
}

/// What of the order was sent.
fn contents(sent: &Node<'_, '_>) -> Result<Vec<ShipmentLine>, MapError> {
    let pieces = sent.get("fulfillmentLineItems").get("nodes").each(|piece| {
        let quantity = piece.get("quantity").count().filter(|quantity| *quantity > 0);
        let line = optional_id(&piece.get("lineItem").get("id"));
        Ok(line.zip(quantity).map(|(order_line_id, quantity)| ShipmentLine { order_line_id, quantity }))
    })?;
    Ok(pieces.into_iter().flatten().collect())
}

fn checkpoints(sent: &Node<'_, '_>) -> Result<Vec<Seen>, MapError> {
    let seen = sent.get("events").get("nodes").each(|event| {
        let word = |key: &str| event.get(key).raw_text();
        let place: Vec<String> = [word("city"), word("country")].into_iter().flatten().collect();
        Ok(event.get("happenedAt").utc()?.map(|at| Seen {
            at,
            status: word("status"),
            text: word("message"),
            place: (!place.is_empty()).then(|| place.join(", ")),
        }))
    })?;
    Ok(seen.into_iter().flatten().collect())
}

/// `tr` or `pt-BR`; nothing when it is no language tag.
pub(super) fn language(text: &str) -> Option<String> {
    let tag = text.replace('_', "-");
    let plausible =
        (2..=12).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    plausible.then_some(tag)
}
