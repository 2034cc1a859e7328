//! What Shopify can be had to do with an order.

use serde_json::{Value, json};

use super::client::Client;
use super::map::gid;
use super::standing::as_input;
use crate::acting::{
    Ability, Acting, Asked, CancelChoices, Deed, Edit, Edited, Lack, Made, NewRefund, Seen, Standing,
    Suggested, Task,
};
use crate::http::Http;
use crate::model::{CustomerRef, OrderLine, SourceId};

impl Ability {
    /// The rights of an access token that it takes, by Shopify's names; `None` for what Shopify knows nothing of: it mails
    /// no notes, and who pays can't be corrected.
    const fn shopify_rights(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Refund
            | Self::Cancel
            | Self::CancelChoices
            | Self::Note
            | Self::ShippingAddress
            | Self::Resend => Some(&["write_orders"]),
            Self::Restock => Some(&["write_orders", "read_locations"]),
            Self::Items => Some(&["write_order_edits"]),
            Self::Coupon => Some(&["write_discounts"]),
            Self::Replacement => Some(&["write_draft_orders"]),
            Self::Returns => Some(&["write_returns"]),
            Self::MailedNote | Self::BillingAddress => None,
        }
    }
}

impl<H: Http> Acting for Client<H> {
    fn lacks(&self, ability: Ability) -> Option<Lack> {
        let Some(rights) = ability.shopify_rights() else { return Some(Lack::Unknown) };
        let scopes = &self.connection().scopes;
        rights.iter().find(|right| !scopes.allow(right)).map(|right| Lack::Right(right))
    }

    fn standing<'a>(&'a self, order: &'a SourceId, about_money: bool) -> Asked<'a, Standing> {
        Box::pin(self.stands(order, about_money))
    }

    fn suggested<'a>(
        &'a self,
        standing: &'a Standing,
        wanted: NewRefund,
        fixed: bool,
    ) -> Asked<'a, Suggested> {
        Box::pin(self.reckon(standing, wanted, fixed))
    }

    /// Shopify says so when an edit is begun.
    fn editable(&self, _standing: &Standing) -> bool {
        true
    }

    fn editing<'a>(&'a self, standing: &'a Standing, wanted: Edit) -> Asked<'a, Edited> {
        Box::pin(self.edited(standing, wanted))
    }

    fn cancelling(&self, standing: &Standing, choices: CancelChoices) -> Deed {
        Deed::Cancel { order: standing.order.source_id.clone(), choices }
    }

    /// An order has one note: what is written goes below what is there.
    fn noting(&self, standing: &Standing, text: String, _for_customer: bool) -> Deed {
        let from = standing.json["note"].as_str().unwrap_or_default().to_owned();
        let to = if from.trim().is_empty() { text.clone() } else { format!("{}\n{text}", from.trim_end()) };
        Deed::OrderNote { text, from, to }
    }

    fn replacing(&self, standing: &Standing, pieces: &[(&OrderLine, i64)]) -> Option<Deed> {
        let (order, json) = (&standing.order, &standing.json);
        let line = |(line, quantity): &(&OrderLine, i64)| {
            let variant = line.product_id.as_ref().and(line.variation_id.as_ref())?;
            Some(json!({ "variantId": gid("ProductVariant", variant), "quantity": quantity }))
        };
        let lines = pieces.iter().map(line).collect::<Option<Vec<Value>>>()?;
        let mut draft = json!({
            "lineItems": lines, "presentmentCurrencyCode": order.currency.to_string(), "email": order.email,
            "appliedDiscount": { "title": format!("#{}", order.number), "value": 100.0, "valueType": "PERCENTAGE" },
        });
        for address in ["shippingAddress", "billingAddress"] {
            if json[address].is_object() {
                draft[address] = as_input(&json[address]);
            }
        }
        if let CustomerRef::Account(id) = &order.customer {
            draft["purchasingEntity"] = json!({ "customerId": gid("Customer", id) });
        }
        Some(Deed::DraftReplacement { draft, pieces: pieces.iter().map(|(_, quantity)| quantity).sum() })
    }

    fn look<'a>(&'a self, task: Task<'a>) -> Asked<'a, Seen> {
        Box::pin(self.seen(task))
    }

    fn send<'a>(&'a self, task: Task<'a>) -> Asked<'a, Made> {
        Box::pin(self.done(task))
    }
}
