//! Names of folders: modified UTF-7 on the wire (RFC 3501 §5.1.3), Unicode everywhere else.

use data_encoding::{Encoding, Specification};
use std::sync::LazyLock;

static BASE64: LazyLock<Encoding> = LazyLock::new(|| {
    let mut rules = Specification::new();
    rules.symbols.push_str("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,");
    rules.encoding().expect("64 symbols that differ")
});

/// As a command writes it.
#[must_use]
pub fn to_wire(name: &str) -> String {
    let mut wire = String::with_capacity(name.len());
    let mut other: Vec<u8> = Vec::new();
    let flush = |other: &mut Vec<u8>, wire: &mut String| {
        if !other.is_empty() {
            wire.push('&');
            wire.push_str(&BASE64.encode(other));
            wire.push('-');
            other.clear();
        }
    };
    for letter in name.chars() {
        if (' '..='~').contains(&letter) {
            flush(&mut other, &mut wire);
            wire.push(letter);
            if letter == '&' {
                wire.push('-');
            }
        } else {
            let mut units = [0; 2];
            other.extend(letter.encode_utf16(&mut units).iter().flat_map(|unit| unit.to_be_bytes()));
        }
    }
    flush(&mut other, &mut wire);
    wire
}

/// As a person reads it. A name that breaks the rules stays as it is, so that it can still be asked for.
#[must_use]
pub fn from_wire(wire: &str) -> String {
    decoded(wire).filter(|name| to_wire(name) == wire).unwrap_or_else(|| wire.to_owned())
}

fn decoded(wire: &str) -> Option<String> {
    let mut name = String::with_capacity(wire.len());
    let mut rest = wire;
    while let Some((plain, behind)) = rest.split_once('&') {
        name.push_str(plain);
        let (shifted, behind) = behind.split_once('-')?;
        if shifted.is_empty() {
            name.push('&');
        } else {
            let bytes = BASE64.decode(shifted.as_bytes()).ok()?;
            let units = bytes.chunks(2).map(|pair| Some(u16::from_be_bytes(pair.try_into().ok()?)));
            name.push_str(&String::from_utf16(&units.collect::<Option<Vec<_>>>()?).ok()?);
        }
        rest = behind;
    }
    name.push_str(rest);
    Some(name)
}
