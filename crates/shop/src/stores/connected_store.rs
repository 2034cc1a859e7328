//! A store that is connected, as we keep it.

use commerce::money::Currency;
use commerce::shopify::{self, ShopUrl};
use commerce::woocommerce::{self, Auth, Routes, StoreUrl, WebhookSecret};
use database::secrets::{SecretError, Secrets};
use database::{Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use super::health::{HealthCode, HealthState};
use super::speaking::{Connection, StoreKeys};
use crate::schema::store;

database::id_type!(
    /// A store.
    StoreId,
    "sto"
);

database::text_enum!(
    /// What kind of store it is.
    pub enum StoreKind {
        /// WooCommerce on WordPress.
        WooCommerce = "woocommerce",
        /// Shopify.
        Shopify = "shopify",
        /// Any other one: it tells of itself, or is imported from files; we never ask it.
        Other = "other",
    }
);

database::text_enum!(
    /// How far a store is connected.
    pub enum StoreState {
        /// It waits for keys, or its keys have not been tried yet.
        Connecting = "connecting",
        /// Its past is being read.
        Syncing = "syncing",
        /// Everything is here and kept in step.
        Ready = "ready",
        /// It does not let us in any more: a person has to look.
        Failed = "failed",
        /// Left alone for now.
        Paused = "paused",
        /// Taken away; its orders stay.
        Disconnected = "disconnected",
    }
);

database::text_enum!(
    /// How the store's own messages to us are doing.
    pub enum WebhookState {
        /// Not set up yet.
        Pending = "pending",
        /// All are set up.
        Active = "active",
        /// The keys may not make them: changes are fetched instead.
        NotAllowed = "not_allowed",
        /// The store had switched some off and they could not be switched on.
        Failing = "failing",
    }
);

/// The store's own messages to us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow, ToSchema)]
#[diesel(sql_type = Text)]
pub struct Webhooks {
    /// How they are doing.
    pub state: WebhookState,
    /// How many are set up.
    pub created: u32,
    /// How many the store has switched off.
    pub failing: u32,
    /// When this was last looked at.
    pub checked_at: Option<Time>,
}
database::json_column!(Webhooks);

impl Default for Webhooks {
    fn default() -> Self {
        Self { state: WebhookState::Pending, created: 0, failing: 0, checked_at: None }
    }
}

/// A store.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = store, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Store {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: StoreId,
    /// What kind of store it is.
    pub kind: StoreKind,
    /// What people here call it.
    pub name: String,
    /// Its address, without a slash at the end.
    pub url: String,
    /// The currency of its prices, once it has told.
    pub currency: Option<String>,
    /// Its time zone (IANA), once it has told.
    pub time_zone: Option<String>,
    /// The version of its software, once it has told.
    pub version: Option<String>,
    /// How far it is ours.
    pub state: StoreState,
    /// How it is doing.
    pub health_state: HealthState,
    /// What is wrong, if something is.
    pub health_code: Option<HealthCode>,
    /// The same in the words of whoever said so, for developers.
    pub health_detail: Option<String>,
    /// When that was found out.
    pub health_at: Time,
    /// Its keys, sealed; none before they were granted and after it was disconnected.
    pub keys: Option<String>,
    /// What it signs its messages with, sealed.
    pub webhook_secret: String,
    /// Its messages to us.
    pub webhooks: Webhooks,
    /// When it last sent one.
    pub last_event_at: Option<Time>,
    /// When it was first connected.
    pub created_at: Time,
}

/// What opens a Shopify store, as it is sealed.
#[derive(Serialize, Deserialize)]
struct SealedToken {
    access_token: String,
    api_secret: String,
    found: Option<FoundShop>,
}

/// What a Shopify store said of itself, once it was asked.
#[derive(Clone, Serialize, Deserialize)]
struct FoundShop {
    domain: String,
    scopes: shopify::Scopes,
}

/// Keys, and how the store takes them, as they are sealed.
#[derive(Serialize, Deserialize)]
struct SealedKeys {
    consumer_key: String,
    consumer_secret: String,
    way: Option<Way>,
}

/// How a store is spoken to, once that was found out.
#[derive(Clone, Serialize, Deserialize)]
struct Way {
    auth: Auth,
    routes: Routes,
    home: Option<url::Url>,
    /// Unsaid of keys that were tried before this was asked.
    #[serde(default = "unless_said")]
    may_write: bool,
}

const fn unless_said() -> bool {
    true
}

/// What opens a store.
#[derive(Debug, Clone)]
pub(crate) enum Opener {
    /// Nothing yet.
    Nothing,
    /// Keys that have never been tried.
    Untried(StoreKeys),
    /// Keys, and the way to use them.
    Tried(Connection),
}

impl Store {
    /// A store of which only the address is known.
    pub fn new(
        workspace_id: WorkspaceId,
        id: StoreId,
        name: &str,
        url: &StoreUrl,
        secrets: &Secrets,
        now: Time,
    ) -> Self {
        Self {
            workspace_id,
            id,
            kind: StoreKind::WooCommerce,
            name: name.to_owned(),
            url: url.to_string(),
            currency: None,
            time_zone: None,
            version: None,
            state: StoreState::Connecting,
            health_state: HealthState::Ok,
            health_code: None,
            health_detail: None,
            health_at: now,
            keys: None,
            webhook_secret: secrets.seal(&secret_place(id), &database::secrets::fresh_token()),
            webhooks: Webhooks::default(),
            last_event_at: None,
            created_at: now,
        }
    }

    /// A store that tells of itself: it is ready at once.
    pub fn telling(self, currency: Currency, time_zone: Option<&str>) -> Self {
        Self {
            kind: StoreKind::Other,
            currency: Some(currency.to_string()),
            time_zone: time_zone.map(str::to_owned),
            state: StoreState::Ready,
            ..self
        }
    }

    /// Locks keys away that have not been tried.
    pub(crate) fn seal_keys(&mut self, secrets: &Secrets, keys: &StoreKeys) {
        match keys {
            StoreKeys::WooCommerce(keys) => self.seal_pair(secrets, keys, None),
            StoreKeys::Shopify(keys) => self.seal_token(secrets, keys, None),
        }
    }

    /// Locks keys away together with the way to use them.
    pub(crate) fn seal_connection(&mut self, secrets: &Secrets, connection: &Connection) {
        match connection.clone() {
            Connection::WooCommerce(woocommerce::Connection {
                auth, routes, home, may_write, keys, ..
            }) => {
                self.seal_pair(secrets, &keys, Some(Way { auth, routes, home, may_write }));
            }
            Connection::Shopify(shopify::Connection { keys, domain, scopes, .. }) => {
                self.seal_token(secrets, &keys, Some(FoundShop { domain, scopes }));
            }
        }
    }

    fn seal_pair(&mut self, secrets: &Secrets, keys: &woocommerce::Keys, way: Option<Way>) {
        self.kind = StoreKind::WooCommerce;
        let plain = SealedKeys {
            consumer_key: keys.consumer_key().to_owned(),
            consumer_secret: keys.consumer_secret().to_owned(),
            way,
        };
        self.seal(secrets, &plain);
    }

    /// Shopify signs its messages with a secret of its own; it is kept where a store's secret is.
    fn seal_token(&mut self, secrets: &Secrets, keys: &shopify::Keys, found: Option<FoundShop>) {
        self.kind = StoreKind::Shopify;
        self.webhook_secret = secrets.seal(&secret_place(self.id), keys.api_secret());
        let plain = SealedToken {
            access_token: keys.access_token().to_owned(),
            api_secret: keys.api_secret().to_owned(),
            found,
        };
        self.seal(secrets, &plain);
    }

    /// Keeps the rights that a store was found to give now; whether they are others than were known.
    pub(crate) fn learn_rights(&mut self, secrets: &Secrets, found: &Connection) -> bool {
        let Ok(Opener::Tried(known)) = self.opener(secrets) else { return false };
        let now = match (known, found) {
            (Connection::Shopify(known), Connection::Shopify(found)) if known.scopes != found.scopes => {
                Connection::Shopify(shopify::Connection { scopes: found.scopes.clone(), ..known })
            }
            (Connection::WooCommerce(known), Connection::WooCommerce(found))
                if known.may_write != found.may_write =>
            {
                let may_write = found.may_write;
                Connection::WooCommerce(woocommerce::Connection { may_write, ..known })
            }
            _ => return false,
        };
        self.seal_connection(secrets, &now);
        true
    }

    fn seal(&mut self, secrets: &Secrets, plain: &impl Serialize) {
        let json = Zeroizing::new(serde_json::to_string(plain).expect("texts are always JSON"));
        self.keys = Some(secrets.seal(&keys_place(self.id), &json));
    }

    /// What opens the store.
    ///
    /// # Errors
    /// When it was sealed with a key that is gone, or is broken.
    pub(crate) fn opener(&self, secrets: &Secrets) -> Result<Opener, SecretError> {
        let Some(sealed) = &self.keys else { return Ok(Opener::Nothing) };
        let json = secrets.open_sealed(&keys_place(self.id), sealed)?;
        match self.kind {
            StoreKind::WooCommerce => self.open_pair(&json),
            StoreKind::Shopify => self.open_token(&json),
            StoreKind::Other => Ok(Opener::Nothing),
        }
    }

    fn open_pair(&self, json: &str) -> Result<Opener, SecretError> {
        let plain: SealedKeys = serde_json::from_str(json).map_err(|_| SecretError::Broken)?;
        let keys = woocommerce::Keys::parse(&plain.consumer_key, &plain.consumer_secret)
            .map_err(|_| SecretError::Broken)?;
        let store: StoreUrl = self.url.parse().map_err(|_| SecretError::Broken)?;
        Ok(match plain.way {
            None => Opener::Untried(StoreKeys::WooCommerce(keys)),
            Some(Way { auth, routes, home, may_write }) => {
                let connection = woocommerce::Connection { store, keys, auth, routes, home, may_write };
                Opener::Tried(Connection::WooCommerce(connection))
            }
        })
    }

    fn open_token(&self, json: &str) -> Result<Opener, SecretError> {
        let plain: SealedToken = serde_json::from_str(json).map_err(|_| SecretError::Broken)?;
        let keys =
            shopify::Keys::parse(&plain.access_token, &plain.api_secret).map_err(|_| SecretError::Broken)?;
        let shop = self.url.parse().map_err(|_| SecretError::Broken)?;
        Ok(match plain.found {
            None => Opener::Untried(StoreKeys::Shopify(keys)),
            Some(FoundShop { domain, scopes }) => {
                Opener::Tried(Connection::Shopify(shopify::Connection { shop, keys, domain, scopes }))
            }
        })
    }

    /// What the store signs its messages with.
    ///
    /// # Errors
    /// When it was sealed with a key that is gone, or broken.
    pub(crate) fn open_webhook_secret(&self, secrets: &Secrets) -> Result<WebhookSecret, SecretError> {
        let secret = secrets.open_sealed(&secret_place(self.id), &self.webhook_secret)?;
        secret.parse().map_err(|_| SecretError::Broken)
    }

    /// What Shopify signs this store's messages with.
    ///
    /// # Errors
    /// When it was sealed with a key that is gone, or broken.
    pub(crate) fn open_api_secret(&self, secrets: &Secrets) -> Result<Zeroizing<String>, SecretError> {
        secrets.open_sealed(&secret_place(self.id), &self.webhook_secret)
    }

    /// What Shopify calls this store: as it said when it was asked, else by its address.
    ///
    /// # Errors
    /// When it was sealed with a key that is gone, or broken.
    pub(super) fn shop_domain(&self, secrets: &Secrets) -> Result<Option<String>, SecretError> {
        Ok(match self.opener(secrets)? {
            Opener::Tried(Connection::Shopify(connection)) => Some(connection.domain),
            Opener::Tried(Connection::WooCommerce(_)) | Opener::Untried(_) | Opener::Nothing => {
                self.url.parse::<ShopUrl>().ok().and_then(|shop| shop.domain().map(str::to_owned))
            }
        })
    }

    /// Its address.
    ///
    /// # Errors
    /// [`database::DbError::Corrupt`] when what is stored is none.
    pub fn address(&self) -> Result<StoreUrl, database::DbError> {
        self.url.parse().map_err(|_| database::DbError::Corrupt(format!("the address of {}", self.id)))
    }

    /// Whether it can be had to do something now, as far as that is known without asking it.
    pub const fn can_act(&self) -> bool {
        match (self.state, self.kind) {
            (
                StoreState::Syncing | StoreState::Ready | StoreState::Failed,
                StoreKind::WooCommerce | StoreKind::Shopify,
            ) => self.keys.is_some(),
            (StoreState::Connecting | StoreState::Paused | StoreState::Disconnected, _)
            | (_, StoreKind::Other) => false,
        }
    }

    /// Whether its past and its changes are to be read.
    pub const fn is_read(&self) -> bool {
        match self.state {
            StoreState::Connecting | StoreState::Syncing | StoreState::Ready | StoreState::Failed => {
                self.keys.is_some()
            }
            StoreState::Paused | StoreState::Disconnected => false,
        }
    }
}

pub(super) fn keys_place(id: StoreId) -> String {
    format!("store.keys:{id}")
}

pub(super) fn secret_place(id: StoreId) -> String {
    format!("store.webhook_secret:{id}")
}
