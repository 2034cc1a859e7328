//! What a session and its caller hand to each other.

use super::address::Address;
#[cfg(doc)]
use super::session::Session;

/// What a server offers and how much it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The server's own name, as its MX record says it.
    pub hostname: String,
    /// Largest mail accepted, in bytes; larger is refused with 552 (RFC 1870). 50 MiB unless told.
    pub max_message_bytes: usize,
    /// Most recipients of one mail; more get 452 and the client sends to them again. 100 unless told
    /// (RFC 5321 §4.5.3.1.8 asks for at least that).
    pub max_recipients: usize,
    /// After so many refused commands the client is sent away with 421. 10 unless told.
    pub max_errors: usize,
    /// Whether STARTTLS is offered. False unless told: a certificate is needed for it.
    pub starttls: bool,
}

impl Config {
    /// A server of that name with the usual limits.
    pub fn new(hostname: impl Into<String>) -> Self {
        Self {
            hostname: hostname.into(),
            max_message_bytes: 50 << 20,
            max_recipients: 100,
            max_errors: 10,
            starttls: false,
        }
    }
}

/// Who sent a mail to whom, as the other server said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The name with which the client greeted; anybody may claim any name.
    pub helo: String,
    /// Where failures go; `None` is the empty sender `<>`, to which nothing is ever answered.
    pub sender: Option<Address>,
    /// The recipients that were accepted, at least one, in the order in which they came, each once.
    pub recipients: Vec<Address>,
    /// Whether the client asked for SMTPUTF8 (RFC 6531).
    pub smtputf8: bool,
    /// Whether the client announced 8BITMIME (RFC 6152). Undeclared 8-bit mail is accepted all the same.
    pub eight_bit: bool,
    /// Whether the mail came over TLS.
    pub tls: bool,
}

/// Why a mail was turned away before its text was here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The caller does not know the recipient: 550.
    UnknownRecipient,
    /// It is, or says that it will be, larger than allowed: 552.
    TooLarge,
    /// A lone dot with a bare LF beside it, which could smuggle another mail in: 550.
    NotALine,
}

/// A mail, or one of its recipients, that was turned away. What was asked for is told once, by [`Session::refused`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Why.
    pub why: Why,
    /// `MAIL FROM`; `None` is `<>`.
    pub sender: Option<Address>,
    /// The recipient that is unknown, or all that had been accepted.
    pub recipients: Vec<Address>,
}

/// What the caller is to do next.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Write what is out, read from the client and [`Session::feed`] it.
    NeedInput,
    /// Write what is out, then upgrade the connection and say [`Session::tls_started`].
    StartTls,
    /// Find out whether mail is taken for this address and answer with [`Session::recipient`].
    CheckRecipient {
        /// Compare its domain without regard to case.
        address: Address,
    },
    /// Store the mail durably, then answer with [`Session::delivered`].
    Deliver {
        /// Who sent it to whom.
        envelope: Envelope,
        /// The mail, byte for byte, lines ending in CRLF.
        raw: Vec<u8>,
    },
    /// Write what is out and close the connection.
    Close,
}

/// The answer to [`Action::CheckRecipient`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// Mail for it is taken.
    Accept,
    /// There is no such mailbox: 550.
    Unknown,
    /// It cannot be told at the moment: 450.
    TryLater,
}

/// The answer to [`Action::Deliver`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// The mail is on disk and will survive a crash: 250.
    Stored,
    /// The mail will never be taken: 550.
    Refused,
    /// It could not be stored at the moment, the client keeps it: 451.
    TryLater,
}

/// Why the server ends the conversation by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HangUp {
    /// The client was silent for too long.
    TimedOut,
    /// The server goes down or has too many connections.
    ShuttingDown,
}
