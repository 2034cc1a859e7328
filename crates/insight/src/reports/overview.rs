//! The overview: what happened in a period, folded from its facts.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use database::{Db, DbError, Time, WorkspaceId};
use jiff::civil::Date;
use language::Language;
use serde::Serialize;
use utoipa::ToSchema;

use super::definitions::Definition;
use super::facts::{Fact, Facts, Filter, Lasted, facts, tags};
use super::figures::Durations;
use super::names::Names;
use super::period::{Granularity, Period};

/// The measures of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Overview {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    pub to: Date,
    /// The workspace's; days begin there.
    pub time_zone: String,
    /// How the series is cut.
    pub granularity: Granularity,
    /// Totals of the whole period.
    pub measures: Totals,
    /// The period in pieces, oldest first.
    pub series: Vec<Piece>,
    /// By the channel that conversations began on.
    pub by_channel: Vec<Group>,
    /// By assignee; first responses by their author.
    pub by_agent: Vec<Group>,
    /// By team.
    pub by_team: Vec<Group>,
    /// By tag; a conversation with several is in each.
    pub by_tag: Vec<Group>,
    /// By the customer's language.
    pub by_language: Vec<Group>,
}

/// The totals of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Totals {
    /// Conversations that began.
    pub volume: Count,
    /// Until the first answer.
    pub first_response: Duration,
    /// Until resolved.
    pub resolution: Duration,
    /// Unresolved at the end.
    pub backlog: Count,
    /// Resolved, and still so at the end.
    pub solved: Count,
    /// Opened again.
    pub reopened: Count,
}

/// A number of things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Count {
    /// What it means.
    pub definition: Definition,
    /// How many.
    pub value: i64,
    /// How many in the period before, which is as long.
    pub previous: i64,
}

/// How long something takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Duration {
    /// What it means.
    pub definition: Definition,
    /// Half took no longer; null when there was none.
    pub median_seconds: Option<i64>,
    /// Nine of ten took no longer.
    pub p90_seconds: Option<i64>,
    /// The median within business hours.
    pub business_median_seconds: Option<i64>,
    /// How many there were.
    pub n: i64,
    /// The median of the period before, which is as long.
    pub previous_median_seconds: Option<i64>,
}

/// A day, week or month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Piece {
    /// Its first day within the period.
    #[schema(value_type = String, format = Date)]
    pub start: Date,
    /// The figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// One of the groups that a period falls into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Group {
    /// A kind of channel, an id, a tag, a language; `none` for those that have none.
    pub key: String,
    /// What people call it, in the reader's language.
    pub name: String,
    /// The figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// The figures of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Figures {
    /// Conversations that began.
    pub created: i64,
    /// Conversations that were resolved, and still were at the end of the period.
    pub solved: i64,
    /// Half of the first answers took no longer.
    pub first_response_median_seconds: Option<i64>,
    /// Half of the solved conversations took no longer.
    pub resolution_median_seconds: Option<i64>,
}

/// What a report is asked for.
#[derive(Debug, Clone)]
pub struct Question {
    /// Which days.
    pub period: Period,
    /// How the series is cut.
    pub granularity: Granularity,
    /// The pieces that this gives.
    pub pieces: Vec<(Date, Range<Time>)>,
    /// Which conversations.
    pub filter: Filter,
    /// In which groups have their names.
    pub language: Language,
}

/// Reports on a period.
///
/// # Errors
/// Only those of the database.
pub fn overview(db: &mut Db, workspace: WorkspaceId, question: &Question) -> Result<Overview, DbError> {
    let Question { period, granularity, pieces, filter, language } = question;
    let now = facts(db, workspace, *filter, &period.span())?;
    let before = facts(db, workspace, *filter, &period.previous().span())?;
    let tags = tags(db, workspace, &now.conversations())?;
    let names = Names::load(db, workspace, *language)?;
    Ok(Overview {
        from: period.from,
        to: period.to,
        time_zone: period.zone.iana_name().unwrap_or("UTC").to_owned(),
        granularity: *granularity,
        measures: totals(&now, &before),
        series: series(&now, pieces),
        by_channel: grouped(&now, |fact| [fact.traits.channel], |kind| names.channel(*kind)),
        by_agent: grouped(&now, |fact| [fact.traits.agent], |agent| names.agent(*agent)),
        by_team: grouped(&now, |fact| [fact.traits.team], |team| names.team(*team)),
        by_tag: grouped(
            &now,
            |fact| tags.get(&fact.traits.conversation).cloned().unwrap_or_default(),
            |tag| (tag.clone(), tag.clone()),
        ),
        by_language: grouped(
            &now,
            |fact| [fact.traits.language.clone()],
            |tag| names.language(tag.as_deref()),
        ),
    })
}

fn totals(now: &Facts, before: &Facts) -> Totals {
    let count =
        |definition, of: fn(&Facts) -> i64| Count { definition, value: of(now), previous: of(before) };
    let duration = |definition, of: fn(&Facts) -> &[Lasted]| {
        let calendar = durations(of(now));
        Duration {
            definition,
            median_seconds: calendar.median(),
            p90_seconds: calendar.ninth_decile(),
            business_median_seconds: of(now)
                .iter()
                .map(|lasted| lasted.business)
                .collect::<Durations>()
                .median(),
            n: calendar.count(),
            previous_median_seconds: durations(of(before)).median(),
        }
    };
    Totals {
        volume: count(Definition::Volume, |facts| length(&facts.created)),
        first_response: duration(Definition::FirstResponse, |facts| &facts.answered),
        resolution: duration(Definition::Resolution, |facts| &facts.solved),
        backlog: count(Definition::Backlog, |facts| facts.backlog),
        solved: count(Definition::Solved, |facts| length(&facts.solved)),
        reopened: count(Definition::Reopened, |facts| length(&facts.reopened)),
    }
}

fn durations(lasted: &[Lasted]) -> Durations {
    lasted.iter().map(|lasted| lasted.calendar).collect()
}

fn length<T>(facts: &[T]) -> i64 {
    i64::try_from(facts.len()).unwrap_or(i64::MAX)
}

/// What came together in one part of the facts.
#[derive(Default)]
struct Part {
    created: i64,
    answered: Vec<i64>,
    solved: Vec<i64>,
}

impl Part {
    fn figures(self) -> Figures {
        let (answered, solved): (Durations, Durations) =
            (self.answered.into_iter().collect(), self.solved.into_iter().collect());
        Figures {
            created: self.created,
            solved: solved.count(),
            first_response_median_seconds: answered.median(),
            resolution_median_seconds: solved.median(),
        }
    }
}

/// Parts the facts by one or several keys of each.
fn parted<K: Hash + Eq, I: IntoIterator<Item = K>>(
    facts: &Facts,
    keys: impl Fn(&Fact) -> I,
) -> HashMap<K, Part> {
    let mut parts: HashMap<K, Part> = HashMap::new();
    for fact in &facts.created {
        keys(fact).into_iter().for_each(|key| parts.entry(key).or_default().created += 1);
    }
    for Lasted { fact, calendar, .. } in &facts.answered {
        keys(fact).into_iter().for_each(|key| parts.entry(key).or_default().answered.push(*calendar));
    }
    for Lasted { fact, calendar, .. } in &facts.solved {
        keys(fact).into_iter().for_each(|key| parts.entry(key).or_default().solved.push(*calendar));
    }
    parts
}

fn series(facts: &Facts, pieces: &[(Date, Range<Time>)]) -> Vec<Piece> {
    let mut parts = parted(facts, |fact| [pieces.partition_point(|(_, span)| span.end <= fact.at)]);
    let piece = |(index, (start, _)): (usize, &(Date, Range<Time>))| Piece {
        start: *start,
        figures: parts.remove(&index).unwrap_or_default().figures(),
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// The groups with most new conversations first.
fn grouped<K: Hash + Eq, I: IntoIterator<Item = K>>(
    facts: &Facts,
    keys: impl Fn(&Fact) -> I,
    name: impl Fn(&K) -> (String, String),
) -> Vec<Group> {
    let group = |(key, part): (K, Part)| {
        let (key, name) = name(&key);
        Group { key, name, figures: part.figures() }
    };
    let mut groups: Vec<Group> = parted(facts, keys).into_iter().map(group).collect();
    groups.sort_by(|one, other| {
        (other.figures.created, other.figures.solved, &one.key).cmp(&(
            one.figures.created,
            one.figures.solved,
            &other.key,
        ))
    });
    groups
}
