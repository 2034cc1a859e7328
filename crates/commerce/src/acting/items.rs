//! Changing what is in an order: other numbers of pieces, lines that go, products that come.

use serde::{Deserialize, Serialize};

use super::{Deed, FromTo};
use crate::model::{OrderLine, SourceId, StoreOrder};
use crate::money::Money;

/// What an order shall have in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    /// Lines that shall have so many pieces beside those that were given back; 0 takes one away. Other lines stay.
    pub lines: Vec<(SourceId, i64)>,
    /// What is added.
    pub add: Vec<NewItem>,
}

/// An edit as the store takes it, and what it says of it before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// What to send.
    pub deed: Deed,
    /// The names of what is added, in its order.
    pub names: Vec<String>,
    /// What the order comes to now, reckoned in the same way.
    pub before: Money,
    /// What the order comes to then.
    pub total: Money,
    /// Whether the total is the store's own word; else its taxes may be reckoned differently.
    pub exact: bool,
    /// What the customer owes then, negative when they have paid more; `None` where the store does not say.
    pub owed: Option<Money>,
    /// Whether pieces that go are put back into stock; else the store goes by rules of its own.
    pub restocks: bool,
}

/// A product that is added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewItem {
    /// The product.
    pub product: SourceId,
    /// Which form of it, where it has several.
    pub variation: Option<SourceId>,
    /// Pieces; at least one.
    pub quantity: i64,
}

/// A line before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineChange {
    /// The line.
    pub id: SourceId,
    /// Pieces that are in the order still, without those that were given back ([`StoreOrder::pieces_left`]).
    pub from: i64,
    /// As they shall be.
    pub to: i64,
    /// What they cost, where the store has to be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<LineCost>,
}

/// What a line costs before and after, without tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCost {
    /// Before discounts.
    pub subtotal: FromTo,
    /// After discounts.
    pub total: FromTo,
}

impl LineChange {
    /// Whether there is something to change.
    pub const fn is_change(&self) -> bool {
        self.from != self.to
    }

    fn turned(&self) -> Self {
        let turn = |change: &FromTo| FromTo { from: change.to.clone(), to: change.from.clone() };
        let cost = self.cost.as_ref();
        Self {
            id: self.id.clone(),
            from: self.to,
            to: self.from,
            cost: cost.map(|cost| LineCost { subtotal: turn(&cost.subtotal), total: turn(&cost.total) }),
        }
    }
}

/// The edit that takes this one back. Lines that went do not come again as they were, and what was added is not known by an
/// id before it is there: only other numbers of pieces can be taken back.
pub(super) fn undoing(lines: &[LineChange], add: &[NewItem]) -> Option<Deed> {
    let all_stay = lines.iter().all(|line| line.to > 0 || !line.is_change());
    (add.is_empty() && all_stay)
        .then(|| Deed::Items { lines: lines.iter().map(LineChange::turned).collect(), add: Vec::new() })
}

/// Every line of an order, with the pieces that an edit wants of it.
pub(crate) fn changes(order: &StoreOrder, wanted: &Edit) -> Vec<LineChange> {
    let change = |line: &OrderLine| {
        let from = order.pieces_left(line);
        let to = wanted.lines.iter().find(|(id, _)| *id == line.source_id).map_or(from, |(_, to)| *to);
        LineChange { id: line.source_id.clone(), from, to, cost: None }
    };
    order.lines.iter().map(change).collect()
}

/// How far an edit has come.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Progress<'d> {
    /// All is as it was.
    Untouched,
    /// Some of it is done, and nothing else happened.
    Partly(Rest<'d>),
    /// All is as it shall be.
    Whole,
    /// Something else happened to the order.
    Strange,
}

/// What of an edit is still to be done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Rest<'d> {
    pub lines: Vec<&'d LineChange>,
    pub add: Vec<&'d NewItem>,
}

/// How far an edit has come in the order as it is now.
pub(crate) fn progress<'d>(lines: &'d [LineChange], add: &'d [NewItem], now: &StoreOrder) -> Progress<'d> {
    let mut rest = Rest::default();
    for change in lines {
        let line = now.lines.iter().find(|line| line.source_id == change.id);
        let there = line.map_or(0, |line| now.pieces_left(line));
        if there == change.to {
            continue;
        }
        if there != change.from {
            return Progress::Strange;
        }
        rest.lines.push(change);
    }
    let is_new = |line: &&OrderLine| lines.iter().all(|known| known.id != line.source_id);
    let mut fresh: Vec<&OrderLine> = now.lines.iter().filter(is_new).collect();
    for item in add {
        match fresh.iter().position(|line| item.is(line)) {
            Some(place) => {
                fresh.swap_remove(place);
            }
            None => rest.add.push(item),
        }
    }
    let (to_do, all) =
        (rest.lines.len() + rest.add.len(), lines.iter().filter(|line| line.is_change()).count() + add.len());
    match to_do {
        _ if !fresh.is_empty() => Progress::Strange,
        0 => Progress::Whole,
        some if some == all => Progress::Untouched,
        _ => Progress::Partly(rest),
    }
}

impl NewItem {
    fn is(&self, line: &OrderLine) -> bool {
        let same_form = match &self.variation {
            Some(variation) => line.variation_id.as_ref() == Some(variation),
            None => line.variation_id.is_none() && line.product_id.as_ref() == Some(&self.product),
        };
        same_form && line.quantity == self.quantity
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Deed, LineChange, NewItem, Progress, progress, undoing};
    use crate::model::StoreOrder;
    use crate::woocommerce::map;

    fn order(lines: &[(u64, u64, i64)]) -> StoreOrder {
        let line = |(id, product, quantity): &(u64, u64, i64)| json!({ "id": id, "name": "x", "product_id": product, "variation_id": 0, "quantity": quantity, "total": "1.00" });
        let lines: Vec<_> = lines.iter().map(line).collect();
        map::order(&json!({
            "id": 1, "number": "1", "status": "on-hold", "currency": "TRY", "total": "1.00",
            "date_created_gmt": "2026-11-20T09:00:00", "line_items": lines,
        }))
        .unwrap()
    }

    fn change(id: u64, from: i64, to: i64) -> LineChange {
        LineChange { id: id.into(), from, to, cost: None }
    }

    #[test]
    fn it_is_seen_how_far_an_edit_has_come_and_whether_somebody_else_was_at_it() {
        type Lines<'a> = &'a [(u64, u64, i64)];
        let lines = [change(1, 2, 3), change(2, 1, 0), change(3, 5, 5)];
        let add = [NewItem { product: 12_u64.into(), variation: None, quantity: 2 }];
        let is = |there: Lines<'_>| match progress(&lines, &add, &order(there)) {
            Progress::Untouched => "untouched".to_owned(),
            Progress::Partly(rest) => format!("{} and {} left", rest.lines.len(), rest.add.len()),
            Progress::Whole => "whole".to_owned(),
            Progress::Strange => "strange".to_owned(),
        };
        let cases: [(Lines<'_>, &str); 8] = [
            (&[(1, 9, 2), (2, 9, 1), (3, 9, 5)], "untouched"),
            (&[(1, 9, 3), (2, 9, 1), (3, 9, 5)], "1 and 1 left"),
            (&[(1, 9, 3), (3, 9, 5)], "0 and 1 left"),
            (&[(1, 9, 3), (3, 9, 5), (7, 12, 2)], "whole"),
            (&[(1, 9, 3), (3, 9, 5), (7, 12, 3)], "strange"),
            (&[(1, 9, 3), (3, 9, 5), (7, 12, 2), (8, 12, 2)], "strange"),
            (&[(1, 9, 1), (2, 9, 1), (3, 9, 5)], "strange"),
            (&[(1, 9, 2), (2, 9, 1)], "strange"),
        ];
        for (there, told) in cases {
            assert_eq!(is(there), told, "{there:?}");
        }
    }

    #[test]
    fn only_other_numbers_of_pieces_can_be_taken_back() {
        let back = undoing(&[change(1, 2, 3), change(2, 4, 4)], &[]);
        assert_eq!(
            back,
            Some(Deed::Items { lines: vec![change(1, 3, 2), change(2, 4, 4)], add: Vec::new() })
        );
        assert_eq!(undoing(&[change(1, 2, 0)], &[]), None);
        let item = NewItem { product: 12_u64.into(), variation: None, quantity: 2 };
        assert_eq!(undoing(&[change(1, 2, 3)], &[item]), None);
    }
}
