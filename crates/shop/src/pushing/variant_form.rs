//! A variant of a product, as a store tells it.

use std::collections::HashSet;

use commerce::model::{SourceId, StockStatus, StoreVariation, Visibility};
use commerce::money::Currency;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::line_form::{OptionForm, options};
use super::product_form::stock;
use super::reading::{LONGEST_ID, LONGEST_TEXT, MoneyForm, Reading};
use crate::products::Stock;

/// Most variants of one product.
const MOST: usize = 2_048;

/// One form of a product that is bought for itself: this size, that color.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedVariant)]
pub(crate) struct VariantForm {
    /// The store's own id, unique within the product; lines of orders name it.
    pub source_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Article number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// What one costs now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<MoneyForm>,
    /// What one costs without a sale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regular_price: Option<MoneyForm>,
    /// Whether it can be bought; without it, what the quantity says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock: Option<Stock>,
    /// Pieces left, where the store counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock_quantity: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// What makes it this form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionForm>,
    /// Whether customers can choose it; they can unless told otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<bool>,
}

/// Reads the variants of a product.
pub(super) fn read_all(
    reading: &mut Reading,
    told: Vec<VariantForm>,
    currency: Currency,
) -> Vec<StoreVariation> {
    let mut seen = HashSet::new();
    reading.each("variants", MOST, told, |reading, _, form| {
        let variant = form.read(reading, currency)?;
        if !seen.insert(variant.source_id.clone()) {
            reading.refuse("source_id", "came-before", "is the id of another variant of the product");
            return None;
        }
        Some(variant)
    })
}

impl VariantForm {
    fn read(self, reading: &mut Reading, currency: Currency) -> Option<StoreVariation> {
        let source_id = reading.needed("source_id", self.source_id, LONGEST_ID);
        let name = reading.text("name", self.name, LONGEST_TEXT);
        let sku = reading.text("sku", self.sku, LONGEST_TEXT);
        let price = self.price.and_then(|price| reading.positive("price", &price, currency));
        let regular_price =
            self.regular_price.and_then(|price| reading.positive("regular_price", &price, currency));
        let image_url = reading.link("image_url", self.image_url);
        let options = options(reading, self.options);
        Some(StoreVariation {
            source_id: SourceId(source_id?),
            product_id: None,
            name,
            sku,
            price,
            regular_price: regular_price.or(price),
            stock: stock(self.stock, self.stock_quantity),
            stock_quantity: self.stock_quantity,
            visibility: match self.published {
                Some(false) => Visibility::Hidden,
                Some(true) | None => Visibility::Published,
            },
            image_url,
            options,
            modified_at: None,
        })
    }
}

/// Whether a product can be bought, by its variants.
pub(super) fn stock_of(variants: &[StoreVariation]) -> StockStatus {
    let any = |status| variants.iter().any(|variant| variant.stock == status);
    if any(StockStatus::InStock) {
        StockStatus::InStock
    } else if any(StockStatus::OnBackorder) {
        StockStatus::OnBackorder
    } else if any(StockStatus::Unknown) || variants.is_empty() {
        StockStatus::Unknown
    } else {
        StockStatus::OutOfStock
    }
}
