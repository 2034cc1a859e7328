//! A channel: a way in which messages come and go.

use std::collections::BTreeMap;

use database::{Flag, Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use people::team::TeamId;
use serde::{Deserialize, Serialize};
use shop::stores::StoreId;
use utoipa::ToSchema;

use crate::schema::channel;

database::id_type!(
    /// A channel.
    ChannelId,
    "chn"
);

database::text_enum!(
    /// The kinds of channel.
    pub enum ChannelKind {
        /// A mailbox.
        Email = "email",
        /// The widget on the store's pages.
        Chat = "chat",
        /// A form that sends once.
        ContactForm = "contact_form",
        /// Any other source, by the API.
        Api = "api",
    }
);

database::text_enum!(
    /// How the connection to a mail server is protected.
    pub enum Security {
        /// TLS from the first byte (port 465).
        Tls = "tls",
        /// STARTTLS, required (port 587).
        Starttls = "starttls",
        /// None; only to this machine.
        None = "none",
    }
);

/// The server that takes our mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Outgoing {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// The account, if the server asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

/// The settings of a channel, as the kind has them; unused ones are absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(default)]
pub struct ChannelSettings {
    /// E-mail: the name beside the address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub display_name: String,
    /// E-mail: the server that takes our mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outgoing: Option<Outgoing>,
    /// E-mail: the DKIM selector; the private key is among the secrets, the public one here (base 64).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dkim: Option<Dkim>,
    /// E-mail: the name by which the server that receives for this mailbox signs its `Authentication-Results` (RFC 8601);
    /// nobody else's are believed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authserv_id: Option<String>,
    /// Chat: the colour of the button, `#rrggbb`; the workspace's if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// Chat: the greeting by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub greeting: BTreeMap<String, String>,
    /// Chat: pages that may embed the widget, as origins; empty means any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_origins: Vec<String>,
    /// Chat: whether an address is asked for before the first message.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub require_email: bool,
    /// Chat and form: the mailbox that answers go out from when the customer has left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_channel_id: Option<ChannelId>,
    /// API: where replies are sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub webhook_url: Option<String>,
    /// Whether it was taken out of use for good; its conversations still name it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}
database::json_column!(ChannelSettings);

/// The public half of a DKIM key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dkim {
    /// The selector: the record stands at `SELECTOR._domainkey.DOMAIN`.
    pub selector: String,
    /// The value of the TXT record.
    pub record: String,
}

/// The secrets of a channel, each sealed for `channel.NAME:chn_…`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(default)]
pub struct ChannelSecrets {
    /// E-mail: the password of the outgoing account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// E-mail: the DKIM private key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dkim: Option<String>,
    /// Chat: the secret that signs identities. API: the secret that signs webhooks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signing: Option<String>,
}
database::json_column!(ChannelSecrets);

impl ChannelSecrets {
    /// Each secret with the name that it is sealed under.
    pub(super) fn each(&mut self) -> impl Iterator<Item = (&'static str, &mut String)> {
        let Self { password, dkim, signing } = self;
        let all = [("password", password), ("dkim", dkim), ("signing", signing)];
        all.into_iter().filter_map(|(name, secret)| Some((name, secret.as_mut()?)))
    }
}

/// A channel as the table holds it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = channel, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Channel {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: ChannelId,
    /// What kind.
    pub kind: ChannelKind,
    /// What the team calls it.
    pub name: String,
    /// The mailbox of an e-mail channel, lower case.
    pub address: Option<String>,
    /// The store that it belongs to.
    pub store_id: Option<StoreId>,
    /// The team that new conversations go to.
    pub team_id: Option<TeamId>,
    /// Whether it takes messages.
    pub active: Flag,
    /// Its settings.
    pub settings: ChannelSettings,
    /// Its secrets, sealed.
    pub secrets: ChannelSecrets,
    /// When it was made.
    pub created_at: Time,
}

impl Channel {
    /// The place that a secret of this channel is sealed for.
    pub fn place(&self, name: &str) -> String {
        place(self.id, name)
    }
}

pub(super) fn place(id: ChannelId, name: &str) -> String {
    format!("channel.{name}:{id}")
}
