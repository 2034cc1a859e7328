//! A file as the things in it, one after another: rows of a table, or objects. Bytes are decoded as they come; nothing is
//! ever held whole.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::StringRecord;
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

use super::plan::{FileEncoding, FileFormat, Plan};

/// Largest object, in bytes; a larger one is refused and passed over.
const LARGEST: usize = 1024 * 1024;

type Decoded = DecodeReaderBytes<Counted<File>, Vec<u8>>;

/// Counts the bytes that were read.
struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Lines as Unix ends them, also the last one: only then does everybody count them alike.
struct Lines<R> {
    inner: R,
    after_return: bool,
    ended: bool,
    open: bool,
}

impl<R> Lines<R> {
    const fn new(inner: R) -> Self {
        Self { inner, after_return: false, ended: false, open: false }
    }

    /// Rewrites what was read in its place; how much is left.
    fn rewritten(&mut self, bytes: &mut [u8]) -> usize {
        if !self.after_return && !bytes.contains(&b'\r') {
            return bytes.len();
        }
        let mut kept = 0;
        for at in 0..bytes.len() {
            let byte = bytes[at];
            let doubled = byte == b'\n' && self.after_return;
            self.after_return = byte == b'\r';
            if !doubled {
                bytes[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
        }
        kept
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        while !self.ended {
            let read = self.inner.read(into)?;
            self.ended = read == 0;
            let kept = self.rewritten(&mut into[..read]);
            if let Some(last) = into[..kept].last() {
                self.open = *last != b'\n';
                return Ok(kept);
            }
        }
        if std::mem::take(&mut self.open) {
            into[0] = b'\n';
            return Ok(1);
        }
        Ok(0)
    }
}

/// What stands in a file at one place.
pub(super) enum Piece {
    /// A row of a table.
    Row(StringRecord),
    /// An object, as its text.
    Object(String),
    /// It is too large, or ends too early.
    Broken(&'static str),
}

/// The things in a file.
pub(super) struct Pieces {
    reading: Reading,
    bytes: Arc<AtomicU64>,
}

enum Reading {
    Table(Box<csv::Reader<Lines<Decoded>>>),
    Objects(Box<Objects<BufReader<Decoded>>>),
}

impl Pieces {
    /// Opens a file, behind the header of a table.
    pub(super) fn open(path: &Path, plan: &Plan) -> io::Result<Self> {
        let bytes = Arc::new(AtomicU64::new(0));
        let file = Counted { inner: File::open(path)?, bytes: Arc::clone(&bytes) };
        let decoded = DecodeReaderBytesBuilder::new()
            .encoding(Some(plan.encoding.encoding()))
            .bom_override(true)
            .build_with_buffer(file, vec![0; 64 * 1024])?;
        let reading = match plan.format {
            FileFormat::Csv => Reading::Table(Box::new(table(plan.delimiter(), Lines::new(decoded)))),
            FileFormat::Json => {
                Reading::Objects(Box::new(Objects::new(BufReader::with_capacity(64 * 1024, decoded))))
            }
        };
        Ok(Self { reading, bytes })
    }

    /// Bytes of the file that were read so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// The next thing, and the line on which it begins, counted from one.
    pub(super) fn next(&mut self) -> io::Result<Option<(u64, Piece)>> {
        match &mut self.reading {
            Reading::Table(table) => {
                let mut row = StringRecord::new();
                if !table.read_record(&mut row).map_err(io::Error::from)? {
                    return Ok(None);
                }
                // Where it begins: empty lines before it are passed over, and its cells may hold lines.
                let within = row.as_slice().bytes().filter(|byte| *byte == b'\n').count() as u64;
                let line = table.position().line().saturating_sub(1 + within);
                Ok(Some((line, Piece::Row(row))))
            }
            Reading::Objects(objects) => objects.next(),
        }
    }
}

fn table<R: Read>(delimiter: u8, from: R) -> csv::Reader<R> {
    csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).buffer_capacity(64 * 1024).from_reader(from)
}

impl FileEncoding {
    pub(super) const fn encoding(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1254 => encoding_rs::WINDOWS_1254,
            Self::Cp949 => encoding_rs::EUC_KR,
        }
    }

    /// By a mark at its beginning, by what is valid, and else by whether Korean comes of it.
    pub(super) fn of(sample: &[u8]) -> Self {
        match sample {
            [0xff, 0xfe, ..] => return Self::Utf16Le,
            [0xfe, 0xff, ..] => return Self::Utf16Be,
            _ => {}
        }
        let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
        let many = sample.len() / 8;
        if zeros(1) > many && zeros(0) < many / 8 + 1 {
            return Self::Utf16Le;
        }
        if zeros(0) > many && zeros(1) < many / 8 + 1 {
            return Self::Utf16Be;
        }
        match std::str::from_utf8(sample) {
            Ok(_) => return Self::Utf8,
            // The sample may end in the middle of a character.
            Err(cause) if cause.error_len().is_none() => return Self::Utf8,
            Err(_) => {}
        }
        // What is cut off at its end does not count.
        let whole = &sample[..sample.iter().rposition(|byte| *byte == b'\n').unwrap_or(sample.len())];
        let (text, broken) = encoding_rs::EUC_KR.decode_without_bom_handling(whole);
        let hangul = text.chars().filter(|c| matches!(c, '가'..='힣')).count();
        let other = text.chars().filter(|c| !c.is_ascii()).count();
        if !broken && hangul * 2 > other { Self::Cp949 } else { Self::Windows1254 }
    }

    /// A sample as text.
    pub(super) fn decode(self, sample: &[u8]) -> String {
        self.encoding().decode(sample).0.into_owned()
    }
}

impl FileFormat {
    /// Objects begin with a bracket.
    pub(super) fn of(sample: &str) -> Self {
        if sample.trim_start().starts_with(['{', '[']) { Self::Json } else { Self::Csv }
    }
}

/// The delimiter by which the first rows have the most cells, and the same number of them.
pub(super) fn delimiter_of(sample: &str) -> char {
    let score = |delimiter: char| {
        let byte = u8::try_from(delimiter).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(byte)
            .flexible(true)
            .has_headers(false)
            .from_reader(sample.as_bytes());
        let widths: Vec<usize> =
            reader.records().take(20).filter_map(Result::ok).map(|row| row.len()).collect();
        let first = widths.first().copied().unwrap_or(0);
        let same = widths.iter().filter(|width| **width == first).count();
        if first < 2 { (0, 0) } else { (same * 100 / widths.len().max(1), first) }
    };
    let candidates = [',', ';', '\t', '|'];
    candidates.into_iter().rev().max_by_key(|one| score(*one)).unwrap_or(',')
}

/// The header of a table.
pub(super) fn header_of(sample: &str, delimiter: u8) -> Vec<String> {
    let mut reader = table(delimiter, sample.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect());
    header.unwrap_or_default()
}

/// Some rows of a table, as far as a sample goes.
pub(super) fn rows_of(sample: &str, delimiter: u8, most: usize) -> Vec<StringRecord> {
    let mut reader = table(delimiter, sample.as_bytes());
    reader.records().filter_map(Result::ok).take(most).collect()
}

/// Finds the objects in text: those of one array, or one after another.
struct Objects<R> {
    from: R,
    line: u64,
}

impl<R: BufRead> Objects<R> {
    const fn new(from: R) -> Self {
        Self { from, line: 1 }
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let Some(byte) = self.from.fill_buf()?.first().copied() else { return Ok(None) };
        self.from.consume(1);
        self.line += u64::from(byte == b'\n');
        Ok(Some(byte))
    }

    fn next(&mut self) -> io::Result<Option<(u64, Piece)>> {
        loop {
            let line = self.line;
            match self.byte()? {
                None => return Ok(None),
                Some(b'{') => return Ok(Some((line, self.object()?))),
                Some(b'[' | b']' | b',' | b' ' | b'\t' | b'\r' | b'\n' | 0xef | 0xbb | 0xbf) => {}
                Some(_) => {
                    while self.byte()?.is_some_and(|byte| byte != b'\n') {}
                    return Ok(Some((line, Piece::Broken("no object of JSON begins here"))));
                }
            }
        }
    }

    fn object(&mut self) -> io::Result<Piece> {
        let (mut text, mut depth, mut quoted, mut escaped) = (vec![b'{'], 1_u32, false, false);
        while depth > 0 {
            let Some(byte) = self.byte()? else {
                return Ok(Piece::Broken("the file ends within this object"));
            };
            match (quoted, byte) {
                (true, _) if escaped => escaped = false,
                (true, b'\\') => escaped = true,
                (_, b'"') => quoted = !quoted,
                (false, b'{' | b'[') => depth += 1,
                (false, b'}' | b']') => depth -= 1,
                _ => {}
            }
            if text.len() <= LARGEST {
                text.push(byte);
            }
        }
        if text.len() > LARGEST {
            return Ok(Piece::Broken("the object is larger than 1 MB"));
        }
        Ok(String::from_utf8(text).map_or(Piece::Broken("the object is no text"), Piece::Object))
    }
}

#[cfg(test)]
mod tests {
    use super::{FileEncoding, Objects, Piece, delimiter_of, header_of};

    #[test]
    fn encodings_and_delimiters_are_recognised() {
        let turkish = encoding_rs::WINDOWS_1254.encode("Sipariş;Müşteri\n1;Ayşe Yılmaz Öğüt\n").0;
        let korean = encoding_rs::EUC_KR.encode("주문번호,주문자명\n1,김민수\n").0;
        let wide: Vec<u8> = "number\ttotal\n1\t2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (sample, encoding) in [
            ("sipariş,müşteri".as_bytes(), FileEncoding::Utf8),
            ("\u{feff}a,b".as_bytes(), FileEncoding::Utf8),
            (&turkish, FileEncoding::Windows1254),
            (&korean, FileEncoding::Cp949),
            (&wide, FileEncoding::Utf16Le),
        ] {
            assert_eq!(FileEncoding::of(sample), encoding, "{sample:?}");
        }
        assert_eq!(delimiter_of(&FileEncoding::Windows1254.decode(&turkish)), ';');
        assert_eq!(delimiter_of("a\tb\tc,d\n1\t2\t3,4\n"), '\t');
        assert_eq!(delimiter_of("number\n1\n"), ',');
        assert_eq!(header_of("\u{feff}\"a, b\" ,c\n", b','), ["a, b", "c"]);
    }

    #[test]
    fn objects_are_found_in_an_array_and_one_after_another_with_their_lines() {
        let text = "[{\"a\": \"}]\\\"\"},\n {\"b\": {\"c\": [1]}}]\n{\"d\":1}\nnonsense\n{\"e\":";
        let mut objects = Objects::new(text.as_bytes());
        let mut found = Vec::new();
        while let Some((line, piece)) = objects.next().unwrap() {
            found.push(match piece {
                Piece::Object(text) => (line, text),
                Piece::Broken(why) => (line, why.to_owned()),
                Piece::Row(_) => unreachable!("no table"),
            });
        }
        let expected = [
            (1, "{\"a\": \"}]\\\"\"}"),
            (2, "{\"b\": {\"c\": [1]}}"),
            (3, "{\"d\":1}"),
            (4, "no object of JSON begins here"),
            (5, "the file ends within this object"),
        ];
        assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
    }
}
