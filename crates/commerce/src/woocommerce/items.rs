//! Changing what is in an order. WooCommerce reckons totals and taxes anew, but not what a line costs: it is told. A line of it keeps the
//! pieces that were given back, which its refunds name: they are added to those that shall be left, and cost what they cost.
//!
//! It writes one line after the other. Should it die in between, what is left is sent once more.

use serde_json::{Value, json};

use super::client::Client;
use crate::acting::{
    Deed, Edit, Edited, FromTo, GIVEN_BACK, LineChange, LineCost, Made, NewItem, ORDER_CHANGED, Progress,
    Seen, Standing, Task, changes, progress, share,
};
use crate::error::StoreError;
use crate::http::Http;
use crate::json::{MapError, MapProblem};
use crate::model::{OrderLine, SourceId, StoreOrder};
use crate::money::Money;

/// The states in which a store lets its own people change an order (`WC_Order::is_editable`); an old one does not say so
/// itself.
const EDITABLE: [&str; 3] = ["pending", "on-hold", "auto-draft"];

/// So much less may a line cost than was given back of it, in minor units: amount and tax are rounded each.
const ROUNDING: i64 = 2;

/// Whether the store lets its own people change what is in the order.
pub(super) fn is_editable(order: &Value) -> bool {
    let by_state = || order["status"].as_str().is_some_and(|status| EDITABLE.contains(&status));
    order["is_editable"].as_bool().unwrap_or_else(by_state)
}

impl<H: Http> Client<H> {
    pub(super) async fn edited(&self, standing: &Standing, wanted: Edit) -> Result<Edited, StoreError> {
        let (order, json) = (&standing.order, &standing.json);
        let mut lines = changes(order, &wanted);
        let mut total = order.totals.total.minor;
        for change in lines.iter_mut().filter(|change| change.is_change()) {
            let Some(line) = order.lines.iter().find(|line| line.source_id == change.id) else { continue };
            let pieces = change.to.saturating_add(given_back(order, line));
            let part = |of: Money| share(of.minor, pieces, line.quantity);
            let (costed, costs) =
                (sum(line.total.minor, line.tax.minor), sum(part(line.total), part(line.tax)));
            if costs < costed && costs.saturating_add(ROUNDING) < money_given_back(order, line) {
                return Err(refused(GIVEN_BACK, "more of a line was given back than so few pieces cost"));
            }
            total = total.saturating_sub(costed).saturating_add(costs);
            change.cost = cost(json, line, pieces)?;
        }
        let mut names = Vec::new();
        for item in &wanted.add {
            let (name, price) = self.priced(item, order).await?;
            let whole = price.saturating_mul(item.quantity);
            total = total.saturating_add(whole).saturating_add(tax_on(whole, order, json));
            names.push(name);
        }
        if total < order.totals.total.minor && total < standing.refunded.minor {
            return Err(refused(GIVEN_BACK, "more of the order was given back than it comes to then"));
        }
        Ok(Edited {
            names,
            before: order.totals.total,
            total: Money::new(total, order.currency),
            exact: false,
            owed: None,
            restocks: false,
            deed: Deed::Items { lines, add: wanted.add },
        })
    }

    /// The name of what is added and what one costs, as the store shows its prices.
    async fn priced(&self, item: &NewItem, order: &StoreOrder) -> Result<(String, i64), StoreError> {
        let product = self.product(&item.product, order.currency).await?;
        let Some(variation) = &item.variation else {
            let price = product.price.filter(|_| product.variation_ids.is_empty());
            return Ok((product.name, price.ok_or(StoreError::NotFound)?.minor));
        };
        let mut pages = self.variations(&item.product, order.currency);
        while let Some(page) = pages.next_page().await? {
            if let Some(form) = page.items.into_iter().find(|form| form.source_id == *variation) {
                let price = form.price.or(product.price).ok_or(StoreError::NotFound)?;
                let chosen: Vec<String> = form.options.into_iter().map(|(_, value)| value).collect();
                let name = if chosen.is_empty() {
                    product.name
                } else {
                    format!("{} - {}", product.name, chosen.join(", "))
                };
                return Ok((name, price.minor));
            }
        }
        Err(StoreError::NotFound)
    }

    pub(super) async fn look_at_items(
        &self,
        task: Task<'_>,
        lines: &[LineChange],
        add: &[NewItem],
    ) -> Result<Seen, StoreError> {
        let (now, json) = self.order_with_refunds(task.order).await?;
        Ok(match progress(lines, add, &now) {
            Progress::Whole if task.begun => Seen::Done(Made::order(&now)),
            Progress::Partly(_) if task.begun => Seen::Open(Vec::new()),
            Progress::Untouched if is_editable(&json) => Seen::Open(Vec::new()),
            Progress::Untouched | Progress::Partly(_) | Progress::Whole | Progress::Strange => {
                Seen::Changed(ORDER_CHANGED)
            }
        })
    }

    /// Sends what is not done yet.
    pub(super) async fn set_items(
        &self,
        task: Task<'_>,
        lines: &[LineChange],
        add: &[NewItem],
    ) -> Result<Made, StoreError> {
        let (now, _) = self.order_with_refunds(task.order).await?;
        let changed = |line| changed(line, &now);
        let wishes: Vec<Value> = match progress(lines, add, &now) {
            Progress::Whole => return Ok(Made::order(&now)),
            Progress::Untouched => lines
                .iter()
                .filter(|line| line.is_change())
                .map(changed)
                .chain(add.iter().map(added))
                .collect(),
            Progress::Partly(rest) => {
                rest.lines.into_iter().map(changed).chain(rest.add.into_iter().map(added)).collect()
            }
            Progress::Strange => return Err(refused(ORDER_CHANGED, "the items are not as they were")),
        };
        let (made, _) = self.set_lines(task.order, wishes, task.mark).await?;
        Ok(Made::order(&made))
    }
}

/// What the store was not even asked for.
fn refused(code: &str, message: &str) -> StoreError {
    StoreError::Refused {
        status: 409,
        code: code.to_owned(),
        message: message.to_owned(),
        parameters: Vec::new(),
    }
}

/// Pieces that stay in a line although they were given back.
fn given_back(order: &StoreOrder, line: &OrderLine) -> i64 {
    line.quantity.saturating_sub(order.pieces_left(line))
}

/// What was given back of a line, with tax.
fn money_given_back(order: &StoreOrder, line: &OrderLine) -> i64 {
    let parts = order.refunds.iter().flat_map(|refund| &refund.lines);
    let own = parts.filter(|part| part.order_line_id.as_ref() == Some(&line.source_id));
    own.fold(0, |all, part| sum(all, sum(part.total.minor, part.tax.minor)))
}

const fn sum(one: i64, other: i64) -> i64 {
    one.saturating_add(other)
}

fn changed(line: &LineChange, now: &StoreOrder) -> Value {
    let known = now.lines.iter().find(|known| known.source_id == line.id);
    let pieces = line.to.saturating_add(known.map_or(0, |known| given_back(now, known)));
    let mut wish = json!({ "id": number(&line.id), "quantity": pieces });
    if let Some(cost) = line.cost.as_ref().filter(|_| pieces > 0) {
        wish["subtotal"] = cost.subtotal.to.clone().into();
        wish["total"] = cost.total.to.clone().into();
    }
    wish
}

fn added(item: &NewItem) -> Value {
    json!({
        "product_id": number(&item.product), "variation_id": item.variation.as_ref().map_or(0, number),
        "quantity": item.quantity,
    })
}

/// WooCommerce's ids are numbers.
fn number(id: &SourceId) -> u64 {
    id.as_str().parse().unwrap_or(0)
}

/// What a line costs with so many pieces: in proportion, so that a discount stays one.
fn cost(order: &Value, line: &OrderLine, pieces: i64) -> Result<Option<LineCost>, MapError> {
    let known = order["line_items"].as_array().into_iter().flatten();
    let Some(known) = known.into_iter().find(|known| known["id"].as_u64() == Some(number(&line.source_id)))
    else {
        return Ok(None);
    };
    let currency = line.total.currency;
    let part = |key: &str| {
        let from = known[key].as_str().unwrap_or("0");
        let money = Money::parse_rounded(from, currency).map_err(|error| MapError {
            pointer: format!("/line_items/{key}"),
            problem: MapProblem::Money(error),
        })?;
        let to = Money::new(share(money.minor, pieces, line.quantity), currency);
        Ok::<_, MapError>(FromTo { from: from.to_owned(), to: to.to_string() })
    };
    Ok(Some(LineCost { subtotal: part("subtotal")?, total: part("total")? }))
}

/// What tax comes upon a price that is without: as much as on the rest of the order.
fn tax_on(price: i64, order: &StoreOrder, json: &Value) -> i64 {
    if json["prices_include_tax"] == true {
        return 0;
    }
    let sum = |of: fn(&OrderLine) -> Money| order.lines.iter().map(|line| of(line).minor).sum::<i64>();
    share(price, sum(|line| line.tax), sum(|line| line.total))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::is_editable;

    #[test]
    fn the_store_says_whether_an_order_can_be_edited_and_an_old_one_by_its_state() {
        for (order, editable) in [
            (json!({ "status": "processing", "is_editable": true }), true),
            (json!({ "status": "on-hold", "is_editable": false }), false),
            (json!({ "status": "on-hold" }), true),
            (json!({ "status": "processing" }), false),
        ] {
            assert_eq!(is_editable(&order), editable, "{order}");
        }
    }
}
