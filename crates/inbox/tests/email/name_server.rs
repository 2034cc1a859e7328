//! A name server on this machine that knows some TXT records, and that nothing else exists.

use std::collections::HashMap;
use std::net::SocketAddr;

use tokio::net::UdpSocket;

/// Starts one; it ends with the test.
pub async fn start(records: &[(&str, &str)]) -> SocketAddr {
    let records: HashMap<String, String> =
        records.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let mut packet = [0; 1500];
        while let Ok((length, client)) = socket.recv_from(&mut packet).await {
            socket.send_to(&answer(&packet[..length], &records), client).await.unwrap();
        }
    });
    address
}

fn answer(question: &[u8], records: &HashMap<String, String>) -> Vec<u8> {
    let mut labels = Vec::new();
    let mut at = 12;
    while question[at] > 0 {
        let end = at + 1 + usize::from(question[at]);
        labels.push(String::from_utf8_lossy(&question[at + 1..end]).to_lowercase());
        at = end;
    }
    let is_txt = question[at + 1..at + 3] == [0, 16];
    let record = records.get(&labels.join(".")).filter(|_| is_txt);
    let mut out = question[..2].to_vec();
    let (code, count) = if record.is_some() { (0x80, 1) } else { (0x83, 0) };
    out.extend([0x85, code, 0, 1, 0, count, 0, 0, 0, 0]);
    out.extend_from_slice(&question[12..at + 5]);
    if let Some(record) = record {
        let strings: Vec<u8> = record
            .as_bytes()
            .chunks(255)
            .flat_map(|chunk| {
                std::iter::once(u8::try_from(chunk.len()).unwrap()).chain(chunk.iter().copied())
            })
            .collect();
        out.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60]);
        out.extend(u16::try_from(strings.len()).unwrap().to_be_bytes());
        out.extend(strings);
    }
    out
}
