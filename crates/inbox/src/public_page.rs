//! What all pages have that a store's customers see: readable without a script, in the store's name and colour.

use language::Language;
use web::html::escaped;

/// A page. `title` and `body` are HTML; `color` is the brand's, `#rrggbb`, and `style` what the page has beyond that of all.
pub(crate) fn page(language: Language, color: &str, style: &str, title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{title}</title>\
         <style>:root{{--brand:{color};--on-brand:{on}}}{STYLE}{style}</style></head><body>{body}</body></html>",
        direction = language.direction(),
        on = readable_on(color),
    )
}

/// The store's logo, from its path; nothing where it has none.
pub(crate) fn logo(path: Option<&str>, company: &str) -> String {
    path.map(|path| format!("<img class=\"logo\" src=\"{path}\" alt=\"{}\">", escaped(company)))
        .unwrap_or_default()
}

/// Black or white, whichever is easier to read on a colour (WCAG 2.2, relative luminance).
fn readable_on(color: &str) -> &'static str {
    let part =
        |from: usize| color.get(from..from + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(0);
    let linear = |part: u8| {
        let share = f64::from(part) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = 0.2126 * linear(part(1)) + 0.7152 * linear(part(3)) + 0.0722 * linear(part(5));
    if luminance > 0.179 { "#000" } else { "#fff" }
}

/// The colour of a page that is no store's.
pub(crate) const PLAIN: &str = "#4b5563";

const STYLE: &str = "*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,'Noto Sans',sans-serif;color:#1c1d21;background:#f7f7f8}\
    main{margin:2rem auto;padding:1.5rem;background:#fff;border:1px solid #e3e4e8;border-radius:12px}\
    .logo{display:block;max-width:12rem;max-height:3rem;margin-block-end:1rem}.small{color:#5f6270;font-size:.875rem;font-weight:400}\
    @media(prefers-color-scheme:dark){body{background:#17181c;color:#e6e7ea}main{background:#1f2026;border-color:#33353d}.small{color:#a4a7b3}}\
    @media(max-width:36rem){main{margin:0;border:0;border-radius:0;background:none}}";
