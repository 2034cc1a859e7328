//! Street addresses: a street with its number. A street alone is often the name of a branch, and a town is no secret.

use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

const LATIN: &str = "A-Za-z\u{c0}-\u{24f}";

static ADDRESSES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let street = r"(?:Mahallesi|MAHALLESİ|Mah\.?|MAH\.?|Caddesi|CADDESİ|Cad\.?|CAD\.?|Cd\.|Sokağı|SOKAĞI|Sokak|SOKAK|Sok\.?|SOK\.?|Sk\.?|SK\.?|Bulvarı|BULVARI|Blv\.?|BLV\.?)";
    let door = r"(?:No|NO|D|Kat|KAT|K|Daire|DAİRE|Apt\.?|APT\.?|Blok|BLOK)";
    [
        // Türkiye: Moda Mah. Şair Nefi Sok. No: 12 D:4
        format!(
            r"(?:[{LATIN}0-9]+[ ]+){{1,3}}{street}(?:[ ,./]*(?:[{LATIN}0-9]+[ ]+){{0,3}}{street})*(?:[ ,./]*{door}[ .:]*[0-9]+[A-Za-z]?(?:/[0-9A-Za-z]+)?)+"
        ),
        // English: 12B Long Mill Road, Flat 3
        format!(
            r"[0-9]{{1,5}}[A-Za-z]?[ ]+(?:[A-Z][{LATIN}'’-]*[ ]+){{1,4}}(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Ln\.?|Drive|Dr\.?|Boulevard|Blvd\.?|Court|Ct\.?|Square|Sq\.?|Terrace|Close)(?:,?[ ]*(?:Apt|Apartment|Unit|Flat|Suite|Floor)\.?[ ]*[A-Za-z0-9-]+)?(?P<after>$|[^A-Za-z])"
        ),
        // Korea: 강남대로 382, 101동 1202호
        r"[가-힣]+[0-9]*(?:대로|로|길)\s?[0-9]+(?:-[0-9]+)?(?:번길\s?[0-9]+(?:-[0-9]+)?)?(?:,?\s*[0-9]+동)?(?:,?\s*[0-9]+층)?(?:,?\s*[0-9]+호)?(?P<after>$|[^0-9회일시분개차건원월년번박층호동%])".to_owned(),
        r"[0-9]+동\s*[0-9]+호(?P<after>)".to_owned(),
        // Iran: خیابان ولیعصر، کوچه لاله، پلاک ۱۲، واحد ۳
        r"(?:خیابان|کوچه|کوچهٔ|بلوار|بزرگراه)[^.;|\n]{0,80}?(?:پلاک|واحد|طبقه|طبقهٔ)\s*[:：]?\s*[0-9۰-۹٠-٩]+(?:[\s،,]*(?:پلاک|واحد|طبقه|طبقهٔ)\s*[:：]?\s*[0-9۰-۹٠-٩]+)*".to_owned(),
    ]
    .iter()
    .map(|pattern| Regex::new(pattern).expect("a constant pattern"))
    .collect()
});

/// The text with three asterisks for every address.
pub(super) fn masked(text: &str) -> String {
    ADDRESSES.iter().fold(text.to_owned(), |text, pattern| {
        let hidden =
            |found: &Captures<'_>| format!("***{}", found.name("after").map_or("", |after| after.as_str()));
        pattern.replace_all(&text, hidden).into_owned()
    })
}
