//! Changing how a store shows itself.

use commerce::money::Currency;
use database::blobs::{self, Blob};
use database::events::NewEvent;
use database::{DbError, Tx, WorkspaceId};
use language::Language;
use people::audit::{self, Actor};
use people::text::{Color, Name, TimeZoneName};
use serde_json::json;

use super::brand::{Brand, Look};
use super::store;
use crate::stores::{self, StoreId, StoreKind, StoreState};

/// What is to change; what is `None` stays, `Some(None)` takes the store's own away.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub name: Option<Option<Name>>,
    pub color: Option<Option<Color>>,
    pub language: Option<Option<Language>>,
    /// Of its prices; only where the store does not tell itself.
    pub currency: Option<Currency>,
    /// Its clock; only where the store does not tell itself.
    pub time_zone: Option<TimeZoneName>,
}

impl Wanted {
    /// Whether anything is to change.
    pub(crate) const fn is_something(&self) -> bool {
        self.name.is_some()
            || self.color.is_some()
            || self.language.is_some()
            || self.currency.is_some()
            || self.time_zone.is_some()
    }
}

/// Why a change is refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BrandError {
    /// There is no such store here.
    #[error("there is no such store")]
    NotFound,
    /// The store itself says what this is, every time that it is read.
    #[error("the store itself tells this")]
    ToldByStore(&'static str),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Changes how a store shows itself; nothing is written when nothing differs.
///
/// # Errors
/// [`BrandError`].
pub(crate) fn change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: StoreId,
    actor: &Actor,
    wanted: Wanted,
) -> Result<(), BrandError> {
    let mut brand = present(tx, workspace, id)?;
    let before = brand.clone();
    if wanted.currency.is_some() || wanted.time_zone.is_some() {
        let field = if wanted.currency.is_some() { "/currency" } else { "/time_zone" };
        if brand.kind != StoreKind::Other {
            return Err(BrandError::ToldByStore(field));
        }
    }
    let look = &mut brand.look;
    if let Some(name) = wanted.name {
        look.name = name.map(String::from);
    }
    if let Some(color) = wanted.color {
        look.color = color.map(String::from);
    }
    look.language = wanted.language.unwrap_or(look.language);
    if let Some(currency) = wanted.currency {
        brand.currency = Some(currency.to_string());
    }
    if let Some(zone) = wanted.time_zone {
        brand.time_zone = Some(zone.into());
    }
    let changed = differences(&before, &brand);
    if !changed.is_empty() {
        stores::set_look(tx, &brand)?;
        tell(tx, &brand, actor, &changed)?;
    }
    Ok(())
}

/// Gives a store this logo, or none.
///
/// # Errors
/// [`BrandError`].
pub(super) fn set_logo(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: StoreId,
    actor: &Actor,
    logo: Option<&Blob>,
) -> Result<Look, BrandError> {
    let mut brand = present(tx, workspace, id)?;
    if let Some(blob) = logo {
        blobs::keep(tx, workspace, blob)?;
    }
    let digest = logo.map(|blob| blob.hash().to_owned());
    if brand.look.logo != digest {
        brand.look.logo = digest;
        stores::set_look(tx, &brand)?;
        tell(tx, &brand, actor, &["logo"])?;
    }
    Ok(brand.look)
}

fn present(tx: &mut Tx<'_>, workspace: WorkspaceId, id: StoreId) -> Result<Brand, BrandError> {
    // Two people who change two members at once both get their wish.
    tx.hold("store", workspace, id.0)?;
    let found = store::find(tx.db, workspace, id)?;
    found.filter(|brand| brand.state != StoreState::Disconnected).ok_or(BrandError::NotFound)
}

fn differences(before: &Brand, after: &Brand) -> Vec<&'static str> {
    let (old, new) = (&before.look, &after.look);
    let fields = [
        ("name", old.name != new.name),
        ("color", old.color != new.color),
        ("language", old.language != new.language),
        ("currency", before.currency != after.currency),
        ("time_zone", before.time_zone != after.time_zone),
    ];
    fields.into_iter().filter_map(|(name, differs)| differs.then_some(name)).collect()
}

fn tell(tx: &mut Tx<'_>, brand: &Brand, actor: &Actor, changed: &[&str]) -> Result<(), DbError> {
    let (workspace, id) = (brand.workspace_id, brand.id);
    let detail = json!({ "name": brand.name(), "brand": changed });
    audit::record(tx, workspace, actor, "store.updated", &id.to_string(), &detail)?;
    let payload = json!({ "store_id": id });
    tx.append(NewEvent::new(workspace, "store.updated", id.0, actor.to_string()).with(payload))?;
    Ok(())
}
