//! Files that were too large for their mail: whoever has the mail has them by a link, for a while and without signing in.
//!
//! The link names workspace and file and is signed, so that nobody makes one up; until when it works stands with the file, not
//! in the link, and is the same for everybody who has it. A page says what it is before it is fetched: programs that look
//! through mail fetch pages, and people see the date.

mod http;
mod page;

pub use self::http::public_routes;

use data_encoding::BASE64URL_NOPAD;
use database::WorkspaceId;
use hmac::{Hmac, Mac};
use people::App;
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

use crate::conversations::{Attachment, AttachmentId};

/// The purpose that the signing key is derived for.
const PURPOSE: &str = "file-links";
/// Bytes of the signature: 128 bits of HMAC-SHA256 (RFC 2104 §5 allows to cut it by half).
const SIGNATURE: usize = 16;

/// The address of a file.
pub fn url(app: &App, file: &Attachment) -> String {
    app.link(&format!("files/{}", token(app, file.workspace_id, file.id)))
}

fn token(app: &App, workspace: WorkspaceId, file: AttachmentId) -> String {
    let named = [workspace.0.to_be_bytes(), file.0.to_be_bytes()].concat();
    let signature = signature(app, &named);
    BASE64URL_NOPAD.encode(&[named, signature.to_vec()].concat())
}

fn signature(app: &App, named: &[u8]) -> [u8; SIGNATURE] {
    let key = app.secrets.signing_key(PURPOSE);
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&key).expect("HMAC takes any key");
    mac.update(named);
    let whole = mac.finalize().into_bytes();
    whole[..SIGNATURE].try_into().expect("HMAC-SHA256 has 32 bytes")
}

/// The file that a token names; `None` if it is none of ours.
fn read(app: &App, token: &str) -> Option<(WorkspaceId, AttachmentId)> {
    let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
    let (named, given) = bytes.split_at_checked(16)?;
    let is_ours = bool::from(signature(app, named).ct_eq(given));
    let number = |at: usize| Some(i64::from_be_bytes(named.get(at..at + 8)?.try_into().ok()?));
    let (workspace, file) = (number(0)?, number(8)?);
    is_ours.then_some((WorkspaceId(workspace), AttachmentId(file)))
}
