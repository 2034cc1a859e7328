//! A product with its variants and pictures.

use serde_json::Value;

use super::{MapError, MapProblem, Node, id_of};
use crate::model::{Attribute, SourceId, StockStatus, StoreProduct};
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
    let variants = variants.get("nodes").each(|one| variant(&one, currency))?;
    let cheapest = variants.iter().min_by_key(|one| one.price.map(|price| price.minor));
    let price = least.get("amount").optional_money(currency)?;
    let regular = cheapest
        .and_then(|one| one.before)
        .filter(|before| price.is_some_and(|now| before.minor > now.minor));
    let left = record.get("totalInventory").count().filter(|_| record.get("tracksInventory").flag());
    Ok(StoreProduct {
        source_id: id_of(&record.get("id"))?,
        name: record.get("title").raw_text().unwrap_or_default(),
        url: record.get("onlineStoreUrl").web_url(),
        kind: kind(&record).to_owned(),
        published: matches!(record.get("status").raw_text().as_deref(), Some("ACTIVE" | "UNLISTED")),
        sku: variants.iter().find_map(|one| one.sku.clone()),
        price,
        regular_price: regular.or(price),
        stock: stock(&variants, left),
        stock_quantity: left,
        categories: categories(&record),
        images: images(&record)?,
        attributes: attributes(&record)?,
        variation_ids: variants.into_iter().map(|one| one.id).collect(),
        description_html: record.get("descriptionHtml").raw_text(),
        rating_hundredths: None,
        rating_count: 0,
        language: None,
        modified_at: record.get("updatedAt").utc()?,
    })
}

struct Variant {
    id: SourceId,
    sku: Option<String>,
    price: Option<Money>,
    before: Option<Money>,
    for_sale: bool,
}

fn variant(one: &Node<'_, '_>, currency: Currency) -> Result<Variant, MapError> {
    Ok(Variant {
        id: id_of(&one.get("id"))?,
        sku: one.get("sku").raw_text(),
        price: one.get("price").optional_money(currency)?,
        before: one.get("compareAtPrice").optional_money(currency)?,
        for_sale: one.get("availableForSale").flag(),
    })
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
