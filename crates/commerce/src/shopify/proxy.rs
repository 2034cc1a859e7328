//! Requests of a store's pages that Shopify passes on, and who is signed in there
//! (<https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies>).
//!
//! A page of the store asks an address of the store; Shopify adds which store it is and which customer is signed in, signs all of
//! it with the app's secret, and asks us. Who is signed in is Shopify's word, then, and no page's.

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use hmac::{Hmac, Mac};
use jiff::Timestamp;
use sha2::Sha256;
use std::collections::BTreeMap;
use url::form_urlencoded::parse;

use super::oauth::{FRESH, NotGenuine, parameter, shop_domain};
use crate::model::SourceId;

/// A request that Shopify passed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxied {
    /// Of which store, such as `kestane.myshopify.com`.
    pub domain: String,
    /// The customer who is signed in there.
    pub customer: Option<SourceId>,
}

/// Checks what was passed on: its signature first, in constant time.
///
/// # Errors
/// When it must not be believed.
pub fn verify(query: &str, secret: &str, now: Timestamp) -> Result<Proxied, NotGenuine> {
    let claimed = parameter(query, "signature").ok_or(NotGenuine::Unsigned)?;
    let claimed = HEXLOWER_PERMISSIVE.decode(claimed.as_bytes()).map_err(|_| NotGenuine::WrongSignature)?;
    mac(query, secret).verify_slice(&claimed).map_err(|_| NotGenuine::WrongSignature)?;
    let at = parameter(query, "timestamp").and_then(|at| Timestamp::from_second(at.parse().ok()?).ok());
    if at.is_none_or(|at| now.duration_since(at).abs() > FRESH) {
        return Err(NotGenuine::Stale);
    }
    let domain = parameter(query, "shop").and_then(|shop| shop_domain(&shop)).ok_or(NotGenuine::NoShop)?;
    // The page can add parameters of its own: one that names a customer beside Shopify's is no customer.
    let mut named = parse(query.as_bytes()).filter(|(key, _)| key == "logged_in_customer_id");
    let (first, more) = (named.next(), named.next());
    let customer = first.filter(|_| more.is_none()).and_then(|(_, id)| id.parse::<u64>().ok());
    Ok(Proxied { domain, customer: customer.filter(|id| *id > 0).map(SourceId::from) })
}

/// The signature of a query: hexadecimal HMAC-SHA256 of all parameters but the signature itself as `name=value`, several values of
/// one name joined by commas, sorted, with nothing between them. For those who play a store.
pub fn signature(query: &str, secret: &str) -> String {
    HEXLOWER.encode(&mac(query, secret).finalize().into_bytes())
}

fn mac(query: &str, secret: &str) -> Hmac<Sha256> {
    let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, value) in parse(query.as_bytes()).into_owned().filter(|(key, _)| key != "signature") {
        values.entry(key).or_default().push(value);
    }
    let mut pairs: Vec<String> =
        values.into_iter().map(|(key, values)| format!("{key}={}", values.join(","))).collect();
    pairs.sort_unstable();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(pairs.concat().as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shopify's own example, under "Authenticate app proxies".
    const DOCUMENTED: &str = "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1\
        &path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555\
        &signature=4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb";
    const SECRET: &str = "hush";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap_or_default()
    }

    #[test]
    fn the_documented_request_is_believed_while_it_is_fresh() {
        let expected =
            Proxied { domain: "shop-name.myshopify.com".into(), customer: Some(SourceId::from(1_u64)) };
        assert_eq!(verify(DOCUMENTED, SECRET, at(1_317_327_555)), Ok(expected));
        assert_eq!(verify(DOCUMENTED, SECRET, at(1_317_327_655)), Err(NotGenuine::Stale));
        assert_eq!(verify(DOCUMENTED, "another", at(1_317_327_555)), Err(NotGenuine::WrongSignature));
        let another = DOCUMENTED.replace("customer_id=1", "customer_id=2");
        assert_eq!(verify(&another, SECRET, at(1_317_327_555)), Err(NotGenuine::WrongSignature));
    }

    #[test]
    fn nobody_is_signed_in_unless_shopify_alone_says_who() {
        let signed = |query: &str| {
            let query = format!("{query}&shop=a.myshopify.com&timestamp=1700000000");
            let signature = signature(&query, SECRET);
            verify(&format!("{query}&signature={signature}"), SECRET, at(1_700_000_000)).map(|it| it.customer)
        };
        assert_eq!(signed("logged_in_customer_id=42"), Ok(Some(SourceId::from(42_u64))));
        for nobody in [
            "logged_in_customer_id=",
            "x=1",
            "logged_in_customer_id=42&logged_in_customer_id=",
            "logged_in_customer_id=42&logged_in_customer_id=43",
            "logged_in_customer_id=0",
            "logged_in_customer_id=42,43",
        ] {
            assert_eq!(signed(nobody), Ok(None), "{nobody}");
        }
        assert_eq!(
            verify("shop=a.myshopify.com&timestamp=1700000000", SECRET, at(1_700_000_000)),
            Err(NotGenuine::Unsigned)
        );
    }
}
