//! Taking over what a store says it answered to a review.

use commerce::model::StoreAnswer;
use database::{DbError, Tx};

use super::super::review::Review;
use super::answer::{Answer, AnswerId, State};
use super::{asking, store};

/// Takes over all that the store answered to a review: ours are found by their marks, what is no longer there is gone.
///
/// # Errors
/// Only those of the database.
pub(in crate::reviews) fn take_over(
    tx: &mut Tx<'_>,
    review: &Review,
    told: &[StoreAnswer],
) -> Result<(), DbError> {
    let known = store::of_reviews(tx.db, review.workspace_id, &[review.id])?;
    let mut there = Vec::with_capacity(told.len());
    for one in told {
        let before = recognised(&known, one);
        there.extend(before.map(|answer| answer.id));
        keep(tx, review, before, one)?;
    }
    let is_gone = |answer: &&Answer| answer.state == State::Published && !there.contains(&answer.id);
    for answer in known.iter().filter(is_gone) {
        no_longer_there(tx, answer)?;
    }
    Ok(())
}

/// Ours are known by their marks, those that people wrote in the store by its ids. An id says nothing of ours: a store that was
/// restored from a backup gives its ids again.
fn recognised<'k>(known: &'k [Answer], told: &StoreAnswer) -> Option<&'k Answer> {
    let mark = told.mark.as_deref().and_then(|mark| mark.parse::<AnswerId>().ok());
    let written_there = |answer: &&Answer| {
        answer.actor.is_none() && answer.source_id.as_deref() == Some(told.source_id.as_str())
    };
    known.iter().find(|answer| Some(answer.id) == mark).or_else(|| known.iter().find(written_there))
}

fn keep(tx: &mut Tx<'_>, review: &Review, known: Option<&Answer>, told: &StoreAnswer) -> Result<(), DbError> {
    let clean = |text: &String| text.replace('\0', "");
    let row = Answer {
        workspace_id: review.workspace_id,
        id: known.map_or_else(|| tx.id(), |known| known.id),
        review_id: review.id,
        store_id: review.store_id,
        source_id: Some(told.source_id.to_string()),
        state: State::Published,
        text: clean(&told.text),
        author: told.author.as_ref().map(clean),
        actor: known.and_then(|known| known.actor.clone()),
        actor_name: known.and_then(|known| known.actor_name.clone()),
        reason: None,
        written_at: told.written_at.into(),
        settled_at: known.and_then(|known| known.settled_at).or(Some(told.written_at.into())),
    };
    if known == Some(&row) {
        return Ok(());
    }
    make_room(tx, &row)?;
    match known {
        Some(known) => {
            store::update(tx, &row)?;
            match known.state {
                State::Published => Ok(()),
                State::Pending | State::Failed | State::Gone => asking::tell(tx, &row, review),
            }
        }
        None => store::insert(tx, &row),
    }
}

/// Another answer may have had the store's id of this one, also under another review: that is there no more.
///
/// # Errors
/// Only those of the database.
pub(super) fn make_room(tx: &mut Tx<'_>, answer: &Answer) -> Result<(), DbError> {
    let Some(source_id) = &answer.source_id else { return Ok(()) };
    match store::find_source(tx.db, answer.workspace_id, answer.store_id, source_id)? {
        Some(before) if before.id != answer.id => no_longer_there(tx, &before),
        Some(_) | None => Ok(()),
    }
}

/// What was asked for here stays, so that whoever asked for it sees what became of it.
fn no_longer_there(tx: &mut Tx<'_>, answer: &Answer) -> Result<(), DbError> {
    if answer.actor.is_none() {
        return store::delete(tx, answer);
    }
    store::update(tx, &Answer { state: State::Gone, source_id: None, ..answer.clone() })
}
