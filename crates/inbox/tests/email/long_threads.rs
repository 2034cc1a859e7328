//! A thread of many mails from before is put in mail by mail: each costs the same, and the order in which they come changes
//! nothing.

use database::{Db, DbError, Tx};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use inbox::channels::{Channel, ChannelKind};
use inbox::conversations::{self, Author, NewMessage, Opening, Past, Status};
use jiff::SignedDuration;
use people::customers::{self, Identity, Seen};
use serde_json::{Value, json};

use crate::desk::{Desk, ENGINES, on_both_engines};

#[derive(QueryableByName)]
struct Rows {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

/// Rows of messages and of the log that this transaction has read.
fn rows_read(db: &mut Db) -> Result<i64, DbError> {
    const ASK: &str = "SELECT COALESCE(SUM(COALESCE(seq_tup_read, 0) + COALESCE(idx_tup_fetch, 0)), 0)::BIGINT AS rows \
        FROM pg_stat_xact_user_tables WHERE relname IN ('message', 'event')";
    Ok(diesel::sql_query(ASK).get_result::<Rows>(db)?.rows)
}

/// Puts so many mails into one conversation, in one transaction; `is_ours` tells which the team wrote.
fn thread(
    tx: &mut Tx<'_>,
    channel: &Channel,
    mails: &[i64],
    is_ours: impl Fn(i64) -> bool,
) -> Result<String, DbError> {
    let workspace = channel.workspace_id;
    let identity = Identity::email("mehmet@posta.example").unwrap();
    let seen = Seen { identities: &[identity], ..Seen::default() };
    let customer = customers::recognise(tx, workspace, &seen)?;
    let opening = Opening {
        channel,
        customer,
        subject: "Uzun",
        status: Status::Solved,
        language: None,
        store: None,
        actor: "system".to_owned(),
    };
    let began = tx.now.minus(SignedDuration::from_hours(24 * 300));
    let past =
        |minute: i64| Past { at: began.plus(SignedDuration::from_mins(minute)), open_since: Some(began) };
    let mut conversation = conversations::open_past(tx, workspace, &opening, past(mails[0]))?;
    for &minute in mails {
        let author = match is_ours(minute) {
            true => Author::Team("Ayşe".to_owned()),
            false => Author::Customer(customer, "Mehmet".to_owned()),
        };
        let new = NewMessage::text(author, (ChannelKind::Email, channel.id), format!("Mail {minute}"));
        conversations::append_past(tx, &mut conversation, new, past(minute))?;
    }
    Ok(conversation.id.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_of_a_long_thread_reads_no_more_rows_than_one_of_a_short_one() {
    // PostgreSQL counts the rows that it reads.
    let desk = Desk::open(ENGINES[1]).await;
    let channel = desk.mailbox("destek@magaza.example", None).await;
    // It plans by what it knows of its tables, so there is something to know.
    let some = channel.clone();
    let write = move |tx: &mut Tx<'_>| {
        for _ in 0..40 {
            thread(tx, &some, &(0..20).collect::<Vec<_>>(), |minute| minute % 2 == 1)?;
        }
        Ok::<_, DbError>(())
    };
    desk.app.database.write(write).await.unwrap();
    desk.sql("ANALYZE message").await;
    desk.sql("ANALYZE event").await;
    for is_ours in [|_: i64| false, |_: i64| true, |minute: i64| minute % 7 == 3] {
        let mut per_mail = Vec::new();
        for length in [50, 400] {
            let channel = channel.clone();
            let write = move |tx: &mut Tx<'_>| {
                let before = rows_read(tx.db)?;
                thread(tx, &channel, &(0..length).collect::<Vec<_>>(), is_ours)?;
                Ok::<_, DbError>((rows_read(tx.db)? - before) / length)
            };
            per_mail.push(desk.app.database.write(write).await.unwrap());
        }
        assert!(per_mail[1] <= per_mail[0] + 2, "rows for a mail of 50 and of 400: {per_mail:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_whatever_order_mails_come_their_conversation_stands_the_same() {
    on_both_engines(|desk| async move {
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let said = "kakmmakm";
        let is_ours = |minute: i64| said.as_bytes()[usize::try_from(minute).unwrap()] == b'k';
        let orders = [
            vec![0, 1, 2, 3, 4, 5, 6, 7],
            vec![7, 6, 5, 4, 3, 2, 1, 0],
            vec![3, 0, 6, 1, 7, 2, 5, 4],
            vec![1, 7, 4, 2, 0, 6, 3, 5],
        ];
        let mut stand: Vec<Value> = Vec::new();
        for order in orders {
            let channel = channel.clone();
            let write = move |tx: &mut Tx<'_>| thread(tx, &channel, &order, is_ours);
            let id = desk.app.database.write(write).await.unwrap();
            let shown = desk.conversation(&id).await;
            let fields = [
                "status",
                "created_at",
                "last_activity_at",
                "waiting_since",
                "first_response_at",
                "message_count",
                "snippet",
            ];
            stand.push(fields.into_iter().map(|field| shown[field].clone()).collect());
        }
        let day = |minute: u8| json!(format!("2025-05-06T09:0{minute}:00.000Z"));
        // The team began, the customer answered and had an answer, and the last word is the customer's.
        assert_eq!(stand[0], json!(["open", day(0), day(7), day(7), day(2), 8, "Mail 7"]),);
        assert!(stand.iter().all(|one| *one == stand[0]), "{stand:#?}");
    })
    .await;
}
