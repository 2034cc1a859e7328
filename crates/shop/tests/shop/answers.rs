//! Reviews are answered: by us through the plug-in, and by people in the store.

use std::sync::Arc;
use std::time::Duration;

use commerce::replay::{Fault, ReplayStore};
use database::outbox::{self, Sender, State};
use database::schema::outbox as rows;
use database::testing::{TestDatabase, on_both_engines};
use diesel::prelude::*;
use people::team::Role;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shop::reviews::answers::{Answering, KIND};

use crate::coupons::{eager, until};
use crate::permissions::Person;
use crate::world::{Answer, World, recorded_store};

/// Somebody before the recorded review 105, which everybody can read; 106 waits.
struct Desk {
    world: World,
    store: ReplayStore,
    store_id: String,
    sender: Arc<dyn Sender>,
    /// `/reviews/rvw_…`
    review: String,
}

impl Desk {
    async fn open(data: TestDatabase, with_plug_in: bool) -> Self {
        let (world, store) = (World::new(data).await, recorded_store().await);
        if with_plug_in {
            store.install_plug_in();
        }
        let store_id = world.connect_and_read(&store).await;
        let found = world.get("/reviews?status=published").await["data"][0]["id"].clone();
        let review = format!("/reviews/{}", found.as_str().unwrap());
        let sender: Arc<dyn Sender> = Arc::new(Answering::new(world.app.clone(), Duration::from_secs(60)));
        Self { world, store, store_id, sender, review }
    }

    /// Before a store that may give no answer at all.
    fn hasty(self) -> Self {
        Self { sender: Arc::new(Answering::new(self.world.app.clone(), Duration::from_millis(300))), ..self }
    }

    async fn say(&self, text: &str) -> Answer {
        self.world.post(&format!("{}/answers", self.review), json!({ "text": text })).await
    }

    async fn shown(&self) -> Value {
        self.world.get(&self.review).await
    }

    /// What the store has under the review.
    fn there(&self) -> Vec<Value> {
        let reviews = self.store.shelf("products/reviews");
        let ours = reviews.iter().find(|review| review["id"] == 105).unwrap();
        ours["tillside_answers"].as_array().cloned().unwrap_or_default()
    }

    /// Waits until a review is shown as wished; at most a minute.
    async fn until(&self, review: &str, wish: impl Fn(&[Value]) -> bool) -> Value {
        let mut last = Value::Null;
        for _ in 0..1200 {
            last = self.world.get(review).await["answers"].clone();
            if last.as_array().is_some_and(|answers| wish(answers)) {
                return last;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("a minute is over: {last:#}");
    }

    /// Sends what is due, once.
    async fn deliver(&self) {
        let past = database::Time::from_micros(0);
        let waits = rows::kind.eq(KIND).and(rows::state.eq_any([State::Pending, State::Leased]));
        let due = self.world.app.database.write(move |tx| {
            let change = (rows::next_attempt_at.eq(past), rows::state.eq(State::Pending));
            diesel::update(rows::table.filter(waits)).set(change).execute(tx.db)?;
            Ok::<_, database::DbError>(())
        });
        due.await.unwrap();
        outbox::deliver_due(&self.world.app.database, &self.sender).await.unwrap();
    }

    /// Sends until the newest answer came to its end, and returns it.
    async fn settled(&self) -> Value {
        for _ in 0..2000 {
            self.deliver().await;
            let newest = self.shown().await["answers"].as_array().unwrap().last().unwrap().clone();
            if newest["state"] != "pending" {
                return newest;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("it never came to an end: {:#}", self.shown().await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_stands_under_the_review_in_the_store() {
    on_both_engines(|data| async {
        let desk = Desk::open(data, true).await;
        let before = desk.shown().await;
        assert_eq!((&before["answerable"], &before["answers"]), (&json!("yes"), &json!([])));
        let asked = desk.say("  Teşekkür ederiz & görüşmek üzere <3\nKestane  ").await;
        assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.body);
        assert_eq!((&asked.body["state"], &asked.body["author"]), (&json!("pending"), &Value::Null));
        assert_eq!(desk.shown().await["answers"][0], asked.body);
        assert!(desk.there().is_empty(), "the outbox has it");

        let sent = desk.settled().await;
        assert_eq!(sent["id"], asked.body["id"]);
        assert_eq!((&sent["state"], &sent["author"]), (&json!("published"), &json!("Kestane")));
        assert_eq!(sent["text"], "Teşekkür ederiz & görüşmek üzere <3\nKestane");
        let there = desk.there();
        assert_eq!(there.len(), 1);
        assert_eq!(there[0]["key"], asked.body["id"]);
        assert_eq!(there[0]["text"], "Teşekkür ederiz &amp; görüşmek üzere &lt;3\nKestane");

        // The review is read again, with what was answered: it is the same answer.
        let worker = desk.world.work();
        for _ in 0..600 {
            if desk.store.requests().iter().any(|asked| asked.contains("/products/reviews/105")) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        worker.end().await;
        let after = desk.shown().await;
        assert_eq!(after["answers"].as_array().unwrap().len(), 1);
        assert_eq!(after["answers"][0]["id"], sent["id"]);

        let told = desk.world.events(&["review.answer_requested", "review.answer_settled"]).await;
        let kinds: Vec<&str> = told.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["review.answer_requested", "review.answer_settled"]);
        assert_eq!(told[1].payload["state"], "published");
        assert_eq!(told[1].payload["customer_id"], after["customer_id"]);
        let log = desk.world.get("/audit-log?limit=10").await;
        let actions: Vec<&str> =
            log["data"].as_array().unwrap().iter().map(|entry| entry["action"].as_str().unwrap()).collect();
        assert!(actions.contains(&"review.answer_requested"), "{actions:?}");
        assert!(actions.contains(&"review.answer_settled"), "{actions:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_written_once_whatever_happens_on_the_way() {
    on_both_engines(|data| async {
        let desk = Desk::open(data, true).await.hasty();
        // The store does it and its answer is lost; or it does nothing and says so, or says nothing of use.
        let wrong = [
            Fault::BreaksAfter,
            Fault::PageAfter,
            Fault::HangsAfter,
            Fault::Unavailable(1),
            Fault::MaintenancePage,
        ];
        for fault in wrong {
            let asked = desk.say(&format!("{fault:?}")).await;
            assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.body);
            desk.store.script([Some(fault)]);
            desk.deliver().await;
            let waits = desk.shown().await["answers"].as_array().unwrap().last().unwrap().clone();
            assert_eq!(waits["state"], "pending", "{fault:?}: {waits}");
            assert!(waits["reason"]["code"].is_string(), "{fault:?}: why it waits is told");
            assert_eq!(desk.settled().await["state"], "published", "{fault:?}");
        }
        let keys: Vec<Value> = desk.there().iter().map(|answer| answer["key"].clone()).collect();
        assert_eq!(keys.len(), wrong.len(), "{keys:?}");
        assert!(keys.windows(2).all(|two| two[0] != two[1]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_answer_at_once_one_is_told() {
    on_both_engines(|data| async {
        let desk = Desk::open(data, true).await;
        let (one, other) = tokio::join!(desk.say("Teşekkürler"), desk.say("Sağ olun"));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [StatusCode::CREATED, StatusCode::CONFLICT]);
        let refused = if one.status == StatusCode::CONFLICT { one } else { other };
        assert_eq!(refused.body["code"], "review-busy");
        desk.settled().await;
        assert_eq!(desk.say("Ayrıca").await.status, StatusCode::CREATED, "more can be said afterwards");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_plug_in_it_is_said_what_is_needed_and_tried_again_afterwards() {
    on_both_engines(|data| async {
        let desk = Desk::open(data, false).await;
        assert_eq!(desk.shown().await["answerable"], "plug_in_missing");
        let asked = desk.say("Teşekkürler").await;
        assert_eq!(asked.status, StatusCode::CREATED, "only the store knows whether it is there now");
        let failed = desk.settled().await;
        assert_eq!(
            (&failed["state"], &failed["reason"]["code"]),
            (&json!("failed"), &json!("plug-in-missing"))
        );
        let answer = format!("{}/answers/{}", desk.review, failed["id"].as_str().unwrap());

        desk.store.install_plug_in();
        let again = desk.world.post(&format!("{answer}/again"), json!({})).await;
        assert_eq!(
            (again.status, &again.body["state"]),
            (StatusCode::OK, &json!("pending")),
            "{}",
            again.body
        );
        assert_eq!(desk.settled().await["state"], "published");
        assert_eq!(desk.there().len(), 1);
        for refused in
            [desk.world.post(&format!("{answer}/again"), json!({})).await, desk.world.delete(&answer).await]
        {
            assert_eq!(refused.status, StatusCode::CONFLICT, "what is there is neither sent nor thrown away");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_can_be_given_up() {
    on_both_engines(|data| async {
        let desk = Desk::open(data, true).await;
        desk.say("Teşekkürler").await;
        desk.store.change_silently("reviews", "105", &json!({ "status": "hold" }));
        let failed = desk.settled().await;
        assert_eq!((&failed["state"], &failed["reason"]["code"]), (&json!("failed"), &json!("not-shown")));
        let answer = format!("{}/answers/{}", desk.review, failed["id"].as_str().unwrap());
        assert_eq!(desk.world.delete(&answer).await.status, StatusCode::NO_CONTENT);
        assert_eq!(desk.shown().await["answers"], json!([]));
        assert_eq!(desk.world.delete(&answer).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_answered_is_refused_with_the_reason() {
    on_both_engines(|data| async {
        let desk = Desk::open(data, true).await;
        for (text, code) in [("  ", "required"), (&*"a".repeat(5001), "too-long")] {
            let refused = desk.say(text).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(refused.body["errors"][0]["code"], code);
        }
        let waiting = desk.world.get("/reviews?status=waiting").await["data"][0].clone();
        assert_eq!(waiting["answerable"], "not_shown");
        let path = format!("/reviews/{}/answers", waiting["id"].as_str().unwrap());
        let refused = desk.world.post(&path, json!({ "text": "Teşekkürler" })).await;
        assert_eq!(
            (refused.status, &refused.body["code"]),
            (StatusCode::CONFLICT, &json!("review-not-shown"))
        );
        let paused =
            desk.world.patch(&format!("/stores/{}", desk.store_id), json!({ "state": "paused" })).await;
        assert_eq!(paused.status, StatusCode::OK);
        assert_eq!(desk.shown().await["answerable"], "not_connected");
        assert_eq!(desk.say("Teşekkürler").await.body["code"], "store-not-connected");
        let viewer = Person::hired(&desk.world, Role::Viewer).await;
        let body = json!({ "text": "Teşekkürler" });
        let refused =
            viewer.call(&desk.world, "post", &format!("{}/answers", desk.review), Some(&body)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_answer_in_the_store_comes_with_the_review() {
    on_both_engines(|data| async {
        let desk = Desk::open(data, true).await;
        desk.say("Teşekkürler").await;
        let ours = desk.settled().await["id"].clone();
        let by_hand = desk.store.answer_by_hand(105, "Rica ederiz");
        desk.world.wake(&desk.store_id).await;
        let worker = desk.world.work_with(eager());
        let both = |review: &Value| review["answers"].as_array().is_some_and(|all| all.len() == 2);
        until(&desk.world, "/reviews?status=published", both).await;
        let shown = desk.shown().await["answers"].clone();
        assert_eq!(shown[0]["id"], ours);
        assert_eq!((&shown[1]["text"], &shown[1]["actor_name"]), (&json!("Rica ederiz"), &Value::Null));
        // Taken away there: what people wrote there goes, what we wrote is said to be gone.
        desk.store.remove_answer(105, by_hand);
        desk.store.remove_answer(105, desk.there()[0]["id"].as_u64().unwrap());
        let gone = |review: &Value| {
            review["answers"].as_array().is_some_and(|all| all.len() == 1 && all[0]["state"] == "gone")
        };
        until(&desk.world, "/reviews?status=published", gone).await;
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_gives_its_ids_again_is_read_on_and_shown_as_it_is() {
    on_both_engines(|data| async {
        let desk = Desk::open(data, true).await;
        let waiting = desk.world.get("/reviews?status=waiting").await["data"][0]["id"].clone();
        let other = format!("/reviews/{}", waiting.as_str().unwrap());
        desk.say("Teşekkürler").await;
        let ours = desk.settled().await;
        let first = desk.there()[0]["id"].as_u64().unwrap();
        let by_hand = desk.store.answer_by_hand(105, "Rica ederiz");
        desk.world.wake(&desk.store_id).await;
        let worker = desk.world.work_with(eager());
        desk.until(&desk.review, |answers| answers.len() == 2).await;

        // Restored from a backup: what we wrote has the id of another answer, and what we wrote had is somebody else's.
        let answer = |id: u64, key: &Value, text: &str| {
            json!({ "id": id, "author": "Kestane", "key": key, "text": text, "date_gmt": "2026-11-22T09:00:00" })
        };
        let restored = json!({ "tillside_answers": [answer(by_hand, &ours["id"], "Teşekkürler")] });
        desk.store.change_silently("reviews", "105", &restored);
        let several: Vec<Value> = (0..50)
            .map(|place| answer(if place == 0 { first } else { by_hand + place }, &Value::Null, "Sağ olun"))
            .collect();
        let beside = json!({ "status": "approved", "tillside_answers": several });
        desk.store.change_silently("reviews", "106", &beside);
        let there = desk.until(&other, |answers| answers.len() == 50).await;
        assert!(there.as_array().unwrap().iter().all(|one| one["actor_name"].is_null()), "{there:#}");
        let shown = desk.until(&desk.review, |answers| answers.len() == 1).await;
        assert_eq!((&shown[0]["id"], &shown[0]["state"]), (&ours["id"], &json!("published")));
        assert_eq!(shown[0]["actor_name"], ours["actor_name"]);
        worker.end().await;

        // Before those are seen to be gone, the store gives one of their ids to what we write.
        desk.store.change_silently("reviews", "106", &json!({ "tillside_answers": [] }));
        desk.say("Yine bekleriz").await;
        let sent = desk.settled().await;
        assert_eq!((&sent["state"], &sent["text"]), (&json!("published"), &json!("Yine bekleriz")));
        let left = desk.world.get(&other).await["answers"].as_array().unwrap().len();
        assert_eq!(left, 49, "what had its id is there no more");
    })
    .await;
}
