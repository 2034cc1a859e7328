//! Tokens that are handed out once and stored only as a hash: sessions, invitations, resets, API tokens.

use sha2::{Digest, Sha256};

/// What is stored for a token: SHA-256 in hex. The token has 160 bits of chance, so the hash needs no salt and no work
/// factor (OWASP Session Management Cheat Sheet), and looking it up by an index leaks nothing that can be used.
#[must_use]
pub fn hash_of(token: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(token))
}
