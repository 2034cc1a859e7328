//! What a thing is found by.

use database::{Time, WorkspaceId};

/// A kind of thing, numbered by the floor that knows it; the number is kept in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(pub u8);

/// A thing that may be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// Whose.
    pub workspace: WorkspaceId,
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: i64,
}

impl Subject {
    pub(crate) fn key(&self) -> String {
        format!("{}/{}/{}", self.workspace.0, self.kind.0, self.id)
    }
}

/// The words of a thing, the ones that say most first. All texts are as people wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub subject: Subject,
    /// When it last mattered: the newer comes first among what fits as well.
    pub at: Time,
    /// Whether it stands behind everything else that is found: spam.
    pub aside: bool,
    /// Numbers, addresses, article codes: found exactly, and by their parts.
    pub codes: Vec<String>,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// The names of who it is about.
    pub names: Vec<String>,
    /// What it is called.
    pub titles: Vec<String>,
    /// Everything else.
    pub texts: Vec<String>,
    /// What is needed to show where it was found, as whoever shows it writes it; [`Hit::kept`](crate::Hit::kept) again.
    pub kept: String,
}

impl Document {
    /// A thing without words.
    pub fn new(subject: Subject, at: Time) -> Self {
        Self {
            subject,
            at,
            aside: false,
            codes: Vec::new(),
            phones: Vec::new(),
            names: Vec::new(),
            titles: Vec::new(),
            texts: Vec::new(),
            kept: String::new(),
        }
    }
}
