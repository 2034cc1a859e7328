//! Conversations: what a customer and the team say to each other about one matter, over any channel.
//!
//! Everything that comes in is [`open`]ed and [`append`]ed here in the transaction of its arrival; agents [`reply`],
//! [`note`] and [`change`]. All that a list shows stands in the conversation's row, so that the inbox is one range of one
//! index ([`listing`]). What happened is in the log: `conversation.created`, `conversation.updated` (fields with from and
//! to), `conversation.merged`, `conversation.linked`, `conversation.message_moved`, `conversation.order_action`,
//! `message.created`, `message.updated`, `message.delivery_failed`.

mod about_store;
mod answering;
mod appending;
mod attachment;
mod author;
mod by_orders;
mod carrying;
mod changing;
mod conversation;
pub mod custom_fields;
pub mod drafts;
mod http;
mod linking;
pub mod listing;
mod mailboxes;
mod merging;
mod message;
mod past;
mod reader;
mod rereading;
pub mod scheduled;
mod store;
mod style;
pub mod tags;
mod taking_part;
pub mod variables;
pub mod views;

pub use answering::{
    Route, UndoError, Writing, delivered, kinds, look_again, note, reply, retry, settled, undo,
};
pub use appending::{MessageCreated, NewFile, NewMessage, Opening, append, open, open_with};
pub use attachment::{Attachment, AttachmentId};
pub use author::{Author, SignedBy};
pub use by_orders::ByOrders;
pub use changing::{Change, ChangeError, FromTo, UNSNOOZE, Updated, change};
pub use conversation::{
    Conversation, ConversationId, CustomFields, Priority, SUBJECT, Status, Tags, plain_subject, snippet_of,
};
pub use http::{
    AttachmentJson, LARGEST_FILE, LinkedJson, as_answer, keep_file, linked, own_html, routes, take_file,
    upload_limit,
};
pub use linking::link;
pub use listing::{FINDABLE, MOST_FOUND};
pub use mailboxes::stands_also_in;
pub use merging::{MoveError, merge, move_message, split, taken_out_of, unmerge, unmove, unsplit};
pub use message::{
    Addresses, Authentication, AuthorType, Correspondent, Delivery, DeliveryState, Mentions, Message,
    MessageId, MessageKind, RecipientDelivery, Threading, Visibility,
};
pub use past::{Past, append_past, join_past, open_past};
pub use reader::{Conversations, ORDER_ACTION};
pub use rereading::read_anew;
pub use store::{
    API_THREAD, api_thread, attachment, attachments_of, by_external_id, family, find, find_number,
    find_to_change, insert_attachment, is_file, living, mails_that_came, message, messages, of_api_thread,
    stand_in, update, update_message,
};
pub use style::Style;
pub use taking_part::{Participant, participants, take_part};
