//! Which addresses nobody outside may make the server reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Policy;

/// Why an address is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Neither http nor https, or no host.
    #[error("only http and https addresses can be fetched")]
    Scheme,
    /// A name and a password stand in the address.
    #[error("the address holds a name or a password")]
    Credentials,
    /// It belongs to this server, its network or nobody.
    #[error("the address is not on the public Internet")]
    NotPublic,
}

/// Who can reach an address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Public,
    /// This machine or the network around it.
    Private,
    /// Never a peer of ours: metadata, link-local, multicast, reserved.
    Never,
}

/// Services that hand out a machine's own credentials, outside of the link-local range.
const METADATA: [IpAddr; 3] = [
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)), // Alibaba Cloud
    IpAddr::V4(Ipv4Addr::new(192, 0, 0, 192)),     // Oracle Cloud
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)), // Amazon
];

impl Policy {
    /// Whether the address may be reached.
    pub(super) fn judge(&self, address: IpAddr) -> Result<(), Refusal> {
        let address = address.to_canonical();
        let allowed = match reach(address) {
            Reach::Public => true,
            Reach::Private => {
                self.allow_private || self.allowed_networks.iter().any(|network| network.contains(&address))
            }
            Reach::Never => false,
        };
        if allowed { Ok(()) } else { Err(Refusal::NotPublic) }
    }
}

fn reach(address: IpAddr) -> Reach {
    if METADATA.contains(&address) {
        return Reach::Never;
    }
    match address {
        IpAddr::V4(address) => reach_v4(address),
        IpAddr::V6(address) => reach_v6(address),
    }
}

/// After the IANA IPv4 Special-Purpose Address Registry.
const fn reach_v4(address: Ipv4Addr) -> Reach {
    match address.octets() {
        [127 | 10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => Reach::Private,
        [0 | 224..=255, ..] // this network, multicast, reserved, broadcast
        | [169, 254, ..]    // link-local and metadata
        | [192, 0, 0 | 2, _] | [198, 51, 100, _] | [203, 0, 113, _] // protocol assignments, documentation
        | [192, 88, 99, _]  // relays of 6to4
        | [198, 18..=19, ..] => Reach::Never, // benchmarks
        _ => Reach::Public,
    }
}

/// After the IANA IPv6 Special-Purpose Address Registry. Addresses that carry an IPv4 address are judged by it.
fn reach_v6(address: Ipv6Addr) -> Reach {
    if address.is_loopback() {
        return Reach::Private;
    }
    match address.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => reach_v4(v4(high, low)), // NAT64
        [0x2002, high, low, ..] => reach_v4(v4(high, low)),               // 6to4
        [0xfc00..=0xfdff, ..] => Reach::Private,
        [0x2001, 0xdb8 | 0..=0x1ff, ..] | [0x3fff, 0..=0xfff, ..] => Reach::Never, // documentation, Teredo, protocols
        [0x2000..=0x3fff, ..] => Reach::Public,
        _ => Reach::Never, // unspecified, IPv4-compatible, link-local, site-local, multicast, not assigned
    }
}

fn v4(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(high) << 16 | u32::from(low))
}
