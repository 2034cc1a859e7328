//! Sets of messages by their UIDs, as commands write them: `4,7:9`.

use std::fmt;
use std::str::FromStr;

/// A set of UIDs, kept as ranges: thousands in a row take no more room than one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UidSet(Vec<(u32, u32)>);

/// The text is no set of UIDs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a set of UIDs such as 4,7:9")]
pub struct NotUids;

impl UidSet {
    /// Adds one.
    pub fn insert(&mut self, uid: u32) {
        let at = self.0.partition_point(|(_, last)| *last < uid);
        if self.0.get(at).is_some_and(|(first, _)| *first <= uid) {
            return;
        }
        let joins_before = at > 0 && self.0[at - 1].1.checked_add(1) == Some(uid);
        let joins_behind = self.0.get(at).is_some_and(|(first, _)| uid.checked_add(1) == Some(*first));
        match (joins_before, joins_behind) {
            (true, true) => {
                self.0[at - 1].1 = self.0[at].1;
                self.0.remove(at);
            }
            (true, false) => self.0[at - 1].1 = uid,
            (false, true) => self.0[at].0 = uid,
            (false, false) => self.0.insert(at, (uid, uid)),
        }
    }

    /// Takes one out.
    pub fn remove(&mut self, uid: u32) {
        let at = self.0.partition_point(|(_, last)| *last < uid);
        let Some((first, last)) = self.0.get(at).copied().filter(|(first, _)| *first <= uid) else { return };
        self.0.remove(at);
        if uid < last {
            self.0.insert(at, (uid + 1, last));
        }
        if first < uid {
            self.0.insert(at, (first, uid - 1));
        }
    }

    /// Whether it has this one.
    #[must_use]
    pub fn contains(&self, uid: u32) -> bool {
        let at = self.0.partition_point(|(_, last)| *last < uid);
        self.0.get(at).is_some_and(|(first, _)| *first <= uid)
    }

    /// Forgets all below.
    pub fn forget_below(&mut self, floor: u32) {
        self.0.retain(|(_, last)| *last >= floor);
        if let Some((first, _)) = self.0.first_mut() {
            *first = (*first).max(floor);
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them, from below.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().flat_map(|(first, last)| *first..=*last)
    }
}

impl FromIterator<u32> for UidSet {
    fn from_iter<I: IntoIterator<Item = u32>>(uids: I) -> Self {
        let mut set = Self::default();
        uids.into_iter().for_each(|uid| set.insert(uid));
        set
    }
}

impl fmt::Display for UidSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (first, last)) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str(",")?;
            }
            if first == last { write!(f, "{first}")? } else { write!(f, "{first}:{last}")? }
        }
        Ok(())
    }
}

impl FromStr for UidSet {
    type Err = NotUids;

    fn from_str(text: &str) -> Result<Self, NotUids> {
        let mut ranges = Vec::new();
        for range in text.split(',').filter(|range| !range.is_empty()) {
            let (first, last) = range.split_once(':').unwrap_or((range, range));
            let (first, last): (u32, u32) =
                (first.parse().map_err(|_| NotUids)?, last.parse().map_err(|_| NotUids)?);
            if first > last || ranges.last().is_some_and(|(_, before): &(u32, u32)| *before >= first) {
                return Err(NotUids);
            }
            ranges.push((first, last));
        }
        Ok(Self(ranges))
    }
}
