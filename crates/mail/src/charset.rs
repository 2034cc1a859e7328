//! Bytes to text, for senders that name the wrong character set, none, or one that only mail still uses.

mod iso_2022_kr;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, UTF_8, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;

/// The text that a sender meant by these bytes, whatever they were called.
///
/// The declared name is believed unless the bytes contradict it: valid UTF-8 is UTF-8 even when called
/// something else, bytes that are impossible in the declared set are guessed (`chardetng`), and names that
/// say nothing (`us-ascii`, `unknown-8bit`) are treated as no name. `latin1` means windows-1252,
/// `iso-8859-9` windows-1254, `ks_c_5601-1987` and `euc-kr` the Korean code page 949, as mail clients use
/// them (WHATWG Encoding).
pub fn decode(bytes: &[u8], declared: Option<&str>) -> String {
    let label = declared.map(tidy_label).unwrap_or_default();
    if let Some(text) = decode_marked(bytes, &label) {
        return text;
    }
    if bytes.is_ascii() {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    match encoding_of(&label) {
        Some(encoding) if encoding == UTF_8 => decode_called_utf8(bytes),
        Some(encoding) => decode_called(bytes, encoding),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => match charset_decoder(label.as_bytes()) {
                Some(decode) if !names_nothing(&label) => decode(bytes),
                _ => decode_unnamed(bytes),
            },
        },
    }
}

/// Sets that say in the bytes themselves what they are, or whose bytes are all ASCII and yet are not.
fn decode_marked(bytes: &[u8], label: &str) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    let has_escapes = bytes.contains(&0x1b);
    let has = |needle: &[u8]| has_escapes && bytes.windows(needle.len()).any(|window| window == needle);
    if has(b"\x1b$)C") || (label == "iso-2022-kr" && bytes.contains(&0x0e)) {
        return Some(iso_2022_kr::decode(bytes));
    }
    if has(b"\x1b$B") || has(b"\x1b$@") || has(b"\x1b(J") {
        return Some(ISO_2022_JP.decode_without_bom_handling(bytes).0.into_owned());
    }
    match label {
        "utf-7" | "unicode-1-1-utf-7" if bytes.is_ascii() => {
            charset_decoder(b"utf-7").map(|decode| decode(bytes))
        }
        "utf-16" | "utf-16le" | "utf-16be" => {
            let encoding = Encoding::for_label(label.as_bytes())?;
            Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
        }
        _ => None,
    }
}

/// The label in lower case without quotes, spaces and the RFC 2231 language suffix.
fn tidy_label(label: &str) -> String {
    let label = label.split('*').next().unwrap_or_default();
    label.trim().trim_matches(['"', '\'', ';', ' ']).to_ascii_lowercase()
}

fn encoding_of(label: &str) -> Option<&'static Encoding> {
    if names_nothing(label) {
        return None;
    }
    let label = match label {
        "cp949" | "ms949" | "uhc" | "x-windows-949" | "ksc5601" | "ks_c_5601" | "x-euc-kr" => "euc-kr",
        "iso-8859-9-windows" | "windows1254" | "cp-1254" | "iso8859_9" => "windows-1254",
        "windows1252" | "cp-1252" | "iso8859_1" | "latin-1" => "windows-1252",
        "cp1256" | "windows1256" => "windows-1256",
        "utf_8" | "utf8mb4" | "utf-8-bom" => "utf-8",
        "cp936" | "gb-2312" => "gbk",
        "cp932" | "ms932" => "shift_jis",
        "cp950" => "big5",
        other => other,
    };
    Encoding::for_label_no_replacement(label.as_bytes())
}

fn names_nothing(label: &str) -> bool {
    matches!(
        label,
        "" | "us-ascii"
            | "ascii"
            | "ansi_x3.4-1968"
            | "unknown-8bit"
            | "unknown"
            | "default"
            | "default_charset"
            | "x-unknown"
            | "8bit"
            | "7bit"
            | "binary"
            | "iso-2022-kr"
    )
}

fn decode_called_utf8(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if is_damaged_utf8(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => decode_unnamed(bytes),
    }
}

/// UTF-8 in which something was cut or overwritten has more whole characters than broken ones.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

fn decode_called(bytes: &[u8], encoding: &'static Encoding) -> String {
    if let Ok(text) = std::str::from_utf8(bytes)
        && (encoding.is_single_byte() || has_long_sequence(text))
    {
        return text.to_owned();
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        let guess = guess(bytes);
        let (guessed, guess_failed) = guess.decode_without_bom_handling(bytes);
        if !guess_failed {
            return guessed.into_owned();
        }
    } else if encoding == WINDOWS_1252 && is_mostly_high(bytes) {
        let guess = guess(bytes);
        if [EUC_KR, GBK, GB18030, SHIFT_JIS, BIG5].contains(&guess) {
            return guess.decode_without_bom_handling(bytes).0.into_owned();
        }
    }
    text.into_owned()
}

/// A Korean or Chinese two-byte character can look like two bytes of UTF-8; three bytes in a row cannot.
fn has_long_sequence(text: &str) -> bool {
    text.chars().any(|c| c.len_utf8() > 2)
}

/// Western languages have few accented letters; a text of them only is a two-byte set in disguise.
fn is_mostly_high(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    high >= 4 && high > letters
}

fn decode_unnamed(bytes: &[u8]) -> String {
    guess(bytes).decode_without_bom_handling(bytes).0.into_owned()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}
