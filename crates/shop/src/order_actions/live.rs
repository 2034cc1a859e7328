//! The order as the store has it at this moment, and the store that can be had to do something with it.

use std::time::Duration;

use commerce::StoreError;
use commerce::acting::{Acting, Standing};
use commerce::model::SourceId;
use database::{DbError, Tx};
use people::App;

use crate::orders::{self, Came, Order, Refunds, Touched};
use crate::stores::{GuardedHttp, Opener, Store, StoreClient};
use crate::syncing;

/// How long a store may take while a person waits for a preview.
pub(super) const PATIENCE_OF_PEOPLE: Duration = Duration::from_secs(20);

/// Why a store can't be asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotAsked {
    /// It was taken away, is paused, never let us in, or is one that tells of itself.
    #[error("the store is not connected now")]
    NotConnected,
    /// Its keys can't be read any more.
    #[error("the keys of the store can't be read: {0}")]
    Keys(#[from] database::secrets::SecretError),
    /// It does not answer as it should.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A store that may be had to do something now, whichever kind it is.
///
/// # Errors
/// [`NotAsked`].
pub(super) fn client(app: &App, known: &Store, patience: Duration) -> Result<Box<dyn Acting>, NotAsked> {
    if !known.can_act() {
        return Err(NotAsked::NotConnected);
    }
    let connection = match known.opener(&app.secrets)? {
        Opener::Tried(connection) => connection,
        Opener::Untried(_) | Opener::Nothing => return Err(NotAsked::NotConnected),
    };
    let http = GuardedHttp::with_patience(&app.guarded, patience);
    Ok(match StoreClient::new(app, connection, http) {
        StoreClient::WooCommerce(client) => Box::new(client),
        StoreClient::Shopify(client) => Box::new(client),
    })
}

/// Asks the store how the order stands.
///
/// # Errors
/// [`NotAsked`].
pub(super) async fn read(
    store: &dyn Acting,
    source_id: &str,
    about_money: bool,
) -> Result<Standing, NotAsked> {
    let id = SourceId::from(source_id);
    Ok(store.standing(&id, about_money).await?)
}

/// Keeps what the store just said, so that everybody sees it, and returns the order as it is here then.
///
/// # Errors
/// Only those of the database.
pub(super) fn take_over(
    tx: &mut Tx<'_>,
    order: &Order,
    standing: &Standing,
) -> Result<Option<Order>, DbError> {
    let (workspace, store_id) = (order.workspace_id, order.store_id);
    let mut touched = Touched::default();
    let original = orders::original_of(&standing.json);
    let saved =
        orders::save(tx, workspace, store_id, Came::Fetched, &standing.order, &original, &mut touched)?;
    syncing::want_details(tx, workspace, store_id, &standing.order, saved)?;
    if !standing.refunds.is_empty() {
        orders::write_refunds(tx, order, &standing.refunds, Refunds::Whole)?;
    }
    touched.settle(tx, workspace)?;
    orders::find(tx.db, workspace, order.id)
}
