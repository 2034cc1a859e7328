//! Where an order stands: Shopify says apart whether it is paid, sent and called off.

use crate::json::Node;
use crate::model::{OrderStage, OrderStatus};

/// The state of an order. Its word is Shopify's two, such as `paid, partially_fulfilled`.
pub(super) fn status(order: &Node<'_, '_>) -> OrderStatus {
    let word = |key: &str| order.get(key).raw_text().unwrap_or_default().to_ascii_lowercase();
    let (financial, fulfillment) = (word("displayFinancialStatus"), word("displayFulfillmentStatus"));
    if order.get("cancelledAt").raw_text().is_some() {
        return OrderStatus { stage: OrderStage::Cancelled, raw: "cancelled".to_owned() };
    }
    let words = [financial.as_str(), fulfillment.as_str()];
    let raw = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
    OrderStatus { stage: stage(&financial, &fulfillment, || has_arrived(order)), raw }
}

fn stage(financial: &str, fulfillment: &str, has_arrived: impl Fn() -> bool) -> OrderStage {
    match (financial, fulfillment) {
        ("refunded", _) => OrderStage::Refunded,
        ("voided" | "expired", _) => OrderStage::Failed,
        // Sent before it was paid, as on delivery: it has left all the same.
        (_, "fulfilled") if has_arrived() => OrderStage::Delivered,
        (_, "fulfilled") => OrderStage::Shipped,
        (_, "partially_fulfilled") => OrderStage::PartiallyShipped,
        ("pending" | "partially_paid", _) => OrderStage::Pending,
        // The money is promised; the store has to take it.
        ("authorized", _) | (_, "on_hold") => OrderStage::OnHold,
        // What costs nothing has no payment.
        ("paid" | "partially_refunded" | "", _) => OrderStage::Processing,
        _ => OrderStage::Other,
    }
}

/// Whether every parcel that was not called off has arrived.
fn has_arrived(order: &Node<'_, '_>) -> bool {
    let parcels = order.get("fulfillments").each(|parcel| {
        let word = |key: &str| parcel.get(key).raw_text().unwrap_or_default();
        Ok((word("status") == "SUCCESS").then(|| word("displayStatus") == "DELIVERED"))
    });
    let parcels: Vec<bool> = parcels.unwrap_or_default().into_iter().flatten().collect();
    !parcels.is_empty() && parcels.into_iter().all(|arrived| arrived)
}
