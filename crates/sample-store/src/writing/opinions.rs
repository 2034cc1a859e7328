//! Reviews and coupons, as the store would tell of them.

use std::sync::Arc;

use commerce::model::StoreReview;
use database::Database;
use serde_json::{Value, json};
use shop::orders::Came;
use shop::{coupons, reviews};

use crate::FillError;
use crate::reviewing;
use crate::world::World;

/// Reviews that are written in one transaction.
const BATCH: usize = 250;

/// Writes all of them; who wrote a review is known by now.
pub(super) async fn write(database: &Database, world: &Arc<World>) -> Result<(), FillError> {
    let of = Arc::clone(world);
    let codes = database.write(move |tx| {
        let tx = &mut tx.at(of.year.until);
        let how = ("TRY", Came::InHistory);
        for coupon in reviewing::coupons(&of.year, &of.sales) {
            let original = json!({ "id": coupon.source_id, "code": coupon.code });
            coupons::save(tx, of.founded.workspace, of.founded.store, how, &coupon, &original)?;
        }
        Ok::<_, FillError>(())
    });
    codes.await?;
    let written = reviewing::reviews(world.seed, &world.year, &world.people, &world.catalogue, &world.sales)?;
    for some in written.chunks(BATCH).map(<[StoreReview]>::to_vec) {
        let of = Arc::clone(world);
        let batch = database.write_much(move |tx| {
            for review in &some {
                let tx = &mut tx.at(review.written_at.into());
                let (workspace, store) = (of.founded.workspace, of.founded.store);
                reviews::save(tx, workspace, store, Came::InHistory, review, &original(review))?;
            }
            Ok::<_, FillError>(())
        });
        batch.await?;
    }
    Ok(())
}

/// As much of the store's JSON as a review has.
fn original(review: &StoreReview) -> Value {
    json!({
        "id": review.source_id, "product_id": review.product_id, "status": review.status,
        "reviewer": review.reviewer, "reviewer_email": review.email, "review": review.text,
        "rating": review.rating, "verified": review.verified,
    })
}
