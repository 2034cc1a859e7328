//! The limit of reading: the same rows by SQLite's own interface, written as the same JSON, with nothing around them.
//!
//! What is lent by SQLite is never copied but into the answer. [`Raw`] is one connection; its statements are kept.

use std::fmt;
use std::path::Path;

use anyhow::Context as _;
use database::Time;
use rusqlite::{Connection, Row, params};
use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::store;

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
struct ConversationRow<'a> {
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

const CONVERSATION: &str =
    "id, number, subject, status, priority, channel, channel_id, store_id, customer_id, customer_name,
    customer_email, assignee_id, team_id, tags, snippet, last_author, unread, message_count, waiting_since,
    last_activity_at, created_at, snoozed_until, has_attachments, language";

/// The names that ids stand for.
type Names = Vec<(i64, String)>;

fn named<'n>(names: &'n Names, prefix: &'static str, id: Option<i64>) -> Option<Named<'n>> {
    let id = id?;
    let name = names.iter().find(|(known, _)| *known == id).map_or("", |(_, name)| name);
    Some(Named { id: Id(prefix, id), name })
}

/// The text of a column, lent.
fn text<'r>(row: &'r Row<'_>, column: usize) -> anyhow::Result<&'r str> {
    Ok(row.get_ref(column)?.as_str()?)
}

fn optional<'r>(row: &'r Row<'_>, column: usize) -> anyhow::Result<Option<&'r str>> {
    Ok(row.get_ref(column)?.as_str_or_null()?)
}

fn time(row: &Row<'_>, column: usize) -> anyhow::Result<Option<Time>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Time::from_micros))
}

fn json<'r>(row: &'r Row<'_>, column: usize) -> anyhow::Result<Option<&'r RawValue>> {
    Ok(optional(row, column)?.map(serde_json::from_str).transpose()?)
}

fn conversation<'r>(
    row: &'r Row<'_>,
    agents: &'r Names,
    teams: &'r Names,
) -> anyhow::Result<ConversationRow<'r>> {
    Ok(ConversationRow {
        id: Id("cnv", row.get(0)?),
        number: row.get(1)?,
        subject: text(row, 2)?,
        status: text(row, 3)?,
        priority: text(row, 4)?,
        channel: text(row, 5)?,
        channel_id: Id("chn", row.get(6)?),
        store_id: row.get::<_, Option<i64>>(7)?.map(|id| Id("sto", id)),
        customer: Customer { id: Id("cus", row.get(8)?), name: text(row, 9)?, email: optional(row, 10)? },
        assignee: named(agents, "agt", row.get(11)?),
        team: named(teams, "tm", row.get(12)?),
        tags: json(row, 13)?.context("no tags")?,
        snippet: text(row, 14)?,
        last_author: text(row, 15)?,
        unread: text(row, 16)? == "yes",
        message_count: row.get(17)?,
        waiting_since: time(row, 18)?,
        last_activity_at: time(row, 19)?.context("no activity")?,
        created_at: time(row, 20)?.context("no beginning")?,
        snoozed_until: time(row, 21)?,
        has_attachments: text(row, 22)? == "yes",
        language: optional(row, 23)?,
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

#[derive(Serialize)]
struct File {
    id: Id,
    name: String,
    #[serde(rename = "type")]
    content_type: String,
    size: i64,
    inline: bool,
    url: String,
    #[serde(skip)]
    message: i64,
}

/// A message, as the API writes it, but for its HTML, which is as it came.
#[derive(Serialize)]
struct MessageRow<'a> {
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

fn message<'r>(row: &'r Row<'_>, files: &'r [File], none: &'r RawValue) -> anyhow::Result<MessageRow<'r>> {
    let id = row.get(0)?;
    let kind = text(row, 2)?;
    let token = row.get::<_, Option<i64>>(4)?.map(|id| Id("tok", id));
    let author = row.get::<_, Option<i64>>(3)?.and_then(|id| match kind {
        "customer" => Some(Id("cus", id)),
        "agent" => Some(Id("agt", id)),
        _ => None,
    });
    let addresses: Addresses<'r> = serde_json::from_str(text(row, 10)?)?;
    let (whole, new_text) = (text(row, 13)?, text(row, 14)?);
    Ok(MessageRow {
        id: Id("msg", id),
        conversation_id: Id("cnv", row.get(1)?),
        author: Author { kind, id: author.or(token), name: text(row, 5)? },
        visibility: text(row, 6)?,
        kind: text(row, 7)?,
        channel: text(row, 8)?,
        channel_id: Id("chn", row.get(9)?),
        from: addresses.from,
        to: addresses.to.unwrap_or(none),
        cc: addresses.cc.unwrap_or(none),
        bcc: addresses.bcc.unwrap_or(none),
        subject: text(row, 11)?,
        html: optional(row, 12)?,
        text: whole,
        new_text,
        has_quote: new_text.trim().len() < whole.trim().len(),
        remote_images: row.get(15)?,
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

/// One connection that reads.
pub struct Raw {
    connection: Connection,
    workspace: i64,
}

impl Raw {
    /// Opens the store's database.
    pub fn open(file: &Path) -> anyhow::Result<Self> {
        let connection = store::reader(file)?;
        let workspace = connection.query_row("SELECT id FROM workspace", [], |row| row.get(0))?;
        Ok(Self { connection, workspace })
    }

    fn names(&self, table: &str) -> anyhow::Result<Names> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT id, name FROM {table} WHERE workspace_id = ?1"))?;
        let names = statement.query_map([self.workspace], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// The first page of the inbox, 50 conversations.
    pub fn inbox(&self) -> anyhow::Result<Vec<u8>> {
        let (agents, teams) = (self.names("agent")?, self.names("team")?);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {CONVERSATION} FROM conversation WHERE workspace_id = ?1 AND merged_into IS NULL AND status <> 'spam'
             ORDER BY last_activity_at DESC, id DESC LIMIT 51"
        ))?;
        let mut rows = statement.query([self.workspace])?;
        let mut out = Vec::with_capacity(48 * 1024);
        out.extend_from_slice(b"{\"data\":");
        let mut to = serde_json::Serializer::new(&mut out);
        let mut list = to.serialize_seq(None)?;
        let (mut count, mut more) = (0, false);
        while let Some(row) = rows.next()? {
            if count == 50 {
                more = true;
                break;
            }
            list.serialize_element(&conversation(row, &agents, &teams)?)?;
            count += 1;
        }
        list.end()?;
        out.extend_from_slice(if more { b",\"next\":\"more\"}" } else { b",\"next\":null}" });
        Ok(out)
    }

    /// So many conversations from a part of the history, which is told from 0 to 1.
    pub fn some(&self, part: f64, count: usize) -> anyhow::Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM conversation WHERE workspace_id = ?1 AND number >= ?2 * (SELECT count(*) FROM conversation)
             ORDER BY number LIMIT ?3",
        )?;
        let ids =
            statement.query_map(params![self.workspace, part, i64::try_from(count)?], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// A conversation and its messages: what two requests answer.
    pub fn opened(&self, id: i64) -> anyhow::Result<(Vec<u8>, Vec<u8>)> {
        Ok((self.conversation(id)?, self.messages(id)?))
    }

    /// What stands around the row in a conversation's own page is read and counted in, though not written in the same words.
    fn conversation(&self, id: i64) -> anyhow::Result<Vec<u8>> {
        let (agents, teams) = (self.names("agent")?, self.names("team")?);
        let mut out = Vec::with_capacity(4096);
        for sql in [
            "SELECT agent_id, '' FROM follower WHERE workspace_id = ?1 AND conversation_id = ?2",
            "SELECT 0, name || address FROM participant WHERE workspace_id = ?1 AND conversation_id = ?2",
            "SELECT id, payload FROM event WHERE workspace_id = ?1 AND subject_id = ?2 AND kind = 'conversation.linked'",
            "SELECT id, name || coalesce(address, '') FROM channel WHERE workspace_id = ?1 AND ?2 > 0",
        ] {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query(params![self.workspace, id])?;
            while let Some(row) = rows.next()? {
                serde_json::to_writer(&mut out, &(row.get::<_, i64>(0)?, text(row, 1)?))?;
            }
        }
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {CONVERSATION} FROM conversation WHERE workspace_id = ?1 AND id = ?2"
        ))?;
        let mut rows = statement.query(params![self.workspace, id])?;
        let row = rows.next()?.context("no such conversation")?;
        serde_json::to_writer(&mut out, &conversation(row, &agents, &teams)?)?;
        Ok(out)
    }

    fn messages(&self, id: i64) -> anyhow::Result<Vec<u8>> {
        let files = self.files(id)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id, conversation_id, author_type, author_id, author_token, author_name, visibility, kind, channel, channel_id,
                    addresses, subject, html, text, new_text, remote_images, delivery, threading, authentication, mentions,
                    seen_at, sent_at, created_at
             FROM message WHERE workspace_id = ?1 AND conversation_id = ?2 ORDER BY id LIMIT 51",
        )?;
        let mut rows = statement.query(params![self.workspace, id])?;
        let none: Box<RawValue> = RawValue::from_string("[]".to_owned())?;
        let mut out = Vec::with_capacity(256 * 1024);
        out.extend_from_slice(b"{\"data\":");
        let mut to = serde_json::Serializer::new(&mut out);
        let mut list = to.serialize_seq(None)?;
        while let Some(row) = rows.next()? {
            list.serialize_element(&message(row, &files, &none)?)?;
        }
        list.end()?;
        out.extend_from_slice(b",\"next\":null}");
        Ok(out)
    }

    fn files(&self, id: i64) -> anyhow::Result<Vec<File>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT a.id, a.name, a.content_type, a.size, a.inline, a.message_id FROM message m
             JOIN attachment a ON a.workspace_id = m.workspace_id AND a.message_id = m.id
             WHERE m.workspace_id = ?1 AND m.conversation_id = ?2 ORDER BY a.id",
        )?;
        let files = statement.query_map(params![self.workspace, id], |row| {
            let id = Id("att", row.get(0)?);
            Ok(File {
                url: format!("/api/v1/attachments/{id}"),
                id,
                name: row.get(1)?,
                content_type: row.get(2)?,
                size: row.get(3)?,
                inline: row.get_ref(4)?.as_str()? == "yes",
                message: row.get(5)?,
            })
        })?;
        Ok(files.collect::<Result<_, _>>()?)
    }
}
