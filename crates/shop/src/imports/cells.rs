//! The cells of a row as the forms of the push API.

use csv::StringRecord;
use database::Time;

use super::fields::StoreImportField as F;
use super::rows::{Bad, Rows, shortened};
use super::values::{self, CellError};
use crate::pushing::{
    ContactForm, CustomerForm, LineForm, MoneyForm, OptionForm, OrderForm, ParcelForm, ProductForm,
    RefundForm, VariantForm,
};

/// One row in hand: its cells, and what is wrong with them.
pub(super) struct Cells<'r> {
    pub rows: &'r Rows,
    pub row: &'r StringRecord,
    /// Counted from one.
    pub line: u64,
    /// Of amounts, where the row names none.
    pub currency: &'r str,
    pub bad: &'r mut Vec<Bad>,
}

impl<'r> Cells<'r> {
    /// What stands in the column of a field, if anything.
    fn cell(&self, field: F) -> Option<&'r str> {
        let cell = self.row.get(self.rows.column(field)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    fn text(&self, field: F) -> Option<String> {
        let cell = self.cell(field)?;
        Some(if cell.contains('\0') { cell.replace('\0', "") } else { cell.to_owned() })
    }

    /// What has to be there.
    fn needed(&mut self, field: F) -> String {
        self.text(field).unwrap_or_else(|| {
            self.refuse(field, "required", "must not be empty", None);
            String::new()
        })
    }

    fn refuse(&mut self, field: F, code: &str, detail: &str, value: Option<&str>) {
        let column = self.rows.column(field).and_then(|column| self.rows.plan.columns.get(column));
        self.bad.push(Bad {
            line: self.line,
            column: Some(column.map_or_else(|| field.to_string(), |column| column.header.clone())),
            code: code.to_owned(),
            detail: detail.to_owned(),
            value: value.map(shortened),
        });
    }

    fn read<T>(&mut self, field: F, read: impl FnOnce(&Rows, &str) -> Result<T, CellError>) -> Option<T> {
        let cell = self.cell(field)?;
        match read(self.rows, cell) {
            Ok(value) => Some(value),
            Err(cause) => {
                self.refuse(field, cause.code(), &cause.to_string(), Some(cell));
                None
            }
        }
    }

    fn moment(&mut self, field: F) -> Option<Time> {
        let moment = self.read(field, |rows, cell| values::moment(cell, rows.plan.day_order, &rows.zone));
        moment.map(Time::from)
    }

    fn money(&mut self, field: F) -> Option<MoneyForm> {
        let amount = self.read(field, |rows, cell| values::amount(cell, rows.plan.decimal_mark))?;
        Some(MoneyForm { amount, currency: self.currency() })
    }

    fn currency(&self) -> String {
        self.text(F::Currency).unwrap_or_else(|| self.currency.to_owned())
    }

    fn count(&mut self, field: F) -> Option<i64> {
        self.read(field, |rows, cell| values::count(cell, rows.plan.decimal_mark))
    }

    /// What the column's own sign does not matter for: stores write discounts and refunds as negative ones, too.
    fn unsigned(&mut self, field: F) -> Option<MoneyForm> {
        let MoneyForm { amount, currency } = self.money(field)?;
        Some(MoneyForm { amount: amount.trim_start_matches('-').to_owned(), currency })
    }

    /// The order of a row, without its lines.
    pub(super) fn order(&mut self) -> OrderForm {
        let source_id = self.rows.id(self.row).unwrap_or_default().to_owned();
        if source_id.is_empty() {
            self.refuse(F::SourceId, "required", "an id or a number is needed", None);
        }
        let placed_at = self.moment(F::PlacedAt);
        if placed_at.is_none() && self.cell(F::PlacedAt).is_none() {
            self.refuse(F::PlacedAt, "required", "must not be empty", None);
        }
        let placed_at = placed_at.unwrap_or(self.rows.at);
        let total = self.money(F::Total);
        if total.is_none() && self.cell(F::Total).is_none() {
            self.refuse(F::Total, "required", "must not be empty", None);
        }
        let number = self.text(F::Number).map(|number| number.trim_start_matches('#').to_owned());
        OrderForm {
            source_id,
            number,
            status: self.needed(F::Status),
            total: total.unwrap_or_else(|| MoneyForm { amount: "0".to_owned(), currency: self.currency() }),
            discount_total: self.unsigned(F::DiscountTotal),
            shipping_total: self.money(F::ShippingTotal),
            tax_total: self.money(F::TaxTotal),
            placed_at,
            // What says no more was last changed when it was placed: anything newer that is known stays.
            updated_at: self.moment(F::UpdatedAt).unwrap_or(placed_at),
            paid_at: self.moment(F::PaidAt),
            completed_at: self.moment(F::CompletedAt),
            customer_source_id: self.text(F::CustomerSourceId).filter(|id| id != "0"),
            billing: Some(self.billing()),
            shipping: self.shipping(),
            customer_note: self.text(F::CustomerNote),
            payment_method: self.text(F::PaymentMethod),
            shipping_method: self.text(F::ShippingMethod),
            language: self.text(F::Language),
            lines: Vec::new(),
            fees: Vec::new(),
            coupons: Vec::new(),
            refunds: self.refund().into_iter().collect(),
            shipments: self.parcel().into_iter().collect(),
            notes: None,
            deleted: false,
        }
    }

    fn billing(&self) -> ContactForm {
        ContactForm {
            name: self.text(F::Name),
            first_name: self.text(F::FirstName),
            last_name: self.text(F::LastName),
            company: self.text(F::Company),
            address_1: self.text(F::Address1),
            address_2: self.text(F::Address2),
            city: self.text(F::City),
            state: self.text(F::State),
            postcode: self.text(F::Postcode),
            country: self.text(F::Country),
            email: self.text(F::Email),
            phone: self.text(F::Phone),
        }
    }

    fn shipping(&self) -> Option<ContactForm> {
        let there = [F::ShippingName, F::ShippingAddress1, F::ShippingCity, F::ShippingPostcode];
        there.iter().any(|field| self.cell(*field).is_some()).then(|| ContactForm {
            name: self.text(F::ShippingName),
            address_1: self.text(F::ShippingAddress1),
            address_2: self.text(F::ShippingAddress2),
            city: self.text(F::ShippingCity),
            state: self.text(F::ShippingState),
            postcode: self.text(F::ShippingPostcode),
            country: self.text(F::ShippingCountry),
            ..ContactForm::default()
        })
    }

    /// A table tells only the sum of what was given back.
    fn refund(&mut self) -> Option<RefundForm> {
        let amount = self.unsigned(F::RefundedTotal)?;
        let is_nothing = amount.amount.bytes().all(|b| matches!(b, b'0' | b'.'));
        (!is_nothing).then(|| RefundForm {
            source_id: "refunded".to_owned(),
            amount,
            reason: None,
            paid_back: None,
            refunded_at: None,
            lines: Vec::new(),
        })
    }

    fn parcel(&mut self) -> Option<ParcelForm> {
        let there = self.cell(F::TrackingNumber).is_some() || self.cell(F::TrackingUrl).is_some();
        there.then(|| ParcelForm {
            carrier: self.text(F::Carrier),
            number: self.text(F::TrackingNumber),
            url: self.text(F::TrackingUrl),
            status: self.text(F::ParcelStatus),
            shipped_at: self.moment(F::ShippedAt),
            ..ParcelForm::default()
        })
    }

    /// The line of an order in a row; a row without the name of anything has none.
    pub(super) fn line(&mut self) -> Option<LineForm> {
        let name = self.text(F::LineName)?;
        let quantity = match self.rows.column(F::LineQuantity) {
            Some(_) => self.count(F::LineQuantity).unwrap_or(1),
            None => 1,
        };
        Some(LineForm {
            source_id: None,
            product_source_id: self.text(F::LineProductId),
            variation_source_id: self.text(F::LineVariantId).filter(|id| id != "0"),
            name,
            sku: self.text(F::LineSku),
            quantity,
            unit_price: self.money(F::LinePrice),
            total: self.money(F::LineTotal),
            tax: None,
            image_url: None,
            options: Vec::new(),
        })
    }

    /// The account of a row.
    pub(super) fn customer(&mut self) -> CustomerForm {
        let source_id = self.text(F::SourceId).or_else(|| self.text(F::Email));
        if source_id.is_none() {
            self.refuse(F::SourceId, "required", "an id or an e-mail address is needed", None);
        }
        let billing = self.billing();
        CustomerForm {
            source_id: source_id.unwrap_or_default(),
            email: self.text(F::Email),
            name: self.text(F::Name),
            first_name: self.text(F::FirstName),
            last_name: self.text(F::LastName),
            phone: self.text(F::Phone),
            billing: Some(billing),
            shipping: None,
            language: self.text(F::Language),
            created_at: self.moment(F::CreatedAt),
            updated_at: self.moment(F::UpdatedAt).unwrap_or(self.rows.at),
            deleted: false,
        }
    }

    /// The product of a row.
    pub(super) fn product(&mut self) -> ProductForm {
        let source_id = self.text(F::SourceId).or_else(|| self.text(F::Sku));
        if source_id.is_none() {
            self.refuse(F::SourceId, "required", "an id or an article number is needed", None);
        }
        let regular_price = self.money(F::RegularPrice);
        ProductForm {
            source_id: source_id.unwrap_or_default(),
            name: self.needed(F::Name),
            url: self.text(F::Url),
            sku: self.text(F::Sku),
            price: self.money(F::Price).or_else(|| regular_price.clone()),
            regular_price,
            stock: None,
            stock_quantity: self.count(F::StockQuantity),
            categories: list(self.text(F::Categories)),
            images: self.images(),
            attributes: Vec::new(),
            variants: Vec::new(),
            description_html: self.text(F::Description),
            published: self
                .cell(F::Published)
                .map(|cell| !matches!(cell, "0" | "-1" | "false" | "FALSE" | "no" | "draft")),
            language: self.text(F::Language),
            updated_at: self.moment(F::UpdatedAt).unwrap_or(self.rows.at),
            deleted: false,
        }
    }

    /// The pictures of a row.
    pub(super) fn images(&self) -> Vec<String> {
        list(self.text(F::Images))
    }

    /// What a product comes in several of. Only its first row has to name it.
    pub(super) fn option_names(&self) -> [Option<String>; 3] {
        OPTIONS.map(|(name, _)| self.text(name))
    }

    /// The variant in a row; one without an id of its own is known by its article number, or by what makes it this form.
    pub(super) fn variant(&mut self, product: &str, names: &[Option<String>; 3]) -> Option<VariantForm> {
        let options: Vec<OptionForm> = OPTIONS
            .iter()
            .zip(names)
            .filter_map(|((own, value), name)| {
                let value = self.text(*value)?;
                let name = self.text(*own).or_else(|| name.clone());
                // What Shopify writes where a product comes in one form only.
                let is_none = value == "Default Title" && name.as_deref().is_none_or(|name| name == "Title");
                (!is_none).then(|| OptionForm { name: name.unwrap_or_else(|| "–".to_owned()), value })
            })
            .collect();
        let own = self.text(F::VariantId);
        if options.is_empty() && own.is_none() {
            return None;
        }
        let sku = self.text(F::Sku);
        let by_options = || {
            let values: Vec<&str> = options.iter().map(|option| option.value.as_str()).collect();
            format!("{product}/{}", values.join("/"))
        };
        let regular_price = self.money(F::RegularPrice);
        Some(VariantForm {
            source_id: own.or_else(|| sku.clone()).unwrap_or_else(by_options),
            name: None,
            sku,
            price: self.money(F::Price).or_else(|| regular_price.clone()),
            regular_price,
            stock: None,
            stock_quantity: self.count(F::StockQuantity),
            image_url: self.text(F::VariantImage),
            options,
            published: None,
        })
    }
}

/// What a product comes in several of, and which of these a variant is.
const OPTIONS: [(F, F); 3] =
    [(F::Option1Name, F::Option1), (F::Option2Name, F::Option2), (F::Option3Name, F::Option3)];

/// What stands in one cell with commas between.
fn list(cell: Option<String>) -> Vec<String> {
    let cell = cell.unwrap_or_default();
    cell.split([',', '|', ';']).map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}
