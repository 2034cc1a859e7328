//! Sending with the token with which a mailbox is read (SASL XOAUTH2).

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use data_encoding::BASE64;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use url::Url;
use web::Policy;

use super::provider::Provider;
use super::{incoming, user};
use crate::desk::{Desk, ENGINES, mail};
use crate::sending::answer;

/// A server that takes mail from whoever has a valid token, and keeps the accounts and the mails.
async fn server(provider: &Provider) -> (SocketAddr, Arc<Mutex<Vec<(String, String)>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (taken, known) = (Arc::new(Mutex::new(Vec::new())), Arc::clone(&provider.known));
    let kept = Arc::clone(&taken);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut stream = BufReader::new(stream);
            stream.get_mut().write_all(b"220 test\r\n").await.unwrap();
            let (mut account, mut raw) = (String::new(), None::<String>);
            loop {
                let mut line = String::new();
                if stream.read_line(&mut line).await.unwrap_or_default() == 0 {
                    break;
                }
                if let Some(mail) = raw.as_mut().filter(|_| line != ".\r\n") {
                    mail.push_str(&line);
                    continue;
                }
                let said = match line.trim_end() {
                    "." => {
                        kept.lock().unwrap().push((account.clone(), raw.take().unwrap()));
                        "250 taken"
                    }
                    "DATA" => {
                        raw = Some(String::new());
                        "354 go"
                    }
                    "QUIT" => "221 bye",
                    hello if hello.starts_with("EHLO") => "250-test\r\n250 AUTH PLAIN XOAUTH2",
                    auth if auth.starts_with("AUTH XOAUTH2 ") => {
                        let given = BASE64.decode(&auth.as_bytes()[13..]).unwrap();
                        let given = String::from_utf8(given).unwrap();
                        let parts: Vec<&str> = given.split('\u{1}').collect();
                        let user = parts[0].strip_prefix("user=").unwrap();
                        let token = parts[1].strip_prefix("auth=Bearer ").unwrap();
                        if known.lock().unwrap().valid.get(token).is_some_and(|of| of == user) {
                            user.clone_into(&mut account);
                            "235 welcome"
                        } else {
                            // {"status":"400"}: an empty line is awaited (RFC 7628 §3.2.3).
                            "334 eyJzdGF0dXMiOiI0MDAifQ=="
                        }
                    }
                    _ if account.is_empty() => "530 5.7.0 Authentication required",
                    _ => "250 OK",
                };
                stream.get_mut().write_all(format!("{said}\r\n").as_bytes()).await.unwrap();
            }
        }
    });
    (address, taken)
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_is_sent_with_the_token_that_reads_it_and_waits_when_that_was_taken_back() {
    for engine in ENGINES {
        let desk = Desk::open_to(engine, Policy { allow_private: true, ..Policy::default() }).await;
        let provider = Provider::start().await;
        let (address, taken) = server(&provider).await;
        let channel = desk.mailbox("destek@magaza.example", None).await;
        provider.known.lock().unwrap().account = user(&channel);
        let outgoing =
            json!({"host": "127.0.0.1", "port": address.port(), "security": "none", "sign_in": "token"});
        let path = format!("/channels/{}", channel.id);
        let shown = desk.patch(&path, json!({"outgoing": outgoing})).await.ok();
        assert_eq!(shown["email"]["outgoing"]["sign_in"], "token");
        let to = json!({"to": "mehmet@posta.example"});
        let tried = desk.post(&format!("{path}/try"), to.clone()).await.ok();
        assert_eq!(json!([tried["ok"], tried["step"]]), json!([false, "sign_in"]), "nobody reads it yet");

        desk.reads(&channel, 1, json!({"password": null, "provider": provider.settings()})).await;
        let authorization = format!("{}/authorization", incoming(&channel));
        let begun = desk.post(&authorization, json!({})).await.ok();
        let url: Url = begun["url"].as_str().unwrap().parse().unwrap();
        let state = url.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
        desk.post(&format!("{authorization}/answer"), json!({"state": state, "code": "kod"})).await.ok();
        assert_eq!(desk.post(&format!("{path}/try"), to).await.ok()["ok"], true);

        let raw = mail(&["Message-ID: <q@posta.example>", "Subject: Kargo"], "Nerede?");
        let conversation = desk.arrives("destek@magaza.example", raw).await.2;
        let last = async || desk.last_message(&conversation).await["delivery"].clone();
        answer(&desk, &conversation, json!({"text": "Bir."})).await;
        desk.deliver().await;
        assert_eq!(last().await["state"], "sent");

        // The provider has ended the token: another is had with the one that lasts.
        provider.known.lock().unwrap().valid.clear();
        answer(&desk, &conversation, json!({"text": "İki."})).await;
        desk.deliver().await;
        assert_eq!(last().await["state"], "sent");
        let accounts: Vec<String> =
            taken.lock().unwrap().iter().map(|(account, _)| account.clone()).collect();
        assert_eq!(accounts, [user(&channel), user(&channel)]);
        let grants: Vec<Value> =
            provider.known.lock().unwrap().asked.iter().map(|asked| json!(asked["grant_type"])).collect();
        assert_eq!(grants, ["authorization_code", "refresh_token"]);

        // The person has taken it back: mail waits until they agree again.
        {
            let mut known = provider.known.lock().unwrap();
            known.valid.clear();
            known.taken_back = true;
        }
        answer(&desk, &conversation, json!({"text": "Üç."})).await;
        desk.deliver().await;
        let waits = last().await;
        assert_eq!(waits["state"], "queued");
        assert!(waits["reason"].as_str().unwrap().contains("revoked"), "{waits}");
        assert_eq!(taken.lock().unwrap().len(), 2);
    }
}
