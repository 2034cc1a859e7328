//! From the tree of parts to what a reader sees: one text, one HTML body, and the attachments.

use super::structure::{Leaf, Part};
use super::{Limits, MailError, flowed};
use crate::attachment::{Attachment, AttachmentKind, Disposition};
use crate::{charset, html, tnef};

/// What has been gathered of a part and the parts in it.
#[derive(Default)]
pub(super) struct Content {
    pub(super) text: Option<String>,
    pub(super) html: Option<String>,
    pub(super) attachments: Vec<Attachment>,
}

/// Where a part stands, which decides whether a text in it is the body or an attachment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A part that may be the body.
    Body,
    /// A part that belongs to another one: an image of an HTML body, a signature over the body.
    Companion,
}

/// Decodes the parts of a mail one after the other and stops at the limit.
pub(super) struct Gathering<'l> {
    limits: &'l Limits,
    decoded: usize,
    layout: html::Layout,
}

impl<'l> Gathering<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, decoded: 0, layout: html::Layout::default() }
    }

    /// The content of the whole tree. Where a part has only HTML or only text, the other is left open.
    pub(super) fn gather(&mut self, part: Part<'_>) -> Result<Content, MailError> {
        let mut whole = self.part(part, Place::Body)?;
        self.unpack(&mut whole)?;
        Ok(whole)
    }

    /// Puts what Outlook packed into `winmail.dat` where it belongs. A file that only looks like one stays as it is.
    fn unpack(&mut self, whole: &mut Content) -> Result<(), MailError> {
        for file in std::mem::take(&mut whole.attachments) {
            let packed = Some(&file).filter(|file| file.kind == AttachmentKind::Tnef);
            let Some(tnef) = packed.and_then(|file| tnef::read(&file.bytes, self.limits)) else {
                whole.attachments.push(file);
                continue;
            };
            for unpacked in &tnef.attachments {
                self.count(unpacked.bytes.len())?;
            }
            let is_empty = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
            if is_empty(&whole.html) {
                whole.html = tnef.html;
            }
            if is_empty(&whole.text) {
                whole.text = tnef.text;
            }
            whole.attachments.extend(tnef.attachments);
            if whole.attachments.len() > self.limits.parts {
                return Err(MailError::TooManyParts { limit: self.limits.parts });
            }
        }
        Ok(())
    }

    fn count(&mut self, bytes: usize) -> Result<(), MailError> {
        self.decoded = self.decoded.saturating_add(bytes);
        if self.decoded > self.limits.decoded {
            return Err(MailError::TooMuchContent { limit: self.limits.decoded });
        }
        Ok(())
    }

    fn part(&mut self, part: Part<'_>, place: Place) -> Result<Content, MailError> {
        match part {
            Part::Leaf(leaf) => self.leaf(leaf, place),
            Part::Multipart { kind, parts, content_type } => match kind.as_str() {
                "alternative" => self.alternative(parts, place),
                "related" => self.with_companions(parts, content_type.get("start"), place),
                "signed" => self.with_companions(parts, None, place),
                _ => self.one_after_the_other(parts, place),
            },
        }
    }

    /// The same content in several forms. Senders that put different texts here mean them to be read one
    /// after the other, so none is dropped.
    fn alternative(&mut self, parts: Vec<Part<'_>>, place: Place) -> Result<Content, MailError> {
        let mut whole = Content::default();
        for part in parts {
            let content = self.part(part, place)?;
            add_form(&mut whole.text, content.text, "\n");
            add_form(&mut whole.html, content.html, "");
            whole.attachments.extend(content.attachments);
        }
        Ok(whole)
    }

    /// A root part and what it refers to; the root is named by its Content-ID or stands first (RFC 2387).
    fn with_companions(
        &mut self,
        parts: Vec<Part<'_>>,
        start: Option<&str>,
        place: Place,
    ) -> Result<Content, MailError> {
        let wanted = start.map(|id| id.trim_matches(['<', '>']));
        let root = parts
            .iter()
            .position(|part| {
                matches!(part, Part::Leaf(leaf) if wanted.is_some() && leaf.content_id().as_deref() == wanted)
            })
            .unwrap_or(0);
        let mut whole = Content::default();
        for (index, part) in parts.into_iter().enumerate() {
            let place = if index == root { place } else { Place::Companion };
            let content = self.part(part, place)?;
            whole.append(content, &mut self.layout);
        }
        Ok(whole)
    }

    fn one_after_the_other(&mut self, parts: Vec<Part<'_>>, place: Place) -> Result<Content, MailError> {
        let mut whole = Content::default();
        for part in parts {
            let content = self.part(part, place)?;
            whole.append(content, &mut self.layout);
        }
        Ok(whole)
    }

    fn leaf(&mut self, leaf: Leaf<'_>, place: Place) -> Result<Content, MailError> {
        let bytes = leaf.encoding.decode(leaf.body);
        self.count(bytes.len())?;
        let mut content = Content::default();
        match leaf.reading(place) {
            Reading::PlainText => content.text = Some(leaf.plain_text(&bytes)),
            Reading::Html => {
                content.html = Some(tidy_lines(charset::decode(&bytes, leaf.content_type.get("charset"))));
            }
            Reading::Attachment => {
                if !bytes.is_empty() || leaf.file_name().is_some() {
                    content.attachments.push(leaf.attachment(bytes.into_owned(), place));
                }
            }
        }
        Ok(content)
    }
}

impl Content {
    /// Adds what stands below. A text below HTML is added to the HTML too, and the other way round, so that
    /// neither view loses a piece.
    fn append(&mut self, mut below: Content, layout: &mut html::Layout) {
        let is_two_sided = (self.html.is_some() || below.html.is_some())
            && (self.text.is_some() || self.html.is_some())
            && (below.text.is_some() || below.html.is_some());
        if is_two_sided {
            let (html, text) = self.both_views(layout);
            let (html_below, text_below) = below.both_views(layout);
            self.html = join(Some(html), Some(html_below), "");
            self.text = join(Some(text), Some(text_below), "\n");
        } else {
            self.html = join(self.html.take(), below.html, "");
            self.text = join(self.text.take(), below.text, "\n");
        }
        self.attachments.extend(below.attachments);
    }

    /// The HTML and the text, the missing one made from the other.
    fn both_views(&mut self, layout: &mut html::Layout) -> (String, String) {
        match (self.html.take(), self.text.take()) {
            (Some(html), Some(text)) => (html, text),
            (Some(html), None) => {
                let text = layout.text_of(&html);
                (html, text)
            }
            (None, text) => {
                let text = text.unwrap_or_default();
                (html::from_text(&text), text)
            }
        }
    }
}

fn add_form(form: &mut Option<String>, further: Option<String>, between: &str) {
    let is_new = |text: &String| form.as_ref().is_none_or(|known| known.trim() != text.trim());
    if let Some(further) = further.filter(is_new) {
        let known = form.take().filter(|known| !known.trim().is_empty());
        *form = join(known, Some(further), between);
    }
}

fn join(first: Option<String>, second: Option<String>, between: &str) -> Option<String> {
    match (first, second) {
        (Some(mut first), Some(second)) => {
            if !first.is_empty() && !first.ends_with('\n') {
                first.push_str(between);
            }
            first.push_str(&second);
            Some(first)
        }
        (first, second) => first.or(second),
    }
}

/// How a content is taken.
enum Reading {
    PlainText,
    Html,
    Attachment,
}

impl Leaf<'_> {
    fn reading(&self, place: Place) -> Reading {
        let is_attached = self.disposition.value == "attachment"
            || place == Place::Companion
            || (self.file_name().is_some() && self.disposition.value != "inline");
        let has_file_name = self.disposition.get("filename").is_some();
        match self.content_type.value.as_str() {
            _ if is_attached || has_file_name => Reading::Attachment,
            "text/plain" => Reading::PlainText,
            "text/html" => Reading::Html,
            _ => Reading::Attachment,
        }
    }

    fn plain_text(&self, bytes: &[u8]) -> String {
        let text = tidy_lines(charset::decode(bytes, self.content_type.get("charset")));
        let is = |name, value| self.content_type.get(name).is_some_and(|v| v.eq_ignore_ascii_case(value));
        if is("format", "flowed") { flowed::unflow(&text, is("delsp", "yes")) } else { text }
    }

    fn file_name(&self) -> Option<&str> {
        self.disposition
            .get("filename")
            .or_else(|| self.content_type.get("name"))
            .filter(|name| !name.trim().is_empty())
    }

    pub(super) fn content_id(&self) -> Option<String> {
        let id = self.headers.text("Content-ID", None)?;
        let id = id.trim().trim_matches(['<', '>']).to_owned();
        Some(id).filter(|id| !id.is_empty())
    }

    fn attachment(&self, bytes: Vec<u8>, place: Place) -> Attachment {
        let content_id = self.content_id();
        let is_inline = self.disposition.value == "inline"
            || (self.disposition.value != "attachment" && place == Place::Companion && content_id.is_some());
        Attachment::new(
            self.file_name(),
            &self.content_type.value,
            content_id,
            if is_inline { Disposition::Inline } else { Disposition::Attached },
            bytes,
        )
    }
}

/// Line ends as `\n`, no NUL characters.
fn tidy_lines(text: String) -> String {
    if text.contains(['\r', '\0']) {
        text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "")
    } else {
        text
    }
}
