//! A refund over crashes, lost answers and stores that may or may not have done it: exactly one, always told truly.

use std::time::Duration;

use commerce::replay::Fault;
use database::outbox;
use database::testing::on_both_engines;
use serde_json::{Value, json};

use crate::acting::Desk;
use crate::world::until;

const ROUNDS: usize = 200;

/// What can go wrong with one request, or nothing.
pub const FAULTS: [Option<Fault>; 14] = [
    None,
    None,
    None,
    None,
    Some(Fault::Breaks),
    Some(Fault::BreaksAfter),
    Some(Fault::BreaksAfter),
    Some(Fault::PageAfter),
    Some(Fault::HangsAfter),
    Some(Fault::Late(60)),
    Some(Fault::MaintenancePage),
    Some(Fault::Unavailable(0)),
    Some(Fault::RateLimited(0)),
    Some(Fault::KeysRevoked),
];

/// The same chances every time (a linear congruential generator, Knuth's numbers).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// Has the outbox sent once, and perhaps kills the sender on the way.
pub async fn one_attempt<S>(desk: &Desk<S>, chance: &mut Chance) {
    desk.time_passes().await;
    let (database, sender) = (desk.world.app.database.clone(), desk.sender.clone());
    let attempt = tokio::spawn(async move { outbox::deliver_due(&database, &sender).await });
    if chance.below(3) == 0 {
        tokio::time::sleep(Duration::from_millis(u64::try_from(chance.below(25)).unwrap())).await;
        attempt.abort();
        let _ = attempt.await;
    } else {
        attempt.await.unwrap().unwrap();
    }
}

fn made_by(desk: &Desk, action: &str) -> usize {
    let marked = |refund: &&Value| {
        let fields = refund["meta_data"].as_array().unwrap();
        fields.iter().any(|field| field["key"] == "_tillside_action" && field["value"] == action)
    };
    desk.store.shelf("orders/10000/refunds").iter().filter(marked).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_is_made_once_whatever_happens_at_any_step_and_told_as_it_is() {
    on_both_engines(|data| async {
        let desk = Desk::open(data).await.hasty();
        let mut chance = Chance(7);
        let (mut done, mut failed, mut found_later) = (0, 0, 0);
        for round in 0..ROUNDS {
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
        assert_eq!(desk.store.shelf("orders/10000/refunds").len(), done);
        assert_eq!(desk.store.money_moved().len(), done);
        assert!(
            done > 100 && failed > 0 && found_later > 0,
            "{done} done, {failed} failed, {found_later} found"
        );
    })
    .await;
}
