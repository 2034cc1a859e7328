//! What a column of a table can hold, and the names by which tables call it.

use std::collections::HashMap;
use std::sync::LazyLock;

use language::search::fold;

database::text_enum!(
    /// What a file holds.
    pub enum StoreImportKind {
        /// Orders; rows of one order that follow each other are its lines.
        Orders = "orders",
        /// Accounts of the store.
        Customers = "customers",
        /// What it sells; rows of one product that follow each other are its variants.
        Products = "products",
    }
);

database::text_enum!(
    /// What a column holds.
    pub enum StoreImportField {
        /// The store's own id.
        SourceId = "source_id",
        /// What the customer calls an order.
        Number = "number",
        /// Where an order stands.
        Status = "status",
        /// What an order costs.
        Total = "total",
        /// Of all amounts in the row.
        Currency = "currency",
        /// Taken off by coupons.
        DiscountTotal = "discount_total",
        /// Costs of shipping.
        ShippingTotal = "shipping_total",
        /// All taxes.
        TaxTotal = "tax_total",
        /// Given back so far.
        RefundedTotal = "refunded_total",
        /// When an order was placed.
        PlacedAt = "placed_at",
        /// When it last changed.
        UpdatedAt = "updated_at",
        /// When it was paid.
        PaidAt = "paid_at",
        /// When it was done.
        CompletedAt = "completed_at",
        /// The store's own id of the account.
        CustomerSourceId = "customer_source_id",
        /// E-mail address.
        Email = "email",
        /// Whole name.
        Name = "name",
        /// Given name.
        FirstName = "first_name",
        /// Family name.
        LastName = "last_name",
        /// Phone number.
        Phone = "phone",
        /// Company.
        Company = "company",
        /// First line of the address.
        Address1 = "address_1",
        /// Second line of the address.
        Address2 = "address_2",
        /// City.
        City = "city",
        /// Province or state.
        State = "state",
        /// Postcode.
        Postcode = "postcode",
        /// Country.
        Country = "country",
        /// Whole name of who gets it.
        ShippingName = "shipping_name",
        /// Where it goes: first line.
        ShippingAddress1 = "shipping_address_1",
        /// Where it goes: second line.
        ShippingAddress2 = "shipping_address_2",
        /// Where it goes: city.
        ShippingCity = "shipping_city",
        /// Where it goes: province or state.
        ShippingState = "shipping_state",
        /// Where it goes: postcode.
        ShippingPostcode = "shipping_postcode",
        /// Where it goes: country.
        ShippingCountry = "shipping_country",
        /// What the customer wrote.
        CustomerNote = "customer_note",
        /// How it was paid.
        PaymentMethod = "payment_method",
        /// How it is shipped.
        ShippingMethod = "shipping_method",
        /// Language of the customer.
        Language = "language",
        /// Name of what was bought.
        LineName = "line_name",
        /// Its article number.
        LineSku = "line_sku",
        /// The store's own id of it.
        LineProductId = "line_product_id",
        /// The store's own id of the variant of it.
        LineVariantId = "line_variant_id",
        /// Pieces of it.
        LineQuantity = "line_quantity",
        /// What one costs.
        LinePrice = "line_price",
        /// What the line costs.
        LineTotal = "line_total",
        /// Who carries the parcel.
        Carrier = "carrier",
        /// Its number.
        TrackingNumber = "tracking_number",
        /// Where to follow it.
        TrackingUrl = "tracking_url",
        /// Where the parcel is.
        ParcelStatus = "parcel_status",
        /// When it left.
        ShippedAt = "shipped_at",
        /// When an account was made.
        CreatedAt = "created_at",
        /// Article number of a product.
        Sku = "sku",
        /// What a product costs now.
        Price = "price",
        /// What it costs without a sale.
        RegularPrice = "regular_price",
        /// Pieces left.
        StockQuantity = "stock_quantity",
        /// Its page.
        Url = "url",
        /// Pictures.
        Images = "images",
        /// Categories.
        Categories = "categories",
        /// What its page says.
        Description = "description",
        /// Whether customers can see it.
        Published = "published",
        /// The store's own id of a variant.
        VariantId = "variant_id",
        /// Picture of a variant.
        VariantImage = "variant_image",
        /// What a product comes in several of.
        Option1Name = "option_1_name",
        /// Which of these a variant is.
        Option1 = "option_1",
        /// The second such thing.
        Option2Name = "option_2_name",
        /// Which of these a variant is.
        Option2 = "option_2",
        /// The third such thing.
        Option3Name = "option_3_name",
        /// Which of these a variant is.
        Option3 = "option_3",
    }
);

/// `{kind: [[field, [name, …]], …]}`, kept as data beside the code: the headers of WooCommerce's and Shopify's exports, our own
/// names, and the usual words in English, Turkish, Korean and Persian. Fields that stand first win; `Name|Lineitem name` is a
/// column `Name` where there is a column `Lineitem name` too.
static HEADERS: LazyLock<Headers<Header>> = LazyLock::new(|| {
    let table: Headers<String> =
        serde_json::from_str(include_str!("headers.json")).expect("a test reads the built-in table");
    let folded = |names: Vec<String>| names.iter().map(|name| Header::of(name)).collect();
    table
        .into_iter()
        .map(|(kind, fields)| {
            (kind, fields.into_iter().map(|(field, names)| (field, folded(names))).collect())
        })
        .collect()
});

/// Of each kind its fields, and how a column that holds one may be called.
type Headers<T> = HashMap<StoreImportKind, Vec<(StoreImportField, Vec<T>)>>;

/// How a column may be called.
struct Header {
    name: String,
    /// Only beside this one.
    beside: Option<String>,
}

impl Header {
    fn of(text: &str) -> Self {
        let (name, beside) =
            text.split_once('|').map_or((text, None), |(name, beside)| (name, Some(plain(beside))));
        Self { name: plain(name), beside }
    }
}

impl StoreImportKind {
    /// What its columns can hold.
    pub(super) fn fields(self) -> Vec<StoreImportField> {
        HEADERS.get(&self).into_iter().flatten().map(|(field, _)| *field).collect()
    }
}

/// Which column most likely holds what, by its header; each field at most once.
pub(super) fn propose(kind: StoreImportKind, headers: &[String]) -> Vec<Option<StoreImportField>> {
    let headers: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    let mut mapping = vec![None; headers.len()];
    for (field, names) in HEADERS.get(&kind).into_iter().flatten() {
        let stands = |name: &String| headers.contains(name);
        let free = |name: &Header| {
            let fits = name.beside.as_ref().is_none_or(stands);
            headers
                .iter()
                .zip(&mapping)
                .position(|(header, taken)| fits && *header == name.name && taken.is_none())
        };
        let own = Header::of(field.as_str());
        if let Some(column) = names.iter().chain([&own]).find_map(free) {
            mapping[column] = Some(*field);
        }
    }
    mapping
}

/// Letters and digits only, in one spelling.
fn plain(header: &str) -> String {
    fold(header).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::{StoreImportField, StoreImportKind, propose};

    fn proposed(kind: StoreImportKind, headers: &str) -> Vec<Option<StoreImportField>> {
        propose(kind, &headers.split(',').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn headers_of_the_common_exports_and_of_four_languages_are_recognised() {
        use StoreImportField::{
            Country, Currency, Email, LineName, LinePrice, LineQuantity, LineSku, Name, Number, PaidAt,
            Phone, PlacedAt, Price, RegularPrice, Sku, SourceId, Status, StockQuantity, Total, Url,
        };
        for (headers, fields) in [
            (
                "Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Id,Vendor",
                vec![
                    Some(Number),
                    Some(Email),
                    Some(Status),
                    Some(PaidAt),
                    Some(Currency),
                    Some(Total),
                    Some(PlacedAt),
                    Some(LineQuantity),
                    Some(LineName),
                    Some(LinePrice),
                    Some(LineSku),
                    Some(SourceId),
                    None,
                ],
            ),
            (
                "order_id,order_number,date,status,billing_email,billing_phone,billing_country,order_total,order_currency",
                vec![
                    Some(SourceId),
                    Some(Number),
                    Some(PlacedAt),
                    Some(Status),
                    Some(Email),
                    Some(Phone),
                    Some(Country),
                    Some(Total),
                    Some(Currency),
                ],
            ),
            (
                "Sipariş No,Tarih,Durum,Müşteri,Toplam Tutar,E-posta",
                vec![Some(Number), Some(PlacedAt), Some(Status), Some(Name), Some(Total), Some(Email)],
            ),
            (
                "주문번호,주문일시,주문상태,주문자명,총 결제금액,휴대폰",
                vec![Some(Number), Some(PlacedAt), Some(Status), Some(Name), Some(Total), Some(Phone)],
            ),
            (
                "شماره سفارش,تاریخ سفارش,وضعیت,نام مشتری,مبلغ کل,ایمیل",
                vec![Some(Number), Some(PlacedAt), Some(Status), Some(Name), Some(Total), Some(Email)],
            ),
        ] {
            assert_eq!(proposed(StoreImportKind::Orders, headers), fields, "{headers}");
        }
        let woo = proposed(StoreImportKind::Products, "ID,Type,SKU,Name,Stock,Sale price,Regular price");
        assert_eq!(
            woo,
            [
                Some(SourceId),
                None,
                Some(Sku),
                Some(Name),
                Some(StockQuantity),
                Some(Price),
                Some(RegularPrice)
            ]
        );
        assert_eq!(proposed(StoreImportKind::Products, "url,nothing"), [Some(Url), None]);
    }
}
