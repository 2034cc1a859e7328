//! Tags and custom fields.

use axum::extract::State;
use axum::http::StatusCode;
use database::DbError;
use people::idempotency::{Create, Once, once};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Json, List, Part, Patch, Path, Problem, Query};

use crate::conversations::custom_fields::{self, Choices, CustomField, CustomFieldId, FieldKind};
use crate::conversations::tags::{self, GREY, Tag, TagError, TagId};

/// A tag.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TagJson {
    id: TagId,
    name: String,
    /// `#rrggbb`.
    color: String,
    /// Conversations that have it.
    count: i64,
}

impl TagJson {
    fn of(tag: Tag, count: i64) -> Self {
        Self { id: tag.id, name: tag.name, color: tag.color, count }
    }
}

/// A tag to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewTag {
    /// 1 to 60 characters.
    name: String,
    /// `#rrggbb`; grey if absent.
    color: Option<String>,
}

/// What to change of a tag.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TagPatch {
    name: Patch<String>,
    color: Patch<String>,
}

fn tag_name(name: &str) -> Result<String, Problem> {
    let name = name.trim();
    let fits = (1..=60).contains(&name.chars().count()) && !name.contains(['\n', '\r']);
    if fits {
        Ok(name.to_owned())
    } else {
        Err(Problem::field("/name", "invalid", "has 1 to 60 characters in one line"))
    }
}

fn tag_color(color: &str) -> Result<String, Problem> {
    let fits =
        color.len() == 7 && color.starts_with('#') && color[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
    if fits {
        Ok(color.to_ascii_lowercase())
    } else {
        Err(Problem::field("/color", "invalid", "is a colour such as #3b82f6"))
    }
}

fn taken(error: DbError, pointer: &str) -> Failure {
    if error.is_duplicate() {
        Problem::field(pointer, "taken", "is taken already").into()
    } else {
        error.into()
    }
}

/// All tags, by name.
#[utoipa::path(get, path = "/tags", tag = "conversations", params(Part), responses(
    (status = 200, body = List<TagJson>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
pub(super) async fn tags(
    State(app): State<App>,
    staff: Staff,
    Query(part): Query<Part>,
) -> Result<Json<List<TagJson>>, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    let all = app.database.read(move |db| Ok::<_, Failure>(tags::all(db, workspace)?)).await?;
    Ok(Json(part.of(all, |(tag, _)| tag.id).map(|(tag, count)| TagJson::of(tag, count))))
}

impl From<TagError> for Failure {
    fn from(error: TagError) -> Self {
        match error {
            TagError::Taken => Problem::field("/name", "taken", error.to_string()).into(),
            TagError::Database(cause) => cause.into(),
        }
    }
}

/// Makes a tag. Its name is no other tag's, in whatever case.
#[utoipa::path(post, path = "/tags", tag = "conversations", request_body = NewTag, responses(
    (status = 201, body = TagJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn make_tag(
    State(app): State<App>,
    staff: Staff,
    Create { key, body: new }: Create<NewTag>,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, name) = (staff.workspace, tag_name(&new.name)?);
    let color = tag_color(new.color.as_deref().unwrap_or(GREY))?;
    let made = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let made = tags::create(tx, workspace, &name, &color)?;
            Ok::<_, Failure>((StatusCode::CREATED, TagJson::of(made, 0)))
        })
    });
    made.await
}

/// Renames or recolours a tag; its conversations follow.
#[utoipa::path(patch, path = "/tags/{id}", tag = "conversations", params(("id" = TagId, Path)), request_body = TagPatch, responses(
    (status = 200, body = TagJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn change_tag(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<TagId>,
    Json(patch): Json<TagPatch>,
) -> Result<Json<TagJson>, Failure> {
    staff.require(Permission::SettingsWrite)?;
    let workspace = staff.workspace;
    let name = patch.name.not_null("/name")?.map(|name| tag_name(&name)).transpose()?;
    let color = patch.color.not_null("/color")?.map(|color| tag_color(&color)).transpose()?;
    let changed = app.database.write(move |tx| {
        let before = tags::find(tx.db, workspace, id)?.ok_or_else(|| Problem::not_found("tag"))?;
        let (name, color) = (name.unwrap_or(before.name.clone()), color.unwrap_or(before.color.clone()));
        tags::update(tx, &before, &name, &color)?;
        let found = tags::all(tx.db, workspace)?.into_iter().find(|(tag, _)| tag.id == id);
        let (tag, count) = found.ok_or_else(|| Problem::not_found("tag"))?;
        Ok::<_, Failure>(TagJson::of(tag, count))
    });
    Ok(Json(changed.await?))
}

/// Takes a tag away, also from its conversations.
#[utoipa::path(delete, path = "/tags/{id}", tag = "conversations", params(("id" = TagId, Path)), responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
pub(super) async fn delete_tag(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<TagId>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::SettingsWrite)?;
    let workspace = staff.workspace;
    app.database
        .write(move |tx| {
            let tag = tags::find(tx.db, workspace, id)?.ok_or_else(|| Problem::not_found("tag"))?;
            Ok::<_, Failure>(tags::delete(tx, &tag)?)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A field of the workspace's own.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FieldJson {
    id: CustomFieldId,
    key: String,
    label: String,
    #[serde(rename = "type")]
    kind: FieldKind,
    choices: Vec<String>,
}

impl From<CustomField> for FieldJson {
    fn from(field: CustomField) -> Self {
        Self { id: field.id, key: field.key, label: field.label, kind: field.kind, choices: field.choices.0 }
    }
}

/// A field to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewField {
    /// Lower-case letters, digits and `_`; never changes.
    key: String,
    /// 1 to 80 characters.
    label: String,
    #[serde(rename = "type")]
    kind: FieldKind,
    /// For `choice`: 1 to 100 values.
    #[serde(default)]
    choices: Vec<String>,
}

/// What to change of a field.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FieldPatch {
    label: Patch<String>,
    choices: Patch<Vec<String>>,
}

fn field_label(label: &str) -> Result<String, Problem> {
    let label = label.trim();
    let fits = (1..=80).contains(&label.chars().count());
    if fits {
        Ok(label.to_owned())
    } else {
        Err(Problem::field("/label", "invalid", "has 1 to 80 characters"))
    }
}

fn field_choices(kind: FieldKind, choices: Vec<String>) -> Result<Choices, Problem> {
    let several =
        (1..=100).contains(&choices.len()) && choices.iter().all(|choice| !choice.trim().is_empty());
    match (kind, several) {
        (FieldKind::Choice, true) => Ok(Choices(choices)),
        (FieldKind::Choice, false) => {
            Err(Problem::field("/choices", "invalid", "a choice has 1 to 100 values"))
        }
        (FieldKind::Text | FieldKind::Number | FieldKind::Boolean | FieldKind::Date, _)
            if choices.is_empty() =>
        {
            Ok(Choices::default())
        }
        (FieldKind::Text | FieldKind::Number | FieldKind::Boolean | FieldKind::Date, _) => {
            Err(Problem::field("/choices", "invalid", "only a choice has values"))
        }
    }
}

/// All custom fields.
#[utoipa::path(get, path = "/custom-fields", tag = "conversations", params(Part), responses(
    (status = 200, body = List<FieldJson>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
pub(super) async fn fields(
    State(app): State<App>,
    staff: Staff,
    Query(part): Query<Part>,
) -> Result<Json<List<FieldJson>>, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    let all = app.database.read(move |db| Ok::<_, Failure>(custom_fields::all(db, workspace)?)).await?;
    Ok(Json(part.of(all, |field| field.id).map(FieldJson::from)))
}

/// Makes a custom field.
#[utoipa::path(post, path = "/custom-fields", tag = "conversations", request_body = NewField, responses(
    (status = 201, body = FieldJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn make_field(
    State(app): State<App>,
    staff: Staff,
    Create { key: sent_as, body: new }: Create<NewField>,
) -> Result<Once, Failure> {
    staff.require(Permission::SettingsWrite)?;
    let workspace = staff.workspace;
    let word = (1..=40).contains(&new.key.len())
        && new.key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if !word {
        return Err(Problem::field("/key", "invalid", "has 1 to 40 lower-case letters, digits and _").into());
    }
    let (label, choices) = (field_label(&new.label)?, field_choices(new.kind, new.choices)?);
    let made = app.database.write(move |tx| {
        once(tx, sent_as.as_ref(), |tx| {
            let row = CustomField {
                workspace_id: workspace,
                id: tx.id(),
                key: new.key,
                label,
                kind: new.kind,
                choices,
                created_at: tx.now,
            };
            custom_fields::insert(tx, &row).map_err(|error| taken(error, "/key"))?;
            Ok::<_, Failure>((StatusCode::CREATED, FieldJson::from(row)))
        })
    });
    made.await
}

/// Renames a custom field or changes its choices.
#[utoipa::path(patch, path = "/custom-fields/{id}", tag = "conversations", params(("id" = CustomFieldId, Path)), request_body = FieldPatch, responses(
    (status = 200, body = FieldJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn change_field(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<CustomFieldId>,
    Json(patch): Json<FieldPatch>,
) -> Result<Json<FieldJson>, Failure> {
    staff.require(Permission::SettingsWrite)?;
    let workspace = staff.workspace;
    let label = patch.label.not_null("/label")?.map(|label| field_label(&label)).transpose()?;
    let choices = patch.choices.not_null("/choices")?;
    let changed = app.database.write(move |tx| {
        let mut row =
            custom_fields::find(tx.db, workspace, id)?.ok_or_else(|| Problem::not_found("custom field"))?;
        row.label = label.unwrap_or(row.label);
        if let Some(choices) = choices {
            row.choices = field_choices(row.kind, choices)?;
        }
        custom_fields::update(tx, &row)?;
        Ok::<_, Failure>(FieldJson::from(row))
    });
    Ok(Json(changed.await?))
}

/// Takes a custom field away.
#[utoipa::path(delete, path = "/custom-fields/{id}", tag = "conversations", params(("id" = CustomFieldId, Path)), responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
pub(super) async fn delete_field(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<CustomFieldId>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::SettingsWrite)?;
    let workspace = staff.workspace;
    let gone =
        app.database.write(move |tx| Ok::<_, Failure>(custom_fields::delete(tx, workspace, id)?)).await?;
    if gone { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::not_found("custom field").into()) }
}
