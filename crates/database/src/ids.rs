//! Ids: 64-bit, time-ordered, made in Rust; at the boundary a prefix and 13 characters of Crockford's base 32.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::Time;

/// Milliseconds of 2020-01-01T00:00:00Z; ids count from there, which leaves room until the year 2159.
const EPOCH_MILLIS: u64 = 1_577_836_800_000;
const SEQUENCE_BITS: u32 = 11;
const NODE_BITS: u32 = 10;

/// Makes ids that only grow within a process: 42 bits of milliseconds, 10 bits of node, 11 bits of sequence.
///
/// More than 2,048 ids in one millisecond borrow from the next, so ids never repeat and never go back.
#[derive(Debug)]
pub struct IdGenerator {
    /// `milliseconds << SEQUENCE_BITS | sequence` of the last id.
    last: AtomicU64,
    node: u64,
}

impl IdGenerator {
    /// `node` is chosen by chance at start, so that equal nodes on one database do not meet.
    pub fn new(node: u16) -> Self {
        Self { last: AtomicU64::new(0), node: u64::from(node) & ((1 << NODE_BITS) - 1) }
    }

    /// Never give an id below this one: called at start with the newest id stored, in case the clock went back.
    pub fn start_above(&self, id: i64) {
        let above = (id.max(0).cast_unsigned() >> (NODE_BITS + SEQUENCE_BITS)) + 1;
        self.last.fetch_max(above << SEQUENCE_BITS, Ordering::Relaxed);
    }

    /// The next id at this time.
    pub fn next(&self, now: Time) -> i64 {
        self.number(self.advance(now.micros().max(0).cast_unsigned() / 1000))
    }

    fn advance(&self, now_millis: u64) -> u64 {
        let fresh = now_millis.saturating_sub(EPOCH_MILLIS) << SEQUENCE_BITS;
        let before = self
            .last
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(fresh.max(last + 1)))
            .unwrap_or_else(|last| last);
        fresh.max(before + 1)
    }

    fn number(&self, ticks: u64) -> i64 {
        let millis = ticks >> SEQUENCE_BITS;
        let sequence = ticks & ((1 << SEQUENCE_BITS) - 1);
        let id = millis << (NODE_BITS + SEQUENCE_BITS) | self.node << SEQUENCE_BITS | sequence;
        id.cast_signed()
    }
}

/// Until 2020-02-01T00:00:00Z, in milliseconds of the epoch: before that moments are closer together in ids than in time, so
/// that ids of the past, back to 1970, are in order too. Nothing was made at those times; it was taken over.
const TAKEN_OVER_MILLIS: u64 = 1_580_515_200_000;

/// The smallest id that could have been made at this time; for histories that are written with their own times.
pub fn floor_at(at: Time) -> i64 {
    let at = at.micros().max(0).cast_unsigned() / 1000;
    let millis = if at >= TAKEN_OVER_MILLIS {
        at - EPOCH_MILLIS
    } else {
        let scaled =
            u128::from(at) * u128::from(TAKEN_OVER_MILLIS - EPOCH_MILLIS) / u128::from(TAKEN_OVER_MILLIS);
        u64::try_from(scaled).unwrap_or(0)
    };
    (millis << (NODE_BITS + SEQUENCE_BITS)).cast_signed()
}

/// The id of something that happened at this time and is written down now. `which` tells apart what happened at one moment;
/// the same gives the same id, so whoever uses it looks whether it is taken.
pub fn id_of_past(at: Time, which: u32) -> i64 {
    floor_at(at) | i64::from(which & ((1 << (NODE_BITS + SEQUENCE_BITS)) - 1))
}

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id of the form {prefix}_…")]
pub struct IdError {
    /// The prefix that was expected, such as `cnv`.
    pub prefix: &'static str,
}

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

#[doc(hidden)]
pub fn format_id(prefix: &str, id: i64, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    let mut text = [0_u8; 13];
    let mut rest = id.cast_unsigned();
    for place in text.iter_mut().rev() {
        *place = ALPHABET[(rest & 31) as usize];
        rest >>= 5;
    }
    f.write_str(prefix)?;
    f.write_str("_")?;
    f.write_str(std::str::from_utf8(&text).expect("the alphabet is ASCII"))
}

#[doc(hidden)]
pub fn parse_id(prefix: &'static str, text: &str) -> Result<i64, IdError> {
    let wrong = IdError { prefix };
    let digits = text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).ok_or(wrong.clone())?;
    if digits.len() != 13 {
        return Err(wrong);
    }
    let mut id: u64 = 0;
    for byte in digits.bytes() {
        let value = ALPHABET.iter().position(|known| *known == byte).ok_or(wrong.clone())? as u64;
        id = id.checked_mul(32).and_then(|id| id.checked_add(value)).ok_or(wrong.clone())?;
    }
    i64::try_from(id).map_err(|_| wrong)
}

/// Defines a newtype id with its prefix: `id_type!(/// A conversation. ConversationId, "cnv");`
///
/// It is a BIGINT on both engines, `Option`s of it are nullable, and it reads and writes as `cnv_…` in text and JSON.
#[macro_export]
macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            $crate::reexport::diesel::expression::AsExpression, $crate::reexport::diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = $crate::reexport::diesel::sql_types::BigInt)]
        pub struct $name(pub i64);

        const _: () = {
            use $crate::reexport::{diesel, serde, utoipa};

            impl $name {
                /// The prefix that its text starts with.
                pub const PREFIX: &'static str = $prefix;
            }
            impl ::std::fmt::Display for $name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    $crate::format_id($prefix, self.0, f)
                }
            }
            impl ::std::str::FromStr for $name {
                type Err = $crate::IdError;
                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    $crate::parse_id($prefix, text).map(Self)
                }
            }
            impl From<i64> for $name {
                fn from(id: i64) -> Self {
                    Self(id)
                }
            }
            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    to.collect_str(self)
                }
            }
            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    let text = <::std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
                    text.parse().map_err(serde::de::Error::custom)
                }
            }
            impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::BigInt, DB> for $name
            where
                i64: diesel::serialize::ToSql<diesel::sql_types::BigInt, DB>,
            {
                fn to_sql<'b>(
                    &'b self,
                    out: &mut diesel::serialize::Output<'b, '_, DB>,
                ) -> diesel::serialize::Result {
                    <i64 as diesel::serialize::ToSql<diesel::sql_types::BigInt, DB>>::to_sql(&self.0, out)
                }
            }
            impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB> for $name
            where
                i64: diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB>,
            {
                fn from_sql(raw: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                    <i64 as diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB>>::from_sql(raw).map(Self)
                }
            }
            impl utoipa::__dev::ComposeSchema for $name {
                fn compose(
                    _: Vec<utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>>,
                ) -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                    utoipa::openapi::schema::ObjectBuilder::new()
                        .schema_type(utoipa::openapi::schema::Type::String)
                        .pattern(Some(concat!("^", $prefix, "_[0-9a-hjkmnp-tv-z]{13}$")))
                        .into()
                }
            }
            impl utoipa::ToSchema for $name {}
        };
    };
}

id_type!(
    /// A workspace: one company, whose rows no other sees. Every key starts with it.
    WorkspaceId,
    "wsp"
);

#[cfg(test)]
mod tests {
    use super::{IdGenerator, WorkspaceId, floor_at, id_of_past};
    use crate::Time;

    #[test]
    fn ids_grow_even_when_the_clock_goes_back() {
        let ids = IdGenerator::new(7);
        let now = Time::from_micros(1_795_253_400_000_000);
        let first = ids.next(now);
        assert!(first > floor_at(now));
        assert!(ids.next(now) > first);
        let earlier = Time::from_micros(now.micros() - 5_000_000);
        assert!(ids.next(earlier) > first);
        let restarted = IdGenerator::new(3);
        restarted.start_above(first);
        assert!(restarted.next(earlier) > first);
    }

    #[test]
    fn ids_of_the_past_are_in_the_order_of_their_times() {
        let times = [
            "1971-05-01T00:00:00Z",
            "1999-12-31T23:59:59Z",
            "2020-01-31T23:59:58Z",
            "2020-02-01T00:00:00Z",
            "2026-03-02T09:00:00Z",
        ];
        let ids: Vec<i64> = times.iter().map(|at| id_of_past(at.parse().unwrap(), u32::MAX)).collect();
        assert!(ids.is_sorted() && ids[0] > 0, "{ids:?}");
        let now: Time = "2026-03-02T09:00:00Z".parse().unwrap();
        assert!(id_of_past(now, 0) < IdGenerator::new(1).next(now));
    }

    #[test]
    fn an_id_reads_back_from_its_text_and_nothing_else_does() {
        let id = WorkspaceId(450_123_456_789_012_345);
        assert_eq!(id.to_string().parse::<WorkspaceId>(), Ok(id));
        for wrong in
            ["", "wsp_", "cnv_0000000000001", "wsp_000000000000!", "wsp_zzzzzzzzzzzzz", "wsp_0000000000001x"]
        {
            assert!(wrong.parse::<WorkspaceId>().is_err(), "{wrong} was taken");
        }
    }
}
