//! libpq with nothing around it but its ownership: one connection, statements that are kept prepared, rows in binary.

use std::ffi::{CStr, CString, c_char, c_int};
use std::ptr::{self, NonNull};

use anyhow::{Context as _, bail, ensure};
use pq_sys::{
    ConnStatusType, ExecStatusType, PGconn, PGresult, PQclear, PQconnectdb, PQerrorMessage, PQexec,
    PQexecPrepared, PQfinish, PQgetisnull, PQgetlength, PQgetvalue, PQnfields, PQntuples, PQprepare,
    PQresultErrorMessage, PQresultStatus, PQstatus,
};

use crate::shapes::Columns;

/// Both ways in binary.
const BINARY: c_int = 1;

/// A value as it goes over the wire; none is NULL.
pub type Value = Option<Vec<u8>>;

/// A whole number as PostgreSQL's `bigint` goes over the wire.
pub fn number(value: i64) -> Value {
    Some(value.to_be_bytes().to_vec())
}

/// A connection.
pub struct Connection(NonNull<PGconn>);

// SAFETY: libpq lets any thread use a connection, one at a time; `Connection` is not `Sync`.
unsafe impl Send for Connection {}

impl Connection {
    /// Connects to a `postgres://` address.
    pub fn open(url: &str) -> anyhow::Result<Self> {
        let url = CString::new(url)?;
        // SAFETY: the text ends with a zero and lives through the call.
        let connection = unsafe { PQconnectdb(url.as_ptr()) };
        let connection = Self(NonNull::new(connection).context("no memory for a connection")?);
        // SAFETY: the connection is there until it is dropped.
        let status = unsafe { PQstatus(connection.0.as_ptr()) };
        ensure!(status == ConnStatusType::CONNECTION_OK, "PostgreSQL: {}", connection.says());
        Ok(connection)
    }

    fn says(&self) -> String {
        // SAFETY: libpq's text ends with a zero, and is copied before anything else is asked.
        unsafe { CStr::from_ptr(PQerrorMessage(self.0.as_ptr())) }.to_string_lossy().into_owned()
    }

    /// Runs statements without values.
    pub fn run(&self, sql: &str) -> anyhow::Result<Answer> {
        let text = CString::new(sql)?;
        // SAFETY: the connection and the text live through the call.
        Answer::of(unsafe { PQexec(self.0.as_ptr(), text.as_ptr()) }).with_context(|| sql.to_owned())
    }

    /// Prepares a statement under a name.
    pub fn prepare(&self, name: &str, sql: &str) -> anyhow::Result<Prepared> {
        let (name, text) = (CString::new(name)?, CString::new(sql)?);
        // SAFETY: connection and texts live through the call; the types are PostgreSQL's to find out.
        let answer = unsafe { PQprepare(self.0.as_ptr(), name.as_ptr(), text.as_ptr(), 0, ptr::null()) };
        Answer::of(answer).with_context(|| sql.to_owned())?;
        Ok(Prepared(name))
    }

    /// Runs a prepared statement with values in binary.
    pub fn ask(&self, prepared: &Prepared, values: &[Value]) -> anyhow::Result<Answer> {
        let mut pointers: [*const c_char; MOST] = [ptr::null(); MOST];
        let mut lengths: [c_int; MOST] = [0; MOST];
        let formats = [BINARY; MOST];
        ensure!(values.len() <= MOST, "more than {MOST} values");
        for (place, value) in values.iter().enumerate() {
            if let Some(bytes) = value {
                // An empty value has a place too, or it would be NULL.
                pointers[place] = if bytes.is_empty() { c"".as_ptr() } else { bytes.as_ptr().cast() };
                lengths[place] = c_int::try_from(bytes.len())?;
            }
        }
        let count = c_int::try_from(values.len())?;
        // SAFETY: all arrays have at least `count` places and live through the call, as do the values that they point to.
        let answer = unsafe {
            PQexecPrepared(
                self.0.as_ptr(),
                prepared.0.as_ptr(),
                count,
                pointers.as_ptr(),
                lengths.as_ptr(),
                formats.as_ptr(),
                BINARY,
            )
        };
        Answer::of(answer)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // SAFETY: nobody has it any more.
        unsafe { PQfinish(self.0.as_ptr()) };
    }
}

/// Values that a statement may have.
const MOST: usize = 64;

/// The name of a prepared statement.
pub struct Prepared(CString);

/// The rows of an answer.
pub struct Answer(NonNull<PGresult>);

impl Answer {
    fn of(answer: *mut PGresult) -> anyhow::Result<Self> {
        let answer = Self(NonNull::new(answer).context("PostgreSQL does not answer")?);
        // SAFETY: the answer is there until it is dropped.
        let status = unsafe { PQresultStatus(answer.0.as_ptr()) };
        if status != ExecStatusType::PGRES_COMMAND_OK && status != ExecStatusType::PGRES_TUPLES_OK {
            // SAFETY: libpq's text ends with a zero and lives as long as the answer.
            let says = unsafe { CStr::from_ptr(PQresultErrorMessage(answer.0.as_ptr())) };
            bail!("PostgreSQL: {}", says.to_string_lossy());
        }
        Ok(answer)
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        // SAFETY: the answer is there.
        usize::try_from(unsafe { PQntuples(self.0.as_ptr()) }).unwrap_or(0)
    }

    /// How many columns.
    pub fn width(&self) -> usize {
        // SAFETY: the answer is there.
        usize::try_from(unsafe { PQnfields(self.0.as_ptr()) }).unwrap_or(0)
    }

    /// A row.
    pub fn row(&self, at: usize) -> Row<'_> {
        Row { answer: self, at }
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|at| self.row(at))
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        // SAFETY: nobody has it any more.
        unsafe { PQclear(self.0.as_ptr()) };
    }
}

/// A row of an answer.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    answer: &'a Answer,
    at: usize,
}

impl<'a> Row<'a> {
    /// The bytes of a column, lent; none is NULL.
    pub fn bytes(&self, column: usize) -> anyhow::Result<Option<&'a [u8]>> {
        ensure!(self.at < self.answer.len() && column < self.answer.width(), "no such row or column");
        let (answer, row, column) =
            (self.answer.0.as_ptr(), c_int::try_from(self.at)?, c_int::try_from(column)?);
        // SAFETY: row and column are there, as was just asked.
        if unsafe { PQgetisnull(answer, row, column) } == 1 {
            return Ok(None);
        }
        // SAFETY: the same; libpq's bytes live as long as the answer.
        let bytes = unsafe {
            let length = usize::try_from(PQgetlength(answer, row, column))?;
            std::slice::from_raw_parts(PQgetvalue(answer, row, column).cast::<u8>(), length)
        };
        Ok(Some(bytes))
    }
}

impl Columns for Row<'_> {
    fn text(&self, column: usize) -> anyhow::Result<Option<&str>> {
        Ok(self.bytes(column)?.map(std::str::from_utf8).transpose()?)
    }

    fn number(&self, column: usize) -> anyhow::Result<Option<i64>> {
        Ok(match self.bytes(column)? {
            None => None,
            Some(bytes) => match *bytes {
                [a, b, c, d] => Some(i64::from(i32::from_be_bytes([a, b, c, d]))),
                _ => Some(i64::from_be_bytes(bytes.try_into().context("no whole number")?)),
            },
        })
    }
}
