//! What the customer does, and their machines.

use inbox::conversations::Status;

use super::{Act, Talking, Wanted};
use crate::calendar::{days, hours, minutes};
use crate::files::{File, PHOTOS};
use crate::letters::{self, Letter};
use crate::matters::{Ending, Way};
use crate::ordering::{Payment, Sale};
use crate::phrases::Topic;

impl Talking<'_> {
    pub(super) fn opens(&mut self) -> usize {
        let from = if self.is_chat() { &self.texts.chat } else { &self.texts.opens };
        let fitting: Vec<usize> = (0..from.len()).filter(|opening| self.fits(*opening)).collect();
        let opening = *self.chance.pick(&fitting);
        let core = self.facts.fill(&from[opening]);
        let subjects = &self.texts.subjects;
        let subject = match subjects.get(opening) {
            _ if self.is_first() => &subjects[0],
            Some(fitting) if !self.course.any_subject => fitting,
            Some(_) | None => self.chance.pick(subjects),
        };
        self.subject = if self.is_chat() { core.clone() } else { self.facts.fill(subject) };
        let files =
            if self.course.photo && self.chance.happens(0.8) { vec![self.photo()] } else { Vec::new() };
        let said = self.customer_says(&core, true, files);
        let subject = self.subject.clone();
        self.push(Act::Opens { subject, said });
        opening
    }

    /// Whether what the n-th opening says can be true of the order.
    pub(super) fn fits(&self, opening: usize) -> bool {
        let arrived =
            self.sale.and_then(Sale::parcel).is_some_and(|parcel| parcel.delivered <= self.matter.begins);
        let by_transfer = self.sale.is_some_and(|sale| sale.payment == Payment::Transfer);
        match (self.topic, self.is_chat(), opening) {
            // Of the strike.
            (Topic::Late, _, 1) => self.is_struck(),
            // That the parcel's invoice got wet; that nothing has come; that something came in a bad state.
            (Topic::Invoice, false, 2) => arrived,
            (Topic::Complaint, false, 0) => !arrived,
            (Topic::Complaint, false, _) => arrived,
            (Topic::Payment, false, 2) => by_transfer,
            (Topic::Payment, false, _) => !by_transfer,
            // Before buying.
            (Topic::Customs, _, 1) => false,
            _ => true,
        }
    }

    /// The question that the inbox shows first reads as everybody asks it.
    pub(super) fn is_first(&self) -> bool {
        self.topic == Topic::WhereIsOrder && self.matter.ending == Ending::Waiting
    }

    /// Somebody is away, or an address is gone.
    pub(super) fn machines(&mut self) {
        if self.is_chat() {
            return;
        }
        let drawn = self.chance.below(1000);
        if drawn < 22 {
            let (subject, text) = (self.talk.out_of_office_subject.clone(), self.talk.out_of_office.clone());
            self.now = self.now.plus(minutes(0.4));
            self.push(Act::AutoReplies { subject, text });
        } else if drawn < 30 {
            let reason =
                format!("550 5.1.1 <{}>: Recipient address rejected: User unknown", self.person.email);
            self.now = self.now.plus(minutes(0.3));
            self.push(Act::Bounces { reason });
        }
    }

    pub(super) fn goes_on(&mut self, more: &[usize]) {
        let more = *self.chance.pick(more);
        self.now = self.now.plus(if self.is_chat() {
            minutes(self.chance.between(0.6, 4.0))
        } else {
            hours(self.chance.skewed(2.6, 1.0))
        });
        let files = if self.course.photo_with_more.contains(&more) { vec![self.photo()] } else { Vec::new() };
        let core = self.facts.fill(&self.texts.more[more]);
        let said = self.customer_says(&core, false, files);
        self.push(Act::Says(said));
        let again = *self.chance.pick(self.course.again_to(more));
        let work = if self.is_chat() {
            self.chance.between(1.0, 4.0)
        } else {
            self.chance.skewed(60.0, 0.9) * self.haste()
        };
        self.now = self.world.desk(self.person.language).done(self.now, work);
        let core = self.facts.fill(&self.texts.again[again]);
        let files = if self.course.paper_with_again.contains(&again) { self.paper() } else { Vec::new() };
        self.says(&core, files);
        self.sets(Status::Solved);
    }

    /// Nothing more is heard: after some days it counts as solved.
    pub(super) fn falls_silent(&mut self) {
        self.now = self.now.plus(days(5.0));
        let change = Wanted { status: Some(Status::Solved), ..Wanted::default() };
        self.push(Act::Changes { by: None, change: Box::new(change) });
    }

    /// A thank-you opens it again; one look closes it.
    pub(super) fn thanks(&mut self) {
        self.now = self.now.plus(if self.is_chat() {
            minutes(self.chance.between(0.4, 3.0))
        } else {
            hours(self.chance.skewed(1.5, 1.0))
        });
        let thanks = self.chance.pick(&self.talk.customer.thanks).clone();
        let said = self.customer_says(&thanks, false, Vec::new());
        self.push(Act::Says(said));
        let work = if self.is_chat() { 1.0 } else { self.chance.skewed(25.0, 0.8) };
        self.now = self.world.desk(self.person.language).done(self.now, work);
        self.sets(Status::Solved);
    }

    pub(super) fn customer_says(&mut self, core: &str, first: bool, files: Vec<File>) -> Letter {
        let language = self.person.language;
        let said = if self.is_chat() {
            Letter { files, ..Letter::short(core.to_owned()) }
        } else {
            let talk = &self.talk.customer;
            let greeting = if first || self.chance.happens(0.4) {
                self.chance.pick(&talk.greetings).clone()
            } else {
                String::new()
            };
            let extra = if first && self.chance.happens(0.22) {
                format!("\n\n{}", self.chance.pick(&talk.extras))
            } else {
                String::new()
            };
            let closing = if first || self.chance.happens(0.5) {
                self.chance.pick(&talk.closings).clone()
            } else {
                String::new()
            };
            let (core, closing) = (format!("{core}{extra}"), self.facts.fill(&closing));
            let quote = if first || self.matter.way == Way::Form { None } else { self.quote() };
            let rich = self.matter.way != Way::Form && self.chance.happens(0.65);
            letters::mail(language, &greeting, &core, &closing, quote.as_ref(), rich, files)
        };
        self.newest = Some((self.person.name.clone(), self.now, said.new_text.clone()));
        said
    }

    pub(super) fn photo(&mut self) -> File {
        self.facts.know("number", self.chance.number(4));
        File::Photo { name: self.facts.fill(&self.talk.photo), number: self.chance.below(PHOTOS) }
    }
}
