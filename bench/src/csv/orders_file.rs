//! A table of orders as a store's program writes it, the same one every time.

use std::fmt::Write as _;

/// What was made.
pub struct Made {
    /// The table, with its header.
    pub text: String,
    /// Its orders, also those that can't be read.
    pub orders: usize,
    /// Those that can't be read, each by one cell.
    pub bad: usize,
    /// The number of the last order that can be read.
    pub last: String,
}

/// In so many ways an order can't be read.
pub const WAYS: usize = 5;

const FIRST: [&str; 16] = [
    "Ayşe", "Mehmet", "Zeynep", "Emre", "Elif", "Can", "Derya", "Kerem", "Selin", "Burak", "Ece", "Onur",
    "Gül", "Tolga", "İrem", "Çağla",
];
const LAST: [&str; 16] = [
    "Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Öztürk", "Aydın", "Arslan", "Doğan", "Kılıç", "Aslan",
    "Çetin", "Kara", "Koç", "Kurt", "Özkan",
];
const CITIES: [&str; 8] = ["İstanbul", "Ankara", "İzmir", "Bursa", "Antalya", "Adana", "Konya", "Gaziantep"];
const THINGS: [&str; 8] =
    ["Süet bot", "Çorap", "Fincan takımı", "Keten gömlek", "Deri cüzdan", "Yün atkı", "Defter", "Cam vazo"];
const STATES: [&str; 6] = ["completed", "completed", "completed", "processing", "shipped", "cancelled"];

/// Numbers that look random and are the same every time (Vigna's SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % (sides as u64)).unwrap_or(0)
    }

    fn pick<'a>(&mut self, some: &[&'a str]) -> &'a str {
        some[self.roll(some.len())]
    }
}

/// Makes a table of so many orders.
pub fn make(orders: usize) -> Made {
    let mut dice = Dice(7);
    let mut made = Made {
        text: "order_id,status,total,currency,date,name,email,phone,address_1,city,billing_country,payment_method,line_name,\
               line_quantity,line_price\n"
            .to_owned(),
        orders,
        bad: 0,
        last: String::new(),
    };
    let people = orders / 3 + 1;
    for order in 0..orders {
        let number = format!("K{}", 1_000_000 + order);
        // One in a hundred, by chance: no group of rows is without one for long.
        let bad = (dice.roll(100) == 0).then(|| dice.roll(WAYS));
        row(&mut made.text, &mut dice, &number, people, bad);
        match bad {
            Some(_) => made.bad += 1,
            None => made.last = number,
        }
    }
    made
}

fn row(text: &mut String, dice: &mut Dice, number: &str, people: usize, bad: Option<usize>) {
    let person = dice.roll(people);
    let (first, last) = (FIRST[person % 16], LAST[person / 16 % 16]);
    let (quantity, price) = (1 + dice.roll(3), 5000 + dice.roll(90_000));
    let total = quantity * price;
    let (year, month, day) = (2019 + dice.roll(7), 1 + dice.roll(12), 1 + dice.roll(28));
    let (status, city, thing) = (dice.pick(&STATES), dice.pick(&CITIES), dice.pick(&THINGS));
    let total = match bad {
        Some(0) => format!("{},{:02}O", total / 100, total % 100).replace(',', "."),
        _ => format!("{}.{:02}", total / 100, total % 100),
    };
    let date = match bad {
        Some(1) => format!("{year}-{month:02}-31T25:00"),
        _ => format!("{year}-{month:02}-{day:02} {:02}:{:02}:00", dice.roll(24), dice.roll(60)),
    };
    let status = if bad == Some(2) { "" } else { status };
    let currency = if bad == Some(3) { "lira!" } else { "TRY" };
    let country = if bad == Some(4) { "Turkey" } else { "TR" };
    let _ = writeln!(
        text,
        "{number},{status},{total},{currency},{date},{first} {last},m{person}@customers.example,05{:09},\"Çiçek Sok. {}, D. {}\",\
         {city},{country},Kredi kartı,{thing},{quantity},{}.{:02}",
        300_000_000 + person,
        person % 200,
        person % 30,
        price / 100,
        price % 100
    );
}
