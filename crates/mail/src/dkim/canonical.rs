//! The "relaxed" forms of headers and body (RFC 6376 §3.4.2, §3.4.4), which survive what servers do to white space.

/// A header field.
pub(super) struct Header<'x> {
    /// In lower case.
    pub(super) name: String,
    value: &'x [u8],
}

/// The header fields of a mail, top to bottom, and its body.
pub(super) fn split(raw: &[u8]) -> (Vec<Header<'_>>, &[u8]) {
    let mut headers: Vec<Header<'_>> = Vec::new();
    let mut at = 0;
    let mut field_start = 0;
    for line in raw.split_inclusive(|&b| b == b'\n') {
        let is_continued = line.starts_with(b" ") || line.starts_with(b"\t");
        if !is_continued && at > field_start {
            headers.extend(field(&raw[field_start..at]));
            field_start = at;
        }
        at += line.len();
        if line.trim_ascii().is_empty() {
            return (headers, &raw[at..]);
        }
    }
    headers.extend(field(&raw[field_start..]));
    (headers, &[])
}

fn field(raw: &[u8]) -> Option<Header<'_>> {
    let colon = raw.iter().position(|&b| b == b':')?;
    let name = String::from_utf8_lossy(&raw[..colon]).trim().to_ascii_lowercase();
    Some(Header { name, value: &raw[colon + 1..] })
}

/// The named headers in order; a name that stands several times takes the fields from the bottom up, and
/// nothing when they are used up.
pub(super) fn headers(headers: &[Header<'_>], names: &[&str]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut is_used = vec![false; headers.len()];
    for name in names {
        let next = (0..headers.len()).rev().find(|&index| !is_used[index] && headers[index].name == **name);
        if let Some(index) = next {
            is_used[index] = true;
            out.extend(header(&headers[index].name, headers[index].value));
        }
    }
    out
}

/// `name:value` with one space for each run of white space.
pub(super) fn header(name: &str, value: &[u8]) -> Vec<u8> {
    let mut out = name.trim().to_ascii_lowercase().into_bytes();
    out.push(b':');
    let mut words =
        value.split(|&b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).filter(|word| !word.is_empty());
    if let Some(first) = words.next() {
        out.extend_from_slice(first);
    }
    for word in words {
        out.push(b' ');
        out.extend_from_slice(word);
    }
    out.extend_from_slice(b"\r\n");
    out
}

/// Lines without trailing white space and with single spaces, no empty lines at the end.
pub(super) fn body(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut pending_lines = 0;
    for line in body.split_inclusive(|&b| b == b'\n') {
        let line = relaxed_line(line);
        if line.is_empty() {
            pending_lines += 1;
            continue;
        }
        for _ in 0..std::mem::take(&mut pending_lines) {
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(&line);
        out.extend_from_slice(b"\r\n");
    }
    out
}

fn relaxed_line(line: &[u8]) -> Vec<u8> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let mut out = Vec::with_capacity(line.len());
    for &byte in line {
        let is_space = matches!(byte, b' ' | b'\t');
        if is_space && out.last() == Some(&b' ') {
            continue;
        }
        out.push(if is_space { b' ' } else { byte });
    }
    if out.last() == Some(&b' ') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use data_encoding::BASE64;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_example_of_the_standard_is_canonicalized_as_it_says() {
        // RFC 6376 §3.4.5.
        let mail = b"A: X\r\nB : Y\t\r\n\tZ  \r\n\r\n C \r\nD \t E\r\n\r\n\r\n";
        let (headers, body) = super::split(mail);
        assert_eq!(super::headers(&headers, &["a", "b"]), b"a:X\r\nb:Y Z\r\n");
        assert_eq!(super::body(body), b" C\r\nD E\r\n");
    }

    #[test]
    fn the_body_hash_is_that_of_the_standard() {
        // RFC 8463 appendix A.3.
        let body = b"Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";
        let hash = BASE64.encode(&Sha256::digest(super::body(body)));
        assert_eq!(hash, "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");
    }
}
