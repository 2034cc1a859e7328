use std::collections::HashSet;
use std::fs;

use commerce::model::{OrderStage, SourceId};
use commerce::woocommerce::map;
use commerce::woocommerce::webhook::{Delivery, Event, Happening, Resource, WebhookError, signature, verify};
use http::{HeaderMap, HeaderName, HeaderValue};
use proptest::prelude::*;
use serde_json::Value;

use crate::recordings::{folder, json};

struct Recorded {
    name: String,
    headers: HeaderMap,
    body: Vec<u8>,
    secret: String,
}

fn deliveries() -> Vec<Recorded> {
    let secrets = json(&fs::read(folder().join("webhook_secrets.json")).unwrap());
    let mut names: Vec<String> = fs::read_dir(folder().join("webhooks"))
        .unwrap()
        .filter_map(|entry| {
            entry.unwrap().file_name().to_str().unwrap().strip_suffix(".json").map(str::to_owned)
        })
        .collect();
    names.sort();
    names.into_iter().map(|name| delivery(name, &secrets)).collect()
}

fn delivery(name: String, secrets: &Value) -> Recorded {
    let about = json(&fs::read(folder().join(format!("webhooks/{name}.json"))).unwrap());
    let headers = about["headers"].as_array().unwrap().iter().map(|pair| {
        let text = |index: usize| pair[index].as_str().unwrap();
        (text(0).parse::<HeaderName>().unwrap(), HeaderValue::from_str(text(1)).unwrap())
    });
    let topic = about["path"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let secret = secrets[&topic]["secret"].as_str().unwrap_or_default().to_owned();
    let body = fs::read(folder().join(format!("webhooks/{name}.body"))).unwrap();
    Recorded { name, headers: headers.collect(), body, secret }
}

fn event(number: &str) -> (Event, Recorded) {
    let recorded = deliveries().into_iter().find(|delivery| delivery.name.starts_with(number)).unwrap();
    match verify(&recorded.headers, &recorded.body, &recorded.secret).unwrap() {
        Delivery::Event(event) => (event, recorded),
        Delivery::Ping { .. } => panic!("{number} is a ping"),
    }
}

#[test]
fn every_recorded_delivery_is_a_ping_or_signed_rightly() {
    let (mut pings, mut events) = (0, 0);
    for recorded in deliveries() {
        if recorded.name == "0001-callback" {
            continue;
        }
        match verify(&recorded.headers, &recorded.body, &recorded.secret) {
            Ok(Delivery::Ping { webhook_id }) => {
                assert!(webhook_id > 0);
                pings += 1;
            }
            Ok(Delivery::Event(event)) => {
                assert!(event.webhook_id.is_some(), "{}", recorded.name);
                assert_eq!(event.source.as_deref(), Some("https://localhost:8443/"));
                events += 1;
            }
            Err(error) => panic!("{}: {error}", recorded.name),
        }
    }
    assert_eq!((pings, events), (19, 34));
}

#[test]
fn a_secret_beyond_ascii_signs_like_any_other() {
    let (event, recorded) = event("0081");
    assert!(recorded.secret.contains("Şifre😀"));
    assert_eq!((event.resource, event.happening), (Resource::Order, Happening::Updated));
    assert_eq!(
        signature(b"{\"id\":727,\"status\":\"processing\"}", "topsecret"),
        "P9T7RJz/44E86Ek73qvVyAbDvImbzMr/B8ipldGEy6E="
    );
}

#[test]
fn an_order_event_carries_the_order() {
    let (event, _) = event("0080");
    assert_eq!(event.resource_id, SourceId::from("47"));
    assert_eq!(event.webhook_id, Some(1));
    assert_eq!(event.topic, "order.created");
    let order = map::order(&event.body).unwrap();
    assert_eq!(order.status.stage, OrderStage::Completed);
    assert_eq!(Some(order.modified_at), event.modified_at);
}

#[test]
fn a_deletion_has_only_an_id() {
    let (event, _) = event("0173");
    assert_eq!((event.resource, event.happening), (Resource::Order, Happening::Deleted));
    assert_eq!((event.resource_id.as_str(), event.modified_at), ("52", None));
}

#[test]
fn a_product_event_may_be_about_a_variation() {
    let (event, _) = event("0084");
    assert_eq!(event.resource, Resource::Product);
    let lira = "TRY".parse().unwrap();
    assert!(map::product(&event.body, lira).is_err());
    let variation = map::variation(&event.body, lira).unwrap();
    assert_eq!(variation.product_id, Some("18".into()));
}

#[test]
fn two_deliveries_of_one_second_are_two_though_they_share_the_stores_id() {
    let all = deliveries();
    let shared = |recorded: &Recorded| recorded.headers.get("x-wc-webhook-delivery-id").cloned();
    let (first, second) = (event("0080"), event("0085"));
    assert_eq!(shared(&first.1), shared(&second.1), "the recordings show the trap");
    assert_ne!(first.0.dedupe_key, second.0.dedupe_key);

    let keys: Vec<String> = all
        .iter()
        .filter_map(|recorded| match verify(&recorded.headers, &recorded.body, &recorded.secret) {
            Ok(Delivery::Event(event)) => Some(event.dedupe_key),
            _ => None,
        })
        .collect();
    assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len());
    assert_eq!(event("0080").0.dedupe_key, event("0080").0.dedupe_key, "the same delivery again is the same");
}

#[test]
fn a_changed_body_a_wrong_secret_and_a_missing_signature_are_refused() {
    let (_, mut recorded) = event("0080");
    let check = |recorded: &Recorded, secret: &str| verify(&recorded.headers, &recorded.body, secret);
    assert_eq!(check(&recorded, "another"), Err(WebhookError::WrongSignature));
    recorded.body[10] ^= 1;
    assert_eq!(check(&recorded, &recorded.secret), Err(WebhookError::WrongSignature));
    recorded.headers.insert("x-wc-webhook-signature", HeaderValue::from_static("not base64!"));
    assert_eq!(check(&recorded, &recorded.secret), Err(WebhookError::WrongSignature));
    recorded.headers.insert("x-wc-webhook-signature", HeaderValue::from_static(""));
    assert_eq!(check(&recorded, &recorded.secret), Err(WebhookError::WrongSignature));
    recorded.headers.remove("x-wc-webhook-signature");
    assert_eq!(check(&recorded, &recorded.secret), Err(WebhookError::Unsigned));
}

#[test]
fn only_the_exact_ping_is_a_ping() {
    let form = |content_type: &'static str, body: &str| {
        let headers =
            HeaderMap::from_iter([(http::header::CONTENT_TYPE, HeaderValue::from_static(content_type))]);
        verify(&headers, body.as_bytes(), "secret")
    };
    let urlencoded = "application/x-www-form-urlencoded";
    assert_eq!(form(urlencoded, "webhook_id=7"), Ok(Delivery::Ping { webhook_id: 7 }));
    for body in [
        "webhook_id=",
        "webhook_id=7&x=1",
        "webhook_id=+7",
        "WEBHOOK_ID=7",
        "webhook_id=99999999999999999999999",
    ] {
        assert_eq!(form(urlencoded, body), Err(WebhookError::Unsigned), "{body}");
    }
    assert_eq!(form("application/json", "webhook_id=7"), Err(WebhookError::Unsigned));
}

#[test]
fn a_signed_body_that_is_no_thing_is_refused() {
    let signed = |topic: Option<&'static str>, body: &str| {
        let mut headers = HeaderMap::new();
        headers.insert("x-wc-webhook-signature", signature(body.as_bytes(), "secret").parse().unwrap());
        if let Some(topic) = topic {
            headers.insert("x-wc-webhook-topic", HeaderValue::from_static(topic));
        }
        verify(&headers, body.as_bytes(), "secret")
    };
    let forbidden = r#"{"code":"woocommerce_rest_cannot_view","message":"Sorry","data":{"status":403}}"#;
    assert_eq!(signed(Some("order.updated"), forbidden), Err(WebhookError::NoId));
    assert_eq!(signed(Some("order.updated"), "[]"), Err(WebhookError::NoId));
    assert_eq!(signed(Some("order.updated"), r#"{"id":0}"#), Err(WebhookError::NoId));
    assert_eq!(signed(Some("order.updated"), "<html>"), Err(WebhookError::NotJson));
    assert_eq!(signed(None, r#"{"id":1}"#), Err(WebhookError::NoTopic));
    let hook =
        signed(Some("action.woocommerce_new_customer_note"), r#"{"action":"x","arg":{"order_id":47}}"#);
    assert!(
        matches!(hook, Ok(Delivery::Event(Event { resource: Resource::Other, resource_id, .. })) if resource_id.as_str() == "47")
    );
}

#[test]
fn a_secret_with_entities_is_decoded_as_the_store_does() {
    let body = b"{\"id\":1}";
    assert_eq!(signature(body, "a&amp;b&lt;&#039;"), signature(body, "a&b<'"));
    assert_eq!(signature(body, "a&b"), signature(body, "a&amp;b"));
    assert_ne!(signature(body, "a&euro;b"), signature(body, "a€b"));
}

proptest! {
    #[test]
    fn no_body_makes_verifying_panic(body: Vec<u8>, secret: String, topic in "[a-z_.]{0,20}") {
        let mut headers = HeaderMap::new();
        let _ = verify(&headers, &body, &secret);
        headers.insert("x-wc-webhook-signature", signature(&body, &secret).parse().unwrap());
        headers.insert("x-wc-webhook-topic", topic.parse().unwrap());
        let _ = verify(&headers, &body, &secret);
    }
}
