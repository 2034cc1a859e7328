//! `GET /chat/v1/socket`: both ways, resumable, and patient with nobody who floods or never reads.

use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message as Frame, WebSocket, WebSocketUpgrade, close_code};
use axum::http::HeaderMap;
use axum::response::Response;
use database::WorkspaceId;
use database::events::Event;
use people::Failure;
use people::customers::{self, CustomerId};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Problem, Query};

use super::http::{SHOWN, may_embed, visitor};
use super::saying::{self, Saying, SayingError};
use super::shapes::{self, ClientFrame, Page, ServerFrame};
use super::visitor::VisitorId;
use super::{history, leaving, store};
use crate::Inbox;
use crate::channels;
use crate::conversations::{self, ConversationId, MessageId};
use crate::live::{EVERYBODY, Heard, Listener, Moment, PresenceState};

/// Largest frame, in bytes.
const FRAME: usize = 64 * 1024;
/// Bytes read at once. Each open socket holds so many all the time, and what a shopper says is short.
const BUFFER: usize = 4 * 1024;
/// A widget that does not take a frame in this time does not read.
const SLOW: Duration = Duration::from_secs(10);

/// Who, and from where on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Resume {
    /// From the session.
    token: String,
    /// The newest message that the widget has.
    after: Option<String>,
}

/// The WebSocket of a widget: messages both ways, typing, what was seen. What goes over it is told in the documentation of
/// the chat.
#[utoipa::path(get, path = "/chat/v1/socket", tag = "chat", params(Resume), security(()), responses(
    (status = 101, description = "the connection is a WebSocket now"),
    (status = 400, description = "it does not ask for a WebSocket", body = web::ProblemBody), (status = 401, body = web::ProblemBody),
    (status = 403, description = "this page may not embed the chat", body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
pub(super) async fn connect(
    State(inbox): State<Inbox>,
    headers: HeaderMap,
    Query(resume): Query<Resume>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Failure> {
    let upgrade = upgrade.map_err(|why| Problem::malformed(why.body_text()))?;
    let visitor = visitor(&inbox, &resume.token).await?;
    let (workspace, channel) = (visitor.workspace_id, visitor.channel_id);
    let channel =
        inbox.app.database.read(move |db| Ok::<_, Failure>(channels::find(db, workspace, channel)?)).await?;
    let channel = channel
        .filter(|channel| channel.active.is_yes())
        .ok_or_else(|| Problem::not_found("chat channel"))?;
    if !may_embed(&channel, &headers) {
        return Err(Problem::forbidden("this page may not embed the chat").into());
    }
    let after = resume.after.and_then(|id| id.parse().ok()).unwrap_or(MessageId(0));
    let upgrade = upgrade
        .max_message_size(FRAME)
        .max_frame_size(FRAME)
        .read_buffer_size(BUFFER)
        .write_buffer_size(0)
        .max_write_buffer_size(1024 * 1024);
    Ok(upgrade
        .on_upgrade(async move |socket| Line::new(inbox, workspace, visitor.id, after).run(socket).await))
}

/// One open socket.
struct Line {
    inbox: Inbox,
    workspace: WorkspaceId,
    visitor: VisitorId,
    listener: Listener,
    /// The conversation that goes on, as far as this socket knows.
    conversation: Option<ConversationId>,
    /// The newest message that the widget has.
    told: MessageId,
    /// What it was told behind younger ones.
    late: Vec<MessageId>,
}

/// The socket is done with.
struct Closed;

impl Line {
    /// Listening begins before the missed ones are read, so that nothing falls between.
    fn new(inbox: Inbox, workspace: WorkspaceId, visitor: VisitorId, told: MessageId) -> Self {
        let mut listener = inbox.rooms.listener();
        listener.join(workspace, EVERYBODY);
        listener.join(workspace, visitor.0);
        Self { inbox, workspace, visitor, listener, conversation: None, told, late: Vec::new() }
    }

    async fn run(&mut self, mut socket: WebSocket) {
        let tail = self.inbox.tail.clone();
        let mut stopped = std::pin::pin!(tail.ended());
        if self.greet(&mut socket).await.is_err() {
            return;
        }
        // From the last whole frame on, whatever happens elsewhere meanwhile.
        let silence = self.inbox.silence;
        let mut patience = std::pin::pin!(tokio::time::sleep(silence));
        loop {
            let step = tokio::select! {
                frame = socket.recv() => match frame {
                    Some(Ok(frame)) => {
                        patience.as_mut().reset(tokio::time::Instant::now() + silence);
                        self.heard(&mut socket, frame).await
                    }
                    Some(Err(_)) | None => Err(Closed),
                },
                () = &mut patience => Err(Closed),
                heard = self.listener.next() => match heard {
                    Heard::Event(event) => self.happened(&mut socket, &event).await,
                    Heard::Moment(moment) => self.moment(&mut socket, &moment).await,
                    Heard::Behind => self.come_back(&mut socket).await,
                },
                () = &mut stopped => return say_goodbye(socket).await,
            };
            if step.is_err() {
                return;
            }
        }
    }

    async fn greet(&mut self, socket: &mut WebSocket) -> Result<(), Closed> {
        self.find_conversation().await?;
        let ready = ServerFrame::Ready {
            conversation_id: self.conversation,
            last_id: Some(self.told).filter(|told| told.0 > 0),
        };
        send(socket, &ready).await?;
        self.tell_late(socket).await?;
        self.catch_up(socket).await
    }

    /// Tells what came on the screen behind younger messages while nobody was connected.
    async fn tell_late(&mut self, socket: &mut WebSocket) -> Result<(), Closed> {
        let Some(conversation) = self.conversation.filter(|_| self.told.0 > 0) else { return Ok(()) };
        let (workspace, told) = (self.workspace, self.told);
        let messages = self.inbox.app.database.read(move |db| {
            let rows = store::late(db, workspace, conversation, told)?;
            Ok::<_, Failure>(shapes::messages(db, workspace, rows)?)
        });
        for message in messages.await.map_err(|_| Closed)? {
            self.late.push(message.id);
            send(socket, &ServerFrame::Message { message }).await?;
        }
        Ok(())
    }

    /// Finds the conversation that goes on, and listens to it.
    async fn find_conversation(&mut self) -> Result<(), Closed> {
        let (workspace, visitor) = (self.workspace, self.visitor);
        loop {
            let found = self.inbox.app.database.read(move |db| {
                let visitor = store::find(db, workspace, visitor)?;
                let current = visitor.map(|visitor| history::current(db, &visitor)).transpose()?.flatten();
                Ok::<_, Failure>(current.map(|conversation| conversation.id))
            });
            // Asked once more of a new one: before it was listened to it may have been joined with another.
            if !self.follow(found.await.map_err(|_| Closed)?) {
                return Ok(());
            }
        }
    }

    /// Listens to this conversation; whether it is another one than before.
    fn follow(&mut self, conversation: Option<ConversationId>) -> bool {
        if conversation == self.conversation {
            return false;
        }
        if let Some(before) = self.conversation {
            self.listener.leave(self.workspace, before.0);
        }
        if let Some(now) = conversation {
            self.listener.join(self.workspace, now.0);
        }
        self.conversation = conversation;
        true
    }

    /// More happened than was heard of.
    async fn come_back(&mut self, socket: &mut WebSocket) -> Result<(), Closed> {
        self.find_conversation().await?;
        self.catch_up(socket).await
    }

    /// Tells all messages that the widget does not have, oldest first, however many they are.
    async fn catch_up(&mut self, socket: &mut WebSocket) -> Result<(), Closed> {
        let Some(conversation) = self.conversation else { return Ok(()) };
        let workspace = self.workspace;
        let mut page = Some(self.told);
        while let Some(after) = page {
            let messages = self.inbox.app.database.read(move |db| {
                let (rows, next) = store::visible_after(db, workspace, conversation, after)?;
                Ok::<_, Failure>((shapes::messages(db, workspace, rows)?, next))
            });
            let (messages, next) = messages.await.map_err(|_| Closed)?;
            for message in messages {
                self.told = self.told.max(message.id);
                send(socket, &ServerFrame::Message { message }).await?;
            }
            page = next;
        }
        Ok(())
    }

    async fn heard(&mut self, socket: &mut WebSocket, frame: Frame) -> Result<(), Closed> {
        let text = match frame {
            Frame::Text(text) => text,
            Frame::Close(_) => return Err(Closed),
            Frame::Ping(_) | Frame::Pong(_) => return Ok(()),
            Frame::Binary(_) => return self.refuse(socket, "malformed", "frames are JSON text", None).await,
        };
        if let Err(problem) =
            self.inbox.frames.check(self.visitor.0, self.inbox.app.database.now().timestamp())
        {
            drop(Problem::from(problem));
            self.refuse(socket, "rate-limited", "too many frames; wait a little", None).await?;
            return Err(Closed);
        }
        match web::json::parse::<ClientFrame>(text.as_bytes()) {
            Ok(frame) => self.act(socket, frame).await,
            Err(problem) => {
                let wrong =
                    problem.errors().first().map(|wrong| format!("{}: {}", wrong.pointer, wrong.detail));
                self.refuse(socket, "malformed", &wrong.unwrap_or_else(|| "no JSON".to_owned()), None).await
            }
        }
    }

    async fn act(&mut self, socket: &mut WebSocket, frame: ClientFrame) -> Result<(), Closed> {
        match frame {
            ClientFrame::Message { client_id, text, attachments, page } => {
                let saying =
                    Saying { client_id, text, uploads: attachments, page: page.map(|page| page.url) };
                self.say(socket, saying).await
            }
            ClientFrame::Typing {} => {
                if let Some(conversation_id) = self.conversation {
                    self.inbox.bus.tell(self.workspace, Moment::CustomerTyping { conversation_id });
                }
                Ok(())
            }
            ClientFrame::Seen { message_id } => self.saw(message_id).await,
            ClientFrame::Details { name, email } => self.details(socket, name, email).await,
            ClientFrame::Page(page) => self.moved(page).await,
            ClientFrame::Ping {} => send(socket, &ServerFrame::Pong).await,
        }
    }

    async fn say(&mut self, socket: &mut WebSocket, saying: Saying) -> Result<(), Closed> {
        let (workspace, visitor, client_id) = (self.workspace, self.visitor, saying.client_id.clone());
        if let Err(wait) = self.inbox.said.check(visitor.0, self.inbox.app.database.now().timestamp()) {
            drop(Problem::from(wait));
            return self
                .refuse(socket, "rate-limited", "too many messages; wait a little", Some(client_id))
                .await;
        }
        let said = self.inbox.app.database.write(move |tx| saying::say(tx, workspace, visitor, saying)).await;
        match said {
            Ok((message, _)) => {
                send(socket, &ServerFrame::Ack { client_id, message_id: message.id }).await?;
                if self.follow(Some(message.conversation_id)) {
                    self.catch_up(socket).await?;
                }
                Ok(())
            }
            Err(error) => {
                let code = match &error {
                    SayingError::Gone => "gone",
                    SayingError::Invalid(..) => "validation",
                    SayingError::Database(_) => "unavailable",
                };
                let detail = match &error {
                    SayingError::Database(cause) => {
                        tracing::warn!(%cause, "a chat message could not be stored");
                        "it could not be stored; send it again".to_owned()
                    }
                    SayingError::Gone | SayingError::Invalid(..) => error.to_string(),
                };
                self.refuse(socket, code, &detail, Some(client_id)).await
            }
        }
    }

    async fn saw(&mut self, message_id: MessageId) -> Result<(), Closed> {
        let (workspace, visitor) = (self.workspace, self.visitor);
        let news =
            self.inbox.app.database.write(move |tx| saying::saw(tx, workspace, visitor, message_id)).await;
        if let (Ok(true), Some(conversation_id)) = (news, self.conversation) {
            self.inbox.bus.tell(workspace, Moment::CustomerSaw { conversation_id, message_id });
        }
        Ok(())
    }

    async fn details(
        &mut self,
        socket: &mut WebSocket,
        name: Option<String>,
        email: Option<String>,
    ) -> Result<(), Closed> {
        let (workspace, visitor) = (self.workspace, self.visitor);
        let kept = self
            .inbox
            .app
            .database
            .write(move |tx| saying::details(tx, workspace, visitor, name.as_deref(), email.as_deref()));
        match kept.await {
            Ok(()) => Ok(()),
            Err(SayingError::Invalid(_, reason)) => self.refuse(socket, "validation", reason, None).await,
            Err(SayingError::Gone | SayingError::Database(_)) => Err(Closed),
        }
    }

    async fn moved(&mut self, page: Page) -> Result<(), Closed> {
        let (workspace, visitor) = (self.workspace, self.visitor);
        let url: String = page.url.chars().take(500).collect();
        let moved = self.inbox.app.database.write(move |tx| {
            let Some(mut visitor) = store::find_to_change(tx, workspace, visitor)? else { return Ok(()) };
            if let Some(customer) = visitor.customer_id {
                customers::seen_on(tx, workspace, customer, &url)?;
            }
            visitor.page = Some(url);
            visitor.last_active_at = tx.now;
            store::update(tx, &visitor)
        });
        moved.await.map_err(|_| Closed)
    }

    /// The team has joined two customers, or parted them: if this visitor is one of them, another conversation may go on,
    /// and what was said on the other's devices is theirs too. What they have already comes a second time.
    async fn customers_moved(&mut self, socket: &mut WebSocket, event: &Event) -> Result<(), Closed> {
        let concerned: Vec<CustomerId> = ["from", "into"]
            .iter()
            .filter_map(|name| event.payload.get(name)?.as_str()?.parse().ok())
            .collect();
        let (workspace, visitor) = (self.workspace, self.visitor);
        let found = self.inbox.app.database.read(move |db| {
            let Some(visitor) = store::find(db, workspace, visitor)? else { return Ok(None) };
            let customer = history::customer_of(db, &visitor)?;
            if !customer.is_some_and(|customer| concerned.contains(&customer)) {
                return Ok(None);
            }
            let (rows, _) = history::look_back(db, &visitor, None, SHOWN)?;
            Ok::<_, Failure>(Some(shapes::messages(db, workspace, rows)?))
        });
        let Some(messages) = found.await.map_err(|_| Closed)? else { return Ok(()) };
        self.find_conversation().await?;
        for message in messages {
            self.told = self.told.max(message.id);
            send(socket, &ServerFrame::Message { message }).await?;
        }
        self.catch_up(socket).await
    }

    /// Something was committed: if it is about this conversation, the widget hears of it.
    async fn happened(&mut self, socket: &mut WebSocket, event: &Event) -> Result<(), Closed> {
        let begun = event.workspace == self.workspace && event.subject == self.visitor.0;
        if begun && event.kind == saying::BEGUN {
            return self.come_back(socket).await;
        }
        let moved = matches!(event.kind.as_str(), "customer.merged" | "customer.unmerged");
        if event.workspace == self.workspace && moved {
            return self.customers_moved(socket, event).await;
        }
        let mine =
            event.workspace == self.workspace && self.conversation.is_some_and(|id| id.0 == event.subject);
        if !mine {
            return Ok(());
        }
        match event.kind.as_str() {
            "message.created" => self.catch_up(socket).await,
            "message.updated" => self.revealed(socket, event).await,
            "conversation.read" => send(socket, &ServerFrame::Seen { message_id: self.told }).await,
            "conversation.merged" | "conversation.unmerged" => self.come_back(socket).await,
            _ => Ok(()),
        }
    }

    /// An answer that could be taken back has been sent: it may be older than what the widget was told since.
    async fn revealed(&mut self, socket: &mut WebSocket, event: &Event) -> Result<(), Closed> {
        let id = event
            .payload
            .get("message_id")
            .and_then(|id| id.as_str())
            .and_then(|id| id.parse::<MessageId>().ok());
        let Some(id) = id.filter(|id| !self.late.contains(id)) else { return Ok(()) };
        let workspace = self.workspace;
        let message = self.inbox.app.database.read(move |db| {
            let row = conversations::message(db, workspace, id)?;
            // That it was also mailed, or could not be, is no news for the screen.
            let on_the_way =
                |row: &conversations::Message| row.delivery.as_ref().is_some_and(leaving::is_on_screen_alone);
            let shown = row.filter(|row| store::is_visible(row) && row.seen_at.is_none() && on_the_way(row));
            Ok::<_, Failure>(shapes::messages(db, workspace, shown.into_iter().collect())?.pop())
        });
        match message.await.map_err(|_| Closed)? {
            Some(message) => {
                self.told = self.told.max(message.id);
                self.late.push(message.id);
                send(socket, &ServerFrame::Message { message }).await
            }
            None => Ok(()),
        }
    }

    async fn moment(&mut self, socket: &mut WebSocket, moment: &Moment) -> Result<(), Closed> {
        match moment {
            Moment::Presence { conversation_id, agent, state: PresenceState::Typing }
                if Some(*conversation_id) == self.conversation =>
            {
                send(socket, &ServerFrame::Typing { name: Some(agent.name.clone()) }).await
            }
            Moment::Presence { .. } | Moment::CustomerTyping { .. } | Moment::CustomerSaw { .. } => Ok(()),
        }
    }

    async fn refuse(
        &mut self,
        socket: &mut WebSocket,
        code: &'static str,
        detail: &str,
        client_id: Option<String>,
    ) -> Result<(), Closed> {
        send(socket, &ServerFrame::Error { code, detail: detail.to_owned(), client_id }).await
    }
}

/// The server stops: the widget comes back by itself.
async fn say_goodbye(mut socket: WebSocket) {
    let goodbye = CloseFrame { code: close_code::AWAY, reason: "restarting".into() };
    drop(tokio::time::timeout(SLOW, socket.send(Frame::Close(Some(goodbye)))).await);
}

async fn send(socket: &mut WebSocket, frame: &ServerFrame) -> Result<(), Closed> {
    let text = serde_json::to_string(frame).expect("frames are plain data");
    match tokio::time::timeout(SLOW, socket.send(Frame::Text(text.into()))).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Closed),
    }
}
