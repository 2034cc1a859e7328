//! How a conversation goes: who says what and when, until it is solved or the year is over.

mod fitting;
mod wording;
mod working;

use database::Time;
use inbox::conversations::{Priority, Status};
use language::Language;

use crate::calendar::{days, hours, minutes};
use crate::chance::{Chance, Stream};
use crate::facts;
use crate::letters::Letter;
use crate::matters::{About, Ending, Matter, Way};
use crate::ordering::Sale;
use crate::phrases::{Course, Facts, Talk, Texts, Topic, sentence};
use crate::population::Person;
use crate::world::World;

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

    /// The question that the inbox shows first reads as everybody asks it.
    fn is_first(&self) -> bool {
        self.topic == Topic::WhereIsOrder && self.matter.ending == Ending::Waiting
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
            core = format!("{sorry}\n\n{}", sentence(self.person.language, &core));
        }
        let files = if with_paper { self.paper() } else { Vec::new() };
        self.says(&core, files);
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
}
