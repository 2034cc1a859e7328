//! What the limits write: rows of either engine as the same JSON that the API answers.

use std::fmt;

use anyhow::Context as _;
use database::Time;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// An id as the API writes it: its prefix and its number.
#[derive(Debug, Clone, Copy)]
pub struct Id(pub &'static str, pub i64);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        database::format_id(self.0, self.1, f)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[derive(Serialize)]
struct Named<'a> {
    id: Id,
    name: &'a str,
}

#[derive(Serialize)]
struct Customer<'a> {
    id: Id,
    name: &'a str,
    email: Option<&'a str>,
}

/// A row of the inbox, as the API writes it.
#[derive(Serialize)]
pub struct ConversationRow<'a> {
    id: Id,
    number: i64,
    subject: &'a str,
    status: &'a str,
    priority: &'a str,
    channel: &'a str,
    channel_id: Id,
    store_id: Option<Id>,
    customer: Customer<'a>,
    assignee: Option<Named<'a>>,
    team: Option<Named<'a>>,
    tags: &'a RawValue,
    snippet: &'a str,
    last_author: &'a str,
    unread: bool,
    message_count: i64,
    waiting_since: Option<Time>,
    last_activity_at: Time,
    created_at: Time,
    snoozed_until: Option<Time>,
    has_attachments: bool,
    language: Option<&'a str>,
}

/// The columns of a row of the inbox, in the order in which [`conversation`] reads them.
pub const CONVERSATION: &str =
    "id, number, subject, status, priority, channel, channel_id, store_id, customer_id, customer_name,
    customer_email, assignee_id, team_id, tags, snippet, last_author, unread, message_count, waiting_since,
    last_activity_at, created_at, snoozed_until, has_attachments, language";

/// The names that ids stand for.
pub type Names = Vec<(i64, String)>;

fn named<'n>(names: &'n Names, prefix: &'static str, id: Option<i64>) -> Option<Named<'n>> {
    let id = id?;
    let name = names.iter().find(|(known, _)| *known == id).map_or("", |(_, name)| name);
    Some(Named { id: Id(prefix, id), name })
}

/// A row as either engine lends it.
pub trait Columns {
    /// The text of a column, lent.
    fn text(&self, column: usize) -> anyhow::Result<Option<&str>>;
    /// The whole number of a column.
    fn number(&self, column: usize) -> anyhow::Result<Option<i64>>;
}

fn text(row: &impl Columns, column: usize) -> anyhow::Result<&str> {
    row.text(column)?.context("no text")
}

fn number(row: &impl Columns, column: usize) -> anyhow::Result<i64> {
    row.number(column)?.context("no number")
}

fn time(row: &impl Columns, column: usize) -> anyhow::Result<Option<Time>> {
    Ok(row.number(column)?.map(Time::from_micros))
}

fn json(row: &impl Columns, column: usize) -> anyhow::Result<Option<&RawValue>> {
    Ok(row.text(column)?.map(serde_json::from_str).transpose()?)
}

/// The row of the inbox that [`CONVERSATION`] names the columns of.
pub fn conversation<'r>(
    row: &'r impl Columns,
    agents: &'r Names,
    teams: &'r Names,
) -> anyhow::Result<ConversationRow<'r>> {
    Ok(ConversationRow {
        id: Id("cnv", number(row, 0)?),
        number: number(row, 1)?,
        subject: text(row, 2)?,
        status: text(row, 3)?,
        priority: text(row, 4)?,
        channel: text(row, 5)?,
        channel_id: Id("chn", number(row, 6)?),
        store_id: row.number(7)?.map(|id| Id("sto", id)),
        customer: Customer { id: Id("cus", number(row, 8)?), name: text(row, 9)?, email: row.text(10)? },
        assignee: named(agents, "agt", row.number(11)?),
        team: named(teams, "tm", row.number(12)?),
        tags: json(row, 13)?.context("no tags")?,
        snippet: text(row, 14)?,
        last_author: text(row, 15)?,
        unread: text(row, 16)? == "yes",
        message_count: number(row, 17)?,
        waiting_since: time(row, 18)?,
        last_activity_at: time(row, 19)?.context("no activity")?,
        created_at: time(row, 20)?.context("no beginning")?,
        snoozed_until: time(row, 21)?,
        has_attachments: text(row, 22)? == "yes",
        language: row.text(23)?,
    })
}

#[derive(Serialize)]
struct Author<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    id: Option<Id>,
    name: &'a str,
}

#[derive(serde::Deserialize, Default)]
struct Addresses<'a> {
    #[serde(borrow)]
    from: Option<&'a RawValue>,
    #[serde(borrow)]
    to: Option<&'a RawValue>,
    #[serde(borrow)]
    cc: Option<&'a RawValue>,
    #[serde(borrow)]
    bcc: Option<&'a RawValue>,
}

/// A file of a message, as the API writes it.
#[derive(Serialize)]
pub struct File {
    pub id: Id,
    pub name: String,
    #[serde(rename = "type")]
    pub content_type: String,
    pub size: i64,
    pub inline: bool,
    pub url: String,
    #[serde(skip)]
    pub message: i64,
}

/// A message, as the API writes it, but for its HTML, which is as it came.
#[derive(Serialize)]
pub struct MessageRow<'a> {
    id: Id,
    conversation_id: Id,
    author: Author<'a>,
    visibility: &'a str,
    kind: &'a str,
    channel: &'a str,
    channel_id: Id,
    from: Option<&'a RawValue>,
    to: &'a RawValue,
    cc: &'a RawValue,
    bcc: &'a RawValue,
    subject: &'a str,
    html: Option<&'a str>,
    text: &'a str,
    new_text: &'a str,
    has_quote: bool,
    remote_images: i64,
    attachments: Vec<&'a File>,
    delivery: Option<&'a RawValue>,
    threading: Option<&'a RawValue>,
    authentication: Option<&'a RawValue>,
    mentions: &'a RawValue,
    seen_at: Option<Time>,
    sent_at: Time,
    created_at: Time,
}

/// A message from its row.
pub fn message<'r>(
    row: &'r impl Columns,
    files: &'r [File],
    none: &'r RawValue,
) -> anyhow::Result<MessageRow<'r>> {
    let id = number(row, 0)?;
    let kind = text(row, 2)?;
    let token = row.number(4)?.map(|id| Id("tok", id));
    let author = row.number(3)?.and_then(|id| match kind {
        "customer" => Some(Id("cus", id)),
        "agent" => Some(Id("agt", id)),
        _ => None,
    });
    let addresses: Addresses<'r> = serde_json::from_str(text(row, 10)?)?;
    let (whole, new_text) = (text(row, 13)?, text(row, 14)?);
    Ok(MessageRow {
        id: Id("msg", id),
        conversation_id: Id("cnv", number(row, 1)?),
        author: Author { kind, id: author.or(token), name: text(row, 5)? },
        visibility: text(row, 6)?,
        kind: text(row, 7)?,
        channel: text(row, 8)?,
        channel_id: Id("chn", number(row, 9)?),
        from: addresses.from,
        to: addresses.to.unwrap_or(none),
        cc: addresses.cc.unwrap_or(none),
        bcc: addresses.bcc.unwrap_or(none),
        subject: text(row, 11)?,
        html: row.text(12)?,
        text: whole,
        new_text,
        has_quote: new_text.trim().len() < whole.trim().len(),
        remote_images: number(row, 15)?,
        attachments: files.iter().filter(|file| file.message == id).collect(),
        delivery: json(row, 16)?,
        threading: json(row, 17)?,
        authentication: json(row, 18)?,
        mentions: json(row, 19)?.context("no mentions")?,
        seen_at: time(row, 20)?,
        sent_at: time(row, 21)?.context("never sent")?,
        created_at: time(row, 22)?.context("never came")?,
    })
}
