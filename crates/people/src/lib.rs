//! The people: who works here and how they sign in, and the customers whom they answer.
//!
//! * [`app`]: the state that every handler is handed.
//! * [`workspaces`]: the company, its settings and its business hours; the first run.

pub mod app;

pub use app::{App, Parts};
