//! The pages of a file: here it is, it is here no more, there is none.

use database::Time;
use language::{Catalogue, Language, Value, dates, numbers};

use crate::conversations::Style;

/// A file as its page shows it.
pub(super) struct Shown<'a> {
    pub name: &'a str,
    /// Bytes.
    pub size: i64,
    pub until: Time,
    pub style: &'a Style,
}

/// The file can be fetched from `path`.
pub(super) fn offer(shown: &Shown<'_>, path: &str) -> String {
    let Style { language, zone, company, .. } = shown.style;
    let moment = dates::date_time(*language, &shown.until.timestamp().to_zoned(zone.clone()));
    let size = numbers::file_size(*language, u64::try_from(shown.size).unwrap_or_default());
    let words = |key, variables: &[(&str, Value<'_>)]| {
        escaped(&Catalogue::embedded().text_with(*language, key, variables))
    };
    let title = words("file-page-title", &[("company", company.as_str().into())]);
    let body = format!(
        "<h1>{title}</h1><p class=\"file\"><bdi>{}</bdi> <span class=\"small\">{}</span></p>\
         <p><a class=\"button\" href=\"{path}\" download>{}</a></p><p class=\"small\">{}</p>",
        escaped(shown.name),
        escaped(&size),
        words("file-page-download", &[]),
        words("file-page-until", &[("time", moment.into())]),
    );
    page(*language, &shown.style.color, &title, &format!("{}{body}", head(shown.style)))
}

/// Its time is over.
pub(super) fn over(shown: &Shown<'_>) -> String {
    let Style { language, zone, company, .. } = shown.style;
    let date = dates::long_date(*language, shown.until.timestamp().to_zoned(zone.clone()).date());
    let words = Catalogue::embedded();
    let title = escaped(&words.text(*language, "file-page-over-title"));
    let variables = [("date", date.into()), ("company", company.as_str().into())];
    let text = escaped(&words.text_with(*language, "file-page-over-text", &variables));
    let body = format!("{}<h1>{title}</h1><p>{text}</p>", head(shown.style));
    page(*language, &shown.style.color, &title, &body)
}

/// There is no such file.
pub(super) fn unknown(language: Language) -> String {
    let words = Catalogue::embedded();
    let title = escaped(&words.text(language, "file-page-unknown-title"));
    let text = escaped(&words.text(language, "file-page-unknown-text"));
    page(language, "#4b5563", &title, &format!("<h1>{title}</h1><p>{text}</p>"))
}

/// The store's logo; nothing where it has none.
fn head(style: &Style) -> String {
    let logo = style.logo.as_deref();
    logo.map(|path| format!("<img class=\"logo\" src=\"{path}\" alt=\"{}\">", escaped(&style.company)))
        .unwrap_or_default()
}

fn page(language: Language, color: &str, title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{title}</title>\
         <style>:root{{--brand:{color}}}{STYLE}</style></head><body><main>{body}</main></body></html>",
        direction = language.direction(),
    )
}

/// Text as it may stand in HTML, also inside quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

const STYLE: &str = "*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,'Noto Sans',sans-serif;color:#1c1d21;background:#f7f7f8}\
    main{max-width:32rem;margin:2rem auto;padding:1.5rem;background:#fff;border:1px solid #e3e4e8;border-block-start:4px solid var(--brand);border-radius:12px}\
    .logo{display:block;max-width:12rem;max-height:3rem;margin-block-end:1rem}h1{font-size:1.3rem;margin:0 0 .75rem}.file{font-weight:600;overflow-wrap:anywhere}.small{color:#5f6270;font-size:.875rem;font-weight:400}\
    .button{display:inline-block;padding:.7rem 1.4rem;border-radius:8px;background:#1c1d21;color:#fff;font-weight:600;text-decoration:none}\
    .button:focus-visible{outline:3px solid var(--brand);outline-offset:2px}\
    @media(prefers-color-scheme:dark){body{background:#17181c;color:#e6e7ea}main{background:#1f2026;border-color:#33353d;border-block-start-color:var(--brand)}.small{color:#a4a7b3}.button{background:#e6e7ea;color:#1c1d21}}\
    @media(max-width:36rem){main{margin:0;border-inline:0;border-radius:0;background:none}}";
