//! What the store sends by itself: pings and signed deliveries, as recorded.

use std::sync::Arc;
use std::time::Duration;

use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::server::Shop;
use super::state::now;
use crate::woocommerce::webhook::signature;

/// More failures than this in a row, and the store switches a webhook off without a word.
const PATIENCE: u32 = 5;

/// One thing the store sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sent {
    /// `order.updated`, or `ping`.
    pub topic: String,
    /// Where to.
    pub url: String,
    /// The status that came back; `None` when nothing did.
    pub answered: Option<u16>,
    /// The body.
    pub body: String,
}

impl Shop {
    /// Sends the unsigned "are you there?" of a new webhook.
    pub(super) fn ping(self: &Arc<Self>, webhook_id: u64) {
        let Some(url) = self.state().webhooks.get(&webhook_id).map(|hook| hook.text("delivery_url")) else {
            return;
        };
        let request = self
            .outgoing
            .post(&url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("webhook_id={webhook_id}"));
        self.send("ping", url, format!("webhook_id={webhook_id}"), request, None);
    }

    /// Tells every active webhook of a topic. The body is built now, from the thing as it is now.
    pub(super) fn tell(self: &Arc<Self>, topic: &str, body: &str) {
        let listening: Vec<u64> = (self.state().webhooks.iter())
            .filter(|(_, hook)| hook.text("status") == "active" && hook.text("topic") == topic)
            .map(|(id, _)| *id)
            .collect();
        for webhook_id in listening {
            self.deliver(webhook_id, topic, body);
        }
    }

    fn deliver(self: &Arc<Self>, webhook_id: u64, topic: &str, body: &str) {
        let (url, secret) = match self.state().webhooks.get(&webhook_id) {
            Some(hook) => (hook.text("delivery_url"), hook.secret.clone()),
            None => return,
        };
        let (resource, event) = topic.split_once('.').unwrap_or((topic, ""));
        // Two deliveries in one second share it: so does the real store's.
        let second = format!("{webhook_id}{}", now().as_second());
        let delivery_id = HEXLOWER.encode(&Sha256::digest(second)[..16]);
        let request = self
            .outgoing
            .post(&url)
            .header("content-type", "application/json")
            .header("x-wc-webhook-source", format!("{}/", self.home()))
            .header("x-wc-webhook-topic", topic)
            .header("x-wc-webhook-resource", resource)
            .header("x-wc-webhook-event", event)
            .header("x-wc-webhook-signature", signature(body.as_bytes(), &secret))
            .header("x-wc-webhook-id", webhook_id.to_string())
            .header("x-wc-webhook-delivery-id", delivery_id)
            .body(body.to_owned());
        self.send(topic, url, body.to_owned(), request, Some(webhook_id));
    }

    fn send(
        self: &Arc<Self>,
        topic: &str,
        url: String,
        body: String,
        request: reqwest::RequestBuilder,
        counts_for: Option<u64>,
    ) {
        let (shop, topic) = (Arc::clone(self), topic.to_owned());
        let request = request
            .header("user-agent", "WooCommerce/11.0.1 Hookshot (WordPress/7.0.4)")
            .timeout(Duration::from_secs(60));
        self.under_way().spawn(async move {
            let answered = request.send().await.ok().map(|answer| answer.status().as_u16());
            let mut state = shop.state();
            state.sent.push(Sent { topic, url, answered, body });
            let Some(hook) = counts_for.and_then(|id| state.webhooks.get_mut(&id)) else { return };
            if answered.is_some_and(|status| matches!(status, 200..=302)) {
                hook.failures = 0;
                return;
            }
            hook.failures += 1;
            if hook.failures > PATIENCE {
                hook.shown["status"] = "disabled".into();
            }
        });
    }
}
