//! Our plug-in in the store: what WooCommerce's own API lacks.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::api::{Question, json_answer};
use super::server::Shop;
use super::state::{State, now};

/// The field of a review that the plug-in adds.
const ANSWERS: &str = "tillside_answers";

impl Shop {
    pub(super) fn install_plug_in(&self) {
        let mut state = self.state();
        state.plug_in = true;
        for review in state.things.reviews.values_mut() {
            review[ANSWERS] = json!([]);
        }
    }

    pub(super) fn answer_of_plug_in(&self, question: &Question<'_>) -> Response {
        let mut state = self.state();
        match (question.method.as_str(), question.path.as_slice()) {
            ("POST", ["reviews", review, "answers"]) => {
                let review = review.parse().unwrap_or_default();
                let text = |name: &str| question.body[name].as_str().unwrap_or_default();
                match answered(&mut state, review, text("text"), Some(text("key"))) {
                    Ok(answer) => json_answer(StatusCode::CREATED, &answer),
                    Err((status, code)) => refused(status, code),
                }
            }
            _ => refused(StatusCode::NOT_FOUND, "rest_no_route"),
        }
    }

    pub(super) fn answer_by_hand(&self, review: u64, text: &str) -> u64 {
        let answer = answered(&mut self.state(), review, text, None);
        answer.ok().and_then(|answer| answer["id"].as_u64()).unwrap_or_default()
    }

    pub(super) fn remove_answer(&self, review: u64, answer: u64) {
        let mut state = self.state();
        let answers = state.things.reviews.get_mut(&review).and_then(|review| review[ANSWERS].as_array_mut());
        if let Some(answers) = answers {
            answers.retain(|known| known["id"] != answer);
        }
    }
}

/// Writes an answer under a review, or finds the one that carries the key.
fn answered(
    state: &mut State,
    review: u64,
    text: &str,
    key: Option<&str>,
) -> Result<Value, (StatusCode, &'static str)> {
    let id = state.new_id();
    let Some(review) = state.things.reviews.get_mut(&review) else {
        return Err((StatusCode::NOT_FOUND, "tillside_no_review"));
    };
    if review["status"] != "approved" {
        return Err((StatusCode::CONFLICT, crate::woocommerce::NOT_SHOWN));
    }
    let Some(answers) = review[ANSWERS].as_array_mut() else {
        return Err((StatusCode::NOT_FOUND, "rest_no_route"));
    };
    if let Some(known) = answers.iter().find(|known| key.is_some() && known["key"].as_str() == key) {
        return Ok(known.clone());
    }
    let answer = json!({
        "id": id, "author": "Kestane", "key": key,
        "text": html_escape::encode_text(text),
        "date_gmt": now().strftime("%Y-%m-%dT%H:%M:%S").to_string(),
    });
    answers.push(answer.clone());
    Ok(answer)
}

fn refused(status: StatusCode, code: &str) -> Response {
    let refusal = json!({ "code": code, "message": "No.", "data": { "status": status.as_u16() } });
    json_answer(status, &refusal)
}
