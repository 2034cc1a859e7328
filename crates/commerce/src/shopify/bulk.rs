//! Reading a whole list at once: Shopify writes it into a file of its own, in its own time, and says where it lies
//! (<https://shopify.dev/docs/api/usage/bulk-operations/queries>).
//!
//! [`Client::start_bulk`] has it written, [`Client::bulk`] says how far it is, [`Reading`] takes the file apart, line by line.
//! Of five connections, two deep, none may stand within a list: what hangs on refunds and parcels is not in the file, and is
//! asked for by [`Client::orders_by_id`].

mod reading;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::client::Client;
use super::connection::Scopes;
use super::documents;
use super::map::has_returns;
use super::pages::Counted;
use crate::error::StoreError;
use crate::http::Http;
use crate::json::Node;

pub use reading::{Reading, Thing, TooLong};

/// A list that can be read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BulkList {
    /// What is sold.
    Products,
    /// Who has an account.
    Customers,
    /// What was ordered.
    Orders,
}

impl BulkList {
    /// The query, named so that it is found again: nobody else's has this name.
    fn query(self, mark: &str) -> String {
        let (name, text) = match self {
            Self::Products => ("BulkProducts", include_str!("queries/bulk_products.graphql")),
            Self::Customers => ("BulkCustomers", include_str!("queries/bulk_customers.graphql")),
            Self::Orders => ("BulkOrders", include_str!("queries/bulk_orders.graphql")),
        };
        text.replacen(name, &format!("{name}_{mark}"), 1)
    }

    const fn counted(self) -> Counted {
        match self {
            Self::Products => Counted::Products,
            Self::Customers => Counted::Customers,
            Self::Orders => Counted::Orders,
        }
    }
}

/// How far an operation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is being done, or about to be cancelled.
    Running,
    /// The file is there; without an address the list is empty.
    Completed {
        /// Where the file lies, for seven days.
        url: Option<String>,
    },
    /// It went wrong.
    Failed {
        /// Shopify's word for it: `ACCESS_DENIED`, `INTERNAL_SERVER_ERROR`, `TIMEOUT`.
        code: String,
        /// Where the part lies that was written, for seven days.
        partial: Option<String>,
    },
    /// Somebody stopped it.
    Canceled,
    /// The file is there no more.
    Expired,
}

/// An operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// `gid://shopify/BulkOperation/…`.
    pub id: String,
    /// How far it is.
    pub standing: Standing,
    /// Products, accounts or orders that are in the file by now.
    pub things: u64,
    /// Bytes of the file, once it is there.
    pub size: Option<u64>,
    query: String,
}

/// What became of the wish to start one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Started {
    /// It runs.
    Running(Operation),
    /// As many run already as may: five of an app in a store.
    Busy {
        /// In Shopify's words.
        message: String,
    },
}

impl<H: Http> Client<H> {
    /// Has a list written into a file. `mark` is a text of letters and digits that [`Client::find_bulk`] finds it by.
    ///
    /// # Errors
    /// [`StoreError::Refused`] and [`StoreError::MissingScope`] where the store does not do it.
    pub async fn start_bulk(&self, list: BulkList, mark: &str) -> Result<Started, StoreError> {
        let mut query = list.query(mark);
        if !self.connection().scopes.allow(Scopes::FOR_RETURNS) {
            query = query.replace("        returnStatus\n", "");
        }
        let data = self.ask(&documents::BULK_RUN, &json!({ "query": query })).await?;
        let made = data.pointer("/done/bulkOperation").filter(|made| !made.is_null());
        let errors = data.pointer("/done/userErrors").and_then(Value::as_array);
        let errors = errors.map(Vec::as_slice).unwrap_or_default();
        if let (Some(made), []) = (made, errors) {
            return operation(made).map(Started::Running);
        }
        let text = |error: &Value, key: &str| error.get(key).and_then(Value::as_str).map(str::to_owned);
        let said: Vec<String> = errors.iter().filter_map(|error| text(error, "message")).collect();
        let code = errors.first().and_then(|error| text(error, "code")).unwrap_or_default();
        let message: String = said.join("; ").chars().take(300).collect();
        if matches!(code.as_str(), "OPERATION_IN_PROGRESS" | "LIMIT_REACHED") {
            return Ok(Started::Busy { message });
        }
        Err(StoreError::Refused { status: 200, code, message, parameters: Vec::new() })
    }

    /// How far an operation is; `None` when this app has none of this id.
    ///
    /// # Errors
    /// As every question to the store.
    pub async fn bulk(&self, id: &str) -> Result<Option<Operation>, StoreError> {
        let data = self.ask(&documents::BULK_OPERATION, &json!({ "id": id })).await?;
        data.get("thing").filter(|found| !found.is_null()).map(operation).transpose()
    }

    /// The operation that was started with this mark, among the newest of this app.
    ///
    /// # Errors
    /// As every question to the store.
    pub async fn find_bulk(&self, list: BulkList, mark: &str) -> Result<Option<Operation>, StoreError> {
        let data = self.ask(&documents::BULK_OPERATIONS, &json!({})).await?;
        let known = data.pointer("/list/nodes").and_then(Value::as_array).map(Vec::as_slice);
        let query = list.query(mark);
        let name = query.split_whitespace().nth(1).unwrap_or(mark);
        for one in known.unwrap_or_default() {
            let found = operation(one)?;
            if found.query.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == name) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// How many things a list has; `None` when the store does not say.
    ///
    /// # Errors
    /// As every question to the store.
    pub async fn length(&self, list: BulkList) -> Result<Option<u64>, StoreError> {
        self.count(list.counted()).await
    }
}

fn operation(value: &Value) -> Result<Operation, StoreError> {
    let record = Node::root(value);
    let text = |key: &str| record.get(key).raw_text();
    let standing = match record.get("status").required_text()?.as_str() {
        "COMPLETED" => Standing::Completed { url: text("url") },
        "FAILED" => {
            Standing::Failed { code: text("errorCode").unwrap_or_default(), partial: text("partialDataUrl") }
        }
        "CANCELED" => Standing::Canceled,
        "EXPIRED" => Standing::Expired,
        _ => Standing::Running,
    };
    // Whole numbers of 64 bits are texts.
    let number = |key: &str| text(key).and_then(|text| text.parse().ok());
    Ok(Operation {
        id: record.get("id").required_text()?,
        standing,
        things: number("rootObjectCount").unwrap_or(0),
        size: number("fileSize"),
        query: text("query").unwrap_or_default(),
    })
}

/// Parcels that left in these days may be on their way.
const UNDER_WAY: SignedDuration = SignedDuration::from_hours(30 * 24);
/// What changed in this time is read once more by who asks what changed: it has to be the same by both ways.
const JUST_NOW: SignedDuration = SignedDuration::from_hours(1);

/// Whether more hangs on an order than a file can hold: refunds and returns have lines, and parcels that may be on their way, or have
/// just arrived, have stations. `now` is when the list began to be written.
pub fn has_more(order: &Value, now: Timestamp) -> bool {
    let record = Node::root(order);
    let list = |key: &str| order.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let within = |node: Node<'_, '_>, time: SignedDuration| {
        node.utc().ok().flatten().is_some_and(|at| now.duration_since(at) <= time)
    };
    let is_under_way = |parcel: &Value| {
        let parcel = Node::root(parcel);
        parcel.get("deliveredAt").raw_text().is_none() && within(parcel.get("createdAt"), UNDER_WAY)
    };
    let parcels = list("fulfillments");
    let is_fresh = !parcels.is_empty() && within(record.get("updatedAt"), JUST_NOW);
    !list("refunds").is_empty() || has_returns(order) || is_fresh || parcels.iter().any(is_under_way)
}
