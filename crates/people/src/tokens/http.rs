//! `/tokens`.

use axum::extract::State;
use axum::http::StatusCode;
use database::Time;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, List, Part, Path, Problem, Query};

use super::token::{self, ScopeError};
use super::{NewToken, Scopes, TokenId};
use crate::fields::{FieldCode, Fields};
use crate::idempotency::{self, Create, Once};
use crate::sign_in::Staff;
use crate::team::Permission;
use crate::text::Name;
use crate::{App, Failure};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(revoke))
}

/// A token, without the secret.
#[derive(Debug, Serialize, ToSchema)]
struct Token {
    id: TokenId,
    name: String,
    /// `all`, or permissions.
    scopes: Vec<&'static str>,
    created_at: Time,
    /// To ten minutes.
    last_used_at: Option<Time>,
    /// Who made it, by name.
    created_by: String,
}

impl From<token::Token> for Token {
    fn from(token: token::Token) -> Self {
        Self {
            id: token.id,
            name: token.name,
            scopes: token.scopes.words(),
            created_at: token.created_at,
            last_used_at: token.last_used_at,
            created_by: token.created_by,
        }
    }
}

/// A token that was just made.
#[derive(Debug, Serialize, ToSchema)]
struct TokenMade {
    #[serde(flatten)]
    about: Token,
    /// `tsk_…`; it is shown this once.
    token: String,
}

/// A token to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TokenToMake {
    name: String,
    /// `all`, or permissions; no more than the maker has.
    scopes: Vec<String>,
}

impl FieldCode for ScopeError {
    fn field_code(&self) -> &'static str {
        match self {
            Self::None => "required",
            Self::Unknown(_) => "unknown-value",
        }
    }
}

impl TokenToMake {
    fn read(&self) -> Result<NewToken, Problem> {
        let mut fields = Fields::new();
        let name = fields.parse::<Name>("/name", &self.name);
        let scopes = fields.take("/scopes", Scopes::parse(self.scopes.iter().map(String::as_str)));
        fields.done()?;
        let told = "what is missing was refused above";
        Ok(NewToken { name: name.expect(told), scopes: scopes.expect(told) })
    }
}

/// The tokens, newest first.
#[utoipa::path(get, path = "/tokens", tag = "tokens", params(Part), responses(
    (status = 200, body = List<Token>), (status = 400, body = web::ProblemBody)))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(part): Query<Part>,
) -> Result<Json<List<Token>>, Failure> {
    staff.require(Permission::TokensWrite)?;
    let tokens = app.database.read(move |db| super::list(db, staff.workspace)).await?;
    Ok(Json(part.of(tokens, |token| token.id).map(Token::from)))
}

/// Makes a token.
#[utoipa::path(post, path = "/tokens", tag = "tokens", request_body = TokenToMake, responses(
    (status = 201, body = TokenMade), (status = 403, description = "a scope that the maker lacks", body = web::ProblemBody),
    (status = 422, body = web::ProblemBody)))]
async fn create(
    State(app): State<App>,
    staff: Staff,
    Create { key, body }: Create<TokenToMake>,
) -> Result<Once, Failure> {
    staff.require(Permission::TokensWrite)?;
    let new = body.read()?;
    if !staff.permissions.include(new.scopes.permissions()) {
        return Err(Problem::forbidden("a token can't do more than who makes it").into());
    }
    app.database
        .write(move |tx| {
            idempotency::once(tx, key.as_ref(), |tx| {
                let (about, token) = super::create(tx, staff.workspace, &staff.author(), &new)?;
                Ok::<_, Failure>((StatusCode::CREATED, TokenMade { about: about.into(), token }))
            })
        })
        .await
}

/// Revokes a token; it stops working at once.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "tokens", params(("id" = TokenId, Path)),
    responses((status = 204), (status = 404, body = web::ProblemBody)))]
async fn revoke(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<TokenId>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::TokensWrite)?;
    let revoked =
        app.database.write(move |tx| super::revoke(tx, staff.workspace, &staff.author(), id)).await?;
    if revoked { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::not_found("token").into()) }
}
