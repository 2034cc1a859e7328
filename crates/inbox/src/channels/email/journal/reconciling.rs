//! What came against what is here: each line of the journal, its bytes, the message that it became, and what the servers say.

use std::collections::HashMap;

use database::blobs::Soundness;
use database::{Db, DbError, Time, WorkspaceId};
use people::App;
use serde::Serialize;
use utoipa::ToSchema;

use super::store::{self, Wanted};
use super::{ArrivalId, Disposition, Entry};
use crate::channels::email::imap::{self, FolderComparison};
use crate::conversations::{self, ConversationId, MessageId};

/// Lines compared at a time.
const PART: i64 = 200;
/// Most differences that are told one by one.
const TOLD: usize = 500;

database::text_enum!(
    /// In which way what came and what is here differ.
    pub enum Difference {
        /// The bytes of a mail are gone.
        RawMissing = "raw_missing",
        /// The bytes on disk are not those that came.
        RawDamaged = "raw_damaged",
        /// A line says that a mail was stored, and its message is not there.
        MessageMissing = "message_missing",
        /// A line says that it repeats another, which is not there.
        FirstMissing = "first_missing",
        /// A mail stands in a conversation, and no line tells how it came.
        NotJournaled = "not_journaled",
        /// A server has a mail that never came here.
        NotFetched = "not_fetched",
    }
);

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Found {
    /// In which way.
    pub difference: Difference,
    /// The line.
    #[schema(required)]
    pub arrival_id: Option<ArrivalId>,
    /// The message.
    #[schema(required)]
    pub message_id: Option<MessageId>,
    /// Where a server has it: `FOLDER/UIDVALIDITY/UID`, with its Message-ID.
    #[schema(required)]
    pub detail: Option<String>,
}

/// What was compared, and what differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Report {
    /// Mails whose arrival was acknowledged.
    pub arrivals: u64,
    /// Those among them that repeat another.
    pub repeats: u64,
    /// Those that are not taken, though their bytes are kept.
    pub rejected: u64,
    /// Mails that were turned away before their bytes came.
    pub refused: u64,
    /// Mails of customers that stand in conversations.
    pub messages: u64,
    /// Raw mails that were read and hashed.
    pub raw_checked: u64,
    /// Raw mails that the workspace's own rule let go.
    pub raw_dropped: u64,
    /// Mails that servers elsewhere list, of those that are to be here.
    pub listed: u64,
    /// Each folder that is read elsewhere, as it was compared the last time.
    pub servers: Vec<FolderComparison>,
    /// How many things differ; none should.
    pub difference_count: u64,
    /// The first 500 of them.
    pub differences: Vec<Found>,
}

impl Report {
    fn tell(
        &mut self,
        difference: Difference,
        arrival: Option<ArrivalId>,
        message: Option<MessageId>,
        detail: Option<String>,
    ) {
        self.difference_count += 1;
        if self.differences.len() < TOLD {
            let found = Found { difference, arrival_id: arrival, message_id: message, detail };
            self.differences.push(found);
        }
    }
}

/// Compares what came from one time to another; what servers elsewhere have is told as it was compared the last time.
///
/// # Errors
/// Only those of the database: what is not whole is told, not failed on.
pub async fn reconcile(
    app: &App,
    workspace: WorkspaceId,
    (from, to): (Time, Time),
) -> Result<Report, DbError> {
    let mut report = Report::default();
    let mut after = ArrivalId(0);
    loop {
        let wanted = Wanted { from: Some(from), to: Some(to), ..Wanted::default() };
        let read = move |db: &mut Db| {
            let lines = store::in_order(db, workspace, &wanted, after, PART)?;
            let ids: Vec<MessageId> = lines.iter().filter_map(|line| line.message_id).collect();
            let places = conversations::stand_in(db, workspace, &ids)?;
            let ends = lines.iter().map(|line| ends_well(db, line, &places));
            let ends = ends.collect::<Result<Vec<_>, _>>()?;
            Ok::<_, DbError>(lines.into_iter().zip(ends).collect::<Vec<_>>())
        };
        let lines = app.database.read(read).await?;
        let Some((last, _)) = lines.last() else { break };
        after = last.id;
        for (line, missing) in &lines {
            count(&mut report, line);
            if let Some(missing) = missing {
                report.tell(*missing, Some(line.id), line.message_id, None);
            }
            check_raw(app, &mut report, line).await?;
        }
    }
    of_conversations(app, workspace, (from, to), &mut report).await?;
    of_servers(app, workspace, &mut report).await?;
    Ok(report)
}

fn count(report: &mut Report, line: &Entry) {
    match line.disposition {
        Disposition::Refused => report.refused += 1,
        Disposition::Rejected => {
            report.arrivals += 1;
            report.rejected += 1;
        }
        Disposition::Duplicate => {
            report.arrivals += 1;
            report.repeats += 1;
        }
        Disposition::Stored
        | Disposition::AutoReply
        | Disposition::Bounce
        | Disposition::Complaint
        | Disposition::Spam => report.arrivals += 1,
    }
}

/// What a line says is there must be there.
fn ends_well(
    db: &mut Db,
    line: &Entry,
    places: &HashMap<MessageId, ConversationId>,
) -> Result<Option<Difference>, DbError> {
    if let Some(first) = line.first_id
        && store::find(db, line.workspace_id, first)?.is_none()
    {
        return Ok(Some(Difference::FirstMissing));
    }
    let must_stand = matches!(line.disposition, Disposition::Stored | Disposition::Spam);
    let stands = match line.message_id.map(|id| places.get(&id)) {
        Some(Some(place)) => conversations::find(db, line.workspace_id, *place)?.is_some(),
        Some(None) => false,
        None => !must_stand,
    };
    Ok((!stands).then_some(Difference::MessageMissing))
}

async fn check_raw(app: &App, report: &mut Report, line: &Entry) -> Result<(), DbError> {
    let Some(hash) = &line.raw_hash else { return Ok(()) };
    if line.dropped_at.is_some() {
        report.raw_dropped += 1;
        return Ok(());
    }
    report.raw_checked += 1;
    match app.blobs.look_at(&app.database, line.workspace_id, hash).await? {
        Soundness::Sound => {}
        Soundness::Missing => report.tell(Difference::RawMissing, Some(line.id), line.message_id, None),
        Soundness::Damaged => report.tell(Difference::RawDamaged, Some(line.id), line.message_id, None),
    }
    Ok(())
}

/// Every mail that stands in a conversation came by a line of the journal.
async fn of_conversations(
    app: &App,
    workspace: WorkspaceId,
    (from, to): (Time, Time),
    report: &mut Report,
) -> Result<(), DbError> {
    let mut after = MessageId(database::floor_at(from));
    loop {
        let read = move |db: &mut Db| {
            let part = conversations::mails_that_came(db, workspace, (from, to), after, PART)?;
            let named = store::named(db, workspace, &part)?;
            Ok::<_, DbError>((part, named))
        };
        let (part, named) = app.database.read(read).await?;
        let Some(last) = part.last() else { return Ok(()) };
        after = *last;
        report.messages += u64::try_from(part.len()).unwrap_or(u64::MAX);
        for id in part.iter().filter(|id| !named.contains(id)) {
            report.tell(Difference::NotJournaled, None, Some(*id), None);
        }
    }
}

/// Every mail that a server elsewhere has came here too, as far as it was compared the last time.
async fn of_servers(app: &App, workspace: WorkspaceId, report: &mut Report) -> Result<(), DbError> {
    let servers = app.database.read(move |db| imap::compared(db, workspace)).await?;
    for folder in &servers {
        report.listed += folder.listed;
        report.difference_count += folder.missing_untold();
        for place in folder.missing_told() {
            report.tell(Difference::NotFetched, None, None, Some(place));
        }
    }
    report.servers = servers;
    Ok(())
}
