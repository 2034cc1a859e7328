//! Lists of a store, page by page. While pages are committed the next ones are already asked for, and made ready to be written.

use std::sync::Arc;
use std::time::Duration;

use commerce::model::SourceId;
use commerce::woocommerce::PER_PAGE;
use commerce::{Page, Skipped};
use database::{DbError, Tx};
use jiff::{SignedDuration, Timestamp};
use people::App;
use tokio::sync::mpsc;

use super::TurnError;
use super::listed::{Listed, Target, leave_out};
use super::progress::{Place, Progress};
use super::turn::{Turn, Written, timed};
use crate::ahead::Ahead;
use crate::stores::{Pages, Start};

/// Pages that one transaction takes at most, and as many are read meanwhile: about a megabyte of memory for each.
const AHEAD: u64 = 8;
/// Of a list no more than one part in so many is taken by one transaction: what is shown as read is not far behind what the store has
/// given out.
const PARTS: u64 = 64;

/// Reads products, all or those changed since a moment.
pub(super) async fn products(turn: &mut Turn, since: Option<Timestamp>) -> Result<(), TurnError> {
    let (client, currency) = (Arc::clone(&turn.client), turn.currency);
    read(turn, |start| client.products(currency, since, start), since.is_none()).await
}

/// Reads all accounts.
pub(super) async fn customers(turn: &mut Turn) -> Result<(), TurnError> {
    let client = Arc::clone(&turn.client);
    read(turn, |start| client.customers(start), true).await
}

/// Reads orders, all or those changed since a moment.
pub(super) async fn orders(turn: &mut Turn, since: Option<Timestamp>) -> Result<(), TurnError> {
    let client = Arc::clone(&turn.client);
    read(turn, |start| client.orders(since, start), since.is_none()).await
}

/// Reads coupons, all or those changed since a moment.
pub(super) async fn coupons(turn: &mut Turn, since: Option<Timestamp>) -> Result<(), TurnError> {
    let (client, currency) = (Arc::clone(&turn.client), turn.currency);
    read(turn, |start| client.coupons(currency, since, start), since.is_none()).await
}

/// Reads reviews, all or those written since a moment.
pub(super) async fn reviews(turn: &mut Turn, since: Option<Timestamp>) -> Result<(), TurnError> {
    let client = Arc::clone(&turn.client);
    read(turn, |start| client.reviews(since, start), since.is_none()).await
}

/// A page that is ready to be written.
struct Slice<T: Listed> {
    items: Vec<T::Ready>,
    skipped: Vec<Skipped>,
    number: u32,
    /// How far the reading is behind it.
    behind: Progress,
}

impl<T: Listed> Slice<T> {
    /// A page behind what was read so far.
    fn of(page: Page<T>, progress: &mut Progress, counted: bool) -> Self {
        progress.rate.read += (page.items.len() + page.skipped.len()) as u64;
        let place = std::mem::take(&mut progress.place);
        if counted {
            let fresh = |id: &SourceId| number(id).is_none_or(|id| id > place.last_id);
            let done = page.items.iter().filter(|item| fresh(item.source_id())).count();
            let skipped =
                page.skipped.iter().filter(|skip| skip.source_id.as_ref().is_none_or(fresh)).count();
            T::count(progress).add(done as u64, skipped as u64, page.total);
        }
        let highest = page.items.iter().filter_map(|item| number(item.source_id())).max();
        progress.place = Place {
            page: page.number + 1,
            last_id: highest.unwrap_or(0).max(place.last_id),
            total: page.total,
            cursor: page.cursor,
        };
        let items = page.items.into_iter().map(T::ready).collect();
        Self { items, skipped: page.skipped, number: page.number, behind: progress.clone() }
    }
}

impl<T: Listed> Written for Slice<T> {
    type Target = Target;

    fn write(&self, tx: &mut Tx<'_>, target: &Target) -> Result<(), DbError> {
        T::keep(tx, target, &self.items)?;
        for skipped in &self.skipped {
            leave_out(tx, target, T::KIND, || format!("page {}", self.number), skipped)?;
        }
        Ok(())
    }

    fn behind(&self) -> &Progress {
        &self.behind
    }
}

async fn read<'c, T: Listed>(
    turn: &mut Turn,
    starting_at: impl Fn(&Start) -> Pages<'c, T>,
    counted: bool,
) -> Result<(), TurnError> {
    let place = &turn.progress.place;
    let mut pages = starting_at(&Start { page: place.page, cursor: place.cursor.clone() });
    let app = turn.app.clone();
    let (first, mut took) = timed(&app, pages.next_page()).await;
    let mut first = first?;
    if let (Some(page), Some(before)) = (&first, turn.progress.place.total)
        && pages.moves_up()
        && let Some(back) = moved_up(before, page)
    {
        pages = starting_at(&Start { page: page.number.saturating_sub(back), cursor: None });
        let (again, time) = timed(&app, pages.next_page()).await;
        (first, took) = (again?, time);
    }
    let (give, mut ahead) = Ahead::of(at_once(first.as_ref()));
    let (progress, slow_from) = (turn.progress.clone(), turn.habits.slow_from);
    let reading = Reading { app, progress, slow_from, counted, give };
    let target = Arc::new(Target::of::<T>(turn));
    let keeping = async {
        while let Some(slices) = ahead.at_hand().await {
            let written = turn.commit_some(slices, Arc::clone(&target), counted).await?;
            ahead.written(written);
        }
        Ok::<_, TurnError>(())
    };
    // What was read before the store failed is kept; where nothing can be kept, the store is asked no more.
    let (read, ()) = tokio::try_join!(async { Ok(reading.run(pages, first, took).await) }, keeping)?;
    read?;
    if counted {
        T::count(&mut turn.progress).close();
    }
    Ok(())
}

/// So many pages of a list go into one transaction at most.
fn at_once<T>(first: Option<&Page<T>>) -> usize {
    let things = first.and_then(|page| page.total).unwrap_or(0);
    let pages = (things / u64::from(PER_PAGE) / PARTS).clamp(1, AHEAD);
    usize::try_from(pages).unwrap_or(1)
}

/// Asks for page after page, as gently as the store wants it, and makes them ready.
struct Reading<T: Listed> {
    app: App,
    progress: Progress,
    slow_from: SignedDuration,
    counted: bool,
    give: mpsc::Sender<Slice<T>>,
}

impl<T: Listed> Reading<T> {
    /// To the end of the list, or until nobody takes what is read.
    async fn run(
        mut self,
        mut pages: Pages<'_, T>,
        mut next: Option<Page<T>>,
        mut took: SignedDuration,
    ) -> Result<(), TurnError> {
        while let Some(page) = next {
            self.progress.pace.answered(took >= self.slow_from);
            let slice = Slice::of(page, &mut self.progress, self.counted);
            if self.give.send(slice).await.is_err() {
                return Ok(());
            }
            let pause = Duration::from_millis(self.progress.pace.pause_ms);
            // A pause of nothing would take a timer's millisecond.
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
            let (page, time) = timed(&self.app, pages.next_page()).await;
            (next, took) = (page?, time);
        }
        Ok(())
    }
}

/// How many pages to go back because the list became shorter while nobody was reading.
fn moved_up<T>(before: u64, page: &Page<T>) -> Option<u32> {
    let gone = before.checked_sub(page.total?).filter(|gone| *gone > 0)?;
    u32::try_from(gone.div_ceil(PER_PAGE.into())).ok().filter(|_| page.number > 1)
}

fn number(id: &SourceId) -> Option<u64> {
    id.as_str().parse().ok()
}
