//! What bounds a measure from below, taken on the same disk in the same run.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use crate::figures::Times;

/// How long the disk itself takes to keep 4 KiB: an append and its `fdatasync`, one after the other.
pub fn commit(folder: &Path, times: usize) -> anyhow::Result<Times> {
    let path = folder.join("limit");
    let mut file = File::create(&path)?;
    let page = [0x5a; 4096];
    let mut taken = Vec::with_capacity(times);
    for _ in 0..times {
        let begun = Instant::now();
        file.write_all(&page)?;
        file.sync_data()?;
        taken.push(begun.elapsed());
    }
    std::fs::remove_file(path)?;
    Times::new(taken)
}

/// How long mail-parser alone takes for each of these mails.
pub fn parse(mails: &[Vec<u8>]) -> anyhow::Result<Times> {
    let parser = mail_parser::MessageParser::default();
    let mut taken = Vec::with_capacity(mails.len());
    for mail in mails {
        let begun = Instant::now();
        let read = parser.parse(mail);
        taken.push(begun.elapsed());
        anyhow::ensure!(read.is_some_and(|read| read.text_body_count() > 0), "a mail does not read");
    }
    Times::new(taken)
}
