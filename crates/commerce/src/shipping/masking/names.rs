//! Names of people behind the words that carriers put before them.

use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

/// Letters of a name: Latin ones with all their marks, Hangul, and the Persian alphabet.
const LATIN: &str = "A-Za-z\u{c0}-\u{24f}";
const PERSIAN: &str = "\u{622}-\u{63a}\u{641}-\u{64a}\u{67e}\u{686}\u{698}\u{6a9}\u{6af}\u{6cc}\u{200c}";

static BEHIND_A_LABEL: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let word = format!("[{LATIN}][{LATIN}.'’-]+");
    let words = format!("(?P<name>{word}(?:[ ]+{word}){{0,3}})");
    let capital = format!("[A-Z\u{c0}-\u{d6}\u{d8}-\u{de}İŞĞ][{LATIN}.'’-]+");
    let capitals = format!("(?P<name>{capital}(?:[ ]+{capital}){{0,3}})");
    let persian = format!("(?P<name>[{PERSIAN}]{{2,}}(?: [{PERSIAN}]{{2,}}){{0,2}})");
    [
        // English: after a colon any word is a name, else only what is written large.
        format!(
            r"(?P<label>(?i:signed(?: for)? by|signature|received by|recipient|consignee|courier|driver|handed to|collected by)\s*[:：]\s*){words}"
        ),
        format!(r"(?P<label>(?i:signed(?: for)? by|received by|handed to|collected by)\s+){capitals}"),
        // Turkish.
        format!(
            r"(?P<label>(?i:teslim alan(?: ki(?:ş|s)i)?|imzalayan|al[ıi]c[ıi](?: ad[ıi])?|kurye|teslim edilen(?: ki(?:ş|s)i)?)\s*[:：]\s*){words}"
        ),
        format!(r"(?P<label>(?:[Tt]eslim alan|[İi]mzalayan|TESLİM ALAN)\s+){capitals}"),
        format!(r"(?P<label>){capitals}(?P<after>\s+(?:adlı|isimli)\s)"),
        // Korean.
        r"(?P<label>(?:수령인|인수자|인수인|수취인|받는\s?분|받으신\s?분|서명)\s*[:：(（]\s*)(?P<name>[가-힣]{2,4})".to_owned(),
        r"(?P<label>(?:수령인|인수자|인수인)\s+)(?P<name>[가-힣]{2,4})(?P<after>$|[\s,.)님])".to_owned(),
        // Persian.
        format!(
            r"(?P<label>(?:تحویل[ \u{{200c}}]?گیرنده|نام گیرنده|گیرنده|امضا(?:ء)?(?: کننده|\u{{200c}}کننده)?|نامه[ \u{{200c}}]?رسان|پیک|مأمور|مامور)\s*[:：]\s*){persian}"
        ),
        format!(r"(?P<label>(?:امضا شده توسط|آقای|خانم)\s+){persian}"),
    ]
    .iter()
    .map(|pattern| Regex::new(pattern).expect("a constant pattern"))
    .collect()
});

/// Words in the place of a name that are none.
const NOBODY: [&str; 22] = [
    "부재",
    "부재중",
    "거절",
    "확인",
    "확인중",
    "본인",
    "요청",
    "가족",
    "동료",
    "경비실",
    "문앞",
    "불명",
    "배송",
    "직접",
    "완료",
    "customer",
    "neighbour",
    "neighbor",
    "reception",
    "kendisi",
    "komşu",
    "resepsiyon",
];

/// The text with names masked where a word says that one follows: `Signed by: A** S**`.
pub(super) fn masked(text: &str) -> String {
    BEHIND_A_LABEL.iter().fold(text.to_owned(), |text, pattern| {
        let hidden = |found: &Captures<'_>| {
            let part = |name| found.name(name).map_or("", |part| part.as_str());
            let name = part("name");
            let name = if NOBODY.iter().any(|word| word.eq_ignore_ascii_case(name)) {
                name.to_owned()
            } else {
                initials(name)
            };
            format!("{}{name}{}", part("label"), part("after"))
        };
        pattern.replace_all(&text, hidden).into_owned()
    })
}

/// Of each word its first letter. What is masked already stays.
pub(super) fn initials(name: &str) -> String {
    let initial = |word: &str| match word.chars().next() {
        Some(_) if word.contains('*') => word.to_owned(),
        Some(first) => format!("{first}**"),
        None => String::new(),
    };
    name.split_whitespace().map(initial).collect::<Vec<_>>().join(" ")
}
