//! Lists in pages, by key and never by offset.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use crate::{FieldError, Problem};

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct List<T> {
    /// The things on this page, in the list's order.
    pub data: Vec<T>,
    /// The cursor of the next page for `?after=`; null on the last one.
    #[schema(required)]
    pub next: Option<String>,
}

impl<T> List<T> {
    /// A list that is never long enough for pages: a fixed few, or one that was cut to a limit.
    #[must_use]
    pub fn whole(data: Vec<T>) -> Self {
        Self { data, next: None }
    }

    /// The same page with each thing made into another.
    pub fn map<U>(self, show: impl FnMut(T) -> U) -> List<U> {
        List { data: self.data.into_iter().map(show).collect(), next: self.next }
    }

    /// A page from rows that were asked for with [`Limit::rows_to_ask_for`]: if one more came than fits, there is a
    /// next page, which begins after the `key` of the last row shown.
    pub fn page<R, K: Serialize>(
        mut rows: Vec<R>,
        limit: Limit,
        key: impl FnOnce(&R) -> K,
        show: impl FnMut(R) -> T,
    ) -> Self {
        let more = rows.len() > limit.get();
        rows.truncate(limit.get());
        let next = rows.last().filter(|_| more).map(|last| Cursor(key(last)).to_string());
        Self { data: rows.into_iter().map(show).collect(), next }
    }
}

/// Which part of a list that is nearly always short. What fits on one page comes in the list's own order; a longer list
/// comes in pages, in the order of the ids.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Part {
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<String>>,
}

impl Part {
    /// The part of the list that is asked for. `id`: an id of a kind whose text is in the order of its making.
    pub fn of<T, I: fmt::Display>(self, mut all: Vec<T>, id: impl Fn(&T) -> I) -> List<T> {
        if self.after.is_none() && all.len() <= self.limit.get() {
            return List { data: all, next: None };
        }
        let id = |thing: &T| id(thing).to_string();
        if let Some(Cursor(after)) = self.after {
            all.retain(|thing| id(thing) > after);
        }
        all.sort_by_cached_key(id);
        List::page(all, self.limit, id, |thing| thing)
    }
}

/// How many things a page has: 1 to 200, 50 unless asked otherwise. In a query: `#[serde(default)] limit: Limit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(u8);

impl Limit {
    const LARGEST: u8 = 200;

    /// A limit of a caller in the program; brought into 1..=200.
    #[must_use]
    pub fn of(count: u8) -> Self {
        Self(count.clamp(1, Self::LARGEST))
    }

    /// How many things the page has at most.
    #[must_use]
    pub const fn get(self) -> usize {
        self.0 as usize
    }

    /// One more than the page has, so that the answer tells whether there is a next page.
    #[must_use]
    pub const fn rows_to_ask_for(self) -> i64 {
        self.0 as i64 + 1
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let count = u64::deserialize(deserializer)?;
        u8::try_from(count)
            .ok()
            .filter(|count| (1..=Self::LARGEST).contains(count))
            .map(Self)
            .ok_or_else(|| de::Error::custom("must be a number from 1 to 200"))
    }
}

impl PartialSchema for Limit {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int32)))
            .minimum(Some(1))
            .maximum(Some(Self::LARGEST))
            .default(Some(Self::default().0.into()))
            .into()
    }
}

impl ToSchema for Limit {}

/// Where a page begins: the sort key of the last thing before it, opaque to clients. In a query:
/// `#[param(value_type = Option<String>)] after: Option<Cursor<(i64, i64)>>`. What is no cursor of this list is a 400 `invalid-query` at `?after`.
///
/// It is not signed: a made-up key shows nothing that the asker may not see, only from another place on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor<K>(pub K);

impl<S: PartialEq, K> Cursor<(S, K)> {
    /// The key, for a list that comes in several orders: the key of a row is `(sort, key)`, and a cursor of one order is
    /// none of another.
    ///
    /// # Errors
    /// 400 `invalid-query` at `?after`.
    pub fn of_order(self, sort: &S) -> Result<K, Problem> {
        let Self((made_in, key)) = self;
        if made_in == *sort {
            return Ok(key);
        }
        Err(Problem::invalid_query(FieldError::new("?after", "invalid", "is a cursor of another order")))
    }
}

impl<K: Serialize> fmt::Display for Cursor<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = serde_json::to_vec(&self.0).map_err(|_| fmt::Error)?;
        f.write_str(&BASE64URL_NOPAD.encode(&key))
    }
}

impl<K: Serialize> Serialize for Cursor<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K: DeserializeOwned> Deserialize<'de> for Cursor<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let key = BASE64URL_NOPAD.decode(text.as_bytes()).ok();
        // No database could look for a NUL.
        key.filter(|key| !key.windows(6).any(|part| part == br"\u0000"))
            .and_then(|key| serde_json::from_slice(&key).ok())
            .map(Self)
            .ok_or_else(|| de::Error::custom("not a cursor of this list"))
    }
}

impl<K> PartialSchema for Cursor<K> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).into()
    }
}

impl<K> ToSchema for Cursor<K> {}
