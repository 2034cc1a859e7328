//! A store as its customers know it.

use database::WorkspaceId;
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use jiff::tz::TimeZone;
use language::Language;
use people::workspaces::Workspace;
use serde::{Deserialize, Serialize};

use crate::schema::store;
use crate::stores::{StoreId, StoreKind, StoreState};

/// What a store says of itself; what is absent it has from elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(default)]
pub struct Look {
    /// The name that customers see; what people here call the store if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `#rrggbb`; the workspace's if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// In which language customers are spoken to whose own is not known; the workspace's if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// SHA-256 of the logo, a PNG, in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}
database::json_column!(Look);

/// A store with its look.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = store)]
pub struct Brand {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// The store.
    pub id: StoreId,
    /// What kind of store it is.
    pub kind: StoreKind,
    /// What people here call it.
    #[diesel(column_name = name)]
    pub label: String,
    /// How far it is connected.
    pub state: StoreState,
    /// The currency of its prices (ISO 4217), once it has told.
    pub currency: Option<String>,
    /// Its time zone (IANA), once it has told.
    pub time_zone: Option<String>,
    /// What it says of itself.
    pub look: Look,
}

impl Brand {
    /// The name that customers see.
    pub fn name(&self) -> &str {
        self.look.name.as_deref().unwrap_or(&self.label)
    }

    /// Where its logo is had, as a path from the root; whoever knows it may see it.
    pub fn logo_path(&self) -> Option<String> {
        let logo = self.look.logo.as_deref()?;
        Some(logo_path(self.id, logo))
    }

    /// Whether it is one of the stores that a workspace has now: one that was taken away, or whose keys never came, is none.
    pub const fn is_here(&self) -> bool {
        match self.state {
            StoreState::Syncing | StoreState::Ready | StoreState::Failed | StoreState::Paused => true,
            StoreState::Connecting | StoreState::Disconnected => false,
        }
    }
}

/// Characters of a logo's digest that its address has: 64 bits, enough that a new one never has the address of an old one.
const NAMED_BY: usize = 16;

pub(super) fn logo_path(id: StoreId, digest: &str) -> String {
    format!("/logos/{id}/{}.png", &digest[..digest.len().min(NAMED_BY)])
}

/// What a customer sees of a store, or of the workspace where nothing belongs to a store.
#[derive(Debug, Clone)]
pub struct Face {
    /// The name.
    pub name: String,
    /// `#rrggbb`.
    pub color: String,
    /// For customers whose own language is not known.
    pub language: Language,
    /// Whose clock and calendar day count.
    pub zone: TimeZone,
    /// Where the logo is had, as a path from the root.
    pub logo: Option<String>,
}

impl Face {
    /// The store's own where it has one, else the workspace's.
    pub fn of(workspace: Option<&Workspace>, brand: Option<&Brand>) -> Self {
        let own_zone = brand.and_then(|brand| brand.time_zone.as_deref());
        let zone = |name: &str| TimeZone::get(name).ok();
        Self {
            name: match brand {
                Some(brand) => brand.name().to_owned(),
                None => workspace.map(|found| found.name.clone()).unwrap_or_default(),
            },
            color: brand
                .and_then(|brand| brand.look.color.clone())
                .or_else(|| workspace.map(|found| found.brand_color.clone()))
                .unwrap_or_default(),
            language: brand
                .and_then(|brand| brand.look.language)
                .or_else(|| workspace.map(|found| found.language))
                .unwrap_or(Language::En),
            zone: own_zone
                .and_then(zone)
                .or_else(|| workspace.and_then(|found| zone(&found.time_zone)))
                .unwrap_or(TimeZone::UTC),
            logo: brand.and_then(Brand::logo_path),
        }
    }
}
