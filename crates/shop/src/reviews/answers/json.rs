//! Answers to reviews as the API shows them.

use database::Time;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{Answer, AnswerId, State};

/// What a store answers to a review.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReviewAnswer)]
pub struct AnswerJson {
    pub id: AnswerId,
    pub state: State,
    /// What it says, without markup.
    pub text: String,
    /// Who wrote it, as everybody sees it; null while the store does not have it.
    pub author: Option<String>,
    /// Who asked for it here; null when it was written in the store.
    pub actor_name: Option<String>,
    /// Why it failed or waits; null when nothing is wrong.
    pub reason: Option<ReasonJson>,
    pub written_at: Time,
}

/// Why an answer failed or waits.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReviewAnswerReason)]
pub struct ReasonJson {
    /// A stable word: `plug-in-missing`, `not-shown`, `gone`, `refused`, `not-connected`, or a health code.
    pub code: String,
    /// The store's words; may be empty.
    pub detail: String,
}

impl From<Answer> for AnswerJson {
    fn from(answer: Answer) -> Self {
        let reason = answer.reason.map(|reason| {
            let (code, detail) = reason.split_once(':').unwrap_or((&reason, ""));
            ReasonJson { code: code.to_owned(), detail: detail.trim().to_owned() }
        });
        Self {
            id: answer.id,
            state: answer.state,
            text: answer.text,
            author: answer.author,
            actor_name: answer.actor_name,
            reason,
            written_at: answer.written_at,
        }
    }
}
