//! The measures by their ids; `docs/measures.md` defines each.

use language::{Catalogue, Language};

database::text_enum!(
    /// A measure, by the id of its definition.
    pub enum Definition {
        /// Conversations that began.
        Volume = "ME-VOLUME",
        /// How long customers wait for the first answer.
        FirstResponse = "ME-FRT",
        /// How long conversations take until they are resolved.
        Resolution = "ME-RES",
        /// Conversations that are unresolved at a moment.
        Backlog = "ME-BACKLOG",
        /// Conversations that were resolved and stayed so.
        Solved = "ME-SOLVED",
        /// Conversations that were opened again.
        Reopened = "ME-REOPENED",
    }
);

impl Definition {
    const fn key(self) -> &'static str {
        match self {
            Self::Volume => "measure-volume",
            Self::FirstResponse => "measure-first-response",
            Self::Resolution => "measure-resolution",
            Self::Backlog => "measure-backlog",
            Self::Solved => "measure-solved",
            Self::Reopened => "measure-reopened",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self, language: Language) -> String {
        Catalogue::embedded().text(language, self.key())
    }

    /// What it means, in a few sentences.
    #[must_use]
    pub fn text(self, language: Language) -> String {
        Catalogue::embedded().text(language, &format!("{}.definition", self.key()))
    }
}
