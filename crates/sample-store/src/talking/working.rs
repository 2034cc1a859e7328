//! The team's side: who takes it, how soon, and what they do before they answer.

use inbox::conversations::Status;
use jiff::SignedDuration;
use jiff::tz::TimeZone;

use super::{Act, Talking, Wanted};
use crate::calendar::{self, hours, minutes};
use crate::founding::Colleague;
use crate::phrases::Topic;

impl Talking<'_> {
    /// Somebody who speaks the language takes it, when the desk is open and there is time.
    pub(super) fn is_taken(&mut self) {
        self.by = self.colleague();
        self.facts.know("agent", self.world.founded.colleagues[self.by].name.clone());
        let work = if self.is_chat() { self.chance.skewed(3.0, 0.6) } else { self.chance.skewed(85.0, 0.95) };
        let came = self.now;
        let taken = self.world.desk(self.person.language).done(came, work * self.haste());
        if taken.since(came) > hours(26.0) && self.chance.happens(0.3) {
            self.now = came.plus(hours(self.chance.between(18.0, 25.0)));
            let nudge = self.chance.pick(&self.talk.customer.nudges).clone();
            let said = self.customer_says(&nudge, false, Vec::new());
            self.push(Act::Says(said));
        }
        self.now = taken;
    }

    fn colleague(&mut self) -> usize {
        let language = self.person.language;
        let at = self.now;
        let fits = |colleague: &Colleague| colleague.answers.contains(&language) && colleague.since <= at;
        let weights = self
            .world
            .founded
            .colleagues
            .iter()
            .map(|colleague| if fits(colleague) { 1.0 / colleague.pace } else { 0.0 });
        self.chance.weighted(weights)
    }

    /// How much longer than usual an answer takes: who answers, how much there is to do, how many share it.
    pub(super) fn haste(&self) -> f64 {
        let colleagues = &self.world.founded.colleagues;
        let date = self.now.timestamp().to_zoned(TimeZone::UTC).date();
        let load = match (date.month(), date.day()) {
            _ if calendar::is_campaign(date) => 2.4,
            (4, 5..=28) => 1.9,
            _ => 1.0,
        };
        let newest = colleagues.iter().map(|colleague| colleague.since).max();
        let shared = if newest.is_some_and(|joined| self.now >= joined) { 0.75 } else { 1.3 };
        colleagues[self.by].pace * load * shared
    }

    pub(super) fn puts_away(&mut self, length: SignedDuration) {
        self.notes();
        let until = self.now.plus(length).max(self.world.year.until.plus(hours(20.0)));
        let change = Wanted { assignee: Some(self.by), put_away_until: Some(until), ..Wanted::default() };
        self.now = self.now.plus(minutes(1.0));
        let by = Some(self.by);
        self.push(Act::Changes { by, change: Box::new(change) });
    }

    pub(super) fn may_note(&mut self) {
        let share = match self.topic {
            Topic::Late | Topic::Damaged | Topic::Complaint => 0.3,
            _ => 0.07,
        };
        if self.chance.happens(share) {
            self.notes();
            if !self.is_chat() && self.chance.happens(0.25) {
                self.sleeps_on_it();
            }
        }
    }

    fn notes(&mut self) {
        let notes = &self.talk.notes;
        let from = match self.topic {
            Topic::Late | Topic::WhereIsOrder if self.chance.happens(0.7) => &notes.late,
            Topic::Damaged if self.chance.happens(0.6) => &notes.damaged,
            _ => &notes.general,
        };
        let text = self.chance.pick(from).clone();
        let count = self.world.founded.colleagues.len();
        let mate = (self.by + 1 + self.chance.below(count - 1)) % count;
        let mate =
            if self.world.founded.colleagues[mate].since <= self.now { mate } else { (self.by + 1) % 2 };
        self.facts.know("mate", self.world.founded.colleagues[mate].name.clone());
        let calls = text.contains("{mate}").then_some(mate);
        let (by, text) = (self.by, self.facts.fill(&text));
        self.push(Act::Notes { by, text, calls });
        self.now = self.now.plus(minutes(self.chance.between(2.0, 9.0)));
    }

    /// Put away until the morning, and taken up again then.
    fn sleeps_on_it(&mut self) {
        let until = self.now.plus(hours(self.chance.between(14.0, 30.0)));
        let change = Wanted { assignee: Some(self.by), put_away_until: Some(until), ..Wanted::default() };
        let by = Some(self.by);
        self.push(Act::Changes { by, change: Box::new(change) });
        self.now = until;
        let wake = Wanted { status: Some(Status::Open), ..Wanted::default() };
        self.push(Act::Changes { by: None, change: Box::new(wake) });
        self.now = self.world.desk(self.person.language).done(until, self.chance.between(5.0, 60.0));
    }
}
