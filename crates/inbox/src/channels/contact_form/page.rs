//! The page of the form.

use language::{Catalogue, Language};
use web::html::escaped;

use crate::public_page::{self, PLAIN, logo};

/// What was written, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(super) struct Written {
    pub name: String,
    pub email: String,
    pub order: String,
    pub subject: String,
    pub message: String,
    /// By the field's name: the text that says what is wrong.
    pub wrong: Vec<(&'static str, String)>,
    /// What is wrong with the whole, such as too often.
    pub notice: Option<String>,
}

/// The form's look and words.
pub(super) struct Look<'a> {
    pub store: &'a str,
    pub color: &'a str,
    /// Where the logo is had, as a path from the root.
    pub logo: Option<&'a str>,
    pub language: Language,
    pub path: &'a str,
}

/// The page with the form.
pub(super) fn form(look: &Look<'_>, written: &Written) -> String {
    let text = |key: &str| escaped(&Catalogue::embedded().text(look.language, key));
    let optional = text("contact-form-optional");
    let fields = [
        input(look, written, "name", "text", "name", &written.name, true, &optional),
        input(look, written, "email", "email", "email", &written.email, true, &optional),
        input(look, written, "order", "text", "off", &written.order, false, &optional),
        input(look, written, "subject", "text", "off", &written.subject, false, &optional),
    ];
    let summary = match (&written.notice, written.wrong.len()) {
        (Some(notice), _) => format!("<p class=\"notice\" role=\"alert\">{}</p>", escaped(notice)),
        (None, 0) => String::new(),
        (None, count) => {
            let words = Catalogue::embedded().text_with(
                look.language,
                "contact-form-wrong",
                &[("count", count.into())],
            );
            format!("<p class=\"notice\" role=\"alert\">{}</p>", escaped(&words))
        }
    };
    let body = format!(
        "<h1>{title}</h1><p>{intro}</p>{summary}<form method=\"post\" action=\"{path}?lang={language}\" novalidate>{fields}\
         <label for=\"message\">{label}</label><textarea id=\"message\" name=\"message\" rows=\"8\" maxlength=\"20000\" required dir=\"auto\"{invalid}>{message}</textarea>{wrong}\
         <div class=\"trap\" aria-hidden=\"true\"><label for=\"website\">{trap}</label><input id=\"website\" name=\"website\" tabindex=\"-1\" autocomplete=\"off\"></div>\
         <p class=\"small\">{privacy}</p><button type=\"submit\">{send}</button></form>",
        title = title(look),
        intro = text("contact-form-intro"),
        path = look.path,
        language = look.language,
        fields = fields.concat(),
        label = text("contact-form-message"),
        invalid = invalid(written, "message"),
        message = escaped(&written.message),
        wrong = wrong(written, "message"),
        trap = text("contact-form-trap"),
        privacy = text("contact-form-privacy"),
        send = text("contact-form-send"),
    );
    page(look, &title(look), &body)
}

fn title(look: &Look<'_>) -> String {
    escaped(&Catalogue::embedded().text_with(
        look.language,
        "contact-form-title",
        &[("store", look.store.into())],
    ))
}

#[expect(clippy::too_many_arguments, reason = "one call a field, side by side, reads best")]
fn input(
    look: &Look<'_>,
    written: &Written,
    name: &'static str,
    kind: &str,
    autocomplete: &str,
    value: &str,
    required: bool,
    optional: &str,
) -> String {
    let label = escaped(&Catalogue::embedded().text(look.language, &format!("contact-form-{name}")));
    let mark = if required { String::new() } else { format!(" <span class=\"small\">{optional}</span>") };
    let hint = match name {
        "order" => format!(
            "<p class=\"small\" id=\"order-hint\">{}</p>",
            escaped(&Catalogue::embedded().text(look.language, "contact-form-order-hint"))
        ),
        _ => String::new(),
    };
    format!(
        "<label for=\"{name}\">{label}{mark}</label><input id=\"{name}\" name=\"{name}\" type=\"{kind}\" autocomplete=\"{autocomplete}\" \
         value=\"{}\" maxlength=\"200\" dir=\"auto\"{}{}>{hint}{}",
        escaped(value),
        if required { " required" } else { "" },
        invalid(written, name),
        wrong(written, name),
    )
}

fn invalid(written: &Written, name: &str) -> String {
    if written.wrong.iter().any(|(field, _)| *field == name) {
        format!(" aria-invalid=\"true\" aria-describedby=\"{name}-wrong\"")
    } else {
        String::new()
    }
}

fn wrong(written: &Written, name: &str) -> String {
    let found = written.wrong.iter().find(|(field, _)| *field == name);
    found.map_or_else(String::new, |(_, text)| {
        format!("<p class=\"wrong\" id=\"{name}-wrong\">{}</p>", escaped(text))
    })
}

/// The page after the form was sent: lines of plain text.
pub(super) fn thanks(look: &Look<'_>, lines: &[String]) -> String {
    let text = |key: &str| escaped(&Catalogue::embedded().text(look.language, key));
    let title = text("contact-form-thanks-title");
    let lines: String = lines.iter().map(|line| format!("<p>{}</p>", escaped(line))).collect();
    let again = text("contact-form-again");
    let body =
        format!("<h1>{title}</h1>{lines}<p><a href=\"{}?lang={}\">{again}</a></p>", look.path, look.language);
    page(look, &title, &body)
}

/// The page of a form that is not in use.
pub(super) fn closed(language: Language) -> String {
    let look = Look { store: "", color: PLAIN, logo: None, language, path: "" };
    let words = Catalogue::embedded().text(language, "contact-form-closed");
    page(&look, &escaped(&words), &format!("<p>{}</p>", escaped(&words)))
}

fn page(look: &Look<'_>, title: &str, body: &str) -> String {
    let languages: String = Language::ALL
        .iter()
        .filter(|one| **one != look.language && !look.path.is_empty())
        .map(|one| {
            format!(
                "<a href=\"{}?lang={one}\" lang=\"{one}\" hreflang=\"{one}\">{}</a> ",
                look.path,
                one.endonym()
            )
        })
        .collect();
    let logo = logo(look.logo, look.store);
    let body = format!("<main>{logo}{body}</main><footer><nav>{languages}</nav></footer>");
    public_page::page(look.language, look.color, STYLE, title, &body)
}

const STYLE: &str = "main{max-width:34rem}h1{font-size:1.4rem;margin:0 0 .5rem}label{display:block;margin-block:1rem .25rem;font-weight:600}\
    input,textarea{width:100%;font:inherit;padding:.6rem .7rem;border:1px solid #8b8d98;border-radius:8px;background:inherit;color:inherit}\
    input:focus-visible,textarea:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid var(--brand);outline-offset:2px}\
    [aria-invalid]{border-color:#c62828}.wrong{color:#b3261e;margin:.25rem 0 0}.notice{padding:.7rem 1rem;border-radius:8px;background:#fdecea;color:#8c1d18}\
    .small{margin:.25rem 0 0}button{margin-block-start:1rem;font:inherit;font-weight:600;border:0;border-radius:8px;padding:.7rem 1.4rem;background:var(--brand);color:var(--on-brand);cursor:pointer}\
    .trap{position:absolute;inset-inline-start:-9999px}footer{text-align:center;margin-block-end:2rem}footer a{margin-inline:.5rem;color:#4b5563}\
    @media(prefers-color-scheme:dark){footer a{color:#a4a7b3}.notice{background:#43211f;color:#f6c9c5}.wrong{color:#f2a29b}}";
