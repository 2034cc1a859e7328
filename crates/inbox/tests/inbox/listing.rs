//! The inbox as lists: filters, orders, pages, views, bulk changes.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::{Browser, Desk, each, on_both_engines};

async fn subjects(browser: &mut Browser, query: &str) -> Vec<String> {
    let rows = browser.list(&format!("/conversations?{query}")).await;
    rows.iter().map(|row| row["snippet"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_shows_what_its_filters_say() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let me = owner.me().await;
        let team = owner.post("/teams", json!({ "name": "Returns" })).await.ok()["id"].clone();
        let mine = desk.asked(&chat, "Mine").await;
        let tagged = desk.asked(&chat, "Tagged").await;
        let spam = desk.asked(&chat, "Spam").await;
        let solved = desk.asked(&chat, "Solved").await;
        owner.patch(&format!("/conversations/{mine}"), json!({ "assignee_id": me })).await.ok();
        let change = json!({ "tags": ["refund", "vip"], "team_id": team });
        owner.patch(&format!("/conversations/{tagged}"), change).await.ok();
        owner.patch(&format!("/conversations/{spam}"), json!({ "status": "spam" })).await.ok();
        owner.patch(&format!("/conversations/{solved}"), json!({ "status": "solved" })).await.ok();

        assert_eq!(subjects(&mut owner, "").await, ["Solved", "Tagged", "Mine"], "spam is left out");
        assert_eq!(subjects(&mut owner, "status=spam").await, ["Spam"]);
        assert_eq!(subjects(&mut owner, "status=spam,solved").await, ["Solved", "Spam"]);
        assert_eq!(subjects(&mut owner, "assignee=me").await, ["Mine"]);
        assert_eq!(subjects(&mut owner, &format!("assignee={me}")).await, ["Mine"]);
        assert_eq!(subjects(&mut owner, "assignee=none").await, ["Solved", "Tagged"]);
        assert_eq!(subjects(&mut owner, "tag=vip").await, ["Tagged"]);
        assert_eq!(subjects(&mut owner, &format!("team={}", team.as_str().unwrap())).await, ["Tagged"]);
        assert_eq!(subjects(&mut owner, "channel=email").await, [""; 0]);
        assert_eq!(
            subjects(&mut owner, &format!("channel=chat&channel_id={chat}&tag=vip")).await,
            ["Tagged"]
        );
        let customer = owner.get(&format!("/conversations/{mine}")).await.ok()["customer"]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(subjects(&mut owner, &format!("customer={customer}")).await, ["Mine"]);
        for wrong in [
            "status=odd",
            "assignee=you",
            "sort=name",
            "after=nonsense",
            "view=viw_x",
            "colour=red",
            "limit=0",
        ] {
            let problem = owner.get(&format!("/conversations?{wrong}")).await.problem(400, "invalid-query");
            let parameter = wrong.split('=').next().unwrap();
            assert_eq!(problem["errors"][0]["pointer"], format!("?{parameter}"), "{problem}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn channels_and_tags_are_named_by_id_too_and_a_tags_name_in_any_case() {
    on_both_engines(|desk, mut owner| async move {
        let (chat, other) = (owner.chat().await, owner.chat().await);
        let tagged = desk.asked(&chat, "Tagged").await;
        desk.asked(&other, "Other").await;
        let tags = json!({ "tags": ["İade"] });
        owner.patch(&format!("/conversations/{tagged}"), tags).await.ok();
        let tag = owner.list("/tags").await[0]["id"].as_str().unwrap().to_owned();
        assert_eq!(subjects(&mut owner, &format!("channel={chat}")).await, ["Tagged"]);
        assert_eq!(subjects(&mut owner, &format!("channel={other}")).await, ["Other"]);
        for name in [tag.as_str(), "İade", "iade", "IADE", "tag_0000000000001", "değişim"] {
            let found = subjects(&mut owner, &format!("tag={name}")).await;
            let is_it = !["tag_0000000000001", "değişim"].contains(&name);
            assert_eq!(found.len(), usize::from(is_it), "{name}");
        }
        // Tags that differ only in case are one.
        let second = desk.asked(&chat, "Second").await;
        owner.patch(&format!("/conversations/{second}"), json!({ "tags": ["iade"] })).await.ok();
        assert_eq!(subjects(&mut owner, "tag=iade").await, ["Second", "Tagged"]);
        let reply = json!({ "text": "Hello", "channel": chat });
        let sent = owner.post(&format!("/conversations/{tagged}/replies"), reply).await.ok();
        assert_eq!(sent["channel_id"], json!(chat));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_follows_is_a_view_and_a_filter() {
    on_both_engines(|desk, mut owner| async move {
        let (_, all) = five(&desk, &mut owner).await;
        let me = owner.me().await;
        let mut agent = desk.hire(&mut owner, "Umut", "agent").await;
        for id in &all[..2] {
            owner.patch(&format!("/conversations/{id}"), json!({ "followers": [me] })).await.ok();
        }
        owner.patch(&format!("/conversations/{}", all[0]), json!({ "status": "solved" })).await.ok();
        assert_eq!(subjects(&mut owner, "view=following").await, ["two"]);
        assert_eq!(count(&owner.list("/views").await, "following"), 1);
        assert_eq!(subjects(&mut owner, "follower=me").await, ["two", "one"]);
        assert_eq!(subjects(&mut agent, "view=following").await, [""; 0]);
        assert_eq!(subjects(&mut agent, &format!("follower={me}")).await, ["two", "one"]);
        let wrong = owner.get("/conversations?follower=you").await.problem(400, "invalid-query");
        assert_eq!(wrong["errors"][0]["pointer"], "?follower");
        let view = json!({ "name": "Followed", "filter": { "follower": "you" } });
        let wrong = owner.post("/views", view).await.problem(422, "validation");
        assert_eq!(wrong["errors"][0]["pointer"], "/filter/follower");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_belongs_to_its_order() {
    on_both_engines(|desk, mut owner| async move {
        five(&desk, &mut owner).await;
        let page = owner.get("/conversations?sort=-last_activity_at&limit=2").await.ok();
        let next = page["next"].as_str().unwrap();
        owner.get(&format!("/conversations?after={next}")).await.ok();
        let other = format!("/conversations?sort=created_at&after={next}");
        let wrong = owner.get(&other).await.problem(400, "invalid-query");
        assert_eq!(wrong["errors"][0]["pointer"], "?after");
    })
    .await;
}

async fn five(desk: &Desk, owner: &mut Browser) -> (String, Vec<String>) {
    let chat = owner.chat().await;
    let mut all = Vec::new();
    for text in ["one", "two", "three", "four", "five"] {
        all.push(desk.asked(&chat, text).await);
    }
    (chat, all)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_order_is_total_and_pages_through_it_repeat_and_miss_nothing() {
    on_both_engines(|desk, mut owner| async move {
        let (_, all) = five(&desk, &mut owner).await;
        desk.wait(SignedDuration::from_secs(60));
        owner.post(&format!("/conversations/{}/replies", all[0]), json!({ "text": "Hello" })).await.ok();
        for (order, expected) in [
            ("-last_activity_at", [0, 4, 3, 2, 1].as_slice()),
            ("last_activity_at", &[1, 2, 3, 4, 0]),
            ("-created_at", &[4, 3, 2, 1, 0]),
            ("created_at", &[0, 1, 2, 3, 4]),
            ("waiting_since", &[1, 2, 3, 4]),
        ] {
            let mut seen = Vec::new();
            let mut after = String::new();
            loop {
                let page = owner.get(&format!("/conversations?sort={order}&limit=2{after}")).await.ok();
                seen.extend(
                    page["data"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()),
                );
                let Some(next) = page["next"].as_str() else { break };
                after = format!("&after={next}");
            }
            let expected: Vec<String> = expected.iter().map(|place| all[*place].clone()).collect();
            assert_eq!(seen, expected, "{order}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_neither_repeat_nor_miss_while_new_conversations_come() {
    on_both_engines(|desk, mut owner| async move {
        let (chat, all) = five(&desk, &mut owner).await;
        let mut seen: Vec<String> = Vec::new();
        let mut after = String::new();
        loop {
            let page = owner.get(&format!("/conversations?limit=1{after}")).await.ok();
            seen.extend(each(page["data"].as_array().unwrap(), "id").into_iter().map(str::to_owned));
            desk.asked(&chat, "meanwhile").await;
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len());
        assert_eq!(seen, all.iter().rev().cloned().collect::<Vec<_>>());
    })
    .await;
}

fn count(views: &[Value], id: &str) -> Value {
    views.iter().find(|view| view["id"] == id).unwrap_or_else(|| panic!("no view {id}"))["count"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn views_show_how_many_and_a_saved_one_is_its_owners() {
    on_both_engines(|desk, mut owner| async move {
        let (_, all) = five(&desk, &mut owner).await;
        let me = owner.me().await;
        let mut agent = desk.hire(&mut owner, "Umut", "agent").await;
        owner.patch(&format!("/conversations/{}", all[0]), json!({ "assignee_id": me })).await.ok();
        owner.patch(&format!("/conversations/{}", all[1]), json!({ "status": "pending" })).await.ok();
        let tomorrow = "2026-03-03T09:00:00Z";
        owner.patch(&format!("/conversations/{}", all[2]), json!({ "snoozed_until": tomorrow })).await.ok();
        let note = json!({ "text": "look", "mentions": [me] });
        agent.post(&format!("/conversations/{}/notes", all[3]), note).await.ok();
        let views = owner.list("/views").await;
        for (view, expected) in
            [("mine", 1), ("unassigned", 2), ("all", 3), ("mentions", 1), ("pending", 1), ("snoozed", 1)]
        {
            assert_eq!(count(&views, view), expected, "{view}");
            assert_eq!(owner.list(&format!("/conversations?view={view}")).await.len(), expected, "{view}");
        }
        let filter = json!({ "status": ["open"], "assignee": "me" });
        let saved = owner.post("/views", json!({ "name": " Mine ", "filter": filter })).await.ok();
        assert_eq!(
            (&saved["name"], &saved["count"], &saved["own"]),
            (&json!("Mine"), &json!(1), &json!(true))
        );
        let path = format!("/views/{}", saved["id"].as_str().unwrap());
        let of_saved = format!("/conversations?view={}", saved["id"].as_str().unwrap());
        assert_eq!(owner.list(&of_saved).await.len(), 1);
        assert!(!agent.list("/views").await.iter().any(|view| view["id"] == saved["id"]));
        agent.get(&of_saved).await.problem(400, "invalid-query");
        agent.patch(&path, json!({ "name": "Yours" })).await.problem(404, "not-found");
        owner.patch(&path, json!({ "shared": true, "name": "All of mine" })).await.ok();
        let views = agent.list("/views").await;
        assert_eq!(count(&views, saved["id"].as_str().unwrap()), 0, "`me` is who looks");
        agent.patch(&path, json!({ "name": "Yours" })).await.problem(403, "forbidden");
        agent.delete(&path).await.problem(403, "forbidden");
        // A filter is changed part by part.
        let changed = owner.patch(&path, json!({ "filter": { "status": ["pending"] } })).await.ok();
        assert_eq!(changed["filter"], json!({ "status": ["pending"], "assignee": "me" }));
        let changed = owner.patch(&path, json!({ "filter": { "assignee": null } })).await.ok();
        assert_eq!(changed["filter"], json!({ "status": ["pending"] }));
        let odd = json!({ "filter": { "assignee": "you" } });
        owner.patch(&path, odd).await.problem(422, "validation");
        // In pages they come in the same order, each once.
        let (mut paged, mut after) = (Vec::new(), String::new());
        loop {
            let page = owner.get(&format!("/views?limit=3{after}")).await.ok();
            paged.extend(each(page["data"].as_array().unwrap(), "id").into_iter().map(str::to_owned));
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(paged, each(&owner.list("/views").await, "id"));
        owner.delete(&path).await.ok();
        owner.delete(&path).await.problem(404, "not-found");
        owner.post("/views", json!({ "name": "", "filter": {} })).await.problem(422, "validation");
        let odd = json!({ "name": "Odd", "filter": { "assignee": "you" } });
        owner.post("/views", odd).await.problem(422, "validation");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bulk_change_changes_all_that_can_be_changed_and_says_of_each() {
    on_both_engines(|desk, mut owner| async move {
        let (_, all) = five(&desk, &mut owner).await;
        let nobody = "cnv_0000000000001";
        let body =
            json!({ "ids": [all[0], nobody, all[1]], "patch": { "status": "solved", "tags": ["done"] } });
        let results = owner.post("/conversations/bulk", body).await.ok()["data"].clone();
        let told: Vec<bool> =
            results.as_array().unwrap().iter().map(|one| one["ok"].as_bool().unwrap()).collect();
        assert_eq!(told, [true, false, true]);
        assert_eq!(results[1]["id"], nobody);
        assert_eq!(owner.list("/conversations?tag=done&status=solved").await.len(), 2);
        owner.post("/conversations/bulk", json!({ "ids": [], "patch": {} })).await.problem(422, "validation");
        let many = vec![nobody; 201];
        owner
            .post("/conversations/bulk", json!({ "ids": many, "patch": {} }))
            .await
            .problem(422, "validation");
    })
    .await;
}
