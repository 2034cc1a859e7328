//! What a workspace is.

use commerce::money::Currency;
use database::reexport::diesel;
use database::{Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use language::Language;
use serde::{Deserialize, Serialize};

use super::BusinessHours;
use crate::text::{Color, Name, TimeZoneName};

/// Longest time in which a reply can be taken back, in seconds.
pub const UNDO_SEND_MAX: u32 = 120;

/// Longest time for which raw mails are kept where it is not for ever, in days: ten years.
pub const RAW_MAIL_DAYS_MAX: u32 = 3_650;

/// What can be set; kept as JSON, so that a field that is added later has its default in older workspaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(default)]
pub struct Settings {
    /// When somebody answers.
    pub business_hours: BusinessHours,
    /// For how long a reply waits so that it can be taken back, in seconds; 0 sends at once.
    pub undo_send_seconds: u32,
    /// For how many days a mail is kept as it came; for ever if none. What was read from it stays.
    pub raw_mail_days: Option<u32>,
}

database::json_column!(Settings);

impl Default for Settings {
    fn default() -> Self {
        Self { business_hours: BusinessHours::default(), undo_send_seconds: 10, raw_mail_days: None }
    }
}

/// A company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// Its id.
    pub id: WorkspaceId,
    /// As customers and staff read it.
    pub name: String,
    /// What is used where nobody's own language is known.
    pub language: Language,
    /// IANA name; days of reports begin here.
    pub time_zone: String,
    /// ISO 4217; what reports add up in.
    pub currency: String,
    /// `#rrggbb`.
    pub brand_color: String,
    /// What can be set.
    pub settings: Settings,
    /// When it was set up.
    pub created_at: Time,
}

/// What changes of a workspace; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct WorkspaceChange {
    /// The name.
    pub name: Option<Name>,
    /// The language.
    pub language: Option<Language>,
    /// The time zone.
    pub time_zone: Option<TimeZoneName>,
    /// The brand's colour.
    pub brand_color: Option<Color>,
    /// The currency.
    pub currency: Option<Currency>,
    /// All business hours.
    pub business_hours: Option<BusinessHours>,
    /// 0 to [`UNDO_SEND_MAX`].
    pub undo_send_seconds: Option<u32>,
    /// 1 to [`RAW_MAIL_DAYS_MAX`], or for ever.
    pub raw_mail_days: Option<Option<u32>>,
}
