//! How a mailbox is read.

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::channels::Security;

database::text_enum!(
    /// What is done at the server with a mail that was taken.
    pub enum After {
        /// Nothing: it stays as it is, also unread.
        Leave = "leave",
        /// It is marked as read.
        Seen = "seen",
        /// It is moved to another folder.
        Move = "move",
    }
);

database::text_enum!(
    /// Which mails are taken that were there before.
    pub enum StartFrom {
        /// None: only what comes from now on.
        Now = "now",
        /// Those that came on a day or later.
        Date = "date",
        /// All.
        Beginning = "beginning",
    }
);

/// A folder that is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WatchedFolder {
    /// Its name at the server, as people read it.
    pub name: String,
    /// Whether the provider puts spam there: it is only looked at, and what comes from it is shown apart.
    #[serde(default)]
    pub junk: bool,
}

/// How the provider lets us sign in without a password (RFC 6749).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Where a person agrees.
    pub authorize_url: String,
    /// Where tokens are had.
    pub token_url: String,
    /// The name under which this desk is known there.
    pub client_id: String,
    /// What is asked for, separated by spaces.
    pub scope: String,
}

/// How a mailbox is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Incoming {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// The account.
    pub username: String,
    /// With a token of this provider's; with a password if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<Provider>,
    /// What is read; the server tells at once when mail comes into one of the first seven.
    pub folders: Vec<WatchedFolder>,
    /// What is done with a mail that was taken.
    pub after: After,
    /// Where it is moved to, then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub move_to: Option<String>,
    /// Which mails are taken that were there before.
    pub start: StartFrom,
    /// From which day on, then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Date>,
    /// Of those, a conversation whose newest mail is a customer's of the last days, so many before the mailbox was connected,
    /// is open; all are solved if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_days: Option<u16>,
    /// Where a copy of what is sent is put; nowhere if absent, as where the provider does it itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_folder: Option<String>,
    /// Of larger mails only the headers are fetched, in bytes.
    pub largest: u32,
    /// The certificate of a server of one's own, PEM: trusted beside the usual authorities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
}
database::json_column!(Incoming);

/// The secrets, each sealed for `imap.NAME:chn_…`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(default)]
pub(super) struct Secrets {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// That the provider gave this desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    /// [`Tokens`](super::credentials::Tokens) as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<String>,
    /// [`Asked`](super::authorizing::Asked) as JSON: a person is at the provider's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
}
database::json_column!(Secrets);

impl Secrets {
    /// Each secret with the name that it is sealed under.
    pub(super) fn each(&mut self) -> impl Iterator<Item = (&'static str, &mut String)> {
        let Self { password, client_secret, tokens, asked } = self;
        let all =
            [("password", password), ("client_secret", client_secret), ("tokens", tokens), ("asked", asked)];
        all.into_iter().filter_map(|(name, secret)| Some((name, secret.as_mut()?)))
    }
}
