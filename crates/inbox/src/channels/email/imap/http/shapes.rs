//! How a mailbox is read, as the API shows it.

use database::Time;
use jiff::civil::Date;
use mail::imap::FolderUse;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::folder::Folder;
use super::super::problem::ProblemCode;
use super::super::settings::{After, Incoming, Provider, StartFrom, WatchedFolder};
use super::super::store::{Mailbox, State};
use super::super::trying::Tried;
use crate::channels::Security;

/// How a mailbox is read, and how that goes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IncomingJson {
    #[schema(required)]
    settings: Option<SettingsJson>,
    #[schema(required)]
    reading: Option<ReadingJson>,
}

#[derive(Debug, Serialize, ToSchema)]
struct SettingsJson {
    host: String,
    port: u16,
    security: Security,
    username: String,
    /// Whether a password is known; it is never shown.
    has_password: bool,
    #[schema(required)]
    provider: Option<ProviderJson>,
    folders: Vec<WatchedFolder>,
    after: After,
    #[schema(required)]
    move_to: Option<String>,
    start: StartFrom,
    #[schema(required, value_type = Option<String>, format = Date)]
    start_date: Option<Date>,
    /// Of the mails that were there before: conversations whose newest mail is a customer's of so many days are open.
    #[schema(required)]
    open_days: Option<u16>,
    #[schema(required)]
    sent_folder: Option<String>,
    /// In bytes.
    largest: u32,
    #[schema(required)]
    certificate: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct ProviderJson {
    authorize_url: String,
    token_url: String,
    client_id: String,
    scope: String,
    /// Whether a secret is known; it is never shown.
    has_client_secret: bool,
    /// Whether somebody has agreed with the provider.
    authorized: bool,
}

#[derive(Debug, Serialize, ToSchema)]
struct ReadingJson {
    state: State,
    /// What is wrong, in one word.
    #[schema(required)]
    problem: Option<ProblemCode>,
    /// The same in the words of whoever refused.
    #[schema(required)]
    detail: Option<String>,
    /// Since when it has been in this state.
    since: Time,
    /// Attempts that failed in a row.
    failures: i64,
    #[schema(required)]
    next_attempt_at: Option<Time>,
    #[schema(required)]
    last_mail_at: Option<Time>,
    folders: Vec<FolderJson>,
}

#[derive(Debug, Serialize, ToSchema)]
struct FolderJson {
    name: String,
    junk: bool,
    /// How far it was read; null before it was opened.
    #[schema(required)]
    cursor: Option<CursorJson>,
}

#[derive(Debug, Serialize, ToSchema)]
struct CursorJson {
    uid_validity: i64,
    last_uid: i64,
    /// Zero where the server does not count changes.
    mod_seq: i64,
    /// Of the mails that were there before: how many are here, and of how many.
    done: i64,
    total: i64,
}

/// What came of trying.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IncomingTried)]
pub(super) struct TriedJson {
    /// What is wrong, in one word; null when mail can be read.
    #[schema(required)]
    problem: Option<ProblemCode>,
    /// The same in the words of whoever refused.
    #[schema(required)]
    detail: Option<String>,
    /// Whether the server tells by itself when mail comes.
    tells: bool,
    folders: Vec<ServerFolderJson>,
}

#[derive(Debug, Serialize, ToSchema)]
struct ServerFolderJson {
    name: String,
    /// Where the server says so.
    #[schema(required)]
    purpose: Option<FolderPurpose>,
}

database::text_enum!(
    /// What a folder is for.
    pub enum FolderPurpose {
        /// All mail at once: a view of other folders.
        All = "all",
        /// Filed away.
        Archive = "archive",
        /// Not finished.
        Drafts = "drafts",
        /// Called spam.
        Junk = "junk",
        /// Sent.
        Sent = "sent",
        /// Thrown away.
        Trash = "trash",
    }
);

impl IncomingJson {
    pub(super) fn of(mailbox: Option<Mailbox>, read: &[Folder], active: bool) -> Self {
        let Some(mailbox) = mailbox else { return Self { settings: None, reading: None } };
        let folders = mailbox.settings.folders.iter().map(|watched| FolderJson {
            name: watched.name.clone(),
            junk: watched.junk,
            cursor: read.iter().find(|folder| folder.name == watched.name).map(cursor),
        });
        let reading = ReadingJson {
            state: if active { mailbox.state } else { State::Waiting },
            problem: mailbox.problem.filter(|_| active),
            detail: mailbox.detail.clone().filter(|_| active),
            since: mailbox.since,
            failures: mailbox.failures,
            next_attempt_at: mailbox.next_attempt_at.filter(|_| active),
            last_mail_at: mailbox.last_mail_at,
            folders: folders.collect(),
        };
        Self { settings: Some(settings(mailbox)), reading: Some(reading) }
    }
}

fn cursor(folder: &Folder) -> CursorJson {
    CursorJson {
        uid_validity: folder.uid_validity,
        last_uid: folder.last_uid,
        mod_seq: folder.mod_seq,
        done: folder.done,
        total: folder.total,
    }
}

fn settings(mailbox: Mailbox) -> SettingsJson {
    let (has_secret, authorized) =
        (mailbox.secrets.client_secret.is_some(), mailbox.secrets.tokens.is_some());
    let Incoming {
        host,
        port,
        security,
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
    } = mailbox.settings;
    SettingsJson {
        host,
        port,
        security,
        username,
        has_password: mailbox.secrets.password.is_some(),
        provider: provider.map(|Provider { authorize_url, token_url, client_id, scope }| ProviderJson {
            authorize_url,
            token_url,
            client_id,
            scope,
            has_client_secret: has_secret,
            authorized,
        }),
        folders,
        after,
        move_to,
        start,
        start_date,
        open_days,
        sent_folder,
        largest,
        certificate,
    }
}

impl TriedJson {
    pub(super) fn of(tried: Tried) -> Self {
        let purpose = |purpose| match purpose {
            FolderUse::All => FolderPurpose::All,
            FolderUse::Archive => FolderPurpose::Archive,
            FolderUse::Drafts => FolderPurpose::Drafts,
            FolderUse::Junk => FolderPurpose::Junk,
            FolderUse::Sent => FolderPurpose::Sent,
            FolderUse::Trash => FolderPurpose::Trash,
        };
        let folders = tried
            .folders
            .into_iter()
            .map(|folder| ServerFolderJson { purpose: folder.purpose.map(purpose), name: folder.name });
        Self {
            detail: tried.problem.as_ref().map(|problem| problem.detail.clone()),
            problem: tried.problem.map(|problem| problem.code),
            tells: tried.tells,
            folders: folders.collect(),
        }
    }
}
