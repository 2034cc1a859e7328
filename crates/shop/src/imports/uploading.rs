//! A file is sent: it goes to disk as it comes.

use std::io;
use std::path::PathBuf;

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use bytes::Bytes;
use database::DbError;
use futures::StreamExt;
use people::{App, Failure};
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use web::Problem;

use super::import::StoreImportId;

/// Most bytes of a file.
pub(super) const LARGEST: u64 = 4 * 1024 * 1024 * 1024;
/// So much of its beginning is looked at to propose how it is read.
const SAMPLE: u64 = 256 * 1024;
/// Longest name of a file, in characters.
const NAME: usize = 100;

/// What was sent.
pub(super) struct Uploaded {
    pub name: String,
    pub bytes: u64,
}

/// Where files lie until they are read.
pub(super) fn folder(app: &App) -> PathBuf {
    app.blobs.beside("store-imports")
}

/// Where the file of an import lies.
pub(super) fn file(app: &App, id: StoreImportId) -> PathBuf {
    folder(app).join(id.to_string())
}

/// Takes the file of a request: the part `file` of a form, or the body.
pub(super) async fn take(
    app: &App,
    id: StoreImportId,
    name: Option<&str>,
    request: Request,
) -> Result<Uploaded, Failure> {
    let taken = match is_form(&request) {
        true => of_form(app, id, request).await,
        false => {
            of_body(app, id, request.into_body()).await.map(|bytes| Uploaded { name: String::new(), bytes })
        }
    };
    match taken {
        Ok(Uploaded { bytes: 0, .. }) => {
            throw_away(app, id).await;
            Err(Problem::field("/file", "required", "the file is empty").into())
        }
        Ok(uploaded) => Ok(Uploaded { name: shown(name.unwrap_or(&uploaded.name)), bytes: uploaded.bytes }),
        Err(cause) => {
            throw_away(app, id).await;
            Err(cause)
        }
    }
}

/// A file that was read, or is not wanted any more.
pub(super) async fn throw_away(app: &App, id: StoreImportId) {
    let file = file(app, id);
    match fs::remove_file(&file).await {
        Ok(()) => {}
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => tracing::warn!(file = %file.display(), %cause, "an upload can't be thrown away"),
    }
}

/// The beginning of a file.
pub(super) async fn sample(app: &App, id: StoreImportId) -> Result<Vec<u8>, DbError> {
    let opened = File::open(file(app, id)).await.map_err(|cause| failed(&cause))?;
    let mut sample = Vec::new();
    opened.take(SAMPLE).read_to_end(&mut sample).await.map_err(|cause| failed(&cause))?;
    Ok(sample)
}

fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data"))
}

async fn of_form(app: &App, id: StoreImportId, request: Request) -> Result<Uploaded, Failure> {
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| Problem::unsupported_media_type("multipart/form-data"))?;
    let malformed = || Failure::from(Problem::malformed("the form does not read"));
    while let Some(mut part) = form.next_field().await.map_err(|_| malformed())? {
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        let mut writing = Writing::begin(app, id).await?;
        while let Some(bytes) = part.chunk().await.map_err(|_| malformed())? {
            writing.write(&bytes).await?;
        }
        return Ok(Uploaded { name, bytes: writing.end().await? });
    }
    Err(Problem::field("/file", "required", "the form has no part `file`").into())
}

async fn of_body(app: &App, id: StoreImportId, body: Body) -> Result<u64, Failure> {
    let mut writing = Writing::begin(app, id).await?;
    let mut stream = body.into_data_stream();
    while let Some(bytes) = stream.next().await {
        writing.write(&bytes.map_err(|_| Problem::malformed("the body ended early"))?).await?;
    }
    writing.end().await
}

struct Writing {
    file: File,
    bytes: u64,
}

impl Writing {
    async fn begin(app: &App, id: StoreImportId) -> Result<Self, Failure> {
        let path = file(app, id);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).await.map_err(|cause| failed(&cause))?;
        }
        Ok(Self { file: File::create_new(&path).await.map_err(|cause| failed(&cause))?, bytes: 0 })
    }

    async fn write(&mut self, bytes: &Bytes) -> Result<(), Failure> {
        self.bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.bytes > LARGEST {
            return Err(Problem::too_large(Some(LARGEST)).into());
        }
        Ok(self.file.write_all(bytes).await.map_err(|cause| failed(&cause))?)
    }

    async fn end(mut self) -> Result<u64, Failure> {
        self.file.flush().await.map_err(|cause| failed(&cause))?;
        self.file.sync_all().await.map_err(|cause| failed(&cause))?;
        Ok(self.bytes)
    }
}

/// A name as it is shown.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control()).take(NAME).collect();
    if name.trim().is_empty() { "file".to_owned() } else { name.trim().to_owned() }
}

fn failed(cause: &io::Error) -> DbError {
    if cause.kind() == io::ErrorKind::StorageFull {
        return DbError::Full;
    }
    DbError::Unavailable(cause.to_string())
}
