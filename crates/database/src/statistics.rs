//! What SQLite's planner is told of the tables: the shape of a busy desk, whatever is in them today.
//!
//! Every key begins with `workspace_id`, so that equality there says almost nothing. A planner without statistics takes it
//! for a good find and reads a whole workspace where an index would have given three rows. Statistics that are measured
//! (`ANALYZE`) change with the data, and with them the plans; these are written down once for each index, so that a query
//! runs everywhere as it ran in the tests. PostgreSQL measures by itself.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::{Db, DbError};

/// Rows of each table of the desk that the planner plans for.
const ROWS: u64 = 1_000_000;
/// How many different values a column has that holds one word of few.
const FEW: u64 = 10;
/// How many rows belong to one thing: messages to a conversation, lines to an order.
const BELONGING: u64 = 20;

#[derive(Debug, QueryableByName)]
struct IndexColumn {
    #[diesel(sql_type = Text)]
    of_table: String,
    #[diesel(sql_type = Text)]
    of_index: String,
    #[diesel(sql_type = BigInt)]
    is_unique: i64,
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(Debug, PartialEq, Eq, QueryableByName)]
struct Statistic {
    #[diesel(sql_type = Text)]
    tbl: String,
    #[diesel(sql_type = Text)]
    idx: String,
    #[diesel(sql_type = Text)]
    stat: String,
}

/// The columns of every index; one that is an expression has no name. The primary key of a table without rowid goes by the name of its table
/// (<https://www.sqlite.org/fileformat2.html#the_sqlite_stat1_table>).
const INDEX_COLUMNS: &str = "
    SELECT s.name AS of_table, CASE i.origin WHEN 'pk' THEN s.name ELSE i.name END AS of_index,
           i.\"unique\" AS is_unique, coalesce(c.name, '') AS name
    FROM sqlite_schema s, pragma_index_list(s.name) i, pragma_index_info(i.name) c
    WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
    ORDER BY of_table, of_index, c.seqno";

/// Writes the statistics if the schema has others than before. Connections that are opened later plan by them, and so does
/// this one.
pub(crate) fn tell(db: &mut Db) -> Result<(), DbError> {
    let Db::Sqlite(_) = db else { return Ok(()) };
    let wanted = statistics(&diesel::sql_query(INDEX_COLUMNS).load(db)?);
    // Makes the table where there is none.
    db.batch_execute("ANALYZE sqlite_schema")?;
    let written: Vec<Statistic> =
        diesel::sql_query("SELECT tbl, idx, stat FROM sqlite_stat1 WHERE idx IS NOT NULL ORDER BY tbl, idx")
            .load(db)?;
    if written == wanted {
        return Ok(());
    }
    db.transaction(|db| {
        diesel::sql_query("DELETE FROM sqlite_stat1").execute(db)?;
        for one in &wanted {
            diesel::sql_query("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)")
                .bind::<Text, _>(&one.tbl)
                .bind::<Text, _>(&one.idx)
                .bind::<Text, _>(&one.stat)
                .execute(db)?;
        }
        Ok::<_, DbError>(())
    })?;
    db.batch_execute("ANALYZE sqlite_schema")?;
    Ok(())
}

fn statistics(columns: &[IndexColumn]) -> Vec<Statistic> {
    columns
        .chunk_by(|one, next| one.of_table == next.of_table && one.of_index == next.of_index)
        .map(|index| Statistic {
            tbl: index[0].of_table.clone(),
            idx: index[0].of_index.clone(),
            stat: stat(
                &index.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(),
                index[0].is_unique != 0,
            ),
        })
        .collect()
}

/// The rows of the table, then for each leading part of the index how many rows share its values.
fn stat(columns: &[&str], unique: bool) -> String {
    let mut sharing = ROWS;
    let mut numbers = vec![ROWS.to_string()];
    for (place, column) in columns.iter().enumerate() {
        sharing = match *column {
            _ if unique && place + 1 == columns.len() => 1,
            "workspace_id" => sharing,
            "id" => 1,
            name if name == "at" || name.ends_with("_at") || name.ends_with("_since") => sharing.min(2),
            name if is_one_of_few(name) => (sharing / FEW).max(1),
            _ => sharing.min(BELONGING),
        };
        numbers.push(sharing.to_string());
    }
    numbers.join(" ")
}

/// Whether a column holds one word of few, or names one of the few things that a workspace is set up with.
fn is_one_of_few(column: &str) -> bool {
    const WORDS: [&str; 8] =
        ["status", "state", "kind", "channel", "active", "visibility", "priority", "tag"];
    const THINGS: [&str; 5] = ["assignee_id", "agent_id", "team_id", "store_id", "channel_id"];
    WORDS.contains(&column) || THINGS.contains(&column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_is_never_taken_for_a_good_find() {
        assert_eq!(stat(&["workspace_id", "id"], true), "1000000 1000000 1");
        assert_eq!(stat(&["workspace_id", "subject_id", "id"], false), "1000000 1000000 20 1");
        assert_eq!(
            stat(&["workspace_id", "status", "last_activity_at", "id"], false),
            "1000000 1000000 100000 2 1"
        );
    }
}
