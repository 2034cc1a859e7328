//! What is asked of a channel, read and checked: every field that is wrong is told.

use std::collections::BTreeMap;

use database::{Db, DbError, Flag, Tx, WorkspaceId};
use mail::EmailAddress;
use people::fields::Fields;
use people::team::signature::Signatures;
use people::team::{TeamId, teams};
use people::text::Name;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use shop::stores::{self, StoreId};
use utoipa::ToSchema;
use web::{Merge, Patch};

use super::made::MadeKeys;
use super::values;
use crate::channels::email::is_loopback;
use crate::channels::{
    Channel, ChannelId, ChannelKind, ChannelSecrets, ChannelSettings, Dkim, Outgoing, Security, Sending,
    SignIn, SpamFilter, store,
};

/// The selector of every mailbox's key.
const SELECTOR: &str = "tillside";

/// The server that takes a mailbox's mail.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewOutgoing {
    host: String,
    #[schema(minimum = 1)]
    port: u16,
    /// `none` only to this machine.
    security: Security,
    username: Option<String>,
    /// Kept encrypted and never shown. Absent: the one that is known, as long as server and account stay.
    #[serde(skip_serializing)]
    password: Option<String>,
    /// `password` if absent. `token`: the one with which the mailbox is read, and its account if `username` is absent.
    #[serde(default)]
    sign_in: SignIn,
}

/// A channel to make. A mailbox has `address`, `display_name`, `outgoing`, `sending`, `authserv_id`, `arc_sealers`,
/// `signature`, `signatures`,
/// `carries`, `link_days` and `spam_filter`; a chat `color`, `greeting`,
/// `allowed_origins`, `require_email` and `email_channel_id`; a form `email_channel_id`; an API channel `webhook_url`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewChannel {
    pub kind: ChannelKind,
    name: String,
    active: Option<bool>,
    store_id: Option<StoreId>,
    team_id: Option<TeamId>,
    address: Option<String>,
    display_name: Option<String>,
    #[schema(value_type = Option<NewOutgoing>)]
    outgoing: Option<Merge<Option<NewOutgoing>>>,
    /// `server` if absent.
    sending: Option<Sending>,
    authserv_id: Option<String>,
    arc_sealers: Option<Vec<String>>,
    signature: Option<String>,
    #[schema(value_type = Option<BTreeMap<String, String>>)]
    signatures: Option<Merge<BTreeMap<String, String>>>,
    /// 18 MiB if absent.
    #[schema(maximum = 104857600)]
    carries: Option<u64>,
    /// 30 if absent.
    #[schema(minimum = 1, maximum = 365)]
    link_days: Option<u16>,
    /// `nearby` if absent.
    spam_filter: Option<SpamFilter>,
    color: Option<String>,
    #[schema(value_type = Option<BTreeMap<String, String>>)]
    greeting: Option<Merge<BTreeMap<String, String>>>,
    allowed_origins: Option<Vec<String>>,
    require_email: Option<bool>,
    email_channel_id: Option<ChannelId>,
    webhook_url: Option<String>,
}

/// What to change of a channel; see [`NewChannel`]. `outgoing`, `signatures` and `greeting` are merged field by field.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ChannelPatch {
    #[schema(value_type = Option<String>)]
    name: Patch<String>,
    #[schema(value_type = Option<bool>)]
    active: Patch<bool>,
    #[schema(value_type = Option<StoreId>)]
    store_id: Patch<StoreId>,
    #[schema(value_type = Option<TeamId>)]
    team_id: Patch<TeamId>,
    #[schema(value_type = Option<String>)]
    address: Patch<String>,
    #[schema(value_type = Option<String>)]
    display_name: Patch<String>,
    #[schema(value_type = Option<Merge<NewOutgoing>>)]
    outgoing: Patch<Merge<Option<NewOutgoing>>>,
    #[schema(value_type = Option<Sending>)]
    sending: Patch<Sending>,
    #[schema(value_type = Option<String>)]
    authserv_id: Patch<String>,
    /// Domains of forwarders whose ARC seals are believed, at most 50, beside those of Google, Microsoft, Fastmail and Zoho.
    #[schema(value_type = Option<Vec<String>>)]
    arc_sealers: Patch<Vec<String>>,
    /// What stands below answers: HTML with variables, cleaned; `{{agent.signature}}` is the author's own. Null or empty: that
    /// alone.
    #[schema(value_type = Option<String>)]
    signature: Patch<String>,
    /// The same by language (`en`, `tr`, `ko`, `fa`); `signature` stands where there is none.
    #[schema(value_type = Option<BTreeMap<String, Option<String>>>)]
    signatures: Patch<Merge<BTreeMap<String, String>>>,
    /// Bytes of files that a mail carries, at most 100 MiB; larger ones are had by a link. Null: 18 MiB.
    #[schema(value_type = Option<u64>, maximum = 104857600)]
    carries: Patch<u64>,
    /// Days for which such a link works. Null: 30.
    #[schema(value_type = Option<u16>, minimum = 1, maximum = 365)]
    link_days: Patch<u16>,
    #[schema(value_type = Option<SpamFilter>)]
    spam_filter: Patch<SpamFilter>,
    #[schema(value_type = Option<String>)]
    color: Patch<String>,
    #[schema(value_type = Option<BTreeMap<String, Option<String>>>)]
    greeting: Patch<Merge<BTreeMap<String, String>>>,
    #[schema(value_type = Option<Vec<String>>)]
    allowed_origins: Patch<Vec<String>>,
    #[schema(value_type = Option<bool>)]
    require_email: Patch<bool>,
    #[schema(value_type = Option<ChannelId>)]
    email_channel_id: Patch<ChannelId>,
    #[schema(value_type = Option<String>)]
    webhook_url: Patch<String>,
}

impl NewOutgoing {
    /// The server that is known; its password stays where it is.
    fn known(server: &Outgoing) -> Self {
        let Outgoing { host, port, security, username, sign_in } = server.clone();
        Self { host, port, security, username, password: None, sign_in }
    }
}

fn given<T>(value: Option<T>) -> Patch<T> {
    value.map_or(Patch::Absent, Patch::Value)
}

impl NewChannel {
    /// The channel, not stored yet.
    ///
    /// # Errors
    /// 422 with every field that is wrong.
    pub(super) fn make(
        self,
        app: &App,
        tx: &mut Tx<'_>,
        workspace: WorkspaceId,
        keys: &MadeKeys,
    ) -> Result<Channel, Failure> {
        let mut blank = Channel {
            workspace_id: workspace,
            id: tx.id(),
            kind: self.kind,
            name: String::new(),
            address: None,
            store_id: None,
            team_id: None,
            active: Flag::Yes,
            settings: ChannelSettings::default(),
            secrets: ChannelSecrets::default(),
            created_at: tx.now,
        };
        if let Some((secret, record)) = &keys.dkim {
            blank.secrets.dkim = Some(app.secrets.seal(&blank.place("dkim"), secret));
            blank.settings.dkim = Some(Dkim { selector: SELECTOR.to_owned(), record: record.clone() });
        }
        if let Some(secret) = &keys.signing {
            blank.secrets.signing = Some(app.secrets.seal(&blank.place("signing"), secret));
        }
        let patch = ChannelPatch {
            name: Patch::Value(self.name),
            active: given(self.active),
            store_id: given(self.store_id),
            team_id: given(self.team_id),
            // A mailbox without an address is none: as if it were cleared.
            address: match self.kind {
                ChannelKind::Email => self.address.map_or(Patch::Null, Patch::Value),
                ChannelKind::Chat | ChannelKind::ContactForm | ChannelKind::Api => given(self.address),
            },
            display_name: given(self.display_name),
            outgoing: given(self.outgoing),
            sending: given(self.sending),
            authserv_id: given(self.authserv_id),
            arc_sealers: given(self.arc_sealers),
            signature: given(self.signature),
            signatures: given(self.signatures),
            carries: given(self.carries),
            link_days: given(self.link_days),
            spam_filter: given(self.spam_filter),
            color: given(self.color),
            greeting: given(self.greeting),
            allowed_origins: given(self.allowed_origins),
            require_email: given(self.require_email),
            email_channel_id: given(self.email_channel_id),
            webhook_url: given(self.webhook_url),
        };
        patch.apply(app, tx.db, blank)
    }
}

impl ChannelPatch {
    /// The channel after the change, not stored yet.
    ///
    /// # Errors
    /// 422 with every field that is wrong.
    pub(super) fn apply(self, app: &App, db: &mut Db, mut channel: Channel) -> Result<Channel, Failure> {
        let mut fields = Fields::new();
        self.refuse_others(channel.kind, &mut fields);
        if let Some(name) = fields.patch::<Name>("/name", self.name) {
            channel.name = name.into();
        }
        if let Some(active) = fields.not_null("/active", self.active) {
            channel.active = active.into();
        }
        if let Some(store) = self.store_id.into_change() {
            channel.store_id =
                known(store, |id| stores::find(db, channel.workspace_id, id), "/store_id", &mut fields)?;
        }
        if let Some(team) = self.team_id.into_change() {
            channel.team_id =
                known(team, |id| teams::find(db, channel.workspace_id, id), "/team_id", &mut fields)?;
        }
        if let Some(address) = fields.patch::<EmailAddress>("/address", self.address) {
            channel.address = Some(address.identity());
        }
        if let Some(name) = self.display_name.into_change() {
            channel.settings.display_name =
                values::line("/display_name", name.unwrap_or_default(), &mut fields);
        }
        if let Some(name) = self.authserv_id.into_change() {
            channel.settings.authserv_id =
                name.and_then(|name| values::host("/authserv_id", &name, &mut fields));
        }
        if let Some(sealers) = self.arc_sealers.into_change() {
            channel.settings.arc_sealers = values::sealers(&sealers.unwrap_or_default(), &mut fields);
        }
        if let Some(html) = self.signature.into_change() {
            channel.settings.signature = values::signature(&html.unwrap_or_default(), &mut fields);
        }
        if !self.signatures.is_absent() {
            let known = channel.settings.signatures.by_tag();
            let given = self.signatures.onto(known, "/signatures")?;
            channel.settings.signatures = Signatures::read(given, &mut fields);
        }
        if let Some(bytes) = self.carries.into_change() {
            channel.settings.carries = bytes.and_then(|bytes| values::carries(bytes, &mut fields));
        }
        if let Some(days) = self.link_days.into_change() {
            channel.settings.link_days = days.and_then(|days| values::link_days(days, &mut fields));
        }
        if let Some(filter) = fields.not_null("/spam_filter", self.spam_filter) {
            channel.settings.spam_filter = filter;
        }
        if !self.outgoing.is_absent() {
            let before = channel.settings.outgoing.as_ref().map(NewOutgoing::known);
            let outgoing = self.outgoing.onto(before, "/outgoing")?;
            set_outgoing(app, &mut channel, outgoing, &mut fields);
        }
        if let Some(sending) = fields.not_null("/sending", self.sending) {
            channel.settings.sending = sending;
        }
        if let Some(color) = self.color.into_change() {
            channel.settings.color = color.and_then(|color| values::color(&color, &mut fields));
        }
        if !self.greeting.is_absent() {
            let greeting = self.greeting.onto(channel.settings.greeting, "/greeting")?;
            channel.settings.greeting = values::greeting(greeting, &mut fields);
        }
        if let Some(origins) = self.allowed_origins.into_change() {
            channel.settings.allowed_origins = values::origins(&origins.unwrap_or_default(), &mut fields);
        }
        if let Some(required) = fields.not_null("/require_email", self.require_email) {
            channel.settings.require_email = required;
        }
        if let Some(mailbox) = self.email_channel_id.into_change() {
            let find = |id| {
                let found = store::find(db, channel.workspace_id, id)?;
                Ok(found.filter(|found| found.kind == ChannelKind::Email && !found.settings.retired))
            };
            channel.settings.email_channel_id = known(mailbox, find, "/email_channel_id", &mut fields)?;
        }
        if let Some(url) = self.webhook_url.into_change() {
            let read = url.and_then(|url| values::webhook(app, &url, &mut fields));
            channel.settings.webhook_url = read;
        }
        fields.done()?;
        Ok(channel)
    }

    /// What only another kind of channel has.
    fn refuse_others(&self, kind: ChannelKind, fields: &mut Fields) {
        use ChannelKind::{Api, Chat, ContactForm, Email};
        let rules: [(&str, bool, &[ChannelKind]); 17] = [
            ("/address", self.address.value().is_some(), &[Email]),
            ("/display_name", self.display_name.value().is_some(), &[Email]),
            ("/outgoing", self.outgoing.value().is_some(), &[Email]),
            ("/sending", self.sending.value().is_some(), &[Email]),
            ("/authserv_id", self.authserv_id.value().is_some(), &[Email]),
            ("/arc_sealers", self.arc_sealers.value().is_some(), &[Email]),
            ("/signature", self.signature.value().is_some(), &[Email]),
            ("/signatures", self.signatures.value().is_some(), &[Email]),
            ("/carries", self.carries.value().is_some(), &[Email]),
            ("/link_days", self.link_days.value().is_some(), &[Email]),
            ("/spam_filter", self.spam_filter.value().is_some(), &[Email]),
            ("/color", self.color.value().is_some(), &[Chat]),
            ("/greeting", self.greeting.value().is_some(), &[Chat]),
            ("/allowed_origins", self.allowed_origins.value().is_some(), &[Chat]),
            ("/require_email", self.require_email.value().is_some(), &[Chat]),
            ("/email_channel_id", self.email_channel_id.value().is_some(), &[Chat, ContactForm]),
            ("/webhook_url", self.webhook_url.value().is_some(), &[Api]),
        ];
        for (pointer, is_given, kinds) in rules {
            if is_given && !kinds.contains(&kind) {
                fields.refuse(pointer, "not-of-this-kind", "this kind of channel has no such setting");
            }
        }
    }
}

/// An id that has to exist, or none.
fn known<I: Copy, T>(
    id: Option<I>,
    find: impl FnOnce(I) -> Result<Option<T>, DbError>,
    pointer: &str,
    fields: &mut Fields,
) -> Result<Option<I>, Failure> {
    let Some(id) = id else { return Ok(None) };
    if find(id)?.is_none() {
        fields.refuse(pointer, "unknown", "there is no such thing");
    }
    Ok(Some(id))
}

fn set_outgoing(app: &App, channel: &mut Channel, wanted: Option<NewOutgoing>, fields: &mut Fields) {
    let Some(wanted) = wanted else {
        channel.settings.outgoing = None;
        channel.secrets.password = None;
        return;
    };
    let NewOutgoing { host, port, security, username, password, sign_in } = wanted;
    let Some(host) = values::host("/outgoing/host", &host, fields) else { return };
    if port == 0 {
        fields.refuse("/outgoing/port", "invalid", "must be 1 to 65535");
    }
    if security == Security::None && !is_loopback(&host) {
        fields.refuse(
            "/outgoing/security",
            "loopback-only",
            "without encryption only this machine may be reached",
        );
    }
    if !values::may_be_reached(app, &host) {
        fields.refuse("/outgoing/host", "not-public", "the address is not on the public Internet");
    }
    let username =
        username.map(|name| values::line("/outgoing/username", name, fields)).filter(|name| !name.is_empty());
    let fresh = Outgoing { host, port, security, username, sign_in };
    let before = channel.settings.outgoing.as_ref();
    // A known password goes only where it went before.
    let is_same = before.is_some_and(|before| before.host == fresh.host && before.username == fresh.username);
    match password.filter(|password| !password.is_empty()) {
        // The token is kept where the mailbox is read.
        _ if sign_in == SignIn::Token => channel.secrets.password = None,
        Some(_) if fresh.username.is_none() => {
            fields.refuse("/outgoing/username", "required", "a password needs an account");
        }
        Some(password) => {
            channel.secrets.password = Some(app.secrets.seal(&channel.place("password"), &password));
        }
        None if !is_same => {
            if before.is_some() && channel.secrets.password.is_some() && fresh.username.is_some() {
                fields.refuse(
                    "/outgoing/password",
                    "required",
                    "another server or account needs its password",
                );
            }
            channel.secrets.password = None;
        }
        None => {}
    }
    channel.settings.outgoing = Some(fresh);
}
