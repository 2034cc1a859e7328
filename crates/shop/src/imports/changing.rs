//! Changing how a file is read.

use commerce::money::Currency;
use people::fields::Fields;
use people::text::TimeZoneName;
use serde::Deserialize;
use utoipa::ToSchema;
use web::Problem;

use super::fields::{StoreImportField, StoreImportKind};
use super::import::Import;
use super::plan::{DayOrder, DecimalMark, FileEncoding, Plan};
use super::proposing;
use crate::stores::Store;

/// What is to change of how a file is read.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = StoreImportChange)]
pub(super) struct PlanChange {
    pub kind: Option<StoreImportKind>,
    pub encoding: Option<FileEncoding>,
    /// One of comma, semicolon, tab and `|`.
    pub delimiter: Option<String>,
    /// What each column holds, in their order; null leaves one out.
    pub columns: Option<Vec<Option<StoreImportField>>>,
    pub currency: Option<String>,
    pub time_zone: Option<String>,
    pub decimal_mark: Option<DecimalMark>,
    pub day_order: Option<DayOrder>,
}

impl PlanChange {
    /// How the file is read then.
    ///
    /// # Errors
    /// 422 with what does not fit.
    pub(super) fn applied(
        self,
        row: &Import,
        sample: &[u8],
        known: &Store,
    ) -> Result<(StoreImportKind, Plan), Problem> {
        let mut fields = Fields::new();
        let kind = self.kind.unwrap_or(row.kind);
        let delimiter = self.delimiter.as_deref().and_then(|text| delimiter(&mut fields, text));
        let anew = kind != row.kind || self.encoding.is_some() || delimiter.is_some();
        let mut plan = if anew {
            let encoding = self.encoding.unwrap_or(row.plan.encoding);
            let delimiter =
                delimiter.or_else(|| row.plan.delimiter.chars().next().filter(|_| self.encoding.is_none()));
            proposing::plan(kind, sample, known, Some(encoding), delimiter)
        } else {
            row.plan.clone()
        };
        if let Some(columns) = self.columns {
            map(&mut fields, &mut plan, kind, &columns);
        }
        if let Some(code) = &self.currency
            && let Some(currency) = fields.parse::<Currency>("/currency", code)
        {
            plan.currency = currency.to_string();
        }
        if let Some(name) = &self.time_zone
            && let Some(zone) = fields.parse::<TimeZoneName>("/time_zone", name)
        {
            plan.time_zone = zone.into();
        }
        plan.decimal_mark = self.decimal_mark.unwrap_or(plan.decimal_mark);
        plan.day_order = self.day_order.unwrap_or(plan.day_order);
        fields.done()?;
        Ok((kind, plan))
    }
}

fn delimiter(fields: &mut Fields, text: &str) -> Option<char> {
    let found = [",", ";", "\t", "|"].into_iter().find(|one| *one == text);
    if found.is_none() {
        fields.refuse("/delimiter", "unknown-value", "one of comma, semicolon, tab and |");
    }
    found.and_then(|one| one.chars().next())
}

fn map(fields: &mut Fields, plan: &mut Plan, kind: StoreImportKind, columns: &[Option<StoreImportField>]) {
    if columns.len() != plan.columns.len() {
        fields.refuse("/columns", "wrong-length", &format!("the file has {} columns", plan.columns.len()));
        return;
    }
    let known = kind.fields();
    for (index, field) in columns.iter().enumerate() {
        let Some(field) = field else { continue };
        if !known.contains(field) {
            fields.refuse(
                &format!("/columns/{index}"),
                "not-of-this-kind",
                "a file of this kind has no such field",
            );
        } else if columns[..index].contains(&Some(*field)) {
            fields.refuse(&format!("/columns/{index}"), "twice", "another column holds it");
        }
    }
    for (column, field) in plan.columns.iter_mut().zip(columns) {
        column.field = *field;
    }
}
