//! E-mail without sockets: bytes in, values out.
