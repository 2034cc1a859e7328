//! A line of an order, as a store tells it.

use commerce::model::{OrderLine, SourceId};
use commerce::money::{Currency, Money};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::reading::{LONGEST_ID, LONGEST_TEXT, MoneyForm, Reading};

/// A line: it needs the price of one, or what the whole line costs.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedLine)]
pub(crate) struct LineForm {
    /// The store's own id, unique within the order; without it, its place: `1`, `2` and so on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// The store's own id of the product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_source_id: Option<String>,
    /// The store's own id of the variation, for a product that has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variation_source_id: Option<String>,
    /// The product's name when it was bought.
    pub name: String,
    /// Article number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// Pieces.
    #[schema(minimum = 0)]
    pub quantity: i64,
    /// Price of one after discounts, without tax; may be finer than money exists where `total` is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<MoneyForm>,
    /// The whole line after discounts, without tax; without it, the price of one times the pieces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<MoneyForm>,
    /// On the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax: Option<MoneyForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// What was chosen or engraved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionForm>,
}

/// Something that was chosen of a product.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedOption)]
pub(crate) struct OptionForm {
    /// `Size`
    pub name: String,
    /// `S`
    pub value: String,
}

impl LineForm {
    pub(super) fn read(self, reading: &mut Reading, index: usize, currency: Currency) -> Option<OrderLine> {
        if self.quantity < 0 {
            reading.refuse("quantity", "negative", "must not be below zero");
        }
        let prices = prices(reading, &self, currency);
        let name = reading.needed("name", self.name, LONGEST_TEXT);
        let tax = self.tax.as_ref().and_then(|tax| reading.money("tax", tax, currency));
        let mut id = |field, value| reading.text(field, value, LONGEST_ID);
        let source_id = id("source_id", self.source_id);
        let product_id = id("product_source_id", self.product_source_id);
        let variation_id = id("variation_source_id", self.variation_source_id);
        let sku = reading.text("sku", self.sku, LONGEST_TEXT);
        let image_url = reading.link("image_url", self.image_url);
        let options = options(reading, self.options);
        let (unit_price, total) = prices?;
        Some(OrderLine {
            source_id: SourceId(source_id.unwrap_or_else(|| (index + 1).to_string())),
            product_id: product_id.map(SourceId),
            variation_id: variation_id.map(SourceId),
            name: name?,
            sku,
            quantity: self.quantity,
            current: None,
            unit_price,
            total,
            tax: tax.unwrap_or(Money::zero(currency)),
            image_url,
            options,
        })
    }
}

/// What was chosen, or can be.
pub(super) fn options(reading: &mut Reading, told: Vec<OptionForm>) -> Vec<(String, String)> {
    reading.each("options", 100, told, |reading, _, option| {
        let name = reading.needed("name", option.name, LONGEST_TEXT);
        Some((name?, reading.text("value", Some(option.value), LONGEST_TEXT).unwrap_or_default()))
    })
}

/// The price of one, and of the line: each tells the other.
fn prices(reading: &mut Reading, line: &LineForm, currency: Currency) -> Option<(Money, Money)> {
    match (&line.unit_price, &line.total) {
        (Some(price), Some(total)) => {
            let price = reading.unit_price("unit_price", price, currency);
            Some((price?, reading.money("total", total, currency)?))
        }
        (Some(price), None) => {
            let price = reading.money("unit_price", price, currency)?;
            let Some(total) = price.minor.checked_mul(line.quantity) else {
                reading.refuse("quantity", "too-large", "the line costs more than can be counted");
                return None;
            };
            Some((price, Money::new(total, currency)))
        }
        (None, Some(total)) => {
            let total = reading.money("total", total, currency)?;
            let price = total.minor.checked_div(line.quantity).unwrap_or(total.minor);
            Some((Money::new(price, currency), total))
        }
        (None, None) => {
            reading.refuse("total", "required", "the price of one or of the line is needed");
            None
        }
    }
}
