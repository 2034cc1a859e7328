//! A mail that is larger than the mailbox wants: its headers, with a note in place of what they announce.

use database::DbError;
use language::{Catalogue, Language};
use people::{App, workspaces};

use crate::channels::Channel;

/// A megabyte, as people count them.
const MEGABYTE: u64 = 1024 * 1024;

/// A mail of a few lines that says where the whole one is, and what the journal says of it.
pub(super) async fn note(
    app: &App,
    channel: &Channel,
    headers: &[u8],
    size: u32,
    folder: &str,
) -> Result<(Vec<u8>, String), DbError> {
    let workspace = channel.workspace_id;
    let language = app.database.read(move |db| workspaces::find(db, workspace)).await?;
    let language = language.map_or(Language::En, |found| found.language);
    let megabytes = u64::from(size).div_ceil(MEGABYTE);
    let text = Catalogue::embedded().text_with(
        language,
        "mail-too-large",
        &[("size", megabytes.to_string().into()), ("folder", folder.into())],
    );
    let remark = format!("it has {size} bytes: only its headers were fetched");
    Ok((with_text(headers, &text), remark))
}

/// The headers without those that describe the body, and a body of plain text.
fn with_text(headers: &[u8], text: &str) -> Vec<u8> {
    let mut mail = Vec::with_capacity(headers.len() + text.len() + 200);
    let mut left_out = false;
    for line in headers.split_inclusive(|byte| *byte == b'\n') {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if !matches!(line.first(), Some(b' ' | b'\t')) {
            let name = line.split(|byte| *byte == b':').next().unwrap_or_default().to_ascii_lowercase();
            left_out = name.starts_with(b"content-") || name == b"mime-version";
        }
        if !left_out {
            mail.extend_from_slice(line);
            if !line.ends_with(b"\n") {
                mail.extend_from_slice(b"\r\n");
            }
        }
    }
    mail.extend_from_slice(
        b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
    );
    mail.extend_from_slice(text.replace("\r\n", "\n").replace('\n', "\r\n").as_bytes());
    mail.extend_from_slice(b"\r\n");
    mail
}

#[cfg(test)]
mod tests {
    use super::with_text;

    #[test]
    fn the_headers_stay_but_for_those_of_the_body_that_was_left_behind() {
        let headers = b"From: a@x.example\r\nContent-Type: multipart/mixed;\r\n boundary=b\r\nSubject: Big\r\n one\r\nMIME-Version: 1.0\r\n\r\n";
        let mail = String::from_utf8(with_text(headers, "Much.\nToo much.")).unwrap();
        assert_eq!(
            mail,
            "From: a@x.example\r\nSubject: Big\r\n one\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: 8bit\r\n\r\nMuch.\r\nToo much.\r\n"
        );
    }
}
