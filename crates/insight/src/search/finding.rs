//! Finding things of each kind, by the words that their own lists are searched by.

use database::{Db, DbError, Time, WorkspaceId};
use diesel::prelude::*;
use inbox::conversations::listing::{self, Sort};
use inbox::conversations::{self, Conversation};
use people::customers::schema::{customer, customer_identity};
use people::customers::{self, Customer, CustomerId, Identity};
use shop::orders::{self, Order};
use shop::products;

use super::ranking::{Fit, Kind, Typed};

/// Something that was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) fit: Fit,
    /// When it last mattered; the newer first among what fits as well.
    pub(super) at: Time,
    pub(super) id: String,
    pub(super) title: String,
    /// What else the words may be found in.
    pub(super) text: String,
    pub(super) status: Option<String>,
}

/// Finds up to `limit` things of a kind.
pub(super) fn find(
    db: &mut Db,
    workspace: WorkspaceId,
    kind: Kind,
    typed: &Typed,
    limit: i64,
) -> Result<Vec<Found>, DbError> {
    match kind {
        Kind::Conversation => find_conversations(db, workspace, typed, limit),
        Kind::Customer => find_customers(db, workspace, typed, limit),
        Kind::Order => find_orders(db, workspace, typed, limit),
        Kind::Product => find_products(db, workspace, typed, limit),
    }
}

/// By number, by the customer's address, by the words of the list.
fn find_conversations(
    db: &mut Db,
    workspace: WorkspaceId,
    typed: &Typed,
    limit: i64,
) -> Result<Vec<Found>, DbError> {
    let mut rows: Vec<Conversation> = Vec::new();
    if let Some(number) = typed.number() {
        let numbered = conversations::find_number(db, workspace, number)?;
        rows.extend(numbered.filter(|row| row.merged_into.is_none()));
    }
    for customer in known_by(db, workspace, typed)? {
        let of_customer = listing::Filter { customer: Some(customer), ..listing::Filter::default() };
        rows.extend(listing::page(db, workspace, &of_customer, Sort::NewestActivity, None, limit)?);
    }
    let words = listing::Filter { words: typed.words_as_typed(), ..listing::Filter::default() };
    rows.extend(listing::page(db, workspace, &words, Sort::NewestActivity, None, limit)?);
    let mut seen = std::collections::HashSet::new();
    rows.retain(|row| seen.insert(row.id));
    let found = |row: Conversation| {
        let number = row.number.to_string();
        let exact = [number.as_str(), row.customer_email.as_deref().unwrap_or_default()];
        Found {
            kind: Kind::Conversation,
            fit: typed.fit(exact, [row.subject.as_str(), row.customer_name.as_str()]),
            at: row.last_activity_at,
            id: row.id.to_string(),
            text: joined(&[&row.customer_name, &row.snippet]),
            title: row.subject,
            status: Some(row.status.to_string()),
        }
    };
    Ok(rows.into_iter().map(found).collect())
}

/// Who has or claims the address or phone number that was typed.
fn known_by(db: &mut Db, workspace: WorkspaceId, typed: &Typed) -> Result<Vec<CustomerId>, DbError> {
    let identities = [Identity::email(&typed.text), Identity::phone(&typed.text, None)];
    let mut known = Vec::new();
    for identity in identities.into_iter().flatten() {
        let which = customer_identity::workspace_id
            .eq(workspace)
            .and(customer_identity::kind.eq(identity.kind))
            .and(customer_identity::value.eq(identity.value));
        let some: Vec<CustomerId> = customer_identity::table
            .filter(which)
            .select(customer_identity::customer_id)
            .limit(5)
            .load(db)?;
        known.extend(some);
    }
    Ok(known)
}

/// By address or number, by the words of the list.
fn find_customers(
    db: &mut Db,
    workspace: WorkspaceId,
    typed: &Typed,
    limit: i64,
) -> Result<Vec<Found>, DbError> {
    let known = known_by(db, workspace, typed)?;
    let mut rows = customers::find_many(db, workspace, &known)?;
    rows.retain(|row| row.merged_into.is_none());
    rows.extend(
        customers_with(db, workspace, &typed.words, limit)?
            .into_iter()
            .filter(|row| !known.contains(&row.id)),
    );
    let found = |row: Customer| {
        let codes = [row.email.as_deref().unwrap_or_default(), row.phone.as_deref().unwrap_or_default()];
        let fit = if known.contains(&row.id) {
            Fit::Exact
        } else {
            typed.fit(codes, row.name.split_whitespace().chain([row.name.as_str()]))
        };
        Found {
            kind: Kind::Customer,
            fit,
            at: row.last_seen_at.unwrap_or(row.created_at),
            id: row.id.to_string(),
            title: row.display_name().to_owned(),
            text: joined(&codes),
            status: None,
        }
    };
    Ok(rows.into_iter().map(found).collect())
}

fn customers_with(
    db: &mut Db,
    workspace: WorkspaceId,
    words: &[String],
    limit: i64,
) -> Result<Vec<Customer>, DbError> {
    let mut query = customer::table
        .filter(customer::workspace_id.eq(workspace).and(customer::merged_into.is_null()))
        .order(customer::id.desc())
        .limit(limit)
        .select(Customer::as_select())
        .into_boxed();
    for word in words {
        let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        query = query.filter(customer::search.like(format!("%{escaped}%")).escape('\\'));
    }
    Ok(query.load(db)?)
}

/// By number, by the words of the list.
fn find_orders(
    db: &mut Db,
    workspace: WorkspaceId,
    typed: &Typed,
    limit: i64,
) -> Result<Vec<Found>, DbError> {
    let mut rows = orders::by_number(db, workspace, &typed.text)?;
    rows.retain(|row| row.status != orders::Status::Trash);
    let filter = orders::Filter { query: Some(typed.text.clone()), ..orders::Filter::default() };
    let numbered: Vec<_> = rows.iter().map(|row| row.id).collect();
    let with_words = orders::page(db, workspace, &filter, None, limit)?;
    rows.extend(with_words.into_iter().filter(|row| !numbered.contains(&row.id)));
    let found = |row: Order| {
        let (name, email) = (row.customer_name.unwrap_or_default(), row.email.unwrap_or_default());
        Found {
            kind: Kind::Order,
            fit: typed.fit([row.number.as_str(), email.as_str()], [name.as_str()]),
            at: row.placed_at,
            id: row.id.to_string(),
            text: joined(&[&name, &email]),
            title: row.number,
            status: Some(row.status.to_string()),
        }
    };
    Ok(rows.into_iter().map(found).collect())
}

/// By the words of the list.
fn find_products(
    db: &mut Db,
    workspace: WorkspaceId,
    typed: &Typed,
    limit: i64,
) -> Result<Vec<Found>, DbError> {
    let filter = products::Filter { query: Some(typed.text.clone()), ..products::Filter::default() };
    let found = |row: products::Product| {
        let sku = row.sku.unwrap_or_default();
        Found {
            kind: Kind::Product,
            fit: typed.fit([sku.as_str()], [row.name.as_str()]),
            at: row.modified_at.unwrap_or(Time::from_micros(0)),
            id: row.id.to_string(),
            title: row.name,
            text: sku,
            status: Some(row.stock_status.to_string()),
        }
    };
    Ok(products::page(db, workspace, &filter, None, limit)?.into_iter().map(found).collect())
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}
