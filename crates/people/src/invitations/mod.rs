//! Invitations: how somebody joins the team.
//!
//! An invitation is a mailed link that works for seven days. Whoever invites is shown the link too, so that it can be
//! handed over where no mailbox is set up yet. Inviting an address again replaces its invitation; sending it again makes a
//! new link and the old one stops working.

pub mod http;
pub mod invitation;
mod public_http;
mod store;

pub use invitation::{Invitation, InvitationError, InvitationId, NewInvitation};
pub use store::{accept, find_by_token, invite, list, resend, revoke};
