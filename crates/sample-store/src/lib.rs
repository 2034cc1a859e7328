//! A believable store with a year of history: what the demo shows, and what tests and benchmarks run on.
//!
//! Nar makes ceramics and home textiles in İzmir and sells them in Türkiye, Korea, Iran and abroad. [`fill`] writes its
//! workspace, team, channels, products, coupons, customers, orders, reviews and conversations into an empty database, through the same
//! functions by which they come in life, each at its own time.
//!
//! * `founding`: the workspace, the team, tags and channels.
//! * `population`, `catalogue`, `ordering`: who there is, what is sold, who buys what and what becomes of it.
//! * `reviewing`: what they write about it, and the codes that the store gives away.
//! * `matters`, `talking`: why people write, and how each conversation goes; `phrases` holds what is said.
//! * `writing`: writes it down in the order of time.
//!
//! The same [`Plan`] gives the same store.

mod calendar;
mod catalogue;
mod chance;
mod facts;
mod files;
mod founding;
mod invoice;
mod letters;
mod matters;
mod ordering;
mod phrases;
mod picture;
mod population;
mod reviewing;
mod talking;
mod world;
mod writing;

use calendar::Year;
use world::World;

use database::{DbError, Time};
use people::App;

pub use founding::{OWNER_EMAIL, PASSWORD};

/// How large the store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Another seed gives another store of the same kind.
    pub seed: u64,
    /// People who have bought or written.
    pub customers: usize,
    /// Orders in the year.
    pub orders: usize,
    /// Conversations in the year.
    pub conversations: usize,
    /// When the year ends; the database's present moment if absent.
    pub until: Option<Time>,
}

impl Default for Plan {
    fn default() -> Self {
        Self { seed: 1, customers: 2_000, orders: 6_000, conversations: 3_000, until: None }
    }
}

impl Plan {
    /// The same kind of store with so many conversations, half as many customers and one and a half as many orders: a shop
    /// of 200,000 conversations has a million messages.
    #[must_use]
    pub fn with_conversations(self, count: usize) -> Self {
        Self {
            customers: (count / 2).max(1),
            orders: (count * 3 / 2).max(1),
            conversations: count.max(1),
            ..self
        }
    }

    /// The same kind of store in another size: 100 percent is this one.
    #[must_use]
    pub fn percent(self, percent: u16) -> Self {
        let part = |count: usize| (count * usize::from(percent) / 100).max(1);
        Self {
            customers: part(self.customers),
            orders: part(self.orders),
            conversations: part(self.conversations),
            ..self
        }
    }
}

/// Why the store could not be made.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// There is a workspace already: a sample store is only made in an empty database.
    #[error("the database is not empty")]
    NotEmpty,
    /// What the plan says is refused by the rules of the product.
    #[error("the sample store is refused: {0}")]
    Refused(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Makes the store in an empty database, telling how far it is in percent.
///
/// # Errors
/// [`FillError`].
pub async fn fill(app: &App, plan: &Plan, mut progress: impl FnMut(u32)) -> Result<(), FillError> {
    if !app.database.workspaces().await?.is_empty() {
        return Err(FillError::NotEmpty);
    }
    let until = plan.until.unwrap_or_else(|| app.database.now());
    let founded = founding::found(app, until).await?;
    progress(1);
    let world = World::new(plan, Year::until(until), founded)?;
    writing::write(app, world, &mut progress).await?;
    progress(100);
    Ok(())
}
