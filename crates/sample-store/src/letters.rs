//! Mails as mail programs write them: paragraphs, a signature, the mail before below it.

use language::Language;
use web::html::escaped;

use crate::files::File;
use crate::phrases::sentence;

/// What somebody says.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    /// All of it.
    pub(crate) text: String,
    /// What is new in it: no quote, no signature.
    pub(crate) new_text: String,
    pub(crate) html: Option<String>,
    pub(crate) files: Vec<File>,
}

impl Letter {
    /// A line in a chat.
    pub(crate) fn short(text: String) -> Self {
        Self { new_text: text.clone(), text, html: None, files: Vec::new() }
    }
}

/// A mail; `rich` adds the HTML that most programs send along.
pub(crate) fn mail(
    language: Language,
    greeting: &str,
    core: &str,
    closing: &str,
    quote: Option<&(String, String)>,
    rich: bool,
    files: Vec<File>,
) -> Letter {
    let parts = [greeting.to_owned(), sentence(language, core)];
    let new_text = parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("\n\n");
    let mut text = new_text.clone();
    if !closing.is_empty() {
        text = format!("{text}\n\n{closing}");
    }
    let html = rich.then(|| html(language, &text, quote));
    if let Some((attribution, quoted)) = quote {
        let quoted: Vec<String> =
            quoted.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
        text = format!("{text}\n\n{attribution}\n{}", quoted.join("\n"));
    }
    Letter { text, new_text, html, files }
}

fn html(language: Language, text: &str, quote: Option<&(String, String)>) -> String {
    let direction = if language == Language::Fa { "rtl" } else { "ltr" };
    let quote = quote.map_or_else(String::new, |(attribution, quoted)| {
        format!(
            "<div class=\"gmail_quote\"><div dir=\"{direction}\" class=\"gmail_attr\">{}<br></div><blockquote class=\"gmail_quote\" \
             style=\"margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex\">{}</blockquote></div>",
            escaped(attribution),
            paragraphs(quoted)
        )
    });
    format!("<div dir=\"{direction}\">{}</div>{quote}", paragraphs(text))
}

fn paragraphs(text: &str) -> String {
    text.split("\n\n")
        .map(|part| format!("<p>{}</p>", escaped(part).replace('\n', "<br>")))
        .map(linked)
        .collect()
}

/// An address that stands on a line of its own becomes a link.
fn linked(paragraph: String) -> String {
    let Some(start) = paragraph.find("https://") else { return paragraph };
    let rest = &paragraph[start..];
    let end = rest.find(['<', ' ', ')']).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches('.');
    format!("{}<a href=\"{address}\">{address}</a>{}", &paragraph[..start], &rest[address.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_quotes_the_mail_before_and_keeps_its_own_words_apart() {
        let quote = ("On Monday, Nar wrote:".to_owned(), "Hello,\n\nhttps://a.example/?x=1&y=2".to_owned());
        let letter = mail(Language::En, "Hi,", "thanks <3", "Emma", Some(&quote), true, Vec::new());
        assert_eq!(letter.new_text, "Hi,\n\nThanks <3");
        assert_eq!(
            letter.text,
            "Hi,\n\nThanks <3\n\nEmma\n\nOn Monday, Nar wrote:\n> Hello,\n>\n> https://a.example/?x=1&y=2"
        );
        let html = letter.html.unwrap();
        assert!(html.contains("<p>Thanks &lt;3</p>"), "{html}");
        assert!(html.contains("<a href=\"https://a.example/?x=1&amp;y=2\">"), "{html}");
    }
}
