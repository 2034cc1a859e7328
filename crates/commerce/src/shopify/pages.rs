//! Reading a long list from cursor to cursor.

use serde_json::Value;

use super::client::Client;
use super::documents::{self, Document};
use crate::error::StoreError;
use crate::http::Http;
use crate::json::{MapError, MapProblem, Node};
use crate::list::{Page, Skipped};
use crate::model::SourceId;

/// Pages read of one list before it is called endless.
const MOST_PAGES: u32 = 1_000_000;

type Reader<T> = Box<dyn Fn(&Value) -> Result<T, MapError> + Send + Sync>;

/// What is counted before it is read, to show how far the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    Orders,
    Customers,
    Products,
}

impl Counted {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Customers => "customers",
            Self::Products => "products",
        }
    }
}

/// A list to read.
pub(super) struct List {
    pub document: Document,
    pub variables: Value,
    pub counted: Option<Counted>,
}

/// A list in the course of being read. What changes meanwhile moves to the end of a list that is ordered by changes, so
/// that nothing is passed over.
pub struct Pages<'c, H, T> {
    client: &'c Client<H>,
    list: List,
    read: Reader<T>,
    number: u32,
    cursor: Option<String>,
    total: Option<u64>,
    finished: bool,
}

impl<'c, H: Http, T> Pages<'c, H, T> {
    pub(super) fn new(
        client: &'c Client<H>,
        list: List,
        read: impl Fn(&Value) -> Result<T, MapError> + Send + Sync + 'static,
    ) -> Self {
        let read = Box::new(read);
        Self { client, list, read, number: 1, cursor: None, total: None, finished: false }
    }

    /// Goes on where an earlier reading stopped: behind this place, with this number.
    #[must_use]
    pub fn starting_at(mut self, number: u32, cursor: Option<String>) -> Self {
        self.number = number.max(1);
        self.cursor = cursor;
        self
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    /// As every question to the store; asking again repeats the same page. [`StoreError::EndlessPages`] when the store
    /// leads to the same place again.
    pub async fn next_page(&mut self) -> Result<Option<Page<T>>, StoreError> {
        if self.finished {
            return Ok(None);
        }
        if self.number > MOST_PAGES {
            return Err(StoreError::EndlessPages { pages: MOST_PAGES });
        }
        if self.total.is_none()
            && let Some(of) = self.list.counted
        {
            self.total = self.client.count(of).await?;
        }
        let after = self.cursor.as_deref();
        let mut data = self.client.page(&self.list.document, &self.list.variables, after).await?;
        let Some(Value::Array(mut nodes)) = data.pointer_mut("/list/nodes").map(Value::take) else {
            let problem = MapProblem::NotA("a list");
            return Err(MapError { pointer: "/list".to_owned(), problem }.into());
        };
        for node in &mut nodes {
            if self.list.document.name == documents::ORDERS.name {
                self.client.complete(node).await?;
            } else if self.list.document.name == documents::PRODUCTS.name {
                self.client.read_on(node, "variants", &documents::PRODUCT_VARIANTS).await?;
            }
        }
        self.take(&nodes, &data).map(Some)
    }

    fn take(&mut self, nodes: &[Value], data: &Value) -> Result<Page<T>, StoreError> {
        let (mut items, mut skipped) = (Vec::new(), Vec::new());
        for node in nodes {
            match (self.read)(node) {
                Ok(item) => items.push(item),
                Err(error) => skipped.push(Skipped { source_id: named(node), error }),
            }
        }
        let end = data.pointer("/list/pageInfo/endCursor").and_then(Value::as_str).map(str::to_owned);
        let more = data.pointer("/list/pageInfo/hasNextPage") == Some(&Value::Bool(true));
        if more && (end.is_none() || end == self.cursor) {
            return Err(StoreError::EndlessPages { pages: self.number });
        }
        let number = self.number;
        self.finished = !more;
        self.number = number.saturating_add(1);
        self.cursor.clone_from(&end);
        Ok(Page { items, skipped, number, total: self.total, cursor: end })
    }
}

fn named(node: &Value) -> Option<SourceId> {
    super::map::id_of(&Node::root(node).get("id")).ok()
}
