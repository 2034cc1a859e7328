//! Whose orders they are.

use database::testing::on_both_engines;
use people::customers::{self, CustomerId, Identity, Seen};
use serde_json::json;

use crate::world::{World, recorded_store};

async fn customer_of(world: &World, number: &str) -> CustomerId {
    world.order(number).await["customer_id"].as_str().unwrap().parse().unwrap()
}

async fn standing(world: &World, id: CustomerId) -> (i64, Vec<(String, i64)>) {
    let workspace = world.workspace;
    let found = world.app.database.read(move |db| customers::find(db, workspace, id)).await.unwrap().unwrap();
    (found.orders_count, found.lifetime_value.0.into_iter().collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_is_one_person_with_all_their_orders_and_what_they_spent() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        world.connect_and_read(&store).await;
        let ayse = customer_of(&world, "47").await;
        assert_eq!(customer_of(&world, "53").await, ayse);
        let orders = world.get(&format!("/orders?customer={ayse}&limit=200")).await["data"].clone();
        let orders = orders.as_array().unwrap();
        assert!(orders.len() >= 3);
        assert!(orders.iter().all(|order| order["email"] == "ayse.yilmaz@example.com"));
        let paid = |status: &str| matches!(status, "processing" | "completed" | "refunded");
        let mut spent = 0;
        for order in orders.iter().filter(|order| paid(order["status"].as_str().unwrap())) {
            let minor = |field: &str| {
                assert_eq!(order[field]["currency"], "TRY");
                order[field]["amount"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap()
            };
            spent += minor("total") - minor("refunded_total");
        }
        let counted = orders.iter().filter(|order| order["status"] != "failed").count() as i64;
        assert_eq!(standing(&world, ayse).await, (counted, vec![("TRY".to_owned(), spent)]));
        assert_ne!(customer_of(&world, "48").await, ayse);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_follow_their_customers_when_profiles_are_merged_and_parted() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        world.connect_and_read(&store).await;
        let (ayse, minsu) = (customer_of(&world, "47").await, customer_of(&world, "48").await);
        let before = (standing(&world, ayse).await, standing(&world, minsu).await);
        let workspace = world.workspace;
        let merge = world
            .app
            .database
            .write(move |tx| {
                customers::merge(tx, workspace, minsu, ayse, "test").map_err(database::DbError::from)
            })
            .await
            .unwrap();
        world.readers_catch_up().await;
        assert_eq!(customer_of(&world, "48").await, ayse);
        let (count, spent) = standing(&world, ayse).await;
        assert_eq!(count, before.0.0 + before.1.0);
        assert!(spent.len() >= before.0.1.len());

        world
            .app
            .database
            .write(move |tx| {
                customers::unmerge(tx, workspace, merge, "test").map_err(database::DbError::from)
            })
            .await
            .unwrap();
        world.readers_catch_up().await;
        assert_eq!((customer_of(&world, "48").await, customer_of(&world, "47").await), (minsu, ayse));
        assert_eq!((standing(&world, ayse).await, standing(&world, minsu).await), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wrote_before_they_bought_is_the_same_person() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let workspace = world.workspace;
        let wrote = world
            .app
            .database
            .write(move |tx| {
                let identities = [Identity::email("Ayse.Yilmaz@example.com").unwrap()];
                customers::recognise(tx, workspace, &Seen { identities: &identities, ..Seen::default() })
            })
            .await
            .unwrap();
        world.connect_and_read(&store).await;
        assert_eq!(customer_of(&world, "47").await, wrote);
        let of_nobody = world.order("54").await;
        assert_eq!(of_nobody["customer_id"], json!(null), "an order without account, address and number");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_customer_ordered_and_got_back_is_told_in_short() {
    on_both_engines(|data| async {
        let desk = crate::acting::Desk::open(data).await;
        let customer = desk.world.order(&desk.source).await["customer_id"].as_str().unwrap().to_owned();
        let lines = serde_json::json!([{ "id": "1", "quantity": 1 }]);
        let refund =
            serde_json::json!({ "kind": "refund", "mode": "lines", "lines": lines, "pay_back": true });
        let before = desk.world.get(&format!("/customers/{customer}/order-facts")).await;
        desk.act(&refund).await;
        let worker = desk.world.work();
        let orders = format!("/customers/{customer}/order-facts");
        for _ in 0..600 {
            if desk.world.get(&orders).await["returned_pieces"].as_i64() > before["returned_pieces"].as_i64()
            {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        worker.end().await;
        let after = desk.world.get(&orders).await;
        assert_eq!(after["refunds"].as_i64(), before["refunds"].as_i64().map(|refunds| refunds + 1));
        assert_eq!(
            after["returned_pieces"].as_i64(),
            before["returned_pieces"].as_i64().map(|pieces| pieces + 1)
        );
        assert!(after["days_between"].is_number() && after["first_order_at"].is_string(), "{after}");
    })
    .await;
}
