//! Conversations, as they would come in by mail, chat and form and be answered.

use std::collections::BTreeMap;

use database::{DbError, Flag, Tx};
use diesel::prelude::*;
use inbox::channels::chat::{Visitor, VisitorId};
use inbox::channels::{Channel, ChannelKind};
use inbox::conversations::{
    self, Addresses, Authentication, Author, Change, Conversation, Correspondent, Delivery, DeliveryState,
    Message, MessageId, MessageKind, NewMessage, Opening, Participant, Status, Threading, Visibility,
};
use inbox::schema::chat_visitor;
use people::customers::{self, CustomerId, EmailState, Identity, Seen};

use crate::FillError;
use crate::calendar::minutes;
use crate::files::Files;
use crate::founding::{BRAND, Colleague};
use crate::letters::Letter;
use crate::matters::{About, Matter, Way};
use crate::population::{Country, Person};
use crate::talking::{Act, Turn, Wanted};
use crate::world::World;

/// The conversations that go on.
#[derive(Default)]
pub(super) struct Talks {
    open: BTreeMap<usize, Talk>,
}

struct Talk {
    conversation: Conversation,
    customer: CustomerId,
    visitor: Option<VisitorId>,
    /// The newest message of each side.
    ours: Option<Message>,
    theirs: Option<String>,
}

/// Who writes: a customer of the store, or a stranger.
struct Writing<'w> {
    name: &'w str,
    email: &'w str,
    language: Option<String>,
    person: Option<(&'w Person, &'w Country)>,
}

impl<'w> Writing<'w> {
    fn of(world: &'w World, matter: &Matter) -> Self {
        match matter.about {
            About::Topic { person, .. } => {
                let person = &world.people.all[person];
                let country = &world.people.countries[person.country];
                Self {
                    name: &person.name,
                    email: &person.email,
                    language: Some(person.language.to_string()),
                    person: Some((person, country)),
                }
            }
            About::Spam(which) => {
                let (name, email) = &world.phrases.spam[which].from;
                Self { name, email, language: None, person: None }
            }
        }
    }

    fn correspondent(&self) -> Correspondent {
        Correspondent { name: self.name.to_owned(), address: self.email.to_owned() }
    }
}

impl Talks {
    pub(super) fn write(
        &mut self,
        tx: &mut Tx<'_>,
        world: &World,
        files: &Files,
        turn: &Turn,
    ) -> Result<(), FillError> {
        let matter = &world.matters[turn.matter];
        let on = On {
            world,
            files,
            matter,
            place: turn.matter,
            channel: channel(world, matter.way),
            writing: Writing::of(world, matter),
        };
        if let Act::Opens { subject, said } = &turn.act {
            self.open.insert(turn.matter, on.opens(tx, subject, said)?);
            return Ok(());
        }
        let Some(talk) = self.open.get_mut(&turn.matter) else {
            return Err(FillError::Refused(format!("conversation {} goes on before it begins", turn.matter)));
        };
        match &turn.act {
            Act::Opens { .. } => {}
            Act::Says(said) => on.says(tx, talk, said)?,
            Act::AutoReplies { subject, text } => on.replies_by_itself(tx, talk, subject, text)?,
            Act::Answers { by, said } => on.answers(tx, talk, &world.founded.colleagues[*by], said)?,
            Act::Notes { by, text, calls } => {
                on.notes(tx, talk, &world.founded.colleagues[*by], text, *calls)?;
            }
            Act::Changes { by, change } => on.changes(tx, talk, *by, change)?,
            Act::Bounces { reason } => on.bounces(tx, talk, reason)?,
        }
        if talk.conversation.status == Status::Closed {
            self.open.remove(&turn.matter);
        }
        Ok(())
    }
}

fn channel(world: &World, way: Way) -> &Channel {
    let founded = &world.founded;
    match way {
        Way::Mail => &founded.mailbox,
        Way::Chat => &founded.chat,
        Way::Form => &founded.form,
        Way::Wholesale => &founded.wholesale,
    }
}

/// The conversation at hand.
struct On<'w> {
    world: &'w World,
    files: &'w Files,
    matter: &'w Matter,
    place: usize,
    channel: &'w Channel,
    writing: Writing<'w>,
}

impl On<'_> {
    fn opens(&self, tx: &mut Tx<'_>, subject: &str, said: &Letter) -> Result<Talk, FillError> {
        let workspace = self.world.founded.workspace;
        let visitor = (self.channel.kind == ChannelKind::Chat).then(|| tx.id::<VisitorId>());
        let customer = self.recognise(tx, visitor)?;
        let subject: String = match self.channel.kind {
            ChannelKind::Chat => conversations::snippet_of(subject).chars().take(80).collect(),
            ChannelKind::Email | ChannelKind::ContactForm | ChannelKind::Api => subject.to_owned(),
        };
        let opening = Opening {
            channel: self.channel,
            customer,
            subject: &subject,
            status: Status::Open,
            language: self.writing.language.as_deref(),
            store: None,
            actor: format!("customer:{customer}"),
        };
        let conversation = conversations::open(tx, workspace, &opening)?;
        let mut talk = Talk { conversation, customer, visitor, ours: None, theirs: None };
        if let Some(visitor) = visitor {
            self.comes(tx, visitor, &talk)?;
        }
        if self.channel.kind == ChannelKind::Email {
            let row = Participant {
                workspace_id: workspace,
                conversation_id: talk.conversation.id,
                address: self.writing.email.to_owned(),
                name: self.writing.name.to_owned(),
                verified: Flag::Yes,
            };
            conversations::take_part(tx, &row)?;
        }
        let mut new = self.said_by_customer(&talk, said, &subject);
        let evidence = if visitor.is_some() { "chat_visitor" } else { "new" };
        new.threading = Some(Threading {
            evidence: evidence.to_owned(),
            detail: visitor.map(|visitor| visitor.to_string()),
        });
        self.append_theirs(tx, &mut talk, new)?;
        Ok(talk)
    }

    /// Mail proves its address; a visitor whom the store has signed in is sure, another only claims.
    fn recognise(&self, tx: &mut Tx<'_>, visitor: Option<VisitorId>) -> Result<CustomerId, DbError> {
        let mut identities: Vec<Identity> = visitor.map(Identity::chat).into_iter().collect();
        let email = Identity::email(self.writing.email);
        let sure = visitor.is_none() || self.is_signed_in();
        identities.extend(email.map(|email| if sure { email } else { email.claimed() }));
        let seen = Seen {
            identities: &identities,
            name: Some(self.writing.name),
            language: self.writing.language.as_deref(),
            time_zone: self.writing.person.map(|(_, country)| country.time_zone()),
            ..Seen::default()
        };
        customers::recognise(tx, self.world.founded.workspace, &seen)
    }

    fn is_signed_in(&self) -> bool {
        self.writing.person.is_some_and(|(person, _)| person.account.is_some())
            || matches!(self.matter.about, About::Topic { sale: Some(_), .. })
    }

    /// The visitor's own row: what they have seen is not mailed to them.
    fn comes(&self, tx: &mut Tx<'_>, id: VisitorId, talk: &Talk) -> Result<(), FillError> {
        let row = Visitor {
            workspace_id: self.world.founded.workspace,
            id,
            channel_id: self.channel.id,
            token_hash: people::sign_in::hash_of(&format!("sample-store/{id}")),
            customer_id: Some(talk.customer),
            conversation_id: Some(talk.conversation.id),
            name: self.writing.name.to_owned(),
            email: Some(self.writing.email.to_owned()),
            identified: self.is_signed_in().into(),
            language: self.writing.language.clone().unwrap_or_else(|| "en".to_owned()),
            time_zone: self.writing.person.map(|(_, country)| country.time_zone().to_owned()),
            page: Some("https://shop.nar.example/".to_owned()),
            seen_message: MessageId(0),
            mailed_message: MessageId(0),
            last_active_at: tx.now,
            created_at: tx.now,
            unreached: None,
        };
        diesel::insert_into(chat_visitor::table).values(&row).execute(tx.db).map_err(DbError::from)?;
        Ok(())
    }

    fn said_by_customer(&self, talk: &Talk, said: &Letter, subject: &str) -> NewMessage {
        let author = Author::Customer(talk.customer, self.writing.name.to_owned());
        let mut new = NewMessage::text(author, (self.channel.kind, self.channel.id), said.text.clone());
        new.new_text.clone_from(&said.new_text);
        new.html.clone_from(&said.html);
        new.files = said.files.iter().filter_map(|file| self.files.get(file).cloned()).collect();
        if self.channel.kind == ChannelKind::Email {
            new.subject = subject.to_owned();
            new.addresses = Addresses {
                from: Some(self.writing.correspondent()),
                to: vec![self.ours()],
                ..Addresses::default()
            };
            new.authentication = Some(self.authentication());
        }
        new
    }

    fn ours(&self) -> Correspondent {
        let mailbox =
            if self.channel.kind == ChannelKind::Email { self.channel } else { &self.world.founded.mailbox };
        Correspondent {
            name: mailbox.settings.display_name.clone(),
            address: mailbox.address.clone().unwrap_or_default(),
        }
    }

    /// Spam comes from where it says only by its own word.
    fn authentication(&self) -> Authentication {
        let domain = self.writing.email.rsplit_once('@').map(|(_, domain)| domain.to_owned());
        let (word, domain) = if self.writing.person.is_some() { ("pass", domain) } else { ("fail", None) };
        Authentication {
            spf: word.to_owned(),
            dkim: word.to_owned(),
            dmarc: word.to_owned(),
            domain,
            sealed_by: None,
        }
    }

    fn append_theirs(&self, tx: &mut Tx<'_>, talk: &mut Talk, mut new: NewMessage) -> Result<(), FillError> {
        let number = talk.conversation.message_count + 1;
        let domain = self.writing.email.rsplit_once('@').map_or("mail.example", |(_, domain)| domain);
        new.external_id = match self.channel.kind {
            ChannelKind::Email => Some(format!("{}.{number}.{:x}@{domain}", self.place, tx.now.micros())),
            ChannelKind::Chat => talk.visitor.map(|visitor| format!("{visitor}/{number}")),
            ChannelKind::ContactForm | ChannelKind::Api => None,
        };
        // Mail is a little on its way.
        new.sent_at = (self.channel.kind == ChannelKind::Email).then(|| tx.now.minus(minutes(0.07)));
        talk.theirs.clone_from(&new.external_id);
        conversations::append(tx, &mut talk.conversation, new)?;
        Ok(())
    }

    fn says(&self, tx: &mut Tx<'_>, talk: &mut Talk, said: &Letter) -> Result<(), FillError> {
        let subject = format!("Re: {}", talk.conversation.subject);
        let mut new = self.said_by_customer(talk, said, &subject);
        if self.channel.kind == ChannelKind::ContactForm {
            // Who wrote by the form answers our mail.
            let mailbox = &self.world.founded.mailbox;
            new.channel = (ChannelKind::Email, mailbox.id);
            new.subject = subject;
            new.addresses = Addresses {
                from: Some(self.writing.correspondent()),
                to: vec![self.ours()],
                ..Addresses::default()
            };
            new.authentication = Some(self.authentication());
        }
        let (evidence, detail) = match talk.visitor {
            Some(visitor) => ("chat_visitor", Some(visitor.to_string())),
            None => ("own_message_id", talk.ours.as_ref().map(|ours| ours.id.to_string())),
        };
        new.threading = Some(Threading { evidence: evidence.to_owned(), detail });
        self.append_theirs(tx, talk, new)
    }

    fn replies_by_itself(
        &self,
        tx: &mut Tx<'_>,
        talk: &mut Talk,
        subject: &str,
        text: &str,
    ) -> Result<(), FillError> {
        let said = Letter::short(text.to_owned());
        let mut new = self.said_by_customer(talk, &said, subject);
        new.kind = MessageKind::AutoReply;
        new.threading = Some(Threading {
            evidence: "in_reply_to".to_owned(),
            detail: talk.ours.as_ref().map(|ours| ours.id.to_string()),
        });
        self.append_theirs(tx, talk, new)
    }

    fn answers(
        &self,
        tx: &mut Tx<'_>,
        talk: &mut Talk,
        by: &Colleague,
        said: &Letter,
    ) -> Result<(), FillError> {
        let author = Author::Agent(by.id, by.name.clone());
        let by_mail = self.channel.kind != ChannelKind::Chat;
        let mailbox =
            if self.channel.kind == ChannelKind::Email { self.channel } else { &self.world.founded.mailbox };
        let channel =
            if by_mail { (ChannelKind::Email, mailbox.id) } else { (self.channel.kind, self.channel.id) };
        let mut new = NewMessage::text(author, channel, said.text.clone());
        new.new_text.clone_from(&said.new_text);
        new.html.clone_from(&said.html);
        new.files = said.files.iter().filter_map(|file| self.files.get(file).cloned()).collect();
        new.delivery = Some(Delivery::ended(DeliveryState::Sent, None, tx.now, 1));
        if by_mail {
            new.subject = format!("Re: {}", talk.conversation.subject);
            new.addresses = Addresses {
                from: Some(self.ours()),
                to: vec![self.writing.correspondent()],
                ..Addresses::default()
            };
        }
        let message = conversations::append(tx, &mut talk.conversation, new)?;
        if let Some(visitor) = talk.visitor {
            self.sees(tx, visitor, &message)?;
        }
        talk.ours = Some(message);
        Ok(())
    }

    fn sees(&self, tx: &mut Tx<'_>, visitor: VisitorId, message: &Message) -> Result<(), FillError> {
        let seen = (chat_visitor::seen_message.eq(message.id), chat_visitor::last_active_at.eq(tx.now));
        let which = chat_visitor::table.find((message.workspace_id, visitor));
        diesel::update(which).set(seen).execute(tx.db).map_err(DbError::from)?;
        Ok(())
    }

    fn notes(
        &self,
        tx: &mut Tx<'_>,
        talk: &mut Talk,
        by: &Colleague,
        text: &str,
        calls: Option<usize>,
    ) -> Result<(), FillError> {
        let channel = (talk.conversation.channel, talk.conversation.channel_id);
        let mut new = NewMessage::text(Author::Agent(by.id, by.name.clone()), channel, text);
        new.visibility = Visibility::Note;
        new.mentions = calls.map(|mate| self.world.founded.colleagues[mate].id).into_iter().collect();
        conversations::append(tx, &mut talk.conversation, new)?;
        Ok(())
    }

    fn changes(
        &self,
        tx: &mut Tx<'_>,
        talk: &mut Talk,
        by: Option<usize>,
        wanted: &Wanted,
    ) -> Result<(), FillError> {
        let founded = &self.world.founded;
        let actor =
            by.map_or_else(|| "system".to_owned(), |by| format!("agent:{}", founded.colleagues[by].id));
        let team = wanted.team.and_then(|team| founded.teams.get(team)).copied();
        let change = Change {
            status: wanted.status,
            assignee: wanted.assignee.map(|agent| Some(founded.colleagues[agent].id)),
            team: team.map(Some),
            priority: wanted.priority,
            tags: wanted.tags.clone(),
            snoozed_until: wanted.put_away_until.map(Some),
            ..Change::default()
        };
        talk.conversation =
            conversations::change(tx, founded.workspace, talk.conversation.id, &change, &actor)?;
        Ok(())
    }

    /// The customer's server sends the answer back: it did not arrive, and the address is marked.
    fn bounces(&self, tx: &mut Tx<'_>, talk: &mut Talk, reason: &str) -> Result<(), FillError> {
        let Some(ours) = talk.ours.take() else { return Ok(()) };
        let daemon = Correspondent {
            name: "Mail Delivery System".to_owned(),
            address: format!("mailer-daemon@{}", domain_of(self.writing.email)),
        };
        let text = format!(
            "This is the mail system.\n\nYour message could not be delivered to one or more recipients.\n\n{reason}"
        );
        let mut new =
            NewMessage::text(Author::System, (ChannelKind::Email, self.world.founded.mailbox.id), text);
        new.kind = MessageKind::Bounce;
        new.subject = "Undelivered Mail Returned to Sender".to_owned();
        new.addresses = Addresses {
            from: Some(daemon),
            to: vec![Correspondent { name: BRAND.to_owned(), ..self.ours() }],
            ..Addresses::default()
        };
        conversations::append(tx, &mut talk.conversation, new)?;
        let failed = Delivery::ended(DeliveryState::Failed, Some(reason.to_owned()), tx.now, 1);
        conversations::delivered(tx, ours, failed)?;
        customers::mark_email(
            tx,
            self.world.founded.workspace,
            self.writing.email,
            EmailState::HardBounce,
            Some(reason),
        )?;
        Ok(())
    }
}

fn domain_of(email: &str) -> &str {
    email.rsplit_once('@').map_or("mail.example", |(_, domain)| domain)
}
