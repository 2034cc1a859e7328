//! Answers that leave at a time of their author's choosing.
//!
//! Until then nothing has been said: status and clocks of the conversation know nothing of it. When its time comes it
//! becomes an answer like any other, unless the customer has written meanwhile and its author wanted to look at it then.
//! Its variables get the values of that moment; where one has none any more, it waits for its author too.

use database::events::{Event, NewEvent};
use database::{Db, DbError, Flag, Time, Tx, WorkspaceId, timers};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use jiff::SignedDuration;
use people::team::AgentId;
use people::tokens::TokenId;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::answering::{self, Route, Writing};
use super::author::Author;
use super::changing::ChangeError;
use super::conversation::{ConversationId, Status};
use super::message::{AuthorType, Message, MessageKind};
use super::store;
use crate::schema::{message, scheduled_reply};

database::id_type!(
    /// An answer that leaves later.
    ScheduledId,
    "sch"
);

database::text_enum!(
    /// How an answer that leaves later stands.
    pub enum ScheduledState {
        /// Waits for its time.
        Waiting = "waiting",
        /// Its time has come, and the customer had written before: its author decides.
        Held = "held",
        /// Its time has come, and it could not be sent: its author decides.
        Failed = "failed",
    }
);

/// The event kind of the timer that sends it.
pub const SEND_SCHEDULED: &str = "timer.send_scheduled";
/// Farthest time that an answer can be put off to.
const FARTHEST: SignedDuration = SignedDuration::from_hours(366 * 24);
/// Most answers of one conversation that wait at once.
const MOST: i64 = 20;

/// What is to be said, by which way.
#[derive(Debug, Clone, Default, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Planned {
    /// The words and files.
    pub writing: Writing,
    /// By which way, to whom.
    pub route: Route,
    /// What the conversation becomes.
    pub status: Option<Status>,
}
database::json_column!(Planned);

/// An answer that leaves later, as the table holds it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = scheduled_reply, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Scheduled {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: ScheduledId,
    /// In which conversation it was written; what that was merged into gets it.
    pub conversation_id: ConversationId,
    /// The person who wrote it.
    pub author_id: Option<AgentId>,
    /// The token of the program that did.
    pub author_token: Option<TokenId>,
    /// Their name.
    pub author_name: String,
    /// What is to be said.
    pub planned: Planned,
    /// When it leaves.
    pub due_at: Time,
    /// Whether it waits for its author if the customer writes first.
    pub hold: Flag,
    /// How it stands.
    pub state: ScheduledState,
    /// Why it could not be sent.
    pub reason: Option<String>,
    /// What the customer wrote after this is news to its author.
    pub since: Time,
    /// When it was written.
    pub created_at: Time,
}

impl Scheduled {
    fn author(&self) -> Author {
        match (self.author_id, self.author_token) {
            (Some(agent), _) => Author::Agent(agent, self.author_name.clone()),
            (None, Some(token)) => Author::Program(token, self.author_name.clone()),
            (None, None) => Author::System,
        }
    }
}

/// Plans an answer. It is checked as if it left now.
///
/// # Errors
/// [`ChangeError::Invalid`] names the field: nothing to say, nobody to say it to, no time to come.
pub fn plan(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    author: &Author,
    planned: Planned,
    due: Time,
    hold: bool,
) -> Result<Scheduled, ChangeError> {
    let conversation = store::living(tx.db, workspace, id)?.ok_or(ChangeError::NotFound)?;
    check_time(tx.now, due)?;
    answering::would_leave(tx, &conversation, author, &planned.writing, &planned.route)?;
    let waiting = of(tx.db, workspace, conversation.id)?;
    if i64::try_from(waiting.len()).is_ok_and(|count| count >= MOST) {
        let reason = format!("at most {MOST} answers of a conversation wait at once");
        return Err(ChangeError::Invalid { field: "send_at", reason });
    }
    let (author_id, author_token, author_name) = match author {
        Author::Agent(id, name) => (Some(*id), None, name.clone()),
        Author::Program(token, name) => (None, Some(*token), name.clone()),
        Author::Customer(..) | Author::Team(_) | Author::Assistant(_) | Author::System => {
            (None, None, String::new())
        }
    };
    let row = Scheduled {
        workspace_id: workspace,
        id: tx.id(),
        conversation_id: conversation.id,
        author_id,
        author_token,
        author_name,
        planned,
        due_at: due,
        hold: hold.into(),
        state: ScheduledState::Waiting,
        reason: None,
        since: tx.now,
        created_at: tx.now,
    };
    diesel::insert_into(scheduled_reply::table).values(&row).execute(tx.db).map_err(DbError::from)?;
    timers::set(tx, workspace, SEND_SCHEDULED, row.id.0, due, &Value::Null)?;
    tell(tx, &row, &author.actor())?;
    Ok(row)
}

fn check_time(now: Time, due: Time) -> Result<(), ChangeError> {
    let invalid = |reason: &str| Err(ChangeError::Invalid { field: "send_at", reason: reason.to_owned() });
    if due <= now {
        return invalid("has to be a time to come");
    }
    if due.since(now) > FARTHEST {
        return invalid("at most a year ahead");
    }
    Ok(())
}

/// Open screens ask again.
fn tell(tx: &mut Tx<'_>, row: &Scheduled, actor: &str) -> Result<(), DbError> {
    let payload = json!({"conversation_id": row.conversation_id, "scheduled_id": row.id});
    let event = NewEvent::new(row.workspace_id, "conversation.scheduled", row.conversation_id.0, actor);
    tx.append(event.with(payload))?;
    Ok(())
}

/// One answer that leaves later.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: ScheduledId) -> Result<Option<Scheduled>, DbError> {
    Ok(scheduled_reply::table.find((workspace, id)).select(Scheduled::as_select()).first(db).optional()?)
}

/// What leaves later in a conversation and in those that were merged into it, soonest first.
///
/// # Errors
/// Only those of the database.
pub fn of(db: &mut Db, workspace: WorkspaceId, id: ConversationId) -> Result<Vec<Scheduled>, DbError> {
    let family = store::family(db, workspace, id)?;
    let which =
        scheduled_reply::workspace_id.eq(workspace).and(scheduled_reply::conversation_id.eq_any(family));
    let order = (scheduled_reply::due_at, scheduled_reply::id);
    Ok(scheduled_reply::table.filter(which).order(order).select(Scheduled::as_select()).load(db)?)
}

/// Whether the customer has written since its author last looked.
///
/// # Errors
/// Only those of the database.
pub fn was_answered(db: &mut Db, row: &Scheduled) -> Result<bool, DbError> {
    let Some(conversation) = store::living(db, row.workspace_id, row.conversation_id)? else {
        return Ok(false);
    };
    let which = message::workspace_id
        .eq(row.workspace_id)
        .and(message::conversation_id.eq(conversation.id))
        .and(message::author_type.eq(AuthorType::Customer))
        .and(message::kind.eq(MessageKind::Message))
        .and(message::created_at.gt(row.since));
    let found: Option<i64> = message::table.filter(which).select(message::id).first(db).optional()?;
    Ok(found.is_some())
}

/// Changes when it leaves, or whether it waits for its author. What was held or failed waits again.
///
/// # Errors
/// [`ChangeError::NotFound`] when it has left; [`ChangeError::Invalid`] when the time has passed.
pub fn change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ScheduledId,
    due: Option<Time>,
    hold: Option<bool>,
    actor: &str,
) -> Result<Scheduled, ChangeError> {
    tx.hold("scheduled_reply", workspace, id.0)?;
    let mut row = find(tx.db, workspace, id)?.ok_or(ChangeError::NotFound)?;
    if let Some(hold) = hold {
        row.hold = hold.into();
    }
    if let Some(due) = due {
        check_time(tx.now, due)?;
        (row.due_at, row.since) = (due, tx.now);
        (row.state, row.reason) = (ScheduledState::Waiting, None);
        timers::set(tx, workspace, SEND_SCHEDULED, id.0, due, &Value::Null)?;
    }
    keep(tx, &row)?;
    tell(tx, &row, actor)?;
    Ok(row)
}

fn keep(tx: &mut Tx<'_>, row: &Scheduled) -> Result<(), DbError> {
    diesel::update(scheduled_reply::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

/// Takes it back: it leaves no more, and what was written is its author's again.
///
/// # Errors
/// [`ChangeError::NotFound`] when it has left.
pub fn take_back(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ScheduledId,
    actor: &str,
) -> Result<Scheduled, ChangeError> {
    tx.hold("scheduled_reply", workspace, id.0)?;
    let row = find(tx.db, workspace, id)?.ok_or(ChangeError::NotFound)?;
    forget(tx, &row)?;
    tell(tx, &row, actor)?;
    Ok(row)
}

fn forget(tx: &mut Tx<'_>, row: &Scheduled) -> Result<(), DbError> {
    timers::cancel(tx, row.workspace_id, SEND_SCHEDULED, row.id.0)?;
    diesel::delete(scheduled_reply::table.find((row.workspace_id, row.id))).execute(tx.db)?;
    Ok(())
}

/// Sends it now: it becomes an answer like any other.
///
/// # Errors
/// [`ChangeError::NotFound`] when it has left; [`ChangeError::Invalid`] when it can't leave any more.
pub fn send(tx: &mut Tx<'_>, workspace: WorkspaceId, id: ScheduledId) -> Result<Message, ChangeError> {
    tx.hold("scheduled_reply", workspace, id.0)?;
    let row = find(tx.db, workspace, id)?.ok_or(ChangeError::NotFound)?;
    forget(tx, &row)?;
    let (author, Planned { writing, mut route, status }) = (row.author(), row.planned.clone());
    route.undo = SignedDuration::ZERO;
    answering::reply(tx, workspace, row.conversation_id, author, writing, route, status)
}

/// Its time has come.
///
/// # Errors
/// Only those of the database.
pub fn due(tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
    let (workspace, id) = (event.workspace, ScheduledId(event.subject));
    tx.hold("scheduled_reply", workspace, id.0)?;
    // It was sent or taken back, or put off again.
    let Some(mut row) = find(tx.db, workspace, id)?.filter(|row| row.due_at <= tx.now) else { return Ok(()) };
    if row.state != ScheduledState::Waiting {
        return Ok(());
    }
    if row.hold.is_yes() && was_answered(tx.db, &row)? {
        row.state = ScheduledState::Held;
        keep(tx, &row)?;
        return tell(tx, &row, "system");
    }
    match can_leave(tx, &row) {
        Ok(()) => match send(tx, workspace, id) {
            Ok(_) => Ok(()),
            Err(ChangeError::Database(cause)) => Err(cause),
            Err(refused) => Err(DbError::Corrupt(format!("{id} was allowed and then refused: {refused}"))),
        },
        Err(ChangeError::Database(cause)) => Err(cause),
        Err(refused) => {
            (row.state, row.reason) = (ScheduledState::Failed, Some(refused.to_string()));
            keep(tx, &row)?;
            tell(tx, &row, "system")
        }
    }
}

/// Looked at before anything is written, so that nothing is half done.
fn can_leave(tx: &mut Tx<'_>, row: &Scheduled) -> Result<(), ChangeError> {
    let found = store::living(tx.db, row.workspace_id, row.conversation_id)?;
    let conversation = found.ok_or(ChangeError::NotFound)?;
    answering::would_leave(tx, &conversation, &row.author(), &row.planned.writing, &row.planned.route)
}
