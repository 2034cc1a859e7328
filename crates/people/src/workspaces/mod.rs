//! The workspace: one company, its settings and its business hours; and the first run, which makes it.
//!
//! There is a workspace once [`setup`] has run, from the browser or the command line; from then on setting up is refused.

pub mod hours;
pub mod http;
pub mod setup;
mod store;
pub mod workspace;

pub use hours::{BusinessHours, ClockTime, Day, DayHours};
pub use setup::{Founder, SetupError, set_up};
pub use store::{all, find};
pub(crate) use store::{currency_of, lock};
pub use workspace::{Settings, Workspace, WorkspaceChange};
