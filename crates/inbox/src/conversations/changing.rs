//! Changing a conversation's status, people, tags and fields; each change is in its history.

use std::collections::BTreeMap;

use database::events::NewEvent;
use database::timers;
use database::{DbError, Time, Tx, WorkspaceId};
use people::team::{self, AgentId, Role, TeamId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shop::brands;
use shop::stores::StoreId;

use super::answering::look_again;
use super::conversation::{Conversation, ConversationId, Priority, SUBJECT, Status};
use super::variables::Unresolved;
use super::{store, tags, taking_part};

/// What is to change; what is `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Where it stands.
    pub status: Option<Status>,
    /// Who answers it; `Some(None)`: nobody.
    pub assignee: Option<Option<AgentId>>,
    /// Which team answers it.
    pub team: Option<Option<TeamId>>,
    /// Which store it is about; `Some(None)`: none.
    pub store: Option<Option<StoreId>>,
    /// How much it hurries.
    pub priority: Option<Priority>,
    /// All of its tags, by name; unknown ones are made.
    pub tags: Option<Vec<String>>,
    /// Until when it is put away; a moment sets the status to snoozed.
    pub snoozed_until: Option<Option<Time>>,
    /// What it is about.
    pub subject: Option<String>,
    /// Values of the workspace's own fields; `null` takes one out.
    pub custom_fields: Option<BTreeMap<String, Value>>,
    /// All who follow it.
    pub followers: Option<Vec<AgentId>>,
}

/// Why a change is refused.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// There is no such conversation here.
    #[error("there is no such conversation")]
    NotFound,
    /// It went into another one: that one is to be changed.
    #[error("the conversation was merged into {0}")]
    Merged(ConversationId),
    /// A value is not allowed: which field, and why.
    #[error("{field}: {reason}")]
    Invalid {
        /// The field, as the API names it.
        field: &'static str,
        /// Why.
        reason: String,
    },
    /// Mail to this address does not arrive, or is not wanted: nobody sends there until a person lifts that.
    #[error("no mail is sent to {0}: {1}")]
    Suppressed(String, String),
    /// Its mails look like a machine's that answers ours: nothing automatic goes there for a while.
    #[error("nothing automatic is sent to {0} until {1}")]
    Silenced(String, Time),
    /// Variables in what is to be said have no value.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Unresolved(Vec<Unresolved>),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// The event `conversation.updated`: fields with what they were and what they are.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Updated {
    /// By the name of the field.
    pub changes: BTreeMap<String, FromTo>,
}

/// What a field was and what it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FromTo {
    /// Before.
    pub from: Value,
    /// After.
    pub to: Value,
}

/// The timer that wakes a snoozed conversation, and the event that it becomes.
pub const UNSNOOZE: &str = "timer.unsnooze";

/// Applies a change; nothing is written when nothing differs.
///
/// # Errors
/// [`ChangeError`].
pub fn change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    wanted: &Change,
    actor: &str,
) -> Result<Conversation, ChangeError> {
    let mut conversation = store::find_to_change(tx, workspace, id)?.ok_or(ChangeError::NotFound)?;
    if let Some(into) = conversation.merged_into {
        return Err(ChangeError::Merged(into));
    }
    check(tx, workspace, wanted)?;
    let before = conversation.clone();
    apply(&mut conversation, wanted, tx.now)?;
    if before.status == Status::Spam && !conversation.status.is_done() {
        // Its customer has waited all the time.
        look_again(tx, &mut conversation)?;
    }
    let mut updated = differences(&before, &conversation);
    if let Some(tags) = &wanted.tags {
        retag(tx, &mut conversation, tags, &mut updated)?;
    }
    if let Some(followers) = &wanted.followers {
        let was = taking_part::followers(tx.db, workspace, id)?;
        if &was != followers {
            taking_part::set_followers(tx, &conversation, followers)?;
            updated.changes.insert("followers".to_owned(), FromTo { from: json!(was), to: json!(followers) });
        }
    }
    if updated.changes.is_empty() {
        return Ok(conversation);
    }
    keep_timer(tx, &before, &conversation)?;
    store::update(tx, &conversation)?;
    tx.append(NewEvent::new(workspace, "conversation.updated", id.0, actor).with(updated))?;
    Ok(conversation)
}

/// Wakes a conversation whose time has come; one that was woken before stays as it is.
///
/// # Errors
/// Only those of the database.
pub fn unsnooze(tx: &mut Tx<'_>, workspace: WorkspaceId, id: ConversationId) -> Result<(), DbError> {
    let asleep =
        store::find(tx.db, workspace, id)?.is_some_and(|conversation| conversation.status == Status::Snoozed);
    if !asleep {
        return Ok(());
    }
    let wanted = Change { status: Some(Status::Open), ..Change::default() };
    match change(tx, workspace, id, &wanted, "system") {
        Ok(_) | Err(ChangeError::NotFound | ChangeError::Merged(_)) => Ok(()),
        Err(ChangeError::Database(cause)) => Err(cause),
        Err(
            cause @ (ChangeError::Invalid { .. }
            | ChangeError::Suppressed(..)
            | ChangeError::Silenced(..)
            | ChangeError::Unresolved(_)),
        ) => Err(DbError::Other(cause.to_string())),
    }
}

/// Whether this is somebody of the team who may answer.
pub(super) fn can_answer(tx: &mut Tx<'_>, workspace: WorkspaceId, agent: AgentId) -> Result<bool, DbError> {
    let found = team::find_agent(tx.db, workspace, agent)?;
    Ok(found.is_some_and(|agent| agent.disabled_at.is_none() && agent.role != Role::Viewer))
}

/// What is named must exist in this workspace.
fn check(tx: &mut Tx<'_>, workspace: WorkspaceId, wanted: &Change) -> Result<(), ChangeError> {
    let agents = wanted.assignee.iter().flatten().map(|agent| ("assignee_id", agent));
    let followers = wanted.followers.iter().flatten().map(|agent| ("followers", agent));
    for (field, agent) in agents.chain(followers) {
        if !can_answer(tx, workspace, *agent)? {
            return Err(ChangeError::Invalid { field, reason: format!("there is no active agent {agent}") });
        }
    }
    if let Some(Some(team)) = wanted.team
        && team::teams::find(tx.db, workspace, team)?.is_none()
    {
        return Err(ChangeError::Invalid { field: "team_id", reason: format!("there is no team {team}") });
    }
    if let Some(Some(store)) = wanted.store
        && brands::find(tx.db, workspace, store)?.is_none()
    {
        return Err(ChangeError::Invalid { field: "store_id", reason: format!("there is no store {store}") });
    }
    if let Some(fields) = &wanted.custom_fields {
        super::custom_fields::check(tx.db, workspace, fields)?;
    }
    Ok(())
}

fn apply(conversation: &mut Conversation, wanted: &Change, now: Time) -> Result<(), ChangeError> {
    if let Some(subject) = &wanted.subject {
        let subject = subject.trim();
        if subject.chars().count() > SUBJECT {
            return Err(ChangeError::Invalid {
                field: "subject",
                reason: format!("at most {SUBJECT} characters"),
            });
        }
        subject.clone_into(&mut conversation.subject);
    }
    conversation.assignee_id = wanted.assignee.unwrap_or(conversation.assignee_id);
    conversation.team_id = wanted.team.unwrap_or(conversation.team_id);
    conversation.store_id = wanted.store.unwrap_or(conversation.store_id);
    conversation.priority = wanted.priority.unwrap_or(conversation.priority);
    for (key, value) in wanted.custom_fields.iter().flatten() {
        if value.is_null() {
            conversation.custom_fields.0.remove(key);
        } else {
            conversation.custom_fields.0.insert(key.clone(), value.clone());
        }
    }
    put_away(conversation, wanted, now)
}

/// Status and snoozing belong together: a moment means snoozed, any other status means no moment.
fn put_away(conversation: &mut Conversation, wanted: &Change, now: Time) -> Result<(), ChangeError> {
    let before = conversation.status;
    match (wanted.snoozed_until, wanted.status) {
        (Some(Some(until)), None | Some(Status::Snoozed)) => {
            if until <= now {
                return Err(ChangeError::Invalid {
                    field: "snoozed_until",
                    reason: "has to be in the future".to_owned(),
                });
            }
            conversation.status = Status::Snoozed;
            conversation.snoozed_until = Some(until);
        }
        (Some(Some(_)), Some(_)) => {
            let reason = "only goes with the status `snoozed`".to_owned();
            return Err(ChangeError::Invalid { field: "snoozed_until", reason });
        }
        (Some(None), Some(Status::Snoozed)) => {
            let reason = "`snoozed` needs `snoozed_until`".to_owned();
            return Err(ChangeError::Invalid { field: "snoozed_until", reason });
        }
        (None, Some(Status::Snoozed)) if conversation.snoozed_until.is_none() => {
            let reason = "`snoozed` needs `snoozed_until`".to_owned();
            return Err(ChangeError::Invalid { field: "status", reason });
        }
        (Some(None), None) if conversation.status == Status::Snoozed => {
            conversation.status = Status::Open;
            conversation.snoozed_until = None;
        }
        (_, Some(status)) => {
            conversation.status = status;
            if status != Status::Snoozed {
                conversation.snoozed_until = None;
            }
        }
        (Some(None) | None, None) => {}
    }
    if conversation.status == Status::Solved && before != Status::Solved {
        conversation.solved_at = Some(now);
    }
    if conversation.status.is_done() {
        conversation.waiting_since = None;
    }
    Ok(())
}

pub(super) fn differences(before: &Conversation, after: &Conversation) -> Updated {
    let mut updated = Updated::default();
    let mut compare = |field: &str, from: Value, to: Value| {
        if from != to {
            updated.changes.insert(field.to_owned(), FromTo { from, to });
        }
    };
    compare("status", json!(before.status), json!(after.status));
    compare("assignee", json!(before.assignee_id), json!(after.assignee_id));
    compare("team", json!(before.team_id), json!(after.team_id));
    compare("store", json!(before.store_id), json!(after.store_id));
    compare("priority", json!(before.priority), json!(after.priority));
    compare("subject", json!(before.subject), json!(after.subject));
    compare("snoozed", json!(before.snoozed_until), json!(after.snoozed_until));
    compare("custom_fields", json!(before.custom_fields), json!(after.custom_fields));
    updated
}

/// Most tags on one conversation, and longest tag in characters.
const TAGS: usize = 30;
const TAG: usize = 60;

fn retag(
    tx: &mut Tx<'_>,
    conversation: &mut Conversation,
    wanted: &[String],
    updated: &mut Updated,
) -> Result<(), ChangeError> {
    let mut tags: Vec<String> = Vec::new();
    for tag in wanted.iter().map(|tag| tag.trim()) {
        if tag.is_empty() || tag.chars().count() > TAG || tag.contains(['\n', '\r']) {
            return Err(ChangeError::Invalid {
                field: "tags",
                reason: format!("a tag has 1 to {TAG} characters in one line"),
            });
        }
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    if tags.len() > TAGS {
        return Err(ChangeError::Invalid { field: "tags", reason: format!("at most {TAGS} tags") });
    }
    let tags = tags::ensure(tx, conversation.workspace_id, tags)?;
    if tags != conversation.tags.0 {
        let from = json!(conversation.tags);
        store::set_tags(tx, conversation, &tags)?;
        conversation.tags.0 = tags;
        updated.changes.insert("tags".to_owned(), FromTo { from, to: json!(conversation.tags) });
    }
    Ok(())
}

pub(super) fn keep_timer(
    tx: &mut Tx<'_>,
    before: &Conversation,
    after: &Conversation,
) -> Result<(), DbError> {
    if before.snoozed_until == after.snoozed_until {
        return Ok(());
    }
    match after.snoozed_until {
        Some(until) => timers::set(tx, after.workspace_id, UNSNOOZE, after.id.0, until, &Value::Null),
        None => timers::cancel(tx, after.workspace_id, UNSNOOZE, after.id.0),
    }
}
