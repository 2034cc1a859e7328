//! Having a store tell us of its changes, and noticing when it has stopped to: it switches its messages off, silently,
//! after a handful of failures.

use commerce::http::Http;
use commerce::woocommerce::{Client, StoreWebhook, WatchedTopic, WebhookSecret, WebhookState as TheirState};
use commerce::{StoreError, shopify};
use database::{DbError, Time};
use jiff::SignedDuration;
use people::App;
use url::Url;

use crate::stores::{self, Ailment, HealthCode, Store, StoreClient, StoreId, WebhookState, Webhooks};
use crate::syncing::TurnError;

/// How often the store's messages are looked at.
const LOOK_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Where a store sends its messages.
pub(crate) fn delivery_address(app: &App, store: StoreId) -> Url {
    app.public_url.join(&format!("hooks/{store}")).expect("an id below an address is an address")
}

/// Makes the webhooks that are missing and switches on again those that the store switched off, once an hour. WooCommerce
/// switches them off, Shopify removes them.
///
/// # Errors
/// [`TurnError::Store`] when the store can't answer now. That the keys may not make webhooks is no error: changes are
/// fetched instead.
pub(crate) async fn keep_registered(app: &App, known: &Store, client: &StoreClient) -> Result<(), TurnError> {
    let now = app.database.now();
    if known.webhooks.checked_at.is_some_and(|at| now.since(at) < LOOK_EVERY) {
        return Ok(());
    }
    let address = delivery_address(app, known.id);
    let registered = match client {
        StoreClient::WooCommerce(client) => {
            let secret = known.open_webhook_secret(&app.secrets).map_err(|cause| TurnError::Store {
                ailment: Ailment::new(HealthCode::KeysUnreadable, cause.to_string()),
                passing: false,
                wait: None,
            })?;
            register(client, &address, &secret, now).await
        }
        StoreClient::Shopify(client) => subscribe(client, &address, known.webhooks.created, now).await,
    };
    let webhooks = match registered {
        Ok(webhooks) => webhooks,
        Err(
            StoreError::Unauthorized { .. }
            | StoreError::Forbidden { .. }
            | StoreError::Blocked { .. }
            | StoreError::MissingScope { .. },
        ) => Webhooks { state: WebhookState::NotAllowed, created: 0, failing: 0, checked_at: Some(now) },
        Err(error @ (StoreError::Refused { .. } | StoreError::Unreadable(_))) => {
            tracing::warn!(store = %known.id, %error, "the store does not take our webhooks");
            Webhooks {
                state: WebhookState::Failing,
                failing: WatchedTopic::ALL.len() as u32,
                created: 0,
                checked_at: Some(now),
            }
        }
        Err(error) => return Err(error.into()),
    };
    let (workspace, id) = (known.workspace_id, known.id);
    app.database
        .write(move |tx| stores::set_webhooks(tx, workspace, id, &webhooks))
        .await
        .map_err(|cause: DbError| cause.into())
}

async fn register<H: Http>(
    client: &Client<H>,
    address: &Url,
    secret: &WebhookSecret,
    now: Time,
) -> Result<Webhooks, StoreError> {
    let ours = ours(client, address).await?;
    let (mut created, mut failing) = (0, 0);
    for topic in WatchedTopic::ALL {
        match ours.iter().find(|webhook| webhook.topic == topic.as_str()) {
            None => {
                client.create_webhook(topic, address, secret).await?;
            }
            Some(webhook) => match webhook.state {
                TheirState::Active => {}
                TheirState::Paused => failing += 1,
                TheirState::Disabled => {
                    failing += 1;
                    client.reactivate_webhook(&webhook.source_id).await?;
                }
            },
        }
        created += 1;
    }
    let state = if failing == 0 { WebhookState::Active } else { WebhookState::Failing };
    Ok(Webhooks { state, created, failing, checked_at: Some(now) })
}

async fn ours<H: Http>(client: &Client<H>, address: &Url) -> Result<Vec<StoreWebhook>, StoreError> {
    let (webhooks, _) = client.webhooks().all().await?;
    Ok(webhooks.into_iter().filter(|webhook| webhook.delivery_url == address.as_str()).collect())
}

/// What is missing of Shopify's messages is set up; what was there before had been removed by the store.
async fn subscribe<H: Http>(
    client: &shopify::Client<H>,
    address: &Url,
    before: u32,
    now: Time,
) -> Result<Webhooks, StoreError> {
    let there = subscribed(client, address).await?;
    let (mut created, mut missing) = (0, 0);
    for topic in shopify::WatchedTopic::allowed(&client.connection().scopes) {
        if !there.iter().any(|webhook| webhook.topic == topic.as_str()) {
            client.create_webhook(topic, address).await?;
            missing += 1;
        }
        created += 1;
    }
    let failing = if before == 0 { 0 } else { missing };
    let state = if failing == 0 { WebhookState::Active } else { WebhookState::Failing };
    Ok(Webhooks { state, created, failing, checked_at: Some(now) })
}

async fn subscribed<H: Http>(
    client: &shopify::Client<H>,
    address: &Url,
) -> Result<Vec<shopify::ShopWebhook>, StoreError> {
    let webhooks = client.webhooks().await?;
    Ok(webhooks.into_iter().filter(|webhook| webhook.address == address.as_str()).collect())
}

/// Removes our webhooks from a store.
///
/// # Errors
/// The first that the store has.
pub(crate) async fn take_back(client: &StoreClient, address: &Url) -> Result<(), StoreError> {
    match client {
        StoreClient::WooCommerce(client) => {
            for webhook in ours(client, address).await? {
                client.delete_webhook(&webhook.source_id).await?;
            }
        }
        StoreClient::Shopify(client) => {
            for webhook in subscribed(client, address).await? {
                client.delete_webhook(&webhook.id).await?;
            }
        }
    }
    Ok(())
}
