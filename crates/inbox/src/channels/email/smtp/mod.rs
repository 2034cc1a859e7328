//! The built-in mail server: other servers bring mail for our mailboxes.
//!
//! What is said is decided by [`mail::smtp::Session`], which knows no socket. Here it is given one: bytes to read, answers
//! to send, STARTTLS, and the two questions that it asks. A mail is answered with 250 after it was committed, never before.

mod certificate;
mod doors;
mod stream;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use mail::EmailAddress;
use mail::authentication::{Resolver, Sealers};
use mail::classify::ReversePath;
use mail::smtp::{Action, Address, Config, Delivery, Envelope, HangUp, Recipient, Refused, Session, Why};
use people::App;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

pub use certificate::{CERTIFICATE, CertificateError, KEY};

use self::doors::{Doors, Inside};
use self::stream::Stream;
use super::arrival::{Arriving, arrive};
use super::authentication;
use super::journal::{Gate, Refusal, Source};
use super::mailbox::mailbox_of;
use super::reading::LARGEST;
use super::return_path::{is_wrong_knock, mailbox_of_report};
use crate::channels::Channel;
use crate::conversations::Authentication;

/// How long a client may be silent (RFC 5321 §4.5.3.2.7).
const SILENCE: Duration = Duration::from_secs(300);
/// How long a connection may last, however busy.
const LONGEST: Duration = Duration::from_secs(3600);

/// How mail is listened for.
#[derive(Debug, Clone)]
pub struct Listening {
    /// Where.
    pub address: SocketAddr,
    /// The name that the server greets with, as its MX record says it.
    pub host: String,
    /// The folder of the certificate.
    pub folder: PathBuf,
}

/// Why nothing is listened for.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// The address can't be had.
    #[error("{0}: {1}")]
    Address(SocketAddr, std::io::Error),
    /// There is no certificate.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
}

/// The mail server, bound and not yet answering.
pub struct Server {
    listener: TcpListener,
    desk: Desk,
}

/// What every connection needs.
struct Desk {
    app: App,
    host: String,
    acceptor: TlsAcceptor,
    resolver: Option<Resolver>,
    /// Whose mail is not checked.
    trusts: fn(IpAddr) -> bool,
    doors: Doors,
    gate: Gate,
}

impl Server {
    /// Takes the address.
    ///
    /// # Errors
    /// [`ListenError`].
    pub async fn bind(app: App, listening: Listening) -> Result<Self, ListenError> {
        let Listening { address, host, folder } = listening;
        let acceptor = certificate::acceptor(&folder, &host)?;
        let listener =
            TcpListener::bind(address).await.map_err(|cause| ListenError::Address(address, cause))?;
        let resolver = Resolver::from_system();
        if let Err(cause) = &resolver {
            tracing::warn!(%cause, "senders of mail can't be checked");
        }
        let (resolver, trusts) = (resolver.ok(), authentication::is_neighbour);
        let (doors, gate) = (Doors::default(), Gate::default());
        Ok(Self { listener, desk: Desk { app, host, acceptor, resolver, trusts, doors, gate } })
    }

    /// Checks the senders of all mail by this resolver, also of what a neighbour brings; otherwise the system's is asked, and
    /// only about servers on the Internet.
    #[must_use]
    pub fn checking_all_by(mut self, resolver: Resolver) -> Self {
        self.desk.resolver = Some(resolver);
        self.desk.trusts = |_| false;
        self
    }

    /// Where it listens; tells the port where any was asked for.
    ///
    /// # Errors
    /// Only the system's.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until `stop` turns true; a mail that is being stored then is still answered.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let desk = Arc::new(self.desk);
        let mut open = JoinSet::new();
        while !*stop.borrow() {
            tokio::select! {
                changed = stop.changed() => if changed.is_err() { break },
                Some(_) = open.join_next(), if !open.is_empty() => {}
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, peer)) => {
                        let (desk, stop) = (Arc::clone(&desk), stop.clone());
                        open.spawn(async move { desk.serve(stream, peer.ip().to_canonical(), stop).await });
                    }
                    Err(cause) => {
                        tracing::warn!(%cause, "a connection could not be accepted");
                        tokio::time::sleep(Duration::from_millis(100)).await;
                    }
                }
            }
        }
        drop(self.listener);
        while open.join_next().await.is_some() {}
    }
}

/// What came of waiting for a client.
enum Heard {
    Bytes(usize),
    Silence,
    Stop,
}

impl Desk {
    async fn serve(&self, stream: TcpStream, peer: IpAddr, stop: watch::Receiver<bool>) {
        let inside = self.doors.enter(peer);
        let talk = self.talk(stream, peer, inside.as_ref(), stop);
        match tokio::time::timeout(LONGEST, talk).await {
            Ok(Ok(())) => {}
            // Clients hang up as they like.
            Ok(Err(cause)) => tracing::debug!(%peer, %cause, "a connection broke"),
            Err(_) => tracing::debug!(%peer, "a connection lasted too long"),
        }
    }

    async fn talk(
        &self,
        stream: TcpStream,
        peer: IpAddr,
        inside: Option<&Inside>,
        mut stop: watch::Receiver<bool>,
    ) -> std::io::Result<()> {
        let mut stream = Stream::Plain(stream);
        let mut session =
            Session::new(Config { max_message_bytes: LARGEST, starttls: true, ..Config::new(&self.host) });
        let (mut out, mut buffer) = (Vec::new(), vec![0; 32 * 1024]);
        match inside {
            Some(_) => session.greeting(&mut out),
            None => session.hang_up(HangUp::ShuttingDown, &mut out),
        }
        loop {
            let action = session.next(&mut out);
            for refused in session.refused() {
                self.gate.note(&self.app, refusal(refused, peer)).await;
            }
            match action {
                Action::NeedInput => {
                    stream.send(&mut out).await?;
                    match hear(&mut stream, &mut buffer, &mut stop).await? {
                        Heard::Bytes(0) => return Ok(()),
                        Heard::Bytes(length) => session.feed(&buffer[..length]),
                        Heard::Silence => session.hang_up(HangUp::TimedOut, &mut out),
                        Heard::Stop => session.hang_up(HangUp::ShuttingDown, &mut out),
                    }
                }
                Action::StartTls => {
                    stream.send(&mut out).await?;
                    stream = stream.encrypt(&self.acceptor).await?;
                    session.tls_started();
                }
                Action::CheckRecipient { address } => session.recipient(self.knows(&address).await, &mut out),
                Action::Deliver { envelope, raw } => {
                    session.delivered(self.deliver(peer, &envelope, raw).await, &mut out);
                }
                Action::Close => {
                    stream.send(&mut out).await?;
                    stream.close().await;
                    return Ok(());
                }
            }
        }
    }

    async fn knows(&self, address: &Address) -> Recipient {
        match self.mailboxes(std::slice::from_ref(address)).await {
            Ok(found) if !found.is_empty() => Recipient::Accept,
            // Not for good: what is refused for good is written down, and this is only ourselves.
            Ok(_) if self.is_wrong_knock(address).await => Recipient::TryLater,
            Ok(_) => Recipient::Unknown,
            Err(cause) => {
                tracing::warn!(%cause, "a recipient can't be looked up");
                Recipient::TryLater
            }
        }
    }

    async fn is_wrong_knock(&self, address: &Address) -> bool {
        let Ok(address) = address.as_str().parse::<EmailAddress>() else { return false };
        let app = self.app.clone();
        self.app.database.read(move |db| is_wrong_knock(db, &app, &address)).await.unwrap_or(false)
    }

    /// The mailboxes of these recipients, each once, with the recipients that are its.
    async fn mailboxes(
        &self,
        recipients: &[Address],
    ) -> Result<Vec<(Channel, Vec<EmailAddress>)>, database::DbError> {
        let addresses: Vec<EmailAddress> =
            recipients.iter().filter_map(|one| one.as_str().parse().ok()).collect();
        let app = self.app.clone();
        let read = self.app.database.read(move |db| {
            let mut found: Vec<(Channel, Vec<EmailAddress>)> = Vec::new();
            for address in addresses {
                let channel = match mailbox_of(db, &address)? {
                    Some(channel) => Some(channel),
                    None => mailbox_of_report(db, &app, &address)?,
                };
                let Some(channel) = channel else { continue };
                match found.iter_mut().find(|(known, _)| known.id == channel.id) {
                    Some((_, recipients)) => recipients.push(address),
                    None => found.push((channel, vec![address])),
                }
            }
            Ok(found)
        });
        read.await
    }

    /// Stores a mail for each of its mailboxes. Where one of them fails the client brings it again; those that have it
    /// know it then.
    async fn deliver(&self, peer: IpAddr, envelope: &Envelope, raw: Vec<u8>) -> Delivery {
        let sender = sender(envelope);
        let mailboxes = match self.mailboxes(&envelope.recipients).await {
            Ok(mailboxes) => mailboxes,
            Err(cause) => return later(&cause),
        };
        let mut checked: Option<(Vec<String>, Option<Authentication>)> = None;
        let mut stored = false;
        for (channel, recipients) in mailboxes {
            let sealers = &channel.settings.arc_sealers;
            let known = checked.take().filter(|(of, _)| of == sealers).map(|(_, found)| found);
            let authentication = match known {
                Some(found) => found,
                None => self.check(&raw, peer, envelope, (sender.as_ref(), sealers)).await,
            };
            checked = Some((sealers.clone(), authentication.clone()));
            let envelope = mail::Envelope { sender: sender.clone(), recipients };
            let arriving = Arriving {
                raw: raw.clone(),
                envelope,
                authentication,
                source: Some(Source::Smtp),
                peer: Some(peer.to_string()),
                ..Arriving::default()
            };
            match arrive(&self.app, channel, arriving).await {
                Ok(outcome) => stored |= !outcome.refused,
                Err(cause) => return later(&cause),
            }
        }
        if stored { Delivery::Stored } else { Delivery::Refused }
    }

    async fn check(
        &self,
        raw: &[u8],
        peer: IpAddr,
        envelope: &Envelope,
        (sender, sealers): (Option<&ReversePath>, &[String]),
    ) -> Option<Authentication> {
        let resolver = self.resolver.as_ref().filter(|_| !(self.trusts)(peer))?;
        let sender = match sender {
            Some(ReversePath::Address(address)) => Some(address),
            Some(ReversePath::Null) | None => None,
        };
        let sealers = Sealers { others: sealers };
        authentication::check(raw, peer, &envelope.helo, sender, resolver, sealers).await
    }
}

/// The envelope's sender; `None` for an address that the protocol allows and mail does not know.
fn sender(envelope: &Envelope) -> Option<ReversePath> {
    match &envelope.sender {
        Some(sender) => sender.as_str().parse().ok().map(ReversePath::Address),
        None => Some(ReversePath::Null),
    }
}

fn refusal(refused: Refused, peer: IpAddr) -> Refusal {
    Refusal {
        reason: match refused.why {
            Why::UnknownRecipient => "nobody here has this address",
            Why::TooLarge => "it is larger than 35 MiB",
            Why::NotALine => "its lines do not end as those of mails do",
        },
        sender: refused.sender.map(|sender| sender.as_str().to_owned()).unwrap_or_default(),
        recipients: refused.recipients.iter().filter_map(|one| one.as_str().parse().ok()).collect(),
        peer,
    }
}

fn later(cause: &database::DbError) -> Delivery {
    tracing::warn!(%cause, "a mail can't be stored now");
    Delivery::TryLater
}

async fn hear(
    stream: &mut Stream,
    buffer: &mut [u8],
    stop: &mut watch::Receiver<bool>,
) -> std::io::Result<Heard> {
    if *stop.borrow() {
        return Ok(Heard::Stop);
    }
    tokio::select! {
        read = stream.read(buffer) => read.map(Heard::Bytes),
        _ = stop.wait_for(|stop| *stop) => Ok(Heard::Stop),
        () = tokio::time::sleep(SILENCE) => Ok(Heard::Silence),
    }
}
