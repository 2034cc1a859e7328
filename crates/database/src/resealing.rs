//! After a rotation: every stored secret is sealed anew with the fresh key, so that the old one can be dropped.
//!
//! Each table with secrets has a [`Vault`], written by the floor that writes the table. A pass goes through its rows by
//! their key and writes those that are sealed with an older key, a batch in each transaction. What is still to be done
//! stands in the rows themselves: a pass that was killed is simply begun again.

use std::sync::Arc;

use crate::secrets::{Secrets, key_of};
use crate::{Database, Db, DbError, Tx, WorkspaceId};

/// Rows looked at in one step, and so the most that are written in one transaction.
const BATCH: i64 = 200;

/// A table whose rows hold secrets.
pub trait Vault: Send + Sync + 'static {
    /// What people call its rows: `channels`.
    fn name(&self) -> &'static str;

    /// Up to `limit` rows behind this one, in the order of their key, with what is sealed in each.
    ///
    /// # Errors
    /// Only those of the database.
    fn rows(&self, db: &mut Db, behind: &RowKey, limit: i64) -> Result<Vec<SealedRow>, DbError>;

    /// Writes the fresh text in place of the old one, unless somebody has changed it meanwhile.
    ///
    /// # Errors
    /// Only those of the database.
    fn replace(&self, tx: &mut Tx<'_>, row: &RowKey, old: &str, fresh: &str) -> Result<(), DbError>;
}

/// Which row: its workspace, and the rest of its primary key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowKey {
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// The rest of its key, an id as its number.
    pub key: String,
}

impl RowKey {
    /// Before every row.
    fn start() -> Self {
        Self { workspace: WorkspaceId(i64::MIN), key: String::new() }
    }

    /// The key as the number of an id; before every id where there is none.
    pub fn id(&self) -> i64 {
        self.key.parse().unwrap_or(i64::MIN)
    }
}

/// A row with its secrets, still sealed.
#[derive(Debug, Clone)]
pub struct SealedRow {
    /// Which row.
    pub row: RowKey,
    /// Each secret: the place that it is sealed for, and its sealed text.
    pub secrets: Vec<(String, String)>,
}

/// What a pass came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pass {
    /// Secrets that were sealed anew.
    pub sealed_anew: u64,
    /// Secrets that could not be opened and stay as they are.
    pub unreadable: u64,
}

struct Fresh {
    row: RowKey,
    old: String,
    fresh: String,
}

/// Goes once through all rows and seals anew what an older key sealed.
///
/// # Errors
/// Only those of the database; what was done until then stays done.
pub async fn seal_anew(
    database: &Database,
    secrets: &Secrets,
    vaults: &[Arc<dyn Vault>],
) -> Result<Pass, DbError> {
    let mut pass = Pass::default();
    for vault in vaults {
        let mut behind = RowKey::start();
        while let Some(rows) = next(database, vault, &behind).await? {
            behind = rows.last().map_or(behind, |last| last.row.clone());
            let fresh = stale(secrets, rows, &mut pass);
            if fresh.is_empty() {
                continue;
            }
            let vault = Arc::clone(vault);
            let write = move |tx: &mut Tx<'_>| {
                fresh.iter().try_for_each(|one| vault.replace(tx, &one.row, &one.old, &one.fresh))
            };
            database.write(write).await?;
        }
    }
    Ok(pass)
}

async fn next(
    database: &Database,
    vault: &Arc<dyn Vault>,
    behind: &RowKey,
) -> Result<Option<Vec<SealedRow>>, DbError> {
    let (vault, behind) = (Arc::clone(vault), behind.clone());
    let rows = database.read(move |db| vault.rows(db, &behind, BATCH)).await?;
    Ok(Some(rows).filter(|rows| !rows.is_empty()))
}

fn stale(secrets: &Secrets, rows: Vec<SealedRow>, pass: &mut Pass) -> Vec<Fresh> {
    let mut all = Vec::new();
    for SealedRow { row, secrets: held } in rows {
        for (place, old) in held.into_iter().filter(|(_, sealed)| secrets.is_stale(sealed)) {
            match secrets.open_sealed(&place, &old) {
                Ok(text) => {
                    pass.sealed_anew += 1;
                    all.push(Fresh { row: row.clone(), fresh: secrets.seal(&place, &text), old });
                }
                Err(cause) => {
                    tracing::warn!(place, %cause, "a stored secret can't be sealed anew");
                    pass.unreadable += 1;
                }
            }
        }
    }
    all
}

/// How many secrets one vault holds that one older key sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// What people call its rows.
    pub vault: &'static str,
    /// The key.
    pub key: String,
    /// How many.
    pub count: u64,
}

/// What is sealed with another key than this one.
///
/// # Errors
/// Only those of the database.
pub async fn sealed_otherwise(
    database: &Database,
    current: &str,
    vaults: &[Arc<dyn Vault>],
) -> Result<Vec<Stale>, DbError> {
    let mut found: Vec<Stale> = Vec::new();
    for vault in vaults {
        let mut behind = RowKey::start();
        while let Some(rows) = next(database, vault, &behind).await? {
            behind = rows.last().map_or(behind, |last| last.row.clone());
            let keys = rows.iter().flat_map(|row| &row.secrets).filter_map(|(_, sealed)| key_of(sealed));
            for key in keys.filter(|key| *key != current) {
                match found.iter_mut().find(|one| one.vault == vault.name() && one.key == key) {
                    Some(known) => known.count += 1,
                    None => found.push(Stale { vault: vault.name(), key: key.to_owned(), count: 1 }),
                }
            }
        }
    }
    Ok(found)
}

/// Whose series the servers write down in which key they seal with.
const OF_SERVERS: WorkspaceId = WorkspaceId(0);

fn series(key: &str) -> String {
    format!("sealing-with:{key}")
}

/// Writes down that a server that began with this key has gone through everything: none that began before it seals with an
/// older one any more.
///
/// # Errors
/// Only those of the database.
pub async fn note_sealing_with(database: &Database, key: &str) -> Result<(), DbError> {
    let series = series(key);
    database.write(move |tx| tx.count(OF_SERVERS, &series).map(drop)).await
}

/// Whether a server has written that down.
///
/// # Errors
/// Only those of the database.
pub async fn is_sealing_with(database: &Database, key: &str) -> Result<bool, DbError> {
    use crate::schema::counter;
    use diesel::prelude::*;
    let series = series(key);
    let read = move |db: &mut Db| {
        let found = counter::table.find((OF_SERVERS, series)).select(counter::value).first::<i64>(db);
        Ok::<_, DbError>(found.optional()?.is_some())
    };
    database.read(read).await
}
