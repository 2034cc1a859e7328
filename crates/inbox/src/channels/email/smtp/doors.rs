//! How many connections are open, in all and from one address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// Most connections at once.
const MOST: usize = 400;
/// Most connections at once from one address; a large provider's one server opens some ten.
const MOST_OF_ONE: usize = 40;

#[derive(Debug, Default)]
struct Open {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// Counts connections.
#[derive(Debug, Clone, Default)]
pub(super) struct Doors(Arc<Mutex<Open>>);

/// A connection that is counted until it is dropped.
#[derive(Debug)]
pub(super) struct Inside {
    doors: Doors,
    address: IpAddr,
}

impl Doors {
    /// Lets one in, unless there are too many.
    pub(super) fn enter(&self, address: IpAddr) -> Option<Inside> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_one = open.by_address.get(&address).copied().unwrap_or(0);
        if open.all >= MOST || of_one >= MOST_OF_ONE {
            return None;
        }
        open.all += 1;
        open.by_address.insert(address, of_one + 1);
        Some(Inside { doors: self.clone(), address })
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        let mut open = self.doors.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.all = open.all.saturating_sub(1);
        if let Some(count) = open.by_address.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.by_address.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Doors, MOST_OF_ONE};

    #[test]
    fn one_address_can_t_take_all_places_and_leaves_its_own_behind() {
        let doors = Doors::default();
        let (one, other) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let inside: Vec<_> = (0..MOST_OF_ONE).map(|_| doors.enter(one).unwrap()).collect();
        assert!(doors.enter(one).is_none());
        assert!(doors.enter(other).is_some());
        drop(inside);
        assert!(doors.enter(one).is_some());
    }
}
