//! What a customer's orders say about them, beside how many there are and what they spent.

use std::collections::BTreeMap;

use database::Time;
use diesel::prelude::*;
use jiff::SignedDuration;

use super::order::{RefundLines, Status};
use crate::schema::refund;

/// What the orders of a customer say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    /// When they placed their first order that counts.
    pub first: Option<Time>,
    /// When they placed their last one.
    pub last: Option<Time>,
    /// The average time from one order to the next; none before the second.
    pub between: Option<SignedDuration>,
    /// How often money was given back.
    pub refunds: usize,
    /// How much of each currency, in minor units.
    pub refunded: Vec<(String, i64)>,
    /// Pieces that were given back with it.
    pub returned_pieces: i64,
}

/// Money that was given back, as far as it matters here.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = refund)]
pub(super) struct GivenBack {
    pub currency: String,
    pub amount: i64,
    pub lines: RefundLines,
}

impl Facts {
    /// From when each order was placed and where it stands, and all that was given back.
    pub fn of(orders: &[(Status, Time)], given_back: &[GivenBack]) -> Self {
        let placed = || orders.iter().filter(|(status, _)| status.counts()).map(|(_, at)| *at);
        let (first, last) = (placed().min(), placed().max());
        let steps = i32::try_from(placed().count().saturating_sub(1)).unwrap_or(i32::MAX);
        let between = first.zip(last).filter(|_| steps > 0).map(|(first, last)| last.since(first) / steps);
        let mut refunded = BTreeMap::<String, i64>::new();
        for one in given_back {
            let sum = refunded.entry(one.currency.clone()).or_default();
            *sum = sum.saturating_add(one.amount);
        }
        let pieces = given_back.iter().flat_map(|one| &one.lines.0).map(|line| line.quantity).sum();
        Self {
            first,
            last,
            between,
            refunds: given_back.len(),
            refunded: refunded.into_iter().collect(),
            returned_pieces: pieces,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, GivenBack, RefundLines, SignedDuration, Status, Time};

    #[test]
    fn the_time_between_orders_is_an_average_over_those_that_count() {
        let at = |day: i64| Time::from_micros(day * 86_400_000_000);
        let orders = [
            (Status::Completed, at(10)),
            (Status::Failed, at(500)),
            (Status::Processing, at(40)),
            (Status::Cancelled, at(20)),
        ];
        let given = |currency: &str, amount| GivenBack {
            currency: currency.to_owned(),
            amount,
            lines: RefundLines::default(),
        };
        let facts = Facts::of(&orders, &[given("TRY", 100), given("EUR", 5), given("TRY", 20)]);
        assert_eq!((facts.first, facts.last), (Some(at(10)), Some(at(40))));
        assert_eq!(facts.between, Some(SignedDuration::from_hours(15 * 24)));
        assert_eq!((facts.refunds, facts.returned_pieces), (3, 0));
        assert_eq!(facts.refunded, [("EUR".to_owned(), 5), ("TRY".to_owned(), 120)]);
        let one = Facts::of(&orders[..2], &[]);
        assert_eq!((one.between, one.refunds), (None, 0));
        assert_eq!(Facts::of(&[], &[]).first, None);
    }
}
