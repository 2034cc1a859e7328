//! A mail program that does nothing but listen (RFC 2177): when the server tells of each mail is the server's own time,
//! whoever reads there. Dovecot waits up to half a second after a change, to tell of more at once.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::ensure;

/// Longest silence before it gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// What it heard: how many mails there were, and when it was told.
pub type Heard = Vec<(usize, Instant)>;

/// Listens at an inbox until it holds so many mails.
pub fn listen(port: u16, user: &str, until: usize) -> anyhow::Result<JoinHandle<anyhow::Result<Heard>>> {
    let mut stream = BufReader::new(TcpStream::connect(("127.0.0.1", port))?);
    stream.get_ref().set_read_timeout(Some(PATIENCE))?;
    for (tag, command) in [("a", format!("LOGIN \"{user}\" secret")), ("b", "SELECT INBOX".to_owned())] {
        write!(stream.get_mut(), "{tag} {command}\r\n")?;
        while !line(&mut stream)?.starts_with(&format!("{tag} OK")) {}
    }
    write!(stream.get_mut(), "c IDLE\r\n")?;
    while !line(&mut stream)?.starts_with('+') {}
    Ok(std::thread::spawn(move || {
        let mut heard = Heard::new();
        while heard.last().is_none_or(|(count, _)| *count < until) {
            let told = line(&mut stream)?;
            let count = told.strip_prefix("* ").and_then(|told| told.trim_end().strip_suffix(" EXISTS"));
            if let Some(count) = count {
                heard.push((count.parse()?, Instant::now()));
            }
        }
        Ok(heard)
    }))
}

fn line(stream: &mut BufReader<TcpStream>) -> anyhow::Result<String> {
    let mut line = String::new();
    ensure!(stream.read_line(&mut line)? > 0, "the server hung up");
    Ok(line)
}
