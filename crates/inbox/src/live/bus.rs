//! The bus: what happens now and is not kept, for whoever listens on this node.

use database::WorkspaceId;
use people::team::AgentId;
use serde::Serialize;
use tokio::sync::broadcast;

use super::rooms::Rooms;
use crate::conversations::{ConversationId, MessageId};

/// Something that is true for a moment.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Moment {
    /// An agent looks at a conversation, writes in it, or has left it.
    Presence {
        /// The conversation.
        conversation_id: ConversationId,
        /// Who.
        agent: Who,
        /// `viewing`, `typing` or `left`.
        state: PresenceState,
    },
    /// The customer is writing.
    CustomerTyping {
        /// The conversation.
        conversation_id: ConversationId,
    },
    /// The customer has seen all messages up to one.
    CustomerSaw {
        /// The conversation.
        conversation_id: ConversationId,
        /// The newest message that they saw.
        message_id: MessageId,
    },
}

impl Moment {
    /// The conversation in which it is true.
    pub fn conversation(&self) -> ConversationId {
        match self {
            Self::Presence { conversation_id, .. }
            | Self::CustomerTyping { conversation_id }
            | Self::CustomerSaw { conversation_id, .. } => *conversation_id,
        }
    }
}

/// An agent, as the others see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Who {
    /// Their id.
    pub id: AgentId,
    /// Their name.
    pub name: String,
}

database::text_enum!(
    /// What an agent does in a conversation.
    pub enum PresenceState {
        /// Has it open.
        Viewing = "viewing",
        /// Writes.
        Typing = "typing",
        /// Has gone.
        Left = "left",
    }
);

/// Moments that a slow listener may be behind before it misses some; none of them matters for long.
const CAPACITY: usize = 1024;

/// In-process fan-out; cheap to clone.
#[derive(Debug, Clone)]
pub struct Bus {
    moments: broadcast::Sender<(WorkspaceId, Moment)>,
    rooms: Rooms,
}

impl Bus {
    /// One that tells the agents' screens, and these rooms.
    pub fn new(rooms: Rooms) -> Self {
        Self { moments: broadcast::Sender::new(CAPACITY), rooms }
    }

    /// Tells all who listen; nobody may be there.
    pub fn tell(&self, workspace: WorkspaceId, moment: Moment) {
        self.rooms.moment(workspace, &moment);
        drop(self.moments.send((workspace, moment)));
    }

    /// Hears everything from now on.
    pub fn listen(&self) -> broadcast::Receiver<(WorkspaceId, Moment)> {
        self.moments.subscribe()
    }
}
