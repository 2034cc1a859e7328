//! The team: who works here, in which role, in which teams.
//!
//! A [`Role`] means the permissions of one table. Somebody who leaves is disabled, not deleted: what they wrote keeps its
//! author, their sessions end at once. One owner always remains, and only owners change owners.

pub mod agent;
mod changes;
pub mod http;
mod role;
pub mod signature;
mod store;
pub mod teams;

pub use agent::{Agent, AgentId, Presence};
pub(crate) use changes::refuse_unless_owner;
pub use changes::{AgentChange, TeamError, change_agent};
pub use role::{Permission, Permissions, Role};
pub(crate) use store::{Account, find_account, password_hash, save_password};
pub use store::{
    NewAgent, active_addresses, agents, find_agent, find_agents, insert_agent, is_email_taken, mark_seen,
    names,
};
pub use teams::{Team, TeamId};
