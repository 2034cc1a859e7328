//! `GET`, `POST`, `PATCH` customers. The timeline joins what floors above know, so it stands there.

use std::str::FromStr;

use axum::extract::State;
use axum::http::StatusCode;
use database::{Db, Time, WorkspaceId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, Json, Limit, List, Merge, Patch, Path, Problem, Query};

use super::customer::{Address, Attributes, Customer, CustomerId, EmailState, Sort};
use super::identity::{Identity, IdentityKind};
use super::recognising::{self, Seen};
use super::{identity_store, merging_http, store};
use crate::idempotency::{Create, Once, once};
use crate::sign_in::Staff;
use crate::team::Permission;
use crate::text::{CountryCode, TextError, TimeZoneName};
use crate::{App, Failure};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(read, patch))
        .merge(merging_http::routes())
}

/// Money, exact: a decimal in the currency's own places.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct MoneyJson {
    /// `12.50`.
    amount: String,
    /// ISO 4217.
    currency: String,
}

/// What a customer is known by.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IdentityJson {
    /// What kind.
    pub kind: IdentityKind,
    /// The normalised value.
    pub value: String,
    /// Whether it is sure that it is theirs.
    pub verified: bool,
}

/// Whether mail to them arrives.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct EmailStateJson {
    state: EmailState,
    /// The other side's words.
    reason: Option<String>,
}

/// A customer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomerJson {
    id: CustomerId,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    identities: Vec<IdentityJson>,
    /// BCP 47.
    language: Option<String>,
    /// IANA.
    time_zone: Option<String>,
    /// ISO 3166-1 alpha-2.
    country: Option<String>,
    address: Address,
    preferred_channel: Option<String>,
    /// What the team wrote about them.
    notes: String,
    #[schema(value_type = Object)]
    attributes: serde_json::Map<String, serde_json::Value>,
    /// By purpose.
    #[schema(value_type = Object)]
    consent: serde_json::Map<String, serde_json::Value>,
    email_state: EmailStateJson,
    /// Orders that count: not failed, not cancelled.
    orders_count: i64,
    /// What they have spent, by currency.
    lifetime_value: Vec<MoneyJson>,
    conversation_count: i64,
    last_seen_at: Option<Time>,
    last_seen_page: Option<String>,
    /// The profile that this one was merged into.
    merged_into: Option<CustomerId>,
    created_at: Time,
}

pub(super) fn shown(db: &mut Db, row: Customer) -> Result<CustomerJson, Failure> {
    let identities = identity_store::identities_of(db, row.workspace_id, row.id)?;
    Ok(with_identities(row, identities))
}

fn with_identities(row: Customer, identities: Vec<Identity>) -> CustomerJson {
    let identity = |one: Identity| IdentityJson { kind: one.kind, value: one.value, verified: one.verified };
    let lifetime_value = row.lifetime_value.0.into_iter().filter_map(|(currency, minor)| {
        let currency = currency.parse::<commerce::money::Currency>().ok()?;
        let money = commerce::money::Money { minor, currency };
        Some(MoneyJson { amount: money.to_string(), currency: money.currency.to_string() })
    });
    CustomerJson {
        id: row.id,
        name: row.name,
        email: row.email,
        phone: row.phone,
        identities: identities.into_iter().map(identity).collect(),
        language: row.language,
        time_zone: row.time_zone,
        country: row.country,
        address: row.address,
        preferred_channel: row.preferred_channel,
        notes: row.notes,
        attributes: row.attributes.0,
        consent: row.consent.0,
        email_state: EmailStateJson { state: row.email_state, reason: row.email_state_reason },
        orders_count: row.orders_count,
        lifetime_value: lifetime_value.collect(),
        conversation_count: row.conversation_count,
        last_seen_at: row.last_seen_at,
        last_seen_page: row.last_seen_page,
        merged_into: row.merged_into,
        created_at: row.created_at,
    }
}

/// Which customers.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CustomersQuery {
    /// Words in name, address or number; in any case, with or without accents.
    q: Option<String>,
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<(Sort, store::Place)>>,
    /// `name`, `last_seen_at`, `orders_count`, `lifetime_value` (what was spent in the workspace's currency) or `created_at`;
    /// from the end with `-` before it. `-created_at` if absent.
    #[param(value_type = Option<String>)]
    sort: Option<Sort>,
}

/// Customers, newest first unless asked otherwise.
#[utoipa::path(get, path = "/customers", tag = "customers", params(CustomersQuery), responses(
    (status = 200, body = List<CustomerJson>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody),
))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(query): Query<CustomersQuery>,
) -> Result<Json<List<CustomerJson>>, Failure> {
    staff.require(Permission::CustomersRead)?;
    let workspace = staff.workspace;
    let sort = query.sort.unwrap_or(Sort::Newest);
    let after = query.after.map(|cursor| cursor.of_order(&sort)).transpose()?;
    let page = app.database.read(move |db| {
        let folded = language::search::fold(query.q.as_deref().unwrap_or_default());
        let words: Vec<String> = folded.split_whitespace().take(8).map(str::to_owned).collect();
        let rows = store::page(db, workspace, &words, sort, after, query.limit.rows_to_ask_for())?;
        let ids: Vec<CustomerId> = rows.iter().map(|row| row.id).collect();
        let mut identities = identity_store::identities_of_many(db, workspace, &ids)?;
        Ok::<_, Failure>(List::page(
            rows,
            query.limit,
            |row| (sort, store::place_of(row, sort)),
            |row| {
                let own = identities.remove(&row.id).unwrap_or_default();
                with_identities(row, own)
            },
        ))
    });
    Ok(Json(page.await?))
}

/// A customer to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCustomer {
    #[serde(default)]
    name: String,
    email: Option<String>,
    /// With the country's code, `+90…`, or as written there if `country` is given.
    phone: Option<String>,
    language: Option<String>,
    country: Option<String>,
    time_zone: Option<String>,
}

/// Makes a customer, or finds the one who has the address already and fills in blanks.
#[utoipa::path(post, path = "/customers", tag = "customers", request_body = NewCustomer, responses(
    (status = 201, body = CustomerJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
async fn create(
    State(app): State<App>,
    staff: Staff,
    Create { key, body: mut new }: Create<NewCustomer>,
) -> Result<Once, Failure> {
    staff.require(Permission::CustomersWrite)?;
    let workspace = staff.workspace;
    new.country = country(new.country)?;
    new.language = language_tag(new.language)?;
    new.time_zone = time_zone(new.time_zone)?;
    let identities = identities(&new)?;
    let made = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let seen = Seen {
                identities: &identities,
                name: Some(&new.name),
                language: new.language.as_deref(),
                country: new.country.as_deref(),
                time_zone: new.time_zone.as_deref(),
                address: None,
            };
            let id = recognising::recognise(tx, workspace, &seen)?;
            let row = store::find(tx.db, workspace, id)?.ok_or_else(|| Problem::not_found("customer"))?;
            Ok::<_, Failure>((StatusCode::CREATED, shown(tx.db, row)?))
        })
    });
    made.await
}

fn identities(new: &NewCustomer) -> Result<Vec<Identity>, Problem> {
    let mut identities = Vec::new();
    if let Some(email) = &new.email {
        let known = Identity::email(email);
        identities
            .push(known.ok_or_else(|| Problem::field("/email", "invalid", "is not an e-mail address"))?);
    }
    if let Some(phone) = &new.phone {
        let known = Identity::phone(phone, new.country.as_deref());
        identities.push(known.ok_or_else(|| {
            Problem::field("/phone", "invalid", "is not a phone number with its country's code")
        })?);
    }
    if new.name.trim().chars().count() > NAME {
        return Err(Problem::field("/name", "invalid", "has at most 200 characters"));
    }
    if identities.is_empty() && new.name.trim().is_empty() {
        return Err(Problem::field("/name", "required", "a customer has a name, an address or a number"));
    }
    Ok(identities)
}

pub(super) fn existing(db: &mut Db, workspace: WorkspaceId, id: CustomerId) -> Result<Customer, Failure> {
    Ok(store::find(db, workspace, id)?.ok_or_else(|| Problem::not_found("customer"))?)
}

/// One customer.
#[utoipa::path(get, path = "/customers/{id}", tag = "customers", params(("id" = CustomerId, Path)), responses(
    (status = 200, body = CustomerJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
async fn read(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<CustomerId>,
) -> Result<Json<CustomerJson>, Failure> {
    staff.require(Permission::CustomersRead)?;
    let workspace = staff.workspace;
    let customer = app.database.read(move |db| {
        let row = existing(db, workspace, id)?;
        shown(db, row)
    });
    Ok(Json(customer.await?))
}

/// What to change; JSON Merge Patch.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct CustomerPatch {
    name: Patch<String>,
    email: Patch<String>,
    phone: Patch<String>,
    language: Patch<String>,
    time_zone: Patch<String>,
    country: Patch<String>,
    address: Patch<Merge<Address>>,
    preferred_channel: Patch<String>,
    notes: Patch<String>,
    #[schema(value_type = Option<Object>)]
    attributes: Patch<Merge<Attributes>>,
    /// By purpose.
    #[schema(value_type = Option<Object>)]
    consent: Patch<Merge<Attributes>>,
}

/// Changes a customer.
#[utoipa::path(patch, path = "/customers/{id}", tag = "customers", params(("id" = CustomerId, Path)), request_body = CustomerPatch, responses(
    (status = 200, body = CustomerJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
async fn patch(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<CustomerId>,
    Json(patch): Json<CustomerPatch>,
) -> Result<Json<CustomerJson>, Failure> {
    staff.require(Permission::CustomersWrite)?;
    let (workspace, actor) = (staff.workspace, staff.actor());
    let changed = app.database.write(move |tx| {
        tx.hold("customer", workspace, id.0)?;
        let mut row = existing(tx.db, workspace, id)?;
        let added = apply(&mut row, patch)?;
        store::save(tx, &mut row, &actor)?;
        for identity in &added {
            recognising::claim(tx, workspace, id, identity)?;
        }
        shown(tx.db, row)
    });
    Ok(Json(changed.await?))
}

fn language_tag(tag: Option<String>) -> Result<Option<String>, Problem> {
    if tag.as_deref().is_some_and(|tag| !language::is_tag(tag)) {
        return Err(Problem::field("/language", "invalid", "is no language tag (BCP 47)"));
    }
    Ok(tag)
}

fn time_zone(name: Option<String>) -> Result<Option<String>, Problem> {
    name.map(|name| parse::<TimeZoneName>("/time_zone", &name)).transpose()
}

fn country(code: Option<String>) -> Result<Option<String>, Problem> {
    code.map(|code| parse::<CountryCode>("/country", &code)).transpose()
}

fn parse<T>(pointer: &str, text: &str) -> Result<String, Problem>
where
    T: FromStr<Err = TextError> + Into<String>,
{
    match text.parse::<T>() {
        Ok(value) => Ok(value.into()),
        Err(error) => Err(Problem::field(pointer, error.code(), error.to_string())),
    }
}

/// What a store once wrote as a country is left alone, whatever it is; what is written now must be one.
fn address(before: Address, patch: Patch<Merge<Address>>) -> Result<Address, Problem> {
    let known = before.country.clone();
    let mut address = patch.onto(before, "/address")?;
    if !address.country.is_empty() && address.country != known {
        address.country = parse::<CountryCode>("/address/country", &address.country)?;
    }
    Ok(address)
}

/// Longest name of a customer, in characters.
const NAME: usize = 200;
/// Longest note about a customer, in characters.
const NOTES: usize = 20_000;

/// Applies a patch; returns the identities that it adds, as claims of the team.
fn apply(row: &mut Customer, patch: CustomerPatch) -> Result<Vec<Identity>, Problem> {
    let mut added = Vec::new();
    if let Some(name) = patch.name.not_null("/name")? {
        let name = name.trim();
        if name.chars().count() > NAME {
            return Err(Problem::field("/name", "invalid", "has at most 200 characters"));
        }
        name.clone_into(&mut row.name);
    }
    if let Some(email) = patch.email.into_change() {
        let identity = email.map(|email| {
            Identity::email(&email)
                .ok_or_else(|| Problem::field("/email", "invalid", "is not an e-mail address"))
        });
        let identity = identity.transpose()?;
        row.email = identity.as_ref().map(|identity| identity.value.clone());
        row.email_state = EmailState::Ok;
        row.email_state_reason = None;
        added.extend(identity.map(Identity::claimed));
    }
    if let Some(code) = patch.country.into_change() {
        row.country = country(code)?;
    }
    if let Some(phone) = patch.phone.into_change() {
        let country = row.country.as_deref();
        let identity = phone.map(|phone| {
            let known = Identity::phone(&phone, country);
            known.ok_or_else(|| {
                Problem::field("/phone", "invalid", "is not a phone number with its country's code")
            })
        });
        let identity = identity.transpose()?;
        row.phone = identity.as_ref().map(|identity| identity.value.clone());
        added.extend(identity);
    }
    if let Some(tag) = patch.language.into_change() {
        row.language = language_tag(tag)?;
    }
    if let Some(zone) = patch.time_zone.into_change() {
        row.time_zone = time_zone(zone)?;
    }
    row.address = address(row.address.clone(), patch.address)?;
    if let Some(channel) = patch.preferred_channel.into_change() {
        row.preferred_channel_by_hand = channel.is_some().into();
        row.preferred_channel = channel;
    }
    if let Some(notes) = patch.notes.into_change() {
        let notes = notes.unwrap_or_default();
        if notes.chars().count() > NOTES {
            return Err(Problem::field("/notes", "invalid", "has at most 20,000 characters"));
        }
        row.notes = notes;
    }
    row.attributes = patch.attributes.onto(std::mem::take(&mut row.attributes), "/attributes")?;
    row.consent = patch.consent.onto(std::mem::take(&mut row.consent), "/consent")?;
    Ok(added)
}
