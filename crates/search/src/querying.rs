//! From what was typed to the question that the index is asked.

use std::sync::Arc;

use database::WorkspaceId;
use tantivy::schema::Field;

use crate::columns::OfSegments;
use crate::document::Kind;
use crate::matching::{Asked, Same, Way, Word as OfField};
use crate::shape::Shape;
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

/// Everything in one of these kinds of this workspace in which all words are found.
pub(crate) fn query(
    shape: &Shape,
    workspace: WorkspaceId,
    kinds: &[Kind],
    typed: &Typed,
    columns: Arc<OfSegments>,
) -> Asked {
    let words = Way::All(typed.words.iter().map(|word| by_word(shape, word)).collect());
    let way = match &typed.phone {
        Some(number) => Way::Any(vec![words, same(shape.codes, whole(number), true, EXACT)]),
        None => words,
    };
    Asked {
        workspace: workspace.0,
        kinds: kinds.iter().map(|kind| u64::from(kind.0)).collect(),
        way,
        columns,
    }
}

fn by_word(shape: &Shape, word: &Word) -> Way {
    let mut ways = vec![same(shape.codes, whole(&word.code), false, EXACT)];
    // One that begins so; its parts are looked for like words.
    if word.pieces.len() > 1 {
        ways.push(same(shape.codes, whole(&word.code), true, CODE));
    }
    ways.push(by_pieces(shape, &word.pieces));
    ways.extend(word.bare.iter().map(|pieces| by_pieces(shape, pieces)));
    Way::Any(ways)
}

fn by_pieces(shape: &Shape, pieces: &[String]) -> Way {
    let [only] = pieces else {
        return Way::All(pieces.iter().map(|piece| by_piece(shape, piece)).collect());
    };
    by_piece(shape, only)
}

fn by_piece(shape: &Shape, piece: &str) -> Way {
    let fields = [(shape.codes, CODE), (shape.names, NAME), (shape.titles, TITLE), (shape.texts, TEXT)];
    let begins = is_a_beginning(piece);
    let by_field = |(field, weight): (Field, f32)| {
        let begun = begins.then_some(weight * BEGUN);
        Way::Word(OfField { field, text: piece.to_owned(), weight, begun })
    };
    Way::Any(fields.map(by_field).to_vec())
}

/// A lone Latin letter or digit begins half of all words; a syllable or a letter of a longer alphabet says something.
fn is_a_beginning(piece: &str) -> bool {
    piece.chars().nth(1).is_some() || !piece.is_ascii()
}

fn same(field: Field, text: String, begins: bool, weight: f32) -> Way {
    Way::Same(Same { field, text, begins, weight })
}
