//! Which store a conversation is about, where its channel is no store's: evidence, strongest first.
//!
//! An order of the customer's whose number they name says it; else the one store that they have bought in. Where orders of
//! several stores would do, nothing is said: a person chooses.

use std::collections::BTreeSet;

use database::{Db, DbError, Tx};
use language::search::fold;
use shop::orders::{self, Order, OrderId};
use shop::stores::StoreId;

use super::author::Author;
use super::changing::{self, Change, ChangeError};
use super::conversation::{Conversation, Status};
use super::message::{AuthorType, Message, MessageKind};
use super::variables::orders_beside;

/// Where nothing has said yet which store it is about, the orders of a customer who writes may. Returns it where that is news:
/// what is known from the first message on is no change.
///
/// # Errors
/// Only those of the database.
pub(super) fn learn(
    tx: &mut Tx<'_>,
    conversation: &mut Conversation,
    message: &Message,
) -> Result<Option<StoreId>, DbError> {
    let says = message.author_type == AuthorType::Customer && message.kind == MessageKind::Message;
    if !says || conversation.store_id.is_some() || conversation.status == Status::Spam {
        return Ok(None);
    }
    let text = if message.new_text.trim().is_empty() { &message.text } else { &message.new_text };
    let words = format!("{}\n{text}", message.subject);
    conversation.store_id = told_by_orders(tx.db, conversation, &words)?;
    Ok(conversation.store_id.filter(|_| conversation.message_count > 0))
}

/// An answer that speaks of an order says which store it is about, where nothing did before.
///
/// # Errors
/// [`ChangeError`], as for every change.
pub(super) fn learn_from_answer(
    tx: &mut Tx<'_>,
    conversation: &Conversation,
    speaks_of: Option<OrderId>,
    author: &Author,
) -> Result<(), ChangeError> {
    let (workspace, id) = (conversation.workspace_id, conversation.id);
    let Some(order) = speaks_of.filter(|_| conversation.store_id.is_none()) else { return Ok(()) };
    let Some(order) = orders::find(tx.db, workspace, order)? else { return Ok(()) };
    let wanted = Change { store: Some(Some(order.store_id)), ..Change::default() };
    changing::change(tx, workspace, id, &wanted, &author.actor()).map(drop)
}

/// The store that the customer's orders speak for, given what they have just written.
fn told_by_orders(db: &mut Db, conversation: &Conversation, words: &str) -> Result<Option<StoreId>, DbError> {
    let orders = orders_beside(db, conversation.workspace_id, conversation.customer_id)?;
    Ok(spoken_for(&orders, words))
}

fn spoken_for(orders: &[Order], words: &str) -> Option<StoreId> {
    let words = fold(words);
    let named = only(orders.iter().filter(|order| is_named(&words, &order.number)));
    match named {
        Stores::None => match only(orders.iter()) {
            Stores::One(store) => Some(store),
            Stores::None | Stores::Several => None,
        },
        Stores::One(store) => Some(store),
        Stores::Several => None,
    }
}

enum Stores {
    None,
    One(StoreId),
    Several,
}

fn only<'a>(orders: impl Iterator<Item = &'a Order>) -> Stores {
    let stores: BTreeSet<StoreId> = orders.map(|order| order.store_id).collect();
    match stores.first() {
        None => Stores::None,
        Some(first) if stores.len() == 1 => Stores::One(*first),
        Some(_) => Stores::Several,
    }
}

/// Shortest number that is believed without a `#` before it, in characters: shorter ones stand in any text.
const TELLING: usize = 4;

/// Whether an order's number stands in a folded text as a word of its own, such as `#1042` or `1042.`, but not in `210423`.
fn is_named(words: &str, number: &str) -> bool {
    let number = fold(number.trim().trim_start_matches('#'));
    if number.is_empty() {
        return false;
    }
    words.match_indices(&number).any(|(at, _)| {
        let before = words[..at].chars().next_back();
        let after = words[at + number.len()..].chars().next();
        let is_marked = before == Some('#');
        // Korean puts its particles to a number without a space.
        let is_hangul = |c: char| matches!(c, '\u{ac00}'..='\u{d7a3}');
        let is_apart = |next: Option<char>| next.is_none_or(|c| !c.is_alphanumeric() || is_hangul(c));
        is_apart(before) && is_apart(after) && (is_marked || number.chars().count() >= TELLING)
    })
}

#[cfg(test)]
mod tests {
    use language::search::fold;

    use super::is_named;

    #[test]
    fn a_number_counts_where_it_is_a_word_of_its_own() {
        for (words, number, named) in [
            ("Where is #1042?", "1042", true),
            ("Siparişim 1042.", "1042", true),
            ("order 210423", "1042", false),
            ("it cost 42 euros", "42", false),
            ("order #42", "42", true),
            ("주문 N-2041이 안 왔어요", "N-2041", true),
            ("주문번호1042번 언제 오나요", "1042", true),
            ("anything", "", false),
        ] {
            assert_eq!(is_named(&fold(words), number), named, "{words}");
        }
        assert!(is_named(&fold("سفارش ۱۰۴۲ نرسیده"), "1042"));
    }
}
