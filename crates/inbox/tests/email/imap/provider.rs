//! A provider that gives tokens, as Google and Microsoft do: a token endpoint, and where a mail server looks tokens up.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

/// What it knows and was asked.
#[derive(Default)]
pub struct Known {
    /// The account of each token that opens a mailbox now.
    pub valid: HashMap<String, String>,
    /// For whom codes and tokens are.
    pub account: String,
    /// Of the code: its challenge. What else it was asked with is checked by the test.
    pub asked: Vec<HashMap<String, String>>,
    given: usize,
    /// Whether the person has taken it back.
    pub taken_back: bool,
    /// How long a token lasts, in seconds.
    pub lasts: i64,
}

#[derive(Clone)]
pub struct Provider {
    pub address: SocketAddr,
    pub known: Arc<Mutex<Known>>,
}

impl Provider {
    pub async fn start() -> Self {
        let known = Arc::new(Mutex::new(Known { lasts: 3600, ..Known::default() }));
        let routes = Router::new()
            .route("/token", post(token))
            .route("/introspect", post(introspect))
            .with_state(Arc::clone(&known));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { address, known }
    }

    /// Where Dovecot looks tokens up.
    pub fn introspection(&self) -> String {
        format!("http://{}/introspect", self.address)
    }

    /// As the settings of a mailbox name it.
    pub fn settings(&self) -> Value {
        json!({
            "authorize_url": format!("http://{}/authorize?tenant=common", self.address),
            "token_url": format!("http://{}/token", self.address),
            "client_id": "tillside", "client_secret": "gizli", "scope": "https://mail.example/ offline_access",
        })
    }
}

type Shared = State<Arc<Mutex<Known>>>;

async fn token(
    State(known): Shared,
    Form(asked): Form<HashMap<String, String>>,
) -> (StatusCode, Json<Value>) {
    let mut known = known.lock().unwrap();
    let grant = asked["grant_type"].clone();
    known.asked.push(asked);
    if known.taken_back {
        let error = json!({"error": "invalid_grant", "error_description": "Token has been revoked."});
        return (StatusCode::BAD_REQUEST, Json(error));
    }
    known.given += 1;
    let (access, account) = (format!("access-{}", known.given), known.account.clone());
    known.valid.insert(access.clone(), account);
    let mut answer = json!({"access_token": access, "token_type": "Bearer", "expires_in": known.lasts});
    // Once, as Google does.
    if grant == "authorization_code" {
        answer["refresh_token"] = json!("refresh-1");
    }
    (StatusCode::OK, Json(answer))
}

async fn introspect(State(known): Shared, Form(asked): Form<HashMap<String, String>>) -> Json<Value> {
    let known = known.lock().unwrap();
    let account = asked.get("token").and_then(|token| known.valid.get(token));
    Json(match account {
        Some(account) => json!({"active": true, "username": account}),
        None => json!({"active": false}),
    })
}
