//! The words of both sides, with what is attached to them.

use super::{Act, Talking};
use crate::facts;
use crate::files::{File, PHOTOS};
use crate::founding::BRAND;
use crate::letters::{self, Letter};
use crate::matters::Way;
use crate::phrases::{Facts, Paper, sentence};

impl Talking<'_> {
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

    pub(super) fn says(&mut self, core: &str, files: Vec<File>) {
        let said = if self.is_chat() {
            Letter { files, ..Letter::short(sentence(self.person.language, core)) }
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

    pub(super) fn photo(&mut self) -> File {
        self.facts.know("number", self.chance.number(4));
        File::Photo { name: self.facts.fill(&self.talk.photo), number: self.chance.below(PHOTOS) }
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
