//! HTML of strangers made safe to show, and HTML as text.

mod clean;
mod css;
mod data_images;
pub(crate) mod flat;
mod images;
mod markup;
pub(crate) mod nesting;
mod quotes;
pub(crate) mod reader;
mod references;
pub(crate) mod size;
mod text;

pub use self::clean::{CleanHtml, clean};
pub use self::data_images::take_pictures_out;
pub use self::images::ImagePolicy;
pub(crate) use self::text::Layout;
pub use self::text::{from_text, to_text};
