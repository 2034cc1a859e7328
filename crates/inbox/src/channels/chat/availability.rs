//! Whether somebody is there, and how long an answer takes: told honestly.

use database::{Db, DbError, Time, WorkspaceId};
use diesel::prelude::*;
use jiff::SignedDuration;
use people::workspaces;
use serde::Serialize;
use utoipa::ToSchema;

use crate::channels::ChannelId;
use crate::schema::conversation;

/// Whether somebody is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Availability {
    /// Within business hours.
    pub open: bool,
    /// When somebody is there again.
    pub next_open_at: Option<Time>,
    /// How long a first answer usually takes within business hours; null while too little is known.
    pub reply_time_seconds: Option<i64>,
    /// The hours themselves.
    #[schema(value_type = Object)]
    pub hours: serde_json::Value,
}

/// First answers of the last seven days are looked at; fewer than five say nothing.
const WINDOW: SignedDuration = SignedDuration::from_hours(24 * 7);
const ENOUGH: usize = 5;
const SAMPLE: i64 = 200;

pub(super) fn now(
    db: &mut Db,
    workspace: WorkspaceId,
    channel: ChannelId,
    now: Time,
) -> Result<Availability, DbError> {
    let hours =
        workspaces::find(db, workspace)?.map(|found| found.settings.business_hours).unwrap_or_default();
    let open = hours.is_open(now);
    let answered: Vec<(Time, Option<Time>)> = conversation::table
        .filter(conversation::workspace_id.eq(workspace))
        .filter(conversation::last_activity_at.gt(now.minus(WINDOW)))
        .filter(conversation::channel_id.eq(channel))
        .filter(conversation::first_response_at.is_not_null())
        .order(conversation::last_activity_at.desc())
        .limit(SAMPLE)
        .select((conversation::created_at, conversation::first_response_at))
        .load(db)?;
    let mut waits: Vec<i64> = answered
        .into_iter()
        .filter_map(|(asked, answered)| Some(hours.open_between(asked, answered?).as_secs().max(0)))
        .collect();
    waits.sort_unstable();
    let reply_time_seconds = (waits.len() >= ENOUGH).then(|| waits[waits.len() / 2]);
    let next_open_at = if open { None } else { hours.next_open(now) };
    Ok(Availability {
        open,
        next_open_at,
        reply_time_seconds,
        hours: serde_json::to_value(&hours).unwrap_or_default(),
    })
}
