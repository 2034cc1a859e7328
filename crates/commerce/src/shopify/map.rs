//! Shopify's GraphQL Admin JSON into the model.
//!
//! Amounts are in the currency that the customer saw (`presentmentMoney`): it is the order's. What a record cannot be
//! understood without is an error that names its place.

mod coupon;
mod customer;
mod event;
mod order;
mod payments;
mod product;
mod returns;
mod status;

use serde_json::Value;

use crate::json::{MapError, MapProblem, Node};
use crate::model::{Contact, OrderState, SourceId};
use crate::money::{Currency, Money};

pub use coupon::coupon;
pub use customer::customer;
pub use event::events;
pub use order::order;
pub(super) use order::paid_back;
pub use product::{product, product_standing};
pub use returns::has_returns;
pub(super) use returns::stage as return_stage;

/// The long form of an id: `gid://shopify/Order/123`.
pub fn gid(kind: &str, id: &SourceId) -> String {
    format!("gid://shopify/{kind}/{id}")
}

/// Reads as much of an order as [`super::Client::order_states`] asks for.
///
/// # Errors
/// When it has no id, or its date is none.
pub fn order_state(value: &Value) -> Result<OrderState, MapError> {
    let record = Node::root(value);
    Ok(OrderState {
        source_id: id_of(&record.get("id"))?,
        status: status::status(&record),
        modified_at: record.get("updatedAt").utc()?,
    })
}

/// The id of a thing, as far as it has one.
pub fn id_in(value: &Value) -> Option<SourceId> {
    optional_id(&Node::root(value).get("id"))
}

/// The number at the end of a `gid://shopify/Order/123?key=value`, or a number as it is.
pub(super) fn id_of(node: &Node<'_, '_>) -> Result<SourceId, MapError> {
    optional_id(node).ok_or_else(|| {
        node.fail(if node.value().is_null() { MapProblem::Missing } else { MapProblem::NotA("an id") })
    })
}

fn optional_id(node: &Node<'_, '_>) -> Option<SourceId> {
    let text = node.raw_text()?;
    let bare = text.split('?').next().unwrap_or_default();
    let number: u64 = bare.rsplit('/').next()?.parse().ok()?;
    (number > 0).then(|| SourceId::from(number))
}

/// The part of a bag of money that the customer saw.
pub(super) fn money(
    bag: &Node<'_, '_>,
    currency: Currency,
    rounded: &mut Vec<String>,
) -> Result<Money, MapError> {
    bag.get("presentmentMoney").get("amount").money_or_zero(currency, rounded)
}

/// The sum of bags of money that stand somewhere in the elements of a list.
fn sum(
    list: &Node<'_, '_>,
    key: &str,
    currency: Currency,
    rounded: &mut Vec<String>,
) -> Result<Money, MapError> {
    let amounts = list.each(|one| money(&one.get(key), currency, rounded))?;
    let total = amounts.into_iter().try_fold(Money::zero(currency), Money::checked_add);
    total.map_err(|error| list.fail(error))
}

fn contact(block: &Node<'_, '_>) -> Contact {
    let field = |key| block.get(key).raw_text();
    Contact {
        first_name: field("firstName"),
        last_name: field("lastName"),
        company: field("company"),
        address_1: field("address1"),
        address_2: field("address2"),
        city: field("city"),
        state: field("province").or_else(|| field("provinceCode")),
        postcode: field("zip"),
        country: field("countryCodeV2"),
        email: None,
        phone: field("phone"),
    }
}
