//! Asking a store.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use url::Url;

use super::answer::{self, Answer, TOO_EXPENSIVE};
use super::connection::{Connection, Scopes};
use super::documents::{self, Document};
use super::map;
use super::pages::{Counted, List, Pages};
use super::registration::{ShopWebhook, WatchedTopic, webhook};
use crate::error::StoreError;
use crate::http::Http;
use crate::json::{MapError, MapProblem};
use crate::model::{
    OrderState, ProductStanding, SourceId, StoreCoupon, StoreCustomer, StoreNote, StoreOrder, StoreProduct,
};

/// A changed-since question also covers these five minutes before: stores write out of order.
const OVERLAP: SignedDuration = SignedDuration::from_mins(5);

/// How often a query is asked again that the bucket of points can't pay yet.
const MOST_TRIES: u32 = 20;

/// How much of what hangs on an order comes with it. Points are counted for what might come, so that small numbers let
/// more orders stand on a page; the few orders with more are asked for once more.
#[derive(Clone, Copy)]
struct Shape {
    lines: u32,
    refunds: usize,
    /// Lines of a refund.
    items: usize,
    parcels: usize,
    /// Lines in a parcel.
    contents: u32,
}

const USUAL: Shape = Shape { lines: 10, refunds: 3, items: 5, parcels: 3, contents: 4 };
/// As much as a query of 1000 points can hold. Further lines, also those in a parcel, are asked for page by page.
const LARGE: Shape = Shape { lines: 5, refunds: 10, items: 8, parcels: 10, contents: 2 };

/// Lines or variants in one of those further questions.
const MORE: u32 = 100;

/// Waits. Whoever owns the clock gives it.
pub type Sleep = Box<dyn Fn(Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// A connection and what sends its requests.
pub struct Client<H> {
    connection: Connection,
    http: H,
    sleep: Sleep,
    /// Orders, products or coupons asked for at once: halved whenever that costs more points than one query may.
    orders_at_once: AtomicU32,
}

impl<H: Http> Client<H> {
    /// A client. `sleep` waits for as long as it is told.
    pub fn new(connection: Connection, http: H, sleep: Sleep) -> Self {
        Self { connection, http, sleep, orders_at_once: AtomicU32::new(25) }
    }

    /// What it speaks with.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// All orders in the order of their ids, or those changed since a moment in the order of their changes, each with the
    /// JSON that it was read from.
    pub fn orders(&self, since: Option<Timestamp>) -> Pages<'_, H, (StoreOrder, Value)> {
        let mut variables = self.shaped(USUAL);
        variables["filter"] = changed_since(since).into();
        variables["sort"] = sorting(since).into();
        let list = List { document: documents::ORDERS, variables, counted: counted(since, Counted::Orders) };
        Pages::new(self, list, |value| Ok((map::order(value)?, value.clone())))
    }

    /// Id, state and date of the orders with higher ids than this.
    pub fn order_states(&self, above: u64) -> Pages<'_, H, OrderState> {
        let filter = (above > 0).then(|| format!("id:>={}", above.saturating_add(1)));
        let variables = json!({ "filter": filter });
        let list = List { document: documents::ORDER_STATES, variables, counted: None };
        Pages::new(self, list, map::order_state)
    }

    /// All accounts.
    pub fn customers(&self) -> Pages<'_, H, StoreCustomer> {
        let list =
            List { document: documents::CUSTOMERS, variables: json!({}), counted: Some(Counted::Customers) };
        Pages::new(self, list, map::customer)
    }

    /// Id and date of the products with higher ids than this.
    pub fn product_standings(&self, above: u64) -> Pages<'_, H, ProductStanding> {
        let filter = (above > 0).then(|| format!("id:>={}", above.saturating_add(1)));
        let variables = json!({ "filter": filter });
        let list = List { document: documents::PRODUCT_STANDINGS, variables, counted: None };
        Pages::new(self, list, map::product_standing)
    }

    /// All products, or those changed since a moment, drafts too, each with the JSON that it was read from.
    pub fn products(&self, since: Option<Timestamp>) -> Pages<'_, H, (StoreProduct, Value)> {
        let variables = json!({ "filter": changed_since(since), "sort": sorting(since) });
        let list =
            List { document: documents::PRODUCTS, variables, counted: counted(since, Counted::Products) };
        Pages::new(self, list, |value| Ok((map::product(value)?, value.clone())))
    }

    /// All discounts with codes in the order of their ids, or those changed since a moment in the order of their changes, each
    /// with the JSON that it was read from.
    pub fn coupons(&self, since: Option<Timestamp>) -> Pages<'_, H, (StoreCoupon, Value)> {
        self.some_coupons(changed_since(since), sorting(since))
    }

    /// The discounts with codes that have higher ids than this, in the order of their ids.
    pub fn coupons_above(&self, above: u64) -> Pages<'_, H, (StoreCoupon, Value)> {
        let filter = (above > 0).then(|| format!("id:>={}", above.saturating_add(1)));
        self.some_coupons(filter, sorting(None))
    }

    fn some_coupons(&self, filter: Option<String>, sort: &'static str) -> Pages<'_, H, (StoreCoupon, Value)> {
        let variables = json!({ "filter": filter, "sort": sort });
        let list = List { document: documents::COUPONS, variables, counted: None };
        Pages::new(self, list, |value| Ok((map::coupon(value)?, value.clone())))
    }

    /// One discount with a code, with the JSON that it was read from.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is gone.
    pub async fn coupon(&self, id: &SourceId) -> Result<(StoreCoupon, Value), StoreError> {
        let variables = json!({ "id": map::gid("DiscountCodeNode", id) });
        let found = self.thing(&documents::COUPON, variables).await?;
        Ok((map::coupon(&found)?, found))
    }

    /// One order, with the JSON that it was read from.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none, or none that the token may see.
    pub async fn order(&self, id: &SourceId) -> Result<(StoreOrder, Value), StoreError> {
        let mut variables = self.shaped(USUAL);
        variables["id"] = map::gid("Order", id).into();
        let mut json = self.thing(&documents::ORDER, variables).await?;
        self.complete(&mut json).await?;
        Ok((map::order(&json)?, json))
    }

    /// The latest hundred entries of an order's timeline. Who wrote a comment is told where the token may know it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such order, or none that the token may see.
    pub async fn notes(&self, id: &SourceId) -> Result<Vec<StoreNote>, StoreError> {
        let authors = self.connection.scopes.allow(Scopes::FOR_AUTHORS);
        let ask = |authors: bool| {
            let variables = json!({ "id": map::gid("Order", id), "authors": authors });
            self.thing(&documents::ORDER_EVENTS, variables)
        };
        let found = match ask(authors).await {
            Err(StoreError::MissingScope { .. }) if authors => ask(false).await?,
            other => other?,
        };
        Ok(map::events(&found)?)
    }

    /// The JSON of these orders, without those that are there no more.
    ///
    /// # Errors
    /// As every question to the store.
    pub async fn orders_by_id(&self, ids: &[SourceId]) -> Result<Vec<Value>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        let mut rest = ids;
        while !rest.is_empty() {
            let at_once = self.at_once(&documents::ORDERS) as usize;
            let (some, behind) = rest.split_at(at_once.min(rest.len()));
            let mut variables = self.shaped(USUAL);
            variables["ids"] = some.iter().map(|id| map::gid("Order", id)).collect();
            let mut data = match self.ask(&documents::ORDERS_BY_ID, &variables).await {
                Err(StoreError::Refused { code, .. }) if code == TOO_EXPENSIVE && at_once > 1 => {
                    self.orders_at_once.store((at_once as u32 / 2).max(1), Ordering::Relaxed);
                    continue;
                }
                other => other?,
            };
            let nodes = data.get_mut("list").and_then(Value::as_array_mut).map(std::mem::take);
            for mut order in nodes.unwrap_or_default().into_iter().filter(|order| !order.is_null()) {
                self.complete(&mut order).await?;
                found.push(order);
            }
            rest = behind;
        }
        Ok(found)
    }

    /// One account.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is gone.
    pub async fn customer(&self, id: &SourceId) -> Result<StoreCustomer, StoreError> {
        let found = self.thing(&documents::CUSTOMER, json!({ "id": map::gid("Customer", id) })).await?;
        Ok(map::customer(&found)?)
    }

    /// One product with all its variants, with the JSON that it was read from.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is gone.
    pub async fn product(&self, id: &SourceId) -> Result<(StoreProduct, Value), StoreError> {
        let mut json = self.thing(&documents::PRODUCT, json!({ "id": map::gid("Product", id) })).await?;
        self.read_on(&mut json, "variants", &documents::PRODUCT_VARIANTS).await?;
        Ok((map::product(&json)?, json))
    }

    /// The webhooks of this app in the store.
    ///
    /// # Errors
    /// As every question to the store.
    pub async fn webhooks(&self) -> Result<Vec<ShopWebhook>, StoreError> {
        let list = List { document: documents::WEBHOOKS, variables: json!({}), counted: None };
        let mut pages = Pages::new(self, list, webhook);
        let mut all = Vec::new();
        while let Some(page) = pages.next_page().await? {
            all.extend(page.items);
        }
        Ok(all)
    }

    /// Makes the store tell us about a topic: of each message only the ids, for the thing itself is asked for.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the store can't use the address, or the token may not see the topic.
    pub async fn create_webhook(
        &self,
        topic: WatchedTopic,
        address: &Url,
    ) -> Result<ShopWebhook, StoreError> {
        let variables = json!({
            "topic": topic.as_str(),
            "webhook": { "uri": address.as_str(), "format": "JSON", "includeFields": topic.fields() },
        });
        let data = self.ask(&documents::WEBHOOK_CREATE, &variables).await?;
        let made = answer::done(&data)?.get("webhookSubscription").cloned().unwrap_or_default();
        Ok(webhook(&made)?)
    }

    /// Removes a webhook.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when it is gone already.
    pub async fn delete_webhook(&self, id: &str) -> Result<(), StoreError> {
        let data = self.ask(&documents::WEBHOOK_DELETE, &json!({ "id": id })).await?;
        answer::done(&data).map(drop)
    }

    /// How many there are of each kind.
    pub(super) async fn count(&self, of: Counted) -> Result<Option<u64>, StoreError> {
        let data = self.ask(&documents::COUNTS, &json!({})).await?;
        Ok(data.get(of.as_str()).and_then(|found| found.get("count")).and_then(Value::as_u64))
    }

    pub(super) async fn thing(&self, document: &Document, variables: Value) -> Result<Value, StoreError> {
        let mut data = self.ask(document, &variables).await?;
        let thing = data.get_mut("thing").map(Value::take).unwrap_or_default();
        if thing.is_null() { Err(StoreError::NotFound) } else { Ok(thing) }
    }

    /// How much comes with an order, and whether it is said that something was sent back: only who may read returns may ask.
    fn shaped(&self, shape: Shape) -> Value {
        let Shape { lines, refunds, items, parcels, contents } = shape;
        let returns = self.connection.scopes.allow(Scopes::FOR_RETURNS);
        json!({
            "lines": lines, "refunds": refunds, "items": items, "parcels": parcels, "contents": contents,
            "returns": returns,
        })
    }

    /// Fetches what hangs on a large order and did not come with it. Where its lines end is left out then: the same order is
    /// the same JSON by whichever way it came.
    ///
    /// # Errors
    /// As every question to the store.
    pub(super) async fn complete(&self, order: &mut Value) -> Result<(), StoreError> {
        if USUAL.may_be_cut(order) {
            let mut variables = self.shaped(LARGE);
            variables["id"] = order.get("id").cloned().unwrap_or_default();
            *order = self.thing(&documents::ORDER, variables).await?;
        }
        if map::has_returns(order) {
            let mut more = self.thing(&documents::ORDER_RETURNS, json!({ "id": order.get("id") })).await?;
            order["returns"] = more.pointer_mut("/returns/nodes").map(Value::take).unwrap_or_default();
        }
        for parcel in order.get_mut("fulfillments").and_then(Value::as_array_mut).into_iter().flatten() {
            match self.read_on(parcel, "fulfillmentLineItems", &documents::PARCEL_LINES).await {
                // The order is there, whatever became of its parcel meanwhile.
                Err(StoreError::NotFound) => {}
                read => read?,
            }
        }
        self.read_on(order, "lineItems", &documents::ORDER_LINES).await
    }

    /// Fetches what a list that hangs on a thing did not bring, page by page. Where it ended is left out then.
    ///
    /// # Errors
    /// As every question to the store.
    pub(super) async fn read_on(
        &self,
        thing: &mut Value,
        list: &str,
        document: &Document,
    ) -> Result<(), StoreError> {
        let (nodes, page) = (format!("/{list}/nodes"), format!("/{list}/pageInfo"));
        while thing.pointer(&page).and_then(|page| page.get("hasNextPage")) == Some(&Value::Bool(true)) {
            let after = thing.pointer(&page).and_then(|page| page.get("endCursor")).cloned();
            let variables = json!({ "id": thing.get("id"), "first": MORE, "after": after });
            let mut more = self.thing(document, variables).await?;
            let found = more.pointer_mut(&nodes).map(Value::take).unwrap_or_default();
            let end = more.pointer_mut(&page).map(Value::take).unwrap_or_default();
            let (Value::Array(mut found), Some(Value::Array(known))) = (found, thing.pointer_mut(&nodes))
            else {
                let problem = MapProblem::NotA("a list");
                return Err(MapError { pointer: nodes, problem }.into());
            };
            if found.is_empty() {
                return Err(StoreError::EndlessPages { pages: 1 });
            }
            known.append(&mut found);
            thing[list]["pageInfo"] = end;
        }
        if let Some(list) = thing.get_mut(list).and_then(Value::as_object_mut) {
            list.remove("pageInfo");
        }
        Ok(())
    }

    /// One page of a list. Orders are asked for in smaller numbers when so many cost too much.
    pub(super) async fn page(
        &self,
        document: &Document,
        variables: &Value,
        after: Option<&str>,
    ) -> Result<Value, StoreError> {
        let mut variables = variables.clone();
        variables["after"] = after.into();
        loop {
            let first = self.at_once(document);
            variables["first"] = first.into();
            match self.ask(document, &variables).await {
                Err(StoreError::Refused { code, .. }) if code == TOO_EXPENSIVE && first > 1 => {
                    self.orders_at_once.store((first / 2).max(1), Ordering::Relaxed);
                }
                other => return other,
            }
        }
    }

    fn at_once(&self, document: &Document) -> u32 {
        match document.name {
            "Orders" | "Products" | "Coupons" => self.orders_at_once.load(Ordering::Relaxed),
            _ => 100,
        }
    }

    /// Lets time pass.
    pub(super) async fn wait(&self, time: Duration) {
        (self.sleep)(time).await;
    }

    /// One question, one answer; asked again when the bucket of points is full enough.
    pub(super) async fn ask(&self, document: &Document, variables: &Value) -> Result<Value, StoreError> {
        for _ in 0..MOST_TRIES {
            let response = self.http.send(self.connection.request(document, variables)).await?;
            match answer::read(&response)? {
                Answer::Data(data) => return Ok(data),
                Answer::Throttled(wait) => (self.sleep)(wait).await,
            }
        }
        Err(StoreError::RateLimited { retry_after: None })
    }
}

impl Shape {
    /// Whether an order may have more refunds, lines of refunds or parcels than came.
    fn may_be_cut(self, order: &Value) -> bool {
        let list = |pointer: &str| order.pointer(pointer).and_then(Value::as_array);
        let refunds = list("/refunds").map(Vec::as_slice).unwrap_or_default();
        let items = |refund: &Value| {
            refund.pointer("/refundLineItems/nodes").and_then(Value::as_array).map_or(0, Vec::len)
        };
        refunds.len() >= self.refunds
            || refunds.iter().any(|refund| items(refund) >= self.items)
            || list("/fulfillments").is_some_and(|parcels| parcels.len() >= self.parcels)
    }
}

fn changed_since(since: Option<Timestamp>) -> Option<String> {
    let from = since?.checked_sub(OVERLAP).unwrap_or(Timestamp::MIN);
    Some(format!("updated_at:>='{}'", from.strftime("%Y-%m-%dT%H:%M:%SZ")))
}

fn sorting(since: Option<Timestamp>) -> &'static str {
    if since.is_some() { "UPDATED_AT" } else { "ID" }
}

fn counted(since: Option<Timestamp>, of: Counted) -> Option<Counted> {
    since.is_none().then_some(of)
}
