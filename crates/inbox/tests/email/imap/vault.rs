//! After a rotation the secrets of mailboxes are sealed anew, and mailboxes are read with the new key alone.

use std::sync::Arc;

use database::resealing::{self, Pass, Vault};
use database::secrets::Secrets;
use database::{Db, DbError, Tx};
use jiff::SignedDuration;
use serde_json::json;
use url::Url;
use web::Policy;

use super::dovecot::Dovecot;
use super::provider::Provider;
use super::{FAST, Reader, incoming, letter, user};
use crate::desk::{Desk, ENGINES};

fn vault() -> Arc<dyn Vault> {
    inbox::vaults().into_iter().find(|vault| vault.name() == "mailboxes").unwrap()
}

/// The secrets of mailboxes as they are stored: where each belongs, and its sealed text.
async fn sealed(desk: &Desk) -> Vec<(resealing::RowKey, String, String)> {
    let mut all = Vec::new();
    let read = |db: &mut Db| vault().rows(db, &start(), 100);
    for row in desk.app.database.read(read).await.unwrap() {
        all.extend(row.secrets.iter().map(|(place, text)| (row.row.clone(), place.clone(), text.clone())));
    }
    all
}

fn start() -> resealing::RowKey {
    resealing::RowKey { workspace: database::WorkspaceId(i64::MIN), key: String::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_secret_of_a_mailbox_is_sealed_anew_and_the_old_key_can_be_dropped() {
    for open in ENGINES {
        let desk = Desk::open_to(open, Policy { allow_private: true, ..Policy::default() }).await;
        let provider = Provider::start().await;
        let dovecot = Dovecot::asking(Some(&provider.introspection()));
        let with_password = desk.mailbox("destek@magaza.example", None).await;
        let with_token = desk.mailbox("satis@magaza.example", None).await;
        provider.known.lock().unwrap().account = user(&with_token);
        desk.reads(&with_password, dovecot.port, json!({})).await;
        desk.reads(&with_token, dovecot.port, json!({"password": null, "provider": provider.settings()}))
            .await;
        agree(&desk, &format!("{}/authorization", incoming(&with_token))).await;
        // Somebody is at the provider's page once more.
        desk.post(&format!("{}/authorization", incoming(&with_token)), json!({})).await.ok();
        let before = sealed(&desk).await;
        let mut names: Vec<&str> =
            before.iter().map(|(_, place, _)| place.split(':').next().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(names, ["imap.asked", "imap.client_secret", "imap.password", "imap.tokens"]);

        Secrets::rotate(&desk.key_file()).unwrap();
        let both = Secrets::read(&desk.key_file()).unwrap();
        let vaults = [vault()];
        let database = &desk.app.database;
        assert_eq!(
            resealing::seal_anew(database, &both, &vaults).await.unwrap(),
            Pass { sealed_anew: 4, unreadable: 0 }
        );
        assert_eq!(resealing::sealed_otherwise(database, both.current(), &vaults).await.unwrap(), []);
        assert_eq!(resealing::seal_anew(database, &both, &vaults).await.unwrap(), Pass::default());
        Secrets::drop_old(&desk.key_file()).unwrap();

        let desk = desk.clone().with_secrets(Secrets::read(&desk.key_file()).unwrap());
        dovecot.client(&user(&with_password)).deliver(&letter("parola"));
        // The token has ended: a new one is had with what was sealed.
        desk.wait(SignedDuration::from_hours(2));
        let reader = Reader::start(&desk, FAST);
        desk.until_subjects(&["parola"]).await;
        super::until("the other is read, too", || async {
            desk.reading(&with_token).await["state"] == "connected"
        })
        .await;
        reader.stop().await;
        let asked = provider.known.lock().unwrap().asked.last().cloned().unwrap();
        assert_eq!(
            ["grant_type", "client_secret"].map(|name| asked[name].as_str()),
            ["refresh_token", "gizli"]
        );
    }
}

/// The person agrees.
async fn agree(desk: &Desk, path: &str) {
    let begun = desk.post(path, json!({})).await.ok();
    let url: Url = begun["url"].as_str().unwrap().parse().unwrap();
    let state = url.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    desk.post(&format!("{path}/answer"), json!({"state": state, "code": "kod"})).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_that_was_changed_meanwhile_stays_as_it_is() {
    for open in ENGINES {
        let desk = Desk::open(open).await;
        let channel = desk.mailbox("destek@magaza.example", None).await;
        desk.reads(&channel, 1, json!({})).await;
        let (row, _, old) = sealed(&desk).await.remove(0);
        desk.reads(&channel, 1, json!({"password": "another"})).await;
        let (_, place, changed) = sealed(&desk).await.remove(0);
        let write = move |tx: &mut Tx<'_>| {
            vault().replace(tx, &row, &old, "too late")?;
            Ok::<_, DbError>(())
        };
        desk.app.database.write(write).await.unwrap();
        assert_eq!(sealed(&desk).await[0].2, changed);
        assert_eq!(*desk.app.secrets.open_sealed(&place, &changed).unwrap(), "another");
    }
}
