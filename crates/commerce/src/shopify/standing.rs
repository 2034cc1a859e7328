//! How an order stands, and what Shopify suggests when money is to go back.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::client::Client;
use super::documents;
use super::map::{self, gid, id_of, money};
use crate::acting::{LineKind, LineLeft, NewRefund, Part, Payment, Standing, Suggested, Way, less};
use crate::error::StoreError;
use crate::http::Http;
use crate::json::{MapError, Node};
use crate::model::{CustomerRef, SourceId, StoreOrder};
use crate::money::{Currency, Money};

/// The one line that shipping has among what can be given back.
const SHIPPING: &str = "shipping";

/// WooCommerce's names of the fields of an address, and Shopify's when one is written.
pub(super) const FIELDS: [(&str, &str); 10] = [
    ("first_name", "firstName"),
    ("last_name", "lastName"),
    ("company", "company"),
    ("address_1", "address1"),
    ("address_2", "address2"),
    ("city", "city"),
    ("state", "provinceCode"),
    ("postcode", "zip"),
    ("country", "countryCode"),
    ("phone", "phone"),
];

/// What Shopify calls a field when it is read.
fn read_as(written: &str) -> &str {
    if written == "countryCode" { "countryCodeV2" } else { written }
}

/// An address by WooCommerce's names. A province goes by its name, where it has one.
pub(super) fn address(block: &Value) -> BTreeMap<String, String> {
    let field = |(name, written): (&str, &str)| {
        let named = if name == "state" { block["province"].as_str() } else { None };
        let value = named.or_else(|| block[read_as(written)].as_str())?;
        Some((name.to_owned(), value.to_owned()))
    };
    FIELDS.into_iter().filter_map(field).collect()
}

/// An address as Shopify takes it (`MailingAddressInput`).
pub(super) fn as_input(block: &Value) -> Value {
    let field = |(_, written): (&str, &str)| {
        Some((written.to_owned(), block.get(read_as(written)).filter(|value| !value.is_null())?.clone()))
    };
    Value::Object(FIELDS.into_iter().filter_map(field).collect())
}

/// A way in which money may go back, as Shopify suggests it.
struct Payback {
    gateway: Value,
    parent: Option<Value>,
    provider: String,
    moves: bool,
    /// Suggested for this refund.
    suggested: i64,
    /// The most.
    most: i64,
}

impl<H: Http> Client<H> {
    pub(super) async fn stands(&self, id: &SourceId, about_money: bool) -> Result<Standing, StoreError> {
        let (order, json) = self.order(id).await?;
        let currency = order.currency;
        let mut lines = lines(&order);
        let (mut left, mut payment) = (left_by_totals(&order), Payment::default());
        if about_money {
            less(&mut lines, &order.refunds);
            let about = self.pieces_left(id, &mut lines).await?;
            let suggestion = Node::root(&about);
            let suggestion = suggestion.get("suggestedRefund");
            left = money(&suggestion.get("maximumRefundableSet"), currency, &mut Vec::new())?;
            payment = paid_by(&paybacks(&suggestion, currency)?);
            let of_shipping = suggestion.get("shipping");
            let of_shipping = money(&of_shipping.get("maximumRefundableSet"), currency, &mut Vec::new())?;
            if of_shipping.minor > 0 {
                let name = order.shipping_method.clone().unwrap_or_default();
                let id = SourceId::from(SHIPPING);
                lines.push(LineLeft::whole(id, LineKind::Shipping, name, 0, of_shipping, Vec::new()));
            }
        }
        let node = Node::root(&json);
        let adds_in = node.get("totalPriceSet").get("shopMoney").get("currencyCode").currency()?;
        Ok(Standing {
            left,
            refunded: order.totals.refunded,
            lines,
            payment,
            refunds: Vec::new(),
            billing: address(&json["billingAddress"]),
            shipping: address(&json["shippingAddress"]),
            mail_to: order.email.clone(),
            coupon_for: match order.customer {
                CustomerRef::Account(_) => order.email.clone().or_else(|| order.billing.name()),
                CustomerRef::Guest => None,
            },
            adds_in,
            promised: json["displayFinancialStatus"] == "AUTHORIZED",
            order,
            json,
        })
    }

    /// Writes how many pieces of lines are left and how many of them were not sent; answers with what came beside.
    async fn pieces_left(&self, id: &SourceId, lines: &mut [LineLeft]) -> Result<Value, StoreError> {
        let mut after = Value::Null;
        loop {
            let variables = json!({ "id": gid("Order", id), "after": after });
            let mut page = self.thing(&documents::ORDER_STANDING, variables).await?;
            let known = Node::root(&page);
            known.get("lineItems").get("nodes").each(|item| {
                let id = id_of(&item.get("id"))?;
                if let Some(line) = lines.iter_mut().find(|line| line.id == id) {
                    line.set_pieces(
                        item.get("refundableQuantity").count().unwrap_or(0),
                        item.get("unfulfilledQuantity").count().unwrap_or(0),
                    );
                }
                Ok(())
            })?;
            let pages = page["lineItems"]["pageInfo"].take();
            if pages["hasNextPage"] != true || pages["endCursor"] == after {
                return Ok(page);
            }
            after = pages["endCursor"].clone();
        }
    }

    /// Has the store reckon what its lines come to and in what ways the money goes back.
    pub(super) async fn reckon(
        &self,
        standing: &Standing,
        mut wanted: NewRefund,
        fixed: bool,
    ) -> Result<Suggested, StoreError> {
        let (order, currency) = (&standing.order, standing.order.currency);
        let shipping = wanted.lines.iter().any(|line| line.id.as_str() == SHIPPING);
        let mut lines = line_inputs(&wanted);
        let variables = json!({
            "id": gid("Order", &order.source_id), "lines": lines, "shipping": shipping,
            "all": wanted.lines.is_empty(), "places": wanted.restock,
        });
        let thing = self.thing(&documents::REFUND_SUGGESTION, variables).await?;
        let suggestion = Node::root(&thing);
        let suggestion = suggestion.get("suggestedRefund");
        if !fixed {
            wanted.amount = money(&suggestion.get("amountSet"), currency, &mut Vec::new())?;
        }
        for line in &mut lines {
            put_where_suggested(line, &suggestion)?;
        }
        let known = paybacks(&suggestion, currency)?;
        let ways = spread(wanted.amount.minor, &known);
        let transaction = |(way, amount): &(&Payback, i64)| {
            let mut input = json!({
                "orderId": gid("Order", &order.source_id), "kind": "REFUND", "gateway": way.gateway,
                "amount": Money::new(*amount, currency).to_string(),
            });
            if let Some(parent) = &way.parent {
                input["parentId"] = parent.clone();
            }
            input
        };
        let part = |(way, amount): &(&Payback, i64)| Part {
            amount: Money::new(*amount, currency),
            way: if way.moves { Way::Moved } else { Way::ByHand },
            provider: way.provider.clone(),
        };
        let parts: Vec<Part> = ways.iter().map(part).collect();
        let mut input = json!({
            "orderId": gid("Order", &order.source_id), "currency": currency.to_string(),
            "notify": order.email.is_some(), "refundLineItems": lines,
            "transactions": ways.iter().map(transaction).collect::<Vec<_>>(),
        });
        if shipping {
            input["shipping"] = json!({ "fullRefund": true });
        }
        wanted.pay_back = parts.iter().any(|part| part.way == Way::Moved);
        wanted.input = Some(input);
        Ok(Suggested { refund: wanted, parts })
    }
}

/// What is left before the store was asked about money: unpaid orders have nothing to give back.
fn left_by_totals(order: &StoreOrder) -> Money {
    let left = order.totals.total.minor.saturating_sub(order.totals.refunded.minor).max(0);
    if order.paid_at.is_some() { Money::new(left, order.currency) } else { Money::zero(order.currency) }
}

fn lines(order: &StoreOrder) -> Vec<LineLeft> {
    let line = |line: &crate::model::OrderLine| {
        let taxes = vec![(String::new(), line.tax.minor)];
        let (id, name) = (line.source_id.clone(), line.name.clone());
        LineLeft::whole(id, LineKind::Item, name, line.quantity, line.total, taxes)
    };
    order.lines.iter().map(line).collect()
}

/// Pieces that were not sent are cancelled, others are returned: each counts differently in the store's stock.
fn line_inputs(wanted: &NewRefund) -> Vec<Value> {
    let mut inputs = Vec::new();
    for line in wanted.lines.iter().filter(|line| line.quantity > 0) {
        let mut add = |quantity: i64, how: &str| {
            if quantity > 0 {
                let id = gid("LineItem", &line.id);
                inputs.push(json!({ "lineItemId": id, "quantity": quantity, "restockType": how }));
            }
        };
        if wanted.restock {
            add(line.unsent, "CANCEL");
            add(line.quantity - line.unsent, "RETURN");
        } else {
            add(line.quantity, "NO_RESTOCK");
        }
    }
    inputs
}

/// Shopify knows where pieces go back into stock.
fn put_where_suggested(line: &mut Value, suggestion: &Node<'_, '_>) -> Result<(), MapError> {
    let places = suggestion.get("refundLineItems").each(|item| {
        let id = item.get("lineItem").get("id").raw_text();
        let how = item.get("restockType").raw_text();
        Ok((id, how, item.get("location").get("id").raw_text()))
    })?;
    let (id, how) = (line["lineItemId"].as_str(), line["restockType"].as_str());
    let here = places.into_iter().find(|(item, kind, _)| item.as_deref() == id && kind.as_deref() == how);
    if let Some((_, _, Some(place))) = here {
        line["locationId"] = place.into();
    }
    Ok(())
}

fn paybacks(suggestion: &Node<'_, '_>, currency: Currency) -> Result<Vec<Payback>, MapError> {
    suggestion.get("suggestedTransactions").each(|way| {
        let suggested = money(&way.get("amountSet"), currency, &mut Vec::new())?.minor;
        let most = way.get("maximumRefundableSet");
        let most = if most.is_object() { money(&most, currency, &mut Vec::new())?.minor } else { suggested };
        let parent = way.get("parentTransaction");
        let id = parent.get("id").raw_text();
        let gateway = way.get("gateway").raw_text();
        Ok(Payback {
            provider: way.get("formattedGateway").raw_text().or(gateway.clone()).unwrap_or_default(),
            moves: id.is_some() && !parent.get("manualPaymentGateway").flag(),
            gateway: gateway.into(),
            parent: id.map(Value::from),
            suggested,
            most,
        })
    })
}

/// An amount over the ways in which it can go back: first as suggested, then as far as each goes.
fn spread(amount: i64, ways: &[Payback]) -> Vec<(&Payback, i64)> {
    let mut rest = amount;
    let mut taken = vec![0; ways.len()];
    for limit in [|way: &Payback| way.suggested.min(way.most), |way: &Payback| way.most] {
        for (way, taken) in ways.iter().zip(&mut taken) {
            let more = (limit(way) - *taken).clamp(0, rest.max(0));
            *taken += more;
            rest -= more;
        }
    }
    ways.iter().zip(taken).filter(|(_, taken)| *taken > 0).collect()
}

/// By whom the money can go back, in words.
fn paid_by(ways: &[Payback]) -> Payment {
    let open: Vec<&Payback> = ways.iter().filter(|way| way.most > 0).collect();
    let pays_back = open.iter().any(|way| way.moves);
    let mut names: Vec<&str> = Vec::new();
    for way in open.iter().filter(|way| way.moves == pays_back) {
        if !names.contains(&way.provider.as_str()) {
            names.push(&way.provider);
        }
    }
    Payment { pays_back, records: !pays_back, provider: names.join(", ") }
}

/// Whether the payment provider moved the money of a refund that was just made; nobody knows while it is at it.
pub(super) fn moved(refund: &Value) -> Result<Option<bool>, MapError> {
    map::paid_back(&Node::root(refund))
}

#[cfg(test)]
mod tests {
    use super::{Payback, Value, spread};

    #[test]
    fn an_amount_goes_back_as_suggested_and_then_as_far_as_each_way_goes() {
        let way = |suggested, most| Payback {
            gateway: Value::Null,
            parent: None,
            provider: String::new(),
            moves: true,
            suggested,
            most,
        };
        let ways = [way(0, 300), way(500, 700), way(9, 0)];
        for (amount, parts) in [
            (400, vec![(1, 400)]),
            (600, vec![(0, 100), (1, 500)]),
            (1000, vec![(0, 300), (1, 700)]),
            // No way leads back for the rest.
            (1200, vec![(0, 300), (1, 700)]),
        ] {
            let taken: Vec<(usize, i64)> = spread(amount, &ways)
                .into_iter()
                .map(|(way, taken)| (ways.iter().position(|one| std::ptr::eq(one, way)).unwrap(), taken))
                .collect();
            assert_eq!(taken, parts);
        }
    }
}
