//! WooCommerce's JSON (REST v3, and v2 where it is the same) into the model.
//!
//! Written against recordings of WooCommerce 11.0.1. What a record cannot be understood without is an error that
//! names its place; everything else may be missing, empty, `false`, text for number, or object for array, as PHP and
//! plug-ins write it.

mod coupon;
mod currencies;
mod customer;
mod fulfillment;
mod note;
mod order;
mod product;
mod refund;
mod review;

use serde_json::Value;

use crate::json::Node;
pub use crate::json::{MapError, MapProblem};
use crate::model::{Contact, OrderState, OrderStatus, SourceId};

pub use coupon::coupon;
pub use customer::customer;
pub use fulfillment::fulfillment;
pub use note::note;
pub use order::order;
pub use product::{product, product_standing, variation};
pub use refund::refund;
pub use review::{answer, review};

/// Reads the id of any record.
///
/// # Errors
/// When it has none.
pub fn id(value: &Value) -> Result<SourceId, MapError> {
    Node::root(value).get("id").id()
}

/// Reads as much of an order as [`super::Client::order_states`] asks for.
///
/// # Errors
/// When it has no id, or its date is none.
pub fn order_state(value: &Value) -> Result<OrderState, MapError> {
    let record = Node::root(value);
    Ok(OrderState {
        source_id: record.get("id").id()?,
        status: OrderStatus::from_woocommerce(&record.get("status").raw_text().unwrap_or_default()),
        modified_at: record.get("date_modified_gmt").utc()?,
    })
}

fn contact(block: &Node<'_, '_>) -> Contact {
    let field = |key| block.get(key).text();
    Contact {
        first_name: field("first_name"),
        last_name: field("last_name"),
        company: field("company"),
        address_1: field("address_1"),
        address_2: field("address_2"),
        city: field("city"),
        state: field("state"),
        postcode: field("postcode"),
        country: field("country"),
        email: field("email"),
        phone: field("phone"),
    }
}

/// The plug-ins' extra fields: `meta_data` is an array of `{id, key, value}`, or an object of them, or of values.
pub(super) fn meta<'v>(record: &Node<'v, '_>) -> Vec<(&'v str, &'v Value)> {
    let entry = |value: &'v Value| Some((value.get("key")?.as_str()?, value.get("value")?));
    match record.get("meta_data").value() {
        Value::Array(items) => items.iter().filter_map(entry).collect(),
        Value::Object(items) => {
            items.iter().map(|(key, value)| entry(value).unwrap_or((key.as_str(), value))).collect()
        }
        _ => Vec::new(),
    }
}

/// The language a translation plug-in recorded (WPML, Polylang, TranslatePress, Weglot), as BCP 47.
fn language(record: &Node<'_, '_>, meta: &[(&str, &Value)]) -> Option<String> {
    const KEYS: [&str; 6] = [
        "wpml_language",
        "_wpml_language",
        "_polylang_lang",
        "pll_language",
        "trp_language",
        "weglot_language",
    ];
    let recorded = record.get("lang").raw_text();
    let in_meta = || {
        let value = KEYS.iter().find_map(|key| meta.iter().find(|(name, _)| name == key))?.1;
        value.as_str().map(str::to_owned)
    };
    language_tag(&recorded.or_else(in_meta)?)
}

/// `tr_TR` as `tr-TR`; nothing when it is no language tag.
fn language_tag(text: &str) -> Option<String> {
    let tag = text.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let plausible = matches!(language.len(), 2 | 3)
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| matches!(part.len(), 2..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    plausible.then_some(tag)
}
