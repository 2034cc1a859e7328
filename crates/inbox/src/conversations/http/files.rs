//! Files: uploading for a reply, fetching.

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use database::blobs::{self, Blob};
use database::{DbError, Flag, Tx, WorkspaceId};
use people::idempotency::{Key, Once, once};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};
use web::{Path, Problem, Query};

use super::shapes::AttachmentJson;
use crate::conversations::attachment::{Attachment, AttachmentId};
use crate::conversations::store;

/// Largest file that a customer or a program can send, in bytes: what mail servers usually take, less the 37 % that base 64 adds.
pub const LARGEST: usize = 18 * 1024 * 1024;
/// Largest file that somebody of the team can upload, in bytes: what a mail does not carry goes by a link.
const LARGEST_OF_TEAM: usize = 50 * 1024 * 1024;

/// The body limit of the upload route: the file and its multipart wrapping.
pub fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(LARGEST + WRAPPING)
}

/// The same for the team.
pub(super) fn team_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(LARGEST_OF_TEAM + WRAPPING)
}

/// What a form adds to its file, in bytes.
const WRAPPING: usize = 64 * 1024;

/// One file, as `multipart/form-data`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form to OpenAPI; the form is read part by part")]
pub(super) struct UploadForm {
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Uploads a file; put its id into a reply.
#[utoipa::path(post, path = "/attachments", tag = "conversations", request_body(content = UploadForm, content_type = "multipart/form-data"), responses(
    (status = 201, body = AttachmentJson), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody), (status = 409, body = web::ProblemBody), (status = 413, body = web::ProblemBody), (status = 415, body = web::ProblemBody),
    (status = 422, body = web::ProblemBody),
))]
pub(super) async fn upload(State(app): State<App>, staff: Staff, request: Request) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (parts, body) = request.into_parts();
    let form = Multipart::from_request(Request::from_parts(parts.clone(), body), &()).await;
    let form = form.map_err(|_| Problem::unsupported_media_type("multipart/form-data"))?;
    let file = take_part(form, LARGEST_OF_TEAM).await?;
    // The boundary of a form differs each time that it is sent: what counts is the file.
    let digest = Sha256::digest(&file.bytes);
    let named =
        [file.name.as_bytes(), b"\0", file.content_type.as_bytes(), b"\0", digest.as_slice()].concat();
    let key = Key::of(&app, &staff, &parts, &named)?;
    let (workspace, by) = (staff.workspace, staff.actor());
    let new = prepare(&app, file).await?;
    let kept = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let row = new.keep(tx, workspace, by)?;
            Ok::<_, Failure>((StatusCode::CREATED, AttachmentJson::from(row)))
        })
    });
    kept.await
}

/// A file in hand.
pub struct Uploaded {
    name: String,
    content_type: String,
    bytes: Vec<u8>,
}

/// Takes the part `file` out of a form.
///
/// # Errors
/// 400, 413 or 422 with what is wrong.
pub async fn take_file(form: Multipart) -> Result<Uploaded, Problem> {
    take_part(form, LARGEST).await
}

async fn take_part(mut form: Multipart, largest: usize) -> Result<Uploaded, Problem> {
    while let Some(part) = form.next_field().await.map_err(|error| refused(&error, largest))? {
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or("file").replace(['/', '\\', '\0', '\r', '\n'], "_");
        let name: String = name.chars().take(200).collect();
        let content_type = part.content_type().unwrap_or("application/octet-stream").to_owned();
        let bytes = part.bytes().await.map_err(|error| refused(&error, largest))?;
        if bytes.is_empty() {
            return Err(Problem::field("/file", "required", "the file is empty"));
        }
        if bytes.len() > largest {
            return Err(Problem::too_large(Some(largest as u64)));
        }
        return Ok(Uploaded { name, content_type, bytes: bytes.into() });
    }
    Err(Problem::field("/file", "required", "the form has no part `file`"))
}

fn refused(error: &axum::extract::multipart::MultipartError, largest: usize) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::too_large(Some(largest as u64));
    }
    Problem::malformed("the form does not read")
}

/// Keeps a file until its message comes.
///
/// # Errors
/// Only those of the database.
pub async fn keep(
    app: &App,
    workspace: WorkspaceId,
    by: String,
    file: Uploaded,
) -> Result<Attachment, Failure> {
    let new = prepare(app, file).await?;
    app.database.write(move |tx| Ok::<_, Failure>(new.keep(tx, workspace, by)?)).await
}

/// A file whose bytes are safe, to be named in a transaction.
struct Prepared {
    name: String,
    content_type: String,
    size: i64,
    blob: Blob,
}

async fn prepare(app: &App, file: Uploaded) -> Result<Prepared, Failure> {
    let size = i64::try_from(file.bytes.len()).map_err(|_| Problem::too_large(None))?;
    let blob = app.blobs.prepare(file.bytes).await?;
    Ok(Prepared { name: file.name, content_type: file.content_type, size, blob })
}

impl Prepared {
    fn keep(self, tx: &mut Tx<'_>, workspace: WorkspaceId, by: String) -> Result<Attachment, DbError> {
        blobs::keep(tx, workspace, &self.blob)?;
        let row = Attachment {
            workspace_id: workspace,
            id: tx.id(),
            message_id: None,
            name: self.name,
            content_type: self.content_type,
            size: self.size,
            hash: self.blob.hash().to_owned(),
            content_id: None,
            inline: Flag::No,
            uploaded_by: by,
            created_at: tx.now,
            link_until: None,
        };
        store::insert_attachment(tx, &row)?;
        Ok(row)
    }
}

/// How a file is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct FileQuery {
    /// `1`: to be saved, not shown.
    download: Option<String>,
}

/// A file. Images and PDF may be shown by the browser, all else is only saved.
#[utoipa::path(get, path = "/attachments/{id}", tag = "conversations", params(("id" = AttachmentId, Path), FileQuery), responses(
    (status = 200, content_type = "application/octet-stream", body = Vec<u8>), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
pub(super) async fn download(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<AttachmentId>,
    Query(query): Query<FileQuery>,
) -> Result<Response, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    let file = app.database.read(move |db| Ok::<_, Failure>(store::attachment(db, workspace, id)?)).await?;
    let file = file.ok_or_else(|| Problem::not_found("file"))?;
    let bytes = app
        .blobs
        .read(&app.database, workspace, &file.hash)
        .await?
        .ok_or_else(|| Problem::not_found("file"))?;
    Ok(as_answer(&file, bytes, query.download.as_deref() == Some("1")))
}

/// The types that a browser may show: none of them can run anything here.
const SHOWN: [&str; 7] =
    ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "application/pdf", "text/plain"];

/// A file as an HTTP answer: never sniffed, never run, in a sandbox of its own.
pub fn as_answer(file: &Attachment, bytes: Vec<u8>, save: bool) -> Response {
    let bare = file.content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let shown = SHOWN.iter().find(|known| **known == bare).copied();
    let disposition = if shown.is_some() && !save { "inline" } else { "attachment" };
    let name: String = file.name.bytes().map(percent).collect();
    let mut headers = HeaderMap::new();
    let kind = match shown {
        Some("text/plain") => "text/plain; charset=utf-8",
        Some(kind) => kind,
        None => "application/octet-stream",
    };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&format!("{disposition}; filename*=UTF-8''{name}")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    (headers, bytes).into_response()
}

/// RFC 8187 §3.2.1: what is no attr-char is percent-encoded.
fn percent(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}
