//! What is shown of HTML: cleaned, quotes folded, images of other servers held back or fetched through the proxy.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use mail::html::{ImagePolicy, clean};
use sha2::Sha256;

use crate::conversations::attachment::Attachment;
use crate::conversations::carrying;

/// The purpose that the proxy's signing key is derived for.
pub const PROXY: &str = "image-proxy";

/// Nothing runs; pictures come from this server alone; styles are the mail's own.
pub const POLICY: &str = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; font-src 'none'; \
    form-action 'none'; base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox allow-same-origin";

/// What happens to images of other servers.
pub enum Images {
    /// They are not loaded.
    HeldBack,
    /// They are loaded through the proxy, with addresses signed by this key.
    Proxied([u8; 32]),
}

/// The HTML that an agent wrote: cleaned like a stranger's, for a pasted piece may be one's. A picture that was uploaded is
/// named by `cid:att_…`.
pub fn own(html: &str) -> String {
    let uploaded = |id: &str| carrying::named(id).map(|id| format!("cid:{id}"));
    clean(html, uploaded, ImagePolicy::HoldBack).html
}

/// A mail's HTML made safe, with the pictures that came with it in place.
pub fn folded(html: &str, files: &[Attachment], images: Images) -> String {
    let of_content_id = |id: &str| {
        let file = files.iter().find(|file| file.content_id.as_deref() == Some(id))?;
        Some(format!("/api/v1/attachments/{}", file.id))
    };
    match images {
        Images::HeldBack => clean(html, of_content_id, ImagePolicy::HoldBack).html,
        Images::Proxied(key) => {
            clean(html, of_content_id, ImagePolicy::Proxy(&|url| proxied(&key, url))).html
        }
    }
}

/// The address of an image behind the proxy: only this server can have made it.
pub fn proxied(key: &[u8; 32], url: &str) -> String {
    let url_part = URL_SAFE_NO_PAD.encode(url);
    format!("/api/v1/images/{url_part}?signature={}", URL_SAFE_NO_PAD.encode(signature(key, url)))
}

/// HMAC-SHA256 of the address.
pub fn signature(key: &[u8; 32], url: &str) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes any key");
    mac.update(url.as_bytes());
    mac.finalize().into_bytes().into()
}

/// How a mail's document looks around the mail's own looks.
pub struct Look {
    /// On a dark screen: light text, and bright designs turned dark.
    pub dark: bool,
    /// Whether quoted parts show.
    pub quotes: bool,
}

/// A whole document for a sandboxed frame.
pub fn document(html: &str, files: &[Attachment], images: Images, look: &Look) -> String {
    let body = folded(html, files, images);
    let colours = if look.dark { DARK } else { "" };
    let quotes = if look.quotes { "" } else { ".ts-quoted{display:none}" };
    format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><base target=\"_blank\"><style>{STYLE}{colours}{quotes}</style></head>\
         <body dir=\"auto\">{body}</body></html>"
    )
}

const STYLE: &str = "html{color-scheme:light;background:transparent}body{margin:0;font:14px/1.45 system-ui,sans-serif;\
    overflow-wrap:anywhere;color:#1c1d21}body>:first-child{margin-top:0}body>:last-child{margin-bottom:0}\
    a{color:#0f6b66}img{max-width:100%;height:auto}table{max-width:100%}\
    .ts-quoted{color:#6b6e78;border-inline-start:2px solid #d5d7de;padding-inline-start:12px}";
/// Bright designs are inverted, pictures are turned back.
const DARK: &str = "html{color-scheme:dark}body{color:#e6e7ea}a{color:#58aaa5}\
    body:has([bgcolor],[style*=background]){background:#fff;color:#1c1d21;\
    filter:invert(.9) hue-rotate(180deg)}body:has([bgcolor],[style*=background]) a{color:#0f6b66}body:has([bgcolor],[style*=background]) img{filter:invert(1) hue-rotate(180deg)}";

#[cfg(test)]
mod tests {
    use super::{Images, Look, document, folded};

    #[test]
    fn a_picture_of_another_server_is_held_back_or_comes_through_the_proxy() {
        let html = r#"<p>Hi</p><img src="https://shop.example/banner.png" width="600" height="80">"#;
        assert!(!folded(html, &[], Images::HeldBack).contains(" src=\"https://shop"));
        let shown = folded(html, &[], Images::Proxied([7; 32]));
        assert!(shown.contains(r#"src="/api/v1/images/"#), "{shown}");
    }

    #[test]
    fn nothing_of_a_mail_runs_in_its_document() {
        let page = document(
            "<script>alert(1)</script><p onclick=x>ok</p>",
            &[],
            Images::HeldBack,
            &Look { dark: true, quotes: false },
        );
        assert!(!page.contains("alert") && !page.contains("onclick") && page.contains("ok"));
    }
}
