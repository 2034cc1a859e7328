//! How a conversation goes: who says what and when, until it is solved or the year is over.

use database::Time;
use inbox::conversations::{Priority, Status};
use jiff::tz::TimeZone;
use language::Language;

use crate::calendar::{self, days, hours, minutes};
use crate::chance::{Chance, Stream};
use crate::files::{File, PHOTOS};
use crate::founding::BRAND;
use crate::letters::{self, Letter};
use crate::matters::{About, Ending, Matter, Way};
use crate::ordering::{Parcel, Payment, Sale};
use crate::phrases::{Course, Facts, Paper, Talk, Texts, Topic};
use crate::population::Person;
use crate::world::World;
use crate::{facts, founding};

/// Something that happens in a conversation.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    pub(crate) at: Time,
    /// Which conversation, by the place of its matter.
    pub(crate) matter: usize,
    pub(crate) act: Act,
}

#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// The customer begins.
    Opens { subject: String, said: Letter },
    /// The customer goes on.
    Says(Letter),
    /// The customer's machine answers.
    AutoReplies { subject: String, text: String },
    /// A colleague answers, by their place in the team.
    Answers { by: usize, said: Letter },
    /// A colleague writes to the others, and calls one.
    Notes { by: usize, text: String, calls: Option<usize> },
    /// A colleague, or a rule, changes something.
    Changes { by: Option<usize>, change: Box<Wanted> },
    /// The last answer came back.
    Bounces { reason: String },
}

/// What is changed; `None` stays.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) status: Option<Status>,
    pub(crate) assignee: Option<usize>,
    pub(crate) team: Option<&'static str>,
    pub(crate) priority: Option<Priority>,
    pub(crate) tags: Option<Vec<String>>,
    pub(crate) put_away_until: Option<Time>,
}

/// Nothing happens later than this before the end, but for what the inbox shows first.
const CALM: f64 = 3.0;

/// The turns of one matter, oldest first.
pub(crate) fn turns(world: &World, place: usize) -> Vec<Turn> {
    let matter = world.matters[place];
    let mut turns = match matter.about {
        About::Spam(which) => spam(world, place, &matter, which),
        About::Topic { topic, person, sale } => Talking::new(world, place, matter, topic, person, sale).run(),
    };
    let last = world.year.until.minus(minutes(CALM));
    let keeps = |turn: &Turn| turn.at <= last || matter.ending == Ending::Waiting;
    turns.truncate(turns.iter().take_while(|turn| keeps(turn)).count());
    turns
}

fn spam(world: &World, place: usize, matter: &Matter, which: usize) -> Vec<Turn> {
    let spam = &world.phrases.spam[which];
    let said = Letter { text: spam.text.clone(), new_text: spam.text.clone(), html: None, files: Vec::new() };
    let opens = Act::Opens { subject: spam.subject.clone(), said };
    let mut chance = Chance::of(world.seed, Stream::Words, place);
    let seen = world.desk(Language::Tr).done(matter.begins, chance.skewed(60.0, 0.8));
    let by = Some(chance.below(world.founded.colleagues.len()));
    let change = Box::new(Wanted { status: Some(Status::Spam), ..Wanted::default() });
    vec![
        Turn { at: matter.begins, matter: place, act: opens },
        Turn { at: seen, matter: place, act: Act::Changes { by, change } },
    ]
}

struct Talking<'w> {
    world: &'w World,
    place: usize,
    matter: Matter,
    topic: Topic,
    person: &'w Person,
    sale: Option<&'w Sale>,
    talk: &'w Talk,
    texts: &'w Texts,
    course: &'w Course,
    facts: Facts,
    chance: Chance,
    now: Time,
    /// Who has it, once somebody has.
    by: usize,
    subject: String,
    /// The newest mail of either side, to be quoted: who, when, what.
    newest: Option<(String, Time, String)>,
    turns: Vec<Turn>,
}

impl<'w> Talking<'w> {
    fn new(
        world: &'w World,
        place: usize,
        matter: Matter,
        topic: Topic,
        person: usize,
        sale: Option<usize>,
    ) -> Self {
        let person = &world.people.all[person];
        let sale = sale.map(|sale| &world.sales[sale]);
        let talk = world.phrases.talk(person.language);
        let mut chance = Chance::of(world.seed, Stream::Words, place);
        let facts = facts::of(world, person, sale, topic, matter.begins, &mut chance);
        Self {
            world,
            place,
            matter,
            topic,
            person,
            sale,
            talk,
            texts: &talk.topics[&topic],
            course: world.phrases.course(topic),
            facts,
            chance,
            now: matter.begins,
            by: 0,
            subject: String::new(),
            newest: None,
            turns: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Turn> {
        let opening = self.opens();
        self.sorts();
        if self.matter.ending == Ending::Waiting {
            return self.turns;
        }
        self.is_taken();
        if self.matter.ending == Ending::PutAway {
            self.puts_away(days(2.0));
            return self.turns;
        }
        self.may_note();
        let answers = self.course.answers_to(opening, self.is_chat());
        let answers: Vec<usize> =
            answers.iter().copied().filter(|answer| self.answers_truly(*answer)).collect();
        let answer = *self.chance.pick(&answers);
        let more = self.course.more_to(answer).to_vec();
        let goes_on = !more.is_empty() && self.chance.happens(0.5);
        let silent = !goes_on && !self.is_chat() && self.chance.happens(0.2);
        let pending = self.matter.ending == Ending::Pending;
        self.answers(answer, self.course.paper_with.contains(&answer));
        self.sets(if pending || goes_on || silent { Status::Pending } else { Status::Solved });
        if pending {
            return self.turns;
        }
        self.machines();
        if goes_on {
            self.goes_on(&more);
        }
        if silent {
            self.falls_silent();
        } else if self.chance.happens(0.42) {
            self.thanks();
        }
        self.closes();
        self.turns
    }

    fn is_chat(&self) -> bool {
        self.matter.way == Way::Chat
    }

    fn push(&mut self, act: Act) {
        self.turns.push(Turn { at: self.now, matter: self.place, act });
    }

    fn opens(&mut self) -> usize {
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
    fn fits(&self, opening: usize) -> bool {
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

    /// Whether the n-th answer is true: some speak of the strike, one of a hub where there was none.
    fn answers_truly(&self, answer: usize) -> bool {
        match (self.topic, answer) {
            (Topic::Late, 0 | 2) => self.is_struck(),
            (Topic::Late, 3) => !self.is_struck(),
            _ => true,
        }
    }

    fn is_struck(&self) -> bool {
        self.sale.and_then(Sale::parcel).is_some_and(Parcel::is_struck)
    }

    /// The question that the inbox shows first reads as everybody asks it.
    fn is_first(&self) -> bool {
        self.topic == Topic::WhereIsOrder && self.matter.ending == Ending::Waiting
    }

    /// A rule puts tags and a team on, a moment after it came.
    fn sorts(&mut self) {
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

    fn tags(&self) -> Vec<String> {
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
    fn is_taken(&mut self) {
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
    fn haste(&self) -> f64 {
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

    fn puts_away(&mut self, length: jiff::SignedDuration) {
        self.notes();
        let until = self.now.plus(length).max(self.world.year.until.plus(hours(20.0)));
        let change = Wanted { assignee: Some(self.by), put_away_until: Some(until), ..Wanted::default() };
        self.now = self.now.plus(minutes(1.0));
        let by = Some(self.by);
        self.push(Act::Changes { by, change: Box::new(change) });
    }

    fn may_note(&mut self) {
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

    fn answers(&mut self, answer: usize, with_paper: bool) {
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

    fn says(&mut self, core: &str, files: Vec<File>) {
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

    fn sets(&mut self, status: Status) {
        let change = Wanted { status: Some(status), assignee: Some(self.by), ..Wanted::default() };
        self.now = self.now.plus(minutes(0.005));
        let by = Some(self.by);
        self.push(Act::Changes { by, change: Box::new(change) });
    }

    /// Somebody is away, or an address is gone.
    fn machines(&mut self) {
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

    fn goes_on(&mut self, more: &[usize]) {
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
    fn falls_silent(&mut self) {
        self.now = self.now.plus(days(5.0));
        let change = Wanted { status: Some(Status::Solved), ..Wanted::default() };
        self.push(Act::Changes { by: None, change: Box::new(change) });
    }

    /// A thank-you opens it again; one look closes it.
    fn thanks(&mut self) {
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

    fn closes(&mut self) {
        if self.chance.happens(0.6) {
            self.now = self.now.plus(days(14.0));
            let change = Wanted { status: Some(Status::Closed), ..Wanted::default() };
            self.push(Act::Changes { by: None, change: Box::new(change) });
        }
    }

    fn customer_says(&mut self, core: &str, first: bool, files: Vec<File>) -> Letter {
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

    /// What stands below an answer: who wrote when, and what.
    fn quote(&self) -> Option<(String, String)> {
        let (who, at, text) = self.newest.as_ref()?;
        let zone = &self.world.people.countries[self.person.country].zone;
        let date = language::dates::date_time(self.person.language, &at.timestamp().to_zoned(zone.clone()));
        let mut facts = Facts::default();
        facts.know("who", who.clone());
        facts.know("date", date);
        Some((facts.fill(&self.talk.quote), text.clone()))
    }

    fn photo(&mut self) -> File {
        self.facts.know("number", self.chance.number(4));
        File::Photo { name: self.facts.fill(&self.talk.photo), number: self.chance.below(PHOTOS) }
    }

    fn paper(&self) -> Vec<File> {
        let Some(paper) = self.course.paper else { return Vec::new() };
        let name = match paper {
            Paper::Invoice => self.facts.fill(&self.talk.invoice),
            Paper::Label => format!("label-{}.pdf", self.sale.map_or("", |sale| sale.number.as_str())),
            Paper::Prices => "nar-retailers.pdf".to_owned(),
        };
        vec![File::Paper { name, paper, lines: facts::paper_lines(self.world, self.sale, paper) }]
    }
}
