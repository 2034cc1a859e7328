//! What stands in a request's address: its query and the parts of its path.

use axum::extract::FromRequestParts;
use http::request::Parts;
use serde::de::DeserializeOwned;

use crate::input::{self, Source};
use crate::{FieldError, Problem};

/// The query. A parameter without a value (`?status=`) is none. A wrong or (with `#[serde(deny_unknown_fields)]`) unknown parameter is a 400 `invalid-query` that names it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<T>(pub T);

/// The named parts of the path. What cannot be an id is an id of nothing: 404 `not-found`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Path<T>(pub T);

impl<T, S> FromRequestParts<S> for Query<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        refuse_nul(query)?;
        let query = with_values(query);
        let deserializer = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(deserializer).map(Self).map_err(|error| {
            Problem::invalid_query(input::field_error(
                Source::Query,
                error.path(),
                &error.inner().to_string(),
            ))
        })
    }
}

/// What a form sends of the fields that nobody filled in says nothing.
fn with_values(query: &str) -> String {
    let given = form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty());
    form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish()
}

fn refuse_nul(query: &str) -> Result<(), Problem> {
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if name.contains('\0') || value.contains('\0') {
            let pointer = format!("?{}", input::escape(&name));
            return Err(Problem::invalid_query(FieldError::new(
                pointer,
                "nul-character",
                "text may not hold U+0000",
            )));
        }
    }
    Ok(())
}

impl<T, S> FromRequestParts<S> for Path<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if parts.uri.path().contains("%00") {
            return Err(Problem::not_found("thing"));
        }
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(rejection) => {
                tracing::debug!(%rejection, "a path that names nothing");
                Err(Problem::not_found("thing"))
            }
        }
    }
}
