//! What the team does is what is learnt.

use database::events::Event;
use database::readers::Reader;
use database::{DbError, Tx, WorkspaceId};
use serde_json::{Value, json};

use super::{store, words};
use crate::channels::ChannelKind;
use crate::conversations::{
    self, AuthorType, ConversationId, Message, MessageCreated, MessageKind, Status, Updated, Visibility,
};

/// Learns from what the team marks as spam, takes out of it, or answers.
pub struct Lessons;

/// So many mails of customers are known that what is answered teaches nothing more; what somebody marks always does.
const PLENTY: i64 = 500;
/// Most messages of a conversation that are learnt from.
const MOST: i64 = 20;

impl Reader for Lessons {
    fn name(&self) -> &'static str {
        "inbox-spam-lessons"
    }

    fn kinds(&self) -> &'static [&'static str] {
        &["conversation.updated", "message.created"]
    }

    /// Only the team teaches.
    fn heeds(&self, _kind: &str, actor: &str) -> bool {
        actor.starts_with("agent:") || actor.starts_with("token:")
    }

    fn handle(&self, tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
        let lesson = match event.kind.as_str() {
            "conversation.updated" => marked(event),
            "message.created" => answered(event),
            _ => None,
        };
        let Some(spam) = lesson else { return Ok(()) };
        if event.kind == "message.created" && store::totals(tx.db, event.workspace)?.ham >= PLENTY {
            return Ok(());
        }
        learn(tx, event.workspace, ConversationId(event.subject), spam)
    }
}

/// Whether somebody called it spam, or called it none.
fn marked(event: &Event) -> Option<bool> {
    let updated: Updated = event.payload_as().ok()?;
    let status = updated.changes.get("status")?;
    let is_spam = |value: &Value| *value == json!(Status::Spam);
    match (is_spam(&status.from), is_spam(&status.to)) {
        (_, true) => Some(true),
        (true, false) => Some(false),
        (false, false) => None,
    }
}

/// Who is answered is no spammer.
fn answered(event: &Event) -> Option<bool> {
    let said: MessageCreated = event.payload_as().ok()?;
    (said.author == AuthorType::Agent && said.visibility == Visibility::Public).then_some(false)
}

fn learn(tx: &mut Tx<'_>, workspace: WorkspaceId, id: ConversationId, spam: bool) -> Result<(), DbError> {
    for message in
        conversations::messages(tx.db, workspace, id, None, MOST)?.iter().filter(|one| is_mail(one))
    {
        let words = words::of_message(message);
        match store::lesson(tx.db, workspace, message.id)? {
            Some(known) if known == spam => continue,
            // Somebody has changed their mind.
            Some(known) => store::count(tx, workspace, &words, known, -1)?,
            None => {}
        }
        store::count(tx, workspace, &words, spam, 1)?;
        store::teach(tx, workspace, message.id, spam)?;
    }
    Ok(())
}

fn is_mail(message: &Message) -> bool {
    message.author_type == AuthorType::Customer
        && message.channel == ChannelKind::Email
        && message.kind == MessageKind::Message
        && message.visibility == Visibility::Public
}
