//! The generic channel: signed messages in, signed replies out.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::routing::post;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::{Answer, Browser, Desk, on_both_engines, signed};

struct Source {
    desk: Desk,
    channel: String,
    secret: String,
}

impl Source {
    async fn new(desk: &Desk, owner: &mut Browser, webhook: Option<&str>) -> Self {
        let channel = owner.channel(json!({ "kind": "api", "name": "Market", "webhook_url": webhook })).await;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self { desk: desk.clone(), channel: text(&channel["id"]), secret: text(&channel["api"]["secret"]) }
    }

    fn seconds(&self) -> i64 {
        self.desk.now().micros() / 1_000_000
    }

    async fn send(&self, body: &Value) -> Answer {
        let body = body.to_string();
        self.post(&signed(&self.secret, "evt_1", self.seconds(), &body), &body).await
    }

    async fn post(&self, headers: &[(&'static str, String)], body: &str) -> Answer {
        let mut request = Request::post(format!("/hooks/{}", self.channel))
            .header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        self.desk.ask(request.body(Body::from(body.to_owned())).unwrap()).await
    }
}

fn message(id: &str, thread: &str) -> Value {
    json!({ "id": id, "customer": { "id": "42", "name": "Mina", "email": "mina@customer.example" }, "thread": thread, "text": format!("text {id}") })
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_of_a_thread_are_one_conversation_and_the_same_id_is_one_message() {
    on_both_engines(|desk, mut owner| async move {
        let source = Source::new(&desk, &mut owner, None).await;
        let first = source.send(&message("1", "t")).await.ok();
        let second = source.send(&message("2", "t")).await.ok();
        let other = source.send(&message("3", "u")).await.ok();
        assert_eq!(first["conversation_id"], second["conversation_id"]);
        assert_ne!(first["conversation_id"], other["conversation_id"]);
        let again = source.send(&message("1", "t")).await.ok();
        assert_eq!((&again["message_id"], &again["duplicate"]), (&first["message_id"], &json!(true)));
        let path = format!("/conversations/{}", first["conversation_id"].as_str().unwrap());
        let shown = owner.get(&path).await.ok();
        assert_eq!((&shown["message_count"], &shown["customer"]["name"]), (&json!(2), &json!("Mina")));
        owner.patch(&path, json!({ "status": "closed" })).await.ok();
        let after = source.send(&message("4", "t")).await.ok();
        assert_ne!(after["conversation_id"], first["conversation_id"], "closed: a new one");
        let shown = owner.get(&path).await.ok();
        assert_eq!(
            shown["linked"][0]["conversation_id"], after["conversation_id"],
            "and each names the other"
        );
        // At once and from everywhere: still one message, in one conversation.
        let source = Arc::new(source);
        let mut all = tokio::task::JoinSet::new();
        for number in 0..12 {
            let source = Arc::clone(&source);
            all.spawn(
                async move { source.send(&message(&format!("at-once-{}", number % 3), "new")).await.ok() },
            );
        }
        let told = all.join_all().await;
        let distinct = |field: &str| {
            let mut all: Vec<String> = told.iter().map(|one| one[field].to_string()).collect();
            all.sort();
            all.dedup();
            all.len()
        };
        assert_eq!((distinct("message_id"), distinct("conversation_id")), (3, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_signed_now_by_the_channels_secret_is_refused_and_changes_nothing() {
    on_both_engines(|desk, mut owner| async move {
        let source = Source::new(&desk, &mut owner, None).await;
        let body = message("1", "t").to_string();
        let good = signed(&source.secret, "evt_1", source.seconds(), &body);
        let mut wrong = good.clone();
        wrong[2].1 = "v1,AAAA".to_owned();
        source.post(&wrong, &body).await.problem(401, "unauthorized");
        source.post(&good[..2], &body).await.problem(401, "unauthorized");
        source.post(&good, &body.replace("text 1", "text 2")).await.problem(401, "unauthorized");
        let stale = signed(&source.secret, "evt_1", source.seconds() - 301, &body);
        source.post(&stale, &body).await.problem(401, "unauthorized");
        let early = signed(&source.secret, "evt_1", source.seconds() + 301, &body);
        source.post(&early, &body).await.problem(401, "unauthorized");
        let other = Source::new(&desk, &mut owner, None).await;
        let foreign = signed(&other.secret, "evt_1", source.seconds(), &body);
        source.post(&foreign, &body).await.problem(401, "unauthorized");
        let nobody = Source { channel: "chn_0000000000001".to_owned(), ..other };
        nobody.post(&good, &body).await.problem(404, "not-found");
        for (field, value) in [
            ("/id", json!("")),
            ("/text", json!(" ")),
            ("/text", json!("nul \u{0}")),
            ("/colour", json!(1)),
            ("/thread", json!("")),
            ("/customer", json!("Mina")),
            ("/customer", json!({ "id": "" })),
            ("/customer/language", json!({ "id": "42", "language": "not a tag!!" })),
            ("/subject", json!("x".repeat(401))),
            ("/attachments", json!(vec![json!({ "name": "a", "content": "YQ==" }); 11])),
            (
                "/attachments/1/name",
                json!([{ "name": "a", "content": "YQ==" }, { "name": " ", "content": "YQ==" }]),
            ),
            ("/attachments/0/type", json!([{ "name": "a", "type": "pdf", "content": "YQ==" }])),
            ("/attachments/0/content", json!([{ "name": "a", "content": "%%" }])),
            ("/attachments/0/content", json!([{ "name": "a", "content": "" }])),
            ("/attachments/0/size", json!([{ "name": "a", "content": "YQ==", "size": 1 }])),
        ] {
            let mut body = message("1", "t");
            body[field.split('/').nth(1).unwrap()] = value;
            let problem = source.send(&body).await.problem(422, "validation");
            let pointer = problem["errors"][0]["pointer"].as_str().unwrap();
            assert!(pointer.starts_with(field), "{problem}");
        }
        assert!(owner.list("/conversations").await.is_empty());
        // Several signatures, as while a secret is changed: one has to fit.
        let mut several = good.clone();
        several[2].1 = format!("v1,AAAA {}", good[2].1);
        source.post(&several, &body).await.ok();
    })
    .await;
}

type Heard = Arc<Mutex<Vec<(HeaderMap, String)>>>;

/// A server of the source's that answers 503 until it is told to take replies.
async fn listener(heard: Heard, healthy: Arc<std::sync::atomic::AtomicBool>) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let take = move |headers: HeaderMap, body: String| {
        let (heard, healthy) = (Arc::clone(&heard), Arc::clone(&healthy));
        async move {
            heard.lock().unwrap().push((headers, body));
            if healthy.load(std::sync::atomic::Ordering::SeqCst) {
                StatusCode::OK
            } else {
                StatusCode::SERVICE_UNAVAILABLE
            }
        }
    };
    let router = axum::Router::new().route("/replies", post(take));
    tokio::spawn(axum::serve(listener, router).into_future());
    format!("http://{address}/replies")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_is_told_to_the_source_signed_and_tried_again_until_it_is_taken() {
    on_both_engines(|desk, mut owner| async move {
        let heard = Heard::default();
        let healthy = Arc::new(std::sync::atomic::AtomicBool::new(false));
        let url = listener(Arc::clone(&heard), Arc::clone(&healthy)).await;
        let source = Source::new(&desk, &mut owner, Some(&url)).await;
        let asked = source.send(&message("1", "thread-9")).await.ok();
        let path = format!("/conversations/{}", asked["conversation_id"].as_str().unwrap());
        let sent = owner.post(&format!("{path}/replies"), json!({ "text": "On its way" })).await.ok();
        assert_eq!(sent["delivery"]["state"], "queued");
        assert_eq!(desk.deliver("api_reply").await, 1);
        let waiting = owner.list(&format!("{path}/messages")).await[1]["delivery"].clone();
        assert_eq!(waiting["state"], "queued");
        assert!(waiting["reason"].as_str().unwrap().contains("503"), "{waiting}");
        assert_eq!(desk.deliver("api_reply").await, 0, "not before its time");
        healthy.store(true, std::sync::atomic::Ordering::SeqCst);
        desk.wait(SignedDuration::from_mins(2));
        assert_eq!(desk.deliver("api_reply").await, 1);
        let done = owner.list(&format!("{path}/messages")).await[1]["delivery"].clone();
        assert_eq!((&done["state"], &done["attempts"]), (&json!("sent"), &json!(2)));
        let heard = heard.lock().unwrap();
        let (first, second) = (&heard[0], &heard[1]);
        assert_eq!(first.0["webhook-id"], second.0["webhook-id"], "the source can tell that it is the same");
        assert_eq!(first.1, second.1);
        let seconds: i64 = second.0["webhook-timestamp"].to_str().unwrap().parse().unwrap();
        let id = second.0["webhook-id"].to_str().unwrap();
        let expected = signed(&source.secret, id, seconds, &second.1);
        assert_eq!(second.0["webhook-signature"], expected[2].1);
        let body: Value = serde_json::from_str(&second.1).unwrap();
        assert_eq!(
            (&body["data"]["thread"], &body["data"]["text"]),
            (&json!("thread-9"), &json!("On its way"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_come_in_with_a_message_and_go_out_as_links_that_expire() {
    on_both_engines(|desk, mut owner| async move {
        let heard = Heard::default();
        let healthy = Arc::new(std::sync::atomic::AtomicBool::new(true));
        let url = listener(Arc::clone(&heard), healthy).await;
        let source = Source::new(&desk, &mut owner, Some(&url)).await;
        let mut body = message("1", "t");
        body["text"] = json!("");
        body["attachments"] = json!([
            { "name": "broken.jpg", "type": "image/jpeg", "content": "anBlZw==" },
            { "name": "../list.csv", "content": "YSxi" },
        ]);
        let asked = source.send(&body).await.ok();
        let again = source.send(&body).await.ok();
        assert_eq!(again["duplicate"], true);
        let path = format!("/conversations/{}", asked["conversation_id"].as_str().unwrap());
        let files = owner.list(&format!("{path}/messages")).await[0]["attachments"].clone();
        let of = |file: &Value| json!([file["name"], file["type"], file["size"]]);
        assert_eq!(of(&files[0]), json!(["broken.jpg", "image/jpeg", 4]));
        assert_eq!(of(&files[1]), json!([".._list.csv", "application/octet-stream", 3]));
        let stored = owner.get(&files[0]["url"].as_str().unwrap().replace("/api/v1", "")).await;
        assert_eq!(stored.bytes, b"jpeg");
        let too_much = "A".repeat(18 * 1024 * 1024 / 3 * 4 + 4);
        body["id"] = json!("2");
        body["attachments"] = json!([{ "name": "a", "content": too_much }]);
        let problem = source.send(&body).await.problem(422, "validation");
        assert_eq!(problem["errors"][0]["pointer"], "/attachments/0/content");

        let sent = owner.upload("label <1>.html", "text/html", b"<b>label</b>", &[]).await.ok();
        let reply = json!({ "text": "Your label", "attachments": [sent["id"]] });
        owner.post(&format!("{path}/replies"), reply).await.ok();
        let note = owner.upload("note.txt", "text/plain", b"secret", &[]).await.ok();
        owner.post(&format!("{path}/notes"), json!({ "text": "x", "attachments": [note["id"]] })).await.ok();
        assert_eq!(desk.deliver("api_reply").await, 1);
        let body: Value = serde_json::from_str(&heard.lock().unwrap()[0].1).unwrap();
        let file = &body["data"]["attachments"][0];
        assert_eq!(of(file), json!(["label <1>.html", "text/html", 12]));
        let link = file["url"].as_str().unwrap().strip_prefix("https://desk.example").unwrap().to_owned();
        let fetch = async |link: &str| desk.ask(Request::get(link).body(Body::empty()).unwrap()).await;
        let got = fetch(&link).await;
        assert_eq!((got.status, got.bytes.as_slice()), (StatusCode::OK, &b"<b>label</b>"[..]));
        assert!(got.headers["content-disposition"].to_str().unwrap().starts_with("attachment;"));
        assert_eq!(got.headers["x-content-type-options"], "nosniff");
        // Only this file, until then, through this channel.
        let id = sent["id"].as_str().unwrap();
        fetch(&link.replace(id, note["id"].as_str().unwrap())).await.problem(403, "forbidden");
        fetch(&link.replace("expires=1", "expires=2")).await.problem(403, "forbidden");
        fetch(link.split('?').next().unwrap()).await.problem(400, "invalid-query");
        let (kept, last) = link.split_at(link.len() - 1);
        let forged = format!("{kept}{}", if last == "A" { "E" } else { "A" });
        fetch(&forged).await.problem(403, "forbidden");
        let other = Source::new(&desk, &mut owner, None).await;
        fetch(&link.replace(&source.channel, &other.channel)).await.problem(403, "forbidden");
        desk.wait(SignedDuration::from_hours(7 * 24 - 1));
        assert_eq!(fetch(&link).await.status, StatusCode::OK);
        desk.wait(SignedDuration::from_hours(1));
        fetch(&link).await.problem(410, "gone");
    })
    .await;
}
