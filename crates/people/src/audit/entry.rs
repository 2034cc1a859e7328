//! What an entry says.

use std::fmt;

use database::{Time, WorkspaceId};
use serde_json::Value;

use crate::team::AgentId;
use crate::tokens::TokenId;

database::id_type!(
    /// An entry of the audit log.
    AuditId,
    "aud"
);

database::text_enum!(
    /// What kind of actor did something.
    pub enum ActorKind {
        /// Somebody who works here.
        Agent = "agent",
        /// A program with a token.
        Token = "token",
        /// The program's command line: whoever runs the server.
        CommandLine = "command_line",
        /// Nobody who is known: a sign-in that failed.
        Stranger = "stranger",
        /// Tillside itself.
        System = "system",
    }
);

/// Who did something, and from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// What kind of actor.
    pub kind: ActorKind,
    /// Its id: `agt_…`, `tok_…`; empty where there is none.
    pub id: String,
    /// Its name at that time.
    pub name: String,
    /// The address of the client; empty for what has none.
    pub ip: String,
}

impl Actor {
    /// Somebody who works here.
    #[must_use]
    pub fn agent(id: AgentId, name: &str, ip: &str) -> Self {
        Self { kind: ActorKind::Agent, id: id.to_string(), name: name.to_owned(), ip: ip.to_owned() }
    }

    /// A program with a token.
    #[must_use]
    pub fn token(id: TokenId, name: &str, ip: &str) -> Self {
        Self { kind: ActorKind::Token, id: id.to_string(), name: name.to_owned(), ip: ip.to_owned() }
    }

    /// A client that nobody knows.
    #[must_use]
    pub fn stranger(ip: &str) -> Self {
        Self { kind: ActorKind::Stranger, id: String::new(), name: String::new(), ip: ip.to_owned() }
    }

    /// Whoever runs the server.
    #[must_use]
    pub fn command_line() -> Self {
        Self { kind: ActorKind::CommandLine, id: String::new(), name: String::new(), ip: String::new() }
    }
}

impl fmt::Display for Actor {
    /// As events name it: `agent:agt_…`, `token:tok_…`, `system`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            ActorKind::Agent | ActorKind::Token => write!(f, "{}:{}", self.kind, self.id),
            ActorKind::CommandLine | ActorKind::Stranger | ActorKind::System => self.kind.fmt(f),
        }
    }
}

/// One entry, as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Whose log.
    pub workspace: WorkspaceId,
    /// Its id; grows with time.
    pub id: AuditId,
    /// Who did it.
    pub actor: Actor,
    /// What was done: `session.started`, `token.created`.
    pub action: String,
    /// What it was done to: an id or an address; empty for the workspace itself.
    pub target: String,
    /// The particulars.
    pub detail: Value,
    /// When.
    pub at: Time,
}
