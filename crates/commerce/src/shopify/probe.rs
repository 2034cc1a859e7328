//! Finding out whether a store can be spoken to, and what may be asked, before anything is believed.

use serde_json::{Value, json};

use super::answer::{self, Answer};
use super::connection::{self, Connection, Scopes};
use super::documents;
use super::keys::Keys;
use super::shop_url::ShopUrl;
use crate::error::StoreError;
use crate::http::Http;
use crate::json::Node;
use crate::money::Currency;

/// What was found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probed {
    /// How to speak with it from now on.
    pub connection: Connection,
    /// What it says of itself.
    pub facts: ShopFacts,
}

/// What a store says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopFacts {
    /// Its name.
    pub name: Option<String>,
    /// IANA.
    pub time_zone: Option<String>,
    /// Of its prices. Orders may have others.
    pub currency: Currency,
}

/// Asks a store what it is and what the token may do. Changes nothing.
///
/// # Errors
/// The one that a person can do something about. [`StoreError::MissingScope`] when the token may not read orders, customers
/// and products; it names what is missing.
pub async fn probe<H: Http>(http: &H, shop: &ShopUrl, keys: &Keys) -> Result<Probed, StoreError> {
    let request = connection::request(shop, keys, &documents::SHOP, &json!({}));
    let data = match answer::read(&http.send(request).await?)? {
        Answer::Data(data) => data,
        Answer::Throttled(wait) => return Err(StoreError::RateLimited { retry_after: Some(wait) }),
    };
    let scopes = data.pointer("/installation/accessScopes").and_then(Value::as_array);
    let scopes = scopes.map(Vec::as_slice).unwrap_or_default().iter();
    let scopes = Scopes(scopes.filter_map(|one| Some(one.get("handle")?.as_str()?.to_owned())).collect());
    let missing = scopes.missing();
    if !missing.is_empty() {
        let message = format!("the access token lacks {}", missing.join(", "));
        return Err(StoreError::MissingScope { message });
    }
    let root = Node::root(&data);
    let said = root.get("shop");
    let facts = ShopFacts {
        name: said.get("name").raw_text(),
        time_zone: said.get("ianaTimezone").raw_text(),
        currency: said.get("currencyCode").currency()?,
    };
    let domain = said.get("myshopifyDomain").required_text()?.to_ascii_lowercase();
    Ok(Probed { connection: Connection { shop: shop.clone(), keys: keys.clone(), domain, scopes }, facts })
}
