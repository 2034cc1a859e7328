//! Reviews in stores: read, linked to who wrote them, kept in step though nothing tells of their changes.

use std::time::Duration;

use commerce::replay::{Options, ReplayStore};
use database::testing::on_both_engines;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shop::orders::Came;
use shop::syncing::Habits;
use tempfile::TempDir;

use crate::coupons::{eager, until};
use crate::shopify;
use crate::world::{World, quick, recorded, recorded_store, recordings};

/// The recorded store with many more reviews, each like the recorded review 105 but for its id and stars.
async fn much_reviewed(reviews: u64) -> (ReplayStore, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let rest = folder.path().join("rest");
    std::fs::create_dir(&rest).unwrap();
    for file in std::fs::read_dir(recordings().join("rest")).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), rest.join(file.file_name())).unwrap();
    }
    let recorded: Value = serde_json::from_slice(&recorded("092-reviews.body")).unwrap();
    let many: Vec<Value> = (10_000..10_000 + reviews)
        .map(|id| {
            let mut review = recorded[1].clone();
            review["id"] = id.into();
            review["rating"] = (id % 6).into();
            review
        })
        .collect();
    std::fs::write(rest.join("990-many-reviews.body"), Value::from(many).to_string()).unwrap();
    std::fs::copy(recordings().join("rest/092-reviews.json"), rest.join("990-many-reviews.json")).unwrap();
    let options = Options { recordings: folder.path().to_owned(), ..Options::default() };
    (ReplayStore::start(options).await.unwrap(), folder)
}

fn ids(list: &Value) -> Vec<&str> {
    list["data"].as_array().unwrap().iter().map(|one| one["source_id"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_reading_brings_the_reviews_of_the_recorded_store() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let all = world.get("/reviews").await;
        assert_eq!(ids(&all), ["106", "105"], "the newest first");
        let found = all["data"][1].clone();
        let ayse = world.get("/customers?q=ayse.yilmaz%40example.com").await["data"][0]["id"].clone();
        assert!(ayse.is_string());
        for (field, expected) in [
            ("store_id", json!(id)),
            ("rating", json!(5)),
            ("status", json!("published")),
            ("raw_status", json!("approved")),
            ("verified", json!(true)),
            ("reviewer", json!("Ayşe")),
            ("email", json!("ayse.yilmaz@example.com")),
            ("customer_id", ayse.clone()),
            ("text", json!("Çok rahat, tavsiye ederim ⭐️")),
            ("written_at", json!("2026-11-21T19:29:43.000Z")),
        ] {
            assert_eq!(found[field], expected, "{field}");
        }
        let product = world.get("/products?q=BOT-SYH-42").await["data"][0].clone();
        for field in ["id", "name", "image_url", "permalink"] {
            assert_eq!(found["product"][field], product[field], "{field}");
        }
        assert_eq!(all["data"][0]["status"], "waiting");
        assert_eq!(world.get(&format!("/reviews/{}", found["id"].as_str().unwrap())).await, found);
        let told = world.events(&["review.created"]).await;
        assert_eq!(told.len(), 2);
        assert!(told.iter().all(|event| event.payload["history"] == true), "history is no news");

        for (filter, wanted) in [
            ("q=rahat", vec!["105"]),
            ("q=%C3%A7elik+ayse", vec!["106", "105"]),
            ("rating=1,2", vec!["106"]),
            ("status=published", vec!["105"]),
            ("status=waiting,published", vec!["106", "105"]),
            ("status=spam", vec![]),
            ("customer=CUSTOMER", vec!["106", "105"]),
            ("product=PRODUCT", vec!["106", "105"]),
            ("product=prd_0000000000001", vec![]),
            ("store=STORE&rating=5", vec!["105"]),
        ] {
            let filter = filter
                .replace("CUSTOMER", ayse.as_str().unwrap())
                .replace("PRODUCT", product["id"].as_str().unwrap())
                .replace("STORE", &id);
            assert_eq!(ids(&world.get(&format!("/reviews?{filter}")).await), wanted, "{filter}");
        }
        for wrong in ["rating=6", "rating=many", "status=odd", "limit=0"] {
            let answer = world.get_any(&format!("/reviews?{wrong}")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        }
        let first = world.get("/reviews?limit=1").await;
        let next = first["next"].as_str().unwrap();
        assert_eq!(ids(&world.get(&format!("/reviews?limit=1&after={next}")).await), ["105"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_killed_again_and_again_reads_every_review_once() {
    on_both_engines(|data| async {
        let (world, (store, _folder)) = (World::new(data).await, much_reviewed(310).await);
        let id = world.connect(&store).await;
        for milliseconds in [30, 200, 350, 90, 500, 420, 260, 600] {
            let worker = world.work();
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            worker.kill().await;
        }
        let worker = world.work();
        world.until_read(&id).await;
        worker.end().await;
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = world.get(&format!("/reviews?limit=200{after}")).await;
            seen.extend(ids(&page).into_iter().map(str::to_owned));
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        seen.sort_unstable();
        assert_eq!(seen.len(), 312);
        seen.dedup();
        assert_eq!(seen.len(), 312, "none is doubled");
        let sync = world.get(&format!("/stores/{id}")).await["sync"].clone();
        assert_eq!(sync["reviews"], json!({ "done": 312, "total": 312, "skipped": 0 }), "counted once");
        assert_eq!(world.events(&["review.created"]).await.len(), 312, "each is told once");
        assert_eq!(world.events(&["review.updated"]).await.len(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_becomes_of_a_review_in_the_store_is_noticed_though_nothing_tells() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        world.wake(&id).await;
        let worker = world.work_with(eager());
        // Let through, and rewritten.
        store.change_silently("reviews", "106", &json!({ "status": "approved", "review": "<p>Değişti</p>" }));
        until(&world, "/reviews?q=degisti", |review| review["status"] == "published").await;
        // Spam, the bin, and away for good.
        for (change, status) in
            [(json!({ "status": "spam" }), "spam"), (json!({ "status": "trash" }), "trash")]
        {
            store.change_silently("reviews", "106", &change);
            until(&world, &format!("/reviews?status={status}"), |review| review["source_id"] == "106").await;
            assert_eq!(ids(&world.get("/reviews").await), ["105"], "no list shows it unless it is asked for");
            store.change_silently("reviews", "106", &json!({ "status": "approved" }));
            until(&world, "/reviews", |review| review["source_id"] == "106").await;
        }
        store.remove("reviews", "106", true);
        until(&world, "/reviews?status=gone", |review| review["source_id"] == "106").await;
        worker.end().await;
        let told = world.events(&["review.deleted"]).await;
        let states: Vec<&Value> = told.iter().map(|event| &event.payload["status"]).collect();
        assert_eq!(states, [&json!("spam"), &json!("trash"), &json!("gone")]);
        assert!(told.iter().all(|event| event.payload["history"] == false), "this is news");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_review_is_fetched_with_the_next_changes_and_old_ones_are_not_asked_for() {
    on_both_engines(|data| async {
        let (world, (store, _folder)) = (World::new(data).await, much_reviewed(250).await);
        let id = world.connect_and_read(&store).await;
        let before = store.requests().len();
        world.wake(&id).await;
        let worker = world.work_with(Habits { ask_every: jiff::SignedDuration::from_millis(100), ..quick() });
        let lists = || -> Vec<String> {
            let asked = store.requests().split_off(before);
            asked.into_iter().filter(|one| one.contains("/products/reviews?")).collect()
        };
        crate::world::until("it was asked a few times", || lists().len() >= 4).await;
        worker.end().await;
        let lists = lists();
        assert!(lists.iter().all(|one| one.contains("after=") && one.contains("page=1")), "{lists:#?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_hides_its_reviews_is_read_all_the_same_and_says_so() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        store.hide("products/reviews");
        let id = world.connect_and_read(&store).await;
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!((&shown["state"], &shown["health"]["state"]), (&json!("ready"), &json!("ok")));
        let reviews = &shown["abilities"][1];
        assert_eq!(reviews, &json!({ "what": "reviews", "possible": false, "reason": "right_missing" }));
        assert_eq!(world.get("/coupons").await["data"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reviews_follow_their_writers_when_profiles_become_one_and_part_again() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        world.connect_and_read(&store).await;
        let writer = world.get("/reviews").await["data"][0]["customer_id"].as_str().unwrap().to_owned();
        let all = world.get("/customers").await;
        let other = all["data"].as_array().unwrap().iter().find(|one| one["id"] != writer.as_str()).unwrap();
        let other = other["id"].clone();
        let into = other.as_str().unwrap();
        let merged = world.post(&format!("/customers/{into}/merge"), json!({ "from": writer })).await;
        assert!(merged.status.is_success(), "{}", merged.body);
        world.readers_catch_up().await;
        let whose = async || world.get("/reviews").await["data"][0]["customer_id"].clone();
        assert_eq!(whose().await, other);
        let merge = merged.body["merge_id"].as_str().unwrap().to_owned();
        let parted = world.post(&format!("/customer-merges/{merge}/undo"), json!({})).await;
        assert!(parted.status.is_success(), "{}", parted.body);
        world.readers_catch_up().await;
        assert_eq!(whose().await, json!(writer));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_forgets_people_forgets_who_wrote_reviews() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = shopify::store().await;
        let id = shopify::connected(&world, &store).await;
        let (workspace, of) = (world.workspace, id.parse().unwrap());
        // As an importer would: stores of this kind have none of their own, but the law is the same for all.
        let json: Value = serde_json::from_slice(&recorded("092-reviews.body")).unwrap();
        let saved = world.app.database.write(move |tx| {
            let review = commerce::woocommerce::map::review(&json[1]).unwrap();
            shop::reviews::save(tx, workspace, of, Came::Fetched, &review, &json[1])
        });
        let review = format!("/reviews/{}", saved.await.unwrap().id());
        assert!(world.get(&review).await["customer_id"].is_string(), "Ayşe is known here");
        let demand = json!({
            "shop_domain": "kestane.myshopify.com", "customer": { "id": 7001 }, "orders_to_redact": [],
        });
        let demand = store.message("customers/redact", "r1", &demand);
        assert_eq!(shopify::deliver(&world, &id, &demand).await, StatusCode::OK);
        let shown = world.get(&review).await;
        for field in ["reviewer", "email", "customer_id"] {
            assert!(shown[field].is_null(), "{field}");
        }
        assert_eq!((&shown["text"], &shown["rating"]), (&json!(""), &json!(5)), "the stars stay");
        let kept = world.app.database.read(move |db| shop::reviews::find_source(db, workspace, of, "105"));
        let kept = kept.await.unwrap().unwrap();
        assert!(!format!("{kept:?}").to_lowercase().contains("yilmaz"), "{kept:?}");
        assert!(ids(&world.get("/reviews?q=rahat").await).is_empty(), "nor is it found by its words");
    })
    .await;
}
