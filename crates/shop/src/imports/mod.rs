//! Files are read into stores without a connector: tables (CSV) and objects (JSON), of any size.
//!
//! A file is sent and kept as it is; how it is most likely read (encoding, delimiter, which column holds what) is proposed
//! ([`Plan`]), shown on its first rows and changed by a person. A check then reads all of it and keeps nothing but what can't be
//! read, by line and column; the run takes the rest, as a store's past, by the functions that every store's data goes through.
//! Where it stands moves in the transaction that takes a group, so a process that ends goes on where it was.

mod bad_lines;
mod cells;
mod changing;
mod fields;
mod http;
mod import;
mod json;
mod places;
mod plan;
mod proposing;
mod rows;
mod source;
mod store;
mod taking;
mod tidying;
mod units;
mod uploading;
mod values;
mod worker;
mod working;

pub use fields::{StoreImportField, StoreImportKind};
pub use http::routes;
pub use import::{Import, StoreImportId, StoreImportPurpose, StoreImportState};
pub use plan::{Column, DayOrder, DecimalMark, FileEncoding, FileFormat, Plan};
pub use taking::Imported;
pub use worker::Importing;
