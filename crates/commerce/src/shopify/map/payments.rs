//! The payments of an order: Shopify keeps every step as a transaction of its own.

use jiff::Timestamp;

use super::{MapError, Node, money};
use crate::model::{PaymentStage, StorePayment};
use crate::money::Currency;

/// Reads the payments, in the order in which they were made. What was held and then taken is told once, as taken.
pub(super) fn payments(
    record: &Node<'_, '_>,
    currency: Currency,
    rounded: &mut Vec<String>,
) -> Result<Vec<StorePayment>, MapError> {
    let (mut steps, mut taken, mut voided) = (Vec::new(), Vec::new(), Vec::new());
    record.get("transactions").each(|one| {
        let word = |key: &str| one.get(key).raw_text();
        let went = word("status").as_deref() == Some("SUCCESS");
        let of = one.get("parentTransaction").get("id").raw_text();
        match word("kind").as_deref() {
            Some("CAPTURE") if went => taken.extend(of),
            Some("VOID") if went => voided.extend(of),
            _ => {}
        }
        if let Some(stage) = stage(word("kind").as_deref(), word("status").as_deref()) {
            let parts = [word("formattedGateway"), word("accountNumber")];
            let method: Vec<String> = parts.into_iter().flatten().collect();
            let payment = StorePayment {
                amount: money(&one.get("amountSet"), currency, rounded)?,
                stage,
                method: (!method.is_empty()).then(|| method.join(" ")),
                gateway: word("gateway"),
                transaction_id: word("paymentId"),
                at: one.get("processedAt").utc()?,
            };
            steps.push((word("id"), payment));
        }
        Ok(())
    })?;
    let is_in = |list: &[String], id: &Option<String>| id.as_ref().is_some_and(|id| list.contains(id));
    let told = steps.into_iter().filter_map(|(id, mut payment)| {
        if payment.stage == PaymentStage::Authorized && is_in(&taken, &id) {
            return None;
        }
        if payment.stage == PaymentStage::Authorized && is_in(&voided, &id) {
            payment.stage = PaymentStage::Voided;
        }
        Some(payment)
    });
    Ok(told.collect())
}

/// What a step is (`OrderTransactionKind`, `OrderTransactionStatus`); nothing for what is no payment.
fn stage(kind: Option<&str>, status: Option<&str>) -> Option<PaymentStage> {
    let done = match kind? {
        "SALE" | "CAPTURE" => PaymentStage::Paid,
        "AUTHORIZATION" | "EMV_AUTHORIZATION" => PaymentStage::Authorized,
        _ => return None,
    };
    Some(match status? {
        "SUCCESS" => done,
        "FAILURE" | "ERROR" => PaymentStage::Failed,
        _ => PaymentStage::Pending,
    })
}

/// When an order was paid, if it is.
pub(super) fn paid_at(record: &Node<'_, '_>, payments: &[StorePayment]) -> Option<Timestamp> {
    let state = record.get("displayFinancialStatus").raw_text().unwrap_or_default();
    let is_paid = matches!(state.as_str(), "PAID" | "PARTIALLY_REFUNDED" | "REFUNDED");
    let taken = payments.iter().filter(|payment| is_paid && payment.stage == PaymentStage::Paid);
    taken.filter_map(|payment| payment.at).max()
}

/// By what it was paid, or is to be.
pub(super) fn method(record: &Node<'_, '_>, payments: &[StorePayment]) -> Result<Option<String>, MapError> {
    let went =
        |payment: &&StorePayment| matches!(payment.stage, PaymentStage::Paid | PaymentStage::Authorized);
    let by = payments.iter().filter(went).find_map(|payment| payment.method.clone());
    let named = record.get("paymentGatewayNames").each(|name| Ok(name.raw_text()))?;
    let named: Vec<String> = named.into_iter().flatten().collect();
    Ok(by.or_else(|| (!named.is_empty()).then(|| named.join(", "))))
}
