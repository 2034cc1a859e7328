//! The words of everything, in an index that lies beside this node and can be made again at any time.
//!
//! * [`Document`]: what a thing is found by.
//! * [`Typed`]: what somebody typed, and where it stands in a text ([`Typed::mark`]).
//! * [`Index`]: documents in, the best hits out; each commit says how far the log was read ([`Reached`]), so that the
//!   index and its place in the log are never apart, whatever happens.
//!
//! Like the rest of the ground it knows no product: what a kind is, and what a document holds, is said by the floors above.

mod columns;
mod docs;
mod document;
mod index;
mod marking;
mod matching;
mod querying;
mod reached;
mod shape;
mod typed;
mod words;

pub use document::{Document, Kind, Subject};
pub use index::{Hit, Index, SearchError, Wanted};
pub use marking::{Marked, escape};
pub use reached::{Filling, Reached};
pub use typed::{Typed, digits};
