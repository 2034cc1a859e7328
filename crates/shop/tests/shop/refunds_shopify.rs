//! A refund in a Shopify store over crashes, lost answers and keys that the store has forgotten: exactly one, always told
//! truly.

use std::time::Duration;

use commerce::replay::shopify::ShopifyStore;
use database::testing::on_both_engines;
use serde_json::{Value, json};

use crate::acting::Desk;
use crate::refunds::{Chance, FAULTS, one_attempt};
use crate::world::until;

const ROUNDS: usize = 200;
const ORDER: &str = "5001001";

fn made_by(desk: &Desk<ShopifyStore>, action: &str) -> usize {
    let order = desk.store.order(ORDER);
    let marked = |refund: &&Value| refund["note"].as_str().is_some_and(|note| note.contains(action));
    order["refunds"].as_array().unwrap().iter().filter(marked).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_in_shopify_is_made_once_whatever_happens_at_any_step_and_told_as_it_is() {
    on_both_engines(|data| async {
        let desk = Desk::shopify(data).await.hasty();
        let mut chance = Chance(11);
        let (mut done, mut failed, mut found_later) = (0, 0, 0);
        for round in 0..ROUNDS {
            // A key lasts a day; a store that has forgotten it is asked by the mark alone.
            desk.store.forget_keys(round % 2 == 0);
            let wanted = json!({ "kind": "refund", "mode": "amount", "amount": "1.25", "pay_back": true });
            let action = desk.ask(&wanted).await;
            let id = action["id"].as_str().unwrap().to_owned();
            desk.store
                .script((0..chance.below(7)).map(|_| FAULTS[chance.below(FAULTS.len())]).collect::<Vec<_>>());
            let mut tries = 0;
            let told = loop {
                one_attempt(&desk, &mut chance).await;
                let now = desk.action(&action["id"]).await;
                if now["state"] != "pending" {
                    break now;
                }
                tries += 1;
                assert!(tries < 300, "round {round}: {now}");
                if !desk.store.has_something_to_do() {
                    desk.minutes_pass().await;
                }
                tokio::time::sleep(Duration::from_millis(15)).await;
            };
            desk.store.script([]);
            match told["state"].as_str().unwrap() {
                "done" => {
                    assert_eq!(made_by(&desk, &id), 1, "round {round}: {told}");
                    done += 1;
                    found_later += usize::from(told["found_later"] == true);
                }
                "failed" => {
                    assert_eq!(made_by(&desk, &id), 0, "round {round}: {told}");
                    failed += 1;
                }
                other => panic!("round {round}: {other}: {told}"),
            }
        }
        until("a slow store has done all that it had to do", || !desk.store.has_something_to_do()).await;
        assert_eq!(desk.store.order(ORDER)["refunds"].as_array().unwrap().len(), done);
        assert_eq!(desk.store.money_moved().len(), done);
        assert!(
            done > 100 && failed > 0 && found_later > 0,
            "{done} done, {failed} failed, {found_later} found"
        );
    })
    .await;
}
