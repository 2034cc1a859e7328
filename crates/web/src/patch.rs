//! JSON Merge Patch (RFC 7396): a field that is absent stays, one that is null is cleared, one with a value is set.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::__dev::ComposeSchema;
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Schema, Type};

use crate::Problem;

/// What a merge patch says about one field. The struct or the field needs `#[serde(default)]`.
///
/// ```
/// #[derive(Default, serde::Deserialize)]
/// #[serde(default, deny_unknown_fields)]
/// struct ConversationPatch {
///     subject: web::Patch<String>,
///     assignee_id: web::Patch<String>,
/// }
/// let patch: ConversationPatch = serde_json::from_str(r#"{"assignee_id": null}"#)?;
/// assert_eq!(patch.subject, web::Patch::Absent);
/// assert_eq!(patch.assignee_id, web::Patch::Null);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    /// Not mentioned: leave it as it is.
    #[default]
    Absent,
    /// Cleared.
    Null,
    /// Set.
    Value(T),
}

impl<T> Patch<T> {
    /// For a field that can be cleared: `None` leaves it, `Some(None)` clears it.
    pub fn into_change(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// For a field that always has a value: `None` leaves it.
    ///
    /// # Errors
    /// 422 `validation` at `pointer` when it is null.
    pub fn not_null(self, pointer: &str) -> Result<Option<T>, Problem> {
        match self {
            Self::Absent => Ok(None),
            Self::Null => Err(Problem::field(pointer, "required", "cannot be null")),
            Self::Value(value) => Ok(Some(value)),
        }
    }

    /// Whether the field is not mentioned.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The value, if one is set.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same patch of a value made from this one.
    ///
    /// # Errors
    /// What `parse` says.
    pub fn try_map<U, E>(self, parse: impl FnOnce(T) -> Result<U, E>) -> Result<Patch<U>, E> {
        Ok(match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Value(value) => Patch::Value(parse(value)?),
        })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Option::deserialize(deserializer)? {
            None => Self::Null,
            Some(value) => Self::Value(value),
        })
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    /// An absent field needs `#[serde(skip_serializing_if = "Patch::is_absent")]`; it reads null otherwise.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

/// The trait by which utoipa's derive asks a generic type for its schema; it is public but hidden, so the version of
/// utoipa and the test of this schema go together.
impl<T: ComposeSchema> ComposeSchema for Patch<T> {
    fn compose(generics: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        let value = generics.into_iter().next().unwrap_or_else(|| T::compose(Vec::new()));
        OneOfBuilder::new().item(ObjectBuilder::new().schema_type(Type::Null)).item(value).into()
    }
}

impl<T: ToSchema + ComposeSchema> ToSchema for Patch<T> {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Patch")
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(schemas);
    }
}
