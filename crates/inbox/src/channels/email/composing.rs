//! What an answer looks like as a mail: the words, the signature, and what is answered below them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use database::{Db, DbError, Time, WorkspaceId};
use language::{Catalogue, Language, dates, numbers};
use mail::compose::{Automatic, OutgoingAttachment};
use mail::threading::ThreadKey;
use mail::{EmailAddress, Mailbox, MessageId as MailId, Outgoing};
use people::App;
use people::team::AgentId;
use web::html::escaped;

use super::answered::answered_by;
use super::signing_off::signature;
use crate::channels::{self, Channel};
use crate::conversations::{
    self, Attachment, AuthorType, Conversation, Correspondent, Message, MessageId, SignedBy, Style,
    plain_subject,
};
use crate::file_links;

/// Longest quotation, in characters: what is answered, not the whole history.
const QUOTED: usize = 20_000;

/// All that an answer is made of, but for the bytes of its files.
pub(super) struct Material {
    pub message: Message,
    pub conversation: Conversation,
    /// Those that the mail carries.
    pub files: Vec<Attachment>,
    /// Those that are had by a link.
    pub links: Vec<FileLink>,
    /// The mail that it answers.
    pub answered: Option<Message>,
    /// HTML; may be empty.
    pub signature: String,
    pub style: Style,
}

/// A file that was too large for its mail.
pub(super) struct FileLink {
    name: String,
    size: u64,
    url: String,
    until: Time,
}

impl FileLink {
    /// Of a file that is had by a link.
    fn of(app: &App, file: &Attachment) -> Option<Self> {
        Some(Self {
            name: file.name.clone(),
            size: u64::try_from(file.size).unwrap_or_default(),
            url: file_links::url(app, file),
            until: file.link_until?,
        })
    }
}

impl Material {
    /// Gathers what an answer is made of; `None` if it is gone.
    pub(super) fn gather(
        app: &App,
        db: &mut Db,
        workspace: WorkspaceId,
        id: MessageId,
    ) -> Result<Option<Self>, DbError> {
        let Some(message) = conversations::message(db, workspace, id)? else { return Ok(None) };
        let Some(conversation) = conversations::living(db, workspace, message.conversation_id)? else {
            return Ok(None);
        };
        let files = conversations::attachments_of(db, workspace, &[id])?;
        let links = files.iter().filter_map(|file| FileLink::of(app, file)).collect();
        let files = files.into_iter().filter(|file| file.link_until.is_none()).collect();
        let answered = answered_by(db, &message)?;
        let style = Style::of(db, workspace, conversation.store_id, conversation.language.as_deref())?;
        let agent = message.author_id.filter(|_| message.author_type == AuthorType::Agent).map(AgentId);
        let author = SignedBy { agent, name: &message.author_name };
        let signature = match channels::find(db, workspace, message.channel_id)? {
            Some(mailbox) => signature(db, &mailbox, &conversation, author)?,
            None => String::new(),
        };
        Ok(Some(Self { message, conversation, files, links, answered, signature, style }))
    }

    /// The mail. `references` is the thread of what is answered, `files` the bytes of the files in their order.
    pub(super) fn compose(
        &self,
        from: Mailbox,
        key: &ThreadKey,
        references: Vec<MailId>,
        files: Vec<Vec<u8>>,
    ) -> Result<Outgoing, String> {
        let Self { message, conversation, .. } = self;
        let domain = from.address.domain().to_owned();
        let message_id = own_id(key, message.id, conversation, &domain);
        let mut attachments: Vec<OutgoingAttachment> =
            self.files.iter().zip(files).map(|(file, bytes)| attachment(file, bytes)).collect();
        let html = self.html(&message_id, &mut attachments);
        Ok(Outgoing {
            reply_to: reply_to(key, &from, conversation),
            from,
            to: mailboxes(&message.addresses.to)?,
            cc: mailboxes(&message.addresses.cc)?,
            bcc: mailboxes(&message.addresses.bcc)?,
            subject: self.subject(),
            in_reply_to: self
                .answered
                .as_ref()
                .and_then(|answered| answered.external_id.as_deref()?.parse().ok()),
            references,
            message_id,
            date: message.created_at.timestamp(),
            text: self.text(),
            html: Some(html),
            attachments,
            automatic: match message.author_type {
                AuthorType::Agent | AuthorType::Customer => None,
                AuthorType::Assistant | AuthorType::System => Some(Automatic::Replied),
            },
            unsubscribe: None,
        })
    }

    /// The subject of what is answered, kept as it is: mail programs split a thread whose subject changes.
    fn subject(&self) -> String {
        let subject = match &self.answered {
            Some(answered) if !answered.subject.trim().is_empty() => answered.subject.trim(),
            Some(_) | None => self.message.subject.trim(),
        };
        let subject = if subject.is_empty() { self.style.company.as_str() } else { subject };
        let is_marked =
            plain_subject(subject).chars().count() < subject.chars().count().min(conversations::SUBJECT);
        let subject =
            if self.answered.is_none() || is_marked { subject.to_owned() } else { format!("Re: {subject}") };
        subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
    }

    fn text(&self) -> String {
        let mut text = self.message.text.trim_end().to_owned();
        if let Some(intro) = self.links_intro() {
            text.push_str("\n\n");
            text.push_str(&intro);
            for link in &self.links {
                text.push_str(&format!("\n{}:\n{}", self.link_name(link), link.url));
            }
        }
        let signature = mail::html::to_text(&self.signature);
        if !signature.trim().is_empty() {
            text.push_str("\n\n-- \n");
            text.push_str(signature.trim());
        }
        if let Some((intro, quoted)) = self.quotation() {
            text.push_str("\n\n");
            text.push_str(&intro);
            for line in quoted.lines() {
                text.push_str(if line.is_empty() { "\n>" } else { "\n> " });
                text.push_str(line);
            }
        }
        text.push('\n');
        text
    }

    fn html(&self, message_id: &MailId, attachments: &mut Vec<OutgoingAttachment>) -> String {
        let written = self.message.html.clone().unwrap_or_else(|| mail::html::from_text(&self.message.text));
        let written = pictures_beside(&sent(&written), message_id, attachments);
        let mut body = format!("<div dir=\"auto\">{written}</div>");
        if let Some(intro) = self.links_intro() {
            body.push_str(&format!("<br><div dir=\"auto\">{}<ul>", escaped(&intro)));
            for link in &self.links {
                let (name, url) = (escaped(&self.link_name(link)), &link.url);
                body.push_str(&format!("<li><a href=\"{url}\"><bdi>{name}</bdi></a></li>"));
            }
            body.push_str("</ul></div>");
        }
        if !self.signature.trim().is_empty() {
            body.push_str(&format!("<div dir=\"auto\">-- <br>{}</div>", sent(&self.signature)));
        }
        if let Some((intro, quoted)) = self.quotation() {
            // The class by which Gmail and others fold what is quoted.
            body.push_str(&format!(
                "<br><div class=\"gmail_quote\"><div dir=\"auto\" class=\"gmail_attr\">{}</div>\
                 <blockquote class=\"gmail_quote\" dir=\"auto\" style=\"{BLOCKQUOTE}\">{}</blockquote></div>",
                mail::html::from_text(&intro),
                mail::html::from_text(&quoted),
            ));
        }
        document(self.style.language, &body)
    }

    /// What stands above the links to files; none where there are none.
    fn links_intro(&self) -> Option<String> {
        let until = self.links.first()?.until;
        let Style { language, zone, .. } = &self.style;
        let date = dates::long_date(*language, until.timestamp().to_zoned(zone.clone()).date());
        let variables = [("count", self.links.len().into()), ("date", date.into())];
        Some(Catalogue::embedded().line_with(*language, "mail-files-linked", &variables))
    }

    fn link_name(&self, link: &FileLink) -> String {
        format!("{} ({})", link.name, numbers::file_size(self.style.language, link.size))
    }

    /// Who wrote what is answered, and what they wrote; nothing where it was ourselves.
    fn quotation(&self) -> Option<(String, String)> {
        let answered =
            self.answered.as_ref().filter(|answered| answered.author_type == AuthorType::Customer)?;
        let text = if answered.new_text.trim().is_empty() { &answered.text } else { &answered.new_text };
        let text: String = text.trim().chars().take(QUOTED).collect();
        let Style { language, zone, .. } = &self.style;
        let time = dates::date_time(*language, &answered.created_at.timestamp().to_zoned(zone.clone()));
        let name = answered.author_name.as_str();
        let words = Catalogue::embedded();
        let intro =
            words.line_with(*language, "mail-reply-quote", &[("time", time.into()), ("name", name.into())]);
        Some((intro, text)).filter(|(_, text)| !text.is_empty())
    }
}

const BLOCKQUOTE: &str =
    "margin-block:0;margin-inline:0.8ex 0;border-inline-start:1px solid #ccc;padding-inline-start:1ex";

/// A body as a document in the reader's direction.
pub(super) fn document(language: Language, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{}\"><head><meta charset=\"utf-8\"></head>\n<body>{body}</body></html>\n",
        language.direction(),
    )
}

/// The identifier of a message of ours.
pub(super) fn own_id(
    key: &ThreadKey,
    message: MessageId,
    conversation: &Conversation,
    domain: &str,
) -> MailId {
    key.message_id(message.0.cast_unsigned(), conversation.id.0.cast_unsigned(), domain)
}

/// The signed address of a conversation; none where the mailbox's name leaves no room for it.
pub(super) fn reply_to(key: &ThreadKey, from: &Mailbox, conversation: &Conversation) -> Option<Mailbox> {
    let address = key.reply_address(&from.address, conversation.id.0.cast_unsigned()).ok()?;
    Some(Mailbox::new(from.name.as_deref(), address))
}

/// Who a mailbox writes as.
pub(super) fn sender(mailbox: &Channel) -> Option<Mailbox> {
    let address: EmailAddress = mailbox.address.as_deref()?.parse().ok()?;
    let shown =
        if mailbox.settings.display_name.is_empty() { &mailbox.name } else { &mailbox.settings.display_name };
    Some(Mailbox::new(Some(shown), address))
}

/// The same in the name of the store that it is about, unless the mailbox says a name of its own.
pub(super) fn in_stores_name(from: Mailbox, mailbox: &Channel, style: &Style) -> Mailbox {
    if style.is_stores && mailbox.settings.display_name.is_empty() {
        return Mailbox::new(Some(&style.company), from.address);
    }
    from
}

fn mailboxes(people: &[Correspondent]) -> Result<Vec<Mailbox>, String> {
    people.iter().map(|person| mailbox(&person.name, &person.address)).collect()
}

pub(super) fn mailbox(name: &str, address: &str) -> Result<Mailbox, String> {
    let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let address = address.parse().map_err(|cause| format!("{address}: {cause}"))?;
    Ok(Mailbox::new(Some(&name), address))
}

/// A file of ours as it is sent.
pub(super) fn attachment(file: &Attachment, bytes: Vec<u8>) -> OutgoingAttachment {
    let name: String = file.name.chars().map(|c| if c.is_control() { '_' } else { c }).collect();
    let bare = file.content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let id = file
        .content_id
        .clone()
        .filter(|id| !id.contains(['<', '>', ' ']) && !id.chars().any(char::is_control));
    OutgoingAttachment { name, content_type: media_type(&bare), content_id: id, bytes }
}

/// What mail programs open by themselves, or can't be encoded as a file, is sent as a plain file.
fn media_type(bare: &str) -> String {
    let is_token = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    let is_file = bare.split_once('/').is_some_and(|(kind, subtype)| {
        !matches!(kind, "multipart" | "message") && is_token(kind) && is_token(subtype)
    });
    if is_file { bare.to_owned() } else { "application/octet-stream".to_owned() }
}

/// The HTML that is kept is cleaned for our own screens, which hold pictures of other servers back; a reader gets them.
fn sent(html: &str) -> String {
    html.replace("data-ts-src=\"", "src=\"")
}

/// Pictures that stand in the HTML itself are sent beside it: Gmail and Outlook do not show them otherwise.
fn pictures_beside(html: &str, message_id: &MailId, attachments: &mut Vec<OutgoingAttachment>) -> String {
    const MARK: &str = "src=\"data:image/";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(MARK) {
        let (before, from) = rest.split_at(at);
        let inside = &from[MARK.len()..];
        let Some((data, after)) = inside.split_once('"') else { break };
        out.push_str(before);
        match picture(data, attachments.len() + 1, message_id) {
            Some(picture) => {
                out.push_str(&format!("src=\"cid:{}\"", picture.content_id.as_deref().unwrap_or_default()));
                attachments.push(picture);
            }
            None => out.push_str(&from[..MARK.len() + data.len() + 1]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// `png;base64,…`
fn picture(data: &str, number: usize, message_id: &MailId) -> Option<OutgoingAttachment> {
    let (kind, encoded) = data.split_once(";base64,")?;
    let kind =
        ["png", "jpeg", "jpg", "gif", "webp"].into_iter().find(|known| known.eq_ignore_ascii_case(kind))?;
    let subtype = if kind == "jpg" { "jpeg" } else { kind };
    Some(OutgoingAttachment {
        name: format!("image-{number}.{kind}"),
        content_type: format!("image/{subtype}"),
        content_id: Some(format!("image{number}.{}", message_id.as_str())),
        bytes: STANDARD.decode(encoded.trim()).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{media_type, pictures_beside};

    #[test]
    fn a_picture_within_the_html_goes_beside_it() {
        let id = "a.b@shop.example".parse().unwrap();
        let mut beside = Vec::new();
        let html = "<p>x</p><img src=\"data:image/png;base64,iVBORw0K\" alt=\"y\"><img src=\"data:image/png;base64,***\">";
        let sent = pictures_beside(html, &id, &mut beside);
        assert_eq!(
            sent,
            "<p>x</p><img src=\"cid:image1.a.b@shop.example\" alt=\"y\"><img src=\"data:image/png;base64,***\">"
        );
        assert_eq!((beside.len(), beside[0].bytes.as_slice()), (1, &b"\x89PNG\r\n"[..]));
    }

    #[test]
    fn only_what_is_a_file_keeps_its_type() {
        for (given, sent) in [
            ("image/png", "image/png"),
            ("message/rfc822", "application/octet-stream"),
            ("multipart/mixed", "application/octet-stream"),
            ("nonsense", "application/octet-stream"),
            ("text/pl ain", "application/octet-stream"),
        ] {
            assert_eq!(media_type(given), sent);
        }
    }
}
