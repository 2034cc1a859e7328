//! Files of API channels: in base 64 within a message on the way in, as signed links that expire on the way out.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use database::Time;
use hmac::{Hmac, Mac};
use jiff::SignedDuration;
use people::{App, Failure};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use utoipa::ToSchema;
use web::{Path, Problem, Query};

use crate::Inbox;
use crate::channels::{self, ChannelId};
use crate::conversations::{self, Attachment, AttachmentId, LARGEST_FILE, NewFile, Visibility};

/// How long a link to a file works. The source has until then to fetch it; each attempt to deliver makes a fresh one.
const LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The server's key for these links.
const PURPOSE: &str = "api-attachment";
/// Most files of one message.
const FILES: usize = 10;

/// A file that comes with a message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IncomingFile {
    /// The file's name, 1 to 200 characters.
    name: String,
    /// The media type; `application/octet-stream` if absent.
    #[serde(rename = "type")]
    content_type: Option<String>,
    /// The bytes in base 64 (RFC 4648 §4); all files of a message together at most 18 MiB.
    content: String,
}

/// A file whose bytes were read, not kept yet.
pub(super) struct ReadFile {
    name: String,
    content_type: String,
    bytes: Vec<u8>,
}

/// Reads the files of a message.
///
/// # Errors
/// 422 that points at the first file that does not fit.
pub(super) fn read(files: Vec<IncomingFile>) -> Result<Vec<ReadFile>, Problem> {
    if files.len() > FILES {
        return Err(Problem::field("/attachments", "too-many", "at most 10 files"));
    }
    let mut room = LARGEST_FILE;
    let mut read = Vec::new();
    for (number, file) in files.into_iter().enumerate() {
        let wrong = |field: &str, code, reason: &'static str| {
            Problem::field(format!("/attachments/{number}/{field}"), code, reason)
        };
        if file.name.trim().is_empty() || file.name.chars().count() > 200 {
            return Err(wrong("name", "invalid", "has 1 to 200 characters"));
        }
        let content_type = file.content_type.unwrap_or_else(|| "application/octet-stream".to_owned());
        if !is_media_type(&content_type) {
            return Err(wrong("type", "invalid", "is a media type such as image/png"));
        }
        let bytes = STANDARD.decode(&file.content).map_err(|_| wrong("content", "invalid", "is base 64"))?;
        if bytes.is_empty() {
            return Err(wrong("content", "required", "the file is empty"));
        }
        room = room
            .checked_sub(bytes.len())
            .ok_or_else(|| wrong("content", "too-large", "the files have more than 18 MiB together"))?;
        let name = file.name.replace(['/', '\\', '\r', '\n'], "_");
        read.push(ReadFile { name, content_type, bytes });
    }
    Ok(read)
}

/// `type/subtype` with or without parameters (RFC 9110 §8.3.1), as far as it matters: one line of ASCII that is not long.
fn is_media_type(text: &str) -> bool {
    let is_plain = text.len() <= 127 && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let bare = text.split(';').next().unwrap_or_default().trim();
    is_plain && bare.split_once('/').is_some_and(|(kind, subtype)| !kind.is_empty() && !subtype.is_empty())
}

/// Puts the bytes on disk, for [`conversations::append`] to name.
///
/// # Errors
/// Only those of the disk.
pub(super) async fn prepare(app: &App, files: Vec<ReadFile>) -> Result<Vec<NewFile>, Failure> {
    let mut prepared = Vec::new();
    for ReadFile { name, content_type, bytes } in files {
        let size = i64::try_from(bytes.len()).map_err(|_| Problem::too_large(None))?;
        let blob = app.blobs.prepare(bytes).await?;
        prepared.push(NewFile { name, content_type, size, blob, content_id: None, inline: false });
    }
    Ok(prepared)
}

/// A file as the webhook of an answer names it.
pub(super) fn shown(app: &App, channel: ChannelId, file: &Attachment) -> Value {
    json!({
        "name": file.name,
        "type": file.content_type,
        "size": file.size,
        "url": link(app, channel, file.id),
    })
}

fn link(app: &App, channel: ChannelId, file: AttachmentId) -> String {
    let expires = seconds(app.database.now().plus(LIFETIME));
    let signature = URL_SAFE_NO_PAD.encode(signature(app, channel, file, expires));
    app.link(&format!("hooks/{channel}/attachments/{file}?expires={expires}&signature={signature}"))
}

fn seconds(time: Time) -> i64 {
    time.micros() / 1_000_000
}

fn signature(app: &App, channel: ChannelId, file: AttachmentId, expires: i64) -> [u8; 32] {
    let key = app.secrets.signing_key(PURPOSE);
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&key).expect("HMAC takes any key");
    mac.update(format!("{channel}\n{file}\n{expires}").as_bytes());
    mac.finalize().into_bytes().into()
}

/// The proof that this server made the link, and until when it works.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct LinkQuery {
    /// Seconds since the epoch.
    expires: i64,
    /// HMAC-SHA256 in base64url.
    signature: String,
}

/// A file of an answer, by the link that the webhook told; it works for seven days and needs nothing else.
#[utoipa::path(get, path = "/hooks/{id}/attachments/{attachment}", tag = "hooks", security(()),
    params(("id" = ChannelId, Path), ("attachment" = AttachmentId, Path), LinkQuery), responses(
    (status = 200, content_type = "application/octet-stream", body = Vec<u8>),
    (status = 403, description = "not a link of this server", body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 410, description = "the link has expired", body = web::ProblemBody),
))]
pub(super) async fn download(
    State(inbox): State<Inbox>,
    Path((channel, id)): Path<(ChannelId, AttachmentId)>,
    Query(query): Query<LinkQuery>,
) -> Result<Response, Failure> {
    let app = &inbox.app;
    let given = URL_SAFE_NO_PAD.decode(&query.signature).unwrap_or_default();
    if !bool::from(signature(app, channel, id, query.expires).as_slice().ct_eq(&given)) {
        return Err(Problem::forbidden("this is no link of this server").into());
    }
    if query.expires <= seconds(app.database.now()) {
        let gone =
            Problem::new(StatusCode::GONE, "gone", "The link has expired", "links work for seven days");
        return Err(gone.into());
    }
    let found = app.database.read(move |db| {
        let Some(channel) = channels::find_anywhere(db, channel)? else { return Ok::<_, Failure>(None) };
        let file = conversations::attachment(db, channel.workspace_id, id)?;
        let Some((file, message)) = file.and_then(|file| Some((file.clone(), file.message_id?))) else {
            return Ok(None);
        };
        let message = conversations::message(db, channel.workspace_id, message)?;
        let is_its_own = message.is_some_and(|message| {
            message.channel_id == channel.id && message.visibility == Visibility::Public
        });
        Ok(Some(file).filter(|_| is_its_own))
    });
    let file = found.await?.ok_or_else(|| Problem::not_found("file"))?;
    let bytes = app.blobs.read(&app.database, file.workspace_id, &file.hash).await?;
    let bytes = bytes.ok_or_else(|| Problem::not_found("file"))?;
    Ok(conversations::as_answer(&file, bytes, true))
}
