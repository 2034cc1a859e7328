//! What a customer of a Shopify store wants to send back is approved or declined, and brought to its end: once, and told.

use std::time::Duration;

use commerce::replay::Fault;
use commerce::replay::shopify::ShopifyStore;
use database::testing::{TestDatabase, on_both_engines};
use people::team::Role;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::acting::{Desk, codes};
use crate::acting_shopify::{ORDER, READING};
use crate::permissions::Person;
use crate::refunds::{Chance, FAULTS, one_attempt};
use crate::world::until;

const ROUNDS: usize = 200;
const RETURN: &str = "gid://shopify/Return/1";

impl Desk<ShopifyStore> {
    /// A desk before an order of which the customer wants to send one item back.
    async fn asked_for_a_return(data: TestDatabase) -> Self {
        let desk = Self::shopify(data).await;
        desk.set_return("REQUESTED");
        desk
    }

    fn set_return(&self, status: &str) {
        let item = json!({
            "quantity": 1, "returnReasonNote": "", "customerNote": "Dar geldi",
            "returnReasonDefinition": { "name": "Size was too small" },
            "fulfillmentLineItem": { "lineItem": { "id": "gid://shopify/LineItem/9001", "name": "Süet bot" } },
        });
        let back = json!({
            "id": RETURN, "name": "#1001-R1", "status": status, "createdAt": "2026-11-21T10:00:00Z",
            "closedAt": null, "decline": null, "returnLineItems": { "nodes": [item] },
        });
        self.store.change_orders(|orders| {
            orders[0]["returnStatus"] = "RETURN_REQUESTED".into();
            orders[0]["kept"] = json!({ "returns": { "nodes": [back] } });
        });
    }

    /// The return as the store has it.
    fn there_is(&self) -> Value {
        self.store.order(ORDER)["kept"]["returns"]["nodes"][0].clone()
    }
}

fn approve(notify: bool) -> Value {
    json!({ "kind": "approve_return", "id": "1", "notify": notify })
}

fn decline(note: &str) -> Value {
    json!({ "kind": "decline_return", "id": "1", "reason": "final_sale", "note": note })
}

fn close() -> Value {
    json!({ "kind": "close_return", "id": "1" })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_is_approved_closed_and_opened_again_and_moves_no_money() {
    on_both_engines(|data| async {
        let desk = Desk::asked_for_a_return(data).await;
        let preview = desk.preview(&approve(true)).await;
        assert_eq!(
            codes(&preview),
            ["return_approved", "no_refund", "no_restock", "store_mails", "undo_impossible"]
        );
        let first = &preview["effects"][0];
        assert_eq!((&first["text"], &first["count"]), (&json!("#1001-R1"), &json!(1)));
        assert_eq!((&preview["amount"], &preview["allowed"]), (&Value::Null, &json!(true)));
        assert_eq!(desk.there_is()["status"], "REQUESTED", "a preview does nothing");
        let told = desk.act(&approve(true)).await;
        assert_eq!((&told["state"], &told["undo"]), (&json!("done"), &Value::Null));
        assert_eq!(told["return_number"], "#1001-R1");
        assert_eq!(desk.there_is()["status"], "OPEN");
        assert_eq!(desk.store.mails(), [("ayse.yilmaz@example.com".to_owned(), RETURN.to_owned())]);
        let worker = desk.world.work();
        desk.world.until_order("1001", |order| order["returns"][0]["state"] == "open").await;
        worker.end().await;

        let preview = desk.preview(&close()).await;
        assert_eq!(codes(&preview), ["return_closed", "no_refund", "no_restock", "undo_possible"]);
        let closed = desk.act(&close()).await;
        let undo = json!([{ "code": "return_reopened", "amount": null, "count": null, "text": "#1001-R1" }]);
        assert_eq!((&closed["state"], &closed["undo"]), (&json!("done"), &undo));
        assert_eq!(desk.there_is()["status"], "CLOSED");
        assert_eq!(desk.undo(&closed).await["state"], "done");
        assert_eq!(desk.there_is()["status"], "OPEN");
        assert_eq!(desk.action(&closed["id"]).await["undo"], Value::Null, "only once");
        assert!(desk.store.money_moved().is_empty());

        let told = desk.world.events(&["order.action_settled"]).await;
        let kinds: Vec<&Value> = told.iter().map(|event| &event.payload["kind"]).collect();
        assert_eq!(kinds, ["approve_return", "close_return", "undo"]);
        assert!(told.iter().all(|event| event.payload["conversation_id"] == "cnv_0000000000001"));
        let audit = desk.world.get("/audit-log?limit=200").await;
        let settled = audit["data"].as_array().unwrap().iter();
        assert_eq!(settled.filter(|entry| entry["action"] == "order.action_settled").count(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_is_declined_with_a_reason_and_what_the_customer_is_told() {
    on_both_engines(|data| async {
        let desk = Desk::asked_for_a_return(data).await;
        let (_, long) = desk.refused(&decline(&"x".repeat(501))).await;
        assert_eq!(
            (&long["errors"][0]["pointer"], &long["errors"][0]["code"]),
            (&json!("/action/note"), &json!("too-long"))
        );
        let other = json!({ "kind": "decline_return", "id": "7", "reason": "other" });
        let (_, unknown) = desk.refused(&other).await;
        assert_eq!(unknown["errors"][0]["pointer"], "/action/id");
        let preview = desk.preview(&decline(" Kişiye özel üretildi ")).await;
        assert_eq!(
            codes(&preview),
            ["return_declined", "return_note", "no_refund", "customer_not_told", "undo_impossible"]
        );
        assert_eq!(preview["effects"][1]["text"], "Kişiye özel üretildi");
        let told = desk.act(&decline(" Kişiye özel üretildi ")).await;
        assert_eq!((&told["state"], &told["note"]), (&json!("done"), &json!("Kişiye özel üretildi")));
        let there = desk.there_is();
        assert_eq!(there["status"], "DECLINED");
        assert_eq!(there["decline"], json!({ "reason": "FINAL_SALE", "note": "Kişiye özel üretildi" }));
        assert!(desk.store.mails().is_empty(), "nobody asked for a mail");
        let (status, again) = desk.refused(&decline("")).await;
        assert_eq!((status, &again["code"]), (StatusCode::CONFLICT, &json!("return-state")));
        let (_, open) = desk.refused(&close()).await;
        assert_eq!(open["code"], "return-state");

        desk.set_return("REQUESTED");
        desk.store.change_orders(|orders| orders[0]["email"] = Value::Null);
        let (_, nowhere) = desk.refused(&approve(true)).await;
        assert_eq!(nowhere["errors"][0]["pointer"], "/action/notify");
        assert_eq!(desk.act(&approve(false)).await["state"], "done");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_people_one_answers_the_customer_and_the_other_is_told() {
    on_both_engines(|data| async {
        let desk = Desk::asked_for_a_return(data).await;
        let (one, other) = (desk.preview(&approve(true)).await, desk.preview(&decline("Olmaz")).await);
        let (yes, no) = (approve(true), decline("Olmaz"));
        let (first, second) =
            tokio::join!(desk.confirm(&yes, &one["version"]), desk.confirm(&no, &other["version"]));
        let (won, lost, lost_action) =
            if first.status == StatusCode::CREATED { (first, second, &no) } else { (second, first, &yes) };
        assert_eq!((won.status, lost.status), (StatusCode::CREATED, StatusCode::CONFLICT));
        assert_eq!(lost.body["code"], "order-busy");
        assert_eq!(desk.settled(&won.body["id"]).await["state"], "done");
        let late = desk.confirm(lost_action, &one["version"]).await;
        assert_eq!((late.status, &late.body["code"]), (StatusCode::CONFLICT, &json!("return-state")));

        // Somebody in the store itself is first, after the confirmation.
        desk.set_return("REQUESTED");
        let mails = desk.store.mails().len();
        let asked = desk.ask(&approve(true)).await;
        desk.set_return("DECLINED");
        let told = desk.settled(&asked["id"]).await;
        assert_eq!((&told["state"], &told["reason"]["code"]), (&json!("failed"), &json!("return-changed")));
        assert_eq!((desk.there_is()["status"].clone(), desk.store.mails().len()), (json!("DECLINED"), mails));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_answer_returns_is_told_and_woocommerce_knows_none() {
    on_both_engines(|data| async {
        let desk = Desk::asked_for_a_return(data).await;
        let agent = Person::hired(&desk.world, Role::Agent).await;
        let path = format!("/orders/{}/actions", desk.order);
        let preview = async |action: Value| {
            let body = json!({ "action": action });
            agent.call(&desk.world, "post", &format!("{path}/preview"), Some(&body)).await.body
        };
        assert_eq!(preview(approve(false)).await["allowed"], true, "it costs nothing");
        let policy = json!({ "kinds": ["approve_return"], "limits": [] });
        assert_eq!(desk.world.put("/order-policy/agent", policy).await.status, StatusCode::OK);
        let seen = preview(decline("")).await;
        assert_eq!((&seen["allowed"], &seen["refusal"]), (&json!(false), &json!("not-allowed")));
        let body = json!({ "action": decline(""), "version": seen["version"] });
        let refused = agent.call(&desk.world, "post", &path, Some(&body)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(refused.body["code"], "order-action-not-allowed");
        desk.set_return("OPEN");
        let closed = desk.act(&close()).await;
        let undo = format!("{path}/{}/undo", closed["id"].as_str().unwrap());
        let refused = agent.call(&desk.world, "post", &undo, None).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "who may not close may not open again");
        assert_eq!(desk.there_is()["status"], "CLOSED");
    })
    .await;
    on_both_engines(|data| async {
        let desk = Desk::open(data).await;
        let abilities = desk.world.get(&format!("/orders/{}/abilities", desk.order)).await;
        let able = abilities["data"].as_array().unwrap().iter().find(|one| one["what"] == "returns").unwrap();
        assert_eq!((&able["possible"], &able["reason"]), (&json!(false), &json!("unknown")));
        let path = format!("/orders/{}/actions/preview", desk.order);
        let told = desk.world.post(&path, json!({ "action": approve(false) })).await;
        assert_eq!((told.status, &told.body["code"]), (StatusCode::CONFLICT, &json!("store-cannot")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_was_connected_with_fewer_rights_names_the_one_that_is_missing() {
    on_both_engines(|data| async {
        let desk = Desk::with_rights(data, &[READING.as_slice(), &["read_returns"]].concat()).await;
        desk.set_return("REQUESTED");
        let path = format!("/orders/{}/abilities", desk.order);
        let able = async || {
            let all = desk.world.get(&path).await;
            all["data"].as_array().unwrap().iter().find(|one| one["what"] == "returns").unwrap().clone()
        };
        let missing = json!({
            "what": "returns", "possible": false, "reason": "right_missing", "right": "write_returns",
        });
        assert_eq!(able().await, missing);
        let (status, refused) = desk.refused(&approve(false)).await;
        assert_eq!((status, &refused["code"]), (StatusCode::CONFLICT, &json!("store-right-missing")));
        let stores = desk.world.get("/stores").await;
        let test = format!("/stores/{}/test", stores["data"][0]["id"].as_str().unwrap());
        let tested = desk.world.post(&test, json!({})).await.body;
        let missing = tested["missing_rights"].as_array().unwrap();
        assert!(missing.contains(&json!("write_returns")), "{tested}");
        desk.store.set_scopes(&[READING.as_slice(), &["write_returns"]].concat());
        desk.world.post(&test, json!({})).await;
        assert_eq!(able().await["possible"], true);
        // Taken away again before it is sent: the store refuses, and it is told why.
        let asked = desk.ask(&approve(true)).await;
        desk.store.set_scopes(&[READING.as_slice(), &["read_returns"]].concat());
        let told = desk.settled(&asked["id"]).await;
        assert_eq!((&told["state"], &told["reason"]["code"]), (&json!("failed"), &json!("scopes-missing")));
        assert_eq!(desk.there_is()["status"], "REQUESTED");
        assert!(desk.store.mails().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whichever_answer_is_lost_each_step_of_a_return_is_taken_once_and_told() {
    on_both_engines(|data| async {
        let desk = Desk::asked_for_a_return(data).await;
        for (wanted, from, to) in [
            (approve(true), "REQUESTED", "OPEN"),
            (decline("Süre doldu"), "REQUESTED", "DECLINED"),
            (close(), "OPEN", "CLOSED"),
        ] {
            for lost in 0..6 {
                desk.set_return(from);
                let mails = desk.store.mails().len();
                let asked = desk.ask(&wanted).await;
                let fault = [Fault::BreaksAfter, Fault::PageAfter, Fault::Breaks][lost / 2];
                desk.store.script((0..2).map(|place| (place == lost % 2).then_some(fault)));
                let told = desk.settled(&asked["id"]).await;
                desk.store.script([]);
                assert_eq!(told["state"], "done", "{wanted} {lost}: {told}");
                assert_eq!(desk.there_is()["status"], to, "{wanted} {lost}");
                let mailed = usize::from(wanted["notify"] == true);
                assert_eq!(desk.store.mails().len() - mails, mailed, "{wanted} {lost}: one mail at most");
                if to == "CLOSED" {
                    desk.store.script([None, Some(fault)]);
                    assert_eq!(desk.undo(&told).await["state"], "done", "{lost}");
                    desk.store.script([]);
                    assert_eq!(desk.there_is()["status"], "OPEN", "{lost}");
                }
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_answered_once_whatever_happens_at_any_step_and_told_as_it_is() {
    on_both_engines(|data| async {
        let desk = Desk::asked_for_a_return(data).await.hasty();
        let mut chance = Chance(23);
        let (mut done, mut failed, mut found_later) = (0, 0, 0);
        for round in 0..ROUNDS {
            desk.set_return("REQUESTED");
            let (wanted, status) = if round % 2 == 0 {
                (approve(true), "OPEN")
            } else {
                (
                    json!({ "kind": "decline_return", "id": "1", "reason": "other", "notify": true }),
                    "DECLINED",
                )
            };
            let mails = desk.store.mails().len();
            let action = desk.ask(&wanted).await;
            desk.store
                .script((0..chance.below(7)).map(|_| FAULTS[chance.below(FAULTS.len())]).collect::<Vec<_>>());
            let mut tries = 0;
            let told = loop {
                one_attempt(&desk, &mut chance).await;
                let now = desk.action(&action["id"]).await;
                if now["state"] != "pending" {
                    break now;
                }
                tries += 1;
                assert!(tries < 300, "round {round}: {now}");
                if !desk.store.has_something_to_do() {
                    desk.minutes_pass().await;
                }
                tokio::time::sleep(Duration::from_millis(15)).await;
            };
            desk.store.script([]);
            until("a slow store has done all that it had to do", || !desk.store.has_something_to_do()).await;
            let (there, mailed) = (desk.there_is()["status"].clone(), desk.store.mails().len() - mails);
            match told["state"].as_str().unwrap() {
                "done" => {
                    assert_eq!((there, mailed), (json!(status), 1), "round {round}: {told}");
                    done += 1;
                    found_later += usize::from(told["found_later"] == true);
                }
                "failed" => {
                    assert_eq!((there, mailed), (json!("REQUESTED"), 0), "round {round}: {told}");
                    failed += 1;
                }
                other => panic!("round {round}: {other}: {told}"),
            }
        }
        assert!(
            done > 100 && failed > 0 && found_later > 0,
            "{done} done, {failed} failed, {found_later} found"
        );
    })
    .await;
}
