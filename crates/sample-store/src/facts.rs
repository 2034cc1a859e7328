//! The facts that the phrases speak of, taken from the customer's own order.

use commerce::money::Money;
use database::Time;
use language::{Language, dates, numbers};

use crate::calendar::days;
use crate::chance::Chance;
use crate::invoice::{self, Sums};
use crate::ordering::{self, CAMPAIGN, Sale};
use crate::phrases::{Facts, Paper, Topic};
use crate::population::Person;
use crate::world::World;

/// Everything that a talk about this can mention.
pub(crate) fn of(
    world: &World,
    person: &Person,
    sale: Option<&Sale>,
    topic: Topic,
    at: Time,
    chance: &mut Chance,
) -> Facts {
    let mut facts = Facts::default();
    let zone = &world.people.countries[person.country].zone;
    let day = |at: Time| dates::date(person.language, at.timestamp().to_zoned(zone.clone()).date());
    facts.know("name", person.name.clone());
    facts.know(
        "first",
        if person.language == Language::Ko { person.name.clone() } else { person.first.clone() },
    );
    facts.know("dear", person.dear());
    facts.know("city", person.city());
    facts.know("address", world.people.other_address(person, chance));
    facts.know("expected", day(at.plus(days(chance.between(2.0, 4.5)))));
    facts.know(
        "code",
        if topic == Topic::Discount {
            CAMPAIGN.code.to_owned()
        } else {
            format!("SORRY10-{}", chance.number(4))
        },
    );
    facts.know(
        "amount",
        money(
            person.language,
            Money::new(world.catalogue.terms(person.currency).free_from * 8, person.currency),
        ),
    );
    match sale {
        None => {
            // Before buying, people ask about glaze and clay.
            let mut choice = world.catalogue.choose(person.language, person.currency, chance);
            while !world.catalogue.is_ceramic(choice.product) {
                choice = world.catalogue.choose(person.language, person.currency, chance);
            }
            facts.know("product", choice.name);
        }
        Some(sale) => of_sale(&mut facts, world, person, sale, topic, day),
    }
    facts
}

fn of_sale(
    facts: &mut Facts,
    world: &World,
    person: &Person,
    sale: &Sale,
    topic: Topic,
    day: impl Fn(Time) -> String,
) {
    let choice = &sale.lines[0].0;
    let Sums { total, .. } = invoice::sums(sale, &world.catalogue);
    let of_piece = matches!(topic, Topic::Damaged | Topic::WrongItem | Topic::Discount);
    let amount = if of_piece { choice.price } else { total };
    facts.know("order", sale.number.clone());
    facts.know("product", choice.name.clone());
    facts.know("placed", day(sale.placed));
    facts.know("amount", money(person.language, Money::new(amount, sale.currency)));
    if let Some(parcel) = sale.parcel() {
        facts.know("carrier", ordering::carrier_name(parcel));
        facts.know("tracking", parcel.number.to_string());
        facts.know(
            "link",
            ordering::link(parcel)
                .map_or_else(|| "https://shop.nar.example/track".to_owned(), |link| link.url),
        );
        facts.know("shipped", day(parcel.shipped));
    }
}

fn money(language: Language, money: Money) -> String {
    let amount = money.to_decimal();
    // Nobody writes out hundredths that are none.
    let amount = if amount.is_integer() { amount.trunc() } else { amount };
    numbers::money(language, amount, money.currency.as_str())
}

/// What stands on a paper.
pub(crate) fn paper_lines(world: &World, sale: Option<&Sale>, paper: Paper) -> Vec<String> {
    let Some(sale) = sale.filter(|_| paper != Paper::Prices) else {
        return vec![
            "From 50 pieces: 25 %".to_owned(),
            "From 100 pieces: 32 %".to_owned(),
            "Delivery: five weeks".to_owned(),
        ];
    };
    let show = |minor| format!("{} {}", Money::new(minor, sale.currency), sale.currency);
    let sums = invoice::sums(sale, &world.catalogue);
    let mut lines = vec![format!("Order {}", sale.number), String::new()];
    lines.extend(
        sale.lines
            .iter()
            .map(|(choice, quantity)| format!("{quantity} x {}   {}", choice.sku, show(choice.price))),
    );
    lines.extend([
        String::new(),
        format!("Shipping   {}", show(sums.shipping)),
        format!("Tax   {}", show(sums.tax)),
        format!("Total   {}", show(sums.total)),
    ]);
    lines
}
