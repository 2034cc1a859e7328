//! A table of orders as a store's program writes it, the same one every time.

use std::fmt::Write as _;

/// What is to be made.
pub struct Wanted {
    /// Orders in the file.
    pub orders: usize,
    /// Whether one in a hundred can't be read.
    pub bad: bool,
    /// People who placed one in twenty of all orders, each as many as the others; the rest is of a third as many people as
    /// there are orders.
    pub regulars: usize,
    /// Whether some money was given back and parcels have numbers.
    pub whole: bool,
}

impl Wanted {
    /// So many orders of people who place about three, one in a hundred of which can't be read.
    pub const fn usual(orders: usize) -> Self {
        Self { orders, bad: true, regulars: 0, whole: false }
    }
}

/// The address of somebody who placed orders.
pub fn address(person: usize) -> String {
    format!("m{person}@customers.example")
}

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

/// Makes a table of orders.
pub fn make(wanted: &Wanted) -> Made {
    let mut dice = Dice(7);
    let mut made = Made {
        text: "order_id,status,total,currency,date,name,email,phone,address_1,city,billing_country,payment_method,line_name,\
               line_quantity,line_price"
            .to_owned(),
        orders: wanted.orders,
        bad: 0,
        last: String::new(),
    };
    made.text.push_str(if wanted.whole { ",refunded_total,tracking_number\n" } else { "\n" });
    let people = people(wanted.orders);
    for order in 0..wanted.orders {
        let number = format!("K{}", 1_000_000 + order);
        // One in a hundred, by chance: no group of rows is without one for long.
        let bad = (wanted.bad && dice.roll(100) == 0).then(|| dice.roll(WAYS));
        let person = match order / 20 {
            some if order % 20 == 0 && wanted.regulars > 0 => people + some % wanted.regulars,
            _ => dice.roll(people),
        };
        row(&mut made.text, &mut dice, &number, person, bad);
        if wanted.whole {
            let refunded = if dice.roll(10) == 0 { "10.00" } else { "" };
            let parcel = if dice.roll(2) == 0 { format!("YK{number}TR") } else { String::new() };
            let _ = write!(made.text, ",{refunded},{parcel}");
        }
        made.text.push('\n');
        match bad {
            Some(_) => made.bad += 1,
            None => made.last = number,
        }
    }
    made
}

/// People who place few orders: the first so many numbers. Behind them come the regulars.
pub const fn people(orders: usize) -> usize {
    orders / 3 + 1
}

fn row(text: &mut String, dice: &mut Dice, number: &str, person: usize, bad: Option<usize>) {
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
    let _ = write!(
        text,
        "{number},{status},{total},{currency},{date},{first} {last},{},05{:09},\"Çiçek Sok. {}, D. {}\",\
         {city},{country},Kredi kartı,{thing},{quantity},{}.{:02}",
        address(person),
        300_000_000 + person,
        person % 200,
        person % 30,
        price / 100,
        price % 100
    );
}
