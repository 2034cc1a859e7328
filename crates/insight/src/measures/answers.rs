//! Who asked, who answered, and when: read from the public messages of a conversation.

use database::Time;
use inbox::channels::{ChannelId, ChannelKind};
use inbox::conversations::AuthorType;
use people::team::AgentId;

/// One public message that somebody wrote, oldest first; what machines send (auto-replies, bounces) is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    /// Who.
    pub author: AuthorType,
    /// The person of the team, when it was one.
    pub agent: Option<AgentId>,
    /// Through what.
    pub channel: (ChannelKind, ChannelId),
    /// When it came to us, or was written here.
    pub at: Time,
}

/// What the messages say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Answers {
    /// The customer's first message.
    pub asked_at: Option<Time>,
    /// The team's first answer to it.
    pub answered_at: Option<Time>,
    /// Who gave it.
    pub answered_by: Option<AgentId>,
    /// Messages of the team.
    pub replies: i64,
    /// The person who wrote the newest of them.
    pub last_replied_by: Option<AgentId>,
}

/// Reads the turns. In a conversation that the team began nothing was asked first, so nothing is a first answer.
pub(super) fn answers(turns: &[Turn]) -> Answers {
    let mut read = Answers::default();
    let begun_by_the_team = turns.first().is_some_and(|first| first.author == AuthorType::Agent);
    for turn in turns {
        match turn.author {
            AuthorType::Customer => read.asked_at = read.asked_at.or(Some(turn.at)),
            AuthorType::Agent => {
                read.replies += 1;
                read.last_replied_by = turn.agent.or(read.last_replied_by);
                if !begun_by_the_team && read.asked_at.is_some() && read.answered_at.is_none() {
                    read.answered_at = Some(turn.at);
                    read.answered_by = turn.agent;
                }
            }
            AuthorType::Assistant | AuthorType::System => {}
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use database::Time;
    use inbox::channels::{ChannelId, ChannelKind};
    use inbox::conversations::AuthorType::{self, Agent, Assistant, Customer, System};
    use people::team::AgentId;

    use super::{Answers, Turn, answers};

    fn turns(said: &[(AuthorType, i64, i64)]) -> Vec<Turn> {
        let turn = |(author, agent, at): &(AuthorType, i64, i64)| Turn {
            author: *author,
            agent: (*agent > 0).then_some(AgentId(*agent)),
            channel: (ChannelKind::Email, ChannelId(1)),
            at: Time::from_micros(*at),
        };
        said.iter().map(turn).collect()
    }

    fn at(micros: i64) -> Option<Time> {
        Some(Time::from_micros(micros))
    }

    #[test]
    fn the_first_answer_is_the_teams_after_the_customers_first_message() {
        let read = answers(&turns(&[
            (Customer, 0, 10),
            (System, 0, 11),
            (Assistant, 0, 12),
            (Customer, 0, 15),
            (Agent, 7, 40),
            (Agent, 8, 50),
        ]));
        let expected = Answers {
            asked_at: at(10),
            answered_at: at(40),
            answered_by: Some(AgentId(7)),
            replies: 2,
            last_replied_by: Some(AgentId(8)),
        };
        assert_eq!(read, expected);
    }

    #[test]
    fn a_conversation_that_the_team_began_has_no_first_answer() {
        let read = answers(&turns(&[(Agent, 7, 10), (Customer, 0, 20), (Agent, 7, 30)]));
        assert_eq!((read.asked_at, read.answered_at, read.replies), (at(20), None, 2));
    }

    #[test]
    fn an_answer_that_a_program_of_the_team_wrote_is_an_answer_of_nobody() {
        let read = answers(&turns(&[(Customer, 0, 10), (Agent, 0, 20)]));
        assert_eq!((read.answered_at, read.answered_by, read.last_replied_by), (at(20), None, None));
    }
}
