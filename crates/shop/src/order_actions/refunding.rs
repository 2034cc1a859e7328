//! How much of an order can still be given back, line by line, in whole minor units.

use std::collections::BTreeMap;

use commerce::model::{SourceId, StoreOrder, StoreRefund};
use commerce::money::{Currency, Money, MoneyError};
use commerce::woocommerce::NewRefundLine;
use serde_json::Value;

database::text_enum!(
    /// What a line of an order is.
    pub enum LineKind {
        /// Something that was bought.
        Item = "item",
        /// Shipping.
        Shipping = "shipping",
        /// A surcharge.
        Fee = "fee",
    }
);

/// What is left of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refundable {
    pub id: SourceId,
    pub kind: LineKind,
    pub name: String,
    /// Pieces that were bought.
    pub quantity: i64,
    /// Pieces that have not been given back.
    pub quantity_left: i64,
    /// Without tax, as it was bought.
    total: i64,
    total_left: i64,
    /// Tax by rate, as it was bought.
    taxes: Vec<(String, i64)>,
    tax: i64,
    tax_left: i64,
    currency: Currency,
}

impl Refundable {
    /// What is left, with tax.
    pub fn left(&self) -> Money {
        Money::new(self.total_left.saturating_add(self.tax_left), self.currency)
    }

    /// Whether something is left.
    pub const fn is_left(&self) -> bool {
        self.quantity_left > 0 || self.total_left > 0 || self.tax_left > 0
    }

    /// The part of a refund that gives back so many pieces; all that is left of a line without pieces.
    pub fn part(&self, quantity: i64) -> NewRefundLine {
        let whole = quantity >= self.quantity_left;
        let part = |of: i64, left: i64| {
            if whole { left } else { share(of, quantity, self.quantity).clamp(0, left.max(0)) }
        };
        let tax = part(self.tax, self.tax_left);
        let money = |minor| Money::new(minor, self.currency);
        NewRefundLine {
            id: self.id.clone(),
            quantity: quantity.min(self.quantity_left),
            total: money(part(self.total, self.total_left)),
            taxes: spread(tax, &self.taxes).into_iter().map(|(rate, tax)| (rate, money(tax))).collect(),
        }
    }
}

/// With tax.
pub(super) fn sum(lines: &[NewRefundLine], currency: Currency) -> Money {
    let of_line = |line: &NewRefundLine| {
        line.taxes.iter().fold(line.total.minor, |sum, (_, tax)| sum.saturating_add(tax.minor))
    };
    Money::new(lines.iter().fold(0, |sum: i64, line| sum.saturating_add(of_line(line))), currency)
}

/// `of · part / whole`, rounded half up; for positive amounts.
fn share(of: i64, part: i64, whole: i64) -> i64 {
    let (of, part, whole) = (i128::from(of), i128::from(part), i128::from(whole.max(1)));
    i64::try_from((of * part * 2 + whole) / (whole * 2)).unwrap_or(i64::MAX)
}

/// An amount over several shares in their proportion, so that the parts add up to it exactly: what rounding leaves goes to
/// the largest remainders.
fn spread(amount: i64, shares: &[(String, i64)]) -> Vec<(String, i64)> {
    let whole: i128 = shares.iter().map(|(_, share)| i128::from(*share)).sum();
    if whole == 0 {
        return Vec::new();
    }
    let exact = |share: i64| i128::from(amount) * i128::from(share);
    let mut parts: Vec<(String, i64)> = shares
        .iter()
        .map(|(rate, share)| (rate.clone(), i64::try_from(exact(*share).div_euclid(whole)).unwrap_or(0)))
        .collect();
    let mut rest = amount - parts.iter().map(|(_, part)| part).sum::<i64>();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(exact(shares[*index].1).rem_euclid(whole)));
    for index in order {
        if rest <= 0 {
            break;
        }
        parts[index].1 += 1;
        rest -= 1;
    }
    parts
}

/// What is left of every line of an order; lines that take something off are left out.
///
/// # Errors
/// When an amount in the store's JSON is none.
pub(super) fn refundable(
    order: &StoreOrder,
    json: &Value,
    refunds: &[StoreRefund],
) -> Result<Vec<Refundable>, MoneyError> {
    let mut gone: BTreeMap<&SourceId, (i64, i64, i64)> = BTreeMap::new();
    for line in refunds.iter().flat_map(|refund| &refund.lines) {
        if let Some(id) = &line.order_line_id {
            let known = gone.entry(id).or_default();
            *known = (known.0 + line.quantity, known.1 + line.total.minor, known.2 + line.tax.minor);
        }
    }
    let mut lines = Vec::new();
    for (kind, list) in
        [(LineKind::Item, "line_items"), (LineKind::Shipping, "shipping_lines"), (LineKind::Fee, "fee_lines")]
    {
        for entry in json[list].as_array().into_iter().flatten() {
            let Some(mut line) = line(entry, kind, order)? else { continue };
            let (quantity, total, tax) = gone.get(&line.id).copied().unwrap_or_default();
            line.quantity_left = (line.quantity - quantity).max(0);
            line.total_left = line.total.saturating_sub(total).max(0);
            line.tax_left = line.tax.saturating_sub(tax).max(0);
            if line.total >= 0 {
                lines.push(line);
            }
        }
    }
    Ok(lines)
}

fn line(entry: &Value, kind: LineKind, order: &StoreOrder) -> Result<Option<Refundable>, MoneyError> {
    let Some(id) = entry["id"].as_u64() else { return Ok(None) };
    let currency = order.currency;
    let id = SourceId::from(id);
    let known = order.lines.iter().find(|line| line.source_id == id);
    let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let amount = |value: &Value| match value.as_str() {
        Some("") | None => Ok(0),
        Some(text) => Money::parse_rounded(text, currency).map(|money| money.minor),
    };
    let mut taxes = Vec::new();
    for tax in entry["taxes"].as_array().into_iter().flatten() {
        let part = amount(&tax["total"])?;
        if part != 0 {
            taxes.push((tax["id"].to_string(), part));
        }
    }
    let name = match kind {
        LineKind::Item => known.map(|line| line.name.clone()).unwrap_or_default(),
        LineKind::Shipping => text("method_title"),
        LineKind::Fee => text("name"),
    };
    let quantity = if kind == LineKind::Item { known.map_or(0, |line| line.quantity) } else { 0 };
    Ok(Some(Refundable {
        id,
        kind,
        name,
        quantity,
        quantity_left: quantity,
        total: amount(&entry["total"])?,
        total_left: 0,
        tax: taxes.iter().map(|(_, tax)| tax).sum(),
        taxes,
        tax_left: 0,
        currency,
    }))
}

#[cfg(test)]
mod tests {
    use super::{share, spread};

    #[test]
    fn a_share_is_rounded_and_the_parts_of_a_tax_add_up_to_it() {
        for (of, part, whole, rounded) in [(1000, 1, 3, 333), (2000, 1, 3, 667), (1, 1, 2, 1), (5, 0, 2, 0)] {
            assert_eq!(share(of, part, whole), rounded, "{of} · {part} / {whole}");
        }
        let rates = |shares: &[i64]| -> Vec<(String, i64)> {
            shares.iter().enumerate().map(|(rate, share)| (rate.to_string(), *share)).collect()
        };
        for (amount, shares, parts) in
            [(100, vec![1, 1, 1], vec![34, 33, 33]), (7, vec![18, 2], vec![6, 1]), (0, vec![5], vec![0])]
        {
            let spread: Vec<i64> =
                spread(amount, &rates(&shares)).into_iter().map(|(_, part)| part).collect();
            assert_eq!(spread, parts);
        }
        assert!(spread(5, &[]).is_empty(), "a line without tax has no rates");
    }
}
