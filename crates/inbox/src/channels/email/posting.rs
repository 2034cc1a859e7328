//! What takes mails out of the outbox: answers, chats that go on by mail, and the mails that Tillside writes itself.

use database::blobs;
use database::outbox::{Attempt, Row, Sender, Settled};
use database::{DbError, Time, Tx, WorkspaceId};
use futures::future::BoxFuture;
use mail::compose::{Automatic, compose, references_of_answer};
use mail::dkim::{DkimKey, DkimSigner, without_signatures};
use mail::{EmailAddress, Limits, Mailbox, MessageId as MailId, Outgoing};
use people::App;
use people::system_mail::{self, SystemMail};

use super::composing::{self, Material};
use super::return_path::{self, ReturnPath};
use super::silence::{self, Leave};
use super::transport::{self, Answer, TokenRefused, UNCONFIRMED, Way};
use super::{Outside, chat_mail, imap, keys, signing_in, signing_keys};
use crate::channels::chat::{CHAT_MAIL, ChatMail};
use crate::channels::{self, Channel, ChannelId, ChannelKind, Sending};
use crate::conversations::{self, Delivery, DeliveryState, Message, MessageId, Participant, kinds};

/// Delivers mails by SMTP.
pub struct Posting {
    app: App,
    outside: Outside,
}

/// Why nothing was handed to a server.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unsent {
    /// It may go later.
    #[error("{0}")]
    Later(String),
    /// It never will.
    #[error("{0}")]
    Never(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// A mail with its envelope, ready to go.
struct Post {
    mailbox: Channel,
    sender: EmailAddress,
    /// What its Message-ID calls it.
    message: u64,
    recipients: Vec<EmailAddress>,
    raw: Vec<u8>,
}

impl Posting {
    /// Delivers for all workspaces.
    pub fn new(app: App) -> Self {
        Self::by(app, Outside::default())
    }

    /// The same with another way to find mail servers.
    pub fn by(app: App, outside: Outside) -> Self {
        Self { app, outside }
    }

    async fn post(&self, row: &Row) -> Result<Attempt, Unsent> {
        let post = match row.kind.as_str() {
            kinds::EMAIL => self.answer(row).await?,
            CHAT_MAIL => match self.may_leave(row).await? {
                Leave::Now => self.chat(row).await?,
                Leave::Later(at) => return Ok(Attempt::Later(ENOUGH.to_owned(), Some(at))),
                Leave::Never(why) => return Ok(Attempt::Never(why)),
            },
            _ => self.system(row).await?,
        };
        if post.recipients.is_empty() {
            return Ok(Attempt::Delivered(None));
        }
        let told = match self.hand_over(&post, false).await? {
            Ok(told) => told,
            // It may have ended on the way here, or been taken back: a fresh one tells.
            Err(TokenRefused(_)) => {
                self.hand_over(&post, true).await?.map_err(|TokenRefused(words)| Unsent::Later(words))?
            }
        };
        let attempt = transport::outcome(&told);
        if row.kind == kinds::EMAIL {
            self.note(row.workspace_id, MessageId(row.subject_id), told).await?;
        }
        Ok(attempt)
    }

    /// Whether a mail that nobody sends by hand may leave. What goes to the team is theirs to ask for, and always leaves.
    async fn may_leave(&self, row: &Row) -> Result<Leave, Unsent> {
        let chat: ChatMail = row.payload_as()?;
        let (workspace, id) = (row.workspace_id, row.id);
        Ok(self.app.database.write(move |tx| silence::claim(tx, workspace, &chat.email, id)).await?)
    }

    /// By the mailbox's way. `anew`: its token was refused.
    async fn hand_over(
        &self,
        post: &Post,
        anew: bool,
    ) -> Result<Result<Vec<(EmailAddress, Answer)>, TokenRefused>, Unsent> {
        let login;
        let way = match (post.mailbox.settings.sending, &post.mailbox.settings.outgoing) {
            (Sending::Direct, _) => Way::Direct,
            (Sending::Server, Some(server)) => {
                login =
                    signing_in::login(&self.app, &post.mailbox, server, anew).await.map_err(Unsent::Later)?;
                Way::Server(server, login.as_ref())
            }
            (Sending::Server, None) => return Err(Unsent::Later(NO_SERVER.to_owned())),
        };
        let return_path = self.return_path(post).await;
        let (recipients, raw) = (post.recipients.as_slice(), post.raw.as_slice());
        let delivery = transport::Delivery { way, return_path: &return_path, recipients, raw };
        Ok(transport::deliver(&self.app, &self.outside, &delivery).await)
    }

    /// Where failures are reported to.
    async fn return_path(&self, post: &Post) -> ReturnPath {
        let (workspace, mailbox) = (post.mailbox.workspace_id, post.sender.clone());
        let leaves_from_here = post.mailbox.settings.sending == Sending::Direct;
        if leaves_from_here && return_path::arrives_here(&self.app, &self.outside, workspace, &mailbox).await
        {
            let key = keys::thread_key(&self.app.secrets, workspace);
            return ReturnPath::Signed { mailbox, key, message: post.message };
        }
        ReturnPath::Mailbox(mailbox)
    }

    /// Writes down what came of each recipient of an answer: who has it is never sent it again.
    async fn note(
        &self,
        workspace: WorkspaceId,
        id: MessageId,
        told: Vec<(EmailAddress, Answer)>,
    ) -> Result<(), DbError> {
        let write = move |tx: &mut Tx<'_>| {
            let Some(mut message) = conversations::message(tx.db, workspace, id)? else { return Ok(()) };
            let now = tx.now;
            let mut delivery = message.delivery.take().unwrap_or_else(|| Delivery::queued(now, now));
            for (address, answer) in told {
                let (state, reason) = match answer {
                    Answer::Taken(_) => (DeliveryState::Sent, None),
                    Answer::Later(words) => (DeliveryState::Queued, Some(words)),
                    Answer::Never(words) => (DeliveryState::Failed, Some(words)),
                    Answer::Unconfirmed => (DeliveryState::Failed, Some(UNCONFIRMED.to_owned())),
                };
                delivery.note(address.as_str(), state, reason, now);
            }
            message.delivery = Some(delivery);
            conversations::update_message(tx, &message)
        };
        self.app.database.write(write).await
    }

    /// An answer in a conversation. Its bytes are kept before the first attempt, so that every attempt sends the same.
    async fn answer(&self, row: &Row) -> Result<Post, Unsent> {
        let (workspace, id) = (row.workspace_id, MessageId(row.subject_id));
        let app = self.app.clone();
        let material = self.app.database.read(move |db| Material::gather(&app, db, workspace, id)).await?;
        let material = material.ok_or_else(|| Unsent::Never("the message is gone".to_owned()))?;
        let mailbox = self.mailbox(workspace, material.message.channel_id).await?;
        let from =
            composing::sender(&mailbox).ok_or_else(|| Unsent::Never("the mailbox is gone".to_owned()))?;
        let from = composing::in_stores_name(from, &mailbox, &material.style);
        let sender = from.address.clone();
        let recipients = recipients(&material.message)?;
        let kept = match &material.message.raw_hash {
            Some(hash) => self.app.blobs.read(&self.app.database, workspace, hash).await?,
            None => None,
        };
        let raw = match kept {
            Some(raw) => self.signed_anew(&mailbox, &material.message, raw).await?,
            None => self.write(material, &mailbox, from).await?,
        };
        Ok(Post { mailbox, sender, message: id.0.cast_unsigned(), recipients, raw })
    }

    async fn write(&self, material: Material, mailbox: &Channel, from: Mailbox) -> Result<Vec<u8>, Unsent> {
        let (workspace, id) = (mailbox.workspace_id, material.message.id);
        let key = keys::thread_key(&self.app.secrets, workspace);
        let references = self.thread(workspace, material.answered.as_ref()).await?;
        let mut files = Vec::with_capacity(material.files.len());
        for file in &material.files {
            let bytes = self.app.blobs.read(&self.app.database, workspace, &file.hash).await?;
            files.push(bytes.ok_or_else(|| Unsent::Never(format!("the file {} is gone", file.name)))?);
        }
        let outgoing = material.compose(from, &key, references, files).map_err(Unsent::Never)?;
        let raw = self.finish(mailbox, &outgoing, material.message.created_at)?;
        self.keep(workspace, id, &raw, Some(outgoing.message_id)).await?;
        Ok(raw)
    }

    /// Keeps the bytes of an answer as they leave.
    async fn keep(
        &self,
        workspace: WorkspaceId,
        id: MessageId,
        raw: &[u8],
        external_id: Option<MailId>,
    ) -> Result<(), Unsent> {
        let blob = self.app.blobs.prepare(raw.to_vec()).await?;
        let write = move |tx: &mut Tx<'_>| {
            blobs::keep(tx, workspace, &blob)?;
            if let Some(mut message) = conversations::message(tx.db, workspace, id)? {
                if let Some(external_id) = external_id {
                    message.external_id = Some(external_id.as_str().to_owned());
                }
                message.raw_hash = Some(blob.hash().to_owned());
                conversations::update_message(tx, &message)?;
            }
            Ok::<_, DbError>(())
        };
        Ok(self.app.database.write(write).await?)
    }

    /// Bytes that were kept before, with the signatures of today: the key that signed them may have left since.
    async fn signed_anew(
        &self,
        mailbox: &Channel,
        message: &Message,
        raw: Vec<u8>,
    ) -> Result<Vec<u8>, Unsent> {
        let (selectors, bare) = without_signatures(&raw);
        let mut wanted: Vec<&str> =
            signing_keys::signing(mailbox).into_iter().map(|(key, _)| key.selector.as_str()).collect();
        wanted.reverse();
        if selectors == wanted {
            return Ok(raw);
        }
        let signed = self.signed(mailbox, bare.to_vec(), message.created_at)?;
        self.keep(message.workspace_id, message.id, &signed, None).await?;
        Ok(signed)
    }

    /// The thread that an answer goes on: that of the mail that it answers.
    async fn thread(
        &self,
        workspace: WorkspaceId,
        answered: Option<&Message>,
    ) -> Result<Vec<MailId>, Unsent> {
        let Some(answered) = answered else { return Ok(Vec::new()) };
        let raw = match &answered.raw_hash {
            Some(hash) => self.app.blobs.read(&self.app.database, workspace, hash).await?,
            None => None,
        };
        let email = raw.and_then(|raw| mail::parse(&raw, &Limits::default()).ok());
        let own = || answered.external_id.as_deref().and_then(|id| id.parse().ok()).into_iter().collect();
        Ok(email.map_or_else(own, |email| references_of_answer(&email)))
    }

    /// A chat that goes on by mail.
    async fn chat(&self, row: &Row) -> Result<Post, Unsent> {
        let chat: ChatMail = row.payload_as()?;
        let mailbox = self.mailbox(row.workspace_id, chat.mailbox).await?;
        let key = keys::thread_key(&self.app.secrets, row.workspace_id);
        let (from, workspace, at) = (composing::sender(&mailbox), row.workspace_id, row.created_at);
        let from = from.ok_or_else(|| Unsent::Never("the mailbox is gone".to_owned()))?;
        let through = mailbox.clone();
        let compose =
            move |db: &mut database::Db| chat_mail::compose(db, workspace, &key, (&through, from), &chat, at);
        let (mut outgoing, files) = self.app.database.read(compose).await?;
        for file in files {
            let bytes =
                self.app.blobs.read(&self.app.database, workspace, &file.hash).await?.unwrap_or_default();
            outgoing.attachments.push(composing::attachment(&file, bytes));
        }
        self.ready(mailbox, &outgoing, row.created_at)
    }

    /// A mail that Tillside writes itself, through the mailbox that it names or whichever can send.
    async fn system(&self, row: &Row) -> Result<Post, Unsent> {
        let letter: SystemMail = row.payload_as()?;
        let mailbox = match letter.channel_id {
            Some(id) => self.mailbox(row.workspace_id, ChannelId(id)).await?,
            None => self.any_mailbox(row.workspace_id).await?,
        };
        let from =
            composing::sender(&mailbox).ok_or_else(|| Unsent::Never("the mailbox is gone".to_owned()))?;
        let key = keys::thread_key(&self.app.secrets, row.workspace_id);
        let domain = from.address.domain().to_owned();
        let outgoing = Outgoing {
            reply_to: None,
            to: vec![composing::mailbox(&letter.name, &letter.to).map_err(Unsent::Never)?],
            cc: Vec::new(),
            bcc: Vec::new(),
            subject: letter.subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
            message_id: key.message_id(row.id.0.cast_unsigned(), 0, &domain),
            in_reply_to: None,
            references: Vec::new(),
            date: row.created_at.timestamp(),
            text: letter.text,
            html: Some(letter.html),
            attachments: Vec::new(),
            automatic: Some(Automatic::Generated),
            unsubscribe: None,
            from,
        };
        self.ready(mailbox, &outgoing, row.created_at)
    }

    fn ready(&self, mailbox: Channel, outgoing: &Outgoing, at: Time) -> Result<Post, Unsent> {
        let raw = self.finish(&mailbox, outgoing, at)?;
        let key = keys::thread_key(&self.app.secrets, mailbox.workspace_id);
        let message = key.own_message_id(&outgoing.message_id).map(|own| own.message).unwrap_or_default();
        let (sender, recipients) = (outgoing.from.address.clone(), outgoing.recipients());
        Ok(Post { mailbox, sender, message, recipients, raw })
    }

    /// The bytes, signed by the mailbox's keys.
    fn finish(&self, mailbox: &Channel, outgoing: &Outgoing, at: Time) -> Result<Vec<u8>, Unsent> {
        let raw = compose(outgoing).map_err(|cause| Unsent::Never(cause.to_string()))?;
        self.signed(mailbox, raw, at)
    }

    fn signed(&self, mailbox: &Channel, raw: Vec<u8>, at: Time) -> Result<Vec<u8>, Unsent> {
        let domain = mailbox.address.as_deref().and_then(|address| address.rsplit_once('@'));
        let Some((_, domain)) = domain else { return Ok(raw) };
        let never = |cause: mail::dkim::DkimError| Unsent::Never(cause.to_string());
        signing_keys::signing(mailbox).into_iter().try_fold(raw, |raw, (key, sealed)| {
            let secret = DkimKey::from_secret(&opened(&self.app, mailbox, "dkim", sealed)?).map_err(never)?;
            DkimSigner::new(secret, domain, &key.selector).sign(&raw, at.timestamp()).map_err(never)
        })
    }

    /// A mailbox that can send now.
    async fn mailbox(&self, workspace: WorkspaceId, id: ChannelId) -> Result<Channel, Unsent> {
        let found = self.app.database.read(move |db| channels::find(db, workspace, id)).await?;
        let found = found.filter(|channel| channel.kind == ChannelKind::Email && channel.address.is_some());
        let found = found.ok_or_else(|| Unsent::Never("the mailbox is gone".to_owned()))?;
        if !found.active.is_yes() {
            return Err(Unsent::Later("the mailbox is paused".to_owned()));
        }
        if !found.can_send() {
            return Err(Unsent::Later(NO_SERVER.to_owned()));
        }
        Ok(found)
    }

    async fn any_mailbox(&self, workspace: WorkspaceId) -> Result<Channel, Unsent> {
        let all = self.app.database.read(move |db| channels::all(db, workspace)).await?;
        let can_send = |channel: &Channel| {
            channel.kind == ChannelKind::Email && channel.active.is_yes() && channel.can_send()
        };
        all.into_iter().find(can_send).ok_or_else(|| Unsent::Later(NO_SERVER.to_owned()))
    }
}

const ENOUGH: &str = "this address has got enough automatic mails for now";
const NO_SERVER: &str = "no outgoing server";

/// A secret of a mailbox.
fn opened(app: &App, mailbox: &Channel, name: &str, sealed: &str) -> Result<String, Unsent> {
    let opened = app.secrets.open_sealed(&mailbox.place(name), sealed);
    opened.map(|secret| secret.to_string()).map_err(|cause| Unsent::Later(cause.to_string()))
}

/// To whom an answer is still to go: each once, without those who have it or never will.
fn recipients(message: &Message) -> Result<Vec<EmailAddress>, Unsent> {
    let addresses = &message.addresses;
    let mut all: Vec<EmailAddress> = Vec::new();
    for person in addresses.to.iter().chain(&addresses.cc).chain(&addresses.bcc) {
        let address: EmailAddress =
            person.address.parse().map_err(|cause| Unsent::Never(format!("{}: {cause}", person.address)))?;
        if !all.iter().any(|known| known.is_same_mailbox(&address)) {
            all.push(address);
        }
    }
    if all.is_empty() {
        return Err(Unsent::Never("there is nobody to send it to".to_owned()));
    }
    if let Some(delivery) = &message.delivery {
        all.retain(|address| !delivery.is_settled_for(address.as_str()));
    }
    Ok(all)
}

impl Sender for Posting {
    fn kinds(&self) -> &'static [&'static str] {
        &[kinds::EMAIL, CHAT_MAIL, system_mail::KIND]
    }

    fn deliver<'a>(&'a self, row: &'a Row) -> BoxFuture<'a, Attempt> {
        Box::pin(async move {
            match self.post(row).await {
                Ok(attempt) => attempt,
                Err(Unsent::Never(reason)) => Attempt::Never(reason),
                Err(unsent @ (Unsent::Later(_) | Unsent::Database(_))) => {
                    Attempt::Later(unsent.to_string(), None)
                }
            }
        })
    }

    fn settled(&self, tx: &mut Tx<'_>, row: &Row, settled: &Settled) -> Result<(), DbError> {
        let is_answer = row.kind == kinds::EMAIL;
        if !is_answer && row.kind != CHAT_MAIL {
            return Ok(());
        }
        match settled {
            Settled::Delivered(_) if is_answer => {
                let message = conversations::message(tx.db, row.workspace_id, MessageId(row.subject_id))?;
                let Some(message) = message else { return Ok(()) };
                imap::enqueue_sent_copy(tx, &message)?;
                sent(tx, message, row.attempts)
            }
            Settled::Retrying { .. } if is_answer => conversations::settled(tx, row, settled),
            Settled::Delivered(_) | Settled::Retrying { .. } => Ok(()),
            Settled::Dead(_) => conversations::settled(tx, row, settled),
        }
    }
}

/// The next server has it. A report may have been faster: what it says stays.
fn sent(tx: &mut Tx<'_>, message: Message, attempts: i64) -> Result<(), DbError> {
    let addresses = message.addresses.clone();
    for person in addresses.to.iter().chain(&addresses.cc).chain(&addresses.bcc) {
        let row = Participant {
            workspace_id: message.workspace_id,
            conversation_id: message.conversation_id,
            address: person.address.to_lowercase(),
            name: person.name.clone(),
            verified: true.into(),
        };
        conversations::take_part(tx, &row)?;
    }
    match message.delivery.as_ref().map(|delivery| delivery.state) {
        Some(DeliveryState::Queued) | None => {
            let sent = Delivery::ended(DeliveryState::Sent, None, tx.now, attempts);
            conversations::delivered(tx, message, sent)
        }
        Some(DeliveryState::Sent | DeliveryState::Delivered | DeliveryState::Failed) => Ok(()),
    }
}
