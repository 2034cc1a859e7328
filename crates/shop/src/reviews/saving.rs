//! Taking over what a store says of reviews: the one way in.

use std::collections::HashMap;

use commerce::model::StoreReview;
use database::events::NewEvent;
use database::{DbError, Tx, WorkspaceId};
use people::customers::{Crowd, CustomerId, Identity};
use serde_json::Value;

use super::review::{Review, ReviewEvent, ReviewId, Status};
use super::{answers, store};
use crate::orders::{Came, original_of};
use crate::stores::StoreId;
use crate::turn_taking::distinct_runs;
use crate::words::{self, WordKind, Words};

/// What became of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is new.
    Created(ReviewId),
    /// It had changed.
    Updated(ReviewId),
    /// It was known in just this state.
    Unchanged(ReviewId),
}

impl Saved {
    /// The review.
    pub const fn id(self) -> ReviewId {
        match self {
            Self::Created(id) | Self::Updated(id) | Self::Unchanged(id) => id,
        }
    }
}

/// Takes over one review.
///
/// # Errors
/// Only those of the database.
pub fn save(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store_id: StoreId,
    came: Came,
    source: &StoreReview,
    json: &Value,
) -> Result<Saved, DbError> {
    let saved = save_all(tx, workspace, store_id, came, &[(source, json)])?;
    saved.first().copied().ok_or_else(|| DbError::Other("a review that was taken over is missing".to_owned()))
}

/// Takes over reviews, one after the other, as [`save`] does.
///
/// # Errors
/// Only those of the database.
pub(crate) fn save_all(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store_id: StoreId,
    came: Came,
    reviews: &[(&StoreReview, &Value)],
) -> Result<Vec<Saved>, DbError> {
    tx.alone_with_all("review", store_id.0, reviews.iter().map(|(one, _)| one.source_id.as_str()))?;
    let mut saved = Vec::with_capacity(reviews.len());
    for some in distinct_runs(reviews, |(one, _)| one.source_id.as_str()) {
        save_run(tx, (workspace, store_id), came, some, &mut saved)?;
    }
    Ok(saved)
}

/// Takes over reviews no two of which are the same: what is new is written at once.
fn save_run(
    tx: &mut Tx<'_>,
    of: (WorkspaceId, StoreId),
    came: Came,
    reviews: &[(&StoreReview, &Value)],
    saved: &mut Vec<Saved>,
) -> Result<(), DbError> {
    let ids: Vec<&str> = reviews.iter().map(|(one, _)| one.source_id.as_str()).collect();
    let known = store::find_sources(tx.db, of.0, of.1, &ids)?;
    let known: HashMap<&str, &Review> = known.iter().map(|row| (row.source_id.as_str(), row)).collect();
    let writers = Writers::gather(tx, of.0, reviews)?;
    let (mut rows, mut new_words, mut answered) = (Vec::new(), Vec::new(), Vec::new());
    for (source, json) in reviews {
        let known = known.get(source.source_id.as_str()).copied();
        let id = known.map_or_else(|| tx.id(), |known| known.id);
        let row = Review::of(of, id, source, original_of(json), writers.of(source), known);
        if known != Some(&row) {
            answered.extend(source.answers.as_deref().map(|told| (row.clone(), told)));
        }
        match known {
            Some(known) if *known == row => saved.push(Saved::Unchanged(id)),
            Some(known) => {
                store::update(tx, &row)?;
                words::write(tx, of.0, WordKind::Review, id.0, &words_of(&row))?;
                tell(tx, &row, Some(known.status), came.is_history())?;
                saved.push(Saved::Updated(id));
            }
            None => {
                new_words.extend(words::rows(of.0, WordKind::Review, id.0, &words_of(&row)));
                tell(tx, &row, None, came.is_history())?;
                saved.push(Saved::Created(id));
                rows.push(row);
            }
        }
    }
    store::insert_all(tx, &rows)?;
    for (review, told) in answered {
        answers::take_over(tx, &review, told)?;
    }
    words::insert_all(tx, &mut new_words)
}

/// Those who wrote some reviews, as far as they are known by their addresses.
struct Writers(HashMap<String, CustomerId>);

impl Writers {
    fn gather(
        tx: &mut Tx<'_>,
        workspace: WorkspaceId,
        reviews: &[(&StoreReview, &Value)],
    ) -> Result<Self, DbError> {
        let addresses: Vec<Identity> = reviews.iter().filter_map(|(one, _)| address_of(one)).collect();
        if addresses.is_empty() {
            return Ok(Self(HashMap::new()));
        }
        let crowd = Crowd::gather(tx, workspace, &addresses)?;
        let known = |one: Identity| Some((one.value.clone(), crowd.owner(one.kind, &one.value)?));
        Ok(Self(addresses.into_iter().filter_map(known).collect()))
    }

    fn of(&self, source: &StoreReview) -> Option<CustomerId> {
        self.0.get(&address_of(source)?.value).copied()
    }
}

fn address_of(source: &StoreReview) -> Option<Identity> {
    source.email.as_deref().and_then(Identity::email)
}

/// A review is in the store no more. `None` when it is not known.
///
/// # Errors
/// Only those of the database.
pub fn withdraw(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store_id: StoreId,
    source_id: &str,
) -> Result<Option<Saved>, DbError> {
    tx.alone_with("review", store_id.0, source_id)?;
    let Some(mut row) = store::find_source(tx.db, workspace, store_id, source_id)? else { return Ok(None) };
    let was = row.status;
    if was == Status::Gone {
        return Ok(Some(Saved::Unchanged(row.id)));
    }
    row.status = Status::Gone;
    store::update(tx, &row)?;
    tell(tx, &row, Some(was), false)?;
    Ok(Some(Saved::Updated(row.id)))
}

/// Says what happened to a review.
pub(super) fn tell(tx: &mut Tx<'_>, row: &Review, was: Option<Status>, history: bool) -> Result<(), DbError> {
    let kind = match was {
        None => "review.created",
        Some(was) if row.status.is_away() && !was.is_away() => "review.deleted",
        Some(_) => "review.updated",
    };
    let payload = ReviewEvent {
        review_id: row.id,
        store_id: row.store_id,
        customer_id: row.customer_id,
        status: row.status,
        was,
        rating: row.rating,
        history,
    };
    tx.append(NewEvent::new(row.workspace_id, kind, row.id.0, "system").with(payload))?;
    Ok(())
}

/// The words to find a review by.
fn words_of(row: &Review) -> Words {
    let mut words = Words::default();
    [&row.product_name, &row.reviewer].into_iter().flatten().for_each(|text| words.text(text));
    row.email.iter().for_each(|email| words.email(email));
    words.text(&row.text);
    words
}
