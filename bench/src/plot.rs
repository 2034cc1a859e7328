//! A plot as SVG: lines over a logarithmic axis, with few words.

use std::fmt::Write as _;

/// A line with its name.
#[derive(Debug)]
pub struct Line<'a> {
    /// What it is.
    pub name: &'a str,
    /// From left to right.
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 400.0;
/// Room for the words: left, top, right, bottom.
const ROOM: (f64, f64, f64, f64) = (60.0, 48.0, 250.0, 48.0);
/// Told apart also by those who see no red or green.
const COLOURS: [&str; 6] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

/// Draws lines; the axis across is logarithmic, the one up begins at zero.
pub fn plot(title: &str, across: &str, up: &str, lines: &[Line<'_>]) -> String {
    let points = || lines.iter().flat_map(|line| &line.points);
    let least = points().map(|point| point.0).fold(f64::INFINITY, f64::min).max(1.0);
    let most = points().map(|point| point.0).fold(1.0, f64::max).max(least * 1.01);
    let top = round_up(points().map(|point| point.1).fold(0.0, f64::max));
    let x = |value: f64| ROOM.0 + (value / least).ln() / (most / least).ln() * (WIDTH - ROOM.0 - ROOM.2);
    let y = |value: f64| HEIGHT - ROOM.3 - value / top * (HEIGHT - ROOM.1 - ROOM.3);

    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"system-ui, sans-serif\" \
         font-size=\"13\" role=\"img\" aria-label=\"{title}\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <text x=\"{}\" y=\"24\" font-size=\"16\">{title} ({up})</text>\n",
        ROOM.0
    );
    let mut add = |text: String| writeln!(svg, "{text}").expect("a String takes all");
    for step in 0..=4 {
        let value = top * f64::from(step) / 4.0;
        let (left, right, at) = (ROOM.0, WIDTH - ROOM.2, y(value));
        add(format!("<path d=\"M{left} {at:.1}H{right}\" stroke=\"#ddd\"/>"));
        add(format!(
            "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#555\">{}</text>",
            left - 8.0,
            at + 4.0,
            short(value)
        ));
    }
    for (place, line) in lines.iter().enumerate() {
        let colour = COLOURS[place % COLOURS.len()];
        let path: Vec<String> =
            line.points.iter().map(|(a, b)| format!("{:.1} {:.1}", x(*a), y(*b))).collect();
        add(format!(
            "<path d=\"M{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            path.join("L")
        ));
        for (a, b) in &line.points {
            add(format!("<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\" fill=\"{colour}\"/>", x(*a), y(*b)));
        }
        if let Some((a, b)) = line.points.last() {
            add(format!(
                "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"{colour}\">{}</text>",
                x(*a) + 10.0,
                y(*b) + 4.0,
                line.name
            ));
        }
    }
    let mut marks: Vec<f64> = points().map(|point| point.0).collect();
    marks.sort_by(f64::total_cmp);
    marks.dedup();
    for mark in marks {
        let (at, below) = (x(mark), HEIGHT - ROOM.3 + 20.0);
        add(format!(
            "<text x=\"{at:.1}\" y=\"{below}\" text-anchor=\"middle\" fill=\"#555\">{}</text>",
            grouped(mark)
        ));
    }
    let (middle, below) = ((ROOM.0 + WIDTH - ROOM.2) / 2.0, HEIGHT - 8.0);
    add(format!("<text x=\"{middle}\" y=\"{below}\" text-anchor=\"middle\" fill=\"#555\">{across}</text>"));
    svg.push_str("</svg>\n");
    svg
}

/// The next of 1, 2, 4, 5, 8, 10 times a power of ten.
fn round_up(value: f64) -> f64 {
    let power = 10_f64.powf(value.max(1e-9).log10().floor());
    [1.0, 2.0, 4.0, 5.0, 8.0, 10.0]
        .into_iter()
        .map(|step| step * power)
        .find(|step| *step >= value)
        .unwrap_or(value)
}

fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `200000` as `200,000`.
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Line, grouped, plot, round_up, short};

    #[test]
    fn a_plot_holds_every_line_and_every_mark() {
        let lines = [
            Line { name: "inbox", points: vec![(20_000.0, 0.31), (200_000.0, 0.33)] },
            Line { name: "search", points: vec![(20_000.0, 1.2), (200_000.0, 3.9)] },
        ];
        let svg = plot("Time", "conversations", "ms", &lines);
        for word in ["inbox", "search", "20,000", "200,000", ">4<", "</svg>"] {
            assert!(svg.contains(word), "{word} is not in {svg}");
        }
        assert_eq!(svg.matches("<circle").count(), 4);
    }

    #[test]
    fn numbers_are_told_as_people_write_them() {
        assert_eq!((grouped(1234567.0).as_str(), grouped(50.0).as_str()), ("1,234,567", "50"));
        assert_eq!((short(2.0).as_str(), short(0.25).as_str()), ("2", "0.25"));
        assert!((round_up(3.9) - 4.0).abs() < 1e-9 && (round_up(0.33) - 0.4).abs() < 1e-9);
    }
}
