//! One delivery by SMTP to the server that takes a mailbox's mail.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use database::outbox::Attempt;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{self, AsyncSmtpTransport};
use lettre::{AsyncTransport as _, Tokio1Executor};
use mail::EmailAddress;
use people::App;
use url::{Host, Url};

use crate::channels::{Outgoing, Security};

/// How long one step of the conversation may take.
const STEP: Duration = Duration::from_secs(60);
/// How long all of it may take: less than the outbox lets a sender hold a row.
const WHOLE: Duration = Duration::from_secs(240);
/// Addresses of one name that are tried.
const MOST_ADDRESSES: usize = 4;

/// A mail and where it goes.
pub(super) struct Delivery<'a> {
    pub server: &'a Outgoing,
    pub password: Option<&'a str>,
    /// `MAIL FROM`.
    pub sender: &'a EmailAddress,
    /// `RCPT TO`.
    pub recipients: &'a [EmailAddress],
    pub raw: &'a [u8],
}

/// Whether a host is this machine, by its name or number.
pub fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical().is_loopback())
}

/// Delivers once. What the server says for good is final; all else is tried again.
pub(super) async fn deliver(app: &App, delivery: &Delivery<'_>) -> Attempt {
    match tokio::time::timeout(WHOLE, by_any_address(app, delivery)).await {
        Ok(attempt) => attempt,
        Err(_) => Attempt::Later("the server took too long".to_owned(), None),
    }
}

async fn by_any_address(app: &App, delivery: &Delivery<'_>) -> Attempt {
    let Outgoing { host, port, .. } = delivery.server;
    let found = match tokio::net::lookup_host((host.as_str(), *port)).await {
        Ok(found) => found.collect::<Vec<_>>(),
        Err(cause) => return Attempt::Later(format!("{host}: {cause}"), None),
    };
    let allowed: Vec<SocketAddr> = found
        .into_iter()
        .filter(|address| may_reach(app, delivery.server.security, address.ip()))
        .take(MOST_ADDRESSES)
        .collect();
    let Some((last, first)) = allowed.split_last() else {
        return Attempt::Later(format!("{host} has no address that mail may be sent to"), None);
    };
    for address in first {
        match once(app, delivery, *address).await {
            Failed::Unreachable(_) => {}
            Failed::Settled(attempt) => return attempt,
        }
    }
    match once(app, delivery, *last).await {
        Failed::Unreachable(reason) => Attempt::Later(reason, None),
        Failed::Settled(attempt) => attempt,
    }
}

/// This machine's own mail server is a usual way; other private addresses are the operator's to allow. Without encryption
/// nothing leaves this machine.
pub(super) fn may_reach(app: &App, security: Security, ip: IpAddr) -> bool {
    let ip = ip.to_canonical();
    match security {
        _ if ip.is_loopback() => true,
        Security::None => false,
        Security::Tls | Security::Starttls => {
            let host = match ip {
                IpAddr::V4(ip) => ip.to_string(),
                IpAddr::V6(ip) => format!("[{ip}]"),
            };
            Url::parse(&format!("http://{host}/")).is_ok_and(|url| app.guarded.check(&url).is_ok())
        }
    }
}

enum Failed {
    /// Nobody answered there.
    Unreachable(String),
    Settled(Attempt),
}

/// Connects to the address that was judged, and to no other that the name may have by then.
async fn once(app: &App, delivery: &Delivery<'_>, address: SocketAddr) -> Failed {
    let later = |reason: String| Failed::Settled(Attempt::Later(reason, None));
    let Delivery { server, password, sender, recipients, raw } = delivery;
    let tls = match tls(server) {
        Ok(tls) => tls,
        Err(cause) => return later(cause.to_string()),
    };
    let envelope = match envelope(sender, recipients) {
        Ok(envelope) => envelope,
        Err(reason) => return Failed::Settled(Attempt::Never(reason)),
    };
    let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(address.ip().to_string())
        .port(address.port())
        .tls(tls)
        .hello_name(hello(app))
        .timeout(Some(STEP));
    if let Some(username) = &server.username {
        let password = password.unwrap_or_default().to_owned();
        transport = transport
            .credentials(Credentials::new(username.clone(), password))
            .authentication(vec![Mechanism::Plain, Mechanism::Login]);
    }
    match transport.build::<Tokio1Executor>().send_raw(&envelope, raw).await {
        Ok(answer) => Failed::Settled(Attempt::Delivered(answer.first_line().map(str::to_owned))),
        Err(cause) if cause.is_permanent() => Failed::Settled(Attempt::Never(words(&cause))),
        Err(cause) if cause.status().is_some() => later(words(&cause)),
        Err(cause) => Failed::Unreachable(format!("{}: {cause}", server.host)),
    }
}

fn tls(server: &Outgoing) -> Result<Tls, smtp::Error> {
    Ok(match server.security {
        Security::None => Tls::None,
        Security::Tls => Tls::Wrapper(TlsParameters::new_rustls(server.host.clone())?),
        Security::Starttls => Tls::Required(TlsParameters::new_rustls(server.host.clone())?),
    })
}

fn envelope(sender: &EmailAddress, recipients: &[EmailAddress]) -> Result<lettre::address::Envelope, String> {
    let address = |one: &EmailAddress| one.as_str().parse().map_err(|cause| format!("{one}: {cause}"));
    let to: Result<Vec<lettre::Address>, String> = recipients.iter().map(address).collect();
    lettre::address::Envelope::new(Some(address(sender)?), to?).map_err(|cause| cause.to_string())
}

/// The name by which this server greets: the host of its public address.
fn hello(app: &App) -> ClientId {
    match app.public_url.host() {
        Some(Host::Domain(name)) => ClientId::Domain(name.to_owned()),
        Some(Host::Ipv4(ip)) => ClientId::Ipv4(ip),
        Some(Host::Ipv6(ip)) => ClientId::Ipv6(ip),
        None => ClientId::default(),
    }
}

/// What the server said, as it would stand in its log: `550 5.1.1 No such mailbox`.
fn words(error: &smtp::Error) -> String {
    use std::error::Error as _;
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    match error.status() {
        Some(code) => format!("{code} {said}").trim_end().to_owned(),
        None => error.to_string(),
    }
}
