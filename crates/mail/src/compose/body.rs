//! The parts of a mail: text and HTML side by side, images beside the HTML, files below.

use mail_builder::headers::content_type::ContentType;
use mail_builder::mime::MimePart;
use sha2::{Digest, Sha256};

use super::{Outgoing, OutgoingAttachment};

/// The whole body.
pub(super) fn part(outgoing: &Outgoing) -> MimePart<'_> {
    let boundaries = Boundaries::of(outgoing);
    let html_has = |attachment: &&OutgoingAttachment| {
        let id = attachment.content_id.as_deref();
        id.is_some_and(|id| outgoing.html.as_deref().is_some_and(|html| html.contains(&format!("cid:{id}"))))
    };
    let (inline, files): (Vec<_>, Vec<_>) = outgoing.attachments.iter().partition(html_has);
    let text = MimePart::new("text/plain", outgoing.text.as_str());
    let readable = match &outgoing.html {
        None => text,
        Some(html) => {
            let html = MimePart::new("text/html", html.as_str());
            let shown = if inline.is_empty() {
                html
            } else {
                let parts = std::iter::once(html).chain(inline.into_iter().map(image)).collect();
                boundaries.group("related", parts)
            };
            boundaries.group("alternative", vec![text, shown])
        }
    };
    if files.is_empty() {
        return readable;
    }
    boundaries.group("mixed", std::iter::once(readable).chain(files.into_iter().map(file)).collect())
}

fn image(attachment: &OutgoingAttachment) -> MimePart<'_> {
    let id = attachment.content_id.as_deref().unwrap_or_default();
    let disposition = ContentType::new("inline").attribute("filename", attachment.name.as_str());
    MimePart::new(attachment.content_type.as_str(), attachment.bytes.as_slice())
        .header("Content-Disposition", disposition)
        .cid(id)
}

fn file(attachment: &OutgoingAttachment) -> MimePart<'_> {
    MimePart::new(attachment.content_type.as_str(), attachment.bytes.as_slice())
        .attachment(attachment.name.as_str())
}

/// Boundaries that depend on nothing but the mail, so that a second attempt sends the same bytes, and that
/// its text cannot contain unless it was written to.
struct Boundaries {
    seed: String,
}

impl Boundaries {
    fn of(outgoing: &Outgoing) -> Self {
        let mut hash = Sha256::new();
        hash.update(outgoing.message_id.as_str());
        hash.update(&outgoing.text);
        hash.update(outgoing.html.as_deref().unwrap_or_default());
        Self { seed: data_encoding::HEXLOWER.encode(&hash.finalize()[..12]) }
    }

    fn group<'x>(&self, kind: &str, parts: Vec<MimePart<'x>>) -> MimePart<'x> {
        let content_type = ContentType::new(format!("multipart/{kind}"));
        MimePart::new(content_type.attribute("boundary", format!("=_{kind}_{}", self.seed)), parts)
    }
}
