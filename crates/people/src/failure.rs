//! The one error type of handlers: what a slice, the input or the database says, as an answer.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use database::DbError;
use web::Problem;

/// Why a request was not done. `?` makes one of a [`Problem`], of a [`DbError`] and of every slice's own error, so a
/// closure in [`database::Database::write`] may return it too.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure(Problem);

impl Failure {
    /// The answer that the client gets.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.0
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        failure.0
    }
}

impl From<DbError> for Failure {
    /// What the engine says goes to the log; the client learns whether to come back.
    fn from(cause: DbError) -> Self {
        let problem = match cause {
            DbError::Refused(_) => Problem::conflict("what is stored already does not allow this"),
            DbError::Unavailable(_) | DbError::Overloaded => {
                Problem::unavailable("the database does not answer").retry_after(RETRY)
            }
            DbError::Full => Problem::new(
                StatusCode::INSUFFICIENT_STORAGE,
                "storage-full",
                "The server's disk is full",
                "nothing can be stored until there is room",
            ),
            DbError::SwallowedFailure | DbError::Panicked(_) | DbError::Corrupt(_) | DbError::Other(_) => {
                Problem::internal()
            }
        };
        tracing::warn!(%cause, status = problem.status().as_u16(), "the database refused a request");
        Self(problem)
    }
}

const RETRY: std::time::Duration = std::time::Duration::from_secs(2);

impl From<diesel::result::Error> for Failure {
    fn from(cause: diesel::result::Error) -> Self {
        DbError::from(cause).into()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}
