//! Whose order is it? An account of the store is sure; the address at the checkout is sure unless the account is known
//! by another one: people order for others and type the others' address.

use commerce::model::{Contact, CustomerRef, StoreCustomer, StoreOrder};
use database::{Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;
use people::customers::schema::customer_identity;
use people::customers::{self, Address, CustomerId, Identity, IdentityKind, Seen, Verified};

use crate::stores::StoreId;

/// The customer of an order; nobody when there is nothing to know them by.
pub(super) fn customer_of(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    order: &StoreOrder,
) -> Result<Option<CustomerId>, DbError> {
    let contact = &order.billing;
    let mut identities = Vec::new();
    let email = order.email.as_deref().and_then(Identity::email);
    match &order.customer {
        CustomerRef::Account(account) => {
            let account = Identity::store(store, account.as_str());
            let email = match email {
                Some(email) if belongs_to_another(tx.db, workspace, &account, &email)? => {
                    Some(email.claimed())
                }
                other => other,
            };
            identities.push(account);
            identities.extend(email);
        }
        CustomerRef::Guest => identities.extend(email),
    }
    identities.extend(phone(order.phone.as_deref(), contact));
    if identities.is_empty() {
        return Ok(None);
    }
    let name = contact.name().or_else(|| order.shipping.name());
    let seen = Seen {
        identities: &identities,
        name: name.as_deref(),
        language: order.language.as_deref(),
        country: contact.country.as_deref(),
        time_zone: None,
        address: address(contact).or_else(|| address(&order.shipping)),
    };
    customers::recognise(tx, workspace, &seen).map(Some)
}

/// The customer behind an account of a store.
///
/// # Errors
/// Only those of the database.
pub fn account(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    account: &StoreCustomer,
) -> Result<CustomerId, DbError> {
    let mut identities = vec![Identity::store(store, account.source_id.as_str())];
    identities.extend(account.email.as_deref().and_then(Identity::email));
    identities.extend(phone(account.phone.as_deref(), &account.billing));
    let own_name = Contact {
        first_name: account.first_name.clone(),
        last_name: account.last_name.clone(),
        ..Contact::default()
    };
    let name = own_name.name().or_else(|| account.billing.name());
    let seen = Seen {
        identities: &identities,
        name: name.as_deref(),
        language: account.language.as_deref(),
        country: account.billing.country.as_deref().or(account.shipping.country.as_deref()),
        time_zone: None,
        address: address(&account.billing).or_else(|| address(&account.shipping)),
    };
    customers::recognise(tx, workspace, &seen)
}

/// Whether the account is known, but not by this address.
fn belongs_to_another(
    db: &mut Db,
    workspace: WorkspaceId,
    account: &Identity,
    email: &Identity,
) -> Result<bool, DbError> {
    let owner: Option<i64> = customer_identity::table
        .filter(customer_identity::workspace_id.eq(workspace))
        .filter(
            customer_identity::kind.eq(IdentityKind::Store).and(customer_identity::value.eq(&account.value)),
        )
        .filter(customer_identity::verified.eq(Verified::Yes))
        .select(customer_identity::customer_id)
        .first(db)
        .optional()?;
    let Some(owner) = owner else { return Ok(false) };
    let addresses: Vec<String> = customer_identity::table
        .filter(customer_identity::workspace_id.eq(workspace).and(customer_identity::customer_id.eq(owner)))
        .filter(customer_identity::kind.eq(IdentityKind::Email))
        .filter(customer_identity::verified.eq(Verified::Yes))
        .select(customer_identity::value)
        .load(db)?;
    Ok(!addresses.is_empty() && !addresses.contains(&email.value))
}

fn phone(number: Option<&str>, contact: &Contact) -> Option<Identity> {
    Identity::phone(number?, contact.country.as_deref())
}

fn address(contact: &Contact) -> Option<Address> {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let address = Address {
        company: text(&contact.company),
        line1: text(&contact.address_1),
        line2: text(&contact.address_2),
        city: text(&contact.city),
        state: text(&contact.state),
        postcode: text(&contact.postcode),
        country: text(&contact.country),
    };
    (address != Address::default()).then_some(address)
}
