//! `/reviews/{id}/answers`.

use axum::extract::State;
use axum::http::StatusCode;
use people::idempotency::{Bare, Create, Once, once};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::Path;

use super::super::review::ReviewId;
use super::answer::AnswerId;
use super::asking;
use super::json::AnswerJson;

/// The routes of answers.
pub(in crate::reviews) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(answer)).routes(routes!(give_up)).routes(routes!(again))
}

/// What to answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerToWrite {
    /// Plain text; at most 5000 characters.
    #[schema(max_length = 5000)]
    text: String,
}

/// Answers a review: everybody will read it in the store, in the name of the store's user whose keys are used. It is `pending`
/// until the store has it; events `review.answer_…` tell how far it has come. Sent twice, it is written once. WooCommerce needs our
/// plug-in for it.
#[utoipa::path(post, path = "/reviews/{id}/answers", tag = "reviews", params(("id" = ReviewId, Path)),
    request_body = AnswerToWrite, responses(
    (status = 201, body = AnswerJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
    (status = 409, description = "`review-not-shown`: nobody can read the review; `review-busy`: another answer is on its way; \
        `store-not-connected`; `store-cannot`", body = web::ProblemBody),
    (status = 422, body = web::ProblemBody)))]
async fn answer(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ReviewId>,
    Create { key, body }: Create<AnswerToWrite>,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, actor) = (staff.workspace, staff.author());
    app.database
        .write(move |tx| {
            once(tx, key.as_ref(), |tx| {
                let answer = asking::ask(tx, workspace, id, &body.text, &actor)?;
                Ok::<_, Failure>((StatusCode::CREATED, AnswerJson::from(answer)))
            })
        })
        .await
}

/// Tries an answer that failed again.
#[utoipa::path(post, path = "/reviews/{id}/answers/{answer}/again", tag = "reviews",
    params(("id" = ReviewId, Path), ("answer" = AnswerId, Path)), responses(
    (status = 200, body = AnswerJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody)))]
async fn again(
    State(app): State<App>,
    staff: Staff,
    Path((id, answer)): Path<(ReviewId, AnswerId)>,
    Bare { key }: Bare,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, actor) = (staff.workspace, staff.author());
    app.database
        .write(move |tx| {
            once(tx, key.as_ref(), |tx| {
                let answer = asking::ask_again(tx, workspace, id, answer, &actor)?;
                Ok::<_, Failure>((StatusCode::OK, AnswerJson::from(answer)))
            })
        })
        .await
}

/// Throws an answer that failed away. What the store has is taken away in the store.
#[utoipa::path(delete, path = "/reviews/{id}/answers/{answer}", tag = "reviews",
    params(("id" = ReviewId, Path), ("answer" = AnswerId, Path)), responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody)))]
async fn give_up(
    State(app): State<App>,
    staff: Staff,
    Path((id, answer)): Path<(ReviewId, AnswerId)>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, actor) = (staff.workspace, staff.author());
    app.database.write(move |tx| asking::give_up(tx, workspace, id, answer, &actor)).await?;
    Ok(StatusCode::NO_CONTENT)
}
