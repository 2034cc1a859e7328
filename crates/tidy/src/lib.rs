//! The house rules that no compiler keeps, as tests: who may call whom, how long a file is, where a text may stand.
//!
//! Everything is in `tests/tidy/`; this crate gives them a place in the workspace and the sources to read.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file of the repository.
#[derive(Debug, Clone)]
pub struct Source {
    /// From the root of the repository, with `/` between folders.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Every file below a folder whose name ends in one of the endings; what is generated or installed is left out.
///
/// # Panics
/// A folder that is there but can't be read: the rules would then hold by accident.
#[must_use]
pub fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root(), &root().join(folder), endings, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(
        !found.is_empty(),
        "{folder} has no file that ends in {endings:?}: the rule would hold for nothing"
    );
    found
}

/// Folders that hold nothing that somebody wrote here.
const NOT_OURS: [&str; 8] =
    ["node_modules", "target", "build", "dist", ".svelte-kit", "coverage", "fixtures", "test-results"];

fn collect(root: &Path, folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|cause| panic!("{}: {cause}", folder.display()));
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            let ours = !NOT_OURS.contains(&name.as_str()) && !name.starts_with('.');
            if ours {
                collect(root, &path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let text =
                fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
            let path =
                path.strip_prefix(root).expect("it was found below").to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
}
