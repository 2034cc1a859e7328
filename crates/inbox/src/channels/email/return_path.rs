//! Where failures of a mail of ours are reported (`MAIL FROM`): to its mailbox, or to a signed address that names message and
//! recipient (VERP), so that a report needs no word that can be read.
//!
//! A provider that sends for an account takes no other sender than that account, and a mailbox that stays at a provider gets
//! no mail for addresses that the provider does not know. So a signed address is used only for mail that leaves straight from
//! here, and only while the servers of its domain are seen to be this one ([`arrives_here`]).

use std::time::Duration;

use database::{Db, DbError, WorkspaceId};
use mail::EmailAddress;
use mail::threading::{BounceAddress, ThreadKey};
use people::App;

use super::outside::Home;
use super::transport::{self, Step, Way};
use super::{Outside, keys, threading};
use crate::channels::{self, Channel, ChannelKind};

/// How long the servers of a domain may take to answer the two questions.
const PATIENCE: Duration = Duration::from_secs(10);

/// The envelope sender of a mail.
pub(in crate::channels) enum ReturnPath {
    /// The same for all who get it.
    Mailbox(EmailAddress),
    /// Each recipient has one of their own.
    Signed {
        /// Where no signed address can be made.
        mailbox: EmailAddress,
        key: ThreadKey,
        message: u64,
    },
}

impl ReturnPath {
    /// The one for a recipient.
    pub fn of(&self, recipient: &EmailAddress) -> EmailAddress {
        match self {
            Self::Mailbox(address) => address.clone(),
            Self::Signed { mailbox, key, message } => {
                let signed = key.bounce_address(*message, recipient, mailbox.domain()).ok();
                let signed = signed.filter(transport::is_sendable);
                signed.unwrap_or_else(|| mailbox.clone())
            }
        }
    }
}

/// Whether mail for signed addresses of a domain arrives here: one of its servers is asked whether it takes an address that
/// only the holder of the key knows for right, and another that it knows for wrong. What was found is kept for a while.
pub(super) async fn arrives_here(
    app: &App,
    outside: &Outside,
    workspace: WorkspaceId,
    mailbox: &EmailAddress,
) -> bool {
    let home = Home { workspace, domain: mailbox.domain().to_owned() };
    if let Some(known) = outside.is_home(&home) {
        return known;
    }
    let key = keys::thread_key(&app.secrets, workspace);
    let found = tokio::time::timeout(PATIENCE, asked(app, outside, &key, mailbox)).await.unwrap_or(false);
    outside.note_home(home, found);
    found
}

async fn asked(app: &App, outside: &Outside, key: &ThreadKey, mailbox: &EmailAddress) -> bool {
    let Ok([right, wrong]) = key.knocks(mailbox.domain()) else { return false };
    let knock = async |address| transport::attempt(app, outside, Way::Direct, mailbox, address).await;
    knock(&right).await.ok && {
        let refused = knock(&wrong).await;
        !refused.ok && refused.step == Step::Recipient
    }
}

/// The mailbox to which a report belongs that comes to a signed address: that of the mail which came back, where it is one that
/// is in use, else the oldest of the domain.
///
/// # Errors
/// Only those of the database.
pub(super) fn mailbox_of_report(
    db: &mut Db,
    app: &App,
    address: &EmailAddress,
) -> Result<Option<Channel>, DbError> {
    if !BounceAddress::is_shape_of(address) {
        return Ok(None);
    }
    for workspace in channels::at_domain(db, address.domain())? {
        let Some(report) = keys::thread_key(&app.secrets, workspace).bounced(address) else { continue };
        let sender = threading::message_of(db, workspace, report.message)?.map(|message| message.channel_id);
        let mut mailboxes = channels::all(db, workspace)?;
        mailboxes.retain(|channel| {
            let own = channel.address.as_deref().and_then(|own| own.rsplit_once('@'));
            channel.kind == ChannelKind::Email
                && channel.active.is_yes()
                && own.is_some_and(|(_, domain)| domain.eq_ignore_ascii_case(address.domain()))
        });
        let place = mailboxes.iter().position(|channel| Some(channel.id) == sender).unwrap_or(0);
        return Ok(mailboxes.into_iter().nth(place));
    }
    Ok(None)
}

/// Whether an address is the one that the server of its domain does not take, so that [`arrives_here`] knows it.
pub(super) fn is_wrong_knock(db: &mut Db, app: &App, address: &EmailAddress) -> Result<bool, DbError> {
    if !BounceAddress::is_shape_of(address) {
        return Ok(false);
    }
    let workspaces = channels::at_domain(db, address.domain())?;
    Ok(workspaces.into_iter().any(|workspace| {
        let knocks = keys::thread_key(&app.secrets, workspace).knocks(address.domain());
        knocks.is_ok_and(|[_, wrong]| wrong.is_same_mailbox(address))
    }))
}
