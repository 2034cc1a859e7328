//! A message whose mail is read again: what it says is brought up to date where it stands.

use database::blobs;
use database::events::NewEvent;
use database::{DbError, Tx};
use serde_json::json;

use super::answering::look_again;
use super::appending::NewMessage;
use super::attachment::Attachment;
use super::message::Message;
use super::store;

/// Brings text, HTML, subject, addresses and files of a message in line with a new reading; tells what differed.
///
/// # Errors
/// Only those of the database.
pub fn read_anew(
    tx: &mut Tx<'_>,
    of: &Message,
    new: &NewMessage,
    actor: &str,
) -> Result<Vec<&'static str>, DbError> {
    let mut now = of.clone();
    now.subject.clone_from(&new.subject);
    now.html.clone_from(&new.html);
    now.text.clone_from(&new.text);
    now.new_text.clone_from(&new.new_text);
    now.remote_images = new.remote_images;
    now.addresses.clone_from(&new.addresses);
    let parts = [
        ("subject", now.subject != of.subject),
        ("html", now.html != of.html || now.remote_images != of.remote_images),
        ("text", now.text != of.text),
        ("new_text", now.new_text != of.new_text),
        ("addresses", now.addresses != of.addresses),
        ("files", files(tx, of, new, actor)?),
    ];
    let changed: Vec<&str> = parts.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect();
    if changed.is_empty() {
        return Ok(changed);
    }
    store::update_content(tx, &now)?;
    if let Some(mut conversation) = store::find_to_change(tx, of.workspace_id, of.conversation_id)? {
        let kept = (conversation.waiting_since, conversation.last_activity_at);
        look_again(tx, &mut conversation)?;
        (conversation.waiting_since, conversation.last_activity_at) = kept;
        store::update(tx, &conversation)?;
    }
    let payload = json!({"message_id": of.id, "conversation_id": of.conversation_id});
    tx.append(NewEvent::new(of.workspace_id, "message.updated", of.conversation_id.0, actor).with(payload))?;
    Ok(changed)
}

/// Files are known by their bytes: those that are there still keep their ids.
fn files(tx: &mut Tx<'_>, of: &Message, new: &NewMessage, actor: &str) -> Result<bool, DbError> {
    let mut there = store::attachments_of(tx.db, of.workspace_id, &[of.id])?;
    let mut differs = false;
    for file in &new.files {
        let known = there.iter().position(|known| known.hash == file.blob.hash());
        let before = known.map(|at| there.swap_remove(at));
        let row = Attachment {
            workspace_id: of.workspace_id,
            id: before.as_ref().map_or_else(|| tx.id(), |known| known.id),
            message_id: Some(of.id),
            name: file.name.clone(),
            content_type: file.content_type.clone(),
            size: file.size,
            hash: file.blob.hash().to_owned(),
            content_id: file.content_id.clone(),
            inline: file.inline.into(),
            uploaded_by: before.as_ref().map_or_else(|| actor.to_owned(), |known| known.uploaded_by.clone()),
            created_at: before.as_ref().map_or(tx.now, |known| known.created_at),
            link_until: None,
        };
        match before {
            Some(before) if before == row => {}
            Some(_) => {
                store::update_attachment(tx, &row)?;
                differs = true;
            }
            None => {
                blobs::keep(tx, of.workspace_id, &file.blob)?;
                store::insert_attachment(tx, &row)?;
                differs = true;
            }
        }
    }
    for gone in &there {
        store::delete_attachment(tx, gone)?;
    }
    Ok(differs || !there.is_empty())
}
