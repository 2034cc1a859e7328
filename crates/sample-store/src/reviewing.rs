//! What customers write about what they bought, and the codes that the store gives away.

use std::collections::BTreeMap;

use commerce::model::{CouponValue, SourceId, StoreCoupon, StoreReview};
use commerce::money::{Currency, Money};
use database::Time;
use language::Language;
use serde::Deserialize;

use crate::FillError;
use crate::calendar::{Year, days};
use crate::catalogue::Catalogue;
use crate::chance::{Chance, Stream};
use crate::ordering::{CAMPAIGN, Fate, Sale, WELCOME};
use crate::population::People;

/// One in so many who got their parcel writes a review.
const SILENT: usize = 9;
/// More are not needed to see what reviews look like.
const MOST: usize = 400;

/// What is said in a language, by how content somebody is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    glad: Vec<String>,
    middling: Vec<String>,
    sad: Vec<String>,
}

/// The reviews of the year, in the order of time.
pub(crate) fn reviews(
    seed: u64,
    year: &Year,
    people: &People,
    catalogue: &Catalogue,
    sales: &[Sale],
) -> Result<Vec<StoreReview>, FillError> {
    let words: BTreeMap<Language, Words> = toml::from_str(include_str!("../data/reviews.toml"))
        .map_err(|cause: toml::de::Error| FillError::Refused(cause.to_string()))?;
    let mut chance = Chance::new(seed, Stream::Reviews);
    let mut all = Vec::new();
    for sale in sales.iter().rev() {
        let Fate::Sent { parcel, .. } = &sale.fate else { continue };
        let written = parcel.delivered.plus(days(chance.between(1.0, 12.0)));
        if chance.below(SILENT) != 0 || written >= year.until || all.len() == MOST {
            continue;
        }
        let person = &people.all[sale.person];
        // What is said is about ceramics; these stand first in an order.
        let Some((choice, _)) = sale.lines.first().filter(|(choice, _)| catalogue.is_ceramic(choice.product))
        else {
            continue;
        };
        let rating = [5, 4, 3, 2, 1][chance.weighted([58.0, 24.0, 9.0, 5.0, 4.0].into_iter())];
        let Some(said) = words.get(&person.language) else { continue };
        let said = chance.pick(match rating {
            4 | 5 => &said.glad,
            3 => &said.middling,
            _ => &said.sad,
        });
        all.push(StoreReview {
            source_id: SourceId::from("0"),
            product_id: Some(Catalogue::product_id(choice.product)),
            product_name: Some(choice.name.clone()),
            status: if chance.happens(0.06) { "hold" } else { "approved" }.to_owned(),
            reviewer: Some(person.first.clone()),
            email: Some(person.email.clone()),
            rating,
            verified: true,
            text: said.clone(),
            written_at: written.timestamp(),
            answers: None,
        });
    }
    all.sort_by_key(|review| review.written_at);
    for (number, review) in (FIRST_REVIEW..).zip(&mut all) {
        review.source_id = SourceId::from(number);
    }
    Ok(all)
}

/// The first id that the store gave to a review.
const FIRST_REVIEW: u64 = 9000;

/// The codes that the store gives away.
pub(crate) fn coupons(year: &Year, sales: &[Sale]) -> Vec<StoreCoupon> {
    let lira: Currency = "TRY".parse().expect("a currency code");
    let used = |code: &str| {
        let with = sales.iter().filter(|sale| sale.coupon.is_some_and(|coupon| coupon.code == code));
        u64::try_from(with.filter(|sale| sale.placed < year.until).count()).unwrap_or(0)
    };
    let percent = |number: u64, code: &str, percent: i64, about: &str| {
        let value = CouponValue::Percent(percent.into());
        StoreCoupon { used: used(code), ..coupon(number, code, value, about, year.start) }
    };
    vec![
        percent(701, WELCOME.code, WELCOME.percent, "İlk siparişe %10"),
        StoreCoupon {
            expires_at: Some(year.until.minus(days(200.0)).timestamp()),
            ..percent(702, "BAHAR15", 15, "Bahar kampanyası")
        },
        percent(703, CAMPAIGN.code, CAMPAIGN.percent, "Nar haftası"),
        StoreCoupon {
            free_shipping: true,
            minimum: Some(Money::new(75_000, lira)),
            ..coupon(704, "KARGO", CouponValue::Other, "750 TL üzeri ücretsiz kargo", year.start)
        },
        StoreCoupon {
            usage_limit: Some(1),
            usage_limit_per_customer: Some(1),
            used: 1,
            alone: true,
            only_for_some: true,
            ..coupon(
                705,
                "OZUR-7K2M",
                CouponValue::Amount(Money::new(25_000, lira)),
                "Kırık tabak için",
                year.start,
            )
        },
        StoreCoupon {
            usage_limit: Some(200),
            expires_at: Some(year.until.plus(days(40.0)).timestamp()),
            ..percent(706, "YILBASI25", 25, "Yılbaşı: yalnızca seramikler")
        },
    ]
}

fn coupon(number: u64, code: &str, value: CouponValue, about: &str, since: Time) -> StoreCoupon {
    let kind = match value {
        CouponValue::Percent(_) => "percent",
        CouponValue::Amount(_) | CouponValue::Other => "fixed_cart",
    };
    StoreCoupon {
        source_id: SourceId::from(number),
        code: code.to_lowercase(),
        status: "publish".to_owned(),
        kind: kind.to_owned(),
        value,
        free_shipping: false,
        description: Some(about.to_owned()),
        starts_at: None,
        expires_at: None,
        used: 0,
        usage_limit: None,
        usage_limit_per_customer: None,
        alone: false,
        excludes_sale_items: false,
        minimum: None,
        maximum: None,
        product_ids: Vec::new(),
        excluded_product_ids: Vec::new(),
        only_for_some: false,
        created_at: Some(since.timestamp()),
        modified_at: Some(since.timestamp()),
    }
}
