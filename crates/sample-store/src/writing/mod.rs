//! Writing the history down, step by step in the order of time, through the functions by which it comes in life.
//!
//! A thousand steps are one transaction. What was sent in the past is written as delivered: the outbox stays empty.

mod conversations;
mod opinions;
mod orders;
mod steps;

use std::sync::Arc;

use database::{Database, DbError, Tx, events, readers, timers};
use inbox::Inbox;
use inbox::conversations::ChangeError;
use people::App;
use shop::products;

use self::conversations::Talks;
use self::steps::{Step, Steps, What};
use crate::FillError;
use crate::files::{Drawing, Files};
use crate::world::World;

/// Steps of one transaction: many enough that a large store does not wait for the disk, few enough that the pages which SQLite
/// keeps for undoing one (it walks over them at each statement that may fail half-way) stay few.
const BATCH: usize = 250;
/// The reader that mails what a chat's visitor has not seen: nobody waits for the mails of the past.
const SPEAKS_TO_CUSTOMERS: [&str; 1] = ["chat-leaving"];

/// All that writing needs, and what it has learnt on its way.
struct Writer {
    world: Arc<World>,
    talks: Talks,
}

/// Steps that are written in one transaction, with the files that they bring.
struct Batch {
    steps: Vec<Step>,
    files: Files,
}

impl From<ChangeError> for FillError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Database(cause) => Self::Database(cause),
            refused @ (ChangeError::NotFound
            | ChangeError::Merged(_)
            | ChangeError::Invalid { .. }
            | ChangeError::Suppressed(..)
            | ChangeError::Silenced(..)
            | ChangeError::Unresolved(_)) => Self::Refused(refused.to_string()),
        }
    }
}

/// Writes all of it, telling how far it is in percent. While one batch is written the next is made.
pub(crate) async fn write(app: &App, world: World, progress: &mut impl FnMut(u32)) -> Result<(), FillError> {
    let world = Arc::new(world);
    let mut drawing = Drawing::new(world.seed);
    let mut steps = Steps::of(Arc::clone(&world));
    write_products(&app.database, Arc::clone(&world)).await?;
    let mut writer = Writer { talks: Talks::default(), world: Arc::clone(&world) };
    let mut batch = next_batch(app, &mut steps, &mut drawing).await?;
    while !batch.steps.is_empty() {
        let written = app.database.write_much(move |tx| writer.write(tx, &batch));
        let (written, next) = tokio::join!(written, next_batch(app, &mut steps, &mut drawing));
        (writer, batch) = (written?, next?);
        progress(u32::try_from(1 + steps.percent() * 96 / 100).unwrap_or(97));
    }
    opinions::write(&app.database, &world).await?;
    settle(app).await
}

async fn next_batch(app: &App, steps: &mut Steps, drawing: &mut Drawing) -> Result<Batch, FillError> {
    let steps: Vec<Step> = steps.take(BATCH).collect();
    let files = drawing.files(app, steps.iter().flat_map(Step::files)).await?;
    Ok(Batch { steps, files })
}

async fn write_products(database: &Database, world: Arc<World>) -> Result<(), FillError> {
    database
        .write(move |tx| {
            let founded = &world.founded;
            let tx = &mut tx.at(world.year.start);
            let sold = world.catalogue.products(world.seed, tx.now);
            for product in &sold {
                products::save(tx, founded.workspace, founded.store, "TRY", product, "{}")?;
            }
            orders::write_reading(tx, &world, sold.len())
        })
        .await
}

impl Writer {
    fn write(mut self, tx: &mut Tx<'_>, batch: &Batch) -> Result<Self, FillError> {
        let mut touched = shop::orders::Touched::default();
        for step in &batch.steps {
            let tx = &mut tx.at(step.at);
            match &step.what {
                What::Order(place, stage) => orders::write(tx, &self.world, *place, *stage, &mut touched)?,
                What::Turn(turn) => self.talks.write(tx, &self.world, &batch.files, turn)?,
            }
        }
        if let Some(last) = batch.steps.last() {
            touched.settle(&mut tx.at(last.at), self.world.founded.workspace)?;
        }
        Ok(self)
    }
}

/// Readers that keep rows in step read what happened, and what time alone has brought about since: a parcel that was not late when it
/// was last heard of. Those that would write to customers begin behind it. All others (measures) find the whole history when the
/// program starts.
async fn settle(app: &App) -> Result<(), FillError> {
    let inbox = Inbox::new(app.clone());
    let all = shop::readers(app).into_iter().chain(inbox::readers(&inbox));
    let (speaking, following): (Vec<_>, Vec<_>) =
        all.partition(|reader| SPEAKS_TO_CUSTOMERS.contains(&reader.name()));
    let speaking: Vec<_> = speaking.iter().map(|reader| reader.name()).collect();
    loop {
        let mut read = timers::fire_due(&app.database).await?;
        for reader in &following {
            read += readers::catch_up(&app.database, reader).await?;
        }
        if read == 0 {
            break;
        }
    }
    app.database
        .write(move |tx| {
            let end = events::end(tx.db)?;
            speaking.iter().try_for_each(|name| readers::move_to(tx.db, name, &end))
        })
        .await
        .map_err(|cause: DbError| cause.into())
}
