//! HTML of strangers made safe to show, and HTML as text.

mod clean;
mod css;
mod data_images;
mod images;
mod markup;
mod nesting;
mod quotes;
mod references;
pub(crate) mod size;
mod text;

pub use self::clean::{CleanHtml, clean};
pub use self::data_images::take_pictures_out;
pub use self::images::ImagePolicy;
pub use self::text::{from_text, to_text};
