//! The webhooks that a store keeps: which, where to, and whether they still work.

use serde_json::Value;

use crate::json::{MapError, Node};
use crate::model::SourceId;

/// What we ask a store to tell us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "thing and happening, as their names say")]
pub enum WatchedTopic {
    OrderCreated,
    OrderUpdated,
    OrderDeleted,
    OrderRestored,
    CustomerCreated,
    CustomerUpdated,
    CustomerDeleted,
    ProductCreated,
    ProductUpdated,
    ProductDeleted,
    ProductRestored,
    CouponCreated,
    CouponUpdated,
    CouponDeleted,
    CouponRestored,
}

impl WatchedTopic {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::OrderCreated,
        Self::OrderUpdated,
        Self::OrderDeleted,
        Self::OrderRestored,
        Self::CustomerCreated,
        Self::CustomerUpdated,
        Self::CustomerDeleted,
        Self::ProductCreated,
        Self::ProductUpdated,
        Self::ProductDeleted,
        Self::ProductRestored,
        Self::CouponCreated,
        Self::CouponUpdated,
        Self::CouponDeleted,
        Self::CouponRestored,
    ];

    /// As the store spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OrderCreated => "order.created",
            Self::OrderUpdated => "order.updated",
            Self::OrderDeleted => "order.deleted",
            Self::OrderRestored => "order.restored",
            Self::CustomerCreated => "customer.created",
            Self::CustomerUpdated => "customer.updated",
            Self::CustomerDeleted => "customer.deleted",
            Self::ProductCreated => "product.created",
            Self::ProductUpdated => "product.updated",
            Self::ProductDeleted => "product.deleted",
            Self::ProductRestored => "product.restored",
            Self::CouponCreated => "coupon.created",
            Self::CouponUpdated => "coupon.updated",
            Self::CouponDeleted => "coupon.deleted",
            Self::CouponRestored => "coupon.restored",
        }
    }
}

/// A webhook as the store keeps it. Its secret never comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreWebhook {
    /// Its id; deliveries name it.
    pub source_id: SourceId,
    /// What it tells about.
    pub topic: String,
    /// Where it delivers.
    pub delivery_url: String,
    /// Whether it does.
    pub state: WebhookState,
}

/// Whether a webhook delivers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WebhookState {
    /// It does.
    Active,
    /// A person stopped it.
    Paused,
    /// The store stopped it after repeated failures, or a person did.
    Disabled,
}

pub(super) fn webhook(value: &Value) -> Result<StoreWebhook, MapError> {
    let record = Node::root(value);
    Ok(StoreWebhook {
        source_id: record.get("id").id()?,
        topic: record.get("topic").required_text()?,
        delivery_url: record.get("delivery_url").required_text()?,
        state: match record.get("status").required_text()?.as_str() {
            "active" => WebhookState::Active,
            "paused" => WebhookState::Paused,
            _ => WebhookState::Disabled,
        },
    })
}
