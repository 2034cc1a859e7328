//! What a token is.

use std::str::FromStr;

use database::{Time, WorkspaceId};

use crate::team::{Permission, Permissions};
use crate::text::Name;

database::id_type!(
    /// An API token.
    TokenId,
    "tok"
);

/// What every token starts with, so that scanners of leaked secrets find it.
pub const PREFIX: &str = "tsk_";

/// A token that nobody guesses, ready to be shown once: `tsk_` and 160 bits of chance.
#[must_use]
pub fn fresh() -> String {
    format!("{PREFIX}{}", database::secrets::fresh_token())
}

/// What a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scopes {
    /// Everything, also what is added later.
    All,
    /// These permissions.
    Only(Permissions),
}

/// Why a list of scopes is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScopeError {
    /// No scope at all.
    #[error("at least one scope is needed")]
    None,
    /// Not `all` and not a permission.
    #[error("{0}")]
    Unknown(String),
}

impl Scopes {
    /// From a list of words: `all`, or permissions.
    ///
    /// # Errors
    /// [`ScopeError`].
    pub fn parse<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, ScopeError> {
        let mut permissions = Vec::new();
        let mut all = false;
        for word in words {
            match word.trim() {
                "all" => all = true,
                word => permissions.push(Permission::from_str(word).map_err(ScopeError::Unknown)?),
            }
        }
        if all {
            Ok(Self::All)
        } else if permissions.is_empty() {
            Err(ScopeError::None)
        } else {
            Ok(Self::Only(Permissions::of(&permissions)))
        }
    }

    /// The list of words.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::All => vec!["all"],
            Self::Only(permissions) => permissions.list().into_iter().map(Permission::as_str).collect(),
        }
    }

    /// What may be done with them.
    #[must_use]
    pub fn permissions(self) -> Permissions {
        match self {
            Self::All => Permissions::all(),
            Self::Only(permissions) => permissions,
        }
    }
}

impl FromStr for Scopes {
    type Err = ScopeError;

    /// From words with commas between: `conversations.read,orders.read`.
    fn from_str(text: &str) -> Result<Self, ScopeError> {
        Self::parse(text.split(',').filter(|word| !word.trim().is_empty()))
    }
}

/// A token to make.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// What it is for.
    pub name: Name,
    /// What it may do.
    pub scopes: Scopes,
}

/// A token, without the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it lets in.
    pub workspace: WorkspaceId,
    /// Its id.
    pub id: TokenId,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Scopes,
    /// Who made it, by name.
    pub created_by: String,
    /// When it was made.
    pub created_at: Time,
    /// When it was last used, to ten minutes.
    pub last_used_at: Option<Time>,
}

#[cfg(test)]
mod tests {
    use super::{ScopeError, Scopes};
    use crate::team::{Permission, Permissions};

    #[test]
    fn scopes_are_all_or_permissions_and_nothing_else() {
        assert_eq!("all".parse(), Ok(Scopes::All));
        let two = Permissions::of(&[Permission::OrdersRead, Permission::ConversationsRead]);
        assert_eq!("orders.read, conversations.read".parse(), Ok(Scopes::Only(two)));
        assert_eq!("".parse::<Scopes>(), Err(ScopeError::None));
        assert!(matches!("orders.delete".parse::<Scopes>(), Err(ScopeError::Unknown(_))));
        assert_eq!(Scopes::Only(two).words(), ["conversations.read", "orders.read"]);
    }
}
