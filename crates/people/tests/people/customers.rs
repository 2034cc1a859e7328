//! Customers: who is recognised, who is only suggested, and merging that can be undone exactly.

use people::customers::{self, CustomerId, Identity, Seen};
use serde_json::{Value, json};

use crate::desk::{Browser, Desk, on_both_engines};

async fn seen(desk: &Desk, identities: Vec<Identity>, name: &'static str) -> CustomerId {
    let workspace = desk.workspace().await;
    let write = move |tx: &mut database::Tx<'_>| {
        let seen = Seen { identities: &identities, name: Some(name), ..Seen::default() };
        customers::recognise(tx, workspace, &seen)
    };
    desk.test.database.write(write).await.unwrap()
}

fn email(address: &str) -> Identity {
    Identity::email(address).unwrap()
}

fn phone(number: &str) -> Identity {
    Identity::phone(number, Some("TR")).unwrap()
}

async fn read(browser: &mut Browser, id: impl std::fmt::Display) -> Value {
    browser.get(&format!("/customers/{id}")).await.ok()
}

async fn suggested(browser: &mut Browser, id: impl std::fmt::Display) -> Vec<Value> {
    browser.get(&format!("/customers/{id}/suggestions")).await.ok()["data"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_known_for_sure_is_one_customer_and_nothing_known_is_overwritten() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let first = seen(&desk, vec![email("Ayse@Example.com")], "Ayşe").await;
        let again = seen(&desk, vec![email("ayse@example.com"), phone("0532 123 45 67")], "A. Yılmaz").await;
        assert_eq!(first, again);
        let shown = read(&mut owner, first).await;
        assert_eq!((&shown["name"], &shown["phone"]), (&json!("Ayşe"), &json!("+905321234567")));
        assert_eq!(shown["identities"][0]["verified"], true);
        assert_eq!(shown["identities"][1]["verified"], false, "families share phones");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_only_suggests_and_who_is_dismissed_is_not_suggested_again() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let known = seen(&desk, vec![email("ayse@example.com")], "Ayşe").await;
        let claimant = seen(&desk, vec![email("ayse@example.com").claimed()], "Somebody").await;
        assert_ne!(known, claimant);
        for (one, other) in [(known, claimant), (claimant, known)] {
            let all = suggested(&mut owner, one).await;
            assert_eq!((all.len(), &all[0]["reason"]), (1, &json!("same_email")));
            assert_eq!(all[0]["customer"]["id"], json!(other));
        }
        let dismiss = format!("/customers/{known}/suggestions/{claimant}/dismiss");
        owner.post(&dismiss, json!({})).await.ok();
        assert!(suggested(&mut owner, claimant).await.is_empty());
        seen(&desk, vec![email("ayse@example.com")], "Ayşe").await;
        assert!(suggested(&mut owner, known).await.is_empty());
        // A number that two have suggests too, also when an agent writes it down.
        let one = seen(&desk, vec![email("one@example.com"), phone("0532 000 00 01")], "One").await;
        let two = seen(&desk, vec![email("two@example.com")], "Two").await;
        owner.patch(&format!("/customers/{two}"), json!({ "phone": "+90 532 000 00 01" })).await.ok();
        assert_eq!(suggested(&mut owner, one).await[0]["reason"], "same_phone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn proof_of_two_profiles_makes_them_one_and_strangers_of_one_moment_are_one() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let by_mail = seen(&desk, vec![email("ayse@example.com")], "Ayşe").await;
        let in_store = seen(&desk, vec![Identity::store("sto_1", "7")], "Ayşe Y.").await;
        let both = vec![email("ayse@example.com"), Identity::store("sto_1", "7")];
        assert_eq!(seen(&desk, both, "").await, by_mail);
        assert_eq!(read(&mut owner, in_store).await["merged_into"], json!(by_mail));
        assert_eq!(seen(&desk, vec![Identity::store("sto_1", "7")], "").await, by_mail);
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..12 {
            let desk = desk.clone();
            all.spawn(async move { seen(&desk, vec![email("new@example.com")], "New").await });
        }
        let mut all = all.join_all().await;
        all.dedup();
        assert_eq!(all.len(), 1, "{all:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_moves_everything_and_its_undo_puts_it_back_exactly() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        // Both have the same number; one has proved an address that the other only claims.
        let shared = || phone("0532 123 45 67");
        let from = seen(&desk, vec![email("ayse@example.com"), shared()], "Ayşe").await;
        let into =
            seen(&desk, vec![Identity::chat("vis_1"), shared(), email("ayse@example.com").claimed()], "")
                .await;
        let notes = json!({ "notes": "likes blue", "address": { "city": "İzmir" }, "language": "tr" });
        owner.patch(&format!("/customers/{from}"), notes).await.ok();
        let before = (read(&mut owner, from).await, read(&mut owner, into).await);
        let merged = owner.post(&format!("/customers/{into}/merge"), json!({ "from": from })).await.ok();
        let one = &merged["customer"];
        assert_eq!((&one["name"], &one["notes"]), (&json!("Ayşe"), &json!("likes blue")));
        assert_eq!((&one["address"]["city"], &one["language"]), (&json!("İzmir"), &json!("tr")));
        assert_eq!(one["identities"].as_array().unwrap().len(), 3);
        assert!(
            one["identities"]
                .as_array()
                .unwrap()
                .iter()
                .any(|one| one["kind"] == "email" && one["verified"] == true)
        );
        assert_eq!(owner.get("/customers").await.ok()["data"].as_array().unwrap().len(), 1);
        assert_eq!(seen(&desk, vec![email("ayse@example.com")], "").await, into);
        let merge = format!("/customers/{into}/merge");
        owner.post(&merge, json!({ "from": from })).await.problem(404, "not-found");
        owner.post(&merge, json!({ "from": into })).await.problem(409, "conflict");
        let undo = format!("/customer-merges/{}/undo", merged["merge_id"].as_str().unwrap());
        owner.post(&undo, json!({})).await.ok();
        let sorted = |mut shown: Value| {
            shown["identities"].as_array_mut().unwrap().sort_by_key(ToString::to_string);
            shown
        };
        assert_eq!(sorted(read(&mut owner, from).await), sorted(before.0));
        assert_eq!(sorted(read(&mut owner, into).await), sorted(before.1));
        owner.post(&undo, json!({})).await.problem(409, "conflict");
        assert_eq!(seen(&desk, vec![email("ayse@example.com")], "").await, from);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn merges_are_undone_from_the_last_one_back() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mut ids = Vec::new();
        for address in ["a@example.com", "b@example.com", "c@example.com"] {
            ids.push(seen(&desk, vec![email(address)], "").await);
        }
        let first = owner.post(&format!("/customers/{}/merge", ids[1]), json!({ "from": ids[0] })).await.ok();
        let second =
            owner.post(&format!("/customers/{}/merge", ids[2]), json!({ "from": ids[1] })).await.ok();
        let undo = |merge: &Value| format!("/customer-merges/{}/undo", merge["merge_id"].as_str().unwrap());
        owner.post(&undo(&first), json!({})).await.problem(409, "conflict");
        owner.post(&undo(&second), json!({})).await.ok();
        assert_eq!(seen(&desk, vec![email("a@example.com")], "").await, ids[1]);
        owner.post(&undo(&first), json!({})).await.ok();
        for (place, address) in ["a@example.com", "b@example.com", "c@example.com"].into_iter().enumerate() {
            assert_eq!(seen(&desk, vec![email(address)], "").await, ids[place]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_finds_names_in_any_spelling_and_pages_through_all() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        for (address, name) in [
            ("sukru@example.com", "Şükrü İnönü"),
            ("kim@example.com", "김민수"),
            ("sara@example.com", "سارا کریمی"),
            ("jose@example.com", "José_100%"),
        ] {
            seen(&desk, vec![email(address)], name).await;
        }
        for (words, name) in [
            ("sukru", "Şükrü İnönü"),
            ("INONU", "Şükrü İnönü"),
            ("şükrü", "Şükrü İnönü"),
            ("민수", "김민수"),
            ("كريمي", "سارا کریمی"),
            ("JOSE", "José_100%"),
            ("sara@example", "سارا کریمی"),
            ("100%25", "José_100%"),
        ] {
            let found = owner.get(&format!("/customers?q={words}")).await.ok();
            assert_eq!(found["data"].as_array().unwrap().len(), 1, "{words}: {found}");
            assert_eq!(found["data"][0]["name"], name, "{words}");
        }
        let mut names = Vec::new();
        let mut after = String::new();
        loop {
            let page = owner.get(&format!("/customers?limit=3{after}")).await.ok();
            names.extend(page["data"].as_array().unwrap().iter().map(|row| row["name"].clone()));
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(names, ["José_100%", "سارا کریمی", "김민수", "Şükrü İnönü"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_made_and_changed_and_what_is_wrong_is_named() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let new = json!({ "name": "Mina", "email": "Mina@Example.com", "phone": "0532 1234567", "country": "TR" });
        let made = owner.post("/customers", new.clone()).await.ok();
        assert_eq!((&made["email"], &made["phone"]), (&json!("mina@example.com"), &json!("+905321234567")));
        assert_eq!(owner.post("/customers", new).await.ok()["id"], made["id"], "the same address is the same person");
        let path = format!("/customers/{}", made["id"].as_str().unwrap());
        let change = json!({ "attributes": { "size": "M", "vip": true }, "consent": { "news": true }, "notes": "kind" });
        owner.patch(&path, change).await.ok();
        let after = owner.patch(&path, json!({ "attributes": { "vip": null }, "email": null, "name": " Mina K. " })).await.ok();
        assert_eq!((&after["attributes"], &after["email"], &after["name"]), (&json!({ "size": "M" }), &Value::Null, &json!("Mina K.")));
        for (field, value) in [
            ("email", json!("no address")), ("phone", json!("call me")), ("time_zone", json!("Mars/Base")), ("name", json!("x".repeat(201))),
            ("name", json!(null)), ("notes", json!("x".repeat(20_001))), ("notes", json!("nul \u{0}")), ("address", json!({ "planet": "Mars" })),
            ("attributes", json!([])), ("language", json!("not a language")), ("colour", json!("red")), ("country", json!("ZZZ")),
            ("address", json!({ "country": "Türkiye" })), ("id", json!("cus_0000000000001")),
        ] {
            let mut change = json!({ "language": "ko" });
            change[field] = value.clone();
            let problem = owner.patch(&path, change).await.problem(422, "validation");
            let pointer = problem["errors"][0]["pointer"].as_str().unwrap();
            assert!(pointer.starts_with(&format!("/{field}")), "{field} {value}: {problem}");
        }
        assert_eq!(owner.get(&path).await.ok(), after);
        for wrong in [json!({}), json!({ "email": "x" }), json!({ "name": "x".repeat(201) }), json!({ "email": "a@b.example", "language": "xxxxxxxxxxx" }),
            json!({ "name": "A", "time_zone": "Nope/Zone" }), json!({ "name": "A", "country": "Turkey" })] {
            owner.post("/customers", wrong).await.problem(422, "validation");
        }
        owner.get("/customers/cus_0000000000001").await.problem(404, "not-found");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_an_address_or_of_an_attribute_is_changed_without_the_rest() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let path = format!("/customers/{}", seen(&desk, vec![email("mina@example.com")], "Mina").await);
        let whole = json!({
            "address": { "line1": "Moda Cad. 1", "city": "İstanbul", "postcode": "34710" },
            "attributes": { "size": { "shoe": 38, "shirt": "M" }, "vip": true },
            "consent": { "news": { "mail": true, "sms": true } },
        });
        owner.patch(&path, whole).await.ok();
        let part = json!({
            "address": { "city": "Ankara", "postcode": null },
            "attributes": { "size": { "shoe": null }, "pets": { "cat": "Duman", "dog": null } },
            "consent": { "news": { "sms": false } },
        });
        let after = owner.patch(&path, part).await.ok();
        assert_eq!(after["address"], json!({ "line1": "Moda Cad. 1", "city": "Ankara" }));
        let attributes = json!({ "size": { "shirt": "M" }, "vip": true, "pets": { "cat": "Duman" } });
        assert_eq!(after["attributes"], attributes);
        assert_eq!(after["consent"], json!({ "news": { "mail": true, "sms": false } }));
        let clear = json!({ "address": null, "attributes": null, "consent": null });
        let after = owner.patch(&path, clear).await.ok();
        for cleared in ["address", "attributes", "consent"] {
            assert_eq!(after[cleared], json!({}), "{cleared}");
        }
        let array = json!({ "address": ["Mira Ltd", "Moda Cad. 1"] });
        let problem = owner.patch(&path, array).await.problem(422, "validation");
        assert_eq!(problem["errors"][0]["pointer"], "/address");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn countries_and_zones_are_kept_as_the_standards_write_them() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let new =
            json!({ "name": "Mina", "country": "tr", "time_zone": "europe/istanbul", "language": "tr" });
        let made = owner.post("/customers", new).await.ok();
        assert_eq!((&made["country"], &made["time_zone"]), (&json!("TR"), &json!("Europe/Istanbul")));
        let path = format!("/customers/{}", made["id"].as_str().unwrap());
        let change = json!({ "country": "kr", "time_zone": "Asia/Seoul", "address": { "country": "ir" } });
        let after = owner.patch(&path, change).await.ok();
        assert_eq!((&after["country"], &after["address"]["country"]), (&json!("KR"), &json!("IR")));
        let cleared = owner.patch(&path, json!({ "country": null, "time_zone": null })).await.ok();
        assert_eq!((&cleared["country"], &cleared["time_zone"]), (&json!(null), &json!(null)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_come_in_every_order_page_by_page_and_cursors_are_not_mixed_up() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let workspace = desk.workspace().await;
        for (number, name, seen_on_day) in
            [(1, "şule", 2), (2, "Ayşe", 0), (3, "Zeynep", 3), (4, "ÇAĞLA", 0), (5, "Ayşe", 1)]
        {
            let id = seen(&desk, vec![email(&format!("c{number}@example.com"))], name).await;
            desk.wait(jiff::SignedDuration::from_hours(24 * seen_on_day));
            if seen_on_day > 0 {
                let seen = desk.test.database.write(move |tx| customers::seen_on(tx, workspace, id, "/"));
                seen.await.unwrap();
            }
        }
        for (sort, expected) in [
            ("name", "25413"),
            ("-name", "31452"),
            ("last_seen_at", "24135"),
            ("-last_seen_at", "53142"),
            ("created_at", "12345"),
            ("-created_at", "54321"),
        ] {
            let (mut order, mut after) = (String::new(), String::new());
            loop {
                let page = owner.get(&format!("/customers?sort={sort}&limit=2{after}")).await.ok();
                for one in page["data"].as_array().unwrap() {
                    order.push_str(&one["email"].as_str().unwrap()[1..2]);
                }
                let Some(next) = page["next"].as_str() else { break };
                after = format!("&after={next}");
            }
            assert_eq!(order, expected, "{sort}");
            let other = if sort == "name" { "-name" } else { "name" };
            let mixed = owner.get(&format!("/customers?sort={other}{after}")).await;
            assert_eq!(mixed.problem(400, "invalid-query")["errors"][0]["pointer"], "?after", "{sort}");
        }
        let newest = owner.get("/customers?limit=2").await.ok();
        let after = newest["next"].as_str().unwrap();
        owner.get(&format!("/customers?sort=-created_at&after={after}")).await.ok();
        let wrong = owner.get("/customers?sort=email").await.problem(400, "invalid-query");
        assert_eq!(wrong["errors"][0]["pointer"], "?sort");
        // A key that nobody has and no database could look for.
        let forged = data_encoding::BASE64URL_NOPAD.encode(br#"["name",["\u0000",0,"cus_0000000000001"]]"#);
        owner.get(&format!("/customers?sort=name&after={forged}")).await.problem(400, "invalid-query");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preferred_channel_follows_the_customer_until_somebody_knows_better() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let workspace = desk.workspace().await;
        let id = seen(&desk, vec![email("mina@example.com")], "Mina").await;
        let path = format!("/customers/{id}");
        let began = async |channel: Option<&'static str>| {
            let write = move |tx: &mut database::Tx<'_>| {
                customers::conversations_changed(tx, workspace, id, 1, channel)
            };
            desk.test.database.write(write).await.unwrap();
        };
        began(None).await;
        let shown = read(&mut owner, id).await;
        assert_eq!((&shown["preferred_channel"], &shown["last_seen_at"]), (&json!(null), &json!(null)));
        began(Some("email")).await;
        began(Some("chat")).await;
        assert_eq!(read(&mut owner, id).await["preferred_channel"], "chat");
        owner.patch(&path, json!({ "preferred_channel": "email" })).await.ok();
        began(Some("chat")).await;
        let shown = read(&mut owner, id).await;
        assert_eq!((&shown["preferred_channel"], &shown["conversation_count"]), (&json!("email"), &json!(4)));
        owner.patch(&path, json!({ "preferred_channel": null })).await.ok();
        began(Some("chat")).await;
        assert_eq!(read(&mut owner, id).await["preferred_channel"], "chat");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patch_takes_out_only_fields_that_there_are() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let made = owner.post("/customers", json!({ "name": "Mina" })).await.ok();
        let path = format!("/customers/{}", made["id"].as_str().unwrap());
        for (patch, pointer) in [
            (json!({ "address": { "planet": null } }), "/address/planet"),
            (json!({ "address": { "line1": "Moda Cad. 1", "planet": null } }), "/address/planet"),
        ] {
            let problem = owner.patch(&path, patch).await.problem(422, "validation");
            assert_eq!(
                (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
                (&json!(pointer), &json!("unknown-field"))
            );
        }
        assert_eq!(owner.get(&path).await.ok()["address"], json!({}));
        for harmless in [json!({ "address": { "line2": null } }), json!({ "attributes": { "shoe": null } })] {
            owner.patch(&path, harmless).await.ok();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_are_listed_by_orders_and_by_what_they_spent_in_the_workspaces_currency() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mut ids = Vec::new();
        for (name, orders, spent) in [
            ("A", 3, vec![("TRY", 500), ("EUR", 90_000)]),
            ("B", 0, vec![]),
            ("C", 7, vec![("TRY", 70_000)]),
            ("D", 3, vec![("EUR", 100)]),
            ("E", 1, vec![("TRY", 500)]),
        ] {
            let made = owner.post("/customers", json!({ "name": name })).await.ok();
            let id: CustomerId = made["id"].as_str().unwrap().parse().unwrap();
            let workspace = desk.workspace().await;
            let spent = spent
                .into_iter()
                .map(|(currency, minor): (&str, i64)| (currency.to_owned(), minor))
                .collect();
            let theirs = customers::Orders { count: orders, spent };
            let write =
                move |tx: &mut database::Tx<'_>| customers::orders_changed(tx, workspace, [(id, theirs)]);
            desk.app.database.write(write).await.unwrap();
            ids.push(id);
        }
        for (sort, names) in [
            ("orders_count", "BEADC"),
            ("-orders_count", "CDAEB"),
            ("lifetime_value", "BDAEC"),
            ("-lifetime_value", "CEADB"),
        ] {
            assert_eq!(listed(&mut owner, sort).await, names, "{sort}");
        }
        owner.patch("/workspace", json!({ "currency": "EUR" })).await.ok();
        assert_eq!(listed(&mut owner, "-lifetime_value").await, "ADECB");
        // One who was merged counts with the other, until they are parted again.
        let into = format!("/customers/{}/merge", ids[3]);
        let merged = owner.post(&into, json!({ "from": ids[0] })).await.ok();
        assert_eq!(listed(&mut owner, "-lifetime_value").await, "DECB");
        assert_eq!(listed(&mut owner, "-orders_count").await, "CDEB");
        let undo = format!("/customer-merges/{}/undo", merged["merge_id"].as_str().unwrap());
        owner.post(&undo, json!({})).await.ok();
        assert_eq!(listed(&mut owner, "-lifetime_value").await, "ADECB");
    })
    .await;
}

/// The names of all customers in an order, two a page.
async fn listed(owner: &mut Browser, sort: &str) -> String {
    let (mut names, mut after) = (String::new(), String::new());
    loop {
        let page = owner.get(&format!("/customers?limit=2&sort={sort}{after}")).await.ok();
        names.extend(page["data"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return names,
        }
    }
}
