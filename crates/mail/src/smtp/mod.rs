//! The receiving side of SMTP and LMTP as a session without sockets: bytes in, replies and mails out.
