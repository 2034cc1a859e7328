//! Languages, message catalogues, calendars and digits.
