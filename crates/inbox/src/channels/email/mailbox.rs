//! Which mailbox takes the mail for an address.

use database::{Db, DbError, WorkspaceId};
use mail::EmailAddress;
use people::team::{self, AgentId};

use crate::channels::{self, Channel, ChannelKind};

/// The active mailbox that mail for this address belongs to: its own address, or one with a `+` and anything behind its name
/// (RFC 5233), as the signed reply addresses have. Whether a signature is right is seen when the mail is read.
///
/// # Errors
/// Only those of the database.
pub fn mailbox_of(db: &mut Db, address: &EmailAddress) -> Result<Option<Channel>, DbError> {
    if let Some(channel) = channels::by_address(db, &address.identity())? {
        return Ok(Some(channel));
    }
    let mut local = address.local();
    while let Some((name, _)) = local.rsplit_once('+').filter(|(name, _)| !name.is_empty()) {
        if let Some(channel) = channels::by_address(db, &format!("{name}@{}", address.domain()))? {
            return Ok(Some(channel));
        }
        local = name;
    }
    Ok(None)
}

/// Whose mail is not a customer's.
#[derive(Debug)]
pub(super) struct Ours {
    /// Where a workspace gets its mail, and sends it from.
    pub own: OwnAddresses,
    /// Those who work here, and where they write from.
    pub team: Vec<(AgentId, EmailAddress)>,
}

impl Ours {
    /// Those of a workspace.
    pub fn of(db: &mut Db, workspace: WorkspaceId) -> Result<Self, DbError> {
        Ok(Self { own: OwnAddresses::of(db, workspace)?, team: team_addresses(db, workspace)? })
    }
}

/// The addresses from which a workspace sends.
fn own_addresses(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<EmailAddress>, DbError> {
    let addresses = channels::addresses(db, workspace, ChannelKind::Email)?;
    Ok(addresses.iter().filter_map(|address| address.parse().ok()).collect())
}

fn team_addresses(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<(AgentId, EmailAddress)>, DbError> {
    let active = team::active_addresses(db, workspace)?;
    Ok(active.into_iter().filter_map(|(agent, address)| Some((agent, address.parse().ok()?))).collect())
}

/// Where a workspace gets its mail: nothing that it sends should go there.
#[derive(Debug)]
pub struct OwnAddresses(Vec<EmailAddress>);

impl OwnAddresses {
    /// Those of all its mailboxes.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn of(db: &mut Db, workspace: WorkspaceId) -> Result<Self, DbError> {
        own_addresses(db, workspace).map(Self)
    }

    /// Each of them.
    pub(super) fn all(&self) -> &[EmailAddress] {
        &self.0
    }

    /// Whether this is a mailbox, or one of its reply addresses: its name, a `+`, and anything.
    pub fn have(&self, address: &EmailAddress) -> bool {
        let (local, domain) = (address.local().to_lowercase(), address.domain());
        self.0.iter().any(|own| {
            let name = own.local().to_lowercase();
            let behind = local.strip_prefix(&name).filter(|_| own.domain() == domain);
            own.is_same_mailbox(address) || behind.is_some_and(|rest| rest.starts_with('+'))
        })
    }
}
