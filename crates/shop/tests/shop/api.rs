//! Lists, search, CSV.

use std::time::Instant;

use database::testing::on_both_engines;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::world::{World, recorded_store};

fn numbers(list: &Value) -> Vec<String> {
    list["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| order["number"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_are_found_by_number_address_name_and_phone() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        world.connect_and_read(&store).await;
        for (query, number) in [
            ("%2347", "47"),
            ("AYSE.yilmaz@example.com", "47"),
            ("ayse+yil", "47"),
            ("Y%C4%B1lmaz", "47"),
            ("0532+123+45+67", "47"),
            ("%EA%B9%80%EB%AF%BC", "48"),
            ("%EB%AF%BC%EC%88%98", "48"),
            ("%D8%B1%D8%B6%D8%A7", "49"),
            ("guest@example.com", "50"),
        ] {
            let found = numbers(&world.get(&format!("/orders?q={query}")).await);
            assert!(found.contains(&number.to_owned()), "{query}: {found:?}");
        }
        assert_eq!(world.get("/orders?q=nobody-at-all").await["data"], json!([]));
        let product = world.get("/products?q=bot-syh").await;
        assert_eq!(product["data"][0]["sku"], "BOT-SYH-42");
        assert_eq!(product["data"][0]["price"]["currency"], "TRY");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_come_in_pages_without_holes_and_are_filtered() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let all = numbers(&world.get("/orders?limit=200").await);
        let (mut paged, mut next) = (Vec::new(), String::new());
        loop {
            let page = world.get(&format!("/orders?limit=7{next}")).await;
            paged.extend(numbers(&page));
            match page["next"].as_str() {
                Some(cursor) => next = format!("&after={cursor}"),
                None => break,
            }
        }
        assert_eq!(paged, all);
        let (mut oldest, mut next) = (Vec::new(), String::new());
        loop {
            let page = world.get(&format!("/orders?sort=placed_at&limit=7{next}")).await;
            oldest.extend(numbers(&page));
            match page["next"].as_str() {
                Some(cursor) => next = format!("&after={cursor}"),
                None => break,
            }
        }
        assert_eq!(oldest, all.iter().rev().cloned().collect::<Vec<_>>());
        let mixed = world.get_any(&format!("/orders?sort=-placed_at{next}")).await;
        assert_eq!(mixed.body["errors"][0]["pointer"], "?after", "{}", mixed.body);
        let Value::String(table) = world.get_any("/orders.csv?sort=placed_at").await.body else {
            panic!("no table")
        };
        assert!(table.lines().nth(1).unwrap().contains(&format!(",{},", oldest[0])), "{table}");
        assert_eq!(numbers(&world.get("/orders?limit=200&status=&q=&customer=&sort=&after=").await), all);
        let some = world.get(&format!("/orders?status=completed,refunded&store={id}&limit=200")).await;
        assert!(
            some["data"]
                .as_array()
                .unwrap()
                .iter()
                .all(|order| { matches!(order["status"].as_str(), Some("completed" | "refunded")) })
        );
        for wrong in ["status=lost", "sort=total", "limit=0", "after=x", "color=red", "customer=x"] {
            let answer = world.get_any(&format!("/orders?{wrong}")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        }
        assert_eq!(world.get_any("/orders/ord_0000000000001").await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.get_any("/orders/47").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_has_every_order_and_exact_amounts() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        world.connect_and_read(&store).await;
        let orders = world.get("/orders?limit=200").await["data"].as_array().unwrap().len();
        let table = world.get_any("/orders.csv").await;
        let Value::String(table) = table.body else { panic!("no table") };
        let lines: Vec<&str> = table.trim_start_matches('\u{feff}').trim_end().split("\r\n").collect();
        assert_eq!(lines.len(), orders + 1);
        assert!(lines[0].starts_with("id,store_id,number,status,placed_at"));
        let won = lines.iter().find(|line| line.contains(",48,")).unwrap();
        assert!(won.contains(",KRW,91300,"), "{won}");
        let dinar = lines.iter().find(|line| line.contains(",51,")).unwrap();
        assert!(dinar.contains(",BHD,12.350,"), "{dinar}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_the_stores_of_another_workspace() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let other = database::WorkspaceId(world.workspace.0 + 1);
        let known: shop::stores::StoreId = id.parse().unwrap();
        let seen = world
            .app
            .database
            .read(move |db| {
                let store = shop::stores::find(db, other, known)?;
                let orders = shop::orders::page(db, other, &shop::orders::Filter::default(), None, 10)?;
                let products = shop::products::page(db, other, &shop::products::Filter::default(), None, 10)?;
                let numbers = shop::orders::by_number(db, other, "47")?;
                Ok::<_, database::DbError>((store.is_none(), orders.len() + products.len() + numbers.len()))
            })
            .await
            .unwrap();
        assert_eq!(seen, (true, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_orders_takes_the_same_queries_however_many_orders_it_has() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        world.connect_and_read(&store).await;
        let workspace = world.workspace;
        let count = |limit| {
            world.app.database.read(move |db| {
                database::reset_query_count();
                let orders =
                    shop::orders::page(db, workspace, &shop::orders::Filter::default(), None, limit)?;
                shop::orders::gather(db, workspace, orders)?;
                Ok::<_, database::DbError>(database::queries_so_far())
            })
        };
        assert_eq!(count(2).await.unwrap(), count(30).await.unwrap());
        let started = Instant::now();
        world.get("/orders?limit=30").await;
        println!("30 orders with all that hangs on them: {:?}", started.elapsed());
    })
    .await;
}
