//! A product with its variants and pictures.
//!
//! Every product has at least one variant; that of a product that comes in one form only is the product itself.

use serde_json::Value;

use super::{MapError, MapProblem, Node, id_of};
use crate::model::{
    Attribute, ProductStanding, SourceId, StockStatus, StoreProduct, StoreVariation, Visibility,
};
use crate::money::{Currency, Money};

/// Reads a product. Its price is that of its cheapest variant, in the store's currency.
///
/// # Errors
/// Without an id and a currency there is no product.
pub fn product(value: &Value) -> Result<StoreProduct, MapError> {
    let record = Node::root(value);
    if !record.is_object() {
        return Err(record.fail(MapProblem::NotA("a product")));
    }
    let range = record.get("priceRangeV2");
    let least = range.get("minVariantPrice");
    let currency = least.get("currencyCode").currency()?;
    let variants = record.get("variants");
    let id = id_of(&record.get("id"))?;
    let tracked = record.get("tracksInventory").flag();
    let of = Of { id: &id, currency, tracked };
    let variants = variants.get("nodes").each(|one| variant(&one, &of))?;
    let cheapest = variants.iter().min_by_key(|one| one.form.price.map(|price| price.minor));
    let price = least.get("amount").optional_money(currency)?;
    let regular = cheapest
        .and_then(|one| one.before)
        .filter(|before| price.is_some_and(|now| before.minor > now.minor));
    let left = record.get("totalInventory").count().filter(|_| tracked);
    Ok(StoreProduct {
        name: record.get("title").raw_text().unwrap_or_default(),
        url: record.get("onlineStoreUrl").web_url(),
        kind: kind(&record).to_owned(),
        visibility: match record.get("status").raw_text().as_deref() {
            Some("ACTIVE" | "UNLISTED") => Visibility::Published,
            _ => Visibility::Hidden,
        },
        sku: variants.iter().find_map(|one| one.form.sku.clone()),
        price,
        regular_price: regular.or(price),
        stock: stock(&variants, left),
        stock_quantity: left,
        categories: categories(&record),
        images: images(&record)?,
        attributes: attributes(&record)?,
        variation_ids: variants.iter().map(|one| one.form.source_id.clone()).collect(),
        variations: Some(match record.get("hasOnlyDefaultVariant").flag() {
            true => Vec::new(),
            false => variants.into_iter().map(|one| one.form).collect(),
        }),
        description_html: record.get("descriptionHtml").raw_text(),
        rating_hundredths: None,
        rating_count: 0,
        language: None,
        modified_at: record.get("updatedAt").utc()?,
        source_id: id,
    })
}

/// Reads as much of a product as [`super::super::Client::product_standings`] asks for.
///
/// # Errors
/// When it has no id, or its date is none.
pub fn product_standing(value: &Value) -> Result<ProductStanding, MapError> {
    let record = Node::root(value);
    Ok(ProductStanding { source_id: id_of(&record.get("id"))?, modified_at: record.get("updatedAt").utc()? })
}

/// What a variant is one of.
struct Of<'a> {
    id: &'a SourceId,
    currency: Currency,
    /// Whether the store counts what is left of the product.
    tracked: bool,
}

struct Variant {
    form: StoreVariation,
    before: Option<Money>,
    for_sale: bool,
}

fn variant(one: &Node<'_, '_>, of: &Of<'_>) -> Result<Variant, MapError> {
    let price = one.get("price").optional_money(of.currency)?;
    let before = one.get("compareAtPrice").optional_money(of.currency)?;
    let for_sale = one.get("availableForSale").flag();
    let left = one.get("inventoryQuantity").count().filter(|_| of.tracked);
    let goes_on = one.get("inventoryPolicy").raw_text().as_deref() == Some("CONTINUE");
    // What may be bought though nothing is left and the store does not sell on is not counted.
    let left = left.filter(|left| *left > 0 || !for_sale || goes_on);
    let more = before.filter(|before| price.is_some_and(|now| before.minor > now.minor));
    let options = one
        .get("selectedOptions")
        .each(|chosen| Ok(chosen.get("name").raw_text().zip(chosen.get("value").raw_text())))?;
    let form = StoreVariation {
        source_id: id_of(&one.get("id"))?,
        product_id: Some(of.id.clone()),
        name: one.get("title").raw_text(),
        sku: one.get("sku").raw_text(),
        price,
        regular_price: more.or(price),
        stock: match (for_sale, left) {
            (false, _) => StockStatus::OutOfStock,
            (true, Some(left)) if left <= 0 => StockStatus::OnBackorder,
            (true, _) => StockStatus::InStock,
        },
        stock_quantity: left,
        visibility: Visibility::Published,
        image_url: one.get("image").get("url").web_url(),
        options: options.into_iter().flatten().collect(),
        modified_at: one.get("updatedAt").utc()?,
    };
    Ok(Variant { form, before, for_sale })
}

fn kind(record: &Node<'_, '_>) -> &'static str {
    match (record.get("isGiftCard").flag(), record.get("hasOnlyDefaultVariant").flag()) {
        (true, _) => "gift_card",
        (false, true) => "simple",
        (false, false) => "variable",
    }
}

/// What can be bought though nothing is left is ordered from the maker.
fn stock(variants: &[Variant], left: Option<i64>) -> StockStatus {
    match (variants.iter().any(|one| one.for_sale), left) {
        _ if variants.is_empty() => StockStatus::Unknown,
        (false, _) => StockStatus::OutOfStock,
        (true, Some(left)) if left <= 0 => StockStatus::OnBackorder,
        (true, _) => StockStatus::InStock,
    }
}

fn categories(record: &Node<'_, '_>) -> Vec<String> {
    let named = [record.get("category").get("name").raw_text(), record.get("productType").raw_text()];
    let mut categories: Vec<String> = named.into_iter().flatten().collect();
    categories.dedup();
    categories
}

fn images(record: &Node<'_, '_>) -> Result<Vec<String>, MapError> {
    let media = record.get("media");
    let media = media.get("nodes").each(|one| Ok(one.get("preview").get("image").get("url").web_url()))?;
    Ok(media.into_iter().flatten().collect())
}

fn attributes(record: &Node<'_, '_>) -> Result<Vec<Attribute>, MapError> {
    let options = record.get("options").each(|one| {
        let values = one.get("values").each(|value| Ok(value.raw_text()))?;
        let options: Vec<String> =
            values.into_iter().flatten().filter(|value| value != "Default Title").collect();
        let name = one.get("name").raw_text().filter(|_| !options.is_empty());
        Ok(name.map(|name| Attribute { name, options }))
    })?;
    Ok(options.into_iter().flatten().collect())
}
