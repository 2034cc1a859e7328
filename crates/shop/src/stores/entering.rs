//! A store as somebody enters it to connect it.

use commerce::money::Currency;
use commerce::woocommerce::{BadKeys, Keys, StoreUrl, StoreUrlError};
use people::fields::{FieldCode, Fields};
use people::text::{Name, TimeZoneName};
use serde::Deserialize;
use utoipa::ToSchema;
use web::Problem;

use super::connected_store::StoreKind;
use super::connecting::{Entered, Telling};

/// A store to connect.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StoreToConnect {
    kind: StoreKind,
    name: String,
    /// As copied out of the browser.
    url: String,
    /// `ck_…`; of WooCommerce, which needs it.
    consumer_key: Option<String>,
    /// `cs_…`; of WooCommerce, which needs it.
    consumer_secret: Option<String>,
    /// ISO 4217, of the prices of any other store, which needs it. WooCommerce tells its own.
    currency: Option<String>,
    /// IANA, of any other store; UTC without it. WooCommerce tells its own.
    time_zone: Option<String>,
}

/// A store to connect, read.
pub(super) enum ToConnect {
    /// Its keys are to be tried.
    WooCommerce(Entered),
    /// It tells of itself.
    Other(Telling),
}

/// A wrapper, because neither the trait nor the errors are of this crate.
#[derive(Debug, thiserror::Error)]
enum Wrong {
    #[error("{0}")]
    Url(StoreUrlError),
    #[error("{0}")]
    Keys(BadKeys),
}

impl FieldCode for Wrong {
    fn field_code(&self) -> &'static str {
        match self {
            Self::Url(StoreUrlError::Empty) => "required",
            Self::Url(StoreUrlError::ContainsSignIn) => "contains-sign-in",
            Self::Url(_) => "not-an-address",
            Self::Keys(BadKeys::Exchanged) => "keys-exchanged",
            Self::Keys(BadKeys::ConsumerKey | BadKeys::ConsumerSecret) => "not-a-key",
        }
    }
}

pub(super) fn read_url(fields: &mut Fields, text: &str) -> Option<StoreUrl> {
    fields.take("/url", text.parse().map_err(Wrong::Url))
}

pub(super) fn read_keys(fields: &mut Fields, key: &str, secret: &str) -> Option<Keys> {
    let keys = Keys::parse(key, secret);
    let pointer = if keys == Err(BadKeys::ConsumerSecret) { "/consumer_secret" } else { "/consumer_key" };
    fields.take(pointer, keys.map_err(Wrong::Keys))
}

impl StoreToConnect {
    pub(super) fn read(&self) -> Result<ToConnect, Problem> {
        match self.kind {
            StoreKind::WooCommerce => self.with_keys().map(ToConnect::WooCommerce),
            StoreKind::Other => self.telling().map(ToConnect::Other),
        }
    }

    fn with_keys(&self) -> Result<Entered, Problem> {
        let mut fields = Fields::new();
        let name = fields.parse::<Name>("/name", &self.name);
        let url = read_url(&mut fields, &self.url);
        let (key, secret) = (self.consumer_key.as_deref(), self.consumer_secret.as_deref());
        let keys = read_keys(&mut fields, key.unwrap_or_default(), secret.unwrap_or_default());
        for (pointer, given) in [("/currency", &self.currency), ("/time_zone", &self.time_zone)] {
            if given.is_some() {
                fields.refuse(pointer, "not-of-this-kind", "WooCommerce tells it itself");
            }
        }
        fields.done()?;
        let told = "what is missing was refused above";
        let name = name.expect(told).as_str().to_owned();
        Ok(Entered { name, url: url.expect(told), keys: keys.expect(told) })
    }

    fn telling(&self) -> Result<Telling, Problem> {
        let mut fields = Fields::new();
        let name = fields.parse::<Name>("/name", &self.name);
        let url = read_url(&mut fields, &self.url);
        let currency = match self.currency.as_deref() {
            Some(code) => fields.parse::<Currency>("/currency", code),
            None => {
                fields.refuse("/currency", "required", "the currency of the store's prices is needed");
                None
            }
        };
        let zone = self.time_zone.as_deref().map(|name| fields.parse::<TimeZoneName>("/time_zone", name));
        let keys = [("/consumer_key", &self.consumer_key), ("/consumer_secret", &self.consumer_secret)];
        for (pointer, given) in keys {
            if given.is_some() {
                fields.refuse(pointer, "not-of-this-kind", "only WooCommerce has keys");
            }
        }
        fields.done()?;
        let told = "what is missing was refused above";
        Ok(Telling {
            name: name.expect(told).as_str().to_owned(),
            url: url.expect(told),
            currency: currency.expect(told),
            time_zone: zone.flatten().map(|zone| zone.as_str().to_owned()),
        })
    }
}
