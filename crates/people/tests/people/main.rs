//! The people's floor through HTTP, on both engines.

#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

mod desk;

mod customers;
mod first_run;
mod guessing;
mod idempotent_creation;
mod inviting;
mod permissions;
mod resetting;
mod sessions;
mod settings;
mod team;
mod tokens;
