//! Brands as the API shows and takes them.

use commerce::money::Currency;
use language::Language;
use people::fields::Fields;
use people::text::{Color, Name, TimeZoneName};
use people::workspaces::Workspace;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::Patch;

use super::brand::{Brand, Face, Look, logo_path};
use super::changing::Wanted;
use crate::stores::StoreId;

/// What a store says of itself to its customers; null is what it has from elsewhere.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StoreBrand)]
pub struct BrandJson {
    /// The name that customers see; null: the store's name here.
    pub name: Option<String>,
    /// `#rrggbb`; null: the workspace's.
    pub color: Option<String>,
    /// For customers whose own language is not known; null: the workspace's.
    pub language: Option<Language>,
    /// A PNG, as a path from the root; whoever knows it may see it.
    pub logo_url: Option<String>,
}

impl BrandJson {
    pub(crate) fn of(id: StoreId, look: Look) -> Self {
        Self {
            logo_url: look.logo.as_deref().map(|digest| logo_path(id, digest)),
            name: look.name,
            color: look.color,
            language: look.language,
        }
    }
}

/// What to change of it.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = StoreBrandPatch)]
pub struct BrandChange {
    /// Null: the store's name here.
    name: Patch<String>,
    /// `#rrggbb`; null: the workspace's.
    color: Patch<String>,
    /// Null: the workspace's.
    #[schema(value_type = Option<Language>)]
    language: Patch<Language>,
}

impl BrandChange {
    /// Reads it together with what stands beside it in the store.
    pub(crate) fn read(
        brand: Patch<Self>,
        currency: Patch<String>,
        time_zone: Patch<String>,
        fields: &mut Fields,
    ) -> Wanted {
        let brand = fields.not_null("/brand", brand).unwrap_or_default();
        let name = brand.name.into_change().map(|text| {
            let text = text.filter(|text| !text.trim().is_empty());
            text.and_then(|text| fields.parse::<Name>("/brand/name", &text))
        });
        let color = brand
            .color
            .into_change()
            .map(|text| text.and_then(|text| fields.parse::<Color>("/brand/color", &text)));
        Wanted {
            name,
            color,
            language: brand.language.into_change(),
            currency: fields.patch::<Currency>("/currency", currency),
            time_zone: fields.patch::<TimeZoneName>("/time_zone", time_zone),
        }
    }
}

/// A store as its customers see it, all in all.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Brand)]
pub(super) struct ShownBrand {
    store_id: StoreId,
    name: String,
    /// `#rrggbb`.
    color: String,
    language: Language,
    /// IANA.
    time_zone: String,
    /// Of its prices (ISO 4217); null until the store has told.
    currency: Option<String>,
    logo_url: Option<String>,
    /// Whether it is one of the stores that the workspace has now; the orders of one that it had still name it.
    present: bool,
}

impl ShownBrand {
    pub(super) fn of(brand: &Brand, workspace: Option<&Workspace>) -> Self {
        let face = Face::of(workspace, Some(brand));
        Self {
            store_id: brand.id,
            name: face.name,
            color: face.color,
            language: face.language,
            time_zone: face.zone.iana_name().unwrap_or("UTC").to_owned(),
            currency: brand.currency.clone(),
            logo_url: face.logo,
            present: brand.is_here(),
        }
    }
}
