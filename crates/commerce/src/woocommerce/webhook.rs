//! What a store sends by itself, and whether to believe it.
//!
//! A delivery means "this changed", not "this is the newest": the body is built when it is sent, two may overtake each
//! other, and none is ever sent twice by the store. Compare [`Event::modified_at`], fetch again when in doubt, and
//! poll as a safety net.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac};
use http::HeaderMap;
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::json::Node;
use crate::model::SourceId;

/// A request that came to a delivery address.
#[derive(Debug, Clone, PartialEq)]
pub enum Delivery {
    /// "Are you there?", sent when a webhook is made or switched on. It is unsigned and means nothing else: answer 200.
    Ping {
        /// The webhook, as the unsigned body claims.
        webhook_id: u64,
    },
    /// Something happened; the signature is right.
    Event(Event),
}

/// A signed event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The webhook that sent it.
    pub webhook_id: Option<u64>,
    /// The kind of thing it is about.
    pub resource: Resource,
    /// What happened to it.
    pub happening: Happening,
    /// Both as the store wrote them: `order.updated`, `action.woocommerce_new_customer_note`.
    pub topic: String,
    /// The thing's id.
    pub resource_id: SourceId,
    /// When the thing had last changed when this was sent; missing in deletions.
    pub modified_at: Option<Timestamp>,
    /// The store's address, as it says itself. Signed, but a store may have moved.
    pub source: Option<String>,
    /// Recognises the same delivery sent again. Equal only for the same webhook, thing, change and bytes. (The store's
    /// delivery id alone recognises nothing: all deliveries of one second share it.)
    pub dedupe_key: String,
    /// The thing itself as JSON, for [`super::map`]; `{"id": N}` when it was deleted.
    pub body: Value,
}

/// The kinds of things that stores tell about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resource {
    /// An order; refunds and notes of orders show as updates of it.
    Order,
    /// An account.
    Customer,
    /// A product, or a variation (`"type": "variation"`).
    Product,
    /// A coupon.
    Coupon,
    /// A hook of WordPress or of a plug-in.
    Other,
}

/// What can happen to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Happening {
    /// It is new.
    Created,
    /// It changed.
    Updated,
    /// It went to the bin. Deleting for good sends nothing.
    Deleted,
    /// It came back from the bin.
    Restored,
    /// A hook ran.
    Other,
}

/// Why a delivery is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum WebhookError {
    /// No signature, and no ping.
    #[error("the delivery is not signed")]
    Unsigned,
    /// The signature is not of this body by this secret.
    #[error("the signature is wrong")]
    WrongSignature,
    /// Signed, but without saying what it is.
    #[error("the delivery has no topic")]
    NoTopic,
    /// Signed, but not JSON.
    #[error("the body is not JSON")]
    NotJson,
    /// Signed, but not about a thing: the user who made the webhook lost their rights, and the body is an error.
    #[error("the body has no id")]
    NoId,
}

/// Checks a delivery and says what it is about. The raw body is needed: any re-writing of it breaks the signature.
///
/// # Errors
/// When it must not be believed; the comparison takes the same time whatever is wrong.
pub fn verify(headers: &HeaderMap, body: &[u8], secret: &str) -> Result<Delivery, WebhookError> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(signature) = header("x-wc-webhook-signature") else {
        return ping(header("content-type"), body).ok_or(WebhookError::Unsigned);
    };
    check_signature(signature, body, secret)?;
    let topic = header("x-wc-webhook-topic").ok_or(WebhookError::NoTopic)?.to_owned();
    let body_json: Value = serde_json::from_slice(body).map_err(|_| WebhookError::NotJson)?;
    let record = Node::root(&body_json);
    let resource = Resource::of(&topic);
    let resource_id = match resource {
        Resource::Other => hook_argument(&record),
        _ => record.get("id").optional_id(),
    };
    let mut event = Event {
        webhook_id: header("x-wc-webhook-id").and_then(|id| id.parse().ok()),
        resource,
        happening: Happening::of(&topic),
        topic,
        resource_id: resource_id.ok_or(WebhookError::NoId)?,
        modified_at: record.get("date_modified_gmt").utc().ok().flatten(),
        source: header("x-wc-webhook-source").map(str::to_owned),
        dedupe_key: String::new(),
        body: Value::Null,
    };
    event.dedupe_key = event.key(body, header("x-wc-webhook-delivery-id"));
    event.body = body_json;
    Ok(Delivery::Event(event))
}

/// The signature a store puts on a body: base64 of HMAC-SHA256. For those who play a store.
pub fn signature(body: &[u8], secret: &str) -> String {
    STANDARD.encode(mac(body, secret).finalize().into_bytes())
}

fn check_signature(signature: &str, body: &[u8], secret: &str) -> Result<(), WebhookError> {
    let claimed = STANDARD.decode(signature.trim()).map_err(|_| WebhookError::WrongSignature)?;
    mac(body, secret).verify_slice(&claimed).map_err(|_| WebhookError::WrongSignature)
}

fn mac(body: &[u8], secret: &str) -> Hmac<Sha256> {
    let key = as_wordpress_decodes(secret);
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(body);
    mac
}

/// `wp_specialchars_decode(…, ENT_QUOTES)`: what the store does to a secret before it signs.
fn as_wordpress_decodes(secret: &str) -> String {
    const ENTITIES: [(&str, &str); 12] = [
        ("&amp;", "&"),
        ("&#038;", "&"),
        ("&#x26;", "&"),
        ("&lt;", "<"),
        ("&#060;", "<"),
        ("&gt;", ">"),
        ("&#062;", ">"),
        ("&quot;", "\""),
        ("&#034;", "\""),
        ("&#x22;", "\""),
        ("&#039;", "'"),
        ("&#x27;", "'"),
    ];
    let mut decoded = String::with_capacity(secret.len());
    let mut rest = secret;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start..];
        let (written, meant) =
            ENTITIES.iter().find(|(written, _)| rest.starts_with(written)).copied().unwrap_or(("&", "&"));
        decoded.push_str(meant);
        rest = &rest[written.len()..];
    }
    decoded.push_str(rest);
    decoded
}

fn ping(content_type: Option<&str>, body: &[u8]) -> Option<Delivery> {
    let form =
        content_type?.trim_start().to_ascii_lowercase().starts_with("application/x-www-form-urlencoded");
    let id = std::str::from_utf8(body).ok()?.strip_prefix("webhook_id=")?;
    let digits = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    if !form || !digits {
        return None;
    }
    Some(Delivery::Ping { webhook_id: id.parse().ok()? })
}

/// A hook's first argument: an id, or a thing that has one.
fn hook_argument(record: &Node<'_, '_>) -> Option<SourceId> {
    let argument = record.get("arg");
    let named = |key| argument.get(key).optional_id();
    argument.optional_id().or_else(|| named("order_id")).or_else(|| named("id"))
}

impl Event {
    /// Deletions say no time, and the same thing can be deleted twice: there the delivery id is the only difference.
    fn key(&self, body: &[u8], delivery_id: Option<&str>) -> String {
        let webhook = self.webhook_id.unwrap_or_default();
        let change = match self.modified_at {
            Some(time) => time.to_string(),
            None => {
                delivery_id.unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).take(64).collect()
            }
        };
        format!(
            "{webhook}:{}:{}:{change}:{}",
            self.topic,
            self.resource_id,
            HEXLOWER.encode(&Sha256::digest(body))
        )
    }
}

impl Resource {
    fn of(topic: &str) -> Self {
        match topic.split('.').next() {
            Some("order") => Self::Order,
            Some("customer") => Self::Customer,
            Some("product") => Self::Product,
            Some("coupon") => Self::Coupon,
            _ => Self::Other,
        }
    }
}

impl Happening {
    fn of(topic: &str) -> Self {
        match topic.split_once('.') {
            Some((_, "created")) => Self::Created,
            Some((_, "updated")) => Self::Updated,
            Some((_, "deleted")) => Self::Deleted,
            Some((_, "restored")) => Self::Restored,
            _ => Self::Other,
        }
    }
}
