//! The stores that a message to an app is about. An app has one address for all its stores: whose it is, its signature tells.

use commerce::shopify::webhook::{self, Message, NotBelieved};
use database::secrets::Secrets;
use database::{Db, DbError, WorkspaceId};
use http::HeaderMap;

use super::connected_store::Store;
use super::store;

/// Believes a message, and finds the stores that it is about in the workspaces that know the secret it is signed with: that of an app
/// that was entered there for some store, or of a store that was connected there by whichever way. A store that was disconnected is
/// found, too. None: it is genuine, and about a store that is not here.
///
/// # Errors
/// Inside, when no secret that is known here made the signature; else only those of the database.
pub(crate) fn told_by_app(
    db: &mut Db,
    secrets: &Secrets,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Result<Vec<(Store, Message)>, NotBelieved>, DbError> {
    let stores = store::of_shopify(db)?;
    let mut believed: Vec<(WorkspaceId, Message)> = Vec::new();
    let mut refused = NotBelieved::Unsigned;
    let of_stores = stores.iter().filter_map(|known| {
        let secret = known.open_api_secret(secrets).ok()?;
        Some((known.workspace_id, webhook::verify(headers, body, &secret)))
    });
    let apps = store::apps(db, secrets)?;
    let of_apps =
        apps.iter().map(|(workspace, keys)| (*workspace, webhook::verify(headers, body, keys.secret())));
    for (workspace, verified) in of_stores.chain(of_apps) {
        match verified {
            Ok(message) if believed.iter().all(|(known, _)| *known != workspace) => {
                believed.push((workspace, message));
            }
            Ok(_) => {}
            Err(why) => refused = why,
        }
    }
    if believed.is_empty() {
        return Ok(Err(refused));
    }
    let meant = stores.into_iter().filter_map(|known| {
        let (_, message) = believed.iter().find(|(workspace, _)| *workspace == known.workspace_id)?;
        let domain = known.shop_domain(secrets).ok()??;
        (domain == message.domain).then(|| (known, message.clone()))
    });
    Ok(Ok(meant.collect()))
}
