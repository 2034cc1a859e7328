//! `GET /search`.

use axum::extract::State;
use database::Time;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{FieldError, Json, Limit, List, Problem, Query};

use super::finding::{self, Found};
use super::highlight::highlight;
use super::ranking::{Kind, Typed};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(search))
}

/// Longest query, in characters.
const LONGEST: usize = 200;

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct SearchQuery {
    /// Words, a number, an address; 1 to 200 characters.
    q: String,
    /// Only things of this kind (`conversation`, `customer`, `order`, `product`, `article`; in the plural too); of every
    /// kind that the asker may see if absent.
    #[param(value_type = Option<String>)]
    kind: Option<Asked>,
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// A kind by its name. There are no help articles yet, so that a search for them finds none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Asked {
    #[serde(alias = "conversations")]
    Conversation,
    #[serde(alias = "customers")]
    Customer,
    #[serde(alias = "orders")]
    Order,
    #[serde(alias = "products")]
    Product,
    #[serde(alias = "articles")]
    Article,
}

impl Asked {
    const fn kind(self) -> Option<Kind> {
        match self {
            Self::Conversation => Some(Kind::Conversation),
            Self::Customer => Some(Kind::Customer),
            Self::Order => Some(Kind::Order),
            Self::Product => Some(Kind::Product),
            Self::Article => None,
        }
    }
}

/// Something that was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SearchHit)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The subject, name or number, as text.
    pub title: String,
    /// Where the words were found, as HTML: escaped, with the words in `<mark>`.
    pub excerpt: String,
    /// How well it fits, between 0 and 1.
    pub score: f32,
    /// When it last mattered.
    pub at: Time,
    /// Where it stands, in its own words for that; null for customers.
    pub status: Option<String>,
}

impl Hit {
    fn of(found: Found, typed: &Typed) -> Self {
        Self {
            kind: found.kind,
            id: found.id,
            excerpt: highlight(&found.text, &typed.words),
            title: found.title,
            score: found.fit.score(),
            at: found.at,
            status: found.status,
        }
    }
}

const fn permission(kind: Kind) -> Permission {
    match kind {
        Kind::Conversation => Permission::ConversationsRead,
        Kind::Customer => Permission::CustomersRead,
        Kind::Order | Kind::Product => Permission::OrdersRead,
    }
}

/// Things by what people remember of them: exact numbers and addresses first, then beginnings, then words; the newer first.
#[utoipa::path(get, path = "/search", tag = "search", params(SearchQuery), responses(
    (status = 200, body = List<Hit>), (status = 400, description = "nothing to look for, or an unknown kind", body = web::ProblemBody),
    (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
async fn search(
    State(app): State<App>,
    staff: Staff,
    Query(query): Query<SearchQuery>,
) -> Result<Json<List<Hit>>, Failure> {
    let kinds = kinds(&staff, query.kind)?;
    let typed = read(&query.q)?;
    let limit = query.limit;
    let hits = app.database.read(move |db| {
        let mut found = Vec::new();
        for kind in kinds {
            found.extend(finding::find(db, staff.workspace, kind, &typed, limit.rows_to_ask_for())?);
        }
        found.sort_by(|one, other| one.fit.cmp(&other.fit).then(other.at.cmp(&one.at)));
        found.truncate(limit.get());
        Ok::<_, Failure>(found.into_iter().map(|found| Hit::of(found, &typed)).collect())
    });
    Ok(Json(List::whole(hits.await?)))
}

fn kinds(staff: &Staff, asked: Option<Asked>) -> Result<Vec<Kind>, Problem> {
    if let Some(asked) = asked {
        let Some(kind) = asked.kind() else { return Ok(Vec::new()) };
        staff.require(permission(kind))?;
        return Ok(vec![kind]);
    }
    let seen = |kind: &Kind| staff.permissions.has(permission(*kind));
    let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(seen).collect();
    if kinds.is_empty() {
        return Err(Problem::forbidden("this needs a permission to read conversations, customers or orders"));
    }
    Ok(kinds)
}

fn read(typed: &str) -> Result<Typed, Problem> {
    let refuse = |code, detail| Err(Problem::invalid_query(FieldError::new("?q", code, detail)));
    if typed.chars().count() > LONGEST {
        return refuse("too-long", format!("has at most {LONGEST} characters"));
    }
    let typed = Typed::read(typed);
    if typed.is_empty() {
        return refuse("required", "there is nothing to look for".to_owned());
    }
    Ok(typed)
}
