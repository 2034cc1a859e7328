//! Phone numbers of people, and e-mail addresses.

use std::sync::LazyLock;

use regex_lite::Regex;

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}").expect("a constant pattern")
});

/// Mobiles of Korea (01x, and 050x that leads to one), Türkiye (5xx) and Iran (9xx), and any number with a country's
/// prefix. Ten bare digits could be a parcel's number: those need a zero, a prefix or a gap.
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:\+|00)[0-9]{1,3}(?:[-. ()]{0,2}[0-9]){7,12}",
        r"|(?:01[016789]|050[0-9])[-. ]?[0-9]{3,4}[-. ]?[0-9]{4}",
        r"|90[-. ]?5[0-9]{2}[-. ]?[0-9]{3}[-. ]?[0-9]{2}[-. ]?[0-9]{2}",
        r"|\(?05[0-9]{2}\)?[-. ]?[0-9]{3}[-. ]?[0-9]{2}[-. ]?[0-9]{2}",
        r"|\(?5[0-9]{2}\)?[-. ][0-9]{3}[-. ]?[0-9]{2}[-. ]?[0-9]{2}",
        r"|98[-. ]?9[0-9]{2}[-. ]?[0-9]{3}[-. ]?[0-9]{4}",
        r"|09[0-9]{2}[-. ]?[0-9]{3}[-. ]?[0-9]{2}[-. ]?[0-9]{2}",
        r"|9[0-9]{2}[-. ][0-9]{3}[-. ]?[0-9]{4}",
    ))
    .expect("a constant pattern")
});

/// Digits that stay readable.
const KEPT: usize = 3;

pub(super) fn without_emails(text: &str) -> String {
    EMAIL.replace_all(text, "***@***").into_owned()
}

/// The text with the digits of phone numbers masked but for the first ones: `053* *** ** **`.
pub(super) fn masked(text: &str) -> String {
    let mut shown: Vec<char> = text.chars().collect();
    // One ASCII digit for every digit, so that places are the same in both.
    let latin: Vec<char> = shown.iter().copied().map(super::super::number::latin_digit).collect();
    let searched: String = latin.iter().collect();
    let mut from = 0;
    while let Some(found) = PHONE.find_at(&searched, from) {
        let first = searched[..found.start()].chars().count();
        let behind = first + searched[found.range()].chars().count();
        let before = first.checked_sub(1).and_then(|place| latin.get(place));
        let inside_more = |c: &char| c.is_alphanumeric() && c.is_ascii();
        if before.is_some_and(inside_more) || latin.get(behind).is_some_and(char::is_ascii_digit) {
            from = found.start() + searched[found.start()..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let digits = (first..behind).filter(|place| latin[*place].is_ascii_digit());
        digits.skip(KEPT).for_each(|place| shown[place] = '*');
        from = found.end();
    }
    shown.into_iter().collect()
}
