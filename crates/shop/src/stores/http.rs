//! `/stores`, and where stores and merchants come back to.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use database::{Db, DbError, Time, WorkspaceId};
use people::fields::Fields;
use people::idempotency::{self, Bare, Create, Once};
use people::sign_in::Staff;
use people::team::Permission;
use people::text::Name;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{ClientAddress, FieldError, Json, List, Part, Patch, Path, Problem, Query};

use super::authorising::{self, Begun, GrantError};
use super::changing::{self, Changes};
use super::connected_store::{StoreId, StoreKind, StoreState};
use super::connecting::{self, ConnectError, Entered, Telling, Tried};
use super::entering::{StoreToConnect, ToConnect, read_keys, read_token, read_url};
use super::health::{Ailment, HealthCode};
use super::json::StoreJson;
use super::speaking::StoreKeys;
use super::store;
use crate::brands::{self, BrandChange};

/// The routes of this slice for staff.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(authorize))
        .routes(routes!(show, change, disconnect))
        .routes(routes!(sync))
        .merge(super::granting_http::routes())
        .merge(super::trying_http::routes())
}

/// Largest grant accepted, in bytes; a real one has 200.
const LARGEST_GRANT: usize = 16 * 1024;

/// The routes that stores and browsers call; they need no sign-in.
pub fn public_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(take_keys))
        .routes(routes!(come_back))
        .merge(super::granting_http::public_routes())
        .layer(DefaultBodyLimit::max(LARGEST_GRANT))
}

/// A store as it is now, also in the middle of a transaction.
fn shown(db: &mut Db, workspace: WorkspaceId, id: StoreId, now: Time) -> Result<StoreJson, Failure> {
    let known = store::find(db, workspace, id)?.filter(|known| known.state != StoreState::Disconnected);
    let known = known.ok_or_else(|| Problem::not_found("store"))?;
    let look = brands::looks(db, workspace)?.remove(&id).unwrap_or_default();
    Ok(StoreJson::of(db, known, look, now)?)
}

/// What is wrong with a store that was entered, at the field that somebody can do something about.
fn refused(ailment: &Ailment, key_field: &'static str) -> Problem {
    let pointer = match ailment.code {
        HealthCode::KeysRefused
        | HealthCode::KeysReadOnly
        | HealthCode::KeysWriteOnly
        | HealthCode::KeysWithoutRights
        | HealthCode::KeysUnreadable => key_field,
        HealthCode::ScopesMissing => "/access_token",
        _ => "/url",
    };
    let code = ailment.code.as_str();
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        code,
        "The store can't be connected",
        ailment.detail.clone(),
    )
    .with_errors(vec![FieldError::new(pointer, code, ailment.detail.clone())])
}

impl From<ConnectError> for Failure {
    fn from(error: ConnectError) -> Self {
        match error {
            ConnectError::Known => Problem::new(
                StatusCode::CONFLICT,
                "store-exists",
                "The store is connected already",
                error.to_string(),
            )
            .into(),
            ConnectError::Ailing(ailment) => refused(&ailment, "/consumer_key").into(),
            ConnectError::Database(cause) => cause.into(),
        }
    }
}

impl From<GrantError> for Failure {
    fn from(error: GrantError) -> Self {
        match error {
            GrantError::Unusable(cause) => Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "authorization-unusable",
                "The store would not give keys to this server",
                cause.to_string(),
            )
            .into(),
            GrantError::Unknown => Problem::not_found("request for keys").into(),
            GrantError::Known => ConnectError::Known.into(),
            GrantError::TakenAway => Problem::conflict("the store was taken away here").into(),
            GrantError::Over => {
                let detail = error.to_string();
                Problem::new(StatusCode::GONE, "authorization-over", "The request has ended", detail).into()
            }
            GrantError::Database(cause) => cause.into(),
        }
    }
}

/// The stores, in the order in which they were connected.
#[utoipa::path(get, path = "/stores", tag = "stores", params(Part), responses(
    (status = 200, body = List<StoreJson>), (status = 400, body = web::ProblemBody)))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(part): Query<Part>,
) -> Result<Json<List<StoreJson>>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let now = app.database.now();
    let stores = app
        .database
        .read(move |db| {
            let List { data, next } = part.of(store::all(db, staff.workspace)?, |known| known.id);
            let mut looks = brands::looks(db, staff.workspace)?;
            let shown = data.into_iter().map(|known| {
                let look = looks.remove(&known.id).unwrap_or_default();
                StoreJson::of(db, known, look, now)
            });
            let data = shown.collect::<Result<_, _>>()?;
            Ok::<_, DbError>(List { data, next })
        })
        .await?;
    Ok(Json(stores))
}

/// Connects a store: WooCommerce by its keys and Shopify by an access token, which are tried at once; any other one by its
/// address, and it tells of itself from then on.
#[utoipa::path(post, path = "/stores", tag = "stores", request_body = StoreToConnect, responses(
    (status = 201, body = StoreJson), (status = 409, description = "it is connected already", body = web::ProblemBody),
    (status = 422, description = "the code says what is wrong with address or keys", body = web::ProblemBody)))]
async fn create(
    State(app): State<App>,
    staff: Staff,
    Create { key, body }: Create<StoreToConnect>,
) -> Result<Once, Failure> {
    staff.require(Permission::StoresWrite)?;
    if let Some(key) = &key
        && let Some(before) = key.answered().await?
    {
        return Ok(before);
    }
    let trusted = trusted(&app, body.read()?).await?;
    let database = app.database.clone();
    database
        .write(move |tx| {
            idempotency::once(tx, key.as_ref(), |tx| {
                let (workspace, actor) = (staff.workspace, staff.author());
                let secrets = &app.secrets;
                let known = match &trusted {
                    Trusted::Keys(entered, tried) => {
                        connecting::connect(tx, secrets, workspace, &actor, entered, tried)?
                    }
                    Trusted::Telling(entered) => connecting::add(tx, secrets, workspace, &actor, entered)?,
                };
                Ok::<_, Failure>((StatusCode::CREATED, shown(tx.db, workspace, known.id, tx.now)?))
            })
        })
        .await
}

/// The field that the first of a store's keys is entered in.
const fn key_field(keys: &StoreKeys) -> &'static str {
    match keys {
        StoreKeys::WooCommerce(_) => "/consumer_key",
        StoreKeys::Shopify(_) => "/access_token",
    }
}

/// What was entered, with what trying it showed.
enum Trusted {
    Keys(Entered, Tried),
    Telling(Telling),
}

async fn trusted(app: &App, entered: ToConnect) -> Result<Trusted, Problem> {
    match entered {
        ToConnect::WithKeys(entered) => {
            let tried = connecting::try_keys(app, &entered.url, &entered.keys).await;
            let field = key_field(&entered.keys);
            Ok(Trusted::Keys(entered, tried.map_err(|ailment| refused(&ailment, field))?))
        }
        ToConnect::Other(entered) => Ok(Trusted::Telling(entered)),
    }
}

/// A store whose own page is to give the keys.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StoreToAuthorize {
    name: String,
    /// As copied out of the browser.
    url: String,
}

/// Where to send the merchant.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Authorization {
    store_id: StoreId,
    /// The store's own page; good for a quarter of an hour.
    authorize_url: String,
}

impl Authorization {
    pub(super) fn of(begun: Begun) -> Self {
        Self { store_id: begun.store, authorize_url: begun.page.into() }
    }
}

/// Begins to connect a store by its own authorisation page.
#[utoipa::path(post, path = "/stores/authorize", tag = "stores", request_body = StoreToAuthorize, responses(
    (status = 201, body = Authorization), (status = 422, body = web::ProblemBody)))]
async fn authorize(
    State(app): State<App>,
    staff: Staff,
    Create { key, body }: Create<StoreToAuthorize>,
) -> Result<Once, Failure> {
    staff.require(Permission::StoresWrite)?;
    let mut fields = Fields::new();
    let name = fields.parse::<Name>("/name", &body.name);
    let url = read_url(&mut fields, &body.url);
    fields.done()?;
    let told = "what is missing was refused above";
    let (name, url) = (name.expect(told), url.expect(told));
    let database = app.database.clone();
    database
        .write(move |tx| {
            idempotency::once(tx, key.as_ref(), |tx| {
                let actor = staff.author();
                let begun = authorising::begin(tx, &app, staff.workspace, &actor, name.as_str(), &url)?;
                Ok::<_, Failure>((StatusCode::CREATED, Authorization::of(begun)))
            })
        })
        .await
}

/// One store.
#[utoipa::path(get, path = "/stores/{id}", tag = "stores", params(("id" = StoreId, Path)), responses(
    (status = 200, body = StoreJson), (status = 404, body = web::ProblemBody)))]
async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StoreId>,
) -> Result<Json<StoreJson>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let now = app.database.now();
    app.database.read(move |db| shown(db, staff.workspace, id, now)).await.map(Json)
}

/// What of a store is to change.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct StoreChange {
    name: Patch<String>,
    /// `paused` leaves the store alone, `ready` goes on with it.
    #[schema(value_type = Option<StoreState>)]
    state: Patch<StoreState>,
    /// New keys of WooCommerce; both or neither.
    consumer_key: Patch<String>,
    /// New keys of WooCommerce; both or neither.
    consumer_secret: Patch<String>,
    /// A new token of Shopify; both or neither.
    access_token: Patch<String>,
    /// The API secret key that belongs to it; both or neither.
    api_secret: Patch<String>,
    /// ISO 4217, of a store that tells of itself; others tell their own.
    #[schema(value_type = Option<String>)]
    currency: Patch<String>,
    /// IANA, of a store that tells of itself; others tell their own.
    #[schema(value_type = Option<String>)]
    time_zone: Patch<String>,
    /// How it shows itself to its customers, merged member by member.
    #[schema(value_type = Option<BrandChange>)]
    brand: Patch<BrandChange>,
}

/// What a change asks for, read.
struct Wanted {
    name: Option<Name>,
    paused: Option<bool>,
    keys: Option<StoreKeys>,
    brand: brands::Wanted,
}

impl StoreChange {
    fn read(self) -> Result<Wanted, Problem> {
        let mut fields = Fields::new();
        let name = fields.patch::<Name>("/name", self.name);
        let paused = match fields.not_null("/state", self.state) {
            None => None,
            Some(StoreState::Paused) => Some(true),
            Some(StoreState::Ready) => Some(false),
            Some(_) => {
                fields.refuse("/state", "invalid", "can only be set to paused or ready");
                None
            }
        };
        let pair = (
            both(&mut fields, ["/consumer_key", "/consumer_secret"], self.consumer_key, self.consumer_secret),
            both(&mut fields, ["/access_token", "/api_secret"], self.access_token, self.api_secret),
        );
        let keys = match pair {
            (Some((key, secret)), None) => read_keys(&mut fields, &key, &secret).map(StoreKeys::WooCommerce),
            (None, Some((token, secret))) => read_token(&mut fields, &token, &secret).map(StoreKeys::Shopify),
            (Some(_), Some(_)) => {
                fields.refuse("/access_token", "not-of-this-kind", "a store has keys of one kind");
                None
            }
            (None, None) => None,
        };
        let brand = BrandChange::read(self.brand, self.currency, self.time_zone, &mut fields);
        fields.done()?;
        Ok(Wanted { name, paused, keys, brand })
    }
}

/// Two fields of which neither means anything without the other.
fn both(
    fields: &mut Fields,
    pointers: [&'static str; 2],
    first: Patch<String>,
    second: Patch<String>,
) -> Option<(String, String)> {
    let given = (fields.not_null(pointers[0], first), fields.not_null(pointers[1], second));
    match given {
        (Some(first), Some(second)) => return Some((first, second)),
        (None, None) => {}
        (Some(_), None) => fields.refuse(pointers[1], "required", "belongs to the key"),
        (None, Some(_)) => fields.refuse(pointers[0], "required", "belongs to the secret"),
    }
    None
}

/// Renames, pauses or resumes a store, changes how it shows itself, or gives it new keys, which are tried at once.
#[utoipa::path(patch, path = "/stores/{id}", tag = "stores", params(("id" = StoreId, Path)), request_body = StoreChange, responses(
    (status = 200, body = StoreJson), (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody)))]
async fn change(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StoreId>,
    Json(body): Json<StoreChange>,
) -> Result<Json<StoreJson>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let wanted = body.read()?;
    let keys = match wanted.keys {
        Some(keys) => Some(try_new_keys(&app, staff.workspace, id, keys).await?),
        None => None,
    };
    let name = wanted.name.map(|name| name.as_str().to_owned());
    let changes = Changes { name, keys, paused: wanted.paused };
    let database = app.database.clone();
    let brand = wanted.brand;
    let answer = database
        .write(move |tx| {
            if brand.is_something() {
                brands::change(tx, staff.workspace, id, &staff.author(), brand)?;
                if changes.is_nothing() {
                    return shown(tx.db, staff.workspace, id, tx.now);
                }
            }
            changing::change(tx, &app.secrets, staff.workspace, id, &staff.author(), &changes)?
                .ok_or_else(|| Problem::not_found("store"))?;
            shown(tx.db, staff.workspace, id, tx.now)
        })
        .await?;
    Ok(Json(answer))
}

async fn try_new_keys(
    app: &App,
    workspace: WorkspaceId,
    id: StoreId,
    keys: StoreKeys,
) -> Result<(StoreKeys, Tried), Failure> {
    let known = app.database.read(move |db| store::find(db, workspace, id)).await?;
    let known = known.ok_or_else(|| Problem::not_found("store"))?;
    let fits = match &keys {
        StoreKeys::WooCommerce(_) => known.kind == StoreKind::WooCommerce,
        StoreKeys::Shopify(_) => known.kind == StoreKind::Shopify,
    };
    let field = key_field(&keys);
    if !fits {
        let why = "a store of this kind has no such keys";
        return Err(Problem::field(field, "not-of-this-kind", why).into());
    }
    let url = known.address()?;
    let tried = connecting::try_keys(app, &url, &keys).await;
    let tried = tried.map_err(|ailment| refused(&ailment, field))?;
    Ok((keys, tried))
}

/// Takes a store away. Its keys are forgotten; its orders stay.
#[utoipa::path(delete, path = "/stores/{id}", tag = "stores", params(("id" = StoreId, Path)), responses(
    (status = 204), (status = 404, body = web::ProblemBody)))]
async fn disconnect(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StoreId>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::StoresWrite)?;
    if changing::disconnect(&app, staff.workspace, id, staff.author()).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::not_found("store").into())
    }
}

/// Has all of a store read anew; one that is being read is read on.
#[utoipa::path(post, path = "/stores/{id}/sync", tag = "stores", params(("id" = StoreId, Path)), responses(
    (status = 202, body = StoreJson), (status = 404, body = web::ProblemBody),
    (status = 409, description = "the store tells of itself: there is nothing to read", body = web::ProblemBody)))]
async fn sync(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StoreId>,
    Bare { key }: Bare,
) -> Result<Once, Failure> {
    staff.require(Permission::StoresWrite)?;
    app.database
        .write(move |tx| {
            idempotency::once(tx, key.as_ref(), |tx| {
                let known = store::find(tx.db, staff.workspace, id)?;
                if known.is_some_and(|known| known.kind == StoreKind::Other) {
                    let why = "the store tells of itself: there is nothing to read";
                    return Err(Problem::conflict(why).into());
                }
                changing::read_anew(tx, staff.workspace, id, &staff.author())?
                    .ok_or_else(|| Problem::not_found("store"))?;
                Ok::<_, Failure>((StatusCode::ACCEPTED, shown(tx.db, staff.workspace, id, tx.now)?))
            })
        })
        .await
}

/// Takes the keys that a store posts after its merchant agreed. On anything but 200 the store deletes them again.
#[utoipa::path(post, path = "/hooks/woocommerce/keys", tag = "hooks", security(()), request_body(content = String, content_type = "application/json"), responses(
    (status = 200), (status = 404, description = "nobody asked for them", body = web::ProblemBody),
    (status = 410, description = "too late, or a second time", body = web::ProblemBody), (status = 422, body = web::ProblemBody)))]
async fn take_keys(
    State(app): State<App>,
    ClientAddress(ip): ClientAddress,
    body: Bytes,
) -> Result<StatusCode, Failure> {
    authorising::granted(&app, &body, &ip.to_string()).await?;
    Ok(StatusCode::OK)
}

/// The merchant's browser comes back from the store and goes on to the console.
#[utoipa::path(get, path = "/hooks/woocommerce/return", tag = "hooks", security(()), params(("success" = String, Query), ("user_id" = String, Query)), responses(
    (status = 303, description = "to the console")))]
async fn come_back(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let to = match authorising::returned(&app, &query.unwrap_or_default()).await {
        Ok((id, true)) => format!("settings/stores?store={id}&connected=1"),
        Ok((id, false)) => format!("settings/stores?store={id}&connected=0"),
        Err(cause) => {
            tracing::info!(%cause, "a browser came back from a store that nobody sent it to");
            "settings/stores?connected=0".to_owned()
        }
    };
    Redirect::to(&app.link(&to)).into_response()
}
