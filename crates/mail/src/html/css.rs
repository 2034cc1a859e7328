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
/// Functions that only compute a colour or a length.
const FUNCTIONS: [&str; 8] = ["rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "clamp"];
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

fn declaration(parser: &mut Parser<'_>) -> Result<(String, String), Refused> {
    let name = parser.expect_ident()?.to_ascii_lowercase();
    parser.expect_colon()?;
    let may_be_negative = !(name.starts_with("margin") || name == "text-indent");
    let mut value = String::new();
    tokens(parser, &mut value, may_be_negative, 0)?;
    Ok((name, value.trim().to_owned()))
}

/// Copies tokens that are known to be harmless; anything else refuses the whole declaration.
fn tokens(
    parser: &mut Parser<'_>,
    out: &mut String,
    may_be_negative: bool,
    depth: usize,
) -> Result<(), Refused> {
    while let Ok(token) = parser.next_including_whitespace().cloned() {
        match &token {
            Token::Delim('!') => {
                // `!important` is left out: the reader's own style has the last word.
                while parser.next().is_ok() {}
                return Ok(());
            }
            Token::Number { value, .. }
            | Token::Dimension { value, .. }
            | Token::Percentage { unit_value: value, .. }
                if *value < 0.0 && !may_be_negative =>
            {
                return Err(ParseError::unexpected_token());
            }
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
            Token::Function(name)
                if depth < DEEPEST && FUNCTIONS.contains(&name.to_ascii_lowercase().as_str()) =>
            {
                out.push_str(&format!("{}(", name.to_ascii_lowercase()));
                parser.parse_nested_block(|inner| tokens(inner, out, may_be_negative, depth + 1))?;
                out.push(')');
            }
            _ => return Err(ParseError::unexpected_token()),
        }
    }
    Ok(())
}
