//! What is in an order is changed: pieces, lines that go, products that come; in both kinds of stores, once, and told.

use commerce::replay::Fault;
use commerce::replay::shopify::ShopifyStore;
use database::testing::{TestDatabase, on_both_engines};
use people::team::Role;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::acting::{Desk, codes};
use crate::acting_shopify::ORDER;
use crate::permissions::Person;

impl Desk {
    /// A desk before an order that waits for its payment.
    async fn waiting(data: TestDatabase) -> Self {
        let desk = Self::open(data).await;
        let waits =
            json!({ "status": "on-hold", "is_editable": true, "date_paid": null, "date_paid_gmt": null });
        desk.store.change("orders", &desk.source, &waits).unwrap();
        desk
    }

    fn pieces(&self) -> Vec<(u64, i64)> {
        let there = self.there();
        let lines = there["line_items"].as_array().unwrap().iter();
        lines.map(|line| (line["product_id"].as_u64().unwrap(), line["quantity"].as_i64().unwrap())).collect()
    }
}

async fn refused<S>(desk: &Desk<S>, action: &Value) -> (StatusCode, Value) {
    let path = format!("/orders/{}/actions/preview", desk.order);
    let answer = desk.world.post(&path, json!({ "action": action })).await;
    (answer.status, answer.body)
}

fn lines(lines: &[(&str, i64)]) -> Value {
    let lines: Vec<Value> =
        lines.iter().map(|(id, quantity)| json!({ "id": id, "quantity": quantity })).collect();
    json!({ "kind": "items", "lines": lines })
}

#[tokio::test(flavor = "multi_thread")]
async fn pieces_change_lines_go_and_products_come_at_the_price_of_now() {
    on_both_engines(|data| async {
        let desk = Desk::waiting(data).await;
        assert_eq!(desk.pieces(), [(12, 2), (18, 1)]);
        let mut wanted = lines(&[("1", 3), ("2", 0)]);
        wanted["add"] = json!([{ "product": "18", "variant": "20", "quantity": 2 }]);
        let sold = desk.store.shelf("products/18/variations");
        let price = sold.iter().find(|one| one["id"] == 20).unwrap()["price"].as_str().unwrap().to_owned();
        let preview = desk.preview(&wanted).await;
        let told = [
            "item_becomes",
            "item_removed",
            "item_added",
            "total_about",
            "stock_by_store",
            "parcel_has_left",
            "undo_impossible",
        ];
        assert_eq!(codes(&preview), told);
        assert_eq!(preview["amount"], Value::Null, "nothing is given away: it is not paid yet");
        assert_eq!(
            (&preview["effects"][0]["count"], &preview["effects"][2]["count"]),
            (&json!(3), &json!(2))
        );
        let name = preview["effects"][2]["text"].as_str().unwrap();
        assert!(name.starts_with("T-Shirt"), "{name}");
        assert_eq!(desk.pieces(), [(12, 2), (18, 1)], "a preview does nothing");
        let done = desk.act(&wanted).await;
        assert_eq!((&done["state"], &done["undo"]), (&json!("done"), &Value::Null), "{done}");
        assert_eq!(desk.pieces(), [(12, 3), (18, 2)]);
        let there = desk.there();
        assert_eq!(there["line_items"][0]["total"], "2249.78", "in proportion, so that a discount stays one");
        assert_eq!(there["line_items"][0]["subtotal"], "2499.75");
        assert_eq!(preview["effects"][3]["amount"]["amount"], there["total"], "two of {price}");
        assert_eq!(desk.world.events(&["order.action_settled"]).await[0].payload["kind"], "items");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_numbers_of_pieces_are_taken_back_to_the_last_kurus() {
    on_both_engines(|data| async {
        let desk = Desk::waiting(data).await;
        let before = desk.there();
        let done = desk.act(&lines(&[("1", 5)])).await;
        assert_eq!(desk.pieces(), [(12, 5), (18, 1)]);
        assert_eq!(done["undo"], json!([{ "code": "items_back", "amount": null, "count": 1, "text": null }]));
        assert_eq!(desk.undo(&done).await["state"], "done");
        let after = desk.there();
        assert_eq!(after["total"], before["total"]);
        for field in ["quantity", "subtotal", "total"] {
            assert_eq!(after["line_items"][0][field], before["line_items"][0][field], "{field}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_changed_is_said_before_anybody_tries() {
    on_both_engines(|data| async {
        let desk = Desk::waiting(data).await;
        let code = async |action: &Value| refused(&desk, action).await.1["errors"][0]["code"].clone();
        assert_eq!(code(&lines(&[])).await, "unchanged");
        assert_eq!(code(&lines(&[("1", 2)])).await, "unchanged");
        assert_eq!(code(&lines(&[("1", 0), ("2", 0)])).await, "nothing-left");
        assert_eq!(code(&lines(&[("77", 1)])).await, "invalid");
        assert_eq!(code(&lines(&[("1", 1), ("1", 2)])).await, "invalid");
        assert_eq!(code(&lines(&[("1", -1)])).await, "too-large");
        let add = |product: &str| json!({ "kind": "items", "add": [{ "product": product, "quantity": 1 }] });
        assert_eq!(code(&add("999999")).await, "invalid");
        assert_eq!(code(&add("18")).await, "invalid", "which form of it?");
        desk.store.change("orders", &desk.source, &json!({ "currency": "USD" })).unwrap();
        assert_eq!(code(&add("12")).await, "not-supported", "the store's prices are in lira");
        desk.store.change("orders", &desk.source, &json!({ "is_editable": false })).unwrap();
        let (status, told) = refused(&desk, &lines(&[("1", 1)])).await;
        assert_eq!((status, &told["code"]), (StatusCode::CONFLICT, &json!("order-state")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_into_a_paid_order_counts_as_given_away() {
    on_both_engines(|data| async {
        let desk = Desk::open(data).await;
        desk.store.change("orders", &desk.source, &json!({ "is_editable": true })).unwrap();
        let agent = Person::hired(&desk.world, Role::Agent).await;
        let path = format!("/orders/{}/actions/preview", desk.order);
        let preview = async |action: Value| {
            agent.call(&desk.world, "post", &path, Some(&json!({ "action": action }))).await.body
        };
        let more = preview(lines(&[("1", 3)])).await;
        assert_eq!((&more["amount"]["amount"], &more["refusal"]), (&json!("899.92"), &json!("over-limit")));
        let less = preview(lines(&[("1", 1)])).await;
        assert_eq!((&less["amount"], &less["allowed"]), (&Value::Null, &json!(true)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_died_half_way_is_sent_the_rest_and_one_that_somebody_else_changed_nothing() {
    on_both_engines(|data| async {
        let desk = Desk::waiting(data).await;
        let mut wanted = lines(&[("1", 3)]);
        wanted["add"] = json!([{ "product": "12", "quantity": 4 }]);
        let asked = desk.ask(&wanted).await;
        // The store is asked twice, then it breaks off.
        desk.store.script([None, None, Some(Fault::Breaks)]);
        desk.time_passes().await;
        database::outbox::deliver_due(&desk.world.app.database, &desk.sender).await.unwrap();
        let mut half = desk.there()["line_items"].clone();
        half[0]["quantity"] = 3.into();
        desk.store.change("orders", &desk.source, &json!({ "line_items": half })).unwrap();
        let told = desk.settled(&asked["id"]).await;
        assert_eq!(told["state"], "done", "{told}");
        assert_eq!(desk.pieces(), [(12, 3), (18, 1), (12, 4)]);

        let asked = desk.ask(&lines(&[("1", 4)])).await;
        let mut other = desk.there()["line_items"].clone();
        other[0]["quantity"] = 1.into();
        desk.store.change("orders", &desk.source, &json!({ "line_items": other })).unwrap();
        let told = desk.settled(&asked["id"]).await;
        assert_eq!((&told["state"], &told["reason"]["code"]), (&json!("failed"), &json!("order-changed")));
        assert_eq!(desk.pieces(), [(12, 1), (18, 1), (12, 4)], "nothing was sent");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whichever_answer_of_a_woocommerce_store_is_lost_the_items_change_once() {
    on_both_engines(|data| async {
        let desk = Desk::waiting(data).await;
        let clean = desk.there()["line_items"].clone();
        let mut wanted = lines(&[("1", 3), ("2", 0)]);
        wanted["add"] = json!([{ "product": "12", "quantity": 1 }]);
        for lost in 0..9 {
            desk.store.change("orders", &desk.source, &json!({ "line_items": clean })).unwrap();
            let asked = desk.ask(&wanted).await;
            let fault = [Fault::BreaksAfter, Fault::PageAfter, Fault::Breaks][lost / 3];
            desk.store.script((0..3).map(|place| (place == lost % 3).then_some(fault)));
            let told = desk.settled(&asked["id"]).await;
            desk.store.script([]);
            assert_eq!(told["state"], "done", "{lost}: {told}");
            assert_eq!(desk.pieces(), [(12, 3), (12, 1)], "{lost}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shopify_reckons_an_edit_before_it_is_committed_and_shows_what_is_left() {
    on_both_engines(|data| async {
        let desk: Desk<ShopifyStore> = Desk::shopify(data).await;
        let mut wanted = lines(&[("9002", 5)]);
        wanted["add"] = json!([
            { "product": "6001", "variant": "6103", "quantity": 1 }, { "product": "6002", "quantity": 2 },
        ]);
        let preview = desk.preview(&wanted).await;
        let told =
            ["item_becomes", "item_added", "item_added", "total_becomes", "still_to_pay", "undo_impossible"];
        assert_eq!(codes(&preview), told);
        assert_eq!(preview["effects"][3]["amount"]["amount"], "2759.80");
        assert_eq!(preview["effects"][4]["amount"]["amount"], "1500.00");
        assert_eq!(preview["amount"]["amount"], "1500.00", "it may leave before it is paid");
        assert_eq!(desk.store.order(ORDER)["lineItems"]["nodes"].as_array().unwrap().len(), 2);
        let done = desk.act(&wanted).await;
        assert_eq!(done["state"], "done", "{done}");
        let note = desk.store.order(ORDER)["editNote"].clone();
        assert_eq!(note, format!("[Tillside {}]", done["id"].as_str().unwrap()));

        let less = lines(&[("9002", 1), ("9001", 0)]);
        let preview = desk.preview(&less).await;
        let told = [
            "item_removed",
            "item_becomes",
            "total_becomes",
            "paid_too_much",
            "stock_back",
            "undo_impossible",
        ];
        assert_eq!(codes(&preview), told);
        assert_eq!(desk.act(&less).await["state"], "done");
        desk.preview(&json!({ "kind": "note", "text": "x" })).await;
        let shown = desk.world.order("1001").await;
        let lines = shown["lines"].as_array().unwrap().iter();
        let shown: Vec<(&str, i64)> = lines
            .map(|line| (line["variant_source_id"].as_str().unwrap(), line["quantity"].as_i64().unwrap()))
            .collect();
        assert_eq!(shown, [("6102", 1), ("6103", 1), ("6102", 2)]);
        let unknown =
            json!({ "kind": "items", "add": [{ "product": "6001", "variant": "1", "quantity": 1 }] });
        let (status, told) = refused(&desk, &unknown).await;
        assert_eq!((status, &told["code"]), (StatusCode::CONFLICT, &json!("store-refused")));
    })
    .await;
}

/// All pieces of the lines of an order as it is shown, and those that are left of them.
async fn counted<S>(desk: &Desk<S>) -> Vec<(i64, i64)> {
    // What a preview was told stays here.
    desk.preview(&json!({ "kind": "note", "text": "x" })).await;
    let shown = desk.world.get(&format!("/orders/{}", desk.order)).await;
    let lines = shown["lines"].as_array().unwrap().iter();
    lines.map(|line| (line["quantity"].as_i64().unwrap(), line["quantity_left"].as_i64().unwrap())).collect()
}

fn given_back(line: &str, quantity: i64) -> Value {
    let lines = json!([{ "id": line, "quantity": quantity }]);
    json!({ "kind": "refund", "mode": "lines", "lines": lines, "pay_back": true })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_which_some_was_given_back_is_changed_in_shopify_by_the_pieces_that_are_left() {
    on_both_engines(|data| async {
        let desk: Desk<ShopifyStore> = Desk::shopify(data).await;
        assert_eq!(desk.act(&given_back("9002", 1)).await["state"], "done");
        assert_eq!(counted(&desk).await, [(1, 1), (3, 2)]);
        assert_eq!(refused(&desk, &lines(&[("9002", 2)])).await.1["errors"][0]["code"], "unchanged");

        let preview = desk.preview(&lines(&[("9002", 4)])).await;
        assert_eq!(codes(&preview), ["item_becomes", "total_becomes", "still_to_pay", "undo_possible"]);
        assert_eq!(
            (&preview["effects"][0]["count"], &preview["amount"]["amount"]),
            (&json!(4), &json!("200.00"))
        );
        assert_eq!(preview["effects"][2]["amount"]["amount"], "200.00", "for two more");
        let done = desk.act(&lines(&[("9002", 4)])).await;
        assert_eq!(done["state"], "done", "{done}");
        assert_eq!(desk.store.order(ORDER)["lineItems"]["nodes"][1]["currentQuantity"], 4);
        assert_eq!(counted(&desk).await, [(1, 1), (5, 4)]);
        assert_eq!(desk.undo(&done).await["state"], "done");
        assert_eq!(counted(&desk).await, [(1, 1), (3, 2)]);

        assert_eq!(desk.act(&given_back("9002", 2)).await["state"], "done");
        assert_eq!(counted(&desk).await, [(1, 1), (3, 0)]);
        let (status, told) = refused(&desk, &lines(&[("9002", 1)])).await;
        assert_eq!((status, &told["code"]), (StatusCode::CONFLICT, &json!("store-refused")), "{told}");
        assert!(
            told["detail"].as_str().unwrap().contains("no quantity left"),
            "in the store's words: {told}"
        );
    })
    .await;
}

/// Shopify tells of such a return that the pieces are gone, and of no refund.
#[tokio::test(flavor = "multi_thread")]
async fn pieces_that_came_back_without_money_are_left_no_more_either() {
    on_both_engines(|data| async {
        let desk: Desk<ShopifyStore> = Desk::shopify(data).await;
        desk.store.change_orders(|all| {
            let order = all.iter_mut().find(|one| one["legacyResourceId"] == ORDER).unwrap();
            order["refunds"] = json!([{
                "legacyResourceId": "8003", "createdAt": "2026-11-21T16:39:58Z", "note": null,
                "totalRefundedSet": { "presentmentMoney": { "amount": "0.00" } }, "transactions": { "nodes": [] },
                "refundLineItems": { "nodes": [{
                    "quantity": 1, "lineItem": { "id": "gid://shopify/LineItem/9002", "name": "Keçe tabanlık" },
                    "subtotalSet": { "presentmentMoney": { "amount": "0.00" } },
                    "totalTaxSet": { "presentmentMoney": { "amount": "0.00" } },
                }] },
            }]);
            order["lineItems"]["nodes"][1]["currentQuantity"] = 2.into();
        });
        assert_eq!(counted(&desk).await, [(1, 1), (3, 2)]);
        assert_eq!(desk.act(&lines(&[("9002", 1)])).await["state"], "done");
        assert_eq!(desk.store.order(ORDER)["lineItems"]["nodes"][1]["currentQuantity"], 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_which_some_was_given_back_is_changed_in_woocommerce_by_the_pieces_that_are_left() {
    on_both_engines(|data| async {
        let desk = Desk::waiting(data).await;
        let before = desk.there();
        assert_eq!(desk.act(&given_back("1", 1)).await["state"], "done");
        assert_eq!(counted(&desk).await, [(2, 1), (1, 1)]);
        assert_eq!(refused(&desk, &lines(&[("1", 1)])).await.1["errors"][0]["code"], "unchanged");

        let preview = desk.preview(&lines(&[("1", 3)])).await;
        assert_eq!(codes(&preview)[..3], ["item_becomes", "total_about", "stock_by_store"]);
        assert_eq!(preview["effects"][0]["count"], 3);
        let done = desk.act(&lines(&[("1", 3)])).await;
        assert_eq!(done["state"], "done", "{done}");
        assert_eq!(desk.pieces(), [(12, 4), (18, 1)], "what was given back stays in the line");
        assert_eq!(desk.there()["line_items"][0]["total"], "2999.70");
        assert_eq!(preview["effects"][1]["amount"]["amount"], desk.there()["total"]);
        assert_eq!(counted(&desk).await, [(4, 3), (1, 1)]);
        assert_eq!(desk.undo(&done).await["state"], "done");
        for field in ["quantity", "subtotal", "total"] {
            assert_eq!(desk.there()["line_items"][0][field], before["line_items"][0][field], "{field}");
        }

        assert_eq!(desk.act(&lines(&[("1", 0)])).await["state"], "done");
        assert_eq!(desk.pieces(), [(12, 1), (18, 1)], "nothing is left but what was given back");
        assert_eq!(counted(&desk).await, [(1, 0), (1, 1)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_not_brought_below_what_was_given_back_of_it() {
    on_both_engines(|data| async {
        let desk = Desk::waiting(data).await;
        assert_eq!(desk.act(&given_back("1", 1)).await["state"], "done");
        let most = json!({ "kind": "refund", "mode": "amount", "amount": "8500.00", "pay_back": true });
        assert_eq!(desk.act(&most).await["state"], "done");
        let (status, told) = refused(&desk, &lines(&[("1", 0)])).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert_eq!(told["errors"][0]["code"], "given-back", "{told}");
        assert_eq!(desk.pieces(), [(12, 2), (18, 1)]);
        let more = desk.preview(&lines(&[("1", 2)])).await;
        assert!(codes(&more).contains(&"item_becomes"), "{more}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_back_while_an_edit_is_on_its_way_is_not_counted_away() {
    on_both_engines(|data| async {
        let desk = Desk::waiting(data).await;
        let asked = desk.ask(&lines(&[("1", 1)])).await;
        let back = json!({
            "amount": "899.92", "api_refund": false, "line_items": [{ "id": 1, "quantity": 1, "refund_total": "749.93" }],
        });
        desk.store.give_back(desk.source.parse().unwrap(), &back).unwrap();
        let told = desk.settled(&asked["id"]).await;
        assert_eq!((&told["state"], &told["reason"]["code"]), (&json!("failed"), &json!("order-changed")), "{told}");
        assert_eq!(desk.pieces(), [(12, 2), (18, 1)]);
    })
    .await;
}
