//! How a store is spoken to, and the requests that follow from it. Nothing here sends anything.

use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::documents::Document;
use super::keys::Keys;
use super::shop_url::ShopUrl;
use crate::http::Request;

/// The version of the Admin API that is spoken. Shopify keeps each for a year; the queries are held against this one and
/// the next.
pub const API_VERSION: &str = "2026-07";

/// Largest answer accepted, in bytes.
const LARGEST_ANSWER: usize = 32 * 1024 * 1024;

/// Without `read_all_orders` Shopify shows the orders of the last 60 days. Clocks and zones differ by up to a day.
const SHOWN: SignedDuration = SignedDuration::from_hours(59 * 24);

/// Everything needed to speak with a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Where it is.
    pub shop: ShopUrl,
    /// What opens it.
    pub keys: Keys,
    /// What Shopify calls it, such as `kestane.myshopify.com`; its messages name it.
    pub domain: String,
    /// What the token may do.
    pub scopes: Scopes,
}

/// What a token may do, by Shopify's names (`read_orders`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scopes(pub Vec<String>);

impl Scopes {
    /// Without these there is nothing to read.
    pub const NEEDED: [&'static str; 3] = ["read_orders", "read_customers", "read_products"];

    /// What a merchant is asked for on Shopify's own page: to read, to be told of parcels, and to do what can be done with an
    /// order.
    pub const ASKED: [&'static str; 11] = [
        "read_orders",
        "write_orders",
        "write_order_edits",
        "read_customers",
        "read_products",
        "read_fulfillments",
        "read_returns",
        "write_returns",
        "read_locations",
        "write_discounts",
        "write_draft_orders",
    ];

    /// Without these some of what a store can be had to do with an order is not possible.
    pub const FOR_ACTIONS: [&'static str; 6] = [
        "write_orders",
        "write_order_edits",
        "write_returns",
        "read_locations",
        "write_discounts",
        "write_draft_orders",
    ];

    /// Without it returns can't be read.
    pub const FOR_RETURNS: &'static str = "read_returns";

    /// Without it it is not told who wrote a comment. Shopify gives it to stores of its larger plans only.
    pub const FOR_AUTHORS: &'static str = "read_users";

    /// Without it coupons can't be read; whoever may make them may read them.
    pub const FOR_COUPONS: &'static str = "read_discounts";

    /// Whether this may be done; whoever may write may read.
    pub fn allow(&self, scope: &str) -> bool {
        let writing = scope.strip_prefix("read_").map(|what| format!("write_{what}"));
        self.0.iter().any(|known| known == scope || Some(known) == writing.as_ref())
    }

    /// What of [`Scopes::FOR_ACTIONS`] is not allowed.
    pub fn missing_for_actions(&self) -> Vec<&'static str> {
        Self::FOR_ACTIONS.into_iter().filter(|scope| !self.allow(scope)).collect()
    }

    /// What is needed and not allowed.
    pub fn missing(&self) -> Vec<&'static str> {
        Self::NEEDED.into_iter().filter(|scope| !self.allow(scope)).collect()
    }
}

impl Connection {
    /// The moment before which the store shows no orders to us; `None` when it shows all. An order from before it that
    /// can't be found may well be there.
    pub fn shows_orders_since(&self, now: Timestamp) -> Option<Timestamp> {
        if self.scopes.allow("read_all_orders") {
            return None;
        }
        Some(now.checked_sub(SHOWN).unwrap_or(Timestamp::MIN))
    }

    pub(super) fn request(&self, document: &Document, variables: &Value) -> Request {
        request(&self.shop, &self.keys, document, variables)
    }
}

pub(super) fn request(shop: &ShopUrl, keys: &Keys, document: &Document, variables: &Value) -> Request {
    let mut headers = HeaderMap::new();
    let mut token = HeaderValue::from_str(keys.access_token()).expect("a token is letters, digits and _");
    token.set_sensitive(true);
    headers.insert(HeaderName::from_static("x-shopify-access-token"), token);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(USER_AGENT, HeaderValue::from_static("Tillside"));
    let body = json!({ "operationName": document.name, "query": document.text, "variables": variables });
    Request {
        method: Method::POST,
        url: shop.api(API_VERSION),
        headers,
        body: body.to_string().into_bytes(),
        limit: LARGEST_ANSWER,
    }
}
