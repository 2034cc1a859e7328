//! Invitations that came by mail, told so that nobody has to open a calendar.

use axum::Json;
use axum::extract::State;
use mail::calendar::{self, Answer, Event, Frequency, Method, When};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::Serialize;
use utoipa::ToSchema;
use web::{Path, Problem};

use crate::conversations::attachment::AttachmentId;
use crate::conversations::store;

/// Largest file that is read for an event, in bytes; invitations have a few kilobytes.
const LARGEST: i64 = 1 << 20;

database::text_enum!(
    /// What a mail with an event wants.
    pub enum EventMethod {
        /// Tells of it, for information.
        Publish = "publish",
        /// Invites, or changes an invitation.
        Request = "request",
        /// Answers an invitation.
        Reply = "reply",
        /// Proposes another time.
        Counter = "counter",
        /// Calls it off.
        Cancel = "cancel",
    }
);

database::text_enum!(
    /// How often an event comes again.
    pub enum EventRepeats {
        /// Day by day.
        Daily = "daily",
        /// Week by week.
        Weekly = "weekly",
        /// Month by month.
        Monthly = "monthly",
        /// Year by year.
        Yearly = "yearly",
    }
);

database::text_enum!(
    /// Whether somebody comes.
    pub enum GuestAnswer {
        /// Not said yet.
        Open = "open",
        /// Comes.
        Accepted = "accepted",
        /// Perhaps.
        Tentative = "tentative",
        /// Does not come.
        Declined = "declined",
    }
);

/// An event, as an invitation or its answer tells it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventJson {
    /// What the mail wants.
    method: EventMethod,
    /// What it is called; may be empty.
    title: String,
    /// When it begins: a day (`2026-11-16`), a moment (`2026-11-16T09:30:00Z`), or a time without a zone
    /// (`2026-11-16T09:30:00`).
    start: String,
    /// When it ends, in the same forms; of whole days the first one after it.
    end: Option<String>,
    /// How often it comes again.
    repeats: Option<EventRepeats>,
    /// Where it is held.
    location: String,
    /// What is said about it.
    description: String,
    /// Who invites.
    organizer: Option<PersonJson>,
    /// Who is invited or answers, at most 100.
    attendees: Vec<PersonJson>,
    /// Whether it is called off.
    cancelled: bool,
}

/// Somebody at an event.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PersonJson {
    name: String,
    address: String,
    /// None of who invites.
    answer: Option<GuestAnswer>,
}

/// The event in a calendar file that came with a message.
#[utoipa::path(get, path = "/attachments/{id}/event", tag = "conversations", params(("id" = AttachmentId, Path)), responses(
    (status = 200, body = EventJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
pub(super) async fn event(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<AttachmentId>,
) -> Result<Json<EventJson>, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    let file = app.database.read(move |db| Ok::<_, Failure>(store::attachment(db, workspace, id)?)).await?;
    let missing = || Problem::not_found("event in this file");
    let file = file.filter(|file| file.size <= LARGEST).ok_or_else(missing)?;
    let bytes = app.blobs.read(&app.database, workspace, &file.hash).await?.ok_or_else(missing)?;
    let event = calendar::read(&bytes).ok_or_else(missing)?;
    Ok(Json(event.into()))
}

impl From<Event> for EventJson {
    fn from(event: Event) -> Self {
        let person = |mailbox: mail::Mailbox, answer| PersonJson {
            name: mailbox.name.unwrap_or_default(),
            address: mailbox.address.to_string(),
            answer,
        };
        let guests = event.attendees.into_iter();
        Self {
            method: match event.method {
                Method::Publish => EventMethod::Publish,
                Method::Request => EventMethod::Request,
                Method::Reply => EventMethod::Reply,
                Method::Counter => EventMethod::Counter,
                Method::Cancel => EventMethod::Cancel,
            },
            title: event.title,
            start: stated(event.start),
            end: event.end.map(stated),
            repeats: event.repeats.map(|frequency| match frequency {
                Frequency::Daily => EventRepeats::Daily,
                Frequency::Weekly => EventRepeats::Weekly,
                Frequency::Monthly => EventRepeats::Monthly,
                Frequency::Yearly => EventRepeats::Yearly,
            }),
            location: event.location,
            description: event.description,
            organizer: event.organizer.map(|mailbox| person(mailbox, None)),
            attendees: guests.map(|guest| person(guest.mailbox, Some(answered(guest.answer)))).collect(),
            cancelled: event.is_cancelled || event.method == Method::Cancel,
        }
    }
}

fn stated(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::At(at) => at.to_string(),
        When::Local(at) => at.to_string(),
    }
}

fn answered(answer: Answer) -> GuestAnswer {
    match answer {
        Answer::Open => GuestAnswer::Open,
        Answer::Accepted => GuestAnswer::Accepted,
        Answer::Tentative => GuestAnswer::Tentative,
        Answer::Declined => GuestAnswer::Declined,
    }
}
