//! Reading the fields of a body: every field that is wrong is told, not only the first.

use std::fmt::Display;
use std::str::FromStr;

use web::{FieldError, Patch, Problem};

use crate::text::TextError;

/// Collects what is wrong with a body.
#[derive(Debug, Default)]
pub struct Fields {
    wrong: Vec<FieldError>,
}

/// A parse error that has a stable word for programs; the Display is for developers.
pub trait FieldCode: Display {
    /// The word.
    fn field_code(&self) -> &'static str {
        "invalid"
    }
}

impl FieldCode for TextError {
    fn field_code(&self) -> &'static str {
        self.code()
    }
}
impl FieldCode for mail::address::AddressError {}
impl FieldCode for commerce::money::NotACurrency {}
impl FieldCode for language::UnknownLanguage {}

impl Fields {
    /// No field is wrong yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A field that must be there.
    pub fn parse<T>(&mut self, pointer: &str, text: &str) -> Option<T>
    where
        T: FromStr,
        T::Err: FieldCode,
    {
        let result = text.parse();
        self.take(pointer, result)
    }

    /// A field of a merge patch that may stay as it is but not be cleared.
    pub fn patch<T>(&mut self, pointer: &str, patch: Patch<String>) -> Option<T>
    where
        T: FromStr,
        T::Err: FieldCode,
    {
        let text = self.not_null(pointer, patch)?;
        self.parse(pointer, &text)
    }

    /// The same for a value that serde has read already.
    pub fn not_null<T>(&mut self, pointer: &str, patch: Patch<T>) -> Option<T> {
        match patch {
            Patch::Absent => None,
            Patch::Null => {
                self.refuse(pointer, "required", "cannot be null");
                None
            }
            Patch::Value(value) => Some(value),
        }
    }

    /// The value, or a note of what is wrong with it.
    pub fn take<T, E: FieldCode>(&mut self, pointer: &str, result: Result<T, E>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.wrong.push(FieldError::new(pointer, error.field_code(), error.to_string()));
                None
            }
        }
    }

    /// Notes that a field is wrong.
    pub fn refuse(&mut self, pointer: &str, code: &'static str, detail: &str) {
        self.wrong.push(FieldError::new(pointer, code, detail));
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// 422 `validation` with every field that is wrong.
    pub fn done(self) -> Result<(), Problem> {
        if self.wrong.is_empty() { Ok(()) } else { Err(Problem::validation(self.wrong)) }
    }
}
