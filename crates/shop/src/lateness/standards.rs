//! All that orders of a workspace are judged by, read at once.

use std::collections::BTreeMap;

use database::{Db, DbError, WorkspaceId};

use super::holidays::Holidays;
use super::rule::LateRules;
use super::store;
use crate::stores::{self, StoreId};

/// The rules, the holidays, and the clocks of the stores.
#[derive(Debug)]
pub(super) struct Standards {
    pub rules: LateRules,
    pub holidays: Holidays,
    /// IANA names of the stores' clocks; a store that was taken away is missing.
    zones: BTreeMap<StoreId, Option<String>>,
}

impl Standards {
    pub(super) fn of(db: &mut Db, workspace: WorkspaceId) -> Result<Self, DbError> {
        let stores = stores::all(db, workspace)?;
        Ok(Self {
            rules: store::rules(db, workspace)?,
            holidays: store::holidays(db, workspace)?.into(),
            zones: stores.into_iter().map(|known| (known.id, known.time_zone)).collect(),
        })
    }

    /// A store that was taken away tells nothing more.
    pub(super) fn knows(&self, store: StoreId) -> bool {
        self.zones.contains_key(&store)
    }

    pub(super) fn zone_of(&self, store: StoreId) -> Option<&str> {
        self.zones.get(&store)?.as_deref()
    }
}

/// What orders are judged by in one transaction: read when the first order is to be judged that could be late, and never twice.
#[derive(Debug)]
pub(crate) struct Yardstick {
    workspace: WorkspaceId,
    read: Option<Standards>,
}

impl Yardstick {
    /// Nothing is read yet.
    pub(crate) const fn of(workspace: WorkspaceId) -> Self {
        Self { workspace, read: None }
    }

    pub(super) fn laid_out(&mut self, db: &mut Db) -> Result<&Standards, DbError> {
        if self.read.is_none() {
            self.read = Some(Standards::of(db, self.workspace)?);
        }
        Ok(self.read.as_ref().expect("it was read above"))
    }
}
