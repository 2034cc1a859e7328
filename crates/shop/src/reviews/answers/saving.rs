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
    for one in told {
        let marked = one.mark.as_deref().and_then(|mark| mark.parse::<AnswerId>().ok());
        let is_it = |answer: &&Answer| {
            Some(answer.id) == marked || answer.source_id.as_deref() == Some(one.source_id.as_str())
        };
        keep(tx, review, known.iter().find(is_it), one)?;
    }
    for answer in known.iter().filter(|answer| answer.state == State::Published) {
        if !told.iter().any(|one| answer.source_id.as_deref() == Some(one.source_id.as_str())) {
            no_longer_there(tx, answer)?;
        }
    }
    Ok(())
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
    match known {
        Some(known) if *known == row => Ok(()),
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

/// What was asked for here stays, so that whoever asked for it sees what became of it.
fn no_longer_there(tx: &mut Tx<'_>, answer: &Answer) -> Result<(), DbError> {
    if answer.actor.is_none() {
        return store::delete(tx, answer);
    }
    store::update(tx, &Answer { state: State::Gone, ..answer.clone() })
}
