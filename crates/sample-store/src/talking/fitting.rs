//! What can truly be said of an order, and what a rule sorts a conversation by.

use inbox::conversations::Priority;
use jiff::tz::TimeZone;
use language::Language;

use super::{Act, Talking, Wanted};
use crate::calendar::{self, minutes};
use crate::ordering::{Parcel, Payment, Sale};
use crate::phrases::Topic;

impl Talking<'_> {
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

    /// Whether the n-th answer is true: some speak of the strike, one of a hub where there was none.
    pub(super) fn answers_truly(&self, answer: usize) -> bool {
        match (self.topic, answer) {
            (Topic::Late, 0 | 2) => self.is_struck(),
            (Topic::Late, 3) => !self.is_struck(),
            _ => true,
        }
    }

    pub(super) fn is_struck(&self) -> bool {
        self.sale.and_then(Sale::parcel).is_some_and(Parcel::is_struck)
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
}
