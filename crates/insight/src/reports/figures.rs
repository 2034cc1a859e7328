//! Medians and percentiles, exact.

/// Durations in microseconds, to be read as figures in whole seconds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Durations(Vec<i64>);

impl FromIterator<i64> for Durations {
    fn from_iter<I: IntoIterator<Item = i64>>(durations: I) -> Self {
        let mut sorted: Vec<i64> = durations.into_iter().collect();
        sorted.sort_unstable();
        Self(sorted)
    }
}

impl Durations {
    /// How many.
    pub(super) fn count(&self) -> i64 {
        i64::try_from(self.0.len()).unwrap_or(i64::MAX)
    }

    /// The one in the middle, or the mean of the two there, in seconds.
    pub(super) fn median(&self) -> Option<i64> {
        let high = *self.0.get(self.0.len() / 2)?;
        let low = *self.0.get((self.0.len() - 1) / 2)?;
        Some(seconds(i128::from(low) + i128::from(high), 2))
    }

    /// The smallest that at least nine tenths do not exceed (nearest rank), in seconds.
    pub(super) fn ninth_decile(&self) -> Option<i64> {
        let rank = (9 * self.0.len()).div_ceil(10);
        let value = *self.0.get(rank.checked_sub(1)?)?;
        Some(seconds(i128::from(value), 1))
    }
}

/// A sum of `parts` durations as the mean in seconds, rounded to the nearest; a half goes up.
fn seconds(micros: i128, parts: i128) -> i64 {
    let second = 1_000_000 * parts;
    i64::try_from((2 * micros + second).div_euclid(2 * second)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::Durations;

    fn of(seconds: &[i64]) -> Durations {
        seconds.iter().map(|seconds| seconds * 1_000_000).collect()
    }

    #[test]
    fn a_median_is_the_middle_or_the_mean_of_the_two_there() {
        for (durations, median) in [
            (&[][..], None),
            (&[7][..], Some(7)),
            (&[9, 1, 5], Some(5)),
            (&[10, 2, 4, 100], Some(7)),
            (&[1, 2], Some(2)),
        ] {
            assert_eq!(of(durations).median(), median, "{durations:?}");
        }
        let fine: Durations = [1_200_000, 1_600_000].into_iter().collect();
        assert_eq!(fine.median(), Some(1));
    }

    #[test]
    fn nine_tenths_take_no_longer_than_the_ninth_decile() {
        let ten: Vec<i64> = (1..=10).collect();
        let eleven: Vec<i64> = (1..=11).collect();
        for (durations, decile) in
            [(&[][..], None), (&[7][..], Some(7)), (&[1, 2], Some(2)), (&ten, Some(9)), (&eleven, Some(10))]
        {
            assert_eq!(of(durations).ninth_decile(), decile, "{durations:?}");
        }
    }
}
