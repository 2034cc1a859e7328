//! Changing what is in an order: an edit is begun, each change put into it, and all of them committed at once. What is not
//! committed never happens, so the preview is an edit that nobody commits.

use serde_json::{Value, json};

use super::changing::order_of;
use super::client::Client;
use super::documents;
use super::map::{gid, money};
use super::marks::marked;
use crate::acting::{
    Deed, Edit, Edited, LineChange, Made, NewItem, ORDER_CHANGED, Progress, Seen, Standing, Task, changes,
    progress,
};
use crate::error::StoreError;
use crate::http::Http;
use crate::json::Node;
use crate::model::SourceId;

/// An edit with its changes, before it is committed.
struct Staged {
    /// Shopify's `CalculatedOrder` before the first change.
    before: Value,
    /// The same after the last one.
    order: Value,
    /// What the store calls what was added.
    names: Vec<String>,
}

impl<H: Http> Client<H> {
    pub(super) async fn edited(&self, standing: &Standing, mut wanted: Edit) -> Result<Edited, StoreError> {
        let order = &standing.order;
        for item in &mut wanted.add {
            if item.variation.is_none() {
                item.variation = Some(self.only_variant(&item.product).await?);
            }
        }
        let lines = changes(order, &wanted);
        let staged = self.stage(&order.source_id, &lines, &wanted.add).await?;
        let amount = |of: &Value, key: &str| money(&Node::root(of).get(key), order.currency, &mut Vec::new());
        Ok(Edited {
            names: staged.names,
            before: amount(&staged.before, "totalPriceSet")?,
            total: amount(&staged.order, "totalPriceSet")?,
            exact: true,
            owed: Some(amount(&staged.order, "totalOutstandingSet")?),
            restocks: true,
            deed: Deed::Items { lines, add: wanted.add },
        })
    }

    /// Every product has at least one variant; that of one without choices is the product itself.
    async fn only_variant(&self, product: &SourceId) -> Result<SourceId, StoreError> {
        let (known, _) = self.product(product).await?;
        match known.variation_ids.as_slice() {
            [only] => Ok(only.clone()),
            _ => Err(StoreError::NotFound),
        }
    }

    async fn stage(
        &self,
        order: &SourceId,
        lines: &[LineChange],
        add: &[NewItem],
    ) -> Result<Staged, StoreError> {
        let begun = self.change(&documents::ORDER_EDIT_BEGIN, &json!({ "id": gid("Order", order) })).await?;
        let before = begun["calculatedOrder"].clone();
        let mut staged = Staged { order: before.clone(), before, names: Vec::new() };
        let id = staged.order["id"].clone();
        for line in lines.iter().filter(|line| line.is_change()) {
            let variables =
                json!({ "id": id, "line": gid("CalculatedLineItem", &line.id), "quantity": line.to });
            let changed = self.change(&documents::ORDER_EDIT_QUANTITY, &variables).await?;
            staged.order = changed["calculatedOrder"].clone();
        }
        for item in add {
            let variant = item.variation.as_ref().ok_or(StoreError::NotFound)?;
            let variables =
                json!({ "id": id, "variant": gid("ProductVariant", variant), "quantity": item.quantity });
            let added = self.change(&documents::ORDER_EDIT_ADD, &variables).await?;
            staged.order = added["calculatedOrder"].clone();
            staged.names.push(name(&added["calculatedLineItem"]));
        }
        Ok(staged)
    }

    pub(super) async fn look_at_items(
        &self,
        task: Task<'_>,
        lines: &[LineChange],
        add: &[NewItem],
    ) -> Result<Seen, StoreError> {
        let (now, _) = self.order(task.order).await?;
        Ok(match progress(lines, add, &now) {
            Progress::Whole if task.begun => Seen::Done(Made::order(&now)),
            Progress::Untouched => Seen::Open(Vec::new()),
            // All of it is done at once: a part is somebody else's.
            Progress::Whole | Progress::Partly(_) | Progress::Strange => Seen::Changed(ORDER_CHANGED),
        })
    }

    pub(super) async fn set_items(
        &self,
        task: Task<'_>,
        lines: &[LineChange],
        add: &[NewItem],
    ) -> Result<Made, StoreError> {
        let staged = self.stage(task.order, lines, add).await?;
        let variables = json!({ "id": staged.order["id"], "note": marked("", task.mark) });
        let made = self.change(&documents::ORDER_EDIT_COMMIT, &variables).await?;
        order_of(&made["order"])
    }
}

fn name(line: &Value) -> String {
    let text = |key: &str| line[key].as_str().filter(|text| !text.is_empty() && *text != "Default Title");
    let parts: Vec<&str> = [text("title"), text("variantTitle")].into_iter().flatten().collect();
    parts.join(" - ")
}
