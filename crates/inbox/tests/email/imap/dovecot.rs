//! A private Dovecot, and a mail program that changes its mailboxes beside us.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Runs until it is dropped, or the test's process ends.
pub struct Dovecot {
    child: Child,
    folder: tempfile::TempDir,
    pub port: u16,
    pub secure: u16,
}

impl Dovecot {
    pub fn start() -> Self {
        Self::asking(None)
    }

    /// The same, with tokens looked up at an address.
    pub fn asking(tokens: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
        let script = above.map(|folder| folder.join("scripts/dovecot")).find(|file| file.exists()).unwrap();
        let mut child = Command::new(script)
            .arg(folder.path())
            .args(tokens)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut ports = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut ports).unwrap();
        let mut ports = ports.split_whitespace().map(|port| port.parse().unwrap());
        let (port, secure) = (ports.next().expect("Dovecot runs"), ports.next().unwrap());
        Self { child, folder, port, secure }
    }

    /// The certificate that it shows, PEM.
    pub fn certificate(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("certificate.pem")).unwrap()
    }

    /// A mail program of this user's.
    pub fn client(&self, user: &str) -> Client {
        Client::connect(self.port, user)
    }

    /// Forgets which number each mail of the inbox has, as a server that was restored does.
    pub fn renumber(&self, user: &str) {
        let mail = self.folder.path().join("mail").join(user);
        for name in std::fs::read_dir(&mail).unwrap().map(|entry| entry.unwrap().path()) {
            let file = name.file_name().unwrap().to_string_lossy().into_owned();
            if file.starts_with("dovecot") {
                std::fs::remove_file(name).unwrap();
            }
        }
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // Its standard input ends, and so does it.
        drop(self.child.stdin.take());
        drop(self.child.wait());
    }
}

/// A mail program: says a command and hears the answer.
pub struct Client {
    stream: BufReader<TcpStream>,
    tags: u32,
}

impl Client {
    fn connect(port: u16, user: &str) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let mut client = Self { stream: BufReader::new(stream), tags: 0 };
        client.line();
        client.say(&format!("LOGIN \"{user}\" secret"));
        client
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "the server hung up");
        line
    }

    /// Says a command that has to succeed; returns the lines of the answer. Literals are passed over.
    pub fn say(&mut self, command: &str) -> Vec<String> {
        self.tags += 1;
        let tag = format!("x{} ", self.tags);
        write!(self.stream.get_mut(), "{tag}{command}\r\n").unwrap();
        let mut lines = Vec::new();
        loop {
            let line = self.line();
            if let Some(told) = line.strip_prefix(&tag) {
                assert!(told.starts_with("OK"), "{command}: {told}");
                return lines;
            }
            let literal =
                line.trim_end().strip_suffix('}').and_then(|line| line.rsplit('{').next()?.parse().ok());
            if let Some(length) = literal {
                let mut bytes = vec![0; length];
                self.stream.read_exact(&mut bytes).unwrap();
            }
            lines.push(line);
        }
    }

    /// Puts a mail into a folder.
    pub fn append(&mut self, folder: &str, flags: &str, mail: &str) {
        self.put(&format!("\"{folder}\" ({flags})"), mail);
    }

    /// Puts a mail into the inbox that came there on a day.
    pub fn append_on(&mut self, day: &str, mail: &str) {
        self.put(&format!("INBOX \"{day} 10:00:00 +0000\""), mail);
    }

    fn put(&mut self, place: &str, mail: &str) {
        self.tags += 1;
        let tag = format!("x{} ", self.tags);
        write!(self.stream.get_mut(), "{tag}APPEND {place} {{{}}}\r\n", mail.len()).unwrap();
        while !self.line().starts_with('+') {}
        write!(self.stream.get_mut(), "{mail}\r\n").unwrap();
        loop {
            let line = self.line();
            if let Some(told) = line.strip_prefix(&tag) {
                assert!(told.starts_with("OK"), "APPEND: {told}");
                return;
            }
        }
    }

    /// Puts a mail into the inbox.
    pub fn deliver(&mut self, mail: &str) {
        self.append("INBOX", "", mail);
    }

    /// The UIDs in a folder that fit a search.
    pub fn uids(&mut self, folder: &str, criteria: &str) -> Vec<u32> {
        self.say(&format!("SELECT \"{folder}\""));
        let lines = self.say(&format!("UID SEARCH {criteria}"));
        let found = lines.iter().find_map(|line| line.strip_prefix("* SEARCH")).unwrap_or_default();
        found.split_whitespace().map(|uid| uid.parse().unwrap()).collect()
    }
}
