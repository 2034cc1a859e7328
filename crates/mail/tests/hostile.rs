//! Hundreds of hostile mails, cleaned: what comes out is read with another parser, and nothing in it can do harm.
#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]

use html5gum::{DefaultEmitter, Token, Tokenizer};
use mail::html::{ImagePolicy, clean, take_pictures_out, to_text};

/// The mails with their names. `\u{…}` in them stands for a character.
fn mails() -> Vec<(String, String)> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/hostile/mails.txt");
    let text = std::fs::read_to_string(file).unwrap();
    let mails = text.split("### ").skip(1).map(|mail| mail.split_once('\n').unwrap());
    mails.map(|(name, html)| (name.to_owned(), with_characters(html.trim_end_matches('\n')))).collect()
}

fn with_characters(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (code, behind) = after.split_once('}').unwrap();
        out.push_str(before);
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        rest = behind;
    }
    out + rest
}

/// Elements that a mail may show.
const ELEMENTS: &str = " a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col \
    colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark \
    ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr ";
/// Attributes that say how something looks, or where a link leads.
const ATTRIBUTES: &str = " align alt bgcolor border cellpadding cellspacing class color colspan dir face height href lang \
    loading nowrap referrerpolicy rel rowspan size span src start style target title type valign width data-ts-src ";
/// What no style may say.
const STYLES: [&str; 25] = [
    "url",
    "image",
    "expression",
    "import",
    "position",
    "fixed",
    "absolute",
    "sticky",
    "z-index",
    "behavior",
    "binding",
    "animation",
    "transition",
    "transform",
    "content:",
    "cursor",
    "filter",
    "mask",
    "var(",
    "env(",
    "attr(",
    "javascript",
    "99999",
    "--",
    "\\",
];

/// What can do harm in cleaned HTML.
fn harm_in(html: &str) -> Vec<String> {
    let mut harm = Vec::new();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        let tag = match token {
            Token::StartTag(tag) => tag,
            Token::Comment(comment) => {
                harm.push(format!("a comment {comment:?}"));
                continue;
            }
            Token::Doctype(_) => {
                harm.push("a doctype".to_owned());
                continue;
            }
            Token::EndTag(_) | Token::String(_) | Token::Error(_) => continue,
        };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if !ELEMENTS.contains(&format!(" {name} ")) {
            harm.push(format!("<{name}>"));
        }
        for (key, value) in &tag.attributes {
            let (key, value) = (String::from_utf8_lossy(key), String::from_utf8_lossy(value));
            if !ATTRIBUTES.contains(&format!(" {key} ")) || !is_harmless(&name, &key, &value) {
                harm.push(format!("<{name} {key}=\"{value}\">"));
            }
        }
    }
    harm
}

fn is_harmless(element: &str, attribute: &str, value: &str) -> bool {
    let lower = value.to_lowercase();
    match attribute {
        "href" => {
            element == "a"
                && ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme))
        }
        "target" => value == "_blank",
        "rel" => value == "noopener noreferrer nofollow",
        "src" => {
            let is_ours = value.starts_with("/proxy/") || value.starts_with("/attachments/");
            let is_picture = lower.starts_with("data:image/") && !lower.contains("svg");
            element == "img" && (is_ours || is_picture)
        }
        "class" => value == "ts-quoted",
        "style" => !STYLES.iter().any(|word| lower.contains(word)) && !has_negative_margin(&lower),
        _ => true,
    }
}

fn has_negative_margin(style: &str) -> bool {
    style.split(';').any(|rule| {
        (rule.starts_with("margin") || rule.starts_with("text-indent"))
            && rule.contains('-')
            && rule.split_once(':').is_some_and(|(_, value)| value.contains('-'))
    })
}

#[test]
fn nothing_that_can_do_harm_is_left_of_hundreds_of_hostile_mails() {
    let mails = mails();
    assert!(mails.len() >= 400, "only {} mails", mails.len());
    let mut failed = Vec::new();
    for (name, html) in &mails {
        let (html, pictures) = take_pictures_out(html);
        assert!(pictures.iter().all(|picture| !picture.content_type.contains("svg")), "{name}");
        let of_content_id = |id: &str| (id == "picture-1@data").then(|| "/attachments/1".to_owned());
        for policy in [ImagePolicy::HoldBack, ImagePolicy::Proxy(&|_| "/proxy/1".to_owned())] {
            let cleaned = clean(&html, of_content_id, policy).html;
            let harm = harm_in(&cleaned);
            if !harm.is_empty() {
                failed.push(format!("{name}: {harm:?}\n  {html}\n  {cleaned}"));
            }
        }
        let _ = to_text(&html);
    }
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), mails.len(), failed.join("\n"));
}
