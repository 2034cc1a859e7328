//! A product as we keep it.

use commerce::model::{Attribute, StockStatus, StoreProduct, StoreVariation, Visibility};
use database::{Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

use crate::orders::Options;
use crate::schema::{product, product_variant};
use crate::stores::StoreId;

database::id_type!(
    /// A product.
    ProductId,
    "prd"
);

database::text_enum!(
    /// Whether a product can be bought.
    pub enum Stock {
        /// There is some.
        InStock = "in_stock",
        /// There is none.
        OutOfStock = "out_of_stock",
        /// There is none, but it can be ordered.
        OnBackorder = "on_backorder",
        /// The store does not say.
        Unknown = "unknown",
    }
);

impl From<StockStatus> for Stock {
    fn from(status: StockStatus) -> Self {
        match status {
            StockStatus::InStock => Self::InStock,
            StockStatus::OutOfStock => Self::OutOfStock,
            StockStatus::OnBackorder => Self::OnBackorder,
            StockStatus::Unknown => Self::Unknown,
        }
    }
}

database::text_enum!(
    /// Whether customers can see a product.
    pub enum State {
        /// They can.
        Published = "published",
        /// A draft, or private.
        Hidden = "hidden",
        /// Thrown away, or gone from the store.
        Gone = "gone",
    }
);

impl From<Visibility> for State {
    fn from(visibility: Visibility) -> Self {
        match visibility {
            Visibility::Published => Self::Published,
            Visibility::Hidden => Self::Hidden,
            Visibility::Trashed => Self::Gone,
        }
    }
}

/// A product. Amounts are minor units of its currency.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = product, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Product {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Our id.
    pub id: ProductId,
    /// The store that sells it.
    pub store_id: StoreId,
    /// The store's id.
    pub source_id: String,
    /// Its name.
    pub name: String,
    /// The store's word: `simple`, `variable`, …
    pub kind: String,
    /// Whether customers can see it.
    pub state: State,
    /// The store's article number.
    pub sku: Option<String>,
    /// What one costs now.
    pub price: Option<i64>,
    /// What one costs without a sale.
    pub regular_price: Option<i64>,
    /// Of the prices.
    pub currency: String,
    /// Whether it can be bought.
    pub stock_status: Stock,
    /// Pieces left, where the store counts.
    pub stock_quantity: Option<i64>,
    /// Its main picture.
    pub image_url: Option<String>,
    /// Its page in the store.
    pub permalink: Option<String>,
    /// What lists do not show.
    pub detail: Detail,
    /// When it last changed.
    pub modified_at: Option<Time>,
}

/// What lists of products do not show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Detail {
    /// Categories by name.
    pub categories: Vec<String>,
    /// Pictures.
    pub images: Vec<String>,
    /// What it comes in several of.
    pub attributes: Vec<Attribute>,
    /// What the store's page says. **Not clean**: never shown unsanitised.
    pub description_html: Option<String>,
    /// Average of the reviews in hundredths.
    pub rating_hundredths: Option<u16>,
    /// Reviews behind the average.
    pub rating_count: u32,
    /// BCP 47, when the store recorded it.
    pub language: Option<String>,
}
database::json_column!(Detail);

fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

impl Product {
    pub(super) fn of(
        workspace_id: WorkspaceId,
        id: ProductId,
        store_id: StoreId,
        currency: &str,
        source: &StoreProduct,
    ) -> Self {
        Self {
            workspace_id,
            id,
            store_id,
            source_id: source.source_id.to_string(),
            name: without_nul(&source.name),
            kind: source.kind.clone(),
            state: source.visibility.into(),
            sku: source.sku.clone(),
            price: source.price.map(|price| price.minor),
            regular_price: source.regular_price.map(|price| price.minor),
            currency: currency.to_owned(),
            stock_status: source.stock.into(),
            stock_quantity: source.stock_quantity,
            image_url: source.images.first().cloned(),
            permalink: source.url.clone(),
            detail: Detail {
                categories: source.categories.clone(),
                images: source.images.clone(),
                attributes: source.attributes.clone(),
                description_html: source.description_html.as_deref().map(without_nul),
                rating_hundredths: source.rating_hundredths,
                rating_count: source.rating_count,
                language: source.language.clone(),
            },
            modified_at: source.modified_at.map(Time::from),
        }
    }
}

/// One form of a product that is bought for itself: this size, that color. Amounts are minor units of the product's currency.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = product_variant, treat_none_as_default_value = false)]
pub struct Variant {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// The product.
    pub product_id: ProductId,
    /// The store's id of it; lines of orders name it.
    pub source_id: String,
    /// 0, 1, 2 … as the store lists them.
    pub position: i64,
    /// The store that sells it.
    pub store_id: StoreId,
    /// Its own name, where the store gives it one.
    pub name: Option<String>,
    /// The store's article number.
    pub sku: Option<String>,
    /// What one costs now.
    pub price: Option<i64>,
    /// What one costs without a sale.
    pub regular_price: Option<i64>,
    /// Whether it can be bought.
    pub stock_status: Stock,
    /// Pieces left, where the store counts.
    pub stock_quantity: Option<i64>,
    /// Whether customers can choose it.
    pub state: State,
    /// Its picture.
    pub image_url: Option<String>,
    /// What makes it this form.
    pub options: Options,
    /// When it last changed.
    pub modified_at: Option<Time>,
}

impl Variant {
    /// The variants of a product, as its store lists them. One that is told of twice is taken as it was told of first.
    pub(super) fn all_of(product: &Product, told: &[StoreVariation]) -> Vec<Self> {
        let mut rows: Vec<Self> = Vec::with_capacity(told.len());
        for one in told {
            if rows.iter().any(|row| row.source_id == one.source_id.as_str()) {
                continue;
            }
            let options =
                one.options.iter().map(|(name, value)| (without_nul(name), without_nul(value))).collect();
            rows.push(Self {
                workspace_id: product.workspace_id,
                product_id: product.id,
                source_id: one.source_id.to_string(),
                position: i64::try_from(rows.len()).unwrap_or(i64::MAX),
                store_id: product.store_id,
                name: one.name.as_deref().map(without_nul),
                sku: one.sku.clone(),
                price: one.price.map(|price| price.minor),
                regular_price: one.regular_price.map(|price| price.minor),
                stock_status: one.stock.into(),
                stock_quantity: one.stock_quantity,
                state: one.visibility.into(),
                image_url: one.image_url.clone(),
                options: Options(options),
                modified_at: one.modified_at.map(Time::from),
            });
        }
        rows
    }
}
