//! Settings are tried before they are kept: what is wrong is said at once, and which folders there are.

use std::time::Duration;

use mail::imap::{Folder, FolderUse};
use people::App;

use super::credentials::Credentials;
use super::problem::{Problem, ProblemCode};
use super::session::Session;
use super::store::Mailbox;
use super::watching::look_for_folders;

/// How long somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(40);

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Tried {
    /// What is wrong; nothing if absent.
    pub problem: Option<Problem>,
    /// The folders, once signed in.
    pub folders: Vec<Folder>,
    /// Whether the server tells by itself when mail comes.
    pub tells: bool,
}

/// Signs in, lists the folders and looks whether those that are named are there. Nothing is changed.
pub(super) async fn try_out(app: &App, mailbox: &Mailbox) -> Tried {
    let mut tried = Tried::default();
    let trying = go_through(app, mailbox, &mut tried);
    let problem = match tokio::time::timeout(PATIENCE, trying).await {
        Ok(ended) => ended.err(),
        Err(_) => Some(Problem::new(ProblemCode::TimedOut, "")),
    };
    Tried { problem, ..tried }
}

async fn go_through(app: &App, mailbox: &Mailbox, tried: &mut Tried) -> Result<(), Problem> {
    let credentials = Credentials::of(app, mailbox, false).await?;
    let mut session = Session::open(app, &mailbox.settings, &credentials).await?;
    tried.tells = session.can("IDLE");
    tried.folders = session.folders().await?;
    tried.folders.retain(|folder| folder.selectable && folder.purpose != Some(FolderUse::All));
    look_for_folders(&mut session, &mailbox.settings).await?;
    session.leave().await;
    Ok(())
}
