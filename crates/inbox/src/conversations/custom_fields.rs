//! The workspace's own fields of conversations.

use std::collections::BTreeMap;

use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::changing::ChangeError;
use crate::schema::custom_field;

database::id_type!(
    /// A field of the workspace's own.
    CustomFieldId,
    "fld"
);

database::text_enum!(
    /// What a field holds.
    pub enum FieldKind {
        /// Text of at most 2,000 characters.
        Text = "text",
        /// A number.
        Number = "number",
        /// Yes or no.
        Boolean = "boolean",
        /// A day, `2026-11-21`.
        Date = "date",
        /// One of the field's choices.
        Choice = "choice",
    }
);

/// The values that a choice can have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Choices(pub Vec<String>);
database::json_column!(Choices);

/// A field.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = custom_field)]
pub struct CustomField {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: CustomFieldId,
    /// The name by which programs know it; never changes.
    pub key: String,
    /// The name that people read.
    pub label: String,
    /// What it holds.
    pub kind: FieldKind,
    /// The values of a choice.
    pub choices: Choices,
    /// When it was made.
    pub created_at: Time,
}

/// All fields, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn all(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<CustomField>, DbError> {
    let which = custom_field::workspace_id.eq(workspace);
    Ok(custom_field::table.filter(which).order(custom_field::id).select(CustomField::as_select()).load(db)?)
}

/// Writes a new field.
///
/// # Errors
/// [`DbError::Refused`] when the key is taken.
pub fn insert(tx: &mut Tx<'_>, row: &CustomField) -> Result<(), DbError> {
    diesel::insert_into(custom_field::table).values(row).execute(tx.db)?;
    Ok(())
}

/// One field.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: CustomFieldId) -> Result<Option<CustomField>, DbError> {
    Ok(custom_field::table.find((workspace, id)).select(CustomField::as_select()).first(db).optional()?)
}

/// Writes a field back.
///
/// # Errors
/// Only those of the database.
pub fn update(tx: &mut Tx<'_>, row: &CustomField) -> Result<(), DbError> {
    diesel::update(custom_field::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

/// Takes a field away; values that conversations have stay in their rows and show no more.
///
/// # Errors
/// Only those of the database.
pub fn delete(tx: &mut Tx<'_>, workspace: WorkspaceId, id: CustomFieldId) -> Result<bool, DbError> {
    Ok(diesel::delete(custom_field::table.find((workspace, id))).execute(tx.db)? > 0)
}

/// Values must be of known fields and of their kind; `null` takes a value out.
pub(super) fn check(
    db: &mut Db,
    workspace: WorkspaceId,
    values: &BTreeMap<String, Value>,
) -> Result<(), ChangeError> {
    let fields = all(db, workspace)?;
    for (key, value) in values {
        let invalid = |reason: String| ChangeError::Invalid { field: "custom_fields", reason };
        let Some(field) = fields.iter().find(|field| field.key == *key) else {
            return Err(invalid(format!("there is no field `{key}`")));
        };
        if !fits(field, value) {
            return Err(invalid(format!("`{key}` takes a {}", field.kind)));
        }
    }
    Ok(())
}

fn fits(field: &CustomField, value: &Value) -> bool {
    match (field.kind, value) {
        (_, Value::Null) | (FieldKind::Number, Value::Number(_)) | (FieldKind::Boolean, Value::Bool(_)) => {
            true
        }
        (FieldKind::Text, Value::String(text)) => text.chars().count() <= 2000,
        (FieldKind::Date, Value::String(text)) => text.parse::<jiff::civil::Date>().is_ok(),
        (FieldKind::Choice, Value::String(text)) => field.choices.0.contains(text),
        (
            FieldKind::Text | FieldKind::Number | FieldKind::Boolean | FieldKind::Date | FieldKind::Choice,
            _,
        ) => false,
    }
}
