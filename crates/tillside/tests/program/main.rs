//! The program as an operator meets it: started, asked, ended, killed.
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

mod commands;
#[path = "../../../inbox/tests/email/imap/dovecot.rs"]
#[expect(dead_code, reason = "other tests of mailboxes need more of it")]
mod dovecot;
mod dying;
mod ending;
mod keys;
mod pages;
mod reading;
mod server;
