//! A full disk: whoever brings something is told to bring it again, what is there can be read, and all goes on by itself.

use database::{DbError, Tx};
use diesel::prelude::*;
use serde_json::json;

use crate::desk::{Desk, ENGINES, mail};

/// Pages that the database may have more than it has now; the engine then says what it says when the disk is full.
async fn leave_room(desk: &Desk, pages: i64) {
    #[derive(QueryableByName)]
    struct Pages {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        page_count: i64,
    }
    let limit = move |tx: &mut Tx<'_>| {
        let now: Pages = diesel::sql_query("PRAGMA page_count").get_result(tx.db)?;
        let most = format!("PRAGMA max_page_count = {}", now.page_count + pages);
        diesel::sql_query(most).execute(tx.db)?;
        Ok::<_, DbError>(())
    };
    desk.app.database.write(limit).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_mail_is_to_come_again_and_requests_say_why() {
    let desk = Desk::open(ENGINES[0]).await;
    desk.mailbox("destek@magaza.example", None).await;
    let server = desk.listen().await;
    let to = ["destek@magaza.example"];
    let first = mail(&["Message-ID: <first@posta.example>"], "Before");
    server.takes(Some("mehmet@posta.example"), &to, &first).await.unwrap();
    let page = desk.get("/conversations").await.ok();
    let id = page["data"][0]["id"].as_str().unwrap().to_owned();

    // After a write that had no room the file is opened anew, and the limit is only of one opening.
    leave_room(&desk, 0).await;
    let second = mail(&["Message-ID: <second@posta.example>"], &"Nerede? ".repeat(10_000));
    let refused = server.takes(Some("mehmet@posta.example"), &to, &second).await.unwrap_err();
    assert_eq!((refused.is_transient(), refused.status().unwrap().to_string().as_str()), (true, "451"));
    leave_room(&desk, 0).await;
    desk.bring("destek@magaza.example", second.clone()).await.problem(507, "storage-full");
    let answer = json!({"text": "Yolda. ".repeat(10_000)});
    let path = format!("/conversations/{id}");
    for what in ["replies", "notes"] {
        leave_room(&desk, 0).await;
        desk.post(&format!("{path}/{what}"), answer.clone()).await.problem(507, "storage-full");
    }
    assert_eq!(desk.messages(&id).await.len(), 1, "what is there can be read");
    assert_eq!(desk.conversations().await, 1, "and nothing else is");

    leave_room(&desk, 10_000).await;
    assert_eq!(server.takes(Some("mehmet@posta.example"), &to, &second).await.unwrap(), "250");
    desk.post(&format!("{path}/replies"), answer).await.ok();
    assert_eq!(desk.conversations().await, 2);
    server.stop().await;
}
