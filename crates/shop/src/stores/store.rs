//! Every query on the tables of stores.

use commerce::shopify::oauth::{AppKeys, Renewal};
use commerce::woocommerce::authorize::RequestToken;
use database::resealing::{RowKey, SealedRow, Vault};
use database::secrets::Secrets;
use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::connected_store::{Store, StoreId, StoreKind, StoreState, Webhooks, keys_place, secret_place};
use super::health::{Ailment, HealthCode, HealthState};
use crate::brands::Brand;
use crate::schema::{store, store_authorization, store_grant};

/// The stores of a workspace, oldest first, without those that were disconnected.
///
/// # Errors
/// Only those of the database.
pub fn all(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<Store>, DbError> {
    let which = store::workspace_id.eq(workspace).and(store::state.ne(StoreState::Disconnected));
    Ok(store::table.filter(which).order(store::id).select(Store::as_select()).load(db)?)
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

/// Keeps the app that a merchant is asked about.
pub(super) fn remember_app(
    tx: &mut Tx<'_>,
    secrets: &Secrets,
    known: &Store,
    app: &AppKeys,
) -> Result<(), DbError> {
    let (client_id, sealed) =
        (Some(app.client_id().to_owned()), Some(secrets.seal(&asked_place(known.id), app.secret())));
    let row = (
        store_grant::workspace_id.eq(known.workspace_id),
        store_grant::store_id.eq(known.id),
        store_grant::asked_client_id.eq(client_id.clone()),
        store_grant::asked_secret.eq(sealed.clone()),
    );
    let change = (store_grant::asked_client_id.eq(client_id), store_grant::asked_secret.eq(sealed));
    Both(
        diesel::insert_into(store_grant::table)
            .values(row)
            .on_conflict((store_grant::workspace_id, store_grant::store_id))
            .do_update()
            .set(change),
    )
    .run(tx.db)?;
    Ok(())
}

/// The app that a merchant is asked about.
pub(super) fn asked_app(
    db: &mut Db,
    secrets: &Secrets,
    workspace: WorkspaceId,
    id: StoreId,
) -> Result<Option<AppKeys>, DbError> {
    let found: Option<(Option<String>, Option<String>)> = store_grant::table
        .find((workspace, id))
        .select((store_grant::asked_client_id, store_grant::asked_secret))
        .first(db)
        .optional()?;
    let Some((Some(client_id), Some(sealed))) = found else { return Ok(None) };
    let corrupt = || DbError::Corrupt(format!("the app of {id}"));
    let secret = secrets.open_sealed(&asked_place(id), &sealed).map_err(|_| corrupt())?;
    AppKeys::parse(&client_id, &secret).map(Some).map_err(|_| corrupt())
}

/// Most apps that are looked through.
const MOST_APPS: i64 = 200;

/// The apps that were entered here for stores, whosever they are, those of the newest stores first, each once in a workspace.
pub(super) fn apps(db: &mut Db, secrets: &Secrets) -> Result<Vec<(WorkspaceId, AppKeys)>, DbError> {
    type Row = (WorkspaceId, StoreId, Option<String>, Option<String>, Option<String>);
    let known = store_grant::client_id.is_not_null().or(store_grant::asked_client_id.is_not_null());
    let rows: Vec<Row> = store_grant::table
        .filter(known)
        .order(store_grant::store_id.desc())
        .limit(MOST_APPS)
        .select((
            store_grant::workspace_id,
            store_grant::store_id,
            store_grant::client_id,
            store_grant::asked_client_id,
            store_grant::asked_secret,
        ))
        .load(db)?;
    let ids: Vec<StoreId> = rows.iter().map(|(_, id, ..)| *id).collect();
    let which = store::table.filter(store::id.eq_any(ids)).select(Store::as_select());
    let stores: Vec<Store> = which.load(db)?;
    let mut apps: Vec<(WorkspaceId, AppKeys)> = Vec::new();
    for (workspace, id, client_id, asked, sealed) in rows {
        let of_store = || {
            let known = stores.iter().find(|one| (one.workspace_id, one.id) == (workspace, id))?;
            Some((client_id?, known.open_api_secret(secrets).ok()?))
        };
        let of_asking = || Some((asked?, secrets.open_sealed(&asked_place(id), &sealed?).ok()?));
        let keys = of_asking().or_else(of_store);
        let keys = keys.and_then(|(client_id, secret)| AppKeys::parse(&client_id, &secret).ok());
        apps.extend(
            keys.filter(|keys| !apps.contains(&(workspace, keys.clone()))).map(|keys| (workspace, keys)),
        );
    }
    Ok(apps)
}

/// Shopify's stores, whosever they are, also those that were disconnected.
pub(super) fn of_shopify(db: &mut Db) -> Result<Vec<Store>, DbError> {
    let which = store::table.filter(store::kind.eq(StoreKind::Shopify)).order(store::id);
    Ok(which.select(Store::as_select()).load(db)?)
}

/// Keeps by which app a token was given, and what makes the next one; a token without that lasts.
pub(super) fn keep_grant(
    tx: &mut Tx<'_>,
    secrets: &Secrets,
    known: &Store,
    client_id: &str,
    renewal: Option<&Renewal>,
) -> Result<(), DbError> {
    let seal = |renewal: &Renewal| secrets.seal(&refresh_place(known.id), &renewal.refresh_token);
    let lasts = |renewal: &Renewal| SignedDuration::try_from(renewal.lasts).unwrap_or(SignedDuration::MAX);
    let client_id = Some(client_id.to_owned());
    let sealed = renewal.map(seal);
    let expires_at = renewal.map(|renewal| tx.now.plus(lasts(renewal)));
    let row = (
        store_grant::workspace_id.eq(known.workspace_id),
        store_grant::store_id.eq(known.id),
        store_grant::client_id.eq(client_id.clone()),
        store_grant::refresh_token.eq(sealed.clone()),
        store_grant::expires_at.eq(expires_at),
    );
    let change = (
        store_grant::client_id.eq(client_id),
        store_grant::refresh_token.eq(sealed),
        store_grant::expires_at.eq(expires_at),
        store_grant::leased_until.eq(None::<Time>),
    );
    Both(
        diesel::insert_into(store_grant::table)
            .values(row)
            .on_conflict((store_grant::workspace_id, store_grant::store_id))
            .do_update()
            .set(change),
    )
    .run(tx.db)?;
    Ok(())
}

/// Forgets what makes the next token, and the app that a merchant is asked about.
pub(crate) fn forget_grant(tx: &mut Tx<'_>, workspace: WorkspaceId, id: StoreId) -> Result<(), DbError> {
    diesel::delete(store_grant::table.find((workspace, id))).execute(tx.db)?;
    Ok(())
}

/// What makes the next token.
pub(super) struct Granted {
    pub client_id: String,
    pub refresh_token: Zeroizing<String>,
}

/// The stores whose tokens end before a moment, whosever they are.
pub(super) fn ending(db: &mut Db, until: Time) -> Result<Vec<(WorkspaceId, StoreId)>, DbError> {
    let which =
        store_grant::expires_at.assume_not_null().le(until).and(store_grant::expires_at.is_not_null());
    let found = store_grant::table.filter(which).order(store_grant::expires_at);
    Ok(found.select((store_grant::workspace_id, store_grant::store_id)).load(db)?)
}

/// When a store's token ends; `None` when it lasts.
pub(super) fn ends_at(db: &mut Db, workspace: WorkspaceId, id: StoreId) -> Result<Option<Time>, DbError> {
    let found = store_grant::table.find((workspace, id)).select(store_grant::expires_at);
    Ok(found.first::<Option<Time>>(db).optional()?.flatten())
}

/// Takes the making of a store's next token for a while, if its token ends within `soon` and nobody else is at it.
pub(super) fn lease_grant(
    tx: &mut Tx<'_>,
    secrets: &Secrets,
    workspace: WorkspaceId,
    id: StoreId,
    soon: SignedDuration,
    lease: SignedDuration,
) -> Result<Option<Granted>, DbError> {
    let free = store_grant::leased_until.is_null().or(store_grant::leased_until.assume_not_null().lt(tx.now));
    let which = store_grant::workspace_id
        .eq(workspace)
        .and(store_grant::store_id.eq(id))
        .and(store_grant::expires_at.is_not_null())
        .and(store_grant::expires_at.assume_not_null().le(tx.now.plus(soon)))
        .and(free);
    let leased = diesel::update(store_grant::table.filter(which))
        .set(store_grant::leased_until.eq(tx.now.plus(lease)))
        .execute(tx.db)?;
    if leased == 0 {
        return Ok(None);
    }
    let found: (Option<String>, Option<String>) = store_grant::table
        .find((workspace, id))
        .select((store_grant::client_id, store_grant::refresh_token))
        .first(tx.db)?;
    let (Some(client_id), Some(sealed)) = found else { return Ok(None) };
    let opened = secrets.open_sealed(&refresh_place(id), &sealed);
    let refresh_token = opened.map_err(|_| DbError::Corrupt(format!("the refresh token of {id}")))?;
    Ok(Some(Granted { client_id, refresh_token }))
}

fn asked_place(id: StoreId) -> String {
    format!("store.asked_secret:{id}")
}

fn refresh_place(id: StoreId) -> String {
    format!("store.refresh_token:{id}")
}

/// What is kept of apps, as what is sealed anew after a rotation.
pub(crate) struct Grants;

impl Vault for Grants {
    fn name(&self) -> &'static str {
        "approvals of stores"
    }

    fn rows(&self, db: &mut Db, behind: &RowKey, limit: i64) -> Result<Vec<SealedRow>, DbError> {
        let next = store_grant::workspace_id
            .gt(behind.workspace)
            .or(store_grant::workspace_id.eq(behind.workspace).and(store_grant::store_id.gt(behind.id())));
        let found: Vec<(WorkspaceId, StoreId, Option<String>, Option<String>)> = store_grant::table
            .filter(next)
            .order((store_grant::workspace_id, store_grant::store_id))
            .limit(limit)
            .select((
                store_grant::workspace_id,
                store_grant::store_id,
                store_grant::asked_secret,
                store_grant::refresh_token,
            ))
            .load(db)?;
        let row =
            |(workspace, id, asked, refresh): (WorkspaceId, StoreId, Option<String>, Option<String>)| {
                let asked = asked.map(|sealed| (asked_place(id), sealed));
                let secrets =
                    asked.into_iter().chain(refresh.map(|sealed| (refresh_place(id), sealed))).collect();
                SealedRow { row: RowKey { workspace, key: id.0.to_string() }, secrets }
            };
        Ok(found.into_iter().map(row).collect())
    }

    fn replace(&self, tx: &mut Tx<'_>, row: &RowKey, old: &str, fresh: &str) -> Result<(), DbError> {
        let which = store_grant::table.find((row.workspace, row.id()));
        let asked = diesel::update(which.filter(store_grant::asked_secret.eq(old)));
        asked.set(store_grant::asked_secret.eq(fresh)).execute(tx.db)?;
        let refresh = diesel::update(which.filter(store_grant::refresh_token.eq(old)));
        refresh.set(store_grant::refresh_token.eq(fresh)).execute(tx.db)?;
        Ok(())
    }
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
