//! What a store answers to reviews: asked for here and sent by our plug-in in the store, or written in the store and read with the
//! review.
//!
//! Somebody writes an answer ([`asking`]): a row, and a row of the outbox. [`Answering`] sends it with its id as a mark, which the
//! plug-in keeps: sent again after a crash or a lost answer it is written once, so whoever is in doubt sends it again. What the store
//! says of a review's answers is taken over with the review ([`saving`]); an answer that we had lost sight of is found by its mark.
//!
//! Events: `review.answer_requested`, `review.answer_updated`, `review.answer_settled` ([`AnswerEvent`]).

mod answer;
mod asking;
mod http;
mod json;
mod saving;
mod sending;
mod store;

pub use answer::{Answer, AnswerEvent, AnswerId, Answerable, State};
pub(super) use http::routes;
pub(super) use json::AnswerJson;
pub(super) use saving::take_over;
pub use sending::{Answering, KIND};
pub(super) use store::forget;
pub use store::{find, of_reviews};
