//! `GET /customers/{id}` and the body of `customer.*` deliveries.

use serde_json::Value;

use super::{MapError, MapProblem, Node, contact, language, meta};
use crate::model::StoreCustomer;

/// Reads an account.
pub fn customer(value: &Value) -> Result<StoreCustomer, MapError> {
    let record = Node::root(value);
    if !record.is_object() {
        return Err(record.fail(MapProblem::NotA("a customer")));
    }
    let billing = contact(&record.get("billing"));
    let shipping = contact(&record.get("shipping"));
    Ok(StoreCustomer {
        source_id: record.get("id").id()?,
        email: record.get("email").text().or_else(|| billing.email.clone()),
        first_name: record.get("first_name").text().or_else(|| billing.first_name.clone()),
        last_name: record.get("last_name").text().or_else(|| billing.last_name.clone()),
        username: record.get("username").text(),
        role: record.get("role").text(),
        phone: billing.phone.clone().or_else(|| shipping.phone.clone()),
        billing,
        shipping,
        has_paid: record.get("is_paying_customer").flag(),
        avatar_url: record.get("avatar_url").web_url(),
        language: language(&record, &meta(&record)),
        created_at: record.get("date_created_gmt").utc()?,
        modified_at: record.get("date_modified_gmt").utc()?,
    })
}
