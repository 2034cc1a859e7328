//! Stores that we have no connector for tell of themselves: orders, customers and products by the store's own ids, some
//! hundred at a time.
//!
//! What comes is read item by item ([`OrderForm`], [`CustomerForm`], [`ProductForm`]): one that can't be read is refused
//! with the place of what is wrong, the others are taken. They go the way of every store: [`crate::orders::save`],
//! [`crate::orders::account`], [`crate::products::save`]. Sent again, nothing changes; an older state never overwrites a
//! newer one; what the store has deleted leaves a mark that older states do not get behind.
//!
//! Where parcels are may be told of the orders of any store (`movements`).

mod contact_form;
mod customer_form;
mod http;
mod line_form;
mod movements;
mod movements_http;
mod order_form;
mod parcel_form;
mod product_form;
mod reading;
mod store;
mod taking;
mod telling;
mod variant_form;

pub(crate) use contact_form::ContactForm;
pub(crate) use customer_form::CustomerForm;
pub use http::routes;
pub(crate) use http::telling;
pub(crate) use line_form::{LineForm, OptionForm};
pub use movements::MovementOutcome;
pub(crate) use order_form::{OrderForm, RefundForm, ToldOrder};
pub(crate) use parcel_form::ParcelForm;
pub(crate) use product_form::ProductForm;
pub(crate) use reading::MoneyForm;
pub use taking::PushOutcome;
pub(crate) use taking::{
    Target, customers as take_customers, orders as take_orders, products as take_products,
};
pub(crate) use variant_form::VariantForm;
