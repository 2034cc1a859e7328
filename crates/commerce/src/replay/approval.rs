//! The page on which a store's owner hands out keys.

use std::collections::HashMap;
use std::sync::Arc;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use serde_json::json;
use sha2::{Digest, Sha256};
use url::Url;

use super::server::Shop;
use super::state::Key;
use crate::woocommerce::authorize::Scope;

/// What the page is asked for, checked in the order in which the real one checks.
struct Asked {
    app_name: String,
    scope: Scope,
    user_id: String,
    return_url: Url,
    callback_url: Url,
    query: String,
}

impl Asked {
    fn read(query: &str) -> Result<Self, String> {
        let given: HashMap<String, String> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let part = |name: &str| {
            let value = given.get(name).filter(|value| !value.is_empty());
            value.cloned().ok_or_else(|| format!("Missing parameter {name}."))
        };
        let address =
            |name: &str| part(name)?.parse::<Url>().map_err(|_| format!("The {name} is not a valid URL."));
        let app_name = part("app_name")?;
        // The real page drops characters without a word.
        let user_id = part("user_id")?.replace('|', "");
        let (return_url, callback_url) = (address("return_url")?, address("callback_url")?);
        let scope = part("scope")?;
        let scope = scope.parse().map_err(|_| format!("Invalid scope {scope}."))?;
        let on_this_machine = matches!(callback_url.host_str(), Some("127.0.0.1" | "localhost"));
        if callback_url.scheme() != "https" && !on_this_machine {
            return Err("The callback_url needs to be over SSL.".to_owned());
        }
        Ok(Self { app_name, scope, user_id, return_url, callback_url, query: query.to_owned() })
    }

    fn back(&self, success: &str) -> String {
        let mut back = self.return_url.clone();
        back.query_pairs_mut().append_pair("success", success).append_pair("user_id", &self.user_id);
        back.into()
    }
}

/// The page itself.
pub(super) fn page(query: &str) -> Response {
    let asked = match Asked::read(query) {
        Ok(asked) => asked,
        Err(message) => return refusal(&message),
    };
    let escape = |text: &str| html_escape::encode_safe(text).into_owned();
    let body = format!(
        r#"<!DOCTYPE html><html lang="en-US"><head><title>Application authentication request</title></head>
<body class="wc-auth wp-core-ui"><h1>{app} would like to connect to your store</h1>
<p>Approving will share credentials with <strong>{host}</strong>.</p>
<p class="wc-auth-actions">
<a href="/wc-auth/v1/access_granted/?{query}" class="button button-primary wc-auth-approve">Approve</a>
<a href="{deny}" class="button wc-auth-deny">Deny</a></p></body></html>"#,
        app = escape(&asked.app_name),
        host = escape(asked.callback_url.host_str().unwrap_or_default()),
        query = escape(&asked.query),
        deny = escape(&asked.back("0")),
    );
    ([(header::CONTENT_TYPE, "text/html; charset=UTF-8")], body).into_response()
}

/// The owner pressed "Approve": the keys go to the callback; any answer but 200 takes them back.
pub(super) async fn grant(shop: &Arc<Shop>, query: &str) -> Response {
    let asked = match Asked::read(query) {
        Ok(asked) => asked,
        Err(message) => return refusal(&message),
    };
    let id = shop.state().new_id();
    let made_up =
        |kind: &str| HEXLOWER.encode(&Sha256::digest(format!("{kind} {id} {}", asked.user_id))[..20]);
    let (consumer_key, consumer_secret) =
        (format!("ck_{}", made_up("key")), format!("cs_{}", made_up("secret")));
    let body = json!({
        "key_id": id, "user_id": asked.user_id, "consumer_key": consumer_key, "consumer_secret": consumer_secret,
        "key_permissions": asked.scope.as_str(),
    });
    shop.state().keys.push(Key { consumer_key: consumer_key.clone(), consumer_secret, scope: asked.scope });
    let posted = shop
        .outgoing
        .post(asked.callback_url.clone())
        .header("content-type", "application/json;charset=UTF-8")
        .header("user-agent", format!("WordPress/7.0.4; {}", shop.home()))
        .body(body.to_string());
    if posted.send().await.is_ok_and(|answer| answer.status() == StatusCode::OK) {
        return (StatusCode::FOUND, [(header::LOCATION, asked.back("1"))]).into_response();
    }
    shop.state().keys.retain(|key| key.consumer_key != consumer_key);
    refusal("An error occurred in the request and at the time were unable to send the consumer data.")
}

fn refusal(message: &str) -> Response {
    let page = format!(
        r#"<!DOCTYPE html><html lang="en-US"><head><title>Access denied</title></head>
<body id="error-page"><div class="wp-die-message">Error: {}</div></body></html>"#,
        html_escape::encode_safe(message)
    );
    (StatusCode::UNAUTHORIZED, [(header::CONTENT_TYPE, "text/html; charset=UTF-8")], page).into_response()
}
