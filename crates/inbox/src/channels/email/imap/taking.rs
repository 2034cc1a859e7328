//! What a folder has and we do not is fetched and stored.
//!
//! Mails come in groups: fetched by one command, read beside each other, stored in one transaction together with the mark up
//! to which the folder was read. A group that cannot be had or stored is tried again mail by mail.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use database::{DbError, Time, Tx};
use futures::future::try_join_all;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use mail::Envelope;
use mail::imap::UidSet;
use people::App;

use super::comparing;
use super::folder::{Folder, Standing};
use super::problem::{Problem, ProblemCode};
use super::session::{Access, Part, Selected, Session};
use super::settings::{After, Incoming, StartFrom, WatchedFolder};
use super::store::{self, Holder, Key};
use super::too_large;
use crate::channels::Channel;
use crate::channels::email::arrival::{Arriving, Unpacked, unpack};
use crate::channels::email::{Before, Source};

/// Most mails of a group.
const GROUP: usize = 40;
/// Most bytes of a group, as the server tells their sizes.
const GROUP_BYTES: u64 = 6 * 1024 * 1024;
/// Sizes are told by rule of thumb by some servers: so much more is allowed, by a quarter and this.
const GIVE: usize = 64 * 1024;
/// After a renumbering mails of so many days before the last that came are looked at again.
const DAYS_AGAIN: i64 = 3;

/// What went wrong with which mails, for as long as the process runs.
#[derive(Debug, Default)]
pub(super) struct Careful {
    /// Mails are fetched one by one until they have gone through.
    one_by_one: bool,
    /// Mails that can't be had whole, by folder and UID: larger than the server had said, or refused.
    larger: BTreeSet<(String, u32)>,
    /// The mail that was last fetched alone.
    alone: Option<(String, u32)>,
}

/// Reads the folders of one mailbox over one connection.
pub(super) struct Taking<'a> {
    pub app: &'a App,
    pub key: Key,
    pub holder: Holder,
    pub channel: &'a Channel,
    pub incoming: &'a Incoming,
    /// Since when the mailbox is read: what is older is from before.
    pub connected_at: Time,
    /// How often it is looked for mails that came late.
    pub sweep: SignedDuration,
    pub careful: &'a mut Careful,
    /// Another reads the mailbox: how far it was read is that one's to write down.
    pub beside: bool,
}

impl Taking<'_> {
    /// Opens a folder and reads what it has.
    pub(super) async fn visit(
        &mut self,
        session: &mut Session,
        watched: &WatchedFolder,
    ) -> Result<(), Problem> {
        let selected = session.select(&watched.name, self.access(watched)).await?;
        let mut folder = self.known(session, watched, &selected).await?;
        let due = self.app.database.now().since(folder.swept_at) >= self.sweep;
        if due || !folder.is_unchanged(&selected) || !folder.pending.is_empty() {
            self.read(session, watched, &mut folder, selected.exists > 0, due).await?;
            // Counted before it was read: what changes meanwhile is seen the next time.
            folder.mod_seq = i64::try_from(selected.mod_seq).unwrap_or(0);
            self.keep(&folder).await?;
        }
        Ok(())
    }

    fn access(&self, watched: &WatchedFolder) -> Access {
        match self.incoming.after {
            After::Seen | After::Move if !watched.junk => Access::Write,
            After::Leave | After::Seen | After::Move => Access::Read,
        }
    }

    /// Holds a folder against the journal if that was not done for a day, and takes what is missing. Returns whether it was
    /// done: then it is the folder that is open.
    pub(super) async fn compare_if_due(
        &mut self,
        session: &mut Session,
        watched: &WatchedFolder,
    ) -> Result<bool, Problem> {
        let is_due = comparing::is_due(self.app, self.key, &watched.name).await?;
        if is_due {
            let (channel, folder) = (self.key.channel, &watched.name);
            match self.complete(session, watched).await {
                Ok(0) => {}
                Ok(taken) => {
                    tracing::warn!(%channel, folder, taken, "mails that had been passed by were taken");
                }
                Err(problem) => {
                    comparing::note_failure(self.app, self.key, folder, &problem).await?;
                    return Err(problem);
                }
            }
        }
        Ok(is_due)
    }

    /// Holds a folder against the journal, takes what is missing, and tells how many that were.
    pub(super) async fn complete(
        &mut self,
        session: &mut Session,
        watched: &WatchedFolder,
    ) -> Result<usize, Problem> {
        let missing = comparing::compare(self.app, self.key, session, watched).await?.unwrap_or_default();
        if missing.is_empty() {
            return Ok(0);
        }
        let Key { workspace, channel, .. } = self.key;
        let name = watched.name.clone();
        let folder = self.app.database.read(move |db| store::folder(db, workspace, channel, &name)).await?;
        let Some(mut folder) = folder else { return Ok(0) };
        session.select(&watched.name, self.access(watched)).await?;
        self.take_all(session, watched, &mut folder, &missing).await?;
        self.act(session, &mut folder).await?;
        let left = comparing::compare(self.app, self.key, session, watched).await?.unwrap_or_default();
        Ok(missing.keys().filter(|uid| !left.contains_key(uid)).count())
    }

    /// Reads what has come into the folder that is open.
    pub(super) async fn go_on(
        &mut self,
        session: &mut Session,
        watched: &WatchedFolder,
    ) -> Result<(), Problem> {
        let Key { workspace, channel, .. } = self.key;
        let name = watched.name.clone();
        let folder = self.app.database.read(move |db| store::folder(db, workspace, channel, &name)).await?;
        let Some(mut folder) = folder else { return self.visit(session, watched).await };
        self.read(session, watched, &mut folder, true, false).await
    }

    /// How far the folder was read; where it was not, or the server counts anew, from where it is to be.
    async fn known(
        &self,
        session: &mut Session,
        watched: &WatchedFolder,
        selected: &Selected,
    ) -> Result<Folder, Problem> {
        let Key { workspace, channel, .. } = self.key;
        let name = watched.name.clone();
        let known = self.app.database.read(move |db| store::folder(db, workspace, channel, &name)).await?;
        let (first, total, before) = match known {
            Some(known) if known.standing(selected) == Standing::Same => return Ok(known),
            // What is not known yet came while the server counted anew.
            Some(known) => (self.again(session, selected, &known).await?, 0, 0),
            None => {
                let (first, total) = self.beginning(session, selected).await?;
                (first, total, if selected.exists == 0 { 0 } else { end(session, selected).await?.into() })
            }
        };
        let folder = Folder {
            workspace_id: workspace,
            channel_id: channel,
            name: watched.name.clone(),
            uid_validity: selected.uid_validity.into(),
            first_uid: first.into(),
            last_uid: i64::from(first) - 1,
            mod_seq: 0,
            known: String::new(),
            pending: String::new(),
            done: 0,
            total,
            swept_at: self.app.database.now(),
            before_uid: before,
            unlisted_to: 0,
        };
        self.write(&folder, comparing::begin).await?;
        Ok(folder)
    }

    /// The first UID of a folder that was never read, and how many mails there are from it on.
    async fn beginning(&self, session: &mut Session, selected: &Selected) -> Result<(u32, i64), Problem> {
        let count = |found: usize| i64::try_from(found).unwrap_or(i64::MAX);
        if selected.exists == 0 {
            return Ok((1, 0));
        }
        match (self.incoming.start, self.incoming.start_date) {
            (StartFrom::Now, _) | (StartFrom::Date, None) => Ok((end(session, selected).await?, 0)),
            (StartFrom::Beginning, _) => Ok((1, selected.exists.into())),
            (StartFrom::Date, Some(day)) => {
                let found = session.since(day).await?;
                match found.iter().min() {
                    Some(first) => Ok((*first, count(found.len()))),
                    None => Ok((end(session, selected).await?, 0)),
                }
            }
        }
    }

    /// The server counts anew. From a few days before the last mail that came all is read again: what is here already is
    /// known by the journal.
    async fn again(
        &self,
        session: &mut Session,
        selected: &Selected,
        known: &Folder,
    ) -> Result<u32, Problem> {
        tracing::warn!(channel = %self.key.channel, folder = known.name, "a mail server has numbered a folder anew");
        if selected.exists == 0 {
            return Ok(1);
        }
        let Key { workspace, channel, .. } = self.key;
        let mailbox = self.app.database.read(move |db| store::find(db, workspace, channel)).await?;
        let last = mailbox.and_then(|mailbox| mailbox.last_mail_at).unwrap_or(known.swept_at);
        let from = last.plus(-SignedDuration::from_hours(24 * DAYS_AGAIN));
        let day = from.timestamp().to_zoned(TimeZone::UTC).date();
        let found = session.since(day).await?;
        match found.into_iter().min() {
            Some(first) => Ok(first),
            None => end(session, selected).await,
        }
    }

    async fn read(
        &mut self,
        session: &mut Session,
        watched: &WatchedFolder,
        folder: &mut Folder,
        any: bool,
        sweep: bool,
    ) -> Result<(), Problem> {
        if sweep {
            self.sweep(session, watched, folder, any).await?;
        }
        while any || session.grown {
            session.grown = false;
            let new = session.sizes(folder.next(), None).await?;
            if new.is_empty() && !session.grown {
                break;
            }
            self.take_all(session, watched, folder, &new).await?;
            if !session.grown {
                break;
            }
        }
        self.act(session, folder).await
    }

    /// Mails may come below others that are here already, where two programs put mails into a folder at once.
    async fn sweep(
        &mut self,
        session: &mut Session,
        watched: &WatchedFolder,
        folder: &mut Folder,
        any: bool,
    ) -> Result<(), Problem> {
        folder.swept_at = self.app.database.now();
        let Some((first, last)) = folder.late().filter(|_| any) else { return Ok(()) };
        let mut late = session.sizes(first, Some(last)).await?;
        let of = folder.clone();
        let here = self.app.database.read(move |db| comparing::here(db, &of, (first, last))).await?;
        late.retain(|uid, _| !folder.has(*uid) && !here.contains(uid));
        self.take_all(session, watched, folder, &late).await
    }

    async fn take_all(
        &mut self,
        session: &mut Session,
        watched: &WatchedFolder,
        folder: &mut Folder,
        new: &BTreeMap<u32, u32>,
    ) -> Result<(), Problem> {
        let mut left: VecDeque<(u32, u32)> = new.iter().map(|(uid, size)| (*uid, *size)).collect();
        while !left.is_empty() {
            let mut group = Vec::new();
            let mut bytes = 0_u64;
            while let Some((uid, size)) = left.front().copied() {
                let is_large = self.is_too_large(&watched.name, uid, size);
                let full = group.len() == GROUP || bytes + u64::from(size) > GROUP_BYTES;
                if !group.is_empty() && (full || is_large || self.careful.one_by_one) {
                    break;
                }
                left.pop_front();
                if is_large {
                    self.take_headers(session, watched, folder, uid, size).await?;
                    continue;
                }
                bytes += u64::from(size);
                group.push((uid, size));
            }
            if !group.is_empty() {
                self.take_group(session, watched, folder, &group).await?;
            }
        }
        self.careful.one_by_one = false;
        Ok(())
    }

    fn is_too_large(&self, folder: &str, uid: u32, size: u32) -> bool {
        size > self.incoming.largest || self.careful.larger.contains(&(folder.to_owned(), uid))
    }

    async fn take_group(
        &mut self,
        session: &mut Session,
        watched: &WatchedFolder,
        folder: &mut Folder,
        group: &[(u32, u32)],
    ) -> Result<(), Problem> {
        let largest = usize::try_from(self.incoming.largest).unwrap_or(usize::MAX);
        let told =
            group.iter().map(|(_, size)| usize::try_from(*size).unwrap_or(usize::MAX)).max().unwrap_or(0);
        let limit = if group.len() == 1 { largest } else { (told + told / 4 + GIVE).min(largest) };
        let uids: UidSet = group.iter().map(|(uid, _)| *uid).collect();
        self.careful.alone = match group {
            [(uid, _)] => Some((watched.name.clone(), *uid)),
            _ => None,
        };
        let fetched = match session.fetch(&uids, Part::Whole(limit)).await {
            Ok(fetched) => fetched,
            Err(problem) => {
                self.be_careful(&problem);
                return Err(problem);
            }
        };
        let mails = fetched.into_iter();
        let mails = mails.map(|(uid, raw)| (uid, self.arriving(raw, watched, None, folder.is_before(uid))));
        let mails = mails.collect();
        self.store(folder, watched, mails).await
    }

    /// The connection is of no use any more; on the next one less is asked for at once.
    fn be_careful(&mut self, problem: &Problem) {
        match (problem.code, self.careful.alone.take()) {
            // Some servers have mails that they can't give, but for the headers.
            (ProblemCode::TooMuch | ProblemCode::Refused, Some(mail)) => {
                self.careful.larger.insert(mail);
            }
            (ProblemCode::TooMuch | ProblemCode::NotImap | ProblemCode::Refused, None) => {
                self.careful.one_by_one = true;
            }
            _ => {}
        }
    }

    async fn take_headers(
        &mut self,
        session: &mut Session,
        watched: &WatchedFolder,
        folder: &mut Folder,
        uid: u32,
        size: u32,
    ) -> Result<(), Problem> {
        let fetched = match session.fetch(&UidSet::from_iter([uid]), Part::Headers).await {
            Ok(fetched) => fetched,
            // The others must not wait for it; it is asked for again with those that come late.
            Err(problem) if problem.code == ProblemCode::Refused => {
                tracing::warn!(channel = %self.key.channel, uid, %problem, "a mail can't be had");
                return Ok(());
            }
            Err(problem) => return Err(problem),
        };
        let Some(headers) = fetched.get(&uid) else { return Ok(()) };
        let (raw, remark) = too_large::note(self.app, self.channel, headers, size, &watched.name).await?;
        let mails = vec![(uid, self.arriving(raw, watched, Some(remark), folder.is_before(uid)))];
        self.store(folder, watched, mails).await
    }

    /// `is_before`: it was there when the folder was first opened.
    fn arriving(
        &self,
        raw: Vec<u8>,
        watched: &WatchedFolder,
        remark: Option<String>,
        is_before: bool,
    ) -> Arriving {
        let recipients = self.channel.address.iter().filter_map(|address| address.parse().ok()).collect();
        let envelope = Envelope { sender: None, recipients };
        Arriving {
            raw,
            envelope,
            source: Some(Source::Imap),
            junk: watched.junk,
            remark,
            before: is_before.then(|| self.before()),
            ..Arriving::default()
        }
    }

    /// What is older than the connection is from before.
    fn before(&self) -> Before {
        let days = |days: u16| SignedDuration::from_hours(24 * i64::from(days));
        let open_since = self.incoming.open_days.map(|open| self.connected_at.minus(days(open)));
        Before { came_at: None, open_since, until: Some(self.connected_at) }
    }

    /// Stores mails and how far the folder was read by that, both or neither.
    async fn store(
        &mut self,
        folder: &mut Folder,
        watched: &WatchedFolder,
        mails: Vec<(u32, Arriving)>,
    ) -> Result<(), Problem> {
        if mails.is_empty() {
            return Ok(());
        }
        let many = mails.len() > 1;
        let uids: Vec<u32> = mails.iter().map(|(uid, _)| *uid).collect();
        let unpacking = mails.into_iter().map(|(_, mail)| unpack(self.app, self.channel.clone(), mail));
        let unpacked: Vec<Unpacked> = try_join_all(unpacking).await?;
        let mut after = folder.clone();
        after.took(&uids, self.incoming.after != After::Leave && !watched.junk);
        let (row, key, holder, beside) = (after.clone(), self.key, self.holder, self.beside);
        let write = move |tx: &mut Tx<'_>| {
            if store::held(tx, key, holder)?.is_none() {
                return Ok(false);
            }
            for (uid, mail) in uids.into_iter().zip(unpacked) {
                let (line, _) = mail.take_as_line(tx)?;
                comparing::came(tx, &row, uid, line)?;
            }
            if !beside {
                store::put_folder(tx, &row)?;
            }
            store::mail_came(tx, key)?;
            Ok::<_, DbError>(true)
        };
        match self.app.database.write(write).await {
            Ok(true) => {
                *folder = after;
                Ok(())
            }
            Ok(false) => Err(Problem::new(ProblemCode::Superseded, "")),
            Err(cause) => {
                self.careful.one_by_one = many;
                Err(cause.into())
            }
        }
    }

    /// Does at the server what is to be done with mails that were taken. What was not done is done the next time.
    async fn act(&self, session: &mut Session, folder: &mut Folder) -> Result<(), Problem> {
        let pending = folder.pending();
        if pending.is_empty() {
            return Ok(());
        }
        match (self.incoming.after, &self.incoming.move_to) {
            (After::Move, Some(target)) => session.move_to(&pending, target).await?,
            (After::Seen, _) => session.mark_seen(&pending).await?,
            (After::Leave, _) | (After::Move, None) => {}
        }
        folder.pending.clear();
        self.keep(folder).await
    }

    async fn keep(&self, folder: &Folder) -> Result<(), Problem> {
        if self.beside { Ok(()) } else { self.write(folder, |_, _| Ok(())).await }
    }

    async fn write(
        &self,
        folder: &Folder,
        also: impl FnOnce(&mut Tx<'_>, &Folder) -> Result<(), DbError> + Send + 'static,
    ) -> Result<(), Problem> {
        let (row, key, holder) = (folder.clone(), self.key, self.holder);
        let write = move |tx: &mut Tx<'_>| {
            let held = store::held(tx, key, holder)?.is_some();
            if held {
                store::put_folder(tx, &row)?;
                also(tx, &row)?;
            }
            Ok::<_, DbError>(held)
        };
        if self.app.database.write(write).await? {
            Ok(())
        } else {
            Err(Problem::new(ProblemCode::Superseded, ""))
        }
    }
}

/// The UID that the next mail gets, where the server does not say so: one more than the last has.
async fn end(session: &mut Session, selected: &Selected) -> Result<u32, Problem> {
    if let Some(next) = selected.uid_next {
        return Ok(next);
    }
    let all = session.sizes(1, None).await?;
    Ok(all.last_key_value().map_or(1, |(last, _)| last.saturating_add(1)))
}
