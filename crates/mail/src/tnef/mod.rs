//! Outlook's `winmail.dat` (MS-OXTNEF): a whole mail packed for another Outlook, which nobody else opens.
//!
//! Here it is unpacked into what any mail has: a text, HTML, files. A stream that breaks off gives what came before.

mod lzfu;
mod properties;
mod rtf;

use self::properties::{Properties, tag};
use crate::attachment::{Attachment, Disposition};
use crate::charset;
use crate::parse::Limits;

/// The first four bytes of every stream (MS-OXTNEF §2.1.3.1).
const SIGNATURE: u32 = 0x223E_9F78;

/// The attributes that are read (MS-OXTNEF §2.1.3.2 and §2.1.3.3).
mod attribute {
    pub(super) const BODY: u32 = 0x0002_800C;
    pub(super) const CODE_PAGE: u32 = 0x0006_9007;
    pub(super) const MESSAGE_PROPERTIES: u32 = 0x0006_9003;
    pub(super) const ATTACHMENT_BEGINS: u32 = 0x0006_9002;
    pub(super) const ATTACHMENT_TITLE: u32 = 0x0001_8010;
    pub(super) const ATTACHMENT_DATA: u32 = 0x0006_800F;
    pub(super) const ATTACHMENT_PROPERTIES: u32 = 0x0006_9005;
}

/// What a `winmail.dat` holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tnef {
    /// The plain text, where there is one.
    pub text: Option<String>,
    /// The HTML, also where it was hidden in RTF (MS-OXRTFEX). Not safe to show.
    pub html: Option<String>,
    /// The files. A mail inside is a file with its text, and its own files stand behind it.
    pub attachments: Vec<Attachment>,
}

/// Unpacks a `winmail.dat`; `None` for anything else. Of the `limits`, `parts` bounds the files and `depth` the mails in
/// mails.
pub fn read(bytes: &[u8], limits: &Limits) -> Option<Tnef> {
    let mut stream = Stream(bytes);
    if stream.u32()? != SIGNATURE {
        return None;
    }
    stream.u16()?;
    let mut reading = Reading::new(limits);
    while let Some((id, data)) = attribute(&mut stream) {
        reading.take(id, data);
    }
    Some(reading.finish())
}

/// An attribute's identifier and content. The check sum behind it is not compared: a mail is read as far as it makes sense.
fn attribute<'x>(stream: &mut Stream<'x>) -> Option<(u32, &'x [u8])> {
    stream.take(1)?;
    let id = stream.u32()?;
    let length = usize::try_from(stream.u32()?).ok()?;
    let data = stream.take(length)?;
    stream.u16();
    Some((id, data))
}

/// Bytes taken from the front.
#[derive(Clone, Copy, Debug)]
struct Stream<'x>(&'x [u8]);

impl<'x> Stream<'x> {
    fn take(&mut self, length: usize) -> Option<&'x [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take(2).map(|bytes| u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }
}

/// A file as its attributes come.
#[derive(Default)]
struct Packed<'x> {
    title: &'x [u8],
    data: &'x [u8],
    properties: Properties<'x>,
}

struct Reading<'x, 'l> {
    limits: &'l Limits,
    code_page: u32,
    body: &'x [u8],
    properties: Properties<'x>,
    files: Vec<Packed<'x>>,
}

impl<'x, 'l> Reading<'x, 'l> {
    fn new(limits: &'l Limits) -> Self {
        Self { limits, code_page: 1252, body: &[], properties: Properties::default(), files: Vec::new() }
    }

    fn take(&mut self, id: u32, data: &'x [u8]) {
        match id {
            attribute::CODE_PAGE => self.code_page = Stream(data).u32().unwrap_or(self.code_page),
            attribute::BODY => self.body = data,
            attribute::MESSAGE_PROPERTIES => self.properties = Properties::read(data),
            attribute::ATTACHMENT_BEGINS if self.files.len() < self.limits.parts => {
                self.files.push(Packed::default());
            }
            attribute::ATTACHMENT_TITLE | attribute::ATTACHMENT_DATA | attribute::ATTACHMENT_PROPERTIES => {
                let Some(file) = self.files.last_mut() else { return };
                match id {
                    attribute::ATTACHMENT_TITLE => file.title = data,
                    attribute::ATTACHMENT_DATA => file.data = data,
                    _ => file.properties = Properties::read(data),
                }
            }
            _ => {}
        }
    }

    fn finish(self) -> Tnef {
        let code_page = self.properties.number(tag::MESSAGE_CODE_PAGE).unwrap_or(self.code_page);
        let html_page = self.properties.number(tag::INTERNET_CODE_PAGE).unwrap_or(code_page);
        let rtf = self.properties.bytes(tag::RTF_COMPRESSED).and_then(lzfu::decompress);
        let rtf = rtf.map(|rtf| rtf::read(&rtf)).unwrap_or_default();
        let html = self.properties.text(tag::HTML, html_page).or(rtf.html);
        let body = Some(self.body).filter(|body| !body.is_empty()).map(|body| text(body, code_page));
        let text = self.properties.text(tag::BODY, code_page).or(body).or(rtf.text);
        let mut unpacked = Tnef { text: filled(text), html: filled(html), attachments: Vec::new() };
        for file in &self.files {
            file.unpack(code_page, self.limits, &mut unpacked.attachments);
        }
        unpacked.attachments.truncate(self.limits.parts);
        unpacked
    }
}

impl Packed<'_> {
    fn unpack(&self, code_page: u32, limits: &Limits, into: &mut Vec<Attachment>) {
        let property = |tag| filled(self.properties.text(tag, code_page));
        let name = property(tag::LONG_FILE_NAME)
            .or_else(|| property(tag::FILE_NAME))
            .or_else(|| filled(Some(text(self.title, code_page))))
            .or_else(|| property(tag::DISPLAY_NAME));
        if let Some(inside) = self.mail_inside(limits) {
            let (body, kind) = match (inside.html, inside.text) {
                (Some(html), _) => (html, "text/html"),
                (None, text) => (text.unwrap_or_default(), "text/plain"),
            };
            let extension = if kind == "text/html" { "html" } else { "txt" };
            let name = format!("{}.{extension}", name.as_deref().unwrap_or("mail"));
            into.push(Attachment::new(Some(&name), kind, None, Disposition::Attached, body.into_bytes()));
            into.extend(inside.attachments);
            return;
        }
        let data = if self.data.is_empty() { self.properties.bytes(tag::DATA) } else { Some(self.data) };
        let Some(data) = data.filter(|data| !data.is_empty()) else { return };
        let content_type = property(tag::MEDIA_TYPE).map(|kind| kind.trim().to_ascii_lowercase());
        let content_type = content_type.filter(|kind| kind.contains('/'));
        let content_id = property(tag::CONTENT_ID).map(|id| id.trim_matches(['<', '>']).to_owned());
        let disposition = if content_id.is_some() { Disposition::Inline } else { Disposition::Attached };
        let content_type = content_type.as_deref().or_else(|| by_extension(name.as_deref()?));
        let content_type = content_type.unwrap_or("application/octet-stream");
        into.push(Attachment::new(name.as_deref(), content_type, content_id, disposition, data.to_vec()));
    }

    /// A mail that was attached to the mail: an object of 16 bytes of interface and a stream like the one around it.
    fn mail_inside(&self, limits: &Limits) -> Option<Tnef> {
        let depth = limits.depth.checked_sub(1).filter(|&depth| depth > 0)?;
        let stream = self.properties.bytes(tag::DATA)?.get(16..)?;
        read(stream, &Limits { depth, ..limits.clone() })
    }
}

/// What Outlook leaves out of files that need no description.
fn by_extension(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "txt" => "text/plain",
        "ics" => "text/calendar",
        "eml" => "message/rfc822",
        _ => return None,
    })
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// Bytes in a Windows code page, up to the first NUL.
fn text(bytes: &[u8], code_page: u32) -> String {
    let end = bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len());
    charset::decode(&bytes[..end], Some(&label_of(code_page))).replace("\r\n", "\n")
}

/// The name by which a code page is known on the web.
fn label_of(code_page: u32) -> String {
    match code_page {
        65001 => "utf-8".to_owned(),
        20127 => "us-ascii".to_owned(),
        949 | 51949 => "euc-kr".to_owned(),
        936 | 51936 => "gbk".to_owned(),
        932 => "shift_jis".to_owned(),
        950 => "big5".to_owned(),
        50220..=50222 => "iso-2022-jp".to_owned(),
        50225 => "iso-2022-kr".to_owned(),
        28591..=28605 => format!("iso-8859-{}", code_page - 28590),
        other => format!("windows-{other}"),
    }
}
