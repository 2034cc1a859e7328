//! Tags: names with a colour, made when they are first put on.

use database::events::NewEvent;
use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use language::search::fold;
use language::{Language, casing};

use super::conversation::{ConversationId, Tags};
use crate::schema::{conversation, conversation_tag, tag};

database::id_type!(
    /// A tag.
    TagId,
    "tag"
);

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = tag)]
pub struct Tag {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: TagId,
    /// Its name; unique in the workspace, whatever its case.
    pub name: String,
    /// `#rrggbb`.
    pub color: String,
    /// When it was made.
    pub created_at: Time,
}

/// The colour of a tag that nobody has given one.
pub const GREY: &str = "#8b8d98";

/// Whether two names are one but for their case, in any of our languages: `IADE` and `iade`, `İade` and `iade`.
fn are_alike(one: &str, other: &str) -> bool {
    let turkish = |name| casing::lowercase(Language::Tr, name);
    casing::fold(one) == casing::fold(other) || turkish(one) == turkish(other)
}

/// The tag whose name is this one but for the case, if there is one. Until this transaction ends, nobody else makes any.
fn alike(tx: &mut Tx<'_>, workspace: WorkspaceId, name: &str) -> Result<Option<(TagId, String)>, DbError> {
    tx.alone_with("tags", workspace.0, "")?;
    let all: Vec<(TagId, String)> =
        tag::table.filter(tag::workspace_id.eq(workspace)).select((tag::id, tag::name)).load(tx.db)?;
    let exact = all.iter().find(|(_, known)| known == name);
    Ok(exact.or_else(|| all.iter().find(|(_, known)| are_alike(known, name))).cloned())
}

/// The names of the tags that these are, as the tags themselves are written; those that are none yet are made, in grey.
///
/// # Errors
/// Only those of the database.
pub fn ensure(tx: &mut Tx<'_>, workspace: WorkspaceId, names: Vec<String>) -> Result<Vec<String>, DbError> {
    let mut written: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let known = match alike(tx, workspace, &name)? {
            Some((_, known)) => known,
            None => insert(tx, workspace, &name, GREY)?.name,
        };
        if !written.contains(&known) {
            written.push(known);
        }
    }
    Ok(written)
}

/// Why a tag can't have a name.
#[derive(Debug, thiserror::Error)]
pub enum TagError {
    /// Another tag has it, perhaps in another case.
    #[error("another tag has this name")]
    Taken,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<TagError> for DbError {
    fn from(error: TagError) -> Self {
        match error {
            TagError::Taken => Self::Other(error.to_string()),
            TagError::Database(cause) => cause,
        }
    }
}

/// Makes a tag with a colour.
///
/// # Errors
/// [`TagError::Taken`].
pub fn create(tx: &mut Tx<'_>, workspace: WorkspaceId, name: &str, color: &str) -> Result<Tag, TagError> {
    if alike(tx, workspace, name)?.is_some() {
        return Err(TagError::Taken);
    }
    Ok(insert(tx, workspace, name, color)?)
}

fn insert(tx: &mut Tx<'_>, workspace: WorkspaceId, name: &str, color: &str) -> Result<Tag, DbError> {
    let row = Tag {
        workspace_id: workspace,
        id: tx.id(),
        name: name.to_owned(),
        color: color.to_owned(),
        created_at: tx.now,
    };
    diesel::insert_into(tag::table).values(&row).execute(tx.db)?;
    Ok(row)
}

/// All tags with the number of conversations that have them, by name.
///
/// # Errors
/// Only those of the database.
pub fn all(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<(Tag, i64)>, DbError> {
    let tags: Vec<Tag> = tag::table
        .filter(tag::workspace_id.eq(workspace))
        .order(tag::name)
        .select(Tag::as_select())
        .load(db)?;
    let counts: Vec<(String, i64)> = conversation_tag::table
        .filter(conversation_tag::workspace_id.eq(workspace))
        .group_by(conversation_tag::tag)
        .select((conversation_tag::tag, diesel::dsl::count_star()))
        .load(db)?;
    let counts: std::collections::HashMap<String, i64> = counts.into_iter().collect();
    Ok(tags.into_iter().map(|tag| (tag.clone(), counts.get(&tag.name).copied().unwrap_or(0))).collect())
}

/// The names of the tags that somebody means: of this id, or of exactly this name, else of this name in any
/// case and with any accents.
///
/// # Errors
/// Only those of the database.
pub fn called(db: &mut Db, workspace: WorkspaceId, wanted: &str) -> Result<Vec<String>, DbError> {
    if let Ok(id) = wanted.parse::<TagId>() {
        return Ok(find(db, workspace, id)?.map(|tag| tag.name).into_iter().collect());
    }
    let mut names: Vec<String> =
        tag::table.filter(tag::workspace_id.eq(workspace)).select(tag::name).load(db)?;
    if names.iter().any(|name| name == wanted) {
        return Ok(vec![wanted.to_owned()]);
    }
    let folded = fold(wanted.trim());
    names.retain(|name| fold(name) == folded);
    Ok(names)
}

/// One tag.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: TagId) -> Result<Option<Tag>, DbError> {
    Ok(tag::table.find((workspace, id)).select(Tag::as_select()).first(db).optional()?)
}

/// Gives a tag another name or colour; its conversations follow.
///
/// # Errors
/// [`TagError::Taken`].
pub fn update(tx: &mut Tx<'_>, before: &Tag, name: &str, color: &str) -> Result<(), TagError> {
    if name != before.name && alike(tx, before.workspace_id, name)?.is_some_and(|(id, _)| id != before.id) {
        return Err(TagError::Taken);
    }
    let change = (tag::name.eq(name), tag::color.eq(color));
    diesel::update(tag::table.find((before.workspace_id, before.id)))
        .set(change)
        .execute(tx.db)
        .map_err(DbError::from)?;
    if name != before.name {
        rewrite(tx, before, Some(name))?;
    }
    Ok(())
}

/// Takes a tag away, also from its conversations.
///
/// # Errors
/// Only those of the database.
pub fn delete(tx: &mut Tx<'_>, before: &Tag) -> Result<(), DbError> {
    rewrite(tx, before, None)?;
    diesel::delete(tag::table.find((before.workspace_id, before.id))).execute(tx.db)?;
    Ok(())
}

/// The rows of its conversations hold the name: they are written anew.
fn rewrite(tx: &mut Tx<'_>, before: &Tag, name: Option<&str>) -> Result<(), DbError> {
    let which =
        conversation_tag::workspace_id.eq(before.workspace_id).and(conversation_tag::tag.eq(&before.name));
    let ids: Vec<ConversationId> =
        conversation_tag::table.filter(which).select(conversation_tag::conversation_id).load(tx.db)?;
    for id in ids {
        tx.hold("conversation", before.workspace_id, id.0)?;
        let row = conversation::table.find((before.workspace_id, id));
        let mut tags: Tags = row.select(conversation::tags).first(tx.db)?;
        match name {
            Some(name) => {
                tags.0.iter_mut().filter(|tag| **tag == before.name).for_each(|tag| name.clone_into(tag));
            }
            None => tags.0.retain(|tag| *tag != before.name),
        }
        diesel::update(row).set(conversation::tags.eq(tags)).execute(tx.db)?;
        let kind = NewEvent::new(before.workspace_id, "conversation.retagged", id.0, "system");
        tx.append(kind)?;
    }
    match name {
        Some(name) => diesel::update(conversation_tag::table.filter(which))
            .set(conversation_tag::tag.eq(name))
            .execute(tx.db)?,
        None => diesel::delete(conversation_tag::table.filter(which)).execute(tx.db)?,
    };
    Ok(())
}
