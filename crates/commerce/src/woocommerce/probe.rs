//! Finding out how a store can be spoken to, before anything is asked of it.

use http::Method;
use serde_json::{Value, json};
use url::Url;

use super::client::Client;
use super::connection::{Auth, Call, Connection, Routes, index_request};
use super::error;
use super::keys::Keys;
use super::oauth1::Stamp;
use super::store_url::StoreUrl;
use crate::error::{KeyProblem, StoreError};
use crate::http::Http;
use crate::json::Node;
use crate::money::Currency;

/// What was found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probed {
    /// How to speak with it from now on.
    pub connection: Connection,
    /// What it says of itself.
    pub facts: StoreFacts,
    /// Whether the keys may set up webhooks. Without it there is only polling.
    pub may_write: bool,
}

/// What a store says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreFacts {
    /// The site's name.
    pub name: Option<String>,
    /// IANA time zone, unless the site only knows an offset.
    pub time_zone: Option<String>,
    /// The currency of its prices. Orders may have others.
    pub currency: Currency,
    /// Version of WooCommerce, when the keys may see it.
    pub woocommerce: Option<String>,
    /// Version of WordPress, when the keys may see it.
    pub wordpress: Option<String>,
}

/// The front page of the API.
#[derive(Default)]
struct Index {
    name: Option<String>,
    time_zone: Option<String>,
    home: Option<Url>,
    routes: Option<Routes>,
}

/// Tries addresses and ways to show the keys until one works, then reads what the store is and whether it may be
/// changed. Changes nothing itself.
///
/// # Errors
/// The one that a person can do something about: wrong keys, a firewall, no WooCommerce, another address.
pub async fn probe<H: Http>(
    http: &H,
    store: &StoreUrl,
    keys: &Keys,
    stamp: impl Fn() -> Stamp + Send + Sync + Clone + 'static,
) -> Result<Probed, StoreError> {
    let index = index(http, store).await?;
    let client = open(http, store, keys, &index, stamp).await?;
    let (currency, woocommerce, wordpress) = versions(&client).await?;
    let facts = StoreFacts { name: index.name, time_zone: index.time_zone, currency, woocommerce, wordpress };
    let written = write_nothing(&client).await?;
    // What only webhooks are refused for may be this route's own affair: a firewall, or a right of the user.
    let keys_may_write = !matches!(written, Err(StoreError::Unauthorized { .. }));
    let connection = Connection { may_write: keys_may_write, ..client.connection().clone() };
    Ok(Probed { connection, facts, may_write: written.is_ok() })
}

/// Reads the front page, at the usual address or the plain one. Some sites hide it from strangers: then nothing is
/// known, and the usual address is assumed.
async fn index<H: Http>(http: &H, store: &StoreUrl) -> Result<Index, StoreError> {
    let pretty = read_index(http, store, Routes::Pretty).await;
    match pretty {
        Err(StoreError::NoApi | StoreError::NotJson { .. }) => {
            read_index(http, store, Routes::Plain).await.or(pretty)
        }
        Err(StoreError::Unauthorized { hint }) if hint != KeyProblem::SiteProtected => Ok(Index::default()),
        Err(StoreError::Forbidden { .. }) => Ok(Index::default()),
        other => other,
    }
}

async fn read_index<H: Http>(http: &H, store: &StoreUrl, routes: Routes) -> Result<Index, StoreError> {
    let body = error::read(&http.send(index_request(store, routes)).await?)?;
    let record = Node::root(&body);
    let spaces = body.get("namespaces").and_then(Value::as_array).ok_or(StoreError::NoApi)?;
    if !spaces.iter().any(|space| space == "wc/v3") {
        return Err(StoreError::NoApi);
    }
    Ok(Index {
        name: record.get("name").text(),
        time_zone: record.get("timezone_string").raw_text(),
        home: record.get("home").web_url().and_then(|home| home.parse().ok()),
        routes: Some(routes),
    })
}

/// The first way to show the keys that the store accepts. If it accepts none, its answer to the usual way counts.
async fn open<'h, H: Http>(
    http: &'h H,
    store: &StoreUrl,
    keys: &Keys,
    index: &Index,
    stamp: impl Fn() -> Stamp + Send + Sync + Clone + 'static,
) -> Result<Client<&'h H>, StoreError> {
    let mut refused = None;
    for auth in Connection::ways(store) {
        let connection = Connection {
            store: store.clone(),
            keys: keys.clone(),
            auth: *auth,
            routes: index.routes.unwrap_or(Routes::Pretty),
            home: index.home.clone(),
            may_write: true,
        };
        let client = Client::new(connection, http, stamp.clone());
        let question = Call::get(&["orders"]).with("per_page", 1).with("_fields", "id");
        match client.ask(&question).await {
            Ok(_) => return Ok(client),
            Err(error @ StoreError::Unauthorized { hint }) if another_way_may_help(*auth, hint) => {
                refused.get_or_insert(error);
            }
            Err(error) => return Err(refused.unwrap_or(error)),
        }
    }
    Err(refused.unwrap_or(StoreError::Unauthorized { hint: KeyProblem::NotAccepted }))
}

/// Only when the store did not see the keys; a wrong secret stays wrong.
fn another_way_may_help(tried: Auth, hint: KeyProblem) -> bool {
    hint == KeyProblem::NotAccepted || (tried == Auth::Basic && hint == KeyProblem::SiteProtected)
}

/// Currency and versions. The status report is for administrators; a shop manager's keys get the currency elsewhere.
async fn versions<H: Http>(
    client: &Client<H>,
) -> Result<(Currency, Option<String>, Option<String>), StoreError> {
    let report = Call::get(&["system_status"])
        .with("_fields", "environment.version,environment.wp_version,settings.currency");
    match client.ask(&report).await {
        Ok((body, _)) if body.pointer("/settings/currency").is_some() => {
            let record = Node::root(&body);
            let environment = record.get("environment");
            let currency = record.get("settings").get("currency").currency()?;
            Ok((currency, environment.get("version").raw_text(), environment.get("wp_version").raw_text()))
        }
        Ok(_)
        | Err(StoreError::Forbidden { .. } | StoreError::Unauthorized { .. } | StoreError::Blocked { .. }) => {
            let (body, _) = client.ask(&Call::get(&["data", "currencies", "current"])).await?;
            Ok((Node::root(&body).get("code").currency()?, None, None))
        }
        Err(error) => Err(error),
    }
}

/// An empty batch asks for the right to write and writes nothing; inside is why it was refused.
async fn write_nothing<H: Http>(client: &Client<H>) -> Result<Result<(), StoreError>, StoreError> {
    match client.ask(&Call::new(Method::POST, &["webhooks", "batch"]).json(json!({}))).await {
        Ok(_) => Ok(Ok(())),
        Err(
            refused @ (StoreError::Unauthorized { .. }
            | StoreError::Forbidden { .. }
            | StoreError::Blocked { .. }),
        ) => Ok(Err(refused)),
        Err(error) => Err(error),
    }
}
