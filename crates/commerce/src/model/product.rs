//! What a store sells.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::SourceId;
use crate::money::Money;

/// A product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreProduct {
    /// The store's id.
    pub source_id: SourceId,
    /// Name.
    pub name: String,
    /// Its page, `http` or `https` only.
    pub url: Option<String>,
    /// The store's word: `simple`, `variable`, `grouped`, `external` or a plug-in's.
    pub kind: String,
    /// Whether customers can see it.
    pub visibility: Visibility,
    /// The store's article number.
    pub sku: Option<String>,
    /// What one costs now. `None` when no price was entered, as for a product that only its variations price.
    pub price: Option<Money>,
    /// What one costs without a sale.
    pub regular_price: Option<Money>,
    /// Whether it can be bought.
    pub stock: StockStatus,
    /// Pieces left, where the store counts.
    pub stock_quantity: Option<i64>,
    /// Categories by name.
    pub categories: Vec<String>,
    /// Pictures, the main one first; `http` or `https` only.
    pub images: Vec<String>,
    /// Size, colour and the like, with everything they can be.
    pub attributes: Vec<Attribute>,
    /// Ids of its variations.
    pub variation_ids: Vec<SourceId>,
    /// Its variations in the store's order, where they came with it; `None`: fetch them apart.
    pub variations: Option<Vec<StoreVariation>>,
    /// What the store's page says. **Not clean**: never show it unsanitised.
    pub description_html: Option<String>,
    /// Average of the reviews, in hundredths (437 is 4.37 of 5). `None` without reviews.
    pub rating_hundredths: Option<u16>,
    /// Reviews behind the average.
    pub rating_count: u32,
    /// BCP 47, when a translation plug-in recorded it.
    pub language: Option<String>,
    /// When it last changed.
    pub modified_at: Option<Timestamp>,
}

/// One form of a product: this size, that colour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreVariation {
    /// The variation's id; products and variations share one number range.
    pub source_id: SourceId,
    /// The product it is a form of, when the answer names it.
    pub product_id: Option<SourceId>,
    /// Name.
    pub name: Option<String>,
    /// The store's article number.
    pub sku: Option<String>,
    /// What one costs now.
    pub price: Option<Money>,
    /// What one costs without a sale.
    pub regular_price: Option<Money>,
    /// Whether it can be bought.
    pub stock: StockStatus,
    /// Pieces left, where the store counts.
    pub stock_quantity: Option<i64>,
    /// Whether customers can choose it.
    pub visibility: Visibility,
    /// Picture, `http` or `https` only.
    pub image_url: Option<String>,
    /// What makes it this form (`Beden: S`).
    pub options: Vec<(String, String)>,
    /// When it last changed.
    pub modified_at: Option<Timestamp>,
}

/// Something a product comes in several of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// `Beden`, `색상`, …
    pub name: String,
    /// Everything it can be.
    pub options: Vec<String>,
}

/// Just enough of a product to see whether it is as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductStanding {
    /// The store's id.
    pub source_id: SourceId,
    /// When the store last changed it.
    pub modified_at: Option<Timestamp>,
}

/// Whether customers can see something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// They can.
    Published,
    /// A draft, private, or switched off.
    Hidden,
    /// In the store's bin.
    Trashed,
}

/// Whether something can be bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StockStatus {
    /// There is some.
    InStock,
    /// There is none.
    OutOfStock,
    /// There is none, but it can be ordered.
    OnBackorder,
    /// The store does not say, or says something of its own.
    Unknown,
}
