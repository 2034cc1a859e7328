use commerce::model::ShipmentStatus::{self, *};
use commerce::shipping::{
    CarrierTable, Clue, Evidence, FoundBy, Shipment, TrackingNumber, mask_name, mask_personal, meta,
    safe_link,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn number(text: &str) -> TrackingNumber {
    text.parse().unwrap()
}

fn named(name: &str) -> Option<&'static str> {
    let clue = Clue { name: Some(name), ..Clue::default() };
    CarrierTable::built_in().detect(clue).map(|found| found.carrier.slug.as_str())
}

fn numbered(text: &str, country: Option<&str>) -> Option<&'static str> {
    let number = number(text);
    let clue = Clue { number: Some(&number), country, ..Clue::default() };
    CarrierTable::built_in().detect(clue).map(|found| {
        assert_eq!(found.by, FoundBy::Number);
        found.carrier.slug.as_str()
    })
}

fn parcels(fields: &[(&str, Value)]) -> Vec<Shipment> {
    let fields: Vec<_> = fields.iter().map(|(key, value)| (*key, value)).collect();
    meta::shipments(&fields, &[])
}

#[test]
fn a_carrier_is_known_by_any_spelling_of_its_name() {
    for (name, slug) in [
        ("Yurtiçi", "tr.yurtici"),
        ("YURTİÇİ KARGO", "tr.yurtici"),
        ("yurtici-kargo", "tr.yurtici"),
        ("Yurtiçi Kargo ile gönderildi", "tr.yurtici"),
        ("aras-kargo", "tr.aras"),
        ("MNG Kargo", "tr.dhlecommerce"),
        ("DHL eCommerce", "tr.dhlecommerce"),
        ("DHL", "dhl"),
        ("Sürat Kargo A.Ş.", "tr.surat"),
        ("kr.cjlogistics", "kr.cjlogistics"),
        ("CJ 대한통운", "kr.cjlogistics"),
        ("롯데택배", "kr.lotte"),
        ("우체국 택배", "kr.epost"),
        ("پست پیشتاز", "ir.post"),
        ("تيپاكس", "ir.tipax"),
        ("UPS", "ups"),
    ] {
        assert_eq!(named(name), Some(slug), "{name}");
    }
    for stranger in ["", "kargo", "groups", "upside", "kendi kuryemiz"] {
        assert_eq!(named(stranger), None, "{stranger}");
    }
}

#[test]
fn a_number_tells_the_carrier_only_when_no_other_could_have_it() {
    assert_eq!(numbered("1Z999AA10123456784", None), Some("ups"));
    assert_eq!(numbered("RR123456785TR", None), Some("tr.ptt"));
    assert_eq!(numbered("RR123456784TR", None), None, "the check digit is wrong");
    assert_eq!(numbered("123456789012345678901234", None), Some("ir.post"));
    assert_eq!(numbered("12345678901", Some("KR")), Some("kr.logen"));
    assert_eq!(numbered("123456789012", Some("KR")), None, "CJ and Hanjin both have twelve digits");
}

#[test]
fn lottes_check_digit_is_checked() {
    let lotte = CarrierTable::built_in().get("kr.lotte").unwrap();
    // 12345678901 mod 7 = 3
    assert!(lotte.recognises(&number("123456789013")));
    assert!(!lotte.recognises(&number("123456789012")));
    let could_be = |text| -> Vec<&str> {
        let all = CarrierTable::built_in().candidates(&number(text), Some("KR"));
        all.iter().map(|carrier| carrier.slug.as_str()).collect()
    };
    assert!(could_be("123456789013").contains(&"kr.lotte"));
    assert!(!could_be("123456789012").contains(&"kr.lotte"));
}

#[test]
fn every_carrier_link_is_a_web_address_with_the_number_escaped() {
    let table = CarrierTable::built_in();
    assert!(table.iter().count() > 25);
    for carrier in table.iter() {
        let samples = [
            "123456789012",
            "1234567890123",
            "12345678901",
            "12345678901234567890",
            "RR123456785TR",
            "1Z999AA10123456784",
        ];
        for link in samples.iter().filter_map(|text| carrier.link(&number(text))) {
            assert_eq!(safe_link(&link.url).as_deref(), Some(link.url.as_str()), "{}", carrier.slug);
            assert!(link.url.starts_with("https://"), "{}", carrier.slug);
        }
    }
    let ptt = table.get("tr.ptt").unwrap().link(&number("RR123456785TR")).unwrap();
    assert!(!ptt.prefilled, "PTT opens its home page: the number must be copied");
    assert_eq!(table.get("kr.lotte").unwrap().link(&number("12345")), None);
}

#[test]
fn a_workspace_can_add_and_replace_carriers() {
    let own = CarrierTable::from_json(
        r#"[{"slug": "own", "name": "Bizim Kurye", "link": "https://kurye.example/{n}"},
            {"slug": "tr.aras", "name": "Aras", "aliases": ["aras"], "link": "https://aras.example/?n={n}"}]"#,
    )
    .unwrap();
    let table = CarrierTable::built_in().overlaid_with(own);
    let aras = table.get("tr.aras").unwrap().link(&number("12345")).unwrap();
    assert_eq!(aras.url, "https://aras.example/?n=12345");
    assert!(table.get("own").is_some() && table.get("ups").is_some());
    for hostile in ["javascript:alert({n})", "https://{n}.evil.example/", "ftp://x/{n}", "/relative/{n}"] {
        let json = json!([{"slug": "bad", "name": "Bad", "link": hostile}]).to_string();
        assert!(CarrierTable::from_json(&json).is_err(), "{hostile}");
    }
}

#[test]
fn numbers_are_read_in_any_digits_and_words_are_none() {
    assert_eq!(number(" 1234 5678 9012 ").as_str(), "123456789012");
    assert_eq!(number("۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴").as_str(), "123456789012345678901234");
    assert_eq!(number("rr123456785tr").as_str(), "RR123456785TR");
    for word in ["", "elden teslim", "yok", "0", "12", "<script>12345</script>", "12345?x=1", "123456\n7"] {
        assert!(word.parse::<TrackingNumber>().is_err(), "{word:?}");
    }
}

#[test]
fn every_trackers_words_become_one_vocabulary() {
    for (text, status) in [
        ("OutForDelivery", OutForDelivery),
        ("out_for_delivery", OutForDelivery),
        ("IN_TRANSIT", InTransit),
        ("AttemptFail", AttemptFailed),
        ("READY_FOR_PICKUP", AvailableForPickup),
        ("pre_transit", InfoReceived),
        ("NOT_DELIVERED", Exception),
        ("Package could not be delivered", Exception),
        ("return_to_sender", Returning),
        ("Teslim Edildi", Delivered),
        ("Kargonuz dağıtıma çıktı", OutForDelivery),
        ("TESLİM EDİLEMEDİ", AttemptFailed),
        ("İade edildi", Returned),
        ("배송완료", Delivered),
        ("배송출고", OutForDelivery),
        ("간선하차", InTransit),
        ("미배달", AttemptFailed),
        ("تحویل شد", Delivered),
        ("در راه", InTransit),
        ("", Unknown),
        ("hava güzel", Unknown),
    ] {
        assert_eq!(ShipmentStatus::from_words(text), status, "{text}");
    }
    let table = CarrierTable::built_in();
    assert_eq!(table.get("kr.cjlogistics").unwrap().status("82"), OutForDelivery);
    assert_eq!(table.get("kr.lotte").unwrap().status("41"), Delivered);
    assert_eq!(table.get("kr.lotte").unwrap().status("배달완료"), Delivered);
}

#[test]
fn delivered_stays_delivered_unless_the_parcel_goes_back() {
    assert_eq!(InTransit.then(OutForDelivery), OutForDelivery);
    assert_eq!(Delivered.then(InTransit), Delivered);
    assert_eq!(Delivered.then(Returning), Returning);
    assert_eq!(Returning.then(Returned), Returned);
    assert_eq!(InTransit.then(Unknown), InTransit);
}

#[test]
fn only_web_links_are_links() {
    for hostile in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example/x",
        "https://user:pass@bank.example/",
        "http:///",
        "file:///etc/passwd",
        "",
    ] {
        assert_eq!(safe_link(hostile), None, "{hostile:?}");
    }
    assert_eq!(safe_link(&format!("https://x.example/{}", "a".repeat(3000))), None);
    assert_eq!(
        safe_link(" https://kargo.example/?n=1&d=2 ").as_deref(),
        Some("https://kargo.example/?n=1&d=2")
    );
}

#[test]
fn the_tracking_plug_ins_fields_are_read() {
    let item = json!({"tracking_provider": "aras-kargo", "custom_tracking_provider": "", "custom_tracking_link": "",
        "tracking_number": "1234567890", "date_shipped": "1731888000", "tracking_id": "7f49"});
    let parcel = &parcels(&[("_wc_shipment_tracking_items", json!([item]))])[0];
    assert_eq!(parcel.carrier.as_deref(), Some("tr.aras"));
    assert_eq!(
        parcel.url.as_deref(),
        Some("https://kargotakip.araskargo.com.tr/mainpage.aspx?code=1234567890")
    );
    assert_eq!(parcel.shipped_at.unwrap().to_string(), "2024-11-18T00:00:00Z");
    assert_eq!(parcel.source_id.as_deref(), Some("7f49"));
    assert_eq!(parcel.evidence, Evidence::Documented);

    for same in [json!({"0": item}), json!(json!([item]).to_string())] {
        assert_eq!(&parcels(&[("_wc_shipment_tracking_items", same)])[0], parcel);
    }

    let tracked = parcels(&[
        ("_wc_shipment_tracking_items", json!([item])),
        ("shipment_status", json!([{"status": "out_for_delivery"}])),
    ]);
    assert_eq!(tracked[0].status, OutForDelivery);

    let wot = parcels(&[
        ("_wot_tracking_number", json!("123456789012")),
        ("_wot_tracking_carrier", json!("yurtici-kargo")),
        ("_wot_tracking_status", json!("delivered")),
    ]);
    assert_eq!((wot[0].carrier.as_deref(), wot[0].status), (Some("tr.yurtici"), Delivered));

    let line = json!(
        r#"[{"tracking_number":"1Z999AA10123456784","carrier_slug":"ups","carrier_url":"","carrier_name":"UPS","time":1731888000}]"#
    );
    let fields = [("_vi_wot_order_item_tracking_data", &line), ("_vi_wot_order_item_tracking_data", &line)];
    let by_line = meta::shipments(&[], &fields);
    assert_eq!(by_line.len(), 1, "two lines in one parcel are one parcel");
    assert_eq!(by_line[0].carrier.as_deref(), Some("ups"));

    let aftership = parcels(&[(
        "_aftership_tracking_items",
        json!([{"slug": "kr-cj-logistics", "tracking_number": "123456789012", "metrics": {"created_at": "2026-01-05T10:00:00Z"}}]),
    )]);
    assert_eq!(aftership[0].carrier.as_deref(), Some("kr.cjlogistics"));
    assert_eq!(aftership[0].shipped_at.unwrap().to_string(), "2026-01-05T10:00:00Z");

    let yith = parcels(&[
        ("ywot_tracking_code", json!("123456789013")),
        ("ywot_carrier_name", json!("롯데택배")),
        ("ywot_pick_up_date", json!("2026-02-03")),
    ]);
    assert_eq!(yith[0].carrier.as_deref(), Some("kr.lotte"));
    assert_eq!(yith[0].shipped_at.unwrap().to_string(), "2026-02-03T00:00:00Z");

    let core = parcels(&[
        ("_tracking_number", json!("RR123456785TR")),
        ("_shipping_provider", json!("ptt")),
        ("_tracking_url", json!("https://gonderitakip.ptt.gov.tr/x")),
    ]);
    assert_eq!(core[0].carrier.as_deref(), Some("tr.ptt"));
    assert_eq!(core[0].url.as_deref(), Some("https://gonderitakip.ptt.gov.tr/x"));
}

#[test]
fn a_field_that_only_sounds_like_tracking_is_a_guess() {
    let guessed = parcels(&[("kargo_takip_no", json!("123456789012")), ("kargo_firmasi", json!("Yurtiçi"))]);
    assert_eq!(guessed.len(), 1);
    assert_eq!(guessed[0].evidence, Evidence::Guessed);
    assert_eq!(guessed[0].carrier.as_deref(), Some("tr.yurtici"));
    let korean = parcels(&[("송장번호", json!("123456789013")), ("택배사", json!("한진택배"))]);
    assert_eq!(korean[0].carrier.as_deref(), Some("kr.hanjin"));
    let persian = parcels(&[("کد رهگیری", json!("۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴"))]);
    assert_eq!(persian[0].carrier.as_deref(), Some("ir.post"));
    assert!(parcels(&[("kargo_notu", json!("elden teslim")), ("color", json!("123456789"))]).is_empty());
}

#[test]
fn a_hostile_link_in_a_plug_ins_field_never_comes_through() {
    let parcel = &parcels(&[(
        "_wc_shipment_tracking_items",
        json!([{"custom_tracking_provider": "Kurye", "custom_tracking_link": "javascript:alert(1)", "tracking_number": "12345678"}]),
    )])[0];
    assert_eq!((parcel.url.as_deref(), parcel.carrier_name.as_deref()), (None, Some("Kurye")));
    let only_link =
        parcels(&[("_wc_shipment_tracking_items", json!([{"custom_tracking_link": "javascript:alert(1)"}]))]);
    assert!(only_link.is_empty());
}

#[test]
fn couriers_names_and_mobiles_are_masked() {
    for (message, masked) in [
        ("배송출발(홍길동 010-1234-5678)", "배송출발(홍** 010-****-****)"),
        (
            "고객님의 상품을 배달예정입니다.(담당사원:김철수 010 1234 5678)",
            "고객님의 상품을 배달예정입니다.(담당사원:김** 010-****-****)",
        ),
        ("박영희기사님 01012345678 배송중", "박**기사님 010-****-**** 배송중"),
        ("연락처 0504-1234-5678", "연락처 050-****-****"),
        ("담당기사: 남궁민수", "담당기사: 남**"),
        ("운송장 501012345678 배송완료", "운송장 501012345678 배송완료"),
        ("고객센터 1588-1255, 영업소 02-123-4567", "고객센터 1588-1255, 영업소 02-123-4567"),
        ("Dağıtımda", "Dağıtımda"),
    ] {
        assert_eq!(mask_personal(message), masked);
    }
}

#[test]
fn what_carriers_write_of_people_is_masked_in_every_language_and_with_its_digits() {
    for (message, masked) in [
        ("Kurye 0532 123 45 67 ile yolda", "Kurye 053* *** ** ** ile yolda"),
        ("Call +90 (532) 123 45 67.", "Call +90 (5**) *** ** **."),
        ("پیک: ۰۹۱۲ ۳۴۵ ۶۷۸۹", "پیک: ۰۹۱* *** ****"),
        ("Soru: ayse.yilmaz@example.com.tr", "Soru: ***@***"),
        ("0850 222 12 34 · 444 25 52 · 1-800-463-3339", "0850 222 12 34 · 444 25 52 · 1-800-463-3339"),
        ("مرسوله ۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴", "مرسوله ۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴"),
        ("AB05321234567TR 2026-11-21 10:30", "AB05321234567TR 2026-11-21 10:30"),
        ("Signed by: JOHN SMITH", "Signed by: J** S**"),
        ("Delivered, signed for by J. Smith", "Delivered, signed for by J** S**"),
        ("Received by carrier", "Received by carrier"),
        ("Teslim alan: Ayşe Yılmaz", "Teslim alan: A** Y**"),
        ("Mehmet Demir adlı kişiye teslim edildi", "M** D** adlı kişiye teslim edildi"),
        ("배달완료 (수령인: 홍길동)", "배달완료 (수령인: 홍**)"),
        ("수취인 부재 · 인수자: 본인", "수취인 부재 · 인수자: 본인"),
        ("تحویل گیرنده: علی رضایی", "تحویل گیرنده: ع** ر**"),
        ("گیرنده حضور نداشت", "گیرنده حضور نداشت"),
        ("Moda Mah. Şair Nefi Sok. No: 12 D:4 adresinde yok", "*** adresinde yok"),
        ("Bağdat Caddesi Şubesi", "Bağdat Caddesi Şubesi"),
        ("Left at 12B Long Mill Road, Flat 3", "Left at ***"),
        ("서울 강남대로 382, 101동 1202호", "서울 ***"),
        ("집으로 2회 방문", "집으로 2회 방문"),
        ("خیابان ولیعصر، کوچه لاله، پلاک ۱۲، واحد ۳ مراجعه شد", "*** مراجعه شد"),
    ] {
        assert_eq!(mask_personal(message), masked);
        assert_eq!(mask_personal(masked), masked, "masking twice changes nothing");
    }
    assert_eq!(mask_name("Ayşe Yılmaz 0532 123 45 67").split(' ').next(), Some("A**"));
    assert_eq!(mask_name(" 홍길동 "), "홍**");
}

proptest! {
    #[test]
    fn no_text_makes_shipping_panic(text: String) {
        let _ = mask_personal(&text);
        let _ = safe_link(&text);
        let _ = ShipmentStatus::from_words(&text);
        let _ = named(&text);
        let _ = parcels(&[("_tracking_number", json!(text)), ("kargo", json!(text))]);
    }

    #[test]
    fn no_mobile_survives(name in "[가-힣]{2,4}", middle in 1000_u32..9999, last in 1000_u32..9999) {
        let masked = mask_personal(&format!("배송출발 ({name} 010-{middle}-{last})"));
        prop_assert!(!masked.contains(&middle.to_string()) && !masked.contains(&last.to_string()), "{}", masked);
    }
}
