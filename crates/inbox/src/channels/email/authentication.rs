//! Is the sender who they say? What is found is written beside the message.

use std::net::IpAddr;
use std::time::Duration;

use mail::authentication::{Check, Resolver, Sealers, SenderAuthentication, trusted_results, verify};
use mail::{EmailAddress, Limits};

use crate::channels::ChannelSettings;
use crate::conversations::Authentication;

/// How long the DNS may take; a mail never waits longer for it.
const PATIENCE: Duration = Duration::from_secs(3);

impl From<SenderAuthentication> for Authentication {
    fn from(found: SenderAuthentication) -> Self {
        let word = |check| match check {
            Check::Pass => "pass",
            Check::Fail => "fail",
            Check::None => "none",
            Check::TempError => "temperror",
        };
        Self {
            spf: word(found.spf).to_owned(),
            dkim: word(found.dkim).to_owned(),
            dmarc: word(found.dmarc).to_owned(),
            domain: found.aligned_domain,
            sealed_by: found.sealed_by,
        }
    }
}

/// What the server of this name found when it received the mail for us; what anybody else wrote there is not looked at.
pub(super) fn trusted(raw: &[u8], settings: &ChannelSettings) -> Option<Authentication> {
    let authserv_id = settings.authserv_id.as_deref()?;
    let email = mail::parse(raw, &Limits::default()).ok()?;
    trusted_results(&email, authserv_id, Sealers { others: &settings.arc_sealers }).map(Into::into)
}

/// Checks a mail that a server on the Internet brought. `None`: the DNS did not answer in time.
pub(super) async fn check(
    raw: &[u8],
    ip: IpAddr,
    helo: &str,
    sender: Option<&EmailAddress>,
    resolver: &Resolver,
    sealers: Sealers<'_>,
) -> Option<Authentication> {
    let checked = tokio::time::timeout(PATIENCE, verify(raw, ip, helo, sender, resolver, sealers)).await;
    checked.ok().map(Into::into)
}

/// Whether a server is a neighbour: what it brings comes from elsewhere, so its own address proves nothing.
pub(super) fn is_neighbour(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}
