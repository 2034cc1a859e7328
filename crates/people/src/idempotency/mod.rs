//! `Idempotency-Key`: a POST that creates, sent twice, creates once.
//!
//! The answer is recorded in the transaction that creates, so that a crash between both can't be. A handler takes
//! [`Create`] in place of `Json` ([`Bare`] where there is no body), and creates inside [`once`]:
//!
//! ```ignore
//! async fn create(State(app): State<App>, staff: Staff, Create { key, body }: Create<NewThing>) -> Result<Once, Failure> {
//!     app.database
//!         .write(move |tx| once(tx, key.as_ref(), |tx| Ok::<_, Failure>((StatusCode::CREATED, create(tx, &staff, body)?))))
//!         .await
//! }
//! ```
//!
//! The same key and request gives the recorded answer with `Idempotency-Replayed: true`; the same key and another request
//! is a 409 `idempotency-key-reused`. Keys belong to who sends them and are forgotten after [`KEPT`]. Answers are kept
//! encrypted, for some hold a token that is shown once. An error is not recorded: the same key may be tried again.

mod create;
mod store;

pub use create::{Bare, Create, Key, KeyError};
pub(crate) use store::Answers;
pub use store::{KEPT, Once, once, sweep};
