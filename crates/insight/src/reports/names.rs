//! What the groups of a report are called, in the reader's language.

use std::collections::HashMap;

use database::{Db, DbError, WorkspaceId};
use inbox::channels::ChannelKind;
use language::{Catalogue, Language};
use people::team::{self, AgentId, TeamId};

/// The key of the group of those that belong to none.
pub(super) const NONE: &str = "none";

/// The names of a workspace's agents and teams, and of what every workspace has. Who is gone is called by their id.
pub(super) struct Names {
    language: Language,
    agents: HashMap<AgentId, String>,
    teams: HashMap<TeamId, String>,
}

impl Names {
    pub(super) fn load(db: &mut Db, workspace: WorkspaceId, language: Language) -> Result<Self, DbError> {
        let agents = team::agents(db, workspace)?.into_iter().map(|agent| (agent.id, agent.name)).collect();
        let teams = team::teams::list(db, workspace)?.into_iter().map(|team| (team.id, team.name)).collect();
        Ok(Self { language, agents, teams })
    }

    fn text(&self, key: &str) -> String {
        Catalogue::embedded().text(self.language, key)
    }

    pub(super) fn channel(&self, kind: ChannelKind) -> (String, String) {
        let key = match kind {
            ChannelKind::Email => "measure-channel-email",
            ChannelKind::Chat => "measure-channel-chat",
            ChannelKind::ContactForm => "measure-channel-contact-form",
            ChannelKind::Api => "measure-channel-api",
        };
        (kind.to_string(), self.text(key))
    }

    pub(super) fn agent(&self, agent: Option<AgentId>) -> (String, String) {
        match agent {
            Some(id) => (id.to_string(), self.agents.get(&id).cloned().unwrap_or_else(|| id.to_string())),
            None => (NONE.to_owned(), self.text("measure-agent-none")),
        }
    }

    pub(super) fn team(&self, team: Option<TeamId>) -> (String, String) {
        match team {
            Some(id) => (id.to_string(), self.teams.get(&id).cloned().unwrap_or_else(|| id.to_string())),
            None => (NONE.to_owned(), self.text("measure-team-none")),
        }
    }

    /// A language by its name for itself; one that Tillside does not speak by its tag.
    pub(super) fn language(&self, tag: Option<&str>) -> (String, String) {
        match tag {
            Some(tag) => {
                let name = tag.parse::<Language>().map_or(tag.to_owned(), |known| known.endonym().to_owned());
                (tag.to_owned(), name)
            }
            None => (NONE.to_owned(), self.text("measure-language-none")),
        }
    }
}
