//! MAPI properties as a stream holds them (MS-OXTNEF §2.1.3.4): numbered values with a type each.

use super::{Stream, text};

/// The properties that are read (MS-OXPROPS), by the upper half of their tag.
pub(super) mod tag {
    pub(crate) const BODY: u16 = 0x1000;
    pub(crate) const RTF_COMPRESSED: u16 = 0x1009;
    pub(crate) const HTML: u16 = 0x1013;
    pub(crate) const DISPLAY_NAME: u16 = 0x3001;
    pub(crate) const DATA: u16 = 0x3701;
    pub(crate) const FILE_NAME: u16 = 0x3704;
    pub(crate) const LONG_FILE_NAME: u16 = 0x3707;
    pub(crate) const MEDIA_TYPE: u16 = 0x370E;
    pub(crate) const CONTENT_ID: u16 = 0x3712;
    pub(crate) const INTERNET_CODE_PAGE: u16 = 0x3FDE;
    pub(crate) const MESSAGE_CODE_PAGE: u16 = 0x3FFD;
}

/// Types of values (MS-OXCDATA §2.11.1).
mod kind {
    pub(super) const STRING_8: u16 = 0x001E;
    pub(super) const STRING: u16 = 0x001F;
    pub(super) const OBJECT: u16 = 0x000D;
    pub(super) const BINARY: u16 = 0x0102;
    /// Set where there are several values.
    pub(super) const SEVERAL: u16 = 0x1000;
}

/// Properties from here on carry a name.
const FIRST_NAMED: u16 = 0x8000;

/// The properties of a mail or of a file. Of several values the first one is kept.
#[derive(Debug, Default)]
pub(super) struct Properties<'x>(Vec<Property<'x>>);

#[derive(Debug)]
struct Property<'x> {
    id: u16,
    kind: u16,
    value: &'x [u8],
}

impl<'x> Properties<'x> {
    /// Reads until the properties end or make no sense.
    pub(super) fn read(data: &'x [u8]) -> Self {
        let mut stream = Stream(data);
        let mut found = Vec::new();
        let count = stream.u32().unwrap_or(0);
        for _ in 0..count {
            let Some(property) = property(&mut stream) else { break };
            if property.id < FIRST_NAMED {
                found.push(property);
            }
        }
        Self(found)
    }

    fn get(&self, id: u16) -> Option<&Property<'x>> {
        self.0.iter().find(|property| property.id == id)
    }

    /// A value that is no number.
    pub(super) fn bytes(&self, id: u16) -> Option<&'x [u8]> {
        self.get(id).filter(|property| is_long(property.kind)).map(|property| property.value)
    }

    pub(super) fn number(&self, id: u16) -> Option<u32> {
        self.get(id)
            .filter(|property| property.kind == 0x0003)
            .and_then(|property| Stream(property.value).u32())
    }

    /// A text, in UTF-16 or in a code page; HTML is kept as bytes in one.
    pub(super) fn text(&self, id: u16, code_page: u32) -> Option<String> {
        let property = self.get(id)?;
        match property.kind {
            kind::STRING => {
                let units = property.value.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
                let units: Vec<u16> = units.take_while(|&unit| unit != 0).collect();
                Some(String::from_utf16_lossy(&units).replace("\r\n", "\n"))
            }
            kind::STRING_8 | kind::BINARY => Some(text(property.value, code_page)),
            _ => None,
        }
    }
}

fn property<'x>(stream: &mut Stream<'x>) -> Option<Property<'x>> {
    let kind = stream.u16()?;
    let id = stream.u16()?;
    if id >= FIRST_NAMED {
        skip_name(stream)?;
    }
    let one = kind & !kind::SEVERAL;
    let has_several = kind & kind::SEVERAL != 0;
    if has_several && length_of(one) == Some(0) {
        // There is no such type, and nothing would end a count of billions that takes no bytes.
        return None;
    }
    let is_counted = is_long(one) || has_several;
    let count = if is_counted { stream.u32()? } else { 1 };
    let mut first: &[u8] = &[];
    for index in 0..count {
        let length = if is_long(one) { usize::try_from(stream.u32()?).ok()? } else { length_of(one)? };
        let value = stream.take(length)?;
        // Every value is filled up to four bytes; at the end of a stream some writers save that.
        stream.take((4 - length % 4) % 4);
        if index == 0 {
            first = value;
        }
    }
    Some(Property { id, kind: one, value: first })
}

fn skip_name(stream: &mut Stream<'_>) -> Option<()> {
    stream.take(16)?;
    if stream.u32()? == 0 {
        stream.take(4)?;
    } else {
        let length = usize::try_from(stream.u32()?).ok()?;
        stream.take(length)?;
        stream.take((4 - length % 4) % 4);
    }
    Some(())
}

fn is_long(kind: u16) -> bool {
    matches!(kind, kind::STRING_8 | kind::STRING | kind::OBJECT | kind::BINARY)
}

/// Bytes of a value of fixed length.
fn length_of(kind: u16) -> Option<usize> {
    match kind {
        0x0001 => Some(0),
        0x0002 | 0x000B => Some(2),
        0x0003 | 0x0004 | 0x000A => Some(4),
        0x0005 | 0x0006 | 0x0007 | 0x0014 | 0x0040 => Some(8),
        0x0048 => Some(16),
        _ => None,
    }
}
