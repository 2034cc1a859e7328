//! One thing that happened with a customer.

use database::Time;
use inbox::channels::ChannelKind;
use serde::Serialize;
use shop::orders::{MoneyJson, OrderId};
use shop::stores::StoreId;
use utoipa::ToSchema;

database::text_enum!(
    /// What kind of thing.
    pub enum EntryKind {
        /// A conversation began.
        Conversation = "conversation",
        /// An order was placed.
        Order = "order",
        /// Money was given back.
        Refund = "refund",
        /// A parcel left.
        Shipment = "shipment",
        /// They wrote about a product.
        Review = "review",
        /// The store answered a review of theirs.
        Answer = "answer",
    }
);

/// One thing that happened with a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TimelineEntry)]
pub struct Entry {
    /// What.
    #[serde(rename = "type")]
    pub kind: EntryKind,
    /// When.
    pub at: Time,
    /// Of the conversation, order, refund, parcel or review; of an answer, that of the review.
    pub id: String,
    /// The subject; the number of the order; of a parcel its own number, else its carrier; of a review or an answer to one the product's name.
    pub title: String,
    /// The newest words of a conversation, the reason of a refund, the carrier of a parcel, what a review or an answer says.
    pub detail: Option<String>,
    /// Where the conversation, order, parcel or review stands, in its own words for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub status: Option<String>,
    /// What the order costs, or how much was given back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub amount: Option<MoneyJson>,
    /// The order of a refund or parcel.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub order_id: Option<OrderId>,
    /// The store of an order, review or answer, or that a conversation is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub store_id: Option<StoreId>,
    /// The conversation's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub number: Option<i64>,
    /// The stars of a review, 1 to 5; 0 when none were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub rating: Option<i64>,
    /// The channel of a conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub channel: Option<ChannelKind>,
    /// Where a parcel can be followed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub url: Option<String>,
    /// Of what it is about, which orders what happens in one moment.
    #[serde(skip)]
    pub order: i64,
}

/// The place of an entry in the stream: its time in microseconds and its id.
pub(super) type Key = (i64, i64);

impl Entry {
    /// An entry with nothing but what all have.
    pub(super) fn new(
        kind: EntryKind,
        at: Time,
        (id, order): (String, i64),
        title: String,
        detail: Option<String>,
    ) -> Self {
        Self {
            kind,
            at,
            id,
            title,
            detail: detail.filter(|detail| !detail.is_empty()),
            status: None,
            amount: None,
            order_id: None,
            store_id: None,
            number: None,
            rating: None,
            channel: None,
            url: None,
            order,
        }
    }

    /// Its place in the stream.
    pub(super) fn key(&self) -> Key {
        (self.at.micros(), self.order)
    }
}
