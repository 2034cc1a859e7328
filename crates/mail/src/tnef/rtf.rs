//! RTF as Outlook writes it into mails: HTML wrapped in it, taken out again (MS-OXRTFEX), or its plain text.

use super::label_of;
use crate::charset;

/// What an RTF text holds: HTML where it was made from HTML, otherwise its words.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) html: Option<String>,
    pub(super) text: Option<String>,
}

/// Reads as far as it makes sense. The time it takes grows with the length.
pub(super) fn read(rtf: &[u8]) -> Content {
    if !rtf.starts_with(b"{\\rtf") {
        return Content::default();
    }
    let head = &rtf[..rtf.len().min(1024)];
    let is_html = head.windows(10).any(|window| window == b"\\fromhtml1");
    let mut reader = Reader::new(is_html);
    let mut rest = rtf;
    while let Some(token) = next(&mut rest) {
        reader.take(token);
    }
    reader.flush();
    let out = Some(reader.out.trim().to_owned()).filter(|out| !out.is_empty());
    if is_html { Content { html: out, text: None } } else { Content { html: None, text: out } }
}

enum Token<'x> {
    Open,
    Close,
    /// `\word` or `\word-12`; a symbol such as `\~` is a word of one character.
    Word(&'x [u8], Option<i32>),
    Byte(u8),
}

fn next<'x>(rest: &mut &'x [u8]) -> Option<Token<'x>> {
    loop {
        let (&first, after) = rest.split_first()?;
        *rest = after;
        match first {
            b'{' => return Some(Token::Open),
            b'}' => return Some(Token::Close),
            b'\r' | b'\n' => {}
            b'\\' => return control(rest),
            byte => return Some(Token::Byte(byte)),
        }
    }
}

fn control<'x>(rest: &mut &'x [u8]) -> Option<Token<'x>> {
    let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if letters == 0 {
        let (symbol, after) = rest.split_at_checked(1)?;
        *rest = after;
        if symbol == b"'" {
            let (digits, after) = rest.split_at_checked(2)?;
            let byte =
                std::str::from_utf8(digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok());
            *rest = after;
            return Some(byte.map_or(Token::Byte(b'?'), Token::Byte));
        }
        return Some(Token::Word(symbol, None));
    }
    let (word, after) = rest.split_at(letters);
    let sign = usize::from(after.first() == Some(&b'-'));
    let digits = after[sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(&after[..sign + digits]).ok().and_then(|digits| digits.parse().ok());
    let after = if digits == 0 { after } else { &after[sign + digits..] };
    *rest = after.strip_prefix(b" ").unwrap_or(after);
    if word == b"bin" {
        let length = number.and_then(|number: i32| usize::try_from(number).ok()).unwrap_or(0);
        *rest = rest.get(length..).unwrap_or_default();
    }
    Some(Token::Word(word, number))
}

/// What holds inside a group and ends with it.
#[derive(Clone, Copy)]
struct Group {
    /// Its content is for word processors.
    is_skipped: bool,
    /// What stands between `\htmlrtf` and `\htmlrtf0` repeats the HTML for readers of RTF.
    is_repeated: bool,
    /// Whether it is the table of fonts.
    names_fonts: bool,
    /// Characters that stand for a Unicode one and are left out behind it.
    replacements: usize,
    code_page: u32,
}

struct Reader {
    is_html: bool,
    groups: Vec<Group>,
    now: Group,
    /// The next control word begins a group that may be unknown.
    is_optional: bool,
    opened: bool,
    /// Code pages of the fonts, by their number.
    fonts: Vec<(i32, u32)>,
    font: i32,
    default_page: u32,
    skip: usize,
    bytes: Vec<u8>,
    /// The first half of a character outside the basic plane.
    surrogate: Option<u16>,
    out: String,
}

/// Fonts above this number are not remembered.
const MOST_FONTS: usize = 1000;

impl Reader {
    fn new(is_html: bool) -> Self {
        let now = Group {
            is_skipped: false,
            is_repeated: false,
            names_fonts: false,
            replacements: 1,
            code_page: 1252,
        };
        Self {
            is_html,
            groups: Vec::new(),
            now,
            is_optional: false,
            opened: false,
            fonts: Vec::new(),
            font: 0,
            default_page: 1252,
            skip: 0,
            bytes: Vec::new(),
            surrogate: None,
            out: String::new(),
        }
    }

    fn take(&mut self, token: Token<'_>) {
        let begins = std::mem::take(&mut self.opened);
        match token {
            Token::Open => {
                self.groups.push(self.now);
                self.opened = true;
                self.skip = 0;
            }
            Token::Close => {
                self.flush();
                if let Some(around) = self.groups.pop() {
                    self.now = around;
                }
                self.skip = 0;
            }
            Token::Byte(_) if self.skip > 0 => self.skip -= 1,
            Token::Byte(byte) if !self.is_silent() => self.bytes.push(byte),
            Token::Byte(_) => {}
            Token::Word(b"*", _) => {
                self.is_optional = true;
                self.opened = begins;
                return;
            }
            Token::Word(word, number) => self.word(word, number, begins),
        }
        self.is_optional = false;
    }

    fn is_silent(&self) -> bool {
        self.now.is_skipped || self.now.names_fonts || (self.is_html && self.now.is_repeated)
    }

    fn word(&mut self, word: &[u8], number: Option<i32>, begins: bool) {
        match word {
            b"htmltag" if self.is_html => return,
            b"htmlrtf" if self.is_html => {
                self.flush();
                self.now.is_repeated = number != Some(0);
                return;
            }
            b"fonttbl" => self.now.names_fonts = true,
            b"colortbl" | b"stylesheet" | b"info" | b"pict" | b"object" | b"header" | b"footer"
            | b"footnote" | b"fldinst" | b"mhtmltag" | b"nonshppict" | b"themedata" | b"listtable"
            | b"listoverridetable" => {
                self.now.is_skipped = true;
            }
            _ if self.is_optional && begins && word != b"shppict" => self.now.is_skipped = true,
            _ => {}
        }
        self.set(word, number);
        if !self.is_silent() {
            self.show(word, number);
        }
    }

    /// Words that say how what follows is to be read.
    fn set(&mut self, word: &[u8], number: Option<i32>) {
        let number_or = |other: i32| number.unwrap_or(other);
        match word {
            b"ansicpg" => {
                self.default_page = u32::try_from(number_or(1252)).unwrap_or(1252);
                self.now.code_page = self.default_page;
            }
            b"uc" => self.now.replacements = usize::try_from(number_or(1)).unwrap_or(1).min(16),
            b"f" if self.now.names_fonts => self.font = number_or(0),
            b"fcharset" if self.now.names_fonts && self.fonts.len() < MOST_FONTS => {
                self.fonts.push((self.font, page_of(number_or(0), self.default_page)));
            }
            b"f" => {
                self.flush();
                let font = number_or(0);
                let known = self.fonts.iter().find(|(number, _)| *number == font);
                self.now.code_page = known.map_or(self.default_page, |(_, page)| *page);
            }
            b"plain" => {
                self.flush();
                self.now.code_page = self.default_page;
            }
            _ => {}
        }
    }

    /// Words that stand for characters.
    fn show(&mut self, word: &[u8], number: Option<i32>) {
        let shown = match word {
            b"par" | b"line" | b"sect" | b"page" => "\n",
            b"row" if !self.is_html => "\n",
            b"tab" => "\t",
            b"cell" if !self.is_html => "\t",
            b"lquote" => "‘",
            b"rquote" => "’",
            b"ldblquote" => "“",
            b"rdblquote" => "”",
            b"bullet" => "•",
            b"endash" => "–",
            b"emdash" => "—",
            b"zwnj" => "\u{200c}",
            b"zwj" => "\u{200d}",
            b"~" if self.is_html => "&nbsp;",
            b"~" => "\u{a0}",
            b"_" => "\u{2011}",
            b"{" => "{",
            b"}" => "}",
            b"\\" => "\\",
            b"u" => return self.unicode(number.unwrap_or(0)),
            _ => return,
        };
        self.flush();
        self.out.push_str(shown);
    }

    fn unicode(&mut self, number: i32) {
        self.flush_bytes();
        self.skip = self.now.replacements;
        // Numbers above 32767 are written as negative ones.
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or(0xfffd);
        let pair: Vec<u16> = self.surrogate.take().into_iter().chain([unit]).collect();
        if pair.len() == 1 && (0xd800..0xdc00).contains(&unit) {
            self.surrogate = Some(unit);
            return;
        }
        self.out.push_str(&String::from_utf16_lossy(&pair));
    }

    fn flush(&mut self) {
        self.flush_bytes();
        self.surrogate = None;
    }

    fn flush_bytes(&mut self) {
        if !self.bytes.is_empty() {
            self.out.push_str(&charset::decode(&self.bytes, Some(&label_of(self.now.code_page))));
            self.bytes.clear();
        }
    }
}

/// The code page of a font's character set (the `fcharset` table of the RTF specification).
fn page_of(set: i32, default: u32) -> u32 {
    match set {
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178..=180 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        0 => 1252,
        _ => default,
    }
}
