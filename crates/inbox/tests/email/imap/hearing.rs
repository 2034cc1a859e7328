//! Of every folder that is read the server tells at once, as far as it has room.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};

use super::dovecot::Dovecot;
use super::{FAST, Reader, TOLD, letter, until, user};
use crate::desk::{Desk, ENGINES, on_both_engines};

/// A way to a server that counts who goes it, and lets so many go it at once.
pub struct Door {
    pub port: u16,
    /// How many are inside now.
    pub inside: Arc<AtomicUsize>,
    most_at_once: Arc<AtomicUsize>,
    refused: Arc<AtomicUsize>,
}

impl Door {
    pub async fn to(server: u16, room: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (inside, most_at_once) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let refused = Arc::new(AtomicUsize::new(0));
        let door = Self {
            port,
            inside: Arc::clone(&inside),
            most_at_once: Arc::clone(&most_at_once),
            refused: Arc::clone(&refused),
        };
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                if inside.load(Ordering::SeqCst) >= room {
                    refused.fetch_add(1, Ordering::SeqCst);
                    continue;
                }
                let now = inside.fetch_add(1, Ordering::SeqCst) + 1;
                most_at_once.fetch_max(now, Ordering::SeqCst);
                let inside = Arc::clone(&inside);
                tokio::spawn(async move {
                    let mut far = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
                    drop(tokio::io::copy_bidirectional(&mut near, &mut far).await);
                    inside.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        door
    }
}

/// Whether each folder was opened.
fn all_were_opened(reading: &Value) -> bool {
    reading["folders"].as_array().unwrap().iter().all(|folder| folder["cursor"].is_object())
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_in_any_folder_is_here_at_once_though_nobody_asks() {
    on_both_engines(|desk| async move {
        let dovecot = Dovecot::start();
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let folders = json!([{"name": "INBOX"}, {"name": "Done"}, {"name": "Sent"}]);
        desk.reads(&channel, dovecot.port, json!({"folders": folders})).await;
        let reader = Reader::start(&desk, TOLD);
        until("all were opened", || async { all_were_opened(&desk.reading(&channel).await) }).await;
        let mut client = dovecot.client(&user(&channel));
        let mut there: Vec<String> = Vec::new();
        // Twice round: the second time it was listened to for certain.
        for (number, folder) in ["Done", "Sent", "INBOX", "Done", "INBOX", "Sent"].iter().enumerate() {
            let name = format!("{number}-{}", folder.to_lowercase());
            client.append(folder, "", &letter(&name));
            there.push(name);
            let wanted: Vec<&str> = there.iter().map(String::as_str).collect();
            desk.until_subjects(&wanted).await;
        }
        reader.stop().await;
        assert_eq!(desk.reading(&channel).await["state"], "connected");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_has_few_connections_and_its_further_folders_are_asked_for() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let mut client = dovecot.client(&user(&channel));
    let mut folders = vec![json!({"name": "INBOX"})];
    for number in 0..9 {
        client.say(&format!("CREATE \"f{number}\""));
        folders.push(json!({"name": format!("f{number}")}));
    }
    let door = Door::to(dovecot.port, 100).await;
    desk.reads(&channel, door.port, json!({"folders": folders})).await;
    let reader = Reader::start(&desk, FAST);
    until("it is listened to", || async { door.most_at_once.load(Ordering::SeqCst) == 7 }).await;
    for name in ["f8", "f0", "f7"] {
        client.append(name, "", &letter(name));
    }
    desk.until_subjects(&["f0", "f7", "f8"]).await;
    reader.stop().await;
    assert_eq!(door.most_at_once.load(Ordering::SeqCst), 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_room_for_one_connection_alone_is_read_all_the_same() {
    let desk = Desk::open(ENGINES[0]).await;
    let dovecot = Dovecot::start();
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let door = Door::to(dovecot.port, 1).await;
    let folders = json!([{"name": "INBOX"}, {"name": "Done"}]);
    desk.reads(&channel, door.port, json!({"folders": folders})).await;
    let reader = Reader::start(&desk, FAST);
    until("it was refused", || async { door.refused.load(Ordering::SeqCst) > 0 }).await;
    let mut client = dovecot.client(&user(&channel));
    client.append("Done", "", &letter("bir"));
    client.deliver(&letter("iki"));
    desk.until_subjects(&["bir", "iki"]).await;
    let reading = desk.reading(&channel).await;
    assert_eq!(
        json!([reading["state"], reading["problem"], reading["failures"]]),
        json!(["connected", null, 0])
    );
    reader.stop().await;
}
