//! Where a parcel is, in one vocabulary for all carriers and trackers.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::fold::fold;

/// The states of a parcel, after AfterShip's nine, with the way back apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShipmentStatus {
    /// Nobody knows.
    #[default]
    Unknown,
    /// The carrier expects it.
    InfoReceived,
    /// On its way.
    InTransit,
    /// With the courier today.
    OutForDelivery,
    /// The courier came in vain.
    AttemptFailed,
    /// Waits to be collected.
    AvailableForPickup,
    /// Arrived.
    Delivered,
    /// Something is wrong: lost, damaged, held, refused, wrong address.
    Exception,
    /// On its way back.
    Returning,
    /// Back at the sender.
    Returned,
    /// No news for so long that none will come.
    Expired,
}

/// What a state says more closely, after AfterShip's sub-tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Substatus {
    /// The customer fetched it.
    PickedUp,
    /// Somebody signed for it.
    Signed,
    /// It was paid at the door.
    CashCollected,
    /// The customer has moved.
    CustomerMoved,
    /// It was not accepted.
    Refused,
    /// Customs hold it.
    CustomsDelay,
    /// Somebody has to pay first.
    HeldForPayment,
    /// The address is wrong.
    WrongAddress,
    /// Nobody fetched it in time.
    PickupMissed,
    /// On its way back.
    Returning,
    /// Back at the sender.
    Returned,
    /// Damaged.
    Damaged,
    /// Lost.
    Lost,
}

/// `[[status, [word, …]], …]`, kept as data beside the code.
static WORDS: LazyLock<Vec<(String, ShipmentStatus)>> = LazyLock::new(|| {
    let table: Vec<(ShipmentStatus, Vec<String>)> =
        serde_json::from_str(include_str!("statuses.json")).expect("a test reads the built-in table");
    let mut words: Vec<_> = table
        .into_iter()
        .flat_map(|(status, words)| words.into_iter().map(move |w| (fold(&w), status)))
        .collect();
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    words
});

impl ShipmentStatus {
    /// Reads the status of any tracker or carrier: the codes of AfterShip, TrackShip, Shopify and delivery-tracker, and
    /// the usual words in English, Turkish, Korean and Persian. The longest known phrase in the text decides.
    pub fn from_words(text: &str) -> Self {
        let text = fold(text);
        let exact = || WORDS.iter().find(|(word, _)| *word == text);
        let within =
            || WORDS.iter().find(|(word, _)| word.chars().count() >= 3 && text.contains(word.as_str()));
        exact().or_else(within).map_or(Self::Unknown, |(_, status)| *status)
    }

    /// The state after a newer report: delivered stays delivered unless the parcel goes back, and knowing nothing
    /// changes nothing.
    pub fn then(self, newer: Self) -> Self {
        match (self, newer) {
            (_, Self::Unknown) => self,
            (Self::Delivered | Self::Returning | Self::Returned, Self::Returning | Self::Returned) => newer,
            (Self::Delivered | Self::Returned, _) => self,
            _ => newer,
        }
    }
}
