//! From the configuration to the state that everything shares.

use std::sync::Arc;
use std::time::Duration;

use database::blobs::Blobs;
use database::secrets::Secrets;
use database::{Database, SystemClock};
use people::{App, Parts};
use web::{GuardedClient, Limits, Policy};

use crate::Failed;
use crate::command_line::DataFlags;
use crate::config::Config;

/// Who we say that we are to the servers that we fetch from.
const USER_AGENT: &str = concat!("Tillside/", env!("CARGO_PKG_VERSION"));

/// The configuration of a command.
pub fn configure(data: &DataFlags, flags: &[(&'static str, String)]) -> Result<Config, Failed> {
    Ok(Config::load(data.config.as_deref(), environment()?.into_iter(), flags)?)
}

/// Our part of the environment; what the rest of it holds is not ours to judge.
fn environment() -> Result<Vec<(String, String)>, Failed> {
    let ours = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
    ours.filter(|(name, _)| name.starts_with("TILLSIDE_"))
        .map(|(name, value)| match value.into_string() {
            Ok(value) => Ok((name, value)),
            Err(_) => Err(format!("{name} in the environment is not UTF-8").into()),
        })
        .collect()
}

/// Opens the database. `exclusive`: as the server that owns the folder.
pub fn open_database(config: &Config, exclusive: bool) -> Result<Database, Failed> {
    std::fs::create_dir_all(&config.data).map_err(|cause| format!("{}: {cause}", config.data.display()))?;
    Ok(Database::open(config.database(exclusive), Arc::new(SystemClock), node())?)
}

/// The shared state.
pub fn app(config: &Config, database: Database) -> Result<App, Failed> {
    let policy = Policy { allow_private: config.allow_private_addresses, allowed_networks: Vec::new() };
    let limits = Limits { time: Duration::from_secs(30), body: 32 * 1024 * 1024 };
    Ok(App::new(Parts {
        database,
        secrets: Secrets::open(&config.key_file())?,
        blobs: Blobs::new(config.data.join("blobs")),
        guarded: GuardedClient::new(policy, limits, USER_AGENT),
        public_url: config.public_url(),
    }))
}

/// Nodes on one database differ by chance.
#[expect(clippy::disallowed_methods, reason = "the edge where chance comes in")]
pub fn node() -> u16 {
    rand::random()
}
