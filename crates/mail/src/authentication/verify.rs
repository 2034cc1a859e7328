//! SPF, DKIM and DMARC checked by ourselves, for mail that comes straight to our listener.

use std::net::{IpAddr, SocketAddr};

use mail_auth::dmarc::verify::DmarcParameters;
use mail_auth::hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig, ResolverOpts};
use mail_auth::spf::verify::SpfParameters;
use mail_auth::{AuthenticatedMessage, DkimOutput, DkimResult, DmarcResult, MessageAuthenticator, SpfResult};

use super::arc::{self, Hop, Sealers};
use super::{Check, SenderAuthentication, is_aligned};
use crate::address::EmailAddress;

/// Asks the DNS. Answers are kept as long as they say.
pub struct Resolver(MessageAuthenticator);

/// The resolver cannot be set up.
#[derive(Debug, thiserror::Error)]
#[error("the DNS resolver cannot be set up: {0}")]
pub struct ResolverError(String);

impl ResolverError {
    pub(crate) fn new(cause: impl std::fmt::Display) -> Self {
        Self(cause.to_string())
    }
}

impl Resolver {
    /// The name servers that the system uses.
    ///
    /// # Errors
    /// [`ResolverError`] where the system's configuration cannot be read.
    pub fn from_system() -> Result<Self, ResolverError> {
        MessageAuthenticator::new_system_conf().map(Self).map_err(|error| ResolverError(error.to_string()))
    }

    /// One name server, asked by UDP and, for long answers, by TCP.
    ///
    /// # Errors
    /// [`ResolverError`] where no socket can be had.
    pub fn at(name_server: SocketAddr) -> Result<Self, ResolverError> {
        let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()]
            .into_iter()
            .map(|mut connection| {
                connection.port = name_server.port();
                connection
            })
            .collect();
        let server = NameServerConfig::new(name_server.ip(), true, connections);
        let config = ResolverConfig::from_parts(None, Vec::new(), vec![server]);
        MessageAuthenticator::new(config, ResolverOpts::default())
            .map(Self)
            .map_err(|error| ResolverError(error.to_string()))
    }
}

/// Checks a mail that `ip` sent, greeting with `helo`, from the envelope sender `mail_from` (`None` for `<>`).
/// Takes some DNS questions; what cannot be asked now is [`Check::TempError`], never a failure. Where the author is not proven
/// so, and the mail comes through forwarders who are believed, what they found counts instead.
pub async fn verify(
    raw: &[u8],
    ip: IpAddr,
    helo: &str,
    mail_from: Option<&EmailAddress>,
    resolver: &Resolver,
    sealers: Sealers<'_>,
) -> SenderAuthentication {
    let Some(message) = AuthenticatedMessage::parse(raw) else {
        return SenderAuthentication::default();
    };
    let sender =
        mail_from.map(|address| address.as_str().to_owned()).unwrap_or_else(|| format!("postmaster@{helo}"));
    let envelope_domain = mail_from.map_or(helo, EmailAddress::domain);
    let spf = resolver.0.verify_spf(SpfParameters::verify_mail_from(ip, helo, helo, &sender)).await;
    let dkim = resolver.0.verify_dkim(&message).await;
    let dmarc = resolver
        .0
        .verify_dmarc(DmarcParameters {
            message: &message,
            dkim_output: &dkim,
            dkim2_output: None,
            rfc5321_mail_from_domain: envelope_domain,
            spf_output: &spf,
        })
        .await
        .result();
    let author = author_domain(&message);
    let spf = spf_check(spf.result());
    let signed_by = dkim
        .iter()
        .filter(|output| *output.result() == DkimResult::Pass)
        .filter_map(|output| output.signature().map(|signature| signature.d.as_str()));
    let vouching = signed_by.chain((spf == Check::Pass).then_some(envelope_domain));
    let found = SenderAuthentication {
        spf,
        dkim: dkim_check(&dkim),
        dmarc: dmarc_check(&dmarc),
        aligned_domain: author.as_ref().and_then(|author| {
            vouching.into_iter().find(|domain| is_aligned(author, domain)).map(str::to_owned)
        }),
        sealed_by: None,
    };
    let Some(author) = author.filter(|_| !found.is_proven()) else { return found };
    sealed(&message, &author, resolver, sealers).await.unwrap_or(found)
}

/// What forwarders who are believed found, if the chain of their seals is whole and its last signature covers the author and
/// all of the body.
async fn sealed(
    message: &AuthenticatedMessage<'_>,
    author: &str,
    resolver: &Resolver,
    sealers: Sealers<'_>,
) -> Option<SenderAuthentication> {
    let (seal, signature) = (message.as_headers.last()?, message.ams_headers.last()?);
    let covers_author = signature.header.h.iter().any(|name| name.eq_ignore_ascii_case("from"));
    let is_believed = sealers.have(&seal.header.d) && sealers.have(&signature.header.d);
    if !is_believed || !covers_author || signature.header.l > 0 {
        return None;
    }
    // Asks the DNS for the keys of every hop.
    let chain = resolver.0.verify_arc(message).await;
    if *chain.result() != DkimResult::Pass {
        return None;
    }
    let hops = message.as_headers.iter().zip(&message.aar_headers).map(|(seal, results)| Hop {
        sealer: seal.header.d.clone(),
        results: String::from_utf8_lossy(results.value).into_owned(),
    });
    arc::vouched(&hops.collect::<Vec<_>>(), author, sealers)
}

/// The domain in `From`; none where several authors could stand for different ones.
fn author_domain(message: &AuthenticatedMessage<'_>) -> Option<String> {
    match message.from.as_slice() {
        [author] => author.rsplit_once('@').map(|(_, domain)| domain.to_ascii_lowercase()),
        _ => None,
    }
}

fn spf_check(result: SpfResult) -> Check {
    match result {
        SpfResult::Pass => Check::Pass,
        SpfResult::Fail | SpfResult::SoftFail | SpfResult::PermError => Check::Fail,
        SpfResult::TempError => Check::TempError,
        SpfResult::Neutral | SpfResult::None => Check::None,
    }
}

/// One right signature is enough; a mail without one that is right fails if any is wrong.
fn dkim_check(outputs: &[DkimOutput<'_>]) -> Check {
    let has = |wanted: fn(&DkimResult) -> bool| outputs.iter().any(|output| wanted(output.result()));
    if has(|result| *result == DkimResult::Pass) {
        Check::Pass
    } else if has(|result| matches!(result, DkimResult::TempError(_))) {
        Check::TempError
    } else if has(|result| {
        matches!(result, DkimResult::Fail(_) | DkimResult::PermError(_) | DkimResult::Neutral(_))
    }) {
        Check::Fail
    } else {
        Check::None
    }
}

fn dmarc_check(result: &DmarcResult) -> Check {
    match result {
        DmarcResult::Pass => Check::Pass,
        DmarcResult::Fail(_) | DmarcResult::PermError(_) => Check::Fail,
        DmarcResult::TempError(_) => Check::TempError,
        DmarcResult::None => Check::None,
    }
}
