//! What comes with a mail besides its text.

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::parse::{Email, Limits, MailError, parse};

/// Longest file name kept, in characters.
const LONGEST_NAME: usize = 200;

/// A file, an image, a mail, an invitation.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// A file name fit to be shown and saved: no folders, no control characters, never empty.
    pub name: String,
    /// The media type in lower case, as the sender said.
    pub content_type: String,
    /// How HTML refers to it (`cid:`), without brackets.
    pub content_id: Option<String>,
    /// Whether the sender wants it shown in the text.
    pub disposition: Disposition,
    /// What it is to a support desk.
    pub kind: AttachmentKind,
    /// The decoded content.
    pub bytes: Vec<u8>,
}

/// Where an attachment belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// Shown where the text refers to it.
    Inline,
    /// Listed below the text.
    Attached,
}

/// Contents that need more than a download link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    /// Any file.
    File,
    /// Something a browser shows as a picture.
    Image,
    /// A mail in the mail; [`Attachment::open`] reads it.
    Mail,
    /// The headers of a mail without its text (`text/rfc822-headers`).
    MailHeaders,
    /// The machine-readable part of a delivery report (RFC 3464).
    DeliveryStatus,
    /// The machine-readable part of an abuse report (RFC 5965).
    FeedbackReport,
    /// The machine-readable part of a read receipt (RFC 8098).
    DispositionNotification,
    /// An invitation or its answer (`text/calendar`).
    Calendar,
    /// Outlook's `winmail.dat` (MS-OXTNEF), which only Outlook opens.
    Tnef,
    /// S/MIME: encrypted, signed, or a signature.
    Smime,
    /// OpenPGP: encrypted content or a signature.
    Pgp,
}

impl Attachment {
    pub(crate) fn new(
        name: Option<&str>,
        content_type: &str,
        content_id: Option<String>,
        disposition: Disposition,
        bytes: Vec<u8>,
    ) -> Self {
        let name = name.map(safe_name).filter(|name| !name.is_empty());
        let kind = AttachmentKind::of(content_type, name.as_deref(), &bytes);
        let name = name.unwrap_or_else(|| kind.name_for(content_type));
        Self { name, content_type: content_type.to_owned(), content_id, disposition, kind, bytes }
    }

    /// Whether it is a picture of one pixel: nobody needs to see or open it.
    pub fn is_one_pixel(&self) -> bool {
        self.kind == AttachmentKind::Image && crate::html::size::is_one_pixel(&self.bytes)
    }

    /// Reads an attached mail. Each level of attached mails takes one of the allowed `depth`.
    ///
    /// # Errors
    /// As [`parse`]; [`MailError::TooDeep`] when the depth is used up.
    pub fn open(&self, limits: &Limits) -> Result<Email, MailError> {
        let depth = limits.depth.checked_sub(1).filter(|&depth| depth > 0);
        let depth = depth.ok_or(MailError::TooDeep { limit: limits.depth })?;
        parse(&self.bytes, &Limits { depth, ..limits.clone() })
    }
}

impl std::fmt::Debug for Attachment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attachment")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("content_id", &self.content_id)
            .field("disposition", &self.disposition)
            .field("kind", &self.kind)
            .field("size", &self.bytes.len())
            .finish()
    }
}

impl AttachmentKind {
    fn of(content_type: &str, name: Option<&str>, bytes: &[u8]) -> Self {
        let has_extension = |wanted: &str| {
            name.and_then(|n| n.rsplit_once('.')).is_some_and(|(_, e)| e.eq_ignore_ascii_case(wanted))
        };
        match content_type {
            "message/rfc822" | "message/global" => Self::Mail,
            "text/rfc822-headers" | "message/rfc822-headers" | "message/global-headers" => Self::MailHeaders,
            "message/delivery-status" | "message/global-delivery-status" => Self::DeliveryStatus,
            "message/feedback-report" => Self::FeedbackReport,
            "message/disposition-notification" | "message/global-disposition-notification" => {
                Self::DispositionNotification
            }
            "text/calendar" | "application/ics" => Self::Calendar,
            "application/ms-tnef" | "application/vnd.ms-tnef" => Self::Tnef,
            "application/pkcs7-mime"
            | "application/x-pkcs7-mime"
            | "application/pkcs7-signature"
            | "application/x-pkcs7-signature" => Self::Smime,
            "application/pgp-encrypted" | "application/pgp-signature" | "application/pgp-keys" => Self::Pgp,
            _ if bytes.starts_with(&[0x78, 0x9f, 0x3e, 0x22]) => Self::Tnef,
            _ if has_extension("p7m") || has_extension("p7s") => Self::Smime,
            _ if bytes.starts_with(b"-----BEGIN PGP MESSAGE-----") => Self::Pgp,
            _ if has_extension("ics") => Self::Calendar,
            _ if has_extension("eml") && content_type.starts_with("message/") => Self::Mail,
            "image/svg+xml" => Self::File,
            _ if content_type.starts_with("image/") => Self::Image,
            _ => Self::File,
        }
    }

    /// What to call an attachment whose sender gave it no name.
    fn name_for(self, content_type: &str) -> String {
        match self {
            Self::Mail => "mail.eml".to_owned(),
            Self::MailHeaders => "headers.txt".to_owned(),
            Self::DeliveryStatus => "delivery-status.txt".to_owned(),
            Self::FeedbackReport => "feedback-report.txt".to_owned(),
            Self::DispositionNotification => "read-receipt.txt".to_owned(),
            Self::Calendar => "invitation.ics".to_owned(),
            Self::Tnef => "winmail.dat".to_owned(),
            Self::Smime if content_type.ends_with("signature") => "smime.p7s".to_owned(),
            Self::Smime => "smime.p7m".to_owned(),
            Self::Pgp if content_type == "application/pgp-signature" => "signature.asc".to_owned(),
            Self::Pgp => "encrypted.asc".to_owned(),
            Self::File | Self::Image => format!("attachment.{}", extension_of(content_type)),
        }
    }
}

fn extension_of(content_type: &str) -> &str {
    match content_type {
        "image/jpeg" => "jpg",
        "text/plain" => "txt",
        "image/svg+xml" => "svg",
        "application/octet-stream" => "bin",
        _ => content_type
            .rsplit_once('/')
            .map(|(_, subtype)| subtype)
            .filter(|subtype| subtype.len() <= 5 && subtype.bytes().all(|b| b.is_ascii_alphanumeric()))
            .unwrap_or("bin"),
    }
}

/// The last component of a name, without what breaks file systems or deceives readers (a right-to-left
/// override turns `exe.jpg` into `gpj.exe`).
fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).find(|piece| !piece.trim().is_empty()).unwrap_or_default();
    let clean: String = last
        .chars()
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        })
        .map(|c| if matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
        .collect();
    // A Mac writes a letter and its marks apart; everybody else searches for it in one piece.
    let clean = ComposingNormalizerBorrowed::new_nfc().normalize(&clean);
    let clean = clean.trim().trim_matches('.');
    if clean.chars().count() <= LONGEST_NAME {
        return clean.to_owned();
    }
    let extension = clean.rsplit_once('.').map(|(_, e)| e).filter(|e| e.len() <= 10).unwrap_or_default();
    let stem: String = clean.chars().take(LONGEST_NAME - 11).collect();
    if extension.is_empty() { stem } else { format!("{stem}.{extension}") }
}
