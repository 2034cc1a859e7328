//! Channels as the API shows them.

use std::collections::{BTreeMap, HashMap};

use database::{Db, DbError, Time};
use language::Language;
use people::App;
use people::sign_in::Staff;
use people::team::{Permission, TeamId};
use people::workspaces::{self, Workspace};
use serde::Serialize;
use shop::brands::{self, Brand, Face};
use shop::stores::StoreId;
use utoipa::ToSchema;

use crate::channels::email::signing_keys;
use crate::channels::{
    CARRIES, Channel, ChannelId, ChannelKind, ChannelSettings, KeyStage, LINK_DAYS, Security, Sending,
    SignIn, SigningKey, SpamFilter,
};

/// A channel. The part of its own kind is there, the others are absent.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChannelJson {
    id: ChannelId,
    kind: ChannelKind,
    name: String,
    store_id: Option<StoreId>,
    team_id: Option<TeamId>,
    active: bool,
    created_at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    email: Option<EmailJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    chat: Option<ChatJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    contact_form: Option<ContactFormJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    api: Option<ApiJson>,
}

#[derive(Debug, Serialize, ToSchema)]
struct EmailJson {
    address: String,
    display_name: String,
    outgoing: Option<OutgoingJson>,
    /// What has to stand in the DNS for the signature to be believed.
    dkim: Option<DkimJson>,
    /// All keys: the one that signs first, then the others as they were made.
    dkim_keys: Vec<KeyJson>,
    /// By which way mail leaves: through `outgoing`, or straight to the servers of those who get it.
    sending: Sending,
    /// Whose `Authentication-Results` are believed.
    authserv_id: Option<String>,
    /// Domains of forwarders whose ARC seals are believed, beside those of the large providers.
    arc_sealers: Vec<String>,
    /// What stands below answers: cleaned HTML with variables; empty for the author's own signature alone.
    signature: String,
    /// The same by language, where it is another.
    signatures: BTreeMap<String, String>,
    /// Bytes of files that a mail carries; larger ones are had by a link.
    carries: u64,
    /// Days for which such a link works.
    link_days: u16,
    /// Whose word on spam is taken.
    spam_filter: SpamFilter,
}

#[derive(Debug, Serialize, ToSchema)]
struct OutgoingJson {
    host: String,
    port: u16,
    security: Security,
    username: Option<String>,
    /// Whether a password is known; it is never shown.
    has_password: bool,
    /// `token`: the one with which the mailbox is read.
    sign_in: SignIn,
}

#[derive(Debug, Serialize, ToSchema)]
struct DkimJson {
    selector: String,
    record_name: String,
    record_value: String,
}

/// A key that signs mail, did so, or is to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KeyJson {
    selector: String,
    /// `rsa-sha256`, `ed25519-sha256`.
    algorithm: &'static str,
    stage: KeyStage,
    since: Time,
    /// When the record of a key that leaves may be taken out of the DNS.
    removable_at: Option<Time>,
    record_name: String,
    record_value: String,
}

impl KeyJson {
    pub(super) fn of(key: SigningKey, domain: &str) -> Self {
        Self {
            algorithm: signing_keys::algorithm(&key.key).name(),
            stage: key.stage,
            since: key.since,
            removable_at: signing_keys::removable_at(&key),
            record_name: format!("{}._domainkey.{domain}", key.key.selector),
            selector: key.key.selector,
            record_value: key.key.record,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
struct ChatJson {
    color: Option<String>,
    greeting: BTreeMap<String, String>,
    allowed_origins: Vec<String>,
    require_email: bool,
    /// Signs who is signed in; only for those who may change channels.
    identity_secret: Option<String>,
    email_channel_id: Option<ChannelId>,
    /// The script tag that puts it on a page.
    embed: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct ContactFormJson {
    url: String,
    /// The frame that puts it on a page.
    embed: String,
    /// The mailbox that answers go out from; the oldest one if absent.
    email_channel_id: Option<ChannelId>,
    /// What it asks for.
    fields: [&'static str; 5],
}

#[derive(Debug, Serialize, ToSchema)]
struct ApiJson {
    /// Where replies are sent to.
    webhook_url: Option<String>,
    /// Where messages are posted to.
    hook_url: String,
    /// Signs both directions (Standard Webhooks); only for those who may change channels.
    secret: Option<String>,
}

/// To whom channels are shown.
pub(super) struct Shown<'a> {
    app: &'a App,
    with_secrets: bool,
    workspace: Option<Workspace>,
    /// The stores that channels belong to.
    brands: HashMap<StoreId, Brand>,
}

impl<'a> Shown<'a> {
    /// To somebody of the staff.
    pub(super) fn to(app: &'a App, db: &mut Db, staff: &Staff) -> Result<Self, DbError> {
        let workspace = workspaces::find(db, staff.workspace)?;
        let brands = brands::all(db, staff.workspace)?.into_iter().map(|brand| (brand.id, brand)).collect();
        let with_secrets = staff.permissions.has(Permission::ChannelsWrite);
        Ok(Self { app, with_secrets, workspace, brands })
    }

    /// A channel as they see it.
    pub(super) fn channel(&self, channel: Channel) -> ChannelJson {
        let (mut email, mut chat, mut contact_form, mut api) = (None, None, None, None);
        match channel.kind {
            ChannelKind::Email => email = Some(email_of(&channel)),
            ChannelKind::Chat => chat = Some(self.chat(&channel)),
            ChannelKind::ContactForm => contact_form = Some(self.contact_form(&channel)),
            ChannelKind::Api => api = Some(self.api(&channel)),
        }
        ChannelJson {
            id: channel.id,
            kind: channel.kind,
            name: channel.name,
            store_id: channel.store_id,
            team_id: channel.team_id,
            active: channel.active.is_yes(),
            created_at: channel.created_at,
            email,
            chat,
            contact_form,
            api,
        }
    }

    fn chat(&self, channel: &Channel) -> ChatJson {
        let ChannelSettings { color, greeting, allowed_origins, require_email, email_channel_id, .. } =
            channel.settings.clone();
        let script = self.app.link("widget.js");
        let brand = channel.store_id.and_then(|store| self.brands.get(&store));
        let face = Face::of(self.workspace.as_ref(), brand);
        let tint = color.as_deref().unwrap_or(&face.color);
        // What the widget speaks to visitors who asked for none of its languages; without it, English.
        let fallback = match face.language {
            Language::En => String::new(),
            other => format!(" data-fallback=\"{other}\""),
        };
        let embed = format!(
            "<script async src=\"{script}\" data-channel=\"{}\" data-color=\"{tint}\"{fallback}></script>",
            channel.id
        );
        ChatJson {
            color,
            greeting,
            allowed_origins,
            require_email,
            identity_secret: self.signing(channel),
            email_channel_id,
            embed,
        }
    }

    fn contact_form(&self, channel: &Channel) -> ContactFormJson {
        let url = self.app.link(&format!("forms/{}", channel.id));
        ContactFormJson {
            embed: format!(
                "<iframe src=\"{url}\" style=\"width:100%;min-height:720px;border:0\" loading=\"lazy\"></iframe>"
            ),
            url,
            email_channel_id: channel.settings.email_channel_id,
            fields: ["name", "email", "order", "subject", "message"],
        }
    }

    fn api(&self, channel: &Channel) -> ApiJson {
        ApiJson {
            webhook_url: channel.settings.webhook_url.clone(),
            hook_url: self.app.link(&format!("hooks/{}", channel.id)),
            secret: self.signing(channel),
        }
    }

    fn signing(&self, channel: &Channel) -> Option<String> {
        let sealed = channel.secrets.signing.as_deref().filter(|_| self.with_secrets)?;
        match self.app.secrets.open_sealed(&channel.place("signing"), sealed) {
            Ok(secret) => Some(secret.to_string()),
            Err(cause) => {
                tracing::error!(channel = %channel.id, %cause, "a channel's secret can't be read");
                None
            }
        }
    }
}

fn email_of(channel: &Channel) -> EmailJson {
    let address = channel.address.clone().unwrap_or_default();
    let domain = address.rsplit_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default();
    EmailJson {
        display_name: channel.settings.display_name.clone(),
        outgoing: channel.settings.outgoing.clone().map(|outgoing| OutgoingJson {
            host: outgoing.host,
            port: outgoing.port,
            security: outgoing.security,
            username: outgoing.username,
            has_password: channel.secrets.password.is_some(),
            sign_in: outgoing.sign_in,
        }),
        dkim: channel.settings.dkim.clone().map(|dkim| DkimJson {
            record_name: format!("{}._domainkey.{domain}", dkim.selector),
            selector: dkim.selector,
            record_value: dkim.record,
        }),
        dkim_keys: signing_keys::all(channel).into_iter().map(|key| KeyJson::of(key, &domain)).collect(),
        sending: channel.settings.sending,
        authserv_id: channel.settings.authserv_id.clone(),
        arc_sealers: channel.settings.arc_sealers.clone(),
        signature: channel.settings.signature.clone(),
        signatures: channel.settings.signatures.by_tag(),
        carries: channel.settings.carries.unwrap_or(CARRIES),
        link_days: channel.settings.link_days.unwrap_or(LINK_DAYS),
        spam_filter: channel.settings.spam_filter,
        address,
    }
}
