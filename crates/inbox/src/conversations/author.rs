//! Who says something in a conversation.

use people::customers::CustomerId;
use people::team::AgentId;
use people::tokens::TokenId;

use super::message::AuthorType;

/// Who says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// Somebody on the customer's side, with the name that they gave.
    Customer(CustomerId, String),
    /// A person of the team, with their name.
    Agent(AgentId, String),
    /// A program of the team's, by its token and the name of that.
    Program(TokenId, String),
    /// Somebody of the team, nobody knows who: a mail from one of our addresses, under the name that it gives.
    Team(String),
    /// The assistant, under the name that the store gives it.
    Assistant(String),
    /// The program itself.
    System,
}

impl Author {
    /// How the log names them.
    pub fn actor(&self) -> String {
        match self {
            Self::Customer(id, _) => format!("customer:{id}"),
            Self::Agent(id, _) => format!("agent:{id}"),
            Self::Program(id, _) => format!("token:{id}"),
            Self::Assistant(_) => "assistant".to_owned(),
            Self::Team(_) | Self::System => "system".to_owned(),
        }
    }

    /// Whether a person writes it by hand.
    pub const fn is_person(&self) -> bool {
        match self {
            Self::Customer(..) | Self::Agent(..) | Self::Team(_) => true,
            Self::Program(..) | Self::Assistant(_) | Self::System => false,
        }
    }

    /// Their name; empty for the program itself.
    pub fn name(&self) -> &str {
        match self {
            Self::Customer(_, name)
            | Self::Agent(_, name)
            | Self::Program(_, name)
            | Self::Team(name)
            | Self::Assistant(name) => name,
            Self::System => "",
        }
    }

    /// How their answers are signed.
    pub fn signed_by(&self) -> SignedBy<'_> {
        let agent = match self {
            Self::Agent(id, _) => Some(*id),
            Self::Customer(..) | Self::Program(..) | Self::Team(_) | Self::Assistant(_) | Self::System => {
                None
            }
        };
        SignedBy { agent, name: self.name() }
    }

    /// Its columns of a message: the kind, the person, the program, the name.
    pub(super) fn columns(&self) -> (AuthorType, Option<i64>, Option<TokenId>, String) {
        match self {
            Self::Customer(id, name) => (AuthorType::Customer, Some(id.0), None, name.clone()),
            Self::Agent(id, name) => (AuthorType::Agent, Some(id.0), None, name.clone()),
            Self::Program(id, name) => (AuthorType::Agent, None, Some(*id), name.clone()),
            Self::Team(name) => (AuthorType::Agent, None, None, name.clone()),
            Self::Assistant(name) => (AuthorType::Assistant, None, None, name.clone()),
            Self::System => (AuthorType::System, None, None, String::new()),
        }
    }
}

/// In whose name an answer is signed.
#[derive(Debug, Clone, Copy)]
pub struct SignedBy<'a> {
    /// The person whose own signature it is; none where a program wrote.
    pub agent: Option<AgentId>,
    /// The name.
    pub name: &'a str,
}
