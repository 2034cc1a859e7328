//! The mail below a mail: its headers as a mail program wrote them out, and its text.

use std::ops::Range;

use super::headers::{self, Header};
use super::lines::Line;

pub(crate) use super::headers::Header as Field;

/// A mail that stands in the text of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EmbeddedMail {
    /// What each header says, in order.
    pub(crate) fields: Vec<(Header, String)>,
    /// What stands above it, without the banner.
    pub(crate) above: String,
    /// Its text.
    pub(crate) body: String,
    /// Whether a banner above it says that it was passed on.
    pub(crate) has_banner: bool,
}

/// The first block of headers and what follows it.
pub(super) fn find(lines: &[Line]) -> Option<EmbeddedMail> {
    let (banner, block) = (0..lines.len()).find_map(|index| {
        if headers::is_banner(lines, index) {
            let end = headers::headers_after(lines, index + 1);
            let start = headers::next_filled(lines, index + 1).filter(|start| *start < end)?;
            return Some((Some(index), start..end));
        }
        headers::header_block(lines, index).map(|block| (None, block))
    })?;
    let depth = lines[block.start].depth;
    let above = &lines[..banner.unwrap_or(block.start)];
    let inside = lines[block.end..].iter().take_while(|line| line.depth >= depth || line.is_blank());
    Some(EmbeddedMail {
        fields: fields(lines, block),
        above: text_of(above.iter(), 0),
        body: text_of(inside, depth),
        has_banner: banner.is_some(),
    })
}

fn fields(lines: &[Line], block: Range<usize>) -> Vec<(Header, String)> {
    let mut fields: Vec<(Header, String)> = Vec::new();
    for line in lines[block].iter().filter(|line| !line.is_blank()) {
        let content = line.content().trim();
        match (line.header, content.split_once([':', '：'])) {
            (Some(header), Some((_, value))) => {
                fields.push((header, value.trim_matches([' ', '*', '\t', '\u{a0}']).to_owned()));
            }
            _ => {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(content);
                }
            }
        }
    }
    fields
}

fn text_of<'a>(lines: impl Iterator<Item = &'a Line>, depth: usize) -> String {
    let text: Vec<&str> =
        lines.map(|line| super::extraction::unquoted(&line.text, depth).trim_end()).collect();
    text.join("\n").trim_matches(['\n', '\u{feff}']).to_owned()
}
