//! Who is this? The one way in for everything that comes from a person outside.

use database::{DbError, Tx, WorkspaceId};

use super::crowd::Crowd;
use super::customer::{Address, Customer, CustomerId};
use super::identity::{Identity, IdentityKind};

/// What is known of the person at hand.
#[derive(Debug, Clone, Default)]
pub struct Seen<'a> {
    /// What they are known by, strongest first.
    pub identities: &'a [Identity],
    /// Their name, if they gave one.
    pub name: Option<&'a str>,
    /// BCP 47.
    pub language: Option<&'a str>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<&'a str>,
    /// IANA.
    pub time_zone: Option<&'a str>,
    /// Where they live.
    pub address: Option<Address>,
}

/// Finds the customer with one of these identities, or makes one. New identities are added, blanks of the profile are
/// filled in, nothing that is known is overwritten.
///
/// Sure identities of several customers make them one (the merge is recorded and can be undone); identities that are only
/// claimed are kept as claims and suggest a merge.
///
/// # Errors
/// Only those of the database.
pub fn recognise(tx: &mut Tx<'_>, workspace: WorkspaceId, seen: &Seen<'_>) -> Result<CustomerId, DbError> {
    let mut crowd = Crowd::gather(tx, workspace, seen.identities)?;
    let customer = crowd.recognise(tx, seen)?;
    crowd.write(tx)?;
    Ok(customer)
}

pub(super) fn fill_in(customer: &mut Customer, seen: &Seen<'_>) {
    let of_kind = |kind| {
        seen.identities.iter().find(|identity| identity.kind == kind).map(|identity| identity.value.clone())
    };
    let text =
        |value: Option<&str>| value.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
    if customer.name.is_empty() {
        customer.name = text(seen.name).unwrap_or_default();
    }
    customer.email = customer.email.take().or_else(|| of_kind(IdentityKind::Email));
    customer.phone = customer.phone.take().or_else(|| of_kind(IdentityKind::Phone));
    customer.language = customer.language.take().or_else(|| text(seen.language));
    customer.country = customer.country.take().or_else(|| text(seen.country));
    customer.time_zone = customer.time_zone.take().or_else(|| text(seen.time_zone));
    if let Some(address) = &seen.address
        && customer.address == Address::default()
    {
        customer.address = address.clone();
    }
}

pub(super) fn changed(before: &Customer, after: &Customer) -> bool {
    before.language != after.language
        || before.country != after.country
        || before.time_zone != after.time_zone
        || before.address != after.address
}

/// Writes an identity down. A claim of what others have, or the proof of what others claimed, suggests a merge.
pub(super) fn claim(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    customer: CustomerId,
    identity: &Identity,
) -> Result<(), DbError> {
    let mut crowd = Crowd::gather(tx, workspace, [identity])?;
    crowd.claim(tx.now, customer, identity);
    crowd.write(tx)
}
