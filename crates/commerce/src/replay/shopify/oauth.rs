//! Tokens by the store's own page: the merchant agrees, a code is exchanged once, a token that ends is made new once.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::body::Bytes;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Value, json};
use url::Url;
use url::form_urlencoded::Serializer;

use super::{DOMAIN, SECRET, ShopifyStore, State};
use crate::shopify::oauth;

/// What the app is known by.
pub const CLIENT_ID: &str = "0123456789abcdef0123456789abcdef";

/// How the store gives tokens.
#[derive(Debug, Clone, Default)]
pub struct Granting {
    /// Tokens last so many seconds; as long as they are not taken back without it.
    pub lasts: Option<u64>,
    /// What is granted, whatever is asked for.
    pub scopes: Option<&'static str>,
    /// Nothing makes new tokens any more: the merchant took the approval back.
    pub withdrawn: bool,
}

/// What was given.
#[derive(Default)]
pub(super) struct Given {
    pub how: Granting,
    codes: Vec<(String, String)>,
    refresh: Option<String>,
    number: u64,
}

impl ShopifyStore {
    /// The secret of its app.
    pub fn app_secret(&self) -> &'static str {
        SECRET
    }

    /// How it gives tokens.
    pub fn set_granting(&self, how: Granting) {
        self.state().given.how = how;
    }

    /// The merchant agrees on a page: where the browser goes then.
    pub fn agree(&self, page: &Url, now: Timestamp) -> String {
        let mut state = self.state();
        let asked =
            |name: &str| page.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        state.given.number += 1;
        let code = format!("code{}", state.given.number);
        let scopes = asked("scope").unwrap_or_default();
        state.given.codes.push((code.clone(), scopes));
        let query = Serializer::new(String::new())
            .append_pair("code", &code)
            .append_pair("host", "YWRtaW4uc2hvcGlmeS5jb20vc3RvcmUva2VzdGFuZQ")
            .append_pair("shop", DOMAIN)
            .append_pair("state", &asked("state").unwrap_or_default())
            .append_pair("timestamp", &now.as_second().to_string())
            .finish();
        format!(
            "{}?{query}&hmac={}",
            asked("redirect_uri").unwrap_or_default(),
            oauth::signature(&query, SECRET)
        )
    }

    /// What stands behind the question mark when Shopify opens the app for a merchant.
    pub fn opening(&self, now: Timestamp) -> String {
        let query = Serializer::new(String::new())
            .append_pair("host", "YWRtaW4uc2hvcGlmeS5jb20vc3RvcmUva2VzdGFuZQ")
            .append_pair("shop", DOMAIN)
            .append_pair("timestamp", &now.as_second().to_string())
            .finish();
        format!("{query}&hmac={}", oauth::signature(&query, SECRET))
    }

    /// All tokens that were given so far open nothing any more, from a moment on at which something else happens as well:
    /// nobody is answered between the two.
    pub fn end_tokens(&self, meanwhile: impl FnOnce()) {
        let mut state = self.state();
        state.tokens.clear();
        meanwhile();
    }
}

/// `POST /admin/oauth/access_token`.
pub(super) async fn token(Shared(state): Shared<Arc<Mutex<State>>>, body: Bytes) -> Response {
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    let asked: Value = serde_json::from_slice(&body).unwrap_or_default();
    state.asked.push(("AccessToken".to_owned(), asked.clone()));
    let refuse = |word: &str, why: &str| {
        (StatusCode::BAD_REQUEST, Json(json!({ "error": word, "error_description": why }))).into_response()
    };
    if asked["client_id"] != CLIENT_ID || asked["client_secret"] != SECRET {
        return refuse("invalid_client", "The client credentials are not valid.");
    }
    let scopes = if asked["grant_type"] == "refresh_token" {
        let known = state.given.refresh.take_if(|known| asked["refresh_token"] == known.as_str());
        if known.is_none() || state.given.how.withdrawn {
            return refuse("invalid_grant", "This request requires an active refresh_token.");
        }
        state.scopes.join(",")
    } else {
        let place = state.given.codes.iter().position(|(code, _)| asked["code"] == code.as_str());
        let Some(place) = place else {
            return refuse("invalid_request", "The authorization code was not found or was already used.");
        };
        state.given.codes.remove(place).1
    };
    let scopes = state.given.how.scopes.map_or(scopes, str::to_owned);
    state.scopes = scopes.split(',').map(str::to_owned).collect();
    state.given.number += 1;
    let token = format!("shpat_{:032x}", state.given.number);
    state.tokens.push(token.clone());
    let mut answer = json!({ "access_token": token, "scope": scopes });
    if let Some(lasts) = state.given.how.lasts {
        let refresh = format!("shprt_{:032x}", state.given.number);
        answer["expires_in"] = lasts.into();
        answer["refresh_token"] = refresh.clone().into();
        answer["refresh_token_expires_in"] = json!(7_776_000);
        state.given.refresh = Some(refresh);
    }
    Json(answer).into_response()
}
