//! With what a mailbox is signed in to: a password, or a token that is made new when it ends (RFC 6749 §6).

use std::time::Duration;

use axum::body::Bytes;
use axum::http::{Request, header};
use database::{DbError, Time, Tx};
use jiff::SignedDuration;
use people::App;
use serde::{Deserialize, Serialize};
use url::form_urlencoded::Serializer;
use web::Limits;

use super::problem::{Problem, ProblemCode};
use super::settings::Provider;
use super::store::{self, Key, Mailbox};

/// With what one signs in. It is never shown.
pub(super) enum Credentials {
    Password(String),
    Token(String),
}

/// What is kept.
enum Known {
    Password(String),
    Tokens(Tokens),
}

/// What a provider gave us.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Tokens {
    pub access: String,
    /// Some providers give it only once, others a new one each time.
    pub refresh: Option<String>,
    pub expires_at: Time,
}

/// The answer of a token endpoint (RFC 6749 §5).
#[derive(Deserialize)]
struct Answer {
    access_token: Option<String>,
    refresh_token: Option<String>,
    expires_in: Option<i64>,
    error: Option<String>,
    error_description: Option<String>,
}

/// A token that ends within this time is made new first.
const SOON: SignedDuration = SignedDuration::from_mins(2);
/// A token of which nobody says when it ends.
const USUAL: i64 = 3600;
const LIMITS: Limits = Limits { time: Duration::from_secs(20), body: 256 * 1024 };

impl Credentials {
    /// Those of a mailbox, for a connection beside the one that reads it: a token is used while it lasts, and made new by
    /// nobody but the reader, as some providers end the one before.
    pub(super) fn at_hand(app: &App, mailbox: &Mailbox) -> Result<Self, Problem> {
        match Self::known(app, mailbox)? {
            Known::Password(password) => Ok(Self::Password(password)),
            Known::Tokens(tokens) if tokens.expires_at.since(app.database.now()) > SOON => {
                Ok(Self::Token(tokens.access))
            }
            Known::Tokens(_) => Err(Problem::new(ProblemCode::Provider, "the token ends")),
        }
    }

    /// Those of a mailbox. `anew`: the token that is known was refused.
    pub(super) async fn of(app: &App, mailbox: &Mailbox, anew: bool) -> Result<Self, Problem> {
        let (tokens, provider) = match (Self::known(app, mailbox)?, &mailbox.settings.provider) {
            (Known::Tokens(tokens), Some(provider)) => (tokens, provider),
            (Known::Tokens(tokens), None) => return Ok(Self::Token(tokens.access)),
            (Known::Password(password), _) => return Ok(Self::Password(password)),
        };
        if !anew && tokens.expires_at.since(app.database.now()) > SOON {
            return Ok(Self::Token(tokens.access));
        }
        let fresh = refreshed(app, mailbox, provider, tokens).await?;
        keep(app, mailbox, &fresh).await?;
        Ok(Self::Token(fresh.access))
    }

    fn known(app: &App, mailbox: &Mailbox) -> Result<Known, Problem> {
        if mailbox.settings.provider.is_none() {
            let sealed = mailbox.secrets.password.as_deref();
            let sealed = sealed.ok_or_else(|| Problem::new(ProblemCode::SignIn, "no password"))?;
            return opened(app, mailbox, "password", sealed).map(Known::Password);
        }
        let sealed = mailbox.secrets.tokens.as_deref();
        let sealed = sealed.ok_or_else(|| Problem::new(ProblemCode::NotAuthorized, ""))?;
        serde_json::from_str(&opened(app, mailbox, "tokens", sealed)?)
            .map(Known::Tokens)
            .map_err(|cause| Problem::new(ProblemCode::Secret, cause.to_string()))
    }
}

pub(super) fn opened(app: &App, mailbox: &Mailbox, name: &str, sealed: &str) -> Result<String, Problem> {
    let opened = app.secrets.open_sealed(&mailbox.place(name), sealed);
    opened
        .map(|secret| secret.to_string())
        .map_err(|cause| Problem::new(ProblemCode::Secret, cause.to_string()))
}

async fn refreshed(
    app: &App,
    mailbox: &Mailbox,
    provider: &Provider,
    tokens: Tokens,
) -> Result<Tokens, Problem> {
    let Some(refresh) = tokens.refresh else {
        return Err(Problem::new(ProblemCode::NotAuthorized, "the token has ended"));
    };
    let fields = [("grant_type", "refresh_token"), ("refresh_token", &refresh), ("scope", &provider.scope)];
    let fresh = ask(app, mailbox, provider, &fields).await?;
    Ok(Tokens { refresh: fresh.refresh.or(Some(refresh)), ..fresh })
}

/// Asks the provider's token endpoint.
pub(super) async fn ask(
    app: &App,
    mailbox: &Mailbox,
    provider: &Provider,
    fields: &[(&str, &str)],
) -> Result<Tokens, Problem> {
    let failed = |cause: &dyn std::fmt::Display| Problem::new(ProblemCode::Provider, cause.to_string());
    let form = form(app, mailbox, provider, fields)?;
    let request = Request::post(&provider.token_url)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .body(Bytes::from(form))
        .map_err(|cause| failed(&cause))?;
    let answer = app.guarded.with_limits(LIMITS).send_once(request).await.map_err(|cause| failed(&cause))?;
    let status = answer.status();
    let answer: Answer = serde_json::from_slice(answer.body()).map_err(|_| failed(&status))?;
    let now = app.database.now();
    match answer {
        Answer { access_token: Some(access), refresh_token, expires_in, .. } if status.is_success() => {
            let lasts = SignedDuration::from_secs(expires_in.unwrap_or(USUAL).clamp(0, 30 * 24 * 3600));
            Ok(Tokens { access, refresh: refresh_token, expires_at: now.plus(lasts) })
        }
        Answer { error, error_description, .. } => {
            let word = error.unwrap_or_else(|| status.to_string());
            let detail = error_description.map_or_else(|| word.clone(), |more| format!("{word}: {more}"));
            // The person took it back, or nobody has used it for months (RFC 6749 §5.2).
            let code = match word.as_str() {
                "invalid_grant" => ProblemCode::NotAuthorized,
                _ => ProblemCode::Provider,
            };
            Err(Problem::new(code, detail))
        }
    }
}

fn form(
    app: &App,
    mailbox: &Mailbox,
    provider: &Provider,
    fields: &[(&str, &str)],
) -> Result<String, Problem> {
    let mut form = Serializer::new(String::new());
    form.append_pair("client_id", &provider.client_id).extend_pairs(fields);
    if let Some(sealed) = &mailbox.secrets.client_secret {
        form.append_pair("client_secret", &opened(app, mailbox, "client_secret", sealed)?);
    }
    Ok(form.finish())
}

/// Keeps fresh tokens before they are used: a provider may have ended the old ones.
async fn keep(app: &App, mailbox: &Mailbox, tokens: &Tokens) -> Result<(), Problem> {
    let sealed = sealed(app, mailbox, tokens);
    let key =
        Key { workspace: mailbox.workspace_id, channel: mailbox.channel_id, revision: mailbox.revision };
    let write = move |tx: &mut Tx<'_>| {
        store::hold(tx, key.workspace, key.channel)?;
        let found = store::find(tx.db, key.workspace, key.channel)?;
        if let Some(mut row) = found.filter(|row| row.revision == key.revision) {
            row.secrets.tokens = Some(sealed);
            store::put(tx, &row)?;
        }
        Ok::<_, DbError>(())
    };
    Ok(app.database.write(write).await?)
}

pub(super) fn sealed(app: &App, mailbox: &Mailbox, tokens: &Tokens) -> String {
    let text = serde_json::to_string(tokens).expect("tokens are plain text");
    app.secrets.seal(&mailbox.place("tokens"), &text)
}
