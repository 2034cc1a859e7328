//! An account.

use serde_json::Value;

use super::order::language;
use super::{MapError, MapProblem, Node, contact, id_of};
use crate::model::{Contact, StoreCustomer};

/// Reads an account.
///
/// # Errors
/// Without an id there is no account.
pub fn customer(value: &Value) -> Result<StoreCustomer, MapError> {
    let record = Node::root(value);
    if !record.is_object() {
        return Err(record.fail(MapProblem::NotA("a customer")));
    }
    let mut address = contact(&record.get("defaultAddress"));
    let email = record.get("defaultEmailAddress").get("emailAddress").raw_text();
    let phone = record.get("defaultPhoneNumber").get("phoneNumber").raw_text();
    let phone = phone.or_else(|| address.phone.clone());
    address.email.clone_from(&email);
    let spent = record.get("amountSpent").get("amount").raw_text().unwrap_or_default();
    Ok(StoreCustomer {
        source_id: id_of(&record.get("id"))?,
        email,
        first_name: record.get("firstName").raw_text(),
        last_name: record.get("lastName").raw_text(),
        username: None,
        role: None,
        billing: address,
        shipping: Contact::default(),
        phone,
        has_paid: spent.bytes().any(|b| matches!(b, b'1'..=b'9')),
        avatar_url: None,
        language: record.get("locale").raw_text().and_then(|text| language(&text)),
        created_at: record.get("createdAt").utc()?,
        modified_at: record.get("updatedAt").utc()?,
    })
}
