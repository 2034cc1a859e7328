//! A product, as a store tells it.

use commerce::model::{Attribute, SourceId, StockStatus, StoreProduct, Visibility};
use commerce::money::Currency;
use database::Time;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::FieldError;

use super::reading::{LONGEST_ID, LONGEST_PROSE, LONGEST_TEXT, MoneyForm, Reading};
use super::variant_form::{self, VariantForm};
use crate::products::Stock;

/// A product. Its prices are in the store's currency.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedProduct)]
pub(crate) struct ProductForm {
    /// The store's own id, at most 200 characters; it never changes.
    pub source_id: String,
    pub name: String,
    /// Its page in the store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Article number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// What one costs now; without it, what the cheapest variant costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<MoneyForm>,
    /// What one costs without a sale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regular_price: Option<MoneyForm>,
    /// Whether it can be bought; without it, what the quantity says, or else the variants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock: Option<Stock>,
    /// Pieces left, where the store counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock_quantity: Option<i64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// The main one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<String>,
    /// Size, colour and the like, with everything they can be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeForm>,
    /// The forms in which it is bought, all of them: this size, that color. A line of an order names one by its id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<VariantForm>,
    /// What the store's page says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description_html: Option<String>,
    /// Whether customers can see it; they can unless told otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<bool>,
    /// BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When the store last changed anything of it. An older state never overwrites a newer one.
    pub updated_at: Time,
    /// See the mark of a deletion.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
}

/// Something a product comes in several of.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedAttribute)]
pub(crate) struct AttributeForm {
    /// `Size`
    pub name: String,
    /// `S`, `M`, `L`
    pub options: Vec<String>,
}

impl ProductForm {
    /// What stands in columns that hold variants, row by row, is theirs and not the product's.
    pub(crate) fn of_variants(&mut self) {
        (self.price, self.regular_price, self.stock_quantity, self.sku) = (None, None, None, None);
        for option in self.variants.iter().flat_map(|variant| &variant.options) {
            let place = self.attributes.iter().position(|one| one.name == option.name);
            let place = place.unwrap_or_else(|| {
                self.attributes.push(AttributeForm { name: option.name.clone(), options: Vec::new() });
                self.attributes.len() - 1
            });
            let values = &mut self.attributes[place].options;
            if !values.contains(&option.value) {
                values.push(option.value.clone());
            }
        }
    }

    /// Reads it; `currency` is that of the store's prices.
    ///
    /// # Errors
    /// Every field that is wrong, by its place in the product.
    pub(crate) fn read(self, currency: Currency) -> Result<StoreProduct, Vec<FieldError>> {
        let mut reading = Reading::default();
        let source_id = reading.needed("source_id", self.source_id, LONGEST_ID);
        let name = reading.needed("name", self.name, LONGEST_TEXT);
        let url = reading.link("url", self.url);
        let sku = reading.text("sku", self.sku, LONGEST_TEXT);
        let price = self.price.and_then(|price| reading.positive("price", &price, currency));
        let regular_price =
            self.regular_price.and_then(|price| reading.positive("regular_price", &price, currency));
        let list = |reading: &mut Reading, _, text| reading.text("", Some(text), LONGEST_TEXT);
        let categories = reading.each("categories", 100, self.categories, list);
        let images =
            reading.each("images", 100, self.images, |reading, _, link| reading.link("", Some(link)));
        let attributes = reading.each("attributes", 100, self.attributes, |reading, _, attribute| {
            let options = reading.each("options", 500, attribute.options, list);
            Some(Attribute { name: reading.needed("name", attribute.name, LONGEST_TEXT)?, options })
        });
        let variants = variant_form::read_all(&mut reading, self.variants, currency);
        let cheapest = variants.iter().min_by_key(|one| one.price.map_or(i64::MAX, |price| price.minor));
        let price = price.or(cheapest.and_then(|one| one.price));
        let regular_price = regular_price.or(cheapest.and_then(|one| one.regular_price));
        let description_html = reading.text("description_html", self.description_html, LONGEST_PROSE);
        let language = reading.text("language", self.language, LONGEST_TEXT);
        reading.ended()?;
        let told = "what is missing was refused";
        Ok(StoreProduct {
            source_id: SourceId(source_id.expect(told)),
            name: name.expect(told),
            url,
            kind: if variants.is_empty() { "simple" } else { "variable" }.to_owned(),
            visibility: match self.published {
                Some(false) => Visibility::Hidden,
                Some(true) | None => Visibility::Published,
            },
            sku,
            price,
            regular_price,
            stock: match stock(self.stock, self.stock_quantity) {
                StockStatus::Unknown if self.stock.is_none() => variant_form::stock_of(&variants),
                told => told,
            },
            stock_quantity: self.stock_quantity,
            categories,
            images,
            attributes,
            variation_ids: variants.iter().map(|one| one.source_id.clone()).collect(),
            variations: Some(variants),
            description_html,
            rating_hundredths: None,
            rating_count: 0,
            language,
            modified_at: Some(self.updated_at.timestamp()),
        })
    }
}

pub(super) fn stock(told: Option<Stock>, quantity: Option<i64>) -> StockStatus {
    match (told, quantity) {
        (Some(Stock::InStock), _) => StockStatus::InStock,
        (Some(Stock::OutOfStock), _) => StockStatus::OutOfStock,
        (Some(Stock::OnBackorder), _) => StockStatus::OnBackorder,
        (Some(Stock::Unknown), _) | (None, None) => StockStatus::Unknown,
        (None, Some(left)) if left > 0 => StockStatus::InStock,
        (None, Some(_)) => StockStatus::OutOfStock,
    }
}
