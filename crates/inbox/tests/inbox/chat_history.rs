//! What a visitor goes on with and may look back on: over visits, closed and merged conversations, and devices.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};

use crate::desk::{Answer, Browser, Desk, Visitor, each, form, on_both_engines, signature};
use crate::widget::{Place, Widget, place, reply};

async fn close(owner: &mut Browser, conversation: &str) {
    owner.patch(&format!("/conversations/{conversation}"), json!({ "status": "closed" })).await.ok();
}

async fn earlier(desk: &Desk, visitor: &Visitor, more: &str) -> Answer {
    let path = format!("/chat/v1/messages?token={}{more}", visitor.token);
    desk.ask(Request::get(path).body(Body::empty()).unwrap()).await
}

fn texts(of: &Value) -> Vec<&str> {
    each(of["messages"].as_array().unwrap(), "text")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_in_earlier_conversations_is_shown_and_paged() {
    on_both_engines(|desk, mut owner| async move {
        let Place { visitor, chat, .. } = place(&desk, &mut owner).await;
        let other = desk.visitor(&chat).await;
        other.say("Somebody else").await;
        visitor.say("One").await;
        let first = visitor.conversation().await;
        reply(&mut owner, &first, json!({ "text": "Two" })).await;
        owner.post(&format!("/conversations/{first}/notes"), json!({ "text": "secret" })).await.ok();
        close(&mut owner, &first).await;
        let session = visitor.session(&chat).await;
        assert_eq!(texts(&session), ["One", "Two"], "a closed conversation is still shown");
        assert_eq!(session["conversation"]["status"], "closed");
        visitor.say("Three").await;
        let second = visitor.conversation().await;
        assert_ne!(second, first);
        for (one, other) in [(&first, &second), (&second, &first)] {
            let shown = owner.get(&format!("/conversations/{one}")).await.ok();
            assert_eq!(each(shown["linked"].as_array().unwrap(), "conversation_id"), [other.as_str()]);
        }
        let session = visitor.session(&chat).await;
        assert_eq!((texts(&session), &session["more"]), (vec!["One", "Two", "Three"], &json!(false)));
        let newest = earlier(&desk, &visitor, "&limit=1").await.ok();
        assert_eq!((texts(&newest), &newest["more"]), (vec!["Three"], &json!(true)));
        let before = newest["messages"][0]["id"].as_str().unwrap().to_owned();
        let older = earlier(&desk, &visitor, &format!("&before={before}&limit=1")).await.ok();
        assert_eq!((texts(&older), &older["more"]), (vec!["Two"], &json!(true)));
        let rest = earlier(&desk, &visitor, &format!("&before={before}")).await.ok();
        assert_eq!((texts(&rest), &rest["more"]), (vec!["One", "Two"], &json!(false)));
        earlier(&desk, &visitor, "&limit=0").await.problem(400, "invalid-query");
        earlier(&desk, &visitor, "&limit=101").await.problem(400, "invalid-query");
        earlier(&desk, &visitor, "&before=x").await.problem(400, "invalid-query");
        let stranger = Visitor { token: "nonsense".to_owned(), ..visitor };
        earlier(&desk, &stranger, "").await.problem(401, "unauthorized");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_says_what_the_team_has_seen_and_by_which_name_the_store_goes() {
    on_both_engines(|desk, mut owner| async move {
        let Place { visitor, chat, .. } = place(&desk, &mut owner).await;
        let one = visitor.say("One").await;
        let id = visitor.conversation().await;
        let session = visitor.session(&chat).await;
        assert_eq!(session["seen_id"], Value::Null);
        assert_eq!(session["channel"]["name"], "Çay & Co", "what the team calls the channel is its own");
        assert_eq!(session["channel"]["color"], "#1d5fd1");
        owner.post(&format!("/conversations/{id}/read"), json!({})).await.ok();
        visitor.say("Two").await;
        assert_eq!(visitor.session(&chat).await["seen_id"], json!(one));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_merged_and_of_earlier_conversations_stay_readable() {
    on_both_engines(|desk, mut owner| async move {
        let Place { visitor, chat, .. } = place(&desk, &mut owner).await;
        visitor.say("Hello").await;
        let first = visitor.conversation().await;
        let mut file_in = async |conversation: &str| {
            let file = owner.upload("plan.pdf", "application/pdf", b"pdf", &[]).await.ok();
            reply(&mut owner, conversation, json!({ "text": "See", "attachments": [file["id"]] })).await;
            format!("/chat/v1/attachments/{}", file["id"].as_str().unwrap())
        };
        let early = file_in(&first).await;
        let into = desk.asked(&chat, "Other").await;
        owner.post(&format!("/conversations/{first}/merge"), json!({ "into": into })).await.ok();
        let mut file_in = async |conversation: &str| {
            let file = owner.upload("plan.pdf", "application/pdf", b"pdf", &[]).await.ok();
            reply(&mut owner, conversation, json!({ "text": "See", "attachments": [file["id"]] })).await;
            format!("/chat/v1/attachments/{}", file["id"].as_str().unwrap())
        };
        let merged = file_in(&into).await;
        let read = async |path: &str, visitor: &Visitor| {
            let request = Request::get(format!("{path}?token={}", visitor.token));
            desk.ask(request.body(Body::empty()).unwrap()).await
        };
        for path in [&early, &merged] {
            assert_eq!(read(path, &visitor).await.bytes, b"pdf", "after the merge");
        }
        close(&mut owner, &into).await;
        visitor.say("A new matter").await;
        assert_ne!(visitor.conversation().await, into);
        for path in [&early, &merged] {
            assert_eq!(read(path, &visitor).await.bytes, b"pdf", "after it was closed");
            read(path, &desk.visitor(&chat).await).await.problem(404, "not-found");
        }
        let request = Request::post(format!("/chat/v1/attachments?token={}", visitor.token));
        let kept = desk.ask(form(request, "photo.png", "image/png", b"png")).await.ok();
        assert_eq!(read(kept["url"].as_str().unwrap(), &visitor).await.bytes, b"png");
    })
    .await;
}

/// A store with a chat, and how its page opens a session for an account.
struct Store {
    desk: Desk,
    chat: String,
    secret: String,
}

impl Store {
    async fn new(desk: &Desk, owner: &mut Browser) -> Self {
        let channel = owner.channel(json!({ "kind": "chat", "name": "Chat" })).await;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let secret = text(&channel["chat"]["identity_secret"]);
        Self { desk: desk.clone(), chat: text(&channel["id"]), secret }
    }

    async fn session(&self, token: Option<&str>, id: &str, secret: &str) -> Value {
        let email = format!("customer-{id}@customer.example");
        let signature = signature(secret, id, &email);
        let identity = json!({ "id": id, "email": email, "name": "Mina", "signature": signature });
        let body = json!({ "channel": self.chat, "token": token, "identity": identity });
        self.desk.public(Method::POST, "/chat/v1/sessions", body).await.ok()
    }

    /// A browser in which this account has signed in.
    async fn device(&self, id: &str) -> Visitor {
        let session = self.session(None, id, &self.secret).await;
        Visitor { desk: self.desk.clone(), token: session["token"].as_str().unwrap().to_owned() }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_on_one_device_goes_on_on_the_other() {
    on_both_engines(|desk, mut owner| async move {
        let store = Store::new(&desk, &mut owner).await;
        let server = desk.serve().await;
        let (phone, laptop) = (store.device("7").await, store.device("7").await);
        assert_ne!(phone.token, laptop.token);
        // The laptop is open when the phone begins, and hears of it.
        let mut screen = Widget::open(server, &laptop, None).await;
        let hello = phone.say("From the phone").await;
        assert_eq!(screen.until("message").await["message"]["id"], json!(hello));
        let id = phone.conversation().await;
        screen.say("c1", "From the laptop").await;
        assert_eq!(laptop.conversation().await, id);
        // A third one sees it all from the beginning, and goes on in it.
        let tablet = store.device("7").await;
        let session = tablet.session(&store.chat).await;
        assert_eq!(texts(&session), ["From the phone", "From the laptop"]);
        assert_eq!(session["conversation"]["id"], json!(id));
        tablet.say("From the tablet").await;
        assert_eq!(tablet.conversation().await, id);
        // Whoever is another account, claims to be this one, or is nobody sees nothing of it.
        for (account, secret) in [("8", store.secret.as_str()), ("7", "another secret")] {
            let stranger = store.session(None, account, secret).await;
            assert_eq!((&stranger["messages"], &stranger["conversation"]), (&json!([]), &Value::Null));
        }
        let nobody = desk.visitor(&store.chat).await;
        nobody
            .post(json!({ "client_id": "c", "text": "Me too", "email": "customer-7@customer.example" }))
            .await
            .ok();
        assert_eq!(texts(&nobody.session(&store.chat).await), ["Me too"]);
        // After it was closed a new one begins, for all devices.
        close(&mut owner, &id).await;
        phone.say("Again").await;
        let again = phone.conversation().await;
        assert_ne!(again, id);
        laptop.say("Here too").await;
        assert_eq!(laptop.conversation().await, again);
        let all = ["From the phone", "From the laptop", "From the tablet", "Again", "Here too"];
        assert_eq!(texts(&tablet.session(&store.chat).await), all);
        // An answer is seen on whatever device looks.
        let answer = reply(&mut owner, &again, json!({ "text": "Hi" })).await;
        let mut screen = Widget::open(server, &tablet, None).await;
        screen.answer().await;
        screen.send(json!({ "type": "seen", "message_id": answer })).await;
        screen.is_quiet().await;
        let messages = owner.list(&format!("/conversations/{again}/messages")).await;
        assert_eq!(messages.last().unwrap()["delivery"]["state"], "delivered");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_that_begin_at_once_begin_one_conversation() {
    on_both_engines(|desk, mut owner| async move {
        let store = Store::new(&desk, &mut owner).await;
        let mut all = tokio::task::JoinSet::new();
        for number in 0..6 {
            let device = store.device("7").await;
            all.spawn(async move {
                device.post(json!({ "client_id": format!("c{number}"), "text": "At once" })).await.ok()
            });
        }
        all.join_all().await;
        let conversations = owner.list("/conversations").await;
        assert_eq!(conversations.len(), 1);
        assert_eq!(conversations[0]["message_count"], 6);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn devices_of_customers_whom_the_team_has_joined_see_each_others_history_at_once() {
    on_both_engines(|desk, mut owner| async move {
        let store = Store::new(&desk, &mut owner).await;
        let server = desk.serve().await;
        let (phone, laptop) = (store.device("7").await, store.device("8").await);
        phone.say("From the phone").await;
        laptop.say("From the laptop").await;
        let (on_phone, on_laptop) = (phone.conversation().await, laptop.conversation().await);
        let customer = async |owner: &mut Browser, conversation: &str| {
            let shown = owner.get(&format!("/conversations/{conversation}")).await.ok();
            shown["customer"]["id"].as_str().unwrap().to_owned()
        };
        let (one, other) = (customer(&mut owner, &on_phone).await, customer(&mut owner, &on_laptop).await);
        let mut screen = Widget::open(server, &laptop, None).await;
        assert_eq!(screen.until("message").await["message"]["text"], "From the laptop");
        let stranger = store.device("9").await;
        stranger.say("Somebody else").await;
        let mut elsewhere = Widget::open(server, &stranger, None).await;
        elsewhere.until("message").await;

        let merged = owner.post(&format!("/customers/{other}/merge"), json!({ "from": one })).await.ok();
        for text in ["From the phone", "From the laptop"] {
            assert_eq!(screen.until("message").await["message"]["text"], text, "without another visit");
        }
        elsewhere.is_quiet().await;
        assert_eq!(texts(&earlier(&desk, &laptop, "").await.ok()), ["From the phone", "From the laptop"]);
        assert_eq!(texts(&earlier(&desk, &phone, "").await.ok()), ["From the phone", "From the laptop"]);

        let undo = format!("/customer-merges/{}/undo", merged["merge_id"].as_str().unwrap());
        owner.post(&undo, json!({})).await.ok();
        assert_eq!(texts(&earlier(&desk, &laptop, "").await.ok()), ["From the laptop"], "parted again");
        assert_eq!(texts(&earlier(&desk, &phone, "").await.ok()), ["From the phone"]);
    })
    .await;
}
