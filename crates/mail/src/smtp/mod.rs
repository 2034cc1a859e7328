//! Taking mail from other servers: an SMTP session without a socket (RFC 5321).
//!
//! A [`Session`] is fed what the other side sent and says what is to be done next. It never waits, so
//! every question it asks (is this a recipient of ours? is this mail safely stored?) stops the
//! conversation until it is answered, and the closing `250` of a mail is written only once the caller
//! has said [`Delivery::Stored`]. A question passed over counts as "try again later", so that a mistake
//! upstairs can delay a mail but never lose one.
//!
//! The loop that drives a session over any stream:
//!
//! ```
//! use mail::smtp::{Action, Config, Delivery, Recipient, Session};
//! # use std::{collections::VecDeque, io::{Read, Write}};
//! # struct Stream { incoming: VecDeque<u8>, sent: Vec<u8> }
//! # impl Read for Stream {
//! #     fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> { self.incoming.read(buffer) }
//! # }
//! # impl Write for Stream {
//! #     fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> { self.sent.write(bytes) }
//! #     fn flush(&mut self) -> std::io::Result<()> { Ok(()) }
//! # }
//! # fn upgrade(stream: Stream) -> Stream { stream }
//! # let is_ours = |address: &mail::smtp::Address| address.local_part() == "help";
//! # let mut store = |_: &mail::smtp::Envelope, raw: &[u8]| raw == b"Subject: Hi\r\n\r\nHello\r\n";
//! # let conversation = "EHLO mx.example\r\nMAIL FROM:<ada@mail.example>\r\nRCPT TO:<help@shop.example>\r\n\
//! #     DATA\r\nSubject: Hi\r\n\r\nHello\r\n.\r\nQUIT\r\n";
//! # let mut stream = Stream { incoming: conversation.bytes().collect(), sent: Vec::new() };
//! let mut out = Vec::new();
//! let mut session = Session::new(Config::new("mx.shop.example"));
//! session.greeting(&mut out);
//! loop {
//!     match session.next(&mut out) {
//!         Action::CheckRecipient { address } => {
//!             session.recipient(if is_ours(&address) { Recipient::Accept } else { Recipient::Unknown }, &mut out);
//!         }
//!         Action::Deliver { envelope, raw } => {
//!             session.delivered(if store(&envelope, &raw) { Delivery::Stored } else { Delivery::TryLater }, &mut out);
//!         }
//!         Action::NeedInput => {
//!             stream.write_all(&out)?;
//!             out.clear();
//!             let mut buffer = [0; 8192];
//!             match stream.read(&mut buffer)? {
//!                 0 => break,
//!                 length => session.feed(&buffer[..length]),
//!             }
//!         }
//!         Action::StartTls => {
//!             stream.write_all(&out)?;
//!             out.clear();
//!             stream = upgrade(stream); // nothing may be fed between these two lines
//!             session.tls_started();
//!         }
//!         Action::Close => {
//!             stream.write_all(&out)?;
//!             break;
//!         }
//!     }
//! }
//! # assert!(String::from_utf8_lossy(&stream.sent).ends_with("250 2.0.0 Stored\r\n221 2.0.0 Goodbye\r\n"));
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! Time belongs to the caller: when a client has been silent for five minutes (RFC 5321 §4.5.3.2.7) or the
//! server is shutting down, [`Session::hang_up`] writes the proper last word.

mod address;
mod command;
mod data;
mod dealings;
mod response;
mod session;

pub use address::Address;
pub use dealings::{Action, Config, Delivery, Envelope, HangUp, Recipient, Refused, Why};
pub use session::Session;
