//! A merchant installs an app, or opens it, at Shopify: Shopify sends their browser to the app's address with the store's name, signed
//! with the app's secret. An app is one that was entered here for some store; of which one it is, the signature tells. Then the
//! merchant is sent to Shopify's own page, as somebody would be whom the team sends there ([`super::granting`]).

use commerce::shopify::{ShopUrl, oauth};
use people::App;
use people::audit::Actor;
use url::Url;

use super::authorising::GrantError;
use super::connected_store::{Opener, Store, StoreId, StoreState};
use super::granting::{self, Asking};
use super::store;

/// Where the browser goes on.
pub(super) enum Onward {
    /// The merchant is asked, on Shopify's own page.
    Agree(Url),
    /// The store is connected already.
    Connected(StoreId),
}

/// Believes what the browser brought, or not, and begins.
///
/// # Errors
/// [`GrantError::Unknown`] when no app that is known here signed it, or when it is known in several workspaces of which none has the
/// store; [`GrantError::TakenAway`] when the workspace took the store away; else as [`granting::begin`].
pub(super) async fn opened(app: &App, query: &str, ip: &str) -> Result<Onward, GrantError> {
    let (here, now, asked) = (app.clone(), app.database.now().timestamp(), query.to_owned());
    let found = app.database.read(move |db| {
        let mut fitting = Vec::new();
        for (workspace, keys) in store::apps(db, &here.secrets)? {
            let Ok(domain) = oauth::opened(&asked, keys.secret(), now) else { continue };
            let url = format!("https://{domain}");
            let known = store::find_url(db, workspace, &url)?;
            fitting.push((workspace, keys, domain, url, known));
        }
        // An app that was entered in several workspaces leads to the one that knows the store, never to a neighbour; of several to
        // one that has it still.
        let whose = fitting.iter().position(|(.., known)| known.as_ref().is_some_and(has));
        let whose = whose.or_else(|| fitting.iter().position(|(.., known)| known.is_some()));
        let is_one = fitting.windows(2).all(|two| two[0].0 == two[1].0);
        match whose.or_else(|| (is_one && !fitting.is_empty()).then_some(0)) {
            Some(place) => Ok(fitting.swap_remove(place)),
            None => Err(GrantError::Unknown),
        }
    });
    let (workspace, keys, domain, url, known) = found.await?;
    if let Some(known) = &known
        && has(known)
        && known.state != StoreState::Failed
        && matches!(known.opener(&app.secrets), Ok(Opener::Tried(_)))
    {
        return Ok(Onward::Connected(known.id));
    }
    let name =
        known.map_or_else(|| domain.split('.').next().unwrap_or(&domain).to_owned(), |known| known.name);
    let shop: ShopUrl = url.parse().map_err(|_| GrantError::Unknown)?;
    let asking = Asking { name, shop, app: keys, all_orders: false };
    let (here, actor) = (app.clone(), Actor::stranger(ip));
    let begun = app.database.write(move |tx| {
        // What the team took away comes back when the team connects it, not because somebody at Shopify looks at the app.
        if store::find_url(tx.db, workspace, &url)?.is_some_and(|known| !has(&known)) {
            return Err(GrantError::TakenAway);
        }
        granting::begin(tx, &here, workspace, &actor, &asking)
    });
    Ok(Onward::Agree(begun.await?.page))
}

/// Whether a store was not taken away.
fn has(known: &Store) -> bool {
    known.state != StoreState::Disconnected
}
