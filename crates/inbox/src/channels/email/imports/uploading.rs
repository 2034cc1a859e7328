//! Files are sent: they go to disk as they come, whatever their size.

use std::io;
use std::path::{Path, PathBuf};

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use database::{DbError, Time};
use futures::StreamExt;
use jiff::SignedDuration;
use people::{App, Failure};
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt;
use web::Problem;

use super::import::{ImportId, Material};
use super::store;

/// Most bytes of one upload; larger files are read by the command line where they lie.
pub(super) const LARGEST: u64 = 4 * 1024 * 1024 * 1024;
/// Most files of one upload.
const MOST: usize = 2_000;
/// Longest name of a file, in characters.
const NAME: usize = 100;

/// What was sent.
pub(super) struct Uploaded {
    pub name: String,
    pub material: Material,
}

/// The folder of an upload.
pub(super) fn folder(app: &App, id: ImportId) -> PathBuf {
    app.blobs.beside("imports").join(id.to_string())
}

/// Takes the files of a request: the parts of a form, or the body as one file.
pub(super) async fn take(
    app: &App,
    id: ImportId,
    name: Option<&str>,
    request: Request,
) -> Result<Uploaded, Failure> {
    // Whoever sends may hang up at any time: then nobody comes to the end of this function.
    let unfinished = Unfinished(Some(folder(app, id)));
    let mut taking = Taking { folder: folder(app, id), files: Vec::new(), bytes: 0, names: Vec::new() };
    match is_form(&request) {
        true => taking.form(request).await?,
        false => taking.body(name.unwrap_or("mails"), request.into_body()).await?,
    }
    unfinished.keep();
    let first = taking.names.first().cloned().unwrap_or_default();
    Ok(Uploaded { name: name.map_or(first, shown), material: Material(taking.files) })
}

/// An upload that was read, or is not wanted any more.
pub(super) async fn throw_away(app: &App, id: ImportId) {
    let folder = folder(app, id);
    match fs::remove_dir_all(&folder).await {
        Ok(()) => {}
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => tracing::warn!(folder = %folder.display(), %cause, "an upload can't be thrown away"),
    }
}

/// The folder of an upload that goes away with it.
struct Unfinished(Option<PathBuf>);

impl Unfinished {
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let Some(folder) = self.0.take() else { return };
        match std::fs::remove_dir_all(&folder) {
            Ok(()) => {}
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => {
                tracing::warn!(folder = %folder.display(), %cause, "an upload can't be thrown away");
            }
        }
    }
}

/// How long nothing has to have come into a folder that no import names until it is taken for one whose upload ended with its
/// process.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

/// Throws away what uploads have left whose process ended before them: nothing names their files.
///
/// # Errors
/// Only those of the database.
pub(in super::super) async fn tidy(app: &App) -> Result<(), DbError> {
    let imports = app.blobs.beside("imports");
    let Ok(mut entries) = fs::read_dir(&imports).await else { return Ok(()) };
    let now = app.database.now();
    while let Ok(Some(entry)) = entries.next_entry().await {
        let name = entry.file_name();
        let Some(id) = name.to_str().and_then(|name| name.parse::<ImportId>().ok()) else { continue };
        let is_needed = app.database.read(move |db| store::is_under_way(db, id)).await?;
        let folder = entry.path();
        let is_left = match is_needed {
            Some(is_needed) => !is_needed,
            // Somebody may be sending it just now, to another process of ours too.
            None => tokio::task::spawn_blocking(move || last_written(&folder))
                .await
                .ok()
                .and_then(Result::ok)
                .is_some_and(|at| now.since(at) > FORGOTTEN),
        };
        if is_left {
            tracing::info!(folder = %entry.path().display(), "what an upload has left is thrown away");
            throw_away(app, id).await;
        }
    }
    Ok(())
}

/// When anything in a folder was written last.
fn last_written(folder: &Path) -> io::Result<Time> {
    let mut newest = written(&std::fs::metadata(folder)?)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let about = entry.metadata()?;
        let at = if about.is_dir() { last_written(&entry.path())? } else { written(&about)? };
        newest = newest.max(at);
    }
    Ok(newest)
}

fn written(about: &std::fs::Metadata) -> io::Result<Time> {
    let at = jiff::Timestamp::try_from(about.modified()?).map_err(io::Error::other)?;
    Ok(at.into())
}

fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data"))
}

struct Taking {
    folder: PathBuf,
    files: Vec<PathBuf>,
    bytes: u64,
    names: Vec<String>,
}

impl Taking {
    async fn form(&mut self, request: Request) -> Result<(), Failure> {
        let form = Multipart::from_request(request, &()).await;
        let mut form = form.map_err(|_| Problem::unsupported_media_type("multipart/form-data"))?;
        while let Some(mut part) = form.next_field().await.map_err(|_| malformed())? {
            if part.name() != Some("file") {
                continue;
            }
            let name = shown(part.file_name().unwrap_or("mails"));
            let mut file = self.create(&name).await?;
            while let Some(bytes) = part.chunk().await.map_err(|_| malformed())? {
                self.write(&mut file, &bytes).await?;
            }
            end(file).await?;
        }
        if self.bytes == 0 {
            return Err(Problem::field(
                "/file",
                "required",
                "the form has no part `file` with anything in it",
            )
            .into());
        }
        Ok(())
    }

    async fn body(&mut self, name: &str, body: Body) -> Result<(), Failure> {
        let mut file = self.create(&shown(name)).await?;
        let mut stream = body.into_data_stream();
        while let Some(bytes) = stream.next().await {
            let bytes = bytes.map_err(|_| Problem::malformed("the body ended early"))?;
            self.write(&mut file, &bytes).await?;
        }
        if self.bytes == 0 {
            return Err(Problem::field("", "required", "the file is empty").into());
        }
        end(file).await
    }

    /// Each file has a folder of its own, so that it keeps its name.
    async fn create(&mut self, name: &str) -> Result<File, Failure> {
        if self.files.len() >= MOST {
            let detail = format!("at most {MOST} files at once; put them into a zip file");
            return Err(Problem::field("/file", "too-many", detail).into());
        }
        let folder = self.folder.join(self.files.len().to_string());
        fs::create_dir_all(&folder).await.map_err(|cause| failed(&cause))?;
        let path = folder.join(name);
        let file = File::create_new(&path).await.map_err(|cause| failed(&cause))?;
        self.files.push(path);
        self.names.push(name.to_owned());
        Ok(file)
    }

    async fn write(&mut self, file: &mut File, bytes: &Bytes) -> Result<(), Failure> {
        self.bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.bytes > LARGEST {
            return Err(Problem::too_large(Some(LARGEST)).into());
        }
        Ok(file.write_all(bytes).await.map_err(|cause| failed(&cause))?)
    }
}

async fn end(mut file: File) -> Result<(), Failure> {
    file.flush().await.map_err(|cause| failed(&cause))?;
    Ok(file.sync_all().await.map_err(|cause| failed(&cause))?)
}

fn malformed() -> Failure {
    Problem::malformed("the form does not read").into()
}

/// A name that can stand in a folder: what leads elsewhere or can't be shown is taken out.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control()).take(NAME).collect();
    let name = name.trim().trim_start_matches('.');
    if name.is_empty() || Path::new(name).file_name().is_none() {
        "mails".to_owned()
    } else {
        name.to_owned()
    }
}

fn failed(cause: &io::Error) -> DbError {
    if cause.kind() == io::ErrorKind::StorageFull {
        return DbError::Full;
    }
    DbError::Unavailable(cause.to_string())
}
