//! An import: files that are read into a mailbox, and how far that is.

use std::path::PathBuf;

use database::{Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

use crate::channels::ChannelId;
use crate::schema::{mail_import, mail_import_skip};

database::id_type!(
    /// Files of mails that are read into a mailbox.
    ImportId,
    "imp"
);

database::text_enum!(
    /// How far an import is.
    pub enum ImportState {
        /// It was not begun.
        Waiting = "waiting",
        /// It is under way, or goes on when the server does.
        Running = "running",
        /// All was read.
        Done = "done",
        /// Somebody stopped it; what was taken stays.
        Cancelled = "cancelled",
        /// It can't go on; the problem says why.
        Failed = "failed",
    }
);

database::text_enum!(
    /// Where the files come from.
    pub enum Origin {
        /// Somebody sent them; they are deleted when they were read.
        Upload = "upload",
        /// They lie on the machine of a command.
        Command = "command",
    }
);

database::text_enum!(
    /// Why a mail was passed over.
    pub enum SkipReason {
        /// It is larger than any that is taken.
        TooLarge = "too_large",
        /// What stands there is no mail.
        NotAMail = "not_a_mail",
        /// The file can't be read.
        Unreadable = "unreadable",
        /// It went from us to us, or is over the limits.
        Rejected = "rejected",
        /// It could not be stored.
        Failed = "failed",
    }
);

/// Where the files are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Material(pub Vec<PathBuf>);
database::json_column!(Material);

/// Up to where files were read: everything before this document, and of it everything before this place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Place {
    /// Which document, in the order in which they are read.
    pub document: u64,
    /// Bytes from its beginning.
    pub offset: u64,
    /// The line, counted from one.
    pub line: u64,
}
database::json_column!(Place);

impl Default for Place {
    fn default() -> Self {
        Self { document: 0, offset: 0, line: 1 }
    }
}

/// An import as the table holds it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = mail_import, primary_key(workspace_id, id))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Import {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: ImportId,
    /// The mailbox.
    pub channel_id: ChannelId,
    /// What people call it: the file's name.
    pub name: String,
    /// Where the files come from.
    pub(super) origin: Origin,
    /// Where they are.
    pub(super) material: Material,
    /// How far it is.
    pub state: ImportState,
    /// Why it can't go on, in English.
    pub problem: Option<String>,
    /// Conversations whose newest message is a customer's of so many days are open; none if absent.
    pub open_days: Option<i64>,
    /// Up to where it was read.
    pub(super) place: Place,
    /// Bytes that were read.
    pub bytes_done: i64,
    /// Bytes that there are, as the files say.
    pub bytes_total: i64,
    /// Mails that were taken.
    pub stored: i64,
    /// Mails that had been here.
    pub repeated: i64,
    /// Mails, and other things, that were passed over.
    pub skipped: i64,
    /// When this run began.
    pub(super) began_at: Option<Time>,
    /// How many mails were done by then.
    pub(super) began_mails: i64,
    /// Who began it, as the log names them.
    pub(super) created_by: String,
    /// When.
    pub created_at: Time,
    /// When it last went on.
    pub updated_at: Time,
    pub(super) leased_by: Option<i64>,
    pub(super) leased_until: Option<Time>,
}

impl Import {
    /// One that is to be begun.
    pub(super) fn new(
        (workspace, channel): (WorkspaceId, ChannelId),
        id: ImportId,
        name: String,
        (origin, material, open_days): (Origin, Material, Option<u16>),
        by: &str,
        now: Time,
    ) -> Self {
        Self {
            workspace_id: workspace,
            id,
            channel_id: channel,
            name,
            origin,
            material,
            state: ImportState::Waiting,
            problem: None,
            open_days: open_days.map(i64::from),
            place: Place::default(),
            bytes_done: 0,
            bytes_total: 0,
            stored: 0,
            repeated: 0,
            skipped: 0,
            began_at: None,
            began_mails: 0,
            created_by: by.to_owned(),
            created_at: now,
            updated_at: now,
            leased_by: None,
            leased_until: None,
        }
    }

    /// Mails that were looked at.
    pub fn mails(&self) -> i64 {
        self.stored + self.repeated + self.skipped
    }

    /// Mails a second in this run; `None` while nothing can be said.
    pub fn mails_per_second(&self) -> Option<f64> {
        let took = self.updated_at.since(self.began_at?).as_secs_f64();
        let mails = self.mails() - self.began_mails;
        (took > 0.0 && mails > 0).then(|| (mails as f64 / took * 10.0).round() / 10.0)
    }

    /// Whether anything is still to be done.
    pub const fn is_under_way(&self) -> bool {
        match self.state {
            ImportState::Waiting | ImportState::Running => true,
            ImportState::Done | ImportState::Cancelled | ImportState::Failed => false,
        }
    }
}

/// Something that was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = mail_import_skip, treat_none_as_default_value = false)]
pub(super) struct Skip {
    pub workspace_id: WorkspaceId,
    pub import_id: ImportId,
    pub number: i64,
    /// The file, with the path within.
    pub document: String,
    /// Bytes from its beginning.
    pub at_byte: i64,
    /// The line, counted from one.
    pub at_line: i64,
    pub reason: SkipReason,
    /// More of it, in English.
    pub detail: Option<String>,
}
