//! What lies in the files: folders, zip files, and in them the documents that hold mails.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

/// A file, or one within a zip file, that holds one mail or many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    /// What people call it: the path.
    pub name: String,
    /// Bytes, as the file says.
    pub size: u64,
    file: PathBuf,
    /// Which of the files in a zip file.
    within: Option<usize>,
}

/// More documents of an import than this are a mistake.
const MOST: usize = 2_000_000;
/// Folders in folders.
const DEEPEST: usize = 32;

/// The documents of some files and folders, in an order that is the same each time.
pub(super) fn documents(paths: &[PathBuf]) -> io::Result<Vec<Document>> {
    let mut found = Vec::new();
    for path in paths {
        let name = path
            .file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        gather(path, &name, 0, &mut found)?;
    }
    Ok(found)
}

fn gather(path: &Path, name: &str, depth: usize, found: &mut Vec<Document>) -> io::Result<()> {
    let about = std::fs::metadata(path).map_err(|cause| named(path, &cause))?;
    if about.is_dir() {
        return gather_folder(path, name, depth, found);
    }
    if found.len() >= MOST {
        return Err(io::Error::other("there are more files than can be read at once"));
    }
    if !about.is_file() {
        return Ok(());
    }
    if is_zip(path)? {
        return gather_zip(path, name, found);
    }
    let (name, file) = (name.to_owned(), path.to_owned());
    found.push(Document { name, size: about.len(), file, within: None });
    Ok(())
}

/// What is hidden, a mail program's index for instance, and a Maildir's `tmp`, whose mails are not whole, is left out; links
/// are not followed.
fn gather_folder(path: &Path, name: &str, depth: usize, found: &mut Vec<Document>) -> io::Result<()> {
    if depth > DEEPEST {
        return Ok(());
    }
    let is_maildir = path.join("cur").is_dir() && path.join("new").is_dir();
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(path).map_err(|cause| named(path, &cause))? {
        let entry = entry?;
        let of_file = entry.file_name().to_string_lossy().into_owned();
        let is_left_out = of_file.starts_with('.') && !(is_maildir && entry.path().join("cur").is_dir());
        let is_unfinished = is_maildir && of_file == "tmp";
        if !is_left_out && !is_unfinished && !entry.file_type()?.is_symlink() {
            entries.push((of_file, entry.path()));
        }
    }
    entries.sort_unstable();
    for (of_file, path) in entries {
        gather(&path, &format!("{name}/{of_file}"), depth + 1, found)?;
    }
    Ok(())
}

fn is_zip(path: &Path) -> io::Result<bool> {
    let mut begin = [0; 4];
    let mut file = File::open(path).map_err(|cause| named(path, &cause))?;
    let mut had = 0;
    while had < begin.len() {
        match file.read(&mut begin[had..])? {
            0 => return Ok(false),
            more => had += more,
        }
    }
    Ok(begin == *b"PK\x03\x04")
}

fn gather_zip(path: &Path, name: &str, found: &mut Vec<Document>) -> io::Result<()> {
    let mut zip = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(io::Error::from)?;
    for place in 0..zip.len() {
        let Ok(entry) = zip.by_index_raw(place) else { continue };
        let of_file = entry.name();
        let is_hidden = of_file.split(['/', '\\']).any(|part| part.starts_with('.') || part == "__MACOSX");
        if entry.is_dir() || is_hidden {
            continue;
        }
        if found.len() >= MOST {
            return Err(io::Error::other("there are more files than can be read at once"));
        }
        let name = format!("{name}/{of_file}");
        found.push(Document { name, size: entry.size(), file: path.to_owned(), within: Some(place) });
    }
    Ok(())
}

fn named(path: &Path, cause: &io::Error) -> io::Error {
    io::Error::new(cause.kind(), format!("{}: {cause}", path.display()))
}

type Zip = ZipArchive<BufReader<File>>;

/// Opens documents; the zip file that was read last stays open.
#[derive(Default)]
pub(super) struct Opener {
    zip: Option<(PathBuf, Zip)>,
}

impl Opener {
    /// Reads a document from a place on.
    ///
    /// # Errors
    /// Those of the file, and the reader's own.
    pub(super) fn read<T>(
        &mut self,
        document: &Document,
        from: u64,
        reader: impl FnOnce(&mut dyn BufRead) -> io::Result<T>,
    ) -> io::Result<T> {
        let Some(place) = document.within else {
            let mut file = File::open(&document.file).map_err(|cause| named(&document.file, &cause))?;
            io::Seek::seek(&mut file, io::SeekFrom::Start(from))?;
            return reader(&mut BufReader::with_capacity(256 * 1024, file));
        };
        if self.zip.as_ref().is_none_or(|(path, _)| *path != document.file) {
            let zip =
                ZipArchive::new(BufReader::new(File::open(&document.file)?)).map_err(io::Error::from)?;
            self.zip = Some((document.file.clone(), zip));
        }
        let (_, zip) = self.zip.as_mut().expect("it was opened above");
        // What unpacks to more than it says is cut off there.
        let mut entry = zip.by_index(place).map_err(io::Error::from)?.take(document.size);
        io::copy(&mut entry.by_ref().take(from), &mut io::sink())?;
        reader(&mut BufReader::with_capacity(256 * 1024, entry))
    }
}
