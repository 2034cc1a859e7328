//! Server-sent events: what happens, in order, resumed without loss.

use axum::body::{Body, BodyDataStream};
use axum::http::Method;
use futures::StreamExt;
use serde_json::{Value, json};

use crate::desk::{Browser, on_both_engines};

/// One event as the browser gets it.
#[derive(Debug)]
struct Told {
    id: Option<String>,
    name: String,
    data: Value,
}

struct Stream {
    body: BodyDataStream,
    text: String,
    /// What a browser resumes from before it has heard of anything.
    greeted: Option<String>,
}

impl Stream {
    async fn open(browser: &Browser, last: Option<&str>) -> Self {
        Self::open_at(browser, "/events", last).await
    }

    async fn open_at(browser: &Browser, path: &str, last: Option<&str>) -> Self {
        let more: Vec<_> = last.map(|id| ("last-event-id", id)).into_iter().collect();
        let request = browser.request(Method::GET, path, &more).body(Body::empty()).unwrap();
        let body = browser.desk.stream(request).await.into_data_stream();
        let mut stream = Self { body, text: String::new(), greeted: None };
        let greeting = stream.block().await;
        assert!(greeting.starts_with(": connected"), "{greeting}");
        stream.greeted =
            greeting.lines().find_map(|line| line.strip_prefix("id:")).map(|id| id.trim().to_owned());
        stream
    }

    async fn block(&mut self) -> String {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let block = block.to_owned();
                self.text = rest.to_owned();
                return block;
            }
            let bytes = self.body.next().await.unwrap().unwrap();
            self.text.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }

    async fn next(&mut self) -> Told {
        loop {
            let block = self.block().await;
            if block.starts_with(':') {
                continue;
            }
            let field = |name: &str| {
                block.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned())
            };
            return Told {
                id: field("id:"),
                name: field("event:").unwrap(),
                data: serde_json::from_str(&field("data:").unwrap()).unwrap(),
            };
        }
    }

    async fn types(&mut self, count: usize) -> Vec<String> {
        let mut types = Vec::new();
        while types.len() < count {
            let kind = self.next().await.data["type"].as_str().unwrap().to_owned();
            // The tail may be a moment behind: what was set up before the stream was opened is not what is asked for.
            if !kind.starts_with("channel.") {
                types.push(kind);
            }
        }
        types
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_screen_hears_what_happens_and_resumes_where_it_was() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let visitor = desk.visitor(&chat).await;
        let mut stream = Stream::open(&owner, None).await;
        visitor.say("Hello").await;
        let id = visitor.conversation().await;
        assert_eq!(stream.types(2).await, ["customer.created", "conversation.created"]);
        let message = stream.next().await;
        assert_eq!((message.name.as_str(), &message.data["type"]), ("message", &json!("message.created")));
        assert_eq!(
            (&message.data["conversation_id"], &message.data["author"]),
            (&json!(id), &json!("customer"))
        );
        let last = message.id.unwrap();
        drop(stream);
        owner.patch(&format!("/conversations/{id}"), json!({ "status": "solved" })).await.ok();
        visitor.say("Again").await;
        let mut resumed = Stream::open(&owner, Some(&last)).await;
        let missed = resumed.types(3).await;
        assert_eq!(missed, ["conversation.updated", "conversation.updated", "message.created"]);
        owner.post(&format!("/conversations/{id}/read"), json!({})).await.ok();
        assert_eq!(resumed.types(1).await, ["conversation.read"], "and goes on live, nothing twice");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_that_has_heard_of_nothing_yet_misses_nothing_when_its_connection_breaks() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let mut before = Stream::open(&owner, None).await;
        let id = desk.asked(&chat, "Hello").await;
        // The tail may be a moment behind: it has told all of this before the next stream is opened.
        before.types(3).await;
        let greeted = Stream::open(&owner, None).await.greeted.unwrap();
        owner.patch(&format!("/conversations/{id}"), json!({ "status": "solved" })).await.ok();
        let mut resumed = Stream::open(&owner, Some(&greeted)).await;
        assert_eq!(resumed.types(1).await, ["conversation.updated"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_before_a_screen_listens_is_told_from_its_session_on() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let mut before = Stream::open(&owner, None).await;
        let id = desk.asked(&chat, "Hello").await;
        // All of it can be read before the session is asked for.
        before.types(3).await;
        let session = owner.get("/session").await.ok();
        let since = session["events_since"].as_str().unwrap();
        let path = format!("/events?since={since}");
        // The screen has read its list, and is not listening yet.
        owner.patch(&format!("/conversations/{id}"), json!({ "status": "solved" })).await.ok();
        before.types(1).await;
        let mut stream = Stream::open_at(&owner, &path, None).await;
        let first = stream.next().await;
        assert_eq!(first.data["type"], "conversation.updated");

        // Its browser loses the connection, comes back to the same address and says what it heard last.
        owner.post(&format!("/conversations/{id}/read"), json!({})).await.ok();
        let mut again = Stream::open_at(&owner, &path, first.id.as_deref()).await;
        assert_eq!(again.types(1).await, ["conversation.read"], "nothing twice");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_true_for_a_moment_is_told_and_not_resumed() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Hello").await;
        let mut stream = Stream::open(&owner, None).await;
        let me = owner.me().await;
        owner.post(&format!("/conversations/{id}/presence"), json!({ "state": "typing" })).await.ok();
        let told = loop {
            let told = stream.next().await;
            if told.name == "presence" {
                break told;
            }
        };
        assert_eq!(told.id, None);
        assert_eq!(told.data["agent"], json!({ "id": me, "name": "Ayşe" }));
        assert_eq!((&told.data["conversation_id"], &told.data["state"]), (&json!(id), &json!("typing")));
        let odd = json!({ "state": "sleeping" });
        owner.post(&format!("/conversations/{id}/presence"), odd).await.problem(422, "validation");
        let nowhere = "/conversations/cnv_0000000000001/presence";
        owner.post(nowhere, json!({ "state": "viewing" })).await.problem(404, "not-found");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_another_workspace_is_told() {
    on_both_engines(|desk, mut owner| async move {
        let mut theirs = crate::permissions::other_workspace(&desk).await;
        let their_chat = theirs.chat().await;
        let chat = owner.chat().await;
        let mut stream = Stream::open(&owner, None).await;
        // Told to the stream that was opened before: the beginning of what is resumed from below.
        let first = owner.chat().await;
        let first = loop {
            let told = stream.next().await;
            if told.data["channel_id"] == json!(first) {
                break told.id.unwrap();
            }
        };
        let secret = desk.asked(&their_chat, "Secret").await;
        theirs.post(&format!("/conversations/{secret}/presence"), json!({ "state": "typing" })).await.ok();
        desk.asked(&chat, "Ours").await;
        loop {
            let told = stream.next().await;
            assert!(!told.data.to_string().contains(&secret), "{told:?}");
            if told.data["type"] == "message.created" {
                break;
            }
        }
        // Also not when resuming from there.
        let mut resumed = Stream::open(&owner, Some(&first)).await;
        loop {
            let told = resumed.next().await;
            assert!(!told.data.to_string().contains(&secret), "{told:?}");
            if told.data["type"] == "message.created" {
                break;
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_missed_too_much_is_told_to_fetch_anew() {
    on_both_engines(|desk, mut owner| async move {
        let mut stream = Stream::open(&owner, None).await;
        let chat = owner.chat().await;
        let first = stream.next().await.id.unwrap();
        drop(stream);
        let id = desk.asked(&chat, "Hello").await;
        let workspace = desk.workspace().await;
        desk.test
            .database
            .write(move |tx| {
                for number in 0..1000 {
                    tx.append(database::events::NewEvent::new(workspace, "order.updated", number, "system"))?;
                }
                Ok::<_, database::DbError>(())
            })
            .await
            .unwrap();
        desk.until_all_can_be_read().await;
        let mut stream = Stream::open(&owner, Some(&first)).await;
        assert_eq!(stream.next().await.name, "reset");
        owner.post(&format!("/conversations/{id}/read"), json!({})).await.ok();
        loop {
            if stream.next().await.data["type"] == "conversation.read" {
                break;
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_screen_does_not_hold_up_a_server_that_stops() {
    on_both_engines(|desk, owner| async move {
        let mut stream = Stream::open(&owner, None).await;
        desk.close();
        while let Some(told) = stream.body.next().await {
            told.unwrap();
        }
        let mut late = owner
            .desk
            .stream(owner.request(Method::GET, "/events", &[]).body(Body::empty()).unwrap())
            .await
            .into_data_stream();
        while let Some(told) = late.next().await {
            told.unwrap();
        }
    })
    .await;
}

async fn ends(mut stream: Stream) {
    while let Some(told) = stream.body.next().await {
        told.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_with_the_session_the_token_or_the_agent_that_opened_it() {
    on_both_engines(|desk, mut owner| async move {
        let mut elsewhere = desk.browser();
        let credentials = json!({ "email": crate::desk::OWNER, "password": crate::desk::PASSWORD });
        elsewhere.post("/session", credentials).await.ok();
        let token = owner.post("/tokens", json!({ "name": "Kiosk", "scopes": ["all"] })).await.ok();
        let program = desk.program(token["token"].as_str().unwrap());
        let mut can = desk.hire(&mut owner, "Can", "agent").await;
        let agent = can.me().await;
        let mut own = Stream::open(&owner, None).await;
        let streams = [
            Stream::open(&elsewhere, None).await,
            Stream::open(&program, None).await,
            Stream::open(&can, None).await,
        ];
        let sessions = elsewhere.list("/sessions").await;
        let session = sessions.iter().find(|one| one["current"] == true).unwrap();
        owner.delete(&format!("/sessions/{}", session["id"].as_str().unwrap())).await.ok();
        owner.delete(&format!("/tokens/{}", token["id"].as_str().unwrap())).await.ok();
        owner.patch(&format!("/agents/{agent}"), json!({ "disabled": true })).await.ok();
        for stream in streams {
            ends(stream).await;
        }
        let chat = owner.chat().await;
        desk.asked(&chat, "Hello").await;
        assert_eq!(own.types(1).await, ["customer.created"], "who may still be here hears on");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_resumes_from_what_is_not_known_here_is_told_to_fetch_anew() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        for unknown in ["garbage", "", "cnv_0000000000001", "evt_0000000000001", "evt_7zzzzzzzzzzzz"] {
            let mut stream = Stream::open(&owner, Some(unknown)).await;
            assert_eq!(stream.next().await.name, "reset", "{unknown}");
            desk.asked(&chat, "Hello").await;
            // All of it: the next stream hears only of what comes after.
            let all = ["customer.created", "conversation.created", "message.created"];
            assert_eq!(stream.types(3).await, all, "and goes on");
        }
    })
    .await;
}
