//! An account in a store.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Contact, SourceId};

/// Someone with an account. Guests have none: they exist only in their orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreCustomer {
    /// The store's id of the account.
    pub source_id: SourceId,
    /// The account's address. The store checked its form, nobody its ownership.
    pub email: Option<String>,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// The account's public name in the store.
    pub username: Option<String>,
    /// The store's word for what the account may do (`customer`, `administrator`, …).
    pub role: Option<String>,
    /// Last billing address.
    pub billing: Contact,
    /// Last shipping address.
    pub shipping: Contact,
    /// Phone of the billing address, else of the shipping address.
    pub phone: Option<String>,
    /// Has ever paid for an order.
    pub has_paid: bool,
    /// Picture, `http` or `https` only.
    pub avatar_url: Option<String>,
    /// BCP 47, when a translation plug-in recorded it.
    pub language: Option<String>,
    /// When the account was made.
    pub created_at: Option<Timestamp>,
    /// When it last changed; some stores never say.
    pub modified_at: Option<Timestamp>,
}
