//! Where a tracking service sends its messages to.

use database::secrets::{SecretError, Secrets};
use database::{Time, WorkspaceId};
use diesel::prelude::*;
use people::App;
use url::Url;
use zeroize::Zeroizing;

use crate::schema::tracking_hook;

database::id_type!(
    /// A hook.
    TrackingHookId,
    "trk"
);

database::text_enum!(
    /// Whose form the messages have.
    pub enum HookKind {
        /// AfterShip's.
        AfterShip = "aftership",
    }
);

database::text_enum!(
    /// Whether messages are taken.
    pub enum HookState {
        /// They are.
        On = "on",
        /// They are answered 404.
        Off = "off",
    }
);

database::text_enum!(
    /// What became of a message.
    pub enum TrackingOutcome {
        /// It told something new.
        Applied = "applied",
        /// It told nothing new.
        Unchanged = "unchanged",
        /// Nobody here knows the parcel.
        Unknown = "unknown",
        /// It was about something else.
        Ignored = "ignored",
        /// It was signed but makes no sense.
        Unreadable = "unreadable",
    }
);

/// Where a tracking service sends its messages to, and how that goes.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = tracking_hook, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct TrackingHook {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id: the last part of its address.
    pub id: TrackingHookId,
    /// Whose form the messages have.
    pub kind: HookKind,
    /// Whether messages are taken.
    pub state: HookState,
    /// What messages are signed with, sealed.
    pub secret: String,
    /// When it was first switched on.
    pub created_at: Time,
    /// When the secret was last changed.
    pub rotated_at: Time,
    /// When the last message came that was believed.
    pub last_at: Option<Time>,
    /// What became of it.
    pub last_outcome: Option<TrackingOutcome>,
    /// Messages that were believed.
    pub taken: i64,
    /// Of them those about parcels that nobody here knew.
    pub unknown: i64,
}

/// The place that a hook's secret is sealed for.
pub(super) fn secret_place(id: TrackingHookId) -> String {
    format!("tracking_hook.secret:{id}")
}

impl TrackingHook {
    /// Where messages are sent to.
    pub(super) fn address(&self, app: &App) -> Url {
        let path = format!("hooks/{}/{}", self.kind, self.id);
        app.public_url.join(&path).expect("an id below an address is an address")
    }

    /// What messages are signed with.
    ///
    /// # Errors
    /// When it was sealed with a key that is gone, or is broken.
    pub(super) fn open_secret(&self, secrets: &Secrets) -> Result<Zeroizing<String>, SecretError> {
        secrets.open_sealed(&secret_place(self.id), &self.secret)
    }
}
