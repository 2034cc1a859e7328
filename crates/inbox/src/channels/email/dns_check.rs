//! What stands in the DNS about a mailbox's domain, record by record, and what should stand there.

use std::net::IpAddr;

use mail::dns::{self, Dns, Exchange, Finding, MaySend, Problem, Standing};

use super::transport::is_loopback;
use crate::channels::SigningKey;

database::text_enum!(
    /// What a record is for.
    pub enum RecordKind {
        /// The public key of our signatures.
        Dkim = "dkim",
        /// Who may send for the domain.
        Spf = "spf",
        /// What receivers do with mail that is not ours.
        Dmarc = "dmarc",
        /// Where the domain gets its mail.
        Mx = "mx",
        /// The name of the address that we send from.
        Ptr = "ptr",
        /// Whose domain the return path is: SPF vouches only for that.
        ReturnPath = "return_path",
    }
);

/// What is asked about.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The mailbox.
    pub address: String,
    /// Its domain.
    pub domain: String,
    /// Its keys.
    pub keys: Vec<SigningKey>,
    /// How its mail leaves.
    pub way: Way,
    /// The name by which this server greets.
    pub helo: String,
}

/// How a mailbox's mail leaves.
#[derive(Debug, Clone)]
pub enum Way {
    /// Through a provider's server, by an account.
    Server(String, Option<String>),
    /// From this machine.
    Own,
    /// It does not yet.
    None,
}

/// A record, judged.
#[derive(Debug, Clone)]
pub struct DnsRecord {
    /// What it is for.
    pub kind: RecordKind,
    /// Where it stands.
    pub name: String,
    /// Which key it publishes.
    pub key: Option<SigningKey>,
    /// What was found there.
    pub finding: Finding,
}

impl Asked {
    /// Looks at every record. Takes some DNS questions.
    pub async fn look(&self, dns: &Dns) -> Vec<DnsRecord> {
        let mut records = Vec::new();
        let record = |kind, name: String, finding| DnsRecord { kind, name, key: None, finding };
        for key in &self.keys {
            let (name, finding) = (self.place_of(key), published(dns, &self.domain, key).await);
            records.push(DnsRecord { key: Some(key.clone()), ..record(RecordKind::Dkim, name, finding) });
        }
        records.push(record(RecordKind::Spf, self.domain.clone(), self.spf(dns).await));
        let (name, finding) = self.dmarc(dns).await;
        records.push(record(RecordKind::Dmarc, name, finding));
        records.push(record(RecordKind::ReturnPath, self.domain.clone(), self.return_path()));
        records.push(record(RecordKind::Mx, self.domain.clone(), self.mx(dns).await));
        for (name, finding) in self.ptr(dns).await {
            records.push(record(RecordKind::Ptr, name, finding));
        }
        records
    }

    fn place_of(&self, key: &SigningKey) -> String {
        format!("{}._domainkey.{}", key.key.selector, self.domain)
    }

    /// Whether mail goes to the world from this machine, itself or by a mail server on it.
    fn is_from_here(&self) -> bool {
        match &self.way {
            Way::Own => true,
            Way::Server(host, _) => is_loopback(host),
            Way::None => false,
        }
    }

    async fn spf(&self, dns: &Dns) -> Finding {
        let Ok(texts) = dns.txt(&self.domain).await else { return Finding::unknown(None) };
        let records = dns::spf_records(&texts);
        let Some((entries, addresses, doubt)) = self.senders(dns).await else {
            return if records.is_empty() { Finding::missing(None) } else { Finding::good(records) };
        };
        let wanted = dns::spf_wanted(&records, &entries);
        if records.is_empty() {
            return Finding::missing(wanted);
        }
        if let Some(problem) = Problem::of_spf(&records) {
            return Finding::wrong(problem, records, wanted);
        }
        let says = |entry: &String| {
            let mut terms = records.iter().flat_map(|record| record.split_whitespace());
            terms.any(|term| term.trim_start_matches('+').eq_ignore_ascii_case(entry))
        };
        if addresses.is_empty() {
            return if entries.iter().all(says) {
                Finding::good(records)
            } else {
                Finding::wrong(doubt, records, wanted)
            };
        }
        for ip in addresses {
            match dns.may_send(ip, &self.helo, &self.address).await {
                MaySend::Yes => {}
                MaySend::No => return Finding::wrong(doubt, records, wanted),
                MaySend::Broken => return Finding::wrong(Problem::Broken, records, wanted),
                MaySend::Unknown => return Finding { found: records, ..Finding::unknown(Some(wanted)) },
            }
        }
        Finding::good(records)
    }

    /// Which entries let our mail through, from which addresses it comes, and what it means if those may not send; none
    /// where no mail leaves.
    async fn senders(&self, dns: &Dns) -> Option<(Vec<String>, Vec<IpAddr>, Problem)> {
        match &self.way {
            Way::None => None,
            _ if self.is_from_here() => {
                let addresses = dns.addresses(&self.helo).await.unwrap_or_default();
                Some((vec![entry_of(&self.helo)], addresses, Problem::NotIncluded))
            }
            Way::Own => None,
            Way::Server(host, _) => Some(match dns::spf_entry_of(host) {
                Some(provider) => {
                    let sample = dns.sample_of(provider).await.ok().flatten();
                    (vec![format!("include:{provider}")], sample.into_iter().collect(), Problem::NotIncluded)
                }
                None => {
                    let addresses = dns.addresses(host).await.unwrap_or_default();
                    (vec![entry_of(host)], addresses, Problem::PerhapsNotIncluded)
                }
            }),
        }
    }

    /// The policy of the domain, or of the nearest one above it that has one.
    async fn dmarc(&self, dns: &Dns) -> (String, Finding) {
        let own = format!("_dmarc.{}", self.domain);
        let mut domain = self.domain.as_str();
        loop {
            let name = format!("_dmarc.{domain}");
            let Ok(texts) = dns.txt(&name).await else { return (name, Finding::unknown(None)) };
            let finding = dns::dmarc(&texts);
            if finding.standing != Standing::Missing {
                return (name, finding);
            }
            match domain.split_once('.') {
                Some((_, above)) if above.contains('.') => domain = above,
                _ => return (own, finding),
            }
        }
    }

    /// Our mail has the mailbox itself as its return path, or an address beside it, so the domain is the same; but a provider may write that of the
    /// account.
    fn return_path(&self) -> Finding {
        let account = match &self.way {
            Way::Server(_, Some(account)) => account.rsplit_once('@').map(|(_, domain)| domain),
            Way::Server(_, None) | Way::Own | Way::None => None,
        };
        match account {
            Some(other) if !other.eq_ignore_ascii_case(&self.domain) => {
                Finding::wrong(Problem::OtherDomain, vec![other.to_owned()], self.domain.clone())
            }
            _ => Finding::good(vec![self.domain.clone()]),
        }
    }

    async fn mx(&self, dns: &Dns) -> Finding {
        let wanted = format!("10 {}", self.helo);
        let Ok(servers) = dns.mx(&self.domain).await else { return Finding::unknown(None) };
        let shown = servers.iter().map(|one| format!("{} {}", one.preference, one.host)).collect::<Vec<_>>();
        match servers.as_slice() {
            [] => Finding::missing(wanted),
            [only] if only.host.is_empty() => {
                Finding::wrong(Problem::TakesNoMail, vec![format!("{} .", only.preference)], wanted)
            }
            _ => {
                for Exchange { host, .. } in &servers {
                    match dns.addresses(host).await {
                        Ok(found) if found.is_empty() => {
                            return Finding::wrong(Problem::NoAddress, vec![host.clone()], None);
                        }
                        Ok(_) => {}
                        Err(_) => return Finding { found: shown, ..Finding::unknown(None) },
                    }
                }
                Finding::good(shown)
            }
        }
    }

    /// Many receivers refuse mail from an address whose name is not the one that it greets with.
    async fn ptr(&self, dns: &Dns) -> Vec<(String, Finding)> {
        if !self.is_from_here() {
            return vec![(String::new(), Finding::not_needed())];
        }
        let addresses = match dns.addresses(&self.helo).await {
            Ok(addresses) if addresses.is_empty() => {
                return vec![(
                    self.helo.clone(),
                    Finding::wrong(Problem::NoAddress, vec![self.helo.clone()], None),
                )];
            }
            Ok(addresses) => addresses,
            Err(_) => return vec![(self.helo.clone(), Finding::unknown(None))],
        };
        let mut found = Vec::new();
        for ip in addresses {
            let finding = match dns.names_of(ip).await {
                Ok(names) if names.is_empty() => Finding::missing(self.helo.clone()),
                Ok(names) if names.iter().any(|name| name.eq_ignore_ascii_case(&self.helo)) => {
                    Finding::good(names)
                }
                Ok(names) => Finding::wrong(Problem::OtherName, names, self.helo.clone()),
                Err(_) => Finding::unknown(Some(self.helo.clone())),
            };
            found.push((ip.to_string(), finding));
        }
        found
    }
}

/// How SPF names a server.
fn entry_of(host: &str) -> String {
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => format!("ip4:{ip}"),
        Ok(IpAddr::V6(ip)) => format!("ip6:{ip}"),
        Err(_) => format!("a:{host}"),
    }
}

/// How the record of a key stands.
pub(super) async fn published(dns: &Dns, domain: &str, key: &SigningKey) -> Finding {
    match dns.txt(&format!("{}._domainkey.{domain}", key.key.selector)).await {
        Ok(found) => dns::dkim(found, &key.key.record),
        Err(_) => Finding::unknown(Some(key.key.record.clone())),
    }
}
