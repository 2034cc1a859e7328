//! `GET /search`.

use std::collections::HashMap;

use axum::extract::State;
use database::{DbError, Time};
use inbox::Inbox;
use inbox::conversations::{MOST_FOUND, MessageId};
use people::Failure;
use people::sign_in::Staff;
use people::team::Permission;
use search::{Hit as Found, Subject, Typed, Wanted};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, FieldError, Json, Limit, List, Problem, Query};

use super::kind::Kind;
use super::showing::{self, Shown};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<Inbox> {
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
    #[param(value_type = Option<String>)]
    after: Option<Cursor<usize>>,
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
    /// The title as HTML: escaped, with the words in `<mark>`.
    pub title_html: String,
    /// Where else the words were found, as HTML: escaped, with the words in `<mark>`.
    pub excerpt: String,
    /// The message that the excerpt is of; null when it is of none.
    pub message_id: Option<MessageId>,
    /// How well it fits, between 0 and 1; to compare within one answer.
    pub score: f32,
    /// When it last mattered.
    pub at: Time,
    /// Where it stands, in its own words for that; null for customers.
    pub status: Option<String>,
}

impl Hit {
    fn of(found: &Found, shown: &mut HashMap<Subject, Shown>) -> Option<Self> {
        let kind = Kind::of(found.subject.kind)?;
        let shown = shown.remove(&found.subject)?;
        Some(Self {
            kind,
            id: shown.id,
            title: shown.title,
            title_html: shown.title_html,
            excerpt: shown.excerpt,
            message_id: shown.message,
            score: found.score / (found.score + HALF),
            at: found.at,
            status: shown.status,
        })
    }
}

/// The weight of words that is shown as a score of one half: about that of a rare word in a text.
const HALF: f32 = 10.0;

const fn permission(kind: Kind) -> Permission {
    match kind {
        Kind::Conversation => Permission::ConversationsRead,
        Kind::Customer => Permission::CustomersRead,
        Kind::Order | Kind::Product => Permission::OrdersRead,
    }
}

/// Things by what people remember of them: numbers and addresses that are exactly so first, then by how rare and how
/// telling the words are, then the newest; spam behind everything else. All words have to be found, of each its beginning
/// will do. At most 2,000 hits can be paged through. What has just happened is found within a second.
#[utoipa::path(get, path = "/search", tag = "search", params(SearchQuery), responses(
    (status = 200, body = List<Hit>), (status = 400, description = "nothing to look for, or an unknown kind", body = web::ProblemBody),
    (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
async fn search(
    State(inbox): State<Inbox>,
    staff: Staff,
    Query(query): Query<SearchQuery>,
) -> Result<Json<List<Hit>>, Failure> {
    let kinds = kinds(&staff, query.kind)?;
    let typed = read(&query.q)?;
    let skip = query.after.map_or(0, |cursor| cursor.0);
    let limit = query.limit.get().min(MOST_FOUND.saturating_sub(skip));
    let index = inbox.index.clone();
    let found = inbox.app.database.read(move |db| {
        let wanted = Wanted { workspace: staff.workspace, kinds: &kinds, typed: &typed };
        let mut found = index.search(wanted, skip, limit + 1).map_err(DbError::from)?;
        let more = found.len() > limit && skip + limit < MOST_FOUND;
        found.truncate(limit);
        let mut shown = showing::show(db, staff.workspace, &found, &typed)?;
        let data = found.iter().filter_map(|found| Hit::of(found, &mut shown)).collect();
        Ok::<_, Failure>(List { data, next: more.then(|| Cursor(skip + limit).to_string()) })
    });
    Ok(Json(found.await?))
}

fn kinds(staff: &Staff, asked: Option<Asked>) -> Result<Vec<search::Kind>, Problem> {
    if let Some(asked) = asked {
        let Some(kind) = asked.kind() else { return Ok(Vec::new()) };
        staff.require(permission(kind))?;
        return Ok(vec![kind.number()]);
    }
    let seen = |kind: &Kind| staff.permissions.has(permission(*kind));
    let kinds: Vec<search::Kind> =
        Kind::ALL.iter().filter(|kind| seen(kind)).map(|kind| kind.number()).collect();
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
    if typed.trim().trim_start_matches('#').trim().is_empty() {
        return refuse("required", "there is nothing to look for".to_owned());
    }
    Ok(Typed::read(typed))
}
