//! Who is this? The one way in for everything that comes from a person outside.

use database::events::NewEvent;
use database::{DbError, Tx, WorkspaceId};

use super::customer::{Address, Customer, CustomerId};
use super::identity::Identity;
use super::{merging, store};

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
    take_turns(tx, workspace, seen.identities)?;
    let sure = owners(tx, workspace, seen.identities.iter().filter(|identity| identity.verified))?;
    let (mut customer, fresh) = match sure.first() {
        Some(first) => (store::find_to_change(tx, workspace, *first)?.ok_or_else(|| gone(*first))?, false),
        None => (Customer::new(workspace, tx.id(), tx.now), true),
    };
    let before = customer.clone();
    fill_in(&mut customer, seen);
    customer.search = customer.searchable();
    if fresh {
        store::insert(tx, &customer)?;
        tx.append(NewEvent::new(workspace, "customer.created", customer.id.0, "system"))?;
    } else if customer.search != before.search || changed(&before, &customer) {
        store::update(tx, &customer)?;
        tx.append(NewEvent::new(workspace, "customer.updated", customer.id.0, "system"))?;
    }
    for other in sure.iter().skip(1) {
        merging::merge(tx, workspace, *other, customer.id, "system")?;
    }
    for identity in seen.identities {
        claim(tx, workspace, customer.id, identity)?;
    }
    Ok(customer.id)
}

/// Two mails of one stranger at one moment are one customer: who comes second waits, in the same order as everybody.
fn take_turns(tx: &mut Tx<'_>, workspace: WorkspaceId, identities: &[Identity]) -> Result<(), DbError> {
    let mut names: Vec<String> =
        identities.iter().map(|identity| format!("{}:{}", identity.kind, identity.value)).collect();
    names.sort_unstable();
    for name in names {
        tx.alone_with("customer-identity", workspace.0, &name)?;
    }
    Ok(())
}

fn gone(customer: CustomerId) -> DbError {
    DbError::Corrupt(format!("an identity points to {customer}, which does not exist"))
}

fn owners<'i>(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    identities: impl Iterator<Item = &'i Identity>,
) -> Result<Vec<CustomerId>, DbError> {
    let mut owners = Vec::new();
    for identity in identities {
        if let Some(owner) = store::owner(tx.db, workspace, identity.kind, &identity.value)?
            && !owners.contains(&owner)
        {
            owners.push(owner);
        }
    }
    Ok(owners)
}

fn fill_in(customer: &mut Customer, seen: &Seen<'_>) {
    use super::identity::IdentityKind;
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

fn changed(before: &Customer, after: &Customer) -> bool {
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
    store::add_identity(tx, workspace, customer, identity)?;
    for other in store::claimants(tx.db, workspace, identity.kind, &identity.value)? {
        if other != customer {
            store::suggest(tx, workspace, customer, other, &format!("same_{}", identity.kind))?;
        }
    }
    Ok(())
}
