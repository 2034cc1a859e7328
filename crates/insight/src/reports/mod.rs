//! Reports: the measures of a period.
//!
//! A report reads the facts of its period and of the one before ([`facts`]: one range of an index for each measure),
//! folds them into totals, a series and groups ([`overview`]), and answers as JSON or as a table. What each number means
//! stands in `docs/measures.md`; [`definitions`] tells it in the reader's language.

mod csv;
mod definitions;
mod facts;
mod figures;
mod http;
mod names;
mod overview;
mod period;

pub use definitions::Definition;
pub use facts::Filter;
pub use http::routes;
pub use overview::{Overview, Question, overview};
pub use period::{Granularity, Period, PeriodError};
