//! Taking a file apart: a JSON object on each line, what hangs on it on the lines behind it, each naming its parent.
//!
//! No more than one thing with what hangs on it is held at once. A thing ends where the next one begins: that place is
//! where a reading goes on that was broken off.

use serde_json::{Map, Value, json};

use super::BulkList;
use crate::json::{MapError, MapProblem, Node};
use crate::list::Skipped;
use crate::model::SourceId;
use crate::shopify::map::id_of;

/// Longest thing with all that hangs on it, in bytes.
const LONGEST: usize = 32 * 1024 * 1024;

/// Which lists hang on things, and how much of each is kept: as much as comes when the thing is asked for alone.
const HANGING: [(&str, &str, usize); 4] = [
    ("LineItem", "lineItems", usize::MAX),
    ("ShippingLine", "shippingLines", 3),
    ("ProductVariant", "variants", usize::MAX),
    ("MediaImage", "media", 5),
];

/// One thing of the file is larger than anything sensible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("one thing in the file is larger than {LONGEST} bytes")]
pub struct TooLong;

/// A thing of the file, in the form in which it comes when it is asked for alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Thing {
    /// Its JSON, or what is wrong with its line.
    pub found: Result<Value, Skipped>,
    /// What hangs on things that are not in front of it: they have to be asked for.
    pub strays: Vec<SourceId>,
    /// The place in the file behind it.
    pub until: u64,
}

/// A file in the course of being read.
pub struct Reading {
    list: BulkList,
    clean: fn(Vec<u8>) -> Vec<u8>,
    /// The beginning of a line.
    rest: Vec<u8>,
    /// The place of that line in the file.
    at: u64,
    open: Option<Result<Value, Skipped>>,
    /// Bytes of the thing that is open.
    held: usize,
    strays: Vec<SourceId>,
}

impl Reading {
    /// Begins at a place where a thing begins. `clean` is applied to each line before it is read.
    pub const fn new(list: BulkList, at: u64, clean: fn(Vec<u8>) -> Vec<u8>) -> Self {
        Self { list, clean, rest: Vec::new(), at, open: None, held: 0, strays: Vec::new() }
    }

    /// Takes the next bytes of the file; the things that are whole now.
    ///
    /// # Errors
    /// [`TooLong`].
    pub fn feed(&mut self, bytes: &[u8]) -> Result<Vec<Thing>, TooLong> {
        let mut whole = Vec::new();
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.held += piece.len();
            if self.held > LONGEST {
                return Err(TooLong);
            }
            self.rest.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                whole.extend(self.line());
            }
        }
        Ok(whole)
    }

    /// The last thing, at the end of the file.
    pub fn finish(mut self) -> Vec<Thing> {
        let mut last: Vec<Thing> = self.line().into_iter().collect();
        last.extend(self.close());
        last
    }

    /// Reads the line that is there; the thing that ended before it.
    fn line(&mut self) -> Option<Thing> {
        let line = std::mem::take(&mut self.rest);
        let (length, text) = (line.len(), (self.clean)(line));
        let ended = if text.trim_ascii().is_empty() {
            None
        } else {
            match serde_json::from_slice::<Value>(&text) {
                Ok(value) if value.get("__parentId").is_some() => {
                    self.hang(value);
                    None
                }
                other => {
                    let ended = self.close();
                    self.held = length;
                    self.open = Some(self.begun(other));
                    ended
                }
            }
        };
        self.at += length as u64;
        ended
    }

    fn begun(&self, line: serde_json::Result<Value>) -> Result<Value, Skipped> {
        let skip = |source_id, problem| {
            Err(Skipped { source_id, error: MapError { pointer: String::new(), problem } })
        };
        let Ok(mut value) = line else { return skip(None, MapProblem::NotA("JSON")) };
        let id = id_of(&Node::root(&value).get("id")).ok();
        let Some(thing) = value.as_object_mut() else { return skip(id, MapProblem::NotA("an object")) };
        match self.list {
            BulkList::Customers => {}
            BulkList::Products => empty(thing, &["media", "variants"]),
            BulkList::Orders => {
                empty(thing, &["lineItems", "shippingLines"]);
                each(thing, "refunds", &["refundLineItems", "transactions"]);
                each(thing, "fulfillments", &["events", "fulfillmentLineItems"]);
            }
        }
        Ok(value)
    }

    /// Hangs a line on the thing that is open.
    fn hang(&mut self, mut value: Value) {
        let parent = value["__parentId"].take();
        let opened = match &mut self.open {
            Some(Ok(opened)) if opened["id"] == parent => opened,
            // What hangs on a line that can't be read is passed over with it.
            Some(Err(_)) => return,
            _ => {
                self.strays.extend(id_of(&Node::root(&parent)));
                return;
            }
        };
        let kind = value["id"].as_str().and_then(|id| id.split('/').nth(3)).unwrap_or_default().to_owned();
        let preview = value.get("preview").is_some();
        let hanging = HANGING.iter().find(|(of, list, _)| *of == kind || (preview && *list == "media"));
        let hanging = hanging.or_else(|| HANGING.iter().find(|(of, ..)| *of == "ShippingLine"));
        let Some((_, list, most)) = hanging else { return };
        if let Some(fields) = value.as_object_mut() {
            fields.remove("__parentId");
            if matches!(*list, "shippingLines" | "media") {
                fields.remove("id");
            }
        }
        if let Some(Value::Array(nodes)) = opened.pointer_mut(&format!("/{list}/nodes"))
            && nodes.len() < *most
        {
            nodes.push(value);
        }
    }

    fn close(&mut self) -> Option<Thing> {
        let found = self.open.take()?;
        Some(Thing { found, strays: std::mem::take(&mut self.strays), until: self.at })
    }
}

/// Connections that are not in the line itself.
fn empty(thing: &mut Map<String, Value>, lists: &[&str]) {
    for list in lists {
        thing.insert((*list).to_owned(), json!({ "nodes": [] }));
    }
}

/// The same in each element of a list.
fn each(thing: &mut Map<String, Value>, of: &str, lists: &[&str]) {
    let elements = thing.get_mut(of).and_then(Value::as_array_mut);
    for element in elements.into_iter().flatten().filter_map(Value::as_object_mut) {
        empty(element, lists);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = concat!(
        r#"{"id":"gid://shopify/Order/1","refunds":[{"legacyResourceId":"5"}],"fulfillments":[]}"#,
        "\n",
        r#"{"id":"gid://shopify/LineItem/11","name":"Bot","__parentId":"gid://shopify/Order/1"}"#,
        "\n",
        r#"{"id":"gid://shopify/ShippingLine/12","title":"Kargo","__parentId":"gid://shopify/Order/1"}"#,
        "\n",
        "{broken\n",
        r#"{"id":"gid://shopify/LineItem/21","__parentId":"gid://shopify/Order/2"}"#,
        "\n",
        r#"{"id":"gid://shopify/Order/3","refunds":[],"fulfillments":[]}"#,
        "\n",
        r#"{"id":"gid://shopify/LineItem/99","__parentId":"gid://shopify/Order/9"}"#,
    );

    fn read(pieces: usize, from: u64) -> Vec<Thing> {
        let mut reading = Reading::new(BulkList::Orders, from, |line| line);
        let mut things = Vec::new();
        for piece in FILE.as_bytes()[usize::try_from(from).unwrap()..].chunks(pieces) {
            things.extend(reading.feed(piece).unwrap());
        }
        things.extend(reading.finish());
        things
    }

    #[test]
    fn a_file_reads_the_same_in_pieces_of_any_size_and_from_behind_any_thing() {
        let all = read(FILE.len(), 0);
        assert_eq!(all.len(), 3);
        for pieces in 1..80 {
            assert_eq!(read(pieces, 0), all, "{pieces} bytes at a time");
        }
        for (number, thing) in all.iter().enumerate() {
            assert_eq!(read(7, thing.until), all[number + 1..], "from {}", thing.until);
        }
        assert_eq!(all[2].until, FILE.len() as u64);
    }

    #[test]
    fn what_hangs_on_a_thing_stands_in_it_as_when_it_is_asked_for_alone() {
        let all = read(10, 0);
        let first = all[0].found.as_ref().unwrap();
        let expected = json!({
            "id": "gid://shopify/Order/1",
            "lineItems": { "nodes": [{ "id": "gid://shopify/LineItem/11", "name": "Bot" }] },
            "shippingLines": { "nodes": [{ "title": "Kargo" }] },
            "refunds": [{ "legacyResourceId": "5", "refundLineItems": { "nodes": [] }, "transactions": { "nodes": [] } }],
            "fulfillments": [],
        });
        assert_eq!(*first, expected);
        assert!(all[1].found.is_err(), "a line that is no JSON is told of, with what hangs on it");
        assert_eq!(all[2].strays, [SourceId::from(9_u64)], "what hangs on nothing is asked for");
    }

    #[test]
    fn a_thing_that_never_ends_is_no_thing() {
        let mut reading = Reading::new(BulkList::Orders, 0, |line| line);
        let piece = vec![b'x'; 1024 * 1024];
        let fed = (0..40).map(|_| reading.feed(&piece)).find(Result::is_err);
        assert_eq!(fed, Some(Err(TooLong)));
    }
}
