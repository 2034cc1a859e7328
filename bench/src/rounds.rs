//! Two things compared in rounds that take turns, so that whatever else the machine does falls on both.

use std::time::Duration;

/// What the rounds of a comparison said: ours over the limit's, one ratio a round.
#[derive(Debug)]
pub struct Compared {
    ours: Vec<f64>,
    limit: Vec<f64>,
}

impl Compared {
    /// No round yet.
    pub fn new() -> Self {
        Self { ours: Vec::new(), limit: Vec::new() }
    }

    /// Takes a round.
    pub fn round(&mut self, ours: f64, limit: f64) {
        self.ours.push(ours);
        self.limit.push(limit);
    }

    /// The median of ours.
    pub fn ours(&self) -> f64 {
        median(&self.ours)
    }

    /// The median of the limit.
    pub fn limit(&self) -> f64 {
        median(&self.limit)
    }

    fn ratios(&self) -> Vec<f64> {
        self.ours.iter().zip(&self.limit).map(|(ours, limit)| ours / limit).collect()
    }

    /// `1.42 × (1.38–1.51)`: the median of the ratios, the smallest and the largest.
    pub fn times(&self) -> String {
        let ratios = self.ratios();
        format!("{:.2} × ({:.2}–{:.2})", median(&ratios), least(&ratios), most(&ratios))
    }

    /// `71 % (68–74)`.
    pub fn percent(&self) -> String {
        let ratios: Vec<f64> = self.ratios().iter().map(|ratio| ratio * 100.0).collect();
        format!("{:.0} % ({:.0}–{:.0})", median(&ratios), least(&ratios), most(&ratios))
    }
}

/// The middle one, or the mean of the two in the middle; 0 of none.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => sorted[odd / 2],
        even => f64::midpoint(sorted[even / 2 - 1], sorted[even / 2]),
    }
}

fn least(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::INFINITY, f64::min)
}

fn most(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

/// Microseconds.
pub fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

#[cfg(test)]
mod tests {
    use super::{Compared, median};

    #[test]
    fn a_comparison_tells_the_middle_ratio_and_the_spread() {
        let mut compared = Compared::new();
        for (ours, limit) in [(150.0, 100.0), (130.0, 100.0), (280.0, 200.0)] {
            compared.round(ours, limit);
        }
        assert_eq!(compared.times(), "1.40 × (1.30–1.50)");
        assert_eq!(compared.percent(), "140 % (130–150)");
        assert!((median(&[1.0, 4.0]) - 2.5).abs() < 1e-9);
    }
}
