//! The server's lines, each in one place.

/// A reply of one line: its code, its enhanced code (RFC 3463) and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Response(pub(super) &'static str);

impl Response {
    /// Whether the reply blames the client, which may do so only so often.
    pub(super) fn is_failure(self) -> bool {
        self.0.starts_with('5')
    }

    pub(super) fn write(self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.0.as_bytes());
        out.extend_from_slice(b"\r\n");
    }
}

pub(super) const HELP: Response = Response("214 2.0.0 See RFC 5321");
pub(super) const READY_FOR_TLS: Response = Response("220 2.0.0 Ready to start TLS");
pub(super) const GOODBYE: Response = Response("221 2.0.0 Goodbye");
pub(super) const OK: Response = Response("250 2.0.0 OK");
pub(super) const STORED: Response = Response("250 2.0.0 Stored");
pub(super) const SENDER_OK: Response = Response("250 2.1.0 Sender OK");
pub(super) const RECIPIENT_OK: Response = Response("250 2.1.5 Recipient OK");
pub(super) const CANNOT_VERIFY: Response = Response("252 2.5.2 Cannot verify, but will take mail");
pub(super) const SEND_DATA: Response = Response("354 End data with <CRLF>.<CRLF>");
pub(super) const SHUTTING_DOWN: Response = Response("421 4.3.2 Shutting down, try again later");
pub(super) const TIMED_OUT: Response = Response("421 4.4.2 Timed out");
pub(super) const TOO_MANY_ERRORS: Response = Response("421 4.7.0 Too many errors");
pub(super) const RECIPIENT_LATER: Response =
    Response("450 4.2.0 Cannot check this recipient now, try again later");
pub(super) const DELIVERY_LATER: Response = Response("451 4.3.0 Cannot store this mail now, try again later");
pub(super) const TOO_MANY_RECIPIENTS: Response =
    Response("452 4.5.3 Too many recipients, send to the rest separately");
pub(super) const UNKNOWN_COMMAND: Response = Response("500 5.5.1 Command not recognized");
pub(super) const LINE_TOO_LONG: Response = Response("500 5.5.6 Line too long");
pub(super) const NOT_A_LINE: Response = Response("500 5.5.2 Lines are UTF-8 and end with <CRLF>");
pub(super) const WRONG_ARGUMENTS: Response = Response("501 5.5.4 Wrong arguments");
pub(super) const BAD_SENDER: Response = Response("501 5.1.7 Bad sender address syntax");
pub(super) const BAD_RECIPIENT: Response = Response("501 5.1.3 Bad recipient address syntax");
pub(super) const NOT_IMPLEMENTED: Response = Response("502 5.5.1 Command not implemented");
pub(super) const WRONG_ORDER: Response = Response("503 5.5.1 Wrong order of commands");
pub(super) const ALREADY_TLS: Response = Response("503 5.5.1 TLS is already active");
pub(super) const UNKNOWN_RECIPIENT: Response = Response("550 5.1.1 No such mailbox here");
pub(super) const BARE_LF: Response = Response("550 5.5.2 A bare <LF> before or after a lone dot is refused");
pub(super) const REFUSED: Response = Response("550 5.7.1 Message refused");
pub(super) const TOO_BIG: Response = Response("552 5.3.4 Message is larger than this server takes");
pub(super) const NEEDS_SMTPUTF8: Response = Response("553 5.6.7 This address needs SMTPUTF8");
pub(super) const NOT_A_MAIL_CLIENT: Response = Response("554 5.5.1 This is a mail server");
pub(super) const NO_RECIPIENTS: Response = Response("554 5.5.1 No valid recipients");
pub(super) const UNKNOWN_PARAMETER: Response = Response("555 5.5.4 Parameter not recognized");
