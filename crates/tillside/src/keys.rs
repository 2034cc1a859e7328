//! Keys that were rotated: the server seals anew what is stored; then the old keys can be dropped.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use database::resealing::{self, Vault};
use database::secrets::Secrets;
use database::{Database, DbError};
use people::App;
use tokio::sync::watch;

use crate::Failed;

/// How long after a pass that left nothing the next one is made, while there are old keys: another server on the same
/// database may still seal with one.
const BETWEEN: Duration = Duration::from_hours(1);
/// How long after a failure.
const AFTER_FAILURE: Duration = Duration::from_secs(30);

/// Every table that holds secrets.
fn vaults() -> Vec<Arc<dyn Vault>> {
    people::vaults().into_iter().chain(shop::vaults()).chain(inbox::vaults()).collect()
}

/// Seals anew what older keys sealed, until `stop` turns true.
pub async fn keep_sealed(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let pause = match seal_all(&app).await {
            Ok(()) if app.secrets.old().next().is_none() => None,
            Ok(()) => Some(BETWEEN),
            Err(cause) => {
                tracing::warn!(%cause, "stored secrets could not be sealed anew");
                Some(AFTER_FAILURE)
            }
        };
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(pause.unwrap_or_default()), if pause.is_some() => {}
        }
    }
}

async fn seal_all(app: &App) -> Result<(), DbError> {
    if app.secrets.old().next().is_none() {
        return Ok(());
    }
    let vaults = vaults();
    let mut all = 0;
    loop {
        let pass = resealing::seal_anew(&app.database, &app.secrets, &vaults).await?;
        all += pass.sealed_anew;
        // What somebody wrote back while it was read is found by the pass behind it.
        if pass.sealed_anew == 0 {
            break;
        }
    }
    let key = app.secrets.current();
    resealing::note_sealing_with(&app.database, key).await?;
    if all > 0 {
        tracing::info!(key, secrets = all, "stored secrets were sealed anew");
    }
    Ok(())
}

/// Takes the old keys out of the key file, once nothing is sealed with them; returns their names.
///
/// # Errors
/// What is still sealed with which; or that no server has begun with the fresh key.
pub async fn drop_old(database: &Database, file: &Path) -> Result<Vec<String>, Failed> {
    let secrets = Secrets::read(file)?;
    if secrets.old().next().is_none() {
        return Ok(Vec::new());
    }
    let key = secrets.current();
    let stale = resealing::sealed_otherwise(database, key, &vaults()).await?;
    if !stale.is_empty() {
        let all: u64 = stale.iter().map(|one| one.count).sum();
        let each: Vec<String> =
            stale.iter().map(|one| format!("{}: {} with {}", one.vault, one.count, one.key)).collect();
        let what = if all == 1 { "1 secret is".to_owned() } else { format!("{all} secrets are") };
        return Err(format!(
            "{what} still sealed with an old key ({}); a server that starts now seals them anew with {key}",
            each.join(", ")
        )
        .into());
    }
    if !resealing::is_sealing_with(database, key).await? {
        return Err(format!(
            "no server has gone through everything with {key} yet: restart the server first"
        )
        .into());
    }
    Ok(Secrets::drop_old(file)?)
}
