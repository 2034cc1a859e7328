//! The limit of reading: the same rows by SQLite's own interface, written as the same JSON, with nothing around them.
//!
//! What is lent by SQLite is never copied but into the answer. [`Raw`] is one connection; its statements are kept.

use std::path::Path;

use anyhow::Context as _;
use rusqlite::{Connection, Row, params};
use serde::Serializer as _;
use serde::ser::SerializeSeq as _;
use serde_json::value::RawValue;

use crate::shapes::{CONVERSATION, Columns, File, Id, Names, conversation, message};
use crate::store;

impl Columns for Row<'_> {
    fn text(&self, column: usize) -> anyhow::Result<Option<&str>> {
        Ok(self.get_ref(column)?.as_str_or_null()?)
    }

    fn number(&self, column: usize) -> anyhow::Result<Option<i64>> {
        Ok(self.get(column)?)
    }
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
                serde_json::to_writer(&mut out, &(row.get::<_, i64>(0)?, row.get_ref(1)?.as_str()?))?;
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
