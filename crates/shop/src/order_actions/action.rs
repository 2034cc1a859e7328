//! An action on an order as we keep it.

use commerce::acting::Deed;
use database::{Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use crate::orders::{MoneyJson, OrderId};
use crate::schema::order_action;
use crate::stores::StoreId;

database::id_type!(
    /// An action on an order.
    ActionId,
    "oac"
);

database::text_enum!(
    /// What is done.
    pub enum Kind {
        /// Money goes back to the customer, or is written down as given back.
        Refund = "refund",
        /// The order is called off.
        Cancel = "cancel",
        /// A note is written on it.
        Note = "note",
        /// An address is corrected.
        Address = "address",
        /// Other items come into it, or other numbers of them.
        Items = "items",
        /// The store mails the order once more.
        Resend = "resend",
        /// The customer gets a coupon.
        Coupon = "coupon",
        /// The same is sent once more, as an order that costs nothing.
        Replacement = "replacement",
        /// The customer may send back what they want to.
        ApproveReturn = "approve_return",
        /// What the customer wants to send back is not taken back.
        DeclineReturn = "decline_return",
        /// A return is brought to its end.
        CloseReturn = "close_return",
        /// An action is taken back.
        Undo = "undo",
    }
);

database::text_enum!(
    /// How far it has come.
    pub enum State {
        /// Asked for; the store has not answered yet.
        Pending = "pending",
        /// The store has done it.
        Done = "done",
        /// The store has not done it and won't.
        Failed = "failed",
        /// The store never said whether it did it: a person has to look.
        Unknown = "unknown",
    }
);

/// What came of an action.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(default)]
pub struct Outcome {
    /// The store's id of what was made.
    pub thing: Option<String>,
    /// The number of an order that was made.
    pub number: Option<String>,
    /// Whether the payment provider moved the money.
    pub moved: Option<bool>,
    /// The answer had been lost; it was found in the store later.
    pub found_later: bool,
}
database::json_column!(Outcome);

/// The store's ids of what was there before something was sent: what is new afterwards may be ours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Before(pub Vec<String>);
database::json_column!(Before);

/// An action on an order.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = order_action, treat_none_as_default_value = false)]
pub struct Action {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id; the store's things that it made carry it.
    pub id: ActionId,
    /// The order.
    pub order_id: OrderId,
    /// The order's store.
    pub store_id: StoreId,
    /// The conversation in which it was asked for (`cnv_…`).
    pub conversation_id: Option<String>,
    /// What is done.
    pub kind: Kind,
    /// How far it has come.
    pub state: State,
    /// What exactly the store is asked for.
    pub plan: Plan,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// Why it failed or waits: a stable word, then the store's words behind a colon.
    pub reason: Option<String>,
    /// What it costs the store, in minor units.
    pub value: i64,
    /// Of the value.
    pub currency: String,
    /// Who asked for it, as events name them.
    pub actor: String,
    /// Their name then.
    pub actor_name: String,
    /// How often it was sent.
    pub tries: i64,
    /// When it was last sent, while the store may have done it.
    pub begun_at: Option<Time>,
    /// What was there when it was last sent.
    pub before: Option<Before>,
    /// The action that this one takes back.
    pub undoes: Option<ActionId>,
    /// The action that took this one back.
    pub undone_by: Option<ActionId>,
    /// When it was asked for.
    pub created_at: Time,
    /// When it came to its end.
    pub settled_at: Option<Time>,
}

impl Action {
    /// The code of the coupon that it made.
    pub(super) fn made_code(&self) -> Option<&str> {
        match &self.plan.0 {
            Deed::Coupon { coupon } if self.state == State::Done => Some(&coupon.code),
            _ => None,
        }
    }

    /// The number of the order that it made.
    pub(super) fn made_number(&self) -> Option<&str> {
        let made = self.outcome.as_ref().filter(|_| self.kind == Kind::Replacement)?;
        made.number.as_deref()
    }
}

/// The payload of the events of actions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionEvent {
    /// The action.
    pub action_id: ActionId,
    /// What is done.
    pub kind: Kind,
    /// How far it has come.
    pub state: State,
    /// What it takes back, when it is an undo.
    pub undoes: Option<Kind>,
    /// The order.
    pub order_id: OrderId,
    /// Its store.
    pub store_id: StoreId,
    /// What the customer calls the order.
    pub number: String,
    /// The conversation in which it was asked for.
    pub conversation_id: Option<String>,
    /// What it costs the store: `amount` and `currency`.
    pub amount: Option<AmountOfEvent>,
    /// Why it failed or waits.
    pub reason: Option<String>,
    /// The code of a coupon that was made.
    pub coupon_code: Option<String>,
    /// The number of an order that was made.
    pub order_number: Option<String>,
    /// Who asked for it.
    pub actor: String,
}

/// Money in an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountOfEvent {
    /// Exact decimal.
    pub amount: String,
    /// ISO 4217.
    pub currency: String,
}

impl From<MoneyJson> for AmountOfEvent {
    fn from(money: MoneyJson) -> Self {
        Self { amount: money.amount, currency: money.currency }
    }
}
