//! HTML of strangers made safe to show, and HTML as text.

mod markup;
mod nesting;
mod text;

pub use self::text::{from_text, to_text};
