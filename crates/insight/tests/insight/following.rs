//! The measures follow what happens: messages taken back, conversations merged, parted and split, hours changed.

use std::sync::Arc;

use axum::http::Method;
use database::events::Position;
use database::readers::{self, Reader};
use database::{DbError, Flag, timers};
use diesel::prelude::*;
use inbox::channels::ChannelKind;
use inbox::conversations::{self, Author, ConversationId, Route, Status, Writing};
use insight::measures::{Measure, Measures, Stretch};
use insight::schema::{conversation_measure, conversation_stretch};
use jiff::SignedDuration;
use serde_json::json;

use crate::desk::{Desk, at, on_both_engines};
use crate::week;

async fn measured(desk: &Desk, id: ConversationId) -> Measure {
    desk.measure().await;
    let workspace = desk.workspace;
    desk.read(move |db| {
        conversation_measure::table.find((workspace, id)).select(Measure::as_select()).first(db)
    })
    .await
}

async fn everything(desk: &Desk) -> (Vec<Measure>, Vec<Stretch>) {
    desk.measure().await;
    desk.read(|db| {
        let measures = conversation_measure::table
            .order(conversation_measure::conversation_id)
            .select(Measure::as_select())
            .load(db)?;
        let stretches = conversation_stretch::table
            .order((conversation_stretch::conversation_id, conversation_stretch::began_at))
            .select(Stretch::as_select())
            .load(db)?;
        Ok((measures, stretches))
    })
    .await
}

async fn read_history_again(desk: &Desk) {
    desk.write(|tx| readers::move_to(tx.db, Measures.name(), &Position::start())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn history_read_twice_or_into_empty_tables_says_the_same() {
    on_both_engines(|desk| async move {
        week::tell(&desk).await;
        let once = everything(&desk).await;
        assert_eq!(once.0.len(), 8);
        read_history_again(&desk).await;
        assert_eq!(everything(&desk).await, once);
        desk.write(|tx| {
            diesel::delete(conversation_measure::table).execute(tx.db)?;
            diesel::delete(conversation_stretch::table).execute(tx.db)?;
            Ok(())
        })
        .await;
        read_history_again(&desk).await;
        assert_eq!(everything(&desk).await, once);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn history_read_as_it_happens_says_the_same_as_history_read_afterwards() {
    on_both_engines(|desk| async move {
        let mail = desk.channel(ChannelKind::Email).await;
        let customer = desk.customer("Mehmet", "mehmet@example.com").await;
        let id = desk.asks("2026-02-02T10:00Z", &mail, customer, "Nerede?", "tr").await;
        assert_eq!(measured(&desk, id).await.answered_at, None);
        desk.says("2026-02-02T10:10Z", id, Author::Agent(desk.owner, "Ayşe".to_owned())).await;
        assert_eq!(measured(&desk, id).await.answered_at, Some(at("2026-02-02T10:10Z")));
        desk.status("2026-02-02T11:00Z", id, Status::Solved).await;
        desk.measure().await;
        desk.says("2026-02-03T09:00Z", id, Author::Customer(customer, String::new())).await;
        let (measures, stretches) = everything(&desk).await;
        assert_eq!((measures[0].reopenings, measures[0].resolved_at), (1, None));
        assert_eq!(measures[0].first_resolved_at, Some(at("2026-02-02T11:00Z")));
        assert_eq!(stretches.len(), 2);
        desk.write(|tx| Ok(diesel::delete(conversation_measure::table).execute(tx.db)?)).await;
        read_history_again(&desk).await;
        assert_eq!(everything(&desk).await, (measures, stretches));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_taken_back_was_none() {
    on_both_engines(|desk| async move {
        let mail = desk.channel(ChannelKind::Email).await;
        let customer = desk.customer("Mehmet", "mehmet@example.com").await;
        let id = desk.asks("2026-02-02T10:00Z", &mail, customer, "Nerede?", "tr").await;
        let (workspace, owner) = (desk.workspace, desk.owner);
        let reply = desk
            .write(move |tx| {
                let writing = Writing { text: "Yolda.".to_owned(), ..Writing::default() };
                let route = Route { undo: SignedDuration::from_secs(30), ..Route::default() };
                let author = Author::Agent(owner, "Ayşe".to_owned());
                let reply = conversations::reply(
                    &mut tx.at(at("2026-02-02T10:05Z")),
                    workspace,
                    id,
                    author,
                    writing,
                    route,
                    None,
                );
                reply.map_err(|cause| DbError::Other(cause.to_string()))
            })
            .await;
        let answered = measured(&desk, id).await;
        assert_eq!(
            (answered.answered_by, answered.replies, answered.last_replied_by),
            (Some(owner), 1, Some(owner))
        );
        desk.write(move |tx| {
            let undone = conversations::undo(tx, workspace, reply.id, "system");
            undone.map(|_| ()).map_err(|cause| DbError::Other(cause.to_string()))
        })
        .await;
        let undone = measured(&desk, id).await;
        assert_eq!((undone.answered_at, undone.answered_by, undone.replies), (None, None, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn merged_conversations_count_once_and_parted_ones_twice() {
    on_both_engines(|desk| async move {
        let mail = desk.channel(ChannelKind::Email).await;
        let chat = desk.channel(ChannelKind::Chat).await;
        let customer = desk.customer("Mehmet", "mehmet@example.com").await;
        let workspace = desk.workspace;
        let kept = desk.asks("2026-02-02T10:00Z", &mail, customer, "Fatura", "tr").await;
        desk.status("2026-02-02T10:30Z", kept, Status::Solved).await;
        let gone = desk.asks("2026-02-02T09:00Z", &chat, customer, "Fatura?", "tr").await;
        week::merge(&desk, "2026-02-02T11:00Z", gone, kept).await;
        let one = measured(&desk, kept).await;
        // It waits since the older of the two, stays what it was, and the open one opened it again.
        assert_eq!((one.asked_at, one.channel), (Some(at("2026-02-02T09:00Z")), ChannelKind::Email));
        assert_eq!((one.counted, one.reopenings, one.resolved_at), (Flag::Yes, 1, None));
        let other = measured(&desk, gone).await;
        assert_eq!((other.counted, other.asked_at), (Flag::No, None));
        desk.write(move |tx| {
            let parted =
                conversations::unmerge(&mut tx.at(at("2026-02-02T12:00Z")), workspace, gone, "system");
            parted.map(|_| ()).map_err(|cause| DbError::Other(cause.to_string()))
        })
        .await;
        let (one, other) = (measured(&desk, kept).await, measured(&desk, gone).await);
        assert_eq!((one.counted, one.asked_at), (Flag::Yes, Some(at("2026-02-02T10:00Z"))));
        assert_eq!((other.counted, other.asked_at), (Flag::Yes, Some(at("2026-02-02T09:00Z"))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_split_off_counts_from_its_own_first_message() {
    on_both_engines(|desk| async move {
        let mail = desk.channel(ChannelKind::Email).await;
        let customer = desk.customer("Mehmet", "mehmet@example.com").await;
        let (workspace, owner) = (desk.workspace, desk.owner);
        let old = desk.asks("2026-02-02T09:00Z", &mail, customer, "Fatura", "tr").await;
        let second = desk.says("2026-02-02T10:00Z", old, Author::Customer(customer, String::new())).await;
        desk.says("2026-02-02T10:20Z", old, Author::Agent(owner, "Ayşe".to_owned())).await;
        let new = desk
            .write(move |tx| {
                let split = conversations::split(
                    &mut tx.at(at("2026-02-02T11:00Z")),
                    workspace,
                    old,
                    second.id,
                    "system",
                );
                split.map(|new| new.id).map_err(|cause| DbError::Other(cause.to_string()))
            })
            .await;
        let measure = measured(&desk, new).await;
        assert_eq!(
            (measure.created_at, measure.asked_at),
            (at("2026-02-02T10:00Z"), Some(at("2026-02-02T10:00Z")))
        );
        assert_eq!(measure.answered_at, Some(at("2026-02-02T10:20Z")));
        assert_eq!(measured(&desk, old).await.answered_at, None);
        desk.write(move |tx| {
            let back = conversations::unsplit(&mut tx.at(at("2026-02-02T12:00Z")), workspace, new, "system");
            back.map(|_| ()).map_err(|cause| DbError::Other(cause.to_string()))
        })
        .await;
        assert_eq!(measured(&desk, new).await.counted, Flag::No);
        assert_eq!(measured(&desk, old).await.answered_at, Some(at("2026-02-02T10:20Z")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_business_hours_count_everything_anew_a_part_at_a_time() {
    on_both_engines(|desk| async move {
        let mail = desk.channel(ChannelKind::Email).await;
        let customer = desk.customer("Mehmet", "mehmet@example.com").await;
        // More than are measured in one transaction. Asked on Friday at 17:00, answered on Monday at 10:00, there.
        for _ in 0..205 {
            let id = desk.asks("2026-02-06T14:00Z", &mail, customer, "Nerede?", "tr").await;
            desk.says("2026-02-09T07:00Z", id, Author::Agent(desk.owner, "Ayşe".to_owned())).await;
        }
        let hours = async |desk: &Desk| {
            let (measures, _) = everything(desk).await;
            let mut hours: Vec<i64> =
                measures.iter().map(|one| one.answered_business.unwrap() / 3_600_000_000).collect();
            hours.dedup();
            (measures.len(), hours)
        };
        assert_eq!(hours(&desk).await, (205, vec![2]));
        let days: Vec<_> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .map(|day| json!({"day": day, "from": "00:00", "to": "24:00"}))
            .into();
        let change =
            json!({"business_hours": {"time_zone": "Europe/Istanbul", "days": days, "holidays": []}});
        let mut owner = desk.owners_browser().await;
        owner.ask(Method::PATCH, "/workspace", Some(change), &[]).await.ok();
        desk.measure().await;
        while timers::fire_due(&desk.app.database).await.unwrap() > 0 {
            desk.measure().await;
        }
        assert_eq!(hours(&desk).await, (205, vec![65]));
        let stale = desk.read(|db| {
            conversation_measure::table
                .filter(conversation_measure::log_length.lt(0))
                .count()
                .get_result::<i64>(db)
        });
        assert_eq!(stale.await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_is_handed_the_reader() {
    on_both_engines(|desk| async move {
        let names: Vec<_> =
            insight::readers(&desk.app).iter().map(|reader: &Arc<dyn Reader>| reader.name()).collect();
        assert_eq!(names, ["insight-measures"]);
    })
    .await;
}
