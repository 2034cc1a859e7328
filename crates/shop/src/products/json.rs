//! A product as the API shows it.

use commerce::money::{Currency, Money};
use database::{DbError, Time};
use serde::Serialize;
use utoipa::ToSchema;

use super::description;
use super::product::{Product, ProductId, State, Stock, Variant};
use crate::orders::{MoneyJson, OptionJson, currency};
use crate::stores::{Store, StoreId, StoreKind};

/// A product.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Product)]
#[expect(missing_docs, reason = "the names say it; where they do not, there is a comment")]
pub struct ProductJson {
    pub id: ProductId,
    pub store_id: StoreId,
    pub store_name: String,
    pub name: String,
    pub sku: Option<String>,
    /// Null when only its variants have prices.
    pub price: Option<MoneyJson>,
    /// Without a sale.
    pub regular_price: Option<MoneyJson>,
    pub stock_status: Stock,
    /// Null where the store does not count.
    pub stock_quantity: Option<i64>,
    pub state: State,
    pub image_url: Option<String>,
    pub permalink: Option<String>,
}

/// A product with all that is known of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProductDetail)]
#[expect(missing_docs, reason = "the names say it; where they do not, there is a comment")]
pub struct ProductDetailJson {
    #[serde(flatten)]
    pub product: ProductJson,
    /// The store's word: `simple`, `variable` and the like.
    pub kind: String,
    /// The main one first.
    pub images: Vec<String>,
    /// What it comes in several of.
    pub attributes: Vec<AttributeJson>,
    pub categories: Vec<String>,
    /// As the store lists them; empty for what comes in one form.
    pub variants: Vec<VariantJson>,
    /// What the store's page says, cleaned.
    pub description_html: Option<String>,
    /// BCP 47, where the store says so.
    pub language: Option<String>,
    pub modified_at: Option<Time>,
    /// The store's id.
    pub source_id: String,
    /// The product's page in the store's administration.
    pub admin_url: Option<String>,
}

/// Something that a product comes in several of.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProductAttribute)]
pub struct AttributeJson {
    pub name: String,
    pub options: Vec<String>,
}

/// One form of a product that is bought for itself.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProductVariant)]
pub struct VariantJson {
    /// The store's id.
    pub source_id: String,
    pub name: Option<String>,
    pub sku: Option<String>,
    pub price: Option<MoneyJson>,
    /// Without a sale.
    pub regular_price: Option<MoneyJson>,
    pub stock_status: Stock,
    /// Null where the store does not count.
    pub stock_quantity: Option<i64>,
    pub state: State,
    pub image_url: Option<String>,
    /// What makes it this form.
    pub options: Vec<OptionJson>,
}

impl ProductJson {
    /// A product as lists show it.
    ///
    /// # Errors
    /// [`DbError::Corrupt`] when the stored currency is none.
    pub fn of(product: Product, store: Option<&Store>) -> Result<Self, DbError> {
        let money = money(&product.currency)?;
        Ok(Self {
            id: product.id,
            store_id: product.store_id,
            store_name: store.map(|known| known.name.clone()).unwrap_or_default(),
            name: product.name,
            sku: product.sku,
            price: product.price.map(&money),
            regular_price: product.regular_price.map(&money),
            stock_status: product.stock_status,
            stock_quantity: product.stock_quantity,
            state: product.state,
            image_url: product.image_url,
            permalink: product.permalink,
        })
    }
}

impl ProductDetailJson {
    /// A product with all that is known of it.
    ///
    /// # Errors
    /// [`DbError::Corrupt`] when the stored currency is none.
    pub fn of(mut product: Product, variants: Vec<Variant>, store: Option<&Store>) -> Result<Self, DbError> {
        let money = money(&product.currency)?;
        let detail = std::mem::take(&mut product.detail);
        Ok(Self {
            kind: product.kind.clone(),
            images: detail.images,
            attributes: detail
                .attributes
                .into_iter()
                .map(|one| AttributeJson { name: one.name, options: one.options })
                .collect(),
            categories: detail.categories,
            variants: variants.into_iter().map(|one| VariantJson::of(one, &money)).collect(),
            description_html: detail.description_html.as_deref().and_then(description::clean),
            language: detail.language,
            modified_at: product.modified_at,
            source_id: product.source_id.clone(),
            admin_url: store.and_then(|known| admin_url(known, &product.source_id)),
            product: ProductJson::of(product, store)?,
        })
    }
}

impl VariantJson {
    fn of(variant: Variant, money: &impl Fn(i64) -> MoneyJson) -> Self {
        let options = variant.options.0.into_iter();
        Self {
            source_id: variant.source_id,
            name: variant.name,
            sku: variant.sku,
            price: variant.price.map(money),
            regular_price: variant.regular_price.map(money),
            stock_status: variant.stock_status,
            stock_quantity: variant.stock_quantity,
            state: variant.state,
            image_url: variant.image_url,
            options: options.map(|(name, value)| OptionJson { name, value }).collect(),
        }
    }
}

fn money(code: &str) -> Result<impl Fn(i64) -> MoneyJson + use<>, DbError> {
    let currency: Currency = currency(code)?;
    Ok(move |minor| MoneyJson::from(Money::new(minor, currency)))
}

fn admin_url(store: &Store, id: &str) -> Option<String> {
    let url = &store.url;
    match store.kind {
        StoreKind::WooCommerce => Some(format!("{url}/wp-admin/post.php?post={id}&action=edit")),
        StoreKind::Shopify => Some(format!("{url}/admin/products/{id}")),
        StoreKind::Other => None,
    }
}
