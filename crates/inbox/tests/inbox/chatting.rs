//! The chat over real sockets, as a widget speaks.

use axum::body::Body;
use axum::http::{Method, Request, header};
use futures::{SinkExt, StreamExt};
use inbox::conversations::{self, Author, NewMessage};
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::desk::{Browser, Desk, Visitor, each, form, on_both_engines, signature};
use crate::widget::{Place, Widget, half_a_frame, place, reply};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_is_acknowledged_and_the_same_client_id_is_one_message() {
    on_both_engines(|desk, mut owner| async move {
        let Place { server, visitor, .. } = place(&desk, &mut owner).await;
        let mut widget = Widget::open(server, &visitor, None).await;
        let first = widget.say("c1", "Hello").await;
        assert_eq!(widget.say("c1", "Hello").await, first);
        let mut other = Widget::open(server, &visitor, None).await;
        assert_eq!(other.say("c1", "Hello").await, first, "also from another tab");
        let by_request = visitor.post(json!({ "client_id": "c1", "text": "Hello" })).await.ok();
        assert_eq!(by_request["message"]["id"], json!(first), "and by request");
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let visitor = visitor.clone();
            all.spawn(
                async move { visitor.post(json!({ "client_id": "c2", "text": "At once" })).await.ok() },
            );
        }
        let ids: Vec<Value> =
            all.join_all().await.into_iter().map(|one| one["message"]["id"].clone()).collect();
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
        let id = visitor.conversation().await;
        let messages = owner.list(&format!("/conversations/{id}/messages")).await;
        assert_eq!(each(&messages, "text"), ["Hello", "At once"]);
        assert_eq!(messages[0]["threading"]["evidence"], "chat_visitor");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_on_the_screen_typing_and_seen_go_both_ways() {
    on_both_engines(|desk, mut owner| async move {
        let Place { server, visitor, .. } = place(&desk, &mut owner).await;
        let mut widget = Widget::open(server, &visitor, None).await;
        let hello = widget.say("c1", "Hello").await;
        assert_eq!(widget.until("message").await["message"]["client_id"], "c1");
        let id = visitor.conversation().await;
        let path = format!("/conversations/{id}");
        owner.post(&format!("{path}/presence"), json!({ "state": "typing" })).await.ok();
        assert_eq!(widget.until("typing").await["name"], "Ayşe");
        owner.post(&format!("{path}/read"), json!({})).await.ok();
        assert_eq!(widget.until("seen").await["message_id"], json!(hello));
        let answer = reply(&mut owner, &id, json!({ "html": "<p>Hi<script>x</script></p>" })).await;
        let shown = widget.answer().await;
        assert_eq!((&shown["id"], &shown["author"]["name"]), (&json!(answer), &json!("Ayşe")));
        assert!(!shown["html"].as_str().unwrap().contains("script"));
        let delivery = |messages: &[Value]| messages[1]["delivery"]["state"].clone();
        assert_eq!(delivery(&owner.list(&format!("{path}/messages")).await), "sent");
        let mut moments = desk.inbox.bus.listen();
        widget.send(json!({ "type": "typing" })).await;
        widget.send(json!({ "type": "seen", "message_id": answer })).await;
        let heard = [moments.recv().await.unwrap().1, moments.recv().await.unwrap().1];
        let heard: Vec<Value> = heard.iter().map(|moment| serde_json::to_value(moment).unwrap()).collect();
        assert_eq!(heard[0], json!({ "type": "customer_typing", "conversation_id": id }));
        assert_eq!(heard[1], json!({ "type": "customer_saw", "conversation_id": id, "message_id": answer }));
        let messages = owner.list(&format!("{path}/messages")).await;
        assert_eq!(delivery(&messages), "delivered");
        assert!(messages[1]["seen_at"].is_string());
        // A note never shows.
        owner.post(&format!("{path}/notes"), json!({ "text": "secret" })).await.ok();
        let next = reply(&mut owner, &id, json!({ "text": "next" })).await;
        assert_eq!(widget.answer().await["id"], json!(next));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_connection_resumes_with_all_that_was_missed_and_nothing_twice() {
    on_both_engines(|desk, mut owner| async move {
        let Place { server, visitor, chat } = place(&desk, &mut owner).await;
        let mut widget = Widget::open(server, &visitor, None).await;
        let hello = widget.say("c1", "Hello").await;
        let id = visitor.conversation().await;
        drop(widget);
        let late = reply(&mut owner, &id, json!({ "text": "Late", "undo_seconds": 20 })).await;
        let one = reply(&mut owner, &id, json!({ "text": "One" })).await;
        let two = reply(&mut owner, &id, json!({ "text": "Two" })).await;
        let mut widget = Widget::open(server, &visitor, Some(&hello)).await;
        assert_eq!(
            [widget.answer().await["id"].clone(), widget.answer().await["id"].clone()],
            [json!(one), json!(two)]
        );
        widget.is_quiet().await;
        drop(widget);
        // What could be taken back is on the screen behind younger ones, also for who was away.
        desk.wait(SignedDuration::from_secs(21));
        assert_eq!(desk.deliver("chat").await, 1);
        let mut widget = Widget::open(server, &visitor, Some(&two)).await;
        assert_eq!(widget.answer().await["id"], json!(late));
        widget.is_quiet().await;
        widget.send(json!({ "type": "seen", "message_id": two })).await;
        widget.is_quiet().await;
        let mut again = Widget::open(server, &visitor, Some(&two)).await;
        again.is_quiet().await;
        let session = visitor.session(&chat).await;
        assert_eq!(each(session["messages"].as_array().unwrap(), "text"), ["Hello", "Late", "One", "Two"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn however_many_were_missed_all_come_and_in_order() {
    on_both_engines(|desk, mut owner| async move {
        let Place { server, visitor, .. } = place(&desk, &mut owner).await;
        let hello = visitor.say("Hello").await;
        let id = visitor.conversation().await;
        let (workspace, of) = (desk.workspace().await, id.parse().unwrap());
        let write = move |tx: &mut database::Tx<'_>| {
            let mut conversation = conversations::find(tx.db, workspace, of)?.unwrap();
            for number in 0..450 {
                let channel = (conversation.channel, conversation.channel_id);
                let author = Author::System;
                let new = NewMessage::text(author, channel, format!("m{number}"));
                conversations::append(tx, &mut conversation, new)?;
            }
            Ok::<_, database::DbError>(())
        };
        desk.test.database.write(write).await.unwrap();
        let mut widget = Widget::open(server, &visitor, Some(&hello)).await;
        for number in 0..450 {
            assert_eq!(widget.answer().await["text"], json!(format!("m{number}")));
        }
        let last = reply(&mut owner, &id, json!({ "text": "Last" })).await;
        assert_eq!(widget.answer().await["id"], json!(last), "and it goes on");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_show_the_same_conversation_from_its_first_word() {
    on_both_engines(|desk, mut owner| async move {
        let Place { server, visitor, .. } = place(&desk, &mut owner).await;
        let (mut one, mut two) =
            (Widget::open(server, &visitor, None).await, Widget::open(server, &visitor, None).await);
        let hello = one.say("c1", "Hello").await;
        assert_eq!(two.until("message").await["message"]["id"], json!(hello));
        let id = visitor.conversation().await;
        let answer = reply(&mut owner, &id, json!({ "text": "Hi" })).await;
        for tab in [&mut one, &mut two] {
            assert_eq!(tab.answer().await["id"], json!(answer));
        }
        // After it was closed a new one begins, in both.
        owner.patch(&format!("/conversations/{id}"), json!({ "status": "closed" })).await.ok();
        let again = two.say("c2", "Again").await;
        assert_eq!(one.until("message").await["message"]["id"], json!(again));
        let answer = reply(&mut owner, &visitor.conversation().await, json!({ "text": "Hi again" })).await;
        for tab in [&mut one, &mut two] {
            assert_eq!(tab.answer().await["id"], json!(answer));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_taken_back_was_never_shown() {
    on_both_engines(|desk, mut owner| async move {
        let Place { server, visitor, .. } = place(&desk, &mut owner).await;
        let mut widget = Widget::open(server, &visitor, None).await;
        widget.say("c1", "Hello").await;
        let id = visitor.conversation().await;
        let oops = reply(&mut owner, &id, json!({ "text": "Oops", "undo_seconds": 20 })).await;
        owner.post(&format!("/messages/{oops}/undo"), json!({})).await.ok();
        let kept = reply(&mut owner, &id, json!({ "text": "Kept", "undo_seconds": 20 })).await;
        desk.wait(SignedDuration::from_secs(21));
        assert_eq!(desk.deliver("chat").await, 1);
        let shown = widget.answer().await;
        assert_eq!((&shown["id"], &shown["text"]), (&json!(kept), &json!("Kept")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_that_do_not_read_are_refused_and_the_socket_goes_on() {
    on_both_engines(|desk, mut owner| async move {
        let Place { server, visitor, .. } = place(&desk, &mut owner).await;
        let mut widget = Widget::open(server, &visitor, None).await;
        for wrong in [
            "no json".to_owned(),
            json!([]).to_string(),
            json!({ "type": "dance" }).to_string(),
            json!({ "type": "message", "text": "no id" }).to_string(),
            json!({ "type": "message", "client_id": 7, "text": "x" }).to_string(),
            json!({ "type": "message", "client_id": "c", "text": "x", "colour": "red" }).to_string(),
            json!({ "type": "message", "client_id": "c", "text": "nul \u{0}" }).to_string(),
            json!({ "type": "details", "name": "nul \u{0}" }).to_string(),
            json!({ "type": "page", "url": "nul \u{0}" }).to_string(),
        ] {
            widget.0.send(Message::text(wrong.clone())).await.unwrap();
            let told = widget.next().await;
            assert_eq!(
                (&told["type"], &told["code"]),
                (&json!("error"), &json!("malformed")),
                "{wrong}: {told}"
            );
        }
        widget.0.send(Message::binary(vec![1, 2, 3])).await.unwrap();
        assert_eq!(widget.next().await["code"], "malformed");
        for (frame, client_id) in [
            (json!({ "type": "message", "client_id": "a b", "text": "x" }), json!("a b")),
            (json!({ "type": "message", "client_id": "c", "text": " " }), json!("c")),
            (json!({ "type": "message", "client_id": "c", "text": "x".repeat(10_001) }), json!("c")),
            (
                json!({ "type": "message", "client_id": "c", "attachments": ["att_0000000000001"] }),
                json!("c"),
            ),
            (json!({ "type": "details", "email": "no address" }), Value::Null),
        ] {
            widget.send(frame).await;
            let told = widget.next().await;
            assert_eq!((&told["code"], &told["client_id"]), (&json!("validation"), &client_id), "{told}");
        }
        widget.say("c1", "Hello").await;
        let id = visitor.conversation().await;
        assert_eq!(owner.get(&format!("/conversations/{id}")).await.ok()["message_count"], 1);
        // Over the limit: the socket is closed, the server goes on.
        widget.0.send(Message::text("x".repeat(64 * 1024 + 1))).await.unwrap();
        widget.is_closed().await;
        Widget::open(server, &visitor, None).await.say("c2", "Still here").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_floods_is_refused_and_the_others_are_served() {
    on_both_engines(|desk, mut owner| async move {
        let Place { server, visitor, chat } = place(&desk, &mut owner).await;
        let mut widget = Widget::open(server, &visitor, None).await;
        let mut refused = Value::Null;
        for number in 0..40 {
            widget
                .send(json!({ "type": "message", "client_id": format!("c{number}"), "text": "spam" }))
                .await;
            loop {
                let frame = widget.next().await;
                if frame["type"] == "error" {
                    refused.clone_from(&frame);
                }
                if refused != Value::Null || frame["type"] == "ack" {
                    break;
                }
            }
        }
        assert_eq!(refused["code"], "rate-limited");
        assert!(refused["client_id"].is_string(), "the widget knows what to send again: {refused}");
        let id = visitor.conversation().await;
        assert_eq!(owner.get(&format!("/conversations/{id}")).await.ok()["message_count"], 30);
        for _ in 0..200 {
            if widget.0.send(Message::text(json!({ "type": "typing" }).to_string())).await.is_err() {
                break;
            }
        }
        widget.is_closed().await;
        let answer = visitor.post(json!({ "client_id": "more", "text": "by request" })).await;
        assert!(answer.headers.contains_key(header::RETRY_AFTER));
        answer.problem(429, "rate-limited");
        let calm = desk.visitor(&chat).await;
        Widget::open(server, &calm, None).await.say("c1", "Hello").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_frame_holds_nobody_up() {
    on_both_engines(|desk, mut owner| async move {
        let Place { server, visitor, chat } = place(&desk, &mut owner).await;
        let raw = half_a_frame(server, &visitor).await;
        let other = desk.visitor(&chat).await;
        Widget::open(server, &other, None).await.say("c1", "Hello").await;
        drop(raw);
        Widget::open(server, &visitor, None).await.say("c1", "Hello").await;
    })
    .await;
}

/// Only as long as the server is patient.
#[tokio::test(flavor = "multi_thread")]
async fn who_sends_no_whole_frame_is_let_go_however_much_the_others_talk() {
    for open in crate::desk::ENGINES {
        let desk = Desk::impatient(open, std::time::Duration::from_secs(1));
        let mut owner = desk.owner().await;
        let Place { server, visitor, chat } = place(&desk, &mut owner).await;
        let mut silent = Widget::open(server, &visitor, None).await;
        let mut half = half_a_frame(server, &visitor).await;
        let other = desk.visitor(&chat).await;
        let talk = async {
            loop {
                other.say("More").await;
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
        };
        let let_go = async {
            silent.is_closed().await;
            let mut rest = Vec::new();
            drop(half.read_to_end(&mut rest).await);
        };
        tokio::select! {
            () = talk => {}
            () = let_go => {}
        }
        desk.close();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_go_with_messages_and_another_visitors_do_not_exist() {
    on_both_engines(|desk, mut owner| async move {
        let Place { server, visitor, chat } = place(&desk, &mut owner).await;
        let other = desk.visitor(&chat).await;
        let upload = async |of: &Visitor| {
            let request = Request::post(format!("/chat/v1/attachments?token={}", of.token));
            desk.ask(form(request, "photo.png", "image/png", b"png")).await.ok()
        };
        let file = upload(&visitor).await;
        let theirs = upload(&other).await;
        let mut widget = Widget::open(server, &visitor, None).await;
        widget.send(json!({ "type": "message", "client_id": "c1", "attachments": [theirs["id"]] })).await;
        assert_eq!(widget.next().await["code"], "validation");
        widget.send(json!({ "type": "message", "client_id": "c1", "attachments": [file["id"]] })).await;
        widget.until("ack").await;
        assert_eq!(widget.until("message").await["message"]["attachments"][0], file);
        let get = async |path: &str, token: &str| {
            let request = Request::get(format!("{path}?token={token}")).body(Body::empty()).unwrap();
            desk.ask(request).await
        };
        let path = file["url"].as_str().unwrap();
        assert_eq!(get(path, &visitor.token).await.bytes, b"png");
        get(path, &other.token).await.problem(404, "not-found");
        get(path, "nonsense").await.problem(401, "unauthorized");
        let of_team = owner.upload("plan.pdf", "application/pdf", b"pdf", &[]).await.ok();
        let of_team = format!("/chat/v1/attachments/{}", of_team["id"].as_str().unwrap());
        get(&of_team, &visitor.token).await.problem(404, "not-found");
        let id = visitor.conversation().await;
        let note = owner.upload("note.txt", "text/plain", b"secret", &[]).await.ok();
        owner
            .post(&format!("/conversations/{id}/notes"), json!({ "text": "x", "attachments": [note["id"]] }))
            .await
            .ok();
        let of_note = format!("/chat/v1/attachments/{}", note["id"].as_str().unwrap());
        get(&of_note, &visitor.token).await.problem(404, "not-found");
        let large = vec![0_u8; 18 * 1024 * 1024 + 1];
        let request = Request::post(format!("/chat/v1/attachments?token={}", visitor.token));
        desk.ask(form(request, "large.bin", "x/y", &large)).await.problem(413, "too-large");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_pages_that_a_channel_names_may_embed_it() {
    on_both_engines(|desk, mut owner| async move {
        let body = json!({ "kind": "chat", "name": "Chat", "allowed_origins": ["https://shop.example"] });
        let chat = owner.channel(body).await["id"].as_str().unwrap().to_owned();
        let server = desk.serve().await;
        let ask = async |origin: &str| {
            let request = Request::post("/chat/v1/sessions").header(header::CONTENT_TYPE, "application/json");
            let body = json!({ "channel": chat }).to_string();
            desk.ask(request.header(header::ORIGIN, origin).body(Body::from(body)).unwrap()).await
        };
        ask("https://evil.example").await.problem(403, "forbidden");
        let right = ask("https://shop.example").await;
        assert_eq!(right.headers["access-control-allow-origin"], "*");
        let token = right.ok()["token"].as_str().unwrap().to_owned();
        let connect = async |origin: &str| {
            let mut request =
                format!("ws://{server}/chat/v1/socket?token={token}").into_client_request().unwrap();
            request.headers_mut().insert("origin", origin.parse().unwrap());
            connect_async(request).await.map(drop)
        };
        let Err(Error::Http(refused)) = connect("https://evil.example").await else { panic!("taken") };
        assert_eq!(refused.status(), 403);
        connect("https://shop.example").await.unwrap();
        let Err(Error::Http(refused)) =
            connect_async(format!("ws://{server}/chat/v1/socket?token=x")).await.map(drop)
        else {
            panic!("taken")
        };
        assert_eq!(refused.status(), 401);
        let plain = desk
            .ask(Request::get(format!("/chat/v1/socket?token={token}")).body(Body::empty()).unwrap())
            .await;
        plain.problem(400, "malformed");
        let preflight =
            Request::builder().method(Method::OPTIONS).uri("/chat/v1/sessions").body(Body::empty()).unwrap();
        assert_eq!(desk.ask(preflight).await.status, 204);
        desk.public(Method::POST, "/chat/v1/sessions", json!({ "channel": "chn_0000000000001" }))
            .await
            .problem(404, "not-found");
        desk.public(Method::POST, "/chat/v1/sessions", json!({ "channel": chat, "colour": 1 }))
            .await
            .problem(422, "validation");
        owner.patch(&format!("/channels/{chat}"), json!({ "active": false })).await.ok();
        desk.public(Method::POST, "/chat/v1/sessions", json!({ "channel": chat }))
            .await
            .problem(404, "not-found");
        let path = format!("/chat/v1/messages?token={token}");
        desk.public(Method::POST, &path, json!({ "client_id": "c", "text": "x" })).await.problem(410, "gone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_the_store_signs_joins_the_customer_known_by_mail_and_who_only_claims_is_suggested() {
    on_both_engines(|desk, mut owner| async move {
        let known = owner.post("/customers", json!({ "name": "Mina", "email": "mina@customer.example" })).await.ok();
        let channel = owner.channel(json!({ "kind": "chat", "name": "Chat" })).await;
        let chat = channel["id"].as_str().unwrap();
        let secret = channel["chat"]["identity_secret"].as_str().unwrap();
        let customer_of = async |visitor: &Visitor, owner: &mut Browser| {
            let id = visitor.conversation().await;
            owner.get(&format!("/conversations/{id}")).await.ok()["customer"]["id"].clone()
        };
        // Only claimed: somebody else, suggested.
        let claimant = desk.visitor(chat).await;
        claimant.say("Hello").await;
        let body = json!({ "client_id": "d", "text": "I am Mina", "email": "MINA@customer.example", "name": "Mina" });
        claimant.post(body).await.ok();
        let claimed = customer_of(&claimant, &mut owner).await;
        assert_ne!(claimed, known["id"]);
        let path = format!("/customers/{}/suggestions", known["id"].as_str().unwrap());
        assert_eq!(owner.list(&path).await[0]["customer"]["id"], claimed);
        // Signed wrongly: nobody.
        let session = async |token: Option<&str>, id: &str, email: &str, signature: String| {
            let identity = json!({ "id": id, "email": email, "name": "Mina K.", "signature": signature });
            let body = json!({ "channel": chat, "token": token, "identity": identity });
            desk.public(Method::POST, "/chat/v1/sessions", body).await.ok()
        };
        let email = "mina@customer.example";
        let wrong = session(None, "7", email, signature("other", "7", email)).await;
        assert_eq!(wrong["visitor"]["identified"], false);
        // Signed: the customer, with what was said before on this browser.
        let visitor = desk.visitor(chat).await;
        visitor.say("Before I signed in").await;
        let signed = session(Some(&visitor.token), "7", email, signature(secret, "7", email)).await;
        assert_eq!((&signed["visitor"]["identified"], &signed["token"]), (&json!(true), &json!(visitor.token)));
        desk.settle().await;
        assert_eq!(customer_of(&visitor, &mut owner).await, known["id"]);
        visitor.say("And after").await;
        assert_eq!(customer_of(&visitor, &mut owner).await, known["id"]);
        // Somebody else signs in on the same browser: another visitor, who sees nothing of it.
        for (id, email) in [("8", "can@customer.example"), ("9", "")] {
            let other = session(Some(&visitor.token), id, email, signature(secret, id, email)).await;
            assert_ne!(other["token"], json!(visitor.token), "{id}");
            assert_eq!(other["messages"], json!([]));
        }
        let same = session(Some(&visitor.token), "7", email, signature(secret, "7", email)).await;
        assert_eq!(same["messages"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_session_says_whether_somebody_is_there() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let visitor = desk.visitor(&chat).await;
        // Monday noon in Istanbul.
        let now = visitor.session(&chat).await["availability"].clone();
        assert_eq!(
            (&now["open"], &now["next_open_at"], &now["reply_time_seconds"]),
            (&json!(true), &Value::Null, &Value::Null)
        );
        for _ in 0..5 {
            let id = desk.asked(&chat, "Hello").await;
            desk.wait(SignedDuration::from_secs(120));
            reply(&mut owner, &id, json!({ "text": "Hi" })).await;
        }
        assert_eq!(visitor.session(&chat).await["availability"]["reply_time_seconds"], 120);
        desk.wait(SignedDuration::from_hours(8));
        let evening = visitor.session(&chat).await["availability"].clone();
        assert_eq!(
            (&evening["open"], &evening["next_open_at"]),
            (&json!(false), &json!("2026-03-03T06:00:00.000Z"))
        );
    })
    .await;
}

/// Only once: it lasts as long as the server is patient.
#[tokio::test(flavor = "multi_thread")]
async fn who_never_reads_is_let_go_and_holds_nobody_up() {
    let desk = Desk::open(crate::desk::ENGINES[0]);
    let mut owner = desk.owner().await;
    let Place { server, visitor, chat } = place(&desk, &mut owner).await;
    visitor.say("Hello").await;
    let id = visitor.conversation().await;
    let mut deaf = Widget::open(server, &visitor, None).await;
    let text = "x".repeat(200_000);
    for _ in 0..60 {
        reply(&mut owner, &id, json!({ "text": text })).await;
    }
    let other = desk.visitor(&chat).await;
    let mut widget = Widget::open(server, &other, None).await;
    widget.say("c1", "Hello").await;
    let answer = reply(&mut owner, &other.conversation().await, json!({ "text": "Hi" })).await;
    assert_eq!(widget.answer().await["id"], json!(answer));
    deaf.is_let_go().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_says_goodbye_to_its_widgets() {
    on_both_engines(|desk, mut owner| async move {
        let place = place(&desk, &mut owner).await;
        let mut widget = Widget::open(place.server, &place.visitor, None).await;
        desk.close();
        let goodbye = widget.0.next().await.unwrap().unwrap();
        let Message::Close(Some(frame)) = goodbye else { panic!("{goodbye}") };
        assert_eq!(u16::from(frame.code), 1001);
    })
    .await;
}
