//! What every request handler of every floor is handed.

use std::ops::Deref;
use std::sync::Arc;

use database::Database;
use database::blobs::Blobs;
use database::secrets::Secrets;
use url::Url;
use web::GuardedClient;

use crate::sign_in::{Limits, Passwords};

/// The shared state; cheap to clone. A floor with state of its own implements `FromRef` to this.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    parts: Parts,
    passwords: Passwords,
    limits: Limits,
}

/// What an [`App`] is put together from.
pub struct Parts {
    /// Where everything is kept.
    pub database: Database,
    /// The keys that encrypt columns and sign tokens.
    pub secrets: Secrets,
    /// Raw mail and files.
    pub blobs: Blobs,
    /// Fetches from addresses that other people choose.
    pub guarded: GuardedClient,
    /// The address under which people reach this server, with a path that ends in `/`. `https` makes cookies `Secure`.
    pub public_url: Url,
}

impl App {
    /// Puts the shared state together.
    #[must_use]
    pub fn new(mut parts: Parts) -> Self {
        if !parts.public_url.path().ends_with('/') {
            let path = format!("{}/", parts.public_url.path());
            parts.public_url.set_path(&path);
        }
        Self(Arc::new(Shared { parts, passwords: Passwords::default(), limits: Limits::default() }))
    }

    /// How passwords are checked and kept.
    #[must_use]
    pub fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    /// How often this node lets somebody try.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// An address below the public one; `path` has no slash in front: `app.link("invitation/…")`.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0.parts
    }
}
