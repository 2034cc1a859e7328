//! Two profiles of one person become one, and can become two again.

use database::events::NewEvent;
use database::{DbError, Flag, Time, Tx, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

use super::customer::{Address, Customer, CustomerId};
use super::identity::{IdentityKind, Verified};
use super::schema::{customer_identity, customer_merge};
use super::{identity_store, store};

database::id_type!(
    /// A merge of two customers.
    MergeId,
    "mrg"
);

/// The event `customer.merged`: rows of `from` now belong to `into`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Merged {
    /// The merge.
    pub merge: MergeId,
    /// The profile that went.
    pub from: CustomerId,
    /// The profile that stayed.
    pub into: CustomerId,
}

/// The event `customer.unmerged`: rows that were recognised as one of `family` belong to `from` again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Unmerged {
    /// The merge that was undone.
    pub merge: MergeId,
    /// The profile that is back.
    pub from: CustomerId,
    /// The profile that it was in.
    pub into: CustomerId,
    /// `from` and all that had been merged into it before.
    pub family: Vec<CustomerId>,
}

/// What a merge moved, so that it can be undone exactly.
#[derive(Debug, Clone, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
struct Moved {
    identities: Vec<(IdentityKind, String, Verified)>,
    /// Those of them that the profile that stayed had too, as it had them.
    #[serde(default)]
    shared: Vec<(IdentityKind, String, Verified)>,
    filled_in: Vec<String>,
    family: Vec<CustomerId>,
}
database::json_column!(Moved);

/// Why two profiles can't be merged or parted.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// One of them does not exist or was merged already.
    #[error("one of the two customers does not exist")]
    NotFound,
    /// A profile can't be merged into itself.
    #[error("a customer can't be merged into themselves")]
    Same,
    /// It was undone before, or a later merge has to be undone first.
    #[error("this merge can't be undone any more")]
    Past,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<MergeError> for DbError {
    fn from(error: MergeError) -> Self {
        match error {
            MergeError::Database(cause) => cause,
            other @ (MergeError::NotFound | MergeError::Same | MergeError::Past) => {
                Self::Other(other.to_string())
            }
        }
    }
}

/// Moves all of `from` to `into`; blanks of `into` are filled in from `from`.
///
/// # Errors
/// [`MergeError::NotFound`], [`MergeError::Same`].
pub fn merge(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: CustomerId,
    into: CustomerId,
    actor: &str,
) -> Result<MergeId, MergeError> {
    if from == into {
        return Err(MergeError::Same);
    }
    for id in [from.min(into), from.max(into)] {
        tx.hold("customer", workspace, id.0)?;
    }
    let mut gone = store::find(tx.db, workspace, from)?
        .filter(|gone| gone.merged_into.is_none())
        .ok_or(MergeError::NotFound)?;
    let mut kept = store::find(tx.db, workspace, into)?
        .filter(|kept| kept.merged_into.is_none())
        .ok_or(MergeError::NotFound)?;
    let merge: MergeId = tx.id();
    let moved = Moved {
        shared: written(identity_store::identities_of(tx.db, workspace, into)?),
        identities: move_identities(tx, workspace, from, into)?,
        filled_in: fill_in(&mut kept, &gone),
        family: store::family(tx.db, workspace, from)?,
    };
    kept.orders_count += gone.orders_count;
    kept.spent += gone.spent;
    kept.conversation_count += gone.conversation_count;
    for (currency, minor) in &gone.lifetime_value.0 {
        *kept.lifetime_value.0.entry(currency.clone()).or_default() += minor;
    }
    kept.search = kept.searchable();
    gone.merged_into = Some(into);
    store::update(tx, &kept)?;
    store::update(tx, &gone)?;
    write_down(tx, workspace, merge, from, into, &moved, actor)?;
    tx.append(NewEvent::new(workspace, "customer.merged", into.0, actor).with(Merged { merge, from, into }))
        .map_err(MergeError::Database)?;
    Ok(merge)
}

fn write_down(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    merge: MergeId,
    from: CustomerId,
    into: CustomerId,
    moved: &Moved,
    actor: &str,
) -> Result<(), DbError> {
    let row = (
        customer_merge::workspace_id.eq(workspace),
        customer_merge::id.eq(merge),
        customer_merge::from_id.eq(from),
        customer_merge::into_id.eq(into),
        customer_merge::moved.eq(moved),
        customer_merge::actor.eq(actor),
        customer_merge::at.eq(tx.now),
    );
    diesel::insert_into(customer_merge::table).values(row).execute(tx.db)?;
    Ok(())
}

/// Parts what a merge joined: identities and filled-in blanks go back.
///
/// # Errors
/// [`MergeError::NotFound`], [`MergeError::Past`].
pub fn unmerge(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    merge: MergeId,
    actor: &str,
) -> Result<CustomerId, MergeError> {
    let row: Option<(CustomerId, CustomerId, Moved, Option<Time>)> = customer_merge::table
        .find((workspace, merge))
        .select((
            customer_merge::from_id,
            customer_merge::into_id,
            customer_merge::moved,
            customer_merge::undone_at,
        ))
        .first(tx.db)
        .optional()
        .map_err(DbError::from)?;
    let (from, into, moved, undone_at) = row.ok_or(MergeError::NotFound)?;
    for id in [from.min(into), from.max(into)] {
        tx.hold("customer", workspace, id.0)?;
    }
    let mut back = store::find(tx.db, workspace, from)?.ok_or(MergeError::NotFound)?;
    let mut kept = store::find(tx.db, workspace, into)?.ok_or(MergeError::NotFound)?;
    if undone_at.is_some() || back.merged_into != Some(into) || kept.merged_into.is_some() {
        return Err(MergeError::Past);
    }
    give_back(tx, workspace, from, into, &moved)?;
    empty_out(&mut kept, &back, &moved.filled_in);
    kept.orders_count -= back.orders_count;
    kept.spent -= back.spent;
    kept.conversation_count -= back.conversation_count;
    for (currency, minor) in &back.lifetime_value.0 {
        *kept.lifetime_value.0.entry(currency.clone()).or_default() -= minor;
    }
    kept.search = kept.searchable();
    back.merged_into = None;
    store::update(tx, &kept)?;
    store::update(tx, &back)?;
    diesel::update(customer_merge::table.find((workspace, merge)))
        .set(customer_merge::undone_at.eq(tx.now))
        .execute(tx.db)
        .map_err(DbError::from)?;
    let event = Unmerged { merge, from, into, family: moved.family };
    tx.append(NewEvent::new(workspace, "customer.unmerged", from.0, actor).with(event))
        .map_err(MergeError::Database)?;
    Ok(from)
}

fn move_identities(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: CustomerId,
    into: CustomerId,
) -> Result<Vec<(IdentityKind, String, Verified)>, DbError> {
    let identities = identity_store::identities_of(tx.db, workspace, from)?;
    diesel::delete(identity_rows(workspace, from)).execute(tx.db)?;
    for identity in &identities {
        identity_store::add_identity(tx, workspace, into, identity)?;
    }
    Ok(written(identities))
}

fn written(identities: Vec<super::Identity>) -> Vec<(IdentityKind, String, Verified)> {
    let verified = |yes| if yes { Verified::Yes } else { Verified::No };
    identities.into_iter().map(|one| (one.kind, one.value, verified(one.verified))).collect()
}

type IdentityRows = diesel::dsl::Filter<
    customer_identity::table,
    diesel::dsl::And<
        diesel::dsl::Eq<customer_identity::workspace_id, WorkspaceId>,
        diesel::dsl::Eq<customer_identity::customer_id, CustomerId>,
    >,
>;

fn identity_rows(workspace: WorkspaceId, customer: CustomerId) -> IdentityRows {
    customer_identity::table.filter(
        customer_identity::workspace_id.eq(workspace).and(customer_identity::customer_id.eq(customer)),
    )
}

fn give_back(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: CustomerId,
    into: CustomerId,
    moved: &Moved,
) -> Result<(), DbError> {
    for (kind, value, verified) in &moved.identities {
        let row = customer_identity::table.find((workspace, *kind, value, into));
        match moved.shared.iter().find(|(of_kind, same, _)| of_kind == kind && same == value) {
            Some((_, _, before)) => {
                diesel::update(row).set(customer_identity::verified.eq(*before)).execute(tx.db)?;
            }
            None => {
                diesel::delete(row).execute(tx.db)?;
            }
        }
        let identity =
            super::Identity { kind: *kind, value: value.clone(), verified: *verified == Verified::Yes };
        identity_store::add_identity(tx, workspace, from, &identity)?;
    }
    Ok(())
}

/// Fills blanks of `kept` from `gone`; returns which, by the names of the columns.
fn fill_in(kept: &mut Customer, gone: &Customer) -> Vec<String> {
    let mut filled = Vec::new();
    let mut fill = |name: &str, kept: &mut Option<String>, gone: &Option<String>| {
        if kept.is_none() && gone.is_some() {
            kept.clone_from(gone);
            filled.push(name.to_owned());
        }
    };
    fill("email", &mut kept.email, &gone.email);
    fill("phone", &mut kept.phone, &gone.phone);
    fill("language", &mut kept.language, &gone.language);
    fill("country", &mut kept.country, &gone.country);
    fill("time_zone", &mut kept.time_zone, &gone.time_zone);
    if kept.preferred_channel.is_none() {
        kept.preferred_channel_by_hand = gone.preferred_channel_by_hand;
    }
    fill("preferred_channel", &mut kept.preferred_channel, &gone.preferred_channel);
    if kept.name.is_empty() && !gone.name.is_empty() {
        kept.name.clone_from(&gone.name);
        filled.push("name".to_owned());
    }
    if kept.notes.is_empty() && !gone.notes.is_empty() {
        kept.notes.clone_from(&gone.notes);
        filled.push("notes".to_owned());
    }
    if kept.address == Address::default() && gone.address != Address::default() {
        kept.address.clone_from(&gone.address);
        filled.push("address".to_owned());
    }
    filled
}

/// Takes out what a merge filled in, unless somebody has changed it since.
fn empty_out(kept: &mut Customer, back: &Customer, filled_in: &[String]) {
    let empty = |name: &str, kept: &mut Option<String>, back: &Option<String>| {
        if filled_in.iter().any(|filled| filled == name) && kept == back {
            *kept = None;
        }
    };
    empty("email", &mut kept.email, &back.email);
    empty("phone", &mut kept.phone, &back.phone);
    empty("language", &mut kept.language, &back.language);
    empty("country", &mut kept.country, &back.country);
    empty("time_zone", &mut kept.time_zone, &back.time_zone);
    empty("preferred_channel", &mut kept.preferred_channel, &back.preferred_channel);
    if kept.preferred_channel.is_none() {
        kept.preferred_channel_by_hand = Flag::No;
    }
    let filled = |name: &str| filled_in.iter().any(|filled| filled == name);
    if filled("notes") && kept.notes == back.notes {
        kept.notes.clear();
    }
    if filled("address") && kept.address == back.address {
        kept.address = Address::default();
    }
    if filled_in.iter().any(|filled| filled == "name") && kept.name == back.name {
        kept.name.clear();
    }
}
