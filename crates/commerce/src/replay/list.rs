//! Lists as `WP_REST` pages, filters and orders them.

use std::cmp::Ordering;
use std::collections::HashMap;

use axum::http::HeaderValue;
use axum::response::Response;
use serde_json::Value;

use super::recordings::Shelf;

/// The parameters of a question.
pub(super) struct Query(HashMap<String, String>);

/// One page of a shelf.
pub(super) struct Listed {
    pub(super) things: Vec<Value>,
    pub(super) total: usize,
    pub(super) pages: usize,
    pub(super) page: usize,
}

/// Which part of a list is asked for.
pub(super) struct Window {
    pub(super) offset: usize,
    pub(super) per_page: usize,
    pub(super) page: usize,
}

/// A parameter is outside its range: `per_page must be between 1 (inclusive) and 100 (inclusive)`.
pub(super) struct OutOfRange;

impl Query {
    pub(super) fn of(pairs: impl Iterator<Item = (String, String)>) -> Self {
        Self(pairs.collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        matches!(self.get(name), Some("1" | "true"))
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }

    /// Which part is asked for.
    pub(super) fn window(&self) -> Result<Window, OutOfRange> {
        let per_page = match self.get("per_page") {
            None => 10,
            Some(_) => self.number("per_page").filter(|n| (1..=100).contains(n)).ok_or(OutOfRange)?,
        };
        let page = self.number("page").unwrap_or(1).max(1);
        let offset = self.number("offset").unwrap_or((page - 1) * per_page);
        Ok(Window { offset, per_page, page })
    }

    /// A page of the things that fit.
    pub(super) fn list(&self, shelf: &Shelf) -> Result<Listed, OutOfRange> {
        let Window { offset, per_page, page } = self.window()?;
        let mut fitting: Vec<&Value> = shelf.values().filter(|thing| self.fits(thing)).collect();
        fitting.sort_by(|one, other| self.compare(one, other));
        let total = fitting.len();
        let things =
            fitting.into_iter().skip(offset).take(per_page).map(|thing| self.fields(thing)).collect();
        Ok(Listed { things, total, pages: total.div_ceil(per_page), page })
    }

    /// Only the fields asked for.
    pub(super) fn fields(&self, thing: &Value) -> Value {
        let (Some(wanted), Some(all)) = (self.get("_fields"), thing.as_object()) else {
            return thing.clone();
        };
        let wanted: Vec<&str> = wanted.split(',').filter_map(|field| field.split('.').next()).collect();
        all.iter()
            .filter(|(key, _)| wanted.contains(&key.as_str()))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect()
    }

    fn fits(&self, thing: &Value) -> bool {
        let text = |key: &str| thing[key].as_str().unwrap_or_default();
        let suffix = if self.flag("dates_are_gmt") { "_gmt" } else { "" };
        let modified = || text(if suffix.is_empty() { "date_modified" } else { "date_modified_gmt" });
        // ISO 8601 without offset compares as text.
        let in_time = self.get("modified_after").is_none_or(|after| modified() > after)
            && self.get("modified_before").is_none_or(|before| modified() < before)
            && self.get("after").is_none_or(|after| text("date_created_gmt") > after.trim_end_matches('Z'));
        let status = match self.get("status") {
            None | Some("any") => text("status") != "trash",
            // Of comments: what is shown and what waits.
            Some("all") => !matches!(text("status"), "trash" | "spam"),
            Some(wanted) => wanted.split(',').any(|one| one == text("status")),
        };
        let role = match (thing.get("role"), self.get("role")) {
            (None, _) | (_, Some("all")) => true,
            (Some(role), wanted) => role.as_str() == Some(wanted.unwrap_or("customer")),
        };
        let named = |parameter: &str, value: String| self.get(parameter).is_none_or(|wanted| wanted == value);
        let searched = self
            .get("search")
            .is_none_or(|wanted| thing.to_string().to_lowercase().contains(&wanted.to_lowercase()));
        in_time
            && status
            && role
            && searched
            && named("customer", thing["customer_id"].to_string())
            && named("email", text("email").to_owned())
            && named("sku", text("sku").to_owned())
            && named("code", text("code").to_owned())
    }

    fn compare(&self, one: &Value, other: &Value) -> Ordering {
        let text = |thing: &Value, key: &str| thing[key].as_str().unwrap_or_default().to_owned();
        let key = match self.get("orderby") {
            Some("id") => "",
            Some("modified") => "date_modified_gmt",
            _ => "date_created_gmt",
        };
        let ascending =
            text(one, key).cmp(&text(other, key)).then_with(|| one["id"].as_u64().cmp(&other["id"].as_u64()));
        if self.get("order") == Some("asc") { ascending } else { ascending.reverse() }
    }
}

/// What a list says of itself in its headers.
pub(super) fn paged(mut response: Response, total: usize, pages: usize) -> Response {
    let headers = response.headers_mut();
    headers.insert("x-wp-total", total.into());
    headers.insert("x-wp-totalpages", pages.into());
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    response
}
