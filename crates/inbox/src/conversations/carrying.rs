//! How the files of an answer travel: in the text, beside it, or by a link where the mail would be too large for servers.

use database::{DbError, Time, Tx};
use jiff::SignedDuration;

use super::attachment::{Attachment, AttachmentId};
use super::message::Message;
use super::store;
use crate::channels::{CARRIES, Channel, ChannelKind, LINK_DAYS};

/// What is behind the `@` of the Content-ID of a picture in an answer.
const OURS: &str = "tillside";
/// The types of pictures that stand in a text; what else is given as one is a file beside it.
const PICTURES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// The Content-ID of an uploaded picture that stands in the text (RFC 2392).
pub(super) fn content_id(of: AttachmentId) -> String {
    format!("{of}@{OURS}")
}

/// The same, of a picture that HTML names by `cid:att_…` or by its whole Content-ID.
pub(super) fn named(id: &str) -> Option<String> {
    let (name, domain) = id.split_once('@').unwrap_or((id, OURS));
    name.parse().ok().filter(|_| domain == OURS).map(content_id)
}

/// The files that a mail does not carry: pictures in the text always travel, and of the others as many as fit, the smallest
/// first.
pub(super) fn too_large(
    files: &[Attachment],
    is_in_text: impl Fn(&Attachment) -> bool,
    carries: u64,
) -> Vec<AttachmentId> {
    let size = |file: &Attachment| u64::try_from(file.size).unwrap_or_default();
    let (inside, mut beside): (Vec<&Attachment>, Vec<&Attachment>) =
        files.iter().partition(|file| is_in_text(file));
    let mut sum: u64 = inside.into_iter().map(size).sum();
    beside.sort_by_key(|file| (file.size, file.id));
    let fits = |file: &&Attachment| {
        sum = sum.saturating_add(size(file));
        sum > carries
    };
    beside.into_iter().filter(fits).map(|file| file.id).collect()
}

/// Whether a picture stands in this HTML.
pub(super) fn stands_in(html: Option<&str>, file: &Attachment) -> bool {
    let bare = file.content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    PICTURES.contains(&bare.as_str())
        && html.is_some_and(|html| html.contains(&format!("cid:{}", content_id(file.id))))
}

/// Writes down how the files of a message travel through a channel; none for a note.
///
/// # Errors
/// Only those of the database.
pub(super) fn carry(tx: &mut Tx<'_>, message: &Message, channel: Option<&Channel>) -> Result<(), DbError> {
    let mut files = store::attachments_of(tx.db, message.workspace_id, &[message.id])?;
    let has_text = channel.is_none_or(|channel| channel.kind == ChannelKind::Email);
    let in_text = |file: &Attachment| has_text && stands_in(message.html.as_deref(), file);
    let mailbox = channel.filter(|channel| channel.kind == ChannelKind::Email);
    let linked = mailbox.map(|mailbox| {
        let carries = mailbox.settings.carries.unwrap_or(CARRIES);
        (too_large(&files, in_text, carries), link_until(mailbox, tx.now))
    });
    for file in &mut files {
        let inside = in_text(file);
        file.inline = inside.into();
        file.content_id = inside.then(|| content_id(file.id));
        file.link_until = linked.as_ref().filter(|(ids, _)| ids.contains(&file.id)).map(|(_, until)| *until);
        store::update_attachment(tx, file)?;
    }
    Ok(())
}

/// Until when a file of an answer that is given now is had by its link.
pub(super) fn link_until(mailbox: &Channel, now: Time) -> Time {
    let days = mailbox.settings.link_days.unwrap_or(LINK_DAYS);
    now.plus(SignedDuration::from_hours(24 * i64::from(days)))
}

#[cfg(test)]
mod tests {
    use database::{Flag, Time, WorkspaceId};

    use super::{Attachment, AttachmentId, named, stands_in, too_large};

    fn file(id: i64, size: i64) -> Attachment {
        Attachment {
            workspace_id: WorkspaceId(1),
            id: AttachmentId(id),
            message_id: None,
            name: "x".to_owned(),
            content_type: "image/png".to_owned(),
            size,
            hash: String::new(),
            content_id: None,
            inline: Flag::No,
            uploaded_by: String::new(),
            created_at: Time::from_micros(0),
            link_until: None,
        }
    }

    #[test]
    fn as_many_files_as_fit_travel_and_the_largest_are_linked() {
        let files = [file(1, 10), file(2, 3), file(3, 4), file(4, 4)];
        let linked = |carries, inside| {
            let ids = too_large(&files, |file| Some(file.id.0) == inside, carries);
            ids.into_iter().map(|id| id.0).collect::<Vec<_>>()
        };
        assert_eq!(linked(21, None), Vec::<i64>::new());
        assert_eq!(linked(20, None), [1]);
        assert_eq!(linked(7, None), [4, 1]);
        assert_eq!(linked(0, None), [2, 3, 4, 1]);
        assert_eq!(linked(13, Some(1)), [3, 4], "a picture in the text is there before them");
    }

    #[test]
    fn only_pictures_of_ours_stand_in_a_text() {
        let one = file(7, 1);
        let name = format!("cid:{}", one.id);
        assert_eq!(named(&name[4..]).map(|id| format!("cid:{id}")), Some(format!("{name}@tillside")));
        assert_eq!(named(&format!("{}@tillside", one.id)), named(&one.id.to_string()));
        assert_eq!((named("x@y"), named("att_1@other.example")), (None, None));
        assert!(stands_in(Some(&format!("<img src=\"{name}@tillside\">")), &one));
        assert!(!stands_in(
            Some(&format!("<img src=\"{name}@tillside\">")),
            &Attachment { content_type: "image/svg+xml".to_owned(), ..one }
        ));
    }
}
