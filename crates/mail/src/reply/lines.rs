//! A mail's text as lines: what each says, how deep it is quoted, what its HTML said about it.

use super::headers::{self, Header};

/// What the HTML around a line said about it; plain text says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Nothing,
    /// The mail program's own introduction of what it quotes.
    Introduction,
    /// Inside an element that the mail program marked as the signature.
    Signature,
    /// Stands out by its colour, as answers written into a quoted text do.
    Coloured,
}

/// One line of a mail.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// As it is shown, quote marks included.
    pub(super) text: String,
    /// How many quote marks stand before it.
    pub(super) depth: usize,
    /// Where the text behind the quote marks begins, in bytes.
    content: usize,
    /// The content made comparable by [`fold`].
    pub(super) folded: String,
    /// Which header of a mail it begins with, if it does.
    pub(super) header: Option<Header>,
    pub(super) mark: Mark,
}

impl Line {
    pub(super) fn new(text: impl Into<String>, mark: Mark) -> Self {
        let text = text.into();
        let (depth, content) = quote_marks(&text);
        let folded = fold(&text[content..]);
        let header = headers::named(&folded);
        Self { text, depth, content, folded, header, mark }
    }

    /// What the line says, without its quote marks.
    pub(super) fn content(&self) -> &str {
        &self.text[self.content..]
    }

    pub(super) fn is_blank(&self) -> bool {
        self.folded.is_empty()
    }

    pub(super) fn is_quoted(&self) -> bool {
        self.depth > 0
    }
}

/// The lines of a plain text. Initials before the quote mark (`JD> like this`) become plain quote marks.
pub(super) fn of_text(text: &str) -> Vec<Line> {
    let raw: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut introduced = false;
    raw.iter()
        .enumerate()
        .map(|(index, line)| {
            let beside = |other: Option<&&str>| other.and_then(|line| initials(line)) == initials(line);
            let shown = match initials(line) {
                Some(name)
                    if introduced
                        || name.len() <= 4
                            && (beside(index.checked_sub(1).and_then(|i| raw.get(i)))
                                || beside(raw.get(index + 1))) =>
                {
                    &line.trim_start()[name.len()..]
                }
                _ => line,
            };
            let line = Line::new(shown, Mark::Nothing);
            if !line.is_blank() {
                introduced = line.folded.ends_with(':') || (introduced && line.is_quoted());
            }
            line
        })
        .collect()
}

/// The letters before a quote mark, as Usenet readers and Lotus Notes put them.
fn initials(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let (name, rest) = line.split_once('>')?;
    let is_name = (1..=15).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphabetic());
    (is_name && (rest.is_empty() || rest.starts_with([' ', '>']))).then_some(name)
}

fn quote_marks(text: &str) -> (usize, usize) {
    let (mut depth, mut content) = (0, 0);
    for (index, c) in text.char_indices() {
        match c {
            '>' => {
                depth += 1;
                content = index + 1;
            }
            c if is_invisible(c) || c.is_whitespace() => {}
            _ => break,
        }
    }
    (depth, content)
}

/// Makes texts comparable: lower case, one space for any white space, the many forms of an apostrophe, of
/// the Turkish i and of Arabic and Persian letters made one, invisible marks and bold's asterisks gone.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if is_invisible(c) => {}
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            '’' | '‘' | '`' | '´' => folded.push('\''),
            '：' => folded.push(':'),
            '؟' | '？' => folded.push('?'),
            '،' => folded.push(','),
            'ي' | 'ى' => folded.push('ی'),
            'ك' => folded.push('ک'),
            'ة' | 'ۀ' => folded.push('ه'),
            'İ' | 'ı' | 'I' => folded.push('i'),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded.trim_matches([' ', '*']).to_owned()
}

/// Marks that steer direction or joining and show nothing themselves.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}' | '\u{640}')
}
