//! Every route of the program, and what stands around them.

use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use axum::{Json, Router};
use inbox::Inbox;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use web::protection::{Protection, protect};
use web::requests::{RequestIds, catch_panics, no_such_method, record};
use web::{TrustedProxies, find_client_address};

use crate::config::Config;
use crate::health::{Readiness, healthz, readyz};
use crate::metrics::metrics;
use crate::{assets, demo, description};

/// Largest body of a request that is not an upload, in bytes.
const BODY: usize = 2 * 1024 * 1024;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Tillside",
        description = "The customer support of an online store. Ids carry their type (`cnv_…`), times are RFC 3339 UTC, \
            lists are paged by `limit` and `after`, errors are problem details (RFC 9457).",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    modifiers(&Security),
    security(("token" = []), ("session" = []))
)]
struct Description;

struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
        let components = openapi.components.get_or_insert_default();
        let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("tsk_…").build();
        components.add_security_scheme("token", SecurityScheme::Http(token));
        let session = ApiKey::Cookie(ApiKeyValue::new("tillside_session"));
        components.add_security_scheme("session", SecurityScheme::ApiKey(session));
    }
}

/// What others than staff come to: the chat, the forms, what stores and programs send.
fn public(inbox: Option<&Inbox>) -> [(Router, utoipa::openapi::OpenApi); 2] {
    let of_shop = shop::stores::public_routes()
        .merge(shop::brands::public_routes())
        .merge(shop::webhooks::app_routes())
        .merge(shop::tracking::public_routes());
    [
        with_state(of_shop, inbox.map(|inbox| inbox.app.clone())),
        with_state(inbox::public_routes(), inbox.cloned()),
    ]
}

/// What stands below `/api/v1`: the routes of each floor with their own state, and what they say of themselves. The
/// description has the public routes, too.
fn api(inbox: Option<&Inbox>) -> (Router, utoipa::openapi::OpenApi) {
    let floors = [
        with_state(people::routes(), inbox.map(|inbox| inbox.app.clone())),
        with_state(shop::routes(), inbox.map(|inbox| inbox.app.clone())),
        with_state(inbox::routes(), inbox.cloned()),
        with_state(insight::routes(), inbox.cloned()),
    ];
    let mut described = OpenApiRouter::new();
    for (router, description) in floors {
        let of_floor: OpenApiRouter = OpenApiRouter::with_openapi(description);
        described = described.merge(of_floor).merge(OpenApiRouter::from(router));
    }
    let all = OpenApiRouter::with_openapi(Description::openapi()).nest("/api/v1", described);
    let (router, mut description) = all.split_for_parts();
    for (_, of_public) in public(inbox) {
        description.merge(of_public);
    }
    (router, description::complete(description))
}

fn with_state<S: Clone + Send + Sync + 'static>(
    routes: OpenApiRouter<S>,
    state: Option<S>,
) -> (Router, utoipa::openapi::OpenApi) {
    let (router, description) = routes.split_for_parts();
    (state.map_or_else(Router::new, |state| router.with_state(state)), description)
}

/// The description of the API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    api(None).1
}

/// Everything that is served.
pub fn router(config: &Config, inbox: &Inbox, readiness: &Readiness, random: u32) -> Router {
    let (api, description) = api(Some(inbox));
    let database = inbox.app.database.clone();
    let described = get(async move || Json(description.clone()));
    let protection = Protection::console(&[]);
    let https = config.public_url().scheme() == "https";
    let protection = if https { protection.over_https() } else { protection };
    let compressed = CompressionLayer::new()
        .compress_when(SizeAbove::new(1024).and(NotForContentType::SSE).and(NotForContentType::IMAGES));
    let [(of_stores, _), (of_channels, _)] = public(Some(inbox));
    Router::new()
        .route("/api/v1/openapi.json", described)
        .merge(api.layer(compressed))
        .merge(of_stores)
        .merge(of_channels)
        .route("/demo/store", get(demo::store_page).with_state(inbox.app.clone()))
        .route("/widget.js", get(assets::widget))
        .route("/widget/{*file}", get(assets::widget))
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz).with_state((database, inbox.app.blobs.clone(), readiness.clone())))
        .route("/metrics", get(metrics).with_state(inbox.clone()))
        .fallback(assets::console)
        .method_not_allowed_fallback(no_such_method)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(protection, protect))
        .layer(catch_panics())
        .layer(from_fn_with_state(RequestIds::starting_with(random), record))
        .layer(from_fn_with_state(TrustedProxies(config.trusted_proxies.clone()), find_client_address))
}
