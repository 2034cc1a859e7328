//! `/mail/journal`: what became of every mail, and reading one again.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use database::{Db, DbError, Time, WorkspaceId};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure, audit};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, FieldError, Json, Limit, List, Path, Problem, Query};

use super::super::spam::SpamSeen;
use super::reconciling::{self, Report};
use super::replaying::{self, ReplayError};
use super::store::{self, Wanted};
use super::{ArrivalId, Disposition, Entry, Source};
use crate::Inbox;
use crate::channels::{self, ChannelId};
use crate::conversations::{self, ConversationId, LinkedJson, MessageId, Threading};

/// The routes of this slice, below `/api/v1`.
pub fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(read))
        .routes(routes!(raw))
        .routes(routes!(replay))
        .routes(routes!(reconcile))
}

impl From<ReplayError> for Failure {
    fn from(error: ReplayError) -> Self {
        match error {
            ReplayError::NotFound => Problem::not_found("mail in the journal").into(),
            ReplayError::NoRaw | ReplayError::NoMailbox | ReplayError::Repeats(_) => {
                Problem::conflict(error.to_string()).into()
            }
            ReplayError::Database(cause) => cause.into(),
        }
    }
}

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct JournalQuery {
    /// The mailbox that it came to.
    mailbox: Option<ChannelId>,
    disposition: Option<Disposition>,
    /// The message that it became, repeats or reports on.
    message: Option<MessageId>,
    /// Words anywhere in author, recipients, subject or Message-ID.
    q: Option<String>,
    /// Came at this time or later.
    from: Option<Time>,
    /// Came before this time.
    to: Option<Time>,
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<ArrivalId>>,
}

database::text_enum!(
    /// Whether the bytes of a mail can be read.
    pub enum RawState {
        /// They are kept.
        Kept = "kept",
        /// They were let go by the workspace's own rule.
        Dropped = "dropped",
        /// It was refused before they came.
        Never = "never",
    }
);

/// A mail that came.
#[derive(Debug, Serialize, ToSchema)]
struct ArrivalJson {
    id: ArrivalId,
    received_at: Time,
    /// The mailbox; null where nobody has the address.
    #[schema(required)]
    channel_id: Option<ChannelId>,
    /// Its name.
    #[schema(required)]
    channel_name: Option<String>,
    disposition: Disposition,
    /// Why, where the disposition does not say it all.
    #[schema(required)]
    reason: Option<String>,
    /// By which way it came; null where that was not written down.
    #[schema(required)]
    source: Option<Source>,
    /// As its header says, `Name <address>`.
    author: String,
    recipients: String,
    subject: String,
    /// Its Message-ID without brackets.
    #[schema(required)]
    identifier: Option<String>,
    /// Bytes.
    size: i64,
    raw: RawState,
    /// The message that it became, repeats or reports on.
    #[schema(required)]
    message_id: Option<MessageId>,
    /// Where that stands now.
    #[schema(required)]
    conversation_id: Option<ConversationId>,
    /// The arrival that it repeats.
    #[schema(required)]
    first_id: Option<ArrivalId>,
}

/// A line of a mail's header.
#[derive(Debug, Serialize, ToSchema)]
struct HeaderJson {
    name: String,
    value: String,
}

/// Who sent it to whom, as the transport said.
#[derive(Debug, Serialize, ToSchema)]
struct EnvelopeJson {
    /// Empty for `<>`; null where the source does not tell.
    #[schema(required)]
    sender: Option<String>,
    recipients: Vec<String>,
}

/// When it was last read again, and what came of that.
#[derive(Debug, Serialize, ToSchema)]
struct ReplayJson {
    at: Time,
    by: String,
    result: String,
}

/// All that is known of a mail that came.
#[derive(Debug, Serialize, ToSchema)]
struct ArrivalDetail {
    #[serde(flatten)]
    arrival: ArrivalJson,
    envelope: EnvelopeJson,
    /// The address of the server that brought it.
    #[schema(required)]
    peer: Option<String>,
    /// Why it stands in its conversation.
    #[schema(required)]
    evidence: Option<Threading>,
    /// Whether it is spam, by whose word; null where nobody was asked, as of what goes on a conversation.
    #[schema(required)]
    spam: Option<SpamSeen>,
    /// Its conversation.
    #[schema(required)]
    conversation: Option<LinkedJson>,
    /// Its further arrivals, at most 50.
    repeats: Vec<ArrivalJson>,
    /// Its header, while its bytes are kept.
    headers: Vec<HeaderJson>,
    #[schema(required)]
    replayed: Option<ReplayJson>,
}

/// The names of the mailboxes, and where messages stand now.
struct Names {
    mailboxes: HashMap<ChannelId, String>,
    places: HashMap<MessageId, ConversationId>,
}

impl Names {
    fn load<'a>(
        db: &mut Db,
        workspace: WorkspaceId,
        of: impl IntoIterator<Item = &'a Entry>,
    ) -> Result<Self, DbError> {
        let messages: Vec<MessageId> = of.into_iter().filter_map(|entry| entry.message_id).collect();
        let all = channels::ever(db, workspace)?.into_iter();
        Ok(Self {
            mailboxes: all.map(|channel| (channel.id, channel.name)).collect(),
            places: conversations::stand_in(db, workspace, &messages)?,
        })
    }

    fn show(&self, entry: Entry) -> ArrivalJson {
        let now = entry.message_id.and_then(|id| self.places.get(&id).copied());
        ArrivalJson {
            id: entry.id,
            received_at: entry.received_at,
            channel_name: entry.channel_id.and_then(|id| self.mailboxes.get(&id).cloned()),
            channel_id: entry.channel_id,
            disposition: entry.disposition,
            reason: entry.reason,
            source: entry.source,
            author: entry.author,
            recipients: entry.recipients,
            subject: entry.subject,
            identifier: entry.identifier,
            size: entry.size,
            raw: match (&entry.raw_hash, entry.dropped_at) {
                (None, _) => RawState::Never,
                (Some(_), None) => RawState::Kept,
                (Some(_), Some(_)) => RawState::Dropped,
            },
            message_id: entry.message_id,
            conversation_id: now.or(entry.conversation_id),
            first_id: entry.first_id,
        }
    }
}

/// The journal, newest first.
#[utoipa::path(get, path = "/mail/journal", tag = "mail", params(JournalQuery), responses(
    (status = 200, body = List<ArrivalJson>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody),
))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(query): Query<JournalQuery>,
) -> Result<Json<List<ArrivalJson>>, Failure> {
    /// Most words that are looked for.
    const WORDS: usize = 8;
    staff.require(Permission::SettingsRead)?;
    let workspace = staff.workspace;
    let page = app.database.read(move |db| {
        let words = query.q.iter().flat_map(|q| q.split_whitespace()).take(WORDS);
        let wanted = Wanted {
            mailbox: query.mailbox,
            disposition: query.disposition,
            message: query.message,
            words: words.map(|word| word.replace('\0', "")).collect(),
            from: query.from,
            to: query.to,
        };
        let before = query.after.map(|cursor| cursor.0);
        let rows = store::page(db, workspace, &wanted, before, query.limit.rows_to_ask_for())?;
        let List { data, next } = List::page(rows, query.limit, |row| row.id, |row| row);
        let names = Names::load(db, workspace, &data)?;
        Ok::<_, Failure>(List { data: data.into_iter().map(|row| names.show(row)).collect(), next })
    });
    Ok(Json(page.await?))
}

/// One mail that came: its header, why it stands where it stands, what it repeats.
#[utoipa::path(get, path = "/mail/journal/{id}", tag = "mail", params(("id" = ArrivalId, Path)), responses(
    (status = 200, body = ArrivalDetail), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
async fn read(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ArrivalId>,
) -> Result<Json<ArrivalDetail>, Failure> {
    staff.require(Permission::SettingsRead)?;
    detail(&app, staff.workspace, id).await.map(Json)
}

async fn detail(app: &App, workspace: WorkspaceId, id: ArrivalId) -> Result<ArrivalDetail, Failure> {
    let entry = existing(app, workspace, id).await?;
    let headers = match kept(&entry) {
        Some(hash) => headers_of(app.blobs.read(&app.database, workspace, hash).await?),
        None => Vec::new(),
    };
    let shown = app.database.read(move |db| {
        let repeats = store::repeats(db, workspace, entry.id)?;
        let names = Names::load(db, workspace, repeats.iter().chain([&entry]))?;
        let repeats = repeats.into_iter().map(|one| names.show(one)).collect();
        let replayed = entry.replayed_at.map(|at| ReplayJson {
            at,
            by: entry.replayed_by.clone().unwrap_or_default(),
            result: entry.replay.clone().unwrap_or_default(),
        });
        let (peer, evidence, spam) = (entry.peer.clone(), entry.evidence.clone(), entry.spam.clone());
        let envelope = EnvelopeJson {
            sender: entry.envelope.sender.clone(),
            recipients: entry.envelope.recipients.clone(),
        };
        let arrival = names.show(entry);
        let conversation = conversations::linked(db, workspace, arrival.conversation_id.as_slice())?.pop();
        Ok::<_, Failure>(ArrivalDetail {
            arrival,
            envelope,
            peer,
            evidence,
            spam,
            conversation,
            repeats,
            headers,
            replayed,
        })
    });
    shown.await
}

async fn existing(app: &App, workspace: WorkspaceId, id: ArrivalId) -> Result<Entry, Failure> {
    let found = app.database.read(move |db| store::find(db, workspace, id)).await?;
    Ok(found.ok_or_else(|| Problem::not_found("mail in the journal"))?)
}

fn kept(entry: &Entry) -> Option<&str> {
    entry.raw_hash.as_deref().filter(|_| entry.dropped_at.is_none())
}

fn headers_of(raw: Option<Vec<u8>>) -> Vec<HeaderJson> {
    /// Most lines shown; the raw mail has the others.
    const LINES: usize = 200;
    let Some(raw) = raw else { return Vec::new() };
    let end = raw.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(raw.len());
    let headers = mail::parse::Headers::parse(&raw[..end]);
    let one = |line: &mail::parse::Header| HeaderJson { name: line.name.clone(), value: line.value.clone() };
    headers.iter().take(LINES).map(one).collect()
}

/// The mail as it came, byte for byte. That it was read stands in the audit log.
#[utoipa::path(get, path = "/mail/journal/{id}/raw", tag = "mail", params(("id" = ArrivalId, Path)), responses(
    (status = 200, content_type = "message/rfc822", body = Vec<u8>), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
async fn raw(State(app): State<App>, staff: Staff, Path(id): Path<ArrivalId>) -> Result<Response, Failure> {
    staff.require(Permission::AuditRead)?;
    let workspace = staff.workspace;
    let missing = || Problem::not_found("raw mail of this arrival");
    let entry = existing(&app, workspace, id).await?;
    let hash = kept(&entry).ok_or_else(missing)?;
    let bytes = app.blobs.read(&app.database, workspace, hash).await?.ok_or_else(missing)?;
    let (by, detail) = (staff.author(), json!({ "subject": entry.subject, "author": entry.author }));
    app.database
        .write(move |tx| audit::record(tx, workspace, &by, "mail.raw_read", &id.to_string(), &detail))
        .await?;
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{id}.eml\""))
        .map_err(|_| Problem::internal())?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("message/rfc822")),
        (header::CONTENT_DISPOSITION, name),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, bytes).into_response())
}

/// Reads a mail again with today's rules: what it says is read anew where it stands; one that was not taken, or taken for
/// spam, is judged once more. Doing it twice changes nothing the second time.
#[utoipa::path(post, path = "/mail/journal/{id}/replay", tag = "mail", params(("id" = ArrivalId, Path)), responses(
    (status = 200, body = ArrivalDetail), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
async fn replay(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ArrivalId>,
) -> Result<Json<ArrivalDetail>, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    replaying::replay(&app, staff.workspace, id, staff.author()).await?;
    detail(&app, staff.workspace, id).await.map(Json)
}

/// From when to when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Span {
    /// Seven days ago if absent.
    from: Option<Time>,
    /// Now if absent; at most 31 days later than `from`.
    to: Option<Time>,
}

/// Longest time that is compared at once, in hours.
const LONGEST: i64 = 31 * 24;

/// What came against what is here: each line of the journal, its bytes, its message, and what the folders that are read
/// elsewhere had when they were last compared. Nothing should differ.
#[utoipa::path(get, path = "/mail/reconciliation", tag = "mail", params(Span), responses(
    (status = 200, body = Report), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody),
))]
async fn reconcile(
    State(app): State<App>,
    staff: Staff,
    Query(span): Query<Span>,
) -> Result<Json<Report>, Failure> {
    staff.require(Permission::AuditRead)?;
    let to = span.to.unwrap_or_else(|| app.database.now().plus(jiff::SignedDuration::from_secs(1)));
    let from = span.from.unwrap_or_else(|| to.minus(jiff::SignedDuration::from_hours(7 * 24)));
    if from >= to || to.since(from) > jiff::SignedDuration::from_hours(LONGEST) {
        let why = "must be before `to`, by at most 31 days";
        return Err(Problem::invalid_query(FieldError::new("?from", "invalid", why)).into());
    }
    Ok(Json(reconciling::reconcile(&app, staff.workspace, (from, to)).await?))
}
