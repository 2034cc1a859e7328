//! What is found, by which words, and that the index is never behind, ahead or lost.

use std::time::Duration;

use database::WorkspaceId;
use database::events::NewEvent;
use diesel::prelude::*;
use inbox::channels::{Channel, ChannelKind};
use inbox::conversations::{self, Author, ConversationId, FINDABLE, Status, Visibility};
use people::customers::CustomerId;
use search::{Document, Subject};
use serde_json::{Value, json};
use shop::orders::{self, OrderEvent, OrderId};
use shop::schema::shipment;
use shop::stores::StoreId;
use tokio::sync::watch;

use crate::desk::{Caller, Desk, at, on_both_engines};
use crate::timeline::ayses_order;
use crate::week;

const WHEN: &str = "2026-02-02T10:00Z";

fn encoded(words: &str) -> String {
    url::form_urlencoded::byte_serialize(words.as_bytes()).collect()
}

/// The subjects that `/search` finds; `/conversations?q=` has to find the same, spam aside.
async fn subjects(caller: &mut Caller, words: &str) -> Vec<String> {
    let words = encoded(words);
    let titles = |list: &Value, field: &str| -> Vec<String> {
        list["data"].as_array().unwrap().iter().map(|row| row[field].as_str().unwrap().to_owned()).collect()
    };
    let hits = caller.get(&format!("/search?kind=conversation&q={words}")).await.ok();
    let found = titles(&hits, "title");
    let listed = caller.get(&format!("/conversations?q={words}")).await.ok();
    let mut same = titles(&listed, "subject");
    let mut but_spam: Vec<String> = hits["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|hit| hit["status"] != "spam")
        .map(|hit| hit["title"].as_str().unwrap().to_owned())
        .collect();
    same.sort();
    but_spam.sort();
    assert_eq!(same, but_spam, "search and the list find the same");
    found
}

async fn excerpt(caller: &mut Caller, words: &str) -> String {
    let hits = caller.get(&format!("/search?kind=conversation&q={}", encoded(words))).await.ok();
    hits["data"][0]["excerpt"].as_str().unwrap_or_default().to_owned()
}

async fn said(
    desk: &Desk,
    channel: &Channel,
    customer: CustomerId,
    subject: &str,
    text: &str,
) -> ConversationId {
    let id = desk.opens(WHEN, channel, customer, subject, ("", Status::Open)).await;
    let author = Author::Customer(customer, String::new());
    desk.tells(WHEN, id, author, Visibility::Public, text).await;
    id
}

async fn mail_of_ayse(desk: &Desk) -> (Channel, CustomerId) {
    (desk.channel(ChannelKind::Email).await, desk.customer("Ayşe Yılmaz", "ayse.yilmaz@example.com").await)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_word_of_every_message_is_found_also_of_notes_and_of_the_first_mail_after_many_answers() {
    on_both_engines(|desk| async move {
        let (mail, ayse) = mail_of_ayse(&desk).await;
        let far = format!("{} Zimmerpflanze am Ende.", "Vorher steht viel anderes. ".repeat(40));
        let first = said(&desk, &mail, ayse, "Xylophone", &far).await;
        said(&desk, &mail, ayse, "Something else", "Nothing of it").await;
        for minute in 1..4 {
            let when = format!("2026-02-02T10:0{minute}Z");
            let agent = Author::Agent(desk.owner, "Ayşe".to_owned());
            desk.tells(&when, first, agent, Visibility::Public, "Wir melden uns.").await;
        }
        let agent = Author::Agent(desk.owner, "Ayşe".to_owned());
        desk.tells("2026-02-02T11:00Z", first, agent, Visibility::Note, "Kulant behandeln").await;
        desk.index().await;
        let mut browser = desk.owners_browser().await;
        for words in [
            "zimmerpflanze",
            "ZIMMERPFL",
            "kulant",
            "xylophone zimmerpflanze",
            "melden kulant",
            "#1",
            "ayse.yilmaz@example.com melden",
            "yılmaz zimmer",
        ] {
            assert_eq!(subjects(&mut browser, words).await, ["Xylophone"], "{words}");
        }
        assert_eq!(subjects(&mut browser, "zimmerpflanze kaktus").await, [""; 0]);
        assert_eq!(subjects(&mut browser, "ayse.yilmaz@example.com").await.len(), 2);
        let shown = excerpt(&mut browser, "zimmerpflanze").await;
        assert!(shown.starts_with("… ") && shown.ends_with("<mark>Zimmerpflanze</mark> am Ende."), "{shown}");
        assert_eq!(excerpt(&mut browser, "kulant").await, "<mark>Kulant</mark> behandeln");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_however_their_language_writes_them() {
    on_both_engines(|desk| async move {
        let (mail, ayse) = mail_of_ayse(&desk).await;
        let all = [
            ("isparta", "ISPARTA'dan İade ılık"),
            ("complaint", "Şikayet: ÜRÜN kırık"),
            ("delivery", "배송은 언제 오나요"),
            ("fee", "배송비 문의드립니다"),
            ("plain", "배송 조회"),
            ("persian", "سفارش من كجاست و كي مي‌رسد"),
            ("later", "بسته دیر می رسد"),
            ("socks", "100% wool_socks"),
        ];
        for (subject, text) in all {
            said(&desk, &mail, ayse, subject, text).await;
        }
        desk.index().await;
        let mut browser = desk.owners_browser().await;
        for (words, expected) in [
            ("ısparta", &["isparta"][..]),
            ("İSPARTA", &["isparta"]),
            ("isparta", &["isparta"]),
            ("iade", &["isparta"]),
            ("ILIK", &["isparta"]),
            ("şikayet", &["complaint"]),
            ("sikayet", &["complaint"]),
            ("ÜRÜN", &["complaint"]),
            ("urun KIRIK", &["complaint"]),
            ("배송", &["delivery", "fee", "plain"]),
            ("배송은", &["delivery", "fee", "plain"]),
            ("배송비", &["fee"]),
            ("문의", &["fee"]),
            ("언", &["delivery"]),
            ("کجاست", &["persian"]),
            ("كجاست", &["persian"]),
            ("می‌رسد", &["later", "persian"]),
            ("میرسد", &["later", "persian"]),
            ("می رسد", &["later", "persian"]),
            ("سفا", &["persian"]),
            ("100%", &["socks"]),
            ("socks", &["socks"]),
            ("٪١٠٠", &["socks"]),
        ] {
            let mut found = subjects(&mut browser, words).await;
            found.sort();
            assert_eq!(found, expected, "{words}");
        }
        assert_eq!(excerpt(&mut browser, "배송비").await, "<mark>배송비</mark> 문의드립니다");
        assert_eq!(excerpt(&mut browser, "ılık").await, "ISPARTA&#39;dan İade <mark>ılık</mark>");
        assert_eq!(excerpt(&mut browser, "میرسد دیر").await, "بسته <mark>دیر</mark> <mark>می رسد</mark>");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_found_by_any_address_phone_number_and_what_was_noted() {
    on_both_engines(|desk| async move {
        let (mail, ayse) = mail_of_ayse(&desk).await;
        said(&desk, &mail, ayse, "Merhaba", "Selam").await;
        let mut browser = desk.owners_browser().await;
        let change = json!({ "phone": "+90 532 123 45 67", "notes": "Prefers the blue boxes",
            "address": { "city": "Eskişehir" } });
        browser.ask(axum::http::Method::PATCH, &format!("/customers/{ayse}"), Some(change), &[]).await.ok();
        desk.index().await;
        for (words, marked) in [
            ("ayse.yilmaz@example.com", "<mark>ayse.yilmaz</mark>@<mark>example.com</mark>"),
            ("0532 123 45 67", "<mark>+905321234567</mark>"),
            ("۰۵۳۲ ۱۲۳ ۴۵ ۶۷", "<mark>+905321234567</mark>"),
            ("+90 532 123", "<mark>+905321234567</mark>"),
            ("eskisehir", "<mark>Eskişehir</mark>"),
            ("blue boxes", "<mark>blue</mark> <mark>boxes</mark>"),
        ] {
            let hits = browser.get(&format!("/search?kind=customer&q={}", encoded(words))).await.ok();
            let excerpt = hits["data"][0]["excerpt"].as_str().unwrap_or_default();
            assert!(excerpt.contains(marked), "{words}: {hits}");
        }
        let hits = browser.get("/search?kind=customer&q=yilm").await.ok();
        assert_eq!(hits["data"][0]["title_html"], "Ayşe <mark>Yılm</mark>az");
        // Conversations are found by whom they are with, and by the new name once it is changed.
        assert_eq!(subjects(&mut browser, "0532 123 45 67").await, ["Merhaba"]);
        let change = json!({ "name": "Nilüfer Kaya" });
        browser.ask(axum::http::Method::PATCH, &format!("/customers/{ayse}"), Some(change), &[]).await.ok();
        desk.index().await;
        assert_eq!(subjects(&mut browser, "nilufer").await, ["Merhaba"]);
        assert_eq!(
            browser.get("/search?kind=customer&q=nilufer").await.ok()["data"][0]["id"],
            ayse.to_string()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_found_by_its_tracking_number_its_articles_and_its_buyer() {
    on_both_engines(|desk| async move {
        ayses_order(&desk).await;
        desk.index().await;
        let workspace = desk.workspace;
        let which = shipment::workspace_id.eq(workspace).and(shipment::number.is_not_null());
        let parcel: Option<String> =
            desk.read(move |db| shipment::table.filter(which).select(shipment::number).first(db)).await;
        let parcel = parcel.unwrap();
        let mut browser = desk.owners_browser().await;
        for words in [parcel.as_str(), "47", "ayşe", "ayse.yilmaz@example.com", "yilmaz 47"] {
            let hits = browser.get(&format!("/search?kind=order&q={}", encoded(words))).await.ok();
            assert_eq!(hits["data"][0]["title"], "47", "{words}");
            assert_eq!(hits["data"].as_array().unwrap().len(), 1, "{words}");
        }
        let hits = browser.get(&format!("/search?kind=order&q={parcel}")).await.ok();
        let excerpt = hits["data"][0]["excerpt"].as_str().unwrap();
        assert!(excerpt.contains(&format!("<mark>{parcel}</mark>")), "{excerpt}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_workspaces_words_are_never_found() {
    on_both_engines(|desk| async move {
        let (mail, ayse) = mail_of_ayse(&desk).await;
        said(&desk, &mail, ayse, "Ours", "geheimnis").await;
        let (workspace, owner) = desk.found("Elsewhere", "else@shop.example", "UTC").await;
        let mut elsewhere = desk.clone();
        (elsewhere.workspace, elsewhere.owner) = (workspace, owner);
        let (mail, someone) = mail_of_ayse(&elsewhere).await;
        said(&elsewhere, &mail, someone, "Theirs", "geheimnis").await;
        desk.index().await;
        let mut browser = desk.owners_browser().await;
        assert_eq!(subjects(&mut browser, "geheimnis").await, ["Ours"]);
        let mut theirs = desk.browser("else@shop.example").await;
        assert_eq!(subjects(&mut theirs, "geheimnis").await, ["Theirs"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_merged_is_found_as_what_it_became_what_was_split_by_its_own_words() {
    on_both_engines(|desk| async move {
        let (mail, ayse) = mail_of_ayse(&desk).await;
        let kept = said(&desk, &mail, ayse, "Kept", "apfel").await;
        let gone = said(&desk, &mail, ayse, "Gone", "birne").await;
        week::merge(&desk, "2026-02-02T11:00Z", gone, kept).await;
        desk.index().await;
        let mut browser = desk.owners_browser().await;
        for words in ["birne", "gone", "apfel birne", "#2"] {
            assert_eq!(subjects(&mut browser, words).await, ["Kept"], "{words}");
        }
        let workspace = desk.workspace;
        let other = |cause: conversations::MoveError| database::DbError::Other(cause.to_string());
        desk.write(move |tx| conversations::unmerge(tx, workspace, gone, "system").map_err(other)).await;
        desk.index().await;
        assert_eq!(subjects(&mut browser, "birne").await, ["Gone"]);
        assert_eq!(subjects(&mut browser, "#2").await, ["Gone"]);
        assert_eq!(subjects(&mut browser, "apfel").await, ["Kept"]);
        let second = desk.says("2026-02-02T12:00Z", kept, Author::Customer(ayse, String::new())).await;
        desk.write(move |tx| conversations::split(tx, workspace, kept, second.id, "system").map_err(other))
            .await;
        desk.index().await;
        let parted = subjects(&mut browser, "merhaba nerede").await;
        assert_eq!(parted.len(), 1);
        assert_ne!(parted, ["Kept"]);
        assert_eq!(subjects(&mut browser, "apfel").await, ["Kept"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn spam_comes_last_and_what_was_taken_back_is_gone() {
    on_both_engines(|desk| async move {
        let (mail, ayse) = mail_of_ayse(&desk).await;
        let spam = said(&desk, &mail, ayse, "gewinn gewinn gewinn", "gewinn").await;
        let asked = said(&desk, &mail, ayse, "Question", "ein gewinn, unter vielen anderen worten").await;
        desk.status("2026-02-02T11:00Z", spam, Status::Spam).await;
        desk.index().await;
        let mut browser = desk.owners_browser().await;
        assert_eq!(subjects(&mut browser, "gewinn").await, ["Question", "gewinn gewinn gewinn"]);
        let reply = json!({ "text": "voreilig", "undo_seconds": 60 });
        let path = format!("/conversations/{asked}/replies");
        let sent = browser.ask(axum::http::Method::POST, &path, Some(reply), &[]).await.ok();
        desk.index().await;
        assert_eq!(subjects(&mut browser, "voreilig").await, ["Question"]);
        let path = format!("/messages/{}/undo", sent["id"].as_str().unwrap());
        browser.ask(axum::http::Method::POST, &path, None, &[]).await.ok();
        desk.index().await;
        assert_eq!(subjects(&mut browser, "voreilig").await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_keeps_its_own_order_and_filters_among_what_is_found() {
    on_both_engines(|desk| async move {
        let (mail, ayse) = mail_of_ayse(&desk).await;
        let first = said(&desk, &mail, ayse, "First", "karton").await;
        said(&desk, &mail, ayse, "Second", "karton karton karton").await;
        said(&desk, &mail, ayse, "Third", "anderes").await;
        desk.status("2026-02-02T11:00Z", first, Status::Solved).await;
        desk.index().await;
        let mut browser = desk.owners_browser().await;
        let mut listed = async |query: &str| -> Vec<String> {
            let rows = browser.get(&format!("/conversations?{query}")).await.ok();
            let rows = rows["data"].as_array().unwrap().clone();
            rows.iter().map(|row| row["subject"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(listed("q=karton&sort=created_at").await, ["First", "Second"]);
        assert_eq!(listed("q=karton&sort=-created_at").await, ["Second", "First"]);
        assert_eq!(listed("q=karton&status=solved").await, ["First"]);
        assert_eq!(listed("q=karton&sort=created_at&limit=1").await, ["First"]);
        assert_eq!(listed("q=nirgends").await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_while_the_index_follows_is_found_soon() {
    on_both_engines(|desk| async move {
        let (mail, ayse) = mail_of_ayse(&desk).await;
        let (stop, stopping) = watch::channel(false);
        let following = tokio::spawn(insight::search::follow(
            desk.app.database.clone(),
            desk.inbox.index.clone(),
            stopping,
        ));
        let mut browser = desk.owners_browser().await;
        for word in ["eins", "zwei", "drei"] {
            said(&desk, &mail, ayse, word, "Selam").await;
            while excerpt(&mut browser, word).await.is_empty() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        stop.send_replace(true);
        following.await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_before_the_commit_loses_nothing_and_doubles_nothing() {
    on_both_engines(|desk| async move {
        let (mail, ayse) = mail_of_ayse(&desk).await;
        said(&desk, &mail, ayse, "Before", "karton").await;
        desk.index().await;
        let known = desk.inbox.index.reached().unwrap();
        let id = said(&desk, &mail, ayse, "After", "karton").await;
        // Taken in but not committed, as when the power goes between the two.
        let subject = Subject { workspace: desk.workspace, kind: FINDABLE, id: id.0 };
        let mut document = Document::new(subject, at(WHEN));
        document.texts.push("karton".to_owned());
        desk.inbox.index.take(&[(subject, Some(document))]).unwrap();
        let desk = desk.restarted();
        assert_eq!(desk.inbox.index.reached().unwrap(), known);
        let mut browser = desk.owners_browser().await;
        assert_eq!(subjects(&mut browser, "karton").await, ["Before"]);
        desk.index().await;
        let mut found = subjects(&mut browser, "karton").await;
        found.sort();
        assert_eq!(found, ["After", "Before"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_is_broken_missing_or_of_another_database_is_made_again() {
    on_both_engines(|desk| async move {
        let (mail, ayse) = mail_of_ayse(&desk).await;
        said(&desk, &mail, ayse, "Here", "karton").await;
        desk.index().await;
        let folder = desk.index_folder();
        let files = |ending: &str| -> Vec<std::path::PathBuf> {
            let all = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
            all.filter(|path| path.to_string_lossy().ends_with(ending)).collect()
        };
        // Nothing in its description.
        std::fs::write(folder.join("meta.json"), "{").unwrap();
        let desk = found_again(desk.restarted()).await;
        // A letter of its words is another.
        for file in files(".idx").into_iter().chain(files(".term")) {
            let mut bytes = std::fs::read(&file).unwrap();
            bytes[0] ^= 0xff;
            std::fs::remove_file(&file).unwrap();
            std::fs::write(&file, bytes).unwrap();
        }
        let desk = desk.restarted();
        desk.inbox.index.check();
        assert!(desk.inbox.index.is_damaged());
        let desk = found_again(desk).await;
        // A file is cut short.
        for file in files(".term") {
            std::fs::remove_file(&file).unwrap();
            std::fs::write(&file, "").unwrap();
        }
        let desk = found_again(desk.restarted()).await;
        std::fs::remove_dir_all(&folder).unwrap();
        let desk = found_again(desk.restarted()).await;
        // It followed a log that is not this one.
        let elsewhere = Subject { workspace: WorkspaceId(desk.workspace.0), kind: FINDABLE, id: 1 };
        let mut document = Document::new(elsewhere, at(WHEN));
        document.texts.push("karton".to_owned());
        desk.inbox.index.take(&[(elsewhere, Some(document))]).unwrap();
        let mut reached = desk.inbox.index.reached().unwrap().unwrap();
        reached.position.event.0 += 1;
        desk.inbox.index.commit(&reached).unwrap();
        desk.inbox.index.forget();
        let desk = found_again(desk.restarted()).await;
        assert_eq!(desk.inbox.index.documents(), 2, "the conversation and its customer");
    })
    .await;
}

async fn found_again(desk: Desk) -> Desk {
    desk.index().await;
    let mut browser = desk.owners_browser().await;
    assert_eq!(subjects(&mut browser, "karton").await, ["Here"]);
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn conversations_are_found_by_the_numbers_of_orders_and_parcels_in_any_digits() {
    on_both_engines(|desk| async move {
        let (mail, ayse) = mail_of_ayse(&desk).await;
        said(&desk, &mail, ayse, "Before", "Selam").await;
        let mehmet = desk.customer("Mehmet Demir", "mehmet@example.com").await;
        said(&desk, &mail, mehmet, "Somebody else's", "Selam").await;
        desk.index().await;
        let mut browser = desk.owners_browser().await;
        assert_eq!(subjects(&mut browser, "47").await, [""; 0]);

        // The order comes after the conversation, another conversation after the order.
        ayses_order(&desk).await;
        desk.index().await;
        for words in ["47", "#47", "۴۷", "٤٧", "４７"] {
            assert_eq!(subjects(&mut browser, words).await, ["Before"], "{words}");
        }
        said(&desk, &mail, ayse, "After", "Selam").await;
        desk.index().await;
        for words in [
            "YK1234567890TR",
            "yk1234567890tr",
            "YK۱۲۳۴۵۶۷۸۹۰TR",
            "YK١٢٣٤٥٦٧٨٩٠TR",
            "YK１２３４５６７８９０TR",
            "47 selam",
        ] {
            let mut found = subjects(&mut browser, words).await;
            found.sort();
            assert_eq!(found, ["After", "Before"], "{words}");
        }
        let hits = browser.get("/search?kind=conversation&q=yk1234567890tr").await.ok();
        for hit in hits["data"].as_array().unwrap() {
            let shown = hit["excerpt"].as_str().unwrap();
            assert!(shown.contains("<mark>YK1234567890TR</mark>"), "each of them says why: {shown}");
        }

        // In the store's bin it is nobody's any more.
        let workspace = desk.workspace;
        desk.write(move |tx| {
            let mut touched = orders::Touched::default();
            let of_ayse = orders::of_customer(tx.db, workspace, ayse, 10)?;
            let source = of_ayse.first().map(|order| (order.store_id, order.source_id.clone()));
            let (store, source) = source.expect("it was placed");
            orders::throw_away(tx, workspace, store, &source, None, &mut touched)?;
            touched.settle(tx, workspace)
        })
        .await;
        desk.index().await;
        assert_eq!(subjects(&mut browser, "47").await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_past_of_a_store_costs_the_index_two_statements_for_all_that_is_read_at_once() {
    let desk = Desk::open(database::testing::sqlite(std::sync::Arc::new(crate::desk::Still)), "UTC").await;
    let mail = desk.channel(ChannelKind::Email).await;
    let workspace = desk.workspace;
    let mut buyers = Vec::new();
    for number in 0..40 {
        let buyer = desk.customer("", &format!("buyer-{number}@example.com")).await;
        said(&desk, &mail, buyer, "Selam", "Selam").await;
        buyers.push(buyer);
    }
    desk.index().await;
    let told = |orders: usize| {
        let (desk, buyers) = (desk.clone(), buyers.clone());
        async move {
            desk.write(move |tx| {
                for number in 0..orders {
                    let id: OrderId = tx.id();
                    let told = OrderEvent {
                        order_id: id,
                        store_id: StoreId(1),
                        customer_id: Some(buyers[number % buyers.len()]),
                        number: number.to_string(),
                        status: orders::Status::Completed,
                        was: None,
                        history: true,
                    };
                    tx.append(NewEvent::new(workspace, "order.created", id.0, "system").with(told))?;
                }
                Ok(())
            })
            .await;
            let before = database::queries_of_all();
            desk.index().await;
            database::queries_of_all() - before
        }
    };
    let few = told(40).await;
    let many = told(400).await;
    assert!(many <= few + 20, "{few} statements for 40 orders, {many} for 400");
}
