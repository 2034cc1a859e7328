//! The shop: the stores that a workspace has connected, and what is known of their orders, parcels and products.
//!
//! * [`stores`]: connecting a store, its state and health, taking it away.
//! * [`brands`]: how a store shows itself to its customers: name, logo, colour, language.
//! * [`syncing`]: reading all of its past once, then what changes; killed at any point it goes on.
//! * [`webhooks`]: what stores send by themselves, verified, kept, then answered.
//! * [`orders`]: orders in one form whatever the store; lists, search, one order, CSV.
//! * [`order_actions`]: what the team has a store do with an order: refunds, notes, addresses and the like.
//! * [`shipments`]: parcels, as stores and tracking services tell of them.
//! * [`carriers`]: who carries parcels, those that a workspace added among them.
//! * [`lateness`]: what is late, since when, and by which rule.
//! * [`tracking`]: what a tracking service sends by itself.
//! * [`products`]: what is sold, in which forms, and whether there is any left.
//! * [`coupons`]: codes that take something off an order.
//! * [`reviews`]: what customers write about products.
//! * [`imports`]: files are read into stores without a connector.
//! * [`pushing`]: stores without a connector tell of themselves.
//!
//! Events: `order.created`, `order.updated`, `order.deleted` ([`orders::OrderEvent`]), `order.noted`, `shipment.updated`
//! ([`shipments::ShipmentEvent`]), `shipment.late` and `order.late` ([`lateness::LateEvent`]), `order.action_requested|updated|settled` ([`order_actions::ActionEvent`]), `product.created|updated|deleted`,
//! `coupon.created|updated|deleted` ([`coupons::CouponEvent`]), `review.created|updated|deleted` ([`reviews::ReviewEvent`]), `review.answer_requested|updated|settled` ([`reviews::answers::AnswerEvent`]), `store.connected|progress|synced|failed|updated|
//! disconnected`. What files bring is told a group at a time: `order|customer|product.imported` ([`imports::Imported`]). Where an event's payload says `history`, the store's past was read and nobody is to be told.
//!
//! Architecture invariants: a store is asked only by [`syncing`], [`order_actions`] and [`reviews::answers`], while it is connected, always through the guarded
//! client; no query is made while a store is waited for; amounts are integers of minor units.

mod ahead;
pub mod brands;
pub mod carriers;
pub mod coupons;
pub mod imports;
pub mod lateness;
pub mod order_actions;
pub mod orders;
pub mod products;
pub mod pushing;
pub mod reviews;
pub mod schema;
pub mod shipments;
pub mod stores;
pub mod syncing;
pub mod tracking;
mod turn_taking;
pub mod webhooks;
mod words;

use std::sync::Arc;

use database::outbox::Sender;
use database::readers::Reader;
use database::resealing::Vault;
use people::App;
use tokio::sync::watch;
use utoipa_axum::router::OpenApiRouter;

/// The routes of this floor for staff, below `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(stores::routes())
        .merge(brands::routes())
        .merge(orders::routes())
        .merge(order_actions::routes())
        .merge(products::routes())
        .merge(coupons::routes())
        .merge(reviews::routes())
        .merge(pushing::routes())
        .merge(imports::routes())
        .merge(carriers::routes())
        .merge(lateness::routes())
        .merge(tracking::routes())
}

/// The routes that stores and merchants' browsers call, at the root: `/hooks/…`. They need no sign-in.
pub fn public_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(webhooks::public_routes())
        .merge(stores::public_routes())
        .merge(brands::public_routes())
        .merge(tracking::public_routes())
}

/// Runs the workers of this floor until `stop` turns true.
pub async fn run(app: App, stop: watch::Receiver<bool>) {
    let importing = imports::Importing::new(app.clone()).run(stop.clone());
    let renewing = stores::renew(app.clone(), stop.clone());
    tokio::join!(syncing::run(app, stop), importing, renewing);
}

/// What takes rows of the outbox.
pub fn senders(app: &App) -> Vec<Arc<dyn Sender>> {
    vec![
        Arc::new(order_actions::Doing::new(app.clone(), order_actions::Habits::default())),
        Arc::new(reviews::answers::Answering::new(app.clone(), stores::PATIENCE)),
    ]
}

/// The tables of this floor that hold secrets.
pub fn vaults() -> Vec<Arc<dyn Vault>> {
    vec![Arc::new(stores::Keys), Arc::new(stores::Grants), Arc::new(tracking::HookSecrets)]
}

/// The readers of this floor.
pub fn readers(_app: &App) -> Vec<Arc<dyn Reader>> {
    vec![
        Arc::new(orders::FollowCustomers),
        Arc::new(reviews::FollowCustomers),
        Arc::new(stores::EndAuthorizations),
        Arc::new(lateness::WatchDeadlines),
    ]
}
