//! A request with things of one kind: each is read by itself, then they are taken over some at a time.

use std::sync::Arc;

use commerce::model::{StoreCustomer, StoreProduct};
use commerce::money::Currency;
use database::{DbError, Time, Tx};
use people::App;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use web::FieldError;

use super::customer_form::CustomerForm;
use super::order_form::{OrderForm, ToldOrder};
use super::product_form::ProductForm;
use super::reading::{LONGEST_ID, Reading};
use super::taking::{self, PushOutcome, Taken, Target};
use crate::orders::Touched;
use crate::stores;
use crate::turn_taking::is_collision;

/// Most things in one request.
pub(super) const MOST: usize = 500;

/// So many are taken over in one transaction, so that nobody waits long behind them.
const AT_ONCE: usize = 50;

/// How often what collides with others is tried.
const MOST_TRIES: u32 = 5;

/// The mark of a deletion.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedDeletion)]
pub(super) struct Deletion {
    /// The store's own id.
    source_id: String,
    /// True.
    deleted: bool,
    /// When the store deleted it. A newer state that is known is left alone.
    updated_at: Time,
}

/// What can be told of.
pub(super) trait Told: Sized + Send + Sync + 'static {
    /// The field of the body.
    const FIELD: &'static str;

    /// Reads one; `pointer` is where it stands.
    fn read(item: Value, pointer: &str, currency: Currency) -> Result<Self, Vec<FieldError>>;

    /// Takes some over, each with its JSON.
    fn take(
        tx: &mut Tx<'_>,
        target: Target,
        told: &[(&Self, &str)],
        touched: &mut Touched,
    ) -> Result<Vec<Taken>, DbError>;

    /// One is gone.
    fn gone(
        tx: &mut Tx<'_>,
        target: Target,
        source_id: &str,
        at: Time,
        touched: &mut Touched,
    ) -> Result<Taken, DbError>;
}

impl Told for ToldOrder {
    const FIELD: &'static str = "orders";

    fn read(item: Value, pointer: &str, _: Currency) -> Result<Self, Vec<FieldError>> {
        form::<OrderForm>(item, pointer)?.read().map_err(|wrong| below(pointer, wrong))
    }

    fn take(
        tx: &mut Tx<'_>,
        target: Target,
        told: &[(&Self, &str)],
        touched: &mut Touched,
    ) -> Result<Vec<Taken>, DbError> {
        taking::orders(tx, target, told, touched)
    }

    fn gone(
        tx: &mut Tx<'_>,
        target: Target,
        source_id: &str,
        at: Time,
        touched: &mut Touched,
    ) -> Result<Taken, DbError> {
        taking::order_gone(tx, target, source_id, at, touched)
    }
}

impl Told for StoreCustomer {
    const FIELD: &'static str = "customers";

    fn read(item: Value, pointer: &str, _: Currency) -> Result<Self, Vec<FieldError>> {
        form::<CustomerForm>(item, pointer)?.read().map_err(|wrong| below(pointer, wrong))
    }

    fn take(
        tx: &mut Tx<'_>,
        target: Target,
        told: &[(&Self, &str)],
        touched: &mut Touched,
    ) -> Result<Vec<Taken>, DbError> {
        taking::customers(tx, target, told, touched)
    }

    fn gone(
        tx: &mut Tx<'_>,
        target: Target,
        source_id: &str,
        at: Time,
        _: &mut Touched,
    ) -> Result<Taken, DbError> {
        taking::customer_gone(tx, target, source_id, at)
    }
}

impl Told for StoreProduct {
    const FIELD: &'static str = "products";

    fn read(item: Value, pointer: &str, currency: Currency) -> Result<Self, Vec<FieldError>> {
        form::<ProductForm>(item, pointer)?.read(currency).map_err(|wrong| below(pointer, wrong))
    }

    fn take(
        tx: &mut Tx<'_>,
        target: Target,
        told: &[(&Self, &str)],
        _: &mut Touched,
    ) -> Result<Vec<Taken>, DbError> {
        let taken = taking::products(tx, target, told)?.into_iter();
        Ok(taken.map(|(outcome, id)| (outcome, Some(id.to_string()))).collect())
    }

    fn gone(
        tx: &mut Tx<'_>,
        target: Target,
        source_id: &str,
        at: Time,
        _: &mut Touched,
    ) -> Result<Taken, DbError> {
        taking::product_gone(tx, target, source_id, at)
    }
}

fn form<T: serde::de::DeserializeOwned>(item: Value, pointer: &str) -> Result<T, Vec<FieldError>> {
    web::json::from_value(item, pointer).map_err(|problem| problem.errors().to_vec())
}

fn below(pointer: &str, mut wrong: Vec<FieldError>) -> Vec<FieldError> {
    for error in &mut wrong {
        error.pointer.insert_str(0, pointer);
    }
    wrong
}

/// One thing of a request, read.
enum Item<T> {
    There { source_id: String, told: Box<T>, original: String },
    Gone { source_id: String, at: Time },
    Refused { source_id: Option<String>, errors: Vec<FieldError> },
}

impl<T: Told> Item<T> {
    fn read(item: Value, index: usize, currency: Currency) -> Self {
        let pointer = format!("/{}/{index}", T::FIELD);
        let source_id = item.get("source_id").and_then(Value::as_str).map(|id| id.trim().to_owned());
        let read = if item.get("deleted") == Some(&Value::Bool(true)) {
            form::<Deletion>(item, &pointer).and_then(|gone| Self::deletion(gone, &pointer))
        } else {
            // Objects are kept in the order of their names: the same state is the same text however it was sent.
            let original = item.to_string();
            T::read(item, &pointer, currency).map(|told| Self::There {
                source_id: source_id.clone().unwrap_or_default(),
                told: Box::new(told),
                original,
            })
        };
        read.unwrap_or_else(|errors| Self::Refused { source_id, errors })
    }

    fn deletion(gone: Deletion, pointer: &str) -> Result<Self, Vec<FieldError>> {
        let mut reading = Reading::default();
        let source_id = reading.needed("source_id", gone.source_id, LONGEST_ID);
        reading.ended().map_err(|wrong| below(pointer, wrong))?;
        Ok(Self::Gone { source_id: source_id.expect("what is missing was refused"), at: gone.updated_at })
    }
}

/// What became of one thing of a request.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PushResult)]
pub(super) struct PushResult {
    /// Its place in the request, counted from 0.
    pub index: usize,
    /// The store's own id, where it could be read.
    #[schema(required)]
    pub source_id: Option<String>,
    pub outcome: PushOutcome,
    /// Our id: `ord_…`, `cus_…` or `prd_…`; null for what is refused or unknown.
    #[schema(required)]
    pub id: Option<String>,
    /// What is wrong, by JSON pointers into the request; empty unless it is refused.
    pub errors: Vec<FieldError>,
}

/// Takes over everything in a request, in its order. What can't be read is refused by itself.
///
/// # Errors
/// Only those of the database. What was taken over before stays; the request may be sent again.
pub(super) async fn push<T: Told>(
    app: &App,
    target: Target,
    items: Vec<Value>,
) -> Result<Vec<PushResult>, DbError> {
    let mut results = Vec::with_capacity(items.len());
    let mut items = items.into_iter().enumerate().peekable();
    while items.peek().is_some() {
        let some: Vec<Item<T>> = items
            .by_ref()
            .take(AT_ONCE)
            .map(|(index, item)| Item::read(item, index, target.currency))
            .collect();
        let some = Arc::new(some);
        let taken = take_some(app, target, &some).await?;
        for (item, taken) in some.iter().zip(taken) {
            results.push(result(results.len(), item, taken));
        }
    }
    Ok(results)
}

async fn take_some<T: Told>(
    app: &App,
    target: Target,
    items: &Arc<Vec<Item<T>>>,
) -> Result<Vec<Taken>, DbError> {
    let mut tries = 0;
    loop {
        let mine = Arc::clone(items);
        match app.database.write(move |tx| take_all(tx, target, &mine)).await {
            Err(cause) if is_collision(&cause) && tries < MOST_TRIES => {
                tracing::debug!(%cause, "two requests of a store collided; one is tried again");
                tries += 1;
            }
            other => return other,
        }
    }
}

fn take_all<T: Told>(tx: &mut Tx<'_>, target: Target, items: &[Item<T>]) -> Result<Vec<Taken>, DbError> {
    let mut touched = Touched::default();
    let mut taken = Vec::with_capacity(items.len());
    let is_there = |item: &Item<T>| matches!(item, Item::There { .. });
    for some in items.chunk_by(|one, next| is_there(one) && is_there(next)) {
        let mut told: Vec<(&T, &str)> = Vec::with_capacity(some.len());
        for item in some {
            match item {
                Item::There { told: one, original, .. } => told.push((one.as_ref(), original)),
                Item::Gone { source_id, at } => {
                    taken.push(T::gone(tx, target, source_id, *at, &mut touched)?);
                }
                Item::Refused { .. } => taken.push((PushOutcome::Refused, None)),
            }
        }
        taken.extend(T::take(tx, target, &told, &mut touched)?);
    }
    touched.settle(tx, target.workspace)?;
    stores::heard_of(tx, target.workspace, target.store)?;
    Ok(taken)
}

fn result<T>(index: usize, item: &Item<T>, (outcome, id): Taken) -> PushResult {
    let (source_id, errors) = match item {
        Item::There { source_id, .. } | Item::Gone { source_id, .. } => (Some(source_id.clone()), Vec::new()),
        Item::Refused { source_id, errors } => (source_id.clone(), errors.clone()),
    };
    PushResult { index, source_id, outcome, id, errors }
}
