use axum::http::header;
use jiff::SignedDuration;
use serde_json::json;

use crate::desk::{OWNER, PASSWORD, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn guessing_an_account_is_slowed_and_its_owner_still_gets_in() {
    on_both_engines(|desk| async move {
        let owner = desk.set_up().await;
        // The attacker has an address for every try, so that only the account's bucket stops them.
        for number in 0..10 {
            let mut attacker = desk.browser(&format!("198.51.100.{number}"));
            attacker.sign_in(OWNER, "a wrong guess").await.problem(401, "invalid-credentials");
        }
        let mut attacker = desk.browser("198.51.100.99");
        let stopped = attacker.sign_in(OWNER, PASSWORD).await;
        assert_eq!(stopped.headers[header::RETRY_AFTER], "60");
        stopped.problem(429, "rate-limited");

        // A browser that signed in before is counted by itself.
        let mut known = owner.clone();
        known.cookies.remove("tillside_session");
        known.sign_in(OWNER, PASSWORD).await.ok();

        // The device of another account is of no use, and neither is one that was made up.
        let mut forged = desk.browser("198.51.100.98");
        forged.cookies.insert("tillside_device".to_owned(), format!("abc.{}", "0".repeat(64)));
        forged.sign_in(OWNER, PASSWORD).await.problem(429, "rate-limited");

        // Nobody is shut out for good: one try comes back each minute.
        desk.wait(SignedDuration::from_secs(60));
        attacker.sign_in(OWNER, PASSWORD).await.ok();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_device_that_guesses_is_slowed_too() {
    on_both_engines(|desk| async move {
        let mut thief = desk.set_up().await;
        thief.cookies.remove("tillside_session");
        for _ in 0..10 {
            thief.sign_in(OWNER, "a wrong guess").await.problem(401, "invalid-credentials");
        }
        thief.sign_in(OWNER, PASSWORD).await.problem(429, "rate-limited");
        desk.browser("192.0.2.77").sign_in(OWNER, PASSWORD).await.ok();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_tries_many_accounts_is_stopped_and_success_costs_nothing() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mut office = desk.browser("203.0.113.1");
        for _ in 0..12 {
            office.sign_in(OWNER, PASSWORD).await.ok();
        }
        for number in 0..30 {
            let email = format!("victim{number}@shop.example");
            office.cookies.clear();
            office.sign_in(&email, "a wrong guess").await.problem(401, "invalid-credentials");
        }
        office.sign_in("another@shop.example", "a wrong guess").await.problem(429, "rate-limited");
        desk.browser("203.0.113.2").sign_in(OWNER, PASSWORD).await.ok();
        // The owner's own browser is let in even from there, as behind a proxy that hides who asks.
        owner.ip = office.ip;
        owner.sign_in(OWNER, PASSWORD).await.ok();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_and_resets_are_limited_by_address() {
    on_both_engines(|desk| async move {
        desk.set_up().await;
        let mut guesser = desk.browser("203.0.113.9");
        let mut statuses = Vec::new();
        for number in 0..31 {
            let answer = guesser.get(&format!("/invitation/{number:032}")).await;
            statuses.push(answer.status.as_u16());
        }
        assert_eq!((statuses[29], statuses[30]), (404, 429));
        for number in 0..11 {
            let body = json!({ "email": format!("a{number}@shop.example") });
            statuses.push(guesser.post("/password-resets", body).await.status.as_u16());
        }
        assert_eq!(statuses[31..41], [202; 10]);
        assert_eq!(statuses[41], 429);
    })
    .await;
}
