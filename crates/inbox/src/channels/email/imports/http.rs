//! `/channels/{id}/imports`: mails that lie in files are read into a mailbox.

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::routing::MethodRouter;
use database::{Db, Time, Tx, WorkspaceId};
use people::idempotency::Bare;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure, audit};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;
use web::{Cursor, Json, Limit, List, Path, Problem, Query};

use super::import::{Import, ImportId, ImportState, Origin, Skip, SkipReason};
use super::{store, uploading};
use crate::Inbox;
use crate::channels::{self, Channel, ChannelId, ChannelKind};

/// The routes of this slice, below `/api/v1`.
pub(in super::super) fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(unlimited(routes!(list, begin))).routes(routes!(read)).routes(routes!(cancel))
}

/// Uploads are streamed to disk; their limit is looked at there.
fn unlimited((schemas, paths, methods): UtoipaMethodRouter<Inbox>) -> UtoipaMethodRouter<Inbox> {
    let methods: MethodRouter<Inbox> = methods.layer(DefaultBodyLimit::disable());
    (schemas, paths, methods)
}

/// Files that are read into a mailbox, and how far that is.
#[derive(Debug, Serialize, ToSchema)]
struct ImportJson {
    id: ImportId,
    channel_id: ChannelId,
    /// The file's name, or the first one's.
    name: String,
    origin: Origin,
    state: ImportState,
    /// Why it can't go on, in English.
    #[schema(required)]
    problem: Option<String>,
    /// Conversations whose newest message is a customer's of so many days are open; null: all are solved.
    #[schema(required)]
    open_days: Option<i64>,
    /// Bytes that were read.
    bytes_done: i64,
    /// Bytes that there are; 0 before it is begun.
    bytes_total: i64,
    /// Mails that were looked at.
    mails: i64,
    /// Of them: taken.
    stored: i64,
    /// Of them: here already.
    repeated: i64,
    /// Of them: passed over.
    skipped: i64,
    /// In this run; null while nothing can be said.
    #[schema(required)]
    mails_per_second: Option<f64>,
    created_at: Time,
    /// When it last went on.
    updated_at: Time,
}

impl From<Import> for ImportJson {
    fn from(row: Import) -> Self {
        Self {
            id: row.id,
            channel_id: row.channel_id,
            origin: row.origin,
            state: row.state,
            open_days: row.open_days,
            bytes_done: row.bytes_done,
            bytes_total: row.bytes_total,
            mails: row.mails(),
            stored: row.stored,
            repeated: row.repeated,
            skipped: row.skipped,
            mails_per_second: row.mails_per_second(),
            created_at: row.created_at,
            updated_at: row.updated_at,
            problem: row.problem,
            name: row.name,
        }
    }
}

/// An import with what it passed over.
#[derive(Debug, Serialize, ToSchema)]
struct ImportDetail {
    #[serde(flatten)]
    import: ImportJson,
    /// What was passed over, the first 500, in the order of the files.
    skips: Vec<SkipJson>,
}

/// Something that was passed over.
#[derive(Debug, Serialize, ToSchema)]
struct SkipJson {
    /// The file, with the path within.
    document: String,
    /// Where it begins there, in bytes.
    offset: i64,
    /// The same in lines, counted from one.
    line: i64,
    reason: SkipReason,
    /// More of it, in English.
    #[schema(required)]
    detail: Option<String>,
}

impl From<Skip> for SkipJson {
    fn from(row: Skip) -> Self {
        Self {
            document: row.document,
            offset: row.at_byte,
            line: row.at_line,
            reason: row.reason,
            detail: row.detail,
        }
    }
}

fn mailbox(db: &mut Db, workspace: WorkspaceId, id: ChannelId) -> Result<Channel, Failure> {
    let found = channels::find(db, workspace, id)?;
    let found = found.filter(|channel| channel.kind == ChannelKind::Email && !channel.settings.retired);
    found.ok_or_else(|| Problem::not_found("mailbox").into())
}

fn import(db: &mut Db, workspace: WorkspaceId, channel: ChannelId, id: ImportId) -> Result<Import, Failure> {
    let found = store::find(db, workspace, id)?.filter(|import| import.channel_id == channel);
    found.ok_or_else(|| Problem::not_found("import").into())
}

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Page {
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<ImportId>>,
}

/// The imports of a mailbox, newest first.
#[utoipa::path(get, path = "/channels/{id}/imports", tag = "channels", params(("id" = ChannelId, Path), Page), responses(
    (status = 200, body = List<ImportJson>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
    Query(page): Query<Page>,
) -> Result<Json<List<ImportJson>>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let workspace = staff.workspace;
    let rows = app.database.read(move |db| {
        mailbox(db, workspace, id)?;
        let before = page.after.map(|cursor| cursor.0);
        Ok::<_, Failure>(store::of_mailbox(db, workspace, id, before, page.limit.rows_to_ask_for())?)
    });
    Ok(Json(List::page(rows.await?, page.limit, |row| row.id, ImportJson::from)))
}

/// How files are read into a mailbox.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// What the file is called.
    #[param(max_length = 200)]
    name: Option<String>,
    /// Conversations whose newest message is a customer's of so many days are open; without it all are solved.
    #[param(minimum = 1, maximum = 3650)]
    open_days: Option<u16>,
}

/// One file or several, as `multipart/form-data`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form to OpenAPI; the form is read part by part")]
struct ImportForm {
    /// An mbox, a zip file, or a mail; may be there several times.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Reads mails into a mailbox: an mbox, a zip file of mails, one mail, as the body or as the parts `file` of a form; at most
/// 4 GiB. They are mails from before: they stand where they belong in time, their conversations are solved, nothing is sent
/// and nobody is told. What was here already is not taken again. The answer is given when the files are on disk; reading
/// goes on behind it.
#[utoipa::path(post, path = "/channels/{id}/imports", tag = "channels", params(("id" = ChannelId, Path), Wanted),
    request_body(content(
        (ImportForm = "multipart/form-data"),
        (String = "application/octet-stream"),
    )), responses(
    (status = 201, body = ImportJson), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody), (status = 413, body = web::ProblemBody),
    (status = 415, body = web::ProblemBody), (status = 422, body = web::ProblemBody), (status = 507, body = web::ProblemBody),
))]
async fn begin(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
    Query(wanted): Query<Wanted>,
    request: Request,
) -> Result<(StatusCode, Json<ImportJson>), Failure> {
    staff.require(Permission::ChannelsWrite)?;
    if wanted.open_days.is_some_and(|days| !(1..=3650).contains(&days)) {
        return Err(Problem::field("?open_days", "out-of-range", "must be 1 to 3650").into());
    }
    let workspace = staff.workspace;
    app.database.read(move |db| mailbox(db, workspace, id)).await?;
    let import = app.database.id::<ImportId>();
    let uploaded = uploading::take(&app, import, wanted.name.as_deref(), request).await?;
    let write = move |tx: &mut Tx<'_>| {
        let channel = mailbox(tx.db, workspace, id)?;
        let wanted = (Origin::Upload, uploaded.material, wanted.open_days);
        let row = Import::new((workspace, id), import, uploaded.name, wanted, &staff.actor(), tx.now);
        store::insert(tx, &row)?;
        let detail = json!({"name": row.name, "address": channel.address});
        audit::record(tx, workspace, &staff.author(), "mail.import_begun", &id.to_string(), &detail)?;
        Ok::<_, Failure>(row)
    };
    match app.database.write(write).await {
        Ok(row) => Ok((StatusCode::CREATED, Json(row.into()))),
        Err(cause) => {
            uploading::throw_away(&app, import).await;
            Err(cause)
        }
    }
}

/// One import, with what it passed over and where that stands.
#[utoipa::path(get, path = "/channels/{id}/imports/{import}", tag = "channels",
    params(("id" = ChannelId, Path), ("import" = ImportId, Path)), responses(
    (status = 200, body = ImportDetail), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
async fn read(
    State(app): State<App>,
    staff: Staff,
    Path((id, wanted)): Path<(ChannelId, ImportId)>,
) -> Result<Json<ImportDetail>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let workspace = staff.workspace;
    let found = app.database.read(move |db| {
        let row = import(db, workspace, id, wanted)?;
        let skips = store::skips(db, &row)?.into_iter().map(SkipJson::from).collect();
        Ok::<_, Failure>(ImportDetail { import: row.into(), skips })
    });
    Ok(Json(found.await?))
}

/// Stops an import. What was taken stays; what was uploaded is thrown away.
#[utoipa::path(post, path = "/channels/{id}/imports/{import}/cancel", tag = "channels",
    params(("id" = ChannelId, Path), ("import" = ImportId, Path)), responses(
    (status = 200, body = ImportJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, description = "it is over", body = web::ProblemBody),
))]
async fn cancel(
    State(app): State<App>,
    staff: Staff,
    Path((id, wanted)): Path<(ChannelId, ImportId)>,
    _: Bare,
) -> Result<Json<ImportJson>, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let workspace = staff.workspace;
    let write = move |tx: &mut Tx<'_>| {
        import(tx.db, workspace, id, wanted)?;
        let found = store::find_to_change(tx, workspace, wanted)?;
        let mut row = found.ok_or_else(|| Problem::not_found("import"))?;
        if !row.is_under_way() {
            return Err(Failure::from(Problem::conflict("the import is over")));
        }
        (row.state, row.updated_at) = (ImportState::Cancelled, tx.now);
        (row.leased_by, row.leased_until) = (None, None);
        store::update(tx, &row)?;
        store::announce(tx, &row)?;
        audit::record(
            tx,
            workspace,
            &staff.author(),
            "mail.import_cancelled",
            &id.to_string(),
            &json!({"name": row.name}),
        )?;
        Ok(row)
    };
    let row = app.database.write(write).await?;
    if row.origin == Origin::Upload {
        uploading::throw_away(&app, row.id).await;
    }
    Ok(Json(row.into()))
}
