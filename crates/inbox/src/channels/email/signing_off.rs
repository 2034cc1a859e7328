//! What stands below an answer: the mailbox's own words around the author's signature, or that alone.

use database::{Db, DbError};
use people::team::{self, AgentId};

use crate::channels::Channel;
use crate::conversations::Conversation;
use crate::conversations::variables::{self, Known, order_beside};
use crate::conversations::{ChangeError, SignedBy};

/// What stands below an answer by this author through this mailbox, in the conversation's language; empty for nothing.
///
/// What the mailbox says is a text with variables, and `{{agent.signature}}` is the author's own signature; a variable without
/// a value leaves its place empty: nobody is there any more to choose another word.
///
/// # Errors
/// Only those of the database.
pub fn signature(
    db: &mut Db,
    mailbox: &Channel,
    conversation: &Conversation,
    author: SignedBy<'_>,
) -> Result<String, DbError> {
    let workspace = conversation.workspace_id;
    let agent = author.agent.map(|id: AgentId| team::find_agent(db, workspace, id)).transpose()?.flatten();
    let order = match order_beside(db, conversation, None) {
        Ok(order) => order,
        Err(ChangeError::Database(cause)) => return Err(cause),
        Err(other) => return Err(DbError::Other(other.to_string())),
    };
    let mut known = Known::gather(db, conversation, author.name, order)?;
    let own = agent.as_ref().map(|agent| agent.signature_in(known.language)).unwrap_or_default();
    let frame = mailbox.settings.signatures.of(known.language, &mailbox.settings.signature);
    if frame.trim().is_empty() {
        return Ok(own.to_owned());
    }
    known.set_agent_signature(own);
    let filled = variables::fill_html(frame, &known);
    let html = filled.unresolved.iter().fold(filled.text, |html, one| variables::without(&html, &one.name));
    let says_nothing = mail::html::to_text(&html).trim().is_empty() && !html.contains("<img");
    Ok(if says_nothing { String::new() } else { html })
}
