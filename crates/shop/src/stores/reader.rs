//! A merchant who never came back: after a quarter of an hour the store says that no keys came.

use database::events::{Event, NewEvent};
use database::readers::Reader;
use database::{DbError, Tx};
use serde_json::json;

use super::authorising::OVER;
use super::connected_store::{StoreId, StoreState};
use super::health::{Ailment, HealthCode};
use super::store;

/// Ends requests for keys that nobody answered.
#[derive(Debug, Clone, Copy)]
pub struct EndAuthorizations;

impl Reader for EndAuthorizations {
    fn name(&self) -> &'static str {
        "shop.stores.end_authorizations"
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[OVER]
    }

    fn handle(&self, tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
        let id = StoreId(event.subject);
        let Some(known) = store::find(tx.db, event.workspace, id)? else { return Ok(()) };
        let waits = known.state == StoreState::Connecting && known.keys.is_none();
        if !waits || known.health_code == Some(HealthCode::AuthorizationDenied) {
            return Ok(());
        }
        let expired =
            Ailment::new(HealthCode::AuthorizationExpired, "nobody agreed within a quarter of an hour");
        store::set_health(tx, event.workspace, id, Some(&expired))?;
        let payload = json!({ "store_id": id, "code": expired.code, "state": expired.code.state() });
        tx.append(NewEvent::new(event.workspace, "store.failed", id.0, "system").with(payload))?;
        Ok(())
    }
}
