//! A person previews an action and confirms it.

use commerce::StoreError;
use commerce::acting::{Acting, Standing};
use commerce::money::{Currency, Money};
use database::events::NewEvent;
use database::outbox::{self, NewRow};
use database::{DbError, Tx, WorkspaceId};
use http::StatusCode;
use people::audit::{self, Actor, ActorKind};
use people::idempotency::{self, Key, Once};
use people::sign_in::Staff;
use people::team::Role;
use people::{App, Failure};
use serde_json::json;
use web::Problem;

use super::abilities::{self, AbilityJson};
use super::action::{Action, ActionEvent, ActionId, Kind, State};
use super::doing::KIND;
use super::json::ActionJson;
use super::live::{self, NotAsked, PATIENCE_OF_PEOPLE};
use super::plan::{self, Plan};
use super::planning::{self, Planned};
use super::policy::{Limited, Policy};
use super::store;
use super::wanted::Wanted;
use crate::orders::{self, MoneyJson, Order, OrderId};
use crate::stores::{self, Ailment, Store};
use crate::syncing::{self, ErrandKind};

impl From<NotAsked> for Problem {
    fn from(error: NotAsked) -> Self {
        match error {
            NotAsked::NotConnected => Self::new(
                StatusCode::CONFLICT,
                "store-not-connected",
                "The store is not connected now",
                "it is paused, was taken away, or has not let us in",
            ),
            NotAsked::Keys(cause) => {
                tracing::error!(%cause, "a store's keys can't be read");
                Self::internal()
            }
            NotAsked::Store(StoreError::NotFound) => Self::new(
                StatusCode::CONFLICT,
                "order-gone",
                "The order is not in the store any more",
                "it was deleted there",
            ),
            NotAsked::Store(error) => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "store-not-answering",
                "The store does not answer as it should",
                Ailment::from(&error).to_string(),
            ),
        }
    }
}

/// Which state of an order a person saw.
pub(super) fn version(order: &Order) -> String {
    format!("{}.{}.{}", order.modified_at.micros(), order.refunded_total, order.raw_status)
}

/// What a person may do: their role's policy. A program may do what its scopes say, without limit.
pub(super) fn policy_of(
    db: &mut database::Db,
    workspace: WorkspaceId,
    role: Option<Role>,
) -> Result<Policy, DbError> {
    match role {
        None | Some(Role::Owner) => Ok(Policy::all()),
        Some(role) => store::policy(db, workspace, role),
    }
}

/// An order just as its store has it.
pub(super) struct Fresh {
    pub order: Order,
    pub standing: Standing,
    /// Of the store's prices.
    prices_in: Option<Currency>,
    store: Box<dyn Acting>,
    policy: Policy,
    used: i64,
}

/// Asks the store for an order and keeps what it says; what of its money can go back only when it is `about_money`.
///
/// # Errors
/// 404, or why the store can't be asked, or can't do such a thing.
pub(super) async fn fresh(
    app: &App,
    staff: &Staff,
    id: OrderId,
    kind: Kind,
    about_money: bool,
) -> Result<Fresh, Failure> {
    let workspace = staff.workspace;
    let (order, known) = app.database.read(move |db| of_store(db, workspace, id)).await?;
    let store = live::client(app, &known, PATIENCE_OF_PEOPLE).map_err(Problem::from)?;
    planning::possible(kind, store.as_ref())?;
    let standing = match live::read(store.as_ref(), &order.source_id, about_money).await {
        Ok(standing) => standing,
        Err(error) => {
            if let NotAsked::Store(StoreError::NotFound) = error {
                look_again(app, &order).await?;
            }
            return Err(Problem::from(error).into());
        }
    };
    let prices_in = known.currency.as_deref().and_then(|code| code.parse().ok());
    let (role, actor) = (staff.role, staff.actor());
    app.database
        .write(move |tx| {
            let order = live::take_over(tx, &order, &standing)?.ok_or_else(|| Problem::not_found("order"))?;
            let policy = policy_of(tx.db, workspace, role)?;
            let used = store::given_away(tx.db, workspace, id, &actor)?;
            Ok::<_, Failure>(Fresh { order, standing, prices_in, store, policy, used })
        })
        .await
}

fn of_store(db: &mut database::Db, workspace: WorkspaceId, id: OrderId) -> Result<(Order, Store), Failure> {
    let order = orders::find(db, workspace, id)?.ok_or_else(|| Problem::not_found("order"))?;
    let known = stores::find(db, workspace, order.store_id)?.ok_or_else(|| Problem::not_found("store"))?;
    Ok((order, known))
}

/// What the store of an order can be had to do with it. The store is not asked.
///
/// # Errors
/// 404, or why the store can't be asked.
pub(super) async fn abilities(app: &App, staff: &Staff, id: OrderId) -> Result<Vec<AbilityJson>, Failure> {
    let workspace = staff.workspace;
    let (_, known) = app.database.read(move |db| of_store(db, workspace, id)).await?;
    let store = live::client(app, &known, PATIENCE_OF_PEOPLE).map_err(Problem::from)?;
    Ok(abilities::all_of(store.as_ref()))
}

async fn look_again(app: &App, order: &Order) -> Result<(), DbError> {
    let order = order.clone();
    app.database
        .write(move |tx| {
            syncing::want(tx, order.workspace_id, order.store_id, ErrandKind::Order, &order.source_id)?;
            syncing::nudge(tx, order.workspace_id, order.store_id)
        })
        .await
}

/// A plan for an order, and whether it may be done.
pub(super) struct Prepared {
    pub order: Order,
    pub planned: Planned,
    pub verdict: Result<(), Limited>,
}

/// Plans an action on the order as the store has it now.
///
/// # Errors
/// 404, 422, 409, or why the store can't be asked.
pub(super) async fn prepare(
    app: &App,
    staff: &Staff,
    id: OrderId,
    wanted: &Wanted,
) -> Result<Prepared, Failure> {
    let Fresh { order, standing, prices_in, store, policy, used } =
        fresh(app, staff, id, wanted.kind(), wanted.is_about_money()).await?;
    let planned = planning::plan(wanted, store.as_ref(), &standing, prices_in, app.database.now()).await?;
    let used = Money::new(used, planned.value.currency);
    let verdict = policy.allows(&wanted.kinds(), planned.value, used);
    Ok(Prepared { order, planned, verdict })
}

fn refused(limited: &Limited) -> Problem {
    match limited {
        Limited::NotAllowed => Problem::new(
            StatusCode::FORBIDDEN,
            "order-action-not-allowed",
            "This role may not do that",
            "the workspace's settings do not let this role do it",
        ),
        Limited::OverLimit { limit, used } => Problem::new(
            StatusCode::FORBIDDEN,
            "order-action-over-limit",
            "This is more than this role may give away on one order",
            format!("the limit is {limit:?}, {used:?} of it are used"),
        ),
    }
}

/// What a person confirmed.
pub(super) struct Confirmed {
    pub wanted: Wanted,
    /// The state of the order that they saw.
    pub version: String,
    pub conversation_id: Option<String>,
}

/// Takes up an action that a person confirmed.
///
/// # Errors
/// 403 when their role may not, 409 `order-changed` or `order-busy` when somebody else was first, and as [`prepare`].
pub(super) async fn request(
    app: &App,
    staff: &Staff,
    id: OrderId,
    confirmed: Confirmed,
    key: Option<Key>,
) -> Result<Once, Failure> {
    let Prepared { order, planned, verdict } = prepare(app, staff, id, &confirmed.wanted).await?;
    verdict.map_err(|limited| refused(&limited))?;
    let (kind, kinds) = (confirmed.wanted.kind(), confirmed.wanted.kinds());
    let (actor, role) = (staff.author(), staff.role);
    app.database
        .write(move |tx| {
            idempotency::once(tx, key.as_ref(), |tx| {
                let order = unchanged(tx, &order, &confirmed.version)?;
                still_allowed(tx, &order, role, &kinds, planned.value, &actor)?;
                let action = Action {
                    conversation_id: confirmed.conversation_id,
                    ..fresh_action(tx, &order, kind, Plan(planned.deed), planned.value.minor, &actor)
                };
                take_up(tx, &order, &action, &actor)?;
                Ok::<_, Failure>((StatusCode::CREATED, ActionJson::of(action)?))
            })
        })
        .await
}

/// Takes an action back.
///
/// # Errors
/// 404, 409 when it can't be taken back or somebody else was first.
pub(super) async fn undo(
    app: &App,
    staff: &Staff,
    id: OrderId,
    undone: ActionId,
    key: Option<Key>,
) -> Result<Once, Failure> {
    let (workspace, role, actor) = (staff.workspace, staff.role, staff.author());
    app.database
        .write(move |tx| {
            idempotency::once(tx, key.as_ref(), |tx| {
                let found = store::find(tx.db, workspace, undone)?.filter(|known| known.order_id == id);
                let before = found.ok_or_else(|| Problem::not_found("action"))?;
                let policy = policy_of(tx.db, workspace, role)?;
                if !policy.kinds.contains(&before.kind) {
                    return Err(refused(&Limited::NotAllowed).into());
                }
                let plan = plan::undoing(&before)
                    .ok_or_else(|| Problem::conflict("this can't be taken back, or was"))?;
                let order = orders::find(tx.db, workspace, id)?.ok_or_else(|| Problem::not_found("order"))?;
                let action = Action {
                    conversation_id: before.conversation_id.clone(),
                    undoes: Some(before.id),
                    ..fresh_action(tx, &order, Kind::Undo, plan, 0, &actor)
                };
                take_up(tx, &order, &action, &actor)?;
                Ok::<_, Failure>((StatusCode::CREATED, ActionJson::of(action)?))
            })
        })
        .await
}

/// The order, if it still is as the person saw it.
fn unchanged(tx: &mut Tx<'_>, order: &Order, seen: &str) -> Result<Order, Failure> {
    let now = orders::find(tx.db, order.workspace_id, order.id)?;
    let now = now.ok_or_else(|| Problem::not_found("order"))?;
    if version(&now) == seen {
        return Ok(now);
    }
    Err(Problem::new(
        StatusCode::CONFLICT,
        "order-changed",
        "The order has changed",
        "look at the preview again: somebody changed the order meanwhile",
    )
    .into())
}

/// What was given away since the preview counts, too: who asks twice at once gets no more than who asks once.
fn still_allowed(
    tx: &mut Tx<'_>,
    order: &Order,
    role: Option<Role>,
    kinds: &[Kind],
    value: Money,
    actor: &Actor,
) -> Result<(), Failure> {
    tx.alone_with("order_action", order.id.0, "")?;
    let policy = policy_of(tx.db, order.workspace_id, role)?;
    let used = store::given_away(tx.db, order.workspace_id, order.id, &actor.to_string())?;
    policy.allows(kinds, value, Money::new(used, value.currency)).map_err(|limited| refused(&limited))?;
    Ok(())
}

fn fresh_action(tx: &Tx<'_>, order: &Order, kind: Kind, plan: Plan, value: i64, actor: &Actor) -> Action {
    Action {
        workspace_id: order.workspace_id,
        id: tx.id(),
        order_id: order.id,
        store_id: order.store_id,
        conversation_id: None,
        kind,
        state: State::Pending,
        plan,
        outcome: None,
        reason: None,
        value,
        currency: order.currency.clone(),
        actor: actor.to_string(),
        actor_name: actor.name.clone(),
        tries: 0,
        begun_at: None,
        before: None,
        undoes: None,
        undone_by: None,
        created_at: tx.now,
        settled_at: None,
    }
}

/// Writes an action down and puts it into the outbox, if no other is under way on the order.
fn take_up(tx: &mut Tx<'_>, order: &Order, action: &Action, actor: &Actor) -> Result<(), Failure> {
    tx.alone_with("order_action", order.id.0, "")?;
    if let Some(other) = store::under_way(tx.db, order.workspace_id, order.id)? {
        let detail = format!("{} is under way, asked for by {}", other.kind, other.actor_name);
        return Err(
            Problem::new(StatusCode::CONFLICT, "order-busy", "Another action is under way", detail).into()
        );
    }
    store::insert(tx, action)?;
    let key = format!("order_action:{}", action.id);
    let row =
        NewRow::new(action.workspace_id, KIND, action.id.0, key, &json!({ "action_id": action.id }), tx.now);
    outbox::enqueue(tx, &row)?;
    let detail = audited(action, order)?;
    let target = order.id.to_string();
    audit::record(tx, action.workspace_id, actor, "order.action_requested", &target, &detail)?;
    append(tx, action, order, "order.action_requested")?;
    Ok(())
}

fn audited(action: &Action, order: &Order) -> Result<serde_json::Value, DbError> {
    let amount = if action.value == 0 { None } else { Some(MoneyJson::from(order.money(action.value)?)) };
    Ok(json!({
        "action": action.id, "kind": action.kind, "undoes": action.undoes, "order": order.number,
        "amount": amount, "state": action.state, "reason": action.reason,
    }))
}

/// Tells how far an action has come; its end also stands in the audit log.
pub(super) fn tell(tx: &mut Tx<'_>, action: &Action, order: &Order) -> Result<(), DbError> {
    if action.state == State::Pending {
        return append(tx, action, order, "order.action_updated");
    }
    let (kind, id) = action.actor.split_once(':').unwrap_or((action.actor.as_str(), ""));
    let actor = Actor {
        kind: kind.parse().unwrap_or(ActorKind::System),
        id: id.to_owned(),
        name: action.actor_name.clone(),
        ip: String::new(),
    };
    let detail = audited(action, order)?;
    let target = order.id.to_string();
    audit::record(tx, action.workspace_id, &actor, "order.action_settled", &target, &detail)?;
    append(tx, action, order, "order.action_settled")
}

fn append(tx: &mut Tx<'_>, action: &Action, order: &Order, what: &'static str) -> Result<(), DbError> {
    let undoes = action.undoes.map(|undone| store::find(tx.db, action.workspace_id, undone)).transpose()?;
    let amount =
        if action.value == 0 { None } else { Some(MoneyJson::from(order.money(action.value)?).into()) };
    let payload = ActionEvent {
        action_id: action.id,
        kind: action.kind,
        state: action.state,
        undoes: undoes.flatten().map(|undone| undone.kind),
        order_id: order.id,
        store_id: order.store_id,
        number: order.number.clone(),
        conversation_id: action.conversation_id.clone(),
        amount,
        reason: action.reason.clone(),
        coupon_code: action.made_code().map(str::to_owned),
        order_number: action.made_number().map(str::to_owned),
        actor: action.actor.clone(),
    };
    tx.append(NewEvent::new(action.workspace_id, what, order.id.0, action.actor.clone()).with(payload))?;
    Ok(())
}
