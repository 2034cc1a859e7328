//! The index kept in step with the log.

use std::time::Duration;

use database::events::{self, EventId, Position};
use database::{Database, Db, DbError, WorkspaceId};
use search::{Document, Filling, Index, Reached, SearchError, Subject};
use tokio::sync::watch;
use tokio::time::Instant;

use super::kind::Kind;
use super::touched::{self, Touched};
use super::{documents, store};

/// Events that are read at once.
const EVENTS: i64 = 500;
/// An event may tell of a thousand things: with so many in hand the rest of the events waits.
const MOST_THINGS: usize = 2000;
/// Things whose words are read at once.
const THINGS: usize = 200;
/// How long what happened may wait for more before it can be found.
const AT_MOST: Duration = Duration::from_millis(400);
/// The same of what was there before the index: each commit makes files that have to be merged later.
const FILLING: Duration = Duration::from_secs(5);
/// Also looked at without news: on PostgreSQL another node may have written.
const PULSE: Duration = Duration::from_millis(250);
/// Without anything to write for so long, the writer's memory is given back.
const IDLE: Duration = Duration::from_secs(5);
/// After an error.
const PAUSE: Duration = Duration::from_secs(2);

/// Why the index could not follow.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The index failed.
    #[error(transparent)]
    Search(#[from] SearchError),
}

/// Follows the log until `stop` turns true. What happens is found within a second.
pub async fn follow(database: Database, index: Index, mut stop: watch::Receiver<bool>) {
    blocking(&index, |index| {
        index.check();
        Ok(())
    })
    .await
    .unwrap_or_else(|cause: SearchError| tracing::warn!(%cause, "the index of words can't be looked at"));
    let mut news = database.commits();
    while !*stop.borrow() {
        let followed = tokio::select! {
            followed = until_it_fails(&database, &index, &mut news) => followed,
            _ = stop.changed() => break,
        };
        if let Err(cause) = followed {
            tracing::warn!(%cause, "the index of words could not follow");
            index.forget();
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                _ = stop.changed() => {}
            }
        }
    }
    index.forget();
}

async fn until_it_fails(
    database: &Database,
    index: &Index,
    news: &mut watch::Receiver<u64>,
) -> Result<(), FollowError> {
    let mut follower = Follower::begin(database, index).await?;
    let mut committed = Instant::now();
    let mut open = false;
    loop {
        news.mark_unchanged();
        if index.is_damaged() {
            tracing::warn!("the index of words is broken: it is made again from the database");
            follower = Follower::begin(database, index).await?;
        }
        let more = follower.step().await?;
        let wait = if follower.heard { AT_MOST } else { FILLING };
        if follower.taken && (!more || committed.elapsed() >= wait) {
            if let Some(rest) = AT_MOST.checked_sub(committed.elapsed()).filter(|_| !more) {
                // More may come with it, and a commit costs as much for one as for a hundred.
                tokio::time::sleep(rest).await;
                while follower.step().await? && committed.elapsed() < AT_MOST * 2 {}
            }
            follower.commit().await?;
            (committed, open) = (Instant::now(), true);
            continue;
        }
        if more {
            continue;
        }
        if open && committed.elapsed() >= IDLE {
            blocking(index, Index::rest).await?;
            open = false;
        }
        tokio::select! {
            () = tokio::time::sleep(PULSE) => {}
            changed = news.changed() => if changed.is_err() { std::future::pending::<()>().await },
        }
    }
}

/// Takes in everything that is there now, and lets it be found; returns up to where the log was read. For tests and
/// commands.
///
/// # Errors
/// [`FollowError`].
pub async fn catch_up(database: &Database, index: &Index) -> Result<Position, FollowError> {
    let mut follower = Follower::begin(database, index).await?;
    while follower.step().await? {}
    if follower.taken {
        follower.commit().await?;
    }
    index.forget();
    Ok(follower.reached.position)
}

/// Takes things into the index, and knows up to where.
struct Follower<'a> {
    database: &'a Database,
    index: &'a Index,
    reached: Reached,
    /// Whether something was taken that is not committed.
    taken: bool,
    /// Whether some of that has happened since the index was begun.
    heard: bool,
    /// How many events are read at once: fewer where each tells of many things.
    events: i64,
}

impl<'a> Follower<'a> {
    /// Goes on where the index was committed. One that stands in no place of this log, because it is new, or the database
    /// is another or older than it, is begun anew.
    async fn begin(database: &'a Database, index: &'a Index) -> Result<Self, FollowError> {
        let known = if index.is_damaged() { None } else { index.reached()? };
        let kept = match known {
            Some(known) => {
                let position = known.position.clone();
                let stands = database.read(move |db| stands(db, &position)).await?;
                stands.then_some(known)
            }
            None => None,
        };
        if let Some(reached) = kept {
            return Ok(Self { database, index, reached, taken: false, heard: false, events: EVENTS });
        }
        if index.documents() > 0 || index.is_damaged() || index.reached()?.is_some() {
            blocking(index, Index::renew).await?;
        }
        let position = database.read(events::end).await?;
        let filling = Some(Filling { source: 0, workspace: 0, id: i64::MAX });
        tracing::info!("the index of words is filled from the database");
        Ok(Self {
            database,
            index,
            reached: Reached { position, filling },
            taken: true,
            heard: false,
            events: EVENTS,
        })
    }

    /// Takes in what has happened, and a piece of what was there before; whether there is more.
    async fn step(&mut self) -> Result<bool, FollowError> {
        let (from, asked) = (self.reached.position.clone(), self.events);
        let (position, subjects, read, full) = self
            .database
            .read(move |db| {
                let happened = events::after(db, &from, asked)?;
                let all = happened.len();
                let (mut position, mut touched, mut read) = (from, Touched::default(), 0);
                for (event, behind) in happened {
                    if touched.len() >= MOST_THINGS {
                        break;
                    }
                    touched::touch(db, &event, &mut touched)?;
                    (position, read) = (behind, read + 1);
                }
                let full = read < all || i64::try_from(all).is_ok_and(|all| all == asked);
                let subjects = touched.settle(db)?;
                Ok::<_, DbError>((position, subjects, (read < all).then_some(read), full))
            })
            .await?;
        self.events = match read.and_then(|read| i64::try_from(read).ok()) {
            Some(read) => read.max(1),
            None => (asked * 2).min(EVENTS),
        };
        self.heard |= !subjects.is_empty();
        self.take(subjects.into_iter().collect()).await?;
        // What moves nothing but the cursor is committed with what comes.
        self.reached.position = position;
        if let Some(filling) = self.reached.filling {
            let workspaces = self.database.workspaces().await?;
            let next = self.database.read(move |db| next_piece(db, &workspaces, filling)).await?;
            self.taken = true;
            match next {
                Some((things, filling)) => {
                    self.take(things).await?;
                    self.reached.filling = Some(filling);
                }
                None => {
                    self.reached.filling = None;
                    tracing::info!("the index of words is filled");
                }
            }
        }
        if !self.taken {
            self.tell();
        }
        Ok(full || self.reached.filling.is_some())
    }

    async fn take(&mut self, subjects: Vec<Subject>) -> Result<(), FollowError> {
        for some in subjects.chunks(THINGS) {
            let some = some.to_vec();
            let changes: Vec<(Subject, Option<Document>)> =
                self.database.read(move |db| documents::make(db, &some)).await?;
            self.taken = true;
            blocking(self.index, move |index| index.take(&changes)).await?;
        }
        Ok(())
    }

    async fn commit(&mut self) -> Result<(), FollowError> {
        let reached = self.reached.clone();
        blocking(self.index, move |index| index.commit(&reached)).await?;
        (self.taken, self.heard) = (false, false);
        self.tell();
        Ok(())
    }

    /// What was taken is found; for those who watch how far behind that is.
    fn tell(&self) {
        self.index.tell_found(self.reached.position.event, self.reached.filling.is_some());
    }
}

/// Whether the log has this place: its last event is there.
fn stands(db: &mut Db, position: &Position) -> Result<bool, DbError> {
    if position.event == EventId(0) {
        return Ok(true);
    }
    let before = Position { tx: position.tx.clone(), event: EventId(position.event.0 - 1) };
    let found = events::after(db, &before, 1)?;
    Ok(found.first().is_some_and(|(_, behind)| behind == position))
}

/// The next things that were there before, the newest of a kind first; `None` behind the last.
fn next_piece(
    db: &mut Db,
    workspaces: &[WorkspaceId],
    mut filling: Filling,
) -> Result<Option<(Vec<Subject>, Filling)>, DbError> {
    while let Some(kind) = Kind::ALL.get(usize::from(filling.source)) {
        for workspace in workspaces.iter().filter(|workspace| workspace.0 >= filling.workspace) {
            let below = if workspace.0 == filling.workspace { filling.id } else { i64::MAX };
            let limit = i64::try_from(THINGS).unwrap_or(i64::MAX);
            let ids = store::ids_below(db, *workspace, *kind, below, limit)?;
            if let Some(last) = ids.last() {
                let filling = Filling { workspace: workspace.0, id: *last, ..filling };
                let kind = kind.number();
                let things = ids.iter().map(|id| Subject { workspace: *workspace, kind, id: *id }).collect();
                return Ok(Some((things, filling)));
            }
        }
        filling = Filling { source: filling.source + 1, workspace: 0, id: i64::MAX };
    }
    Ok(None)
}

/// The index reads and writes files, which is nothing for a thread that serves others.
async fn blocking<T: Send + 'static>(
    index: &Index,
    f: impl FnOnce(&Index) -> Result<T, SearchError> + Send + 'static,
) -> Result<T, SearchError> {
    let index = index.clone();
    match tokio::task::spawn_blocking(move || f(&index)).await {
        Ok(done) => done,
        Err(ended) => std::panic::resume_unwind(ended.into_panic()),
    }
}
