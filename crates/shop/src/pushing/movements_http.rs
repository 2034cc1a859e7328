//! `PUT /shipments`: where parcels are.

use axum::extract::{DefaultBodyLimit, State};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{FieldError, Json, Problem};

use super::movements::{self, Movement, MovementForm, MovementOutcome};
use super::telling::MOST;
use crate::shipments::ShipmentId;
use crate::turn_taking::is_collision;

/// Largest request, in bytes.
const LARGEST: usize = 16 * 1024 * 1024;
/// How often what collides with others is tried.
const MOST_TRIES: u32 = 5;

pub(super) fn routes() -> OpenApiRouter<App> {
    let (schemas, paths, methods) = routes!(push);
    OpenApiRouter::new().routes((schemas, paths, methods.layer(DefaultBodyLimit::max(LARGEST))))
}

/// Where parcels are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PushedMovements {
    #[schema(value_type = Vec<MovementForm>, max_items = 500)]
    shipments: Vec<Value>,
}

/// What became of one.
#[derive(Debug, Serialize, ToSchema)]
struct MovementResult {
    outcome: MovementOutcome,
    /// The parcels that it was about; a number may be that of several orders, which travel together.
    shipment_ids: Vec<ShipmentId>,
    /// Why it was refused, by JSON pointers into the request.
    errors: Vec<FieldError>,
}

/// What became of a request, parcel by parcel in its order.
#[derive(Debug, Serialize, ToSchema)]
struct MovementResults {
    applied: usize,
    unchanged: usize,
    /// No order here has such a parcel.
    unknown: usize,
    refused: usize,
    data: Vec<MovementResult>,
}

impl From<Vec<MovementResult>> for MovementResults {
    fn from(data: Vec<MovementResult>) -> Self {
        let count = |outcome| data.iter().filter(|result| result.outcome == outcome).count();
        Self {
            applied: count(MovementOutcome::Applied),
            unchanged: count(MovementOutcome::Unchanged),
            unknown: count(MovementOutcome::Unknown),
            refused: count(MovementOutcome::Refused),
            data,
        }
    }
}

/// Tells where parcels are, of orders of any store. A parcel is found by its number or that of its order. Each is taken or refused
/// by itself; sent again, nothing changes. At most 500 and 16 MB at a time.
#[utoipa::path(put, path = "/shipments", tag = "orders", request_body = PushedMovements, responses(
    (status = 200, description = "also when some were refused or are unknown", body = MovementResults),
    (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 413, body = web::ProblemBody), (status = 422, body = web::ProblemBody)))]
async fn push(
    State(app): State<App>,
    staff: Staff,
    Json(body): Json<PushedMovements>,
) -> Result<Json<MovementResults>, Failure> {
    staff.require(Permission::StoresWrite)?;
    if body.shipments.len() > MOST {
        return Err(Problem::field("/shipments", "too-many", format!("at most {MOST} at a time")).into());
    }
    let mut results = Vec::with_capacity(body.shipments.len());
    for (index, item) in body.shipments.into_iter().enumerate() {
        let pointer = format!("/shipments/{index}");
        results.push(match Movement::read(item, &pointer) {
            Ok(told) => take(&app, &staff, told, &pointer).await?,
            Err(errors) => {
                MovementResult { outcome: MovementOutcome::Refused, shipment_ids: Vec::new(), errors }
            }
        });
    }
    Ok(Json(results.into()))
}

async fn take(app: &App, staff: &Staff, told: Movement, pointer: &str) -> Result<MovementResult, Failure> {
    let workspace = staff.workspace;
    let mut tries = 0;
    let (outcome, shipment_ids) = loop {
        let told = told.clone();
        match app.database.write(move |tx| movements::take(tx, workspace, &told)).await {
            Err(cause) if is_collision(&cause) && tries < MOST_TRIES => tries += 1,
            other => break other?,
        }
    };
    let errors = match outcome {
        MovementOutcome::Refused => {
            let why = "the order has several parcels: say the number of the one that is meant";
            vec![FieldError::new(format!("{pointer}/number"), "several-parcels", why)]
        }
        MovementOutcome::Applied | MovementOutcome::Unchanged | MovementOutcome::Unknown => Vec::new(),
    };
    Ok(MovementResult { outcome, shipment_ids, errors })
}
