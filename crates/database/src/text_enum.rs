//! Enums that are kept as a word in TEXT columns and in JSON.

/// Defines an enum whose values are words: `text_enum!(/// … pub enum Status { /// … Open = "open", … });`
///
/// The words are what the database holds and what JSON shows; an unknown word is an error that lists the known ones.
#[macro_export]
macro_rules! text_enum {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            $crate::reexport::diesel::expression::AsExpression, $crate::reexport::diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = $crate::reexport::diesel::sql_types::Text)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        const _: () = {
            use $crate::reexport::{diesel, serde, utoipa};

            impl $name {
                /// Every value, in the order of its definition.
                pub const ALL: &'static [Self] = &[$(Self::$variant),+];

                /// The word for it, in the database and in JSON.
                pub const fn as_str(self) -> &'static str {
                    match self { $(Self::$variant => $word),+ }
                }
            }
            impl ::std::fmt::Display for $name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str(self.as_str())
                }
            }
            impl ::std::str::FromStr for $name {
                type Err = String;
                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    match text {
                        $($word => Ok(Self::$variant),)+
                        other => Err(format!("unknown value `{other}`, expected one of {}", [$($word),+].join(", "))),
                    }
                }
            }
            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    to.serialize_str(self.as_str())
                }
            }
            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    let text = <::std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
                    text.parse().map_err(serde::de::Error::custom)
                }
            }
            impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
            where
                str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
            {
                fn to_sql<'b>(
                    &'b self,
                    out: &mut diesel::serialize::Output<'b, '_, DB>,
                ) -> diesel::serialize::Result {
                    <str as diesel::serialize::ToSql<diesel::sql_types::Text, DB>>::to_sql(self.as_str(), out)
                }
            }
            impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
            where
                String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
            {
                fn from_sql(raw: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                    let text = <String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(raw)?;
                    Ok(text.parse::<Self>()?)
                }
            }
            impl utoipa::__dev::ComposeSchema for $name {
                fn compose(
                    _: Vec<utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>>,
                ) -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                    utoipa::openapi::schema::ObjectBuilder::new()
                        .schema_type(utoipa::openapi::schema::Type::String)
                        .enum_values(Some([$($word),+]))
                        .into()
                }
            }
            impl utoipa::ToSchema for $name {
                // A conversation and an order both have a `Status`: in one description they are told apart by where they live.
                fn name() -> ::std::borrow::Cow<'static, str> {
                    let module = module_path!().rsplit("::").next().unwrap_or_default();
                    let words = module.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
                    (words.collect::<String>() + stringify!($name)).into()
                }
            }
        };
    };
}

/// Gives a serde type a TEXT column that holds it as JSON: `json_column!(Settings);`
///
/// The type also derives `AsExpression` and `FromSqlRow` with `#[diesel(sql_type = Text)]`.
#[macro_export]
macro_rules! json_column {
    ($name:ty) => {
        const _: () = {
            use diesel::serialize::{IsNull, Output, ToSql};
            use diesel::sql_types::Text;
            use $crate::reexport::{diesel, serde_json};

            impl ToSql<Text, diesel::pg::Pg> for $name {
                fn to_sql<'b>(
                    &'b self,
                    out: &mut Output<'b, '_, diesel::pg::Pg>,
                ) -> diesel::serialize::Result {
                    serde_json::to_writer(out, self)?;
                    Ok(IsNull::No)
                }
            }
            impl ToSql<Text, diesel::sqlite::Sqlite> for $name {
                fn to_sql<'b>(
                    &'b self,
                    out: &mut Output<'b, '_, diesel::sqlite::Sqlite>,
                ) -> diesel::serialize::Result {
                    out.set_value(serde_json::to_string(self)?);
                    Ok(IsNull::No)
                }
            }
            impl ToSql<Text, $crate::MultiBackend> for $name {
                fn to_sql<'b>(
                    &'b self,
                    out: &mut Output<'b, '_, $crate::MultiBackend>,
                ) -> diesel::serialize::Result {
                    out.set_value((Text, self));
                    Ok(IsNull::No)
                }
            }
            impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<Text, DB> for $name
            where
                String: diesel::deserialize::FromSql<Text, DB>,
            {
                fn from_sql(raw: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                    let text = <String as diesel::deserialize::FromSql<Text, DB>>::from_sql(raw)?;
                    Ok(serde_json::from_str(&text)?)
                }
            }
        };
    };
}

crate::text_enum!(
    /// A yes or no, as both engines hold it: a word.
    pub enum Flag {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }
);

impl Flag {
    /// Whether this is a yes.
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }
}

impl From<bool> for Flag {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}
