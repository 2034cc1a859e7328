//! What leaves the house, on both engines: leases, back-off, giving up and trying again.

#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use database::outbox::{self, Attempt, NewRow, OutboxId, Row, Sender, Settled, State};
use database::testing::{TestDatabase, postgres, sqlite};
use database::{Clock, Database, DbError, Time, Tx, WorkspaceId};
use futures::future::BoxFuture;
use jiff::SignedDuration;
use tokio::sync::{Semaphore, oneshot};

const SHOP: WorkspaceId = WorkspaceId(7);

/// A clock that goes only when it is told to.
struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Time {
        Time::from_micros(self.0.load(Ordering::Relaxed))
    }
}

struct Desk {
    test: TestDatabase,
    clock: Arc<Hand>,
}

impl Desk {
    fn wait(&self, how_long: SignedDuration) {
        self.clock.0.fetch_add(i64::try_from(how_long.as_micros()).unwrap(), Ordering::Relaxed);
    }

    async fn enqueue(&self, key: &'static str) -> OutboxId {
        let write =
            move |tx: &mut Tx<'_>| outbox::enqueue(tx, &NewRow::new(SHOP, "post", 1, key, &(), tx.now));
        self.test.database.write(write).await.unwrap()
    }

    async fn row(&self, id: OutboxId) -> Row {
        self.test.database.read(move |db| outbox::find(db, SHOP, id)).await.unwrap().unwrap()
    }
}

async fn on_both_engines<Fut: Future<Output = ()>>(test: impl Fn(Desk) -> Fut) {
    for open in [sqlite, postgres] {
        let clock = Arc::new(Hand(AtomicI64::new(1_800_000_000_000_000)));
        let given: Arc<dyn Clock> = Arc::<Hand>::clone(&clock);
        test(Desk { test: open(given), clock }).await;
    }
}

/// Ends as it is told, and remembers what it was told in turn.
struct Post {
    outcome: Mutex<Attempt>,
    settled: Mutex<Vec<Settled>>,
    /// If there, each delivery waits for a permit.
    gate: Option<(Semaphore, Mutex<Option<oneshot::Sender<()>>>)>,
}

impl Post {
    fn new(outcome: Attempt) -> Arc<Self> {
        Arc::new(Self { outcome: Mutex::new(outcome), settled: Mutex::default(), gate: None })
    }

    /// Whose delivery begins, tells so, and then waits.
    fn slow(outcome: Attempt) -> (Arc<Self>, oneshot::Receiver<()>) {
        let (begun, begins) = oneshot::channel();
        let gate = Some((Semaphore::new(0), Mutex::new(Some(begun))));
        (Arc::new(Self { outcome: Mutex::new(outcome), settled: Mutex::default(), gate }), begins)
    }

    fn told(&self) -> Vec<Settled> {
        self.settled.lock().unwrap().clone()
    }
}

impl Sender for Post {
    fn kinds(&self) -> &'static [&'static str] {
        &["post"]
    }

    fn deliver<'a>(&'a self, _: &'a Row) -> BoxFuture<'a, Attempt> {
        Box::pin(async {
            if let Some((gate, begun)) = &self.gate {
                if let Some(begun) = begun.lock().unwrap().take() {
                    begun.send(()).unwrap();
                }
                gate.acquire().await.unwrap().forget();
            }
            self.outcome.lock().unwrap().clone()
        })
    }

    fn settled(&self, _: &mut Tx<'_>, _: &Row, settled: &Settled) -> Result<(), DbError> {
        self.settled.lock().unwrap().push(settled.clone());
        Ok(())
    }
}

async fn deliver(database: &Database, post: &Arc<Post>) -> usize {
    let sender: Arc<dyn Sender> = Arc::<Post>::clone(post);
    outbox::deliver_due(database, &sender).await.unwrap()
}

fn later(reason: &str) -> Attempt {
    Attempt::Later(reason.to_owned(), None)
}

#[tokio::test(flavor = "multi_thread")]
async fn back_off_grows_until_it_is_given_up_and_a_dead_row_revives() {
    on_both_engines(|desk| async move {
        let id = desk.enqueue("one").await;
        let post = Post::new(later("busy"));
        let mut waits = Vec::new();
        loop {
            assert_eq!(deliver(&desk.test.database, &post).await, 1);
            assert_eq!(deliver(&desk.test.database, &post).await, 0, "not before its time");
            let row = desk.row(id).await;
            if row.state == State::Dead {
                assert_eq!(row.last_error.as_deref(), Some("busy"));
                break;
            }
            assert_eq!(row.state, State::Pending);
            let wait = row.next_attempt_at.since(desk.clock.now());
            waits.push(wait);
            desk.wait(wait);
        }
        assert!(waits[0] >= SignedDuration::from_secs(30) && waits[0] <= SignedDuration::from_secs(38));
        assert!(waits.windows(2).take(8).all(|pair| pair[0] < pair[1]), "{waits:?}");
        assert!(waits.iter().all(|wait| *wait <= SignedDuration::from_mins(225)), "{waits:?}");
        let all: SignedDuration = waits.iter().copied().reduce(|sum, wait| sum + wait).unwrap();
        assert!(all > SignedDuration::from_hours(90) && all <= SignedDuration::from_hours(96), "{all}");
        assert_eq!(post.told().last(), Some(&Settled::Dead("busy".to_owned())));
        let revive = move |tx: &mut Tx<'_>| outbox::revive(tx, SHOP, id);
        assert!(desk.test.database.write(revive).await.unwrap());
        *post.outcome.lock().unwrap() = Attempt::Delivered(None);
        assert_eq!(deliver(&desk.test.database, &post).await, 1);
        let row = desk.row(id).await;
        assert_eq!((row.state, row.attempts, row.last_error), (State::Done, 1, None));
        assert!(!desk.test.database.write(move |tx| outbox::revive(tx, SHOP, id)).await.unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_that_ran_out_is_taken_by_another_and_the_first_changes_nothing_any_more() {
    on_both_engines(|desk| async move {
        let id = desk.enqueue("one").await;
        let (slow, begins) = Post::slow(later("too late"));
        let (database, first) = (desk.test.database.clone(), Arc::clone(&slow));
        let under_way = tokio::spawn(async move { deliver(&database, &first).await });
        begins.await.unwrap();
        let quick = Post::new(Attempt::Delivered(Some("250 ok".to_owned())));
        assert_eq!(deliver(&desk.test.database, &quick).await, 0, "it is held");
        desk.wait(SignedDuration::from_mins(5) + SignedDuration::from_secs(1));
        assert_eq!(deliver(&desk.test.database, &quick).await, 1);
        slow.gate.as_ref().unwrap().0.add_permits(1);
        under_way.await.unwrap();
        let row = desk.row(id).await;
        assert_eq!((row.state, row.attempts), (State::Done, 2), "what arrived has arrived");
        assert!(slow.told().is_empty());
        assert_eq!(quick.told(), [Settled::Delivered(Some("250 ok".to_owned()))]);
        desk.wait(SignedDuration::from_hours(1));
        assert_eq!(deliver(&desk.test.database, &quick).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_never_leaves_and_what_a_sender_holds_cannot_be() {
    on_both_engines(|desk| async move {
        let cancel = |tx: &mut Tx<'_>| outbox::cancel(tx, SHOP, 1);
        desk.enqueue("one").await;
        assert_eq!(desk.test.database.write(cancel).await.unwrap(), 1);
        let quick = Post::new(Attempt::Delivered(None));
        assert_eq!(deliver(&desk.test.database, &quick).await, 0);
        let id = desk.enqueue("two").await;
        let (slow, begins) = Post::slow(later("busy"));
        let (database, first) = (desk.test.database.clone(), Arc::clone(&slow));
        let under_way = tokio::spawn(async move { deliver(&database, &first).await });
        begins.await.unwrap();
        assert_eq!(desk.test.database.write(cancel).await.unwrap(), 0);
        slow.gate.as_ref().unwrap().0.add_permits(1);
        under_way.await.unwrap();
        assert_eq!(desk.test.database.write(cancel).await.unwrap(), 0, "it may have arrived");
        assert_eq!(desk.row(id).await.state, State::Pending);
        let twice = desk
            .test
            .database
            .write(|tx| outbox::enqueue(tx, &NewRow::new(SHOP, "post", 1, "two", &(), tx.now)));
        assert!(twice.await.unwrap_err().is_duplicate());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_sides_wish_is_heard_and_never_means_never() {
    on_both_engines(|desk| async move {
        let id = desk.enqueue("one").await;
        let wish = desk.clock.now().plus(SignedDuration::from_hours(2));
        let post = Post::new(Attempt::Later("slow down".to_owned(), Some(wish)));
        deliver(&desk.test.database, &post).await;
        assert_eq!(desk.row(id).await.next_attempt_at, wish);
        desk.wait(SignedDuration::from_hours(2));
        *post.outcome.lock().unwrap() = Attempt::Never("550 no such user".to_owned());
        deliver(&desk.test.database, &post).await;
        assert_eq!(desk.row(id).await.state, State::Dead);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn senders_beside_each_other_deliver_each_row_once() {
    on_both_engines(|desk| async move {
        for number in 0..60 {
            let key = format!("row-{number}");
            let write = move |tx: &mut Tx<'_>| {
                outbox::enqueue(tx, &NewRow::new(SHOP, "post", number, key, &(), tx.now))
            };
            desk.test.database.write(write).await.unwrap();
        }
        let post = Post::new(Attempt::Delivered(None));
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let (database, post) = (desk.test.database.clone(), Arc::clone(&post));
            all.spawn(async move { while deliver(&database, &post).await > 0 {} });
        }
        all.join_all().await;
        assert_eq!(post.told().len(), 60);
        let done =
            desk.test.database.read(|db| outbox::in_state(db, SHOP, State::Done, None, 100)).await.unwrap();
        assert_eq!(done.len(), 60);
        assert!(done.iter().all(|row| row.attempts == 1));
    })
    .await;
}
