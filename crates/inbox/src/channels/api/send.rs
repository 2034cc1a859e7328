//! Replies leave by a signed webhook.

use axum::http::{Method, Request, header};
use bytes::Bytes;
use database::outbox::{Attempt, Row, Sender, Settled};
use database::{DbError, Tx};
use futures::future::BoxFuture;
use serde_json::{Value, json};

use super::{files, signature};
use crate::Inbox;
use crate::channels::{self, Channel};
use crate::conversations::{self, Attachment, Message, MessageId, kinds};

/// Sends replies of API channels to their webhooks.
pub struct Replies {
    inbox: Inbox,
}

/// What is told of an answer.
struct Answer {
    message: Message,
    /// The source's own id of the thread.
    thread: Option<String>,
    files: Vec<Attachment>,
}

impl Replies {
    /// The sender of the outbox kind `api_reply`.
    pub fn new(inbox: Inbox) -> Self {
        Self { inbox }
    }

    async fn attempt(&self, row: &Row) -> Result<Attempt, DbError> {
        let (workspace, id) = (row.workspace_id, MessageId(row.subject_id));
        let found = self.inbox.app.database.read(move |db| {
            let Some(message) = conversations::message(db, workspace, id)? else {
                return Ok::<_, DbError>(None);
            };
            let Some(channel) = channels::find(db, workspace, message.channel_id)? else { return Ok(None) };
            let external = conversations::api_thread(db, &message)?;
            let files = conversations::attachments_of(db, workspace, &[id])?;
            Ok(Some((Answer { message, thread: external, files }, channel)))
        });
        let Some((answer, channel)) = found.await? else {
            return Ok(Attempt::Never("the message or its channel is gone".to_owned()));
        };
        let Some(url) = channel.settings.webhook_url.clone() else {
            return Ok(Attempt::Never("the channel has no webhook address".to_owned()));
        };
        let request = match self.request(row, &answer, &channel, &url) {
            Ok(request) => request,
            Err(reason) => return Ok(Attempt::Never(reason)),
        };
        Ok(match self.inbox.app.guarded.send(request).await {
            Ok(answer) if answer.status().is_success() => Attempt::Delivered(None),
            Ok(answer) if answer.status().as_u16() == 410 => {
                Attempt::Never("the webhook answered 410 Gone".to_owned())
            }
            Ok(answer) => Attempt::Later(format!("the webhook answered {}", answer.status()), None),
            Err(error) => Attempt::Later(error.to_string(), None),
        })
    }

    fn request(
        &self,
        row: &Row,
        answer: &Answer,
        channel: &Channel,
        url: &str,
    ) -> Result<Request<Bytes>, String> {
        let sealed = channel.secrets.signing.as_deref().unwrap_or_default();
        let secret = self
            .inbox
            .app
            .secrets
            .open_sealed(&channel.place("signing"), sealed)
            .map_err(|error| error.to_string())?;
        let Answer { message, thread, files } = answer;
        let files: Vec<Value> =
            files.iter().map(|file| files::shown(&self.inbox.app, channel.id, file)).collect();
        let body = json!({
            "type": "message.created",
            "timestamp": message.created_at,
            "data": {
                "message_id": message.id,
                "conversation_id": message.conversation_id,
                "thread": thread,
                "author": {"name": message.author_name},
                "text": message.text,
                "html": message.html,
                "attachments": files,
            },
        });
        let body = body.to_string();
        let seconds = self.inbox.app.database.now().micros() / 1_000_000;
        let id = row.id.to_string();
        Request::builder()
            .method(Method::POST)
            .uri(url)
            .header(header::CONTENT_TYPE, "application/json")
            .header("webhook-id", &id)
            .header("webhook-timestamp", seconds)
            .header("webhook-signature", signature::sign(&secret, &id, seconds, body.as_bytes()))
            .body(Bytes::from(body))
            .map_err(|error| error.to_string())
    }
}

impl Sender for Replies {
    fn kinds(&self) -> &'static [&'static str] {
        &[kinds::API]
    }

    fn deliver<'a>(&'a self, row: &'a Row) -> BoxFuture<'a, Attempt> {
        Box::pin(async {
            self.attempt(row).await.unwrap_or_else(|cause| Attempt::Later(cause.to_string(), None))
        })
    }

    fn settled(&self, tx: &mut Tx<'_>, row: &Row, settled: &Settled) -> Result<(), DbError> {
        conversations::settled(tx, row, settled)
    }
}
