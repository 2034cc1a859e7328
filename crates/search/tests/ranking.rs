//! Documents in, hits out: who is found, in which order, and what comes with them.
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

use database::events::{EventId, Position};
use database::{Time, WorkspaceId};
use search::{Document, Hit, Index, Kind, Reached, Subject, Typed, Wanted};

const OURS: WorkspaceId = WorkspaceId(7);
const KINDS: [Kind; 2] = [Kind(1), Kind(3)];

fn thing(workspace: WorkspaceId, kind: u8, id: i64) -> Document {
    Document::new(Subject { workspace, kind: Kind(kind), id }, Time::from_micros(id))
}

fn said(id: i64, text: &str) -> Document {
    Document { texts: vec![text.to_owned()], kept: format!("kept {id}"), ..thing(OURS, 1, id) }
}

/// Takes things in; each commit is a segment of its own until they are merged.
fn take(index: &Index, documents: Vec<Document>) {
    let changes: Vec<_> = documents.into_iter().map(|document| (document.subject, Some(document))).collect();
    index.take(&changes).unwrap();
    commit(index);
}

fn commit(index: &Index) {
    let position = Position { tx: "0".to_owned(), event: EventId(1) };
    index.commit(&Reached { position, filling: None }).unwrap();
}

fn hits(index: &Index, kinds: &[Kind], typed: &str) -> Vec<Hit> {
    let typed = Typed::read(typed);
    index.search(Wanted { workspace: OURS, kinds, typed: &typed }, 0, 50).unwrap()
}

fn found(index: &Index, typed: &str) -> Vec<i64> {
    hits(index, &KINDS, typed).iter().map(|hit| hit.subject.id).collect()
}

#[test]
fn all_words_have_to_stand_there_and_the_beginning_of_one_will_do() {
    let index = Index::in_memory();
    take(&index, vec![said(1, "a green cup"), said(2, "green cupboards"), said(3, "a cup of tea")]);
    take(&index, vec![said(4, "greenish"), said(5, "cups in green and cups in blue")]);
    for (typed, expected) in [
        ("green cup", &[1, 2, 5][..]),
        ("gre cu", &[1, 2, 5]),
        ("green", &[1, 2, 4, 5]),
        ("cupb", &[2]),
        ("cup tea", &[3]),
        ("green tea", &[]),
        ("c", &[]),
    ] {
        let mut all = found(&index, typed);
        all.sort_unstable();
        assert_eq!(all, expected, "{typed}");
    }
}

#[test]
fn the_word_itself_comes_before_its_beginning_a_title_before_a_text_and_a_number_before_all() {
    let index = Index::in_memory();
    take(
        &index,
        vec![
            said(1, "bowls"),
            said(2, "bowl"),
            Document { titles: vec!["bowl".to_owned()], ..thing(OURS, 1, 3) },
            Document { codes: vec!["bowl".to_owned()], ..thing(OURS, 3, 4) },
            Document { aside: true, titles: vec!["bowl bowl".to_owned()], ..thing(OURS, 1, 5) },
        ],
    );
    assert_eq!(found(&index, "bowl"), [4, 3, 2, 1, 5]);
    // Among those that fit as well the newest comes first, also from segment to segment.
    take(&index, vec![said(6, "vase")]);
    take(&index, vec![said(8, "vase")]);
    take(&index, vec![said(7, "vase")]);
    assert_eq!(found(&index, "vase"), [8, 7, 6]);
    let typed = Typed::read("vase");
    assert_eq!(index.newest(Wanted { workspace: OURS, kinds: &KINDS, typed: &typed }, 2).unwrap(), [8, 7]);
    let second = index.search(Wanted { workspace: OURS, kinds: &KINDS, typed: &typed }, 1, 1).unwrap();
    assert_eq!(second.iter().map(|hit| hit.subject.id).collect::<Vec<_>>(), [7]);
}

#[test]
fn only_the_kinds_and_the_workspace_that_were_asked_for_are_found() {
    let index = Index::in_memory();
    let elsewhere = Document { texts: vec!["cup".to_owned()], ..thing(WorkspaceId(8), 1, 1) };
    let order = Document { texts: vec!["cup".to_owned()], ..thing(OURS, 3, 2) };
    take(&index, vec![elsewhere, order, said(3, "cup")]);
    assert_eq!(found(&index, "cup"), [3, 2]);
    assert_eq!(hits(&index, &[Kind(3)], "cup").len(), 1);
    assert_eq!(hits(&index, &[Kind(4)], "cup"), []);
    assert_eq!(hits(&index, &[], "cup"), []);
}

#[test]
fn what_was_kept_comes_back_and_an_older_state_is_gone() {
    let index = Index::in_memory();
    take(&index, vec![said(1, "cup"), said(2, "plate")]);
    take(&index, vec![said(1, "saucer")]);
    assert_eq!(found(&index, "cup"), [0; 0]);
    assert_eq!(hits(&index, &KINDS, "saucer")[0].kept, "kept 1");
    index.take(&[(Subject { workspace: OURS, kind: Kind(1), id: 2 }, None)]).unwrap();
    commit(&index);
    assert_eq!(found(&index, "plate"), [0; 0]);
    index.rest().unwrap();
    assert_eq!(found(&index, "saucer"), [1]);
}
