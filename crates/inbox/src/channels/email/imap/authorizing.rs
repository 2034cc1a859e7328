//! A person agrees with the provider that this desk may read the mailbox: the authorisation code flow with `state` and PKCE
//! (RFC 6749 §4.1, RFC 7636).

use data_encoding::BASE64URL_NOPAD;
use database::Time;
use database::secrets::fresh_token;
use jiff::SignedDuration;
use people::App;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;
use url::Url;

use super::credentials::{self, Tokens};
use super::problem::{Problem, ProblemCode};
use super::settings::Provider;
use super::store::Mailbox;

/// How long a person may take at the provider's page.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);
/// The page of the console to which the provider sends the person back.
const BACK: &str = "settings/channels/authorized";

/// What was asked of the provider.
#[derive(Serialize, Deserialize)]
pub(super) struct Asked {
    state: String,
    verifier: String,
    until: Time,
}

/// The provider's page, and what has to be kept until the person comes back.
pub(super) fn begin(app: &App, mailbox: &Mailbox, provider: &Provider, now: Time) -> Option<(Url, Asked)> {
    let mut url = Url::parse(&provider.authorize_url).ok()?;
    let asked = Asked {
        state: format!("{}.{}", mailbox.channel_id, fresh_token()),
        verifier: format!("{}{}", fresh_token(), fresh_token()),
        until: now.plus(PATIENCE),
    };
    let challenge = BASE64URL_NOPAD.encode(&Sha256::digest(&asked.verifier));
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", &provider.client_id)
        .append_pair("redirect_uri", &app.link(BACK))
        .append_pair("scope", &provider.scope)
        .append_pair("state", &asked.state)
        .append_pair("code_challenge", &challenge)
        .append_pair("code_challenge_method", "S256")
        .append_pair("login_hint", &mailbox.settings.username)
        // Without these Google gives no token that lasts longer than an hour.
        .append_pair("access_type", "offline")
        .append_pair("prompt", "consent");
    Some((url, asked))
}

/// What was asked, sealed for its mailbox.
pub(super) fn sealed(app: &App, mailbox: &Mailbox, asked: &Asked) -> String {
    let text = serde_json::to_string(asked).expect("what was asked is plain text");
    app.secrets.seal(&mailbox.place("asked"), &text)
}

/// The person is back with a code: it becomes tokens, if it is an answer to what was asked.
pub(super) async fn finish(
    app: &App,
    mailbox: &Mailbox,
    provider: &Provider,
    state: &str,
    code: &str,
) -> Result<Tokens, Problem> {
    let unasked = || Problem::new(ProblemCode::NotAuthorized, "nothing was asked, or too long ago");
    let sealed = mailbox.secrets.asked.as_deref().ok_or_else(unasked)?;
    let asked: Asked = serde_json::from_str(&credentials::opened(app, mailbox, "asked", sealed)?)
        .map_err(|cause| Problem::new(ProblemCode::Secret, cause.to_string()))?;
    let is_answer = bool::from(asked.state.as_bytes().ct_eq(state.as_bytes()));
    if !is_answer || asked.until < app.database.now() {
        return Err(unasked());
    }
    let back = app.link(BACK);
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", &back),
        ("code_verifier", &asked.verifier),
    ];
    credentials::ask(app, mailbox, provider, &fields).await
}
