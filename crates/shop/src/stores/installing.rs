//! A merchant installs an app, or opens it, at Shopify: Shopify sends their browser to the app's address with the store's name, signed
//! with the app's secret. An app is one that was entered here for some store; of which one it is, the signature tells. Then the
//! merchant is sent to Shopify's own page, as somebody would be whom the team sends there ([`super::granting`]).

use commerce::shopify::{ShopUrl, oauth};
use people::App;
use people::audit::Actor;
use url::Url;

use super::authorising::GrantError;
use super::connected_store::{Opener, StoreId, StoreState};
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
/// [`GrantError::Unknown`] when no app that is known here signed it, else as [`granting::begin`].
pub(super) async fn opened(app: &App, query: &str, ip: &str) -> Result<Onward, GrantError> {
    let (here, now, asked) = (app.clone(), app.database.now().timestamp(), query.to_owned());
    let found = app.database.read(move |db| {
        let apps = store::apps(db, &here.secrets)?;
        let believed = apps.into_iter().find_map(|(workspace, keys)| {
            let domain = oauth::opened(&asked, keys.secret(), now).ok()?;
            Some((workspace, keys, domain))
        });
        let Some((workspace, keys, domain)) = believed else { return Err(GrantError::Unknown) };
        let url = format!("https://{domain}");
        let known = store::find_url(db, workspace, &url)?;
        Ok((workspace, keys, domain, url, known))
    });
    let (workspace, keys, domain, url, known) = found.await?;
    if let Some(known) = &known
        && !matches!(known.state, StoreState::Failed | StoreState::Disconnected)
        && matches!(known.opener(&app.secrets), Ok(Opener::Tried(_)))
    {
        return Ok(Onward::Connected(known.id));
    }
    let name =
        known.map_or_else(|| domain.split('.').next().unwrap_or(&domain).to_owned(), |known| known.name);
    let shop: ShopUrl = url.parse().map_err(|_| GrantError::Unknown)?;
    let asking = Asking { name, shop, app: keys, all_orders: false };
    let (here, actor) = (app.clone(), Actor::stranger(ip));
    let begun = app.database.write(move |tx| granting::begin(tx, &here, workspace, &actor, &asking)).await?;
    Ok(Onward::Agree(begun.page))
}
