//! Files are read into a store without a connector.

use database::testing::on_both_engines;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shop::imports::Importing;

use crate::world::World;

pub async fn store(world: &World) -> String {
    let body = json!({ "kind": "other", "name": "Kestane", "url": "kestane.example", "currency": "TRY", "time_zone": "Europe/Istanbul" });
    world.post("/stores", body).await.body["id"].as_str().unwrap().to_owned()
}

/// Sends a file; returns where its import is, and how it is proposed to be read.
pub async fn send(world: &World, store: &str, kind: &str, file: impl Into<Vec<u8>>) -> (String, Value) {
    let sent = world.upload(&format!("/stores/{store}/imports?kind={kind}&name=file.csv"), file.into()).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    assert_eq!(sent.body["state"], "draft");
    (format!("/stores/{store}/imports/{}", sent.body["id"].as_str().unwrap()), sent.body)
}

/// Does it, to its end.
pub async fn done(world: &World, import: &str, what: &str) -> Value {
    let begun = world.post(&format!("{import}/{what}"), json!({})).await;
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.body);
    let worker = Importing::new(world.app.clone());
    while worker.next().await.unwrap() {}
    world.get(import).await
}

pub fn counts(import: &Value) -> [i64; 5] {
    ["things", "created", "updated", "unchanged", "refused"].map(|name| import[name].as_i64().unwrap())
}

fn fields(import: &Value) -> Vec<&str> {
    let columns = import["plan"]["columns"].as_array().unwrap();
    columns.iter().map(|column| column["field"].as_str().unwrap_or("-")).collect()
}

const TURKISH: &str = "Sipariş No;Tarih;Durum;Müşteri;E-posta;Telefon;Toplam Tutar;Kargo Firması;Kargo Takip No;Renk\r\n\
    1001;20.11.2026 09:15;Kargoya Verildi;Ayşe Yılmaz;ayse@example.com;0532 123 45 67;1.234,50 TL;Yurtiçi Kargo;123456789012;mavi\r\n\
    1002;21.11.2026 18:00;Hazırlanıyor;\"Öğüt; Çağla\";cagla@example.com;;99,90;;;\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_a_turkish_store_is_recognised_shown_and_taken_and_a_second_time_nothing_changes() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let file = TURKISH.chars().map(windows_1254).collect::<Vec<u8>>();
        let (import, proposed) = send(&world, &store, "orders", file.clone()).await;
        let plan = &proposed["plan"];
        assert_eq!((&plan["encoding"], &plan["delimiter"]), (&json!("windows-1254"), &json!(";")));
        assert_eq!((&plan["decimal_mark"], &plan["day_order"]), (&json!("comma"), &json!("day")));
        assert_eq!(
            fields(&proposed),
            [
                "number",
                "placed_at",
                "status",
                "name",
                "email",
                "phone",
                "total",
                "carrier",
                "tracking_number",
                "-"
            ]
        );
        let preview = world.get(&format!("{import}/preview")).await;
        let first = &preview["data"][0];
        assert_eq!((&first["line"], &first["thing"]["total"]["amount"]), (&json!(2), &json!("1234.50")));
        assert_eq!(first["thing"]["placed_at"], "2026-11-20T06:15:00.000Z");
        assert_eq!(preview["data"][1]["thing"]["billing"]["name"], "Öğüt; Çağla");

        let checked = done(&world, &import, "check").await;
        assert_eq!((&checked["state"], counts(&checked)), (&json!("checked"), [2, 0, 0, 0, 0]));
        assert_eq!(world.get("/orders").await["data"], json!([]));
        let taken = done(&world, &import, "run").await;
        assert_eq!((&taken["state"], counts(&taken)), (&json!("done"), [2, 2, 0, 0, 0]));
        assert_eq!(taken["bytes_done"], taken["bytes_total"]);
        let order = world.order("1001").await;
        assert_eq!(order["total"], json!({ "amount": "1234.50", "currency": "TRY" }));
        assert_eq!(
            (&order["status"], &order["raw_status"]),
            (&json!("completed"), &json!("Kargoya Verildi"))
        );
        assert_eq!(order["shipments"][0]["carrier"], "tr.yurtici");
        assert_eq!(world.get("/orders?q=ayse").await["data"][0]["id"], order["id"]);
        let (again, _) = send(&world, &store, "orders", file).await;
        assert_eq!(counts(&done(&world, &again, "run").await), [2, 0, 0, 2, 0]);
        let over = world.post(&format!("{again}/run"), json!({})).await;
        assert_eq!(over.status, StatusCode::CONFLICT);
        assert_eq!(world.get(&format!("/stores/{store}/imports")).await["data"].as_array().unwrap().len(), 2);
    })
    .await;
}

fn windows_1254(c: char) -> u8 {
    match c {
        'ş' => 0xfe,
        'Ş' => 0xde,
        'ı' => 0xfd,
        'İ' => 0xdd,
        'ğ' => 0xf0,
        'Ğ' => 0xd0,
        other => u8::try_from(u32::from(other)).unwrap(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn days_of_the_persian_calendar_are_recognised_and_read_in_the_zone_of_the_store() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let body = json!({ "kind": "other", "name": "پسته", "url": "pesteh.example", "currency": "IRR", "time_zone": "Asia/Tehran" });
        let store = world.post("/stores", body).await.body["id"].as_str().unwrap().to_owned();
        let file = "شماره سفارش,تاریخ سفارش,وضعیت,نام مشتری,مبلغ کل,ایمیل\n\
            ۱۰۰۱,۱۴۰۴/۰۸/۳۰,تکمیل شده,رضا احمدی,۴۵۰۰۰۰,reza@example.com\n\
            ۱۰۰۲,1404/12/30 10:00,تکمیل شده,رضا احمدی,۴۵۰۰۰۰,reza@example.com\n";
        let (import, proposed) = send(&world, &store, "orders", file).await;
        assert_eq!(proposed["plan"]["day_order"], "persian");
        let taken = done(&world, &import, "run").await;
        assert_eq!(counts(&taken), [2, 1, 0, 0, 1], "{taken:#}");
        assert_eq!((&taken["lines"][0]["line"], &taken["lines"][0]["code"]), (&json!(3), &json!("not-a-date")));
        assert_eq!(world.order("۱۰۰۱").await["placed_at"], "2025-11-20T20:30:00.000Z");
        // Somebody knows better.
        let (import, _) = send(&world, &store, "orders", file).await;
        let changed = world.patch(&import, json!({ "day_order": "day" })).await;
        assert_eq!(changed.body["plan"]["day_order"], "day");
        assert_eq!(counts(&done(&world, &import, "check").await)[4], 2);
    })
    .await;
}

const SHOPIFY: &str = "Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Id\n\
    #1001,a@example.com,paid,2024-01-05 10:20:31 -0500,USD,30.00,2024-01-05 10:20:30 -0500,2,Cup,10.00,5001\n\
    #1001,a@example.com,,,,,2024-01-05 10:20:30 -0500,1,Spoon,10.00,\n\
    #1002,b@example.com,refunded,,EUR,5.5,2024-01-06 10:20:30 -0500,1,Knife,5.50,5002\n";

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_one_order_are_its_lines() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let (import, _) = send(&world, &store, "orders", SHOPIFY).await;
        let taken = done(&world, &import, "run").await;
        assert_eq!(counts(&taken), [2, 2, 0, 0, 0], "{taken:#}");
        let order = world.order("1001").await;
        assert_eq!((&order["source_id"], &order["total"]["currency"]), (&json!("5001"), &json!("USD")));
        assert_eq!(order["lines"].as_array().unwrap().len(), 2);
        assert_eq!(order["lines"][0]["total"]["amount"], "20.00");
        assert_eq!(order["lines"][1]["name"], "Spoon");
        // Rows of one order that do not stand together are told.
        let torn = format!(
            "{SHOPIFY}#1001,a@example.com,paid,,USD,30.00,2024-01-05 10:20:30 -0500,1,Fork,1.00,5001\n"
        );
        let (import, _) = send(&world, &store, "orders", torn).await;
        let checked = done(&world, &import, "check").await;
        assert_eq!(
            (&checked["lines"][0]["line"], &checked["lines"][0]["code"]),
            (&json!(5), &json!("came-before"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_line_is_told_with_its_number_column_and_reason_and_the_others_are_taken() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let file = "order_id,status,total,currency,date,billing_country,email\n\
            1,paid,12.5O,TRY,2026-11-20,TR,\n\
            2,paid,12.50,TRY,20/2026,TR,\n\
            3,paid,12.50,TRY,2026-11-20,Turkey,\n\
            4,,12.505,TRY,2026-11-20,TR,\n\
            5,paid,12.50,TRY,2026-11-20,TR,\"two\nlines\"\n\
            ,paid,1,TRY,2026-11-20,TR,\n\
            7,paid,1,lira!,2026-11-20\n\
            8,paid,1,,2026-11-20\n\
            =9,paid,x,TRY,2026-11-20\n";
        let (import, _) = send(&world, &store, "orders", file).await;
        let taken = done(&world, &import, "run").await;
        assert_eq!(counts(&taken), [9, 2, 0, 0, 7], "{taken:#}");
        let told: Vec<(i64, &str, &str)> = taken["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| {
                let text = |name: &str| line[name].as_str().unwrap();
                (line["line"].as_i64().unwrap(), text("column"), text("code"))
            })
            .collect();
        assert_eq!(
            told,
            [
                (2, "total", "not-an-amount"),
                (3, "date", "not-a-date"),
                (4, "billing_country", "not-a-country"),
                (5, "status", "required"),
                (8, "order_id", "required"),
                (9, "currency", "not-a-currency"),
                (11, "total", "not-an-amount"),
            ]
        );
        assert_eq!(taken["lines"][0]["value"], "12.5O");
        let table = world.get_any(&format!("{import}/bad-lines.csv")).await;
        let table = table.body.as_str().unwrap();
        assert_eq!(table.lines().count(), 8);
        assert!(table.contains("2,\"total\",\"not-an-amount\","), "{table}");
    })
    .await;
}

/// A table of many orders; each customer has ordered several times.
pub fn many(orders: usize) -> String {
    let mut table =
        "order_id,status,total,currency,date,name,email,line_name,line_quantity,line_price\n".to_owned();
    for id in 0..orders {
        let person = id % (orders / 3 + 1);
        table.push_str(&format!(
            "{id},completed,{id}.50,TRY,2026-01-01 00:00,Person {person},p{person}@example.com,Cup,1,{id}.50\n"
        ));
    }
    table
}

/// As if the lease of a process that was killed had run out.
pub async fn free(world: &World) {
    use diesel::prelude::*;
    use shop::schema::store_import;
    let free = world.app.database.write(|tx| {
        let over = store_import::leased_until.eq(0_i64);
        diesel::update(store_import::table).set(over).execute(tx.db)?;
        Ok::<_, database::DbError>(())
    });
    free.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn how_a_file_is_read_can_be_changed_until_it_is_begun_and_an_import_can_be_stopped() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let file = "a|b|c|d|when\n1|new|12,50|Cup|03/04/2026\n";
        let (import, proposed) = send(&world, &store, "orders", file).await;
        assert_eq!(proposed["plan"]["delimiter"], "|");
        assert_eq!(fields(&proposed), ["-", "-", "-", "-", "-"]);
        let change = json!({
            "columns": ["source_id", "status", "total", "line_name", "placed_at"], "decimal_mark": "comma",
            "day_order": "month", "currency": "eur", "time_zone": "UTC",
        });
        let changed = world.patch(&import, change).await;
        assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
        let preview = world.get(&format!("{import}/preview")).await;
        // A line needs a price, and the file has none of one.
        assert_eq!(preview["data"][0]["errors"][0]["code"], "required", "{preview:#}");
        let without = json!({ "columns": ["source_id", "status", "total", null, "placed_at"] });
        world.patch(&import, without).await;
        let preview = world.get(&format!("{import}/preview")).await;
        let thing = &preview["data"][0]["thing"];
        assert_eq!(thing["total"], json!({ "amount": "12.50", "currency": "EUR" }));
        assert_eq!(thing["placed_at"], "2026-03-04T00:00:00.000Z");
        for (wrong, place) in [
            (json!({ "columns": ["source_id"] }), "/columns"),
            (json!({ "columns": ["source_id", "source_id", null, null, null] }), "/columns/1"),
            (json!({ "columns": ["sku", null, null, null, null] }), "/columns/0"),
            (json!({ "delimiter": "x" }), "/delimiter"),
            (json!({ "time_zone": "Mars" }), "/time_zone"),
        ] {
            let refused = world.patch(&import, wrong).await;
            assert_eq!(refused.body["errors"][0]["pointer"], place, "{}", refused.body);
        }
        // Another kind is another file.
        let products = world.patch(&import, json!({ "kind": "products" })).await;
        assert!(products.body["fields"].as_array().unwrap().contains(&json!("price")));
        world.post(&format!("{import}/check"), json!({})).await;
        let stopped = world.post(&format!("{import}/cancel"), json!({})).await;
        assert_eq!(stopped.body["state"], "draft");
        world.post(&format!("{import}/run"), json!({})).await;
        assert_eq!(world.patch(&import, json!({ "kind": "orders" })).await.status, StatusCode::CONFLICT);
        assert_eq!(world.get_any(&format!("{import}/preview")).await.status, StatusCode::OK);
        let stopped = world.post(&format!("{import}/cancel"), json!({})).await;
        assert_eq!(stopped.body["state"], "cancelled");
        assert_eq!(world.get_any(&format!("{import}/preview")).await.status, StatusCode::CONFLICT);
        assert_eq!(world.post(&format!("{import}/cancel"), json!({})).await.status, StatusCode::CONFLICT);
        assert!(!Importing::new(world.app.clone()).next().await.unwrap());
        let empty = world.upload(&format!("/stores/{store}/imports?kind=orders"), Vec::new()).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn objects_of_the_push_api_and_tables_of_customers_and_products_are_taken() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let order = |id: u32| {
            json!({
                "source_id": id.to_string(), "status": "paid", "total": { "amount": "5.00", "currency": "TRY" },
                "placed_at": "2026-11-20T09:15:00Z", "updated_at": "2026-11-20T09:15:00Z", "customer_source_id": "77",
            })
        };
        let lines = format!("{}\n{{\"source_id\": \"x\"}}\n{}\n", order(1), order(2));
        let (import, proposed) = send(&world, &store, "orders", lines).await;
        assert_eq!((&proposed["plan"]["format"], &proposed["plan"]["columns"]), (&json!("json"), &json!([])));
        let taken = done(&world, &import, "run").await;
        assert_eq!(counts(&taken), [3, 2, 0, 0, 1], "{taken:#}");
        assert_eq!(taken["lines"][0]["line"], 2);
        let (import, _) = send(&world, &store, "orders", json!([order(2), order(3)]).to_string()).await;
        assert_eq!(counts(&done(&world, &import, "run").await), [2, 1, 0, 1, 0]);

        // Korean Windows.
        let mut korean = b"ID,".to_vec();
        korean.extend([0xc0, 0xcc, 0xb8, 0xa7]); // 이름
        korean.extend(b",Email\n77,");
        korean.extend([0xb1, 0xe8, 0xb9, 0xce, 0xbc, 0xf6]); // 김민수
        korean.extend(b",kim@example.com\n");
        let (import, proposed) = send(&world, &store, "customers", korean).await;
        assert_eq!(proposed["plan"]["encoding"], "cp949");
        assert_eq!(fields(&proposed), ["source_id", "name", "email"]);
        assert_eq!(counts(&done(&world, &import, "run").await), [1, 1, 0, 0, 0]);
        let person = world.order("1").await["customer_id"].as_str().unwrap().to_owned();
        assert_eq!(world.get(&format!("/customers/{person}")).await["name"], "김민수");

        // As spreadsheets write it: UTF-16 with tabs.
        let table = "ID\tSKU\tName\tStock\tRegular price\n9\tBOT\tSüet bot\t3\t300\n";
        let wide: Vec<u8> = std::iter::once(0xfeff).chain(table.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let (import, proposed) = send(&world, &store, "products", wide).await;
        assert_eq!((&proposed["plan"]["encoding"], &proposed["plan"]["delimiter"]), (&json!("utf-16le"), &json!("\t")));
        assert_eq!(counts(&done(&world, &import, "run").await), [1, 1, 0, 0, 0]);
        assert_eq!(world.get("/products?q=bot").await["data"][0]["price"]["amount"], "300.00");
    })
    .await;
}
