//! Files are sent: they go to disk as they come, whatever their size.

use std::io;
use std::path::{Path, PathBuf};

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use database::DbError;
use futures::StreamExt;
use people::{App, Failure};
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt;
use web::Problem;

use super::import::{ImportId, Material};

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
    let mut taking = Taking { folder: folder(app, id), files: Vec::new(), bytes: 0, names: Vec::new() };
    let taken = match is_form(&request) {
        true => taking.form(request).await,
        false => taking.body(name.unwrap_or("mails"), request.into_body()).await,
    };
    if let Err(cause) = taken {
        drop(fs::remove_dir_all(&taking.folder).await);
        return Err(cause);
    }
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
