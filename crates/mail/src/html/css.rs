//! Inline styles reduced to what only changes looks.

use cssparser::{Delimiter, ParseError, Parser, ToCss, Token};

/// Properties that a mail may set. Nothing here loads, positions over other content, or animates.
const PROPERTIES: [&str; 30] = [
    "background-color",
    "border-collapse",
    "border-radius",
    "border-spacing",
    "caption-side",
    "clear",
    "color",
    "direction",
    "display",
    "float",
    "height",
    "letter-spacing",
    "line-height",
    "list-style-type",
    "max-height",
    "max-width",
    "min-height",
    "min-width",
    "opacity",
    "table-layout",
    "tab-size",
    "unicode-bidi",
    "vertical-align",
    "white-space",
    "width",
    "word-break",
    "word-spacing",
    "overflow-wrap",
    "word-wrap",
    "background",
];
/// Families of properties, named by how they begin.
const FAMILIES: [&str; 5] = ["border", "font", "margin", "padding", "text"];
/// Properties that stretch what they are set on, and with it the frame that a mail is shown in.
const STRETCHING: [&str; 12] = [
    "height",
    "min-height",
    "padding",
    "margin",
    "border",
    "font",
    "line-height",
    "letter-spacing",
    "word-spacing",
    "text",
    "width",
    "min-width",
];
/// Largest length of those, in pixels, points or percent; of other units, each many pixels long, a twentieth.
const LARGEST: f32 = 2_000.0;
/// Functions that only compute a colour.
const COLOURS: [&str; 4] = ["rgb", "rgba", "hsl", "hsla"];
/// Functions that compute a length out of others, which is then as large as anybody likes, or negative.
const LENGTHS: [&str; 4] = ["calc", "min", "max", "clamp"];
/// Deepest nesting of functions.
const DEEPEST: usize = 4;

/// The declarations of a `style` attribute that are harmless, written anew. Escapes are resolved first, so
/// `u\72l(…)` is seen for what it is.
pub(super) fn filter(style: &str) -> String {
    let mut parser = Parser::new(style);
    let mut out = String::new();
    while !parser.is_exhausted() {
        let declaration = parser.parse_until_after(Delimiter::Semicolon, declaration);
        if let Ok((name, value)) = declaration
            && is_allowed(&name)
            && !value.is_empty()
        {
            out.push_str(&format!("{name}:{value};"));
        }
    }
    out.pop();
    out
}

fn is_allowed(name: &str) -> bool {
    let is_family = |family: &&str| {
        name.strip_prefix(*family).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let loads = name.contains("image") || name == "border-source";
    (PROPERTIES.contains(&name) || FAMILIES.iter().any(is_family)) && !loads
}

type Refused = ParseError<()>;

/// What numbers a property may have.
#[derive(Clone, Copy)]
struct Bounds {
    may_be_negative: bool,
    may_be_large: bool,
}

impl Bounds {
    fn allow(self, token: &Token<'_>) -> bool {
        let (value, largest) = match token {
            Token::Number { value, .. } => (*value, LARGEST),
            Token::Percentage { unit_value, .. } => (*unit_value * 100.0, LARGEST),
            // A frame that is as high as its content would grow without end with a content that is as high as the frame.
            Token::Dimension { unit, .. } if is_of_the_window(unit) => return false,
            Token::Dimension { value, unit, .. } if matches!(&**unit, "px" | "pt" | "PX" | "PT") => {
                (*value, LARGEST)
            }
            Token::Dimension { value, .. } => (*value, LARGEST / 20.0),
            _ => return true,
        };
        (self.may_be_negative || value >= 0.0) && (self.may_be_large || value <= largest)
    }

    fn allow_function(self, name: &str) -> bool {
        COLOURS.contains(&name) || (self.may_be_negative && self.may_be_large && LENGTHS.contains(&name))
    }
}

/// `vh`, `vmin`, `dvw`, `svi`, `cqh` and their like.
fn is_of_the_window(unit: &str) -> bool {
    let unit = unit.to_ascii_lowercase();
    let rest = unit.strip_prefix(['s', 'l', 'd']).unwrap_or(&unit);
    rest.starts_with('v') || unit.starts_with("cq")
}

fn declaration(parser: &mut Parser<'_>) -> Result<(String, String), Refused> {
    let name = parser.expect_ident()?.to_ascii_lowercase();
    parser.expect_colon()?;
    let is_family = |family: &&str| {
        name.strip_prefix(*family).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let bounds = Bounds {
        may_be_negative: !(name.starts_with("margin") || name == "text-indent"),
        may_be_large: name == "border-radius" || !STRETCHING.iter().any(is_family),
    };
    let mut value = String::new();
    tokens(parser, &mut value, bounds, 0)?;
    Ok((name, value.trim().to_owned()))
}

/// Copies tokens that are known to be harmless; anything else refuses the whole declaration.
fn tokens(parser: &mut Parser<'_>, out: &mut String, bounds: Bounds, depth: usize) -> Result<(), Refused> {
    while let Ok(token) = parser.next_including_whitespace().cloned() {
        match &token {
            Token::Delim('!') => {
                // `!important` is left out: the reader's own style has the last word.
                while parser.next().is_ok() {}
                return Ok(());
            }
            token if !bounds.allow(token) => return Err(ParseError::unexpected_token()),
            Token::WhiteSpace(_) => out.push(' '),
            Token::Ident(_)
            | Token::Hash(_)
            | Token::IDHash(_)
            | Token::Number { .. }
            | Token::Dimension { .. }
            | Token::Percentage { .. }
            | Token::Comma
            | Token::Delim('/' | '+' | '-' | '*') => out.push_str(&token.to_css_string()),
            Token::QuotedString(text)
                if text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')) =>
            {
                out.push_str(&token.to_css_string());
            }
            Token::Function(name) if depth < DEEPEST && bounds.allow_function(&name.to_ascii_lowercase()) => {
                out.push_str(&format!("{}(", name.to_ascii_lowercase()));
                parser.parse_nested_block(|inner| tokens(inner, out, bounds, depth + 1))?;
                out.push(')');
            }
            _ => return Err(ParseError::unexpected_token()),
        }
    }
    Ok(())
}
