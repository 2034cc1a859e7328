//! What is shown of what was found.

use std::collections::HashMap;

use database::{Db, DbError, WorkspaceId};
use inbox::conversations::{Conversation, MessageId};
use people::customers::{Customer, CustomerId};
use search::{Hit, Subject, Typed};
use shop::orders::Order;
use shop::products::Product;

use super::kept::Kept;
use super::kind::Kind;
use super::store;

/// Longest excerpt, in characters.
const EXCERPT: usize = 240;

/// What is shown of one hit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) title_html: String,
    pub(super) excerpt: String,
    pub(super) message: Option<MessageId>,
    pub(super) status: Option<String>,
}

/// Reads what was found, by what it is: one statement for each kind. What is gone since is not there.
pub(super) fn show(
    db: &mut Db,
    workspace: WorkspaceId,
    found: &[Hit],
    typed: &Typed,
) -> Result<HashMap<Subject, Shown>, DbError> {
    let mut shown = HashMap::with_capacity(found.len());
    for kind in Kind::ALL {
        let number = kind.number();
        let of_kind =
            found.iter().filter(|hit| hit.subject.workspace == workspace && hit.subject.kind == number);
        let mut kept: HashMap<i64, Kept> =
            of_kind.map(|hit| (hit.subject.id, Kept::read(&hit.kept))).collect();
        if kept.is_empty() {
            continue;
        }
        let ids: Vec<i64> = kept.keys().copied().collect();
        let mut of = |id: i64| kept.remove(&id).unwrap_or_default();
        let some: Vec<(i64, Shown)> = match kind {
            Kind::Conversation => {
                let rows = store::conversations(db, workspace, &ids)?.into_iter();
                let living = rows.filter(|row| row.merged_into.is_none());
                conversations(db, workspace, living.map(|row| (of(row.id.0), row)).collect(), typed)?
            }
            Kind::Customer => {
                let ids: Vec<CustomerId> = ids.into_iter().map(CustomerId).collect();
                let rows = people::customers::find_many(db, workspace, &ids)?.into_iter();
                let living = rows.filter(|row| row.merged_into.is_none());
                living.map(|row| (row.id.0, of_customer(of(row.id.0), row, typed))).collect()
            }
            Kind::Order => {
                let rows = store::orders_alone(db, workspace, &ids)?.into_iter();
                rows.map(|row| (row.id.0, of_order(of(row.id.0), row, typed))).collect()
            }
            Kind::Product => {
                let rows = store::products(db, workspace, &ids)?.into_iter();
                rows.map(|row| (row.id.0, of_product(row, typed))).collect()
            }
        };
        let subject = |id: i64| Subject { workspace, kind: number, id };
        shown.extend(some.into_iter().map(|(id, some)| (subject(id), some)));
    }
    Ok(shown)
}

/// An excerpt is of a message that is still there: the index is a moment behind, and on PostgreSQL as long as somebody writes.
fn conversations(
    db: &mut Db,
    workspace: WorkspaceId,
    found: Vec<(Kept, Conversation)>,
    typed: &Typed,
) -> Result<Vec<(i64, Shown)>, DbError> {
    let best: Vec<Option<Best>> = found.iter().map(|(kept, _)| best_message(&kept.said, typed)).collect();
    let chosen =
        found.iter().zip(&best).filter_map(|((_, row), best)| Some((row.id, best.as_ref()?.message)));
    let there = store::still_there(db, workspace, &chosen.collect::<Vec<_>>())?;
    let shown = found.into_iter().zip(best).map(|((kept, row), best)| {
        let best = best.filter(|best| there.contains(&(row.id, best.message)));
        (row.id.0, of_conversation(kept, row, best, typed))
    });
    Ok(shown.collect())
}

fn of_conversation(kept: Kept, row: Conversation, best: Option<Best>, typed: &Typed) -> Shown {
    let number = format!("#{}", row.number);
    let numbers = kept.numbers.iter().filter(|_| typed.has_digits());
    let codes = std::iter::once(&number).chain(&kept.beside).chain(numbers);
    let parts: Vec<&str> = std::iter::once(row.customer_name.as_str())
        .chain(codes.filter(|code| typed.count(code) > 0).map(String::as_str))
        .chain([row.snippet.as_str()])
        .collect();
    let beside = typed.count(&joined(&parts)).max(usize::from(parts.len() > 2));
    let (excerpt, message) = match best {
        Some(best) if best.words >= beside => (best.html, Some(best.message)),
        Some(_) | None => (each_marked(typed, &parts), None),
    };
    Shown {
        id: row.id.to_string(),
        title_html: typed.mark(&row.subject).html,
        title: row.subject,
        excerpt,
        message,
        status: Some(row.status.to_string()),
    }
}

/// A message to show of a conversation.
struct Best {
    /// So many of the words stand in it.
    words: usize,
    message: MessageId,
    html: String,
}

/// The newest of the messages in which most words stand.
fn best_message(said: &[(MessageId, String)], typed: &Typed) -> Option<Best> {
    let mut best: Option<(usize, MessageId, &str)> = None;
    for (message, text) in said {
        let words = typed.count(text);
        if words > best.map_or(0, |(most, ..)| most) {
            best = Some((words, *message, text));
        }
        if words == typed.len() {
            break;
        }
    }
    best.map(|(words, message, text)| Best { words, message, html: typed.excerpt(text, EXCERPT).html })
}

fn of_customer(kept: Kept, row: Customer, typed: &Typed) -> Shown {
    let title = row.display_name().to_owned();
    let address = &row.address;
    let mut parts = kept.beside;
    for code in [&row.email, &row.phone].into_iter().flatten() {
        if !parts.contains(code) {
            parts.insert(0, code.clone());
        }
    }
    let more = [&address.company, &address.line1, &address.line2, &address.city, &address.postcode];
    let said = more.into_iter().chain([&row.notes]).filter(|text| typed.count(text) > 0);
    parts.extend(said.cloned());
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    Shown {
        id: row.id.to_string(),
        title_html: typed.mark(&title).html,
        title,
        excerpt: each_marked(typed, &parts),
        message: None,
        status: None,
    }
}

/// Of an order whose customer was forgotten nothing is shown that the index may still hold.
fn of_order(kept: Kept, order: Order, typed: &Typed) -> Shown {
    let is_somebodys = order.customer_id.is_some() || order.customer_name.is_some() || order.email.is_some();
    let mut parts: Vec<String> = order.customer_name.into_iter().chain(order.email).collect();
    for text in kept.beside.into_iter().filter(|text| is_somebodys && typed.count(text) > 0) {
        if !parts.contains(&text) {
            parts.push(text);
        }
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    Shown {
        id: order.id.to_string(),
        title_html: typed.mark(&order.number).html,
        title: order.number,
        excerpt: each_marked(typed, &parts),
        message: None,
        status: Some(order.status.to_string()),
    }
}

fn of_product(row: Product, typed: &Typed) -> Shown {
    Shown {
        id: row.id.to_string(),
        title_html: typed.mark(&row.name).html,
        title: row.name,
        excerpt: typed.mark(&row.sku.unwrap_or_default()).html,
        message: None,
        status: Some(row.stock_status.to_string()),
    }
}

/// Codes are marked one by one: a phone number is found in other digits than it is written in.
fn each_marked(typed: &Typed, parts: &[&str]) -> String {
    let filled = parts.iter().filter(|part| !part.is_empty());
    filled.map(|part| typed.excerpt(part, EXCERPT).html).collect::<Vec<_>>().join(" · ")
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}
