//! Changing things in a store.
//!
//! WooCommerce knows no idempotency key. So each thing that is made carries a mark in its meta fields ([`MARK`]), and
//! whoever does not know whether a request was done looks for the mark before sending it again. Notes have no meta
//! fields: they are known again by what they say.

use std::collections::BTreeMap;

use http::Method;
use serde_json::{Value, json};

use super::client::Client;
use super::connection::Call;
use super::map;
use super::pages::Pages;
use crate::acting::{Discount, NewCoupon, NewRefund, NewRefundLine};
use crate::error::StoreError;
use crate::http::Http;
use crate::json::Node;
use crate::model::{SourceId, StoreAnswer, StoreNote, StoreOrder, StoreRefund};
use crate::money::Currency;

/// The meta field that says which of our actions made a thing. With its underscore no shop shows it to customers.
pub const MARK: &str = "_tillside_action";

/// The plug-in's code for a review that nobody can read: it waits, or is spam.
pub const NOT_SHOWN: &str = "tillside_review_not_shown";

/// A thing of the store with the mark that it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked<T> {
    /// The thing.
    pub thing: T,
    /// The value of [`MARK`]; `None` for what somebody else made.
    pub mark: Option<String>,
}

/// A coupon of the store, as much of it as has to be known to make one and to take it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownCoupon {
    /// The store's id.
    pub source_id: SourceId,
    /// What the customer types.
    pub code: String,
    /// How often it was redeemed.
    pub used: u64,
}

/// A way of paying, as the store has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gateway {
    /// The store's word for it (`bacs`, `stripe`).
    pub id: String,
    /// As customers see it.
    pub title: String,
    /// Whether it can give money back when asked by the API.
    pub refunds: bool,
}

impl<H: Http> Client<H> {
    /// The refunds of an order with their marks.
    pub fn marked_refunds(&self, order: &SourceId, currency: Currency) -> Pages<'_, H, Marked<StoreRefund>> {
        Pages::new(self, Call::get(&["orders", order.as_str(), "refunds"]), move |value| {
            Ok(Marked { thing: map::refund(&value, currency)?, mark: mark_of(&value) })
        })
    }

    /// The way an order was paid by; `None` when the store knows it no more.
    ///
    /// # Errors
    /// As every question to the store.
    pub async fn gateway(&self, id: &str) -> Result<Option<Gateway>, StoreError> {
        match self.ask(&Call::get(&["payment_gateways", id])).await {
            Ok((body, _)) => Ok(Some(gateway(&body, id))),
            Err(StoreError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Gives money back.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when it is more than is left, or the provider refuses. Anything else may have been done.
    pub async fn refund(
        &self,
        order: &SourceId,
        new: &NewRefund,
        mark: &str,
    ) -> Result<StoreRefund, StoreError> {
        let lines: Vec<Value> = new.lines.iter().map(refund_line).collect();
        let call = Call::new(Method::POST, &["orders", order.as_str(), "refunds"]).json(json!({
            "amount": new.amount.to_string(),
            "reason": new.reason,
            "api_refund": new.pay_back,
            "api_restock": new.restock,
            "line_items": lines,
            "meta_data": marked(mark),
        }));
        Ok(map::refund(&self.ask(&call).await?.0, new.amount.currency)?)
    }

    /// Takes back a refund that moved no money.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is gone.
    pub async fn delete_refund(&self, order: &SourceId, refund: &SourceId) -> Result<(), StoreError> {
        let path = ["orders", order.as_str(), "refunds", refund.as_str()];
        self.ask(&Call::new(Method::DELETE, &path).with("force", true)).await?;
        Ok(())
    }

    /// Changes where an order stands; answers with the order.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the store knows no such state.
    pub async fn set_status(
        &self,
        order: &SourceId,
        status: &str,
        mark: &str,
    ) -> Result<(StoreOrder, Value), StoreError> {
        self.put_order(order, json!({ "status": status, "meta_data": marked(mark) })).await
    }

    /// Changes some fields of the addresses of an order; the others stay. Answers with the order.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the store does not take a field.
    pub async fn set_addresses(
        &self,
        order: &SourceId,
        billing: &BTreeMap<String, String>,
        shipping: &BTreeMap<String, String>,
        mark: &str,
    ) -> Result<(StoreOrder, Value), StoreError> {
        let mut body = json!({ "meta_data": marked(mark) });
        for (block, fields) in [("billing", billing), ("shipping", shipping)] {
            if !fields.is_empty() {
                body[block] = json!(fields);
            }
        }
        self.put_order(order, body).await
    }

    /// Changes, adds and removes lines of an order; answers with it.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the store does not take a line. Anything else may have been done, or a part of it.
    pub async fn set_lines(
        &self,
        order: &SourceId,
        lines: Vec<Value>,
        mark: &str,
    ) -> Result<(StoreOrder, Value), StoreError> {
        self.put_order(order, json!({ "line_items": lines, "meta_data": marked(mark) })).await
    }

    async fn put_order(&self, order: &SourceId, body: Value) -> Result<(StoreOrder, Value), StoreError> {
        let call = Call::new(Method::PUT, &["orders", order.as_str()]).json(body);
        let (body, _) = self.ask(&call).await?;
        Ok((map::order(&body)?, body))
    }

    /// Makes an order from the fields that `POST /orders` takes; answers with it.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the store does not take a field. Anything else may have been done.
    pub async fn create_order(
        &self,
        mut fields: Value,
        mark: &str,
    ) -> Result<(StoreOrder, Value), StoreError> {
        let own = marked(mark);
        match fields["meta_data"].as_array_mut() {
            Some(known) => known.extend(own.as_array().cloned().unwrap_or_default()),
            None => fields["meta_data"] = own,
        }
        let (body, _) = self.ask(&Call::new(Method::POST, &["orders"]).json(fields)).await?;
        Ok((map::order(&body)?, body))
    }

    /// Writes a note on an order. One for the customer is mailed to them at once.
    ///
    /// # Errors
    /// As every question to the store; it may have been done.
    pub async fn write_note(
        &self,
        order: &SourceId,
        text: &str,
        for_customer: bool,
    ) -> Result<StoreNote, StoreError> {
        let html = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let call = Call::new(Method::POST, &["orders", order.as_str(), "notes"])
            .json(json!({ "note": html, "customer_note": for_customer }));
        Ok(map::note(&self.ask(&call).await?.0)?)
    }

    /// Removes a note.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is gone.
    pub async fn delete_note(&self, order: &SourceId, note: &SourceId) -> Result<(), StoreError> {
        let path = ["orders", order.as_str(), "notes", note.as_str()];
        self.ask(&Call::new(Method::DELETE, &path).with("force", true)).await?;
        Ok(())
    }

    /// Has the store mail the order with its invoice to the billing address. The store writes a note that names the
    /// address.
    ///
    /// # Errors
    /// [`StoreError::NoApi`] when it is older than WooCommerce 9.8, [`StoreError::Refused`] when there is no address.
    pub async fn send_order_details(&self, order: &SourceId) -> Result<(), StoreError> {
        let path = ["orders", order.as_str(), "actions", "send_order_details"];
        self.ask(&Call::new(Method::POST, &path).json(json!({}))).await?;
        Ok(())
    }

    /// The coupon with this code and its mark.
    ///
    /// # Errors
    /// As every question to the store.
    pub async fn coupon_by_code(&self, code: &str) -> Result<Option<Marked<KnownCoupon>>, StoreError> {
        let (body, _) = self.ask(&Call::get(&["coupons"]).with("code", code)).await?;
        let found = body.as_array().into_iter().flatten().find(|one| one["code"] == code);
        found.map(coupon).transpose()
    }

    /// Makes a coupon.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the code is taken.
    pub async fn create_coupon(&self, new: &NewCoupon, mark: &str) -> Result<KnownCoupon, StoreError> {
        let (kind, amount) = match new.discount {
            Discount::Amount(money) => ("fixed_cart", money.to_string()),
            Discount::Percent(percent) => ("percent", percent.to_string()),
        };
        let mut body = json!({
            "code": new.code, "discount_type": kind, "amount": amount, "individual_use": true, "usage_limit": 1,
            "usage_limit_per_user": 1, "description": new.description, "meta_data": marked(mark),
        });
        if let Some(email) = &new.email {
            body["email_restrictions"] = json!([email]);
        }
        if let Some(until) = new.expires_at {
            body["date_expires_gmt"] = json!(until.strftime("%Y-%m-%dT%H:%M:%S").to_string());
        }
        let (body, _) = self.ask(&Call::new(Method::POST, &["coupons"]).json(body)).await?;
        Ok(coupon(&body)?.thing)
    }

    /// Removes a coupon for good.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is gone.
    pub async fn delete_coupon(&self, id: &SourceId) -> Result<(), StoreError> {
        self.ask(&Call::new(Method::DELETE, &["coupons", id.as_str()]).with("force", true)).await?;
        Ok(())
    }

    /// Answers a review, by our plug-in in the store: WooCommerce's own API has no answers. The plug-in keeps the mark; what it is
    /// sent again with the same mark is written once.
    ///
    /// # Errors
    /// [`StoreError::NoApi`] when the plug-in is not there or too old, [`StoreError::NotFound`] when the review is not there any
    /// more, [`StoreError::Refused`] with the code [`NOT_SHOWN`] when nobody can read the review.
    pub async fn answer_review(
        &self,
        review: &SourceId,
        text: &str,
        mark: &str,
    ) -> Result<StoreAnswer, StoreError> {
        let call = Call::plug_in(Method::POST, &["reviews", review.as_str(), "answers"]);
        let (body, _) = self.ask(&call.json(json!({ "text": text, "key": mark }))).await?;
        Ok(map::answer(&body)?)
    }
}

/// The mark that a thing of the store carries.
pub fn mark_of(value: &Value) -> Option<String> {
    let (_, mark) = map::meta(&Node::root(value)).into_iter().find(|(key, _)| *key == MARK)?;
    mark.as_str().map(str::to_owned)
}

fn marked(mark: &str) -> Value {
    json!([{ "key": MARK, "value": mark }])
}

fn refund_line(line: &NewRefundLine) -> Value {
    let taxes: Vec<Value> = line
        .taxes
        .iter()
        .map(|(rate, tax)| json!({ "id": number(rate), "refund_total": tax.to_string() }))
        .collect();
    json!({
        "id": number(line.id.as_str()), "quantity": line.quantity, "refund_total": line.total.to_string(), "refund_tax": taxes,
    })
}

/// WooCommerce's ids are numbers.
fn number(id: &str) -> Value {
    id.parse::<u64>().map_or_else(|_| id.into(), Value::from)
}

fn gateway(value: &Value, id: &str) -> Gateway {
    let record = Node::root(value);
    let supports = value["method_supports"].as_array().into_iter().flatten();
    Gateway {
        id: id.to_owned(),
        title: record.get("title").text().or_else(|| record.get("method_title").text()).unwrap_or_default(),
        refunds: supports.into_iter().any(|what| what == "refunds"),
    }
}

fn coupon(value: &Value) -> Result<Marked<KnownCoupon>, StoreError> {
    let record = Node::root(value);
    let thing = KnownCoupon {
        source_id: record.get("id").id()?,
        code: record.get("code").raw_text().unwrap_or_default(),
        used: value["usage_count"].as_u64().unwrap_or(0),
    };
    Ok(Marked { thing, mark: mark_of(value) })
}
