//! Languages are recognised, in headers and in what customers write.

use language::{Direction, Language, detect};
use serde_json::Value;

#[test]
fn a_browser_gets_the_language_it_asks_for_most() {
    for (header, language) in [
        ("tr-TR,tr;q=0.9,en-US;q=0.8,en;q=0.7", Some(Language::Tr)),
        ("de-DE,de;q=0.9,en;q=0.5,ko;q=0.8", Some(Language::Ko)),
        ("fa-IR", Some(Language::Fa)),
        ("en;q=0.5, fa ; q=0.5", Some(Language::En)),
        ("ko;q=0, en;q=0.1", Some(Language::En)),
        ("de, fr;q=0.5", None),
        ("en;q=abc", None),
        ("*", None),
        ("", None),
    ] {
        assert_eq!(Language::from_accept_language(header), language, "{header}");
    }
}

#[test]
fn a_language_is_its_tag_in_json_and_in_html() {
    assert_eq!(serde_json::to_string(&Language::Fa).unwrap(), r#""fa""#);
    assert_eq!(serde_json::from_str::<Language>(r#""ko""#).unwrap(), Language::Ko);
    assert!(serde_json::from_str::<Language>(r#""de""#).is_err());
    assert_eq!(Language::from_tags(["de_DE", "ko_KR", "en"]), Some(Language::Ko));
    assert_eq!(Language::Fa.direction(), Direction::RightToLeft);
    assert_eq!(Language::Fa.direction().to_string(), "rtl");
    assert!("english".parse::<Language>().is_err());
}

/// 320 questions of customers: plain, colloquial, misspelt, of one word.
#[test]
fn customers_questions_are_recognised() {
    let lines = include_str!("fixtures/questions.jsonl").lines();
    let mut total = 0;
    let mut wrong = Vec::new();
    for line in lines {
        let question: Value = serde_json::from_str(line).unwrap();
        let text = question["text"].as_str().unwrap();
        let expected: Language = question["lang"].as_str().unwrap().parse().unwrap();
        total += 1;
        let found = detect(text);
        if found != Some(expected) {
            wrong.push(format!("{expected} taken for {found:?}: {text}"));
        }
    }
    println!("{} of {total} recognised: {wrong:#?}", total - wrong.len());
    assert!(wrong.len() * 50 <= total, "{wrong:#?}");
}

#[test]
fn a_name_in_another_script_does_not_mislead() {
    for (text, language) in [
        ("Galaxy S24 Ultra 케이스 언제 와요?", Language::Ko),
        ("سلام، سفارش NorthPeak Storm Jacket من کجاست؟", Language::Fa),
        ("Merhaba, 김민준 adına verdiğim sipariş nerede?", Language::Tr),
        ("My name is Şebnem Çağlayan, where is my parcel?", Language::En),
        ("SİPARİŞİM NEREDE", Language::Tr),
        ("SIPARISIM HALA GELMEDI", Language::Tr),
        ("I WANT MY MONEY BACK", Language::En),
        ("https://shop.example/the-order-page siparişim bu", Language::Tr),
    ] {
        assert_eq!(detect(text), Some(language), "{text}");
    }
}

#[test]
fn what_is_in_no_known_language_is_not_guessed() {
    for text in [
        "",
        "12345",
        "👍👍",
        "https://example.com/a",
        "مرحبا، أين طلبي؟ لم يصل حتى الآن",
        "注文はどこですか",
        "Где мой заказ?",
        "Wo bleibt meine Bestellung? Ich habe noch nichts erhalten.",
        "Bonjour, je n'ai pas encore reçu ma commande.",
        "Hola, ¿dónde está mi pedido? Todavía no ha llegado.",
    ] {
        assert_eq!(detect(text), None, "{text}");
    }
}
