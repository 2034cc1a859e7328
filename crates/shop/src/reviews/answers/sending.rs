//! Sending answers to the store, by our plug-in there. The plug-in knows an answer by its id, so that whoever is in doubt sends it
//! again.

use commerce::StoreError;
use commerce::model::{SourceId, StoreAnswer};
use commerce::woocommerce::NOT_SHOWN;
use database::outbox::{Attempt, Row, Sender, Settled};
use database::{DbError, Time, Tx};
use futures::future::BoxFuture;
use jiff::SignedDuration;
use people::App;
use serde::{Deserialize, Serialize};
use std::time::Duration;

use super::super::review::Review;
use super::super::store as reviews;
use super::answer::{Answer, AnswerId, State};
use super::{asking, saving, store};
use crate::stores::{self, Ailment, GuardedHttp, Opener, Store, StoreClient, StoreState};
use crate::syncing::{self, ErrandKind};

/// The outbox kind of answers.
pub const KIND: &str = "review_answer";

/// The sender of the outbox kind [`KIND`].
pub struct Answering {
    app: App,
    /// How long a store may take for one answer.
    patience: Duration,
}

/// What the store said of an answer that it has, as the outbox keeps it.
#[derive(Serialize, Deserialize)]
struct Written {
    source_id: String,
    author: Option<String>,
    at: Time,
}

impl Answering {
    /// A sender that waits so long for a store.
    pub fn new(app: App, patience: Duration) -> Self {
        Self { app, patience }
    }

    async fn attempt(&self, row: &Row) -> Result<Attempt, DbError> {
        let (workspace, id) = (row.workspace_id, AnswerId(row.subject_id));
        let found = self.app.database.read(move |db| {
            let Some(answer) = store::find(db, workspace, id)? else { return Ok(None) };
            let review = reviews::find(db, workspace, answer.review_id)?;
            let known = stores::find(db, workspace, answer.store_id)?;
            Ok::<_, DbError>(review.zip(known).map(|(review, known)| (answer, review, known)))
        });
        let Some((answer, review, known)) = found.await? else {
            return Ok(Attempt::Never("gone: ".to_owned()));
        };
        if answer.state == State::Published {
            return Ok(Attempt::Delivered(None));
        }
        let client = match self.client(&known) {
            Ok(Some(client)) => client,
            Ok(None) => return Ok(Attempt::Later("not-connected: ".to_owned(), None)),
            Err(error) => return Ok(Attempt::Later(format!("keys-unreadable: {error}"), None)),
        };
        Ok(match send(&client, &review, &answer).await {
            Ok(written) => Attempt::Delivered(kept(&written)),
            Err(error) => self.failed(&error),
        })
    }

    /// The store, while it may be asked.
    fn client(&self, known: &Store) -> Result<Option<StoreClient>, database::secrets::SecretError> {
        if matches!(known.state, StoreState::Paused | StoreState::Disconnected | StoreState::Connecting) {
            return Ok(None);
        }
        let connection = match known.opener(&self.app.secrets)? {
            Opener::Tried(connection) => connection,
            Opener::Untried(_) | Opener::Nothing => return Ok(None),
        };
        let http = GuardedHttp::with_patience(&self.app.guarded, self.patience);
        Ok(Some(StoreClient::new(&self.app, connection, http)))
    }

    /// What a person has to do something about is told at once; the rest may pass.
    fn failed(&self, error: &StoreError) -> Attempt {
        match error {
            StoreError::NoApi => Attempt::Never("plug-in-missing: ".to_owned()),
            StoreError::NotFound => Attempt::Never("gone: ".to_owned()),
            StoreError::Refused { code, .. } if code == NOT_SHOWN => Attempt::Never("not-shown: ".to_owned()),
            StoreError::Refused { status, message, .. } if *status < 500 => {
                Attempt::Never(format!("refused: {message}"))
            }
            error if error.is_certainly_not_done() && error.retry_after().is_none() => {
                Attempt::Never(trouble(error))
            }
            error => Attempt::Later(trouble(error), self.wish(error)),
        }
    }

    fn wish(&self, error: &StoreError) -> Option<Time> {
        let wait = SignedDuration::try_from(error.retry_after()?).ok()?;
        Some(self.app.database.now().plus(wait.min(SignedDuration::from_hours(1))))
    }
}

async fn send(client: &StoreClient, review: &Review, answer: &Answer) -> Result<StoreAnswer, StoreError> {
    let of = SourceId::from(review.source_id.as_str());
    match client {
        StoreClient::WooCommerce(client) => {
            client.answer_review(&of, &answer.text, &answer.id.to_string()).await
        }
        StoreClient::Shopify(_) => Err(StoreError::NoApi),
    }
}

fn kept(written: &StoreAnswer) -> Option<String> {
    let written = Written {
        source_id: written.source_id.to_string(),
        author: written.author.clone(),
        at: written.written_at.into(),
    };
    serde_json::to_string(&written).ok()
}

fn trouble(error: &StoreError) -> String {
    format!("{}: {error}", Ailment::from(error).code)
}

impl Sender for Answering {
    fn kinds(&self) -> &'static [&'static str] {
        &[KIND]
    }

    fn deliver<'a>(&'a self, row: &'a Row) -> BoxFuture<'a, Attempt> {
        Box::pin(async move {
            match self.attempt(row).await {
                Ok(attempt) => attempt,
                Err(cause) => Attempt::Later(format!("database: {cause}"), None),
            }
        })
    }

    fn settled(&self, tx: &mut Tx<'_>, row: &Row, settled: &Settled) -> Result<(), DbError> {
        settle(tx, row, settled)
    }

    /// After a day nobody waits for it any more; a person can try it again.
    fn patience(&self) -> SignedDuration {
        SignedDuration::from_hours(24)
    }
}

/// Writes down how far an answer has come, and tells. The review is read again: with it, its answers as the store has them.
fn settle(tx: &mut Tx<'_>, row: &Row, settled: &Settled) -> Result<(), DbError> {
    let Some(mut answer) = store::find(tx.db, row.workspace_id, AnswerId(row.subject_id))? else {
        return Ok(());
    };
    if answer.state == State::Published {
        return Ok(());
    }
    let Some(review) = reviews::find(tx.db, answer.workspace_id, answer.review_id)? else { return Ok(()) };
    let clean = |reason: &String| reason.replace('\0', "").chars().take(500).collect::<String>();
    match settled {
        Settled::Delivered(said) => {
            let written: Option<Written> = said.as_deref().and_then(|said| serde_json::from_str(said).ok());
            if let Some(Written { source_id, author, at }) = written {
                answer.source_id = Some(source_id);
                answer.author = author.map(|author| author.replace('\0', ""));
                answer.written_at = at;
            }
            (answer.state, answer.reason) = (State::Published, None);
        }
        Settled::Retrying { reason, .. } => {
            (answer.state, answer.reason) = (State::Pending, Some(clean(reason)));
        }
        Settled::Dead(reason) => (answer.state, answer.reason) = (State::Failed, Some(clean(reason))),
    }
    answer.settled_at = (answer.state != State::Pending).then_some(tx.now);
    saving::make_room(tx, &answer)?;
    store::update(tx, &answer)?;
    if answer.state != State::Pending {
        syncing::want(tx, review.workspace_id, review.store_id, ErrandKind::Review, &review.source_id)?;
        syncing::nudge(tx, review.workspace_id, review.store_id)?;
    }
    asking::tell(tx, &answer, &review)
}
