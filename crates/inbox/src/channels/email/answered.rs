//! What a mail of ours answers.

use database::{Db, DbError};
use diesel::prelude::*;

use crate::channels::ChannelKind;
use crate::conversations::{AuthorType, Message, MessageKind, Visibility};
use crate::schema::message;

/// The customer side's newest mail, or form, before a message of ours; else our own newest mail.
pub(super) fn answered_by(db: &mut Db, of: &Message) -> Result<Option<Message>, DbError> {
    let before = || {
        message::workspace_id
            .eq(of.workspace_id)
            .and(message::conversation_id.eq(of.conversation_id))
            .and(message::id.lt(of.id))
            .and(message::visibility.eq(Visibility::Public))
            .and(message::kind.eq(MessageKind::Message))
    };
    let theirs = before()
        .and(message::author_type.eq(AuthorType::Customer))
        .and(message::channel.eq_any([ChannelKind::Email, ChannelKind::ContactForm]));
    let newest = message::id.desc();
    let found =
        message::table.filter(theirs).order(newest).select(Message::as_select()).first(db).optional()?;
    if found.is_some() {
        return Ok(found);
    }
    let ours = before().and(message::channel.eq(ChannelKind::Email)).and(message::external_id.is_not_null());
    Ok(message::table.filter(ours).order(newest).select(Message::as_select()).first(db).optional()?)
}
