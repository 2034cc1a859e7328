//! Products with their variants: read, changed, gone, told of and imported.

use commerce::model::{StockStatus, StoreProduct, StoreVariation, Visibility};
use commerce::replay::shopify::ShopifyStore;
use database::DbError;
use database::testing::on_both_engines;
use diesel::prelude::*;
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shop::products::{self, ProductId};
use shop::schema::{product_original, product_variant};
use shop::syncing::Habits;

use crate::deliveries::Wire;
use crate::importing::{counts, done, send, store as own_store};
use crate::reading::{client, money, time};
use crate::shopify::{connected, folder};
use crate::world::{World, quick, recorded_store};

fn stock(status: StockStatus) -> &'static str {
    match status {
        StockStatus::InStock => "in_stock",
        StockStatus::OutOfStock => "out_of_stock",
        StockStatus::OnBackorder => "on_backorder",
        StockStatus::Unknown => "unknown",
    }
}

fn state(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Published => "published",
        Visibility::Hidden => "hidden",
        Visibility::Trashed => "gone",
    }
}

fn variant(told: &StoreVariation) -> Value {
    json!({
        "source_id": told.source_id, "name": told.name, "sku": told.sku, "price": told.price.map(money),
        "regular_price": told.regular_price.map(money), "stock_status": stock(told.stock),
        "stock_quantity": told.stock_quantity, "state": state(told.visibility), "image_url": told.image_url,
        "options": told.options.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect::<Vec<_>>(),
    })
}

/// Compares every field of a product here with the product there; its description is compared by its words.
fn same(there: &StoreProduct, variants: &[StoreVariation], here: &Value) {
    for (field, expected) in [
        ("source_id", json!(there.source_id)),
        ("name", json!(there.name)),
        ("sku", json!(there.sku)),
        ("kind", json!(there.kind)),
        ("price", json!(there.price.map(money))),
        ("regular_price", json!(there.regular_price.map(money))),
        ("stock_status", json!(stock(there.stock))),
        ("stock_quantity", json!(there.stock_quantity)),
        ("state", json!(state(there.visibility))),
        ("permalink", json!(there.url)),
        ("image_url", json!(there.images.first())),
        ("images", json!(there.images)),
        ("categories", json!(there.categories)),
        ("attributes", json!(there.attributes)),
        ("language", json!(there.language)),
        ("modified_at", time(there.modified_at)),
        ("variants", variants.iter().map(variant).collect()),
    ] {
        assert_eq!(here[field], expected, "{field} of {}", there.name);
    }
    let shown = here["description_html"].as_str().unwrap_or_default();
    assert!(!shown.contains("<script") && !shown.contains("<img"), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_shown_with_every_field_its_variants_and_its_original_is_kept() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let there = client(&store).await;
        let lira = "TRY".parse().unwrap();
        let list = world.get("/products?limit=200&state=published,hidden,gone").await;
        let list = list["data"].as_array().unwrap().clone();
        let (all, _) = there.products(lira, None).all().await.unwrap();
        assert!(all.len() > 5 && list.len() == all.len());
        for told in &all {
            let (variants, _) = there.variations(&told.source_id, lira).all().await.unwrap();
            let mut found = Vec::new();
            for row in &list {
                let shown = world.get(&format!("/products/{}", row["id"].as_str().unwrap())).await;
                if shown["source_id"] == json!(told.source_id) {
                    found.push(shown);
                }
            }
            let [here] = found.as_slice() else { panic!("{}: {found:#?}", told.name) };
            same(told, &variants, here);
            let address = format!("{}/wp-admin/post.php?post={}&action=edit", store.url(), told.source_id);
            assert_eq!((&here["admin_url"], &here["store_name"]), (&json!(address), &json!("Deneme")));
            assert_eq!(here["store_id"], json!(id));

            let (workspace, ours): (_, ProductId) =
                (world.workspace, here["id"].as_str().unwrap().parse().unwrap());
            let kept =
                world.app.database.read(move |db| products::original(db, workspace, ours)).await.unwrap();
            let kept: Value = serde_json::from_str(&kept.unwrap()).unwrap();
            let shelf = store.shelf("products");
            let mut wrote = shelf
                .into_iter()
                .find(|one| one["id"] == told.source_id.as_str().parse::<u64>().unwrap())
                .unwrap();
            wrote.as_object_mut().unwrap().remove("_links");
            assert_eq!(kept, wrote, "word for word");
        }
        let shirt = world.product("ts-m-1").await;
        assert_eq!(shirt["name"], "T-Shirt", "an article number of a variant leads to its product");
        let left: Vec<&Value> =
            shirt["variants"].as_array().unwrap().iter().map(|one| &one["stock_quantity"]).collect();
        assert_eq!(left, [2, 0, 12]);
        let order = world.get("/orders?limit=200").await;
        let lines =
            order["data"].as_array().unwrap().iter().flat_map(|one| one["lines"].as_array().unwrap().clone());
        let of_shirt: Vec<Value> =
            lines.filter(|line| line["product_source_id"] == shirt["source_id"]).collect();
        assert!(!of_shirt.is_empty());
        assert!(of_shirt.iter().all(|line| line["product_id"] == shirt["id"]), "{of_shirt:#?}");
        assert!(!list.iter().any(|row| row.to_string().contains("original")), "it is never listed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn products_are_narrowed_down_by_stock_state_category_and_store() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let rows = |list: Value| list["data"].as_array().unwrap().clone();
        let all = rows(world.get("/products?limit=200").await);
        let (mut paged, mut next) = (Vec::new(), String::new());
        loop {
            let page = world.get(&format!("/products?limit=3{next}")).await;
            paged.extend(rows(page.clone()));
            match page["next"].as_str() {
                Some(cursor) => next = format!("&after={cursor}"),
                None => break,
            }
        }
        assert_eq!(paged, all);
        assert_eq!(rows(world.get(&format!("/products?limit=200&store={id}&q=&stock=&state=")).await), all);
        for (query, field, words) in [
            ("stock=out_of_stock,on_backorder", "stock_status", vec!["out_of_stock", "on_backorder"]),
            ("stock=in_stock", "stock_status", vec!["in_stock"]),
            ("state=hidden", "state", vec!["hidden"]),
        ] {
            let some = rows(world.get(&format!("/products?limit=200&{query}")).await);
            let fits = |row: &&Value| words.iter().any(|word| row[field] == *word);
            assert!(!some.is_empty() && some.len() == all.iter().filter(fits).count(), "{query}");
        }
        let categories = rows(world.get("/product-categories").await);
        assert!(categories.contains(&json!({ "name": "Uncategorized" })), "{categories:?}");
        let mut filed = 0;
        for category in &categories {
            let name: String =
                url::form_urlencoded::byte_serialize(category["name"].as_str().unwrap().as_bytes()).collect();
            let some = rows(
                world.get(&format!("/products?limit=200&state=published,hidden,gone&category={name}")).await,
            );
            filed += some.len();
            for row in some {
                let shown = world.get(&format!("/products/{}", row["id"].as_str().unwrap())).await;
                assert!(shown["categories"].as_array().unwrap().contains(&category["name"]));
            }
        }
        assert!(filed > 0);
        for wrong in ["stock=plenty", "state=lost", "after=x", "color=red", "store=x"] {
            let answer = world.get_any(&format!("/products?{wrong}")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        }
        assert_eq!(world.get_any("/products/prd_0000000000001").await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.get_any("/products/18").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_variation_that_changes_changes_in_its_product_and_screens_are_told() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let before = world.events(&["product.updated"]).await.len();
        store.change_silently(
            "products/18/variations",
            "20",
            &json!({ "stock_quantity": 5, "stock_status": "instock" }),
        );
        let told = json!({ "id": 20, "type": "variation", "parent_id": 18, "status": "publish" });
        let wire = Wire::new(&world, &id).await;
        assert_eq!(wire.send("product.updated", told.to_string().as_bytes()).await, StatusCode::OK);
        let worker = world.work();
        let shirt = world.until_product("ts-m-1", |one| one["variants"][1]["stock_quantity"] == 5).await;
        worker.end().await;
        assert_eq!(shirt["variants"][1]["stock_status"], "in_stock");
        assert_eq!(shirt["variants"].as_array().unwrap().len(), 3);
        let news = world.events(&["product.updated"]).await;
        assert_eq!(news.len(), before + 1, "once, for nothing else of it has changed");
        assert_eq!(news.last().unwrap().payload["product_id"], shirt["id"]);
    })
    .await;
}

fn comparing() -> Habits {
    Habits { compare_every: SignedDuration::from_millis(0), ..quick() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_that_vanished_without_a_message_is_gone_after_one_comparison_also_when_it_is_killed() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let boots = world.product("bot-syh").await;
        store.remove("products", boots["source_id"].as_str().unwrap(), true);
        store.change_silently(
            "products",
            "18",
            &json!({ "name": "T-Shirt, new", "date_modified_gmt": "2026-11-23T00:00:00" }),
        );
        world.wake(&id).await;
        for milliseconds in [5, 30, 60] {
            let worker = world.work_with(comparing());
            tokio::time::sleep(std::time::Duration::from_millis(milliseconds)).await;
            worker.kill().await;
        }
        let worker = world.work_with(comparing());
        world.until_product("bot-syh", |one| one["state"] == "gone").await;
        world.until_product("ts-m-1", |one| one["name"] == "T-Shirt, new").await;
        worker.end().await;
        assert_eq!(world.get("/products?q=bot-syh").await["data"], json!([]), "it is no longer on sale");
        let told = world.events(&["product.deleted"]).await;
        assert_eq!(told.len(), 1);
        let asked = store.requests();
        assert!(
            asked
                .iter()
                .any(|one| one.contains("/products?") && one.contains("_fields=id%2Cdate_modified_gmt"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn variants_that_were_never_asked_for_are_asked_for_by_the_comparison() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        // As a store that was read before variants were.
        let forgotten = world.app.database.write(|tx| {
            diesel::delete(product_variant::table).execute(tx.db)?;
            diesel::delete(product_original::table).execute(tx.db)?;
            Ok::<_, DbError>(())
        });
        forgotten.await.unwrap();
        assert_eq!(world.product("ts-m-1").await["variants"], json!([]));
        world.wake(&id).await;
        let worker = world.work_with(comparing());
        world.until_product("ts-m-1", |one| one["variants"].as_array().unwrap().len() == 3).await;
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_in_the_bin_is_gone_until_it_is_taken_out() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let boots = world.product("bot-syh").await["source_id"].as_str().unwrap().to_owned();
        store.change_silently("products", &boots, &json!({ "status": "trash" }));
        let wire = Wire::new(&world, &id).await;
        let told = json!({ "id": boots.parse::<u64>().unwrap() }).to_string();
        assert_eq!(wire.send("product.deleted", told.as_bytes()).await, StatusCode::OK);
        let worker = world.work();
        world.until(&id, |store| store["sync"]["state"] == "done").await;
        world.until_product("bot-syh", |one| one["state"] == "gone").await;
        store.change("products", &boots, &json!({ "status": "publish" })).unwrap();
        world.until_product("bot-syh", |one| one["state"] == "published").await;
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_variants_of_a_shopify_product_decide_its_stock_by_whichever_way_it_comes() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = ShopifyStore::start(&folder()).await.unwrap();
        store.change_products(|products| {
            let many = (0..230).map(|number| {
                let mut one = products[0]["variants"]["nodes"][1].clone();
                one["id"] = format!("gid://shopify/ProductVariant/{}", 9000 + number).into();
                one["sku"] = format!("BOT-{number}").into();
                one["selectedOptions"][0]["value"] = number.to_string().into();
                // Only the last can be bought.
                one["availableForSale"] = (number == 229).into();
                one["inventoryQuantity"] = if number == 229 { 7 } else { 0 }.into();
                one
            });
            products[0]["variants"]["nodes"] = many.collect::<Vec<_>>().into();
        });
        let id = connected(&world, &store).await;
        let boots = world.product("bot-229").await;
        assert_eq!((&boots["stock_status"], &boots["stock_quantity"]), (&json!("in_stock"), &json!(7)));
        assert_eq!(boots["variants"].as_array().unwrap().len(), 230);
        assert_eq!(boots["variants"][3]["stock_status"], "out_of_stock");
        assert_eq!(boots["admin_url"], format!("{}/admin/products/6001", store.url()));
        store.change_products(|products| {
            products[0]["title"] = "Süet bot, uzun".into();
            products[0]["updatedAt"] = "2026-11-23T00:00:00Z".into();
        });
        let message = store.message("products/update", "first", &json!({ "id": 6001 }));
        assert_eq!(crate::shopify::deliver(&world, &id, &message).await, StatusCode::OK);
        let worker = world.work();
        let boots = world.until_product("bot-229", |one| one["name"] == "Süet bot, uzun").await;
        worker.end().await;
        assert_eq!(boots["stock_status"], "in_stock", "it does not flip with its next message");
        assert_eq!(boots["variants"].as_array().unwrap().len(), 230);
        let soles = world.product("tbn-1").await;
        assert_eq!((&soles["variants"], &soles["stock_status"]), (&json!([]), &json!("on_backorder")));
    })
    .await;
}

fn lira(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "TRY" })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_tells_of_variants_and_lines_of_orders_know_what_makes_them_what_they_are() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = own_store(&world).await;
        let size = |number: &str, left: i64| {
            json!({
                "source_id": format!("v-{number}"), "sku": format!("BOT-{number}"), "price": lira("300.00"),
                "stock_quantity": left, "options": [{ "name": "Numara", "value": number }],
            })
        };
        let boots = |variants: Value, day: u32| {
            json!({
                "source_id": "p-9", "name": "Süet bot", "updated_at": format!("2026-11-0{day}T00:00:00Z"),
                "description_html": "<p onclick='x()'>Hakiki <b>süet</b><img src='https://spy.example/a.gif'></p>",
                "variants": variants,
            })
        };
        let tell = async |products: Value| {
            let path = format!("/stores/{store}/products");
            let told = world.put(&path, json!({ "products": products })).await;
            assert_eq!(told.status, StatusCode::OK, "{}", told.body);
            told.body["data"].clone()
        };
        let told = tell(json!([
            boots(json!([size("41", 3), size("42", 0)]), 1),
            boots(json!([size("41", 3), size("42", 0)]), 1),
            boots(json!([size("41", 3), size("41", 0)]), 2),
        ]))
        .await;
        assert_eq!(
            (&told[0]["outcome"], &told[1]["outcome"], &told[2]["outcome"]),
            (&json!("created"), &json!("unchanged"), &json!("refused"))
        );
        assert_eq!(told[2]["errors"][0]["pointer"], "/products/2/variants/1/source_id");
        let shown = world.product("bot-42").await;
        assert_eq!((&shown["kind"], &shown["stock_status"]), (&json!("variable"), &json!("in_stock")));
        assert_eq!((&shown["price"], &shown["admin_url"]), (&lira("300.00"), &Value::Null));
        assert_eq!(shown["description_html"], "<p>Hakiki <b>süet</b></p>");
        assert_eq!(shown["variants"][1]["stock_status"], "out_of_stock");

        let line = |variant: &str, options: Value| {
            json!({ "name": "Süet bot", "product_source_id": "p-9", "variation_source_id": variant, "quantity": 1,
                "unit_price": lira("300"), "options": options })
        };
        let order = json!({
            "source_id": "1", "number": "KS-1", "status": "paid", "total": lira("600"), "placed_at": "2026-11-20T09:15:00Z",
            "updated_at": "2026-11-20T09:15:00Z",
            "lines": [line("v-42", json!([])), line("v-41", json!([{ "name": "Yazı", "value": "Ada" }])), line("v-9", json!([]))],
        });
        let pushed = world.put(&format!("/stores/{store}/orders"), json!({ "orders": [order] })).await;
        assert_eq!(pushed.body["data"][0]["outcome"], "created", "{}", pushed.body);
        let lines = world.order("KS-1").await["lines"].clone();
        assert_eq!(lines[0]["options"], json!([{ "name": "Numara", "value": "42" }]), "as the variant says of itself");
        assert_eq!(lines[1]["options"], json!([{ "name": "Yazı", "value": "Ada" }]), "as the line says");
        assert_eq!((&lines[2]["options"], &lines[0]["product_id"]), (&json!([]), &shown["id"]));
        assert_eq!(lines[0]["variant_source_id"], "v-42");

        let told = tell(json!([boots(json!([size("41", 0)]), 3)])).await;
        assert_eq!(told[0]["outcome"], "updated");
        let shown = world.product("bot-41").await;
        assert_eq!(shown["variants"].as_array().unwrap().len(), 1, "all of them are told each time");
        assert_eq!(shown["stock_status"], "out_of_stock");
        assert_eq!(world.get("/products?q=bot-42").await["data"], json!([]), "nobody finds it by a variant that is no more");
    })
    .await;
}

/// As Shopify exports products: only the first row of one names what it comes in several of.
const SHOPIFY: &str = "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Variant Image\n\
    suet-bot,Süet bot,Numara,41,Renk,Kum,BOT-41,3,300.00,350.00,https://kestane.example/bot.jpg,\n\
    suet-bot,,,42,,Kum,BOT-42,0,320.00,,https://kestane.example/bot-2.jpg,https://kestane.example/bot-42.jpg\n\
    suet-bot,,,43,,Kum,,1,x,,,\n\
    corap,Çorap,Title,Default Title,,,COR-1,9,25.00,,,\n";

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_one_product_that_follow_each_other_are_its_variants() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = own_store(&world).await;
        let (import, proposed) = send(&world, &store, "products", SHOPIFY).await;
        let columns = proposed["plan"]["columns"].as_array().unwrap();
        let fields: Vec<&str> = columns.iter().map(|one| one["field"].as_str().unwrap_or("-")).collect();
        let expected = "source_id name option_1_name option_1 option_2_name option_2 sku stock_quantity price regular_price images variant_image";
        assert_eq!(fields.join(" "), expected);
        let taken = done(&world, &import, "run").await;
        assert_eq!(counts(&taken), [2, 1, 0, 0, 1], "{taken:#}");
        let bad = &taken["lines"][0];
        assert_eq!((&bad["line"], &bad["code"], &bad["value"]), (&json!(4), &json!("not-an-amount"), &json!("x")));

        let (import, _) = send(&world, &store, "products", SHOPIFY.replace(",x,", ",310.00,")).await;
        assert_eq!(counts(&done(&world, &import, "run").await), [2, 1, 1, 0, 0], "what names no time is as new as its file");
        let boots = world.product("bot-42").await;
        assert_eq!((&boots["name"], &boots["kind"]), (&json!("Süet bot"), &json!("variable")));
        assert_eq!((&boots["price"], &boots["regular_price"]), (&lira("300.00"), &lira("350.00")), "of the cheapest");
        assert_eq!((&boots["stock_status"], &boots["stock_quantity"]), (&json!("in_stock"), &Value::Null));
        assert_eq!(boots["images"], json!(["https://kestane.example/bot.jpg", "https://kestane.example/bot-2.jpg"]));
        assert_eq!(boots["attributes"][0], json!({ "name": "Numara", "options": ["41", "42", "43"] }));
        let second = &boots["variants"][1];
        assert_eq!((&second["source_id"], &second["stock_status"]), (&json!("BOT-42"), &json!("out_of_stock")));
        assert_eq!(
            second["options"],
            json!([{ "name": "Numara", "value": "42" }, { "name": "Renk", "value": "Kum" }])
        );
        assert_eq!(second["image_url"], "https://kestane.example/bot-42.jpg");
        assert_eq!(boots["variants"][2]["source_id"], "suet-bot/43/Kum", "without an id of its own");
        let socks = world.product("cor-1").await;
        assert_eq!((&socks["kind"], &socks["variants"]), (&json!("simple"), &json!([])));
        assert_eq!((&socks["price"], &socks["stock_quantity"]), (&lira("25.00"), &json!(9)));
    })
    .await;
}
