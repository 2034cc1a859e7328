//! How something is worded for a customer: in which language, by whose clock, in whose name.

use database::{Db, DbError, WorkspaceId};
use jiff::tz::TimeZone;
use language::Language;
use people::workspaces;

/// How a mail or a page for a customer is worded.
#[derive(Debug, Clone)]
pub struct Style {
    /// The language.
    pub language: Language,
    /// Whose clock and calendar day count.
    pub zone: TimeZone,
    /// The company's name.
    pub company: String,
}

impl Style {
    /// The customer's language where it is one of ours, else the workspace's.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn of(db: &mut Db, workspace: WorkspaceId, language: Option<&str>) -> Result<Self, DbError> {
        let found = workspaces::find(db, workspace)?;
        let of_workspace = found.as_ref().map_or(Language::En, |found| found.language);
        let zone =
            found.as_ref().and_then(|found| TimeZone::get(&found.time_zone).ok()).unwrap_or(TimeZone::UTC);
        Ok(Self {
            language: language.and_then(|language| language.parse().ok()).unwrap_or(of_workspace),
            zone,
            company: found.map(|found| found.name).unwrap_or_default(),
        })
    }
}
