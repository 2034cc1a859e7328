//! What the desk does: sorts, takes, notes, puts away, answers, closes.

use inbox::conversations::{Priority, Status};
use jiff::tz::TimeZone;
use language::Language;

use super::{Act, Talking, Wanted};
use crate::calendar::{self, days, hours, minutes};
use crate::facts;
use crate::files::File;
use crate::founding::{self, BRAND};
use crate::letters::{self, Letter};
use crate::phrases::{Paper, Topic};

impl Talking<'_> {
    /// Whether the n-th answer is true: some speak of the strike, one of a hub where there was none.
    pub(super) fn answers_truly(&self, answer: usize) -> bool {
        match (self.topic, answer) {
            (Topic::Late, 0 | 2) => self.is_struck(),
            (Topic::Late, 3) => !self.is_struck(),
            _ => true,
        }
    }

    /// A rule puts tags and a team on, a moment after it came.
    pub(super) fn sorts(&mut self) {
        let priority = match self.topic {
            Topic::Complaint if self.chance.happens(0.25) => Some(Priority::Urgent),
            Topic::Complaint => Some(Priority::High),
            Topic::Late | Topic::Damaged if self.chance.happens(0.35) => Some(Priority::High),
            Topic::Thanks => Some(Priority::Low),
            _ => None,
        };
        let team = match (self.topic, self.person.language) {
            (Topic::Wholesale, _) => "Wholesale",
            (_, Language::Tr) => "Türkiye",
            (_, Language::Ko) => "한국",
            (_, Language::Fa) => "ایران",
            (_, Language::En) => "International",
        };
        let change = Wanted { priority, team: Some(team), tags: Some(self.tags()), ..Wanted::default() };
        self.now = self.now.plus(minutes(0.02));
        self.push(Act::Changes { by: None, change: Box::new(change) });
    }

    pub(super) fn tags(&self) -> Vec<String> {
        let mut tags = self.course.tags.clone();
        if self.is_struck() && matches!(self.topic, Topic::Late | Topic::WhereIsOrder | Topic::Complaint) {
            tags.push("carrier-strike".to_owned());
        }
        if self.topic == Topic::Discount
            && calendar::is_campaign(self.matter.begins.timestamp().to_zoned(TimeZone::UTC).date())
        {
            tags.push("november-campaign".to_owned());
        }
        if self.person.zeal > 5.0 {
            tags.push("vip".to_owned());
        }
        tags
    }

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

    pub(super) fn colleague(&mut self) -> usize {
        let language = self.person.language;
        let at = self.now;
        let fits =
            |colleague: &founding::Colleague| colleague.answers.contains(&language) && colleague.since <= at;
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

    pub(super) fn puts_away(&mut self, length: jiff::SignedDuration) {
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

    pub(super) fn notes(&mut self) {
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
    pub(super) fn sleeps_on_it(&mut self) {
        let until = self.now.plus(hours(self.chance.between(14.0, 30.0)));
        let change = Wanted { assignee: Some(self.by), put_away_until: Some(until), ..Wanted::default() };
        let by = Some(self.by);
        self.push(Act::Changes { by, change: Box::new(change) });
        self.now = until;
        let wake = Wanted { status: Some(Status::Open), ..Wanted::default() };
        self.push(Act::Changes { by: None, change: Box::new(wake) });
        self.now = self.world.desk(self.person.language).done(until, self.chance.between(5.0, 60.0));
    }

    pub(super) fn answers(&mut self, answer: usize, with_paper: bool) {
        if self.is_chat() && self.now.since(self.matter.begins) < minutes(25.0) {
            let hello = self.chance.pick(&self.talk.agent.chat_hello).clone();
            let said = Letter::short(self.facts.fill(&hello));
            let by = self.by;
            self.push(Act::Answers { by, said });
            self.now = self.now.plus(minutes(self.chance.between(1.0, 4.5)));
        }
        let late = self.now.since(self.matter.begins) > hours(40.0);
        let mut core = self.facts.fill(&self.texts.answers[answer]);
        if late && !self.is_chat() {
            let sorry = self.chance.pick(&self.talk.agent.sorry_late).clone();
            core = format!("{sorry}\n\n{}", crate::phrases::sentence(self.person.language, &core));
        }
        let files = if with_paper { self.paper() } else { Vec::new() };
        self.says(&core, files);
    }

    pub(super) fn says(&mut self, core: &str, files: Vec<File>) {
        let said = if self.is_chat() {
            Letter { files, ..Letter::short(crate::phrases::sentence(self.person.language, core)) }
        } else {
            let greeting = self.chance.pick(&self.talk.agent.greetings).clone();
            let closing = self.chance.pick(&self.talk.agent.closings).clone();
            let (greeting, closing) = (self.facts.fill(&greeting), self.facts.fill(&closing));
            let quote = self.quote();
            letters::mail(self.person.language, &greeting, core, &closing, quote.as_ref(), true, files)
        };
        self.newest = Some((BRAND.to_owned(), self.now, said.new_text.clone()));
        let by = self.by;
        self.push(Act::Answers { by, said });
    }

    pub(super) fn sets(&mut self, status: Status) {
        let change = Wanted { status: Some(status), assignee: Some(self.by), ..Wanted::default() };
        self.now = self.now.plus(minutes(0.005));
        let by = Some(self.by);
        self.push(Act::Changes { by, change: Box::new(change) });
    }

    pub(super) fn closes(&mut self) {
        if self.chance.happens(0.6) {
            self.now = self.now.plus(days(14.0));
            let change = Wanted { status: Some(Status::Closed), ..Wanted::default() };
            self.push(Act::Changes { by: None, change: Box::new(change) });
        }
    }

    pub(super) fn paper(&self) -> Vec<File> {
        let Some(paper) = self.course.paper else { return Vec::new() };
        let name = match paper {
            Paper::Invoice => self.facts.fill(&self.talk.invoice),
            Paper::Label => format!("label-{}.pdf", self.sale.map_or("", |sale| sale.number.as_str())),
            Paper::Prices => "nar-retailers.pdf".to_owned(),
        };
        vec![File::Paper { name, paper, lines: facts::paper_lines(self.world, self.sale, paper) }]
    }
}
