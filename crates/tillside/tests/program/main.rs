//! The program as an operator meets it: started, asked, ended, killed.

mod commands;
mod ending;
mod server;
