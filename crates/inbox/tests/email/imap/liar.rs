//! A server that says what a test wants: for what no honest server can be made to do.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What it has, and how it lies.
#[derive(Default)]
pub struct Lies {
    pub uid_validity: u32,
    pub uid_next: Option<u32>,
    /// By UID, in the order in which they are told of.
    pub mails: Vec<(u32, String)>,
    /// What it says a mail's size is, whatever it is.
    pub size: Option<usize>,
    /// Commands that begin so get this answer once, in the order that stands here.
    pub refuse: VecDeque<(&'static str, &'static str)>,
    /// What was asked so far.
    pub heard: Vec<String>,
}

pub struct Liar {
    pub port: u16,
    pub lies: Arc<Mutex<Lies>>,
}

impl Liar {
    pub async fn start(lies: Lies) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let lies = Arc::new(Mutex::new(lies));
        let of_server = Arc::clone(&lies);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&of_server)));
            }
        });
        Self { port, lies }
    }

    pub fn change(&self, how: impl FnOnce(&mut Lies)) {
        how(&mut self.lies.lock().unwrap());
    }

    /// How often a command was heard that begins so.
    pub fn heard(&self, command: &str) -> usize {
        self.lies.lock().unwrap().heard.iter().filter(|line| line.starts_with(command)).count()
    }
}

async fn serve(stream: TcpStream, lies: Arc<Mutex<Lies>>) {
    let mut stream = BufReader::new(stream);
    let mut answer = "* OK [CAPABILITY IMAP4rev1] ready\r\n".to_owned();
    let mut line = String::new();
    loop {
        if stream.get_mut().write_all(answer.as_bytes()).await.is_err() || answer.contains("* BYE") {
            return;
        }
        line.clear();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let (tag, command) = line.trim_end().split_once(' ').unwrap();
        answer = answered(tag, command, &mut lies.lock().unwrap());
    }
}

fn answered(tag: &str, command: &str, lies: &mut Lies) -> String {
    lies.heard.push(command.to_owned());
    if lies.refuse.front().is_some_and(|(begin, _)| command.starts_with(begin)) {
        let (_, said) = lies.refuse.pop_front().unwrap();
        return said.replace("TAG", tag) + "\r\n";
    }
    let said = match command.split(' ').collect::<Vec<_>>()[..] {
        ["SELECT" | "EXAMINE", ..] => {
            let next =
                lies.uid_next.map(|next| format!("* OK [UIDNEXT {next}] next\r\n")).unwrap_or_default();
            format!(
                "* {} EXISTS\r\n* OK [UIDVALIDITY {}] valid\r\n{next}",
                lies.mails.len(),
                lies.uid_validity
            )
        }
        ["UID", "SEARCH", ..] => {
            let uids: Vec<String> = lies.mails.iter().map(|(uid, _)| uid.to_string()).collect();
            format!("* SEARCH {}\r\n", uids.join(" "))
        }
        ["UID", "FETCH", set, "(UID", what, ..] => fetched(set, what, lies),
        _ => String::new(),
    };
    format!("{said}{tag} OK done\r\n")
}

/// It always tells of its last mail, whatever was asked for.
fn fetched(set: &str, what: &str, lies: &Lies) -> String {
    let wanted = |uid: u32| {
        set.split(',').any(|range| {
            let (first, last) = range.split_once(':').unwrap_or((range, range));
            let last = if last == "*" { u32::MAX } else { last.parse().unwrap() };
            (first.parse().unwrap()..=last).contains(&uid)
        })
    };
    let count = lies.mails.len();
    let told = lies.mails.iter().enumerate().filter(|(place, (uid, _))| wanted(*uid) || place + 1 == count);
    told.map(|(place, (uid, mail))| {
        let number = place + 1;
        let headers = mail.split_inclusive("\r\n\r\n").next().unwrap_or_default();
        match what {
            "RFC822.SIZE)" => {
                let size = lies.size.unwrap_or(mail.len());
                format!("* {number} FETCH (UID {uid} RFC822.SIZE {size})\r\n")
            }
            "BODY.PEEK[HEADER.FIELDS" => {
                let line = headers.lines().find(|line| line.starts_with("Message-ID:")).unwrap_or_default();
                let length = line.len() + 4;
                format!(
                    "* {number} FETCH (UID {uid} BODY[HEADER.FIELDS (MESSAGE-ID)] {{{length}}}\r\n{line}\r\n\r\n)\r\n"
                )
            }
            "BODY.PEEK[HEADER])" => {
                format!("* {number} FETCH (UID {uid} BODY[HEADER] {{{}}}\r\n{headers})\r\n", headers.len())
            }
            _ => format!("* {number} FETCH (UID {uid} BODY[] {{{}}}\r\n{mail})\r\n", mail.len()),
        }
    })
    .collect()
}
