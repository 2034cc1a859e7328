//! Orders of Shopify after their payments went on and their items were changed.

use commerce::model::PaymentStage;
use commerce::shopify::map;
use serde_json::{Value, json};

use crate::shopify::written;

#[test]
fn what_was_held_is_told_once_as_taken_or_let_go() {
    let mut order = written("orders.json")[0].clone();
    let step = |id: u64, kind: &str, status: &str, of: Value| {
        json!({
            "id": format!("gid://shopify/OrderTransaction/{id}"), "kind": kind, "status": status, "gateway": "bogus",
            "amountSet": { "presentmentMoney": { "amount": "10.00" } }, "parentTransaction": of,
        })
    };
    let of = |id: u64| json!({ "id": format!("gid://shopify/OrderTransaction/{id}") });
    for (steps, told) in [
        (vec![step(1, "AUTHORIZATION", "SUCCESS", Value::Null)], vec![PaymentStage::Authorized]),
        (
            vec![step(1, "AUTHORIZATION", "SUCCESS", Value::Null), step(2, "CAPTURE", "SUCCESS", of(1))],
            vec![PaymentStage::Paid],
        ),
        (
            vec![step(1, "AUTHORIZATION", "SUCCESS", Value::Null), step(2, "CAPTURE", "FAILURE", of(1))],
            vec![PaymentStage::Authorized, PaymentStage::Failed],
        ),
        (
            vec![step(1, "AUTHORIZATION", "SUCCESS", Value::Null), step(2, "VOID", "SUCCESS", of(1))],
            vec![PaymentStage::Voided],
        ),
        (vec![step(1, "SALE", "PENDING", Value::Null)], vec![PaymentStage::Pending]),
    ] {
        order["transactions"] = steps.into();
        let payments = map::order(&order).unwrap().payments;
        assert_eq!(payments.iter().map(|payment| payment.stage).collect::<Vec<_>>(), told);
    }
}

#[test]
fn pieces_that_were_taken_out_of_an_order_are_in_it_no_more_and_those_given_back_are() {
    let mut order = written("orders.json")[0].clone();
    let lines = |order: &Value| -> Vec<(i64, i64, i64)> {
        let lines = map::order(order).unwrap().lines;
        lines.iter().map(|line| (line.quantity, line.total.minor, line.tax.minor)).collect()
    };
    let whole = [(1, 75_000, 15_000), (3, 25_000, 5_000)];
    assert_eq!(lines(&order), whole);
    order["lineItems"]["nodes"][0]["currentQuantity"] = 1.into();
    order["lineItems"]["nodes"][1]["currentQuantity"] = 0.into();
    assert_eq!(lines(&order), whole, "three were given back with their money");
    let mut without_money = order.clone();
    without_money["refunds"][0]["totalRefundedSet"]["presentmentMoney"]["amount"] = "0.0".into();
    assert_eq!(lines(&without_money), whole, "three were given back without money");
    let left = |order: &Value| -> Vec<i64> {
        let order = map::order(order).unwrap();
        order.lines.iter().map(|line| order.pieces_left(line)).collect()
    };
    assert_eq!((left(&order), left(&without_money)), (vec![1, 0], vec![1, 0]), "and are left no more");
    let mut uncounted = order.clone();
    uncounted["lineItems"]["nodes"][1]["currentQuantity"] = Value::Null;
    assert_eq!(left(&uncounted), [1, 0], "also where the store does not count");
    order["refunds"] = json!([]);
    assert_eq!(lines(&order), whole[..1], "somebody took all of the line out");
    let mut called_off = order.clone();
    called_off["cancelledAt"] = "2026-11-20T10:00:00Z".into();
    assert_eq!(lines(&called_off), whole, "an order that was called off says what was bought");
    order["lineItems"]["nodes"][1]["currentQuantity"] = 2.into();
    assert_eq!(lines(&order), [whole[0], (2, 16_667, 3_333)]);
}
