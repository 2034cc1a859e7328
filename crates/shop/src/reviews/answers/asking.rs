//! Somebody answers a review, tries it again, or gives it up.

use database::events::NewEvent;
use database::outbox::{self, NewRow};
use database::{Db, DbError, Tx, WorkspaceId};
use http::StatusCode;
use people::Failure;
use people::audit::{self, Actor, ActorKind};
use serde_json::json;
use web::Problem;

use super::super::review::{Review, ReviewId};
use super::super::store as reviews;
use super::answer::{Answer, AnswerEvent, AnswerId, Answerable, State};
use super::sending::KIND;
use super::store;
use crate::stores;

/// Longest answer, in characters.
pub(super) const LONGEST: usize = 5000;

/// Writes an answer down and puts it into the outbox.
///
/// # Errors
/// 404; 422 for no text or too much of it; 409 when the review can't be answered, or another answer is on its way.
pub(super) fn ask(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    review: ReviewId,
    text: &str,
    actor: &Actor,
) -> Result<Answer, Failure> {
    let text = worded(text)?;
    let review = review_of(tx.db, workspace, review)?;
    alone(tx, &review)?;
    may_be_answered(tx.db, &review)?;
    let answer = Answer {
        workspace_id: workspace,
        id: tx.id(),
        review_id: review.id,
        store_id: review.store_id,
        source_id: None,
        state: State::Pending,
        text,
        author: None,
        actor: Some(actor.to_string()),
        actor_name: Some(actor.name.clone()),
        reason: None,
        written_at: tx.now,
        settled_at: None,
    };
    store::insert(tx, &answer)?;
    let payload = json!({ "answer_id": answer.id });
    let key = format!("{KIND}:{}", answer.id);
    outbox::enqueue(tx, &NewRow::new(workspace, KIND, answer.id.0, key, &payload, tx.now))?;
    audit::record(
        tx,
        workspace,
        actor,
        "review.answer_requested",
        &review.id.to_string(),
        &audited(&answer),
    )?;
    append(tx, &answer, &review, "review.answer_requested")?;
    Ok(answer)
}

/// Tries an answer that failed again. The store writes it once, however often it is sent.
///
/// # Errors
/// 404; 409 when it has not failed, the review can't be answered, or another answer is on its way.
pub(super) fn ask_again(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    review: ReviewId,
    id: AnswerId,
    actor: &Actor,
) -> Result<Answer, Failure> {
    let review = review_of(tx.db, workspace, review)?;
    alone(tx, &review)?;
    may_be_answered(tx.db, &review)?;
    let answer = Answer { state: State::Pending, settled_at: None, ..failed(tx.db, &review, id)? };
    let mut revived = false;
    for row in outbox::of_subject(tx.db, workspace, id.0)? {
        revived |= outbox::revive(tx, workspace, row.id)?;
    }
    if !revived {
        return Err(Problem::conflict("it is being sent already").into());
    }
    store::update(tx, &answer)?;
    audit::record(
        tx,
        workspace,
        actor,
        "review.answer_requested",
        &review.id.to_string(),
        &audited(&answer),
    )?;
    append(tx, &answer, &review, "review.answer_requested")?;
    Ok(answer)
}

/// Throws an answer that failed away.
///
/// # Errors
/// 404; 409 when it has not failed.
pub(super) fn give_up(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    review: ReviewId,
    id: AnswerId,
    actor: &Actor,
) -> Result<(), Failure> {
    let review = review_of(tx.db, workspace, review)?;
    alone(tx, &review)?;
    let answer = failed(tx.db, &review, id)?;
    store::delete(tx, &answer)?;
    audit::record(tx, workspace, actor, "review.answer_given_up", &review.id.to_string(), &audited(&answer))?;
    append(tx, &answer, &review, "review.answer_updated")?;
    Ok(())
}

fn worded(text: &str) -> Result<String, Problem> {
    let text = text.replace('\0', "").trim().to_owned();
    match text.chars().count() {
        0 => Err(Problem::field("/text", "required", "there is no text")),
        1..=LONGEST => Ok(text),
        _ => Err(Problem::field("/text", "too-long", format!("at most {LONGEST} characters"))),
    }
}

fn review_of(db: &mut Db, workspace: WorkspaceId, id: ReviewId) -> Result<Review, Failure> {
    Ok(reviews::find(db, workspace, id)?.ok_or_else(|| Problem::not_found("review"))?)
}

fn failed(db: &mut Db, review: &Review, id: AnswerId) -> Result<Answer, Failure> {
    let found = store::find(db, review.workspace_id, id)?.filter(|answer| answer.review_id == review.id);
    let answer = found.ok_or_else(|| Problem::not_found("answer"))?;
    if answer.state != State::Failed {
        return Err(Problem::conflict("it has not failed").into());
    }
    Ok(answer)
}

/// Of two people at once one waits, and is told.
fn alone(tx: &mut Tx<'_>, review: &Review) -> Result<(), DbError> {
    tx.alone_with("review", review.store_id.0, &review.source_id)
}

fn may_be_answered(db: &mut Db, review: &Review) -> Result<(), Failure> {
    let known = stores::find(db, review.workspace_id, review.store_id)?;
    let known = known.ok_or_else(|| Problem::not_found("store"))?;
    let refused = |code, title, detail: &'static str| {
        Err(Failure::from(Problem::new(StatusCode::CONFLICT, code, title, detail)))
    };
    match Answerable::of(review, &known) {
        // Whether the plug-in is there now, only the store knows.
        Answerable::Yes | Answerable::PlugInMissing => {}
        Answerable::NotShown => {
            return refused("review-not-shown", "Nobody can read the review", "let it through in the store");
        }
        Answerable::NotConnected => {
            let why = "it is paused, was taken away, or has not let us in";
            return refused("store-not-connected", "The store is not connected now", why);
        }
        Answerable::NotSupported => {
            let why = "stores of its kind have no answers to reviews that could be written from outside";
            return refused("store-cannot", "The store can't do that", why);
        }
    }
    if let Some(other) = store::under_way(db, review.workspace_id, review.id)? {
        let by = other.actor_name.unwrap_or_default();
        let detail = format!("an answer by {by} is on its way");
        return Err(
            Problem::new(StatusCode::CONFLICT, "review-busy", "Somebody else answers it", detail).into()
        );
    }
    Ok(())
}

fn audited(answer: &Answer) -> serde_json::Value {
    json!({ "answer": answer.id, "state": answer.state, "reason": answer.reason })
}

/// Tells how far an answer has come; its end also stands in the audit log.
pub(super) fn tell(tx: &mut Tx<'_>, answer: &Answer, review: &Review) -> Result<(), DbError> {
    if answer.state == State::Pending {
        return append(tx, answer, review, "review.answer_updated");
    }
    let named = answer.actor.as_deref().unwrap_or_default();
    let (kind, id) = named.split_once(':').unwrap_or((named, ""));
    let actor = Actor {
        kind: kind.parse().unwrap_or(ActorKind::System),
        id: id.to_owned(),
        name: answer.actor_name.clone().unwrap_or_default(),
        ip: String::new(),
    };
    let target = review.id.to_string();
    audit::record(tx, answer.workspace_id, &actor, "review.answer_settled", &target, &audited(answer))?;
    append(tx, answer, review, "review.answer_settled")
}

fn append(tx: &mut Tx<'_>, answer: &Answer, review: &Review, what: &'static str) -> Result<(), DbError> {
    let payload = AnswerEvent {
        answer_id: answer.id,
        review_id: review.id,
        store_id: review.store_id,
        customer_id: review.customer_id,
        state: answer.state,
        reason: answer.reason.clone(),
    };
    let actor = answer.actor.clone().unwrap_or_else(|| "system".to_owned());
    tx.append(NewEvent::new(answer.workspace_id, what, review.id.0, actor).with(payload))?;
    Ok(())
}
