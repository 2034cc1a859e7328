//! The webhooks that a store keeps for us.

use serde_json::Value;

use super::connection::Scopes;
use crate::json::{MapError, Node};

/// What we ask a store to tell us, with Shopify's name and the right that it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "thing and happening, as their names say")]
pub enum WatchedTopic {
    OrdersCreate,
    OrdersUpdated,
    OrdersDelete,
    RefundsCreate,
    FulfillmentsCreate,
    FulfillmentsUpdate,
    FulfillmentEventsCreate,
    CustomersCreate,
    CustomersUpdate,
    CustomersDelete,
    CustomersMerge,
    ProductsCreate,
    ProductsUpdate,
    ProductsDelete,
    DiscountsCreate,
    DiscountsUpdate,
    DiscountsDelete,
    AppUninstalled,
    BulkOperationsFinish,
}

impl WatchedTopic {
    /// All of them. An order that is cancelled, paid or edited is updated, too.
    pub const ALL: [Self; 19] = [
        Self::OrdersCreate,
        Self::OrdersUpdated,
        Self::OrdersDelete,
        Self::RefundsCreate,
        Self::FulfillmentsCreate,
        Self::FulfillmentsUpdate,
        Self::FulfillmentEventsCreate,
        Self::CustomersCreate,
        Self::CustomersUpdate,
        Self::CustomersDelete,
        Self::CustomersMerge,
        Self::ProductsCreate,
        Self::ProductsUpdate,
        Self::ProductsDelete,
        Self::DiscountsCreate,
        Self::DiscountsUpdate,
        Self::DiscountsDelete,
        Self::AppUninstalled,
        Self::BulkOperationsFinish,
    ];

    /// Those that a token with these rights may be told of. Orders tell of their parcels by themselves as well.
    pub fn allowed(scopes: &Scopes) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|topic| topic.scope().is_none_or(|scope| scopes.allow(scope)))
    }

    /// Shopify's name for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OrdersCreate => "ORDERS_CREATE",
            Self::OrdersUpdated => "ORDERS_UPDATED",
            Self::OrdersDelete => "ORDERS_DELETE",
            Self::RefundsCreate => "REFUNDS_CREATE",
            Self::FulfillmentsCreate => "FULFILLMENTS_CREATE",
            Self::FulfillmentsUpdate => "FULFILLMENTS_UPDATE",
            Self::FulfillmentEventsCreate => "FULFILLMENT_EVENTS_CREATE",
            Self::CustomersCreate => "CUSTOMERS_CREATE",
            Self::CustomersUpdate => "CUSTOMERS_UPDATE",
            Self::CustomersDelete => "CUSTOMERS_DELETE",
            Self::CustomersMerge => "CUSTOMERS_MERGE",
            Self::ProductsCreate => "PRODUCTS_CREATE",
            Self::ProductsUpdate => "PRODUCTS_UPDATE",
            Self::ProductsDelete => "PRODUCTS_DELETE",
            Self::DiscountsCreate => "DISCOUNTS_CREATE",
            Self::DiscountsUpdate => "DISCOUNTS_UPDATE",
            Self::DiscountsDelete => "DISCOUNTS_DELETE",
            Self::AppUninstalled => "APP_UNINSTALLED",
            Self::BulkOperationsFinish => "BULK_OPERATIONS_FINISH",
        }
    }

    const fn scope(self) -> Option<&'static str> {
        match self {
            Self::OrdersCreate | Self::OrdersUpdated | Self::OrdersDelete | Self::RefundsCreate => {
                Some("read_orders")
            }
            Self::FulfillmentsCreate | Self::FulfillmentsUpdate | Self::FulfillmentEventsCreate => {
                Some("read_fulfillments")
            }
            Self::CustomersMerge => Some("read_customer_merge"),
            Self::CustomersCreate | Self::CustomersUpdate | Self::CustomersDelete => Some("read_customers"),
            Self::ProductsCreate | Self::ProductsUpdate | Self::ProductsDelete => Some("read_products"),
            Self::DiscountsCreate | Self::DiscountsUpdate | Self::DiscountsDelete => Some("read_discounts"),
            Self::AppUninstalled | Self::BulkOperationsFinish => None,
        }
    }

    /// What of the thing is to be in a message: only what it takes to ask for it.
    pub(super) const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::RefundsCreate
            | Self::FulfillmentsCreate
            | Self::FulfillmentsUpdate
            | Self::FulfillmentEventsCreate => &["id", "order_id"],
            Self::CustomersMerge => {
                &["admin_graphql_api_customer_kept_id", "admin_graphql_api_customer_deleted_id", "status"]
            }
            // Only the long form says whether a discount has a code.
            Self::DiscountsCreate | Self::DiscountsUpdate | Self::DiscountsDelete => {
                &["admin_graphql_api_id"]
            }
            Self::BulkOperationsFinish => &["admin_graphql_api_id", "status"],
            _ => &["id"],
        }
    }
}

/// A webhook as the store keeps it. Shopify removes one whose messages failed eight times in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopWebhook {
    /// `gid://shopify/WebhookSubscription/…`.
    pub id: String,
    /// `ORDERS_UPDATED`.
    pub topic: String,
    /// Where it sends to.
    pub address: String,
}

pub(super) fn webhook(value: &Value) -> Result<ShopWebhook, MapError> {
    let record = Node::root(value);
    Ok(ShopWebhook {
        id: record.get("id").required_text()?,
        topic: record.get("topic").required_text()?,
        address: record.get("uri").raw_text().unwrap_or_default(),
    })
}
