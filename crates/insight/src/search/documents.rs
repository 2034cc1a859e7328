//! By which words each thing is found.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use database::{Db, DbError, WorkspaceId};
use inbox::conversations::{Conversation, ConversationId, MessageId, Status};
use people::customers::{Customer, CustomerId, IdentityKind};
use search::{Document, Subject};
use shop::{orders, products};

use super::buyers;
use super::kept::Kept;
use super::kind::Kind;
use super::store::{self, KnownOrder, Said};
use super::touched::of_kind;

/// Messages that are read at once; of the oldest of very long conversations the words are left out.
const MESSAGES: i64 = 20_000;

/// The present documents of some things: none for what is gone, or shows as another.
pub(super) fn make(db: &mut Db, subjects: &[Subject]) -> Result<Vec<(Subject, Option<Document>)>, DbError> {
    let workspaces: BTreeSet<WorkspaceId> = subjects.iter().map(|subject| subject.workspace).collect();
    let mut made: HashMap<Subject, Document> = HashMap::with_capacity(subjects.len());
    for workspace in workspaces {
        for kind in Kind::ALL {
            let ids = of_kind(subjects, workspace, *kind);
            if ids.is_empty() {
                continue;
            }
            let documents = match kind {
                Kind::Conversation => conversations(db, workspace, &ids)?,
                Kind::Customer => customers(db, workspace, &ids)?,
                Kind::Order => orders(db, workspace, &ids)?,
                Kind::Product => products(db, workspace, &ids)?,
            };
            made.extend(documents.into_iter().map(|document| (document.subject, document)));
        }
    }
    Ok(subjects.iter().map(|subject| (*subject, made.remove(subject))).collect())
}

fn subject(workspace: WorkspaceId, kind: Kind, id: i64) -> Subject {
    Subject { workspace, kind: kind.number(), id }
}

fn conversations(db: &mut Db, workspace: WorkspaceId, ids: &[i64]) -> Result<Vec<Document>, DbError> {
    let rows = store::conversations(db, workspace, ids)?;
    let rows: Vec<Conversation> = rows.into_iter().filter(|row| row.merged_into.is_none()).collect();
    let ids: Vec<ConversationId> = rows.iter().map(|row| row.id).collect();
    let mut merged = store::merged_into(db, workspace, &ids)?;
    // Whom it belongs to follows from who was recognised, whether or not the row is in step with a merge already.
    let people: Vec<CustomerId> = rows.iter().map(|row| row.recognised_as).collect();
    let customers = store::living_customers(db, workspace, &people)?;
    let identities = identities(db, workspace, customers.values().map(|customer| customer.id))?;
    let numbers = buyers::numbers_of(db, workspace, customers.values())?;
    let mut said: HashMap<ConversationId, Vec<Said>> = HashMap::new();
    for message in store::said(db, workspace, &ids, MESSAGES)?.into_iter().rev() {
        said.entry(message.conversation).or_default().push(message);
    }
    let mut beside: HashMap<ConversationId, Vec<(String, String)>> = HashMap::new();
    for (id, address, name) in store::participants(db, workspace, &ids)? {
        beside.entry(id).or_default().push((address, name));
    }
    let document = |row: Conversation| {
        let mut document =
            Document::new(subject(workspace, Kind::Conversation, row.id.0), row.last_activity_at);
        document.aside = row.status == Status::Spam;
        document.codes.push(row.number.to_string());
        document.titles.push(row.subject);
        for (number, subject) in merged.remove(&row.id).unwrap_or_default() {
            document.codes.push(number.to_string());
            document.titles.push(subject);
        }
        let mut kept = Kept::default();
        if let Some(customer) = customers.get(&row.recognised_as) {
            known_as(&mut document, customer, &identities);
            kept.beside = values(&identities, customer.id);
            kept.numbers = numbers.get(&customer.id).cloned().unwrap_or_default();
            document.codes.extend(kept.numbers.iter().cloned());
        }
        for (address, name) in beside.remove(&row.id).unwrap_or_default() {
            document.codes.push(address);
            document.names.push(name);
        }
        let (texts, bodies) = each_line_once(&said.remove(&row.id).unwrap_or_default());
        document.texts = texts;
        kept.hear(bodies.into_iter().rev());
        document.kept = kept.written();
        without_repetition(document)
    };
    Ok(rows.into_iter().map(document).collect())
}

/// All words of a conversation, and what was said in each message without its subject. A line that a later mail quotes counts
/// where it was written, so that long threads are not found for what they repeat.
fn each_line_once(said: &[Said]) -> (Vec<String>, Vec<(MessageId, String)>) {
    let (mut seen, mut seen_in_bodies) = (HashSet::new(), HashSet::new());
    let (mut texts, mut bodies) = (Vec::with_capacity(said.len()), Vec::with_capacity(said.len()));
    for message in said {
        let mut text = String::with_capacity(message.new_text.len());
        let mut body: Vec<&str> = Vec::new();
        let subject = message.subject.lines().map(|line| (line, false));
        let lines = message.new_text.lines().chain(message.text.lines()).map(|line| (line, true));
        for (line, is_body) in subject.chain(lines) {
            let plain = line.trim_start_matches(['>', '|', ' ', '\t', '\u{a0}']).trim_end();
            if plain.is_empty() {
                continue;
            }
            let mut hash = DefaultHasher::new();
            plain.hash(&mut hash);
            let hash = hash.finish();
            if seen.insert(hash) {
                text.push_str(plain);
                text.push('\n');
            }
            if is_body && seen_in_bodies.insert(hash) {
                body.push(plain);
            }
        }
        texts.push(text);
        bodies.push((message.id, body.join("\n")));
    }
    (texts, bodies)
}

type Identities = HashMap<CustomerId, Vec<(IdentityKind, String)>>;

fn identities(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: impl Iterator<Item = CustomerId>,
) -> Result<Identities, DbError> {
    let ids: BTreeSet<CustomerId> = ids.collect();
    let ids: Vec<CustomerId> = ids.into_iter().collect();
    let mut identities = Identities::new();
    for (id, kind, value) in store::identities(db, workspace, &ids)? {
        identities.entry(id).or_default().push((kind, value));
    }
    Ok(identities)
}

fn known_as(document: &mut Document, customer: &Customer, identities: &Identities) {
    document.names.push(customer.name.clone());
    document.codes.extend(customer.email.clone());
    document.phones.extend(customer.phone.clone());
    for (kind, value) in identities.get(&customer.id).into_iter().flatten() {
        match kind {
            IdentityKind::Phone => document.phones.push(value.clone()),
            _ => document.codes.push(value.clone()),
        }
    }
}

fn values(identities: &Identities, id: CustomerId) -> Vec<String> {
    identities.get(&id).into_iter().flatten().map(|(_, value)| value.clone()).collect()
}

fn customers(db: &mut Db, workspace: WorkspaceId, ids: &[i64]) -> Result<Vec<Document>, DbError> {
    let ids: Vec<CustomerId> = ids.iter().map(|id| CustomerId(*id)).collect();
    let rows = people::customers::find_many(db, workspace, &ids)?;
    let identities = identities(db, workspace, ids.into_iter())?;
    let document = |row: Customer| {
        let at = row.last_seen_at.unwrap_or(row.created_at);
        let mut document = Document::new(subject(workspace, Kind::Customer, row.id.0), at);
        known_as(&mut document, &row, &identities);
        let lines = row.address;
        document.names.push(lines.company);
        document.texts = vec![row.notes, lines.line1, lines.line2, lines.city, lines.state, lines.postcode];
        document.kept = Kept { beside: values(&identities, row.id), ..Kept::default() }.written();
        without_repetition(document)
    };
    Ok(rows.into_iter().filter(|row| row.merged_into.is_none()).map(document).collect())
}

fn orders(db: &mut Db, workspace: WorkspaceId, ids: &[i64]) -> Result<Vec<Document>, DbError> {
    let known = store::orders(db, workspace, ids)?;
    let there = known.into_iter().filter(|known| known.order.status != orders::Status::Trash);
    Ok(there.map(|known| of_order(workspace, known)).collect())
}

fn of_order(workspace: WorkspaceId, known: KnownOrder) -> Document {
    let KnownOrder { order, detail, lines, parcels } = known;
    let mut document = Document::new(subject(workspace, Kind::Order, order.id.0), order.placed_at);
    let contacts = || detail.iter().flat_map(|detail| [&detail.billing, &detail.shipping]);
    let of_contacts = contacts().flat_map(|it| [it.name(), it.email.clone(), it.phone.clone()]).flatten();
    let of_lines = lines.iter().flat_map(|line| [Some(line.name.clone()), line.sku.clone()]).flatten();
    let mut beside = Vec::new();
    for text in of_contacts.chain(of_lines).chain(parcels.iter().cloned()) {
        if !text.is_empty() && !beside.contains(&text) {
            beside.push(text);
        }
    }
    document.kept = Kept { beside, ..Kept::default() }.written();
    document.codes.push(order.number);
    document.codes.extend(order.email);
    document.codes.extend(parcels);
    document.phones.extend(order.phone);
    document.names.extend(order.customer_name);
    for contact in contacts() {
        document.names.extend(contact.name());
        document.names.extend(contact.company.clone());
        document.codes.extend(contact.email.clone());
        document.phones.extend(contact.phone.clone());
    }
    for line in lines {
        document.texts.push(line.name);
        document.codes.extend(line.sku);
    }
    without_repetition(document)
}

fn products(db: &mut Db, workspace: WorkspaceId, ids: &[i64]) -> Result<Vec<Document>, DbError> {
    let rows =
        store::products(db, workspace, ids)?.into_iter().filter(|row| row.state != products::State::Gone);
    let document = |row: products::Product| {
        let at = row.modified_at.unwrap_or(store::LONG_AGO);
        let mut document = Document::new(subject(workspace, Kind::Product, row.id.0), at);
        document.titles.push(row.name);
        document.codes.extend(row.sku);
        document
    };
    Ok(rows.map(document).collect())
}

/// The same name from three places says no more than once.
fn without_repetition(mut document: Document) -> Document {
    for texts in [&mut document.codes, &mut document.phones, &mut document.names, &mut document.titles] {
        let mut seen = HashSet::new();
        texts.retain(|text| !text.is_empty() && seen.insert(text.clone()));
    }
    document
}
