//! The stores that a message to an app is about. An app has one address for all its stores: whose it is, its signature tells.

use commerce::shopify::ShopUrl;
use commerce::shopify::webhook::{self, Message, NotBelieved};
use database::secrets::Secrets;
use database::{Db, DbError};
use http::HeaderMap;
use serde::Deserialize;

use super::connected_store::{Opener, Store};
use super::store;

/// Believes a message, and finds the stores that it is about. One with keys believes those that its own app signed; one without, such as a
/// store that was disconnected, those of any app that its workspace knows. None: it is genuine, and about a store that is not here.
///
/// # Errors
/// Inside, when nobody who could believe it does: Shopify tells it again then. Else only those of the database.
pub(crate) fn told_by_app(
    db: &mut Db,
    secrets: &Secrets,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Result<Vec<(Store, Message)>, NotBelieved>, DbError> {
    // Signed is the body alone: what stands beside it must not make it one about another store.
    let signed = serde_json::from_slice(body).map_or(None, |Named { shop_domain }| shop_domain);
    let Some(signed) = signed.map(|domain| domain.to_ascii_lowercase()) else {
        return Ok(Err(NotBelieved::Unsigned));
    };
    let stores = store::of_shopify(db)?;
    let apps = store::apps(db, secrets)?;
    let verified = |secret: &str| webhook::verify(headers, body, secret);
    let own = |known: &Store| known.open_api_secret(secrets).ok().and_then(|secret| verified(&secret).ok());
    let meant: Vec<&Store> =
        stores.iter().filter(|known| domain_of(known, secrets).as_ref() == Some(&signed)).collect();
    let by_app = |known: &Store| {
        let has_keys = !matches!(known.opener(secrets), Ok(Opener::Nothing));
        if has_keys {
            return None;
        }
        let entered = apps.iter().filter(|(workspace, _)| *workspace == known.workspace_id);
        let others = stores.iter().filter(|one| one.workspace_id == known.workspace_id);
        entered
            .map(|(_, keys)| keys.secret())
            .find_map(|secret| verified(secret).ok())
            .or_else(|| others.into_iter().find_map(own))
    };
    if meant.is_empty() {
        let genuine = apps.iter().any(|(_, keys)| verified(keys.secret()).is_ok())
            || stores.iter().any(|known| own(known).is_some());
        return Ok(if genuine { Ok(Vec::new()) } else { Err(NotBelieved::WrongSignature) });
    }
    let believed: Vec<(Store, Message)> = meant
        .into_iter()
        .filter_map(|known| Some((known.clone(), own(known).or_else(|| by_app(known))?)))
        .filter(|(_, message)| message.domain == signed)
        .collect();
    Ok(if believed.is_empty() { Err(NotBelieved::WrongSignature) } else { Ok(believed) })
}

/// What Shopify calls a store, also where its keys can't be opened.
fn domain_of(known: &Store, secrets: &Secrets) -> Option<String> {
    let told = known.shop_domain(secrets).ok().flatten();
    told.or_else(|| known.url.parse::<ShopUrl>().ok()?.domain().map(str::to_owned))
}

/// What every such message says of itself.
#[derive(Deserialize)]
struct Named {
    shop_domain: Option<String>,
}
