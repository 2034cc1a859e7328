//! Coupons and reviews, field by field, as the recorded store tells of them.

use commerce::model::{CouponValue, SourceId};
use commerce::money::Currency;
use commerce::shopify;
use commerce::shopify::webhook::{Hint, signature, verify};
use commerce::woocommerce::map::{self, MapProblem};
use http::{HeaderMap, HeaderValue};
use serde_json::{Value, json};

use crate::recordings::answer;

fn lira() -> Currency {
    "TRY".parse().unwrap()
}

#[test]
fn a_coupon_is_read_to_the_last_field() {
    let coupon = map::coupon(&answer(120)[0], lira()).unwrap();
    assert_eq!((coupon.source_id.as_str(), coupon.code.as_str()), ("10", "hosgeldin10"));
    assert_eq!((coupon.status.as_str(), coupon.kind.as_str()), ("publish", "percent"));
    assert_eq!(coupon.value, CouponValue::Percent("10".parse().unwrap()));
    assert_eq!(coupon.description.as_deref(), Some("İlk siparişe %10"));
    assert_eq!((coupon.used, coupon.usage_limit, coupon.usage_limit_per_customer), (1, Some(500), None));
    assert_eq!((coupon.starts_at, coupon.expires_at), (None, None));
    assert_eq!((coupon.minimum, coupon.maximum), (None, None), "nothing entered is written as 0.00");
    assert!(!coupon.free_shipping && !coupon.alone && !coupon.excludes_sale_items && !coupon.only_for_some);
    assert!(coupon.product_ids.is_empty() && coupon.excluded_product_ids.is_empty());
    assert_eq!(coupon.created_at.unwrap().to_string(), "2026-11-21T19:26:19Z");
    assert_eq!(coupon.modified_at.unwrap().to_string(), "2026-11-21T19:26:19Z");
}

#[test]
fn a_coupon_over_money_is_exact_in_the_stores_currency() {
    for (currency, amount, shown) in
        [("TRY", "50.00", "50.00"), ("KRW", "5000.00", "5000"), ("BHD", "1.500", "1.500")]
    {
        let mut body = answer(19);
        body["amount"] = json!(amount);
        let coupon = map::coupon(&body, currency.parse().unwrap()).unwrap();
        let CouponValue::Amount(money) = coupon.value else { panic!("{:?}", coupon.value) };
        assert_eq!((money.to_string().as_str(), money.currency.as_str()), (shown, currency));
    }
}

#[test]
fn limits_dates_and_those_whom_a_coupon_is_for_are_read() {
    let mut body = answer(19);
    for (field, value) in [
        ("minimum_amount", json!("250.50")),
        ("maximum_amount", json!("1000.00")),
        ("usage_limit_per_user", json!(1)),
        ("individual_use", json!(true)),
        ("free_shipping", json!(true)),
        ("exclude_sale_items", json!(true)),
        ("date_expires_gmt", json!("2026-12-31T21:00:00")),
        ("product_ids", json!([12, 18])),
        ("excluded_product_ids", json!({ "1": 14 })),
        ("email_restrictions", json!(["ayse.yilmaz@example.com"])),
        ("discount_type", json!("recurring_percent")),
        ("amount", json!("12.50")),
        ("status", json!("draft")),
    ] {
        body[field] = value;
    }
    let coupon = map::coupon(&body, lira()).unwrap();
    assert_eq!(coupon.minimum.unwrap().to_string(), "250.50");
    assert_eq!(coupon.maximum.unwrap().to_string(), "1000.00");
    assert_eq!(coupon.usage_limit_per_customer, Some(1));
    assert!(coupon.alone && coupon.free_shipping && coupon.excludes_sale_items && coupon.only_for_some);
    assert_eq!(coupon.expires_at.unwrap().to_string(), "2026-12-31T21:00:00Z");
    assert_eq!(coupon.product_ids, [SourceId::from("12"), SourceId::from("18")]);
    assert_eq!(
        coupon.excluded_product_ids,
        [SourceId::from("14")],
        "PHP writes a list with gaps as an object"
    );
    assert_eq!(coupon.value, CouponValue::Percent("12.5".parse().unwrap()));
    assert_eq!(coupon.status, "draft");
}

#[test]
fn every_recorded_coupon_is_read_and_a_refusal_is_none() {
    for number in [18, 19, 89] {
        map::coupon(&answer(number), lira()).unwrap();
    }
    assert_eq!(answer(88).as_array().unwrap().len(), 2);
    for body in answer(88).as_array().unwrap() {
        map::coupon(body, lira()).unwrap();
    }
    let error = map::coupon(&answer(144), lira()).unwrap_err();
    assert_eq!((error.pointer.as_str(), error.problem), ("/id", MapProblem::Missing));
}

#[test]
fn a_review_is_read_to_the_last_field() {
    let review = map::review(&answer(92)[1]).unwrap();
    assert_eq!(review.source_id.as_str(), "105");
    assert_eq!(review.product_id, Some("12".into()));
    assert_eq!(review.product_name.as_deref(), Some("Kışlık Bot – Siyah (Çelik Burun)"));
    assert_eq!((review.status.as_str(), review.rating, review.verified), ("approved", 5, true));
    assert_eq!(review.reviewer.as_deref(), Some("Ayşe"));
    assert_eq!(review.email.as_deref(), Some("ayse.yilmaz@example.com"));
    assert_eq!(review.text, "Çok rahat, tavsiye ederim ⭐️");
    assert_eq!(review.written_at.to_string(), "2026-11-21T19:29:43Z");
    let waiting = map::review(&answer(92)[0]).unwrap();
    assert_eq!((waiting.status.as_str(), waiting.rating, waiting.text.as_str()), ("hold", 1, "spam?"));
}

#[test]
fn stars_are_between_none_and_five_however_a_plug_in_writes_them() {
    for (written, stars) in [
        (json!(5), 5),
        (json!("4"), 4),
        (json!(0), 0),
        (json!(""), 0),
        (json!(null), 0),
        (json!(9), 5),
        (json!(-1), 0),
    ] {
        let mut body = answer(92)[1].clone();
        body["rating"] = written.clone();
        assert_eq!(map::review(&body).unwrap().rating, stars, "{written}");
    }
}

#[test]
fn a_review_without_an_id_or_a_time_is_an_error_that_names_its_place() {
    for field in ["id", "date_created_gmt"] {
        let mut body = answer(92)[1].clone();
        body.as_object_mut().unwrap().remove(field);
        assert_eq!(map::review(&body).unwrap_err().pointer, format!("/{field}"));
    }
    assert!(map::review(&json!([])).is_err());
}

fn discounts() -> Vec<Value> {
    serde_json::from_str(include_str!("../fixtures/shopify/coupons.json")).unwrap()
}

#[test]
fn a_discount_of_shopify_is_a_coupon() {
    let [share, money, shipping] = discounts().try_into().unwrap();
    let share = shopify::map::coupon(&share).unwrap();
    assert_eq!(
        (share.source_id.as_str(), share.code.as_str(), share.status.as_str()),
        ("8001", "HOSGELDIN", "active")
    );
    assert_eq!(
        share.value,
        CouponValue::Percent("12.5".parse().unwrap()),
        "a part of one becomes hundredths"
    );
    assert_eq!((share.used, share.usage_limit, share.usage_limit_per_customer), (4, Some(100), Some(1)));
    assert_eq!(share.minimum.unwrap().to_string(), "500.00");
    assert!(!share.only_for_some && !share.free_shipping);
    assert_eq!(share.starts_at.unwrap().to_string(), "2026-11-01T00:00:00Z");
    let money = shopify::map::coupon(&money).unwrap();
    let CouponValue::Amount(amount) = money.value else { panic!("{:?}", money.value) };
    assert_eq!((amount.to_string().as_str(), money.status.as_str()), ("75.00", "expired"));
    assert!(money.only_for_some, "it is for one customer");
    let shipping = shopify::map::coupon(&shipping).unwrap();
    assert_eq!((shipping.value, shipping.free_shipping), (CouponValue::Other, true));
    assert_eq!(shipping.minimum.unwrap().to_string(), "250.50");
}

#[test]
fn messages_about_discounts_are_about_coupons_only_where_there_is_a_code() {
    let hint = |topic: &str, gid: &str| {
        let body = json!({ "admin_graphql_api_id": gid }).to_string();
        let mut headers = HeaderMap::new();
        let signed = signature(body.as_bytes(), "hush");
        headers.insert("x-shopify-hmac-sha256", HeaderValue::from_str(&signed).unwrap());
        headers.insert("x-shopify-topic", HeaderValue::from_str(topic).unwrap());
        verify(&headers, body.as_bytes(), "hush").unwrap().hint
    };
    let gid = "gid://shopify/DiscountCodeNode/8001";
    assert_eq!(hint("discounts/create", gid), Hint::Coupon("8001".into()));
    assert_eq!(hint("discounts/update", gid), Hint::Coupon("8001".into()));
    assert_eq!(hint("discounts/delete", gid), Hint::CouponDeleted("8001".into()));
    assert_eq!(hint("discounts/update", "gid://shopify/DiscountAutomaticNode/9"), Hint::Other);
}
