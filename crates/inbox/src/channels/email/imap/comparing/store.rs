//! Every query on what is known of the mails of folders, one by one, and on what came of comparing them.

use std::collections::BTreeMap;

use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

use crate::channels::ChannelId;
use crate::channels::email::imap::folder::Folder;
use crate::channels::email::imap::problem::ProblemCode;
use crate::channels::email::journal::{ArrivalId, Disposition};
use crate::schema::{imap_comparison, imap_mail, mail_arrival};

/// A mail that a server has and we do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    pub uid: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
}

/// The first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct FirstMissing(pub Vec<Missed>);
database::json_column!(FirstMissing);

impl FromIterator<Missed> for FirstMissing {
    fn from_iter<I: IntoIterator<Item = Missed>>(missed: I) -> Self {
        Self(missed.into_iter().collect())
    }
}

/// What came of comparing a folder, as the table holds it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = imap_comparison, primary_key(workspace_id, channel_id, folder))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Comparison {
    pub workspace_id: WorkspaceId,
    pub channel_id: ChannelId,
    pub folder: String,
    pub tried_at: Time,
    /// When it last went through.
    pub compared_at: Option<Time>,
    pub uid_validity: i64,
    pub listed: i64,
    pub here: i64,
    pub waiting: i64,
    pub missing: i64,
    pub gone: i64,
    pub first_missing: FirstMissing,
    /// Why it did not go through since.
    pub problem: Option<ProblemCode>,
    pub detail: Option<String>,
}

impl Comparison {
    /// Of a folder that was never compared.
    pub fn never(workspace: WorkspaceId, channel: ChannelId, folder: &str, now: Time) -> Self {
        Self {
            workspace_id: workspace,
            channel_id: channel,
            folder: folder.to_owned(),
            tried_at: now,
            compared_at: None,
            uid_validity: 0,
            listed: 0,
            here: 0,
            waiting: 0,
            missing: 0,
            gone: 0,
            first_missing: FirstMissing::default(),
            problem: None,
            detail: None,
        }
    }
}

/// What came of comparing a folder the last time.
pub fn find(
    db: &mut Db,
    workspace: WorkspaceId,
    channel: ChannelId,
    folder: &str,
) -> Result<Option<Comparison>, DbError> {
    let which = imap_comparison::table.find((workspace, channel, folder));
    Ok(which.select(Comparison::as_select()).first(db).optional()?)
}

/// Writes down what came of it.
pub fn put(tx: &mut Tx<'_>, row: &Comparison) -> Result<(), DbError> {
    let key = (imap_comparison::workspace_id, imap_comparison::channel_id, imap_comparison::folder);
    Both(diesel::insert_into(imap_comparison::table).values(row).on_conflict(key).do_update().set(row))
        .run(tx.db)?;
    Ok(())
}

/// A mail of a folder became a line of the journal.
pub fn came(tx: &mut Tx<'_>, of: &Folder, uid: u32, arrival: ArrivalId) -> Result<(), DbError> {
    let row = (
        imap_mail::workspace_id.eq(of.workspace_id),
        imap_mail::channel_id.eq(of.channel_id),
        imap_mail::folder.eq(&of.name),
        imap_mail::uid_validity.eq(of.uid_validity),
        imap_mail::uid.eq(i64::from(uid)),
        imap_mail::arrival_id.eq(arrival),
    );
    let key = (
        imap_mail::workspace_id,
        imap_mail::channel_id,
        imap_mail::folder,
        imap_mail::uid_validity,
        imap_mail::uid,
    );
    Both(
        diesel::insert_into(imap_mail::table)
            .values(row)
            .on_conflict(key)
            .do_update()
            .set(imap_mail::arrival_id.eq(arrival)),
    )
    .run(tx.db)?;
    Ok(())
}

/// A mail that is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its Message-ID, where it was read.
    pub identifier: Option<String>,
}

/// The mails of a folder between two UIDs that are here.
pub fn taken(db: &mut Db, of: &Folder, (first, last): (u32, u32)) -> Result<BTreeMap<u32, Taken>, DbError> {
    let line = mail_arrival::workspace_id
        .eq(imap_mail::workspace_id)
        .and(mail_arrival::id.eq(imap_mail::arrival_id));
    let range = imap_mail::uid.between(i64::from(first), i64::from(last));
    let found: Vec<(i64, Disposition, Option<String>)> = imap_mail::table
        .inner_join(mail_arrival::table.on(line))
        .filter(imap_mail::workspace_id.eq(of.workspace_id))
        .filter(imap_mail::channel_id.eq(of.channel_id))
        .filter(imap_mail::folder.eq(&of.name))
        .filter(imap_mail::uid_validity.eq(of.uid_validity))
        .filter(range)
        .select((imap_mail::uid, mail_arrival::disposition, mail_arrival::identifier))
        .load(db)?;
    // What was not read has its name by the first lines alone.
    let one = |(uid, disposition, identifier): (i64, Disposition, Option<String>)| {
        let identifier = identifier.filter(|_| disposition != Disposition::Rejected);
        Some((u32::try_from(uid).ok()?, Taken { identifier }))
    };
    Ok(found.into_iter().filter_map(one).collect())
}

/// How many mails of a folder ever came.
pub fn count(db: &mut Db, of: &Folder) -> Result<i64, DbError> {
    let which = imap_mail::workspace_id
        .eq(of.workspace_id)
        .and(imap_mail::channel_id.eq(of.channel_id))
        .and(imap_mail::folder.eq(&of.name))
        .and(imap_mail::uid_validity.eq(of.uid_validity));
    Ok(imap_mail::table.filter(which).count().get_result(db)?)
}

/// The folders of a mailbox are begun anew: their numbers say nothing of those before.
pub fn forget(tx: &mut Tx<'_>, workspace: WorkspaceId, channel: ChannelId) -> Result<(), DbError> {
    let mails = imap_mail::workspace_id.eq(workspace).and(imap_mail::channel_id.eq(channel));
    diesel::delete(imap_mail::table.filter(mails)).execute(tx.db)?;
    let rows = imap_comparison::workspace_id.eq(workspace).and(imap_comparison::channel_id.eq(channel));
    diesel::delete(imap_comparison::table.filter(rows)).execute(tx.db)?;
    Ok(())
}

/// One folder is not read any more, or is numbered anew: then its mails of that numbering are `kept`.
pub fn forget_folder(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    channel: ChannelId,
    folder: &str,
    kept: Option<i64>,
) -> Result<(), DbError> {
    let mails = imap_mail::workspace_id
        .eq(workspace)
        .and(imap_mail::channel_id.eq(channel))
        .and(imap_mail::folder.eq(folder))
        .and(imap_mail::uid_validity.ne(kept.unwrap_or(-1)));
    diesel::delete(imap_mail::table.filter(mails)).execute(tx.db)?;
    let row = imap_comparison::table.find((workspace, channel, folder));
    diesel::delete(row).execute(tx.db)?;
    Ok(())
}
