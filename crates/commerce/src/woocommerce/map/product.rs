//! `GET /products`, `GET /products/{id}/variations` and the body of `product.*` deliveries.

use serde_json::Value;

use super::{MapError, MapProblem, Node, language, meta};
use crate::model::{
    Attribute, ProductStanding, SourceId, StockStatus, StoreProduct, StoreVariation, Visibility,
};
use crate::money::Currency;

/// Reads a product. It does not say its currency: it is the store's.
///
/// `product.*` deliveries carry variations too, with `"type": "variation"`: those are refused here, see [`variation`].
pub fn product(value: &Value, currency: Currency) -> Result<StoreProduct, MapError> {
    let record = Node::root(value);
    let kind = record.get("type").raw_text().unwrap_or_else(|| "simple".to_owned());
    if !record.is_object() || kind == "variation" {
        return Err(record.fail(MapProblem::NotA("a product")));
    }
    let price = record.get("price").optional_money(currency)?;
    let variation_ids: Vec<SourceId> =
        record.get("variations").each(|id| Ok(id.optional_id()))?.into_iter().flatten().collect();
    let rating_count = record.get("rating_count").count().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    Ok(StoreProduct {
        source_id: record.get("id").id()?,
        name: record.get("name").text().unwrap_or_default(),
        url: record.get("permalink").web_url(),
        kind,
        visibility: visibility(&record),
        sku: record.get("sku").raw_text(),
        price,
        regular_price: record.get("regular_price").optional_money(currency)?.or(price),
        stock: stock(&record),
        stock_quantity: record.get("stock_quantity").count(),
        categories: texts(&record.get("categories"), "name")?,
        images: images(&record)?,
        attributes: record.get("attributes").each(|item| attribute(&item))?,
        variations: variation_ids.is_empty().then(Vec::new),
        variation_ids,
        description_html: record.get("description").raw_text(),
        rating_hundredths: rating(&record.get("average_rating")).filter(|_| rating_count > 0),
        rating_count,
        language: language(&record, &meta(&record)),
        modified_at: record.get("date_modified_gmt").utc()?,
    })
}

/// Reads a variation, from its own endpoint or from a `product.*` delivery.
pub fn variation(value: &Value, currency: Currency) -> Result<StoreVariation, MapError> {
    let record = Node::root(value);
    if !record.is_object() {
        return Err(record.fail(MapProblem::NotA("a variation")));
    }
    let price = record.get("price").optional_money(currency)?;
    let own_image = record.get("image").get("src").web_url();
    Ok(StoreVariation {
        source_id: record.get("id").id()?,
        product_id: record.get("parent_id").optional_id(),
        name: record.get("name").text(),
        sku: record.get("sku").raw_text(),
        price,
        regular_price: record.get("regular_price").optional_money(currency)?.or(price),
        stock: stock(&record),
        stock_quantity: record.get("stock_quantity").count(),
        visibility: visibility(&record),
        image_url: own_image.or(images(&record)?.into_iter().next()),
        options: chosen(&record)?,
        modified_at: record.get("date_modified_gmt").utc()?,
    })
}

/// Reads as much of a product as [`super::super::Client::product_standings`] asks for.
///
/// # Errors
/// When it has no id, or its date is none.
pub fn product_standing(value: &Value) -> Result<ProductStanding, MapError> {
    let record = Node::root(value);
    Ok(ProductStanding {
        source_id: record.get("id").id()?,
        modified_at: record.get("date_modified_gmt").utc()?,
    })
}

fn visibility(record: &Node<'_, '_>) -> Visibility {
    match record.get("status").raw_text().as_deref() {
        Some("publish") => Visibility::Published,
        Some("trash") => Visibility::Trashed,
        _ => Visibility::Hidden,
    }
}

fn stock(record: &Node<'_, '_>) -> StockStatus {
    match record.get("stock_status").raw_text().as_deref() {
        Some("instock") => StockStatus::InStock,
        Some("outofstock") => StockStatus::OutOfStock,
        Some("onbackorder") => StockStatus::OnBackorder,
        _ => StockStatus::Unknown,
    }
}

fn images(record: &Node<'_, '_>) -> Result<Vec<String>, MapError> {
    let all = record.get("images").each(|image| Ok(image.get("src").web_url()))?;
    Ok(all.into_iter().flatten().collect())
}

fn texts(list: &Node<'_, '_>, key: &str) -> Result<Vec<String>, MapError> {
    Ok(list.each(|item| Ok(item.get(key).text()))?.into_iter().flatten().collect())
}

fn attribute(item: &Node<'_, '_>) -> Result<Attribute, MapError> {
    let options = item.get("options").each(|option| Ok(option.text()))?;
    Ok(Attribute {
        name: item.get("name").text().unwrap_or_default(),
        options: options.into_iter().flatten().collect(),
    })
}

fn chosen(record: &Node<'_, '_>) -> Result<Vec<(String, String)>, MapError> {
    let all =
        record.get("attributes").each(|item| Ok(item.get("name").text().zip(item.get("option").text())))?;
    Ok(all.into_iter().flatten().collect())
}

/// `"4.37"` as 437; the scale ends at 5.
fn rating(average: &Node<'_, '_>) -> Option<u16> {
    let average: f64 = average.raw_text()?.parse().ok()?;
    (0.0..=5.0).contains(&average).then(|| (average * 100.0).round() as u16)
}
