//! The order as the store has it at this moment.

use std::time::Duration;

use commerce::StoreError;
use commerce::model::{SourceId, StoreOrder, StoreRefund};
use commerce::woocommerce::{Client, Gateway, Marked};
use database::{DbError, Tx};
use people::App;
use serde_json::Value;

use super::action::Kind;
use crate::orders::{self, Came, Order, Refunds, Touched};
use crate::stores::{self, Connection, GuardedHttp, Opener, Store, StoreState};
use crate::syncing;

/// How long a store may take while a person waits for a preview.
const PATIENCE_OF_PEOPLE: Duration = Duration::from_secs(20);

/// Why a store can't be asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotAsked {
    /// It was taken away, is paused, or never let us in.
    #[error("the store is not connected now")]
    NotConnected,
    /// It is of a kind whose orders are read and not changed.
    #[error("orders of this store can't be changed from here")]
    OnlyRead,
    /// Its keys can't be read any more.
    #[error("the keys of the store can't be read: {0}")]
    Keys(#[from] database::secrets::SecretError),
    /// It does not answer as it should.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What opens a store, for one that may be changed now.
///
/// # Errors
/// [`NotAsked`].
pub(super) fn client(app: &App, known: &Store, patience: Duration) -> Result<Client<GuardedHttp>, NotAsked> {
    if matches!(known.state, StoreState::Paused | StoreState::Disconnected | StoreState::Connecting) {
        return Err(NotAsked::NotConnected);
    }
    let connection = match known.opener(&app.secrets)? {
        Opener::Tried(Connection::WooCommerce(connection)) => connection,
        Opener::Tried(Connection::Shopify(_)) => return Err(NotAsked::OnlyRead),
        Opener::Untried(_) | Opener::Nothing => return Err(NotAsked::NotConnected),
    };
    let http = GuardedHttp::with_patience(&app.guarded, patience);
    Ok(Client::new(connection, http, stores::stamp(app.database.clock())))
}

/// An order with what an action on it has to know.
#[derive(Debug, Clone)]
pub(super) struct Live {
    pub order: StoreOrder,
    /// As the store wrote it.
    pub json: Value,
    /// Only for refunds.
    pub refunds: Vec<StoreRefund>,
    /// How it was paid, only for refunds; `None` when the store knows that way no more.
    pub gateway: Option<Gateway>,
}

/// Asks the store for the order.
///
/// # Errors
/// [`NotAsked`].
pub(super) async fn read(app: &App, known: &Store, source_id: &str, kind: Kind) -> Result<Live, NotAsked> {
    let client = client(app, known, PATIENCE_OF_PEOPLE)?;
    let id = SourceId::from(source_id);
    let (order, json) = client.order_with_source(&id).await?;
    let (mut refunds, mut gateway) = (Vec::new(), None);
    if kind == Kind::Refund {
        let (all, _) = client.marked_refunds(&id, order.currency).all().await?;
        refunds = all.into_iter().map(|Marked { thing, .. }| thing).collect();
        gateway = match json["payment_method"].as_str() {
            Some(paid_by) if !paid_by.is_empty() => client.gateway(paid_by).await?,
            Some(_) | None => None,
        };
    }
    Ok(Live { order, json, refunds, gateway })
}

/// Keeps what the store just said, so that everybody sees it, and returns the order as it is here then.
///
/// # Errors
/// Only those of the database.
pub(super) fn take_over(tx: &mut Tx<'_>, order: &Order, live: &Live) -> Result<Option<Order>, DbError> {
    let (workspace, store_id) = (order.workspace_id, order.store_id);
    let mut touched = Touched::default();
    let original = orders::original_of(&live.json);
    let saved = orders::save(tx, workspace, store_id, Came::Fetched, &live.order, &original, &mut touched)?;
    syncing::want_details(tx, workspace, store_id, &live.order, saved)?;
    if !live.refunds.is_empty() {
        orders::write_refunds(tx, order, &live.refunds, Refunds::Whole)?;
    }
    touched.settle(tx, workspace)?;
    orders::find(tx.db, workspace, order.id)
}
