use commerce::model::{CustomerRef, Evidence, OrderStage, PaymentStage, StockStatus, Visibility};
use commerce::money::Currency;
use commerce::woocommerce::map::{self, MapProblem};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::recordings::{answer, answers, json as parse};

fn lira() -> Currency {
    "TRY".parse().unwrap()
}

#[test]
fn a_turkish_order_is_read_to_the_last_field() {
    let order = map::order(&answer(51)).unwrap();
    assert_eq!(order.source_id.as_str(), "47");
    assert_eq!(order.number, "47");
    assert_eq!(order.status.stage, OrderStage::Completed);
    assert_eq!(order.status.raw, "completed");
    assert_eq!(order.totals.total.to_string(), "2038.80");
    assert_eq!(order.totals.items.to_string(), "1649.10");
    assert_eq!(order.totals.discount.to_string(), "183.23");
    assert_eq!(order.totals.shipping.to_string(), "49.90");
    assert_eq!(order.totals.tax.to_string(), "339.80");
    assert_eq!(order.placed_at.to_string(), "2026-11-21T19:28:25Z");
    assert_eq!(order.modified_at.to_string(), "2026-11-21T19:28:26Z");
    assert_eq!(order.customer, CustomerRef::Account("2".into()));
    assert_eq!(order.billing.name().unwrap(), "Ayşe Yılmaz");
    assert_eq!(order.shipping.city.as_deref(), Some("İstanbul"));
    assert_eq!(order.email.as_deref(), Some("ayse.yilmaz@example.com"));
    assert_eq!(order.phone.as_deref(), Some("+90 532 123 45 67"));
    assert_eq!(order.payment_method.as_deref(), Some("Kapıda ödeme"));
    let [payment] = order.payments.as_slice() else { panic!("one payment") };
    assert_eq!((payment.stage, payment.gateway.as_deref()), (PaymentStage::Paid, Some("cod")));
    assert_eq!((payment.amount, payment.at), (order.totals.total, order.paid_at));
    assert_eq!(payment.transaction_id, None);
    assert_eq!(order.shipping_method.as_deref(), Some("Yurtiçi Kargo"));
    assert_eq!(order.customer_note.as_deref(), Some("Kapıyı çalmayın lütfen, bebek uyuyor 👶\nTeşekkürler"));
    assert_eq!(order.coupons[0].code, "hosgeldin10");
    assert_eq!(order.coupons[0].discount.to_string(), "183.23");

    let [boot, shirt] = order.lines.as_slice() else { panic!("two lines") };
    assert_eq!((boot.name.as_str(), boot.quantity), ("Kışlık Bot – Siyah (Çelik Burun)", 2));
    assert_eq!(boot.sku.as_deref(), Some("BOT-SYH-42"));
    assert_eq!(boot.unit_price.to_string(), "749.93", "the price 749.925 is rounded, never the total");
    assert_eq!(boot.total.to_string(), "1499.85");
    assert_eq!(boot.variation_id, None);
    assert_eq!(shirt.variation_id, Some("19".into()));
    let options: Vec<_> = shirt.options.iter().map(|(k, v)| format!("{k}: {v}")).collect();
    assert_eq!(options, ["Beden: S", "Renk: Kırmızı", "Nakış: “Ayşe” ♥"]);

    let [parcel] = order.shipments.as_slice() else { panic!("one parcel") };
    assert_eq!(parcel.number.as_ref().unwrap().as_str(), "YK1234567890TR");
    assert_eq!(parcel.carrier.as_deref(), Some("tr.yurtici"));
    assert_eq!(
        parcel.url.as_deref(),
        Some("https://www.yurticikargo.com/tr/online-servisler/gonderi-sorgula?code=YK1234567890TR")
    );
    assert_eq!(parcel.evidence, Evidence::Documented);
    assert!(order.rounded.is_empty());
}

#[test]
fn totals_have_the_stores_decimals_and_become_the_currencys() {
    for (number, code, total, minor) in [
        (52, "KRW", "91300", 91_300),
        (53, "IRR", "1125.00", 112_500),
        (54, "USD", "41.67", 4167),
        (55, "BHD", "12.350", 12_350),
        (107, "TRY", "2038.80", 203_880),
    ] {
        let order = map::order(&answer(number)).unwrap();
        assert_eq!(order.currency.as_str(), code);
        assert_eq!(order.totals.total.to_string(), total);
        assert_eq!(order.totals.total.minor, minor);
        assert!(order.rounded.is_empty() || number == 107, "{:?}", order.rounded);
    }
}

#[test]
fn an_amount_finer_than_its_currency_is_rounded_and_named() {
    let mut body = answer(52);
    body["total"] = json!("91300.50");
    body["line_items"][0]["total_tax"] = json!(8000.4);
    let order = map::order(&body).unwrap();
    assert_eq!(order.totals.total.minor, 91_301);
    assert_eq!(order.lines[0].tax.minor, 8000);
    assert_eq!(order.rounded, ["/line_items/0/total_tax", "/total"]);
}

#[test]
fn a_guest_is_a_guest_and_names_lose_their_markup() {
    let order = map::order(&answer(54)).unwrap();
    assert_eq!(order.customer, CustomerRef::Guest);
    assert_eq!(order.lines[0].name, "Gift Card 🎁 \"€50\" & more");
    assert_eq!(order.lines[0].sku.as_deref(), Some("GIFT/50#é"));
    assert!(order.shipping.is_empty());
}

#[test]
fn names_are_joined_the_way_their_language_does() {
    assert_eq!(map::order(&answer(52)).unwrap().billing.name().unwrap(), "김민수");
    assert_eq!(map::order(&answer(53)).unwrap().billing.name().unwrap(), "رضا احمدی");
    assert_eq!(map::order(&answer(58)).unwrap().billing.name(), None);
}

#[test]
fn an_empty_order_and_one_with_a_negative_fee_are_orders() {
    let empty = map::order(&answer(58)).unwrap();
    assert_eq!((empty.lines.len(), empty.totals.total.minor), (0, 0));
    let discounted = map::order(&answer(59)).unwrap();
    assert_eq!(discounted.fees[0].name, "Sadakat indirimi");
    assert_eq!(discounted.totals.fees.to_string(), "-25.00");
}

#[test]
fn refunds_inside_an_order_are_positive_and_summed() {
    let order = map::order(&answer(157)).unwrap();
    assert_eq!(order.status.stage, OrderStage::Refunded);
    assert_eq!(order.totals.refunded, order.totals.total);
    assert!(order.refunds.iter().all(|refund| refund.amount.minor > 0));
}

#[test]
fn a_refund_knows_its_lines_and_whether_money_moved() {
    let refund = map::refund(&answer(64), lira()).unwrap();
    assert_eq!(refund.amount.to_string(), "500.00");
    assert_eq!(refund.reason.as_deref(), Some("Beden küçük geldi"));
    assert_eq!(refund.paid_back, Some(false));
    assert_eq!(refund.refunded_at.unwrap().to_string(), "2026-11-21T19:28:57Z");
    let line = &refund.lines[0];
    assert_eq!(line.order_line_id, Some("1".into()));
    assert_eq!(
        (line.quantity, line.total.to_string(), line.tax.to_string()),
        (1, "416.67".into(), "83.33".into())
    );
    let listed = map::refund(&answer(69)[0], "USD".parse().unwrap()).unwrap();
    assert_eq!(listed.order_id, Some("50".into()));
}

#[test]
fn notes_tell_customer_and_internal_apart_and_lose_their_markup() {
    let notes: Vec<_> = answer(62).as_array().unwrap().iter().map(|n| map::note(n).unwrap()).collect();
    let told: Vec<_> = notes.iter().filter(|note| note.for_customer).collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].text, "Siparişiniz kargoya verildi 🚚 Takip");
    assert!(told[0].html.contains("<a href="));
    assert!(notes.iter().any(|note| note.text.contains("(7→5)")));
}

#[test]
fn customers_products_and_variations_are_read() {
    let customer = map::customer(&answer(45)).unwrap();
    assert_eq!(customer.email.as_deref(), Some("ayse.yilmaz@example.com"));
    assert_eq!(customer.billing.postcode.as_deref(), Some("34433"));
    let irish = map::customer(&answer(109)[0]).unwrap();
    assert_eq!(irish.email.as_deref(), Some("o'brien+shop@example.com"));
    assert_eq!(irish.last_name.as_deref(), Some("O'Brien"));

    let shirt = map::product(&answer(118), lira()).unwrap();
    assert_eq!(shirt.kind, "variable");
    assert_eq!(shirt.attributes[1].options, ["Kırmızı", "Yeşil"]);
    assert_eq!(shirt.variation_ids.len(), 3);
    let sold_out = map::product(&answer(34), "KRW".parse().unwrap()).unwrap();
    assert_eq!(sold_out.stock, StockStatus::OutOfStock);
    assert_eq!(map::product(&answer(35), lira()).unwrap().stock, StockStatus::OnBackorder);
    assert_eq!(map::product(&answer(37), lira()).unwrap().visibility, Visibility::Hidden);

    let medium = map::variation(&answer(119)[1], lira()).unwrap();
    assert_eq!(medium.price.unwrap().to_string(), "200.00");
    assert_eq!(medium.product_id, Some("18".into()));
    assert_eq!(medium.options, [("Beden".into(), "M".into()), ("Renk".into(), "Kırmızı".into())]);
    assert_eq!(medium.stock, StockStatus::OutOfStock);
    assert_eq!((medium.source_id.as_str(), medium.sku.as_deref()), ("20", Some("TS-M-1")));
    assert_eq!((medium.name.as_deref(), medium.image_url.as_deref()), (Some("M, Kırmızı"), None));
    assert_eq!((medium.stock_quantity, medium.visibility), (Some(0), Visibility::Published));
    assert_eq!(medium.regular_price, medium.price);
    assert_eq!(medium.modified_at, Some("2026-11-21T19:28:04Z".parse().unwrap()));
    assert_eq!(shirt.variations, None, "they have an address of their own");
    assert_eq!(map::product(&answer(33), lira()).unwrap().variations, Some(Vec::new()));
    let mut thrown_away = answer(33);
    thrown_away["status"] = "trash".into();
    assert_eq!(map::product(&thrown_away, lira()).unwrap().visibility, Visibility::Trashed);
}

#[test]
fn every_recorded_order_customer_and_product_is_understood() {
    let (mut orders, mut customers, mut products) = (0, 0, 0);
    for (name, status, body) in answers() {
        if !(200..300).contains(&status) || body.is_empty() || name.contains("fields") {
            continue;
        }
        let body = parse(&body);
        let records = body.as_array().map_or_else(|| vec![body.clone()], Clone::clone);
        for record in records {
            if record.get("order_key").is_some() {
                map::order(&record).unwrap_or_else(|error| panic!("{name}: {error}"));
                orders += 1;
            } else if record.get("is_paying_customer").is_some() {
                map::customer(&record).unwrap_or_else(|error| panic!("{name}: {error}"));
                customers += 1;
            } else if record.get("catalog_visibility").is_some() {
                map::product(&record, lira()).unwrap_or_else(|error| panic!("{name}: {error}"));
                products += 1;
            }
        }
    }
    assert!(orders > 60 && customers > 15 && products > 20, "{orders} {customers} {products}");
}

#[test]
fn an_error_names_the_place_in_the_record() {
    let broken = |change: fn(&mut Value)| {
        let mut body = answer(51);
        change(&mut body);
        map::order(&body).unwrap_err()
    };
    let missing = broken(|body| drop(body.as_object_mut().unwrap().remove("total")));
    assert_eq!((missing.pointer.as_str(), missing.problem), ("/total", MapProblem::Missing));
    let no_amount = broken(|body| body["line_items"][1]["total"] = json!("12,50"));
    assert_eq!(no_amount.to_string(), r#"/line_items/1/total: "12,50" is not an amount"#);
    let no_time = broken(|body| body["date_created_gmt"] = json!("yesterday"));
    assert_eq!(no_time.to_string(), "/date_created_gmt: is not a time");
    let no_currency = broken(|body| body["currency"] = json!("₺"));
    assert_eq!(no_currency.to_string(), "/currency: is not a currency code");
    let too_much = broken(|body| body["line_items"][0]["total"] = json!("92233720368547758.07"));
    assert_eq!(too_much.to_string(), "/line_items: the amount is too large");
    assert_eq!(map::order(&json!([])).unwrap_err().to_string(), ": is not an order");
}

#[test]
fn what_php_and_plug_ins_write_instead_is_understood() {
    let mut body = answer(51);
    body["id"] = json!("47");
    body["number"] = json!("TR-2026/0047");
    body["status"] = json!("wc-kargoda-bekliyor");
    body["customer_id"] = json!(false);
    body["customer_note"] = json!(false);
    body["line_items"] = json!({"0": body["line_items"][0], "3": body["line_items"][1]});
    body["line_items"]["0"]["quantity"] = json!("1.5");
    body["line_items"]["0"]["price"] = json!("");
    body["billing"] = json!([]);
    body["meta_data"] = json!({"wpml_language": "tr", "1": {"id": 1, "key": "x", "value": [1]}});
    body["date_paid_gmt"] = json!("0000-00-00T00:00:00");
    let order = map::order(&body).unwrap();
    assert_eq!((order.source_id.as_str(), order.number.as_str()), ("47", "TR-2026/0047"));
    assert_eq!((order.status.stage, order.status.raw.as_str()), (OrderStage::Other, "kargoda-bekliyor"));
    assert_eq!((order.customer, order.customer_note), (CustomerRef::Guest, None));
    assert_eq!((order.lines.len(), order.lines[0].quantity), (2, 2));
    assert!(order.billing.is_empty());
    assert_eq!(order.language.as_deref(), Some("tr"));
    assert_eq!(order.paid_at, None);
}

#[test]
fn the_language_that_a_translation_plug_in_recorded_is_read_whichever_it_is() {
    for (key, written, tag) in [
        ("wpml_language", "tr", Some("tr")),
        ("_wpml_language", "ko", Some("ko")),
        ("_polylang_lang", "fa", Some("fa")),
        ("pll_language", "en_GB", Some("en-GB")),
        ("trp_language", "tr_TR", Some("tr-TR")),
        ("weglot_language", "ko", Some("ko")),
        ("wpml_language", "türkçe", None),
        ("wpml_language", "", None),
        ("billing_language_of_nobody", "tr", None),
    ] {
        let mut body = answer(51);
        body["meta_data"] = json!([{ "id": 9, "key": key, "value": written }]);
        assert_eq!(map::order(&body).unwrap().language.as_deref(), tag, "{key}: {written}");
    }
    let mut body = answer(51);
    body["lang"] = json!("fa");
    body["meta_data"] = json!([{ "id": 9, "key": "wpml_language", "value": "tr" }]);
    assert_eq!(map::order(&body).unwrap().language.as_deref(), Some("fa"), "the order's own field wins");
}

/// Any JSON, some of it shaped like an order.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[-0-9.]{0,24}".prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    let key = prop_oneof![
        4 => proptest::sample::select(vec![
            "id", "total", "currency", "status", "line_items", "meta_data", "key", "value", "billing", "refunds",
            "_wc_shipment_tracking_items", "tracking_number", "date_created_gmt", "quantity", "price", "image", "src",
        ]).prop_map(str::to_owned),
        1 => ".{0,6}",
    ];
    leaf.prop_recursive(4, 64, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::hash_map(key.clone(), inner, 0..8).prop_map(|m| m.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn no_json_makes_mapping_panic(value in any_json()) {
        let _ = map::order(&value);
        let _ = map::customer(&value);
        let _ = map::product(&value, lira());
        let _ = map::variation(&value, lira());
        let _ = map::refund(&value, lira());
        let _ = map::note(&value);
    }

    #[test]
    fn no_damage_to_a_real_order_makes_mapping_panic(
        key in proptest::sample::select(answer(51).as_object().unwrap().keys().cloned().collect::<Vec<_>>()),
        damage in any_json(),
    ) {
        let mut body = answer(51);
        body[&key] = damage;
        let _ = map::order(&body);
    }
}
