//! The pages of a file: here it is, it is here no more, there is none.

use database::Time;
use language::{Catalogue, Language, Value, dates, numbers};
use web::html::escaped;

use crate::conversations::Style;
use crate::public_page::{self, PLAIN, logo};

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
    page(*language, Some(shown.style), &title, &body)
}

/// Its time is over.
pub(super) fn over(shown: &Shown<'_>) -> String {
    let Style { language, zone, company, .. } = shown.style;
    let date = dates::long_date(*language, shown.until.timestamp().to_zoned(zone.clone()).date());
    let words = Catalogue::embedded();
    let title = escaped(&words.text(*language, "file-page-over-title"));
    let variables = [("date", date.into()), ("company", company.as_str().into())];
    let text = escaped(&words.text_with(*language, "file-page-over-text", &variables));
    page(*language, Some(shown.style), &title, &format!("<h1>{title}</h1><p>{text}</p>"))
}

/// There is no such file.
pub(super) fn unknown(language: Language) -> String {
    let words = Catalogue::embedded();
    let title = escaped(&words.text(language, "file-page-unknown-title"));
    let text = escaped(&words.text(language, "file-page-unknown-text"));
    page(language, None, &title, &format!("<h1>{title}</h1><p>{text}</p>"))
}

fn page(language: Language, style: Option<&Style>, title: &str, body: &str) -> String {
    let color = style.map_or(PLAIN, |style| &style.color);
    let logo = style.map(|style| logo(style.logo.as_deref(), &style.company)).unwrap_or_default();
    public_page::page(language, color, STYLE, title, &format!("<main>{logo}{body}</main>"))
}

const STYLE: &str = "main{max-width:32rem;border-block-start:4px solid var(--brand)}\
    h1{font-size:1.3rem;margin:0 0 .75rem}.file{font-weight:600;overflow-wrap:anywhere}\
    .button{display:inline-block;padding:.7rem 1.4rem;border-radius:8px;background:#1c1d21;color:#fff;font-weight:600;text-decoration:none}\
    .button:focus-visible{outline:3px solid var(--brand);outline-offset:2px}\
    @media(prefers-color-scheme:dark){.button{background:#e6e7ea;color:#1c1d21}}";
