//! From what was typed to the question that the index is asked.

use std::ops::Bound;

use database::WorkspaceId;
use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query, RangeQuery, TermQuery,
    TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::document::Kind;
use crate::shape::{Shape, scope};
use crate::typed::{Typed, Word};
use crate::words::whole;

/// A number or address that is what was typed stands above everything that only speaks of it.
const EXACT: f32 = 40.0;
const CODE: f32 = 4.0;
const NAME: f32 = 4.0;
const TITLE: f32 = 3.0;
const TEXT: f32 = 1.0;
/// The least weight of one occurrence of a word; half of it for its beginning only.
const BEGUN: f32 = 0.5;
/// What the fields besides the best one add.
const BESIDES: f32 = 0.1;

/// Everything in one of these kinds of this workspace in which all words are found.
pub(crate) fn query(shape: &Shape, workspace: WorkspaceId, kinds: &[Kind], typed: &Typed) -> Box<dyn Query> {
    let scopes = kinds.iter().map(|kind| Term::from_field_text(shape.scope, &scope(workspace.0, kind.0)));
    let scoped: Box<dyn Query> = Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(scopes)), 0.0));
    let mut all = vec![(Occur::Must, scoped)];
    let words: Vec<(Occur, Box<dyn Query>)> =
        typed.words.iter().map(|word| (Occur::Must, word_query(shape, word))).collect();
    let words: Box<dyn Query> = Box::new(BooleanQuery::new(words));
    let asked = match &typed.phone {
        Some(number) => {
            let exact = ConstScoreQuery::new(begins(shape.codes, &whole(number)), EXACT);
            any(vec![words, Box::new(exact)])
        }
        None => words,
    };
    all.push((Occur::Must, asked));
    Box::new(BooleanQuery::new(all))
}

fn word_query(shape: &Shape, word: &Word) -> Box<dyn Query> {
    let exact: Box<dyn Query> = Box::new(ConstScoreQuery::new(term(shape.codes, &whole(&word.code)), EXACT));
    let mut ways = vec![exact];
    // One that begins so; its parts are looked for like words.
    if word.pieces.len() > 1 {
        ways.push(Box::new(ConstScoreQuery::new(begins(shape.codes, &whole(&word.code)), CODE)));
    }
    ways.push(all_pieces(shape, &word.pieces));
    ways.extend(word.bare.iter().map(|pieces| all_pieces(shape, pieces)));
    any(ways)
}

fn all_pieces(shape: &Shape, pieces: &[String]) -> Box<dyn Query> {
    let [only] = pieces else {
        let each = pieces.iter().map(|piece| (Occur::Must, piece_query(shape, piece)));
        return Box::new(BooleanQuery::new(each.collect()));
    };
    piece_query(shape, only)
}

fn piece_query(shape: &Shape, piece: &str) -> Box<dyn Query> {
    let fields = [(shape.codes, CODE), (shape.names, NAME), (shape.titles, TITLE), (shape.texts, TEXT)];
    let mut ways: Vec<Box<dyn Query>> = Vec::with_capacity(8);
    for (field, weight) in fields {
        ways.push(Box::new(BoostQuery::new(term(field, piece), weight)));
        if is_a_beginning(piece) {
            ways.push(Box::new(ConstScoreQuery::new(begins(field, piece), weight * BEGUN)));
        }
    }
    any(ways)
}

/// A lone Latin letter or digit begins half of all words; a syllable or a letter of a longer alphabet says something.
fn is_a_beginning(piece: &str) -> bool {
    piece.chars().nth(1).is_some() || !piece.is_ascii()
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn begins(field: Field, text: &str) -> Box<dyn Query> {
    let end = format!("{text}{}", char::MAX);
    Box::new(RangeQuery::new(
        Bound::Included(Term::from_field_text(field, text)),
        Bound::Excluded(Term::from_field_text(field, &end)),
    ))
}

fn any(ways: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, BESIDES))
}
