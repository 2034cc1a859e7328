//! The recorded answers.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use database::resealing::{RowKey, SealedRow, Vault};
use database::schema::idempotency;
use database::{Both, Database, Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use jiff::SignedDuration;
use serde::Serialize;

use super::create::{Key, KeyError};
use crate::Failure;

/// How long a key is remembered.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// The answer to a request that creates: fresh, or as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// The status.
    pub status: StatusCode,
    /// The JSON.
    pub body: String,
    /// Whether nothing was done this time.
    pub replayed: bool,
}

impl IntoResponse for Once {
    fn into_response(self) -> Response {
        let nothing = self.status == StatusCode::NO_CONTENT || self.body == "null";
        let mut response = Response::new(if nothing { Body::empty() } else { Body::from(self.body) });
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if !nothing {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if self.replayed {
            headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
        }
        response
    }
}

/// Creates, or does what else a request asks for, unless the same request with this key did before; then nothing is done and its answer is given again.
///
/// # Errors
/// 409 `idempotency-key-reused`, or what `create` says; that undoes its work and leaves the key free.
pub fn once<B, E>(
    tx: &mut Tx<'_>,
    key: Option<&Key>,
    create: impl FnOnce(&mut Tx<'_>) -> Result<(StatusCode, B), E>,
) -> Result<Once, Failure>
where
    B: Serialize,
    Failure: From<E>,
{
    let Some(key) = key else {
        let (status, body) = create(tx)?;
        return Ok(Once { status, body: written(&body), replayed: false });
    };
    if !claim(tx, key)? {
        return recorded(tx.db, key, tx.now)?
            .ok_or_else(|| DbError::Corrupt(format!("the answer recorded for {} is gone", key.text)).into());
    }
    let (status, body) = create(tx)?;
    let body = written(&body);
    let sealed = key.app.secrets.seal(&place(key.workspace, &key.text), &body);
    let change = (idempotency::status.eq(i64::from(status.as_u16())), idempotency::body.eq(sealed));
    diesel::update(idempotency::table.find((key.workspace, &key.text))).set(change).execute(tx.db)?;
    Ok(Once { status, body, replayed: false })
}

fn written(body: &impl Serialize) -> String {
    serde_json::to_string(body).expect("answers are plain data with text keys")
}

/// Takes the key. On PostgreSQL a second request with the same key waits here until the first has committed.
fn claim(tx: &mut Tx<'_>, key: &Key) -> Result<bool, DbError> {
    let outdated = idempotency::table
        .find((key.workspace, &key.text))
        .filter(idempotency::created_at.le(tx.now.minus(KEPT)));
    diesel::delete(outdated).execute(tx.db)?;
    let row = (
        idempotency::workspace_id.eq(key.workspace),
        idempotency::key.eq(&key.text),
        idempotency::request_hash.eq(&key.request_hash),
        idempotency::status.eq(0_i64),
        idempotency::body.eq(""),
        idempotency::created_at.eq(tx.now),
    );
    let inserted =
        Both(diesel::insert_into(idempotency::table).values(row).on_conflict_do_nothing()).execute(tx.db)?;
    Ok(inserted > 0)
}

/// What was answered to the request; nothing when its key is free.
pub(super) fn recorded(db: &mut Db, key: &Key, now: Time) -> Result<Option<Once>, Failure> {
    let found: Option<(String, i64, String)> = idempotency::table
        .find((key.workspace, &key.text))
        .filter(idempotency::created_at.gt(now.minus(KEPT)))
        .select((idempotency::request_hash, idempotency::status, idempotency::body))
        .first(db)
        .optional()?;
    let Some((request_hash, status, sealed)) = found else { return Ok(None) };
    if request_hash != key.request_hash {
        return Err(web::Problem::from(KeyError::Reused).into());
    }
    let corrupt = |cause: String| DbError::Corrupt(format!("the answer recorded for {}: {cause}", key.text));
    let status = u16::try_from(status).ok().and_then(|status| StatusCode::from_u16(status).ok());
    let status = status.ok_or_else(|| corrupt("not a status".to_owned()))?;
    let place = place(key.workspace, &key.text);
    let body = key.app.secrets.open_sealed(&place, &sealed).map_err(|cause| corrupt(cause.to_string()))?;
    Ok(Some(Once { status, body: body.to_string(), replayed: true }))
}

/// Forgets the keys older than [`KEPT`], of all workspaces; the program calls it every hour.
///
/// # Errors
/// Only those of the database.
pub async fn sweep(database: &Database) -> Result<(), DbError> {
    database
        .write(|tx| {
            let old: Time = tx.now.minus(KEPT);
            diesel::delete(idempotency::table.filter(idempotency::created_at.le(old))).execute(tx.db)?;
            Ok(())
        })
        .await
}

/// The place that a recorded answer is sealed for.
fn place(workspace: WorkspaceId, key: &str) -> String {
    format!("idempotency:{workspace}:{key}")
}

/// The recorded answers, as what is sealed anew after a rotation.
pub(crate) struct Answers;

impl Vault for Answers {
    fn name(&self) -> &'static str {
        "recorded answers"
    }

    fn rows(&self, db: &mut Db, behind: &RowKey, limit: i64) -> Result<Vec<SealedRow>, DbError> {
        let next = idempotency::workspace_id
            .gt(behind.workspace)
            .or(idempotency::workspace_id.eq(behind.workspace).and(idempotency::key.gt(&behind.key)));
        let found: Vec<(WorkspaceId, String, String)> = idempotency::table
            .filter(next)
            .order((idempotency::workspace_id, idempotency::key))
            .limit(limit)
            .select((idempotency::workspace_id, idempotency::key, idempotency::body))
            .load(db)?;
        let row = |(workspace, key, body): (WorkspaceId, String, String)| SealedRow {
            secrets: vec![(place(workspace, &key), body)],
            row: RowKey { workspace, key },
        };
        Ok(found.into_iter().map(row).collect())
    }

    fn replace(&self, tx: &mut Tx<'_>, row: &RowKey, old: &str, fresh: &str) -> Result<(), DbError> {
        let same = idempotency::table.find((row.workspace, &row.key)).filter(idempotency::body.eq(old));
        diesel::update(same).set(idempotency::body.eq(fresh)).execute(tx.db)?;
        Ok(())
    }
}
