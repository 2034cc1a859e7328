//! Every query on tokens.

use database::{Database, Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use jiff::SignedDuration;
use serde_json::json;

use super::token::{self, NewToken, Scopes, Token, TokenId};
use crate::audit::{self, Actor};
use crate::schema::api_token;
use crate::sign_in::hash_of;

/// Use is written down only this often.
const COARSE: SignedDuration = SignedDuration::from_mins(10);

type Row = (WorkspaceId, TokenId, String, String, String, Time, Option<Time>);
type Columns = (
    api_token::workspace_id,
    api_token::id,
    api_token::name,
    api_token::scopes,
    api_token::created_by,
    api_token::created_at,
    api_token::last_used_at,
);
const COLUMNS: Columns = (
    api_token::workspace_id,
    api_token::id,
    api_token::name,
    api_token::scopes,
    api_token::created_by,
    api_token::created_at,
    api_token::last_used_at,
);

fn from_row(row: Row) -> Result<Token, DbError> {
    let (workspace, id, name, scopes, created_by, created_at, last_used_at) = row;
    let scopes: Scopes =
        scopes.parse().map_err(|cause| DbError::Corrupt(format!("scopes of {id}: {cause}")))?;
    Ok(Token { workspace, id, name, scopes, created_by, created_at, last_used_at })
}

/// Makes a token; the text is what the program sends, and is nowhere else.
///
/// # Errors
/// Only those of the database.
pub fn create(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    by: &Actor,
    new: &NewToken,
) -> Result<(Token, String), DbError> {
    let (id, text): (TokenId, _) = (tx.id(), token::fresh());
    let row = (
        api_token::workspace_id.eq(workspace),
        api_token::id.eq(id),
        api_token::name.eq(new.name.as_str()),
        api_token::token_hash.eq(hash_of(&text)),
        api_token::scopes.eq(new.scopes.words().join(",")),
        api_token::created_by.eq(&by.name),
        api_token::created_at.eq(tx.now),
    );
    diesel::insert_into(api_token::table).values(row).execute(tx.db)?;
    let detail = json!({ "name": new.name.as_str(), "scopes": new.scopes.words() });
    audit::record(tx, workspace, by, "token.created", &id.to_string(), &detail)?;
    let token = Token {
        workspace,
        id,
        name: new.name.as_str().to_owned(),
        scopes: new.scopes,
        created_by: by.name.clone(),
        created_at: tx.now,
        last_used_at: None,
    };
    Ok((token, text))
}

/// The tokens of a workspace, newest first.
///
/// # Errors
/// Only those of the database.
pub fn list(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<Token>, DbError> {
    let rows: Vec<Row> = api_token::table
        .filter(api_token::workspace_id.eq(workspace))
        .order(api_token::id.desc())
        .select(COLUMNS)
        .load(db)?;
    rows.into_iter().map(from_row).collect()
}

/// Whether a token still works.
///
/// # Errors
/// Only those of the database.
pub fn is_known(db: &mut Db, workspace: WorkspaceId, id: TokenId) -> Result<bool, DbError> {
    let found: Option<TokenId> =
        api_token::table.find((workspace, id)).select(api_token::id).first(db).optional()?;
    Ok(found.is_some())
}

/// Makes a token stop working at once; returns whether there was one.
///
/// # Errors
/// Only those of the database.
pub fn revoke(tx: &mut Tx<'_>, workspace: WorkspaceId, by: &Actor, id: TokenId) -> Result<bool, DbError> {
    let name: Option<String> =
        api_token::table.find((workspace, id)).select(api_token::name).first(tx.db).optional()?;
    let Some(name) = name else { return Ok(false) };
    diesel::delete(api_token::table.find((workspace, id))).execute(tx.db)?;
    audit::record(tx, workspace, by, "token.revoked", &id.to_string(), &json!({ "name": name }))?;
    Ok(true)
}

/// The token that a program sent, if it works; notes that it was used.
///
/// # Errors
/// Only those of the database.
pub async fn recognise(database: &Database, text: &str) -> Result<Option<Token>, DbError> {
    if !text.starts_with(token::PREFIX) {
        return Ok(None);
    }
    let hash = hash_of(text);
    let token = database
        .glance(move |db| {
            let row: Option<Row> = api_token::table
                .filter(api_token::token_hash.eq(hash))
                .select(COLUMNS)
                .first(db)
                .optional()?;
            row.map(from_row).transpose()
        })
        .await?;
    if let Some(token) = &token {
        note_use(database, token).await;
    }
    Ok(token)
}

async fn note_use(database: &Database, token: &Token) {
    if token.last_used_at.is_some_and(|used| database.now().since(used) < COARSE) {
        return;
    }
    let (workspace, id) = (token.workspace, token.id);
    let noted = database
        .write::<_, DbError, _>(move |tx| {
            let which = api_token::table.find((workspace, id));
            diesel::update(which).set(api_token::last_used_at.eq(tx.now)).execute(tx.db)?;
            Ok(())
        })
        .await;
    if let Err(cause) = noted {
        // Reading goes on while nothing can be written, as on a full disk.
        tracing::warn!(%cause, "the use of a token could not be noted");
    }
}
