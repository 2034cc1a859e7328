//! Which documents of a segment have what is asked for, and how well they fit.
//!
//! Where it stands is gathered as sets of documents, word by word; what is left when these have met is weighed, and nothing
//! else is. A common beginning of words costs its places in the index once, not a look at each of its documents for each
//! way in which it may be meant.

use std::fmt;
use std::sync::Arc;

use tantivy::postings::TermInfo;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TERMINATED, TantivyError, Term};

use crate::columns::{Columns, OfSegments};
use crate::docs::Docs;

/// What the ways besides the best one add.
const BESIDES: Score = 0.1;

/// A way to be found.
#[derive(Debug, Clone)]
pub(crate) enum Way {
    Word(Word),
    Same(Same),
    /// By all of these; the sum of their weights.
    All(Vec<Way>),
    /// By any of these; the best of them, and a little of the others.
    Any(Vec<Way>),
}

/// By a word of a field: the rarer it is and the more often it stands there, the more.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) field: Field,
    pub(crate) text: String,
    pub(crate) weight: Score,
    /// The weight of whatever begins with the word, if that will do.
    pub(crate) begun: Option<Score>,
}

/// By a term of a field that is this one, or begins with it.
#[derive(Debug, Clone)]
pub(crate) struct Same {
    pub(crate) field: Field,
    pub(crate) text: String,
    pub(crate) begins: bool,
    pub(crate) weight: Score,
}

/// What is found so, among the things of a workspace and of some kinds.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) workspace: i64,
    pub(crate) kinds: Vec<u64>,
    pub(crate) way: Way,
    pub(crate) columns: Arc<OfSegments>,
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Asked({}, {:?}, {:?})", self.workspace, self.kinds, self.way)
    }
}

impl Query for Asked {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AskedWeight { asked: self.clone(), way: Weighed::of(&self.way, scoring)? }))
    }
}

struct AskedWeight {
    asked: Asked,
    way: Weighed,
}

impl Weight for AskedWeight {
    fn scorer(&self, segment: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(standing) = self.way.standing(segment)? else { return Ok(Box::new(EmptyScorer)) };
        let columns = self.asked.columns.get(&segment.segment_id());
        let Columns { workspace, kind, .. } = columns
            .ok_or_else(|| TantivyError::SystemError("a segment that is not searched".to_owned()))?
            .as_ref();
        let mut docs = standing.docs.clone();
        docs.retain(|doc| {
            workspace.get_val(doc) == self.asked.workspace && self.asked.kinds.contains(&kind.get_val(doc))
        });
        let doc = docs.at_or_behind(0).unwrap_or(TERMINATED);
        Ok(Box::new(Found { docs, doc, standing }))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut found = self.scorer(segment, 1.0)?;
        if found.doc() > doc || found.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument("the document is not found so".to_owned()));
        }
        Ok(Explanation::new("the ways in which it is found", found.score()))
    }
}

/// The ways of a question, with what the whole index says of their words.
enum Weighed {
    Word { word: Word, counted: Box<dyn Weight> },
    Same(Same),
    All(Vec<Weighed>),
    Any(Vec<Weighed>),
}

impl Weighed {
    fn of(way: &Way, scoring: EnableScoring<'_>) -> tantivy::Result<Self> {
        let each =
            |ways: &[Way]| ways.iter().map(|way| Self::of(way, scoring)).collect::<tantivy::Result<Vec<_>>>();
        Ok(match way {
            Way::Word(word) => {
                let term = Term::from_field_text(word.field, &word.text);
                let counted = TermQuery::new(term, IndexRecordOption::WithFreqs).weight(scoring)?;
                Self::Word { word: word.clone(), counted }
            }
            Way::Same(same) => Self::Same(same.clone()),
            Way::All(ways) => Self::All(each(ways)?),
            Way::Any(ways) => Self::Any(each(ways)?),
        })
    }

    /// Where this stands in a segment; `None` when nowhere.
    fn standing(&self, segment: &SegmentReader) -> tantivy::Result<Option<Standing>> {
        match self {
            Self::Word { word: Word { field, text, weight, begun }, counted } => {
                let index = segment.inverted_index(*field)?;
                let places = Places::of(&index, text, begun.is_some(), segment.max_doc())?;
                let Some(Places { docs, whole }) = places else { return Ok(None) };
                let word = if whole { Some(counted.scorer(segment, *weight)?) } else { None };
                Ok(Some(Standing { docs, by: By::Word { word, begun: *begun } }))
            }
            Self::Same(Same { field, text, begins, weight }) => {
                let index = segment.inverted_index(*field)?;
                let places = Places::of(&index, text, *begins, segment.max_doc())?;
                Ok(places.map(|places| Standing { docs: places.docs, by: By::Same(*weight) }))
            }
            Self::All(ways) => {
                let mut all = Vec::with_capacity(ways.len());
                for way in ways {
                    let Some(standing) = way.standing(segment)? else { return Ok(None) };
                    all.push(standing);
                }
                Ok(united(&all, Docs::meet).map(|docs| Standing { docs, by: By::All(all) }))
            }
            Self::Any(ways) => {
                let mut any = Vec::with_capacity(ways.len());
                for way in ways {
                    any.extend(way.standing(segment)?);
                }
                Ok(united(&any, Docs::join).map(|docs| Standing { docs, by: By::Any(any) }))
            }
        }
    }
}

fn united(all: &[Standing], with: impl Fn(&mut Docs, &Docs)) -> Option<Docs> {
    let (first, others) = all.split_first()?;
    let mut docs = first.docs.clone();
    others.iter().for_each(|other| with(&mut docs, &other.docs));
    Some(docs)
}

/// The documents of a segment in which a term stands, or one that begins with it.
struct Places {
    docs: Docs,
    /// Whether the term itself is among them.
    whole: bool,
}

impl Places {
    fn of(
        index: &InvertedIndexReader,
        text: &str,
        begins: bool,
        all: DocId,
    ) -> tantivy::Result<Option<Self>> {
        let mut docs = Docs::none(all);
        if !begins {
            let Some(term) = index.terms().get(text)? else { return Ok(None) };
            gather(index, &term, &mut docs)?;
            return Ok(Some(Self { docs, whole: true }));
        }
        let end = format!("{text}{}", char::MAX);
        let mut terms = index.terms().range().ge(text).lt(end).into_stream()?;
        let (mut whole, mut one) = (false, false);
        while let Some((term, places)) = terms.next() {
            whole |= term == text.as_bytes();
            one = true;
            gather(index, places, &mut docs)?;
        }
        Ok(one.then_some(Self { docs, whole }))
    }
}

fn gather(index: &InvertedIndexReader, term: &TermInfo, docs: &mut Docs) -> tantivy::Result<()> {
    let mut blocks = index.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    while !blocks.docs().is_empty() {
        blocks.docs().iter().for_each(|doc| docs.insert(*doc));
        blocks.advance();
    }
    Ok(())
}

/// Where a way leads to in a segment.
struct Standing {
    docs: Docs,
    by: By,
}

enum By {
    Word { word: Option<Box<dyn Scorer>>, begun: Option<Score> },
    Same(Score),
    All(Vec<Standing>),
    Any(Vec<Standing>),
}

/// The weights of what is found in several ways.
#[derive(Default)]
struct Fit {
    best: Score,
    sum: Score,
}

impl Fit {
    fn add(&mut self, weight: Score) {
        self.best = self.best.max(weight);
        self.sum += weight;
    }

    fn total(&self) -> Score {
        self.best + (self.sum - self.best) * BESIDES
    }
}

impl Standing {
    /// How well a document fits, which has to stand behind all that were asked for before; nought when it does not.
    fn score(&mut self, doc: DocId) -> Score {
        let mut fit = Fit::default();
        self.weigh(doc, &mut fit);
        fit.total()
    }

    fn weigh(&mut self, doc: DocId, fit: &mut Fit) {
        if !self.docs.has(doc) {
            return;
        }
        match &mut self.by {
            By::Word { word, begun } => {
                if let Some(begun) = begun {
                    fit.add(*begun);
                }
                if let Some(word) = word {
                    if word.doc() < doc {
                        word.seek(doc);
                    }
                    if word.doc() == doc {
                        fit.add(word.score());
                    }
                }
            }
            By::Same(weight) => fit.add(*weight),
            By::All(all) => fit.add(all.iter_mut().map(|one| one.score(doc)).sum()),
            By::Any(any) => {
                let mut among = Fit::default();
                any.iter_mut().for_each(|one| one.weigh(doc, &mut among));
                fit.add(among.total());
            }
        }
    }
}

/// What was found in a segment, weighed when it is asked for.
struct Found {
    docs: Docs,
    doc: DocId,
    standing: Standing,
}

impl DocSet for Found {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc = self.docs.at_or_behind(self.doc + 1).unwrap_or(TERMINATED);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.docs.at_or_behind(target).unwrap_or(TERMINATED);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.docs.len()
    }
}

impl Scorer for Found {
    fn score(&mut self) -> Score {
        self.standing.score(self.doc)
    }
}
