//! The sample store, looked at as the inbox and the shop look at it.
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use database::blobs::Blobs;
use database::schema::{event, outbox, timer};
use database::secrets::Secrets;
use database::testing::{self, TestDatabase};
use database::{Clock, Db, DbError, Flag, Time, WorkspaceId, events};
use diesel::prelude::*;
use inbox::conversations::{AuthorType, Conversation, Message, MessageKind, Status, Visibility};
use inbox::schema::{conversation, message};
use people::customers::{self, Customer};
use people::{App, Parts};
use sample_store::{FillError, Plan, fill};
use shop::orders::{self, Line, Order};
use shop::schema::{order, order_line};
use web::{GuardedClient, Limits, Policy};

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Time {
        "2026-11-18T12:00:00Z".parse().unwrap()
    }
}

/// A store that is quickly made.
const SMALL: Plan = Plan { seed: 7, customers: 90, orders: 190, conversations: 160, until: None };

async fn filled(test: &TestDatabase) -> App {
    let app = App::new(Parts {
        database: test.database.clone(),
        secrets: Secrets::open(&test.folder.path().join("secret.key")).unwrap(),
        blobs: Blobs::new(test.folder.path().join("blobs")),
        guarded: GuardedClient::new(Policy::default(), Limits::default(), "Tillside test"),
        public_url: "https://desk.example".parse().unwrap(),
    });
    let mut told = Vec::new();
    fill(&app, &SMALL, |percent| told.push(percent)).await.unwrap();
    assert!(told.is_sorted() && told.last() == Some(&100), "{told:?}");
    app
}

fn workspace(db: &mut Db) -> WorkspaceId {
    database::schema::workspace::table.select(database::schema::workspace::id).first(db).unwrap()
}

fn conversations(db: &mut Db) -> Vec<Conversation> {
    conversation::table.order(conversation::id).select(Conversation::as_select()).load(db).unwrap()
}

fn messages(db: &mut Db) -> Vec<Message> {
    message::table.order(message::id).select(Message::as_select()).load(db).unwrap()
}

/// A number for everything that the history says; what is sealed or salted is left out.
fn digest(db: &mut Db) -> Result<u64, DbError> {
    let mut hasher = DefaultHasher::new();
    for conversation in conversations(db) {
        format!("{conversation:?}").hash(&mut hasher);
    }
    for message in messages(db) {
        format!("{message:?}").hash(&mut hasher);
    }
    let orders: Vec<Order> = order::table.order(order::id).select(Order::as_select()).load(db)?;
    orders.iter().for_each(|order| format!("{order:?}").hash(&mut hasher));
    let lines: Vec<Line> = order_line::table
        .order((order_line::order_id, order_line::position))
        .select(Line::as_select())
        .load(db)?;
    lines.iter().for_each(|line| format!("{line:?}").hash(&mut hasher));
    let customers: Vec<Customer> = customers::schema::customer::table
        .order(customers::schema::customer::id)
        .select(Customer::as_select())
        .load(db)?;
    customers.iter().for_each(|customer| format!("{customer:?}").hash(&mut hasher));
    let log: Vec<(i64, String, i64, String, String, i64)> = event::table
        .order(event::id)
        .select((event::id, event::kind, event::subject_id, event::actor, event::payload, event::at))
        .load(db)?;
    log.hash(&mut hasher);
    Ok(hasher.finish())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_plan_at_the_same_moment_is_the_same_store_on_both_engines() {
    let mut digests = HashSet::new();
    for test in
        [testing::sqlite(Arc::new(Noon)), testing::sqlite(Arc::new(Noon)), testing::postgres(Arc::new(Noon))]
    {
        let app = filled(&test).await;
        digests.insert(app.database.read(digest).await.unwrap());
    }
    assert_eq!(digests.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_holds_something_is_left_alone() {
    let test = testing::sqlite(Arc::new(Noon));
    let app = filled(&test).await;
    let before = app.database.read(digest).await.unwrap();
    assert!(matches!(fill(&app, &SMALL, |_| {}).await, Err(FillError::NotEmpty)));
    assert_eq!(app.database.read(digest).await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_of_the_inbox_agrees_with_its_messages() {
    let test = testing::sqlite(Arc::new(Noon));
    let app = filled(&test).await;
    let (rows, messages) =
        app.database.read(|db| Ok::<_, DbError>((conversations(db), messages(db)))).await.unwrap();
    assert_eq!(rows.len(), SMALL.conversations);
    for row in &rows {
        let own: Vec<&Message> =
            messages.iter().filter(|message| message.conversation_id == row.id).collect();
        agrees(row, &own);
    }
    let states: HashSet<Status> = rows.iter().map(|row| row.status).collect();
    assert_eq!(states.len(), Status::ALL.len(), "{states:?}");
    for said in &messages {
        assert!(!said.text.trim().is_empty() && !said.text.contains(['{', '}']), "{}", said.text);
        assert!(said.created_at <= Noon.now() && said.sent_at <= said.created_at);
    }
}

fn agrees(row: &Conversation, own: &[&Message]) {
    assert_eq!(row.message_count, own.len() as i64, "#{}", row.number);
    let said = |message: &&&Message| {
        message.visibility == Visibility::Public && message.kind == MessageKind::Message
    };
    let public: Vec<&&Message> = own.iter().filter(said).collect();
    let last = public.last().expect("somebody said something");
    assert_eq!(row.last_author, last.author_type, "#{}", row.number);
    assert_eq!(row.channel, last.channel, "#{}", row.number);
    assert_eq!(row.created_at, own[0].created_at, "#{}", row.number);
    assert!(own.is_sorted_by_key(|message| message.created_at), "#{}", row.number);
    let answered = public.iter().skip(1).find(|message| message.author_type == AuthorType::Agent);
    assert_eq!(row.first_response_at, answered.map(|message| message.created_at), "#{}", row.number);
    let waits = last.author_type == AuthorType::Customer && !row.status.is_done();
    assert_eq!(row.waiting_since.is_some(), waits, "#{} {:?}", row.number, row.status);
    assert_eq!(row.snoozed_until.is_some(), row.status == Status::Snoozed, "#{}", row.number);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_tells_what_happened_in_the_order_of_time() {
    let test = testing::sqlite(Arc::new(Noon));
    let app = filled(&test).await;
    let log: Vec<(String, Time)> = app
        .database
        .read(|db| Ok::<_, DbError>(event::table.order(event::id).select((event::kind, event::at)).load(db)?))
        .await
        .unwrap();
    let told = |kind: &str| log.iter().filter(|(of, _)| of == kind).count();
    assert_eq!(told("conversation.created"), SMALL.conversations);
    assert_eq!(told("order.created"), SMALL.orders);
    let history: Vec<&(String, Time)> = log
        .iter()
        .skip_while(|(kind, _)| kind != "order.created")
        .take_while(|(_, at)| *at < Noon.now())
        .collect();
    assert!(history.len() > SMALL.orders * 3);
    assert!(history.is_sorted_by_key(|(_, at)| *at));
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_measured_and_found_as_if_it_had_come_in_life() {
    for test in [testing::sqlite(Arc::new(Noon)), testing::postgres(Arc::new(Noon))] {
        let app = filled(&test).await;
        for reader in insight::readers(&app) {
            database::readers::catch_up(&app.database, &reader).await.unwrap();
        }
        let index = search::Index::in_memory();
        insight::search::catch_up(&app.database, &index).await.unwrap();
        let (own, rows, messages, things) = app
            .database
            .read(|db| {
                use insight::schema::conversation_measure;
                let measured: i64 = conversation_measure::table.count().get_result(db)?;
                assert_eq!(measured as usize, SMALL.conversations);
                let alone: i64 = customers::schema::customer::table
                    .filter(customers::schema::customer::merged_into.is_null())
                    .count()
                    .get_result(db)?;
                let sold: i64 = shop::schema::product::table.count().get_result(db)?;
                let things = SMALL.conversations as u64 + SMALL.orders as u64 + (alone + sold) as u64;
                Ok::<_, DbError>((workspace(db), conversations(db), messages(db), things))
            })
            .await
            .unwrap();
        assert_eq!(index.documents(), things);
        for row in rows.iter().step_by(7) {
            let said = messages.iter().rfind(|message| message.conversation_id == row.id).unwrap();
            let words: Vec<&str> =
                said.new_text.split_whitespace().filter(|word| word.len() > 6).take(2).collect();
            let typed = format!("#{} {}", row.number, words.join(" "));
            let found = inbox::conversations::listing::find(&index, own, &typed).unwrap();
            assert!(found.contains(&row.id), "{typed}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sums_of_every_order_add_up_to_the_smallest_unit() {
    let test = testing::sqlite(Arc::new(Noon));
    let app = filled(&test).await;
    app.database
        .read(|db| {
            let own = workspace(db);
            let all: Vec<Order> = order::table.select(Order::as_select()).load(db)?;
            assert_eq!(all.len(), SMALL.orders);
            let mut spent: BTreeMap<_, BTreeMap<String, i64>> = BTreeMap::new();
            for order in &all {
                let lines = orders::lines_of(db, own, order.id)?;
                let items: i64 = lines.iter().map(|line| line.total).sum();
                assert_eq!(order.subtotal - order.discount_total, items, "{}", order.number);
                assert_eq!(order.total, items + order.shipping_total + order.tax_total, "{}", order.number);
                let refunds = orders::refunds_of(db, own, order.id)?;
                let back: i64 = refunds.iter().map(|refund| refund.amount).sum();
                assert_eq!(order.refunded_total, back, "{}", order.number);
                assert!(back <= order.total, "{}", order.number);
                if order.status.is_paid(order.paid_at) {
                    let customer = order.customer_id.expect("somebody bought it");
                    *spent.entry(customer).or_default().entry(order.currency.clone()).or_default() +=
                        order.total - back;
                }
            }
            for (customer, sums) in spent {
                let row = customers::find(db, own, customer)?.expect("the customer exists");
                assert_eq!(row.lifetime_value.0, sums, "{}", row.name);
            }
            let currencies: HashSet<&str> = all.iter().map(|order| order.currency.as_str()).collect();
            assert_eq!(currencies, HashSet::from(["TRY", "KRW", "IRR", "EUR", "USD"]));
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inbox_begins_with_somebody_who_asks_for_a_parcel_that_is_late() {
    let test = testing::sqlite(Arc::new(Noon));
    let app = filled(&test).await;
    app.database
        .read(|db| {
            let own = workspace(db);
            let rows = conversations(db);
            let first = rows
                .iter()
                .filter(|row| row.status == Status::Open)
                .max_by_key(|row| row.last_activity_at)
                .unwrap();
            assert!(first.subject.starts_with("Where is my order"), "{}", first.subject);
            assert_eq!((first.unread, first.assignee_id), (Flag::Yes, None));
            let order = orders::of_customer(db, own, first.customer_id, 1)?.remove(0);
            assert!(first.subject.contains(&order.number), "{} {}", first.subject, order.number);
            let parcel = shop::shipments::of_order(db, own, order.id)?.remove(0);
            assert!(parcel.url.as_ref().is_some_and(|url| url.starts_with("https://")), "{:?}", parcel.url);
            let deadlines = shop::lateness::of_orders(db, own, &[order.id])?;
            assert!(shop::lateness::LateJson::of(&deadlines, Noon.now()).is_some(), "{deadlines:?}");
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_known_by_mail_and_chat_and_by_orders() {
    let test = testing::sqlite(Arc::new(Noon));
    let app = filled(&test).await;
    app.database
        .read(|db| {
            let own = workspace(db);
            let of = |rows: &[Conversation], name: &str| -> Vec<Conversation> {
                rows.iter().filter(|row| row.customer_name == name).cloned().collect()
            };
            let rows = conversations(db);
            let with = of(&rows, "Ayşe Yılmaz");
            let channels: HashSet<_> = with.iter().map(|row| row.channel).collect();
            assert!(channels.len() >= 2, "{channels:?}");
            assert!(with.iter().all(|row| row.customer_id == with[0].customer_id));
            assert!(orders::of_customer(db, own, with[0].customer_id, 10)?.len() >= 2);
            let suggested: i64 = customers::schema::customer_suggestion::table.count().get_result(db)?;
            assert!(suggested >= 2, "two profiles of one person");
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_past_is_sent_and_no_customer_is_written_to_when_the_program_starts() {
    let test = testing::sqlite(Arc::new(Noon));
    let app = filled(&test).await;
    let readers: Vec<_> =
        shop::readers(&app).into_iter().chain(inbox::readers(&inbox::Inbox::new(app.clone()))).collect();
    for reader in readers {
        let read = database::readers::catch_up(&app.database, &reader).await.unwrap();
        assert_eq!(read, 0, "{}", reader.name());
    }
    app.database
        .read(|db| {
            assert_eq!(outbox::table.count().get_result::<i64>(db)?, 0);
            let due: i64 = timer::table.filter(timer::due_at.le(Noon.now())).count().get_result(db)?;
            assert_eq!(due, 0, "what was put away in the past was taken up again");
            let newest = events::end(db)?.event;
            assert!(newest.0 < database::floor_at(Noon.now().plus(jiff::SignedDuration::from_secs(1))));
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
}
