//! How far a store has been read.

use database::Time;
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::exports::Export;
use crate::stores::HealthCode;

database::text_enum!(
    /// Whether a store is being read.
    pub enum SyncState {
        /// It has never been read.
        Idle = "idle",
        /// It is being read, or waits to be read on.
        Running = "running",
        /// All that was there is here.
        Done = "done",
        /// It could not be read on; it is tried again by itself.
        Failed = "failed",
    }
);

database::text_enum!(
    /// What is being read.
    pub enum Phase {
        /// How the store can be spoken to.
        Probe = "probe",
        /// What it sells.
        Products = "products",
        /// Who has an account.
        Customers = "customers",
        /// What was ordered.
        Orders = "orders",
        /// What takes something off an order.
        Coupons = "coupons",
        /// What customers wrote about products.
        Reviews = "reviews",
        /// Refunds and notes, order by order.
        Details = "details",
        /// Nothing.
        Rest = "rest",
    }
);

/// How many of a kind were read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReadCount)]
pub struct Count {
    /// Read and kept.
    pub done: u64,
    /// How many there are, as the store counts; grows while it is read.
    pub total: u64,
    /// Read and not understood.
    pub skipped: u64,
}

impl Count {
    /// Counts what a page brought; a store may count less than it shows.
    pub fn add(&mut self, done: u64, skipped: u64, total: Option<u64>) {
        self.done += done;
        self.skipped += skipped;
        self.total = total.unwrap_or(self.total).max(self.done + self.skipped);
    }

    /// The same with a total of what was read and what waits.
    pub const fn with_waiting(self, waiting: u64) -> Self {
        Self { total: self.done + self.skipped + waiting, ..self }
    }

    /// All was read: a store also counts what it does not show.
    pub fn close(&mut self) {
        self.total = self.done + self.skipped;
    }
}

/// Where the reading of the present phase stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The next page; 0 and 1 are the first.
    pub page: u32,
    /// The highest of the store's ids that was read, so that a page that is read twice is counted once.
    pub last_id: u64,
    /// Things in the whole list when the last page was read: fewer on the next one means that pages moved up.
    pub total: Option<u64>,
    /// The place behind the last page, in stores whose pages have no numbers.
    pub cursor: Option<String>,
}

/// How far a comparison with the store's whole list of orders, or of products, has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// When it began.
    pub began_at: Time,
    /// The next page.
    pub page: u32,
    /// The highest of the store's ids that was compared.
    pub last_id: u64,
}

impl Comparison {
    /// One that begins.
    pub const fn at(began_at: Time) -> Self {
        Self { began_at, page: 1, last_id: 0 }
    }
}

/// How far a list is that a store reads over once a day, because nothing tells of all its changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Apart {
    /// What is new or changed is here up to this moment; none: it has never been read.
    pub until: Option<Time>,
    /// When it was last read over as a whole.
    pub whole_at: Option<Time>,
    /// How far the reading over that is under way has come.
    pub over: Option<Comparison>,
    /// Why the store does not show it to us.
    pub barred: Option<HealthCode>,
}

/// How gently a store is asked. It begins with two requests at once; when the store asks for patience, does not answer in time
/// or is slow several times in a row, it becomes one, with a pause that doubles; each run of quick answers halves it again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// Milliseconds between requests.
    pub pause_ms: u64,
    /// Quick answers since the last complaint.
    pub calm: u32,
    /// Slow answers in a row.
    #[serde(default)]
    pub slow: u32,
}

const FIRST_PAUSE_MS: u64 = 500;
const LONGEST_PAUSE_MS: u64 = 10_000;
const CALM: u32 = 20;
/// One page may well be larger than the others.
const SLOW: u32 = 3;

impl Pace {
    /// Requests at once.
    pub const fn at_once(self) -> usize {
        if self.pause_ms == 0 { 2 } else { 1 }
    }

    /// The store answered, slowly or not.
    pub fn answered(&mut self, slowly: bool) {
        if slowly {
            self.calm = 0;
            self.slow += 1;
            if self.slow >= SLOW {
                self.complained();
            }
            return;
        }
        self.slow = 0;
        self.calm += 1;
        if self.calm >= CALM {
            self.calm = 0;
            self.pause_ms = if self.pause_ms <= FIRST_PAUSE_MS { 0 } else { self.pause_ms / 2 };
        }
    }

    /// The store asked for patience, or did not answer in time.
    pub fn complained(&mut self) {
        (self.calm, self.slow) = (0, 0);
        self.pause_ms = (self.pause_ms * 2).clamp(FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
    }
}

/// Things that a turn has read, and since when it goes on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rate {
    /// How many.
    pub read: u64,
    /// When the turn began; none: there was none yet.
    pub since: Option<Time>,
}

/// Less time than this says nothing of a rate, in seconds.
const MOMENT: f64 = 0.05;

impl Rate {
    /// Of a turn that begins.
    pub const fn begun(at: Time) -> Self {
        Self { read: 0, since: Some(at) }
    }

    /// Things in a second up to a moment, to the tenth.
    pub fn until(self, now: Time) -> f64 {
        let seconds = self.since.map_or(0.0, |since| now.since(since).as_secs_f64());
        if seconds < MOMENT { 0.0 } else { (self.read as f64 / seconds * 10.0).round() / 10.0 }
    }
}

/// How far a store has been read, as it is stored beside what was read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(default)]
pub struct Progress {
    /// Whether all of its past is here.
    pub past_is_read: bool,
    /// When the present reading began: changes since then are asked for next time.
    pub began_at: Option<Time>,
    /// Changes are here up to this moment.
    pub read_until: Option<Time>,
    /// When the last comparison with the store's whole list of orders began.
    pub compared_at: Option<Time>,
    /// How far the comparison that is under way has come.
    pub comparison: Option<Comparison>,
    /// When the last comparison with the store's whole list of products began.
    pub products_compared_at: Option<Time>,
    /// How far the comparison of products that is under way has come.
    pub product_comparison: Option<Comparison>,
    /// Where the present phase stands.
    pub place: Place,
    /// How far the file is that the present list is read from.
    pub export: Export,
    /// Orders.
    pub orders: Count,
    /// Accounts.
    pub customers: Count,
    /// Products.
    pub products: Count,
    /// Coupons.
    pub coupons: Count,
    /// Reviews.
    pub reviews: Count,
    /// How far accounts are.
    pub customers_apart: Apart,
    /// When what hangs on orders was last looked at again.
    pub looked_again_at: Option<Time>,
    /// How far coupons are.
    pub coupons_apart: Apart,
    /// How far reviews are.
    pub reviews_apart: Apart,
    /// Orders whose refunds were asked for; how many there are yet, the errands tell.
    pub refunds: Count,
    /// Orders whose notes were asked for; how many there are yet, the errands tell.
    pub notes: Count,
    /// When the store was found to have no fulfillments of its own: it is not asked for any for a while.
    pub without_fulfillments: Option<Time>,
    /// How much was read in the present turn, or was in the last one.
    pub rate: Rate,
    /// How gently it is asked.
    pub pace: Pace,
}
database::json_column!(Progress);

impl Progress {
    /// Whether changes should be asked for again.
    pub fn is_stale(&self, now: Time, every: SignedDuration) -> bool {
        self.read_until.is_none_or(|until| now.since(until) >= every)
    }
}

#[cfg(test)]
mod tests {
    use database::Time;
    use jiff::SignedDuration;

    use super::{Count, Pace, Rate};

    #[test]
    fn a_rate_is_as_of_the_moment_at_which_it_is_asked_for() {
        let begun = Time::from_micros(1_000_000);
        let rate = Rate { read: 900, ..Rate::begun(begun) };
        let after = |millis| rate.until(begun.plus(SignedDuration::from_millis(millis)));
        assert_eq!((after(0), after(450), after(3_000), after(7_000)), (0.0, 2000.0, 300.0, 128.6));
        assert_eq!(Rate::default().until(begun), 0.0);
    }

    #[test]
    fn a_store_that_complains_is_asked_more_gently_until_it_has_been_calm() {
        let mut pace = Pace::default();
        assert_eq!((pace.at_once(), pace.pause_ms), (2, 0));
        pace.complained();
        assert_eq!((pace.at_once(), pace.pause_ms), (1, 500));
        for _ in 0..10 {
            pace.complained();
        }
        assert_eq!(pace.pause_ms, 10_000);
        for _ in 0..20 * 6 {
            pace.answered(false);
        }
        assert_eq!((pace.at_once(), pace.pause_ms), (2, 0));
    }

    #[test]
    fn a_store_that_is_slow_again_and_again_is_asked_more_gently() {
        let mut pace = Pace::default();
        for slowly in [true, true, false, true, true] {
            pace.answered(slowly);
        }
        assert_eq!((pace.at_once(), pace.pause_ms), (2, 0), "one large page is no complaint");
        pace.answered(true);
        assert_eq!((pace.at_once(), pace.pause_ms), (1, 500));
        for _ in 0..3 {
            pace.answered(true);
        }
        assert_eq!(pace.pause_ms, 1000);
    }

    #[test]
    fn a_total_never_stays_below_what_was_read() {
        let mut count = Count::default();
        count.add(100, 1, Some(250));
        assert_eq!((count.done, count.total, count.skipped), (100, 250, 1));
        count.add(160, 0, Some(250));
        assert_eq!(count.total, 261);
        count.close();
        assert_eq!(count.total, 261);
    }
}
