//! Lists the message files of `locales/<language>/*.ftl` so that the program carries them inside itself.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const LANGUAGES: [&str; 4] = ["en", "tr", "ko", "fa"];

fn main() -> io::Result<()> {
    let crate_folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let locales = crate_folder.join("../../locales");
    let mut table = String::new();
    for language in LANGUAGES {
        let folder = locales.join(language);
        println!("cargo::rerun-if-changed={}", folder.display());
        writeln!(table, "const {}: &[(&str, &str)] = &[", language.to_uppercase()).expect("a String grows");
        for file in message_files(&folder)? {
            let name =
                file.file_name().expect("a file in a folder has a name").to_string_lossy().into_owned();
            let path = file.canonicalize()?;
            writeln!(table, "    ({name:?}, include_str!({:?})),", path.display().to_string())
                .expect("a String grows");
        }
        table.push_str("];\n");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("message_files.rs"), table)
}

fn message_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
