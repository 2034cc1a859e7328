//! The store between two requests.

use std::collections::{BTreeMap, HashSet, VecDeque};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::delivery::Sent;
use super::fault::Fault;
use super::recordings::Recordings;
use crate::woocommerce::authorize::Scope;

pub(super) struct State {
    pub(super) things: Recordings,
    pub(super) keys: Vec<Key>,
    pub(super) webhooks: BTreeMap<u64, Webhook>,
    pub(super) fault: Option<Fault>,
    /// Paths below `wc/v3/` that the keys' user may not see.
    pub(super) hidden: HashSet<String>,
    /// Whether our plug-in is in the store.
    pub(super) plug_in: bool,
    /// Whether WooCommerce's own fulfillments are switched on; without them there are no routes for them.
    pub(super) fulfills: bool,
    /// What goes wrong with the next requests.
    pub(super) script: VecDeque<Option<Fault>>,
    /// Money that was given back: order and amount.
    pub(super) moved: Vec<(u64, String)>,
    /// Mails sent on demand: to whom, what.
    pub(super) mails: Vec<(String, String)>,
    /// `METHOD /path?query` of every request to the API.
    pub(super) requests: Vec<String>,
    pub(super) sent: Vec<Sent>,
    pub(super) nonces: HashSet<String>,
    pub(super) next_id: u64,
}

pub(super) struct Key {
    pub(super) consumer_key: String,
    pub(super) consumer_secret: String,
    pub(super) scope: Scope,
}

pub(super) struct Webhook {
    /// As the API shows it.
    pub(super) shown: Value,
    pub(super) secret: String,
    pub(super) failures: u32,
}

impl Webhook {
    pub(super) fn text(&self, key: &str) -> String {
        self.shown[key].as_str().unwrap_or_default().to_owned()
    }
}

impl State {
    pub(super) fn new_id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }
}

/// The store's clock.
#[expect(clippy::disallowed_methods, reason = "a played store is a program of its own, with its own clock")]
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}

/// Writes now into `date_NAME` (local, as the store is in Istanbul) and `date_NAME_gmt`.
pub(super) fn stamp(thing: &mut Value, name: &str) {
    let written = |zone: TimeZone| now().to_zoned(zone).strftime("%Y-%m-%dT%H:%M:%S").to_string();
    thing[format!("date_{name}_gmt")] = written(TimeZone::UTC).into();
    thing[format!("date_{name}")] = written(TimeZone::fixed(jiff::tz::offset(3))).into();
}
