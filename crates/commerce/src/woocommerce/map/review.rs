//! `GET /products/reviews` and `GET /products/reviews/{id}`.

use serde_json::Value;

use super::{MapError, MapProblem, Node};
use crate::model::{StoreAnswer, StoreReview};

/// The field in which our plug-in tells what was answered.
const ANSWERS: &str = "tillside_answers";

/// Most stars.
const MOST: i64 = 5;

/// Reads a review.
///
/// # Errors
/// Without an id and a time there is no review.
pub fn review(value: &Value) -> Result<StoreReview, MapError> {
    let record = Node::root(value);
    if !record.is_object() {
        return Err(record.fail(MapProblem::NotA("a review")));
    }
    let written = record.get("date_created_gmt");
    let rating = record.get("rating").count().unwrap_or(0).clamp(0, MOST);
    Ok(StoreReview {
        source_id: record.get("id").id()?,
        product_id: record.get("product_id").optional_id(),
        product_name: record.get("product_name").text(),
        status: record.get("status").raw_text().unwrap_or_default(),
        reviewer: record.get("reviewer").text(),
        email: record.get("reviewer_email").text(),
        rating: u8::try_from(rating).expect("it was clamped to five"),
        verified: record.get("verified").flag(),
        text: record.get("review").text().unwrap_or_default(),
        written_at: written.utc()?.ok_or_else(|| written.fail(MapProblem::Missing))?,
        answers: value[ANSWERS].as_array().map(|all| all.iter().filter_map(|one| answer(one).ok()).collect()),
    })
}

/// Reads what a store answered to a review, as our plug-in tells it.
///
/// # Errors
/// Without an id and a time there is no answer.
pub fn answer(value: &Value) -> Result<StoreAnswer, MapError> {
    let record = Node::root(value);
    if !record.is_object() {
        return Err(record.fail(MapProblem::NotA("an answer")));
    }
    let written = record.get("date_gmt");
    Ok(StoreAnswer {
        source_id: record.get("id").id()?,
        author: record.get("author").text(),
        text: record.get("text").text().unwrap_or_default(),
        written_at: written.utc()?.ok_or_else(|| written.fail(MapProblem::Missing))?,
        mark: record.get("key").raw_text(),
    })
}
