//! Whose order is it? An account of the store is sure; the address at the checkout is sure unless the account is known
//! by another one: people order for others and type the others' address.

use commerce::model::{Contact, CustomerRef, StoreCustomer, StoreOrder};
use database::{DbError, Tx, WorkspaceId};
use people::customers::{Address, Crowd, CustomerId, Identity, IdentityKind, Seen};

use super::saving::{Came, Touched};
use crate::stores::StoreId;

/// What the customer of an order is known by, strongest first; empty when there is nothing to know them by.
pub(super) fn identities(store: StoreId, order: &StoreOrder) -> Vec<Identity> {
    let account = match &order.customer {
        CustomerRef::Account(account) => Some(Identity::store(store, account.as_str())),
        CustomerRef::Guest => None,
    };
    let email = order.email.as_deref().and_then(Identity::email);
    let phone = phone(order.phone.as_deref(), &order.billing);
    account.into_iter().chain(email).chain(phone).collect()
}

/// The customer of an order that has these identities.
pub(super) fn customer_of(
    tx: &mut Tx<'_>,
    crowd: &mut Crowd,
    order: &StoreOrder,
    identities: Vec<Identity>,
) -> Result<Option<CustomerId>, DbError> {
    if identities.is_empty() {
        return Ok(None);
    }
    let identities = without_the_address_of_another(tx, crowd, identities)?;
    let contact = &order.billing;
    let name = contact.name().or_else(|| order.shipping.name());
    let seen = Seen {
        identities: &identities,
        name: name.as_deref(),
        language: order.language.as_deref(),
        country: contact.country.as_deref(),
        time_zone: None,
        address: address(contact).or_else(|| address(&order.shipping)),
    };
    crowd.recognise(tx, &seen).map(Some)
}

/// The address at the checkout is only claimed where the account is known, but not by this address.
fn without_the_address_of_another(
    tx: &mut Tx<'_>,
    crowd: &mut Crowd,
    mut identities: Vec<Identity>,
) -> Result<Vec<Identity>, DbError> {
    if let [account, email, ..] = identities.as_mut_slice()
        && account.kind == IdentityKind::Store
        && email.kind == IdentityKind::Email
    {
        let known = crowd.addresses_of(tx, account)?;
        let is_another = known.is_some_and(|known| !known.is_empty() && !known.contains(&email.value));
        email.verified = !is_another;
    }
    Ok(identities)
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
    let mut crowd = Crowd::gather(tx, workspace, &account_identities(store, account))?;
    let customer = account_of(tx, &mut crowd, store, account)?;
    crowd.write(tx)?;
    Ok(customer)
}

/// The customers behind accounts of a store, in their order; those who are new are told of by whoever touched them.
pub(crate) fn accounts(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    accounts: &[&StoreCustomer],
    came: Came,
    touched: &mut Touched,
) -> Result<Vec<CustomerId>, DbError> {
    let identities: Vec<Identity> =
        accounts.iter().flat_map(|account| account_identities(store, account)).collect();
    let mut crowd = Crowd::gather(tx, workspace, &identities)?;
    if came == Came::InFile {
        crowd = crowd.quietly();
    }
    let mut customers = Vec::with_capacity(accounts.len());
    for account in accounts {
        customers.push(account_of(tx, &mut crowd, store, account)?);
    }
    crowd.write(tx)?;
    if came == Came::InFile {
        touched.newcomers(crowd.newcomers());
    }
    Ok(customers)
}

fn account_of(
    tx: &mut Tx<'_>,
    crowd: &mut Crowd,
    store: StoreId,
    account: &StoreCustomer,
) -> Result<CustomerId, DbError> {
    let identities = account_identities(store, account);
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
    crowd.recognise(tx, &seen)
}

fn account_identities(store: StoreId, account: &StoreCustomer) -> Vec<Identity> {
    let own = Identity::store(store, account.source_id.as_str());
    let email = account.email.as_deref().and_then(Identity::email);
    std::iter::once(own).chain(email).chain(phone(account.phone.as_deref(), &account.billing)).collect()
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
