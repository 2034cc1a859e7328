//! The values of channels' settings.

use std::collections::BTreeMap;
use std::net::IpAddr;

use language::Language;
use people::App;
use people::fields::Fields;
use people::team::signature;
use people::text::Color;
use url::Url;

use crate::channels::email::is_loopback;

/// Longest name or account, in characters.
const LINE: usize = 200;
/// Longest greeting, in characters.
const GREETING: usize = 500;
/// Most forwarders whose seals are believed.
const SEALERS: usize = 50;
/// Most pages that may embed a widget.
const ORIGINS: usize = 50;

/// One line that may be empty.
pub(in crate::channels) fn line(pointer: &str, text: String, fields: &mut Fields) -> String {
    let text = text.trim();
    if text.chars().count() > LINE {
        fields.refuse(pointer, "too-long", "must have at most 200 characters");
    }
    if text.chars().any(char::is_control) {
        fields.refuse(pointer, "invalid", "has characters that can't be shown");
    }
    text.to_owned()
}

/// The name or number of a server.
pub(in crate::channels) fn host(pointer: &str, text: &str, fields: &mut Fields) -> Option<String> {
    let text = text.trim().trim_end_matches('.').to_ascii_lowercase();
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    let is_host = text.parse::<IpAddr>().is_ok() || (text.len() <= 253 && text.split('.').all(is_label));
    if is_host {
        return Some(text);
    }
    fields.refuse(pointer, "invalid", "must be the name of a server, such as smtp.example.com");
    None
}

/// Whether mail may be sent to a host, as far as can be told before its name is resolved.
pub(in crate::channels) fn may_be_reached(app: &App, host: &str) -> bool {
    let Ok(ip) = host.parse::<IpAddr>() else { return true };
    let shown = if ip.is_ipv6() { format!("[{ip}]") } else { ip.to_string() };
    is_loopback(host)
        || Url::parse(&format!("http://{shown}/")).is_ok_and(|url| app.guarded.check(&url).is_ok())
}

/// `#rrggbb`.
pub(super) fn color(text: &str, fields: &mut Fields) -> Option<String> {
    fields.parse::<Color>("/color", text).map(String::from)
}

/// Greetings by language; empty ones are left out.
pub(super) fn greeting(given: BTreeMap<String, String>, fields: &mut Fields) -> BTreeMap<String, String> {
    let mut kept = BTreeMap::new();
    for (language, text) in given {
        let pointer = format!("/greeting/{language}");
        if language.parse::<Language>().is_err() {
            fields.refuse(&pointer, "unknown", "is none of en, tr, ko, fa");
        }
        if text.chars().count() > GREETING {
            fields.refuse(&pointer, "too-long", "must have at most 500 characters");
        }
        let text = text.replace('\0', "");
        if !text.trim().is_empty() {
            kept.insert(language, text.trim().to_owned());
        }
    }
    kept
}

/// A signature with variables, cleaned.
pub(super) fn signature(html: &str, fields: &mut Fields) -> String {
    let cleaned = signature::clean(html);
    if cleaned.is_none() {
        fields.refuse("/signature", "too-long", signature::TOO_LONG);
    }
    cleaned.unwrap_or_default()
}

/// Bytes of files in a mail; nothing at all is a wish too: every file by a link.
pub(super) fn carries(bytes: u64, fields: &mut Fields) -> Option<u64> {
    /// What the most generous servers take, in bytes.
    const MOST: u64 = 100 * 1024 * 1024;
    if bytes > MOST {
        fields.refuse("/carries", "invalid", "must be at most 104857600");
    }
    Some(bytes)
}

/// Days for which a link works.
pub(super) fn link_days(days: u16, fields: &mut Fields) -> Option<u16> {
    if !(1..=365).contains(&days) {
        fields.refuse("/link_days", "invalid", "must be 1 to 365");
    }
    Some(days)
}

/// Pages as origins: `https://shop.example`; a path behind it is left out.
pub(super) fn origins(given: &[String], fields: &mut Fields) -> Vec<String> {
    if given.len() > ORIGINS {
        fields.refuse("/allowed_origins", "too-long", "must have at most 50 addresses");
    }
    let mut kept = Vec::new();
    for (place, text) in given.iter().enumerate() {
        let url = Url::parse(text.trim())
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        match url {
            Some(url) => kept.push(url.origin().ascii_serialization()),
            None => {
                let pointer = format!("/allowed_origins/{place}");
                fields.refuse(&pointer, "invalid", "must be an address such as https://shop.example");
            }
        }
    }
    kept
}

/// The domains of forwarders whose seals are believed.
pub(super) fn sealers(given: &[String], fields: &mut Fields) -> Vec<String> {
    if given.len() > SEALERS {
        fields.refuse("/arc_sealers", "too-long", "must have at most 50 domains");
    }
    let mut kept = Vec::new();
    for (place, text) in given.iter().enumerate().take(SEALERS) {
        let pointer = format!("/arc_sealers/{place}");
        match host(&pointer, text, fields) {
            Some(domain) if !domain.contains('.') => {
                fields.refuse(&pointer, "invalid", "must be a domain such as example.com");
            }
            Some(domain) if !kept.contains(&domain) => kept.push(domain),
            Some(_) | None => {}
        }
    }
    kept
}

/// Where replies are sent to.
pub(super) fn webhook(app: &App, text: &str, fields: &mut Fields) -> Option<String> {
    match Url::parse(text.trim()) {
        Ok(url) => match app.guarded.check(&url) {
            Ok(()) => return Some(url.to_string()),
            Err(refusal) => fields.refuse("/webhook_url", "invalid", &refusal.to_string()),
        },
        Err(_) => {
            fields.refuse("/webhook_url", "invalid", "must be an address such as https://shop.example/hook");
        }
    }
    None
}
