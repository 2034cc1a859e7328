//! The key that signs our Message-IDs and reply addresses.

use database::WorkspaceId;
use database::secrets::Secrets;
use mail::threading::ThreadKey;

/// The key of a workspace, the same for ever.
pub fn thread_key(secrets: &Secrets, workspace: WorkspaceId) -> ThreadKey {
    ThreadKey::new(secrets.signing_key(&format!("mail-threads:{}", workspace.0)))
}
