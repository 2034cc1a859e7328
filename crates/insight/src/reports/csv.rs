//! The overview as a table (RFC 4180).

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::overview::{Figures, Group, Overview};
use super::period::Period;

/// What is not a measure, then each measure with its definition's id, as `docs/measures.md` defines it.
const COLUMNS: &str = "part,key,name,created (ME-VOLUME),solved (ME-SOLVED),reopened (ME-REOPENED),backlog (ME-BACKLOG),\
first_response_median_seconds (ME-FRT),first_response_p90_seconds (ME-FRT),\
first_response_business_median_seconds (ME-FRT),first_response_n (ME-FRT),resolution_median_seconds (ME-RES),\
resolution_p90_seconds (ME-RES),resolution_business_median_seconds (ME-RES),resolution_n (ME-RES)\r\n";
/// Lets spreadsheets see that it is UTF-8.
const MARK: &str = "\u{feff}";

/// The answer.
pub(super) fn response(overview: &Overview, period: &Period) -> Response {
    let mut response = Response::new(Body::from(table(overview, period)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let name = format!("attachment; filename=\"overview-{}-{}.csv\"", period.from, period.to);
    let name = HeaderValue::from_str(&name).expect("dates are ASCII");
    headers.insert(header::CONTENT_DISPOSITION, name);
    response
}

fn table(overview: &Overview, period: &Period) -> String {
    let mut table = format!("{MARK}{COLUMNS}");
    total(&mut table, overview, period);
    before(&mut table, overview, &period.previous());
    for piece in &overview.series {
        part(&mut table, overview.granularity.as_str(), &piece.start.to_string(), "", &piece.figures);
    }
    let groups: [(&str, &[Group]); 5] = [
        ("channel", &overview.by_channel),
        ("agent", &overview.by_agent),
        ("team", &overview.by_team),
        ("tag", &overview.by_tag),
        ("language", &overview.by_language),
    ];
    for (name, groups) in groups {
        for group in groups {
            part(&mut table, name, &group.key, &group.name, &group.figures);
        }
    }
    table
}

fn total(table: &mut String, overview: &Overview, period: &Period) {
    let all = &overview.measures;
    let (first, whole) = (&all.first_response, &all.resolution);
    line(
        table,
        &[
            "total".to_owned(),
            format!("{}/{}", period.from, period.to),
            String::new(),
            all.volume.value.to_string(),
            all.solved.value.to_string(),
            all.reopened.value.to_string(),
            all.backlog.value.to_string(),
            seconds(first.median_seconds),
            seconds(first.p90_seconds),
            seconds(first.business_median_seconds),
            first.n.to_string(),
            seconds(whole.median_seconds),
            seconds(whole.p90_seconds),
            seconds(whole.business_median_seconds),
            whole.n.to_string(),
        ],
    );
}

fn before(table: &mut String, overview: &Overview, period: &Period) {
    let all = &overview.measures;
    let unknown = String::new;
    line(
        table,
        &[
            "previous".to_owned(),
            format!("{}/{}", period.from, period.to),
            unknown(),
            all.volume.previous.to_string(),
            all.solved.previous.to_string(),
            all.reopened.previous.to_string(),
            all.backlog.previous.to_string(),
            seconds(all.first_response.previous_median_seconds),
            unknown(),
            unknown(),
            unknown(),
            seconds(all.resolution.previous_median_seconds),
            unknown(),
            unknown(),
            unknown(),
        ],
    );
}

fn part(table: &mut String, part: &str, key: &str, name: &str, figures: &Figures) {
    let unknown = String::new;
    line(
        table,
        &[
            part.to_owned(),
            cell(key),
            cell(name),
            figures.created.to_string(),
            figures.solved.to_string(),
            unknown(),
            unknown(),
            seconds(figures.first_response_median_seconds),
            unknown(),
            unknown(),
            unknown(),
            seconds(figures.resolution_median_seconds),
            unknown(),
            unknown(),
            unknown(),
        ],
    );
}

fn line(table: &mut String, cells: &[String; 15]) {
    write!(table, "{}\r\n", cells.join(",")).expect("a String grows");
}

fn seconds(seconds: Option<i64>) -> String {
    seconds.map(|seconds| seconds.to_string()).unwrap_or_default()
}

/// A name that somebody gave. Spreadsheets run what begins like a formula, so that is made text by an apostrophe (OWASP, CSV
/// injection).
fn cell(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let text = if risky { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_tag_can_be_no_formula_and_no_second_cell() {
        for (tag, written) in [
            ("late, again", "\"late, again\""),
            ("=1+1", "'=1+1"),
            ("şikâyet \"ağır\"", "\"şikâyet \"\"ağır\"\"\""),
        ] {
            assert_eq!(cell(tag), written);
        }
    }
}
