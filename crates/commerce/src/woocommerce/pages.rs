//! Reading a long list page by page while the store keeps changing.

use std::collections::HashSet;

use http::HeaderMap;
use serde_json::Value;

use super::client::Client;
use super::connection::Call;
use crate::error::StoreError;
use crate::http::Http;
use crate::json::{MapError, MapProblem, Node};
use crate::list::{Page, Skipped};
use crate::model::SourceId;

/// Things on a page; WooCommerce allows no more.
pub const PER_PAGE: u32 = 100;

/// Pages read of one list before it is called endless: a million things.
const MOST_PAGES: u32 = 10_000;

type Reader<T> = Box<dyn Fn(Value) -> Result<T, MapError> + Send + Sync>;

/// Empty pages in a row before a list is called endless. One or two happen: a store counts what the keys may not see.
const MOST_EMPTY: u32 = 20;

/// A list in the course of being read, ordered by id, so that what is new comes last and nothing already read moves.
/// When something disappears meanwhile the rest moves up; the total then shrinks, and the page before is read again.
/// Nothing is handed out twice.
pub struct Pages<'c, H, T> {
    client: &'c Client<H>,
    call: Call,
    read: Reader<T>,
    next: u32,
    /// The last page that brought something, for telling repetition from reading again.
    furthest: u32,
    asked: u32,
    /// Pages in a row that brought nothing at all.
    empty: u32,
    seen: HashSet<SourceId>,
    total: Option<u64>,
    finished: bool,
}

impl<'c, H: Http, T> Pages<'c, H, T> {
    pub(super) fn new(
        client: &'c Client<H>,
        call: Call,
        read: impl Fn(Value) -> Result<T, MapError> + Send + Sync + 'static,
    ) -> Self {
        let call = call.with("per_page", PER_PAGE).with("orderby", "id").with("order", "asc");
        let seen = HashSet::new();
        Self {
            client,
            call,
            read: Box::new(read),
            next: 1,
            furthest: 0,
            asked: 0,
            empty: 0,
            seen,
            total: None,
            finished: false,
        }
    }

    /// Goes on where an earlier reading stopped.
    #[must_use]
    pub fn starting_at(mut self, page: u32) -> Self {
        self.next = page.max(1);
        self
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    /// As every question to the store; asking again repeats the same page. [`StoreError::EndlessPages`] when the
    /// store answers every page with what it sent before, or never comes to an end.
    pub async fn next_page(&mut self) -> Result<Option<Page<T>>, StoreError> {
        while !self.finished {
            self.asked += 1;
            if self.asked > MOST_PAGES {
                return Err(StoreError::EndlessPages { pages: MOST_PAGES });
            }
            let (body, headers) = self.ask().await?;
            if let Some(back) = self.moved_up(total(&headers)) {
                self.next = self.next.saturating_sub(back).max(1);
                continue;
            }
            return self.take(body, &headers).map(Some);
        }
        Ok(None)
    }

    /// The rest of the list at once. For lists that belong to one thing, such as the refunds of an order.
    ///
    /// # Errors
    /// As [`Pages::next_page`].
    pub async fn all(mut self) -> Result<(Vec<T>, Vec<Skipped>), StoreError> {
        let (mut items, mut skipped) = (Vec::new(), Vec::new());
        while let Some(page) = self.next_page().await? {
            items.extend(page.items);
            skipped.extend(page.skipped);
        }
        Ok((items, skipped))
    }

    /// Asks for the next page; a store that cannot order by id is asked to order by date.
    async fn ask(&mut self) -> Result<(Value, HeaderMap), StoreError> {
        self.call.set("page", self.next);
        match self.client.ask(&self.call).await {
            Err(StoreError::Refused { status: 400, parameters, .. })
                if parameters.iter().any(|name| name == "orderby") =>
            {
                self.call.set("orderby", "date");
                self.client.ask(&self.call).await
            }
            other => other,
        }
    }

    /// How many pages to go back because the list became shorter, if it did.
    fn moved_up(&mut self, total: Option<u64>) -> Option<u32> {
        let gone = self.total?.checked_sub(total?).filter(|gone| *gone > 0)?;
        self.total = total;
        u32::try_from(gone.div_ceil(PER_PAGE.into())).ok()
    }

    fn take(&mut self, body: Value, headers: &HeaderMap) -> Result<Page<T>, StoreError> {
        let records = records(body)?;
        let (number, count) = (self.next, records.len());
        let (mut items, mut skipped, mut known) = (Vec::new(), Vec::new(), 0);
        for record in records {
            let source_id = Node::root(&record).get("id").optional_id();
            if let Some(id) = &source_id
                && !self.seen.insert(id.clone())
            {
                known += 1;
                continue;
            }
            match (self.read)(record) {
                Ok(item) => items.push(item),
                Err(error) => skipped.push(Skipped { source_id, error }),
            }
        }
        self.empty = if count == 0 { self.empty + 1 } else { 0 };
        let repeats = number > self.furthest && known > 0 && known == count;
        if repeats || self.empty > MOST_EMPTY {
            return Err(StoreError::EndlessPages { pages: self.asked });
        }
        self.furthest = self.furthest.max(number);
        self.total = total(headers).or(self.total);
        self.finished = match number_in(headers, "x-wp-totalpages") {
            Some(pages) => u64::from(number) >= pages,
            None => count == 0,
        };
        self.next = number.saturating_add(1);
        Ok(Page { items, skipped, number, total: self.total, cursor: None })
    }
}

fn total(headers: &HeaderMap) -> Option<u64> {
    number_in(headers, "x-wp-total")
}

fn number_in(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// The records of a list; PHP writes one with gaps as an object.
fn records(body: Value) -> Result<Vec<Value>, StoreError> {
    match body {
        Value::Array(records) => Ok(records),
        Value::Object(records) if records.keys().all(|key| key.bytes().all(|b| b.is_ascii_digit())) => {
            Ok(records.into_iter().map(|(_, record)| record).collect())
        }
        _ => Err(MapError { pointer: String::new(), problem: MapProblem::NotA("a list") }.into()),
    }
}
