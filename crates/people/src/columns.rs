//! Columns whose types the ground defines without knowing of Diesel.

use database::reexport::diesel;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use language::Language;

/// A language in a TEXT column, by its tag. `#[diesel(deserialize_as = LanguageColumn)]` on a field of type [`Language`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct LanguageColumn(pub Language);

impl From<LanguageColumn> for Language {
    fn from(column: LanguageColumn) -> Self {
        column.0
    }
}

impl<DB: Backend> ToSql<Text, DB> for LanguageColumn
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.tag().to_sql(out)
    }
}

impl<DB: Backend> FromSql<Text, DB> for LanguageColumn
where
    String: FromSql<Text, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(String::from_sql(raw)?.parse()?))
    }
}
