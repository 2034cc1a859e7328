//! Rows of a table, and objects, as the things of a store that they tell of.

use commerce::model::{StoreCustomer, StoreProduct};
use commerce::money::Currency;
use csv::StringRecord;
use database::Time;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Value;
use web::FieldError;

use super::cells::Cells;
use super::fields::{StoreImportField, StoreImportKind};
use super::places::{field_of, line_of};
use super::plan::Plan;
use crate::pushing::{CustomerForm, OrderForm, ProductForm, ToldOrder};

/// A thing that was read, and its form as it is kept.
#[derive(Debug)]
pub(super) enum Thing {
    Order(Box<ToldOrder>, String),
    Customer(Box<StoreCustomer>, String),
    Product(Box<StoreProduct>, String),
}

impl Thing {
    /// Its form, as JSON.
    pub(super) fn written(&self) -> &str {
        match self {
            Self::Order(_, form) | Self::Customer(_, form) | Self::Product(_, form) => form,
        }
    }
}

/// What is wrong in a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bad {
    /// Counted from one.
    pub line: u64,
    /// The header of a column, or a place in an object; none: the whole.
    pub column: Option<String>,
    pub code: String,
    /// In English.
    pub detail: String,
    /// What stands there.
    pub value: Option<String>,
}

/// Reads things as a plan says.
pub(super) struct Rows {
    pub(super) plan: Plan,
    kind: StoreImportKind,
    /// Of the store's prices.
    store: Currency,
    pub(super) zone: TimeZone,
    /// When the file came: what names no moment is as old.
    pub(super) at: Time,
    /// Which column holds what, by field.
    columns: Vec<Option<usize>>,
}

impl Rows {
    pub(super) fn new(plan: Plan, kind: StoreImportKind, store: Currency, at: Time) -> Self {
        let zone = TimeZone::get(&plan.time_zone).unwrap_or(TimeZone::UTC);
        let columns = StoreImportField::ALL.iter().map(|field| plan.column(*field)).collect();
        Self { plan, kind, store, zone, at, columns }
    }

    pub(super) fn column(&self, field: StoreImportField) -> Option<usize> {
        self.columns.get(field as usize).copied().flatten()
    }

    /// By what rows of one order or product are known to be of one; none where rows are things of their own.
    pub(super) fn group<'c>(&self, row: &'c StringRecord) -> Option<&'c str> {
        let key = match self.kind {
            StoreImportKind::Orders => {
                self.column(StoreImportField::LineName)?;
                self.column(StoreImportField::Number).or(self.column(StoreImportField::SourceId))?
            }
            StoreImportKind::Customers => return None,
            StoreImportKind::Products => {
                self.column(StoreImportField::VariantId).or(self.column(StoreImportField::Option1))?;
                self.column(StoreImportField::SourceId)?
            }
        };
        row.get(key).map(str::trim).filter(|key| !key.is_empty())
    }

    /// The store's own id in a row.
    pub(super) fn id<'c>(&self, row: &'c StringRecord) -> Option<&'c str> {
        let own = self.column(StoreImportField::SourceId).and_then(|column| row.get(column));
        let number = || self.column(StoreImportField::Number).and_then(|column| row.get(column));
        own.map(str::trim).filter(|id| !id.is_empty()).or_else(|| number().map(str::trim))
    }

    /// Reads the rows of one thing.
    pub(super) fn table(&self, rows: &[(u64, StringRecord)]) -> Result<Thing, Vec<Bad>> {
        let mut bad = Vec::new();
        let Some((line, first)) = rows.first() else { return Err(bad) };
        let currency = &self.plan.currency;
        let mut cells = Cells { rows: self, row: first, line: *line, currency, bad: &mut bad };
        let read = match self.kind {
            StoreImportKind::Orders => {
                let mut order = cells.order();
                if self.column(StoreImportField::LineName).is_some() {
                    // Only the first row of an order has to name its currency.
                    let currency = &order.total.currency;
                    let line = |(line, row): &(u64, StringRecord)| {
                        Cells { rows: self, row, line: *line, currency, bad: &mut bad }.line()
                    };
                    order.lines = rows.iter().filter_map(line).collect();
                }
                read_order(order)
            }
            StoreImportKind::Customers => read_customer(cells.customer()),
            StoreImportKind::Products => {
                let mut product = cells.product();
                if self.group(first).is_some() {
                    let names = cells.option_names();
                    for (index, (line, row)) in rows.iter().enumerate() {
                        let mut cells = Cells { rows: self, row, line: *line, currency, bad: &mut bad };
                        if index > 0 {
                            product.images.extend(cells.images());
                        }
                        product.variants.extend(cells.variant(&product.source_id, &names));
                    }
                    if !product.variants.is_empty() {
                        product.of_variants();
                    }
                }
                read_product(product, self.store)
            }
        };
        if !bad.is_empty() {
            // The first row of a product is read as the product, and as its variant.
            let mut once: Vec<Bad> = Vec::with_capacity(bad.len());
            for one in bad {
                if !once.contains(&one) {
                    once.push(one);
                }
            }
            return Err(once);
        }
        read.map_err(|wrong| wrong.into_iter().map(|error| self.place(rows, error)).collect())
    }

    /// The column and line of what is wrong in a form.
    fn place(&self, rows: &[(u64, StringRecord)], error: FieldError) -> Bad {
        let row = line_of(&error.pointer).and_then(|index| rows.get(index)).or(rows.first());
        let column = field_of(self.kind, &error.pointer).and_then(|field| self.column(field));
        let header =
            column.and_then(|column| self.plan.columns.get(column)).map(|column| column.header.clone());
        let value = column.and_then(|column| row?.1.get(column));
        Bad {
            line: row.map_or(0, |(line, _)| *line),
            column: header.or_else(|| field_of(self.kind, &error.pointer).map(|field| field.to_string())),
            code: error.code.into_owned(),
            detail: error.detail,
            value: value.map(shortened),
        }
    }

    /// Reads an object in the form of the push API.
    pub(super) fn object(&self, line: u64, text: &str) -> Result<Thing, Vec<Bad>> {
        let json: Value = serde_json::from_str(text).map_err(|cause| {
            let (code, detail) = ("not-json".to_owned(), cause.to_string());
            vec![Bad { line, column: None, code, detail, value: None }]
        })?;
        let shown = json.clone();
        let read = match self.kind {
            StoreImportKind::Orders => form(json).and_then(read_order),
            StoreImportKind::Customers => form(json).and_then(read_customer),
            StoreImportKind::Products => form(json).and_then(|product| read_product(product, self.store)),
        };
        let place = |error: FieldError| Bad {
            line,
            value: shown.pointer(&error.pointer).map(|value| shortened(&value.to_string())),
            column: Some(error.pointer),
            code: error.code.into_owned(),
            detail: error.detail,
        };
        read.map_err(|wrong| wrong.into_iter().map(place).collect())
    }
}

fn read_order(form: OrderForm) -> Result<Thing, Vec<FieldError>> {
    let original = written(&form);
    Ok(Thing::Order(Box::new(form.read()?), original))
}

fn read_customer(form: CustomerForm) -> Result<Thing, Vec<FieldError>> {
    let original = written(&form);
    Ok(Thing::Customer(Box::new(form.read()?), original))
}

fn read_product(form: ProductForm, store: Currency) -> Result<Thing, Vec<FieldError>> {
    let original = written(&form);
    Ok(Thing::Product(Box::new(form.read(store)?), original))
}

fn form<T: serde::de::DeserializeOwned>(json: Value) -> Result<T, Vec<FieldError>> {
    web::json::from_value(json, "").map_err(|problem| problem.errors().to_vec())
}

/// What is kept of a thing as its original.
fn written(form: &impl Serialize) -> String {
    serde_json::to_string(form).expect("texts and numbers are always JSON")
}

pub(super) fn shortened(text: &str) -> String {
    text.chars().filter(|c| *c != '\0').take(200).collect()
}
