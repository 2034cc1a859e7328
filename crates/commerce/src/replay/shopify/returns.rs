//! What customers want to send back: each return of an order goes from one state to the next, as the schema documents it.

use serde_json::{Value, json};

use super::State;
use super::deeds::{change, done, refused};
use crate::replay::state::now;

/// The returns of an order, which it keeps apart from what it shows by itself.
pub(super) fn of_order(order: &Value) -> Value {
    json!({ "thing": { "returns": order["kept"]["returns"] } })
}

pub(super) fn one(state: &State, id: &Value) -> Value {
    json!({ "thing": place(state, id).map(|(order, at)| state.orders[order]["kept"]["returns"]["nodes"][at].clone()) })
}

pub(super) fn approve(state: &mut State, about: &Value) -> Value {
    step(state, about, "REQUESTED", |one| one["status"] = "OPEN".into())
}

pub(super) fn decline(state: &mut State, about: &Value) -> Value {
    if about["note"].as_str().is_some_and(|note| note.chars().count() > 500) {
        return refused("declineNote", "Decline note is too long (maximum is 500 characters)");
    }
    step(state, about, "REQUESTED", |one| {
        one["status"] = "DECLINED".into();
        one["decline"] = json!({ "reason": about["reason"], "note": about["note"] });
    })
}

pub(super) fn close(state: &mut State, about: &Value) -> Value {
    step(state, about, "OPEN", |one| {
        one["status"] = "CLOSED".into();
        one["closedAt"] = now().to_string().into();
    })
}

pub(super) fn reopen(state: &mut State, about: &Value) -> Value {
    step(state, about, "CLOSED", |one| {
        one["status"] = "OPEN".into();
        one["closedAt"] = Value::Null;
    })
}

/// Takes a step, if the return stands where it has to, and mails the customer if that is wanted.
fn step(state: &mut State, about: &Value, from: &str, step: impl FnOnce(&mut Value)) -> Value {
    let Some((order, at)) = place(state, &about["id"]) else { return refused("id", "Return not found.") };
    let (id, email) = (state.orders[order]["id"].clone(), state.orders[order]["email"].clone());
    if state.orders[order]["kept"]["returns"]["nodes"][at]["status"] != from {
        return refused("id", "Return status is invalid.");
    }
    let changed = change(state, &id, |order| step(&mut order["kept"]["returns"]["nodes"][at]));
    if let (Some(true), Some(email)) = (about["notify"].as_bool(), email.as_str()) {
        let which = about["id"].as_str().unwrap_or_default().to_owned();
        state.deeds.mails.push((email.to_owned(), which));
    }
    done("return", changed["kept"]["returns"]["nodes"][at].clone())
}

/// Which order it belongs to, and its place among the order's.
fn place(state: &State, id: &Value) -> Option<(usize, usize)> {
    state.orders.iter().enumerate().find_map(|(place, order)| {
        let all = order["kept"]["returns"]["nodes"].as_array()?;
        Some((place, all.iter().position(|one| one["id"] == *id)?))
    })
}
