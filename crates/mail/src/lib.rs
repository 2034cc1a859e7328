//! E-mail without sockets: bytes in, values out.

pub mod reply;
pub mod smtp;
