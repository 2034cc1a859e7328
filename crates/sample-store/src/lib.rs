//! A believable store with a year of history.
