//! Times as they are told: percentiles, and a table in Markdown.

use std::fmt::{self, Display, Write as _};
use std::time::Duration;

/// Times of one kind, sorted.
#[derive(Debug)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Of at least one time.
    pub fn new(mut times: Vec<Duration>) -> anyhow::Result<Self> {
        anyhow::ensure!(!times.is_empty(), "nothing was measured");
        times.sort_unstable();
        Ok(Self(times))
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that `percent` of all do not exceed (nearest rank).
    pub fn percentile(&self, percent: f64) -> Duration {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank within the list")]
        let rank = (percent / 100.0 * self.0.len() as f64).ceil() as usize;
        self.0[rank.clamp(1, self.0.len()) - 1]
    }
}

/// Milliseconds with two digits.
pub fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

/// How many times as long.
pub fn ratio(time: Duration, limit: Duration) -> String {
    format!("{:.1} ×", time.as_secs_f64() / limit.as_secs_f64())
}

/// Rows under a head.
#[derive(Debug)]
pub struct Table(String);

impl Table {
    /// A table with these columns.
    pub fn new(columns: &[&str]) -> Self {
        let mut text = String::new();
        let _ = writeln!(text, "| {} |", columns.join(" | "));
        let _ = writeln!(text, "|{}", "---|".repeat(columns.len()));
        Self(text)
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[String]) {
        let _ = writeln!(self.0, "| {} |", cells.join(" | "));
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() -> anyhow::Result<()> {
        let times = Times::new((1..=200).rev().map(Duration::from_millis).collect())?;
        assert_eq!(times.percentile(50.0), Duration::from_millis(100));
        assert_eq!(times.percentile(99.0), Duration::from_millis(198));
        assert_eq!(times.percentile(100.0), Duration::from_millis(200));
        assert_eq!(Times::new(vec![Duration::from_millis(7)])?.percentile(1.0), Duration::from_millis(7));
        assert!(Times::new(Vec::new()).is_err());
        Ok(())
    }
}
