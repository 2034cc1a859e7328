//! What a store sends by itself, and whether to believe it.
//!
//! A message is only a hint that something changed: the thing is asked for. Messages overtake each other, come again for
//! four hours when they are not answered, and sometimes get lost.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use http::HeaderMap;
use serde_json::Value;
use sha2::Sha256;
use thiserror::Error;

use crate::json::Node;
use crate::model::SourceId;

/// A signed message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// As Shopify writes it: `orders/updated`.
    pub topic: String,
    /// The store that it is about, such as `kestane.myshopify.com`.
    pub domain: String,
    /// Recognises the same message sent again.
    pub dedupe_key: String,
    /// What it says.
    pub hint: Hint,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// This order changed, or something that hangs on it.
    Order(SourceId),
    /// This order was deleted.
    OrderDeleted(SourceId),
    /// This account changed.
    Customer(SourceId),
    /// Two accounts have become one.
    CustomersMerged {
        /// The one that goes on.
        kept: SourceId,
        /// The one that is gone.
        gone: SourceId,
    },
    /// This account was deleted; its person stays.
    CustomerDeleted(SourceId),
    /// This product changed.
    Product(SourceId),
    /// This product was deleted.
    ProductDeleted(SourceId),
    /// This discount with a code changed.
    Coupon(SourceId),
    /// This discount with a code was deleted.
    CouponDeleted(SourceId),
    /// The app was removed from the store: its token opens nothing any more.
    Uninstalled,
    /// A list that was wanted whole is written.
    BulkFinished,
    /// A person asked the store for what is known of them.
    DataRequested {
        /// The account.
        customer: Option<SourceId>,
        /// Their orders.
        orders: Vec<SourceId>,
    },
    /// What is known of a person is to be erased.
    RedactCustomer {
        /// The account.
        customer: Option<SourceId>,
        /// Their e-mail address.
        email: Option<String>,
        /// Their phone number.
        phone: Option<String>,
        /// Their orders.
        orders: Vec<SourceId>,
    },
    /// What is known of everybody in this store is to be erased: 48 hours after the app was removed.
    RedactShop,
    /// Nothing that was asked for.
    Other,
    /// Signed, but it names nothing.
    Nonsense(&'static str),
}

/// Why a message is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum NotBelieved {
    /// No signature.
    #[error("the message is not signed")]
    Unsigned,
    /// The signature is not of this body by this secret.
    #[error("the signature is wrong")]
    WrongSignature,
}

/// Checks a message and says what it is about. The raw body is needed: any re-writing of it breaks the signature.
///
/// # Errors
/// When it must not be believed; the comparison takes the same time whatever is wrong.
pub fn verify(headers: &HeaderMap, body: &[u8], api_secret: &str) -> Result<Message, NotBelieved> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let claimed = header("x-shopify-hmac-sha256");
    if claimed.is_empty() {
        return Err(NotBelieved::Unsigned);
    }
    let claimed = STANDARD.decode(claimed.trim()).map_err(|_| NotBelieved::WrongSignature)?;
    mac(body, api_secret).verify_slice(&claimed).map_err(|_| NotBelieved::WrongSignature)?;
    let topic = header("x-shopify-topic").to_ascii_lowercase();
    let id = header("x-shopify-webhook-id");
    let dedupe_key = if id.is_empty() { format!("{topic}:{claimed:?}") } else { format!("{topic}:{id}") };
    Ok(Message {
        hint: hint(&topic, body),
        domain: header("x-shopify-shop-domain").to_ascii_lowercase(),
        topic,
        dedupe_key,
    })
}

/// The signature that a store puts on a body: base64 of HMAC-SHA256. For those who play a store.
pub fn signature(body: &[u8], api_secret: &str) -> String {
    STANDARD.encode(mac(body, api_secret).finalize().into_bytes())
}

fn mac(body: &[u8], api_secret: &str) -> Hmac<Sha256> {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(api_secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(body);
    mac
}

fn hint(topic: &str, body: &[u8]) -> Hint {
    let Ok(json) = serde_json::from_slice::<Value>(body) else {
        return Hint::Nonsense("the body is not JSON");
    };
    let record = Node::root(&json);
    let of = |key: &str, hint: fn(SourceId) -> Hint| {
        record.get(key).optional_id().map_or(Hint::Nonsense("the body names nothing"), hint)
    };
    let (thing, happening) = topic.split_once('/').unwrap_or((topic, ""));
    match (thing, happening) {
        ("orders", "delete") => of("id", Hint::OrderDeleted),
        // An edited order is wrapped in what was edited.
        ("orders", "edited") => record
            .get("order_edit")
            .get("order_id")
            .optional_id()
            .map_or_else(|| of("order_id", Hint::Order), Hint::Order),
        ("orders", _) => of("id", Hint::Order),
        ("refunds" | "fulfillments" | "fulfillment_events" | "order_transactions", _) => {
            of("order_id", Hint::Order)
        }
        ("customers", "data_request") => {
            let orders = ids(&record, "orders_requested");
            Hint::DataRequested { customer: record.get("customer").get("id").optional_id(), orders }
        }
        ("customers", "redact") => {
            let orders = ids(&record, "orders_to_redact");
            let customer = record.get("customer");
            Hint::RedactCustomer {
                customer: customer.get("id").optional_id(),
                email: customer.get("email").raw_text().filter(|email| !email.is_empty()),
                phone: customer.get("phone").raw_text().filter(|phone| !phone.is_empty()),
                orders,
            }
        }
        ("shop", "redact") => Hint::RedactShop,
        ("app", "uninstalled") => Hint::Uninstalled,
        ("bulk_operations", "finish") => Hint::BulkFinished,
        ("customers", "merge") => merge(&record),
        ("customers", "delete") => of("id", Hint::CustomerDeleted),
        ("customers", "create" | "update" | "enable" | "disable") => of("id", Hint::Customer),
        ("products", "delete") => of("id", Hint::ProductDeleted),
        ("products", "create" | "update") => of("id", Hint::Product),
        ("discounts", happening @ ("create" | "update" | "delete")) => {
            discount(&record, if happening == "delete" { Hint::CouponDeleted } else { Hint::Coupon })
        }
        _ => Hint::Other,
    }
}

/// A merge is told of while it goes on and when it failed, too.
fn merge(record: &Node<'_, '_>) -> Hint {
    let account = |key: &str| {
        let gid = record.get(key).raw_text()?;
        gid.strip_prefix("gid://shopify/Customer/")?.parse::<u64>().ok().map(SourceId::from)
    };
    let is_done =
        record.get("status").raw_text().is_some_and(|status| status.eq_ignore_ascii_case("completed"));
    let both =
        account("admin_graphql_api_customer_kept_id").zip(account("admin_graphql_api_customer_deleted_id"));
    match both {
        None => Hint::Nonsense("the body names nothing"),
        Some((kept, gone)) if is_done => Hint::CustomersMerged { kept, gone },
        Some(_) => Hint::Other,
    }
}

/// A discount that applies by itself has no code: it is no coupon.
fn discount(record: &Node<'_, '_>, hint: fn(SourceId) -> Hint) -> Hint {
    let Some(gid) = record.get("admin_graphql_api_id").raw_text() else {
        return Hint::Nonsense("the body names nothing");
    };
    let number = gid.strip_prefix("gid://shopify/DiscountCodeNode/").and_then(|id| id.parse::<u64>().ok());
    number.map_or(Hint::Other, |number| hint(SourceId::from(number)))
}

fn ids(record: &Node<'_, '_>, key: &str) -> Vec<SourceId> {
    let found = record.get(key).each(|one| Ok(one.optional_id())).unwrap_or_default();
    found.into_iter().flatten().collect()
}
