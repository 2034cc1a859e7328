//! Measures: what can be counted of each conversation, kept in step with the log.
//!
//! [`Measures`] reads the log. Whenever something happens to a conversation, its [`Measure`] and its [`Stretch`]es are
//! made anew from what is there: its row, its public messages, the changes of its status. So history can be read twice,
//! messages can be taken back, conversations merged and parted, and the numbers follow. `docs/measures.md` says what each
//! number means; the rules are in `answers.rs` and `stretches.rs`, which know neither database nor clock.

mod answers;
mod measure;
mod measuring;
mod reader;
mod store;
mod stretches;

pub use measure::{Cause, Measure, Stretch};
pub use reader::Measures;
