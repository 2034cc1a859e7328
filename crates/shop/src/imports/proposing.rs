//! How a file is most likely read, by its beginning.

use super::fields::{self, StoreImportField, StoreImportKind};
use super::plan::{Column, FileEncoding, FileFormat, Plan};
use super::source;
use super::values;
use crate::stores::Store;

/// Rows that are looked at.
const ROWS: usize = 200;

/// How a file is most likely read; `encoding` and `delimiter` where a person has said so.
pub(super) fn plan(
    kind: StoreImportKind,
    sample: &[u8],
    store: &Store,
    encoding: Option<FileEncoding>,
    delimiter: Option<char>,
) -> Plan {
    let encoding = encoding.unwrap_or_else(|| FileEncoding::of(sample));
    let text = encoding.decode(sample);
    let format = FileFormat::of(&text);
    let delimiter = delimiter.unwrap_or_else(|| source::delimiter_of(&text));
    let mut plan = Plan {
        format,
        encoding,
        delimiter: delimiter.to_string(),
        columns: Vec::new(),
        currency: store.currency.clone().unwrap_or_default(),
        time_zone: store.time_zone.clone().unwrap_or_else(|| "UTC".to_owned()),
        decimal_mark: super::plan::DecimalMark::Point,
        day_order: super::plan::DayOrder::DayFirst,
    };
    if format == FileFormat::Json {
        return plan;
    }
    let headers = source::header_of(&text, plan.delimiter());
    let mapping = fields::propose(kind, &headers);
    plan.columns = headers.into_iter().zip(mapping).map(|(header, field)| Column { header, field }).collect();
    guess_writing(&mut plan, &text);
    plan
}

/// How amounts and dates are written, by the columns that hold them.
fn guess_writing(plan: &mut Plan, text: &str) {
    use StoreImportField as F;
    let rows = source::rows_of(text, plan.delimiter(), ROWS);
    let cells = |fields: &[F]| -> Vec<&str> {
        let columns: Vec<usize> = fields.iter().filter_map(|field| plan.column(*field)).collect();
        rows.iter()
            .flat_map(|row| columns.iter().filter_map(|column| row.get(*column)).collect::<Vec<_>>())
            .collect()
    };
    let amounts = cells(&[
        F::Total,
        F::LinePrice,
        F::LineTotal,
        F::Price,
        F::RegularPrice,
        F::ShippingTotal,
        F::TaxTotal,
    ]);
    let days = cells(&[F::PlacedAt, F::UpdatedAt, F::PaidAt, F::CompletedAt, F::CreatedAt, F::ShippedAt]);
    let (mark, order) = (values::likely_mark(amounts.into_iter()), values::likely_order(days.into_iter()));
    (plan.decimal_mark, plan.day_order) = (mark, order);
}
