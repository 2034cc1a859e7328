//! Cleaned HTML, remembered while it is looked at.
//!
//! HTML is kept as it came and cleaned whenever it is shown, so that a better cleaner is at once everywhere. Cleaning takes
//! longer than everything else that an open conversation needs, and an open screen asks again after every event.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{LazyLock, Mutex, PoisonError};

use database::WorkspaceId;

use super::html::{Images, folded};
use crate::conversations::attachment::Attachment;
use crate::conversations::message::MessageId;

/// What is remembered at most, in bytes of text, twice: the younger half and the older one.
const HALF: usize = 4 * 1024 * 1024;

static CLEANED: LazyLock<Mutex<Cleaned>> = LazyLock::new(Mutex::default);
/// Keyed by chance, so that nobody can write a mail that passes for another.
static HASH: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// Whose, and a number for all that it is made of: the HTML and the files that stand in it.
type Key = (WorkspaceId, MessageId, u64);

/// What was used lately. When the younger half is full it becomes the older, and what nobody asked for since is forgotten.
#[derive(Default)]
struct Cleaned {
    young: HashMap<Key, String>,
    old: HashMap<Key, String>,
    /// Bytes in the younger half.
    bytes: usize,
}

impl Cleaned {
    fn get(&mut self, key: &Key) -> Option<String> {
        if let Some(html) = self.young.get(key) {
            return Some(html.clone());
        }
        let html = self.old.remove(key)?;
        self.keep(*key, html.clone());
        Some(html)
    }

    fn keep(&mut self, key: Key, html: String) {
        if self.bytes + html.len() > HALF {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
        self.bytes += html.len();
        self.young.insert(key, html);
    }
}

/// A message's HTML as a list shows it: cleaned, quotes folded, images of other servers held back.
pub fn shown(workspace: WorkspaceId, message: MessageId, html: &str, files: &[Attachment]) -> String {
    let in_text: Vec<_> =
        files.iter().filter_map(|file| Some((file.content_id.as_deref()?, file.id))).collect();
    let key = (workspace, message, HASH.hash_one((html, in_text)));
    if let Some(known) = CLEANED.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return known;
    }
    let clean = folded(html, files, Images::HeldBack);
    if clean.len() <= HALF / 8 {
        CLEANED.lock().unwrap_or_else(PoisonError::into_inner).keep(key, clean.clone());
    }
    clean
}

#[cfg(test)]
mod tests {
    use database::WorkspaceId;

    use super::{Cleaned, HALF, shown};
    use crate::conversations::message::MessageId;

    #[test]
    fn what_is_asked_again_is_cleaned_as_the_first_time_and_other_html_is_its_own() {
        let show = |html| shown(WorkspaceId(1), MessageId(1), html, &[]);
        let first = show("<p onclick=x>one</p>");
        assert!(first.contains("one") && !first.contains("onclick"));
        assert_eq!(show("<p onclick=x>one</p>"), first);
        assert!(show("<p>two</p>").contains("two"));
    }

    #[test]
    fn no_more_is_remembered_than_two_halves_hold() {
        let mut cleaned = Cleaned::default();
        let key = |number| (WorkspaceId(1), MessageId(number), 0);
        for number in 0..100 {
            cleaned.keep(key(number), "x".repeat(HALF / 10));
            assert!(cleaned.get(&key(0)).is_some(), "what is looked at stays");
        }
        assert!(cleaned.young.len() + cleaned.old.len() <= 21);
        assert!(cleaned.get(&key(40)).is_none());
    }
}
