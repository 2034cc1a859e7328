//! Writing the history down, step by step in the order of time, through the functions by which it comes in life.
//!
//! Some hundred steps are one transaction. What was sent in the past is written as delivered: the outbox stays empty.

mod conversations;
mod orders;

use std::sync::Arc;

use database::readers::{self};
use database::{Database, DbError, Time, Tx, events};
use inbox::Inbox;
use inbox::conversations::ChangeError;
use people::App;
use shop::products;

use self::conversations::Talks;
use crate::FillError;
use crate::files::{File, Files};
use crate::invoice::{self, Stage};
use crate::talking::{self, Act, Turn};
use crate::world::World;

/// Steps of one transaction.
const BATCH: usize = 100;
/// The reader that mails what a chat's visitor has not seen: nobody waits for the mails of the past.
const SPEAKS_TO_CUSTOMERS: [&str; 1] = ["chat-leaving"];

/// Something that happens.
struct Step {
    at: Time,
    what: What,
}

enum What {
    /// An order comes to a stage.
    Order(usize, Stage),
    /// Something happens in a conversation.
    Turn(Turn),
}

/// All that writing needs, and what it has learnt on its way.
struct Writer {
    world: Arc<World>,
    files: Arc<Files>,
    talks: Talks,
}

impl From<ChangeError> for FillError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Database(cause) => Self::Database(cause),
            refused @ (ChangeError::NotFound
            | ChangeError::Merged(_)
            | ChangeError::Invalid { .. }
            | ChangeError::Suppressed(..)) => Self::Refused(refused.to_string()),
        }
    }
}

/// Writes all of it, telling how far it is in percent.
pub(crate) async fn write(app: &App, world: World, progress: &mut impl FnMut(u32)) -> Result<(), FillError> {
    let steps = steps(&world);
    let files = Files::prepare(app, world.seed, wanted_files(&steps)).await?;
    let world = Arc::new(world);
    write_products(&app.database, Arc::clone(&world)).await?;
    let mut writer = Writer { talks: Talks::default(), world, files: Arc::new(files) };
    let (all, mut done) = (steps.len().max(1), 0);
    let mut steps = steps.into_iter().peekable();
    while steps.peek().is_some() {
        let batch: Vec<Step> = steps.by_ref().take(BATCH).collect();
        done += batch.len();
        writer = app.database.write(move |tx| writer.write(tx, &batch)).await?;
        progress(u32::try_from(done * 97 / all).unwrap_or(97));
    }
    settle(app).await
}

fn steps(world: &World) -> Vec<Step> {
    let mut steps = Vec::new();
    for (place, sale) in world.sales.iter().enumerate() {
        let past = invoice::stages(sale).into_iter().filter(|(at, _)| *at <= world.year.until);
        steps.extend(past.map(|(at, stage)| Step { at, what: What::Order(place, stage) }));
    }
    for place in 0..world.matters.len() {
        let turns = talking::turns(world, place);
        steps.extend(turns.into_iter().map(|turn| Step { at: turn.at, what: What::Turn(turn) }));
    }
    steps.sort_by_key(|step| step.at);
    steps
}

fn wanted_files(steps: &[Step]) -> Vec<File> {
    let letters = steps.iter().filter_map(|step| match &step.what {
        What::Turn(Turn {
            act: Act::Opens { said, .. } | Act::Says(said) | Act::Answers { said, .. },
            ..
        }) => Some(said),
        What::Turn(_) | What::Order(..) => None,
    });
    letters.flat_map(|letter| letter.files.iter().cloned()).collect()
}

async fn write_products(database: &Database, world: Arc<World>) -> Result<(), FillError> {
    database
        .write(move |tx| {
            let founded = &world.founded;
            let tx = &mut tx.at(world.year.start);
            let sold = world.catalogue.products(world.seed, tx.now);
            for product in &sold {
                products::save(tx, founded.workspace, founded.store, "TRY", product)?;
            }
            orders::write_reading(tx, &world, sold.len())
        })
        .await
}

impl Writer {
    fn write(mut self, tx: &mut Tx<'_>, steps: &[Step]) -> Result<Self, FillError> {
        let mut touched = shop::orders::Touched::default();
        for step in steps {
            let tx = &mut tx.at(step.at);
            match &step.what {
                What::Order(place, stage) => orders::write(tx, &self.world, *place, *stage, &mut touched)?,
                What::Turn(turn) => self.talks.write(tx, &self.world, &self.files, turn)?,
            }
        }
        if let Some(last) = steps.last() {
            touched.settle(&mut tx.at(last.at), self.world.founded.workspace)?;
        }
        Ok(self)
    }
}

/// Readers that keep rows in step read what happened; those that would write to customers begin behind it. All others
/// (measures) find the whole history when the program starts.
async fn settle(app: &App) -> Result<(), FillError> {
    let inbox = Inbox::new(app.clone());
    let mut speaking = Vec::new();
    for reader in shop::readers(app).into_iter().chain(inbox::readers(&inbox)) {
        if SPEAKS_TO_CUSTOMERS.contains(&reader.name()) {
            speaking.push(reader.name());
        } else {
            readers::catch_up(&app.database, &reader).await?;
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
