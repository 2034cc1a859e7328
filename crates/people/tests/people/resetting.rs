use diesel::prelude::*;
use diesel::sql_types::Text;
use jiff::SignedDuration;
use people::system_mail::SystemMail;
use serde_json::json;

use crate::desk::{Desk, OWNER, PASSWORD, on_both_engines};

#[derive(QueryableByName)]
struct Cell {
    #[diesel(sql_type = Text)]
    value: String,
}

/// All values of a text column, as somebody who stole the database reads them.
pub async fn column(desk: &Desk, table: &str, name: &str) -> Vec<String> {
    let text = format!("SELECT {name} AS value FROM {table} ORDER BY 1");
    let cells: Vec<Cell> = desk
        .test
        .database
        .read(move |db| Ok::<_, database::DbError>(diesel::sql_query(text).load(db)?))
        .await
        .unwrap();
    cells.into_iter().map(|cell| cell.value).collect()
}

/// The mails, once there are this many: the answer to a request for a link does not wait for its mail.
async fn mails(desk: &Desk, count: usize) -> Vec<SystemMail> {
    loop {
        let mails = desk.mails().await;
        if mails.len() >= count {
            return mails;
        }
        tokio::task::yield_now().await;
    }
}

fn token_in(mail: &SystemMail) -> String {
    let link =
        mail.text.lines().find(|line| line.starts_with("https://desk.example/password-reset/")).unwrap();
    assert!(mail.html.contains(link));
    link.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_replaced_by_a_mailed_link_that_works_once() {
    on_both_engines(|desk| async move {
        let mut elsewhere = desk.set_up().await;
        let mut browser = desk.browser("192.0.2.5");
        assert_eq!(
            browser.post("/password-resets", json!({ "email": "Owner@shop.example" })).await.status,
            202
        );
        let sent = mails(&desk, 1).await;
        assert_eq!((sent[0].to.as_str(), sent[0].language.tag()), (OWNER, "tr"));
        assert!(sent[0].subject.contains("Çay & Co"), "{}", sent[0].subject);
        let token = token_in(&sent[0]);
        assert_eq!(column(&desk, "password_reset", "token_hash").await, [people::sign_in::hash_of(&token)]);

        let path = format!("/password-resets/{token}");
        assert_eq!(browser.get(&path).await.ok(), json!({ "email": OWNER }));
        let refused = browser.post(&path, json!({ "password": "kısa" })).await.problem(422, "validation");
        assert_eq!(refused["errors"][0]["pointer"], "/password");
        let session = browser.post(&path, json!({ "password": "yepyeni bir parola" })).await.ok();
        assert_eq!(session["agent"]["email"], OWNER);
        browser.get("/session").await.ok();

        elsewhere.get("/session").await.problem(401, "unauthorized");
        browser.get(&path).await.problem(404, "not-found");
        browser.post(&path, json!({ "password": "bir parola daha" })).await.problem(404, "not-found");
        elsewhere.sign_in(OWNER, PASSWORD).await.problem(401, "invalid-credentials");
        elsewhere.sign_in(OWNER, "yepyeni bir parola").await.ok();
        let audit = desk.audit().await;
        assert!(audit.contains(&"password_reset.requested".to_owned()));
        assert!(audit.contains(&"password_reset.completed".to_owned()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_works_for_an_hour_and_a_newer_one_replaces_it() {
    on_both_engines(|desk| async move {
        desk.set_up().await;
        let mut browser = desk.browser("192.0.2.5");
        browser.post("/password-resets", json!({ "email": OWNER })).await.ok();
        let first = token_in(&mails(&desk, 1).await[0]);
        browser.post("/password-resets", json!({ "email": OWNER })).await.ok();
        let second = token_in(&mails(&desk, 2).await[1]);
        browser.get(&format!("/password-resets/{first}")).await.problem(404, "not-found");
        browser.get(&format!("/password-resets/{second}")).await.ok();
        desk.wait(SignedDuration::from_mins(60));
        browser.get(&format!("/password-resets/{second}")).await.problem(404, "not-found");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_who_works_here_by_asking_for_links() {
    on_both_engines(|desk| async move {
        desk.set_up().await;
        let mut browser = desk.browser("192.0.2.5");
        for email in ["nobody@shop.example", "no address"] {
            let answer = browser.post("/password-resets", json!({ "email": email })).await;
            assert_eq!((answer.status.as_u16(), answer.json), (202, serde_json::Value::Null));
        }
        browser.post("/password-resets", json!({ "email": OWNER })).await.ok();
        let mails = mails(&desk, 1).await;
        assert_eq!(mails.len(), 1);
    })
    .await;
}
