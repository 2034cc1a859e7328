//! The generic channel: any other source posts messages to a signed hook and is told the replies by a signed webhook.
//!
//! Both directions speak Standard Webhooks: `webhook-id`, `webhook-timestamp` and `webhook-signature`
//! (`v1,` base64 HMAC-SHA256 over `id.timestamp.body`), with the channel's secret. docs/api/channels.md tells it to those
//! who build a source.

mod files;
mod http;
mod send;
mod signature;

pub use http::public_routes;
pub use send::Replies;
