//! How much of an order can still be given back, line by line, in whole minor units.

use std::collections::BTreeMap;

use super::NewRefundLine;
use crate::model::{SourceId, StoreRefund};
use crate::money::{Currency, Money};

/// What a line of an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// Something that was bought.
    Item,
    /// Shipping.
    Shipping,
    /// A surcharge.
    Fee,
}

/// What is left of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineLeft {
    /// The store's id of the line.
    pub id: SourceId,
    /// What it is.
    pub kind: LineKind,
    /// As the customer saw it; may be empty.
    pub name: String,
    /// Pieces that were bought.
    pub quantity: i64,
    /// Pieces that have not been given back.
    pub quantity_left: i64,
    /// Pieces that have not been sent, where the store says.
    pub unsent: i64,
    /// Without tax, as it was bought.
    total: i64,
    total_left: i64,
    /// Tax by rate, as it was bought.
    taxes: Vec<(String, i64)>,
    tax: i64,
    tax_left: i64,
    currency: Currency,
}

impl LineLeft {
    /// A line of which nothing was given back. `taxes` are by the store's id of their rate.
    pub fn whole(
        id: SourceId,
        kind: LineKind,
        name: String,
        quantity: i64,
        total: Money,
        taxes: Vec<(String, i64)>,
    ) -> Self {
        let tax = taxes.iter().fold(0, |sum: i64, (_, tax)| sum.saturating_add(*tax));
        Self {
            id,
            kind,
            name,
            quantity,
            quantity_left: quantity,
            unsent: 0,
            total: total.minor,
            total_left: total.minor,
            tax,
            taxes,
            tax_left: tax,
            currency: total.currency,
        }
    }

    /// Writes how many pieces are left and how many were not sent, where the store says so itself.
    pub(crate) fn set_pieces(&mut self, left: i64, unsent: i64) {
        self.quantity_left = left;
        self.unsent = unsent.min(left);
    }

    /// What is left, with tax.
    pub fn left(&self) -> Money {
        Money::new(self.total_left.saturating_add(self.tax_left), self.currency)
    }

    /// Whether something is left.
    pub const fn is_left(&self) -> bool {
        self.quantity_left > 0 || self.total_left > 0 || self.tax_left > 0
    }

    /// A line that takes something off: nothing of it can be given back.
    pub const fn takes_off(&self) -> bool {
        self.total < 0
    }

    /// The part of a refund that gives back so many pieces; all that is left of a line without pieces.
    pub fn part(&self, quantity: i64) -> NewRefundLine {
        let whole = quantity >= self.quantity_left;
        let part = |of: i64, left: i64| {
            if whole { left } else { share(of, quantity, self.quantity).clamp(0, left.max(0)) }
        };
        let tax = part(self.tax, self.tax_left);
        let money = |minor| Money::new(minor, self.currency);
        let quantity = quantity.min(self.quantity_left);
        NewRefundLine {
            id: self.id.clone(),
            quantity,
            unsent: self.unsent.min(quantity),
            total: money(part(self.total, self.total_left)),
            taxes: spread(tax, &self.taxes).into_iter().map(|(rate, tax)| (rate, money(tax))).collect(),
        }
    }
}

/// Takes off lines what refunds gave back of them.
pub(crate) fn less(lines: &mut [LineLeft], refunds: &[StoreRefund]) {
    let mut gone: BTreeMap<&SourceId, (i64, i64, i64)> = BTreeMap::new();
    for line in refunds.iter().flat_map(|refund| &refund.lines) {
        if let Some(id) = &line.order_line_id {
            let known = gone.entry(id).or_default();
            *known = (known.0 + line.quantity, known.1 + line.total.minor, known.2 + line.tax.minor);
        }
    }
    for line in lines {
        let (quantity, total, tax) = gone.get(&line.id).copied().unwrap_or_default();
        line.quantity_left = (line.quantity - quantity).max(0);
        line.total_left = line.total.saturating_sub(total).max(0);
        line.tax_left = line.tax.saturating_sub(tax).max(0);
    }
}

/// What parts of lines come to, with tax.
pub fn sum(lines: &[NewRefundLine], currency: Currency) -> Money {
    let of_line = |line: &NewRefundLine| {
        line.taxes.iter().fold(line.total.minor, |sum, (_, tax)| sum.saturating_add(tax.minor))
    };
    Money::new(lines.iter().fold(0, |sum: i64, line| sum.saturating_add(of_line(line))), currency)
}

/// `of · part / whole`, rounded half up; for positive amounts.
pub(crate) fn share(of: i64, part: i64, whole: i64) -> i64 {
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
