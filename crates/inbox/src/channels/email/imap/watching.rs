//! One mailbox, for as long as its connection lasts.

use std::time::Duration;

use database::{DbError, Tx};
use tokio::time::Instant;

use super::credentials::Credentials;
use super::hearing::Ears;
use super::problem::{Problem, ProblemCode};
use super::reading::Reading;
use super::session::{Access, Session};
use super::settings::Incoming;
use super::store::{self, Key, Mailbox, State};
use super::taking::{Careful, Taking};
use crate::channels::{self, Channel};

/// A server that can't tell by itself is asked this often.
const ASK: Duration = Duration::from_secs(30);

/// What one attempt leaves to the next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub careful: Careful,
    /// The server refused the token that was known.
    pub token_refused: bool,
    /// All folders were read at least once since this was last set to `false`.
    pub went_well: bool,
}

/// Reads a mailbox until something ends it, and says what.
pub(super) async fn watch(reading: &Reading, key: Key, memory: &mut Memory) -> Problem {
    match watch_on(reading, key, memory).await {
        Ok(never) => match never {},
        Err(problem) => {
            memory.token_refused = problem.code == ProblemCode::SignIn && !memory.token_refused;
            problem
        }
    }
}

async fn watch_on(
    reading: &Reading,
    key: Key,
    memory: &mut Memory,
) -> Result<std::convert::Infallible, Problem> {
    let (channel, mailbox) = load(reading, key).await?;
    let credentials = Credentials::of(&reading.app, &mailbox, memory.token_refused).await?;
    let (incoming, connected_at) = (mailbox.settings, mailbox.connected_at);
    let mut session = Session::open(&reading.app, &incoming, &credentials).await?;
    look_for_folders(&mut session, &incoming).await?;
    note(reading, key, State::Connected, None).await?;
    let mut taking = Taking {
        app: &reading.app,
        key,
        holder: reading.holder,
        channel: &channel,
        incoming: &incoming,
        connected_at,
        sweep: reading.pace.sweep,
        careful: &mut memory.careful,
        beside: false,
    };
    let mut ears = Ears::new();
    let (first, others) = incoming.folders.split_first().ok_or_else(|| no_folder(""))?;
    taking.visit(&mut session, first).await?;
    loop {
        for other in others {
            taking.visit(&mut session, other).await?;
        }
        // The first is open while nothing else is done: of it the server tells.
        taking.visit(&mut session, first).await?;
        memory.went_well = true;
        memory.token_refused = false;
        compare(&mut session, &mut taking, &incoming).await?;
        if session.can("IDLE") {
            ears.listen(reading, key, others);
        }
        wait(reading, &mut session, &mut taking, &mut ears, &incoming).await?;
    }
}

/// Once a day all folders are held against the journal.
async fn compare(session: &mut Session, taking: &mut Taking<'_>, incoming: &Incoming) -> Result<(), Problem> {
    let mut open = true;
    for folder in &incoming.folders {
        open &= !taking.compare_if_due(session, folder).await?;
    }
    match incoming.folders.first() {
        Some(first) if !open => taking.visit(session, first).await,
        _ => Ok(()),
    }
}

/// Until it is time to ask for all folders again: what comes into any that is listened to is read as it comes.
async fn wait(
    reading: &Reading,
    session: &mut Session,
    taking: &mut Taking<'_>,
    ears: &mut Ears,
    incoming: &Incoming,
) -> Result<(), Problem> {
    let Some((first, others)) = incoming.folders.split_first() else { return Ok(()) };
    let until = Instant::now() + reading.pace.poll;
    loop {
        let called = ears.take();
        for other in called.iter().filter_map(|place| others.get(*place)) {
            taking.visit(session, other).await?;
        }
        if !called.is_empty() {
            taking.visit(session, first).await?;
        }
        if session.grown {
            taking.go_on(session, first).await?;
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        if session.can("IDLE") {
            session.idle(left.min(reading.pace.idle), ears.called()).await?;
        } else {
            tokio::time::sleep(left.min(ASK)).await;
            session.noop().await?;
        }
    }
}

pub(super) async fn load(reading: &Reading, key: Key) -> Result<(Channel, Mailbox), Problem> {
    let found = reading.app.database.read(move |db| {
        let channel = channels::find(db, key.workspace, key.channel)?;
        let mailbox = store::find(db, key.workspace, key.channel)?;
        Ok::<_, DbError>(channel.zip(mailbox))
    });
    let found = found.await?.filter(|(_, mailbox)| mailbox.revision == key.revision);
    found.ok_or_else(|| Problem::new(ProblemCode::Superseded, ""))
}

/// A folder that is gone is told before anything is read, by its name.
pub(super) async fn look_for_folders(session: &mut Session, incoming: &Incoming) -> Result<(), Problem> {
    let mut names: Vec<&String> = incoming.folders.iter().map(|folder| &folder.name).collect();
    names.extend(incoming.move_to.iter().chain(&incoming.sent_folder));
    for name in names {
        if let Err(problem) = session.select(name, Access::Read).await {
            return Err(if problem.code == ProblemCode::Folder { no_folder(name) } else { problem });
        }
    }
    Ok(())
}

fn no_folder(name: &str) -> Problem {
    Problem::new(ProblemCode::Folder, name)
}

/// What is written down beside a failure.
pub(super) struct Failure {
    pub problem: Problem,
    pub failures: i64,
    pub pause: jiff::SignedDuration,
}

/// Writes down how it goes; open screens hear of it when that is another way than before.
pub(super) async fn note(
    reading: &Reading,
    key: Key,
    state: State,
    failure: Option<Failure>,
) -> Result<(), DbError> {
    let holder = reading.holder;
    let write = move |tx: &mut Tx<'_>| {
        let Some(mut row) = store::held(tx, key, holder)? else { return Ok(()) };
        let before = (row.state, row.problem);
        (row.problem, row.detail, row.failures, row.next_attempt_at) = match failure {
            Some(Failure { problem, failures, pause }) => {
                (Some(problem.code), Some(problem.detail), failures, Some(tx.now.plus(pause)))
            }
            None => (None, None, 0, None),
        };
        row.state = state;
        if before != (row.state, row.problem) {
            row.since = tx.now;
            store::announce(tx, key.workspace, key.channel)?;
        }
        store::put(tx, &row)
    };
    reading.app.database.write(write).await
}
