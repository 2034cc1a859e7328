//! A conversation with a server: commands, and what is asked of their answers.

mod opening;

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::Date;
use mail::imap::{self, Fetched, Folder, Framer, Limits, Response, Status, StatusCode, Told, UidSet};

use super::problem::{Problem, ProblemCode};
use super::wire::Wire;
use crate::channels::email::journal::identifier_of;

/// How long a server may be silent while it is asked something.
const SILENCE: Duration = Duration::from_secs(60);
/// How long a command may take in all, however busy the server is.
const LONGEST: Duration = Duration::from_secs(900);
/// What answers to most commands need: lines of text.
const LINES: Limits = Limits { line: 64 * 1024, literal: 64 * 1024 };
/// A search may find a million mails, in one line.
const SEARCH: Limits = Limits { line: 16 * 1024 * 1024, literal: 0 };
/// Largest headers of a mail, in bytes.
const HEADERS: usize = 1024 * 1024;
/// Longest line that names a mail, in bytes, however it is folded.
const NAME: usize = 64 * 1024;
/// Most mails that a folder may say it has.
const MOST_MAILS: usize = 2_000_000;
/// Most folders that a list may have.
const MOST_FOLDERS: usize = 5_000;

/// A signed-in connection.
#[derive(Debug)]
pub(super) struct Session {
    wire: Wire,
    framer: Framer,
    buffer: Vec<u8>,
    tags: u32,
    capabilities: Vec<String>,
    /// The server has told since this was last set to `false` that the folder has other mails than before.
    pub grown: bool,
}

/// A folder that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Selected {
    pub exists: u32,
    pub uid_validity: u32,
    pub uid_next: Option<u32>,
    /// Zero where the server does not count changes.
    pub mod_seq: u64,
}

/// Whether a folder is opened to change something in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
}

/// What is fetched of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it; more than so many bytes are refused.
    Whole(usize),
    Headers,
    /// Only the line that names it.
    Name,
}

impl Session {
    /// Whether the server offers something.
    pub(super) fn can(&self, capability: &str) -> bool {
        self.capabilities.iter().any(|one| one == capability)
    }

    /// Every folder.
    pub(super) async fn folders(&mut self) -> Result<Vec<Folder>, Problem> {
        let mut folders = Vec::new();
        let list = |response| {
            match response {
                Response::Folder(_) if folders.len() == MOST_FOLDERS => {
                    return Err(Problem::new(ProblemCode::TooMuch, "folders"));
                }
                Response::Folder(folder) => folders.push(folder),
                _ => {}
            }
            Ok(())
        };
        self.ok("LIST \"\" \"*\"", ProblemCode::Refused, list).await?;
        Ok(folders)
    }

    /// Opens a folder.
    pub(super) async fn select(&mut self, name: &str, access: Access) -> Result<Selected, Problem> {
        let verb = match access {
            Access::Read => "EXAMINE",
            Access::Write => "SELECT",
        };
        let counting = if self.can("CONDSTORE") { " (CONDSTORE)" } else { "" };
        let mut selected = Selected { exists: 0, uid_validity: 0, uid_next: None, mod_seq: 0 };
        let note = |response| {
            match response {
                Response::Exists(count) => selected.exists = count,
                Response::Status(Told { code: Some(StatusCode::UidValidity(number)), .. }) => {
                    selected.uid_validity = number;
                }
                Response::Status(Told { code: Some(StatusCode::UidNext(number)), .. }) => {
                    selected.uid_next = Some(number);
                }
                Response::Status(Told { code: Some(StatusCode::HighestModSeq(number)), .. }) => {
                    selected.mod_seq = number;
                }
                _ => {}
            }
            Ok(())
        };
        self.ok(&format!("{verb} {}{counting}", wire_name(name)), ProblemCode::Folder, note).await?;
        if selected.uid_validity == 0 {
            return Err(Problem::new(ProblemCode::NotImap, "no UIDVALIDITY"));
        }
        self.grown = false;
        Ok(selected)
    }

    /// The mails between two UIDs with their sizes. A server asked for `n:*` tells of its last mail even when that is below
    /// `n` (RFC 3501 §6.4.8).
    pub(super) async fn sizes(
        &mut self,
        first: u32,
        last: Option<u32>,
    ) -> Result<BTreeMap<u32, u32>, Problem> {
        let mut sizes = BTreeMap::new();
        let end = last.map_or_else(|| "*".to_owned(), |last| last.to_string());
        let wanted = first..=last.unwrap_or(u32::MAX);
        let note = |response| {
            if let Response::Fetched(Fetched { uid: Some(uid), size: Some(size), .. }) = response
                && wanted.contains(&uid)
            {
                sizes.insert(uid, size);
                if sizes.len() > MOST_MAILS {
                    return Err(Problem::new(ProblemCode::TooMuch, "FETCH"));
                }
            }
            Ok(())
        };
        self.ok(&format!("UID FETCH {first}:{end} (UID RFC822.SIZE)"), ProblemCode::Refused, note).await?;
        Ok(sizes)
    }

    /// The UIDs of the mails that came on a day or later.
    pub(super) async fn since(&mut self, day: Date) -> Result<Vec<u32>, Problem> {
        self.search(&format!("SINCE {}", day.strftime("%-d-%b-%Y"))).await
    }

    /// Whether a mail with this Message-ID is in the open folder.
    pub(super) async fn has(&mut self, message_id: &str) -> Result<bool, Problem> {
        let quoted = imap::quoted(message_id)
            .ok_or_else(|| Problem::new(ProblemCode::Refused, "the Message-ID is no text"))?;
        Ok(!self.search(&format!("HEADER Message-ID {quoted}")).await?.is_empty())
    }

    async fn search(&mut self, criteria: &str) -> Result<Vec<u32>, Problem> {
        let mut found = Vec::new();
        self.framer.limit(SEARCH);
        let note = |response| {
            if let Response::Found(uids) = response {
                found.extend(uids);
            }
            Ok(())
        };
        let done = self.ok(&format!("UID SEARCH {criteria}"), ProblemCode::Refused, note).await;
        self.framer.limit(LINES);
        done.map(|_| found)
    }

    /// Mails by their UIDs, not marked as read by that. One that is gone meanwhile is not among them.
    pub(super) async fn fetch(
        &mut self,
        uids: &UidSet,
        part: Part,
    ) -> Result<BTreeMap<u32, Vec<u8>>, Problem> {
        let (section, literal) = match part {
            Part::Whole(largest) => ("", largest),
            Part::Headers => ("HEADER", HEADERS),
            Part::Name => ("HEADER.FIELDS (MESSAGE-ID)", NAME),
        };
        // Each mail may be as large as one may be, but they were chosen by their sizes: all of them are not.
        let mut room = match part {
            Part::Name => literal.saturating_mul(uids.iter().count()),
            Part::Whole(_) | Part::Headers => literal.saturating_mul(2),
        };
        let mut mails = BTreeMap::new();
        self.framer.limit(Limits { literal, ..LINES });
        let note = |response| {
            if let Response::Fetched(Fetched { uid: Some(uid), bytes: Some(bytes), .. }) = response
                && uids.contains(uid)
            {
                let left = room.checked_sub(bytes.len());
                room = left.ok_or_else(|| Problem::new(ProblemCode::TooMuch, "FETCH"))?;
                mails.insert(uid, bytes);
            }
            Ok(())
        };
        let line = format!("UID FETCH {uids} (UID BODY.PEEK[{section}])");
        let done = self.ok(&line, ProblemCode::Refused, note).await;
        self.framer.limit(LINES);
        done.map(|_| mails)
    }

    /// The Message-IDs of mails, where they have one. A mail that is gone meanwhile is not among them.
    pub(super) async fn identifiers(
        &mut self,
        uids: &UidSet,
    ) -> Result<BTreeMap<u32, Option<String>>, Problem> {
        let headers = self.fetch(uids, Part::Name).await?;
        Ok(headers.into_iter().map(|(uid, header)| (uid, identifier_of(&header))).collect())
    }

    /// Marks mails as read.
    pub(super) async fn mark_seen(&mut self, uids: &UidSet) -> Result<(), Problem> {
        let line = format!("UID STORE {uids} +FLAGS.SILENT (\\Seen)");
        self.ok(&line, ProblemCode::Refused, |_| Ok(())).await.map(drop)
    }

    /// Moves mails to another folder. Where the server can't move (RFC 6851), they are copied and the originals marked as
    /// deleted; they are removed only where these alone can be (RFC 4315).
    pub(super) async fn move_to(&mut self, uids: &UidSet, folder: &str) -> Result<(), Problem> {
        let name = wire_name(folder);
        if self.can("MOVE") {
            return self
                .ok(&format!("UID MOVE {uids} {name}"), ProblemCode::Folder, |_| Ok(()))
                .await
                .map(drop);
        }
        self.ok(&format!("UID COPY {uids} {name}"), ProblemCode::Folder, |_| Ok(())).await?;
        let line = format!("UID STORE {uids} +FLAGS.SILENT (\\Seen \\Deleted)");
        self.ok(&line, ProblemCode::Refused, |_| Ok(())).await?;
        if self.can("UIDPLUS") {
            self.ok(&format!("UID EXPUNGE {uids}"), ProblemCode::Refused, |_| Ok(())).await?;
        }
        Ok(())
    }

    /// Puts a mail into a folder, as one that was read.
    pub(super) async fn append(&mut self, folder: &str, raw: &[u8]) -> Result<(), Problem> {
        let line = format!("APPEND {} (\\Seen) {{{}}}", wire_name(folder), raw.len());
        let tag = self.send(&line).await?;
        loop {
            match self.receive().await? {
                Response::Continue(_) => {
                    self.write(raw).await?;
                    self.write(b"\r\n").await?;
                }
                Response::Done { tag: done, told } if done == tag => {
                    return if told.status == Status::Ok {
                        Ok(())
                    } else {
                        Err(Problem::refused(&told, ProblemCode::Folder))
                    };
                }
                _ => {}
            }
        }
    }

    /// Waits until the server says that the folder has other mails, somebody calls, or the time is up (RFC 2177).
    pub(super) async fn idle(
        &mut self,
        long: Duration,
        called: impl Future<Output = ()>,
    ) -> Result<(), Problem> {
        let tag = self.send("IDLE").await?;
        loop {
            match self.receive().await? {
                Response::Continue(_) => break,
                Response::Done { tag: done, told } if done == tag => {
                    return Err(Problem::refused(&told, ProblemCode::Refused));
                }
                _ => {}
            }
        }
        let news = async {
            while !self.grown {
                self.receive_some_time().await?;
            }
            Ok::<(), Problem>(())
        };
        tokio::select! {
            ended = tokio::time::timeout(long, news) => if let Ok(ended) = ended { ended? },
            () = called => {}
        }
        self.write(b"DONE\r\n").await?;
        loop {
            if let Response::Done { tag: done, .. } = self.receive().await?
                && done == tag
            {
                return Ok(());
            }
        }
    }

    /// Asks whether there is news, where the server can't tell by itself.
    pub(super) async fn noop(&mut self) -> Result<(), Problem> {
        self.ok("NOOP", ProblemCode::Refused, |_| Ok(())).await.map(drop)
    }

    /// Says good-bye; whether it is heard does not matter.
    pub(super) async fn leave(mut self) {
        let farewell = self.command("LOGOUT", |_| Ok(()));
        drop(tokio::time::timeout(Duration::from_secs(2), farewell).await);
    }

    /// A command that has to succeed.
    async fn ok(
        &mut self,
        line: &str,
        otherwise: ProblemCode,
        each: impl FnMut(Response) -> Result<(), Problem>,
    ) -> Result<Told, Problem> {
        let told = self.command(line, each).await?;
        if told.status == Status::Ok { Ok(told) } else { Err(Problem::refused(&told, otherwise)) }
    }

    async fn command(
        &mut self,
        line: &str,
        mut each: impl FnMut(Response) -> Result<(), Problem>,
    ) -> Result<Told, Problem> {
        let answer = async {
            let tag = self.send(line).await?;
            loop {
                match self.receive().await? {
                    Response::Done { tag: done, told } if done == tag => return Ok(told),
                    other => each(other)?,
                }
            }
        };
        match tokio::time::timeout(LONGEST, answer).await {
            Ok(ended) => ended,
            Err(_) => Err(Problem::new(ProblemCode::TimedOut, line.split(' ').next().unwrap_or_default())),
        }
    }

    /// Sends a command under a fresh tag.
    async fn send(&mut self, line: &str) -> Result<String, Problem> {
        self.tags += 1;
        let tag = format!("t{}", self.tags);
        self.write(format!("{tag} {line}\r\n").as_bytes()).await?;
        Ok(tag)
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        match tokio::time::timeout(SILENCE, self.wire.write(bytes)).await {
            Ok(written) => written.map_err(|cause| Problem::dropped(&cause)),
            Err(_) => Err(Problem::new(ProblemCode::TimedOut, "")),
        }
    }

    async fn receive(&mut self) -> Result<Response, Problem> {
        match tokio::time::timeout(SILENCE, self.receive_some_time()).await {
            Ok(received) => received,
            Err(_) => Err(Problem::new(ProblemCode::TimedOut, "")),
        }
    }

    /// The next response, whenever it comes. It may be stopped at any point and asked again.
    async fn receive_some_time(&mut self) -> Result<Response, Problem> {
        loop {
            if let Some(raw) = self.framer.next_response()? {
                let response = Response::read(&raw);
                self.heed(&response)?;
                return Ok(response);
            }
            let read = self.wire.read(&mut self.buffer).await.map_err(|cause| Problem::dropped(&cause))?;
            if read == 0 {
                return Err(Problem::new(ProblemCode::Dropped, ""));
            }
            self.framer.feed(&self.buffer[..read]);
        }
    }

    /// What counts whenever it is said.
    fn heed(&mut self, response: &Response) -> Result<(), Problem> {
        match response {
            Response::Exists(_) => self.grown = true,
            Response::Capabilities(told) => self.capabilities.clone_from(told),
            Response::Status(Told { code: Some(StatusCode::Capabilities(told)), .. }) => {
                self.capabilities.clone_from(told);
            }
            Response::Status(told) if told.status == Status::Bye => {
                return Err(Problem::refused(told, ProblemCode::Dropped));
            }
            _ => {}
        }
        Ok(())
    }
}

/// The name of a folder as a command writes it.
fn wire_name(name: &str) -> String {
    imap::quoted(&imap::folder::to_wire(name)).expect("names on the wire are printable ASCII")
}
