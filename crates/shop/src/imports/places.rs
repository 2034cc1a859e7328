//! Which column a place in a form came from.

use super::fields::{StoreImportField, StoreImportKind};

/// Where columns of orders go, but for lines.
const OF_ORDERS: [(&str, StoreImportField); 37] = [
    ("/source_id", StoreImportField::SourceId),
    ("/number", StoreImportField::Number),
    ("/status", StoreImportField::Status),
    ("/total/currency", StoreImportField::Currency),
    ("/total", StoreImportField::Total),
    ("/discount_total", StoreImportField::DiscountTotal),
    ("/shipping_total", StoreImportField::ShippingTotal),
    ("/tax_total", StoreImportField::TaxTotal),
    ("/refunds", StoreImportField::RefundedTotal),
    ("/placed_at", StoreImportField::PlacedAt),
    ("/updated_at", StoreImportField::UpdatedAt),
    ("/paid_at", StoreImportField::PaidAt),
    ("/completed_at", StoreImportField::CompletedAt),
    ("/customer_source_id", StoreImportField::CustomerSourceId),
    ("/billing/email", StoreImportField::Email),
    ("/billing/name", StoreImportField::Name),
    ("/billing/first_name", StoreImportField::FirstName),
    ("/billing/last_name", StoreImportField::LastName),
    ("/billing/phone", StoreImportField::Phone),
    ("/billing/company", StoreImportField::Company),
    ("/billing/address_1", StoreImportField::Address1),
    ("/billing/address_2", StoreImportField::Address2),
    ("/billing/city", StoreImportField::City),
    ("/billing/state", StoreImportField::State),
    ("/billing/postcode", StoreImportField::Postcode),
    ("/billing/country", StoreImportField::Country),
    ("/shipping/name", StoreImportField::ShippingName),
    ("/shipping/country", StoreImportField::ShippingCountry),
    ("/shipping/city", StoreImportField::ShippingCity),
    ("/shipping/address_1", StoreImportField::ShippingAddress1),
    ("/customer_note", StoreImportField::CustomerNote),
    ("/payment_method", StoreImportField::PaymentMethod),
    ("/shipping_method", StoreImportField::ShippingMethod),
    ("/language", StoreImportField::Language),
    ("/shipments/0/number", StoreImportField::TrackingNumber),
    ("/shipments/0/url", StoreImportField::TrackingUrl),
    ("/shipments/0/carrier", StoreImportField::Carrier),
];

const OF_LINES: [(&str, StoreImportField); 7] = [
    ("/name", StoreImportField::LineName),
    ("/sku", StoreImportField::LineSku),
    ("/product_source_id", StoreImportField::LineProductId),
    ("/variation_source_id", StoreImportField::LineVariantId),
    ("/quantity", StoreImportField::LineQuantity),
    ("/unit_price", StoreImportField::LinePrice),
    ("/total", StoreImportField::LineTotal),
];

const OF_PRODUCTS: [(&str, StoreImportField); 8] = [
    ("/source_id", StoreImportField::SourceId),
    ("/name", StoreImportField::Name),
    ("/sku", StoreImportField::Sku),
    ("/price", StoreImportField::Price),
    ("/regular_price", StoreImportField::RegularPrice),
    ("/url", StoreImportField::Url),
    ("/images", StoreImportField::Images),
    ("/description_html", StoreImportField::Description),
];

const OF_VARIANTS: [(&str, StoreImportField); 8] = [
    ("/source_id", StoreImportField::VariantId),
    ("/sku", StoreImportField::Sku),
    ("/price", StoreImportField::Price),
    ("/regular_price", StoreImportField::RegularPrice),
    ("/image_url", StoreImportField::VariantImage),
    ("/options/0", StoreImportField::Option1),
    ("/options/1", StoreImportField::Option2),
    ("/options/2", StoreImportField::Option3),
];

/// The field whose column a place came from.
pub(super) fn field_of(kind: StoreImportKind, place: &str) -> Option<StoreImportField> {
    let found = |table: &[(&str, StoreImportField)], place: &str| {
        table.iter().find(|(beginning, _)| place.starts_with(beginning)).map(|(_, field)| *field)
    };
    match kind {
        StoreImportKind::Orders => match place.strip_prefix("/lines/") {
            Some(rest) => found(&OF_LINES, &rest[rest.find('/')?..]),
            None => found(&OF_ORDERS, place),
        },
        // An account has its name beside its address.
        StoreImportKind::Customers => {
            found(&OF_ORDERS, place).or_else(|| found(&OF_ORDERS, &format!("/billing{place}")))
        }
        StoreImportKind::Products => match place.strip_prefix("/variants/") {
            Some(rest) => found(&OF_VARIANTS, &rest[rest.find('/')?..]),
            None => found(&OF_PRODUCTS, place),
        },
    }
}

/// Which line of an order, or variant of a product, a place is in.
pub(super) fn line_of(place: &str) -> Option<usize> {
    place
        .strip_prefix("/lines/")
        .or_else(|| place.strip_prefix("/variants/"))?
        .split('/')
        .next()?
        .parse()
        .ok()
}
