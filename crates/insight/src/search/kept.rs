//! What the index keeps of a thing: enough to show where it was found without reading all of it again.

use inbox::conversations::MessageId;
use serde::{Deserialize, Serialize};

/// As much of a message is kept, in bytes.
const OF_A_MESSAGE: usize = 32 * 1024;
/// As much of a conversation, in bytes: of its newest messages.
const OF_A_CONVERSATION: usize = 256 * 1024;

/// What is kept beside the row of a thing, which is read from the database whenever it is shown: that knows whether the thing
/// is still there, what it is called and where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    /// Addresses, names, articles: shown when a word stands in them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) beside: Vec<String>,
    /// Numbers of orders and parcels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) numbers: Vec<String>,
    /// What was said, the newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) said: Vec<(MessageId, String)>,
}

impl Kept {
    /// Reads what was written; what can't be read was not kept.
    pub(super) fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub(super) fn written(&self) -> String {
        if *self == Self::default() {
            return String::new();
        }
        serde_json::to_string(self).expect("texts are JSON")
    }

    /// Keeps what was said, which comes newest first, as far as there is room for it.
    pub(super) fn hear(&mut self, said: impl Iterator<Item = (MessageId, String)>) {
        let mut room = OF_A_CONVERSATION;
        for (id, mut text) in said {
            text.truncate(text.floor_char_boundary(OF_A_MESSAGE.min(room)));
            room -= text.len();
            if !text.is_empty() {
                self.said.push((id, text));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_as_it_was_and_nothing_needs_no_room() {
        let mut kept = Kept { beside: vec!["a\"b".to_owned()], ..Kept::default() };
        kept.hear([(MessageId(2), "second\nline".to_owned()), (MessageId(1), String::new())].into_iter());
        assert_eq!(kept.said.len(), 1);
        assert_eq!(Kept::read(&kept.written()), kept);
        assert_eq!(Kept::default().written(), "");
        for strange in ["", "{", "[]", "{\"said\":1}"] {
            assert_eq!(Kept::read(strange), Kept::default());
        }
    }

    #[test]
    fn of_very_much_the_newest_is_kept_in_whole_characters() {
        let mut kept = Kept::default();
        kept.hear((0..100).map(|id| (MessageId(id), "한".repeat(OF_A_MESSAGE))));
        let all: usize = kept.said.iter().map(|(_, text)| text.len()).sum();
        assert!(all <= OF_A_CONVERSATION && all > OF_A_CONVERSATION - 100, "{all}");
        assert!(kept.said.iter().all(|(_, text)| text.len() <= OF_A_MESSAGE));
        assert_eq!(kept.said[0].0, MessageId(0));
    }
}
