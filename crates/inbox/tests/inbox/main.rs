//! The inbox through HTTP and sockets, on both engines.
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

mod desk;

mod brands;
mod by_orders;
mod chat_history;
mod chat_leaving;
mod chatting;
mod checking;
mod crash;
mod customers;
mod forms;
mod images;
mod listing;
mod live;
mod moving;
mod permissions;
mod sending;
mod set_aside;
mod settings;
mod signed_in;
mod sources;
mod standing;
mod widget;
mod writing;
