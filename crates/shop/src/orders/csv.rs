//! Orders as a table (RFC 4180), sent while it is read, so that a store's whole past needs no memory.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use commerce::money::Money;
use database::{DbError, Time, WorkspaceId};
use futures::stream;
use people::App;

use super::currency;
use super::order::{Order, OrderId};
use super::store::{self, Filter};

const COLUMNS: &str = "id,store_id,number,status,placed_at,customer_id,customer_name,email,phone,currency,total,\
subtotal,discount_total,shipping_total,tax_total,refunded_total,items,payment_method,paid_at,completed_at,source_id\r\n";
/// Orders read at once.
const CHUNK: i64 = 500;
/// Lets spreadsheets see that it is UTF-8.
const MARK: &str = "\u{feff}";

/// The answer. Should the database fail half way, the table ends early and the connection with it.
pub(super) fn response(app: App, workspace: WorkspaceId, filter: Filter) -> Response {
    let head = stream::iter([Ok(Bytes::from(format!("{MARK}{COLUMNS}")))]);
    let rows = stream::try_unfold(Some(None), move |place: Option<Option<(Time, OrderId)>>| {
        let (app, filter) = (app.clone(), filter.clone());
        async move {
            let Some(before) = place else { return Ok(None) };
            let orders =
                app.database.read(move |db| store::page(db, workspace, &filter, before, CHUNK)).await?;
            let Some(last) = orders.last() else { return Ok(None) };
            let next = Some(Some((last.placed_at, last.id)));
            let table: Result<String, DbError> = orders.iter().map(row).collect();
            Ok::<_, DbError>(Some((Bytes::from(table?), next)))
        }
    });
    let mut response = Response::new(Body::from_stream(futures::StreamExt::chain(head, rows)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let name = HeaderValue::from_static("attachment; filename=\"orders.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    response
}

fn row(order: &Order) -> Result<String, DbError> {
    let currency = currency(&order.currency)?;
    let money = |minor: i64| Money::new(minor, currency).to_string();
    let time = |at: Option<Time>| at.map(|at| at.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| cell(text.as_deref().unwrap_or_default());
    let cells = [
        order.id.to_string(),
        order.store_id.to_string(),
        cell(&order.number),
        order.status.to_string(),
        order.placed_at.to_string(),
        order.customer_id.map(|id| id.to_string()).unwrap_or_default(),
        text(&order.customer_name),
        text(&order.email),
        text(&order.phone),
        order.currency.clone(),
        money(order.total),
        money(order.subtotal),
        money(order.discount_total),
        money(order.shipping_total),
        money(order.tax_total),
        money(order.refunded_total),
        order.item_count.to_string(),
        text(&order.payment_method),
        time(order.paid_at),
        time(order.completed_at),
        cell(&order.source_id),
    ];
    Ok(cells.join(",") + "\r\n")
}

/// Text that a customer typed. Spreadsheets run what begins like a formula, so that is made text by an apostrophe (OWASP,
/// CSV injection).
fn cell(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let text = if risky { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_text_whatever_a_customer_typed() {
        for (typed, written) in [
            ("Ayşe Yılmaz", "Ayşe Yılmaz"),
            ("Kim, \"Min\"", "\"Kim, \"\"Min\"\"\""),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+90 532", "'+90 532"),
            ("a\nb", "\"a\nb\""),
        ] {
            assert_eq!(cell(typed), written);
        }
    }
}
