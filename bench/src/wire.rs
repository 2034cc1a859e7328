//! A client that costs as little as can be: HTTP/1.1 on one connection that stays open, requests written beforehand. What a
//! client costs would else stand in every measure, for it shares the machine.

use std::io::{Read as _, Write as _};
use std::net::TcpStream as Blocking;

use anyhow::{Context as _, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A GET as it goes over the wire; `token` may be empty.
pub fn get(path: &str, token: &str) -> Vec<u8> {
    request("GET", path, token, "", &[])
}

/// A POST as it goes over the wire.
pub fn post(path: &str, token: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("Content-Type: {content_type}\r\nContent-Length: {}\r\n", body.len());
    request("POST", path, token, &head, body)
}

fn request(method: &str, path: &str, token: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let bearer = if token.is_empty() { String::new() } else { format!("Authorization: Bearer {token}\r\n") };
    let mut bytes = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n{bearer}{head}\r\n").into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// Where an answer is in what has been read: the status, where the body begins and where it ends.
fn whole(read: &[u8]) -> anyhow::Result<Option<(u16, usize, usize)>> {
    let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(&read[..end])?;
    let status = head.split(' ').nth(1).context("no status")?.parse()?;
    let length = head.lines().filter_map(|line| line.split_once(':')).find_map(|(name, value)| {
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>())
    });
    let length = length.context("an answer that does not say its length")??;
    let (from, to) = (end + 4, end + 4 + length);
    Ok((read.len() >= to).then_some((status, from, to)))
}

const PIECE: usize = 128 * 1024;

/// One connection, on a thread of its own.
#[derive(Debug)]
pub struct Alone {
    stream: Blocking,
    read: Vec<u8>,
}

impl Alone {
    /// Connects.
    pub fn connect(address: &str) -> anyhow::Result<Self> {
        let stream = Blocking::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: vec![0; PIECE] })
    }

    /// The body of the answer; any status but a good one is an error.
    pub fn ask(&mut self, request: &[u8]) -> anyhow::Result<&[u8]> {
        self.stream.write_all(request)?;
        let mut filled = 0;
        loop {
            if filled == self.read.len() {
                self.read.resize(filled + PIECE, 0);
            }
            let more = self.stream.read(&mut self.read[filled..])?;
            ensure!(more > 0, "the connection was closed");
            filled += more;
            if let Some((status, from, to)) = whole(&self.read[..filled])? {
                good(status, &self.read[from..to])?;
                return Ok(&self.read[from..to]);
            }
        }
    }
}

/// One of many connections.
#[derive(Debug)]
pub struct Among {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Among {
    /// Connects.
    pub async fn connect(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: vec![0; PIECE] })
    }

    /// The body of the answer; any status but a good one is an error.
    pub async fn ask(&mut self, request: &[u8]) -> anyhow::Result<&[u8]> {
        self.stream.write_all(request).await?;
        let mut filled = 0;
        loop {
            if filled == self.read.len() {
                self.read.resize(filled + PIECE, 0);
            }
            let more = self.stream.read(&mut self.read[filled..]).await?;
            ensure!(more > 0, "the connection was closed");
            filled += more;
            if let Some((status, from, to)) = whole(&self.read[..filled])? {
                good(status, &self.read[from..to])?;
                return Ok(&self.read[from..to]);
            }
        }
    }
}

fn good(status: u16, body: &[u8]) -> anyhow::Result<()> {
    ensure!((200..300).contains(&status), "{status}: {}", String::from_utf8_lossy(body));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{get, post, whole};

    #[test]
    fn an_answer_is_whole_when_all_of_its_body_is_there() -> anyhow::Result<()> {
        let text = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
        assert_eq!(whole(&text[..text.len() - 1])?, None);
        assert_eq!(whole(&text[..20])?, None);
        let (status, from, to) = whole(text)?.unwrap_or_default();
        assert_eq!((status, &text[from..to]), (200, &b"hello"[..]));
        assert!(whole(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
        Ok(())
    }

    #[test]
    fn requests_read_as_http_does() {
        assert_eq!(get("/x", ""), b"GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let sent = post("/y", "tsk_1", "text/plain", b"hi");
        assert!(sent.ends_with(b"Content-Length: 2\r\n\r\nhi"));
    }
}
