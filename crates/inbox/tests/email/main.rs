//! E-mail through the doors that it really comes and goes by: HTTP and SMTP sockets, on both engines.
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

mod arriving;
mod brands;
mod channels;
mod desk;
mod direct;
mod dns;
mod files;
mod full_disk;
mod going_on;
mod imap;
mod imports;
mod journal;
mod listening;
mod long_threads;
mod name_server;
mod orders;
mod reading;
mod reports;
mod returning;
mod scheduled;
mod sealed;
mod sending;
mod signatures;
mod silence;
mod spam;
mod suppression;
mod threading;
mod variables;
