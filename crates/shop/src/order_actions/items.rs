//! Planning a change of what is in an order.

use commerce::StoreError;
use commerce::acting::{Acting, Deed, Edit, Edited, GIVEN_BACK, LineChange, NewItem, Standing};
use commerce::model::SourceId;
use commerce::money::{Currency, Money};
use http::StatusCode;
use web::Problem;

use super::effects::{Effect, EffectJson};
use super::live::NotAsked;
use super::planning::{Planned, state, undo_of};
use super::wanted::{ItemWanted, ItemsWanted, PiecesWanted};

/// Most pieces of a line.
const MOST_PIECES: i64 = 9999;
/// Most lines that are changed or come at once: each takes a store a question of its own.
const MOST_LINES: usize = 20;

/// Plans a change of what is in an order: the store reckons what it comes to.
///
/// # Errors
/// 422 that names the field, 409 `order-state` when the store lets nobody change it as it stands, `store-refused` when it
/// won't have just this, or why it does not answer.
pub(super) async fn items(
    wanted: &ItemsWanted,
    store: &dyn Acting,
    standing: &Standing,
    prices_in: Option<Currency>,
) -> Result<Planned, Problem> {
    if !store.editable(standing) {
        return Err(state("the store lets nobody change the items of an order in this state"));
    }
    let other_prices = prices_in.is_some_and(|prices| prices != standing.adds_in);
    if !wanted.add.is_empty() && other_prices {
        return Err(Problem::field(
            "/action/add",
            "not-supported",
            "the store's prices are in another currency",
        ));
    }
    let edit = Edit { lines: pieces(&wanted.lines, standing)?, add: new_items(&wanted.add)? };
    let edited = store.editing(standing, edit).await.map_err(refused)?;
    let Deed::Items { lines, add } = &edited.deed else {
        return Err(Problem::internal());
    };
    if add.is_empty() && !lines.iter().any(LineChange::is_change) {
        return Err(Problem::field("/action", "unchanged", "is as the store has it already"));
    }
    if add.is_empty() && lines.iter().all(|line| line.to == 0) {
        return Err(Problem::field(
            "/action/lines",
            "nothing-left",
            "an order without items is to be cancelled",
        ));
    }
    let effects = effects(&edited, lines, add, standing);
    let value = unpaid_goods(standing, &edited);
    Ok(Planned { deed: edited.deed, value, effects })
}

/// What comes into an order that was paid before may leave before anybody pays for it.
fn unpaid_goods(standing: &Standing, edited: &Edited) -> Money {
    let more = edited.total.minor.saturating_sub(edited.before.minor).max(0);
    Money::new(if standing.order.paid_at.is_some() { more } else { 0 }, standing.order.currency)
}

fn refused(error: StoreError) -> Problem {
    match error {
        StoreError::NotFound => Problem::field("/action/add", "invalid", "the store sells no such thing"),
        StoreError::Refused { code, message, .. } if code == GIVEN_BACK => {
            Problem::field("/action/lines", GIVEN_BACK, message)
        }
        StoreError::Refused { message, .. } => {
            Problem::new(StatusCode::CONFLICT, "store-refused", "The store refuses this", message)
        }
        error => NotAsked::Store(error).into(),
    }
}

fn pieces(wanted: &[PiecesWanted], standing: &Standing) -> Result<Vec<(SourceId, i64)>, Problem> {
    if wanted.len() > MOST_LINES {
        return Err(Problem::field("/action/lines", "too-many", "are more than 20 lines at once"));
    }
    let mut pieces: Vec<(SourceId, i64)> = Vec::new();
    for (place, one) in wanted.iter().enumerate() {
        let wrong = |code, why: &str| Problem::field(format!("/action/lines/{place}"), code, why.to_owned());
        let id = SourceId::from(one.id.as_str());
        if !standing.order.lines.iter().any(|line| line.source_id == id) {
            return Err(wrong("invalid", "the order has no such line"));
        }
        if pieces.iter().any(|(known, _)| *known == id) {
            return Err(wrong("invalid", "is named twice"));
        }
        if !(0..=MOST_PIECES).contains(&one.quantity) {
            return Err(wrong("too-large", "a line has 0 to 9999 pieces"));
        }
        pieces.push((id, one.quantity));
    }
    Ok(pieces)
}

fn new_items(wanted: &[ItemWanted]) -> Result<Vec<NewItem>, Problem> {
    if wanted.len() > MOST_LINES {
        return Err(Problem::field("/action/add", "too-many", "are more than 20 products at once"));
    }
    let item = |(place, one): (usize, &ItemWanted)| {
        if !(1..=MOST_PIECES).contains(&one.quantity) {
            let pointer = format!("/action/add/{place}");
            return Err(Problem::field(pointer, "too-large", "1 to 9999 pieces come at once"));
        }
        Ok(NewItem {
            product: SourceId::from(one.product.as_str()),
            variation: one.variant.as_deref().map(SourceId::from),
            quantity: one.quantity,
        })
    };
    wanted.iter().enumerate().map(item).collect()
}

fn effects(edited: &Edited, lines: &[LineChange], add: &[NewItem], standing: &Standing) -> Vec<EffectJson> {
    let mut effects = Vec::new();
    for change in lines.iter().filter(|line| line.is_change()) {
        let known = standing.order.lines.iter().find(|line| line.source_id == change.id);
        let name = known.map(|line| line.name.clone()).unwrap_or_default();
        effects.push(match change.to {
            0 => EffectJson::of(Effect::ItemRemoved).text(name),
            pieces => EffectJson::of(Effect::ItemBecomes).text(name).count(pieces),
        });
    }
    for (item, name) in add.iter().zip(&edited.names) {
        effects.push(EffectJson::of(Effect::ItemAdded).text(name).count(item.quantity));
    }
    let total = if edited.exact { Effect::TotalBecomes } else { Effect::TotalAbout };
    effects.push(EffectJson::of(total).amount(edited.total));
    match edited.owed {
        Some(owed) if owed.minor > 0 => effects.push(EffectJson::of(Effect::StillToPay).amount(owed)),
        Some(owed) if owed.minor < 0 => {
            let more = Money::new(owed.minor.saturating_neg(), owed.currency);
            effects.push(EffectJson::of(Effect::PaidTooMuch).amount(more));
        }
        Some(_) | None => {}
    }
    if !edited.restocks {
        effects.push(EffectJson::of(Effect::StockByStore));
    } else if lines.iter().any(|line| line.to < line.from) {
        effects.push(EffectJson::of(Effect::StockBack));
    }
    if !standing.order.shipments.is_empty() {
        effects.push(EffectJson::of(Effect::ParcelHasLeft));
    }
    effects.push(undo_of(&edited.deed, Effect::UndoPossible));
    effects
}
