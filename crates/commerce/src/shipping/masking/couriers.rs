//! Korean carriers write the courier's name and mobile into the parcel's history (`홍길동 010-…`). Customers need neither.

use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

/// A Korean name of two to four syllables, perhaps a title, perhaps punctuation, then a mobile or safe number
/// (010…, 050x…); or such a number alone. `before` keeps it from matching inside a longer number.
static COURIER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:(?P<name>[가-힣])(?P<given>[가-힣]{1,3})(?P<title>\s*(?:택배)?(?:기사|사원|님|소장)*(?:님)?)(?P<gap>[\s:：,/(（\[]*)|(?P<before>^|[^0-9가-힣]))",
        r"(?P<phone>(?:01[016789]|050[0-9])[-. ]?[0-9]{3,4}[-. ]?[0-9]{4})(?P<after>$|[^0-9])"
    ))
    .expect("a constant pattern")
});

static NAME_ALONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<role>(?:담당|배송|배달|택배)\s*(?:기사|사원|직원)\s*[:：]?\s*)(?P<name>[가-힣])[가-힣]{1,3}(?P<after>$|[^가-힣])")
        .expect("a constant pattern")
});

/// The message with couriers' names and mobile numbers masked: `배송출발(홍** 010-****-****)`. Offices' numbers
/// (`1588-…`, `02-…`) stay.
pub(super) fn masked(message: &str) -> String {
    let masked = COURIER.replace_all(message, |found: &Captures<'_>| {
        let part = |name| found.name(name).map_or("", |part| part.as_str());
        let person = match found.name("name") {
            Some(_) if is_label(&[part("name"), part("given")].concat()) => {
                [part("name"), part("given"), part("title"), part("gap")].concat()
            }
            Some(family) => format!("{}**{}{}", family.as_str(), part("title"), part("gap")),
            None => part("before").to_owned(),
        };
        let prefix = part("phone").get(..3).unwrap_or_default();
        format!("{person}{prefix}-****-****{}", part("after"))
    });
    NAME_ALONE
        .replace_all(&masked, |found: &Captures<'_>| {
            let part = |name| found.name(name).map_or("", |part| part.as_str());
            format!("{}{}**{}", part("role"), part("name"), part("after"))
        })
        .into_owned()
}

/// What stands before a number and is nobody's name.
fn is_label(word: &str) -> bool {
    const LABELS: [&str; 12] = [
        "연락처",
        "전화",
        "전화번호",
        "휴대폰",
        "핸드폰",
        "번호",
        "문의",
        "기사",
        "기사님",
        "담당자",
        "담당기사",
        "배송기사",
    ];
    LABELS.contains(&word)
}
