//! Mail straight to the servers of those who get it, and what comes of each recipient.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::desk::{Desk, ENGINES, header_of, mail, on_both_engines};
use crate::name_server::NameServer;
use crate::sending::answer;

const ADDRESS: &str = "destek@magaza.example";

/// A mail that a server took or saw: its recipients and its bytes.
pub type Seen = Arc<Mutex<Vec<(Vec<String>, String)>>>;

/// A server that says what the test says to a command; `.` is the end of a mail. `None` hangs up without a word.
pub async fn speaking(
    say: impl Fn(&str) -> Option<&'static str> + Clone + Send + Sync + 'static,
) -> (SocketAddr, Seen) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, seen) = (listener.local_addr().unwrap(), Seen::default());
    let kept = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, say.clone(), Arc::clone(&kept)));
        }
    });
    (address, seen)
}

async fn talk(stream: TcpStream, say: impl Fn(&str) -> Option<&'static str>, seen: Seen) {
    let mut stream = BufReader::new(stream);
    stream.get_mut().write_all(b"220 test\r\n").await.unwrap();
    let (mut in_mail, mut raw, mut recipients) = (false, String::new(), Vec::new());
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or_default() == 0 {
            return;
        }
        if in_mail && line.trim_end() != "." {
            raw.push_str(&line);
            continue;
        }
        if let Some(to) = line.strip_prefix("RCPT TO:<") {
            recipients.push(to.split('>').next().unwrap().to_owned());
        }
        if in_mail {
            seen.lock().unwrap().push((std::mem::take(&mut recipients), std::mem::take(&mut raw)));
        }
        let Some(said) = say(line.trim_end()) else { return };
        in_mail = said.starts_with("354");
        if said.starts_with('5') || said.starts_with('4') {
            recipients.pop();
        }
        stream.get_mut().write_all(format!("{said}\r\n").as_bytes()).await.unwrap();
    }
}

pub fn usual(line: &str) -> Option<&'static str> {
    Some(match line {
        "DATA" => "354 go",
        "QUIT" => "221 bye",
        _ => "250 OK",
    })
}

/// A desk that sends by itself in a world with this name server, and a conversation in it.
pub async fn sending_directly(desk: Desk, dns: &NameServer, port: u16) -> (Desk, String) {
    let desk = desk.within(dns.address, port);
    let body = json!({"kind": "email", "name": "Destek", "address": ADDRESS, "sending": "direct"});
    desk.post("/channels", body).await.ok();
    let (_, _, conversation) = desk.arrives(ADDRESS, mail(&["Subject: Kargo"], "Nerede?")).await;
    (desk, conversation)
}

pub async fn delivery(desk: &Desk, conversation: &str, id: &str) -> Value {
    let messages = desk.messages(conversation).await;
    messages.into_iter().find(|message| message["id"] == id).unwrap()["delivery"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_goes_to_the_best_server_of_each_domain_that_answers() {
    on_both_engines(|desk| async move {
        let dns = NameServer::start().await;
        let (server, seen) = speaking(usual).await;
        let (desk, conversation) = sending_directly(desk, &dns, server.port()).await;
        // The best server is away, the second one answers.
        dns.mx("posta.example", 20, "mx2.posta.example");
        dns.mx("posta.example", 10, "mx1.posta.example");
        dns.host("mx1.posta.example", "127.0.0.9");
        dns.host("mx2.posta.example", "127.0.0.1");
        // No MX record: the domain itself.
        dns.host("yalin.example", "127.0.0.1");
        let to = json!({"text": "Yolda.", "cc": [{"address": "es@posta.example"}, {"address": "a@yalin.example"}]});
        let id = answer(&desk, &conversation, to).await;
        assert_eq!(desk.deliver().await, 1);
        let state = delivery(&desk, &conversation, &id).await;
        assert_eq!(state["state"], "sent", "{state}");
        let seen = seen.lock().unwrap().clone();
        let mut taken: Vec<&Vec<String>> = seen.iter().map(|(to, _)| to).collect();
        taken.sort();
        assert_eq!(taken, [&vec!["a@yalin.example"], &vec!["mehmet@posta.example", "es@posta.example"]]);
        assert_eq!(seen[0].1, seen[1].1, "everybody gets the same mail");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_can_t_get_mail_is_told_apart_from_who_gets_it() {
    let dns = NameServer::start().await;
    let (server, seen) = speaking(|line| match line {
        "RCPT TO:<yok@posta.example>" => Some("550 5.1.1 No such user"),
        "RCPT TO:<mesgul@posta.example>" => Some("450 4.2.1 Busy"),
        _ => usual(line),
    })
    .await;
    let (desk, conversation) = sending_directly(Desk::open(ENGINES[0]).await, &dns, server.port()).await;
    dns.host("posta.example", "127.0.0.1");
    dns.mx("almaz.example", 0, "");
    let cc = ["yok@posta.example", "mesgul@posta.example", "a@almaz.example", "a@hicyok.example"];
    let cc: Vec<Value> = cc.into_iter().map(|address| json!({"address": address})).collect();
    let id = answer(&desk, &conversation, json!({"text": "Yolda.", "cc": cc})).await;
    desk.deliver().await;
    let state = delivery(&desk, &conversation, &id).await;
    let told: Vec<Value> = state["recipients"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| json!([one["address"], one["state"], one["reason"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!(["mehmet@posta.example", "sent", null]),
            json!(["yok@posta.example", "failed", "550 5.1.1 No such user"]),
            json!(["mesgul@posta.example", "queued", "450 4.2.1 Busy"]),
            json!(["a@almaz.example", "failed", "domain-takes-no-mail"]),
            json!(["a@hicyok.example", "failed", "no-such-domain"]),
        ]
    );
    assert_eq!(json!([state["state"], state["reason"]]), json!(["queued", "450 4.2.1 Busy"]));
    desk.wait(SignedDuration::from_mins(2));
    desk.deliver().await;
    assert_eq!(seen.lock().unwrap().len(), 1, "who has the mail is not sent it again");
    // The patience of four days is over: what is left fails, and what was taken stays taken.
    desk.wait(SignedDuration::from_hours(24 * 5));
    desk.deliver().await;
    let state = delivery(&desk, &conversation, &id).await;
    assert_eq!(json!([state["state"], state["recipients"][0]["state"]]), json!(["failed", "sent"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_whose_last_answer_is_lost_is_not_sent_twice_but_by_a_person() {
    on_both_engines(|desk| async move {
        let dns = NameServer::start().await;
        let first = Arc::new(Mutex::new(true));
        let (server, seen) = speaking(move |line| match line {
            "." if std::mem::take(&mut *first.lock().unwrap()) => None,
            _ => usual(line),
        })
        .await;
        let (desk, conversation) = sending_directly(desk, &dns, server.port()).await;
        dns.host("posta.example", "127.0.0.1");
        let id = answer(&desk, &conversation, json!({"text": "Yolda."})).await;
        desk.deliver().await;
        let state = delivery(&desk, &conversation, &id).await;
        assert_eq!(json!([state["state"], state["reason"]]), json!(["failed", "unconfirmed"]));
        desk.wait(SignedDuration::from_hours(1));
        assert_eq!(desk.deliver().await, 0, "it may have arrived");
        desk.post(&format!("/messages/{id}/retry"), json!({})).await.ok();
        desk.deliver().await;
        assert_eq!(delivery(&desk, &conversation, &id).await["state"], "sent");
        let seen = seen.lock().unwrap();
        let ids: Vec<_> = seen.iter().map(|(_, raw)| header_of(raw, "Message-ID").unwrap()).collect();
        assert_eq!((ids.len(), &ids[0]), (2, &ids[1]), "mail programs know the second one again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_address_is_changed_and_only_the_right_one_gets_the_mail() {
    on_both_engines(|desk| async move {
        let dns = NameServer::start().await;
        let (server, seen) = speaking(|line| match line {
            "RCPT TO:<yok@posta.example>" => Some("550 5.1.1 No such user"),
            _ => usual(line),
        })
        .await;
        let (desk, conversation) = sending_directly(desk, &dns, server.port()).await;
        dns.host("posta.example", "127.0.0.1");
        let to = json!({"text": "Yolda.", "cc": [{"address": "yok@posta.example"}]});
        let id = answer(&desk, &conversation, to).await;
        desk.deliver().await;
        let state = delivery(&desk, &conversation, &id).await;
        assert_eq!(json!([state["state"], state["why"]]), json!(["failed", "user-unknown"]));
        assert_eq!(state["recipients"][1]["why"], "user-unknown");
        let path = format!("/messages/{id}/readdress");
        let right = |address: &str| json!({"wrong": "yok@posta.example", "right": {"address": address}});
        desk.post(&path, right("nobody")).await.problem(422, "validation");
        desk.post(&path, right("var@posta.example")).await.ok();
        desk.deliver().await;
        let state = delivery(&desk, &conversation, &id).await;
        assert_eq!(json!([state["state"], state["why"]]), json!(["sent", null]));
        let seen = seen.lock().unwrap().clone();
        assert_eq!(seen[0].0, ["mehmet@posta.example"]);
        assert_eq!(seen[1].0, ["var@posta.example"]);
        assert!(seen[1].1.contains("var@posta.example") && !seen[1].1.contains("yok@"), "{}", seen[1].1);
        let of = |raw: &str| header_of(raw, "Message-ID").unwrap();
        assert_eq!(of(&seen[0].1), of(&seen[1].1));
        desk.post(&path, right("baska@posta.example")).await.problem(404, "not-found");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_international_address_needs_a_server_that_knows_them() {
    let dns = NameServer::start().await;
    let (server, seen) = speaking(usual).await;
    let (desk, conversation) = sending_directly(Desk::open(ENGINES[0]).await, &dns, server.port()).await;
    dns.host("posta.example", "127.0.0.1");
    dns.host("xn--bcher-kva.example", "127.0.0.1");
    let to = json!({"text": "x", "to": [{"address": "müşteri@posta.example"}]});
    let id = answer(&desk, &conversation, to).await;
    desk.deliver().await;
    let state = delivery(&desk, &conversation, &id).await;
    assert_eq!(json!([state["state"], state["reason"]]), json!(["failed", "smtputf8-not-offered"]));
    // A domain alone is written in ASCII: any server takes it.
    let to = json!({"text": "x", "to": [{"address": "musteri@bücher.example"}]});
    let id = answer(&desk, &conversation, to).await;
    desk.deliver().await;
    assert_eq!(delivery(&desk, &conversation, &id).await["state"], "sent");
    assert_eq!(seen.lock().unwrap()[0].0, ["musteri@xn--bcher-kva.example"]);

    let (knowing, seen) = speaking(|line| match line.split(' ').next() {
        Some("EHLO") => Some("250-test\r\n250-8BITMIME\r\n250 SMTPUTF8"),
        _ => usual(line),
    })
    .await;
    let (desk, conversation) = sending_directly(Desk::open(ENGINES[0]).await, &dns, knowing.port()).await;
    let to = json!({"text": "x", "to": [{"address": "müşteri@posta.example"}]});
    let id = answer(&desk, &conversation, to).await;
    desk.deliver().await;
    assert_eq!(delivery(&desk, &conversation, &id).await["state"], "sent");
    assert_eq!(seen.lock().unwrap()[0].0, ["müşteri@posta.example"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_can_be_tried_without_sending_anything() {
    let dns = NameServer::start().await;
    let (server, seen) = speaking(|line| match line {
        "RCPT TO:<yok@posta.example>" => Some("550 5.1.1 No such user"),
        _ => usual(line),
    })
    .await;
    let desk = Desk::open(ENGINES[0]).await.within(dns.address, server.port());
    dns.host("posta.example", "127.0.0.1");
    let outgoing = json!({"host": "127.0.0.1", "port": server.port(), "security": "none"});
    let body = json!({"kind": "email", "name": "Destek", "address": ADDRESS, "outgoing": outgoing});
    let channel = desk.post("/channels", body).await.ok();
    let path = format!("/channels/{}", channel["id"].as_str().unwrap());
    let tried = async |to: &str| desk.post(&format!("{path}/try"), json!({"to": to})).await.ok();
    let said = tried("mehmet@posta.example").await;
    assert_eq!(json!([said["ok"], said["step"], said["encrypted"]]), json!([true, "recipient", false]));
    let said = tried("yok@posta.example").await;
    assert_eq!(json!([said["ok"], said["words"]]), json!([false, "550 5.1.1 No such user"]));
    desk.patch(&path, json!({"sending": "direct"})).await.ok();
    let said = tried("mehmet@posta.example").await;
    assert_eq!(json!([said["ok"], said["server"]]), json!([true, "posta.example"]));
    let said = tried("mehmet@hicyok.example").await;
    assert_eq!(json!([said["ok"], said["step"], said["words"]]), json!([false, "find", "no-such-domain"]));
    assert!(seen.lock().unwrap().is_empty());
}
