//! Which conversation a mail belongs to: identifiers that we sign, and everything in a mail that points
//! to an earlier one.

mod evidence;
mod signature;
mod verp;

pub use self::evidence::Evidence;
pub use self::verp::BounceAddress;

use self::signature::Purpose;
use crate::address::{AddressError, EmailAddress};
use crate::message_id::MessageId;

/// Signs and recognizes our own identifiers. One key for each workspace.
///
/// A valid signature proves that somebody has seen a mail of ours, not who they are.
#[derive(Clone)]
pub struct ThreadKey {
    secret: [u8; 32],
}

/// What a Message-ID of ours says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnMessageId {
    /// The message that was sent.
    pub message: u64,
    /// The conversation in which it stands.
    pub conversation: u64,
}

/// What a reply address of ours says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyToken {
    /// The mailbox without the token.
    pub mailbox: EmailAddress,
    /// The conversation in which an answer belongs.
    pub conversation: u64,
}

/// Characters of a signature in a Message-ID: 40 bits, enough where a forger gains only a misfiled mail.
const MESSAGE_ID_SIGNATURE: usize = 8;
/// Characters of a signature in a reply address: 80 bits, since it alone opens a conversation.
const REPLY_SIGNATURE: usize = 16;
/// What stands between a mailbox's name and the token.
const REPLY_MARK: &str = "+t.";

impl ThreadKey {
    /// A key of 32 random bytes.
    pub fn new(secret: [u8; 32]) -> Self {
        Self { secret }
    }

    /// `{message}.{conversation}.{signature}@domain`. The same for every attempt to send the same message.
    pub fn message_id(&self, message: u64, conversation: u64, domain: &str) -> MessageId {
        let (message, conversation) = (signature::number(message), signature::number(conversation));
        let signed = [message.as_str(), conversation.as_str(), domain];
        let signature = self.sign(Purpose::MessageId, &signed, MESSAGE_ID_SIGNATURE);
        format!("{message}.{conversation}.{signature}@{domain}")
            .parse()
            .expect("numbers, letters, dots and a domain make an identifier")
    }

    /// Reads an identifier of ours; `None` if it is not, or if the signature is wrong. Takes the same time for
    /// every wrong signature.
    pub fn own_message_id(&self, id: &MessageId) -> Option<OwnMessageId> {
        // Identifiers are compared with case, but some servers fold them.
        let text = id.as_str().to_ascii_lowercase();
        let (left, domain) = text.rsplit_once('@')?;
        let mut parts = left.split('.');
        let (message, conversation, signature) = (parts.next()?, parts.next()?, parts.next()?);
        let own = OwnMessageId {
            message: signature::parse_number(message)?,
            conversation: signature::parse_number(conversation)?,
        };
        let signed = [message, conversation, domain];
        let is_ours = parts.next().is_none()
            && self.verify(Purpose::MessageId, &signed, signature, MESSAGE_ID_SIGNATURE);
        is_ours.then_some(own)
    }

    /// `name+t.{conversation}.{signature}@domain`, the address to which answers go. Lower case, since mail
    /// servers fold the case of local parts.
    ///
    /// # Errors
    /// [`AddressError::TooLong`] where the mailbox's name leaves no room (it may have 31 octets).
    pub fn reply_address(
        &self,
        mailbox: &EmailAddress,
        conversation: u64,
    ) -> Result<EmailAddress, AddressError> {
        let conversation = signature::number(conversation);
        let identity = mailbox.identity();
        let signature = self.sign(Purpose::ReplyAddress, &[&conversation, &identity], REPLY_SIGNATURE);
        let local = mailbox.local().to_lowercase();
        format!("{local}{REPLY_MARK}{conversation}.{signature}@{}", mailbox.domain()).parse()
    }

    /// Reads a reply address of ours; `None` if it is not, or if the signature is wrong.
    pub fn reply_token(&self, address: &EmailAddress) -> Option<ReplyToken> {
        let local = address.local().to_lowercase();
        let (name, token) = local.rsplit_once(REPLY_MARK)?;
        let (conversation, signature) = token.split_once('.')?;
        let mailbox: EmailAddress = format!("{name}@{}", address.domain()).parse().ok()?;
        let token = ReplyToken { conversation: signature::parse_number(conversation)?, mailbox };
        let signed = [conversation, &token.mailbox.identity()];
        self.verify(Purpose::ReplyAddress, &signed, signature, REPLY_SIGNATURE).then_some(token)
    }
}

impl std::fmt::Debug for ThreadKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ThreadKey(…)")
    }
}
