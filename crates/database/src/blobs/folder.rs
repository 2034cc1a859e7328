//! The files of large blobs.

use std::fs::{File, FileTimes};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use super::packing::Packing;
use crate::Time;

/// A file that was touched within this time stays, in seconds: whoever took its bytes in hand may be about to name them.
const LEFT: u64 = 24 * 3600;

/// Where a blob stands. The same bytes may stand there packed and as they are.
pub(super) fn path(folder: &Path, hash: &str, packing: Option<Packing>) -> PathBuf {
    let name = match packing {
        None => hash.to_owned(),
        Some(Packing::Zlib) => format!("{hash}.z"),
    };
    folder.join(&hash[..2]).join(name)
}

/// A name that nobody else writes to: of this process, and of this one writing.
fn part_of(file: &Path) -> PathBuf {
    static WRITINGS: AtomicU64 = AtomicU64::new(0);
    let writing = WRITINGS.fetch_add(1, Ordering::Relaxed);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{name}.{}.{writing}.part", std::process::id()))
}

/// A name is only given to a file that is whole and on disk. One that is there already is marked as wanted.
pub(super) fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if touch(file) && file.exists() {
        return Ok(());
    }
    let folder = file.parent().expect("a blob stands in a folder");
    std::fs::create_dir_all(folder)?;
    let beside = part_of(file);
    if let Err(cause) = write_whole(&beside, bytes) {
        // Half a file would only take the room that is missing.
        drop(std::fs::remove_file(&beside));
        return Err(cause);
    }
    std::fs::rename(&beside, file)?;
    File::open(folder)?.sync_all()
}

fn write_whole(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut out = File::create(file)?;
    out.write_all(bytes)?;
    out.sync_all()
}

/// Tries whether there is room for a file of this size, in bytes, and takes it away again.
pub(super) fn try_room(folder: &Path, size: usize) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let file = part_of(&folder.join("room"));
    let tried = write_whole(&file, &vec![0x5a; size]);
    drop(std::fs::remove_file(&file));
    tried
}

/// Sets the moment of its last change to now, by the file system's own clock; false if there is no such file.
fn touch(file: &Path) -> bool {
    let Ok(there) = File::options().append(true).open(file) else { return false };
    // A file made beside it tells what the time is there.
    let beside = part_of(file);
    let now = File::create(&beside).and_then(|made| made.metadata()?.modified());
    drop(std::fs::remove_file(&beside));
    now.is_ok_and(|now| there.set_times(FileTimes::new().set_modified(now)).is_ok())
}

/// Deletes a file that nobody has touched for a day. It is put aside first: who touches it until then gets it back, and who
/// comes later finds no file and writes it anew.
pub(super) fn remove_if_left(file: &Path, now: Time) {
    let is_left = |path: &Path| {
        let touched = std::fs::metadata(path).and_then(|about| about.modified());
        touched.is_ok_and(|touched| {
            let touched = touched.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
            let now = u64::try_from(now.micros() / 1_000_000).unwrap_or(0);
            touched.saturating_add(LEFT) < now
        })
    };
    if !is_left(file) {
        return;
    }
    let aside = part_of(file);
    if std::fs::rename(file, &aside).is_err() {
        return;
    }
    if is_left(&aside) {
        drop(std::fs::remove_file(&aside));
    } else {
        drop(std::fs::rename(&aside, file));
    }
}
