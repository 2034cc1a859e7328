//! Stores: connecting one, knowing how it is doing, letting it go.
//!
//! A store is connected by its keys (WooCommerce, Shopify), or by its own authorisation page: we send the merchant there with a one-time token,
//! the store posts the keys to us, the token says which workspace and which address they are for; Shopify sends the merchant back with
//! a signed code instead (`granting.rs`), and its tokens may end and are made new (`renewing.rs`). Keys are tried before
//! they are believed, and what is wrong with them is told as a [`HealthCode`]. They are kept sealed, and everything that
//! is asked of a store goes through the guarded client ([`GuardedHttp`]).
//!
//! Reading the store is the business of [`crate::syncing`], its own messages that of [`crate::webhooks`]. A store that is
//! taken away keeps its row, without keys, because its orders are history.

mod abilities;
mod asking;
mod authorising;
mod changing;
mod connected_store;
mod connecting;
mod entering;
mod granting;
mod granting_http;
mod health;
mod http;
mod installing;
mod json;
mod of_app;
mod reader;
mod renewing;
mod signed_in;
mod speaking;
mod staleness;
mod store;
mod trying;
mod trying_http;

pub use abilities::{StoreAbility, StoreAbilityJson, StoreLack};
pub(crate) use asking::without_nul;
pub use asking::{GuardedHttp, PATIENCE};
pub(crate) use connected_store::Opener;
pub use connected_store::{Store, StoreId, StoreKind, StoreState, WebhookState, Webhooks};
pub(crate) use connecting::apply_found;
pub(crate) use health::messages_ailment;
pub use health::{Ailment, HealthCode, HealthState};
pub use http::{public_routes, routes};
pub use json::StoreJson;
pub(crate) use of_app::told_by_app;
pub use reader::EndAuthorizations;
pub(crate) use renewing::{ensure, is_renewed};
pub use renewing::{renew_all, run as renew};
pub use signed_in::{NotSignedIn, signed_in};
pub(crate) use speaking::{Connection, Found, Pages, Start, StoreClient, find_out};
pub use staleness::{ReadStore, StaleJson, all_read};
pub(crate) use store::{Grants, Keys, forget_grant};
pub use store::{all, find, find_anywhere, find_url};
pub(crate) use store::{heard_of, set_health, set_look, set_state, set_webhooks};
