//! What the names of variables stand for, in one conversation and for one order.

use std::collections::BTreeMap;

use database::{Db, DbError, Time, WorkspaceId};
use language::{Catalogue, Direction, Language, dates, numbers};
use people::customers::{self, CustomerId};
use shop::brands;
use shop::orders::{self, Order, OrderId};
use shop::shipments::{self, Shipment};
use web::html::escaped;

use super::super::changing::ChangeError;
use super::super::conversation::Conversation;
use super::super::style::Style;
use super::Why;

/// Every variable of a reply, in the order in which a menu lists them.
pub const NAMES: [&str; 19] = [
    "customer.name",
    "customer.first_name",
    "customer.email",
    "agent.name",
    "agent.first_name",
    "company.name",
    "store.name",
    "order.number",
    "order.status",
    "order.total",
    "order.placed_at",
    "order.shipping_method",
    "order.payment_method",
    "shipment.carrier",
    "shipment.tracking_number",
    "shipment.tracking_url",
    "shipment.status",
    "shipment.shipped_at",
    "shipment.expected_at",
];
/// The variable that a mailbox's signature frames.
const AGENT_SIGNATURE: &str = "agent.signature";
/// Orders of a customer among which one is chosen.
const CHOICE: i64 = 10;

/// A value, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number that people type: it runs from left to right in every language.
    Code(String),
    /// An address of the web.
    Link(String),
    /// HTML of ours.
    Html(String),
}

impl Value {
    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) | Self::Code(text) | Self::Link(text) | Self::Html(text) => {
                text.trim().is_empty()
            }
        }
    }

    /// In plain text.
    pub fn as_text(&self, known: &Known) -> String {
        match self {
            Self::Text(text) | Self::Link(text) => text.clone(),
            Self::Code(code) if known.is_rtl() => format!("\u{2066}{code}\u{2069}"),
            Self::Code(code) => code.clone(),
            Self::Html(html) => mail::html::to_text(html),
        }
    }

    /// In HTML, between tags.
    pub fn as_html(&self, known: &Known) -> String {
        match self {
            Self::Text(text) => escaped(text),
            Self::Code(code) if known.is_rtl() => format!("<bdi dir=\"ltr\">{}</bdi>", escaped(code)),
            Self::Code(code) => escaped(code),
            Self::Link(url) => format!("<a href=\"{0}\">{0}</a>", escaped(url)),
            Self::Html(html) => html.clone(),
        }
    }
}

/// The values of all variables.
#[derive(Debug, Clone)]
pub struct Known {
    /// The language that they are worded in.
    pub language: Language,
    values: BTreeMap<&'static str, Value>,
    /// The order that they speak of.
    pub order: Option<Order>,
}

/// The orders that stand beside a conversation, the newest first; at most ten.
///
/// # Errors
/// Only those of the database.
pub fn orders_beside(
    db: &mut Db,
    workspace: WorkspaceId,
    customer: CustomerId,
) -> Result<Vec<Order>, DbError> {
    orders::of_customer(db, workspace, customer, CHOICE)
}

/// The order that a reply speaks of: the one that was chosen, else the newest of the customer that counts.
///
/// # Errors
/// [`ChangeError::Invalid`] when the chosen one is not the customer's.
pub fn order_beside(
    db: &mut Db,
    conversation: &Conversation,
    chosen: Option<OrderId>,
) -> Result<Option<Order>, ChangeError> {
    let workspace = conversation.workspace_id;
    let Some(id) = chosen else {
        let mut all = orders_beside(db, workspace, conversation.customer_id)?;
        let newest = all.iter().position(|order| order.status.counts()).unwrap_or(0);
        return Ok((newest < all.len()).then(|| all.swap_remove(newest)));
    };
    let found = orders::find(db, workspace, id)?;
    let found = found.filter(|order| order.customer_id == Some(conversation.customer_id));
    let missing = || ChangeError::Invalid {
        field: "order_id",
        reason: "is no order of this conversation's customer".to_owned(),
    };
    found.map(Some).ok_or_else(missing)
}

impl Known {
    /// No values yet.
    pub fn nothing(language: Language) -> Self {
        Self { language, values: BTreeMap::new(), order: None }
    }

    /// Gathers the values for a reply by somebody of this name, which speaks of this order.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn gather(
        db: &mut Db,
        conversation: &Conversation,
        author: &str,
        order: Option<Order>,
    ) -> Result<Self, DbError> {
        let workspace = conversation.workspace_id;
        let style = Style::of(db, workspace, conversation.store_id, conversation.language.as_deref())?;
        let mut known = Self::nothing(style.language);
        known.set_text("company.name", &style.workspace);
        known.set_person("agent", author);
        if let Some(customer) = customers::find(db, workspace, conversation.customer_id)? {
            known.set_person("customer", &customer.name);
        }
        known.set_text("customer.email", conversation.customer_email.as_deref().unwrap_or_default());
        let store = order.as_ref().map(|order| order.store_id).or(conversation.store_id);
        if let Some(store) = store.map(|id| brands::find(db, workspace, id)).transpose()?.flatten() {
            known.set_text("store.name", store.name());
        }
        if let Some(order) = order {
            let parcels = shipments::of_order(db, workspace, order.id)?;
            let detail = orders::gather(db, workspace, vec![order.clone()])?.pop().and_then(|it| it.detail);
            let method = detail.and_then(|detail| detail.shipping_method).unwrap_or_default();
            known.set_text("order.shipping_method", &method);
            known.set_order(&order, &style)?;
            if let Some(parcel) = parcel_of(&parcels) {
                known.set_parcel(parcel, &style);
            }
            known.order = Some(order);
        }
        Ok(known)
    }

    fn is_rtl(&self) -> bool {
        self.language.direction() == Direction::RightToLeft
    }

    /// The value of a variable.
    ///
    /// # Errors
    /// [`Why`] there is none.
    pub fn value(&self, name: &str) -> Result<&Value, Why> {
        match self.values.get(name).filter(|value| !value.is_empty()) {
            Some(value) => Ok(value),
            None if NAMES.contains(&name) || self.values.contains_key(name) => Err(Why::Empty),
            None => Err(Why::Unknown),
        }
    }

    /// The agent's own signature, which only that of a mailbox may frame.
    pub fn set_agent_signature(&mut self, html: &str) {
        self.values.insert(AGENT_SIGNATURE, Value::Html(html.to_owned()));
    }

    pub(super) fn set_text(&mut self, name: &'static str, text: &str) {
        // A line break in a name would be one in the customer's mail.
        let line: Vec<&str> = text.split_whitespace().collect();
        self.values.insert(name, Value::Text(line.join(" ")));
    }

    pub(super) fn set_code(&mut self, name: &'static str, code: &str) {
        self.values.insert(name, Value::Code(code.trim().to_owned()));
    }

    /// Only addresses of the web are links.
    pub(super) fn set_link(&mut self, name: &'static str, url: &str) {
        let url = url.trim();
        if url.starts_with("https://") || url.starts_with("http://") {
            self.values.insert(name, Value::Link(url.to_owned()));
        }
    }

    fn set_person(&mut self, who: &str, name: &str) {
        let (whole, first) = match who {
            "agent" => ("agent.name", "agent.first_name"),
            _ => ("customer.name", "customer.first_name"),
        };
        self.set_text(whole, name);
        self.set_text(first, first_name(name));
    }

    fn set_date(&mut self, name: &'static str, at: Option<Time>, style: &Style) {
        let day = at.map(|at| at.timestamp().to_zoned(style.zone.clone()).date());
        let text = day.map(|day| dates::long_date(style.language, day)).unwrap_or_default();
        self.values.insert(name, Value::Text(text));
    }

    fn set_order(&mut self, order: &Order, style: &Style) -> Result<(), DbError> {
        let total = order.money(order.total)?;
        let total = numbers::money(style.language, total.to_decimal(), &order.currency);
        self.set_code("order.number", &order.number);
        self.set_text(
            "order.status",
            &word(style.language, "order", order.status.as_str(), &order.raw_status),
        );
        self.values.insert("order.total", Value::Text(total));
        self.set_date("order.placed_at", Some(order.placed_at), style);
        self.set_text("order.payment_method", order.payment_method.as_deref().unwrap_or_default());
        Ok(())
    }

    fn set_parcel(&mut self, parcel: &Shipment, style: &Style) {
        let carrier = parcel.carrier_name.as_deref().or(parcel.carrier.as_deref()).unwrap_or_default();
        self.set_text("shipment.carrier", carrier);
        self.set_code("shipment.tracking_number", parcel.number.as_deref().unwrap_or_default());
        self.set_link("shipment.tracking_url", parcel.url.as_deref().unwrap_or_default());
        let status = match parcel.status {
            shipments::ParcelStatus::Unknown => String::new(),
            status => word(style.language, "shipment", status.as_str(), ""),
        };
        self.set_text("shipment.status", &status);
        self.set_date("shipment.shipped_at", parcel.shipped_at, style);
        self.set_date("shipment.expected_at", parcel.expected_at, style);
    }
}

/// The newest parcel that can be followed, else the newest.
fn parcel_of(parcels: &[Shipment]) -> Option<&Shipment> {
    parcels.iter().rev().find(|one| one.url.is_some() || one.number.is_some()).or(parcels.last())
}

/// A state in the reader's language; the store's own word where there is none for it.
fn word(language: Language, kind: &str, state: &str, own: &str) -> String {
    if state == orders::Status::Other.as_str() && !own.is_empty() {
        return own.to_owned();
    }
    let found = Catalogue::embedded().find(language, &format!("{kind}-{}", state.replace('_', "-")));
    found.unwrap_or_else(|| own.to_owned())
}

/// What somebody is called by: the first word of a name. In Korean and Chinese script, where the family comes first and no
/// space follows it, the whole name.
fn first_name(name: &str) -> &str {
    let name = name.trim();
    let is_east_asian =
        |c: char| matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    if name.contains('@') {
        return "";
    }
    if name.chars().any(is_east_asian) { name } else { name.split_whitespace().next().unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use language::Catalogue;
    use language::Language;

    use super::{first_name, orders, shipments, word};

    #[test]
    fn a_first_name_is_what_somebody_is_called_by() {
        for (name, first) in [
            ("Ayşe Yılmaz", "Ayşe"),
            ("김민수", "김민수"),
            ("김 민수", "김 민수"),
            ("رضا احمدی", "رضا"),
            ("ayse@posta.example", ""),
            ("  ", ""),
        ] {
            assert_eq!(first_name(name), first);
        }
    }

    #[test]
    fn every_state_has_a_word_in_every_language() {
        for language in Language::ALL {
            for state in orders::Status::ALL {
                assert!(!word(language, "order", state.as_str(), "own").is_empty());
            }
            for state in shipments::ParcelStatus::ALL {
                let key = format!("shipment-{}", state.as_str().replace('_', "-"));
                let found = Catalogue::embedded().find(language, &key);
                assert!(found.is_some() || *state == shipments::ParcelStatus::Unknown, "{language} {key}");
            }
        }
        assert_eq!(word(Language::En, "order", "other", "awaiting-pickup"), "awaiting-pickup");
    }
}
