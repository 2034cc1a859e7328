//! Pictures written into HTML (`data:`), taken out and made attachments like any other.

use data_encoding::BASE64_NOPAD;

use crate::attachment::{Attachment, Disposition};

/// Largest picture taken out, in bytes; a larger one is left out.
const LARGEST: usize = 10 << 20;
/// Most pictures taken out of one mail; further ones are left out.
const MOST: usize = 200;
/// How an address in HTML begins that holds its content.
const SCHEME: &str = "data:image/";

/// The HTML with `cid:` addresses in place of the pictures in it, and the pictures. Pictures of one pixel are left out, and
/// so is what no browser may show here: SVG, broken base 64, too large ones.
pub fn take_pictures_out(html: &str) -> (String, Vec<Attachment>) {
    let mut out = String::with_capacity(html.len().min(1 << 20));
    let mut pictures: Vec<Attachment> = Vec::new();
    let mut rest = html;
    while let Some(at) = find(rest) {
        out.push_str(&rest[..at]);
        let address = &rest[at..];
        let end = match rest[..at].chars().next_back() {
            Some(quote @ ('"' | '\'')) => address.find(quote),
            _ => address.find(['"', '\'', '>', ')', ' ', '\t', '\n']),
        };
        let end = end.unwrap_or(address.len());
        rest = &address[end..];
        let picture = Some(&address[..end]).filter(|_| pictures.len() < MOST).and_then(picture);
        match picture {
            Some((subtype, bytes)) => {
                let number = pictures.len() + 1;
                let id = format!("picture-{number}@data");
                out.push_str("cid:");
                out.push_str(&id);
                let name = format!("picture-{number}.{}", if subtype == "jpeg" { "jpg" } else { subtype });
                let kind = format!("image/{subtype}");
                pictures.push(Attachment::new(Some(&name), &kind, Some(id), Disposition::Inline, bytes));
            }
            None => out.push_str("data:,"),
        }
    }
    out.push_str(rest);
    (out, pictures)
}

/// Where the next picture begins, whatever the case of its letters: as an attribute's value or in a style, not in words.
fn find(html: &str) -> Option<usize> {
    html.match_indices(':').find_map(|(colon, _)| {
        let start = colon.checked_sub(4)?;
        let begins = html.get(start..start + SCHEME.len())?.eq_ignore_ascii_case(SCHEME);
        let stands_as_address = html[..start].ends_with(['"', '\'', '=', '(']);
        (begins && stands_as_address).then_some(start)
    })
}

fn picture(address: &str) -> Option<(&'static str, Vec<u8>)> {
    let (kind, content) = address[SCHEME.len()..].split_once(',')?;
    let kind = kind.to_ascii_lowercase();
    let (subtype, parameters) = kind.split_once(';')?;
    let subtype = ["png", "jpeg", "gif", "webp"]
        .into_iter()
        .find(|known| *known == subtype || (subtype == "jpg" && *known == "jpeg"))?;
    if !parameters.split(';').any(|word| word.trim() == "base64") || content.len() / 4 * 3 > LARGEST {
        return None;
    }
    let letters: Vec<u8> =
        content.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=').collect();
    let bytes = BASE64_NOPAD.decode(&letters).ok()?;
    (!super::size::is_one_pixel(&bytes)).then_some((subtype, bytes))
}
