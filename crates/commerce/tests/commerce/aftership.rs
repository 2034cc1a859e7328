//! Messages in the form that AfterShip documents.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use commerce::shipping::aftership::{Message, MessageError, TrackingUpdate, read, verify};
use commerce::shipping::{ShipmentStatus, Substatus};
use hmac::{Hmac, Mac};
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::Sha256;

const DOCUMENTED: &[u8] = include_bytes!("../fixtures/aftership/tracking_update.json");

fn update(body: &Value) -> TrackingUpdate {
    match read(body.to_string().as_bytes()) {
        Ok(Message::Update(told)) => *told,
        other => panic!("{other:?}"),
    }
}

fn documented() -> Value {
    serde_json::from_slice(DOCUMENTED).unwrap()
}

#[test]
fn a_message_in_the_documented_form_tells_where_the_parcel_is() {
    let told = update(&documented());
    assert_eq!(told.number.as_str(), "123456789012");
    assert_eq!(told.carrier.as_deref(), Some("tr.yurtici"));
    assert_eq!((told.status, told.substatus), (ShipmentStatus::Delivered, Some(Substatus::Signed)));
    assert_eq!(told.expected_at.unwrap().to_string(), "2026-11-20T00:00:00Z");
    assert_eq!(told.signed_by.as_deref(), Some("A** Y**"));
    assert_eq!(told.at.unwrap().to_string(), "2026-11-20T11:05:12Z");
    let way: Vec<(String, ShipmentStatus, Option<&str>)> = told
        .checkpoints
        .iter()
        .map(|seen| (seen.at.to_string(), seen.status, seen.place.as_deref()))
        .collect();
    // The carrier's clock is Istanbul's where it names no other; what has no time is left out.
    assert_eq!(
        way,
        [
            ("2026-11-20T11:02:00Z".to_owned(), ShipmentStatus::Delivered, Some("Kadıköy, TUR")),
            ("2026-11-20T06:10:00Z".to_owned(), ShipmentStatus::OutForDelivery, Some("Kadıköy")),
            ("2026-11-19T02:00:00Z".to_owned(), ShipmentStatus::InTransit, None),
            ("2026-11-17T21:00:00Z".to_owned(), ShipmentStatus::InfoReceived, None),
        ]
    );
    let words: Vec<&str> = told.checkpoints.iter().filter_map(|seen| seen.text.as_deref()).collect();
    assert_eq!(words[0], "Teslim edildi. Teslim alan: A** Y**");
    assert_eq!(words[1], "Dağıtıma çıktı, kurye 053* *** ** **");
}

#[test]
fn every_tag_and_sub_tag_has_its_place_in_our_words() {
    for (tag, subtag, status, substatus) in [
        ("Pending", "Pending_001", ShipmentStatus::Unknown, None),
        ("InfoReceived", "InfoReceived_001", ShipmentStatus::InfoReceived, None),
        ("InTransit", "InTransit_003", ShipmentStatus::InTransit, None),
        ("OutForDelivery", "OutForDelivery_001", ShipmentStatus::OutForDelivery, None),
        ("AttemptFail", "AttemptFail_002", ShipmentStatus::AttemptFailed, None),
        ("AvailableForPickup", "AvailableForPickup_001", ShipmentStatus::AvailableForPickup, None),
        ("Delivered", "Delivered_001", ShipmentStatus::Delivered, None),
        ("Delivered", "Delivered_004", ShipmentStatus::Delivered, Some(Substatus::CashCollected)),
        ("Exception", "Exception_001", ShipmentStatus::Exception, None),
        ("Exception", "Exception_004", ShipmentStatus::Exception, Some(Substatus::CustomsDelay)),
        ("Exception", "Exception_010", ShipmentStatus::Returning, Some(Substatus::Returning)),
        ("Exception", "Exception_011", ShipmentStatus::Returned, Some(Substatus::Returned)),
        ("Expired", "Expired_001", ShipmentStatus::Expired, None),
        ("Something", "Something_001", ShipmentStatus::Unknown, None),
    ] {
        let body = json!({ "event": "tracking_update", "msg": { "tracking_number": "123456789012", "tag": tag, "subtag": subtag } });
        let told = update(&body);
        assert_eq!((told.status, told.substatus), (status, substatus), "{tag} {subtag}");
    }
}

#[test]
fn only_the_secret_that_signed_the_very_bytes_is_believed() {
    let mut mac = Hmac::<Sha256>::new_from_slice(b"a secret of theirs").unwrap();
    mac.update(DOCUMENTED);
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    assert_eq!(verify(Some(&signature), DOCUMENTED, "a secret of theirs"), Ok(()));
    assert_eq!(verify(Some(&signature), DOCUMENTED, "another"), Err(MessageError::WrongSignature));
    assert_eq!(verify(Some(&signature), b"{}", "a secret of theirs"), Err(MessageError::WrongSignature));
    assert_eq!(verify(Some("%%%"), DOCUMENTED, "a secret of theirs"), Err(MessageError::WrongSignature));
    assert_eq!(verify(None, DOCUMENTED, "a secret of theirs"), Err(MessageError::Unsigned));
    // RFC 4231, test case 2, as base64: the algorithm is the documented one and no other.
    let known = "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=";
    assert_eq!(verify(Some(known), b"what do ya want for nothing?", "Jefe"), Ok(()));
}

#[test]
fn what_is_no_update_of_a_parcel_is_told_apart() {
    let other = json!({ "event": "courier_update", "msg": null }).to_string();
    assert_eq!(read(other.as_bytes()), Ok(Message::Other("courier_update".to_owned())));
    assert_eq!(read(b"not json"), Err(MessageError::Unreadable));
    let nameless = json!({ "event": "tracking_update", "msg": { "tracking_number": "elden teslim" } });
    assert_eq!(read(nameless.to_string().as_bytes()), Err(MessageError::NoNumber));
}

proptest! {
    #[test]
    fn no_message_makes_reading_panic(time: String, words: String) {
        let mut body = documented();
        body["msg"]["checkpoints"][0]["checkpoint_time"] = json!(time);
        body["msg"]["checkpoints"][0]["message"] = json!(words);
        body["msg"]["expected_delivery"] = json!(time);
        let _ = read(body.to_string().as_bytes());
    }
}
