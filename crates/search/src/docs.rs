//! A set of documents of one segment, a bit for each.

use tantivy::DocId;

const BITS: u32 = u64::BITS;

#[derive(Debug, Clone)]
pub(crate) struct Docs(Vec<u64>);

impl Docs {
    /// None of a segment's documents, of which there are `all`.
    pub(crate) fn none(all: DocId) -> Self {
        Self(vec![0; all.div_ceil(BITS) as usize])
    }

    pub(crate) fn insert(&mut self, doc: DocId) {
        self.0[(doc / BITS) as usize] |= 1 << (doc % BITS);
    }

    pub(crate) fn has(&self, doc: DocId) -> bool {
        self.0[(doc / BITS) as usize] & (1 << (doc % BITS)) != 0
    }

    /// Those that are here or there.
    pub(crate) fn join(&mut self, others: &Self) {
        for (bits, other) in self.0.iter_mut().zip(&others.0) {
            *bits |= other;
        }
    }

    /// Those that are here and there.
    pub(crate) fn meet(&mut self, others: &Self) {
        for (bits, other) in self.0.iter_mut().zip(&others.0) {
            *bits &= other;
        }
    }

    /// Those of which `stays` is true.
    pub(crate) fn retain(&mut self, mut stays: impl FnMut(DocId) -> bool) {
        for (place, bits) in (0..).zip(&mut self.0) {
            let mut left = *bits;
            while left != 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                if !stays(place * BITS + bit) {
                    *bits &= !(1 << bit);
                }
            }
        }
    }

    /// The first that is this one or stands behind it.
    pub(crate) fn at_or_behind(&self, doc: DocId) -> Option<DocId> {
        let first = (doc / BITS) as usize;
        let here = self.0.get(first)? & (u64::MAX << (doc % BITS));
        let behind = self.0[first + 1..].iter().copied();
        let (place, bits) =
            (doc / BITS..).zip(std::iter::once(here).chain(behind)).find(|(_, bits)| *bits != 0)?;
        Some(place * BITS + bits.trailing_zeros())
    }

    pub(crate) fn len(&self) -> u32 {
        self.0.iter().map(|bits| bits.count_ones()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(docs: &[DocId]) -> Docs {
        let mut made = Docs::none(200);
        docs.iter().for_each(|doc| made.insert(*doc));
        made
    }

    fn all(docs: &Docs) -> Vec<DocId> {
        std::iter::successors(docs.at_or_behind(0), |doc| docs.at_or_behind(doc + 1)).collect()
    }

    #[test]
    fn what_was_put_in_is_there_in_order() {
        let docs = of(&[199, 0, 64, 63]);
        assert_eq!(all(&docs), [0, 63, 64, 199]);
        assert_eq!(docs.len(), 4);
        assert!(docs.has(63) && !docs.has(62));
        assert_eq!(docs.at_or_behind(65), Some(199));
        assert_eq!(docs.at_or_behind(200), None);
        assert_eq!(docs.at_or_behind(100_000), None);
        assert_eq!(all(&Docs::none(0)), [0; 0]);
    }

    #[test]
    fn sets_are_joined_met_and_thinned() {
        let mut joined = of(&[1, 70]);
        joined.join(&of(&[2, 70]));
        assert_eq!(all(&joined), [1, 2, 70]);
        joined.meet(&of(&[2, 70, 150]));
        assert_eq!(all(&joined), [2, 70]);
        joined.retain(|doc| doc > 2);
        assert_eq!(all(&joined), [70]);
    }
}
