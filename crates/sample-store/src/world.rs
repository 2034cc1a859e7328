//! All that is planned before anything is written: who there is, what they buy, why they write.

use language::Language;

use crate::calendar::{Desk, Year};
use crate::catalogue::Catalogue;
use crate::founding::Founded;
use crate::matters::{self, Matter};
use crate::ordering::{self, Sale};
use crate::phrases::Phrases;
use crate::population::People;
use crate::{FillError, Plan};

/// The plan in full.
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) year: Year,
    pub(crate) people: People,
    pub(crate) catalogue: Catalogue,
    pub(crate) phrases: Phrases,
    pub(crate) sales: Vec<Sale>,
    pub(crate) matters: Vec<Matter>,
    pub(crate) founded: Founded,
    desks: [(Language, Desk); 4],
}

impl World {
    pub(crate) fn new(plan: &Plan, year: Year, founded: Founded) -> Result<Self, FillError> {
        let people = People::new(plan.seed, plan.customers)?;
        let catalogue = Catalogue::new()?;
        let phrases = Phrases::new()?;
        let sales = ordering::sales(plan.seed, plan.orders, &year, &people, &catalogue)?;
        let matters = matters::matters(
            plan.seed,
            plan.conversations,
            &year,
            &people,
            &catalogue,
            &sales,
            phrases.spam.len(),
        );
        let desks = [Language::En, Language::Tr, Language::Ko, Language::Fa]
            .map(|language| (language, Desk::of(language)));
        Ok(Self { seed: plan.seed, year, people, catalogue, phrases, sales, matters, founded, desks })
    }

    pub(crate) fn desk(&self, language: Language) -> &Desk {
        let own = self.desks.iter().find(|(of, _)| *of == language);
        &own.unwrap_or(&self.desks[0]).1
    }
}
