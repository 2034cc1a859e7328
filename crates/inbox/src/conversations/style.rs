//! How something is worded for a customer: in which language, by whose clock, in whose name.

use database::{Db, DbError, WorkspaceId};
use jiff::tz::TimeZone;
use language::Language;
use people::workspaces;
use shop::brands::{self, Face};
use shop::stores::StoreId;

/// How a mail or a page for a customer is worded.
#[derive(Debug, Clone)]
pub struct Style {
    /// The language.
    pub language: Language,
    /// Whose clock and calendar day count.
    pub zone: TimeZone,
    /// In whose name: the store's, else the workspace's.
    pub company: String,
    /// The workspace's own name.
    pub workspace: String,
    /// Whether it is a store's name.
    pub is_stores: bool,
    /// The colour of the same, `#rrggbb`.
    pub color: String,
    /// Where its logo is had, as a path from the root.
    pub logo: Option<String>,
}

impl Style {
    /// The customer's language where it is one of ours, else the store's, else the workspace's; all else is the store's, where
    /// it is about one.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn of(
        db: &mut Db,
        workspace: WorkspaceId,
        store: Option<StoreId>,
        language: Option<&str>,
    ) -> Result<Self, DbError> {
        let brand = store.map(|id| brands::find(db, workspace, id)).transpose()?.flatten();
        let found = workspaces::find(db, workspace)?;
        let face = Face::of(found.as_ref(), brand.as_ref());
        Ok(Self {
            language: language.and_then(|language| language.parse().ok()).unwrap_or(face.language),
            zone: face.zone,
            company: face.name,
            is_stores: brand.is_some(),
            workspace: found.map(|found| found.name).unwrap_or_default(),
            color: face.color,
            logo: face.logo,
        })
    }
}
