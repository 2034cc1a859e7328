//! The inbox: which conversations, in which order, a page at a time. One range of one index, no query per row.

use database::{Db, DbError, Flag, MultiBackend, Time, WorkspaceId};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use people::customers::CustomerId;
use people::team::{AgentId, TeamId};
use search::{Index, SearchError, Typed, Wanted};
use serde::{Deserialize, Serialize};
use shop::stores::StoreId;

use super::by_orders::ByOrders;
use super::conversation::{Conversation, ConversationId, Priority, Status, Tags};
use super::message::AuthorType;
use crate::channels::{ChannelId, ChannelKind};
use crate::schema::{conversation, conversation_tag, follower, mention};

/// Whose conversations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Nobody's.
    Nobody,
    /// One agent's.
    Agent(AgentId),
}

/// Which conversations. What is empty does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In one of these states. Empty: in any but spam; merged ones never show.
    pub status: Vec<Status>,
    /// Whose.
    pub assignee: Option<Whose>,
    /// Of which team.
    pub team: Option<TeamId>,
    /// Through which kind of channel.
    pub channel: Option<ChannelKind>,
    /// Through which channel.
    pub channel_id: Option<ChannelId>,
    /// With which tag: its name, in any case, or its id.
    pub tag: Option<String>,
    /// Of which customer.
    pub customer: Option<CustomerId>,
    /// About which store.
    pub store: Option<StoreId>,
    /// With which orders beside it.
    pub orders: ByOrders,
    /// In which this agent was called.
    pub mentioned: Option<AgentId>,
    /// That this agent follows.
    pub follower: Option<AgentId>,
    /// One of these, which were found by their words.
    pub found: Option<Vec<ConversationId>>,
}

/// As which kind of thing the index of words knows conversations; never changed.
pub const FINDABLE: search::Kind = search::Kind(1);
/// Most conversations that words find, the ones with the newest activity: whoever finds more types another word.
pub const MOST_FOUND: usize = 2_000;

/// The conversations in which all words that were typed are found: anything that was said in them, their subject, number,
/// and whom they are with.
///
/// # Errors
/// Only those of the index.
pub fn find(index: &Index, workspace: WorkspaceId, typed: &str) -> Result<Vec<ConversationId>, SearchError> {
    let wanted = Wanted { workspace, kinds: &[FINDABLE], typed: &Typed::read(typed) };
    Ok(index.newest(wanted, MOST_FOUND)?.into_iter().map(ConversationId).collect())
}

database::text_enum!(
    /// In which order. Every order ends with the id, so that it is total.
    pub enum Sort {
        /// Newest activity first.
        NewestActivity = "-last_activity_at",
        /// Oldest activity first.
        OldestActivity = "last_activity_at",
        /// Newest first.
        Newest = "-created_at",
        /// Oldest first.
        Oldest = "created_at",
        /// Who waits longest first; who does not wait is left out.
        Waiting = "waiting_since",
    }
);

/// The sort key of the last row of a page, with the order that it is of: in another it would mean another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key(Sort, i64, i64);

impl Key {
    /// The order that it is of.
    pub const fn sort(self) -> Sort {
        self.0
    }
}

/// A conversation as lists show it: what is asked for most reads no more of the row than that.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = conversation)]
pub struct Listed {
    /// Its id.
    pub id: ConversationId,
    /// Its number within the workspace.
    pub number: i64,
    /// What it is about.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// How much it hurries.
    pub priority: Priority,
    /// The channel of the newest public message.
    pub channel: ChannelKind,
    /// Which of the channels of that kind.
    pub channel_id: ChannelId,
    /// The store that it is about.
    pub store_id: Option<StoreId>,
    /// The customer.
    pub customer_id: CustomerId,
    /// The customer's name, or what is shown in its place.
    pub customer_name: String,
    /// The customer's address.
    pub customer_email: Option<String>,
    /// Who answers it.
    pub assignee_id: Option<AgentId>,
    /// Which team answers it.
    pub team_id: Option<TeamId>,
    /// Its tags.
    pub tags: Tags,
    /// The beginning of the newest public message, one line.
    pub snippet: String,
    /// Who wrote that.
    pub last_author: AuthorType,
    /// Whether the customer wrote something that nobody has opened yet.
    pub unread: Flag,
    /// Messages and notes in it.
    pub message_count: i64,
    /// Since when the customer has waited for an answer.
    pub waiting_since: Option<Time>,
    /// When something was last said.
    pub last_activity_at: Time,
    /// When it began.
    pub created_at: Time,
    /// Until when it is put away.
    pub snoozed_until: Option<Time>,
    /// Whether any message has an attachment.
    pub has_attachments: Flag,
    /// The customer's language, BCP 47.
    pub language: Option<String>,
}

impl From<Conversation> for Listed {
    fn from(row: Conversation) -> Self {
        Self {
            id: row.id,
            number: row.number,
            subject: row.subject,
            status: row.status,
            priority: row.priority,
            channel: row.channel,
            channel_id: row.channel_id,
            store_id: row.store_id,
            customer_id: row.customer_id,
            customer_name: row.customer_name,
            customer_email: row.customer_email,
            assignee_id: row.assignee_id,
            team_id: row.team_id,
            tags: row.tags,
            snippet: row.snippet,
            last_author: row.last_author,
            unread: row.unread,
            message_count: row.message_count,
            waiting_since: row.waiting_since,
            last_activity_at: row.last_activity_at,
            created_at: row.created_at,
            snoozed_until: row.snoozed_until,
            has_attachments: row.has_attachments,
            language: row.language,
        }
    }
}

/// The sort key of a row.
pub fn key_of(row: &Listed, sort: Sort) -> Key {
    let at = match sort {
        Sort::NewestActivity | Sort::OldestActivity => row.last_activity_at.micros(),
        Sort::Newest | Sort::Oldest => row.created_at.micros(),
        Sort::Waiting => row.waiting_since.map_or(0, Time::micros),
    };
    Key(sort, at, row.id.0)
}

pub(super) type Query<'a> = conversation::BoxedQuery<'a, MultiBackend>;
pub(super) type Condition<'a> =
    Box<dyn BoxableExpression<conversation::table, MultiBackend, SqlType = Bool> + 'a>;

/// A page of conversations.
///
/// # Errors
/// Only those of the database.
pub fn page(
    db: &mut Db,
    workspace: WorkspaceId,
    filter: &Filter,
    sort: Sort,
    after: Option<Key>,
    limit: i64,
) -> Result<Vec<Listed>, DbError> {
    let named = Named::find(db, workspace, filter)?;
    let query = narrowed(workspace, filter, &named).limit(limit);
    let query = match sort {
        Sort::NewestActivity => query.order((conversation::last_activity_at.desc(), conversation::id.desc())),
        Sort::OldestActivity => query.order((conversation::last_activity_at.asc(), conversation::id.asc())),
        Sort::Newest => query.order(conversation::id.desc()),
        Sort::Oldest => query.order(conversation::id.asc()),
        Sort::Waiting => query
            .filter(conversation::waiting_since.is_not_null())
            .order((conversation::waiting_since.asc(), conversation::id.asc())),
    };
    let query = match after {
        Some(key) => query.filter(behind(key)),
        None => query,
    };
    Ok(query.select(Listed::as_select()).load(db)?)
}

/// How many conversations, counted up to a limit.
///
/// # Errors
/// Only those of the database.
pub fn count(db: &mut Db, workspace: WorkspaceId, filter: &Filter) -> Result<i64, DbError> {
    let named = Named::find(db, workspace, filter)?;
    Ok(narrowed(workspace, filter, &named).count().get_result(db)?)
}

/// The row value comparison `(at, id) > key` in the form that both engines use an index for.
fn behind(Key(sort, at, id): Key) -> Condition<'static> {
    let (at, id) = (Time::from_micros(at), ConversationId(id));
    match sort {
        Sort::NewestActivity => {
            let column = conversation::last_activity_at;
            Box::new(column.le(at).and(column.lt(at).or(conversation::id.lt(id))))
        }
        Sort::OldestActivity => {
            let column = conversation::last_activity_at;
            Box::new(column.ge(at).and(column.gt(at).or(conversation::id.gt(id))))
        }
        Sort::Newest => Box::new(conversation::id.lt(id)),
        Sort::Oldest => Box::new(conversation::id.gt(id)),
        Sort::Waiting => {
            let column = conversation::waiting_since.assume_not_null();
            Box::new(column.ge(at).and(column.gt(at).or(conversation::id.gt(id))))
        }
    }
}

/// What a filter names in people's words; `None` where it names nothing.
struct Named {
    /// The names of the tags that are meant.
    tags: Option<Vec<String>>,
    /// Whose order is meant.
    buyers: Option<Vec<CustomerId>>,
}

impl Named {
    fn find(db: &mut Db, workspace: WorkspaceId, filter: &Filter) -> Result<Self, DbError> {
        let tags = filter.tag.as_deref().map(|tag| super::tags::called(db, workspace, tag)).transpose()?;
        Ok(Self { tags, buyers: filter.orders.buyers(db, workspace)? })
    }
}

fn narrowed<'a>(workspace: WorkspaceId, filter: &'a Filter, named: &'a Named) -> Query<'a> {
    let mut query = conversation::table
        .filter(conversation::workspace_id.eq(workspace))
        .filter(conversation::merged_into.is_null())
        .into_boxed();
    query = match filter.status.as_slice() {
        [] => query.filter(conversation::status.ne(Status::Spam)),
        [one] => query.filter(conversation::status.eq(*one)),
        several => query.filter(conversation::status.eq_any(several.iter().copied())),
    };
    query = match filter.assignee {
        Some(Whose::Nobody) => query.filter(conversation::assignee_id.is_null()),
        Some(Whose::Agent(agent)) => query.filter(conversation::assignee_id.eq(agent)),
        None => query,
    };
    if let Some(team) = filter.team {
        query = query.filter(conversation::team_id.eq(team));
    }
    if let Some(kind) = filter.channel {
        query = query.filter(conversation::channel.eq(kind));
    }
    if let Some(channel) = filter.channel_id {
        let also = super::mailboxes::with_further(workspace, channel);
        query = query.filter(conversation::channel_id.eq(channel).or(conversation::id.eq_any(also)));
    }
    if let Some(customer) = filter.customer {
        query = query.filter(conversation::customer_id.eq(customer));
    }
    if let Some(store) = filter.store {
        query = query.filter(conversation::store_id.eq(store));
    }
    if let Some(tags) = named.tags.as_deref() {
        let tagged = conversation_tag::table
            .filter(conversation_tag::workspace_id.eq(workspace).and(conversation_tag::tag.eq_any(tags)))
            .select(conversation_tag::conversation_id);
        query = query.filter(conversation::id.eq_any(tagged));
    }
    if let Some(agent) = filter.mentioned {
        let called = mention::table
            .filter(mention::workspace_id.eq(workspace).and(mention::agent_id.eq(agent)))
            .select(mention::conversation_id);
        query = query.filter(conversation::id.eq_any(called));
    }
    if let Some(agent) = filter.follower {
        let followed = follower::table
            .filter(follower::workspace_id.eq(workspace).and(follower::agent_id.eq(agent)))
            .select(follower::conversation_id);
        query = query.filter(conversation::id.eq_any(followed));
    }
    query = filter.orders.narrow(query, workspace, named.buyers.as_deref());
    with_words(query, filter.found.as_deref())
}

fn with_words<'a>(query: Query<'a>, found: Option<&'a [ConversationId]>) -> Query<'a> {
    match found {
        Some(found) => query.filter(conversation::id.eq_any(found.iter().copied())),
        None => query,
    }
}
