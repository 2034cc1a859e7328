//! A widget over a real socket, as the tests of the chat use it.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Bytes;
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::desk::{Browser, Desk, Visitor};

/// A widget that is connected.
pub struct Widget(pub WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Widget {
    pub async fn connect(server: SocketAddr, visitor: &Visitor, after: Option<&str>) -> Self {
        let after = after.map(|id| format!("&after={id}")).unwrap_or_default();
        let address = format!("ws://{server}/chat/v1/socket?token={}{after}", visitor.token);
        Self(connect_async(address).await.unwrap().0)
    }

    /// Connected and greeted.
    pub async fn open(server: SocketAddr, visitor: &Visitor, after: Option<&str>) -> Self {
        let mut widget = Self::connect(server, visitor, after).await;
        assert_eq!(widget.next().await["type"], "ready");
        widget
    }

    pub async fn send(&mut self, frame: Value) {
        self.0.send(Message::text(frame.to_string())).await.unwrap();
    }

    pub async fn next(&mut self) -> Value {
        loop {
            match self.0.next().await.unwrap().unwrap() {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// The next frame of a type; what else comes before it is passed over.
    pub async fn until(&mut self, kind: &str) -> Value {
        loop {
            let frame = self.next().await;
            if frame["type"] == kind {
                return frame;
            }
            assert_ne!(frame["type"], "error", "{frame}");
        }
    }

    /// The next message of the team.
    pub async fn answer(&mut self) -> Value {
        loop {
            let frame = self.until("message").await;
            if frame["message"]["author"]["type"] != "customer" {
                return frame["message"].clone();
            }
        }
    }

    pub async fn say(&mut self, client_id: &str, text: &str) -> String {
        self.send(json!({ "type": "message", "client_id": client_id, "text": text })).await;
        let ack = self.until("ack").await;
        assert_eq!(ack["client_id"], client_id);
        ack["message_id"].as_str().unwrap().to_owned()
    }

    /// Nothing more has come once the answer to a ping has.
    pub async fn is_quiet(&mut self) {
        self.send(json!({ "type": "ping" })).await;
        let next = self.next().await;
        assert_eq!(next["type"], "pong", "{next}");
    }

    /// Waits until the server has closed, without reading anything: a word to a socket that is gone comes back as an error.
    pub async fn is_let_go(&mut self) {
        while self.0.send(Message::Ping(Bytes::new())).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Reads until the server has closed.
    pub async fn is_closed(&mut self) {
        loop {
            match self.0.next().await {
                None | Some(Err(_) | Ok(Message::Close(_))) => return,
                Some(Ok(_)) => {}
            }
        }
    }
}

pub struct Place {
    pub chat: String,
    pub server: SocketAddr,
    pub visitor: Visitor,
}

pub async fn place(desk: &Desk, owner: &mut Browser) -> Place {
    let chat = owner.chat().await;
    Place { server: desk.serve().await, visitor: desk.visitor(&chat).await, chat }
}

pub async fn reply(owner: &mut Browser, conversation: &str, body: Value) -> String {
    let sent = owner.post(&format!("/conversations/{conversation}/replies"), body).await.ok();
    sent["id"].as_str().unwrap().to_owned()
}

/// A socket that was let in and has sent 3 bytes of a text frame of 100.
pub async fn half_a_frame(server: SocketAddr, visitor: &Visitor) -> TcpStream {
    let mut raw = TcpStream::connect(server).await.unwrap();
    let hello = format!(
        "GET /chat/v1/socket?token={} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        visitor.token
    );
    raw.write_all(hello.as_bytes()).await.unwrap();
    let mut answer = [0_u8; 12];
    raw.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 101");
    raw.write_all(&[0x81, 0x80 | 100, 1, 2, 3, 4, 5, 6, 7]).await.unwrap();
    raw
}
