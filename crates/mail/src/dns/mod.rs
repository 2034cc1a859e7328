//! What stands in the DNS about a domain that sends mail: asked afresh each time, and judged.

mod judging;
mod providers;

pub use self::judging::{Finding, Problem, Standing, dkim, dmarc, spf_records, spf_wanted};
pub use self::providers::spf_entry_of;

use std::net::{IpAddr, SocketAddr};

use mail_auth::hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig, ResolverOpts};
use mail_auth::hickory_resolver::lookup::Lookup;
use mail_auth::hickory_resolver::net::NetError;
use mail_auth::hickory_resolver::proto::rr::{Name, RData};
use mail_auth::hickory_resolver::system_conf::read_system_conf;
use mail_auth::spf::verify::SpfParameters;
use mail_auth::{MessageAuthenticator, SpfResult};

use crate::authentication::ResolverError;

/// Asks the DNS and keeps no answers: who has just changed a record wants to see it.
pub struct Dns(MessageAuthenticator);

/// No answer came: nothing is known, neither good nor bad.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the DNS gave no answer about {name}: {cause}")]
pub struct Unanswered {
    /// What was asked about.
    pub name: String,
    /// What went wrong.
    pub cause: String,
}

/// A server that takes the mail of a domain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exchange {
    /// The lower, the sooner it is tried.
    pub preference: u16,
    /// Its name, without a dot at the end. Empty where the domain takes no mail (RFC 7505).
    pub host: String,
}

/// Where the mail of a domain goes (RFC 5321 §5.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exchanges {
    /// To these servers, best first. Without `MX` records it is the domain itself.
    Servers(Vec<Exchange>),
    /// The domain says that it takes no mail (RFC 7505).
    TakesNoMail,
    /// There is no such domain.
    NoSuchDomain,
}

/// What SPF says of a server that wants to send for a domain (RFC 7208 §2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaySend {
    /// It may.
    Yes,
    /// It may not, or nothing is said of it.
    No,
    /// The record can't be evaluated: a mistake in it, or more than ten look-ups.
    Broken,
    /// It could not be found out now.
    Unknown,
}

impl Dns {
    /// The name servers that the system uses.
    ///
    /// # Errors
    /// [`ResolverError`] where the system's configuration cannot be read.
    pub fn from_system() -> Result<Self, ResolverError> {
        let (config, options) = read_system_conf().map_err(ResolverError::new)?;
        Self::new(config, options)
    }

    /// One name server, asked by UDP and, for long answers, by TCP.
    ///
    /// # Errors
    /// [`ResolverError`] where no socket can be had.
    pub fn at(name_server: SocketAddr) -> Result<Self, ResolverError> {
        let on_port = |mut connection: ConnectionConfig| {
            connection.port = name_server.port();
            connection
        };
        let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(on_port).to_vec();
        let server = NameServerConfig::new(name_server.ip(), true, connections);
        Self::new(ResolverConfig::from_parts(None, Vec::new(), vec![server]), ResolverOpts::default())
    }

    fn new(config: ResolverConfig, mut options: ResolverOpts) -> Result<Self, ResolverError> {
        options.cache_size = 0;
        MessageAuthenticator::new(config, options).map(Self).map_err(ResolverError::new)
    }

    /// The texts at a name, each put together from its parts; none where there are none.
    ///
    /// # Errors
    /// [`Unanswered`].
    pub async fn txt(&self, name: &str) -> Result<Vec<String>, Unanswered> {
        let answer = self.0.0.txt_lookup(absolute(name)?).await;
        Ok(records(name, answer)?.filter_map(text_of).collect())
    }

    /// The servers that take the mail of a domain, best first.
    ///
    /// # Errors
    /// [`Unanswered`].
    pub async fn exchanges(&self, domain: &str) -> Result<Exchanges, Unanswered> {
        let answer = self.0.0.mx_lookup(absolute(domain)?).await;
        if answer.as_ref().is_err_and(NetError::is_nx_domain) {
            return Ok(Exchanges::NoSuchDomain);
        }
        let mut servers: Vec<Exchange> = records(domain, answer)?.filter_map(exchange_of).collect();
        servers.sort();
        Ok(match servers.as_slice() {
            [] => Exchanges::Servers(vec![Exchange { preference: 0, host: domain.to_owned() }]),
            [only] if only.host.is_empty() => Exchanges::TakesNoMail,
            _ => Exchanges::Servers(servers.into_iter().filter(|server| !server.host.is_empty()).collect()),
        })
    }

    /// The `MX` records as they stand; none where there are none.
    ///
    /// # Errors
    /// [`Unanswered`].
    pub async fn mx(&self, domain: &str) -> Result<Vec<Exchange>, Unanswered> {
        let answer = self.0.0.mx_lookup(absolute(domain)?).await;
        let mut servers: Vec<Exchange> = records(domain, answer)?.filter_map(exchange_of).collect();
        servers.sort();
        Ok(servers)
    }

    /// The addresses of a host, those of IPv4 first; none where it has none.
    ///
    /// # Errors
    /// [`Unanswered`].
    pub async fn addresses(&self, host: &str) -> Result<Vec<IpAddr>, Unanswered> {
        if let Ok(ip) = host.parse() {
            return Ok(vec![ip]);
        }
        let name = absolute(host)?;
        let address = |data: RData| match data {
            RData::A(ip) => Some(IpAddr::V4(ip.0)),
            RData::AAAA(ip) => Some(IpAddr::V6(ip.0)),
            _ => None,
        };
        let four = self.0.0.ipv4_lookup(name.clone()).await;
        let four: Vec<IpAddr> = records(host, four)?.filter_map(address).collect();
        let six = self.0.0.ipv6_lookup(name).await;
        // A name server that stumbles over IPv6 does not hide the addresses that there are.
        let six = match records(host, six) {
            Ok(found) => found.filter_map(address).collect(),
            Err(_) if !four.is_empty() => Vec::new(),
            Err(cause) => return Err(cause),
        };
        Ok([four, six].concat())
    }

    /// The names that an address has, without a dot at the end; none where it has none.
    ///
    /// # Errors
    /// [`Unanswered`].
    pub async fn names_of(&self, ip: IpAddr) -> Result<Vec<String>, Unanswered> {
        let answer = self.0.0.reverse_lookup(Name::from(ip)).await;
        let name = |data: RData| match data {
            RData::PTR(name) => Some(plain(&name.0)),
            _ => None,
        };
        Ok(records(&ip.to_string(), answer)?.filter_map(name).collect())
    }

    /// Whether a server at this address, which greets as `helo`, may send for an address.
    pub async fn may_send(&self, ip: IpAddr, helo: &str, sender: &str) -> MaySend {
        let asked = SpfParameters::verify_mail_from(ip, helo, helo, sender);
        match self.0.verify_spf(asked).await.result() {
            SpfResult::Pass => MaySend::Yes,
            SpfResult::Fail | SpfResult::SoftFail | SpfResult::Neutral | SpfResult::None => MaySend::No,
            SpfResult::PermError => MaySend::Broken,
            SpfResult::TempError => MaySend::Unknown,
        }
    }

    /// An address from which a provider sends, as its own SPF record says: the first one in it or in what it includes.
    ///
    /// # Errors
    /// [`Unanswered`].
    pub async fn sample_of(&self, entry: &str) -> Result<Option<IpAddr>, Unanswered> {
        let mut to_ask = vec![entry.to_owned()];
        // RFC 7208 §4.6.4 allows ten look-ups for a whole record.
        for _ in 0..10 {
            let Some(name) = to_ask.pop() else { break };
            let Some(record) = judging::spf_records(&self.txt(&name).await?).into_iter().next() else {
                continue;
            };
            for term in record.split_whitespace() {
                let term = term.trim_start_matches('+').to_ascii_lowercase();
                if let Some(network) = term.strip_prefix("ip4:").or_else(|| term.strip_prefix("ip6:"))
                    && let Ok(ip) = network.split('/').next().unwrap_or_default().parse()
                {
                    return Ok(Some(ip));
                }
                if let Some(next) = term.strip_prefix("include:").or_else(|| term.strip_prefix("redirect=")) {
                    to_ask.push(next.to_owned());
                }
            }
        }
        Ok(None)
    }
}

/// A name that no search list is put behind.
fn absolute(name: &str) -> Result<Name, Unanswered> {
    let dotted = format!("{}.", name.trim_end_matches('.'));
    Name::from_str_relaxed(dotted)
        .map_err(|cause| Unanswered { name: name.to_owned(), cause: cause.to_string() })
}

/// What was answered; nothing where the answer is that there is nothing.
fn records(
    name: &str,
    answer: Result<Lookup, NetError>,
) -> Result<impl Iterator<Item = RData> + use<>, Unanswered> {
    let found = match answer {
        Ok(found) => found.answers().iter().map(|record| record.data.clone()).collect(),
        Err(cause) if cause.is_no_records_found() => Vec::new(),
        Err(cause) => return Err(Unanswered { name: name.to_owned(), cause: cause.to_string() }),
    };
    Ok(found.into_iter())
}

fn text_of(data: RData) -> Option<String> {
    match data {
        RData::TXT(text) => Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned()),
        _ => None,
    }
}

fn exchange_of(data: RData) -> Option<Exchange> {
    match data {
        RData::MX(mx) => Some(Exchange { preference: mx.preference, host: plain(&mx.exchange) }),
        _ => None,
    }
}

fn plain(name: &Name) -> String {
    name.to_ascii().trim_end_matches('.').to_ascii_lowercase()
}
