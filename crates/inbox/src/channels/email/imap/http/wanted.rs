//! How a mailbox is to be read, as it is asked for: every field that is wrong is told.

use database::Time;
use jiff::civil::Date;
use people::fields::Fields;
use people::{App, Failure};
use serde::Deserialize;
use url::Url;
use utoipa::ToSchema;

use super::super::settings::{After, Incoming, Provider, Secrets, StartFrom, WatchedFolder};
use super::super::store::{Mailbox, State};
use super::super::wire;
use crate::channels::email::is_loopback;
use crate::channels::email::reading::LARGEST_READ;
use crate::channels::http::values;
use crate::channels::{Channel, Security};

/// Most folders of one mailbox.
const MOST_FOLDERS: usize = 20;
/// Longest name of a folder, in bytes.
const LONGEST_NAME: usize = 500;
/// Longest certificate, in bytes of PEM: a chain of a few.
const LONGEST_CERTIFICATE: usize = 32 * 1024;
/// The smallest limit that still lets an ordinary mail through, in bytes.
const SMALLEST: u32 = 100 * 1024;

/// How a mailbox is to be read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewIncoming {
    /// Host name or address.
    host: String,
    #[schema(minimum = 1)]
    port: u16,
    /// `none` only to this machine.
    security: Security,
    /// The account.
    username: String,
    /// Kept encrypted and never shown. Absent: the one that is known, as long as server and account stay.
    password: Option<String>,
    /// Signs in with a token of this provider's instead of a password.
    provider: Option<NewProvider>,
    /// What is read; `INBOX` if absent. Of what comes into the first seven the server tells at once.
    folders: Option<Vec<WatchedFolder>>,
    /// `leave` if absent.
    after: Option<After>,
    /// Only with `move`.
    move_to: Option<String>,
    /// `now` if absent.
    start: Option<StartFrom>,
    /// Only with `date`.
    #[schema(value_type = Option<String>, format = Date)]
    start_date: Option<Date>,
    /// Of the mails that were there before: conversations whose newest mail is a customer's of so many days are open. Absent:
    /// all are solved. Not with `now`.
    #[schema(minimum = 1, maximum = 3650)]
    open_days: Option<u16>,
    /// Where a copy of what is sent is put; absent where the provider does that itself.
    sent_folder: Option<String>,
    /// Of larger mails only the headers are fetched, in bytes; 50 MiB if absent, which is the most.
    #[schema(minimum = 102400, maximum = 52428800)]
    largest: Option<u32>,
    /// The certificate of a server of one's own, PEM.
    certificate: Option<String>,
}

/// The provider that gives tokens.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewProvider {
    /// Where a person agrees.
    authorize_url: String,
    /// Where tokens are had.
    token_url: String,
    /// The name under which this desk is known there.
    client_id: String,
    /// Kept encrypted and never shown. Absent: the one that is known, as long as endpoint and name stay.
    client_secret: Option<String>,
    /// What is asked for, separated by spaces.
    scope: String,
}

impl NewIncoming {
    /// The mailbox after the change, not stored yet.
    ///
    /// # Errors
    /// 422 with every field that is wrong.
    pub(super) fn apply(
        self,
        app: &App,
        channel: &Channel,
        before: Option<&Mailbox>,
        now: Time,
    ) -> Result<Mailbox, Failure> {
        let mut fields = Fields::new();
        let host = server(app, &self.host, self.port, self.security, &mut fields);
        let username = values::line("/username", self.username, &mut fields);
        if username.is_empty() {
            fields.refuse("/username", "required", "must not be empty");
        }
        let folders =
            self.folders.unwrap_or_else(|| vec![WatchedFolder { name: "INBOX".to_owned(), junk: false }]);
        check_folders(&folders, &mut fields);
        let after = self.after.unwrap_or(After::Leave);
        let move_to = folder_name("/move_to", self.move_to, &mut fields).filter(|_| after == After::Move);
        check_target(after, move_to.as_deref(), &folders, &mut fields);
        let start = self.start.unwrap_or(StartFrom::Now);
        let start_date = self.start_date.filter(|_| start == StartFrom::Date);
        if start == StartFrom::Date && start_date.is_none() {
            fields.refuse("/start_date", "required", "a start on a day needs the day");
        }
        let open_days = self.open_days.filter(|_| start != StartFrom::Now);
        if open_days.is_some_and(|days| !(1..=3650).contains(&days)) {
            fields.refuse("/open_days", "out-of-range", "must be 1 to 3650");
        }
        let most = u32::try_from(LARGEST_READ).unwrap_or(u32::MAX);
        let largest = self.largest.unwrap_or(most);
        if !(SMALLEST..=most).contains(&largest) {
            fields.refuse("/largest", "out-of-range", "must be 102400 to 52428800");
        }
        let certificate = certificate(self.certificate, &mut fields);
        let sent_folder = folder_name("/sent_folder", self.sent_folder, &mut fields);
        let (provider, client_secret) = match self.provider {
            Some(wanted) => {
                let (provider, secret) = wanted.read(app, &mut fields);
                (Some(provider), secret)
            }
            None => (None, None),
        };
        let settings = Incoming {
            host,
            port: self.port,
            security: self.security,
            username,
            provider,
            folders,
            after,
            move_to,
            start,
            start_date,
            open_days,
            sent_folder,
            largest,
            certificate,
        };
        fields.done()?;
        let mut mailbox = Mailbox {
            workspace_id: channel.workspace_id,
            channel_id: channel.id,
            secrets: kept(before, &settings),
            revision: before.map_or(1, |before| before.revision + 1),
            state: State::Waiting,
            problem: None,
            detail: None,
            since: now,
            failures: 0,
            next_attempt_at: None,
            last_mail_at: before.and_then(|before| before.last_mail_at),
            leased_by: None,
            leased_until: None,
            connected_at: connected_at(before, &settings).unwrap_or(now),
            settings,
        };
        for (name, secret) in [("password", self.password), ("client_secret", client_secret)] {
            let Some(secret) = secret.filter(|secret| !secret.is_empty()) else { continue };
            let sealed = app.secrets.seal(&mailbox.place(name), &secret);
            match name {
                "password" => mailbox.secrets.password = Some(sealed),
                _ => mailbox.secrets.client_secret = Some(sealed),
            }
        }
        check_password(&mailbox)?;
        Ok(mailbox)
    }
}

/// Since when this account is read, if it was before.
fn connected_at(before: Option<&Mailbox>, after: &Incoming) -> Option<Time> {
    let is_same = |old: &&Mailbox| old.settings.host == after.host && old.settings.username == after.username;
    before.filter(is_same).map(|before| before.connected_at)
}

/// Known secrets go only where they went before.
fn kept(before: Option<&Mailbox>, after: &Incoming) -> Secrets {
    let Some(Mailbox { settings, secrets, .. }) = before else { return Secrets::default() };
    let same_account = settings.host == after.host && settings.username == after.username;
    let same_provider = same_account && settings.provider == after.provider;
    let same_client =
        settings.provider.as_ref().zip(after.provider.as_ref()).is_some_and(|(before, after)| {
            before.token_url == after.token_url && before.client_id == after.client_id
        });
    Secrets {
        password: secrets.password.clone().filter(|_| same_account && after.provider.is_none()),
        client_secret: secrets.client_secret.clone().filter(|_| same_client),
        tokens: secrets.tokens.clone().filter(|_| same_provider),
        asked: secrets.asked.clone().filter(|_| same_provider),
    }
}

fn check_password(mailbox: &Mailbox) -> Result<(), Failure> {
    let mut fields = Fields::new();
    if mailbox.settings.provider.is_none() && mailbox.secrets.password.is_none() {
        fields.refuse("/password", "required", "the server wants a password");
    }
    Ok(fields.done()?)
}

fn server(app: &App, host: &str, port: u16, security: Security, fields: &mut Fields) -> String {
    let Some(host) = values::host("/host", host, fields) else { return String::new() };
    if port == 0 {
        fields.refuse("/port", "invalid", "must be 1 to 65535");
    }
    if security == Security::None && !is_loopback(&host) {
        fields.refuse("/security", "loopback-only", "without encryption only this machine may be reached");
    }
    if !values::may_be_reached(app, &host) {
        fields.refuse("/host", "not-public", "the address is not on the public Internet");
    }
    host
}

fn check_folders(folders: &[WatchedFolder], fields: &mut Fields) {
    if folders.is_empty() || folders.len() > MOST_FOLDERS {
        fields.refuse("/folders", "out-of-range", "must be 1 to 20 folders");
    }
    for (place, folder) in folders.iter().enumerate() {
        let pointer = format!("/folders/{place}/name");
        drop(folder_name(&pointer, Some(folder.name.clone()), fields));
        if folder.name.trim().is_empty() {
            fields.refuse(&pointer, "required", "must not be empty");
        }
        if folders[..place].iter().any(|other| other.name == folder.name) {
            fields.refuse(&pointer, "taken", "is there twice");
        }
    }
}

fn check_target(after: After, target: Option<&str>, folders: &[WatchedFolder], fields: &mut Fields) {
    match target {
        None if after == After::Move => fields.refuse("/move_to", "required", "to be moved needs a folder"),
        Some(target) if folders.iter().any(|folder| folder.name == target) => {
            fields.refuse("/move_to", "invalid", "is a folder that is read");
        }
        _ => {}
    }
}

/// A name that may be absent; spaces in it count.
fn folder_name(pointer: &str, name: Option<String>, fields: &mut Fields) -> Option<String> {
    let name = name.filter(|name| !name.is_empty())?;
    if name.len() > LONGEST_NAME {
        fields.refuse(pointer, "too-long", "must have at most 500 bytes");
    }
    if name.chars().any(char::is_control) {
        fields.refuse(pointer, "invalid", "has characters that can't be shown");
    }
    Some(name)
}

fn certificate(text: Option<String>, fields: &mut Fields) -> Option<String> {
    let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())?;
    if text.len() > LONGEST_CERTIFICATE {
        fields.refuse("/certificate", "too-long", "must have at most 32768 bytes");
    } else if let Err(cause) = wire::certificates(&text) {
        fields.refuse("/certificate", "invalid", &cause);
    }
    Some(text)
}

impl NewProvider {
    fn read(self, app: &App, fields: &mut Fields) -> (Provider, Option<String>) {
        let provider = Provider {
            authorize_url: page("/provider/authorize_url", &self.authorize_url, fields),
            token_url: endpoint(app, &self.token_url, fields),
            client_id: values::line("/provider/client_id", self.client_id, fields),
            scope: values::line("/provider/scope", self.scope, fields),
        };
        for (pointer, text) in
            [("/provider/client_id", &provider.client_id), ("/provider/scope", &provider.scope)]
        {
            if text.is_empty() {
                fields.refuse(pointer, "required", "must not be empty");
            }
        }
        (provider, self.client_secret)
    }
}

/// A page that a person's browser opens.
fn page(pointer: &str, text: &str, fields: &mut Fields) -> String {
    let url = Url::parse(text.trim()).ok().filter(|url| match url.scheme() {
        "https" => url.has_host(),
        "http" => url.host_str().is_some_and(is_loopback),
        _ => false,
    });
    match url {
        Some(url) => url.to_string(),
        None => {
            fields.refuse(
                pointer,
                "invalid",
                "must be an address such as https://provider.example/authorize",
            );
            String::new()
        }
    }
}

/// An address that gets secrets: encrypted, or on this machine.
fn endpoint(app: &App, text: &str, fields: &mut Fields) -> String {
    let url = page("/provider/token_url", text, fields);
    if let Ok(url) = Url::parse(&url)
        && let Err(refusal) = app.guarded.check(&url)
    {
        fields.refuse("/provider/token_url", "not-public", &refusal.to_string());
    }
    url
}
