//! People who come together: a file of orders names thousands.
//!
//! What is known of all of them is read at once, each is recognised among what was read, and what came of it is written at
//! once. Who comes alone is a crowd of one: there is no other way to be recognised.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use database::events::NewEvent;
use database::{DbError, Time, Tx, WorkspaceId};

use super::customer::{Customer, CustomerId};
use super::identity::{Identity, IdentityKind, Verified};
use super::identity_store::IdentityRow;
use super::recognising::{Seen, changed, fill_in};
use super::{identity_store, merging, store};
use crate::workspaces;

/// Most who may have or claim one identity and are suggested to be one person.
pub(super) const MOST_CLAIMANTS: usize = 20;

/// Somebody has an identity, or says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Claim {
    pub customer: CustomerId,
    pub verified: bool,
}

/// Whether somebody's row is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Yes,
    /// It has changed since.
    Before,
    /// They are new.
    Never,
}

#[derive(Debug)]
struct Person {
    row: Customer,
    written: Written,
}

/// People at hand in one transaction. Nothing of what is recognised is in the database before [`Crowd::write`].
#[derive(Debug)]
pub struct Crowd {
    workspace: WorkspaceId,
    /// Who has or claims each identity that was asked for, by id; nobody is known by what is not in here.
    claims: HashMap<IdentityKind, HashMap<String, Vec<Claim>>>,
    /// Who has one of them for sure.
    people: HashMap<CustomerId, Person>,
    /// The sure addresses of some of them.
    addresses: HashMap<CustomerId, BTreeSet<String>>,
    /// Those who are not written yet, in the order in which they came.
    fresh: Vec<CustomerId>,
    /// What they came to be known by, and whose claims were proved.
    identities: Vec<IdentityRow>,
    proved: Vec<(CustomerId, IdentityKind, String)>,
    suggestions: Vec<(CustomerId, CustomerId, IdentityKind)>,
    suggested: HashSet<(CustomerId, CustomerId)>,
    /// Whether somebody else tells of those who are new.
    quiet: bool,
    newcomers: Vec<CustomerId>,
}

impl Crowd {
    /// Reads what is known of whoever has one of these identities. Nobody else can change that until the transaction ends.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn gather<'i>(
        tx: &mut Tx<'_>,
        workspace: WorkspaceId,
        identities: impl IntoIterator<Item = &'i Identity>,
    ) -> Result<Self, DbError> {
        let mut crowd = Self {
            workspace,
            claims: HashMap::new(),
            people: HashMap::new(),
            addresses: HashMap::new(),
            fresh: Vec::new(),
            identities: Vec::new(),
            proved: Vec::new(),
            suggestions: Vec::new(),
            suggested: HashSet::new(),
            quiet: false,
            newcomers: Vec::new(),
        };
        crowd.look_up(tx, identities)?;
        Ok(crowd)
    }

    /// New people are not told one by one as `customer.created`: the caller tells of [`Crowd::newcomers`] together.
    #[must_use]
    pub fn quietly(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// Those who were new and are written.
    pub fn newcomers(&self) -> &[CustomerId] {
        &self.newcomers
    }

    /// As [`super::recognise`] does.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn recognise(&mut self, tx: &mut Tx<'_>, seen: &Seen<'_>) -> Result<CustomerId, DbError> {
        self.look_up(tx, seen.identities)?;
        let mut sure = Vec::new();
        for identity in seen.identities.iter().filter(|identity| identity.verified) {
            if let Some(owner) = self.owner(identity.kind, &identity.value)
                && !sure.contains(&owner)
            {
                sure.push(owner);
            }
        }
        let id = match sure.first() {
            Some(first) => self.meet_again(*first, seen)?,
            None => self.meet(tx, seen),
        };
        if sure.len() > 1 {
            self.write(tx)?;
            for other in sure.iter().skip(1) {
                merging::merge(tx, self.workspace, *other, id, "system")?;
            }
            self.look_up_again(tx)?;
        }
        for identity in seen.identities {
            self.claim(tx.now, id, identity);
        }
        Ok(id)
    }

    fn meet(&mut self, tx: &Tx<'_>, seen: &Seen<'_>) -> CustomerId {
        let mut row = Customer::new(self.workspace, tx.id(), tx.now);
        fill_in(&mut row, seen);
        row.search = row.searchable();
        let id = row.id;
        self.people.insert(id, Person { row, written: Written::Never });
        self.fresh.push(id);
        id
    }

    fn meet_again(&mut self, id: CustomerId, seen: &Seen<'_>) -> Result<CustomerId, DbError> {
        let person = self
            .people
            .get_mut(&id)
            .ok_or_else(|| DbError::Corrupt(format!("an identity points to {id}, which does not exist")))?;
        let before = person.row.clone();
        fill_in(&mut person.row, seen);
        person.row.search = person.row.searchable();
        let is_other = person.row.search != before.search || changed(&before, &person.row);
        if is_other && person.written == Written::Yes {
            person.written = Written::Before;
        }
        Ok(id)
    }

    /// Who has this identity for sure, if it was asked for.
    pub fn owner(&self, kind: IdentityKind, value: &str) -> Option<CustomerId> {
        let claims = self.claims.get(&kind)?.get(value)?;
        claims.iter().find(|claim| claim.verified).map(|claim| claim.customer)
    }

    /// Whether somebody is new and not written yet.
    pub fn is_fresh(&self, id: CustomerId) -> bool {
        self.people.get(&id).is_some_and(|person| person.written == Written::Never)
    }

    /// One more order of somebody who is new: whether it counts, and what they paid for it, in minor units of a currency.
    pub fn ordered(&mut self, id: CustomerId, counts: bool, paid: Option<(&str, i64)>) {
        let Some(person) = self.people.get_mut(&id) else { return };
        person.row.orders_count += i64::from(counts);
        if let Some((currency, minor)) = paid {
            let sum = person.row.lifetime_value.0.entry(currency.to_owned()).or_default();
            *sum = sum.saturating_add(minor);
        }
    }

    /// Reads the sure addresses of all who have one of these identities for sure, so that [`Crowd::addresses_of`] need not ask
    /// for each.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn read_addresses<'i>(
        &mut self,
        tx: &mut Tx<'_>,
        identities: impl IntoIterator<Item = &'i Identity>,
    ) -> Result<(), DbError> {
        let owner = |identity: &Identity| self.owner(identity.kind, &identity.value);
        let owners: BTreeSet<CustomerId> = identities.into_iter().filter_map(owner).collect();
        let unread: Vec<CustomerId> =
            owners.into_iter().filter(|id| !self.addresses.contains_key(id)).collect();
        for some in unread.chunks(10_000) {
            let mut known = identity_store::identities_of_many(tx.db, self.workspace, some)?;
            for id in some {
                let theirs = known.remove(id).unwrap_or_default();
                let sure = theirs.into_iter().filter(|one| one.kind == IdentityKind::Email && one.verified);
                self.addresses.insert(*id, sure.map(|one| one.value).collect());
            }
        }
        for row in &self.identities {
            if row.kind == IdentityKind::Email
                && row.verified == Verified::Yes
                && let Some(addresses) = self.addresses.get_mut(&row.customer_id)
            {
                addresses.insert(row.value.clone());
            }
        }
        Ok(())
    }

    /// The addresses that somebody has for sure.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn addresses_of(
        &mut self,
        tx: &mut Tx<'_>,
        of: &Identity,
    ) -> Result<Option<&BTreeSet<String>>, DbError> {
        self.look_up(tx, [of])?;
        let Some(owner) = self.owner(of.kind, &of.value) else { return Ok(None) };
        if !self.addresses.contains_key(&owner) {
            self.read_addresses(tx, [of])?;
        }
        Ok(self.addresses.get(&owner))
    }

    /// Somebody is known by this from now on. A claim of what others have, or the proof of what others claimed, suggests a
    /// merge.
    pub(super) fn claim(&mut self, now: Time, customer: CustomerId, identity: &Identity) {
        let Identity { kind, value, verified } = identity;
        let claims = self.claims.entry(*kind).or_default().entry(value.clone()).or_default();
        match claims.iter_mut().find(|claim| claim.customer == customer) {
            Some(claim) if *verified && !claim.verified => {
                claim.verified = true;
                self.proved.push((customer, *kind, value.clone()));
            }
            Some(_) => {}
            None => {
                let place = claims.partition_point(|claim| claim.customer < customer);
                claims.insert(place, Claim { customer, verified: *verified });
                self.identities.push(IdentityRow {
                    workspace_id: self.workspace,
                    kind: *kind,
                    value: value.clone(),
                    customer_id: customer,
                    verified: if *verified { Verified::Yes } else { Verified::No },
                    created_at: now,
                });
            }
        }
        for other in claims.iter().take(MOST_CLAIMANTS).map(|claim| claim.customer) {
            if other != customer && self.suggested.insert((customer.min(other), customer.max(other))) {
                self.suggestions.push((customer, other, *kind));
            }
        }
        if *verified
            && *kind == IdentityKind::Email
            && let Some(addresses) = self.addresses.get_mut(&customer)
        {
            addresses.insert(value.clone());
        }
    }

    /// Writes what came of it. Others may be recognised after that.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn write(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        self.write_people(tx)?;
        let mut proved = std::mem::take(&mut self.proved);
        let mut rows = std::mem::take(&mut self.identities);
        rows.sort_unstable_by(|a, b| (a.kind.as_str(), &a.value).cmp(&(b.kind.as_str(), &b.value)));
        // Somebody else may have given it to them meanwhile: then it is there, and may have to be proved.
        let added = identity_store::add_identities(tx, &rows)?;
        if added < rows.len() {
            let sure = rows.iter().filter(|row| row.verified == Verified::Yes);
            proved.extend(sure.map(|row| (row.customer_id, row.kind, row.value.clone())));
        }
        for (customer, kind, value) in &proved {
            identity_store::prove(tx, self.workspace, *customer, *kind, value)?;
        }
        for (customer, other, kind) in std::mem::take(&mut self.suggestions) {
            store::suggest(tx, self.workspace, customer, other, &format!("same_{kind}"))?;
        }
        Ok(())
    }

    fn write_people(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let fresh = std::mem::take(&mut self.fresh);
        let mut rows = Vec::with_capacity(fresh.len());
        let mut currency = None;
        for id in &fresh {
            let Some(person) = self.people.get_mut(id) else { continue };
            if !person.row.lifetime_value.0.is_empty() {
                let currency = match &currency {
                    Some(known) => known,
                    None => currency.insert(workspaces::currency_of(tx.db, self.workspace)?),
                };
                person.row.spent = person.row.lifetime_value.0.get(currency).copied().unwrap_or_default();
            }
            person.written = Written::Yes;
            rows.push(person.row.clone());
        }
        store::insert_all(tx, &rows)?;
        let workspace = self.workspace;
        let told = |kind, id: &CustomerId| NewEvent::new(workspace, kind, id.0, "system");
        let mut news: Vec<NewEvent> = Vec::new();
        if !self.quiet {
            news.extend(fresh.iter().map(|id| told("customer.created", id)));
        }
        self.newcomers.extend(fresh);
        let changed: BTreeMap<CustomerId, &mut Person> = self
            .people
            .iter_mut()
            .filter(|(_, person)| person.written == Written::Before)
            .map(|(id, person)| (*id, person))
            .collect();
        for (id, person) in changed {
            store::update(tx, &person.row)?;
            news.push(told("customer.updated", &id));
            person.written = Written::Yes;
        }
        tx.append_all(news)
    }

    /// Reads what is known by these identities, but for those that were read before.
    fn look_up<'i>(
        &mut self,
        tx: &mut Tx<'_>,
        identities: impl IntoIterator<Item = &'i Identity>,
    ) -> Result<(), DbError> {
        let mut wanted: BTreeMap<&str, (IdentityKind, BTreeSet<&str>)> = BTreeMap::new();
        for identity in identities {
            if !self.claims.get(&identity.kind).is_some_and(|known| known.contains_key(&identity.value)) {
                let of_kind = wanted.entry(identity.kind.as_str());
                of_kind.or_insert_with(|| (identity.kind, BTreeSet::new())).1.insert(&identity.value);
            }
        }
        if wanted.is_empty() {
            return Ok(());
        }
        // Two mails of one stranger at one moment are one customer: who comes second waits.
        let names = wanted
            .values()
            .flat_map(|(kind, values)| values.iter().map(move |value| format!("{kind}:{value}")));
        tx.alone_with_all("customer-identity", self.workspace.0, names)?;
        let mut owners = BTreeSet::new();
        for (kind, values) in wanted.into_values() {
            let values: Vec<&str> = values.into_iter().collect();
            for some in values.chunks(10_000) {
                let found = identity_store::claims_of(tx.db, self.workspace, kind, some)?;
                let known = self.claims.entry(kind).or_default();
                known.extend(some.iter().map(|value| ((*value).to_owned(), Vec::new())));
                for (value, claim) in found {
                    if claim.verified {
                        owners.insert(claim.customer);
                    }
                    known.entry(value).or_default().push(claim);
                }
            }
        }
        owners.retain(|id| !self.people.contains_key(id));
        self.read_people(tx, &owners.into_iter().collect::<Vec<_>>())
    }

    fn read_people(&mut self, tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<(), DbError> {
        for some in ids.chunks(10_000) {
            for row in store::find_all_to_change(tx, self.workspace, some)? {
                self.people.insert(row.id, Person { row, written: Written::Yes });
            }
        }
        Ok(())
    }

    /// After a merge nothing that was read holds; everything is written.
    fn look_up_again(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let asked: Vec<Identity> = std::mem::take(&mut self.claims)
            .into_iter()
            .flat_map(|(kind, values)| values.into_keys().map(move |value| (kind, value)))
            .map(|(kind, value)| Identity { kind, value, verified: false })
            .collect();
        self.people.clear();
        self.addresses.clear();
        self.look_up(tx, &asked)
    }
}
