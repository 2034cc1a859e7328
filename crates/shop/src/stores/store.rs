//! Every query on the tables of stores.

use commerce::woocommerce::authorize::RequestToken;
use database::resealing::{RowKey, SealedRow, Vault};
use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::connected_store::{Store, StoreId, StoreState, Webhooks, keys_place, secret_place};
use super::health::{Ailment, HealthCode, HealthState};
use crate::brands::Brand;
use crate::schema::{store, store_authorization};

/// The stores of a workspace, oldest first, without those that were disconnected.
///
/// # Errors
/// Only those of the database.
pub fn all(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<Store>, DbError> {
    let which = store::workspace_id.eq(workspace).and(store::state.ne(StoreState::Disconnected));
    Ok(store::table.filter(which).order(store::id).select(Store::as_select()).load(db)?)
}

/// The same with those that were disconnected: their orders name them.
///
/// # Errors
/// Only those of the database.
pub fn all_ever(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<Store>, DbError> {
    Ok(store::table.filter(store::workspace_id.eq(workspace)).select(Store::as_select()).load(db)?)
}

/// One store, also one that was disconnected: its orders name it.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: StoreId) -> Result<Option<Store>, DbError> {
    Ok(store::table.find((workspace, id)).select(Store::as_select()).first(db).optional()?)
}

/// The store with this id, whosever it is; for what comes from outside and names no workspace.
///
/// # Errors
/// Only those of the database.
pub fn find_anywhere(db: &mut Db, id: StoreId) -> Result<Option<Store>, DbError> {
    Ok(store::table.filter(store::id.eq(id)).select(Store::as_select()).first(db).optional()?)
}

/// The store at this address, also one that was disconnected.
///
/// # Errors
/// Only those of the database.
pub fn find_url(db: &mut Db, workspace: WorkspaceId, url: &str) -> Result<Option<Store>, DbError> {
    let which = store::workspace_id.eq(workspace).and(store::url.eq(url));
    Ok(store::table.filter(which).select(Store::as_select()).first(db).optional()?)
}

pub(super) fn insert(tx: &mut Tx<'_>, row: &Store) -> Result<(), DbError> {
    diesel::insert_into(store::table).values(row).execute(tx.db)?;
    Ok(())
}

pub(super) fn update(tx: &mut Tx<'_>, row: &Store) -> Result<(), DbError> {
    diesel::update(store::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

/// Sets how far a store is ours; whether that is news.
pub(crate) fn set_state(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: StoreId,
    state: StoreState,
) -> Result<bool, DbError> {
    let other = store::workspace_id.eq(workspace).and(store::id.eq(id)).and(store::state.ne(state));
    Ok(diesel::update(store::table.filter(other)).set(store::state.eq(state)).execute(tx.db)? > 0)
}

/// Writes how a store shows itself, and nothing else of its row.
pub(crate) fn set_look(tx: &mut Tx<'_>, brand: &Brand) -> Result<(), DbError> {
    let chosen = (
        store::look.eq(&brand.look),
        store::currency.eq(&brand.currency),
        store::time_zone.eq(&brand.time_zone),
    );
    diesel::update(store::table.find((brand.workspace_id, brand.id))).set(chosen).execute(tx.db)?;
    Ok(())
}

/// Writes down how a store is doing; `None` is well. Whether that is news.
pub(crate) fn set_health(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: StoreId,
    ailment: Option<&Ailment>,
) -> Result<bool, DbError> {
    let before: Option<Option<HealthCode>> =
        store::table.find((workspace, id)).select(store::health_code).first(tx.db).optional()?;
    let code = ailment.map(|ailment| ailment.code);
    let change = (
        store::health_state.eq(code.map_or(HealthState::Ok, HealthCode::state)),
        store::health_code.eq(code),
        store::health_detail.eq(ailment.map(|ailment| ailment.detail.as_str())),
        store::health_at.eq(tx.now),
    );
    diesel::update(store::table.find((workspace, id))).set(change).execute(tx.db)?;
    Ok(before.is_some_and(|before| before != code))
}

pub(crate) fn set_webhooks(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: StoreId,
    webhooks: &Webhooks,
) -> Result<(), DbError> {
    diesel::update(store::table.find((workspace, id))).set(store::webhooks.eq(webhooks)).execute(tx.db)?;
    Ok(())
}

/// Remembers when a store last sent something.
pub(crate) fn heard_of(tx: &mut Tx<'_>, workspace: WorkspaceId, id: StoreId) -> Result<(), DbError> {
    diesel::update(store::table.find((workspace, id))).set(store::last_event_at.eq(tx.now)).execute(tx.db)?;
    Ok(())
}

/// A request for keys that a merchant is deciding about.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = store_authorization)]
pub(super) struct Authorization {
    pub workspace_id: WorkspaceId,
    pub token_hash: String,
    pub store_id: StoreId,
    pub url: String,
    pub expires_at: Time,
    pub used_at: Option<Time>,
}

pub(super) fn remember_request(
    tx: &mut Tx<'_>,
    store: &Store,
    token: &RequestToken,
    expires_at: Time,
) -> Result<(), DbError> {
    let stale = store_authorization::workspace_id
        .eq(store.workspace_id)
        .and(store_authorization::store_id.eq(store.id));
    diesel::delete(store_authorization::table.filter(stale)).execute(tx.db)?;
    let row = (
        store_authorization::workspace_id.eq(store.workspace_id),
        store_authorization::token_hash.eq(hash(token)),
        store_authorization::store_id.eq(store.id),
        store_authorization::url.eq(&store.url),
        store_authorization::expires_at.eq(expires_at),
    );
    diesel::insert_into(store_authorization::table).values(row).execute(tx.db)?;
    Ok(())
}

pub(super) fn request(db: &mut Db, token: &RequestToken) -> Result<Option<Authorization>, DbError> {
    let which = store_authorization::token_hash.eq(hash(token));
    Ok(store_authorization::table.filter(which).select(Authorization::as_select()).first(db).optional()?)
}

/// Uses a request up; `false` when somebody else has.
pub(super) fn use_up(tx: &mut Tx<'_>, request: &Authorization) -> Result<bool, DbError> {
    let which = store_authorization::workspace_id
        .eq(request.workspace_id)
        .and(store_authorization::token_hash.eq(&request.token_hash))
        .and(store_authorization::used_at.is_null());
    let used =
        diesel::update(store_authorization::table.filter(which)).set(store_authorization::used_at.eq(tx.now));
    Ok(used.execute(tx.db)? == 1)
}

/// The token itself is nowhere in the database.
fn hash(token: &RequestToken) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(token.as_str()))
}

/// The stores, as what is sealed anew after a rotation; also those that were disconnected, whose messages are still known.
pub(crate) struct Keys;

impl Vault for Keys {
    fn name(&self) -> &'static str {
        "stores"
    }

    fn rows(&self, db: &mut Db, behind: &RowKey, limit: i64) -> Result<Vec<SealedRow>, DbError> {
        let next = store::workspace_id
            .gt(behind.workspace)
            .or(store::workspace_id.eq(behind.workspace).and(store::id.gt(behind.id())));
        let found: Vec<(WorkspaceId, StoreId, Option<String>, String)> = store::table
            .filter(next)
            .order((store::workspace_id, store::id))
            .limit(limit)
            .select((store::workspace_id, store::id, store::keys, store::webhook_secret))
            .load(db)?;
        let row = |(workspace, id, keys, secret): (WorkspaceId, StoreId, Option<String>, String)| {
            let keys = keys.map(|keys| (keys_place(id), keys));
            let secrets = keys.into_iter().chain([(secret_place(id), secret)]).collect();
            SealedRow { row: RowKey { workspace, key: id.0.to_string() }, secrets }
        };
        Ok(found.into_iter().map(row).collect())
    }

    fn replace(&self, tx: &mut Tx<'_>, row: &RowKey, old: &str, fresh: &str) -> Result<(), DbError> {
        let which = store::table.find((row.workspace, row.id()));
        let keys = diesel::update(which.filter(store::keys.eq(old))).set(store::keys.eq(fresh));
        keys.execute(tx.db)?;
        let secret =
            diesel::update(which.filter(store::webhook_secret.eq(old))).set(store::webhook_secret.eq(fresh));
        secret.execute(tx.db)?;
        Ok(())
    }
}
