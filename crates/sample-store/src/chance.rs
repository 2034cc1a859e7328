//! Chance that comes out the same every time: everything is drawn from the seed of the plan.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// A stream of chance of its own, so that more of one thing does not change another.
pub(crate) struct Chance(StdRng);

/// What the streams are for.
#[derive(Debug, Clone, Copy)]
#[repr(u64)]
pub(crate) enum Stream {
    People = 1,
    Sales,
    Matters,
    Words,
    Pictures,
    Reviews,
}

impl Chance {
    pub(crate) fn new(seed: u64, stream: Stream) -> Self {
        Self(StdRng::seed_from_u64(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ stream as u64))
    }

    /// The stream of the n-th thing of a kind.
    pub(crate) fn of(seed: u64, stream: Stream, number: usize) -> Self {
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        Self(StdRng::seed_from_u64(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ stream as u64 ^ (number << 8)))
    }

    pub(crate) fn happens(&mut self, share: f64) -> bool {
        self.0.random::<f64>() < share
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end.max(1))
    }

    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.0.random::<f64>()
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// The place of one of these, the likelier the heavier it is.
    pub(crate) fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut left = self.0.random::<f64>() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (place, weight) in weights.enumerate() {
            last = place;
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
        last
    }

    /// Log-normal: half of all are below `median`, few are far above it.
    pub(crate) fn skewed(&mut self, median: f64, spread: f64) -> f64 {
        let (one, other) = (self.0.random::<f64>().max(f64::MIN_POSITIVE), self.0.random::<f64>());
        let normal = (-2.0 * one.ln()).sqrt() * (std::f64::consts::TAU * other).cos();
        median * (spread * normal).exp()
    }

    /// A key by which things are drawn without putting them back: the smallest keys win, heavier things more often.
    pub(crate) fn lot(&mut self, weight: f64) -> f64 {
        -self.0.random::<f64>().max(f64::MIN_POSITIVE).ln() / weight
    }

    /// The pattern with a digit for each `#`.
    pub(crate) fn digits(&mut self, pattern: &str) -> String {
        pattern.chars().map(|c| if c == '#' { self.digit(0) } else { c }).collect()
    }

    /// A number of so many digits that does not begin with zero.
    pub(crate) fn number(&mut self, digits: usize) -> String {
        (0..digits).map(|place| self.digit(u32::from(place == 0))).collect()
    }

    fn digit(&mut self, low: u32) -> char {
        char::from_digit(self.0.random_range(low..10), 10).expect("below ten")
    }
}
