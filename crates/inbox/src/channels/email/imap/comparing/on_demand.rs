//! A person wants to know now: every mailbox of a workspace is compared, beside whoever reads it.

use std::time::Duration;

use database::{DbError, WorkspaceId};
use futures::stream::{StreamExt as _, TryStreamExt as _, iter};
use jiff::SignedDuration;
use people::App;

use super::{compare, note_failure};
use crate::channels::email::imap::credentials::Credentials;
use crate::channels::email::imap::problem::{Problem, ProblemCode};
use crate::channels::email::imap::session::Session;
use crate::channels::email::imap::settings::WatchedFolder;
use crate::channels::email::imap::store::{self, Holder, Key, Mailbox};
use crate::channels::email::imap::taking::{Careful, Taking};
use crate::channels::{self, Channel};

/// Mailboxes compared at a time.
const AT_ONCE: usize = 4;
/// How long one may take.
const PATIENCE: Duration = Duration::from_secs(600);

/// What is done with mails that are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// They are told.
    Told,
    /// They are taken.
    Taken,
}

/// Compares every mailbox of a workspace; tells how many mails were taken by that.
///
/// # Errors
/// Only those of the database: what a server refuses is written down.
pub(super) async fn compare_all(
    app: &App,
    workspace: WorkspaceId,
    missing: Missing,
) -> Result<usize, DbError> {
    let found = app.database.read(move |db| {
        let channels = channels::ever(db, workspace)?;
        let with_channel = |mailbox: Mailbox| {
            let channel = channels.iter().find(|channel| channel.id == mailbox.channel_id)?;
            Some((channel.clone(), mailbox))
        };
        let mailboxes = store::of_workspace(db, workspace)?;
        Ok::<_, DbError>(mailboxes.into_iter().filter_map(with_channel).collect::<Vec<_>>())
    });
    let each = iter(found.await?).map(|(channel, mailbox)| one(app, channel, mailbox, missing));
    each.buffer_unordered(AT_ONCE).try_fold(0, |all, taken| async move { Ok(all + taken) }).await
}

async fn one(app: &App, channel: Channel, mailbox: Mailbox, missing: Missing) -> Result<usize, DbError> {
    let key = Key { workspace: channel.workspace_id, channel: channel.id, revision: mailbox.revision };
    let mut done = Done::default();
    let going = go_through(app, &channel, &mailbox, (key, missing), &mut done);
    let problem = match tokio::time::timeout(PATIENCE, going).await {
        Ok(Ok(())) => return Ok(done.taken),
        Ok(Err(problem)) => problem,
        Err(_) => Problem::new(ProblemCode::TimedOut, ""),
    };
    for watched in &mailbox.settings.folders[done.folders..] {
        note_failure(app, key, &watched.name, &problem).await?;
    }
    Ok(done.taken)
}

/// How far it has come.
#[derive(Debug, Default)]
struct Done {
    folders: usize,
    taken: usize,
}

async fn go_through(
    app: &App,
    channel: &Channel,
    mailbox: &Mailbox,
    (key, missing): (Key, Missing),
    done: &mut Done,
) -> Result<(), Problem> {
    let credentials = Credentials::of(app, mailbox, false).await?;
    let mut session = Session::open(app, &mailbox.settings, &credentials).await?;
    let mut careful = Careful::default();
    let mut taking = Taking {
        app,
        key,
        holder: Holder::BESIDE,
        channel,
        incoming: &mailbox.settings,
        connected_at: mailbox.connected_at,
        sweep: SignedDuration::MAX,
        careful: &mut careful,
        beside: true,
    };
    for watched in &mailbox.settings.folders {
        match of_folder(app, &mut taking, &mut session, watched, missing).await {
            Ok(taken) => done.taken += taken,
            // It is gone: the others are there.
            Err(problem) if problem.code == ProblemCode::Folder => {
                note_failure(app, key, &watched.name, &problem).await?;
            }
            Err(problem) => return Err(problem),
        }
        done.folders += 1;
    }
    session.leave().await;
    Ok(())
}

async fn of_folder(
    app: &App,
    taking: &mut Taking<'_>,
    session: &mut Session,
    watched: &WatchedFolder,
    missing: Missing,
) -> Result<usize, Problem> {
    match missing {
        Missing::Told => compare(app, taking.key, session, watched).await.map(|_| 0),
        Missing::Taken => taking.complete(session, watched).await,
    }
}
