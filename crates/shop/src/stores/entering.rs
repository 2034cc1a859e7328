//! A store as somebody enters it to connect it.

use commerce::money::Currency;
use commerce::shopify::oauth::{AppKeys, BadAppKeys};
use commerce::shopify::{self, ShopUrl, ShopUrlError};
use commerce::woocommerce::{BadKeys, Keys, StoreUrl, StoreUrlError};
use people::fields::{FieldCode, Fields};
use people::text::{Name, TimeZoneName};
use serde::Deserialize;
use utoipa::ToSchema;
use web::Problem;

use super::connected_store::StoreKind;
use super::connecting::{Entered, Telling};
use super::speaking::StoreKeys;

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
    /// `shpat_…`, of an app of your own in the store; of Shopify, which needs it.
    access_token: Option<String>,
    /// The API secret key of the same app; of Shopify, which needs it.
    api_secret: Option<String>,
    /// ISO 4217, of the prices of any other store, which needs it. WooCommerce and Shopify tell their own.
    currency: Option<String>,
    /// IANA, of any other store; UTC without it. WooCommerce and Shopify tell their own.
    time_zone: Option<String>,
}

/// A store to connect, read.
pub(super) enum ToConnect {
    /// Its keys are to be tried.
    WithKeys(Entered),
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
    #[error("{0}")]
    Shop(ShopUrlError),
    #[error("{0}")]
    Token(shopify::BadKeys),
    #[error("{0}")]
    App(BadAppKeys),
}

impl FieldCode for Wrong {
    fn field_code(&self) -> &'static str {
        match self {
            Self::Url(StoreUrlError::Empty) => "required",
            Self::Url(StoreUrlError::ContainsSignIn) => "contains-sign-in",
            Self::Url(_) => "not-an-address",
            Self::Keys(BadKeys::Exchanged) | Self::Token(shopify::BadKeys::Exchanged) => "keys-exchanged",
            Self::Keys(BadKeys::ConsumerKey | BadKeys::ConsumerSecret)
            | Self::Token(shopify::BadKeys::AccessToken | shopify::BadKeys::ApiSecret) => "not-a-key",
            Self::App(_) => "not-an-app-key",
            Self::Shop(ShopUrlError::Empty) => "required",
            Self::Shop(ShopUrlError::NotAShop) => "not-shopify",
        }
    }
}

pub(super) fn read_url(fields: &mut Fields, text: &str) -> Option<StoreUrl> {
    fields.take("/url", text.parse().map_err(Wrong::Url))
}

pub(super) fn read_shop(fields: &mut Fields, text: &str) -> Option<ShopUrl> {
    fields.take("/url", text.parse::<ShopUrl>().map_err(Wrong::Shop))
}

/// What an app at Shopify is known by.
pub(super) fn read_app(fields: &mut Fields, client_id: &str, secret: &str) -> Option<AppKeys> {
    let app = AppKeys::parse(client_id, secret);
    let pointer = if app == Err(BadAppKeys::Secret) { "/client_secret" } else { "/client_id" };
    fields.take(pointer, app.map_err(Wrong::App))
}

pub(super) fn read_keys(fields: &mut Fields, key: &str, secret: &str) -> Option<Keys> {
    let keys = Keys::parse(key, secret);
    let pointer = if keys == Err(BadKeys::ConsumerSecret) { "/consumer_secret" } else { "/consumer_key" };
    fields.take(pointer, keys.map_err(Wrong::Keys))
}

pub(super) fn read_token(fields: &mut Fields, token: &str, secret: &str) -> Option<shopify::Keys> {
    let keys = shopify::Keys::parse(token, secret);
    let pointer = if keys == Err(shopify::BadKeys::ApiSecret) { "/api_secret" } else { "/access_token" };
    fields.take(pointer, keys.map_err(Wrong::Token))
}

impl StoreToConnect {
    pub(super) fn read(&self) -> Result<ToConnect, Problem> {
        match self.kind {
            StoreKind::WooCommerce => self.with_keys().map(ToConnect::WithKeys),
            StoreKind::Shopify => self.with_token().map(ToConnect::WithKeys),
            StoreKind::Other => self.telling().map(ToConnect::Other),
        }
    }

    fn with_keys(&self) -> Result<Entered, Problem> {
        let mut fields = Fields::new();
        let name = fields.parse::<Name>("/name", &self.name);
        let url = read_url(&mut fields, &self.url);
        let (key, secret) = (self.consumer_key.as_deref(), self.consumer_secret.as_deref());
        let keys = read_keys(&mut fields, key.unwrap_or_default(), secret.unwrap_or_default());
        self.refuse_others(&mut fields, &["/access_token", "/api_secret", "/currency", "/time_zone"]);
        fields.done()?;
        let told = "what is missing was refused above";
        let name = name.expect(told).as_str().to_owned();
        let keys = StoreKeys::WooCommerce(keys.expect(told));
        Ok(Entered { name, url: url.expect(told), keys })
    }

    fn with_token(&self) -> Result<Entered, Problem> {
        let mut fields = Fields::new();
        let name = fields.parse::<Name>("/name", &self.name);
        let url = read_shop(&mut fields, &self.url);
        let (token, secret) = (self.access_token.as_deref(), self.api_secret.as_deref());
        let keys = read_token(&mut fields, token.unwrap_or_default(), secret.unwrap_or_default());
        self.refuse_others(&mut fields, &["/consumer_key", "/consumer_secret", "/currency", "/time_zone"]);
        fields.done()?;
        let told = "what is missing was refused above";
        let name = name.expect(told).as_str().to_owned();
        Ok(Entered { name, url: url.expect(told).into(), keys: StoreKeys::Shopify(keys.expect(told)) })
    }

    /// What belongs to another kind of store was not meant for this one.
    fn refuse_others(&self, fields: &mut Fields, others: &[&str]) {
        let given = [
            ("/consumer_key", &self.consumer_key),
            ("/consumer_secret", &self.consumer_secret),
            ("/access_token", &self.access_token),
            ("/api_secret", &self.api_secret),
            ("/currency", &self.currency),
            ("/time_zone", &self.time_zone),
        ];
        for (pointer, _) in
            given.iter().filter(|(pointer, given)| given.is_some() && others.contains(pointer))
        {
            fields.refuse(pointer, "not-of-this-kind", "it belongs to another kind of store");
        }
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
        let keys = ["/consumer_key", "/consumer_secret", "/access_token", "/api_secret"];
        self.refuse_others(&mut fields, &keys);
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
