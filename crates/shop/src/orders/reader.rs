//! Orders follow their customers: when two profiles become one, so do their orders, and back.

use database::events::Event;
use database::readers::Reader;
use database::{DbError, Tx};
use people::customers::{Merged, Unmerged};

use super::saving::Touched;
use super::store;

/// Moves orders when customers are merged or parted.
#[derive(Debug, Clone, Copy)]
pub struct FollowCustomers;

impl Reader for FollowCustomers {
    fn name(&self) -> &'static str {
        "shop.orders.follow_customers"
    }

    fn kinds(&self) -> &'static [&'static str] {
        &["customer.merged", "customer.unmerged"]
    }

    fn handle(&self, tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
        let mut touched = Touched::default();
        match event.kind.as_str() {
            "customer.merged" => {
                let Merged { from, into, .. } = event.payload_as()?;
                if store::hand_over(tx, event.workspace, from, into)? {
                    touched.add(Some(into));
                }
            }
            "customer.unmerged" => {
                let Unmerged { from, into, family, .. } = event.payload_as()?;
                store::give_back(tx, event.workspace, into, from, &family)?;
                touched.add(Some(from));
                touched.add(Some(into));
            }
            _ => return Ok(()),
        }
        touched.settle(tx, event.workspace)
    }
}
