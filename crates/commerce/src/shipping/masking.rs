//! What carriers write of people into a parcel's history: couriers, whoever signed, their numbers and doors. None of it
//! helps to find a parcel, so none of it is kept or shown.
//!
//! Masking is cautious on both sides: an office's number (`1588-…`, `0850 …`), a parcel's number and a town stay; what is
//! masked keeps its first letter or digits, so that people see that something stood there. Masking twice changes nothing.

mod addresses;
mod couriers;
mod names;
mod phones;

/// A carrier's text without e-mail addresses, personal phone numbers, the names of couriers and recipients, and street
/// addresses: in English, Turkish, Korean and Persian, with the digits of each.
pub fn mask_personal(text: &str) -> String {
    let text = couriers::masked(text);
    let text = phones::without_emails(&text);
    let text = phones::masked(&text);
    let text = addresses::masked(&text);
    names::masked(&text)
}

/// A person's name as it may be shown: `A** Y**`.
pub fn mask_name(name: &str) -> String {
    names::initials(&mask_personal(name.trim()))
}
