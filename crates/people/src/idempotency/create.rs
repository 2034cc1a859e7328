//! The extractor: a JSON body and the key that it came with.

use axum::body::Bytes;
use axum::extract::{FromRef, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use database::WorkspaceId;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use web::Problem;

use super::store::Once;
use crate::sign_in::Staff;
use crate::{App, Failure};

const HEADER: &str = "idempotency-key";
/// Longest key taken, in characters.
const KEY_MAX: usize = 255;

/// A JSON body that creates something, with the request's `Idempotency-Key` if it has one. The last argument of a handler
/// of staff.
#[derive(Debug)]
pub struct Create<T> {
    /// For [`super::once`].
    pub key: Option<Key>,
    /// The body.
    pub body: T,
}

/// A request that does something and has nothing to say, with its `Idempotency-Key` if it has one: the body is empty or
/// `{}`. The last argument of a handler of staff.
#[derive(Debug)]
pub struct Bare {
    /// For [`super::once`].
    pub key: Option<Key>,
}

/// A key with what it was sent for.
#[derive(Clone)]
pub struct Key {
    pub(super) app: App,
    pub(super) workspace: WorkspaceId,
    /// Who sent it and what they called it.
    pub(super) text: String,
    pub(super) request_hash: String,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({})", self.text)
    }
}

/// Why a key is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Empty, longer than 255 characters, or not printable ASCII.
    #[error("Idempotency-Key must be 1 to 255 printable ASCII characters")]
    Malformed,
    /// It was used for another request.
    #[error("this Idempotency-Key was used for another request")]
    Reused,
}

impl From<KeyError> for Problem {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Malformed => Self::malformed(error.to_string()),
            KeyError::Reused => Self::new(
                StatusCode::CONFLICT,
                "idempotency-key-reused",
                "The Idempotency-Key was used before",
                error.to_string(),
            ),
        }
    }
}

impl Key {
    /// The key of a request whose body was read by other means, such as an upload; `body` is anything that is the same for
    /// the same request.
    ///
    /// # Errors
    /// 400 `malformed`.
    pub fn of(app: &App, staff: &Staff, parts: &Parts, body: &[u8]) -> Result<Option<Self>, Problem> {
        let Some(text) = text_of(&parts.headers)? else { return Ok(None) };
        let mut hash = Sha256::new();
        for part in [parts.method.as_str().as_bytes(), parts.uri.to_string().as_bytes(), body] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(part);
        }
        Ok(Some(Self {
            app: app.clone(),
            workspace: staff.workspace,
            text: format!("{} {text}", staff.actor()),
            request_hash: data_encoding::HEXLOWER.encode(&hash.finalize()),
        }))
    }

    /// The answer that this request got before; for handlers that ask somebody else before they create.
    ///
    /// # Errors
    /// 409 `idempotency-key-reused` when the key was used for another request.
    pub async fn answered(&self) -> Result<Option<Once>, Failure> {
        let (key, now) = (self.clone(), self.app.database.now());
        self.app.database.read(move |db| super::store::recorded(db, &key, now)).await
    }
}

fn text_of(headers: &HeaderMap) -> Result<Option<&str>, KeyError> {
    let Some(value) = headers.get(HEADER) else { return Ok(None) };
    let text = value.to_str().map_err(|_| KeyError::Malformed)?.trim();
    if text.is_empty() || text.len() > KEY_MAX { Err(KeyError::Malformed) } else { Ok(Some(text)) }
}

impl<T, S> FromRequest<S> for Create<T>
where
    T: DeserializeOwned,
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let staff = Staff::from_request_parts(&mut parts, state).await?;
        require_json(&parts.headers)?;
        let bytes = read(Request::from_parts(parts.clone(), body), state).await?;
        let key = unused(Key::of(&App::from_ref(state), &staff, &parts, &bytes)?).await?;
        Ok(Self { key, body: web::json::parse(&bytes)? })
    }
}

impl<S> FromRequest<S> for Bare
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let staff = Staff::from_request_parts(&mut parts, state).await?;
        let bytes = read(Request::from_parts(parts.clone(), body), state).await?;
        let key = unused(Key::of(&App::from_ref(state), &staff, &parts, &bytes)?).await?;
        if !bytes.is_empty() {
            require_json(&parts.headers)?;
            let Nothing {} = web::json::parse(&bytes)?;
        }
        Ok(Self { key })
    }
}

/// The body of a request that has nothing to say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(None),
        _ => Problem::malformed("the body ended early"),
    })
}

/// That the key was used for another request is said before what is wrong with this one.
async fn unused(key: Option<Key>) -> Result<Option<Key>, Failure> {
    if let Some(key) = &key {
        key.answered().await?;
    }
    Ok(key)
}

fn require_json(headers: &HeaderMap) -> Result<(), Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(Problem::unsupported_media_type("application/json"))
    }
}
