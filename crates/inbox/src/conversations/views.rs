//! Views: the filters in the left pane, with their counts. Some are built in, one stands for each team, some are saved.

use database::{Db, DbError, Flag, Time, Tx, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use people::customers::CustomerId;
use people::team::{AgentId, TeamId};
use serde::{Deserialize, Serialize};
use shop::orders;
use shop::stores::StoreId;
use utoipa::ToSchema;

use super::by_orders::ByOrders;
use super::conversation::Status;
use super::listing::{self, Filter, Whose};
use crate::channels::{ChannelId, ChannelKind};
use crate::schema::saved_view;

database::id_type!(
    /// A saved view.
    ViewId,
    "viw"
);

database::text_enum!(
    /// The views that every workspace has.
    pub enum Builtin {
        /// Mine, to be acted on.
        Mine = "mine",
        /// Nobody's, to be acted on.
        Unassigned = "unassigned",
        /// All that is to be acted on.
        All = "all",
        /// Where I was called.
        Mentions = "mentions",
        /// What I follow.
        Following = "following",
        /// What waits on the customer.
        Pending = "pending",
        /// What is put away.
        Snoozed = "snoozed",
        /// What is done.
        Solved = "solved",
        /// What is nobody's concern.
        Spam = "spam",
    }
);

impl Builtin {
    /// The filter as this agent sees it; a program without an agent has no own conversations.
    pub fn filter(self, me: Option<AgentId>) -> Filter {
        let own = me.unwrap_or(AgentId(0));
        let of = |status: &[Status]| Filter { status: status.to_vec(), ..Filter::default() };
        match self {
            Self::Mine => Filter { assignee: Some(Whose::Agent(own)), ..of(&[Status::Open]) },
            Self::Unassigned => Filter { assignee: Some(Whose::Nobody), ..of(&[Status::Open]) },
            Self::All => of(&[Status::Open]),
            Self::Mentions => {
                Filter { mentioned: Some(own), ..of(&[Status::Open, Status::Pending, Status::Snoozed]) }
            }
            Self::Following => Filter { follower: Some(own), ..of(&[Status::Open]) },
            Self::Pending => of(&[Status::Pending]),
            Self::Snoozed => of(&[Status::Snoozed]),
            Self::Solved => of(&[Status::Solved, Status::Closed]),
            Self::Spam => of(&[Status::Spam]),
        }
    }

    /// Whether the number beside it says something: of what is done nobody wants to know how much.
    pub const fn is_counted(self) -> bool {
        match self {
            Self::Mine
            | Self::Unassigned
            | Self::All
            | Self::Mentions
            | Self::Following
            | Self::Pending
            | Self::Snoozed => true,
            Self::Solved | Self::Spam => false,
        }
    }
}

/// The filter of a view as programs write it: the parameters of the list of conversations. What is absent does not narrow.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = Text)]
#[serde(default, deny_unknown_fields)]
pub struct ViewFilter {
    /// In one of these states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<Status>,
    /// `me`, `none` or an agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<String>,
    /// Of which team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Through which kind of channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<ChannelKind>,
    /// Through which channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<ChannelId>,
    /// `me` or an agent: what they follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follower: Option<String>,
    /// With which tag: by its name, in any case, or its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Of which customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// About which store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<StoreId>,
    /// With a customer who has an order in one of these states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub order_status: Vec<orders::Status>,
    /// With a customer who has an open order (`pending`, `processing` or `on_hold`), or who has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_open: Option<bool>,
    /// With a customer one of whose orders or parcels is late, or none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_late: Option<bool>,
    /// With the customer of this order: its id, or its number in any digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
}
database::json_column!(ViewFilter);

/// What is wrong with a filter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} {reason}")]
pub struct WrongFilter {
    /// The parameter.
    pub field: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// Longest number of an order that is looked for, in characters.
const LONGEST_NUMBER: usize = 100;

impl ViewFilter {
    /// Whether it tells something of orders: it is for those who may see them.
    pub fn is_by_orders(&self) -> bool {
        let Self { order_status, order_open, order_late, order, .. } = self;
        !order_status.is_empty() || order_open.is_some() || order_late.is_some() || order.is_some()
    }

    /// The filter as this agent sees it at this moment.
    ///
    /// # Errors
    /// [`WrongFilter`] names `assignee`, `follower` or `order`.
    pub fn resolve(&self, me: Option<AgentId>, now: Time) -> Result<Filter, WrongFilter> {
        let me = me.unwrap_or(AgentId(0));
        let wrong = |field, reason| WrongFilter { field, reason };
        let assignee = match self.assignee.as_deref() {
            None => None,
            Some("none") => Some(Whose::Nobody),
            Some("me") => Some(Whose::Agent(me)),
            Some(id) => {
                let id = id.parse().map_err(|_| wrong("assignee", "is `me`, `none` or an agent's id"))?;
                Some(Whose::Agent(id))
            }
        };
        let follower = match self.follower.as_deref() {
            None => None,
            Some("me") => Some(me),
            Some(id) => Some(id.parse().map_err(|_| wrong("follower", "is `me` or an agent's id"))?),
        };
        let order = self.order.as_deref().map(str::trim);
        if order.is_some_and(|order| !(1..=LONGEST_NUMBER).contains(&order.chars().count())) {
            return Err(wrong("order", "is an order's id, or a number of 1 to 100 characters"));
        }
        let orders = ByOrders {
            status: self.order_status.clone(),
            open: self.order_open,
            late: self.order_late.map(|late| (late, now)),
            order: order.map(str::to_owned),
        };
        Ok(Filter {
            status: self.status.clone(),
            assignee,
            team: self.team,
            channel: self.channel,
            channel_id: self.channel_id,
            tag: self.tag.clone(),
            customer: self.customer,
            store: self.store,
            orders,
            follower,
            ..Filter::default()
        })
    }
}

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = saved_view)]
pub struct SavedView {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: ViewId,
    /// What its owner calls it.
    pub name: String,
    /// What it shows.
    pub filter: ViewFilter,
    /// Who saved it.
    pub owner_id: AgentId,
    /// Whether the others see it too.
    pub shared: Flag,
    /// When it was saved.
    pub created_at: Time,
}

/// The saved views that an agent sees: their own and the shared ones, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn saved(db: &mut Db, workspace: WorkspaceId, me: Option<AgentId>) -> Result<Vec<SavedView>, DbError> {
    let mine = saved_view::shared.eq(Flag::Yes).or(saved_view::owner_id.eq(me.unwrap_or(AgentId(0))));
    let which = saved_view::workspace_id.eq(workspace).and(mine);
    Ok(saved_view::table
        .filter(which)
        .order(saved_view::id)
        .select(SavedView::as_select())
        .limit(100)
        .load(db)?)
}

/// One saved view that an agent sees.
///
/// # Errors
/// Only those of the database.
pub fn find(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ViewId,
    me: Option<AgentId>,
) -> Result<Option<SavedView>, DbError> {
    Ok(saved(db, workspace, me)?.into_iter().find(|view| view.id == id))
}

/// Saves a new view.
///
/// # Errors
/// Only those of the database.
pub fn insert(tx: &mut Tx<'_>, row: &SavedView) -> Result<(), DbError> {
    diesel::insert_into(saved_view::table).values(row).execute(tx.db)?;
    Ok(())
}

/// Writes a view back.
///
/// # Errors
/// Only those of the database.
pub fn update(tx: &mut Tx<'_>, row: &SavedView) -> Result<(), DbError> {
    diesel::update(saved_view::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

/// Throws a view away.
///
/// # Errors
/// Only those of the database.
pub fn delete(tx: &mut Tx<'_>, workspace: WorkspaceId, id: ViewId) -> Result<(), DbError> {
    diesel::delete(saved_view::table.find((workspace, id))).execute(tx.db)?;
    Ok(())
}

/// The number beside a view.
///
/// # Errors
/// Only those of the database.
pub fn count(db: &mut Db, workspace: WorkspaceId, filter: &Filter) -> Result<i64, DbError> {
    listing::count(db, workspace, filter)
}
