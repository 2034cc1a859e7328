//! A name server on this machine that knows some records, and that nothing else exists.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::net::UdpSocket;

/// What stands at a name.
#[derive(Clone, Debug)]
pub enum Record {
    Txt(String),
    Mx(u16, String),
    Address(IpAddr),
    Pointer(String),
}

/// A name server; it ends with the test.
#[derive(Clone)]
pub struct NameServer {
    pub address: SocketAddr,
    records: Arc<Mutex<HashMap<String, Vec<Record>>>>,
}

/// Starts one that knows these texts.
pub async fn start(records: &[(&str, &str)]) -> SocketAddr {
    let server = NameServer::start().await;
    for (name, text) in records {
        server.publish(name, Record::Txt((*text).to_owned()));
    }
    server.address
}

impl NameServer {
    /// Starts one that knows nothing.
    pub async fn start() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let server = Self { address: socket.local_addr().unwrap(), records: Arc::default() };
        let records = Arc::clone(&server.records);
        tokio::spawn(async move {
            let mut packet = [0; 1500];
            while let Ok((length, client)) = socket.recv_from(&mut packet).await {
                let answer = answer(&packet[..length], &records.lock().unwrap());
                socket.send_to(&answer, client).await.unwrap();
            }
        });
        server
    }

    pub fn publish(&self, name: &str, record: Record) {
        self.records.lock().unwrap().entry(name.to_lowercase()).or_default().push(record);
    }

    pub fn text(&self, name: &str, text: &str) {
        self.publish(name, Record::Txt(text.to_owned()));
    }

    pub fn host(&self, name: &str, ip: &str) {
        self.publish(name, Record::Address(ip.parse().unwrap()));
    }

    pub fn mx(&self, name: &str, preference: u16, host: &str) {
        self.publish(name, Record::Mx(preference, host.to_owned()));
    }

    pub fn withdraw(&self, name: &str) {
        self.records.lock().unwrap().remove(&name.to_lowercase());
    }
}

fn answer(question: &[u8], records: &HashMap<String, Vec<Record>>) -> Vec<u8> {
    let mut labels = Vec::new();
    let mut at = 12;
    while question[at] > 0 {
        let end = at + 1 + usize::from(question[at]);
        labels.push(String::from_utf8_lossy(&question[at + 1..end]).to_lowercase());
        at = end;
    }
    let kind = u16::from_be_bytes([question[at + 1], question[at + 2]]);
    let known = records.get(&labels.join("."));
    let found: Vec<(u16, Vec<u8>)> =
        known.into_iter().flatten().map(data).filter(|(its, _)| *its == kind).collect();
    let mut out = question[..2].to_vec();
    // No such name, or no such record at it.
    let code = if known.is_none() { 0x83 } else { 0x80 };
    out.extend([0x85, code, 0, 1, 0, u8::try_from(found.len()).unwrap(), 0, 0, 0, 0]);
    out.extend_from_slice(&question[12..at + 5]);
    for (kind, data) in found {
        out.extend([0xc0, 12]);
        out.extend(kind.to_be_bytes());
        out.extend([0, 1, 0, 0, 0, 60]);
        out.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        out.extend(data);
    }
    out
}

/// A record's type and its data.
fn data(record: &Record) -> (u16, Vec<u8>) {
    match record {
        Record::Txt(text) => (16, text.as_bytes().chunks(255).flat_map(string).collect()),
        Record::Mx(preference, host) => (15, [preference.to_be_bytes().to_vec(), name(host)].concat()),
        Record::Address(IpAddr::V4(ip)) => (1, ip.octets().to_vec()),
        Record::Address(IpAddr::V6(ip)) => (28, ip.octets().to_vec()),
        Record::Pointer(host) => (12, name(host)),
    }
}

fn string(bytes: &[u8]) -> Vec<u8> {
    [&[u8::try_from(bytes.len()).unwrap()], bytes].concat()
}

fn name(host: &str) -> Vec<u8> {
    let labels = host.split('.').filter(|label| !label.is_empty()).flat_map(|one| string(one.as_bytes()));
    labels.chain([0]).collect()
}
