//! Conversations that began elsewhere and go on by mail: a chat whose visitor has left, a form.

use database::outbox::{self, NewRow};
use database::{DbError, Tx, WorkspaceId};
use inbox::channels::chat::{CHAT_MAIL, ChatMail};
use inbox::channels::{self, ChannelId, ChannelKind};
use inbox::conversations::{self, Author, NewMessage, Opening, Status};
use people::customers::{self, Identity, Seen};
use serde_json::json;

use crate::desk::{Desk, ENGINES, mail, on_both_engines};
use crate::sending::{answer, customer, received};

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_goes_on_by_mail_and_its_answer_comes_back_into_it() {
    on_both_engines(|desk| async move {
        let (customer, server) = customer().await;
        let mailbox = desk.mailbox("destek@magaza.example", Some(server.address)).await;
        let conversation = unseen_chat(&desk, mailbox.id).await;
        assert_eq!(desk.deliver().await, 1);
        let raw = received(&customer).await.pop().unwrap();
        let email = mail::parse(raw.as_bytes(), &mail::Limits::default()).unwrap();
        assert_eq!(email.subject, "Çay & Co ile sohbetiniz");
        assert!(
            email.text.contains("Kargonuz yolda.") && email.text.starts_with("Merhaba Mehmet"),
            "{}",
            email.text
        );
        let back = email.reply_to[0].address.to_string();
        let landed = desk.arrives(&back, mail(&[&format!("To: {back}")], "Teşekkürler")).await;
        assert_eq!(landed.2, conversation);
        assert_eq!(desk.last_message(&conversation).await["channel"], "email");
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_answered_by_mail_with_what_was_asked_below() {
    let desk = Desk::open(ENGINES[1]).await;
    let (customer, server) = customer().await;
    desk.mailbox("destek@magaza.example", Some(server.address)).await;
    let form = desk.post("/channels", json!({"kind": "contact_form", "name": "Form"})).await.ok();
    let form: ChannelId = form["id"].as_str().unwrap().parse().unwrap();
    let workspace = desk.workspace;
    let write = move |tx: &mut Tx<'_>| {
        let channel = channels::find(tx.db, workspace, form)?.unwrap();
        let identity = Identity::email("mehmet@posta.example").unwrap().claimed();
        let seen = Seen { identities: &[identity], name: Some("Mehmet"), ..Seen::default() };
        let customer = customers::recognise(tx, workspace, &seen)?;
        let opening = Opening {
            channel: &channel,
            customer,
            subject: "İade",
            status: Status::Open,
            language: Some("tr"),
            store: None,
            actor: "system".to_owned(),
        };
        let mut conversation = conversations::open(tx, workspace, &opening)?;
        let author = Author::Customer(customer, "Mehmet".to_owned());
        let mut new = NewMessage::text(author, (ChannelKind::ContactForm, form), "Nasıl iade ederim?");
        new.subject = "İade".to_owned();
        conversations::append(tx, &mut conversation, new)?;
        Ok::<_, DbError>(conversation.id.to_string())
    };
    let conversation = desk.app.database.write(write).await.unwrap();
    answer(&desk, &conversation, json!({"text": "Kolayca."})).await;
    desk.deliver().await;
    let raw = received(&customer).await.pop().unwrap();
    let email = mail::parse(raw.as_bytes(), &mail::Limits::default()).unwrap();
    assert_eq!(email.subject, "Re: İade");
    assert!(email.text.contains("> Nasıl iade ederim?"), "{}", email.text);
    // The address was typed into a form; now that a mail comes from it, it is the customer's.
    let back = email.reply_to[0].address.to_string();
    let landed = desk.arrives(&back, mail(&[&format!("To: {back}")], "Teşekkürler")).await;
    assert_eq!(landed.2, conversation);
    let (first, last) =
        (desk.messages(&conversation).await.remove(0), desk.last_message(&conversation).await);
    assert_eq!(first["author"]["id"], last["author"]["id"]);
    server.stop().await;
}

/// A chat with an answer that its visitor has not seen, on its way into a mail; returns the conversation.
async fn unseen_chat(desk: &Desk, mailbox: ChannelId) -> String {
    unseen_chats(desk, mailbox, "mehmet@posta.example", 1).await.remove(0)
}

/// So many of them, of a visitor with this address.
pub async fn unseen_chats(desk: &Desk, mailbox: ChannelId, email: &'static str, count: usize) -> Vec<String> {
    let channel = desk.post("/channels", json!({"kind": "chat", "name": "Sohbet"})).await.ok();
    let channel: ChannelId = channel["id"].as_str().unwrap().parse().unwrap();
    let workspace = desk.workspace;
    let write = move |tx: &mut Tx<'_>| {
        (0..count).map(|number| unseen(tx, (workspace, channel, mailbox), email, number)).collect()
    };
    desk.app.database.write(write).await.unwrap()
}

fn unseen(
    tx: &mut Tx<'_>,
    (workspace, channel, mailbox): (WorkspaceId, ChannelId, ChannelId),
    email: &str,
    number: usize,
) -> Result<String, DbError> {
    let chat = channels::find(tx.db, workspace, channel)?.unwrap();
    let identity = Identity::email(email).unwrap();
    let seen = Seen { identities: &[identity], name: Some("Mehmet"), ..Seen::default() };
    let customer = customers::recognise(tx, workspace, &seen)?;
    let opening = Opening {
        channel: &chat,
        customer,
        subject: "",
        status: Status::Open,
        language: Some("tr"),
        store: None,
        actor: "system".to_owned(),
    };
    let mut conversation = conversations::open(tx, workspace, &opening)?;
    let author = Author::Program(people::tokens::TokenId(1), "Ayşe".to_owned());
    let new = NewMessage::text(author, (ChannelKind::Chat, channel), "Kargonuz yolda.");
    let message = conversations::append(tx, &mut conversation, new)?;
    let letter = ChatMail {
        conversation: conversation.id,
        mailbox,
        email: email.to_owned(),
        name: String::new(),
        language: "tr".to_owned(),
        messages: vec![message.id],
    };
    outbox::enqueue(
        tx,
        &NewRow::new(workspace, CHAT_MAIL, message.id.0, format!("chat:{number}"), &letter, tx.now),
    )?;
    Ok(conversation.id.to_string())
}
