//! Every query on addresses that get nothing automatic, and on what was sent automatically.

use database::outbox::OutboxId;
use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;

use super::super::journal::{ArrivalId, Disposition};
use super::Silence;
use crate::conversations::MessageId;
use crate::schema::{automatic_mail, mail_arrival, mail_silence};

pub(super) fn find(db: &mut Db, workspace: WorkspaceId, address: &str) -> Result<Option<Silence>, DbError> {
    Ok(mail_silence::table.find((workspace, address)).select(Silence::as_select()).first(db).optional()?)
}

/// The silence about an address, also one that is over.
///
/// # Errors
/// Only those of the database.
pub fn silence_of(db: &mut Db, workspace: WorkspaceId, address: &str) -> Result<Option<Silence>, DbError> {
    find(db, workspace, &address.to_lowercase())
}

pub(super) fn put(tx: &mut Tx<'_>, row: &Silence) -> Result<(), DbError> {
    Both(
        diesel::insert_into(mail_silence::table)
            .values(row)
            .on_conflict((mail_silence::workspace_id, mail_silence::address))
            .do_update()
            .set(row),
    )
    .run(tx.db)?;
    Ok(())
}

/// Those of these addresses, in lower case, to which nothing automatic is sent now.
///
/// # Errors
/// Only those of the database.
pub fn silent(
    db: &mut Db,
    workspace: WorkspaceId,
    addresses: &[String],
    now: Time,
) -> Result<Vec<Silence>, DbError> {
    let which = mail_silence::workspace_id
        .eq(workspace)
        .and(mail_silence::address.eq_any(addresses))
        .and(mail_silence::until.gt(now));
    Ok(mail_silence::table.filter(which).select(Silence::as_select()).load(db)?)
}

/// A page of those that are not over, by address.
pub(super) fn page(
    db: &mut Db,
    workspace: WorkspaceId,
    now: Time,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Silence>, DbError> {
    let which = mail_silence::workspace_id
        .eq(workspace)
        .and(mail_silence::until.gt(now))
        .and(mail_silence::address.gt(after.unwrap_or_default()));
    let found = mail_silence::table.filter(which).order(mail_silence::address).limit(limit);
    Ok(found.select(Silence::as_select()).load(db)?)
}

/// A mail of an address.
#[derive(Queryable)]
pub(super) struct Came {
    pub raw_hash: Option<String>,
    pub disposition: Disposition,
    pub message_id: Option<MessageId>,
    pub received_at: Time,
}

/// More mails of one address are not looked at.
const MOST: i64 = 60;

/// The newest mails of an address, each once.
pub(super) fn arrivals(
    db: &mut Db,
    workspace: WorkspaceId,
    address: &str,
    since: Time,
) -> Result<Vec<Came>, DbError> {
    let which = mail_arrival::workspace_id
        .eq(workspace)
        .and(mail_arrival::author_address.eq(address))
        .and(mail_arrival::id.ge(ArrivalId(database::floor_at(since))))
        .and(mail_arrival::received_at.gt(since))
        .and(mail_arrival::first_id.is_null());
    let columns = (
        mail_arrival::raw_hash,
        mail_arrival::disposition,
        mail_arrival::message_id,
        mail_arrival::received_at,
    );
    let found = mail_arrival::table.filter(which).order(mail_arrival::id.desc()).limit(MOST).select(columns);
    Ok(found.load(db)?)
}

/// What was sent automatically to an address, oldest first.
pub(super) fn automatic(
    db: &mut Db,
    workspace: WorkspaceId,
    address: &str,
    since: Time,
) -> Result<Vec<(OutboxId, Time)>, DbError> {
    let which = automatic_mail::workspace_id
        .eq(workspace)
        .and(automatic_mail::address.eq(address))
        .and(automatic_mail::at.gt(since));
    let columns = (automatic_mail::outbox_id, automatic_mail::at);
    Ok(automatic_mail::table.filter(which).order(automatic_mail::at).select(columns).load(db)?)
}

pub(super) fn count(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    address: &str,
    mail: OutboxId,
) -> Result<(), DbError> {
    let row = (
        automatic_mail::workspace_id.eq(workspace),
        automatic_mail::address.eq(address),
        automatic_mail::outbox_id.eq(mail),
        automatic_mail::at.eq(tx.now),
    );
    Both(diesel::insert_into(automatic_mail::table).values(row).on_conflict_do_nothing()).run(tx.db)?;
    Ok(())
}

/// What was sent longer ago counts for nothing.
///
/// # Errors
/// Only those of the database.
pub(in super::super) fn forget_old(tx: &mut Tx<'_>, before: Time) -> Result<(), DbError> {
    diesel::delete(automatic_mail::table.filter(automatic_mail::at.lt(before))).execute(tx.db)?;
    Ok(())
}
