//! A chat goes on by mail: what the visitor has not seen, and an address that leads back into the conversation.

use database::{Db, Time, WorkspaceId};
use language::{Catalogue, Value};
use mail::threading::ThreadKey;
use mail::{Mailbox, Outgoing};

use super::composing::{self, document};
use super::posting::Unsent;
use crate::channels::Channel;
use crate::channels::chat::ChatMail;
use crate::conversations::{self, Attachment, Conversation, Message, Style};

/// Writes the mail; the files of its messages are for the caller to put in.
///
/// # Errors
/// [`Unsent::Never`] when what it is about is gone.
pub(super) fn compose(
    db: &mut Db,
    workspace: WorkspaceId,
    key: &ThreadKey,
    (through, from): (&Channel, Mailbox),
    chat: &ChatMail,
    at: Time,
) -> Result<(Outgoing, Vec<Attachment>), Unsent> {
    let gone = || Unsent::Never("the messages are gone".to_owned());
    let conversation = conversations::living(db, workspace, chat.conversation)?.ok_or_else(gone)?;
    let mut messages = Vec::new();
    for id in &chat.messages {
        messages.extend(conversations::message(db, workspace, *id)?);
    }
    let last = messages.last().ok_or_else(gone)?;
    let style = Style::of(db, workspace, conversation.store_id, Some(&chat.language))?;
    let from = composing::in_stores_name(from, through, &style);
    let words = Words { style: &style, chat, messages: &messages, conversation: &conversation };
    let message_id = composing::own_id(key, last.id, &conversation, from.address.domain());
    let files = conversations::attachments_of(db, workspace, &chat.messages)?;
    let outgoing = Outgoing {
        reply_to: composing::reply_to(key, &from, &conversation),
        from,
        to: vec![composing::mailbox(&chat.name, &chat.email).map_err(Unsent::Never)?],
        cc: Vec::new(),
        bcc: Vec::new(),
        subject: words.line("mail-chat-subject"),
        message_id,
        in_reply_to: None,
        references: Vec::new(),
        date: at.timestamp(),
        text: words.text(),
        html: Some(words.html()),
        attachments: Vec::new(),
        automatic: None,
        unsubscribe: None,
    };
    Ok((outgoing, files))
}

struct Words<'a> {
    style: &'a Style,
    chat: &'a ChatMail,
    messages: &'a [Message],
    conversation: &'a Conversation,
}

impl Words<'_> {
    fn line(&self, key: &str) -> String {
        let store: Value<'_> = self.style.company.as_str().into();
        Catalogue::embedded().line_with(self.style.language, key, &[("store", store)])
    }

    fn greeting(&self) -> String {
        let words = Catalogue::embedded();
        let given =
            if self.chat.name.trim().is_empty() { &self.conversation.customer_name } else { &self.chat.name };
        if given.trim().is_empty() || given.contains('@') {
            words.text(self.style.language, "mail-greeting-nameless")
        } else {
            words.text_with(self.style.language, "mail-greeting", &[("name", given.as_str().into())])
        }
    }

    fn intro(&self) -> String {
        let agent = self.messages.last().map(|last| last.author_name.as_str()).unwrap_or_default();
        let agent = if agent.is_empty() { self.style.company.as_str() } else { agent };
        let variables = [
            ("agent", agent.into()),
            ("store", self.style.company.as_str().into()),
            ("count", self.messages.len().into()),
        ];
        Catalogue::embedded().text_with(self.style.language, "mail-chat-intro", &variables)
    }

    fn footer(&self) -> String {
        Catalogue::embedded().text(self.style.language, "mail-chat-footer")
    }

    fn text(&self) -> String {
        let mut blocks = vec![self.greeting(), self.intro()];
        blocks.extend(self.messages.iter().map(|message| message.text.trim().to_owned()));
        blocks.push(format!("-- \n{}", self.footer()));
        blocks.join("\n\n") + "\n"
    }

    fn html(&self) -> String {
        let mut body = mail::html::from_text(&format!("{}\n\n{}", self.greeting(), self.intro()));
        for message in self.messages {
            body.push_str(&format!(
                "<div dir=\"auto\" style=\"{BUBBLE}\">{}</div>",
                mail::html::from_text(message.text.trim())
            ));
        }
        body.push_str(&format!("<div style=\"{SMALL}\">{}</div>", mail::html::from_text(&self.footer())));
        document(self.style.language, &body)
    }
}

const BUBBLE: &str = "margin:12px 0;padding:10px 14px;border-radius:12px;background:#f0f2f5;color:#1b1f24";
const SMALL: &str = "font-size:13px;color:#57606a";
