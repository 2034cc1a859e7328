//! `POST /stores/authorize/shopify`, where Shopify sends merchants back to, and where an app is installed.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use people::fields::Fields;
use people::idempotency::{self, Create, Once};
use people::sign_in::Staff;
use people::team::Permission;
use people::text::Name;
use people::{App, Failure};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{ClientAddress, Problem};

use super::authorising::GrantError;
use super::entering::{read_app, read_shop};
use super::granting::{self, Asking};
use super::http::Authorization;
use super::installing::{self, Onward};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(authorize))
}

pub(super) fn public_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(come_back)).routes(routes!(install))
}

/// A Shopify store whose merchant is to be asked on Shopify's own page, by an app of one's own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ShopToAuthorize {
    name: String,
    /// As Shopify gave it, such as `kestane.myshopify.com`.
    url: String,
    /// The client id of the app.
    client_id: String,
    /// Its client secret; kept encrypted and never shown.
    client_secret: String,
    /// Also asks for orders older than 60 days: Shopify lets only apps do so that it has approved for that.
    #[serde(default)]
    all_orders: bool,
}

impl ShopToAuthorize {
    fn read(&self) -> Result<Asking, Problem> {
        let mut fields = Fields::new();
        let name = fields.parse::<Name>("/name", &self.name);
        let shop = read_shop(&mut fields, &self.url);
        let app = read_app(&mut fields, &self.client_id, &self.client_secret);
        fields.done()?;
        let told = "what is missing was refused above";
        Ok(Asking {
            name: name.expect(told).as_str().to_owned(),
            shop: shop.expect(told),
            app: app.expect(told),
            all_orders: self.all_orders,
        })
    }
}

/// Begins to connect a Shopify store by Shopify's own page. `https://HOST/hooks/shopify/return` has to stand among the
/// redirection addresses of the app.
#[utoipa::path(post, path = "/stores/authorize/shopify", tag = "stores", request_body = ShopToAuthorize, responses(
    (status = 201, body = Authorization), (status = 409, description = "a store of another kind is there", body = web::ProblemBody),
    (status = 422, body = web::ProblemBody)))]
async fn authorize(
    State(app): State<App>,
    staff: Staff,
    Create { key, body }: Create<ShopToAuthorize>,
) -> Result<Once, Failure> {
    staff.require(Permission::StoresWrite)?;
    let asking = body.read()?;
    let database = app.database.clone();
    database
        .write(move |tx| {
            idempotency::once(tx, key.as_ref(), |tx| {
                let begun = granting::begin(tx, &app, staff.workspace, &staff.author(), &asking)?;
                Ok::<_, Failure>((StatusCode::CREATED, Authorization::of(begun)))
            })
        })
        .await
}

/// The merchant's browser comes back from Shopify with a signed code, and goes on to the console when the store is connected,
/// or it is known why not.
#[utoipa::path(get, path = "/hooks/shopify/return", tag = "hooks", security(()),
    params(("code" = Option<String>, Query), ("hmac" = Option<String>, Query), ("shop" = Option<String>, Query),
        ("state" = Option<String>, Query), ("timestamp" = Option<String>, Query)),
    responses((status = 303, description = "to the console")))]
async fn come_back(
    State(app): State<App>,
    ClientAddress(ip): ClientAddress,
    RawQuery(query): RawQuery,
) -> Response {
    let came = granting::came_back(&app, &query.unwrap_or_default(), &ip.to_string()).await;
    let to = match came {
        Ok((id, true)) => format!("settings/stores?store={id}&connected=1"),
        Ok((id, false)) => format!("settings/stores?store={id}&connected=0"),
        Err(cause) => {
            tracing::info!(%cause, "a browser came back from Shopify that nobody sent there");
            "settings/stores?connected=0".to_owned()
        }
    };
    Redirect::to(&app.link(&to)).into_response()
}

/// A merchant installs an app at Shopify, or opens it there. The address is signed with the app's secret; an app is known that was
/// entered for some store. The merchant is sent on to Shopify's own page, or to the console where the store is connected already, was
/// taken away here, or the app is not known.
#[utoipa::path(get, path = "/hooks/shopify/install", tag = "hooks", security(()),
    params(("hmac" = Option<String>, Query), ("shop" = Option<String>, Query), ("timestamp" = Option<String>, Query)),
    responses((status = 303, description = "to Shopify's page, or to the console")))]
async fn install(
    State(app): State<App>,
    ClientAddress(ip): ClientAddress,
    RawQuery(query): RawQuery,
) -> Response {
    let to = match installing::opened(&app, &query.unwrap_or_default(), &ip.to_string()).await {
        Ok(Onward::Agree(page)) => page.to_string(),
        Ok(Onward::Connected(id)) => app.link(&format!("settings/stores?store={id}")),
        Err(GrantError::TakenAway) => app.link("settings/stores?connected=away"),
        Err(cause) => {
            tracing::info!(%cause, "a merchant came from Shopify with an app that is not known");
            app.link("settings/stores")
        }
    };
    Redirect::to(&to).into_response()
}
