//! A channel: a way in which messages come and go.

use std::collections::BTreeMap;

use database::{Flag, Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use people::team::TeamId;
use people::team::signature::Signatures;
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
    /// With what one signs in.
    #[serde(default, skip_serializing_if = "SignIn::is_usual")]
    pub sign_in: SignIn,
}

database::text_enum!(
    /// With what a mailbox signs in to its outgoing server.
    #[derive(Default)]
    pub enum SignIn {
        /// A password of its own, or none where the server asks for none.
        #[default]
        Password = "password",
        /// The token with which the same mailbox is read (SASL XOAUTH2).
        Token = "token",
    }
);

impl SignIn {
    fn is_usual(&self) -> bool {
        *self == Self::Password
    }
}

database::text_enum!(
    /// Whose word on spam is taken: that of a filter before us, as the headers say that it put on top of a mail.
    #[derive(Default)]
    pub enum SpamFilter {
        /// That of mails that were read from a mailbox, or brought by a program or a server of a private address.
        #[default]
        Nearby = "nearby",
        /// That of every mail: whatever server brings mail here has a filter of ours.
        Always = "always",
        /// Nobody's: only what the team has taught counts.
        Never = "never",
    }
);

impl SpamFilter {
    fn is_usual(&self) -> bool {
        *self == Self::Nearby
    }
}

/// Bytes of files that a mail carries if nobody said otherwise: 18 MB are 25 MB in base 64, what most servers take.
pub const CARRIES: u64 = 18 * 1024 * 1024;
/// Days for which a link to a file works if nobody said otherwise.
pub const LINK_DAYS: u16 = 30;

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
    /// E-mail: since when it signs; since the mailbox was made if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dkim_since: Option<Time>,
    /// E-mail: the keys beside that one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dkim_keys: Vec<SigningKey>,
    /// E-mail: by which way mail leaves.
    #[serde(skip_serializing_if = "Sending::is_usual")]
    pub sending: Sending,
    /// E-mail: the name by which the server that receives for this mailbox signs its `Authentication-Results` (RFC 8601);
    /// nobody else's are believed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authserv_id: Option<String>,
    /// E-mail: the domains of forwarders whose seals (ARC, RFC 8617) are believed, beside
    /// [`mail::authentication::KNOWN_SEALERS`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arc_sealers: Vec<String>,
    /// E-mail: what stands below its answers, as HTML with variables; `{{agent.signature}}` is the author's own. That alone
    /// stands there where this is empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub signature: String,
    /// E-mail: the same in the languages for which it is another.
    #[serde(skip_serializing_if = "no_signatures")]
    pub signatures: Signatures,
    /// E-mail: bytes of files that a mail carries; larger ones are had by a link. [`CARRIES`] if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carries: Option<u64>,
    /// E-mail: days for which such a link works. [`LINK_DAYS`] if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_days: Option<u16>,
    /// E-mail: whose word on spam is taken.
    #[serde(skip_serializing_if = "SpamFilter::is_usual")]
    pub spam_filter: SpamFilter,
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

fn no_signatures(signatures: &Signatures) -> bool {
    signatures.0.is_empty()
}

/// The public half of a DKIM key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dkim {
    /// The selector: the record stands at `SELECTOR._domainkey.DOMAIN`.
    pub selector: String,
    /// The value of the TXT record.
    pub record: String,
}

database::text_enum!(
    /// How far a key that signs mail has come.
    pub enum KeyStage {
        /// Made, and signs nothing until its record is seen in the DNS.
        Coming = "coming",
        /// Signs every mail.
        Signing = "signing",
        /// Signs no more; its record stays while mails that it has signed may be under way.
        Leaving = "leaving",
    }
);

/// A key that signs mail, did so, or is to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningKey {
    /// The public half.
    #[serde(flatten)]
    pub key: Dkim,
    /// How far it has come.
    pub stage: KeyStage,
    /// Since when.
    pub since: Time,
}

database::text_enum!(
    /// By which way a mailbox's mail leaves.
    #[derive(Default)]
    pub enum Sending {
        /// Through the outgoing server.
        #[default]
        Server = "server",
        /// Straight to the servers of those who get it (RFC 5321 §5.1).
        Direct = "direct",
    }
);

impl Sending {
    fn is_usual(&self) -> bool {
        *self == Self::Server
    }
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
    /// E-mail: the private keys beside that one, by selector.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub dkim_keys: BTreeMap<String, String>,
    /// Chat: the secret that signs identities. API: the secret that signs webhooks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signing: Option<String>,
}
database::json_column!(ChannelSecrets);

impl ChannelSecrets {
    /// Each secret with the name that it is sealed under.
    pub(super) fn each(&mut self) -> impl Iterator<Item = (&'static str, &mut String)> {
        let Self { password, dkim, dkim_keys, signing } = self;
        let all = [("password", password), ("dkim", dkim), ("signing", signing)];
        let one_each = all.into_iter().filter_map(|(name, secret)| Some((name, secret.as_mut()?)));
        one_each.chain(dkim_keys.values_mut().map(|key| ("dkim", key)))
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
    /// Whether mail can leave from here.
    pub fn can_send(&self) -> bool {
        self.settings.sending == Sending::Direct || self.settings.outgoing.is_some()
    }

    /// The place that a secret of this channel is sealed for.
    pub fn place(&self, name: &str) -> String {
        place(self.id, name)
    }
}

pub(super) fn place(id: ChannelId, name: &str) -> String {
    format!("channel.{name}:{id}")
}
