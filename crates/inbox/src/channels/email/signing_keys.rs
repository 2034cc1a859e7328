//! The keys by which a mailbox signs, and how one takes the place of another.
//!
//! A new key is made first and signs nothing: its record has to stand in the DNS before a receiver meets its signature.
//! When the record is seen there the key signs, and the one before it leaves: its record stays as long as a mail that it
//! has signed may be under way. What has not left this house by then is signed anew.

use database::Time;
use jiff::SignedDuration;
use mail::dkim::DkimAlgorithm;

use crate::channels::{Channel, Dkim, KeyStage, SigningKey};

/// How long other servers keep a mail that they can't pass on; four to five days are usual (RFC 5321 §4.5.4.1).
pub const UNDER_WAY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Why a key can't be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// There is none by this selector.
    #[error("there is no such key")]
    NotFound,
    /// Mail would go unsigned.
    #[error("this key signs; make another one first")]
    Signs,
    /// Mails that it has signed may be under way.
    #[error("mails that this key has signed may still be under way")]
    UnderWay,
}

/// How a key signs, as its record says.
pub fn algorithm(key: &Dkim) -> DkimAlgorithm {
    if key.record.contains("k=ed25519") { DkimAlgorithm::Ed25519Sha256 } else { DkimAlgorithm::RsaSha256 }
}

/// All keys of a mailbox: the one that signs first, then the others as they were made.
pub fn all(channel: &Channel) -> Vec<SigningKey> {
    let first = channel.settings.dkim.clone().map(|key| SigningKey {
        key,
        stage: KeyStage::Signing,
        since: channel.settings.dkim_since.unwrap_or(channel.created_at),
    });
    first.into_iter().chain(channel.settings.dkim_keys.iter().cloned()).collect()
}

/// The keys that sign now with their sealed secrets, in the order in which they sign: the one that every receiver
/// understands comes last, and so stands on top.
pub fn signing(channel: &Channel) -> Vec<(&Dkim, &str)> {
    let settings = &channel.settings;
    let beside = settings
        .dkim_keys
        .iter()
        .filter(|one| one.stage == KeyStage::Signing)
        .filter_map(|one| Some((&one.key, channel.secrets.dkim_keys.get(&one.key.selector)?.as_str())));
    let first = settings.dkim.as_ref().zip(channel.secrets.dkim.as_deref());
    beside.chain(first).collect()
}

/// Adds a key that waits for its record, in the place of one of its kind that waited already; tells its selector.
pub fn add(
    channel: &mut Channel,
    algorithm_of_it: DkimAlgorithm,
    record: String,
    sealed: String,
    now: Time,
) -> String {
    let is_waiting =
        |one: &SigningKey| one.stage == KeyStage::Coming && algorithm(&one.key) == algorithm_of_it;
    let given_up = channel.settings.dkim_keys.extract_if(.., |one| is_waiting(one));
    for one in given_up {
        channel.secrets.dkim_keys.remove(&one.key.selector);
    }
    let selector = free_selector(channel, algorithm_of_it, now);
    let key = Dkim { selector: selector.clone(), record };
    channel.settings.dkim_keys.push(SigningKey { key, stage: KeyStage::Coming, since: now });
    channel.secrets.dkim_keys.insert(selector.clone(), sealed);
    selector
}

/// `tillside20260302`; with a letter behind it where that day had one already.
fn free_selector(channel: &Channel, algorithm: DkimAlgorithm, now: Time) -> String {
    let kind = match algorithm {
        DkimAlgorithm::RsaSha256 => "",
        DkimAlgorithm::Ed25519Sha256 => "-ed",
    };
    let day = format!("tillside{kind}{}", now.timestamp().strftime("%Y%m%d"));
    let known = all(channel);
    let is_free = |selector: &String| known.iter().all(|one| one.key.selector != *selector);
    let lettered = (b'b'..=b'z').map(|letter| format!("{day}{}", char::from(letter)));
    std::iter::once(day.clone())
        .chain(lettered)
        .find(is_free)
        .unwrap_or_else(|| format!("{day}-{}", now.micros()))
}

/// The record of a key was seen: it signs from now on, and the one of its kind that did leaves. Whether it was waiting.
pub fn switch(channel: &mut Channel, seen: &Dkim, now: Time) -> bool {
    let keys = &mut channel.settings.dkim_keys;
    let place = keys.iter().position(|one| one.key == *seen && one.stage == KeyStage::Coming);
    let Some(place) = place else { return false };
    let kind = algorithm(&keys[place].key);
    for one in keys.iter_mut() {
        if one.stage == KeyStage::Signing && algorithm(&one.key) == kind {
            (one.stage, one.since) = (KeyStage::Leaving, now);
            channel.secrets.dkim_keys.remove(&one.key.selector);
        }
    }
    match kind {
        DkimAlgorithm::Ed25519Sha256 => (keys[place].stage, keys[place].since) = (KeyStage::Signing, now),
        DkimAlgorithm::RsaSha256 => {
            let new = keys.remove(place).key;
            channel.secrets.dkim = channel.secrets.dkim_keys.remove(&new.selector);
            channel.settings.dkim_since = Some(now);
            if let Some(old) = channel.settings.dkim.replace(new) {
                let old = SigningKey { key: old, stage: KeyStage::Leaving, since: now };
                channel.settings.dkim_keys.push(old);
            }
        }
    }
    true
}

/// When the record of a key may be taken out of the DNS; only of one that leaves.
pub fn removable_at(key: &SigningKey) -> Option<Time> {
    (key.stage == KeyStage::Leaving).then(|| key.since.plus(UNDER_WAY))
}

/// Takes a key away: one that waits at once, one that signs beside the first becomes one that leaves, one that leaves when
/// no mail of its can be under way any more.
///
/// # Errors
/// [`KeyError`].
pub fn take_away(channel: &mut Channel, selector: &str, now: Time) -> Result<(), KeyError> {
    if channel.settings.dkim.as_ref().is_some_and(|first| first.selector == selector) {
        return Err(KeyError::Signs);
    }
    let keys = &mut channel.settings.dkim_keys;
    let place = keys.iter().position(|one| one.key.selector == selector).ok_or(KeyError::NotFound)?;
    match keys[place].stage {
        KeyStage::Signing => (keys[place].stage, keys[place].since) = (KeyStage::Leaving, now),
        KeyStage::Leaving if removable_at(&keys[place]).is_some_and(|at| at > now) => {
            return Err(KeyError::UnderWay);
        }
        KeyStage::Coming | KeyStage::Leaving => drop(keys.remove(place)),
    }
    channel.secrets.dkim_keys.remove(selector);
    Ok(())
}
