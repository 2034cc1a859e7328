//! The limit of serving: the smallest axum server that answers the inbox page, with four connections and no sign-in.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clap::Args;
use tokio::net::TcpListener;

use crate::raw::Raw;

/// As many as the program reads with.
const READERS: usize = 4;

/// Where it serves, and what.
#[derive(Debug, Args)]
pub struct Bare {
    /// The database file.
    #[arg(long)]
    file: PathBuf,
    /// Where.
    #[arg(long)]
    listen: String,
}

#[derive(Clone)]
struct Readers(Arc<[Mutex<Raw>; READERS]>);

impl Readers {
    /// The first that is free; a thread that finds none waits for the first.
    fn with<T>(&self, read: impl FnOnce(&Raw) -> T) -> T {
        let free = self.0.iter().find_map(|one| one.try_lock().ok());
        let raw = free.unwrap_or_else(|| self.0[0].lock().unwrap_or_else(PoisonError::into_inner));
        read(&raw)
    }
}

/// Serves until it is killed.
pub async fn serve(bare: &Bare) -> anyhow::Result<()> {
    let mut readers = Vec::with_capacity(READERS);
    for _ in 0..READERS {
        readers.push(Mutex::new(Raw::open(&bare.file)?));
    }
    let readers: [Mutex<Raw>; READERS] =
        readers.try_into().map_err(|_| anyhow::anyhow!("the wrong number of readers"))?;
    let router = Router::new().route("/conversations", get(inbox)).with_state(Readers(Arc::new(readers)));
    axum::serve(TcpListener::bind(&bare.listen).await?, router).await?;
    Ok(())
}

async fn inbox(State(readers): State<Readers>) -> Response {
    match readers.with(Raw::inbox) {
        Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(cause) => (StatusCode::INTERNAL_SERVER_ERROR, cause.to_string()).into_response(),
    }
}
