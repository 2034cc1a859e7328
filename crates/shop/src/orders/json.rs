//! An order as the API shows it.

use commerce::model::{Checkpoint, Contact, RefundLine, ShipmentLine};
use commerce::money::Money;
use commerce::shipping::mask_personal;
use database::{DbError, Time};
use people::customers::CustomerId;
use serde::Serialize;
use utoipa::ToSchema;

use super::currency;
use super::facts::Facts;
use super::money_json::{PaymentJson, RefundJson, ReturnJson};
use super::order::{Audience, Line, Order, OrderId, Status};
use super::whole::Whole;
use crate::lateness::{Deadline, LateJson};
use crate::products::ProductId;
use crate::shipments::{ParcelStatus, Prefilled, Shipment, ShipmentSubstatus};
use crate::stores::{ReadStore, StaleJson, Store, StoreId, StoreKind};

/// An amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Money)]
pub struct MoneyJson {
    /// Exact decimal, with the digits of its currency: `12.50`.
    pub amount: String,
    /// ISO 4217.
    pub currency: String,
}

impl From<Money> for MoneyJson {
    fn from(money: Money) -> Self {
        Self { amount: money.to_string(), currency: money.currency.to_string() }
    }
}

/// An order. Amounts are in its own currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Order)]
#[expect(missing_docs, reason = "the names say it; where they do not, there is a comment")]
pub struct OrderJson {
    pub id: OrderId,
    pub store_id: StoreId,
    pub store_name: String,
    /// Whether its store can be asked now to do something with it; one that only tells of itself, is paused or not connected can't.
    pub store_acts: bool,
    /// Why and since when what stands here may be another in the store; null while all is well.
    pub store_state: Option<StaleJson>,
    /// What the customer calls it.
    pub number: String,
    pub status: Status,
    /// The store's own word.
    pub raw_status: String,
    pub currency: String,
    /// Refunds are not taken off.
    pub total: MoneyJson,
    /// The total in the currency of the store; null where the customer paid in that one, or the store does not say.
    pub store_total: Option<MoneyJson>,
    /// Lines before discounts, without tax.
    pub subtotal: MoneyJson,
    pub discount_total: MoneyJson,
    /// Without tax.
    pub shipping_total: MoneyJson,
    pub tax_total: MoneyJson,
    pub refunded_total: MoneyJson,
    pub placed_at: Time,
    pub modified_at: Time,
    pub paid_at: Option<Time>,
    pub completed_at: Option<Time>,
    pub customer_id: Option<CustomerId>,
    /// As given at the checkout; empty when none was.
    pub customer_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub payment_method: Option<String>,
    /// In the order in which they were made; refunds are apart.
    pub payments: Vec<PaymentJson>,
    pub shipping_method: Option<String>,
    /// What the customer wrote at the checkout; null in Shopify, where it stands in `note`.
    pub customer_note: Option<String>,
    /// The one note that an order has in Shopify: what the customer wrote at the checkout and what the store's people wrote
    /// there or from here, one text. Null in other stores.
    pub note: Option<String>,
    /// In which it was placed (BCP 47); null where the store does not tell.
    pub language: Option<String>,
    pub billing: AddressJson,
    pub shipping: AddressJson,
    pub lines: Vec<LineJson>,
    pub fees: Vec<FeeJson>,
    pub coupons: Vec<String>,
    pub shipments: Vec<ShipmentJson>,
    /// Whether it waits too long to be sent, or one of its parcels is late: the earliest of these.
    pub late: Option<LateJson>,
    pub refunds: Vec<RefundJson>,
    /// What the customer sends back, where the store keeps that itself.
    pub returns: Vec<ReturnJson>,
    pub notes: Vec<NoteJson>,
    /// The store's id.
    pub source_id: String,
    /// The order's page in the store's administration.
    pub admin_url: Option<String>,
}

/// What a customer's orders say about them.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CustomerOrderFacts)]
pub struct FactsJson {
    /// When they placed their first order that counts; drafts, failed ones and what was thrown away do not.
    pub first_order_at: Option<Time>,
    /// When they placed their last one.
    pub last_order_at: Option<Time>,
    /// Days from one order to the next on average; null before the second.
    pub days_between: Option<f64>,
    /// How often money was given back.
    pub refunds: usize,
    /// How much, by currency.
    pub refunded: Vec<MoneyJson>,
    /// Pieces that were given back with it.
    pub returned_pieces: i64,
    /// Stores of their orders of which not everything is known at the moment; empty while all is well.
    pub stale_stores: Vec<StaleStoreJson>,
}

/// A store of which not everything is known at the moment.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StaleStore)]
pub struct StaleStoreJson {
    /// The store.
    pub store_id: StoreId,
    /// What people here call it.
    pub store_name: String,
    /// Why, and since when.
    pub state: StaleJson,
}

impl StaleStoreJson {
    pub(super) fn of(known: ReadStore, now: Time) -> Option<Self> {
        let state = known.staleness(now)?;
        Some(Self { store_id: known.store.id, store_name: known.store.name, state })
    }
}

impl FactsJson {
    pub(super) fn of(facts: Facts, stale_stores: Vec<StaleStoreJson>) -> Result<Self, DbError> {
        let money = |(code, minor): (String, i64)| {
            Ok::<_, DbError>(MoneyJson::from(Money::new(minor, currency(&code)?)))
        };
        Ok(Self {
            first_order_at: facts.first,
            last_order_at: facts.last,
            days_between: facts.between.map(|between| (between.as_secs_f64() / 8640.0).round() / 10.0),
            refunds: facts.refunds,
            refunded: facts.refunded.into_iter().map(money).collect::<Result<_, DbError>>()?,
            returned_pieces: facts.returned_pieces,
            stale_stores,
        })
    }
}

/// An address as typed at the checkout; what was left empty is absent.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = OrderAddress)]
pub struct AddressJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub company: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub line1: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub line2: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub postcode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub phone: Option<String>,
}

impl From<&Contact> for AddressJson {
    fn from(contact: &Contact) -> Self {
        Self {
            name: contact.name(),
            first_name: contact.first_name.clone(),
            last_name: contact.last_name.clone(),
            company: contact.company.clone(),
            line1: contact.address_1.clone(),
            line2: contact.address_2.clone(),
            city: contact.city.clone(),
            state: contact.state.clone(),
            postcode: contact.postcode.clone(),
            country: contact.country.clone(),
            email: contact.email.clone(),
            phone: contact.phone.clone(),
        }
    }
}

/// A line of an order.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderLine)]
pub struct LineJson {
    /// The store's id of the line.
    pub source_id: String,
    pub name: String,
    pub sku: Option<String>,
    /// Also those that were given back since.
    pub quantity: i64,
    /// Those that are in the order still, neither given back nor taken out: by these a line is changed.
    pub quantity_left: i64,
    /// After discounts, without tax, rounded: to show, not to multiply.
    pub unit_price: MoneyJson,
    /// After discounts, without tax.
    pub total: MoneyJson,
    pub tax: MoneyJson,
    pub image_url: Option<String>,
    pub product_source_id: Option<String>,
    /// The store's id of the variant, for a product that has them.
    pub variant_source_id: Option<String>,
    /// The product, where it is known.
    pub product_id: Option<ProductId>,
    /// What was chosen or engraved; what makes the variant what it is, where the store does not say.
    pub options: Vec<OptionJson>,
}

/// What was chosen of a product.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderLineOption)]
pub struct OptionJson {
    pub name: String,
    pub value: String,
}

/// A surcharge, or a discount when negative.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderFee)]
pub struct FeeJson {
    pub name: String,
    pub total: MoneyJson,
}

/// A parcel.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Shipment)]
pub struct ShipmentJson {
    /// Slug in the table of carriers: `tr.yurtici`.
    pub carrier: Option<String>,
    pub carrier_name: Option<String>,
    pub number: Option<String>,
    pub url: Option<String>,
    /// False when the number has to be typed at the carrier's page.
    pub url_is_prefilled: bool,
    pub status: ParcelStatus,
    pub shipped_at: Option<Time>,
    pub delivered_at: Option<Time>,
    pub expected_at: Option<Time>,
    /// Its state more closely, where a tracking service tells.
    pub substatus: Option<ShipmentSubstatus>,
    /// Who signed for it: first letters only.
    pub signed_by: Option<String>,
    /// Since when it is late, and why.
    pub late: Option<LateJson>,
    /// Where it was seen, the newest first; empty where nobody tells.
    pub checkpoints: Vec<CheckpointJson>,
    /// What of the order is in it; empty where nobody tells.
    pub lines: Vec<ShipmentLineJson>,
}

/// Pieces of a line of the order that travel in a parcel.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ShipmentLine)]
pub struct ShipmentLineJson {
    /// The store's id of the line.
    pub source_id: String,
    /// The line's name; null when the order has it no more.
    pub name: Option<String>,
    /// How many of its pieces.
    pub quantity: i64,
}

/// A parcel was seen somewhere.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Checkpoint)]
pub struct CheckpointJson {
    pub at: Time,
    pub status: ParcelStatus,
    /// What the carrier wrote, without people's names, numbers and addresses.
    pub text: Option<String>,
    pub place: Option<String>,
}

impl From<Checkpoint> for CheckpointJson {
    fn from(seen: Checkpoint) -> Self {
        // What was kept before more was masked is masked here.
        let shown = |text: Option<String>| text.as_deref().map(mask_personal);
        Self {
            at: seen.at.into(),
            status: seen.status.into(),
            text: shown(seen.text),
            place: shown(seen.place),
        }
    }
}

impl ShipmentJson {
    fn of(parcel: Shipment, order: &[LineJson], deadlines: &[Deadline], now: Time) -> Self {
        let packed = |line: ShipmentLine| ShipmentLineJson {
            name: order
                .iter()
                .find(|one| one.source_id == line.order_line_id.as_str())
                .map(|one| one.name.clone()),
            source_id: line.order_line_id.0,
            quantity: line.quantity,
        };
        let own = deadlines.iter().filter(|deadline| deadline.shipment_id == parcel.id);
        Self {
            carrier: parcel.carrier,
            carrier_name: parcel.carrier_name,
            number: parcel.number,
            url: parcel.url,
            url_is_prefilled: parcel.prefilled == Prefilled::Yes,
            status: parcel.status,
            shipped_at: parcel.shipped_at,
            delivered_at: parcel.delivered_at,
            expected_at: parcel.expected_at,
            substatus: parcel.substatus,
            signed_by: parcel.signed_by,
            late: LateJson::of(own, now),
            checkpoints: parcel.checkpoints.0.into_iter().map(CheckpointJson::from).collect(),
            lines: parcel.lines.0.into_iter().map(packed).collect(),
        }
    }
}

/// A note on an order.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderNote)]
pub struct NoteJson {
    pub text: String,
    /// Empty when the store itself wrote it, or does not say who did.
    pub author: String,
    /// Whether it was mailed to the customer.
    pub customer_note: bool,
    pub at: Time,
}

impl OrderJson {
    /// An order as the API shows it.
    ///
    /// # Errors
    /// [`DbError::Corrupt`] when a stored currency is none.
    pub fn of(whole: Whole, now: Time) -> Result<Self, DbError> {
        let Whole { order, store, detail, lines, products, refunds, notes, shipments, deadlines } = whole;
        let store_state = store.as_ref().and_then(|known| known.staleness(now));
        let store = store.map(|known| known.store);
        let store_acts = store.as_ref().is_some_and(Store::can_act);
        let has_one_note = store.as_ref().is_some_and(|store| store.kind == StoreKind::Shopify);
        let written = detail.as_ref().and_then(|about| about.customer_note.clone());
        let (note, customer_note) = if has_one_note { (written, None) } else { (None, written) };
        let currency = currency(&order.currency)?;
        let money = |minor: i64| MoneyJson::from(Money::new(minor, currency));
        let left = |line: &Line| {
            let given_back = refunds.iter().flat_map(|refund| &refund.lines.0);
            RefundLine::pieces_left(&line.source_id, line.quantity, line.current_quantity, given_back)
        };
        let lines = lines.into_iter().map(|line| LineJson {
            quantity_left: left(&line),
            unit_price: money(line.unit_price),
            total: money(line.total),
            tax: money(line.tax),
            product_id: products.product(order.store_id, &line),
            options: products.options(order.store_id, &line).0.into_iter().map(option).collect(),
            source_id: line.source_id,
            name: line.name,
            sku: line.sku,
            quantity: line.quantity,
            image_url: line.image_url,
            product_source_id: line.product_source_id,
            variant_source_id: line.variation_source_id,
        });
        let lines: Vec<LineJson> = lines.collect();
        let refunds = refunds.into_iter().map(|refund| RefundJson::of(refund, currency));
        let notes = notes.into_iter().map(|note| NoteJson {
            text: note.text,
            author: note.author.unwrap_or_default(),
            customer_note: note.audience == Audience::Customer,
            at: note.written_at,
        });
        let address = |contact: Option<&Contact>| contact.map(AddressJson::from).unwrap_or_default();
        let about = detail.as_ref();
        Ok(Self {
            id: order.id,
            store_id: order.store_id,
            admin_url: store.as_ref().and_then(|known| admin_url(known, &order)),
            store_acts,
            store_state,
            store_name: store.map(|known| known.name).unwrap_or_default(),
            total: money(order.total),
            subtotal: money(order.subtotal),
            discount_total: money(order.discount_total),
            shipping_total: money(order.shipping_total),
            tax_total: money(order.tax_total),
            refunded_total: money(order.refunded_total),
            store_total: about.and_then(|about| about.store_total).map(MoneyJson::from),
            billing: address(about.map(|about| &about.billing)),
            shipping: address(about.map(|about| &about.shipping)),
            payments: about
                .map(|about| about.payments.iter().map(PaymentJson::of).collect())
                .unwrap_or_default(),
            returns: about
                .map(|about| about.returns.iter().map(ReturnJson::of).collect())
                .unwrap_or_default(),
            fees: about.map(|about| fees(&about.fees)).unwrap_or_default(),
            coupons: about
                .map(|about| about.coupons.iter().map(|c| c.code.clone()).collect())
                .unwrap_or_default(),
            late: LateJson::of(&deadlines, now),
            shipments: shipments
                .into_iter()
                .map(|parcel| ShipmentJson::of(parcel, &lines, &deadlines, now))
                .collect(),
            lines,
            refunds: refunds.collect(),
            notes: notes.collect(),
            number: order.number,
            status: order.status,
            raw_status: order.raw_status,
            currency: order.currency,
            placed_at: order.placed_at,
            modified_at: order.modified_at,
            paid_at: order.paid_at,
            completed_at: order.completed_at,
            customer_id: order.customer_id,
            customer_name: order.customer_name.unwrap_or_default(),
            email: order.email,
            phone: order.phone,
            payment_method: order.payment_method,
            source_id: order.source_id,
            shipping_method: detail.as_ref().and_then(|about| about.shipping_method.clone()),
            language: about.and_then(|about| about.language.clone()),
            customer_note,
            note,
        })
    }
}

fn option((name, value): (String, String)) -> OptionJson {
    OptionJson { name, value }
}

fn fees(fees: &[commerce::model::Fee]) -> Vec<FeeJson> {
    fees.iter().map(|fee| FeeJson { name: fee.name.clone(), total: fee.total.into() }).collect()
}

/// WordPress leads from here to wherever this store keeps its orders, and Shopify to its own administration.
fn admin_url(store: &Store, order: &Order) -> Option<String> {
    let (url, id) = (&store.url, &order.source_id);
    match store.kind {
        StoreKind::WooCommerce => Some(format!("{url}/wp-admin/post.php?post={id}&action=edit")),
        StoreKind::Shopify => Some(format!("{url}/admin/orders/{id}")),
        StoreKind::Other => None,
    }
}
