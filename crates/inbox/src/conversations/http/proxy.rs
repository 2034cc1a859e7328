//! Images of other servers, fetched by this one, so that the sender does not learn who reads their mail, when and where.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::Deserialize;
use subtle::ConstantTimeEq;
use url::Url;
use utoipa::IntoParams;
use web::{Path, Problem, Query};

use super::html;

/// The proof that this server made the address.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ProxyQuery {
    /// HMAC-SHA256 in base64url.
    signature: String,
}

/// An image of another server; only addresses that stand in a mail's document.
#[utoipa::path(get, path = "/images/{address}", tag = "conversations", params(("address" = String, Path, description = "base64url"), ProxyQuery), responses(
    (status = 200, content_type = "image/*", body = Vec<u8>), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody), (status = 502, body = web::ProblemBody),
))]
pub(super) async fn image(
    State(app): State<App>,
    staff: Staff,
    Path(address): Path<String>,
    Query(query): Query<ProxyQuery>,
) -> Result<Response, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let url = known_address(&app, &address, &query.signature).ok_or_else(|| Problem::not_found("image"))?;
    let answer = app.guarded.get(&url).await.map_err(|error| Problem::upstream_failed(error.to_string()))?;
    let kind =
        answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).and_then(picture_type);
    let kind = kind.ok_or_else(|| Problem::upstream_failed("the address holds no picture"))?;
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=86400"));
    Ok((headers, answer.into_body()).into_response())
}

fn known_address(app: &App, address: &str, signature: &str) -> Option<Url> {
    let url = String::from_utf8(URL_SAFE_NO_PAD.decode(address).ok()?).ok()?;
    let given = URL_SAFE_NO_PAD.decode(signature).ok()?;
    let expected = html::signature(&app.secrets.signing_key(html::PROXY), &url);
    if bool::from(expected.as_slice().ct_eq(&given)) { url.parse().ok() } else { None }
}

/// The types that are passed on; SVG can hold scripts and is not.
fn picture_type(kind: &str) -> Option<&'static str> {
    const KNOWN: [&str; 6] =
        ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"];
    let bare = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    KNOWN.iter().find(|known| **known == bare).copied()
}
