//! What was sent stands among what was sent: a copy in the mailbox's own folder, where the provider does not keep one.
//!
//! It goes by the outbox. A copy that is there already, by its Message-ID, is not put there again: a crash between the
//! server's answer and the end of the row doubles nothing.

use std::time::Duration;

use database::outbox::{self, Attempt, NewRow, Row, Sender, Settled};
use database::{DbError, Tx};
use futures::future::BoxFuture;
use people::App;
use serde::{Deserialize, Serialize};

use super::credentials::Credentials;
use super::problem::Problem;
use super::session::{Access, Session};
use super::store;
use crate::channels::ChannelId;
use crate::conversations::Message;

/// The kind of its rows.
pub const SENT_COPY: &str = "sent_copy";
/// Less than the outbox lets a sender hold a row.
const WHOLE: Duration = Duration::from_secs(240);

#[derive(Debug, Serialize, Deserialize)]
struct SentCopy {
    mailbox: ChannelId,
    /// The raw mail.
    hash: String,
    /// Its Message-ID.
    name: String,
}

/// Decides on a copy of a mail that was sent, if its mailbox wants one.
pub(in crate::channels::email) fn enqueue(tx: &mut Tx<'_>, message: &Message) -> Result<(), DbError> {
    let workspace = message.workspace_id;
    let mailbox = store::find(tx.db, workspace, message.channel_id)?;
    if mailbox.is_none_or(|mailbox| mailbox.settings.sent_folder.is_none()) {
        return Ok(());
    }
    let (Some(hash), Some(name)) = (message.raw_hash.clone(), message.external_id.clone()) else {
        return Ok(());
    };
    let rows = outbox::of_subject(tx.db, workspace, message.id.0)?;
    if rows.iter().any(|row| row.kind == SENT_COPY) {
        return Ok(());
    }
    let copy = SentCopy { mailbox: message.channel_id, hash, name };
    let key = format!("sent-copy:{}", message.id);
    outbox::enqueue(tx, &NewRow::new(workspace, SENT_COPY, message.id.0, key, &copy, tx.now))?;
    Ok(())
}

/// Puts copies of what was sent into mailboxes.
pub struct SentCopies {
    app: App,
}

impl SentCopies {
    /// For all workspaces.
    pub fn new(app: App) -> Self {
        Self { app }
    }

    async fn put(&self, row: &Row) -> Result<(), Problem> {
        let copy: SentCopy = row.payload_as()?;
        let workspace = row.workspace_id;
        let mailbox = self.app.database.read(move |db| store::find(db, workspace, copy.mailbox)).await?;
        // Nobody wants it any more.
        let Some(mailbox) = mailbox else { return Ok(()) };
        let Some(folder) = &mailbox.settings.sent_folder else { return Ok(()) };
        let Some(raw) = self.app.blobs.read(&self.app.database, workspace, &copy.hash).await? else {
            return Ok(());
        };
        let credentials = Credentials::of(&self.app, &mailbox, row.attempts > 2).await?;
        let mut session = Session::open(&self.app, &mailbox.settings, &credentials).await?;
        session.select(folder, Access::Write).await?;
        if !session.has(&copy.name).await? {
            session.append(folder, &raw).await?;
        }
        session.leave().await;
        Ok(())
    }
}

impl Sender for SentCopies {
    fn kinds(&self) -> &'static [&'static str] {
        &[SENT_COPY]
    }

    fn deliver<'a>(&'a self, row: &'a Row) -> BoxFuture<'a, Attempt> {
        Box::pin(async move {
            match tokio::time::timeout(WHOLE, self.put(row)).await {
                Ok(Ok(())) => Attempt::Delivered(None),
                Ok(Err(problem)) => Attempt::Later(problem.to_string(), None),
                Err(_) => Attempt::Later("the server took too long".to_owned(), None),
            }
        })
    }

    fn settled(&self, _: &mut Tx<'_>, _: &Row, _: &Settled) -> Result<(), DbError> {
        Ok(())
    }
}
