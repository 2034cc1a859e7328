//! What can't be read of a file, as a table that is sent while it is read.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use database::WorkspaceId;
use futures::{StreamExt, stream};
use people::App;

use super::import::{Line, StoreImportId};
use super::store;

/// Lines read at once.
const CHUNK: i64 = 1000;
/// Lets spreadsheets see that it is UTF-8.
const HEAD: &str = "\u{feff}line,column,code,detail,value\r\n";

/// The answer. Should the database fail half way, the table ends early and the connection with it.
pub(super) fn response(app: App, workspace: WorkspaceId, id: StoreImportId) -> Response {
    let head = stream::iter([Ok(Bytes::from(HEAD))]);
    let rows = stream::try_unfold(Some(0), move |after: Option<i64>| {
        let app = app.clone();
        async move {
            let Some(after) = after else { return Ok(None) };
            let lines = app.database.read(move |db| store::lines(db, workspace, id, after, CHUNK)).await?;
            let Some(last) = lines.last() else { return Ok(None) };
            let next = Some(last.number);
            let table: String = lines.iter().map(row).collect();
            Ok::<_, database::DbError>(Some((Bytes::from(table), next)))
        }
    });
    let mut response = Response::new(Body::from_stream(head.chain(rows)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let name = HeaderValue::from_static("attachment; filename=\"bad-lines.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    response
}

fn row(line: &Line) -> String {
    let cells = [line.place.as_deref(), Some(&line.code), Some(&line.detail), line.value.as_deref()];
    let cells: Vec<String> = cells.into_iter().map(|cell| quoted(cell.unwrap_or_default())).collect();
    format!("{},{}\r\n", line.line, cells.join(","))
}

/// A cell (RFC 4180) that no spreadsheet takes for a formula.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}
