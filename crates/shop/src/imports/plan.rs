//! How a file is read: its encoding and delimiter, which column holds what, how amounts and dates are written.

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fields::StoreImportField;

database::text_enum!(
    /// What kind of file it is.
    pub enum FileFormat {
        /// A table with a header.
        Csv = "csv",
        /// Objects of the push API: one array of them, or one after another.
        Json = "json",
    }
);

database::text_enum!(
    /// How its characters are written.
    pub enum FileEncoding {
        /// With or without a mark at its beginning.
        Utf8 = "utf-8",
        /// Little end first.
        Utf16Le = "utf-16le",
        /// Big end first.
        Utf16Be = "utf-16be",
        /// Turkish Windows.
        Windows1254 = "windows-1254",
        /// Korean Windows.
        Cp949 = "cp949",
    }
);

database::text_enum!(
    /// What stands before the decimals.
    pub enum DecimalMark {
        /// 1,234.50
        Point = "point",
        /// 1.234,50
        Comma = "comma",
    }
);

database::text_enum!(
    /// What a date begins with that does not begin with its year, and by which calendar.
    pub enum DayOrder {
        /// 20.11.2026
        DayFirst = "day",
        /// 11/20/2026
        MonthFirst = "month",
        /// 1405/08/29 or 29/08/1405, by the Solar Hijri calendar.
        Persian = "persian",
    }
);

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = StoreImportColumn)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// What it holds; null: it is left out.
    #[schema(required)]
    pub field: Option<StoreImportField>,
}

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[schema(as = StoreImportPlan)]
pub struct Plan {
    /// A table or objects.
    pub format: FileFormat,
    /// How its characters are written.
    pub encoding: FileEncoding,
    /// Between the cells of a table.
    pub delimiter: String,
    /// Of a table, in its order; empty for objects.
    pub columns: Vec<Column>,
    /// Of amounts in rows that name none.
    pub currency: String,
    /// IANA, of moments that name none.
    pub time_zone: String,
    /// What stands before the decimals.
    pub decimal_mark: DecimalMark,
    /// What a date begins with that does not begin with its year, and by which calendar.
    pub day_order: DayOrder,
}
database::json_column!(Plan);

impl Plan {
    /// Which column holds a field.
    pub(super) fn column(&self, field: StoreImportField) -> Option<usize> {
        self.columns.iter().position(|column| column.field == Some(field))
    }

    /// The delimiter as a byte.
    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter.bytes().next().unwrap_or(b',')
    }
}
