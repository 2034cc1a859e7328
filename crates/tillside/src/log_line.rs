//! What a command says to whoever called it: results on standard output, one clear line on standard error.

use std::io::Write as _;

/// A result.
pub fn out(text: &str) {
    // A reader that went away, as in `tillside openapi | head`, is no failure of ours.
    drop(writeln!(std::io::stdout().lock(), "{text}"));
}

/// What went wrong, in one line.
pub fn error(text: &str) {
    drop(writeln!(std::io::stderr().lock(), "tillside: {}", text.replace('\n', " ")));
}

/// How far something is, on standard error: results alone go to standard output.
pub fn note(text: &str) {
    drop(writeln!(std::io::stderr().lock(), "{text}"));
}
