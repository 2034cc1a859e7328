//! WordPress keeps names and notes as fragments of HTML; people read text.

/// The text of an HTML fragment: tags gone, line breaks kept, entities decoded. Not a sanitiser: the result is text,
/// to be escaped like any other where it is shown.
pub(super) fn plain_text(fragment: &str) -> String {
    if !fragment.contains(['<', '&']) {
        return fragment.to_owned();
    }
    html_escape::decode_html_entities(&without_tags(fragment)).trim().to_owned()
}

fn without_tags(fragment: &str) -> String {
    let mut text = String::with_capacity(fragment.len());
    let mut rest = fragment;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let tag = &rest[start..];
        let opens = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        match tag.find('>') {
            Some(end) if opens => {
                if breaks_line(&tag[1..end]) {
                    text.push('\n');
                }
                rest = &tag[end + 1..];
            }
            // "size < 40" is no tag.
            _ => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

fn breaks_line(tag: &str) -> bool {
    let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
    matches!(name.to_ascii_lowercase().as_str(), "br" | "br/" | "/p" | "/div" | "/li" | "/tr")
}
