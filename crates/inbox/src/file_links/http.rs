//! `GET /files/{token}`.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use database::{Db, DbError, Time, WorkspaceId};
use language::Language;
use people::{App, Failure};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::page::{self, Shown};
use super::read;
use crate::Inbox;
use crate::conversations::{self, Attachment, AttachmentId, Style, as_answer};

/// The pages of files, at the root.
pub fn public_routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(fetch))
}

/// What a link leads to.
struct Linked {
    file: Attachment,
    until: Time,
    style: Style,
}

fn find(db: &mut Db, workspace: WorkspaceId, id: AttachmentId) -> Result<Option<Linked>, DbError> {
    let found = conversations::attachment(db, workspace, id)?;
    let Some((file, until)) = found.and_then(|file| file.link_until.map(|until| (file, until))) else {
        return Ok(None);
    };
    let message = file.message_id.map(|id| conversations::message(db, workspace, id)).transpose()?.flatten();
    let Some(message) = message else { return Ok(None) };
    let conversation = conversations::living(db, workspace, message.conversation_id)?;
    let store = conversation.as_ref().and_then(|conversation| conversation.store_id);
    let language = conversation.and_then(|conversation| conversation.language);
    let style = Style::of(db, workspace, store, language.as_deref())?;
    Ok(Some(Linked { file, until, style }))
}

async fn linked(app: &App, token: &str) -> Result<Option<Linked>, Failure> {
    let Some((workspace, id)) = read(app, token) else { return Ok(None) };
    Ok(app.database.read(move |db| find(db, workspace, id)).await?)
}

/// A page may be read by whoever has its link, and by nobody who searches.
fn answer(status: StatusCode, html: String) -> Response {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (header::HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    (status, headers, html).into_response()
}

fn nothing(headers: &HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = accepted.and_then(Language::from_accept_language).unwrap_or(Language::En);
    answer(StatusCode::NOT_FOUND, page::unknown(language))
}

fn shown(found: &Linked) -> Shown<'_> {
    let Linked { file, until, style } = found;
    Shown { name: &file.name, size: file.size, until: *until, style }
}

/// What the link leads to, or the page that says why there is nothing (any more).
async fn still_there(
    app: &App,
    token: &str,
    headers: &HeaderMap,
) -> Result<Result<Linked, Response>, Failure> {
    let Some(found) = linked(app, token).await? else { return Ok(Err(nothing(headers))) };
    if found.until <= app.database.now() {
        return Ok(Err(answer(StatusCode::GONE, page::over(&shown(&found)))));
    }
    Ok(Ok(found))
}

/// What a file is, until when it can be had, and where: for people, in the language of the conversation.
#[utoipa::path(get, path = "/files/{token}", tag = "files", params(("token" = String, Path, description = "as it stands in the mail")),
    security(()), responses(
    (status = 200, content_type = "text/html", body = String),
    (status = 404, description = "there is no such file; a page says so", content_type = "text/html", body = String),
    (status = 410, description = "its time is over; a page says so", content_type = "text/html", body = String),
))]
async fn show(
    State(inbox): State<Inbox>,
    headers: HeaderMap,
    axum::extract::Path(token): axum::extract::Path<String>,
) -> Result<Response, Failure> {
    let found = match still_there(&inbox.app, &token, &headers).await? {
        Ok(found) => found,
        Err(page) => return Ok(page),
    };
    Ok(answer(StatusCode::OK, page::offer(&shown(&found), &format!("/files/{token}/content"))))
}

/// The file, to be saved.
#[utoipa::path(get, path = "/files/{token}/content", tag = "files", params(("token" = String, Path, description = "as it stands in the mail")),
    security(()), responses(
    (status = 200, content_type = "application/octet-stream", body = Vec<u8>),
    (status = 404, description = "there is no such file; a page says so", content_type = "text/html", body = String),
    (status = 410, description = "its time is over; a page says so", content_type = "text/html", body = String),
))]
async fn fetch(
    State(inbox): State<Inbox>,
    headers: HeaderMap,
    axum::extract::Path(token): axum::extract::Path<String>,
) -> Result<Response, Failure> {
    let app = &inbox.app;
    let found = match still_there(app, &token, &headers).await? {
        Ok(found) => found,
        Err(page) => return Ok(page),
    };
    let file = found.file;
    let bytes = app.blobs.read(&app.database, file.workspace_id, &file.hash).await?;
    let Some(bytes) = bytes else { return Ok(nothing(&headers)) };
    let mut response = as_answer(&file, bytes, true);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    Ok(response)
}
