//! What the inbox's handlers and workers share.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRef;
use people::App;

use crate::live::{Bus, Tail};

/// The shared state of the inbox; cheap to clone.
#[derive(Clone)]
pub struct Inbox(Arc<Parts>);

/// What it is put together from.
pub struct Parts {
    /// The state of the floors below.
    pub app: App,
    /// What happens now and is not kept: typing, looking.
    pub bus: Bus,
    /// What was committed, for open screens.
    pub tail: Tail,
}

impl Inbox {
    /// Puts it together.
    pub fn new(app: App) -> Self {
        Self(Arc::new(Parts { app, bus: Bus::default(), tail: Tail::default() }))
    }
}

impl Deref for Inbox {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl FromRef<Inbox> for App {
    fn from_ref(inbox: &Inbox) -> Self {
        inbox.app.clone()
    }
}
