//! The program as an operator meets it: started, asked, ended, killed.
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

mod commands;
mod dying;
mod ending;
mod keys;
mod server;
