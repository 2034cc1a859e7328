//! What an invitation is.

use database::{DbError, Time, WorkspaceId};
use jiff::SignedDuration;
use language::Language;

use crate::team::{Role, TeamError, TeamId};
use crate::text::Name;

database::id_type!(
    /// An invitation.
    InvitationId,
    "inv"
);

/// How long the link works.
pub const LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Somebody to invite.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// In lower case; becomes their sign-in.
    pub email: String,
    /// How they are called until they say otherwise.
    pub name: Name,
    /// What they will be allowed.
    pub role: Role,
    /// The teams they will be in; those that are gone by then are left out.
    pub team_ids: Vec<TeamId>,
    /// The language of the mail and of their first screen.
    pub language: Language,
}

/// An invitation that waits, or waited too long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Into which workspace.
    pub workspace: WorkspaceId,
    /// Its id.
    pub id: InvitationId,
    /// Whom.
    pub email: String,
    /// How they are called.
    pub name: String,
    /// What they will be allowed.
    pub role: Role,
    /// The teams they will be in.
    pub team_ids: Vec<TeamId>,
    /// The language of the mail.
    pub language: Language,
    /// Who invited, by name.
    pub invited_by: String,
    /// When the link was made.
    pub created_at: Time,
    /// Until when it works.
    pub expires_at: Time,
}

/// Why an invitation is not made.
#[derive(Debug, thiserror::Error)]
pub enum InvitationError {
    /// Somebody signs in with this address already.
    #[error("somebody signs in with this address already")]
    EmailTaken,
    /// There is no such invitation here.
    #[error("there is no such invitation")]
    NoSuchInvitation,
    /// A rule of the team.
    #[error(transparent)]
    Team(#[from] TeamError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<diesel::result::Error> for InvitationError {
    fn from(cause: diesel::result::Error) -> Self {
        Self::Database(cause.into())
    }
}
