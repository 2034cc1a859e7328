//! `GET` and `POST /forms/{channel}`.

use std::collections::BTreeSet;

use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use database::{DbError, Tx};
use language::{Catalogue, Language, dates};
use people::customers::{self, Identity, Seen};
use people::{Failure, workspaces};
use serde::Deserialize;
use shop::brands::{self, Face};
use shop::orders;
use shop::stores::StoreId;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{ClientAddress, Problem, Query};

use super::page::{self, Look, Written};
use crate::Inbox;
use crate::channels::{self, Channel, ChannelId, ChannelKind};
use crate::conversations::{self, Author, NewMessage, Opening, Status, Threading};

/// The pages of forms, at the root.
pub fn public_routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(show, send))
}

/// In which language the page is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// `en`, `tr`, `ko` or `fa`; the browser's own if absent.
    lang: Option<String>,
}

/// What a browser sends. Where a field is missing or wrong, the page comes again and says so.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = ContactForm)]
#[serde(default)]
struct Sent {
    /// At most 200 characters, as `order` and `subject`.
    name: String,
    /// Where the answer goes.
    email: String,
    /// The number of an order, if it is about one.
    order: String,
    subject: String,
    /// At most 20,000 characters.
    message: String,
    /// People do not see this field; robots fill it in.
    website: String,
}

fn language_of(headers: &HeaderMap, asked: &Asked, found: Option<&Found>) -> Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let asked = asked.lang.as_deref().and_then(|tag| tag.parse().ok());
    let own = found.map_or(Language::En, |found| found.face.language);
    asked.or_else(|| accepted.and_then(Language::from_accept_language)).unwrap_or(own)
}

/// A form with those to whom it leads.
struct Found {
    channel: Channel,
    workspace: workspaces::Workspace,
    face: Face,
    path: String,
}

impl Found {
    fn look(&self, language: Language) -> Look<'_> {
        let Face { name, color, logo, .. } = &self.face;
        Look { store: name, color, logo: logo.as_deref(), language, path: &self.path }
    }
}

async fn form_channel(inbox: &Inbox, id: &str) -> Result<Option<Found>, Failure> {
    let Ok(id) = id.parse::<ChannelId>() else { return Ok(None) };
    let found = inbox.app.database.read(move |db| {
        let channel =
            channels::find_anywhere(db, id)?.filter(|channel| channel.kind == ChannelKind::ContactForm);
        let Some(channel) = channel else { return Ok::<_, DbError>(None) };
        let Some(workspace) = workspaces::find(db, channel.workspace_id)? else { return Ok(None) };
        let brand =
            channel.store_id.map(|id| brands::find(db, channel.workspace_id, id)).transpose()?.flatten();
        let face = Face::of(Some(&workspace), brand.as_ref());
        let path = format!("/forms/{}", channel.id);
        Ok(Some(Found { channel, workspace, face, path }))
    });
    Ok(found.await?)
}

fn answer(status: StatusCode, html: String) -> Response {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *";
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
    ];
    (status, headers, html).into_response()
}

/// The page with the form, for people.
#[utoipa::path(get, path = "/forms/{id}", tag = "forms", params(("id" = String, Path, description = "the channel, `chn_…`"), Asked),
    security(()), responses(
    (status = 200, content_type = "text/html", body = String),
    (status = 404, description = "there is no such form; a page says so", content_type = "text/html", body = String),
))]
async fn show(
    State(inbox): State<Inbox>,
    headers: HeaderMap,
    axum::extract::Path(id): axum::extract::Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let found = form_channel(&inbox, &id).await?;
    let language = language_of(&headers, &asked, found.as_ref());
    let Some(found) = found else { return Ok(answer(StatusCode::NOT_FOUND, page::closed(language))) };
    let look = found.look(language);
    Ok(answer(StatusCode::OK, page::form(&look, &Written::default())))
}

/// Takes what was written as a new conversation, and answers with a page.
#[utoipa::path(post, path = "/forms/{id}", tag = "forms", params(("id" = String, Path, description = "the channel, `chn_…`"), Asked),
    request_body(content = Sent, content_type = "application/x-www-form-urlencoded"), security(()), responses(
    (status = 200, description = "it was taken", content_type = "text/html", body = String),
    (status = 404, description = "there is no such form", content_type = "text/html", body = String),
    (status = 422, description = "the page again, with what is wrong", content_type = "text/html", body = String),
    (status = 429, description = "too often; the page again", content_type = "text/html", body = String),
    (status = 503, description = "it could not be kept; the page again", content_type = "text/html", body = String),
))]
async fn send(
    State(inbox): State<Inbox>,
    address: ClientAddress,
    headers: HeaderMap,
    axum::extract::Path(id): axum::extract::Path<String>,
    Query(asked): Query<Asked>,
    form: Result<Form<Sent>, axum::extract::rejection::FormRejection>,
) -> Result<Response, Failure> {
    let found = form_channel(&inbox, &id).await?;
    let language = language_of(&headers, &asked, found.as_ref());
    let Some(found) = found else { return Ok(answer(StatusCode::NOT_FOUND, page::closed(language))) };
    let look = found.look(language);
    let Ok(Form(sent)) = form else {
        return Err(Problem::malformed("this is not what the form sends").into());
    };
    let mut written = check(&sent, language);
    if !written.wrong.is_empty() {
        return Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, page::form(&look, &written)));
    }
    if let Err(wait) = inbox.visits.check(address.rate_key(), inbox.app.database.now().timestamp()) {
        let seconds = wait.0.as_secs() + 1;
        let minute = dates::duration(language, 60);
        let words = Catalogue::embedded().text_with(
            language,
            "contact-form-too-often",
            &[("duration", minute.into())],
        );
        written.notice = Some(words);
        let mut refused = answer(StatusCode::TOO_MANY_REQUESTS, page::form(&look, &written));
        refused.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return Ok(refused);
    }
    // A robot is thanked like a person and nothing is kept: it learns nothing.
    let number = if sent.website.is_empty() {
        let taken = found.channel.clone();
        let sent = written.clone();
        let stored = inbox.app.database.write(move |tx| take(tx, &taken, language, &sent)).await;
        match stored {
            Ok(number) => number,
            Err(cause) => {
                tracing::error!(%cause, "a contact form could not be stored");
                written.notice = Some(Catalogue::embedded().text(language, "contact-form-not-sent"));
                return Ok(answer(StatusCode::SERVICE_UNAVAILABLE, page::form(&look, &written)));
            }
        }
    } else {
        0
    };
    let lines = promise(&found, language, &written.email, number, inbox.app.database.now());
    Ok(answer(StatusCode::OK, page::thanks(&look, &lines)))
}

fn check(sent: &Sent, language: Language) -> Written {
    let line = |text: &str| text.replace(['\0', '\r', '\n'], " ").trim().to_owned();
    let mut written = Written {
        name: line(&sent.name),
        email: line(&sent.email),
        order: line(&sent.order),
        subject: line(&sent.subject),
        message: sent.message.replace('\0', "").trim().to_owned(),
        ..Written::default()
    };
    let text = |key: &str| Catalogue::embedded().text(language, key);
    let too_long = |limit: i64| {
        Catalogue::embedded().text_with(language, "contact-form-too-long", &[("limit", limit.into())])
    };
    let mut wrong = Vec::new();
    if written.name.is_empty() {
        wrong.push(("name", text("contact-form-name-missing")));
    }
    if written.email.is_empty() {
        wrong.push(("email", text("contact-form-email-missing")));
    } else if written.email.parse::<mail::EmailAddress>().is_err()
        || Identity::email(&written.email).is_none()
    {
        wrong.push(("email", text("contact-form-email-wrong")));
    }
    if written.message.is_empty() {
        wrong.push(("message", text("contact-form-message-missing")));
    } else if written.message.chars().count() > 20_000 {
        wrong.push(("message", too_long(20_000)));
    }
    for (name, value) in [("name", &written.name), ("order", &written.order), ("subject", &written.subject)] {
        if value.chars().count() > 200 {
            wrong.push((name, too_long(200)));
        }
    }
    written.wrong = wrong;
    written
}

/// Stores the message; the address is what somebody typed, so it is a claim. Returns the conversation's number.
fn take(tx: &mut Tx<'_>, channel: &Channel, language: Language, written: &Written) -> Result<i64, DbError> {
    let typed = Identity::email(&written.email);
    let owner = typed.clone().map(Identity::claimed);
    let identities: Vec<Identity> = owner.into_iter().collect();
    let detected = language::detect(&written.message).unwrap_or(language);
    let seen = Seen {
        identities: &identities,
        name: Some(&written.name),
        language: Some(detected.tag()),
        ..Seen::default()
    };
    let customer = customers::recognise(tx, channel.workspace_id, &seen)?;
    let subject = if written.subject.is_empty() {
        conversations::snippet_of(&written.message)
    } else {
        written.subject.clone()
    };
    let opening = Opening {
        channel,
        customer,
        subject: &subject.chars().take(120).collect::<String>(),
        status: Status::Open,
        language: Some(detected.tag()),
        store: store_of(tx, channel, &written.order)?,
        actor: format!("customer:{customer}"),
    };
    let mut conversation = conversations::open(tx, channel.workspace_id, &opening)?;
    let text = match written.order.as_str() {
        "" => written.message.clone(),
        order => format!(
            "{}: {order}\n\n{}",
            Catalogue::embedded().line_with(language, "contact-form-order", &[]),
            written.message
        ),
    };
    let author = Author::Customer(customer, written.name.clone());
    let mut new = NewMessage::text(author, (ChannelKind::ContactForm, channel.id), text);
    new.subject = written.subject.clone();
    new.threading = Some(Threading { evidence: "new".to_owned(), detail: None });
    conversations::append(tx, &mut conversation, new)?;
    Ok(conversation.number)
}

/// The store of the order that somebody names, where the form is no store's and only one store has such an order.
fn store_of(tx: &mut Tx<'_>, channel: &Channel, order: &str) -> Result<Option<StoreId>, DbError> {
    if channel.store_id.is_some() || order.is_empty() {
        return Ok(None);
    }
    let found = orders::by_number(tx.db, channel.workspace_id, order)?;
    let stores: BTreeSet<StoreId> = found.iter().map(|order| order.store_id).collect();
    Ok(stores.first().copied().filter(|_| stores.len() == 1))
}

/// What happens next, told honestly.
fn promise(found: &Found, language: Language, email: &str, number: i64, now: database::Time) -> Vec<String> {
    let catalogue = Catalogue::embedded();
    let mut lines =
        vec![catalogue.text_with(language, "contact-form-thanks-text", &[("email", email.into())])];
    if number > 0 {
        lines.push(catalogue.text_with(
            language,
            "contact-form-thanks-number",
            &[("number", number.to_string().into())],
        ));
    }
    let hours = &found.workspace.settings.business_hours;
    let opening = if hours.is_open(now) { None } else { hours.next_open(now) };
    lines.push(match opening {
        Some(opening) => {
            let zone = found.face.zone.clone();
            let time = dates::date_time(language, &opening.timestamp().to_zoned(zone));
            catalogue.text_with(language, "contact-form-reply-after-opening", &[("time", time.into())])
        }
        None => catalogue.text(language, "contact-form-reply-soon"),
    });
    lines
}
