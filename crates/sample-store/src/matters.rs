//! Why people write: what happened to their orders decides what they ask, and when.

use database::Time;
use jiff::tz::TimeZone;

use crate::calendar::{self, Year, days, hours, minutes};
use crate::catalogue::Catalogue;
use crate::chance::{Chance, Stream};
use crate::ordering::{self, Fate, Parcel, Payment, Sale, Why};
use crate::phrases::Topic;
use crate::population::{ASKING, People, REGULAR};

/// One reason to write.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matter {
    pub(crate) begins: Time,
    pub(crate) about: About,
    pub(crate) way: Way,
    pub(crate) ending: Ending,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum About {
    /// A customer's question, perhaps about an order.
    Topic { topic: Topic, person: usize, sale: Option<usize> },
    /// Mail that nobody asked for: which.
    Spam(usize),
}

/// How they write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    Mail,
    Chat,
    Form,
    /// To the mailbox for those who buy by the hundred.
    Wholesale,
}

/// How far it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// As far as there was time.
    Natural,
    /// Nobody has answered yet.
    Waiting,
    /// An agent has asked something and waits.
    Pending,
    /// An agent has put it away for later.
    PutAway,
}

/// Shares of all conversations that are spam, and that are about no order.
const SPAM: f64 = 0.035;
const FREE: f64 = 0.2;

/// What people write about, the oldest first.
pub(crate) fn matters(
    seed: u64,
    count: usize,
    year: &Year,
    people: &People,
    catalogue: &Catalogue,
    sales: &[Sale],
    spam: usize,
) -> Vec<Matter> {
    let chance = Chance::new(seed, Stream::Matters);
    let silent =
        (0..people.all.len()).filter(|person| *person != ASKING && !ordering::buys(*person)).collect();
    let mut asking = Asking { year, people, catalogue, chance, seasons: year.seasons(), silent };
    let special = asking.special(sales);
    let rest = count.saturating_sub(special.len());
    let (of_spam, free) = (share(rest, SPAM), share(rest, FREE));
    let mut all = asking.about_orders(sales, rest - of_spam - free);
    all.extend((0..of_spam).map(|place| asking.spam(place % spam.max(1))));
    while all.len() < rest {
        all.push(asking.free());
    }
    all.extend(special);
    all.sort_by_key(|matter| matter.begins);
    all
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "counts are small"
)]
fn share(count: usize, of: f64) -> usize {
    (count as f64 * of) as usize
}

struct Asking<'a> {
    year: &'a Year,
    people: &'a People,
    catalogue: &'a Catalogue,
    chance: Chance,
    seasons: Vec<f64>,
    /// Who has not bought anything, and has to have written at least.
    silent: Vec<usize>,
}

impl Asking<'_> {
    /// What the inbox shows first, and one of each state that must be seen.
    fn special(&mut self, sales: &[Sale]) -> Vec<Matter> {
        let of = |person: usize| sales.iter().rposition(|sale| sale.person == person);
        let before = |time| self.year.until.minus(time);
        let about = |topic, person, sale| About::Topic { topic, person, sale };
        let (asked, regular) = (of(ASKING), of(REGULAR));
        let first = sales.iter().position(|sale| sale.person == REGULAR);
        let arrived = |sale: &Sale| sale.parcel().is_some_and(|parcel| parcel.delivered < before(days(8.0)));
        let others: Vec<usize> = (0..sales.len())
            .rev()
            .filter(|place| arrived(&sales[*place]) && ![ASKING, REGULAR].contains(&sales[*place].person))
            .take(5)
            .collect();
        let mut all = vec![
            Matter {
                begins: before(minutes(1.5)),
                about: about(Topic::WhereIsOrder, ASKING, asked),
                way: Way::Mail,
                ending: Ending::Waiting,
            },
            Matter {
                begins: before(days(150.0)),
                about: about(Topic::Thanks, REGULAR, first),
                way: Way::Mail,
                ending: Ending::Natural,
            },
            Matter {
                begins: before(minutes(26.0)),
                about: about(Topic::Gift, REGULAR, regular),
                way: Way::Chat,
                ending: Ending::Waiting,
            },
        ];
        let ways = [
            (Topic::RefundStatus, Way::Mail, Ending::PutAway),
            (Topic::Size, Way::Mail, Ending::Pending),
            (Topic::Complaint, Way::Mail, Ending::PutAway),
            (Topic::WrongItem, Way::Chat, Ending::Pending),
            (Topic::Return, Way::Form, Ending::Waiting),
        ];
        for (place, (topic, way, ending)) in others.into_iter().zip(ways) {
            let ago = if ending == Ending::Waiting { 0.2 } else { 5.0 };
            let begins = before(days(ago + self.chance.between(0.05, 0.4)));
            all.push(Matter { begins, about: about(topic, sales[place].person, Some(place)), way, ending });
        }
        all
    }

    fn about_orders(&mut self, sales: &[Sale], count: usize) -> Vec<Matter> {
        let mut drawn: Vec<(f64, Matter)> = Vec::with_capacity(sales.len() * 3);
        for (place, sale) in sales.iter().enumerate().filter(|(_, sale)| sale.person != ASKING) {
            for (weight, begins, topic) in self.reasons(sale) {
                if begins > self.year.until.minus(minutes(4.0)) || begins < self.year.start {
                    continue;
                }
                let lately = if begins > self.year.until.minus(days(2.5)) { 2.5 } else { 1.0 };
                let key = self.chance.lot(weight * lately);
                let way = self.way(topic);
                let about = About::Topic { topic, person: sale.person, sale: Some(place) };
                drawn.push((key, Matter { begins, about, way, ending: Ending::Natural }));
            }
        }
        drawn.sort_by(|one, other| one.0.total_cmp(&other.0));
        drawn.into_iter().take(count).map(|(_, matter)| matter).collect()
    }

    /// What the customer of an order may write about it: how likely, and when.
    fn reasons(&mut self, sale: &Sale) -> Vec<(f64, Time, Topic)> {
        let placed = |chance: &mut Chance, from, to| sale.placed.plus(hours(chance.between(from, to)));
        let mut reasons = vec![
            (0.10, placed(&mut self.chance, 1.0, 300.0), Topic::Invoice),
            (0.04, placed(&mut self.chance, 0.2, 12.0), Topic::Gift),
            (0.04, placed(&mut self.chance, 0.1, 8.0), Topic::Payment),
        ];
        let date = sale.placed.timestamp().to_zoned(TimeZone::UTC).date();
        if calendar::is_campaign(date) {
            reasons.push((0.35, placed(&mut self.chance, 0.1, 6.0), Topic::Discount));
        }
        if sale.payment == Payment::Transfer {
            reasons.push((0.5, placed(&mut self.chance, 30.0, 70.0), Topic::Payment));
        }
        match &sale.fate {
            Fate::Failed => {}
            Fate::Cancelled { at } => reasons.push((
                2.0,
                at.minus(minutes(self.chance.between(10.0, 25.0))).max(sale.placed),
                Topic::Cancel,
            )),
            Fate::Sent { parcel, refund, .. } => {
                self.on_the_way(sale, parcel, &mut reasons);
                self.after_arrival(sale, parcel, &mut reasons);
                if let Some(refund) = refund {
                    let (weight, topic, before) = match refund.why {
                        Why::Returned => {
                            (1.2, Topic::Return, parcel.delivered.plus(hours(self.chance.between(2.0, 60.0))))
                        }
                        Why::Broken => (
                            2.5,
                            Topic::Damaged,
                            parcel.delivered.plus(hours(self.chance.between(0.3, 20.0))),
                        ),
                        Why::Late => (
                            2.0,
                            Topic::Complaint,
                            parcel.delivered.minus(hours(self.chance.between(2.0, 40.0))),
                        ),
                    };
                    reasons.push((weight, before, topic));
                    reasons.push((
                        0.8,
                        refund.at.plus(days(self.chance.between(2.0, 7.0))),
                        Topic::RefundStatus,
                    ));
                }
            }
        }
        reasons
    }

    fn on_the_way(&mut self, sale: &Sale, parcel: &Parcel, reasons: &mut Vec<(f64, Time, Topic)>) {
        let chance = &mut self.chance;
        let before_van = parcel.shipped.since(sale.placed).as_secs_f64() / 3600.0;
        reasons.push((
            0.09,
            sale.placed.plus(hours(chance.between(0.05, 0.9) * before_van)),
            Topic::AddressChange,
        ));
        let travels = parcel.delivered.since(parcel.shipped).as_secs_f64() / 86400.0;
        let weight = if travels > 2.5 { 0.42 } else { 0.2 };
        reasons.push((
            weight,
            parcel.shipped.plus(days(chance.between(0.5, 0.95) * travels)),
            Topic::WhereIsOrder,
        ));
        if parcel.is_late() {
            let late = parcel.delivered.since(parcel.expected).as_secs_f64() / 86400.0;
            let struck = if parcel.is_struck() { 2.5 } else { 1.0 };
            for (weight, topic) in [(3.2, Topic::Late), (0.9, Topic::WhereIsOrder), (0.55, Topic::Complaint)]
            {
                let weight = weight * struck;
                reasons.push((weight, parcel.expected.plus(days(chance.between(0.1, 0.9) * late)), topic));
            }
        }
        if self.people.countries[self.people.all[sale.person].country].is_abroad() {
            reasons.push((
                0.4,
                parcel.shipped.plus(days(chance.between(0.4, 0.8) * travels)),
                Topic::Customs,
            ));
        }
    }

    fn after_arrival(&mut self, sale: &Sale, parcel: &Parcel, reasons: &mut Vec<(f64, Time, Topic)>) {
        let chance = &mut self.chance;
        let breaks = self.catalogue.is_ceramic(sale.lines[0].0.product);
        for (weight, from, to, topic) in [
            (if breaks { 0.13 } else { 0.0 }, 0.2, 30.0, Topic::Damaged),
            (0.05, 0.2, 24.0, Topic::WrongItem),
            (0.09, 4.0, 90.0, Topic::Size),
            (0.05, 20.0, 300.0, Topic::Return),
            (0.10, 5.0, 120.0, Topic::Thanks),
            (0.02, 2.0, 60.0, Topic::Complaint),
        ] {
            reasons.push((weight, parcel.delivered.plus(hours(chance.between(from, to))), topic));
        }
    }

    /// Questions before buying.
    fn free(&mut self) -> Matter {
        let anybody = self.chance.below(self.people.all.len());
        let person = self.silent.pop().unwrap_or(if anybody == ASKING { REGULAR } else { anybody });
        let topic = [Topic::ProductQuestion, Topic::Stock, Topic::Wholesale]
            [self.chance.weighted([62.0, 25.0, 13.0].into_iter())];
        let begins = self.any_moment(&self.people.countries[self.people.all[person].country].zone.clone());
        let way = self.way(topic);
        Matter { begins, about: About::Topic { topic, person, sale: None }, way, ending: Ending::Natural }
    }

    fn spam(&mut self, which: usize) -> Matter {
        let begins = self.any_moment(&TimeZone::UTC);
        Matter { begins, about: About::Spam(which), way: Way::Mail, ending: Ending::Natural }
    }

    fn any_moment(&mut self, zone: &TimeZone) -> Time {
        self.year.moment(&self.seasons, zone, &mut self.chance).min(self.year.until.minus(minutes(4.0)))
    }

    fn way(&mut self, topic: Topic) -> Way {
        let weights = match topic {
            Topic::Wholesale => [10.0, 10.0, 20.0, 60.0],
            Topic::ProductQuestion | Topic::Stock | Topic::Discount => [28.0, 56.0, 16.0, 0.0],
            Topic::Damaged | Topic::WrongItem | Topic::Complaint | Topic::Invoice => [70.0, 18.0, 12.0, 0.0],
            _ => [54.0, 34.0, 12.0, 0.0],
        };
        [Way::Mail, Way::Chat, Way::Form, Way::Wholesale][self.chance.weighted(weights.into_iter())]
    }
}
