//! Every query on sessions and resets.

use database::{Database, Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use jiff::SignedDuration;

use super::session::{Session, SessionId, end_of};
use crate::schema::{agent, password_reset, session};
use crate::team::{AgentId, Role};

/// What a request with a session's cookie needs to know.
pub(super) struct Known {
    pub(super) workspace: WorkspaceId,
    pub(super) session: SessionId,
    pub(super) agent: AgentId,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) created_at: Time,
    pub(super) last_seen_at: Time,
}

/// The session of a token, unless it has ended or its agent is shut out.
pub(super) fn find(db: &mut Db, token_hash: &str, now: Time) -> Result<Option<Known>, DbError> {
    type Row = (WorkspaceId, SessionId, AgentId, String, Role, Time, Time);
    let of_agent = agent::workspace_id.eq(session::workspace_id).and(agent::id.eq(session::agent_id));
    let row: Option<Row> = session::table
        .inner_join(agent::table.on(of_agent))
        .filter(session::token_hash.eq(token_hash))
        .filter(session::expires_at.gt(now))
        .filter(agent::disabled_at.is_null())
        .select((
            session::workspace_id,
            session::id,
            session::agent_id,
            agent::name,
            agent::role,
            session::created_at,
            session::last_seen_at,
        ))
        .first(db)
        .optional()?;
    Ok(row.map(|(workspace, session, agent, name, role, created_at, last_seen_at)| Known {
        workspace,
        session,
        agent,
        name,
        role,
        created_at,
        last_seen_at,
    }))
}

/// Whether a session has neither ended nor its agent been shut out.
pub(super) fn is_open(
    db: &mut Db,
    workspace: WorkspaceId,
    id: SessionId,
    now: Time,
) -> Result<bool, DbError> {
    let of_agent = agent::workspace_id.eq(session::workspace_id).and(agent::id.eq(session::agent_id));
    let found: Option<SessionId> = session::table
        .inner_join(agent::table.on(of_agent))
        .filter(session::workspace_id.eq(workspace).and(session::id.eq(id)))
        .filter(session::expires_at.gt(now).and(agent::disabled_at.is_null()))
        .select(session::id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// A session to begin.
pub(super) struct NewSession<'a> {
    pub(super) workspace: WorkspaceId,
    pub(super) agent: AgentId,
    pub(super) token_hash: &'a str,
    pub(super) ip: &'a str,
    pub(super) user_agent: &'a str,
}

pub(super) fn insert(tx: &mut Tx<'_>, new: &NewSession<'_>) -> Result<SessionId, DbError> {
    let id: SessionId = tx.id();
    let row = (
        session::workspace_id.eq(new.workspace),
        session::id.eq(id),
        session::agent_id.eq(new.agent),
        session::token_hash.eq(new.token_hash),
        session::ip.eq(new.ip),
        session::user_agent.eq(new.user_agent),
        session::created_at.eq(tx.now),
        session::last_seen_at.eq(tx.now),
        session::expires_at.eq(end_of(tx.now, tx.now)),
    );
    diesel::insert_into(session::table).values(row).execute(tx.db)?;
    Ok(id)
}

/// Notes that a session is used, and moves its end.
pub(super) fn touch(tx: &mut Tx<'_>, known: &Known, ip: &str) -> Result<(), DbError> {
    let change = (
        session::last_seen_at.eq(tx.now),
        session::expires_at.eq(end_of(known.created_at, tx.now)),
        session::ip.eq(ip),
    );
    diesel::update(session::table.find((known.workspace, known.session))).set(change).execute(tx.db)?;
    crate::team::mark_seen(tx, known.workspace, known.agent)
}

/// The sessions of somebody that have not ended, newest first.
pub(super) fn of_agent(
    db: &mut Db,
    workspace: WorkspaceId,
    agent: AgentId,
    now: Time,
) -> Result<Vec<Session>, DbError> {
    type Row = (SessionId, AgentId, String, String, Time, Time);
    let which = session::workspace_id.eq(workspace).and(session::agent_id.eq(agent));
    let rows: Vec<Row> = session::table
        .filter(which.and(session::expires_at.gt(now)))
        .order(session::id.desc())
        .select((
            session::id,
            session::agent_id,
            session::ip,
            session::user_agent,
            session::created_at,
            session::last_seen_at,
        ))
        .load(db)?;
    let shown = |(id, agent, ip, user_agent, created_at, last_seen_at)| Session {
        id,
        agent,
        ip,
        user_agent,
        created_at,
        last_seen_at,
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// Ends one session of somebody; returns whether there was one.
pub(super) fn end(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    agent: AgentId,
    id: SessionId,
) -> Result<bool, DbError> {
    let which = session::table.find((workspace, id)).filter(session::agent_id.eq(agent));
    Ok(diesel::delete(which).execute(tx.db)? > 0)
}

/// Ends all sessions of somebody but one; returns how many.
///
/// # Errors
/// Only those of the database.
pub fn end_all(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    agent: AgentId,
    except: Option<SessionId>,
) -> Result<usize, DbError> {
    let which = session::workspace_id
        .eq(workspace)
        .and(session::agent_id.eq(agent))
        .and(session::id.ne(except.unwrap_or(SessionId(0))));
    Ok(diesel::delete(session::table.filter(which)).execute(tx.db)?)
}

/// How long the link to a new password works.
pub(super) const RESET_LIFE: SignedDuration = SignedDuration::from_hours(1);

database::id_type!(
    /// A link to a new password.
    ResetId,
    "rst"
);

/// Keeps a link to a new password; older ones of the same agent stop working.
pub(super) fn insert_reset(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    agent: AgentId,
    token_hash: &str,
) -> Result<ResetId, DbError> {
    forget_resets(tx, workspace, agent)?;
    let id: ResetId = tx.id();
    let row = (
        password_reset::workspace_id.eq(workspace),
        password_reset::id.eq(id),
        password_reset::agent_id.eq(agent),
        password_reset::token_hash.eq(token_hash),
        password_reset::created_at.eq(tx.now),
        password_reset::expires_at.eq(tx.now.plus(RESET_LIFE)),
    );
    diesel::insert_into(password_reset::table).values(row).execute(tx.db)?;
    Ok(id)
}

/// Whose link this is, unless it has ended or they are shut out.
pub(super) fn find_reset(
    db: &mut Db,
    token_hash: &str,
    now: Time,
) -> Result<Option<(WorkspaceId, AgentId)>, DbError> {
    let of_agent =
        agent::workspace_id.eq(password_reset::workspace_id).and(agent::id.eq(password_reset::agent_id));
    Ok(password_reset::table
        .inner_join(agent::table.on(of_agent))
        .filter(password_reset::token_hash.eq(token_hash))
        .filter(password_reset::expires_at.gt(now))
        .filter(agent::disabled_at.is_null())
        .select((password_reset::workspace_id, password_reset::agent_id))
        .first(db)
        .optional()?)
}

/// Makes the links of somebody stop working; returns how many.
pub(super) fn forget_resets(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    agent: AgentId,
) -> Result<usize, DbError> {
    let which = password_reset::workspace_id.eq(workspace).and(password_reset::agent_id.eq(agent));
    Ok(diesel::delete(password_reset::table.filter(which)).execute(tx.db)?)
}

/// Deletes the sessions and resets that have ended, of all workspaces; the program calls it every hour.
///
/// # Errors
/// Only those of the database.
pub async fn sweep(database: &Database) -> Result<(), DbError> {
    database
        .write(|tx| {
            diesel::delete(session::table.filter(session::expires_at.le(tx.now))).execute(tx.db)?;
            diesel::delete(password_reset::table.filter(password_reset::expires_at.le(tx.now)))
                .execute(tx.db)?;
            Ok(())
        })
        .await
}
