//! Who said something when in a conversation, each question answered by one row.

use database::{Db, DbError, Time};
use diesel::dsl::{And, Eq};
use diesel::prelude::*;

use super::super::conversation::{Conversation, ConversationId};
use super::super::message::{AuthorType, Message, MessageId, MessageKind, Visibility};
use crate::schema::message;

type Said = And<
    And<
        And<Eq<message::workspace_id, database::WorkspaceId>, Eq<message::conversation_id, ConversationId>>,
        Eq<message::visibility, Visibility>,
    >,
    Eq<message::kind, MessageKind>,
>;

/// What somebody wrote for the other side to read.
fn said(of: &Conversation) -> Said {
    message::workspace_id
        .eq(of.workspace_id)
        .and(message::conversation_id.eq(of.id))
        .and(message::visibility.eq(Visibility::Public))
        .and(message::kind.eq(MessageKind::Message))
}

/// Whether a message is a turn of the talk: the customer's, or an answer of a person.
pub fn is_turn(message: &Message) -> bool {
    message.visibility == Visibility::Public
        && message.kind == MessageKind::Message
        && matches!(message.author_type, AuthorType::Customer | AuthorType::Agent)
}

/// The newest one.
pub fn newest(db: &mut Db, of: &Conversation) -> Result<Option<Message>, DbError> {
    let all = message::table.filter(said(of)).order(message::id.desc());
    Ok(all.select(Message::as_select()).first(db).optional()?)
}

type Turn = (AuthorType, Time);

/// The turn before a message.
pub fn before(db: &mut Db, of: &Conversation, id: MessageId) -> Result<Option<Turn>, DbError> {
    let turns = [AuthorType::Customer, AuthorType::Agent];
    let which = said(of).and(message::author_type.eq_any(turns)).and(message::id.lt(id));
    let all = message::table.filter(which).order(message::id.desc());
    Ok(all.select((message::author_type, message::created_at)).first(db).optional()?)
}

/// The turn behind a message, of this author alone if one is named: its id, and when it was said.
pub fn next(
    db: &mut Db,
    of: &Conversation,
    id: MessageId,
    author: Option<AuthorType>,
) -> Result<Option<(MessageId, Time)>, DbError> {
    let authors = author.map_or(vec![AuthorType::Customer, AuthorType::Agent], |one| vec![one]);
    let which = said(of).and(message::author_type.eq_any(authors)).and(message::id.gt(id));
    let all = message::table.filter(which).order(message::id);
    Ok(all.select((message::id, message::created_at)).first(db).optional()?)
}

/// The first answer of a person to the customer.
pub fn first_response(db: &mut Db, of: &Conversation) -> Result<Option<Time>, DbError> {
    let asked = next(db, of, MessageId(0), Some(AuthorType::Customer))?;
    let answered = asked.map(|(id, _)| next(db, of, id, Some(AuthorType::Agent))).transpose()?.flatten();
    Ok(answered.map(|(_, at)| at))
}

/// The oldest message of the customer that no person has answered.
pub fn waiting_since(db: &mut Db, of: &Conversation) -> Result<Option<Time>, DbError> {
    let answers = said(of).and(message::author_type.eq(AuthorType::Agent));
    let last: Option<MessageId> =
        message::table.filter(answers).order(message::id.desc()).select(message::id).first(db).optional()?;
    let waiting = next(db, of, last.unwrap_or(MessageId(0)), Some(AuthorType::Customer))?;
    Ok(waiting.map(|(_, at)| at))
}
