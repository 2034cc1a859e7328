//! The next page of each source.

use commerce::money::{Currency, Money};
use database::{Db, DbError, Time, WorkspaceId};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use inbox::channels::ChannelKind;
use inbox::conversations::{ConversationId, Status};
use inbox::schema::conversation;
use people::customers::CustomerId;
use shop::orders::{self, MoneyJson, OrderId, RefundId};
use shop::reviews::{self, ReviewId};
use shop::schema::{order, review};
use shop::shipments::{ParcelStatus, ShipmentId};
use shop::stores::StoreId;

use super::entry::{Entry, EntryKind, Key};

/// Whose stream, from where on, how much of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub(super) workspace: WorkspaceId,
    pub(super) customer: CustomerId,
    /// After this entry; from the newest on if absent.
    pub(super) after: Option<Key>,
    pub(super) limit: i64,
}

impl Page {
    /// The place that every entry of the page is before.
    fn bound(&self) -> (Time, i64) {
        let (at, id) = self.after.unwrap_or((i64::MAX, i64::MAX));
        (Time::from_micros(at), id)
    }
}

/// Conversations by when they began; spam and what was merged into another is left out.
pub(super) fn conversations(db: &mut Db, page: Page) -> Result<Vec<Entry>, DbError> {
    type Columns = (ConversationId, i64, String, String, Status, ChannelKind, Time, Option<StoreId>);
    let (at, id) = page.bound();
    let which = conversation::workspace_id
        .eq(page.workspace)
        .and(conversation::customer_id.eq(page.customer))
        .and(conversation::merged_into.is_null())
        .and(conversation::status.ne(Status::Spam))
        .and(conversation::created_at.le(at))
        .and(conversation::created_at.lt(at).or(conversation::id.lt(id)));
    let rows: Vec<Columns> = conversation::table
        .filter(which)
        .order((conversation::created_at.desc(), conversation::id.desc()))
        .limit(page.limit)
        .select((
            conversation::id,
            conversation::number,
            conversation::subject,
            conversation::snippet,
            conversation::status,
            conversation::channel,
            conversation::created_at,
            conversation::store_id,
        ))
        .load(db)?;
    let entry = |(id, number, subject, snippet, status, channel, at, store_id): Columns| Entry {
        store_id,
        status: Some(status.to_string()),
        number: Some(number),
        channel: Some(channel),
        ..Entry::new(EntryKind::Conversation, at, (id.to_string(), id.0), subject, Some(snippet))
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// Orders by when they were placed; drafts and what is in the bin is left out.
pub(super) fn orders(db: &mut Db, page: Page) -> Result<Vec<Entry>, DbError> {
    type Columns = (OrderId, String, orders::Status, i64, String, Time, StoreId);
    let (at, id) = page.bound();
    let which = order::workspace_id
        .eq(page.workspace)
        .and(order::customer_id.eq(page.customer))
        .and(order::status.ne_all([orders::Status::Trash, orders::Status::Draft]))
        .and(order::placed_at.le(at))
        .and(order::placed_at.lt(at).or(order::id.lt(id)));
    let rows: Vec<Columns> = order::table
        .filter(which)
        .order((order::placed_at.desc(), order::id.desc()))
        .limit(page.limit)
        .select((
            order::id,
            order::number,
            order::status,
            order::total,
            order::currency,
            order::placed_at,
            order::store_id,
        ))
        .load(db)?;
    let entry = |(id, number, status, total, currency, at, store): Columns| {
        Ok(Entry {
            store_id: Some(store),
            status: Some(status.to_string()),
            amount: Some(money(total, &currency)?),
            ..Entry::new(EntryKind::Order, at, (id.to_string(), id.0), number, None)
        })
    };
    rows.into_iter().map(entry).collect()
}

/// Reviews by when they were written; spam and what is in the bin or gone is left out.
pub(super) fn reviews(db: &mut Db, page: Page) -> Result<Vec<Entry>, DbError> {
    type Columns = (ReviewId, Option<String>, String, reviews::Status, i64, Time, StoreId);
    let (at, id) = page.bound();
    let which = review::workspace_id
        .eq(page.workspace)
        .and(review::customer_id.eq(page.customer))
        .and(review::status.ne_all([reviews::Status::Spam, reviews::Status::Trash, reviews::Status::Gone]))
        .and(review::written_at.le(at))
        .and(review::written_at.lt(at).or(review::id.lt(id)));
    let rows: Vec<Columns> = review::table
        .filter(which)
        .order((review::written_at.desc(), review::id.desc()))
        .limit(page.limit)
        .select((
            review::id,
            review::product_name,
            review::text,
            review::status,
            review::rating,
            review::written_at,
            review::store_id,
        ))
        .load(db)?;
    let entry = |(id, product, text, status, rating, at, store): Columns| Entry {
        store_id: Some(store),
        status: Some(status.to_string()),
        rating: Some(rating),
        ..Entry::new(EntryKind::Review, at, (id.to_string(), id.0), product.unwrap_or_default(), Some(text))
    };
    Ok(rows.into_iter().map(entry).collect())
}

#[derive(QueryableByName)]
struct AnswerRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    review_id: ReviewId,
    #[diesel(sql_type = BigInt)]
    store_id: StoreId,
    #[diesel(sql_type = Nullable<Text>)]
    product_name: Option<String>,
    #[diesel(sql_type = Text)]
    text: String,
    #[diesel(sql_type = BigInt)]
    at: Time,
}

/// What stores answered to reviews, as far as everybody can read it.
pub(super) fn answers(db: &mut Db, page: Page) -> Result<Vec<Entry>, DbError> {
    let rows: Vec<AnswerRow> = of_customer(
        db,
        page,
        "SELECT a.id, a.review_id, a.store_id, r.product_name, a.text, a.written_at AS at
         FROM review r JOIN review_answer a ON a.workspace_id = r.workspace_id AND a.review_id = r.id
         WHERE r.workspace_id = $1 AND r.customer_id = $2 AND r.status NOT IN ('spam', 'trash', 'gone')
           AND a.state = 'published' AND (a.written_at, a.id) < ($3, $4)
         ORDER BY a.written_at DESC, a.id DESC LIMIT $5",
    )?;
    let entry = |row: AnswerRow| Entry {
        store_id: Some(row.store_id),
        ..Entry::new(
            EntryKind::Answer,
            row.at,
            (row.review_id.to_string(), row.id),
            row.product_name.unwrap_or_default(),
            Some(row.text),
        )
    };
    Ok(rows.into_iter().map(entry).collect())
}

#[derive(QueryableByName)]
struct RefundRow {
    #[diesel(sql_type = BigInt)]
    id: RefundId,
    #[diesel(sql_type = BigInt)]
    order_id: OrderId,
    #[diesel(sql_type = Text)]
    number: String,
    #[diesel(sql_type = BigInt)]
    amount: i64,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Nullable<Text>)]
    reason: Option<String>,
    #[diesel(sql_type = BigInt)]
    at: Time,
}

/// Refunds by when the money was given back, as far as the store has said when.
pub(super) fn refunds(db: &mut Db, page: Page) -> Result<Vec<Entry>, DbError> {
    let rows: Vec<RefundRow> = of_customer(
        db,
        page,
        "SELECT r.id, r.order_id, o.number, r.amount, r.currency, r.reason, r.refunded_at AS at
         FROM \"order\" o JOIN refund r ON r.workspace_id = o.workspace_id AND r.order_id = o.id
         WHERE o.workspace_id = $1 AND o.customer_id = $2 AND o.status NOT IN ('trash', 'draft')
           AND (r.refunded_at, r.id) < ($3, $4)
         ORDER BY r.refunded_at DESC, r.id DESC LIMIT $5",
    )?;
    let entry = |row: RefundRow| {
        Ok(Entry {
            amount: Some(money(row.amount, &row.currency)?),
            order_id: Some(row.order_id),
            ..Entry::new(EntryKind::Refund, row.at, (row.id.to_string(), row.id.0), row.number, row.reason)
        })
    };
    rows.into_iter().map(entry).collect()
}

#[derive(QueryableByName)]
struct ShipmentRow {
    #[diesel(sql_type = BigInt)]
    id: ShipmentId,
    #[diesel(sql_type = BigInt)]
    order_id: OrderId,
    #[diesel(sql_type = Nullable<Text>)]
    number: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    carrier_name: Option<String>,
    #[diesel(sql_type = Text)]
    status: ParcelStatus,
    #[diesel(sql_type = Nullable<Text>)]
    url: Option<String>,
    #[diesel(sql_type = BigInt)]
    at: Time,
}

/// Parcels by when they left; where nobody said, by when they became known as they are.
pub(super) fn shipments(db: &mut Db, page: Page) -> Result<Vec<Entry>, DbError> {
    let rows: Vec<ShipmentRow> = of_customer(
        db,
        page,
        "SELECT s.id, s.order_id, s.number, s.carrier_name, s.status, s.url, COALESCE(s.shipped_at, s.updated_at) AS at
         FROM \"order\" o JOIN shipment s ON s.workspace_id = o.workspace_id AND s.order_id = o.id
         WHERE o.workspace_id = $1 AND o.customer_id = $2 AND o.status NOT IN ('trash', 'draft')
           AND (COALESCE(s.shipped_at, s.updated_at), s.id) < ($3, $4)
         ORDER BY COALESCE(s.shipped_at, s.updated_at) DESC, s.id DESC LIMIT $5",
    )?;
    let entry = |row: ShipmentRow| {
        let title = row.number.or_else(|| row.carrier_name.clone()).unwrap_or_default();
        Entry {
            status: Some(row.status.to_string()),
            order_id: Some(row.order_id),
            url: row.url,
            ..Entry::new(EntryKind::Shipment, row.at, (row.id.to_string(), row.id.0), title, row.carrier_name)
        }
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// What hangs on a customer's orders and reviews: the tables of another floor may not be joined by the DSL from here.
fn of_customer<R: QueryableByName<database::MultiBackend> + 'static>(
    db: &mut Db,
    page: Page,
    text: &'static str,
) -> Result<Vec<R>, DbError> {
    let (at, id) = page.bound();
    let query = diesel::sql_query(text)
        .bind::<BigInt, _>(page.workspace)
        .bind::<BigInt, _>(page.customer)
        .bind::<BigInt, _>(at)
        .bind::<BigInt, _>(id)
        .bind::<BigInt, _>(page.limit);
    Ok(query.load(db)?)
}

fn money(minor: i64, currency: &str) -> Result<MoneyJson, DbError> {
    let currency: Currency =
        currency.parse().map_err(|_| DbError::Corrupt(format!("{currency:?} is no currency")))?;
    Ok(Money::new(minor, currency).into())
}
