//! Imports as the API shows them.

use database::Time;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::fields::{StoreImportField, StoreImportKind};
use super::import::{Import, Line, StoreImportId, StoreImportProblem, StoreImportPurpose, StoreImportState};
use super::plan::Plan;
use super::rows::Bad;
use crate::stores::StoreId;

/// A file that is read into a store, and how far that is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StoreImport)]
pub(super) struct ImportJson {
    pub id: StoreImportId,
    pub store_id: StoreId,
    /// The file's name.
    pub name: String,
    pub kind: StoreImportKind,
    pub state: StoreImportState,
    /// What the numbers below are of: a check takes nothing.
    pub purpose: StoreImportPurpose,
    /// Why it can't go on.
    #[schema(required)]
    pub problem: Option<StoreImportProblem>,
    pub plan: Plan,
    /// What a column of this kind can hold.
    pub fields: Vec<StoreImportField>,
    /// Bytes that were read.
    pub bytes_done: i64,
    pub bytes_total: i64,
    /// Things that were read: orders, accounts or products.
    pub things: i64,
    /// Of them: new.
    pub created: i64,
    /// Of them: changed.
    pub updated: i64,
    /// Of them: known already, in this state or a newer one.
    pub unchanged: i64,
    /// Of them: can't be read.
    pub refused: i64,
    /// What is wrong with them, line by line.
    pub bad_lines: i64,
    /// In this run; null while nothing can be said.
    #[schema(required)]
    pub things_per_second: Option<f64>,
    pub created_at: Time,
    /// When it last went on.
    pub updated_at: Time,
}

impl From<Import> for ImportJson {
    fn from(row: Import) -> Self {
        Self {
            id: row.id,
            store_id: row.store_id,
            kind: row.kind,
            state: row.state,
            purpose: row.purpose,
            fields: row.kind.fields(),
            bytes_done: row.bytes_done,
            bytes_total: row.bytes_total,
            things: row.things,
            created: row.created,
            updated: row.updated,
            unchanged: row.unchanged,
            refused: row.refused,
            bad_lines: row.bad_lines,
            things_per_second: row.things_per_second(),
            created_at: row.created_at,
            updated_at: row.updated_at,
            name: row.name,
            problem: row.problem,
            plan: row.plan,
        }
    }
}

/// An import with what can't be read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StoreImportDetail)]
pub(super) struct ImportDetail {
    #[serde(flatten)]
    pub import: ImportJson,
    /// The first 200, in the order of the file; all of them are at `bad-lines.csv`.
    pub lines: Vec<LineJson>,
}

/// Something that can't be read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StoreImportLine)]
pub(super) struct LineJson {
    /// Counted from one, with the header.
    pub line: i64,
    /// The header of a column, or a place in an object; null: the whole.
    #[schema(required)]
    pub column: Option<String>,
    /// A stable word.
    pub code: String,
    /// In English.
    pub detail: String,
    /// What stands there, at most 200 characters.
    #[schema(required)]
    pub value: Option<String>,
}

impl From<Line> for LineJson {
    fn from(row: Line) -> Self {
        Self { line: row.line, column: row.place, code: row.code, detail: row.detail, value: row.value }
    }
}

impl From<Bad> for LineJson {
    fn from(bad: Bad) -> Self {
        let line = i64::try_from(bad.line).unwrap_or(i64::MAX);
        Self { line, column: bad.column, code: bad.code, detail: bad.detail, value: bad.value }
    }
}

/// The first things of a file, as they would be read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StoreImportPreview)]
pub(super) struct Preview {
    pub data: Vec<PreviewedThing>,
}

/// A thing as it would be read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StoreImportPreviewed)]
pub(super) struct PreviewedThing {
    /// Where it begins, counted from one.
    pub line: i64,
    /// As the push API takes it; null when it can't be read.
    #[schema(required, value_type = Option<Object>)]
    pub thing: Option<Value>,
    /// What is wrong with it.
    pub errors: Vec<LineJson>,
}
