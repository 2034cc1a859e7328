//! A coupon as we keep it.

use commerce::model::{CouponValue, StoreCoupon};
use database::{Flag, Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::schema::coupon;
use crate::stores::StoreId;

database::id_type!(
    /// A coupon.
    CouponId,
    "cpn"
);

database::text_enum!(
    /// Whether the store lets customers redeem a coupon, its dates and limits apart.
    pub enum State {
        /// It does.
        Published = "published",
        /// A draft, or private.
        Hidden = "hidden",
        /// Thrown away, or gone from the store.
        Gone = "gone",
    }
);

database::text_enum!(
    /// Where a coupon stands at a moment.
    pub enum Status {
        /// It can be redeemed.
        Active = "active",
        /// It can't yet.
        Scheduled = "scheduled",
        /// It can't any more.
        Expired = "expired",
        /// It was redeemed as often as it can be.
        UsedUp = "used_up",
        /// The store does not let customers redeem it: a draft, or private.
        Hidden = "hidden",
        /// Thrown away, or gone from the store.
        Gone = "gone",
    }
);

/// A coupon. Amounts are minor units of its currency.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = coupon, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Coupon {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Our id.
    pub id: CouponId,
    /// The store that takes it.
    pub store_id: StoreId,
    /// The store's id.
    pub source_id: String,
    /// What the customer types.
    pub code: String,
    /// Whether it can be redeemed, its dates and limits apart.
    pub state: State,
    /// The store's own word for that.
    pub raw_status: String,
    /// The store's word for how it takes something off.
    pub kind: String,
    /// What it takes off, where that is money.
    pub amount: Option<i64>,
    /// What it takes off, where that is a part: an exact decimal, in hundredths of the whole.
    pub percent: Option<String>,
    /// Of the amounts.
    pub currency: String,
    /// Whether shipping costs nothing with it.
    pub free_shipping: Flag,
    /// How often it was redeemed.
    pub used: i64,
    /// How often it can be redeemed at all.
    pub usage_limit: Option<i64>,
    /// From when on it can be redeemed.
    pub starts_at: Option<Time>,
    /// Until when it can be redeemed.
    pub expires_at: Option<Time>,
    /// What it is bound to.
    pub detail: Detail,
    /// The store's JSON, as it came last, without those whom it names.
    pub original: String,
    /// When it last changed, as the store says.
    pub modified_at: Option<Time>,
}

/// What a coupon is bound to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Detail {
    /// What the store's people wrote about it.
    pub description: Option<String>,
    /// How often one customer can redeem it.
    pub usage_limit_per_customer: Option<u64>,
    /// Whether it can't be redeemed together with others.
    pub alone: bool,
    /// Whether it takes nothing off what is on sale.
    pub excludes_sale_items: bool,
    /// What an order must cost at least, in minor units.
    pub minimum: Option<i64>,
    /// What an order may cost at most, in minor units.
    pub maximum: Option<i64>,
    /// The store's ids of the only products that it is for.
    pub product_ids: Vec<String>,
    /// The store's ids of products that it is not for.
    pub excluded_product_ids: Vec<String>,
    /// Whether only certain people can redeem it.
    pub only_for_some: bool,
    /// When it was made.
    pub created_at: Option<Time>,
}
database::json_column!(Detail);

/// The payload of `coupon.created`, `coupon.updated` and `coupon.deleted`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponEvent {
    /// The coupon.
    pub coupon_id: CouponId,
    /// Its store.
    pub store_id: StoreId,
    /// True while a store's past is read: nobody is to be told.
    pub history: bool,
}

impl Coupon {
    pub(super) fn of(
        workspace_id: WorkspaceId,
        id: CouponId,
        store_id: StoreId,
        currency: &str,
        source: &StoreCoupon,
        original: String,
    ) -> Self {
        let clean = |text: &str| text.replace('\0', "");
        let bounds = [source.minimum, source.maximum].into_iter().flatten();
        let (amount, percent, own) = match source.value {
            CouponValue::Amount(money) => (Some(money.minor), None, Some(money.currency)),
            CouponValue::Percent(percent) => (None, Some(percent.to_string()), None),
            CouponValue::Other => (None, None, None),
        };
        let own = own.into_iter().chain(bounds.map(|bound| bound.currency)).next();
        Self {
            workspace_id,
            id,
            store_id,
            source_id: source.source_id.to_string(),
            code: clean(&source.code),
            state: state_of(&source.status),
            raw_status: clean(&source.status),
            kind: clean(&source.kind),
            amount,
            percent,
            currency: own.map_or_else(|| currency.to_owned(), |own| own.to_string()),
            free_shipping: source.free_shipping.into(),
            used: count(source.used),
            usage_limit: source.usage_limit.map(count),
            starts_at: source.starts_at.map(Time::from),
            expires_at: source.expires_at.map(Time::from),
            detail: Detail {
                description: source.description.as_deref().map(clean),
                usage_limit_per_customer: source.usage_limit_per_customer,
                alone: source.alone,
                excludes_sale_items: source.excludes_sale_items,
                minimum: source.minimum.map(|money| money.minor),
                maximum: source.maximum.map(|money| money.minor),
                product_ids: source.product_ids.iter().map(ToString::to_string).collect(),
                excluded_product_ids: source.excluded_product_ids.iter().map(ToString::to_string).collect(),
                only_for_some: source.only_for_some,
                created_at: source.created_at.map(Time::from),
            },
            original,
            modified_at: source.modified_at.map(Time::from),
        }
    }

    /// Where it stands at this moment.
    pub fn status(&self, now: Time) -> Status {
        match self.state {
            State::Gone => Status::Gone,
            State::Hidden => Status::Hidden,
            State::Published if self.expires_at.is_some_and(|at| at <= now) => Status::Expired,
            State::Published if self.starts_at.is_some_and(|at| at > now) => Status::Scheduled,
            State::Published if self.usage_limit.is_some_and(|limit| self.used >= limit) => Status::UsedUp,
            State::Published => Status::Active,
        }
    }
}

/// The store's JSON as it is kept: without the people it names and the links that only its API adds.
pub(crate) fn original_of(json: &Value) -> String {
    const LEFT_OUT: [&str; 3] = ["_links", "email_restrictions", "used_by"];
    match json {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str()));
            Value::Object(kept.map(|(name, value)| (name.clone(), value.clone())).collect()).to_string()
        }
        other => other.to_string(),
    }
}

fn state_of(word: &str) -> State {
    match word {
        "publish" | "active" | "scheduled" | "expired" => State::Published,
        "trash" => State::Gone,
        _ => State::Hidden,
    }
}

fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
