//! `GET /conversations`, bulk changes, views.

use axum::extract::State;
use axum::http::StatusCode;
use database::{Db, DbError, Flag, Time, Tx, WorkspaceId};
use people::customers::CustomerId;
use people::idempotency::{Create, Once, once};
use people::sign_in::Staff;
use people::team::{AgentId, Permission, TeamId};
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use shop::stores::StoreId;
use utoipa::{IntoParams, ToSchema};
use web::{Cursor, Json, Limit, List, Merge, Part, Patch, Path, Problem, Query};

use super::change::{ConversationPatch, wanted};
use super::shapes::{ConversationJson, Names};
use crate::Inbox;
use crate::channels::{ChannelId, ChannelNamed};
use crate::conversations::changing::{self, Change};
use crate::conversations::conversation::{ConversationId, Status};
use crate::conversations::listing::{self, Filter, Key, Sort};
use crate::conversations::views::{self, Builtin, SavedView, ViewFilter, ViewId, WrongFilter};

/// Which conversations, in which order, which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// One or several states, separated by commas. All but spam if absent.
    status: Option<String>,
    /// `me`, `none`, or an agent.
    assignee: Option<String>,
    team: Option<TeamId>,
    /// A kind, or a channel's id.
    #[param(value_type = Option<String>)]
    channel: Option<ChannelNamed>,
    channel_id: Option<ChannelId>,
    /// `me` or an agent: what they follow.
    follower: Option<String>,
    /// By its name, in any case, or its id.
    tag: Option<String>,
    customer: Option<CustomerId>,
    store: Option<StoreId>,
    /// One or several states of orders, separated by commas: with a customer who has one in one of them.
    order_status: Option<String>,
    /// With a customer who has an open order (`pending`, `processing` or `on_hold`); `false`: who has none.
    order_open: Option<bool>,
    /// With a customer one of whose orders or parcels is late; `false`: none of whose is.
    order_late: Option<bool>,
    /// With the customer of this order: its id, or its number in any digits.
    order: Option<String>,
    /// Words anywhere in the conversation, its notes, subject, number and customer, and the numbers of the customer's orders
    /// and parcels; the beginning of a word will do. Of what
    /// is found the 2,000 conversations with the newest activity are listed. What has just come is found within a second.
    q: Option<String>,
    /// A view instead of filters: `mine`, `unassigned`, `all`, `mentions`, `following`, `pending`, `snoozed`, `solved`, `spam`, a team or a saved view.
    view: Option<String>,
    #[param(value_type = Option<String>)]
    sort: Option<Sort>,
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<Key>>,
}

fn wrong(pointer: &str, detail: impl Into<String>) -> Failure {
    Problem::invalid_query(web::FieldError::new(pointer, "invalid", detail.into())).into()
}

impl ListQuery {
    fn filter(&self) -> Result<ViewFilter, Failure> {
        Ok(ViewFilter {
            status: words("?status", self.status.as_deref())?,
            assignee: self.assignee.clone(),
            team: self.team,
            channel: self.channel.and_then(ChannelNamed::kind),
            channel_id: self.channel.and_then(ChannelNamed::one).or(self.channel_id),
            follower: self.follower.clone(),
            tag: self.tag.clone(),
            customer: self.customer,
            store: self.store,
            order_status: words("?order_status", self.order_status.as_deref())?,
            order_open: self.order_open,
            order_late: self.order_late,
            order: self.order.clone(),
        })
    }
}

/// Words that are separated by commas.
fn words<T: std::str::FromStr<Err = String>>(pointer: &str, all: Option<&str>) -> Result<Vec<T>, Failure> {
    let each = all.unwrap_or_default().split(',').filter(|one| !one.is_empty());
    each.map(|one| one.parse().map_err(|why: String| wrong(pointer, why))).collect()
}

/// What is known of orders is for those who may see them.
fn may_ask(staff: &Staff, filter: &ViewFilter) -> Result<(), Problem> {
    if filter.is_by_orders() { staff.require(Permission::OrdersRead) } else { Ok(()) }
}

/// The inbox: a page of conversations.
#[utoipa::path(get, path = "/conversations", tag = "conversations", params(ListQuery), responses(
    (status = 200, body = List<ConversationJson>),
    (status = 400, description = "a filter, the order or the cursor does not read", body = web::ProblemBody),
    (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
pub(super) async fn list(
    State(inbox): State<Inbox>,
    staff: Staff,
    Query(query): Query<ListQuery>,
) -> Result<Json<List<ConversationJson>>, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let (workspace, me, now) = (staff.workspace, staff.agent, inbox.app.database.now());
    let index = inbox.index.clone();
    let page = inbox.app.database.read(move |db| {
        let mut filter = match &query.view {
            Some(view) => view_filter(db, &staff, view, now)?,
            None => {
                let asked = query.filter()?;
                may_ask(&staff, &asked)?;
                asked.resolve(me, now).map_err(|why| wrong(&format!("?{}", why.field), why.reason))?
            }
        };
        if let Some(typed) = query.q.as_deref().filter(|typed| !typed.trim().is_empty()) {
            filter.found = Some(listing::find(&index, workspace, typed).map_err(database::DbError::from)?);
        }
        let sort = query.sort.unwrap_or(Sort::NewestActivity);
        let after = query.after.map(|cursor| cursor.0);
        if after.is_some_and(|after| after.sort() != sort) {
            return Err(wrong("?after", "is the cursor of another order"));
        }
        let rows = listing::page(db, workspace, &filter, sort, after, query.limit.rows_to_ask_for())?;
        let names = Names::load(db, workspace)?;
        Ok::<_, Failure>(List::page(
            rows,
            query.limit,
            |row| listing::key_of(row, sort),
            |row| names.row(row),
        ))
    });
    Ok(Json(page.await?))
}

fn view_filter(db: &mut Db, staff: &Staff, view: &str, now: Time) -> Result<Filter, Failure> {
    let (workspace, me) = (staff.workspace, staff.agent);
    if let Ok(builtin) = view.parse::<Builtin>() {
        return Ok(builtin.filter(me));
    }
    if let Ok(team) = view.parse::<TeamId>() {
        return Ok(Filter { team: Some(team), status: vec![Status::Open], ..Filter::default() });
    }
    let id = view.parse::<ViewId>().map_err(|_| wrong("?view", "there is no such view"))?;
    let saved = views::find(db, workspace, id, me)?.ok_or_else(|| wrong("?view", "there is no such view"))?;
    may_ask(staff, &saved.filter)?;
    saved.filter.resolve(me, now).map_err(|why| wrong("?view", why.to_string()))
}

/// What kind of view.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ViewKind {
    Builtin,
    Team,
    Saved,
}

/// A view with its number.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ViewJson {
    /// `mine`, `tm_…`, `viw_…`.
    id: String,
    kind: ViewKind,
    /// The team's or the saved view's name; built-in ones are named by the reader's language.
    name: Option<String>,
    filter: Option<ViewFilter>,
    /// How many conversations; null where nobody wants to know, or where it tells of orders that the asker may not see.
    count: Option<i64>,
    shared: bool,
    /// Whether the asker may change it.
    own: bool,
}

/// The views that the asker sees, with their numbers: built-in ones, teams', saved ones.
#[utoipa::path(get, path = "/views", tag = "conversations", params(Part), responses(
    (status = 200, body = List<ViewJson>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
pub(super) async fn views(
    State(app): State<App>,
    staff: Staff,
    Query(part): Query<Part>,
) -> Result<Json<List<ViewJson>>, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let (workspace, me, now) = (staff.workspace, staff.agent, app.database.now());
    let all = app.database.read(move |db| {
        let mut all = Vec::new();
        for builtin in Builtin::ALL {
            let count = match builtin.is_counted() {
                true => Some(views::count(db, workspace, &builtin.filter(me))?),
                false => None,
            };
            all.push(ViewJson {
                id: builtin.to_string(),
                kind: ViewKind::Builtin,
                name: None,
                filter: None,
                count,
                shared: true,
                own: false,
            });
        }
        for team in people::team::teams::list(db, workspace)? {
            let filter = Filter { team: Some(team.id), status: vec![Status::Open], ..Filter::default() };
            let count = Some(views::count(db, workspace, &filter)?);
            all.push(ViewJson {
                id: team.id.to_string(),
                kind: ViewKind::Team,
                name: Some(team.name),
                filter: None,
                count,
                shared: true,
                own: false,
            });
        }
        for view in views::saved(db, workspace, me)? {
            all.push(saved_view(db, view, &staff, now)?);
        }
        Ok::<_, Failure>(all)
    });
    Ok(Json(part.of(all.await?, |view| view.place())))
}

impl ViewJson {
    /// Where it stands among the others when they come in pages: built-in ones first, then by age.
    fn place(&self) -> String {
        match self.kind {
            ViewKind::Builtin => {
                let place = Builtin::ALL.iter().position(|one| one.as_str() == self.id);
                format!("0 {:03}", place.unwrap_or_default())
            }
            ViewKind::Team => format!("1 {}", self.id),
            ViewKind::Saved => format!("2 {}", self.id),
        }
    }
}

fn saved_view(db: &mut Db, view: SavedView, staff: &Staff, now: Time) -> Result<ViewJson, Failure> {
    let me = staff.agent;
    let count = match may_ask(staff, &view.filter) {
        Ok(()) => {
            let filter = view.filter.resolve(me, now).unwrap_or_default();
            Some(views::count(db, view.workspace_id, &filter)?)
        }
        Err(_) => None,
    };
    Ok(ViewJson {
        id: view.id.to_string(),
        kind: ViewKind::Saved,
        count,
        shared: view.shared.is_yes(),
        own: Some(view.owner_id) == me,
        name: Some(view.name),
        filter: Some(view.filter),
    })
}

/// A view to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewView {
    /// 1 to 80 characters.
    name: String,
    filter: ViewFilter,
    /// Whether the others see it too.
    #[serde(default)]
    shared: bool,
}

fn wrong_filter(why: WrongFilter) -> Problem {
    Problem::field(format!("/filter/{}", why.field), "invalid", why.reason)
}

fn view_name(name: &str) -> Result<String, Failure> {
    let name = name.trim();
    match name.chars().count() {
        1..=80 => Ok(name.to_owned()),
        _ => Err(Problem::field("/name", "invalid", "has 1 to 80 characters").into()),
    }
}

/// Saves a view.
#[utoipa::path(post, path = "/views", tag = "conversations", request_body = NewView, responses(
    (status = 201, body = ViewJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn save_view(
    State(app): State<App>,
    staff: Staff,
    Create { key, body: new }: Create<NewView>,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, me) = (staff.workspace, staff.person()?);
    let name = view_name(&new.name)?;
    new.filter.resolve(Some(me), app.database.now()).map_err(wrong_filter)?;
    may_ask(&staff, &new.filter)?;
    let saved = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let row = SavedView {
                workspace_id: workspace,
                id: tx.id(),
                name,
                filter: new.filter,
                owner_id: me,
                shared: new.shared.into(),
                created_at: tx.now,
            };
            views::insert(tx, &row)?;
            Ok::<_, Failure>((StatusCode::CREATED, saved_view(tx.db, row, &staff, tx.now)?))
        })
    });
    saved.await
}

/// What to change of a view.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ViewPatch {
    name: Patch<String>,
    #[schema(value_type = Option<Merge<ViewFilter>>)]
    filter: Patch<Merge<ViewFilter>>,
    shared: Patch<bool>,
}

/// Changes a view of one's own.
#[utoipa::path(patch, path = "/views/{id}", tag = "conversations", params(("id" = String, Path)), request_body = ViewPatch, responses(
    (status = 200, body = ViewJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn change_view(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ViewId>,
    Json(patch): Json<ViewPatch>,
) -> Result<Json<ViewJson>, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, me) = (staff.workspace, staff.person()?);
    let name = patch.name.not_null("/name")?.map(|name| view_name(&name)).transpose()?;
    let (filter, shared) = (patch.filter.not_null("/filter")?, patch.shared.not_null("/shared")?);
    let changed = app.database.write(move |tx| {
        let mut row = own_view(tx.db, workspace, id, me)?;
        row.name = name.unwrap_or(row.name);
        if let Some(filter) = filter {
            row.filter = filter.onto(&row.filter, "/filter")?;
            row.filter.resolve(Some(me), tx.now).map_err(wrong_filter)?;
            may_ask(&staff, &row.filter)?;
        }
        row.shared = shared.map_or(row.shared, Flag::from);
        views::update(tx, &row)?;
        saved_view(tx.db, row, &staff, tx.now)
    });
    Ok(Json(changed.await?))
}

/// Throws a view of one's own away.
#[utoipa::path(delete, path = "/views/{id}", tag = "conversations", params(("id" = String, Path)), responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
pub(super) async fn delete_view(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ViewId>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, me) = (staff.workspace, staff.person()?);
    app.database
        .write(move |tx| {
            own_view(tx.db, workspace, id, me)?;
            Ok::<_, Failure>(views::delete(tx, workspace, id)?)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn own_view(db: &mut Db, workspace: WorkspaceId, id: ViewId, me: AgentId) -> Result<SavedView, Failure> {
    let view = views::find(db, workspace, id, Some(me))?.ok_or_else(|| Problem::not_found("view"))?;
    if view.owner_id != me {
        return Err(Problem::forbidden("only who saved a view may change it").into());
    }
    Ok(view)
}

/// One change for several conversations.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Bulk {
    /// At most 200.
    ids: Vec<ConversationId>,
    patch: ConversationPatch,
}

/// How it went with one of them.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BulkResult {
    id: ConversationId,
    ok: bool,
    /// Why not.
    error: Option<String>,
}

/// Changes several conversations; each for itself, so that one that can't be changed does not hold up the others.
#[utoipa::path(post, path = "/conversations/bulk", tag = "conversations", request_body = Bulk, responses(
    (status = 200, body = List<BulkResult>), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 422, body = web::ProblemBody),
))]
pub(super) async fn bulk(
    State(app): State<App>,
    staff: Staff,
    Create { key, body: bulk }: Create<Bulk>,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    if bulk.ids.is_empty() || bulk.ids.len() > 200 {
        return Err(Problem::field("/ids", "invalid", "has 1 to 200 ids").into());
    }
    let (workspace, actor) = (staff.workspace, staff.actor());
    let change = wanted(bulk.patch)?;
    let write = move |tx: &mut Tx<'_>| {
        once(tx, key.as_ref(), |tx| {
            let results = change_each(tx, workspace, bulk.ids, &change, &actor)?;
            Ok::<_, Failure>((StatusCode::OK, List::whole(results)))
        })
    };
    app.database.write(write).await
}

fn change_each(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    ids: Vec<ConversationId>,
    change: &Change,
    actor: &str,
) -> Result<Vec<BulkResult>, DbError> {
    // In the same order by everybody, so that two bulk changes never wait for each other.
    let mut in_order = ids.clone();
    in_order.sort_unstable();
    for id in in_order {
        tx.hold("conversation", workspace, id.0)?;
    }
    let mut results = Vec::with_capacity(ids.len());
    for id in ids {
        let changed =
            tx.nested(|tx| changing::change(tx, workspace, id, change, actor).map_err(Undone::from));
        let error = changed.err().map(|Undone(reason)| reason);
        results.push(BulkResult { id, ok: error.is_none(), error });
    }
    Ok(results)
}

/// Why one change of several was undone.
struct Undone(String);

impl From<changing::ChangeError> for Undone {
    fn from(error: changing::ChangeError) -> Self {
        Self(error.to_string())
    }
}

impl From<diesel::result::Error> for Undone {
    fn from(error: diesel::result::Error) -> Self {
        Self(error.to_string())
    }
}
