//! The recordings, read in the order in which they were made, so that what remains is the store at the end of the day.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::Deserialize;
use serde_json::{Value, json};
use thiserror::Error;
use url::Url;

/// The way of paying that gives money back when asked.
pub(super) const CARD: &str = "replay_card";

/// Things by id.
pub(super) type Shelf = BTreeMap<u64, Value>;

/// Everything the recorded store had and said.
#[derive(Default)]
pub(super) struct Recordings {
    pub(super) orders: Shelf,
    pub(super) customers: Shelf,
    pub(super) products: Shelf,
    /// By product.
    pub(super) variations: BTreeMap<u64, Shelf>,
    /// By order.
    pub(super) refunds: BTreeMap<u64, Shelf>,
    /// By order.
    pub(super) fulfillments: BTreeMap<u64, Shelf>,
    /// By order.
    pub(super) notes: BTreeMap<u64, Shelf>,
    pub(super) coupons: Shelf,
    pub(super) reviews: Shelf,
    /// Answers by the name of their recording, for refusals.
    said: BTreeMap<String, Said>,
}

/// One recorded answer.
#[derive(Clone, Default)]
pub(super) struct Said {
    method: String,
    /// Path below `/wp-json/`, without query.
    route: String,
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

/// The recordings cannot be read.
#[derive(Debug, Error)]
pub enum NotRecorded {
    /// A file is missing or unreadable.
    #[error("{path}: {error}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file is not what a recording should be.
    #[error("{path}: {error}")]
    Malformed {
        /// Which.
        path: PathBuf,
        /// Why.
        error: serde_json::Error,
    },
}

#[derive(Deserialize)]
struct About {
    request: Asked,
    response: Answered,
}

#[derive(Deserialize)]
struct Asked {
    method: String,
    url: Url,
}

#[derive(Deserialize)]
struct Answered {
    status: u16,
    headers: Vec<(String, String)>,
}

impl Recordings {
    /// Reads `rest/NNN-name.json` and `.body` of a folder.
    pub(super) fn read(folder: &Path) -> Result<Self, NotRecorded> {
        let rest = folder.join("rest");
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |error| NotRecorded::File { path, error }
        };
        let mut names: Vec<String> = fs::read_dir(&rest)
            .map_err(unreadable(&rest))?
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".json").map(str::to_owned))
            .collect();
        names.sort();
        let mut all = Self::default();
        for name in names {
            let path = rest.join(format!("{name}.json"));
            let about = fs::read(&path).map_err(unreadable(&path))?;
            let about: About = serde_json::from_slice(&about)
                .map_err(|error| NotRecorded::Malformed { path: path.clone(), error })?;
            let body = fs::read(path.with_extension("body")).unwrap_or_default();
            all.replay(&name, about, body);
        }
        Ok(all)
    }

    /// A recorded answer by the end of its name (`err-401-noauth`).
    pub(super) fn said(&self, name: &str) -> Option<&Said> {
        self.said.iter().find(|(full, _)| full.get(4..) == Some(name)).map(|(_, said)| said)
    }

    /// What was answered to a plain question (`wc/v3/system_status`).
    pub(super) fn answer_to(&self, route: &str) -> Option<&Said> {
        let asked = |said: &&Said| said.method == "GET" && said.route == route && said.status == 200;
        self.said.values().find(asked)
    }

    /// A way of paying: the recorded ones, none of which gives money back, and [`CARD`], which does.
    pub(super) fn gateway(&self, id: &str) -> Option<Value> {
        if id == CARD {
            return Some(json!({
                "id": CARD, "title": "Kart", "enabled": true, "method_supports": ["products", "refunds"],
            }));
        }
        let all: Value = serde_json::from_slice(&self.answer_to("wc/v3/payment_gateways")?.body).ok()?;
        all.as_array()?.iter().find(|known| known["id"] == id).cloned()
    }

    fn replay(&mut self, name: &str, about: About, body: Vec<u8>) {
        let route = about.request.url.path().trim_start_matches("/wp-json/").trim_end_matches('/').to_owned();
        let partial = about.request.url.query_pairs().any(|(key, _)| matches!(&*key, "_fields" | "dp"));
        if (200..300).contains(&about.response.status)
            && !partial
            && let Some(rest) = route.strip_prefix("wc/v3/")
            && let Ok(json) = serde_json::from_slice::<Value>(&body)
        {
            let path: Vec<&str> = rest.split('/').collect();
            self.happened(&about.request.method, &path, json);
        }
        let said = Said {
            method: about.request.method,
            route,
            status: about.response.status,
            headers: about.response.headers,
            body,
        };
        self.said.insert(name.to_owned(), said);
    }

    /// Puts what an answer shows on its shelf, or takes it away when it was deleted.
    fn happened(&mut self, method: &str, path: &[&str], json: Value) {
        let shelf = match path {
            ["orders", "batch"] => {
                for list in json.as_object().into_iter().flat_map(|parts| parts.values()) {
                    put(&mut self.orders, list.clone());
                }
                return;
            }
            ["orders", "statuses"] | ["products", "categories", ..] => return,
            ["products", "reviews"] | ["products", "reviews", _] => &mut self.reviews,
            ["orders"] | ["orders", _] => &mut self.orders,
            ["coupons"] | ["coupons", _] => &mut self.coupons,
            ["customers"] | ["customers", _] => &mut self.customers,
            ["products"] | ["products", _] => &mut self.products,
            ["products", product, "variations"] => self.variations.entry(id_of(product)).or_default(),
            ["orders", order, "refunds", ..] => self.refunds.entry(id_of(order)).or_default(),
            ["orders", order, "notes"] => self.notes.entry(id_of(order)).or_default(),
            _ => return,
        };
        if method == "DELETE" {
            shelf.remove(&json["id"].as_u64().unwrap_or_default());
        } else {
            put(shelf, json);
        }
    }
}

fn id_of(segment: &str) -> u64 {
    segment.parse().unwrap_or_default()
}

fn put(shelf: &mut Shelf, json: Value) {
    match json {
        Value::Array(things) => things.into_iter().for_each(|thing| put(shelf, thing)),
        // A batch reports what it could not do beside what it did.
        thing if thing.get("error").is_some() => {}
        thing => {
            if let Some(id) = thing["id"].as_u64() {
                shelf.insert(id, thing);
            }
        }
    }
}
