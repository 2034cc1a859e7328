//! How a conversation goes: who says what and when, until it is solved or the year is over.

mod colleague;
mod customer;

use database::Time;
use inbox::conversations::{Priority, Status};
use language::Language;

use crate::calendar::{days, minutes};
use crate::chance::{Chance, Stream};
use crate::facts;
use crate::letters::Letter;
use crate::matters::{About, Ending, Matter, Way};
use crate::ordering::{Parcel, Sale};
use crate::phrases::{Course, Facts, Talk, Texts, Topic};
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

    fn is_struck(&self) -> bool {
        self.sale.and_then(Sale::parcel).is_some_and(Parcel::is_struck)
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
}
