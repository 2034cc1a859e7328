//! Envelope senders that say which mail came back (VERP): a failure names message and recipient even when
//! its text says nothing.

use super::ThreadKey;
use super::signature::{self, Purpose};
use crate::address::{AddressError, EmailAddress, LOCAL_PART_MAX};

const PREFIX: &str = "bounce+";
const SIGNATURE: usize = 8;

/// What an envelope sender of ours says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BounceAddress {
    /// The message that came back.
    pub message: u64,
    /// To whom it was sent; left out where it did not fit into 64 octets.
    pub recipient: Option<EmailAddress>,
}

impl ThreadKey {
    /// `bounce+{message}.{signature}-{recipient=domain}@domain`, for `MAIL FROM` (never `From`).
    ///
    /// # Errors
    /// [`AddressError`] where `domain` is not a domain.
    pub fn bounce_address(
        &self,
        message: u64,
        recipient: &EmailAddress,
        domain: &str,
    ) -> Result<EmailAddress, AddressError> {
        let message = signature::number(message);
        let recipient = format!("{}={}", recipient.local(), recipient.domain()).to_lowercase();
        let local = |recipient: &str| {
            let signature = self.sign(Purpose::Bounce, &[&message, recipient], SIGNATURE);
            let dash = if recipient.is_empty() { "" } else { "-" };
            format!("{PREFIX}{message}.{signature}{dash}{recipient}")
        };
        let whole = local(&recipient);
        let local = if whole.len() <= LOCAL_PART_MAX { whole } else { local("") };
        format!("{local}@{domain}").parse()
    }

    /// Reads an envelope sender of ours, from the recipient of a failure report; `None` if it is not, or if
    /// the signature is wrong.
    pub fn bounced(&self, address: &EmailAddress) -> Option<BounceAddress> {
        let local = address.local().to_lowercase();
        let token = local.strip_prefix(PREFIX)?;
        let (token, recipient) = token.split_once('-').unwrap_or((token, ""));
        let (message, signature) = token.split_once('.')?;
        if !self.verify(Purpose::Bounce, &[message, recipient], signature, SIGNATURE) {
            return None;
        }
        let recipient =
            recipient.rsplit_once('=').and_then(|(local, domain)| format!("{local}@{domain}").parse().ok());
        Some(BounceAddress { message: signature::parse_number(message)?, recipient })
    }
}
