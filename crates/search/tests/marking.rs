//! What was typed, marked where it stands.

use search::Typed;

#[test]
fn what_was_typed_is_marked_where_it_was_written_otherwise() {
    for (text, typed, html) in [
        ("Siparişim nerede?", "siparis", "<mark>Sipariş</mark>im nerede?"),
        ("İSTANBUL'dan geldi", "istanbul", "<mark>İSTANBUL</mark>&#39;dan geldi"),
        ("배송 문의드립니다", "문의", "배송 <mark>문의</mark>드립니다"),
        ("배송 문의", "배송은", "<mark>배송</mark> 문의"),
        ("سفارش من كجاست", "کجاست", "سفارش من <mark>كجاست</mark>"),
        ("reorder the order", "order", "reorder the <mark>order</mark>"),
        ("nothing here", "there", "nothing here"),
        ("a a", "a", "<mark>a</mark> <mark>a</mark>"),
        ("tracking", "track tracking", "<mark>tracking</mark>"),
        ("+905321234567", "0532 123 45 67", "<mark>+905321234567</mark>"),
        ("BOT-SYH-42", "bot-syh", "<mark>BOT</mark>-<mark>SYH</mark>-42"),
    ] {
        assert_eq!(Typed::read(typed).mark(text).html, html, "{typed}");
    }
}

#[test]
fn markup_that_a_customer_wrote_stays_text_also_inside_a_mark() {
    let html = Typed::read("img alert").mark("<img src=x onerror=\"alert(1)\"> & </mark>").html;
    assert_eq!(
        html,
        "&lt;<mark>img</mark> src=x onerror=&quot;<mark>alert</mark>(1)&quot;&gt; &amp; &lt;/mark&gt;"
    );
}

#[test]
fn a_long_text_is_cut_around_the_first_word_that_was_found() {
    let text = format!("{}the needle lies here {}", "hay ".repeat(100), "hay ".repeat(100));
    let cut = Typed::read("needle").excerpt(&text, 100);
    assert_eq!(cut.words, 1);
    assert!(cut.html.starts_with("… hay ") && cut.html.ends_with("hay …"), "{}", cut.html);
    assert!(cut.html.contains("the <mark>needle</mark> lies here"), "{}", cut.html);
    assert!(cut.html.chars().count() < 130, "{}", cut.html);
    for letters in ["한", "ı", "می‌رسد "] {
        let text = letters.repeat(400);
        for typed in ["needle", letters] {
            assert!(Typed::read(typed).excerpt(&text, 100).html.chars().count() < 1000);
        }
    }
}

#[test]
fn nothing_to_look_for_is_nothing() {
    for typed in ["", "  ", "#", " # ", "—", "%"] {
        assert!(Typed::read(typed).is_empty(), "{typed}");
    }
    assert_eq!(Typed::read("one two-three #4").len(), 3);
}
