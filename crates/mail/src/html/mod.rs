//! HTML of strangers made safe to show, and HTML as text.

mod clean;
mod css;
mod images;
mod markup;
mod nesting;
mod quotes;
mod text;

pub use self::clean::{CleanHtml, clean};
pub use self::images::ImagePolicy;
pub use self::text::{from_text, to_text};
