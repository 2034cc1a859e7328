//! The conversation with one server.

use std::error::Error as _;
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use lettre::transport::smtp;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use mail::EmailAddress;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

use super::super::signing_in::Login;
use super::{Answer, NO_SMTPUTF8, ReturnPath, Tried};
use crate::channels::SignIn;

/// How long one step of the conversation may take.
const STEP: Duration = Duration::from_secs(60);

database::text_enum!(
    /// A step on the way of a mail.
    pub enum Step {
        /// Finding the server's address.
        Find = "find",
        /// Connecting to it.
        Connect = "connect",
        /// Encrypting the connection.
        Encrypt = "encrypt",
        /// Signing in.
        SignIn = "sign_in",
        /// Naming the sender.
        Sender = "sender",
        /// Naming the recipient.
        Recipient = "recipient",
    }
);

/// A server at one of its addresses.
#[derive(Clone)]
pub(super) struct Peer {
    pub address: SocketAddr,
    /// The name that its certificate has.
    pub host: String,
    pub encryption: Encryption,
    pub login: Option<Login>,
}

/// How the connection is protected.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Encryption {
    None,
    /// TLS from the first byte.
    Whole,
    /// STARTTLS, or nothing is said.
    Required,
    /// STARTTLS where the server offers it, whoever vouches for its certificate (RFC 7435): better than none.
    Offered,
}

/// A mail and those who get it by this server.
pub(super) struct Letter<'a> {
    pub return_path: &'a ReturnPath,
    pub recipients: &'a [EmailAddress],
    pub raw: &'a [u8],
}

/// Those of a mail's recipients who have the same envelope sender.
struct Envelope<'a> {
    sender: EmailAddress,
    recipients: Vec<&'a EmailAddress>,
}

impl<'a> Letter<'a> {
    fn envelopes(&self) -> Vec<Envelope<'a>> {
        let mut envelopes: Vec<Envelope<'a>> = Vec::new();
        for one in self.recipients {
            let sender = self.return_path.of(one);
            match envelopes.iter_mut().find(|envelope| envelope.sender == sender) {
                Some(envelope) => envelope.recipients.push(one),
                None => envelopes.push(Envelope { sender, recipients: vec![one] }),
            }
        }
        envelopes
    }
}

/// What went wrong before a mail was handed over.
#[derive(Debug)]
pub(super) struct Trouble {
    pub step: Step,
    pub words: String,
    nature: Nature,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// Another server of the domain may do.
    ThisServer,
    Later,
    Never,
    /// The token was refused.
    Token,
}

impl Trouble {
    pub fn later(step: Step, words: String) -> Self {
        Self { step, words, nature: Nature::Later }
    }

    pub fn never(step: Step, words: &str) -> Self {
        Self { step, words: words.to_owned(), nature: Nature::Never }
    }

    fn server(step: Step, words: String) -> Self {
        Self { step, words, nature: Nature::ThisServer }
    }

    fn said(step: Step, error: &smtp::Error) -> Self {
        let nature = if error.is_permanent() { Nature::Never } else { Nature::Later };
        Self { step, words: words(error), nature }
    }

    pub fn is_of_this_server(&self) -> bool {
        self.nature == Nature::ThisServer
    }

    pub fn is_of_token(&self) -> bool {
        self.nature == Nature::Token
    }

    fn answer(&self) -> Answer {
        match self.nature {
            Nature::ThisServer | Nature::Later | Nature::Token => Answer::Later(self.words.clone()),
            Nature::Never => Answer::Never(self.words.clone()),
        }
    }

    pub fn for_all(&self, recipients: &[EmailAddress]) -> Vec<(EmailAddress, Answer)> {
        recipients.iter().map(|one| (one.clone(), self.answer())).collect()
    }
}

/// A connection that is ready for a mail.
pub(super) struct Connection {
    smtp: AsyncSmtpConnection,
    host: String,
    /// Held until the connection ends: a domain gets few at once.
    door: Option<OwnedSemaphorePermit>,
    /// Why nothing more may be said: an answer is missing, and one that comes late would be taken for that to something else.
    broken: Option<String>,
}

/// Connects to the address that was judged, and to no other that the name may have by then; encrypts and signs in.
pub(super) async fn open(hello: &ClientId, peer: &Peer, until: Instant) -> Result<Connection, Trouble> {
    let mut smtp = connected(hello, peer, until).await?;
    match peer.encryption {
        Encryption::None | Encryption::Whole => {}
        Encryption::Required => {
            let tls = TlsParameters::new_rustls(peer.host.clone()).map_err(|cause| broken(peer, &cause))?;
            step(until, smtp.starttls(tls, hello)).await.map_err(|lost| lost.at(Step::Encrypt, peer))?;
        }
        Encryption::Offered if smtp.can_starttls() => {
            let tls = TlsParameters::builder(peer.host.clone()).dangerous_accept_invalid_certs(true);
            let tls = tls.build_rustls().map_err(|cause| broken(peer, &cause))?;
            if step(until, smtp.starttls(tls, hello)).await.is_err() {
                // Who offers encryption and can't do it gets the mail as if it had offered none.
                smtp = connected(hello, peer, until).await?;
            }
        }
        Encryption::Offered => {}
    }
    if let Some(Login { account, secret, how }) = &peer.login {
        let credentials = Credentials::new(account.clone(), secret.clone());
        let mechanisms: &[Mechanism] = match how {
            SignIn::Password => &[Mechanism::Plain, Mechanism::Login],
            SignIn::Token => &[Mechanism::Xoauth2],
        };
        let said = step(until, smtp.auth(mechanisms, &credentials)).await;
        said.map_err(|lost| lost.at_sign_in(*how, peer))?;
    }
    Ok(Connection { smtp, host: peer.host.clone(), door: None, broken: None })
}

async fn connected(hello: &ClientId, peer: &Peer, until: Instant) -> Result<AsyncSmtpConnection, Trouble> {
    let tls = match peer.encryption {
        Encryption::Whole => {
            Some(TlsParameters::new_rustls(peer.host.clone()).map_err(|cause| broken(peer, &cause))?)
        }
        Encryption::None | Encryption::Required | Encryption::Offered => None,
    };
    let asked = AsyncSmtpConnection::connect_tokio1(peer.address, Some(STEP), hello, tls, None);
    step(until, asked).await.map_err(|lost| match lost {
        // A greeting such as 421 is this server's; the next one may be less busy.
        Lost::Said(error) => Trouble::server(Step::Connect, format!("{}: {}", peer.host, words(&error))),
        Lost::TooLong => Trouble::server(Step::Connect, format!("{}: no answer", peer.host)),
    })
}

fn broken(peer: &Peer, cause: &smtp::Error) -> Trouble {
    Trouble::server(Step::Encrypt, format!("{}: {cause}", peer.host))
}

/// Why a step did not end well.
enum Lost {
    Said(smtp::Error),
    TooLong,
}

impl Lost {
    /// A token is refused in two ways: with a code, or with a question that only an empty line answers, at which the
    /// conversation ends here.
    fn at_sign_in(self, how: SignIn, peer: &Peer) -> Trouble {
        match (how, self) {
            (SignIn::Token, Self::Said(error)) if error.is_permanent() || error.is_client() => {
                let words = format!("{}: {}", peer.host, words(&error));
                Trouble { step: Step::SignIn, words, nature: Nature::Token }
            }
            (_, lost) => lost.at(Step::SignIn, peer),
        }
    }

    fn at(self, step: Step, peer: &Peer) -> Trouble {
        match self {
            Self::Said(error) if error.status().is_some() => Trouble::said(step, &error),
            Self::Said(error) => Trouble::server(step, format!("{}: {error}", peer.host)),
            Self::TooLong => Trouble::server(step, format!("{}: no answer", peer.host)),
        }
    }
}

async fn step<T>(until: Instant, what: impl Future<Output = Result<T, smtp::Error>>) -> Result<T, Lost> {
    let until = until.min(Instant::now() + STEP);
    match tokio::time::timeout_at(until, what).await {
        Ok(done) => done.map_err(Lost::Said),
        Err(_) => Err(Lost::TooLong),
    }
}

impl Connection {
    /// Keeps the door of the domain open until the connection ends.
    pub fn through(self, door: OwnedSemaphorePermit) -> Self {
        Self { door: Some(door), ..self }
    }

    fn lost(&mut self, step: Step, lost: Lost) -> Trouble {
        let words = match lost {
            Lost::Said(error) if error.status().is_some() => return Trouble::said(step, &error),
            Lost::Said(error) => format!("{}: {error}", self.host),
            Lost::TooLong => format!("{}: no answer", self.host),
        };
        self.broken = Some(words.clone());
        Trouble::later(step, words)
    }

    async fn sender(&mut self, sender: &EmailAddress, needs: Needs, until: Instant) -> Result<(), Trouble> {
        let mut parameters = Vec::new();
        if needs.utf8 {
            if !self.smtp.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Trouble::never(Step::Sender, NO_SMTPUTF8));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if needs.eight_bit && self.smtp.server_info().supports_feature(Extension::EightBitMime) {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let from = address(sender).map_err(|words| Trouble::never(Step::Sender, &words))?;
        let said = step(until, self.smtp.command(Mail::new(Some(from), parameters))).await;
        said.map(drop).map_err(|lost| self.lost(Step::Sender, lost))
    }

    async fn recipient(&mut self, recipient: &EmailAddress, until: Instant) -> Result<String, Trouble> {
        let to = address(recipient).map_err(|words| Trouble::never(Step::Recipient, &words))?;
        let said = step(until, self.smtp.command(Rcpt::new(to, Vec::new()))).await;
        let said = said.map_err(|lost| self.lost(Step::Recipient, lost))?;
        Ok(said.first_line().unwrap_or_default().to_owned())
    }

    /// Hands a mail over; tells what came of each recipient.
    pub async fn hand_over(mut self, letter: &Letter<'_>, until: Instant) -> Vec<(EmailAddress, Answer)> {
        let mut told = Vec::with_capacity(letter.recipients.len());
        for envelope in letter.envelopes() {
            self.one(&envelope, letter.raw, until, &mut told).await;
        }
        self.end(until).await;
        told
    }

    /// One transaction (RFC 5321 §3.3).
    async fn one(
        &mut self,
        envelope: &Envelope<'_>,
        raw: &[u8],
        until: Instant,
        told: &mut Vec<(EmailAddress, Answer)>,
    ) {
        let Envelope { sender, recipients } = envelope;
        let named = match &self.broken {
            Some(words) => Err(Trouble::later(Step::Sender, words.clone())),
            None => self.sender(sender, Needs::of(envelope, raw), until).await,
        };
        if let Err(trouble) = named {
            return told.extend(recipients.iter().map(|one| ((*one).clone(), trouble.answer())));
        }
        let mut taken = Vec::new();
        for one in recipients {
            if let Some(words) = &self.broken {
                told.push(((*one).clone(), Answer::Later(words.clone())));
                continue;
            }
            match self.recipient(one, until).await {
                Ok(_) => taken.push((*one).clone()),
                Err(trouble) => told.push(((*one).clone(), trouble.answer())),
            }
        }
        match (&self.broken, taken.is_empty()) {
            (Some(words), _) => {
                told.extend(taken.into_iter().map(|one| (one, Answer::Later(words.clone()))));
            }
            // The next transaction begins afresh.
            (None, true) => {
                if let Err(lost) = step(until, self.smtp.command(Rset)).await {
                    self.lost(Step::Sender, lost);
                }
            }
            (None, false) => {
                let answer = self.content(raw, until).await;
                told.extend(taken.into_iter().map(|one| (one, answer.clone())));
            }
        }
    }

    async fn content(&mut self, raw: &[u8], until: Instant) -> Answer {
        if let Err(lost) = step(until, self.smtp.command(Data)).await {
            return self.lost(Step::Recipient, lost).answer();
        }
        match tokio::time::timeout_at(until, self.smtp.message(raw)).await {
            Ok(Ok(said)) => Answer::Taken(said.first_line().map(str::to_owned)),
            Ok(Err(error)) if error.is_permanent() => Answer::Never(words(&error)),
            Ok(Err(error)) if error.status().is_some() => Answer::Later(words(&error)),
            // The mail had not been written to its end: the server has to throw away what it got (RFC 5321 §4.1.1.4).
            Ok(Err(error)) if is_unwritten(&error) => self.lost(Step::Recipient, Lost::Said(error)).answer(),
            Ok(Err(error)) => {
                self.lost(Step::Recipient, Lost::Said(error));
                Answer::Unconfirmed
            }
            Err(_) => {
                self.lost(Step::Recipient, Lost::TooLong);
                Answer::Unconfirmed
            }
        }
    }

    /// Goes up to the recipient, and sends nothing.
    pub async fn attempt(mut self, sender: &EmailAddress, recipient: &EmailAddress, until: Instant) -> Tried {
        let needs = Needs { utf8: sender.needs_smtputf8() || recipient.needs_smtputf8(), eight_bit: false };
        let said = match self.sender(sender, needs, until).await {
            Ok(()) => self.recipient(recipient, until).await,
            Err(trouble) => Err(trouble),
        };
        let (encrypted, server) = (self.smtp.is_encrypted(), Some(self.host.clone()));
        // A server that was told a sender and hears no more of it waits.
        let _ = step(until, self.smtp.command(Rset)).await;
        self.end(until).await;
        match said {
            Ok(words) => Tried { step: Step::Recipient, ok: true, words, server, encrypted },
            Err(Trouble { step, words, .. }) => Tried { step, ok: false, words, server, encrypted },
        }
    }

    async fn end(mut self, until: Instant) {
        // What was to be said was said; how the server takes leave changes nothing.
        let until = until.min(Instant::now() + Duration::from_secs(2));
        let _ = tokio::time::timeout_at(until, self.smtp.quit()).await;
        drop(self.door);
    }
}

/// What a mail needs of the server beyond the plain protocol.
#[derive(Clone, Copy)]
struct Needs {
    utf8: bool,
    eight_bit: bool,
}

impl Needs {
    fn of(envelope: &Envelope<'_>, raw: &[u8]) -> Self {
        let mut addresses = std::iter::once(&envelope.sender).chain(envelope.recipients.iter().copied());
        let headers_end = raw.windows(4).position(|end| end == b"\r\n\r\n").unwrap_or(raw.len());
        let utf8_headers = !raw[..headers_end].is_ascii();
        Self { utf8: utf8_headers || addresses.any(EmailAddress::needs_smtputf8), eight_bit: !raw.is_ascii() }
    }
}

/// Whether an address can be said in a command.
pub(in crate::channels::email) fn is_sendable(one: &EmailAddress) -> bool {
    address(one).is_ok()
}

fn address(one: &EmailAddress) -> Result<lettre::Address, String> {
    one.as_str().parse().map_err(|cause| format!("{one}: {cause}"))
}

/// Whether the connection broke while the mail was being written, which only a writer is told.
fn is_unwritten(error: &smtp::Error) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref::<std::io::Error>());
    cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

/// What the server said, as it would stand in its log: `550 5.1.1 No such mailbox`.
fn words(error: &smtp::Error) -> String {
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    match error.status() {
        Some(code) => format!("{code} {said}").trim_end().to_owned(),
        None => error.to_string(),
    }
}
