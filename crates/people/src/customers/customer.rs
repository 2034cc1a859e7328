//! The profile of one person.

use std::collections::BTreeMap;

use database::{Flag, Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::schema::customer;

database::id_type!(
    /// A customer.
    CustomerId,
    "cus"
);

database::text_enum!(
    /// Whether mail to the customer's address arrives.
    pub enum EmailState {
        /// Nothing is known against it.
        Ok = "ok",
        /// The last mail bounced for now.
        SoftBounce = "soft_bounce",
        /// The address does not exist.
        HardBounce = "hard_bounce",
        /// The customer called our mail spam: nothing but answers is sent.
        Complaint = "complaint",
    }
);

database::text_enum!(
    /// In which order customers are listed. Every order ends with the id, so that it is total.
    pub enum Sort {
        /// By name, in any case and without accents; who has none comes first.
        Name = "name",
        /// By name, from the end.
        NameFromTheEnd = "-name",
        /// Who was never seen first, then who was not seen for longest.
        LastSeen = "last_seen_at",
        /// Who was seen last first.
        LastSeenFirst = "-last_seen_at",
        /// Who has ordered least often first.
        FewestOrders = "orders_count",
        /// Who has ordered most often first.
        MostOrders = "-orders_count",
        /// Who has spent least first, in the workspace's currency alone.
        LeastSpent = "lifetime_value",
        /// Who has spent most first, in the workspace's currency alone.
        MostSpent = "-lifetime_value",
        /// The oldest first.
        Oldest = "created_at",
        /// The newest first.
        Newest = "-created_at",
    }
);

/// A postal address, each line as the person wrote it; empty lines are absent.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = Text)]
#[serde(default, deny_unknown_fields)]
pub struct Address {
    /// Company.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// Street and number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub line1: String,
    /// Flat, floor, door.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub line2: String,
    /// City.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// State or province.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// Postal code.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
}
database::json_column!(Address);

/// What a customer has spent: minor units by currency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct LifetimeValue(pub BTreeMap<String, i64>);
database::json_column!(LifetimeValue);

/// Free attributes: names and plain values.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Attributes(pub serde_json::Map<String, serde_json::Value>);
database::json_column!(Attributes);

/// A customer as the table holds it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = customer, primary_key(workspace_id, id))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Customer {
    /// Whose customer.
    pub workspace_id: WorkspaceId,
    /// Their id.
    pub id: CustomerId,
    /// The name, as they give it; may be empty.
    pub name: String,
    /// The address that answers go to.
    pub email: Option<String>,
    /// The phone number, E.164.
    pub phone: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// IANA.
    pub time_zone: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Where they live.
    pub address: Address,
    /// The channel they like to be answered through.
    pub preferred_channel: Option<String>,
    /// Whether somebody of the team said so; it follows what the customer does otherwise.
    pub preferred_channel_by_hand: Flag,
    /// What agents wrote about them.
    pub notes: String,
    /// Free attributes.
    pub attributes: Attributes,
    /// Consent by purpose.
    pub consent: Attributes,
    /// Whether mail arrives.
    pub email_state: EmailState,
    /// The other side's words, if it does not.
    pub email_state_reason: Option<String>,
    /// Orders that count: not failed, not cancelled.
    pub orders_count: i64,
    /// What they have spent.
    pub lifetime_value: LifetimeValue,
    /// What they have spent in the workspace's currency, in minor units: what lists are sorted by.
    pub spent: i64,
    /// Conversations with them.
    pub conversation_count: i64,
    /// When they were last seen on a page or wrote.
    pub last_seen_at: Option<Time>,
    /// The page they were last seen on.
    pub last_seen_page: Option<String>,
    /// What the list is searched by.
    pub search: String,
    /// The profile that this one was merged into.
    pub merged_into: Option<CustomerId>,
    /// When they were first seen.
    pub created_at: Time,
}

impl Customer {
    /// Somebody of whom nothing is known yet.
    pub fn new(workspace_id: WorkspaceId, id: CustomerId, created_at: Time) -> Self {
        Self {
            workspace_id,
            id,
            name: String::new(),
            email: None,
            phone: None,
            language: None,
            time_zone: None,
            country: None,
            address: Address::default(),
            preferred_channel: None,
            preferred_channel_by_hand: Flag::No,
            notes: String::new(),
            attributes: Attributes::default(),
            consent: Attributes::default(),
            email_state: EmailState::Ok,
            email_state_reason: None,
            orders_count: 0,
            lifetime_value: LifetimeValue::default(),
            spent: 0,
            conversation_count: 0,
            last_seen_at: None,
            last_seen_page: None,
            search: String::new(),
            merged_into: None,
            created_at,
        }
    }

    /// The name, or what else can be shown in its place: address, number. Empty for somebody without any.
    pub fn display_name(&self) -> &str {
        if !self.name.is_empty() {
            return &self.name;
        }
        self.email.as_deref().or(self.phone.as_deref()).unwrap_or_default()
    }

    /// What the list is searched by.
    pub(super) fn searchable(&self) -> String {
        let parts =
            [self.name.as_str(), self.email.as_deref().unwrap_or(""), self.phone.as_deref().unwrap_or("")];
        language::search::fold(&parts.join(" "))
    }
}
