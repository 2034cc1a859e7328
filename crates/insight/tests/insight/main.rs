//! The top floor through HTTP, on both engines.

#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

mod desk;

mod finding;
mod following;
mod permissions;
mod reports;
mod searching;
mod timeline;
mod week;
