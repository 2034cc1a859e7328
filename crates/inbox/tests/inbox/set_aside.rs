//! What a reader of the log has set aside, seen and tried again by a person.

use database::events::{self, EventId};
use database::readers::{self, FailureId};
use database::schema::reader_failure;
use database::{DbError, Tx};
use diesel::prelude::*;
use serde_json::json;

use crate::desk::{Desk, on_both_engines};

/// As a reader sets an event aside after its last try.
async fn set_aside(desk: &Desk, event: EventId, reason: &'static str) -> FailureId {
    let workspace = desk.workspace().await;
    let write = move |tx: &mut Tx<'_>| {
        let id: FailureId = tx.id();
        let row = (
            reader_failure::workspace_id.eq(workspace),
            reader_failure::id.eq(id),
            reader_failure::reader.eq("conversations"),
            reader_failure::event_id.eq(event),
            reader_failure::reason.eq(reason),
            reader_failure::at.eq(tx.now),
        );
        diesel::insert_into(reader_failure::table).values(row).execute(tx.db)?;
        Ok::<_, DbError>(id)
    };
    desk.test.database.write(write).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_reader_has_set_aside_is_listed_and_tried_again() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Hello").await;
        let workspace = desk.workspace().await;
        desk.until_all_can_be_read().await;
        let all = desk
            .test
            .database
            .read(move |db| events::of_workspace_after(db, workspace, EventId(0), 1000))
            .await
            .unwrap();
        let about = all.iter().find(|event| event.kind == "conversation.created").unwrap();
        let broken = {
            let event =
                events::NewEvent::new(workspace, "customer.merged", 1, "system").with("no payload of it");
            desk.test.database.write(move |tx| tx.append(event)).await.unwrap()
        };
        let first = set_aside(&desk, about.id, "the disk is full").await;
        let second = set_aside(&desk, broken, "payload").await;
        let listed = owner.list("/reader-failures").await;
        let shown: Vec<_> = listed.iter().map(|row| (row["id"].clone(), row["event_kind"].clone())).collect();
        assert_eq!(
            shown,
            [
                (json!(second.to_string()), json!("customer.merged")),
                (json!(first.to_string()), json!("conversation.created"))
            ]
        );
        let row = &listed[1];
        assert_eq!((&row["reader"], &row["reason"]), (&json!("conversations"), &json!("the disk is full")));
        assert_eq!((&row["conversation_id"], &row["retrying"]), (&json!(id), &json!(false)));
        let page = owner.get("/reader-failures?limit=1").await.ok();
        let next = page["next"].as_str().unwrap();
        let rest = owner.list(&format!("/reader-failures?limit=1&after={next}")).await;
        assert_eq!(rest[0]["id"], json!(first.to_string()));

        for failure in [first, second] {
            let answer = owner.post(&format!("/reader-failures/{failure}/retry"), json!({})).await;
            assert_eq!(answer.status, 202);
        }
        assert_eq!(owner.list("/reader-failures").await[0]["retrying"], json!(true));
        desk.until_all_can_be_read().await;
        let reader =
            inbox::readers(&desk.inbox).into_iter().find(|one| one.name() == "conversations").unwrap();
        // Past the event that it can't read; what was asked for comes first.
        let _ = readers::catch_up(&desk.test.database, &reader).await;
        let left = owner.list("/reader-failures").await;
        assert_eq!(left.len(), 1, "{left:?}");
        assert_eq!((&left[0]["id"], &left[0]["retrying"]), (&json!(second.to_string()), &json!(false)));
        assert!(left[0]["reason"].as_str().unwrap().contains("customer.merged"), "{left:?}");
        owner.post(&format!("/reader-failures/{first}/retry"), json!({})).await.problem(404, "not-found");
    })
    .await;
}
