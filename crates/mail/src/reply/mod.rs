//! What the author of a mail wrote now, told apart from everything that mail programs put around it.
//!
//! A mail becomes lines, from its text or from its HTML, whose markup often says outright what is
//! quoted. The lines are cut into parts: plain text, quotes, and the introductions of quotes ("On …
//! wrote:", a banner, a block of headers). Then one rule decides, part by part: nothing that the author may
//! have written is ever cut off. A line behind a quote mark is only dropped when something introduced it or
//! when it ends the mail below the author's words; a line that reads like an introduction only counts as one
//! when it carries an address or a quote follows; a signature must be sure to be one.

mod attribution;
mod colour;
mod embedded;
mod extraction;
mod footer;
mod headers;
mod html;
mod inline;
mod lines;
mod outline;
mod signature;
mod vocabulary;

use crate::html::nesting;

pub(crate) use self::embedded::{EmbeddedMail, Field};

/// A mail's text, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// What the author wrote now. Answers between quotes are in it; where the quotes are needed to keep the
    /// author's words apart, they stay too. Only empty when the mail says nothing of its own.
    pub new_text: String,
    /// Everything else, in its order: quotes, introductions, signatures, footers.
    pub elided: String,
    /// The answered or forwarded mail, from its headers on, when it came with headers.
    pub embedded: Option<String>,
    /// Answers that stand inside or between quoted lines, each with the line it answers.
    pub inline: Vec<Answer>,
}

/// An answer that was written into a quoted mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The quoted paragraph or line above the answer, without quote marks.
    pub question: String,
    /// The author's words.
    pub answer: String,
}

/// Takes a plain text apart. The time it takes grows with the length of the text.
pub fn extract(text: &str) -> Reply {
    extraction::extract(lines::of_text(text))
}

/// The mail that was passed on or answered below a text, where it stands there with its headers.
pub(crate) fn embedded(text: &str) -> Option<EmbeddedMail> {
    embedded::find(&lines::of_text(text))
}

/// Takes a mail apart that has HTML. `text` is its plain text, or empty; it is preferred when the markup says
/// nothing about quotes.
pub fn extract_html(html: &str, text: &str) -> Reply {
    let has_text = !text.trim().is_empty();
    let Some(tame) = nesting::tame(html) else {
        return if has_text { extract(text) } else { extract(&nesting::lines(html)) };
    };
    let (rendered, structured) = html::lines(&tame);
    if has_text && !structured {
        return extract(text);
    }
    let reply = extraction::extract(rendered);
    if has_text && reply.new_text.is_empty() {
        return extract(text);
    }
    reply
}
