//! An account of a store, as the store tells it.

use commerce::model::{SourceId, StoreCustomer};
use database::Time;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::FieldError;

use super::contact_form::ContactForm;
use super::reading::{LONGEST_ID, LONGEST_TEXT, Reading};

/// An account of a store. Whoever ordered as a guest has none: they are known by their orders.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedCustomer)]
pub(crate) struct CustomerForm {
    /// The store's own id, at most 200 characters; it never changes.
    pub source_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The whole name, where the store has only that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// As typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where they pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing: Option<ContactForm>,
    /// Where things go, if that is elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping: Option<ContactForm>,
    /// BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Time>,
    /// When the store last changed anything of it. An older state never overwrites a newer one.
    pub updated_at: Time,
    /// See the mark of a deletion.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
}

impl CustomerForm {
    /// Reads it.
    ///
    /// # Errors
    /// Every field that is wrong, by its place in the account.
    pub(crate) fn read(self) -> Result<StoreCustomer, Vec<FieldError>> {
        let mut reading = Reading::default();
        let source_id = reading.needed("source_id", self.source_id, LONGEST_ID);
        let billing = self.billing.map(|billing| billing.read("billing", &mut reading)).unwrap_or_default();
        let shipping =
            self.shipping.map(|shipping| shipping.read("shipping", &mut reading)).unwrap_or_default();
        let mut text = |field, value| reading.text(field, value, LONGEST_TEXT);
        let whole = text("name", self.name);
        let (first, last) = (text("first_name", self.first_name), text("last_name", self.last_name));
        let named = first.is_some() || last.is_some();
        let email = text("email", self.email).or_else(|| billing.email.clone());
        let phone =
            text("phone", self.phone).or_else(|| billing.phone.clone()).or_else(|| shipping.phone.clone());
        let language = text("language", self.language);
        reading.ended()?;
        Ok(StoreCustomer {
            source_id: SourceId(source_id.expect("what is missing was refused")),
            email,
            first_name: if named { first } else { whole },
            last_name: last,
            username: None,
            role: None,
            billing,
            shipping,
            phone,
            has_paid: false,
            avatar_url: None,
            language,
            created_at: self.created_at.map(Time::timestamp),
            modified_at: Some(self.updated_at.timestamp()),
        })
    }
}
