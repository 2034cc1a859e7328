//! An order of a recorded store, as the shop takes it over.

use commerce::woocommerce::map;
use database::Tx;
use serde_json::{Value, json};
use shop::orders::{self, Came, Touched};
use shop::stores::StoreId;

use crate::desk::Desk;

/// Ayşe Yılmaz's order 47: done, 2038.80 lira, with a parcel.
const ORDER: &str =
    include_str!("../../../commerce/tests/fixtures/woocommerce/rest/070-order-after-refund.body");

/// The same order by another number, placed by the customer of the tests at another time; returns its id.
pub async fn placed(desk: &Desk, number: &'static str, at: &'static str) -> String {
    let mut body: Value = serde_json::from_str(ORDER).unwrap();
    body["id"] = json!(number.parse::<i64>().unwrap());
    body["number"] = json!(number);
    body["customer_id"] = json!(0);
    body["billing"]["first_name"] = json!("Mehmet");
    body["billing"]["last_name"] = json!("Demir");
    body["billing"]["email"] = json!("mehmet@posta.example");
    body["date_created_gmt"] = json!(at);
    let (workspace, body) = (desk.workspace, body.to_string());
    let write = move |tx: &mut Tx<'_>| {
        let source = map::order(&serde_json::from_str::<Value>(&body).unwrap()).unwrap();
        let mut touched = Touched::default();
        let saved = orders::save(tx, workspace, StoreId(1), Came::Fetched, &source, &body, &mut touched)?;
        touched.settle(tx, workspace)?;
        Ok::<_, database::DbError>(saved.id().to_string())
    };
    desk.app.database.write(write).await.unwrap()
}
