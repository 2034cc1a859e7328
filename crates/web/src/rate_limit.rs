//! How often somebody may try: a token bucket for each key, in memory.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use crate::Problem;

/// How often a key may pass: `burst` times at once, and once more each `every`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How many passes an unused key has; 1 or more.
    pub burst: u32,
    /// After how long one pass comes back.
    pub every: Duration,
}

/// Too often. The same key passes again after this long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too often; again in {0:?}")]
pub struct RetryAfter(pub Duration);

impl From<RetryAfter> for Problem {
    fn from(RetryAfter(after): RetryAfter) -> Self {
        Self::rate_limited(after)
    }
}

/// Counts passes for each key: an address, an account, a token.
///
/// A refused try costs nothing, so that a bucket refills under attack too and nobody is locked out for good. Of each key
/// only one number is kept (the generic cell rate algorithm of ITU-T I.371); keys that are whole again are forgotten,
/// and beyond `capacity` keys those nearest to whole are.
pub struct RateLimiter<K> {
    quota: Quota,
    capacity: usize,
    /// When each key's bucket is full again, in microseconds since the epoch.
    full_at: Mutex<HashMap<K, i64>>,
}

impl<K: Eq + Hash> RateLimiter<K> {
    /// A limiter that remembers at most `capacity` keys.
    #[must_use]
    pub fn new(quota: Quota, capacity: usize) -> Self {
        Self { quota, capacity: capacity.max(1), full_at: Mutex::new(HashMap::new()) }
    }

    /// Takes one pass of the key.
    ///
    /// # Errors
    /// [`RetryAfter`] when none is left.
    pub fn check(&self, key: K, now: Timestamp) -> Result<(), RetryAfter> {
        let now = now.as_microsecond();
        let (one, all) = (self.one_pass(), self.all_passes());
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let known = full_at.get(&key).copied().unwrap_or(now).max(now);
        let next = known + one;
        if next > now + all {
            // Should the clock have been set back, the wait begins anew, but is no longer than from an empty bucket.
            let next = next.min(now + all + one);
            let wait = u64::try_from(next - now - all).unwrap_or(0);
            full_at.insert(key, next - one);
            return Err(RetryAfter(Duration::from_micros(wait)));
        }
        if full_at.len() >= self.capacity && !full_at.contains_key(&key) {
            make_room(&mut full_at, self.capacity, now);
        }
        full_at.insert(key, next);
        Ok(())
    }

    /// Gives one pass back: what was tried succeeded, and only failures should count.
    pub fn refund(&self, key: &K) {
        let one = self.one_pass();
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = full_at.get_mut(key) {
            *at -= one;
        }
    }

    /// How many keys are remembered now.
    #[must_use]
    pub fn len(&self) -> usize {
        self.full_at.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Whether no key is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn one_pass(&self) -> i64 {
        i64::try_from(self.quota.every.as_micros()).unwrap_or(i64::MAX / 1_000_000).max(1)
    }

    fn all_passes(&self) -> i64 {
        self.one_pass().saturating_mul(i64::from(self.quota.burst.max(1)))
    }
}

/// Forgets the keys that are whole again, and if that is not enough, the half that is nearest to it.
fn make_room<K: Eq + Hash>(full_at: &mut HashMap<K, i64>, capacity: usize, now: i64) {
    full_at.retain(|_, at| *at > now);
    if full_at.len() < capacity {
        return;
    }
    let mut times: Vec<i64> = full_at.values().copied().collect();
    let middle = times.len() / 2;
    let (_, median, _) = times.select_nth_unstable(middle);
    let median = *median;
    full_at.retain(|_, at| *at > median);
}
