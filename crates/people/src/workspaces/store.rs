//! Every query on workspaces.

use database::events::NewEvent;
use database::schema::workspace;
use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use language::Language;
use serde_json::json;

use super::{Settings, Workspace, WorkspaceChange};
use crate::LanguageColumn;
use crate::audit::{self, Actor};
use crate::customers;

#[derive(Queryable, Selectable)]
#[diesel(table_name = workspace)]
struct Row {
    id: WorkspaceId,
    name: String,
    language: LanguageColumn,
    time_zone: String,
    currency: String,
    brand_color: String,
    settings: Settings,
    created_at: Time,
}

impl From<Row> for Workspace {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            name: row.name,
            language: row.language.0,
            time_zone: row.time_zone,
            currency: row.currency,
            brand_color: row.brand_color,
            settings: row.settings,
            created_at: row.created_at,
        }
    }
}

/// One workspace.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, id: WorkspaceId) -> Result<Option<Workspace>, DbError> {
    let row: Option<Row> = workspace::table.find(id).select(Row::as_select()).first(db).optional()?;
    Ok(row.map(Workspace::from))
}

/// The currency that a workspace counts in; empty when it is not there.
pub(crate) fn currency_of(db: &mut Db, id: WorkspaceId) -> Result<String, DbError> {
    let found = workspace::table.find(id).select(workspace::currency).first(db).optional()?;
    Ok(found.unwrap_or_default())
}

/// All workspaces of this installation, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn all(db: &mut Db) -> Result<Vec<Workspace>, DbError> {
    let rows: Vec<Row> = workspace::table.order(workspace::id).select(Row::as_select()).load(db)?;
    Ok(rows.into_iter().map(Workspace::from).collect())
}

/// Adds a workspace with default settings.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    name: &str,
    language: Language,
    time_zone: &str,
    settings: &Settings,
) -> Result<WorkspaceId, DbError> {
    let id: WorkspaceId = tx.id();
    let row = (
        workspace::id.eq(id),
        workspace::name.eq(name),
        workspace::language.eq(LanguageColumn(language)),
        workspace::time_zone.eq(time_zone),
        workspace::currency.eq(first_currency(time_zone)),
        workspace::brand_color.eq("#1d5fd1"),
        workspace::settings.eq(settings),
        workspace::created_at.eq(tx.now),
    );
    diesel::insert_into(workspace::table).values(row).execute(tx.db)?;
    Ok(id)
}

/// A guess that spares most people a step; it is changed in the settings.
fn first_currency(time_zone: &str) -> &'static str {
    match time_zone {
        "Europe/Istanbul" => "TRY",
        "Asia/Seoul" => "KRW",
        "Asia/Tehran" => "IRR",
        "Europe/London" => "GBP",
        zone if zone.starts_with("Europe/") => "EUR",
        _ => "USD",
    }
}

/// Makes changes that must see each other happen one after another in a workspace: on PostgreSQL the second waits here.
pub(crate) fn lock(tx: &mut Tx<'_>, id: WorkspaceId) -> Result<(), DbError> {
    diesel::update(workspace::table.find(id)).set(workspace::name.eq(workspace::name)).execute(tx.db)?;
    Ok(())
}

/// Changes a workspace; `None` when there is none.
pub(super) fn save(
    tx: &mut Tx<'_>,
    id: WorkspaceId,
    by: &Actor,
    change: WorkspaceChange,
) -> Result<Option<Workspace>, DbError> {
    lock(tx, id)?;
    let Some(mut now) = find(tx.db, id)? else { return Ok(None) };
    let before = now.clone();
    now.name = change.name.map_or(now.name, String::from);
    now.language = change.language.unwrap_or(now.language);
    now.time_zone = change.time_zone.map_or(now.time_zone, String::from);
    now.brand_color = change.brand_color.map_or(now.brand_color, String::from);
    now.currency = change.currency.map_or(now.currency, |currency| currency.to_string());
    now.settings.business_hours = change.business_hours.unwrap_or(now.settings.business_hours);
    now.settings.undo_send_seconds = change.undo_send_seconds.unwrap_or(now.settings.undo_send_seconds);
    now.settings.raw_mail_days = change.raw_mail_days.unwrap_or(now.settings.raw_mail_days);
    if now == before {
        return Ok(Some(now));
    }
    let row = (
        workspace::name.eq(&now.name),
        workspace::language.eq(LanguageColumn(now.language)),
        workspace::time_zone.eq(&now.time_zone),
        workspace::currency.eq(&now.currency),
        workspace::brand_color.eq(&now.brand_color),
        workspace::settings.eq(&now.settings),
    );
    diesel::update(workspace::table.find(id)).set(row).execute(tx.db)?;
    if now.currency != before.currency {
        customers::currency_changed(tx, id, &now.currency)?;
    }
    let changed = changed_fields(&before, &now);
    audit::record(tx, id, by, "workspace.updated", "", &json!({ "fields": changed }))?;
    tx.append(
        NewEvent::new(id, "workspace.updated", id.0, by.to_string()).with(json!({ "fields": changed })),
    )?;
    Ok(Some(now))
}

fn changed_fields(before: &Workspace, now: &Workspace) -> Vec<&'static str> {
    let (old, new) = (&before.settings, &now.settings);
    let fields = [
        ("name", before.name != now.name),
        ("language", before.language != now.language),
        ("time_zone", before.time_zone != now.time_zone),
        ("currency", before.currency != now.currency),
        ("brand_color", before.brand_color != now.brand_color),
        ("business_hours", old.business_hours != new.business_hours),
        ("undo_send_seconds", old.undo_send_seconds != new.undo_send_seconds),
        ("raw_mail_days", old.raw_mail_days != new.raw_mail_days),
    ];
    fields.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
}
