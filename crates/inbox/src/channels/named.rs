//! A channel as a request names it: by its kind, or exactly.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, de};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use super::{ChannelId, ChannelKind};

/// `email`, `chat`, `contact_form`, `api`, or the id of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelNamed {
    /// Any of this kind.
    Kind(ChannelKind),
    /// This one.
    One(ChannelId),
}

impl ChannelNamed {
    /// The kind, where only that was named.
    pub const fn kind(self) -> Option<ChannelKind> {
        match self {
            Self::Kind(kind) => Some(kind),
            Self::One(_) => None,
        }
    }

    /// The channel, where exactly one was named.
    pub const fn one(self) -> Option<ChannelId> {
        match self {
            Self::One(id) => Some(id),
            Self::Kind(_) => None,
        }
    }
}

impl FromStr for ChannelNamed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(id) = text.parse() {
            return Ok(Self::One(id));
        }
        text.parse().map(Self::Kind).map_err(|why: String| format!("{why}, or a channel's id"))
    }
}

impl<'de> Deserialize<'de> for ChannelNamed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl PartialSchema for ChannelNamed {
    fn schema() -> RefOr<Schema> {
        let words = "`email`, `chat`, `contact_form`, `api`, or the id of a channel.";
        ObjectBuilder::new().schema_type(Type::String).description(Some(words)).into()
    }
}

impl ToSchema for ChannelNamed {}
