//! Rooms: a chat hears of its own conversation, and not of all that happens. What is told costs as much as there are
//! listeners to it, not as there are chats.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use database::WorkspaceId;
use tokio::sync::mpsc;

use super::bus::Moment;
use super::tail::Happened;

/// What may wait for one listener before it counts as behind.
const CAPACITY: usize = 64;

/// A room: a workspace, and the thing that events are about ([`database::events::Event::subject`]).
type Room = (WorkspaceId, i64);

/// The room of what may be about anybody in a workspace. No thing has this number; timers of a whole workspace have 0.
pub const EVERYBODY: i64 = -1;

/// What a listener hears.
#[derive(Debug, Clone)]
pub enum Heard {
    /// This was committed.
    Event(Arc<Happened>),
    /// This is true for a moment.
    Moment(Moment),
    /// More was told than the listener took: it has to look for itself.
    Behind,
}

/// All rooms of this node; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Rooms(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    next: AtomicU64,
    members: Mutex<HashMap<Room, Vec<Member>>>,
}

#[derive(Debug, Clone)]
struct Member {
    listener: u64,
    sender: mpsc::Sender<Heard>,
    behind: Arc<AtomicBool>,
}

impl Rooms {
    /// Somebody who listens, to nothing yet.
    pub fn listener(&self) -> Listener {
        let (sender, receiver) = mpsc::channel(CAPACITY);
        let listener = self.0.next.fetch_add(1, Ordering::Relaxed);
        let member = Member { listener, sender, behind: Arc::default() };
        Listener { rooms: self.clone(), member, receiver, joined: Vec::new() }
    }

    /// Tells those who listen to what an event is about.
    pub(super) fn event(&self, event: &Arc<Happened>) {
        let about = (event.workspace, event.subject);
        self.tell(about, || Heard::Event(Arc::clone(event)));
        // Whose customer is meant is for each to find out.
        if matches!(event.kind.as_str(), "customer.merged" | "customer.unmerged") {
            self.tell((event.workspace, EVERYBODY), || Heard::Event(Arc::clone(event)));
        }
    }

    /// Tells those who listen to the conversation of a moment.
    pub(super) fn moment(&self, workspace: WorkspaceId, moment: &Moment) {
        self.tell((workspace, moment.conversation().0), || Heard::Moment(moment.clone()));
    }

    fn tell(&self, room: Room, heard: impl Fn() -> Heard) {
        for member in self.members().get(&room).into_iter().flatten() {
            if member.sender.try_send(heard()).is_err() {
                member.behind.store(true, Ordering::Release);
            }
        }
    }

    fn members(&self) -> MutexGuard<'_, HashMap<Room, Vec<Member>>> {
        self.0.members.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Hears what is told in the rooms that it joined; leaves them when it is dropped.
#[derive(Debug)]
pub struct Listener {
    rooms: Rooms,
    member: Member,
    receiver: mpsc::Receiver<Heard>,
    joined: Vec<Room>,
}

impl Listener {
    /// Hears from now on what is about a thing, or about [`EVERYBODY`].
    pub fn join(&mut self, workspace: WorkspaceId, subject: i64) {
        let room = (workspace, subject);
        if !self.joined.contains(&room) {
            self.rooms.members().entry(room).or_default().push(self.member.clone());
            self.joined.push(room);
        }
    }

    /// Hears of it no more; what waits already is still heard.
    pub fn leave(&mut self, workspace: WorkspaceId, subject: i64) {
        let room = (workspace, subject);
        self.joined.retain(|joined| *joined != room);
        self.forget(&[room]);
    }

    /// The next thing that was told, in order. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Heard {
        let heard = self.receiver.recv().await.unwrap_or(Heard::Behind);
        if self.member.behind.swap(false, Ordering::AcqRel) {
            while self.receiver.try_recv().is_ok() {}
            return Heard::Behind;
        }
        heard
    }

    fn forget(&self, rooms: &[Room]) {
        let mut members = self.rooms.members();
        for room in rooms {
            let Some(there) = members.get_mut(room) else { continue };
            there.retain(|member| member.listener != self.member.listener);
            if there.is_empty() {
                members.remove(room);
            }
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.forget(&self.joined);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversations::ConversationId;

    const SHOP: WorkspaceId = WorkspaceId(1);

    fn typing(conversation: i64) -> Moment {
        Moment::CustomerTyping { conversation_id: ConversationId(conversation) }
    }

    #[tokio::test]
    async fn a_listener_hears_what_is_told_in_its_rooms_and_nothing_else() {
        let rooms = Rooms::default();
        let mut listener = rooms.listener();
        listener.join(SHOP, 7);
        rooms.moment(SHOP, &typing(8));
        rooms.moment(WorkspaceId(2), &typing(7));
        rooms.moment(SHOP, &typing(7));
        let heard = listener.next().await;
        assert!(matches!(&heard, Heard::Moment(moment) if moment.conversation().0 == 7), "{heard:?}");
        listener.leave(SHOP, 7);
        rooms.moment(SHOP, &typing(7));
        assert!(listener.receiver.try_recv().is_err());
    }

    #[tokio::test]
    async fn who_takes_too_little_is_told_once_that_they_are_behind_and_hears_on() {
        let rooms = Rooms::default();
        let mut listener = rooms.listener();
        listener.join(SHOP, 7);
        for _ in 0..=CAPACITY {
            rooms.moment(SHOP, &typing(7));
        }
        assert!(matches!(listener.next().await, Heard::Behind));
        rooms.moment(SHOP, &typing(7));
        assert!(matches!(listener.next().await, Heard::Moment(_)));
    }

    #[tokio::test]
    async fn nothing_is_left_of_whoever_has_gone() {
        let rooms = Rooms::default();
        let (mut one, mut other) = (rooms.listener(), rooms.listener());
        one.join(SHOP, 7);
        other.join(SHOP, 7);
        drop(one);
        assert_eq!(rooms.members()[&(SHOP, 7)].len(), 1);
        drop(other);
        assert!(rooms.members().is_empty());
    }
}
