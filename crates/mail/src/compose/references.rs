//! `References` of an answer (RFC 5322 §3.6.4).

use crate::message_id::MessageId;
use crate::parse::Email;

/// Identifiers kept from the newest end of a long thread; with the first one they fit any header.
const NEWEST: usize = 20;

/// The thread that an answer belongs to: that of the mail answered, and the mail itself. Of a long thread the
/// first and the newest are kept, by which programs find it.
pub fn references_of_answer(answered: &Email) -> Vec<MessageId> {
    let thread = if answered.references.is_empty() { &answered.in_reply_to } else { &answered.references };
    let mut ids: Vec<MessageId> = Vec::new();
    for id in thread.iter().chain(&answered.message_id) {
        ids.retain(|known| known != id);
        ids.push(id.clone());
    }
    if ids.len() > NEWEST + 1 {
        ids.drain(1..ids.len() - NEWEST);
    }
    ids
}
