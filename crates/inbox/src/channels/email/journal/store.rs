//! Every query on the journal.

use database::{Db, DbError, MultiBackend, Time, Tx, WorkspaceId};
use diesel::prelude::*;

use super::{ArrivalId, Disposition, Entry};
use crate::channels::ChannelId;
use crate::conversations::MessageId;
use crate::schema::mail_arrival;

/// Takes the fingerprint of a mail, until its line is written. `None`: this is the first time; else the arrival that was first.
/// Two that come at the same moment wait here for each other.
pub fn claim(tx: &mut Tx<'_>, entry: &Entry) -> Result<Option<Entry>, DbError> {
    tx.alone_with("mail-arrival", entry.workspace_id.0, &entry.fingerprint)?;
    let which = mail_arrival::workspace_id
        .eq(entry.workspace_id)
        .and(mail_arrival::fingerprint.eq(&entry.fingerprint));
    Ok(mail_arrival::table.filter(which).select(Entry::as_select()).first(tx.db).optional()?)
}

/// Writes down a mail that came for the first time, with what became of it.
pub fn insert(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), DbError> {
    diesel::insert_into(mail_arrival::table).values(entry).execute(tx.db)?;
    Ok(())
}

/// Writes down a repetition of a mail, or what was turned away.
pub fn note_again(tx: &mut Tx<'_>, mut entry: Entry) -> Result<(), DbError> {
    entry.fingerprint = format!("{}#{}", entry.fingerprint, entry.id);
    insert(tx, &entry)
}

/// Writes down what became of a mail that was read again.
pub fn settle(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), DbError> {
    diesel::update(mail_arrival::table.find((entry.workspace_id, entry.id))).set(entry).execute(tx.db)?;
    Ok(())
}

/// The newest message that came in a thread of Outlook's.
pub fn newest_of_thread(
    db: &mut Db,
    workspace: WorkspaceId,
    root: &str,
) -> Result<Option<MessageId>, DbError> {
    let which = mail_arrival::workspace_id
        .eq(workspace)
        .and(mail_arrival::thread_root.eq(root))
        .and(mail_arrival::message_id.is_not_null());
    let newest: Option<Option<MessageId>> = mail_arrival::table
        .filter(which)
        .order(mail_arrival::id.desc())
        .select(mail_arrival::message_id)
        .first(db)
        .optional()?;
    Ok(newest.flatten())
}

/// One line.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: ArrivalId) -> Result<Option<Entry>, DbError> {
    Ok(mail_arrival::table.find((workspace, id)).select(Entry::as_select()).first(db).optional()?)
}

/// One line, held until the transaction ends.
pub fn find_to_change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ArrivalId,
) -> Result<Option<Entry>, DbError> {
    tx.hold("mail_arrival", workspace, id.0)?;
    find(tx.db, workspace, id)
}

/// Which lines. What is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub mailbox: Option<ChannelId>,
    pub disposition: Option<Disposition>,
    pub message: Option<MessageId>,
    /// All of these words, in author, recipients, subject or Message-ID.
    pub words: Vec<String>,
    /// Came at this time or later.
    pub from: Option<Time>,
    /// Came before this time.
    pub to: Option<Time>,
}

type Query<'a> = mail_arrival::BoxedQuery<'a, MultiBackend>;

fn narrowed<'a>(workspace: WorkspaceId, wanted: &Wanted) -> Query<'a> {
    let mut query = mail_arrival::table.filter(mail_arrival::workspace_id.eq(workspace)).into_boxed();
    if let Some(mailbox) = wanted.mailbox {
        query = query.filter(mail_arrival::channel_id.eq(mailbox));
    }
    if let Some(disposition) = wanted.disposition {
        query = query.filter(mail_arrival::disposition.eq(disposition));
    }
    if let Some(message) = wanted.message {
        query = query.filter(mail_arrival::message_id.eq(message));
    }
    for word in &wanted.words {
        query = query.filter(mail_arrival::words.like(containing(word)).escape('\\'));
    }
    // Ids grow with time: the bounds on them are what the engines use their index for.
    if let Some(from) = wanted.from {
        let at = mail_arrival::received_at.ge(from);
        query = query.filter(at.and(mail_arrival::id.ge(ArrivalId(database::floor_at(from)))));
    }
    if let Some(to) = wanted.to {
        query = query.filter(mail_arrival::received_at.lt(to));
    }
    query
}

fn containing(word: &str) -> String {
    let mut pattern = String::from("%");
    for c in word.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// A page of lines, newest first.
pub fn page(
    db: &mut Db,
    workspace: WorkspaceId,
    wanted: &Wanted,
    before: Option<ArrivalId>,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    let mut query = narrowed(workspace, wanted);
    if let Some(before) = before {
        query = query.filter(mail_arrival::id.lt(before));
    }
    Ok(query.order(mail_arrival::id.desc()).limit(limit).select(Entry::as_select()).load(db)?)
}

/// The lines of a time, oldest first, a part at a time.
pub fn in_order(
    db: &mut Db,
    workspace: WorkspaceId,
    wanted: &Wanted,
    after: ArrivalId,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    let query = narrowed(workspace, wanted).filter(mail_arrival::id.gt(after));
    Ok(query.order(mail_arrival::id).limit(limit).select(Entry::as_select()).load(db)?)
}

/// The further arrivals of a mail, oldest first; at most 50.
pub fn repeats(db: &mut Db, workspace: WorkspaceId, first: ArrivalId) -> Result<Vec<Entry>, DbError> {
    let which = mail_arrival::workspace_id
        .eq(workspace)
        .and(mail_arrival::first_id.is_not_null())
        .and(mail_arrival::first_id.eq(first));
    let found = mail_arrival::table.filter(which).order(mail_arrival::id).limit(50);
    Ok(found.select(Entry::as_select()).load(db)?)
}

/// Which of these messages some line names.
pub fn named(db: &mut Db, workspace: WorkspaceId, ids: &[MessageId]) -> Result<Vec<MessageId>, DbError> {
    let which = mail_arrival::workspace_id
        .eq(workspace)
        .and(mail_arrival::message_id.is_not_null())
        .and(mail_arrival::message_id.assume_not_null().eq_any(ids.iter().copied()));
    Ok(mail_arrival::table
        .filter(which)
        .select(mail_arrival::message_id.assume_not_null())
        .distinct()
        .load(db)?)
}

/// Which of these Message-IDs a mailbox has had.
pub fn known(
    db: &mut Db,
    workspace: WorkspaceId,
    mailbox: ChannelId,
    identifiers: &[String],
) -> Result<Vec<String>, DbError> {
    let mut found = Vec::new();
    for part in identifiers.chunks(500) {
        let which = mail_arrival::workspace_id
            .eq(workspace)
            .and(mail_arrival::channel_id.eq(mailbox))
            .and(mail_arrival::identifier.is_not_null())
            .and(mail_arrival::identifier.assume_not_null().eq_any(part));
        let some: Vec<String> = mail_arrival::table
            .filter(which)
            .select(mail_arrival::identifier.assume_not_null())
            .distinct()
            .load(db)?;
        found.extend(some);
    }
    Ok(found)
}

/// Lines that came before a time and whose bytes are still kept, oldest first.
pub fn kept_before(
    db: &mut Db,
    workspace: WorkspaceId,
    before: Time,
    after: ArrivalId,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    let which = mail_arrival::workspace_id
        .eq(workspace)
        .and(mail_arrival::id.gt(after))
        .and(mail_arrival::received_at.lt(before))
        .and(mail_arrival::raw_hash.is_not_null())
        .and(mail_arrival::dropped_at.is_null());
    let found = mail_arrival::table.filter(which).order(mail_arrival::id).limit(limit);
    Ok(found.select(Entry::as_select()).load(db)?)
}

/// Whether an arrival of the same mail still needs the same bytes.
pub fn is_needed(db: &mut Db, of: &Entry, before: Time) -> Result<bool, DbError> {
    let (first, hash) = (of.first(), of.raw_hash.as_deref());
    let which = || {
        mail_arrival::workspace_id
            .eq(of.workspace_id)
            .and(mail_arrival::raw_hash.eq(hash))
            .and(mail_arrival::received_at.ge(before))
            .and(mail_arrival::dropped_at.is_null())
    };
    let itself = mail_arrival::table.filter(which()).filter(mail_arrival::id.eq(first));
    let itself: Option<ArrivalId> = itself.select(mail_arrival::id).first(db).optional()?;
    let again = mail_arrival::table.filter(which()).filter(mail_arrival::first_id.eq(first));
    let again: Option<ArrivalId> = again.select(mail_arrival::id).first(db).optional()?;
    Ok(itself.or(again).is_some())
}

/// Writes down that the bytes of a mail were let go.
pub fn drop_raw(tx: &mut Tx<'_>, of: &Entry) -> Result<(), DbError> {
    let change = mail_arrival::dropped_at.eq(Some(tx.now));
    diesel::update(mail_arrival::table.find((of.workspace_id, of.id))).set(change).execute(tx.db)?;
    Ok(())
}

/// Deletes what is written of refusals before a time: no mail of ours ever came with them.
pub fn forget_refusals(tx: &mut Tx<'_>, workspace: WorkspaceId, before: Time) -> Result<usize, DbError> {
    let which = mail_arrival::workspace_id
        .eq(workspace)
        .and(mail_arrival::id.lt(ArrivalId(database::floor_at(before))))
        .and(mail_arrival::disposition.eq(Disposition::Refused));
    Ok(diesel::delete(mail_arrival::table.filter(which)).execute(tx.db)?)
}
