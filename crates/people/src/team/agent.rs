//! Somebody who works here.

use database::{Time, WorkspaceId};
use jiff::SignedDuration;
use language::Language;

use super::signature::Signatures;
use super::{Role, TeamId};

database::id_type!(
    /// Somebody who works here.
    AgentId,
    "agt"
);

database::text_enum!(
    /// Whether somebody can be reached.
    pub enum Presence {
        /// At work.
        Online = "online",
        /// At work, but not now.
        Away = "away",
        /// Not at work.
        Offline = "offline",
    }
);

/// Who gives no sign for this long is offline, whatever they set.
pub const SILENCE: SignedDuration = SignedDuration::from_mins(15);

/// Somebody who works here, without the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// Where they work.
    pub workspace: WorkspaceId,
    /// Their id.
    pub id: AgentId,
    /// As customers and colleagues read it.
    pub name: String,
    /// Signs in with it; in lower case.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The language of their screens and mails.
    pub language: Language,
    /// IANA name.
    pub time_zone: String,
    /// Cleaned HTML under their replies; may be empty.
    pub signature: String,
    /// The same in the languages for which it is another.
    pub signatures: Signatures,
    /// `#rrggbb`.
    pub avatar_color: String,
    /// The teams they are in.
    pub team_ids: Vec<TeamId>,
    /// What they set themselves.
    pub presence: Presence,
    /// When they were shut out, if they were.
    pub disabled_at: Option<Time>,
    /// Their last sign of life, to a few minutes.
    pub last_seen_at: Option<Time>,
    /// When they joined.
    pub created_at: Time,
}

impl Agent {
    /// What stands under their replies in a conversation of this language: cleaned HTML, may be empty.
    #[must_use]
    pub fn signature_in(&self, language: Language) -> &str {
        self.signatures.of(language, &self.signature)
    }

    /// Whether they can be reached now: what they set, unless they are silent or shut out.
    #[must_use]
    pub fn presence_at(&self, now: Time) -> Presence {
        let here = self.last_seen_at.is_some_and(|seen| now.since(seen) <= SILENCE);
        if self.disabled_at.is_none() && here { self.presence } else { Presence::Offline }
    }
}

/// Colours on which white letters are readable (contrast 4.5 : 1 and more, WCAG 2.2 §1.4.3).
const COLORS: [&str; 10] = [
    "#b4232c", "#a8480a", "#7a5c00", "#3f6f13", "#0f766e", "#0b6e99", "#1d5fd1", "#5b4bd6", "#8a3ab9",
    "#b0257a",
];

/// A colour for somebody's initials, the same for ever.
#[must_use]
pub fn avatar_color(id: AgentId) -> &'static str {
    // Neighbouring ids differ in their low bits only; a multiplication by 2^64 / golden ratio spreads them.
    let spread = id.0.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    COLORS[usize::try_from(spread % 10).expect("below 10")]
}
