//! Sealing anew after a rotation, on both engines.
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use database::outbox::{self, NewRow, OutboxId};
use database::resealing::{Pass, RowKey, SealedRow, Stale, Vault, seal_anew, sealed_otherwise};
use database::schema::outbox as rows;
use database::secrets::Secrets;
use database::testing::{TestDatabase, on_both_engines};
use database::{Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;

/// Rows of the outbox as if what they carry were a secret.
struct Payloads {
    /// How many are written before the power goes.
    left: AtomicI64,
}

fn place(id: OutboxId) -> String {
    format!("payload:{id}")
}

impl Vault for Payloads {
    fn name(&self) -> &'static str {
        "payloads"
    }

    fn rows(&self, db: &mut Db, behind: &RowKey, limit: i64) -> Result<Vec<SealedRow>, DbError> {
        let found: Vec<(WorkspaceId, OutboxId, String)> = rows::table
            .filter(
                rows::workspace_id
                    .gt(behind.workspace)
                    .or(rows::workspace_id.eq(behind.workspace).and(rows::id.gt(behind.id()))),
            )
            .order((rows::workspace_id, rows::id))
            .limit(limit)
            .select((rows::workspace_id, rows::id, rows::payload))
            .load(db)?;
        let row = |(workspace, id, sealed): (WorkspaceId, OutboxId, String)| SealedRow {
            row: RowKey { workspace, key: id.0.to_string() },
            secrets: vec![(place(id), sealed)],
        };
        Ok(found.into_iter().map(row).collect())
    }

    fn replace(&self, tx: &mut Tx<'_>, row: &RowKey, old: &str, fresh: &str) -> Result<(), DbError> {
        if self.left.fetch_sub(1, Ordering::Relaxed) <= 0 {
            return Err(DbError::Other("the power is gone".to_owned()));
        }
        let which =
            rows::table.find((row.workspace, OutboxId(row.id()))).filter(rows::payload.eq(old.to_owned()));
        diesel::update(which).set(rows::payload.eq(fresh)).execute(tx.db)?;
        Ok(())
    }
}

const SECRETS: i64 = 450;

async fn seal_all(test: &TestDatabase, secrets: &Secrets) {
    let write = |tx: &mut Tx<'_>| {
        let row = |tx: &mut Tx<'_>, number: i64| {
            let workspace = WorkspaceId(1 + number % 2);
            let new = NewRow::new(workspace, "nobody", number, number.to_string(), &(), tx.now);
            Ok::<_, DbError>((workspace, outbox::enqueue(tx, &new)?))
        };
        (0..SECRETS).map(|number| row(tx, number)).collect::<Result<Vec<_>, _>>()
    };
    let made = test.database.write(write).await.unwrap();
    let sealed = made
        .into_iter()
        .map(|(workspace, id)| (workspace, id, secrets.seal(&place(id), &format!("secret of {id}"))));
    let sealed: Vec<_> = sealed.collect();
    let write = move |tx: &mut Tx<'_>| {
        for (workspace, id, text) in sealed {
            diesel::update(rows::table.find((workspace, id))).set(rows::payload.eq(text)).execute(tx.db)?;
        }
        Ok::<_, DbError>(())
    };
    test.database.write(write).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_secret_is_sealed_anew_also_when_the_first_pass_is_cut_off() {
    on_both_engines(async |test| {
        let file = test.folder.path().join("secret.key");
        seal_all(&test, &Secrets::open(&file).unwrap()).await;
        Secrets::rotate(&file).unwrap();
        let secrets = Secrets::read(&file).unwrap();
        let payloads = Arc::new(Payloads { left: AtomicI64::new(250) });
        let vaults: [Arc<dyn Vault>; 1] = [payloads.clone()];
        let left = async || sealed_otherwise(&test.database, "k2", &vaults).await.unwrap();
        let stale = |count| vec![Stale { vault: "payloads", key: "k1".to_owned(), count }];
        assert_eq!(left().await, stale(450));

        let cut_off = seal_anew(&test.database, &secrets, &vaults).await;
        assert!(matches!(cut_off, Err(DbError::Other(_))), "{cut_off:?}");
        assert_eq!(left().await, stale(250), "a whole batch or nothing");

        payloads.left.store(SECRETS, Ordering::Relaxed);
        let rest = seal_anew(&test.database, &secrets, &vaults).await.unwrap();
        assert_eq!(rest, Pass { sealed_anew: 250, unreadable: 0 });
        assert_eq!(left().await, []);
        assert_eq!(seal_anew(&test.database, &secrets, &vaults).await.unwrap(), Pass::default());

        Secrets::drop_old(&file).unwrap();
        let after = Secrets::read(&file).unwrap();
        let stored: Vec<(OutboxId, String)> = test
            .database
            .read(|db| Ok::<_, DbError>(rows::table.select((rows::id, rows::payload)).load(db)?))
            .await
            .unwrap();
        assert_eq!(stored.len(), 450);
        for (id, sealed) in stored {
            assert_eq!(*after.open_sealed(&place(id), &sealed).unwrap(), format!("secret of {id}"));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_key_opens_is_counted_and_left_as_it_is() {
    on_both_engines(async |test| {
        let file = test.folder.path().join("secret.key");
        let strange = Secrets::open(&test.folder.path().join("other.key")).unwrap();
        seal_all(&test, &strange).await;
        Secrets::open(&file).unwrap();
        Secrets::rotate(&file).unwrap();
        let vaults: [Arc<dyn Vault>; 1] = [Arc::new(Payloads { left: AtomicI64::new(SECRETS) })];
        let pass = seal_anew(&test.database, &Secrets::read(&file).unwrap(), &vaults).await.unwrap();
        assert_eq!(pass, Pass { sealed_anew: 0, unreadable: 450 });
        assert_eq!(sealed_otherwise(&test.database, "k2", &vaults).await.unwrap()[0].count, 450);
    })
    .await;
}
