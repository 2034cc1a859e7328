//! One delivery by SMTP: to the server that takes a mailbox's mail, or straight to the servers of those who get it.
//!
//! Each recipient has an answer of its own. A mail whose last answer was lost may have been taken: it is not sent again by
//! itself, since nobody could tell the second one from the first but by its Message-ID.

mod route;
mod talk;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::Duration;

use database::outbox::Attempt;
use lettre::transport::smtp::extension::ClientId;
use mail::EmailAddress;
use people::App;
use tokio::time::Instant;
use url::Host;

pub(super) use self::route::may_reach;
pub(in crate::channels) use self::talk::Step;
pub(super) use self::talk::is_sendable;
use self::talk::{Connection, Letter, Trouble};
use super::signing_in::Login;
use super::{Outside, ReturnPath};
use crate::channels::Outgoing;

/// How long all of it may take: less than the outbox lets a sender hold a row.
const WHOLE: Duration = Duration::from_secs(240);

/// The reason of a recipient whose mail may have arrived: the server has all of it, and its answer was lost.
pub const UNCONFIRMED: &str = "unconfirmed";
/// The reason of a recipient whose server takes no international addresses (RFC 6531).
pub const NO_SMTPUTF8: &str = "smtputf8-not-offered";
/// The reason of a recipient at a domain that there is not.
pub const NO_SUCH_DOMAIN: &str = "no-such-domain";
/// The reason of a recipient at a domain that takes no mail (RFC 7505).
pub const TAKES_NO_MAIL: &str = "domain-takes-no-mail";

/// The reasons that are words of our own and no server's.
pub const OWN_REASONS: [&str; 4] = [UNCONFIRMED, NO_SMTPUTF8, NO_SUCH_DOMAIN, TAKES_NO_MAIL];

/// A mail and where it goes.
pub(in crate::channels) struct Delivery<'a> {
    pub way: Way<'a>,
    /// `MAIL FROM`.
    pub return_path: &'a ReturnPath,
    /// `RCPT TO`.
    pub recipients: &'a [EmailAddress],
    pub raw: &'a [u8],
}

/// By which way.
#[derive(Clone, Copy)]
pub(in crate::channels) enum Way<'a> {
    /// Through a server, with an account there.
    Server(&'a Outgoing, Option<&'a Login>),
    /// Straight to the recipients' servers.
    Direct,
}

/// What came of one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// The next server has it. Holds what it said.
    Taken(Option<String>),
    /// It may work later: why.
    Later(String),
    /// It will never work: why.
    Never(String),
    /// The next server has all of it, and did not say whether it took it.
    Unconfirmed,
}

/// Whether a host is this machine, by its name or number.
pub fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical().is_loopback())
}

/// The name by which this server greets other mail servers: the host of its public address.
pub fn greeting_name(app: &App) -> String {
    app.public_url.host_str().unwrap_or("localhost").trim_matches(['[', ']']).to_owned()
}

/// The same as a command says it.
fn hello(app: &App) -> ClientId {
    match app.public_url.host() {
        Some(Host::Domain(name)) => ClientId::Domain(name.to_owned()),
        Some(Host::Ipv4(ip)) => ClientId::Ipv4(ip),
        Some(Host::Ipv6(ip)) => ClientId::Ipv6(ip),
        None => ClientId::default(),
    }
}

/// A server refuses the token of an account: a fresh one may do. Holds what it said.
#[derive(Debug)]
pub(super) struct TokenRefused(pub String);

/// Delivers once; tells what came of each recipient, in their order.
///
/// # Errors
/// [`TokenRefused`]: then nothing was sent.
pub(super) async fn deliver(
    app: &App,
    outside: &Outside,
    delivery: &Delivery<'_>,
) -> Result<Vec<(EmailAddress, Answer)>, TokenRefused> {
    let until = Instant::now() + WHOLE;
    let legs = legs(delivery).into_iter().map(async |(domain, recipients)| {
        let letter = Letter { return_path: delivery.return_path, recipients: &recipients, raw: delivery.raw };
        match connect(app, outside, delivery.way, domain, until).await {
            Ok(connection) => Ok(connection.hand_over(&letter, until).await),
            Err(trouble) if trouble.is_of_token() => Err(TokenRefused(trouble.words)),
            Err(trouble) => Ok(trouble.for_all(&recipients)),
        }
    });
    let told: Result<Vec<_>, TokenRefused> = futures::future::join_all(legs).await.into_iter().collect();
    let mut told: Vec<(EmailAddress, Answer)> = told?.into_iter().flatten().collect();
    told.sort_by_key(|(address, _)| delivery.recipients.iter().position(|one| one == address));
    Ok(told)
}

/// Who is reached by one connection: all by a server of ours, those of one domain by theirs.
fn legs<'a>(delivery: &Delivery<'a>) -> Vec<(&'a str, Vec<EmailAddress>)> {
    match delivery.way {
        Way::Server(server, _) => vec![(server.host.as_str(), delivery.recipients.to_vec())],
        Way::Direct => {
            let mut legs: BTreeMap<&str, Vec<EmailAddress>> = BTreeMap::new();
            for one in delivery.recipients {
                legs.entry(one.domain()).or_default().push(one.clone());
            }
            legs.into_iter().collect()
        }
    }
}

async fn connect(
    app: &App,
    outside: &Outside,
    way: Way<'_>,
    domain: &str,
    until: Instant,
) -> Result<Connection, Trouble> {
    let door = outside.enter(domain);
    let door = tokio::time::timeout_at(until, door).await;
    let door = door.map_err(|_| Trouble::later(Step::Find, format!("{domain}: too many mails at once")))?;
    let mut last = None;
    for peer in route::peers(app, outside, way, domain, until).await? {
        match talk::open(&hello(app), &peer, until).await {
            Ok(connection) => return Ok(connection.through(door)),
            Err(trouble) if trouble.is_of_this_server() => last = Some(trouble),
            Err(trouble) => return Err(trouble),
        }
    }
    Err(last.unwrap_or_else(|| {
        Trouble::later(Step::Find, format!("{domain} has no address that mail may be sent to"))
    }))
}

/// What came of a try that sends nothing.
pub(in crate::channels) struct Tried {
    /// How far it went.
    pub step: Step,
    /// Whether that went well; then it is the last step.
    pub ok: bool,
    /// What the server said, or why it could not be reached.
    pub words: String,
    /// The server that was reached.
    pub server: Option<String>,
    /// Whether the connection was encrypted.
    pub encrypted: bool,
}

/// Goes all the way of a mail up to its content, and stops there: for a person who sets a mailbox up.
pub(in crate::channels) async fn attempt(
    app: &App,
    outside: &Outside,
    way: Way<'_>,
    sender: &EmailAddress,
    recipient: &EmailAddress,
) -> Tried {
    let until = Instant::now() + Duration::from_secs(45);
    let domain = match way {
        Way::Server(server, _) => server.host.as_str(),
        Way::Direct => recipient.domain(),
    };
    match connect(app, outside, way, domain, until).await {
        Ok(connection) => connection.attempt(sender, recipient, until).await,
        Err(Trouble { step, words, .. }) => Tried { step, ok: false, words, server: None, encrypted: false },
    }
}

/// What it means for the outbox: what may work later is tried again, for those alone who have no answer yet.
pub(super) fn outcome(told: &[(EmailAddress, Answer)]) -> Attempt {
    let later = told.iter().find_map(|(_, answer)| match answer {
        Answer::Later(words) => Some(Attempt::Later(words.clone(), None)),
        Answer::Taken(_) | Answer::Never(_) | Answer::Unconfirmed => None,
    });
    let never = told.iter().find_map(|(_, answer)| match answer {
        Answer::Never(words) => Some(Attempt::Never(words.clone())),
        Answer::Unconfirmed => Some(Attempt::Never(UNCONFIRMED.to_owned())),
        Answer::Taken(_) | Answer::Later(_) => None,
    });
    let taken = told.iter().find_map(|(_, answer)| match answer {
        Answer::Taken(words) => Some(words.clone()),
        Answer::Later(_) | Answer::Never(_) | Answer::Unconfirmed => None,
    });
    later.or(never).unwrap_or(Attempt::Delivered(taken.flatten()))
}
