//! How the same questions grow with the store: programs on stores of different sizes run side by side and take turns.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use crate::figures::{Table, Times};
use crate::mails;
use crate::plot::{Line, plot};
use crate::program::Program;
use crate::rounds::{median, micros};
use crate::searching;
use crate::store::Store;
use crate::wire::{self, Alone};

/// Which sizes.
#[derive(Debug, Args)]
pub struct Sizes {
    /// Conversations of each store, the smallest first; the stores stand beside the one that is named by `--store`.
    #[arg(long, value_delimiter = ',', default_value = "20000,200000")]
    sizes: Vec<u32>,
    /// Where the picture is written.
    #[arg(long)]
    picture: Option<PathBuf>,
}

const ROUNDS: usize = 9;
const ASKED: usize = 200;
/// What is asked.
const QUESTIONS: [(&str, Option<f64>); 3] = [
    ("inbox page of 50", Some(1.2)),
    ("opening a conversation of 30 messages", None),
    ("search by two words", None),
];

/// One store under measure.
struct Grown {
    size: u32,
    running: Program,
    client: Alone,
    questions: [Vec<Vec<u8>>; 3],
    /// Of each question the median of each round, in microseconds.
    medians: [Vec<f64>; 3],
}

/// Measures, and tells it as a table.
pub async fn measure(store: &Store, sizes: &Sizes) -> anyhow::Result<String> {
    let mut stores = Vec::new();
    for size in &sizes.sizes {
        let folder = store.store.with_file_name(format!("store-{size}"));
        let store = Store { conversations: *size, store: folder, ..store.clone() };
        store.make().await?;
        stores.push(Grown::start(&store, *size).await?);
    }
    for round in 0..=ROUNDS {
        for grown in &mut stores {
            // The first round fills what remembers.
            grown.round(round > 0)?;
        }
    }
    let told = table(&stores);
    if let Some(picture) = &sizes.picture {
        std::fs::write(picture, picture_of(&stores))?;
    }
    for grown in stores {
        grown.running.stop()?;
    }
    Ok(told)
}

impl Grown {
    async fn start(store: &Store, size: u32) -> anyhow::Result<Self> {
        let running = store.start().await?;
        let token = running.token(store)?;
        let long = mails::long_conversation(&running, &token, 30).await?;
        let searches = searching::two_words(store)?.1;
        let questions = [
            vec![wire::get("/api/v1/conversations?limit=50", &token)],
            vec![wire::get(&long.path(), &token), wire::get(&long.messages(), &token)],
            searches.iter().map(|words| searching::request(words, &token)).collect(),
        ];
        let client = Alone::connect(&running.address)?;
        Ok(Self { size, running, client, questions, medians: Default::default() })
    }

    fn round(&mut self, counts: bool) -> anyhow::Result<()> {
        for (place, requests) in self.questions.iter().enumerate() {
            // Of searches each is another; the others are asked whole each time.
            let steps: Vec<&[Vec<u8>]> =
                if place == 2 { requests.chunks(1).collect() } else { vec![requests.as_slice()] };
            let mut taken = Vec::with_capacity(ASKED);
            for step in steps.into_iter().cycle().take(ASKED) {
                let begun = Instant::now();
                for request in step {
                    self.client.ask(request)?;
                }
                taken.push(begun.elapsed());
            }
            if counts {
                self.medians[place].push(micros(Times::new(taken)?.percentile(50.0)));
            }
        }
        Ok(())
    }
}

fn table(stores: &[Grown]) -> String {
    let sizes = stores.iter().map(|grown| format!("{} conversations", grown.size));
    let columns: Vec<String> = std::iter::once("median".to_owned())
        .chain(sizes)
        .chain(["largest to smallest (least–most)".to_owned(), "goal".to_owned()])
        .collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = Table::new(&columns);
    for (place, (question, goal)) in QUESTIONS.iter().enumerate() {
        let mut cells = vec![(*question).to_owned()];
        cells.extend(stores.iter().map(|grown| format!("{:.0} µs", median(&grown.medians[place]))));
        cells.push(ratio(stores, place));
        cells.push(goal.map_or_else(|| "–".to_owned(), |goal| format!("≤ {goal} ×")));
        table.row(&cells);
    }
    table.to_string()
}

fn ratio(stores: &[Grown], place: usize) -> String {
    let mut compared = crate::rounds::Compared::new();
    if let (Some(smallest), Some(largest)) = (stores.first(), stores.last()) {
        for (small, large) in smallest.medians[place].iter().zip(&largest.medians[place]) {
            compared.round(*large, *small);
        }
    }
    compared.times()
}

fn picture_of(stores: &[Grown]) -> String {
    let lines: Vec<Line<'_>> = QUESTIONS
        .iter()
        .enumerate()
        .map(|(place, (name, _))| {
            let points =
                stores.iter().map(|grown| (f64::from(grown.size), median(&grown.medians[place]) / 1000.0));
            Line { name, points: points.collect() }
        })
        .collect();
    plot("Median time of an answer", "conversations", "ms", &lines)
}
