//! Fills a database and says how long it took: `cargo run -p sample-store --example fill -- FOLDER|postgres://… [CONVERSATIONS]`.

use std::sync::Arc;
use std::time::Instant;

use database::blobs::Blobs;
use database::secrets::Secrets;
use database::{Database, Engine, Settings, SystemClock};
use people::{App, Parts};
use sample_store::Plan;
use web::{GuardedClient, Limits, Policy};

#[tokio::main]
#[expect(clippy::print_stdout, reason = "it measures and reports")]
async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().unwrap_or_else(|| "sample".to_owned());
    let plan = match arguments.next() {
        Some(conversations) => Plan::default().with_conversations(conversations.parse()?),
        None => Plan::default(),
    };
    let folder = tempfile::tempdir()?;
    let engine = if place.starts_with("postgres://") {
        Engine::Postgres { url: place }
    } else {
        Engine::Sqlite { folder: place.into() }
    };
    let database =
        Database::open(Settings { engine, readers: 4, exclusive: true }, Arc::new(SystemClock), 1)?;
    let app = App::new(Parts {
        database,
        secrets: Secrets::open(&folder.path().join("secret.key"))?,
        blobs: Blobs::new(folder.path().join("blobs")),
        guarded: GuardedClient::new(Policy::default(), Limits::default(), "Tillside"),
        public_url: "http://127.0.0.1/".parse()?,
    });
    let begun = Instant::now();
    let mut last = 0;
    sample_store::fill(&app, &plan, |percent| {
        if percent >= last + 10 {
            last = percent;
            println!("{percent} % after {:.1} s", begun.elapsed().as_secs_f64());
        }
    })
    .await?;
    println!("done in {:.1} s", begun.elapsed().as_secs_f64());
    Ok(())
}
