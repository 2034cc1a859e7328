//! A store is had to do things: each is previewed, confirmed, done, told, and taken back where that is possible.

use std::sync::Arc;
use std::time::Duration;

use commerce::replay::ReplayStore;
use database::outbox::{self, Sender, State};
use database::schema::outbox as rows;
use database::testing::{TestDatabase, on_both_engines};
use diesel::prelude::*;
use jiff::SignedDuration;
use people::team::Role;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shop::order_actions::{Doing, Habits, KIND};
use tempfile::TempDir;

use crate::permissions::Person;
use crate::world::{Answer, World, busy_store};

/// A desk before a store whose orders were paid by a card that takes money back.
pub struct Desk<S = ReplayStore> {
    pub world: World,
    pub store: S,
    pub order: String,
    pub source: String,
    pub sender: Arc<dyn Sender>,
    _recordings: Option<TempDir>,
}

impl Desk {
    pub async fn open(data: TestDatabase) -> Self {
        let (world, (store, recordings)) = (World::new(data).await, busy_store(2).await);
        let source = "10000".to_owned();
        let paid = json!({ "payment_method": "replay_card", "transaction_id": "tx_1", "refunds": [] });
        store.change("orders", &source, &paid).unwrap();
        world.connect_and_read(&store).await;
        Self { _recordings: Some(recordings), ..Desk::before(world, store, &source, &source).await }
    }

    /// The order as the store has it.
    pub fn there(&self) -> Value {
        self.store.change("orders", &self.source, &json!({})).unwrap()
    }
}

impl<S> Desk<S> {
    /// A desk before the order of a store that was read.
    pub async fn before(world: World, store: S, number: &str, source: &str) -> Self {
        let order = world.order(number).await["id"].as_str().unwrap().to_owned();
        let habits = Habits { settle: SignedDuration::from_millis(150), ..Habits::default() };
        let sender: Arc<dyn Sender> = Arc::new(Doing::new(world.app.clone(), habits));
        Self { world, store, order, source: source.to_owned(), sender, _recordings: None }
    }

    pub async fn preview(&self, action: &Value) -> Value {
        let path = format!("/orders/{}/actions/preview", self.order);
        let answer = self.world.post(&path, json!({ "action": action })).await;
        assert_eq!(answer.status, StatusCode::OK, "{action}: {}", answer.body);
        answer.body
    }

    pub async fn confirm(&self, action: &Value, version: &Value) -> Answer {
        let body = json!({ "action": action, "version": version, "conversation_id": "cnv_0000000000001" });
        self.world.post(&format!("/orders/{}/actions", self.order), body).await
    }

    /// Previews and confirms; returns the action.
    pub async fn ask(&self, action: &Value) -> Value {
        let preview = self.preview(action).await;
        let answer = self.confirm(action, &preview["version"]).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{action}: {}", answer.body);
        answer.body
    }

    /// Asks, and has it sent until it came to its end.
    pub async fn act(&self, action: &Value) -> Value {
        let id = self.ask(action).await["id"].clone();
        self.settled(&id).await
    }

    pub async fn undo(&self, action: &Value) -> Value {
        let path = format!("/orders/{}/actions/{}/undo", self.order, action["id"].as_str().unwrap());
        let answer = self.world.post(&path, json!({})).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        self.settled(&answer.body["id"]).await
    }

    /// Before a store that may give no answer at all, and may be at something for minutes.
    pub fn hasty(self) -> Self {
        let habits = Habits { patience: Duration::from_millis(300), ..Habits::default() };
        Self { sender: Arc::new(Doing::new(self.world.app.clone(), habits)), ..self }
    }

    /// As if minutes had passed since the store was last had to do something. What a sender had sent that was killed has
    /// come there before.
    pub async fn minutes_pass(&self) {
        use shop::schema::order_action::{begun_at, settled_at, table};
        let sent = self.world.app.database.now().minus(SignedDuration::from_millis(150));
        let passed = self.world.app.database.write(move |tx| {
            let pending = table.filter(settled_at.is_null()).filter(begun_at.lt(sent));
            diesel::update(pending).set(begun_at.eq(database::Time::from_micros(0))).execute(tx.db)?;
            Ok::<_, database::DbError>(())
        });
        passed.await.unwrap();
    }

    /// Lets time pass for what waits in the outbox: leases run out, the next attempt is due.
    pub async fn time_passes(&self) {
        let past = database::Time::from_micros(0);
        let waits = rows::kind.eq(KIND).and(rows::state.eq_any([State::Pending, State::Leased]));
        let due = self.world.app.database.write(move |tx| {
            let change = (rows::next_attempt_at.eq(past), rows::state.eq(State::Pending));
            diesel::update(rows::table.filter(waits)).set(change).execute(tx.db)?;
            Ok::<_, database::DbError>(())
        });
        due.await.unwrap();
    }

    pub async fn action(&self, id: &Value) -> Value {
        let all = self.world.get(&format!("/orders/{}/actions", self.order)).await;
        all["data"].as_array().unwrap().iter().find(|known| known["id"] == *id).unwrap().clone()
    }

    pub async fn settled(&self, id: &Value) -> Value {
        for _ in 0..2000 {
            self.time_passes().await;
            outbox::deliver_due(&self.world.app.database, &self.sender).await.unwrap();
            let now = self.action(id).await;
            if now["state"] != "pending" {
                return now;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("it never came to an end: {}", self.action(id).await);
    }
}

pub fn codes(shown: &Value) -> Vec<&str> {
    shown["effects"].as_array().unwrap().iter().map(|effect| effect["code"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn money_goes_back_by_lines_to_the_last_kurus_and_never_more_than_is_left() {
    on_both_engines(|data| async {
        let desk = Desk::open(data).await;
        let facts = desk.world.get(&format!("/orders/{}/refundable", desk.order)).await;
        assert_eq!(facts["provider_can"], true);
        assert_eq!(facts["left"], json!({ "amount": "10000.50", "currency": "TRY" }));
        assert_eq!(facts["lines"][0]["left"]["amount"], "1799.82");
        let line = |quantity: i64| {
            let lines = json!([{ "id": "1", "quantity": quantity }]);
            json!({ "kind": "refund", "mode": "lines", "lines": lines, "restock": true, "pay_back": true, "reason": "Küçük geldi" })
        };
        let preview = desk.preview(&line(1)).await;
        assert_eq!(preview["amount"]["amount"], "899.92");
        assert_eq!(preview["effects"][0]["code"], "money_back");
        assert_eq!(preview["effects"][0]["text"], "Kart");
        assert_eq!(preview["effects"][1]["amount"]["amount"], "9100.58", "what stays");
        assert!(codes(&preview).contains(&"undo_impossible"));
        assert!(desk.store.money_moved().is_empty(), "a preview does nothing");
        let first = desk.act(&line(1)).await;
        assert_eq!((&first["state"], &first["undo"]), (&json!("done"), &Value::Null));
        assert_eq!(desk.act(&line(1)).await["amount"]["amount"], "899.90", "the rest of the line");
        let moved: Vec<String> = desk.store.money_moved().into_iter().map(|(_, amount)| amount).collect();
        assert_eq!(moved, ["899.92", "899.90"]);
        let wish = desk.store.shelf("orders/10000/refunds");
        assert_eq!(wish[0]["line_items"][0]["total"], "-749.93");
        assert_eq!(wish[0]["line_items"][0]["total_tax"], "-149.99");
        let path = format!("/orders/{}/actions/preview", desk.order);
        let more = desk.world.post(&path, json!({ "action": line(1) })).await;
        assert_eq!(more.body["errors"][0]["code"], "too-much");
        let rest = desk.act(&json!({ "kind": "refund", "mode": "whole", "pay_back": true })).await;
        assert_eq!(rest["amount"]["amount"], "8200.68");
        assert_eq!(desk.there()["status"], "refunded");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_provider_can_not_do_is_said_before_and_not_asked_for() {
    on_both_engines(|data| async {
        let desk = Desk::open(data).await;
        desk.store.change("orders", &desk.source, &json!({ "payment_method": "cod" })).unwrap();
        let wanted = |pay_back: bool| {
            json!({ "kind": "refund", "mode": "amount", "amount": "12.5", "pay_back": pay_back })
        };
        let path = format!("/orders/{}/actions/preview", desk.order);
        let refused = desk.world.post(&path, json!({ "action": wanted(true) })).await;
        assert_eq!(refused.body["errors"][0]["code"], "not-supported");
        let fine = json!({ "kind": "refund", "mode": "amount", "amount": "12.505" });
        assert_eq!(desk.world.post(&path, json!({ "action": fine })).await.body["errors"][0]["code"], "too-fine");
        let preview = desk.preview(&wanted(false)).await;
        assert_eq!(preview["effects"][0]["code"], "money_by_hand");
        let done = desk.act(&wanted(false)).await;
        assert_eq!((&done["state"], done["undo"].is_array()), (&json!("done"), true));
        assert!(desk.store.money_moved().is_empty());
        assert_eq!(desk.store.shelf("orders/10000/refunds").len(), 1);
        assert_eq!(desk.undo(&done).await["state"], "done");
        assert!(desk.store.shelf("orders/10000/refunds").is_empty());
        assert_eq!(desk.action(&done["id"]).await["undo"], Value::Null, "only once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_else_is_done_told_and_taken_back_where_the_store_can() {
    on_both_engines(|data| async {
        let desk = Desk::open(data).await;
        let before = desk.there();
        // A note, internal and to the customer.
        let note = desk.act(&json!({ "kind": "note", "text": "1 < 2 & \"so\"" })).await;
        let there = desk.store.shelf("orders/10000/notes");
        assert_eq!(there.last().unwrap()["note"], "1 &lt; 2 &amp; \"so\"");
        assert_eq!(desk.undo(&note).await["state"], "done");
        assert_eq!(desk.store.shelf("orders/10000/notes").len() + 1, there.len());
        let mailed = json!({ "kind": "note", "text": "Yolda", "for_customer": true });
        assert_eq!(codes(&desk.preview(&mailed).await), ["note_mailed", "undo_without_mail"]);
        // An address.
        let address =
            json!({ "kind": "address", "shipping": { "address_1": "Bağdat Cad. 7", "country": "TR" } });
        let changed = desk.act(&address).await;
        assert_eq!(desk.there()["shipping"]["address_1"], "Bağdat Cad. 7");
        assert_eq!(desk.there()["shipping"]["city"], before["shipping"]["city"], "the rest stays");
        assert_eq!(desk.undo(&changed).await["state"], "done");
        assert_eq!(desk.there()["shipping"], before["shipping"]);
        // The order by mail.
        assert_eq!(desk.act(&json!({ "kind": "resend" })).await["state"], "done");
        assert_eq!(desk.store.mails().len(), 1);
        // A coupon.
        let coupon = desk.act(&json!({ "kind": "coupon", "percent": 10, "days": 30 })).await;
        let known = desk.store.shelf("coupons");
        let known = known.iter().find(|one| one["code"] == coupon["coupon_code"]).unwrap();
        assert_eq!(known["email_restrictions"], json!(["ayse.yilmaz@example.com"]));
        assert_eq!((&known["usage_limit"], &known["amount"]), (&json!(1), &json!("10")));
        let coupons = desk.store.shelf("coupons").len();
        assert_eq!(desk.undo(&coupon).await["state"], "done");
        assert_eq!(desk.store.shelf("coupons").len() + 1, coupons);
        // A replacement.
        let wanted = json!({ "kind": "replacement", "lines": [{ "id": "1", "quantity": 1 }] });
        let made = desk.act(&wanted).await;
        assert_eq!(made["amount"]["amount"], "899.92", "what it is worth");
        let all = desk.store.shelf("orders");
        let order = all.iter().find(|one| one["number"] == made["order_number"]).unwrap();
        assert_eq!(order["status"], "processing");
        assert_eq!(order["line_items"][0]["total"], "0");
        assert_eq!(desk.undo(&made).await["state"], "done");
        let all = desk.store.shelf("orders");
        let order = all.iter().find(|one| one["number"] == made["order_number"]).unwrap();
        assert_eq!(order["status"], "cancelled");
        // The whole order, as this kind of store does it.
        let path = format!("/orders/{}/actions/preview", desk.order);
        let chosen = json!({ "action": { "kind": "cancel", "refund": true } });
        assert_eq!(desk.world.post(&path, chosen).await.body["errors"][0]["pointer"], "/action/refund");
        let cancelled = desk.act(&json!({ "kind": "cancel" })).await;
        assert_eq!(desk.there()["status"], "cancelled");
        assert_eq!(desk.undo(&cancelled).await["state"], "done");
        assert_eq!(desk.there()["status"], before["status"]);
        // Each is told once, and stands in the audit log with who did it.
        let told = desk.world.events(&["order.action_settled"]).await;
        assert_eq!(told.len(), 11);
        assert!(told.iter().all(|event| event.payload["conversation_id"] == "cnv_0000000000001"));
        let told_of = |kind: &str| &told.iter().find(|event| event.payload["kind"] == kind).unwrap().payload;
        assert_eq!(told_of("coupon")["coupon_code"], coupon["coupon_code"]);
        assert_eq!(told_of("replacement")["order_number"], made["order_number"]);
        assert_eq!(told_of("note")["coupon_code"], Value::Null);
        let asked = desk.world.events(&["order.action_requested"]).await;
        assert!(asked.iter().all(|event| event.payload["coupon_code"].is_null()), "none before it is made");
        let audit = desk.world.get("/audit-log?limit=200").await;
        let audited = |action: &str| {
            audit["data"].as_array().unwrap().iter().filter(|entry| entry["action"] == action).count()
        };
        assert_eq!((audited("order.action_requested"), audited("order.action_settled")), (11, 11));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coupon_is_made_in_the_currency_of_the_stores_prices_and_no_other() {
    on_both_engines(|data| async {
        let desk = Desk::open(data).await;
        let amount = json!({ "kind": "coupon", "amount": "10" });
        assert_eq!(desk.preview(&amount).await["amount"], json!({ "amount": "10.00", "currency": "TRY" }));
        // The customer paid in euros, in a store whose prices are in lira.
        desk.store.change("orders", &desk.source, &json!({ "currency": "EUR" })).unwrap();
        let before = desk.store.shelf("coupons").len();
        let path = format!("/orders/{}/actions/preview", desk.order);
        let refused = desk.world.post(&path, json!({ "action": amount })).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        let error = &refused.body["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!("/action/amount"), &json!("other-currency")));
        assert!(error["detail"].as_str().unwrap().contains("TRY"), "{error}");
        let percent = desk.act(&json!({ "kind": "coupon", "percent": 10 })).await;
        assert_eq!((&percent["state"], desk.store.shelf("coupons").len()), (&json!("done"), before + 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_people_at_once_one_wins_and_the_other_is_told() {
    on_both_engines(|data| async {
        let desk = Desk::open(data).await;
        let wanted = json!({ "kind": "refund", "mode": "amount", "amount": "5", "pay_back": true });
        let (one, other) = (desk.preview(&wanted).await, desk.preview(&wanted).await);
        let (first, second) =
            tokio::join!(desk.confirm(&wanted, &one["version"]), desk.confirm(&wanted, &other["version"]));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409], "{} {}", first.body, second.body);
        let (won, lost) = if first.status == StatusCode::CREATED { (first, second) } else { (second, first) };
        assert_eq!(lost.body["code"], "order-busy");
        desk.settled(&won.body["id"]).await;
        // Who looked before it was done confirms something else than they saw.
        let late = desk.confirm(&wanted, &one["version"]).await;
        assert_eq!((late.status, &late.body["code"]), (StatusCode::CONFLICT, &json!("order-changed")));
        assert_eq!(desk.store.money_moved().len(), 1);
        // Somebody in the store itself is first, after the confirmation.
        let asked = desk.ask(&wanted).await;
        let order = desk.there();
        let elsewhere = json!({ "id": 77, "reason": "", "total": "-1.00" });
        let refunds: Vec<Value> =
            order["refunds"].as_array().unwrap().iter().cloned().chain([elsewhere.clone()]).collect();
        desk.store.change("orders", &desk.source, &json!({ "refunds": refunds })).unwrap();
        desk.store.give_back_by_hand(10_000, "1.00");
        let told = desk.settled(&asked["id"]).await;
        assert_eq!((&told["state"], &told["reason"]["code"]), (&json!("failed"), &json!("order-changed")));
        assert_eq!(desk.store.money_moved().len(), 1, "nothing was sent");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_gives_away_no_more_than_the_workspace_lets_it() {
    on_both_engines(|data| async {
        let desk = Desk::open(data).await;
        let agent = Person::hired(&desk.world, Role::Agent).await;
        let path = format!("/orders/{}/actions", desk.order);
        let refund =
            |amount: &str| json!({ "kind": "refund", "mode": "amount", "amount": amount, "pay_back": true });
        let preview = async |action: &Value| {
            let body = json!({ "action": action });
            agent.call(&desk.world, "post", &format!("{path}/preview"), Some(&body)).await.body
        };
        let seen = preview(&refund("5")).await;
        assert_eq!((&seen["allowed"], &seen["refusal"]), (&json!(false), &json!("not-allowed")));
        let note = preview(&json!({ "kind": "note", "text": "hm" })).await;
        assert_eq!(note["allowed"], true, "what costs nothing is open to who answers customers");
        let policy =
            json!({ "kinds": ["refund", "note"], "limits": [{ "amount": "20.00", "currency": "TRY" }] });
        let set = desk.world.put("/order-policy/agent", policy).await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.body);
        let confirm = async |amount: &str| {
            let action = refund(amount);
            let version = preview(&action).await["version"].clone();
            let body = json!({ "action": action, "version": version });
            agent.call(&desk.world, "post", &path, Some(&body)).await
        };
        let first = confirm("15").await;
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
        desk.settled(&first.body["id"]).await;
        // In two steps it is not more than in one.
        let over = preview(&refund("5.01")).await;
        assert_eq!((&over["refusal"], &over["used"]["amount"]), (&json!("over-limit"), &json!("15.00")));
        let refused = confirm("5.01").await;
        assert_eq!(refused.body["code"], "order-action-over-limit");
        assert_eq!(confirm("5").await.status, StatusCode::CREATED);
        let mine = agent.call(&desk.world, "get", "/order-policy/mine", None).await.body;
        assert_eq!(mine["limits"][0]["amount"], "20.00");
        let viewer = Person::hired(&desk.world, Role::Viewer).await;
        let nothing = viewer.call(&desk.world, "get", "/order-policy/mine", None).await.body;
        assert_eq!(nothing["kinds"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_confirmation_sent_twice_is_one_action() {
    on_both_engines(|data| async {
        let desk = Desk::open(data).await;
        let wanted = json!({ "kind": "refund", "mode": "amount", "amount": "5", "pay_back": true });
        let version = desk.preview(&wanted).await["version"].clone();
        let path = format!("/orders/{}/actions", desk.order);
        let body = json!({ "action": wanted, "version": version });
        let first = desk.world.post_with_key("k-1", &path, Some(body.clone())).await;
        desk.settled(&first.body["id"]).await;
        let again = desk.world.post_with_key("k-1", &path, Some(body)).await;
        assert_eq!((again.status, &again.body["id"]), (StatusCode::CREATED, &first.body["id"]));
        assert_eq!(desk.store.money_moved().len(), 1);
    })
    .await;
}
