//! What is shown of what was found.

use std::collections::HashMap;

use database::{Db, DbError, WorkspaceId};
use inbox::conversations::{Conversation, ConversationId, MessageId};
use people::customers::{Customer, CustomerId};
use search::{Subject, Typed};
use shop::products::Product;

use super::buyers;
use super::kind::Kind;
use super::store::{self, KnownOrder, Said};
use super::touched::of_kind;

/// Longest excerpt, in characters.
const EXCERPT: usize = 240;
/// Messages that are looked through for the excerpts of a page, the newest of all.
const MESSAGES: i64 = 2_000;
/// As much of a message is looked through, in bytes.
const LOOKED_AT: usize = 32 * 1024;

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

/// Reads what was found, by what it is; what is gone since is not there.
pub(super) fn show(
    db: &mut Db,
    workspace: WorkspaceId,
    found: &[Subject],
    typed: &Typed,
) -> Result<HashMap<Subject, Shown>, DbError> {
    let mut shown = HashMap::with_capacity(found.len());
    for kind in Kind::ALL {
        let ids = of_kind(found, workspace, *kind);
        if ids.is_empty() {
            continue;
        }
        let some = match kind {
            Kind::Conversation => conversations(db, workspace, &ids, typed)?,
            Kind::Customer => customers(db, workspace, &ids, typed)?,
            Kind::Order => {
                let known = store::orders(db, workspace, &ids)?;
                known.into_iter().map(|known| (known.order.id.0, of_order(known, typed))).collect()
            }
            Kind::Product => {
                let known = store::products(db, workspace, &ids)?;
                known.into_iter().map(|known| (known.id.0, of_product(known, typed))).collect()
            }
        };
        let subject = |id: i64| Subject { workspace, kind: kind.number(), id };
        shown.extend(some.into_iter().map(|(id, some)| (subject(id), some)));
    }
    Ok(shown)
}

fn conversations(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[i64],
    typed: &Typed,
) -> Result<Vec<(i64, Shown)>, DbError> {
    let rows = store::conversations(db, workspace, ids)?;
    let ids: Vec<ConversationId> = rows.iter().map(|row| row.id).collect();
    let people: Vec<CustomerId> = rows.iter().map(|row| row.customer_id).collect();
    let customers = store::living_customers(db, workspace, &people)?;
    let mut codes = codes_of(db, workspace, customers.values().map(|customer| customer.id))?;
    if typed.has_digits() {
        for (id, numbers) in buyers::numbers_of(db, workspace, customers.values())? {
            codes.entry(id).or_default().extend(numbers);
        }
    }
    let mut said: HashMap<ConversationId, Vec<Said>> = HashMap::new();
    for message in store::said(db, workspace, &ids, MESSAGES)? {
        said.entry(message.conversation).or_default().push(message);
    }
    let shown = |row: Conversation| {
        let said = said.remove(&row.id).unwrap_or_default();
        let now = customers.get(&row.customer_id).map(|customer| customer.id);
        let known = now.and_then(|id| codes.get(&id)).map(Vec::as_slice).unwrap_or_default();
        (row.id.0, of_conversation(row, &said, known, typed))
    };
    Ok(rows.into_iter().filter(|row| row.merged_into.is_none()).map(shown).collect())
}

fn of_conversation(row: Conversation, said: &[Said], codes: &[String], typed: &Typed) -> Shown {
    let number = format!("#{}", row.number);
    let codes = std::iter::once(&number).chain(codes).filter(|code| typed.mark(code).words > 0);
    let parts: Vec<&str> = std::iter::once(row.customer_name.as_str())
        .chain(codes.map(String::as_str))
        .chain([row.snippet.as_str()])
        .collect();
    let beside = typed.count(&joined(&parts)).max(usize::from(parts.len() > 2));
    let (excerpt, message) = match best_message(said, typed) {
        Some((words, message, html)) if words >= beside => (html, Some(message)),
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

/// The newest of the messages in which most words stand.
fn best_message(said: &[Said], typed: &Typed) -> Option<(usize, MessageId, String)> {
    let mut best: Option<(usize, &Said, &str)> = None;
    for message in said {
        for text in [start(&message.new_text), start(&message.text)] {
            let words = typed.count(text);
            if words > best.map_or(0, |(most, ..)| most) {
                best = Some((words, message, text));
            }
        }
        if best.is_some_and(|(most, ..)| most == typed.len()) {
            break;
        }
    }
    best.map(|(words, message, text)| (words, message.id, typed.excerpt(text, EXCERPT).html))
}

fn start(text: &str) -> &str {
    &text[..text.floor_char_boundary(LOOKED_AT)]
}

fn codes_of(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: impl Iterator<Item = CustomerId>,
) -> Result<HashMap<CustomerId, Vec<String>>, DbError> {
    let ids: Vec<CustomerId> = ids.collect();
    let mut codes: HashMap<CustomerId, Vec<String>> = HashMap::new();
    for (id, _, value) in store::identities(db, workspace, &ids)? {
        codes.entry(id).or_default().push(value);
    }
    Ok(codes)
}

fn customers(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[i64],
    typed: &Typed,
) -> Result<Vec<(i64, Shown)>, DbError> {
    let ids: Vec<CustomerId> = ids.iter().map(|id| CustomerId(*id)).collect();
    let rows = people::customers::find_many(db, workspace, &ids)?;
    let mut codes = codes_of(db, workspace, ids.into_iter())?;
    let shown = |row: Customer| {
        let title = row.display_name().to_owned();
        let address = &row.address;
        let mut parts = codes.remove(&row.id).unwrap_or_default();
        for code in [&row.email, &row.phone].into_iter().flatten() {
            if !parts.contains(code) {
                parts.insert(0, code.clone());
            }
        }
        let more = [&address.company, &address.line1, &address.line2, &address.city, &address.postcode];
        let said = more.into_iter().chain([&row.notes]).filter(|text| typed.mark(text).words > 0);
        parts.extend(said.cloned());
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let shown = Shown {
            id: row.id.to_string(),
            title_html: typed.mark(&title).html,
            title,
            excerpt: each_marked(typed, &parts),
            message: None,
            status: None,
        };
        (row.id.0, shown)
    };
    Ok(rows.into_iter().filter(|row| row.merged_into.is_none()).map(shown).collect())
}

fn of_order(known: KnownOrder, typed: &Typed) -> Shown {
    let KnownOrder { order, detail, lines, parcels } = known;
    let mut parts: Vec<String> = order.customer_name.into_iter().chain(order.email).collect();
    let contacts = detail.iter().flat_map(|detail| [&detail.billing, &detail.shipping]);
    let names = contacts.flat_map(|contact| [contact.name(), contact.email.clone(), contact.phone.clone()]);
    let of_lines = lines.into_iter().flat_map(|line| [Some(line.name), line.sku]);
    let more = names.chain(of_lines).flatten().chain(parcels);
    for text in more.filter(|text| typed.mark(text).words > 0) {
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
