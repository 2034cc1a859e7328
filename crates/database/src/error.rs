//! What can go wrong in the database, in terms that a caller can act on.

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error as Diesel};

/// A database failure. It never means "not found": a query that may find nothing returns an `Option`.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DbError {
    /// A rule of the schema refused the row.
    #[error("{0}")]
    Refused(Constraint),
    /// The engine can't be reached or has no free connection; the same call may succeed later.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The disk is full: writes fail, reads go on.
    #[error("the disk of the database is full")]
    Full,
    /// The queue of writes stayed full for longer than a caller should wait.
    #[error("too many writes are waiting")]
    Overloaded,
    /// A statement failed inside a transaction that then wanted to commit; the whole transaction was undone.
    #[error("a failed statement was swallowed inside a transaction; it was rolled back")]
    SwallowedFailure,
    /// The closure panicked; its work was undone.
    #[error("the write panicked: {0}")]
    Panicked(String),
    /// A row that does not read: a broken value in the database.
    #[error("a stored value does not read: {0}")]
    Corrupt(String),
    /// Anything else, with the engine's own words.
    #[error("{0}")]
    Other(String),
}

/// Which rule refused a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Constraint {
    /// Such a row exists already. Holds what the engine says of which: a constraint's name or the columns.
    #[error("such a row exists already ({0})")]
    Unique(String),
    /// It points to a row that does not exist, or others point to it.
    #[error("it points to what does not exist ({0})")]
    ForeignKey(String),
    /// A value is outside what its column allows.
    #[error("a value is outside of what is allowed ({0})")]
    Check(String),
    /// A value is missing.
    #[error("a value is missing ({0})")]
    NotNull(String),
}

impl DbError {
    /// Whether this says that such a row exists already.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Refused(Constraint::Unique(_)))
    }

    /// Whether an engine's words say that there is no room.
    pub(crate) fn is_full(message: &str) -> bool {
        let lower = message.to_ascii_lowercase();
        lower.contains("disk is full") || lower.contains("no space left") || lower.contains("disk full")
    }

    fn from_message(message: &str) -> Self {
        let lower = message.to_ascii_lowercase();
        if Self::is_full(message) {
            Self::Full
        } else if lower.contains("database is locked")
            || lower.contains("statement timeout")
            || lower.contains("deadlock detected")
            || lower.contains("timed out waiting for connection")
        {
            Self::Unavailable(message.to_owned())
        } else {
            Self::Other(message.to_owned())
        }
    }
}

impl From<Diesel> for DbError {
    fn from(error: Diesel) -> Self {
        match error {
            Diesel::DatabaseError(kind, information) => refused(&kind, information.as_ref()),
            Diesel::DeserializationError(cause) => Self::Corrupt(cause.to_string()),
            Diesel::BrokenTransactionManager => Self::Unavailable("the connection was lost".to_owned()),
            other => Self::from_message(&other.to_string()),
        }
    }
}

fn refused(kind: &DatabaseErrorKind, information: &(dyn DatabaseErrorInformation + Send + Sync)) -> DbError {
    let which = || information.constraint_name().unwrap_or(information.message()).to_owned();
    match kind {
        DatabaseErrorKind::UniqueViolation => DbError::Refused(Constraint::Unique(which())),
        DatabaseErrorKind::ForeignKeyViolation => DbError::Refused(Constraint::ForeignKey(which())),
        DatabaseErrorKind::CheckViolation => DbError::Refused(Constraint::Check(which())),
        DatabaseErrorKind::NotNullViolation => DbError::Refused(Constraint::NotNull(which())),
        DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => {
            DbError::Unavailable(information.message().to_owned())
        }
        _ => DbError::from_message(information.message()),
    }
}
