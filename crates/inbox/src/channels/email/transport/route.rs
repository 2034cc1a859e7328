//! Which servers are asked to take a mail, at which addresses, in which order.

use std::net::{IpAddr, SocketAddr};

use mail::dns::{Exchange, Exchanges};
use people::App;
use tokio::time::Instant;
use url::Url;

use super::super::signing_in::Login;
use super::talk::{Encryption, Peer, Step, Trouble};
use super::{NO_SUCH_DOMAIN, Outside, TAKES_NO_MAIL, Way};
use crate::channels::{Outgoing, Security};

/// Addresses that are tried for one mail (RFC 5321 §5.1 asks for at least two).
const MOST_ADDRESSES: usize = 5;

/// The servers for a domain, or the one server of the mailbox, best first.
pub(super) async fn peers(
    app: &App,
    outside: &Outside,
    way: Way<'_>,
    domain: &str,
    until: Instant,
) -> Result<Vec<Peer>, Trouble> {
    let found = async {
        match way {
            Way::Server(server, login) => of_server(app, server, login).await,
            Way::Direct => of_domain(app, outside, domain).await,
        }
    };
    match tokio::time::timeout_at(until, found).await {
        Ok(found) => found,
        Err(_) => Err(Trouble::later(Step::Find, format!("{domain}: the DNS took too long"))),
    }
}

async fn of_server(app: &App, server: &Outgoing, login: Option<&Login>) -> Result<Vec<Peer>, Trouble> {
    let Outgoing { host, port, security, .. } = server;
    let found = tokio::net::lookup_host((host.as_str(), *port))
        .await
        .map_err(|cause| Trouble::later(Step::Find, format!("{host}: {cause}")))?;
    let encryption = match security {
        Security::Tls => Encryption::Whole,
        Security::Starttls => Encryption::Required,
        Security::None => Encryption::None,
    };
    let allowed = found.filter(|address| may_reach(app, *security, address.ip()));
    let peer = |address| Peer { address, host: host.clone(), encryption, login: login.cloned() };
    Ok(allowed.take(MOST_ADDRESSES).map(peer).collect())
}

/// RFC 5321 §5.1: the `MX` records by preference; without any, the domain itself.
async fn of_domain(app: &App, outside: &Outside, domain: &str) -> Result<Vec<Peer>, Trouble> {
    let unanswered = |cause: mail::dns::Unanswered| Trouble::later(Step::Find, cause.to_string());
    if let Some(ip) = literal(domain) {
        let host = Exchange { preference: 0, host: ip.to_string() };
        return Ok(at(app, outside, &host, &[ip]));
    }
    let dns = outside.dns().map_err(unanswered)?;
    let servers = match dns.exchanges(domain).await.map_err(unanswered)? {
        Exchanges::Servers(servers) => servers,
        Exchanges::TakesNoMail => return Err(Trouble::never(Step::Find, TAKES_NO_MAIL)),
        Exchanges::NoSuchDomain => return Err(Trouble::never(Step::Find, NO_SUCH_DOMAIN)),
    };
    let mut peers = Vec::new();
    let mut silent = None;
    for server in servers {
        match dns.addresses(&server.host).await {
            Ok(addresses) => peers.extend(at(app, outside, &server, &addresses)),
            Err(cause) => silent = Some(unanswered(cause)),
        }
        if peers.len() >= MOST_ADDRESSES {
            break;
        }
    }
    peers.truncate(MOST_ADDRESSES);
    match silent {
        Some(trouble) if peers.is_empty() => Err(trouble),
        _ => Ok(peers),
    }
}

fn at(app: &App, outside: &Outside, server: &Exchange, addresses: &[IpAddr]) -> Vec<Peer> {
    let allowed = addresses.iter().filter(|ip| is_public(app, **ip) || (outside.also)(**ip));
    let peer = |ip: &IpAddr| Peer {
        address: SocketAddr::new(*ip, outside.port),
        host: server.host.clone(),
        encryption: Encryption::Offered,
        login: None,
    };
    allowed.map(peer).collect()
}

/// `[192.0.2.1]` (RFC 5321 §4.1.3).
fn literal(domain: &str) -> Option<IpAddr> {
    let inside = domain.strip_prefix('[')?.strip_suffix(']')?;
    inside.strip_prefix("IPv6:").unwrap_or(inside).parse().ok()
}

/// This machine's own mail server is a usual way; other private addresses are the operator's to allow. Without encryption
/// nothing leaves this machine.
pub(in crate::channels::email) fn may_reach(app: &App, security: Security, ip: IpAddr) -> bool {
    match security {
        _ if ip.to_canonical().is_loopback() => true,
        Security::None => false,
        Security::Tls | Security::Starttls => is_public(app, ip),
    }
}

/// Whether an address is on the Internet, or the operator's to allow.
fn is_public(app: &App, ip: IpAddr) -> bool {
    let host = match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    Url::parse(&format!("http://{host}/")).is_ok_and(|url| app.guarded.check(&url).is_ok())
}
