//! Envelope senders that say which mail came back (VERP): a failure names message and recipient even when
//! its text says nothing.

use super::ThreadKey;
use super::signature::{self, Purpose};
use crate::address::{AddressError, EmailAddress, LOCAL_PART_MAX};

const PREFIX: &str = "bounce+";
const SIGNATURE: usize = 8;
/// What stands in the place of a recipient in the two addresses of [`ThreadKey::knocks`]; no address of a person is written
/// without a `=`.
const TAKEN: &str = "taken";
const REFUSED: &str = "refused";

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
        let whole = self.bounce_local(&message, &recipient);
        let fits = whole.len() <= LOCAL_PART_MAX && recipient.bytes().all(is_plain);
        let local = if fits { whole } else { self.bounce_local(&message, "") };
        format!("{local}@{domain}").parse()
    }

    fn bounce_local(&self, message: &str, recipient: &str) -> String {
        let signature = self.sign(Purpose::Bounce, &[message, recipient], SIGNATURE);
        let dash = if recipient.is_empty() { "" } else { "-" };
        format!("{PREFIX}{message}.{signature}{dash}{recipient}")
    }

    /// Two addresses by which a mail server that has this key is told from any other: it takes the first and not the
    /// second. A server that takes all mail of a domain takes both, one that knows nothing of us takes neither.
    ///
    /// # Errors
    /// [`AddressError`] where `domain` is not a domain.
    pub fn knocks(&self, domain: &str) -> Result<[EmailAddress; 2], AddressError> {
        let none = signature::number(0);
        let knock = |word| format!("{}@{domain}", self.bounce_local(&none, word)).parse();
        Ok([knock(TAKEN)?, knock(REFUSED)?])
    }

    /// Reads an envelope sender of ours, from the recipient of a failure report; `None` if it is not, or if
    /// the signature is wrong.
    pub fn bounced(&self, address: &EmailAddress) -> Option<BounceAddress> {
        let local = address.local().to_lowercase();
        let token = local.strip_prefix(PREFIX)?;
        let (token, recipient) = token.split_once('-').unwrap_or((token, ""));
        let (message, signature) = token.split_once('.')?;
        let is_right = self.verify(Purpose::Bounce, &[message, recipient], signature, SIGNATURE);
        if !is_right || recipient == REFUSED {
            return None;
        }
        let recipient =
            recipient.rsplit_once('=').and_then(|(local, domain)| format!("{local}@{domain}").parse().ok());
        Some(BounceAddress { message: signature::parse_number(message)?, recipient })
    }
}

impl BounceAddress {
    /// Whether an address looks like an envelope sender of ours, whoever signed it.
    pub fn is_shape_of(address: &EmailAddress) -> bool {
        address.local().get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
    }
}

/// What may stand in a local part without quotes (RFC 5322 §3.2.3).
fn is_plain(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b)
}
