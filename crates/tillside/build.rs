//! Puts the built console and widget into the program, compressed once, here.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

fn main() {
    let root =
        PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../frontend");
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it"));
    let mut table = String::new();
    for (name, folder) in [("CONSOLE", root.join("console/build")), ("WIDGET", root.join("widget/dist"))] {
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files = Vec::new();
        collect(&folder, &folder, &mut files);
        files.sort();
        writeln!(table, "/// Files of {}.\npub static {name}: &[web::Asset] = &[", name.to_lowercase())
            .expect("a String takes all");
        for (path, file) in &files {
            embed(&mut table, &out, path, file);
        }
        table.push_str("];\n");
    }
    fs::write(out.join("files.rs"), table).expect("the output folder can be written");
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let file = entry.path();
        if file.is_dir() {
            collect(root, &file, files);
        } else if !file.extension().is_some_and(|kind| kind == "gz" || kind == "br" || kind == "map") {
            let path =
                file.strip_prefix(root).expect("it was found below").to_string_lossy().replace('\\', "/");
            files.push((format!("/{path}"), file));
        }
    }
}

fn embed(table: &mut String, out: &Path, path: &str, file: &Path) {
    // A build of the front end may run at the same time: what is gone by now is of an older one.
    let Ok(bytes) = fs::read(file) else { return };
    let hash: String = Sha256::digest(&bytes)
        .iter()
        .take(12)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes).and_then(|()| encoder.try_finish()).expect("memory takes all");
    let zipped = encoder.finish().expect("memory takes all");
    // A copy: the front end's folder may change between this and the compiler.
    let copy = out.join(&hash);
    fs::write(&copy, &bytes).expect("the output folder can be written");
    let gzip = if zipped.len() < bytes.len() {
        let beside = out.join(format!("{hash}.gz"));
        fs::write(&beside, zipped).expect("the output folder can be written");
        format!("Some(include_bytes!({:?}))", beside.display().to_string())
    } else {
        "None".to_owned()
    };
    let immutable = path.contains("/immutable/") || path.starts_with("/widget/");
    writeln!(
        table,
        "    web::Asset {{ path: {path:?}, bytes: include_bytes!({:?}), gzip: {gzip}, brotli: None, etag: {hash:?}, immutable: {immutable} }},",
        copy.display().to_string(),
    )
    .expect("a String takes all");
}
