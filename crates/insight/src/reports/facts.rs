//! What happened in a period, measure by measure: one range of an index each, whatever the report shows of it.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use database::{Db, DbError, Flag, Time, WorkspaceId};
use diesel::prelude::*;
use inbox::channels::ChannelKind;
use inbox::conversations::ConversationId;
use inbox::schema::conversation_tag;
use people::team::{AgentId, TeamId};

use crate::measures::Cause;
use crate::schema::{conversation_measure as measure, conversation_stretch as stretch};

/// Which conversations a report is about. What is absent does not narrow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those that began on this kind of channel.
    pub channel: Option<ChannelKind>,
    /// Those that this team answers.
    pub team: Option<TeamId>,
    /// Those of this agent: assigned to them; for the first response, first answered by them.
    pub agent: Option<AgentId>,
}

/// By what a fact is grouped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Traits {
    pub(super) conversation: ConversationId,
    pub(super) channel: ChannelKind,
    pub(super) agent: Option<AgentId>,
    pub(super) team: Option<TeamId>,
    pub(super) language: Option<String>,
}

type TraitColumns = (ConversationId, ChannelKind, Option<AgentId>, Option<TeamId>, Option<String>);

impl From<TraitColumns> for Traits {
    fn from((conversation, channel, agent, team, language): TraitColumns) -> Self {
        Self { conversation, channel, agent, team, language }
    }
}

/// Something that happened at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) at: Time,
    pub(super) traits: Traits,
}

/// Something that took a while and ended at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lasted {
    pub(super) fact: Fact,
    /// In microseconds.
    pub(super) calendar: i64,
    /// Within business hours, in microseconds.
    pub(super) business: i64,
}

/// What happened in a span of time.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// Conversations that began.
    pub(super) created: Vec<Fact>,
    /// First answers.
    pub(super) answered: Vec<Lasted>,
    /// Conversations that were resolved, and still were at the end.
    pub(super) solved: Vec<Lasted>,
    /// Conversations that were opened again.
    pub(super) reopened: Vec<Fact>,
    /// Conversations that were unresolved at the end.
    pub(super) backlog: i64,
}

impl Facts {
    /// Every conversation that one of the facts is about, each once.
    pub(super) fn conversations(&self) -> Vec<ConversationId> {
        let lasted = self.answered.iter().chain(&self.solved).map(|lasted| &lasted.fact);
        let all: BTreeSet<_> =
            self.created.iter().chain(lasted).map(|fact| fact.traits.conversation).collect();
        all.into_iter().collect()
    }
}

/// Reads what happened.
pub(super) fn facts(
    db: &mut Db,
    workspace: WorkspaceId,
    filter: Filter,
    span: &Range<Time>,
) -> Result<Facts, DbError> {
    Ok(Facts {
        created: filter.of(created(db, workspace, span)?, |fact| &fact.traits),
        answered: filter.of(answered(db, workspace, span)?, |lasted| &lasted.fact.traits),
        solved: filter.of(solved(db, workspace, span)?, |lasted| &lasted.fact.traits),
        reopened: filter.of(reopened(db, workspace, span)?, |fact| &fact.traits),
        backlog: backlog(db, workspace, filter, span.end)?,
    })
}

impl Filter {
    fn of<T>(self, mut facts: Vec<T>, traits: impl Fn(&T) -> &Traits) -> Vec<T> {
        facts.retain(|fact| self.takes(traits(fact)));
        facts
    }

    fn takes(self, traits: &Traits) -> bool {
        self.channel.is_none_or(|channel| channel == traits.channel)
            && (self.team.is_none() || self.team == traits.team)
            && (self.agent.is_none() || self.agent == traits.agent)
    }
}

fn created(db: &mut Db, workspace: WorkspaceId, span: &Range<Time>) -> Result<Vec<Fact>, DbError> {
    let which = measure::workspace_id
        .eq(workspace)
        .and(measure::counted.eq(Flag::Yes))
        .and(measure::created_at.ge(span.start))
        .and(measure::created_at.lt(span.end));
    let rows: Vec<(Time, TraitColumns)> =
        measure::table.filter(which).select((measure::created_at, of_assignee())).load(db)?;
    Ok(rows.into_iter().map(|(at, traits)| Fact { at, traits: traits.into() }).collect())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_assignee() -> _ {
    (measure::conversation_id, measure::channel, measure::assignee_id, measure::team_id, measure::language)
}

/// A first response is its author's; one that a program wrote is the assignee's.
fn answered(db: &mut Db, workspace: WorkspaceId, span: &Range<Time>) -> Result<Vec<Lasted>, DbError> {
    type Columns = (Option<Time>, Option<Time>, Option<i64>, Option<AgentId>, TraitColumns);
    let which = measure::workspace_id
        .eq(workspace)
        .and(measure::counted.eq(Flag::Yes))
        .and(measure::answered_at.ge(span.start))
        .and(measure::answered_at.lt(span.end));
    let rows: Vec<Columns> = measure::table
        .filter(which)
        .select((
            measure::answered_at,
            measure::asked_at,
            measure::answered_business,
            measure::answered_by,
            of_assignee(),
        ))
        .load(db)?;
    let lasted = |(answered, asked, business, by, traits): Columns| {
        let (at, asked) = answered.zip(asked)?;
        let mut traits = Traits::from(traits);
        traits.agent = by.or(traits.agent);
        let calendar = at.micros().saturating_sub(asked.micros());
        Some(Lasted { fact: Fact { at, traits }, calendar, business: business? })
    };
    Ok(rows.into_iter().filter_map(lasted).collect())
}

fn solved(db: &mut Db, workspace: WorkspaceId, span: &Range<Time>) -> Result<Vec<Lasted>, DbError> {
    type Columns = (Option<Time>, Time, Option<i64>, TraitColumns);
    let which = stretch::workspace_id
        .eq(workspace)
        .and(stretch::ended_at.ge(span.start))
        .and(stretch::ended_at.lt(span.end))
        .and(stretch::reopened_at.is_null().or(stretch::reopened_at.assume_not_null().ge(span.end)))
        .and(measure::counted.eq(Flag::Yes));
    let rows: Vec<Columns> = stretch::table
        .inner_join(measure::table.on(measured()))
        .filter(which)
        .select((stretch::ended_at, measure::created_at, stretch::resolved_business, of_assignee()))
        .load(db)?;
    let lasted = |(ended, created, business, traits): Columns| {
        let (at, business) = ended.zip(business)?;
        let calendar = at.micros().saturating_sub(created.micros());
        Some(Lasted { fact: Fact { at, traits: traits.into() }, calendar, business })
    };
    Ok(rows.into_iter().filter_map(lasted).collect())
}

fn reopened(db: &mut Db, workspace: WorkspaceId, span: &Range<Time>) -> Result<Vec<Fact>, DbError> {
    let which = stretch::workspace_id
        .eq(workspace)
        .and(stretch::cause.eq(Cause::Reopened))
        .and(stretch::began_at.ge(span.start))
        .and(stretch::began_at.lt(span.end))
        .and(measure::counted.eq(Flag::Yes));
    let rows: Vec<(Time, TraitColumns)> = stretch::table
        .inner_join(measure::table.on(measured()))
        .filter(which)
        .select((stretch::began_at, of_assignee()))
        .load(db)?;
    Ok(rows.into_iter().map(|(at, traits)| Fact { at, traits: traits.into() }).collect())
}

fn backlog(db: &mut Db, workspace: WorkspaceId, filter: Filter, at: Time) -> Result<i64, DbError> {
    let which = stretch::workspace_id
        .eq(workspace)
        .and(stretch::began_at.lt(at))
        .and(stretch::ended_at.is_null().or(stretch::ended_at.assume_not_null().ge(at)))
        .and(measure::counted.eq(Flag::Yes));
    let mut query =
        stretch::table.inner_join(measure::table.on(measured())).filter(which).count().into_boxed();
    if let Some(channel) = filter.channel {
        query = query.filter(measure::channel.eq(channel));
    }
    if let Some(team) = filter.team {
        query = query.filter(measure::team_id.eq(team));
    }
    if let Some(agent) = filter.agent {
        query = query.filter(measure::assignee_id.eq(agent));
    }
    Ok(query.get_result(db)?)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn measured() -> _ {
    measure::workspace_id.eq(stretch::workspace_id).and(measure::conversation_id.eq(stretch::conversation_id))
}

/// Conversations whose tags are asked for at once.
const CHUNK: usize = 1_000;

/// The tags of conversations.
pub(super) fn tags(
    db: &mut Db,
    workspace: WorkspaceId,
    conversations: &[ConversationId],
) -> Result<HashMap<ConversationId, Vec<String>>, DbError> {
    let mut tags: HashMap<ConversationId, Vec<String>> = HashMap::new();
    for some in conversations.chunks(CHUNK) {
        let which = conversation_tag::workspace_id
            .eq(workspace)
            .and(conversation_tag::conversation_id.eq_any(some.iter().copied()));
        let rows: Vec<(ConversationId, String)> = conversation_tag::table
            .filter(which)
            .select((conversation_tag::conversation_id, conversation_tag::tag))
            .load(db)?;
        for (conversation, tag) in rows {
            tags.entry(conversation).or_default().push(tag);
        }
    }
    Ok(tags)
}
