//! The rows of a panel, by SQLite's own interface, each column written as JSON.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};

use crate::store;

/// One connection that reads.
pub struct Rows {
    connection: Connection,
    workspace: i64,
}

/// What was read, beside the bytes.
#[derive(Default)]
pub struct Read {
    pub identities: usize,
    pub suggested: usize,
    pub orders: Vec<i64>,
    pub lines: usize,
    pub refunds: usize,
    pub parcels: usize,
    /// Of all orders.
    pub placed: usize,
    pub given_back: usize,
    pub conversations: Vec<i64>,
    /// What was written.
    pub bytes: Vec<u8>,
}

/// The customer's last ten orders, for what hangs on them.
const LAST: &str =
    "(SELECT id FROM \"order\" WHERE workspace_id = ?1 AND customer_id = ?2 AND status <> 'trash'
    ORDER BY placed_at DESC, id DESC LIMIT 10)";

impl Rows {
    /// Opens the store's database.
    pub fn open(file: &Path) -> anyhow::Result<Self> {
        let connection = store::reader(file)?;
        let workspace = connection.query_row("SELECT id FROM workspace", [], |row| row.get(0))?;
        Ok(Self { connection, workspace })
    }

    /// Who has this address.
    pub fn customer_of(&self, address: &str) -> anyhow::Result<i64> {
        let asked = "SELECT customer_id FROM customer_identity WHERE workspace_id = ?1 AND kind = 'email' AND value = ?2
                     ORDER BY verified DESC";
        Ok(self.connection.query_row(asked, params![self.workspace, address], |row| row.get(0))?)
    }

    /// All that stands in the panel.
    pub fn panel(&self, customer: i64) -> anyhow::Result<Read> {
        let mut read = Read { bytes: Vec::with_capacity(32 * 1024), ..Read::default() };
        let hanging = |table: &str, columns: &str, order: &str| {
            format!(
                "SELECT {columns} FROM {table} WHERE workspace_id = ?1 AND order_id IN {LAST} ORDER BY {order}"
            )
        };
        let out = &mut read.bytes;
        self.write("SELECT * FROM customer WHERE workspace_id = ?1 AND id = ?2", customer, out)?;
        let identities =
            "SELECT kind, value, verified FROM customer_identity WHERE workspace_id = ?1 AND customer_id = ?2
                          ORDER BY created_at, kind, value";
        read.identities = self.write(identities, customer, out)?.len();
        let suggested = "SELECT c.id, c.*, s.reason FROM customer_suggestion s
                         JOIN customer c ON c.workspace_id = s.workspace_id AND c.id = s.other_id
                         WHERE s.workspace_id = ?1 AND s.customer_id = ?2 AND s.dismissed_at IS NULL AND c.merged_into IS NULL LIMIT 10";
        read.suggested = self.write(suggested, customer, out)?.len();

        let orders =
            "SELECT * FROM \"order\" WHERE workspace_id = ?1 AND customer_id = ?2 AND status <> 'trash'
                      ORDER BY placed_at DESC, id DESC LIMIT 11";
        read.orders = self.numbers(orders, customer, out, 1)?;
        read.orders.truncate(10);
        self.write(
            "SELECT id, kind, name, url FROM store WHERE workspace_id = ?1 AND ?2 > 0",
            customer,
            out,
        )?;
        self.write(&hanging("order_detail", "order_id, detail", "order_id"), customer, out)?;
        read.lines = self.write(&hanging("order_line", "*", "order_id, position"), customer, out)?.len();
        read.refunds = self.write(&hanging("refund", "*", "id"), customer, out)?.len();
        self.write(&hanging("order_note", "*", "written_at, id"), customer, out)?;
        read.parcels = self.write(&hanging("shipment", "*", "id"), customer, out)?.len();
        self.write(&hanging("deadline", "*", "order_id, shipment_id"), customer, out)?;

        let placed =
            "SELECT id, status, placed_at FROM \"order\" WHERE workspace_id = ?1 AND customer_id = ?2";
        read.placed = self.write(placed, customer, out)?.len();
        let given_back = "SELECT r.currency, r.amount, r.lines FROM \"order\" o
                          JOIN refund r ON r.workspace_id = o.workspace_id AND r.order_id = o.id
                          WHERE o.workspace_id = ?1 AND o.customer_id = ?2";
        read.given_back = self.write(given_back, customer, out)?.len();
        let conversations =
            "SELECT * FROM conversation WHERE workspace_id = ?1 AND customer_id = ?2 AND merged_into IS NULL
                             AND status <> 'spam' ORDER BY last_activity_at DESC, id DESC LIMIT 11";
        read.conversations = self.numbers(conversations, customer, out, 1)?;
        read.conversations.truncate(10);
        if let Some(newest) = read.orders.first() {
            let actions =
                "SELECT * FROM order_action WHERE workspace_id = ?1 AND order_id = ?2 ORDER BY id DESC";
            self.write(actions, *newest, out)?;
        }
        Ok(read)
    }

    /// Writes the rows; the numbers in their first column.
    fn write(&self, sql: &str, of: i64, out: &mut Vec<u8>) -> anyhow::Result<Vec<i64>> {
        self.numbers(sql, of, out, 0)
    }

    /// The same with the numbers in another column.
    fn numbers(&self, sql: &str, of: i64, out: &mut Vec<u8>, column: usize) -> anyhow::Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query(params![self.workspace, of])?;
        let mut numbers = Vec::new();
        while let Some(row) = rows.next()? {
            numbers.push(row.get_ref(column)?.as_i64().unwrap_or(0));
            out.push(b'[');
            for column in 0..columns {
                match row.get_ref(column)? {
                    ValueRef::Integer(number) => serde_json::to_writer(&mut *out, &number)?,
                    ValueRef::Text(text) => serde_json::to_writer(&mut *out, std::str::from_utf8(text)?)?,
                    _ => out.extend_from_slice(b"null"),
                }
                out.push(b',');
            }
            out.push(b']');
        }
        Ok(numbers)
    }
}
