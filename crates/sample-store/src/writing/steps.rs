//! What happens, one step after the other in the order of time.
//!
//! A step is made shortly before its turn, so that a store of any size is written in the memory of what goes on at once.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::Arc;

use database::Time;

use crate::calendar::days;
use crate::files::File;
use crate::invoice::{self, Stage};
use crate::talking::{self, Act, Turn};
use crate::world::World;

/// Something that happens.
pub(super) struct Step {
    pub(super) at: Time,
    pub(super) what: What,
}

pub(super) enum What {
    /// An order comes to a stage.
    Order(usize, Stage),
    /// Something happens in a conversation.
    Turn(Turn),
}

impl Step {
    /// The files that it brings.
    pub(super) fn files(&self) -> &[File] {
        match &self.what {
            What::Turn(Turn {
                act: Act::Opens { said, .. } | Act::Says(said) | Act::Answers { said, .. },
                ..
            }) => &said.files,
            What::Turn(_) | What::Order(..) => &[],
        }
    }
}

/// A step that waits for its turn: of what comes at the same moment orders go first, then what is older.
struct Waiting {
    rank: (Time, bool, usize, usize),
    step: Step,
}

impl Ord for Waiting {
    /// The earliest is the greatest, as a heap gives that out first.
    fn cmp(&self, other: &Self) -> Ordering {
        other.rank.cmp(&self.rank)
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.rank == other.rank
    }
}

impl Eq for Waiting {}

/// All steps of a history.
pub(super) struct Steps {
    world: Arc<World>,
    /// How many of the world's sales and matters have begun.
    sales: usize,
    matters: usize,
    waiting: BinaryHeap<Waiting>,
}

impl Steps {
    pub(super) fn of(world: Arc<World>) -> Self {
        Self { world, sales: 0, matters: 0, waiting: BinaryHeap::new() }
    }

    /// How far the history has been told, in percent.
    pub(super) fn percent(&self) -> usize {
        let all = self.world.sales.len() + self.world.matters.len();
        (self.sales + self.matters) * 100 / all.max(1)
    }

    /// Makes the steps of all that begins before the next one; a day more, because a parcel is handed over by day and may
    /// so be told before the hour at which it was sent.
    fn begin_what_is_due(&mut self) {
        loop {
            let due = self.waiting.peek().map(|next| next.step.at.plus(days(1.0)));
            let sale = self.world.sales.get(self.sales).map(|sale| sale.placed);
            let matter = self.world.matters.get(self.matters).map(|matter| matter.begins);
            let is_due = |begins: Time| due.is_none_or(|due| begins <= due);
            match (sale, matter) {
                (Some(sale), matter) if matter.is_none_or(|matter| sale <= matter) && is_due(sale) => {
                    self.begin_sale();
                }
                (_, Some(matter)) if is_due(matter) => self.begin_matter(),
                _ => return,
            }
        }
    }

    fn begin_sale(&mut self) {
        let place = self.sales;
        self.sales += 1;
        let until = self.world.year.until;
        let stages = invoice::stages(&self.world.sales[place]).into_iter().enumerate();
        self.waiting.extend(stages.filter(|(_, (at, _))| *at <= until).map(|(number, (at, stage))| {
            Waiting { rank: (at, false, place, number), step: Step { at, what: What::Order(place, stage) } }
        }));
    }

    fn begin_matter(&mut self) {
        let place = self.matters;
        self.matters += 1;
        let turns = talking::turns(&self.world, place).into_iter().enumerate();
        self.waiting.extend(turns.map(|(number, turn)| Waiting {
            rank: (turn.at, true, place, number),
            step: Step { at: turn.at, what: What::Turn(turn) },
        }));
    }
}

impl Iterator for Steps {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        self.begin_what_is_due();
        self.waiting.pop().map(|waiting| waiting.step)
    }
}
