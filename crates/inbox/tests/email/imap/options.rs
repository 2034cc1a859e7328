//! What a mailbox wants: where to begin, what is done with a mail that was taken, how large one may be.

use serde_json::json;

use super::dovecot::Dovecot;
use super::{FAST, Reader, TOLD, letter, until, user};
use crate::desk::{Desk, ENGINES, mail, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn it_begins_now_on_a_day_or_with_the_first_mail() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let mut client = dovecot.client(&user(&channel));
    client.append_on("01-Jan-2026", &letter("eski"));
    client.append_on("20-Feb-2026", &letter("yeni"));
    desk.reads(&channel, dovecot.port, json!({"start": "now"})).await;
    let reader = Reader::start(&desk, FAST);
    until("it was opened", || async { desk.cursor(&channel).await["last_uid"] == 2 }).await;
    client.deliver(&letter("simdi"));
    desk.until_subjects(&["simdi"]).await;
    desk.reads(&channel, dovecot.port, json!({"start": "date", "start_date": "2026-02-01"})).await;
    desk.until_subjects(&["simdi", "yeni"]).await;
    let cursor = desk.cursor(&channel).await;
    assert_eq!(json!([cursor["done"], cursor["total"]]), json!([2, 2]));
    desk.reads(&channel, dovecot.port, json!({"start": "beginning"})).await;
    desk.until_subjects(&["eski", "simdi", "yeni"]).await;
    let cursor = desk.cursor(&channel).await;
    assert_eq!(json!([cursor["done"], cursor["total"]]), json!([3, 3]));
    reader.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_the_mails_that_were_there_before_those_of_the_last_days_are_open_if_that_is_wanted() {
    on_both_engines(|desk| async move {
        let dovecot = Dovecot::start();
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let mut client = dovecot.client(&user(&channel));
        for (day, subject) in [("01-Feb-2026", "eski"), ("27-Feb-2026", "yeni")] {
            let date = format!("Date: {}", day.replace('-', " ") + " 09:00:00 +0000");
            let headers =
                [&format!("Message-ID: <{subject}@posta.example>"), &format!("Subject: {subject}"), &date];
            client.append_on(day, &mail(&headers.map(String::as_str), "Nerede?"));
        }
        let wrong = json!({"start": "beginning", "open_days": 0});
        desk.put_incoming(&channel, dovecot.port, wrong).await.problem(422, "validation");
        desk.reads(&channel, dovecot.port, json!({"start": "beginning", "open_days": 7})).await;
        let reader = Reader::start(&desk, FAST);
        desk.until_subjects(&["eski", "yeni"]).await;
        let page = desk.get("/conversations?status=open,solved&limit=200").await.ok();
        let rows = page["data"].as_array().unwrap().clone();
        let status =
            |subject: &str| rows.iter().find(|row| row["subject"] == subject).unwrap()["status"].clone();
        assert_eq!(json!([status("eski"), status("yeni")]), json!(["solved", "open"]));
        reader.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_was_taken_is_left_marked_or_moved_as_the_mailbox_wants_it() {
    on_both_engines(|desk| async move {
        let dovecot = Dovecot::start();
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let mut client = dovecot.client(&user(&channel));
        client.deliver(&letter("bir"));
        desk.reads(&channel, dovecot.port, json!({"after": "seen"})).await;
        let reader = Reader::start(&desk, TOLD);
        desk.until_subjects(&["bir"]).await;
        until("it is marked", || async { dovecot.client(&user(&channel)).uids("INBOX", "SEEN") == [1] })
            .await;
        desk.reads(&channel, dovecot.port, json!({"after": "move", "move_to": "Done"})).await;
        client.deliver(&letter("iki"));
        desk.until_subjects(&["bir", "iki"]).await;
        until("it is moved", || async { dovecot.client(&user(&channel)).uids("Done", "ALL") == [1] }).await;
        assert_eq!(client.uids("INBOX", "ALL"), [1], "what was there before stays");
        reader.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_moved_is_moved_once_the_folder_is_there() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let mut client = dovecot.client(&user(&channel));
    client.say("CREATE Bitti");
    desk.reads(&channel, dovecot.port, json!({"after": "move", "move_to": "Bitti"})).await;
    let reader = Reader::start(&desk, FAST);
    until("it reads", || async { desk.reading(&channel).await["state"] == "connected" }).await;
    client.say("DELETE Bitti");
    client.deliver(&letter("bir"));
    let fails = || async {
        let reading = desk.reading(&channel).await;
        json!([reading["state"], reading["problem"], reading["detail"]])
            == json!(["failing", "folder", "Bitti"])
    };
    desk.until_subjects(&["bir"]).await;
    until("it says which folder is missing", fails).await;
    client.say("CREATE Bitti");
    until("it is moved", || async { dovecot.client(&user(&channel)).uids("Bitti", "ALL") == [1] }).await;
    until("it reads again", || async { desk.reading(&channel).await["state"] == "connected" }).await;
    reader.stop().await;
    assert_eq!(desk.subjects().await, ["bir"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_mail_that_is_too_large_the_headers_come_with_a_note() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let mut client = dovecot.client(&user(&channel));
    let large = mail(
        &["Subject: Foto", "Message-ID: <foto@posta.example>", "Content-Type: text/html; charset=iso-8859-9"],
        &"<p>uzun</p>\n".repeat(300_000),
    );
    client.deliver(&letter("once"));
    client.deliver(&large);
    client.deliver(&letter("sonra"));
    desk.reads(&channel, dovecot.port, json!({"largest": 200_000})).await;
    let reader = Reader::start(&desk, FAST);
    desk.until_subjects(&["Foto", "once", "sonra"]).await;
    reader.stop().await;
    let page = desk.get("/conversations?limit=200").await.ok();
    let shown = page["data"].as_array().unwrap().iter().find(|one| one["subject"] == "Foto").unwrap().clone();
    let text = desk.last_message(shown["id"].as_str().unwrap()).await["text"].as_str().unwrap().to_owned();
    assert!(text.contains("4 MB") && text.contains("INBOX"), "{text}");
    let told = desk.count(
        "SELECT COUNT(*) AS count FROM mail_arrival WHERE reason LIKE 'it has %bytes: only its headers%'",
    );
    assert_eq!(told.await, 1, "the journal says so");
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_that_can_t_be_are_refused_field_by_field() {
    let desk = Desk::open(ENGINES[0]).await;
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let path = super::incoming(&channel);
    let body = json!({
        "host": "10.0.0.7", "port": 0, "security": "none", "username": " ", "folders": [{"name": ""}, {"name": ""}],
        "after": "move", "start": "date", "largest": 5, "certificate": "nothing",
    });
    let told = desk.put(&path, body).await.problem(422, "validation");
    let mut fields: Vec<_> =
        told["errors"].as_array().unwrap().iter().map(|one| one["pointer"].as_str().unwrap()).collect();
    fields.dedup();
    assert_eq!(
        fields,
        [
            "/port",
            "/security",
            "/host",
            "/username",
            "/folders/0/name",
            "/folders/1/name",
            "/move_to",
            "/start_date",
            "/largest",
            "/certificate"
        ],
        "{told}"
    );
    let good = json!({"host": "127.0.0.1", "port": 9, "security": "none", "username": "u", "password": "p"});
    desk.put(&path, good.clone()).await.ok();
    let mut again = good;
    again.as_object_mut().unwrap().remove("password");
    desk.put(&path, again.clone()).await.ok();
    again["username"] = json!("another");
    desk.put(&path, again).await.problem(422, "validation");
    let chat = desk.post("/channels", json!({"kind": "chat", "name": "Shop"})).await.ok();
    desk.get(&format!("/channels/{}/incoming", chat["id"].as_str().unwrap())).await.problem(404, "not-found");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_there_before_the_mailbox_was_connected_is_dated_and_solved_and_what_comes_is_new() {
    on_both_engines(|desk| async move {
        let dovecot = Dovecot::start();
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let mut client = dovecot.client(&user(&channel));
        let answer = mail(
            &[
                "Message-ID: <a@magaza.example>",
                "From: Destek <destek@magaza.example>",
                "To: eski@posta.example",
                "Subject: Re: eski",
                "In-Reply-To: <eski@posta.example>",
                "Date: Fri, 05 Jan 2024 12:00:00 +0000",
            ],
            "Yolda.",
        );
        let question = mail(
            &[
                "Message-ID: <eski@posta.example>",
                "From: eski@posta.example",
                "Subject: eski",
                "Date: Fri, 05 Jan 2024 10:00:00 +0000",
            ],
            "Nerede?",
        );
        client.deliver(&answer);
        client.deliver(&question);
        desk.reads(&channel, dovecot.port, json!({})).await;
        let reader = Reader::start(&desk, TOLD);
        desk.until_subjects(&["eski"]).await;
        // Its date is before the connection; it came after.
        client.deliver(&letter("yeni"));
        desk.until_subjects(&["eski", "yeni"]).await;
        reader.stop().await;
        let page = desk.get("/conversations?limit=200&sort=created_at&status=open,solved").await.ok();
        let shown: Vec<_> = page["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                json!([
                    one["subject"],
                    one["status"],
                    one["unread"],
                    one["created_at"],
                    one["last_activity_at"]
                ])
            })
            .collect();
        assert_eq!(
            json!(shown),
            json!([
                ["eski", "solved", false, "2024-01-05T10:00:00.000Z", "2024-01-05T12:00:00.000Z"],
                ["yeni", "open", true, "2026-03-02T09:00:00.000Z", "2026-03-02T09:00:00.000Z"],
            ])
        );
        let id = page["data"][0]["id"].as_str().unwrap().to_owned();
        let said: Vec<_> = desk.messages(&id).await.iter().map(|one| one["author"]["type"].clone()).collect();
        assert_eq!(json!(said), json!(["customer", "agent"]));
        desk.happen().await;
        assert_eq!(desk.deliver().await, 0, "nothing is sent");
    })
    .await;
}
