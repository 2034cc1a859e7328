//! Shopify, on things written in its documented shape and against a store that speaks its documented bytes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use commerce::http::{Http, Request, Response, TransportError};
use commerce::model::{
    CustomerRef, OrderStage, PaymentStage, ShipmentStatus, SourceId, StockStatus, Visibility,
};
use commerce::replay::shopify::{DOMAIN, ShopifyStore};
use commerce::shopify::webhook::{self, Hint, NotBelieved};
use commerce::shopify::{
    BadKeys, Client, Connection, Keys, Scopes, ShopUrl, ShopUrlError, WatchedTopic, gid, map, probe,
};
use commerce::{PlainHttp, StoreError};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shopify")
}

pub fn written(file: &str) -> Vec<Value> {
    serde_json::from_slice(&std::fs::read(folder().join(file)).unwrap()).unwrap()
}

#[test]
fn an_order_with_included_taxes_discounts_a_refund_and_a_parcel_adds_up_to_the_kurus() {
    let order = map::order(&written("orders.json")[0]).unwrap();
    assert_eq!((order.source_id.as_str(), order.number.as_str()), ("5001001", "1001"));
    assert_eq!(
        (order.status.stage, order.status.raw.as_str()),
        (OrderStage::Shipped, "partially_refunded, fulfilled")
    );
    let totals = order.totals;
    let written = [totals.items, totals.discount, totals.shipping, totals.tax, totals.total, totals.refunded];
    assert_eq!(written.map(|money| money.minor), [100_000, 10_000, 4_983, 20_997, 125_980, 30_000]);
    assert_eq!(
        totals.items.minor + totals.shipping.minor + totals.tax.minor,
        totals.total.minor,
        "without tax, and the tax, are all of it"
    );
    assert_eq!(order.customer, CustomerRef::Account(SourceId::from("7001")));
    assert_eq!(order.billing.name().as_deref(), Some("Ayşe Yılmaz"));
    assert_eq!(order.email.as_deref(), Some("ayse.yilmaz@example.com"));
    assert_eq!(order.payment_method.as_deref(), Some("iyzico •••• 4242"));
    let [failed, paid] = order.payments.as_slice() else { panic!("a refund is no payment") };
    assert_eq!((failed.stage, paid.stage), (PaymentStage::Failed, PaymentStage::Paid));
    assert_eq!((paid.amount.minor, paid.transaction_id.as_deref()), (125_980, Some("iyz_70")));
    assert_eq!(paid.at, order.paid_at);
    assert_eq!(order.shipping_method.as_deref(), Some("Yurtiçi Kargo"));
    assert_eq!(order.customer_note.as_deref(), Some("Kapıyı çalmayın, bebek uyuyor."));
    assert_eq!(order.coupons[0].code, "GÜZ10");
    assert_eq!(order.paid_at.unwrap().to_string(), "2026-11-20T09:16:00Z");
    assert_eq!(order.language.as_deref(), Some("tr"));

    let [boots, soles] = order.lines.as_slice() else { panic!("two lines") };
    assert_eq!((boots.name.as_str(), boots.total.minor, boots.tax.minor), ("Süet bot", 75_000, 15_000));
    assert_eq!(boots.options, [("Numara".into(), "42".into()), ("Renk".into(), "Kahverengi".into())]);
    assert_eq!((boots.product_id.as_ref().unwrap().as_str(), boots.sku.as_deref()), ("6001", Some("BOT-42")));
    assert_eq!(boots.image_url.as_deref(), Some("https://cdn.shopify.com/s/files/1/bot.jpg"));
    assert_eq!((soles.quantity, soles.total.minor, soles.unit_price.minor), (3, 25_000, 8_333));
    assert_eq!(soles.options, [("İşleme".into(), "A.Y.".into())], "what the store hides stays hidden");

    let [refund] = order.refunds.as_slice() else { panic!("a refund of nothing is none") };
    assert_eq!(
        (refund.source_id.as_str(), refund.amount.minor, refund.paid_back),
        ("8001", 30_000, Some(true))
    );
    assert_eq!(refund.reason.as_deref(), Some("Tabanlık geri geldi"));
    assert_eq!(refund.paid_to.as_deref(), Some("Visa •••• 4242"));
    let line = &refund.lines[0];
    assert_eq!((line.quantity, line.total.minor, line.tax.minor), (3, 25_000, 5_000));
    assert_eq!(line.order_line_id.as_ref().unwrap().as_str(), "9002");

    let [parcel] = order.shipments.as_slice() else { panic!("a parcel that was called off is none") };
    assert_eq!(
        (parcel.carrier.as_deref(), parcel.status),
        (Some("tr.yurtici"), ShipmentStatus::OutForDelivery)
    );
    assert_eq!(parcel.number.as_ref().unwrap().as_str(), "123456789012");
    let contents: Vec<(&str, i64)> =
        parcel.lines.iter().map(|line| (line.order_line_id.as_str(), line.quantity)).collect();
    assert_eq!(contents, [("9001", 1), ("9002", 3)]);
    assert_eq!(parcel.checkpoints.len(), 2);
    assert_eq!(parcel.checkpoints[1].place.as_deref(), Some("Bursa, TR"));
    assert_eq!(parcel.expected_at.unwrap().to_string(), "2026-11-22T00:00:00Z");
    assert!(order.rounded.is_empty());
    assert_eq!(order.store_total, None, "it was paid in the store's own currency");
}

#[test]
fn a_parcel_says_what_is_in_it_unless_several_were_sent_together() {
    let mut order = written("orders.json").swap_remove(0);
    let second = json!({ "company": "Yurtiçi Kargo", "number": "123456789013", "url": null });
    order["fulfillments"][0]["trackingInfo"].as_array_mut().unwrap().push(second);
    let parcels = map::order(&order).unwrap().shipments;
    assert_eq!(parcels.len(), 2);
    assert!(parcels.iter().all(|parcel| parcel.lines.is_empty()), "nobody says which holds what");
    order["fulfillments"][0]["trackingInfo"] = json!([]);
    let [handed_over] = &map::order(&order).unwrap().shipments[..] else { panic!("one parcel") };
    assert_eq!((&handed_over.number, handed_over.lines.len()), (&None, 2), "there is nothing to follow");
    order["fulfillments"][0]["fulfillmentLineItems"]["nodes"] = json!([]);
    assert!(map::order(&order).unwrap().shipments.is_empty(), "nothing is known of it");
}

#[test]
fn a_guest_pays_in_their_own_currency_and_a_cancelled_order_says_so() {
    let orders = written("orders.json");
    let euro = map::order(&orders[1]).unwrap();
    assert_eq!((euro.currency.to_string().as_str(), euro.totals.total.minor), ("EUR", 11_900));
    assert_eq!((euro.customer, euro.status.stage), (CustomerRef::Guest, OrderStage::Pending));
    assert_eq!(euro.billing.name().as_deref(), Some("Johanna Müller"), "who gets it pays");
    assert_eq!(euro.payment_method.as_deref(), Some("Bank Deposit"));
    assert_eq!(euro.rounded.len(), 1, "half a cent of tax is rounded, and it is said");

    let won = map::order(&orders[2]).unwrap();
    assert_eq!((won.number.as_str(), won.status.raw.as_str()), ("KS-1003", "cancelled"));
    assert_eq!((won.status.stage, won.totals.total.minor), (OrderStage::Cancelled, 33_000));
    assert_eq!((won.lines[0].total.minor, won.lines[0].unit_price.minor), (30_000, 15_000));
    assert_eq!(won.billing.name().as_deref(), Some("김민수"));
}

#[test]
fn what_shopify_says_of_payment_and_parcels_becomes_one_state() {
    let mut order = written("orders.json").swap_remove(0);
    for (financial, fulfillment, stage) in [
        (json!("PAID"), "UNFULFILLED", OrderStage::Processing),
        (json!("PAID"), "PARTIALLY_FULFILLED", OrderStage::PartiallyShipped),
        (json!("PENDING"), "FULFILLED", OrderStage::Shipped),
        (json!("AUTHORIZED"), "UNFULFILLED", OrderStage::OnHold),
        (json!("PAID"), "ON_HOLD", OrderStage::OnHold),
        (json!("PARTIALLY_PAID"), "UNFULFILLED", OrderStage::Pending),
        (json!("REFUNDED"), "FULFILLED", OrderStage::Refunded),
        (json!("VOIDED"), "UNFULFILLED", OrderStage::Failed),
        (Value::Null, "UNFULFILLED", OrderStage::Processing),
        (json!("SOMETHING_NEW"), "UNFULFILLED", OrderStage::Other),
    ] {
        order["displayFinancialStatus"] = financial.clone();
        order["displayFulfillmentStatus"] = fulfillment.into();
        assert_eq!(map::order(&order).unwrap().status.stage, stage, "{financial}, {fulfillment}");
    }
    order["displayFinancialStatus"] = "PAID".into();
    order["displayFulfillmentStatus"] = "FULFILLED".into();
    order["fulfillments"][0]["displayStatus"] = "DELIVERED".into();
    assert_eq!(map::order(&order).unwrap().status.stage, OrderStage::Delivered);
}

#[test]
fn what_cannot_be_read_names_its_place() {
    let mut order = written("orders.json").swap_remove(0);
    order["totalPriceSet"]["presentmentMoney"]["amount"] = "12,50".into();
    let error = map::order(&order).unwrap_err();
    assert_eq!(error.pointer, "/totalPriceSet/presentmentMoney/amount");
    assert_eq!(map::order(&json!({})).unwrap_err().pointer, "/id");
}

#[test]
fn accounts_and_products_are_read() {
    let ayse = map::customer(&written("customers.json")[0]).unwrap();
    assert_eq!((ayse.source_id.as_str(), ayse.has_paid), ("7001", true));
    assert_eq!(ayse.email.as_deref(), Some("ayse.yilmaz@example.com"));
    assert_eq!((ayse.phone.as_deref(), ayse.language.as_deref()), (Some("+905321234567"), Some("tr")));
    assert!(!map::customer(&written("customers.json")[1]).unwrap().has_paid);

    let products = written("products.json");
    let boots = map::product(&products[0]).unwrap();
    assert_eq!((boots.price.unwrap().minor, boots.regular_price.unwrap().minor), (100_000, 120_000));
    assert_eq!((boots.stock, boots.stock_quantity), (StockStatus::InStock, Some(7)));
    assert_eq!(
        (boots.kind.as_str(), boots.visibility, boots.variation_ids.len()),
        ("variable", Visibility::Published, 2)
    );
    assert_eq!((boots.categories.len(), boots.images.len(), boots.attributes.len()), (2, 1, 1));
    let soles = map::product(&products[1]).unwrap();
    assert_eq!((soles.stock, soles.visibility), (StockStatus::OnBackorder, Visibility::Hidden));
    assert_eq!((soles.kind.as_str(), soles.attributes.len()), ("simple", 0));
    assert_eq!(soles.variations, Some(Vec::new()), "its one variant is the product itself");

    let variants = boots.variations.unwrap();
    let [first, second] = variants.as_slice() else { panic!("{variants:#?}") };
    assert_eq!((first.source_id.as_str(), first.product_id.as_ref().unwrap().as_str()), ("6101", "6001"));
    assert_eq!((first.name.as_deref(), first.sku.as_deref()), (Some("42"), Some("BOT-42")));
    assert_eq!((first.price.unwrap().minor, first.regular_price.unwrap().minor), (100_000, 120_000));
    assert_eq!((first.stock, first.stock_quantity), (StockStatus::InStock, Some(7)));
    assert_eq!(first.options, [("Numara".to_owned(), "42".to_owned())]);
    assert_eq!(first.image_url.as_deref(), Some("https://cdn.shopify.com/s/files/1/bot-42.jpg"));
    assert_eq!(first.modified_at, Some("2026-11-18T12:00:00Z".parse().unwrap()));
    assert_eq!((second.price, second.regular_price), (second.regular_price, second.price), "no sale");
    assert_eq!(
        (second.stock, second.stock_quantity, &second.image_url),
        (StockStatus::OutOfStock, Some(0), &None)
    );
    let mut sold_on = products[0].clone();
    sold_on["variants"]["nodes"][0]["inventoryQuantity"] = json!(-2);
    for (policy, stock, left) in
        [("CONTINUE", StockStatus::OnBackorder, Some(-2)), ("DENY", StockStatus::InStock, None)]
    {
        sold_on["variants"]["nodes"][0]["inventoryPolicy"] = policy.into();
        let told = map::product(&sold_on).unwrap().variations.unwrap();
        assert_eq!((told[0].stock, told[0].stock_quantity), (stock, left), "{policy}");
    }
}

#[test]
fn a_store_has_one_address_whatever_is_copied_and_no_other_host_gets_the_token() {
    for text in [
        "kestane",
        "Kestane.myshopify.com",
        "https://kestane.myshopify.com/admin/orders?x=1",
        "https://admin.shopify.com/store/kestane/orders",
        "admin.shopify.com/store/kestane",
    ] {
        assert_eq!(text.parse::<ShopUrl>().unwrap().to_string(), "https://kestane.myshopify.com", "{text}");
    }
    for text in [
        "https://kestane.example",
        "https://kestane.myshopify.com.evil.example",
        "https://evil.example/kestane.myshopify.com",
        "https://user@kestane.myshopify.com",
        "-x.myshopify.com",
        "a.b.myshopify.com",
        "https://admin.shopify.com/",
    ] {
        assert_eq!(text.parse::<ShopUrl>(), Err(ShopUrlError::NotAShop), "{text}");
    }
    assert_eq!(" ".parse::<ShopUrl>(), Err(ShopUrlError::Empty));
}

#[test]
fn keys_are_told_apart_and_never_shown() {
    let (token, secret) =
        ("shpat_0123456789abcdef0123456789abcdef", "shpss_0123456789abcdef0123456789abcdef");
    let keys = Keys::parse(&format!(" {token} "), secret).unwrap();
    assert_eq!(keys.access_token(), token);
    assert_eq!(format!("{keys:?}"), "Keys(…cdef)");
    assert_eq!(Keys::parse(secret, token), Err(BadKeys::Exchanged));
    assert_eq!(Keys::parse("ck_0123456789abcdef0123456789abcdef", secret), Err(BadKeys::AccessToken));
    assert_eq!(Keys::parse(token, "short"), Err(BadKeys::ApiSecret));
    assert!(Keys::parse(token, "0123456789abcdef0123456789abcdef").is_ok(), "older secrets have no prefix");
}

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
        .collect()
}

#[test]
fn a_message_is_believed_by_its_signature_alone() {
    // The signature was made with openssl: printf '{"id":820982911946154508}' | openssl dgst -sha256 -hmac hush -binary | base64
    let (body, signature) = (br#"{"id":820982911946154508}"#, "qBvrsZF7RfB1iS6BX6IHqJTp5L911P7intnPeTPsH0I=");
    let signed = headers(&[
        ("x-shopify-hmac-sha256", signature),
        ("x-shopify-topic", "orders/updated"),
        ("x-shopify-shop-domain", "Kestane.myshopify.com"),
        ("x-shopify-webhook-id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043"),
    ]);
    let message = webhook::verify(&signed, body, "hush").unwrap();
    assert_eq!(message.hint, Hint::Order(SourceId::from("820982911946154508")));
    assert_eq!(message.domain, "kestane.myshopify.com");
    assert_eq!(message.dedupe_key, "orders/updated:b54557e4-bdd9-4b37-8a5f-bf7d70bcd043");
    assert_eq!(webhook::verify(&signed, body, "other"), Err(NotBelieved::WrongSignature));
    assert_eq!(webhook::verify(&signed, br#"{"id":1}"#, "hush"), Err(NotBelieved::WrongSignature));
    assert_eq!(webhook::verify(&HeaderMap::new(), body, "hush"), Err(NotBelieved::Unsigned));
}

#[test]
fn a_message_is_a_hint_of_what_to_ask_for() {
    let id = |id: &str| SourceId::from(id);
    for (topic, body, hint) in [
        ("orders/create", json!({ "id": 5 }), Hint::Order(id("5"))),
        ("orders/delete", json!({ "id": 5 }), Hint::OrderDeleted(id("5"))),
        ("orders/edited", json!({ "order_edit": { "order_id": 5 } }), Hint::Order(id("5"))),
        ("refunds/create", json!({ "id": 1, "order_id": 5 }), Hint::Order(id("5"))),
        ("fulfillments/update", json!({ "id": 1, "order_id": 5 }), Hint::Order(id("5"))),
        ("customers/update", json!({ "id": 7 }), Hint::Customer(id("7"))),
        ("products/delete", json!({ "id": 9 }), Hint::ProductDeleted(id("9"))),
        ("app/uninstalled", json!({}), Hint::Uninstalled),
        ("shop/redact", json!({ "shop_id": 1, "shop_domain": DOMAIN }), Hint::RedactShop),
        (
            "customers/redact",
            json!({ "shop_id": 1, "customer": { "id": 7, "email": "a@b", "phone": "" }, "orders_to_redact": [5, 6] }),
            Hint::RedactCustomer {
                customer: Some(id("7")),
                email: Some("a@b".to_owned()),
                phone: None,
                orders: vec![id("5"), id("6")],
            },
        ),
        (
            "customers/data_request",
            json!({ "customer": { "id": 7 }, "orders_requested": [5], "data_request": { "id": 3 } }),
            Hint::DataRequested { customer: Some(id("7")), orders: vec![id("5")] },
        ),
        ("themes/publish", json!({ "id": 1 }), Hint::Other),
        ("orders/create", json!({}), Hint::Nonsense("the body names nothing")),
    ] {
        let body = body.to_string();
        let signature = webhook::signature(body.as_bytes(), "hush");
        let signed = headers(&[("x-shopify-hmac-sha256", &signature), ("x-shopify-topic", topic)]);
        assert_eq!(webhook::verify(&signed, body.as_bytes(), "hush").unwrap().hint, hint, "{topic}");
    }
}

struct World {
    store: ShopifyStore,
    client: Client<PlainHttp>,
    waited: Arc<Mutex<Vec<Duration>>>,
}

async fn world() -> World {
    let store = ShopifyStore::start(&folder()).await.unwrap();
    let http = PlainHttp::new().unwrap();
    let probed = probe(&http, &store.url().parse().unwrap(), &store.keys()).await.unwrap();
    let (client, waited) = client(probed.connection, http);
    World { store, client, waited }
}

/// A client that writes down how long it would have waited.
fn client<H: Http>(connection: Connection, http: H) -> (Client<H>, Arc<Mutex<Vec<Duration>>>) {
    let waited = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&waited);
    let sleep = Box::new(move |time| {
        noted.lock().unwrap().push(time);
        Box::pin(std::future::ready(())) as _
    });
    (Client::new(connection, http, sleep), waited)
}

#[tokio::test]
async fn a_list_is_read_from_cursor_to_cursor_in_pages_that_may_be_paid_with_all_lines_of_long_orders() {
    let World { store, client, .. } = world().await;
    store.set_most_orders(1);
    let mut pages = client.orders(None);
    let (mut read, mut cursor) = (Vec::new(), None);
    while let Some(page) = pages.next_page().await.unwrap() {
        assert_eq!((page.items.len(), page.total), (1, Some(3)));
        read.extend(page.items.into_iter().map(|(order, _)| (order.number, order.lines.len())));
        if page.number == 2 {
            cursor = page.cursor;
        }
    }
    assert_eq!(read, [("1001".to_owned(), 2), ("1002".to_owned(), 40), ("KS-1003".to_owned(), 1)]);
    let mut rest = client.orders(None).starting_at(3, cursor);
    let page = rest.next_page().await.unwrap().unwrap();
    assert_eq!(
        (page.number, page.items[0].0.number.as_str()),
        (3, "KS-1003"),
        "it goes on behind the cursor"
    );
    assert!(rest.next_page().await.unwrap().is_none());
    let sizes: Vec<u64> = store
        .asked()
        .iter()
        .filter(|(name, _)| name == "Orders")
        .map(|(_, variables)| variables["first"].as_u64().unwrap())
        .collect();
    assert_eq!(sizes[..6], [25, 12, 6, 3, 1, 1], "what cost too much is asked for in halves");
}

#[tokio::test]
async fn a_full_parcel_is_read_to_its_last_line() {
    let World { store, client, .. } = world().await;
    let piece =
        |line: u64| json!({ "quantity": 2, "lineItem": { "id": format!("gid://shopify/LineItem/{line}") } });
    store.change_orders(|orders| {
        let lines: Vec<Value> = (1..=230).map(piece).collect();
        orders[0]["fulfillments"][0]["fulfillmentLineItems"] = json!({ "nodes": lines });
    });
    let (order, json) = client.order(&SourceId::from("5001001")).await.unwrap();
    let lines = &order.shipments[0].lines;
    assert_eq!((lines.len(), lines[229].order_line_id.as_str()), (230, "230"));
    assert_eq!(
        json["fulfillments"][0]["fulfillmentLineItems"]["pageInfo"],
        Value::Null,
        "nor where it ended"
    );
    let asked = store.asked();
    let more = asked.iter().filter(|(name, _)| name == "ParcelLines").count();
    assert_eq!(more, 3, "four lines come with the order, the others by the hundred");
}

#[tokio::test]
async fn changes_are_asked_for_by_their_time_and_single_things_by_their_id() {
    let World { store, client, .. } = world().await;
    let since = "2026-11-21T01:05:00Z".parse().unwrap();
    let page = client.orders(Some(since)).next_page().await.unwrap().unwrap();
    let numbers: Vec<&str> = page.items.iter().map(|(order, _)| order.number.as_str()).collect();
    assert_eq!(numbers, ["KS-1003", "1001"], "by the time of the change, five minutes before as well");
    let (_, asked) = store.asked().pop().unwrap();
    assert_eq!(
        (&asked["filter"], &asked["sort"]),
        (&json!("updated_at:>='2026-11-21T01:00:00Z'"), &json!("UPDATED_AT"))
    );
    let (order, json) = client.order(&SourceId::from("5001002")).await.unwrap();
    assert_eq!((order.lines.len(), json["lineItems"]["nodes"].as_array().unwrap().len()), (40, 40));
    assert_eq!(client.order(&SourceId::from("1")).await.unwrap_err(), StoreError::NotFound);
    assert_eq!(client.product(&SourceId::from("6001")).await.unwrap().0.name, "Süet bot");
    store.change_orders(|orders| {
        for id in 8003..8013 {
            let mut more = orders[0]["refunds"][0].clone();
            more["legacyResourceId"] = id.to_string().into();
            orders[0]["refunds"].as_array_mut().unwrap().push(more);
        }
    });
    let (order, _) = client.order(&SourceId::from("5001001")).await.unwrap();
    assert_eq!((order.refunds.len(), order.lines.len()), (9, 2), "one of the ten is of nothing");
    let states = client.order_states(5_001_001).next_page().await.unwrap().unwrap();
    assert_eq!(states.items.len(), 2);
    assert_eq!(gid("Order", &SourceId::from("5001001")), "gid://shopify/Order/5001001");
}

#[tokio::test]
async fn an_empty_bucket_is_waited_for_exactly_as_long_as_it_needs() {
    let World { store, client, waited } = world().await;
    store.throttle(2);
    assert_eq!(client.customer(&SourceId::from("7001")).await.unwrap().first_name.as_deref(), Some("Ayşe"));
    assert_eq!(*waited.lock().unwrap(), [Duration::from_millis(50); 2], "50 points at 1000 a second, twice");
    store.throttle(1000);
    let error = client.customer(&SourceId::from("7001")).await.unwrap_err();
    assert_eq!(error, StoreError::RateLimited { retry_after: None }, "it is not waited for without end");
}

#[tokio::test]
async fn a_token_is_tried_and_what_it_lacks_is_named() {
    let World { store, client, .. } = world().await;
    let connection = client.connection();
    assert_eq!(connection.domain, DOMAIN);
    let now = "2026-11-22T00:00:00Z".parse().unwrap();
    assert_eq!(connection.shows_orders_since(now), None);
    let (http, shop) = (PlainHttp::new().unwrap(), store.url().parse().unwrap());
    store.set_scopes(&["write_orders", "read_products"]);
    let error = probe(&http, &shop, &store.keys()).await.unwrap_err();
    assert_eq!(error, StoreError::MissingScope { message: "the access token lacks read_customers".into() });
    store.set_scopes(&["read_orders", "read_customers", "read_products"]);
    let probed = probe(&http, &shop, &store.keys()).await.unwrap();
    assert_eq!(probed.facts.currency.to_string(), "TRY");
    assert_eq!(probed.facts.time_zone.as_deref(), Some("Europe/Istanbul"));
    let since = probed.connection.shows_orders_since(now).unwrap().to_string();
    assert_eq!(since, "2026-09-24T00:00:00Z", "59 of 60 days, for clocks and zones differ");
    assert_eq!(
        WatchedTopic::allowed(&probed.connection.scopes).count(),
        12,
        "no parcels without their right"
    );
}

#[tokio::test]
async fn webhooks_are_made_with_ids_alone_and_what_the_store_dislikes_is_told() {
    let World { store, client, .. } = world().await;
    let address = "https://desk.example/hooks/sto_1".parse().unwrap();
    client.create_webhook(WatchedTopic::RefundsCreate, &address).await.unwrap();
    let (_, asked) = store.asked().pop().unwrap();
    assert_eq!(asked["webhook"]["includeFields"], json!(["id", "order_id"]));
    let error = client.create_webhook(WatchedTopic::RefundsCreate, &address).await.unwrap_err();
    let StoreError::Refused { parameters, message, .. } = error else { panic!("{error}") };
    assert_eq!(parameters, ["webhookSubscription.uri"]);
    assert!(message.contains("already been taken"), "{message}");
    let known = client.webhooks().await.unwrap();
    assert_eq!((known.len(), known[0].topic.as_str()), (1, "REFUNDS_CREATE"));
    client.delete_webhook(&known[0].id).await.unwrap();
    assert!(client.webhooks().await.unwrap().is_empty());
}

#[derive(Debug)]
struct Says(u16, &'static str);

impl Http for Says {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        assert!(!format!("{request:?}").contains("shpat_"), "a request does not show its token");
        let status = StatusCode::from_u16(self.0).unwrap();
        Ok(Response { status, headers: headers(&[("retry-after", "2.0")]), body: self.1.as_bytes().to_vec() })
    }
}

#[tokio::test]
async fn what_stands_before_the_api_is_told_apart() {
    let keys = Keys::parse("shpat_0123456789abcdef", "0123456789abcdef").unwrap();
    let shop: ShopUrl = "kestane".parse().unwrap();
    for (status, body, error) in [
        (401, "{}", "the store does not accept the keys (NotAccepted)"),
        (402, "{}", "the store is closed (402)"),
        (403, r#"{"errors":"Forbidden"}"#, "the access token may not do this: Forbidden"),
        (404, r#"{"errors":"Not Found"}"#, "Shopify knows no store at this address"),
        (423, "{}", "the store is closed (423)"),
        (430, "<title>Rejected</title>", "something in front of the store refuses us: Rejected"),
        (429, "{}", "the store asks for patience"),
        (502, "<html>", "the store is unavailable (502)"),
        (301, "", "the store has moved"),
        (200, "<html>Hello", "the store answered with a page instead of data (200): Hello"),
        (
            200,
            r#"{"errors":[{"message":"Access denied for customers field.","extensions":{"code":"ACCESS_DENIED"}}]}"#,
            "the access token may not do this: Access denied for customers field.",
        ),
        (
            200,
            r#"{"errors":[{"message":"This shop is inactive","extensions":{"code":"SHOP_INACTIVE"}}]}"#,
            "the store is closed (200)",
        ),
        (
            200,
            r#"{"errors":[{"message":"Internal error","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}"#,
            "the store is unavailable (500)",
        ),
        (
            200,
            r#"{"errors":[{"message":"Field 'x' doesn't exist","extensions":{"code":"undefinedField"}}]}"#,
            "the store refuses (undefinedField): Field 'x' doesn't exist",
        ),
    ] {
        let found = probe(&Says(status, body), &shop, &keys).await.unwrap_err();
        assert_eq!(found.to_string(), error, "{status}");
    }
    let connection = Connection { shop, keys, domain: DOMAIN.to_owned(), scopes: Scopes::default() };
    let circle = r#"{"data":{"list":{"nodes":[],"pageInfo":{"hasNextPage":true,"endCursor":"x"}}}}"#;
    let (client, _) = client(connection, Says(200, circle));
    let mut pages = client.customers();
    assert!(pages.next_page().await.is_ok());
    assert!(
        matches!(pages.next_page().await, Err(StoreError::EndlessPages { .. })),
        "a list in a circle ends"
    );
}
