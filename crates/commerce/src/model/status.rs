//! Where an order stands, in the store's word and in ours.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::shipping::fold;

/// The store's own word for the state of an order, and the stage it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderStatus {
    /// What the word means; [`OrderStage::Other`] when a plug-in invented it.
    pub stage: OrderStage,
    /// The word itself, without WooCommerce's `wc-` prefix. Any text: shops and plug-ins add their own.
    pub raw: String,
}

/// The stages that stores agree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStage {
    /// Being put together; the customer has not placed it.
    Draft,
    /// Placed, not paid.
    Pending,
    /// Waiting for the store, usually for a bank transfer.
    OnHold,
    /// Paid, being prepared.
    Processing,
    /// A part of it has left.
    PartiallyShipped,
    /// Has left.
    Shipped,
    /// Has arrived.
    Delivered,
    /// Done, as far as the store is concerned. Often set when the parcel leaves: no proof of delivery.
    Completed,
    /// Called off; not refunded by itself.
    Cancelled,
    /// Paid back in whole.
    Refunded,
    /// The payment failed.
    Failed,
    /// In the store's bin.
    Trashed,
    /// A word that only this store knows.
    Other,
}

/// `[[stage, [word, …]], …]`, kept as data beside the code.
static WORDS: LazyLock<HashMap<String, OrderStage>> = LazyLock::new(|| {
    let table: Vec<(OrderStage, Vec<String>)> =
        serde_json::from_str(include_str!("order_statuses.json")).expect("a test reads the built-in table");
    let folded = |(stage, words): (OrderStage, Vec<String>)| {
        words.into_iter().map(move |word| (fold(&word), stage)).collect::<Vec<_>>()
    };
    table.into_iter().flat_map(folded).collect()
});

impl OrderStatus {
    /// Reads the word of a store that we know nothing about: our own words, WooCommerce's and Shopify's, and the usual
    /// ones in English, Turkish, Korean and Persian. Any other word is the store's own.
    pub fn from_words(word: &str) -> Self {
        let raw = word.trim();
        let stage = WORDS.get(&fold(raw.strip_prefix("wc-").unwrap_or(raw)));
        Self { stage: stage.copied().unwrap_or(OrderStage::Other), raw: raw.to_owned() }
    }

    /// Reads a WooCommerce status: the core's, those of the common shipment plug-ins, and any other word.
    pub fn from_woocommerce(word: &str) -> Self {
        let raw = word.trim();
        let raw = raw.strip_prefix("wc-").unwrap_or(raw);
        let stage = match raw {
            "auto-draft" | "checkout-draft" | "draft" => OrderStage::Draft,
            "pending" => OrderStage::Pending,
            "on-hold" => OrderStage::OnHold,
            "processing" => OrderStage::Processing,
            "partial-shipped" | "partially-shipped" => OrderStage::PartiallyShipped,
            "shipped" | "shipping" | "in-transit" | "kargoya-verildi" => OrderStage::Shipped,
            "delivered" | "teslim-edildi" => OrderStage::Delivered,
            "completed" => OrderStage::Completed,
            "cancelled" | "canceled" => OrderStage::Cancelled,
            "refunded" => OrderStage::Refunded,
            "failed" => OrderStage::Failed,
            "trash" => OrderStage::Trashed,
            _ => OrderStage::Other,
        };
        Self { stage, raw: raw.to_owned() }
    }
}
