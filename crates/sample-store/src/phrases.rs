//! What is said, in four languages: phrases from `data/talk.*.toml` with the facts of an order filled in.

use std::collections::BTreeMap;

use language::{Language, casing};
use serde::Deserialize;

use crate::FillError;

/// The phrases of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Talk {
    pub(crate) quote: String,
    pub(crate) out_of_office_subject: String,
    pub(crate) out_of_office: String,
    pub(crate) photo: String,
    pub(crate) invoice: String,
    pub(crate) customer: CustomerTalk,
    pub(crate) agent: AgentTalk,
    pub(crate) notes: Notes,
    pub(crate) topics: BTreeMap<Topic, Texts>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CustomerTalk {
    pub(crate) greetings: Vec<String>,
    pub(crate) closings: Vec<String>,
    pub(crate) extras: Vec<String>,
    pub(crate) thanks: Vec<String>,
    pub(crate) nudges: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgentTalk {
    pub(crate) greetings: Vec<String>,
    pub(crate) closings: Vec<String>,
    pub(crate) chat_hello: Vec<String>,
    pub(crate) sorry_late: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notes {
    pub(crate) general: Vec<String>,
    pub(crate) late: Vec<String>,
    pub(crate) damaged: Vec<String>,
}

/// The texts of a topic.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Texts {
    pub(crate) subjects: Vec<String>,
    pub(crate) opens: Vec<String>,
    pub(crate) chat: Vec<String>,
    pub(crate) answers: Vec<String>,
    pub(crate) more: Vec<String>,
    pub(crate) again: Vec<String>,
}

/// What a conversation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Topic {
    WhereIsOrder,
    Late,
    WrongItem,
    Damaged,
    Size,
    Return,
    RefundStatus,
    Invoice,
    Discount,
    AddressChange,
    Cancel,
    ProductQuestion,
    Stock,
    Wholesale,
    Thanks,
    Payment,
    Complaint,
    Customs,
    Gift,
}

/// How the talk of a topic goes, whatever the language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Course {
    pub(crate) tags: Vec<String>,
    /// Whether every subject fits every opening; else the n-th fits the n-th.
    #[serde(default)]
    pub(crate) any_subject: bool,
    answers: Vec<Vec<usize>>,
    #[serde(default)]
    chat_answers: Vec<Vec<usize>>,
    more: Vec<Vec<usize>>,
    again: Vec<Vec<usize>>,
    /// Whether the first message shows a photo.
    #[serde(default)]
    pub(crate) photo: bool,
    #[serde(default)]
    pub(crate) photo_with_more: Vec<usize>,
    /// What document answers bring, and which of them.
    #[serde(default)]
    pub(crate) paper: Option<Paper>,
    #[serde(default)]
    pub(crate) paper_with: Vec<usize>,
    #[serde(default)]
    pub(crate) paper_with_again: Vec<usize>,
}

/// A document that an agent attaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Paper {
    Invoice,
    Label,
    Prices,
}

impl Course {
    /// The answers that fit an opening.
    pub(crate) fn answers_to(&self, opening: usize, by_chat: bool) -> &[usize] {
        let table = if by_chat && !self.chat_answers.is_empty() { &self.chat_answers } else { &self.answers };
        entry(table, opening)
    }

    pub(crate) fn more_to(&self, answer: usize) -> &[usize] {
        entry(&self.more, answer)
    }

    pub(crate) fn again_to(&self, more: usize) -> &[usize] {
        entry(&self.again, more)
    }
}

/// The last entry stands for the rest.
fn entry(table: &[Vec<usize>], place: usize) -> &[usize] {
    table.get(place).or(table.last()).map_or(&[], Vec::as_slice)
}

/// Mail that nobody asked for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spam {
    pub(crate) from: (String, String),
    pub(crate) subject: String,
    pub(crate) text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpamFile {
    spam: Vec<Spam>,
}

/// All phrases.
pub(crate) struct Phrases {
    talks: [Talk; 4],
    courses: BTreeMap<Topic, Course>,
    pub(crate) spam: Vec<Spam>,
}

impl Phrases {
    pub(crate) fn new() -> Result<Self, FillError> {
        let talks = [
            read(include_str!("../data/talk.en.toml"))?,
            read(include_str!("../data/talk.tr.toml"))?,
            read(include_str!("../data/talk.ko.toml"))?,
            read(include_str!("../data/talk.fa.toml"))?,
        ];
        let spam: SpamFile = read(include_str!("../data/spam.toml"))?;
        Ok(Self { talks, courses: read(include_str!("../data/topics.toml"))?, spam: spam.spam })
    }

    pub(crate) fn talk(&self, language: Language) -> &Talk {
        match language {
            Language::En => &self.talks[0],
            Language::Tr => &self.talks[1],
            Language::Ko => &self.talks[2],
            Language::Fa => &self.talks[3],
        }
    }

    pub(crate) fn course(&self, topic: Topic) -> &Course {
        &self.courses[&topic]
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, FillError> {
    toml::from_str(text).map_err(|cause| FillError::Refused(cause.to_string()))
}

/// The facts that stand in for the words in braces.
#[derive(Debug, Default)]
pub(crate) struct Facts(Vec<(&'static str, String)>);

impl Facts {
    pub(crate) fn know(&mut self, name: &'static str, value: impl Into<String>) {
        self.0.push((name, value.into()));
    }

    /// The text with its facts, the newest of each name.
    pub(crate) fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len() + 64);
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            let Some((name, after)) = behind.split_once('}') else { break };
            filled.push_str(before);
            let fact = self.0.iter().rev().find(|(known, _)| *known == name);
            debug_assert!(fact.is_some(), "nothing is known of {name} in {text}");
            filled.push_str(fact.map_or("", |(_, value)| value));
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// The text with its first letter as a sentence begins in this language.
pub(crate) fn sentence(language: Language, text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => casing::uppercase(language, first.encode_utf8(&mut [0; 4])) + letters.as_str(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_that_a_course_names_is_written_in_every_language() {
        let phrases = Phrases::new().unwrap();
        for language in [Language::En, Language::Tr, Language::Ko, Language::Fa] {
            for (topic, texts) in &phrases.talk(language).topics {
                let course = phrases.course(*topic);
                let fits =
                    |table: &[Vec<usize>], count: usize| table.iter().flatten().all(|place| *place < count);
                assert!(fits(&course.answers, texts.answers.len()), "{language} {topic:?}");
                assert!(fits(&course.chat_answers, texts.answers.len()), "{language} {topic:?}");
                assert!(fits(&course.more, texts.more.len()), "{language} {topic:?}");
                assert!(fits(&course.again, texts.again.len()), "{language} {topic:?}");
                assert!(!texts.subjects.is_empty() && !texts.opens.is_empty() && !texts.chat.is_empty());
            }
        }
    }

    #[test]
    fn facts_are_filled_in_and_sentences_begin_as_their_language_does() {
        let mut facts = Facts::default();
        facts.know("order", "31042");
        assert_eq!(facts.fill("Where is {order}?"), "Where is 31042?");
        assert_eq!(sentence(Language::Tr, "iade"), "İade");
        assert_eq!(sentence(Language::En, "it"), "It");
    }
}
