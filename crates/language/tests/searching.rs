//! Index and query agree on the pieces of a text, however it was typed.

use language::search::{fold, tokens};

fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.text).collect()
}

#[test]
fn what_people_leave_out_does_not_hide_a_text() {
    for (written, typed) in [
        ("ŞİŞLİ", "sisli"),
        ("Iğdır", "igdir"),
        ("IĞDIR", "ığdır"),
        ("كتابي", "کتابی"),
        ("مُؤسِّسهٔ", "موسسه"),
        ("۱۲۳٤٥", "12345"),
        ("ＡＢＣ①", "abc1"),
        ("Café", "CAFE"),
        ("한글", "한글"),
        ("کتاب‌ها", "کتابها"),
        ("قیمـــت", "قیمت"),
        ("ﷲ", "الله"),
    ] {
        assert_eq!(fold(written), fold(typed), "{written} and {typed}");
    }
}

#[test]
fn words_are_cut_where_a_reader_sees_them_end() {
    assert_eq!(words("İstanbul'dan kargo, 3 gün!"), ["istanbul", "dan", "kargo", "3", "gun"]);
    assert_eq!(words("Order #TS-1042 isn’t here"), ["order", "ts", "1042", "isn", "t", "here"]);
    assert_eq!(words("ali@example.com"), ["ali", "example.com"]);
    assert_eq!(words("  …  "), Vec::<String>::new());
}

#[test]
fn korean_is_found_by_pairs_of_syllables() {
    assert_eq!(words("배송비가 얼마예요"), ["배송", "송비", "비가", "얼마", "마예", "예요"]);
    assert_eq!(words("옷 S24울트라"), ["옷", "s24", "울트", "트라"]);
    let spaced = words("배송 조회");
    assert!(spaced.iter().all(|token| words("배송조회").contains(token)));
}

#[test]
fn a_persian_word_is_one_however_it_is_joined() {
    for text in ["می\u{200c}رسد", "می رسد", "میرسد", "مي‌رسد"] {
        assert_eq!(words(text), ["میرسد"], "{text}");
    }
    assert_eq!(words("کفش های"), words("کفش‌های"));
    assert_eq!(words("می"), ["می"]);
}

#[test]
fn a_token_knows_where_it_stands_in_the_original() {
    let text = "İade: 배송비 می‌رسد";
    let found: Vec<&str> = tokens(text).into_iter().map(|token| &text[token.range]).collect();
    assert_eq!(found, ["İade", "배송", "송비", "می‌رسد"]);
}
