//! Variables in replies: `{{order.number}}` becomes the number, `{{customer.first_name|there}}` falls back to "there".
//!
//! A [`Template`](template) knows only braces; what a name stands for is a [`Known`], gathered for one conversation and one
//! order. Values are worded in the conversation's language. What has neither value nor fallback is told by name, and nothing
//! is sent while there is one: [`resolve`].

mod known;
mod template;

pub use self::known::{Known, NAMES, order_beside, orders_beside};

use std::collections::BTreeSet;

use web::html::escaped;

use self::template::{Piece, pieces};
use super::answering::Writing;
use super::changing::ChangeError;

/// A variable that has neither value nor fallback.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unresolved {
    /// As it stands between the braces.
    pub name: String,
    /// Why.
    pub why: Why,
}

/// Why a variable has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// There is no variable of this name.
    Unknown,
    /// There is nothing to put there: no order, no name.
    Empty,
    /// A change of format runs through its braces.
    Split,
}

impl Unresolved {
    /// Why, as a stable word.
    pub fn code(&self) -> &'static str {
        match self.why {
            Why::Unknown => "unknown-variable",
            Why::Empty => "unresolved-variable",
            Why::Split => "split-variable",
        }
    }
}

impl std::fmt::Display for Unresolved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, why } = self;
        match why {
            Why::Unknown => write!(f, "there is no variable `{name}`"),
            Why::Empty => write!(f, "`{name}` has no value here and no fallback"),
            Why::Split => write!(f, "a change of format runs through the braces of `{name}`"),
        }
    }
}

/// A text with values in the place of its variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The text. Where a variable has no value, it still stands there as it was written.
    pub text: String,
    /// Each name once.
    pub unresolved: BTreeSet<Unresolved>,
}

/// Whether a text has anything that looks like a variable.
pub fn has_any(text: &str) -> bool {
    pieces(text).iter().any(|piece| matches!(piece, Piece::Variable { .. }))
}

/// Puts values into plain text.
pub fn fill_text(template: &str, known: &Known) -> Filled {
    let mut filled = Filled { text: String::with_capacity(template.len()), unresolved: BTreeSet::new() };
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => filled.text.push_str(text),
            Piece::Variable { name, fallback, whole } => match known.value(name) {
                Ok(value) => filled.text.push_str(&value.as_text(known)),
                Err(why) => filled.without(name, fallback, whole, why),
            },
        }
    }
    filled
}

/// Puts values into HTML: nothing in a value is markup. In an attribute only its words stand.
pub fn fill_html(template: &str, known: &Known) -> Filled {
    let mut filled = Filled { text: String::with_capacity(template.len()), unresolved: BTreeSet::new() };
    let (mut place, mut seen) = (template::Place::Text, BTreeSet::new());
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => {
                place = place.after(text);
                filled.text.push_str(text);
            }
            Piece::Variable { name, fallback, whole } => {
                seen.insert(name);
                match known.value(name) {
                    Ok(value) if place == template::Place::Text => {
                        filled.text.push_str(&value.as_html(known));
                    }
                    Ok(value) => filled.text.push_str(&escaped(&value.as_text(known))),
                    Err(why) => filled.without(name, fallback, whole, why),
                }
            }
        }
    }
    // What a reader sees as a variable and the markup does not have as one would be sent as it stands.
    for piece in pieces(&mail::html::to_text(template)) {
        if let Piece::Variable { name, .. } = piece
            && !seen.contains(name)
        {
            filled.unresolved.insert(Unresolved { name: name.to_owned(), why: Why::Split });
        }
    }
    filled
}

/// A text without a variable that has no value.
pub fn without(text: &str, variable: &str) -> String {
    let kept = pieces(text).into_iter().map(|piece| match piece {
        Piece::Variable { name, .. } if name == variable => "",
        Piece::Text(whole) | Piece::Variable { whole, .. } => whole,
    });
    kept.collect()
}

impl Filled {
    fn without(&mut self, name: &str, fallback: Option<&str>, whole: &str, why: Why) {
        match (fallback, why) {
            // A misspelt name is told, whatever stands behind it.
            (Some(fallback), Why::Empty) => self.text.push_str(fallback),
            (_, why) => {
                self.text.push_str(whole);
                self.unresolved.insert(Unresolved { name: name.to_owned(), why });
            }
        }
    }
}

/// What an agent writes, with values in the place of its variables.
///
/// # Errors
/// [`ChangeError::Unresolved`] names every one that has neither value nor fallback.
pub(super) fn resolve(writing: Writing, known: &Known) -> Result<Writing, ChangeError> {
    let text = fill_text(&writing.text, known);
    let html = writing.html.as_deref().map(|html| fill_html(html, known));
    let mut unresolved = text.unresolved;
    unresolved.extend(html.iter().flat_map(|html| html.unresolved.iter().cloned()));
    if !unresolved.is_empty() {
        return Err(ChangeError::Unresolved(unresolved.into_iter().collect()));
    }
    Ok(Writing { text: text.text, html: html.map(|html| html.text), ..writing })
}

/// Whether there is anything to resolve in what an agent writes.
pub(super) fn are_in(writing: &Writing) -> bool {
    let in_html = |html: &str| has_any(html) || has_any(&mail::html::to_text(html));
    has_any(&writing.text) || writing.html.as_deref().is_some_and(|html| html.contains('{') && in_html(html))
}

#[cfg(test)]
mod tests {
    use language::Language;

    use super::{Known, Why, fill_html, fill_text};

    fn known(language: Language) -> Known {
        let mut known = Known::nothing(language);
        known.set_text("customer.name", "Ayşe <b>Yılmaz</b> & Co");
        known.set_text("customer.first_name", "");
        known.set_code("order.number", "TR-2026/0047");
        known.set_link("shipment.tracking_url", "https://kargo.example/?a=1&b=\"2\"");
        known.set_text("agent.name", "{{order.number}}");
        known
    }

    #[test]
    fn values_stand_where_their_names_stood_and_nothing_in_them_is_markup_or_a_variable() {
        let known = known(Language::Tr);
        let text = fill_text("Merhaba {{ customer.name }}, {{order.number}} {{agent.name}}", &known);
        assert_eq!(text.text, "Merhaba Ayşe <b>Yılmaz</b> & Co, TR-2026/0047 {{order.number}}");
        assert!(text.unresolved.is_empty());
        let html = fill_html(
            "<p title=\"{{customer.name}}\">{{customer.name}} {{&nbsp;shipment.tracking_url&nbsp;}}</p>",
            &known,
        );
        assert_eq!(
            html.text,
            "<p title=\"Ayşe &lt;b&gt;Yılmaz&lt;/b&gt; &amp; Co\">Ayşe &lt;b&gt;Yılmaz&lt;/b&gt; &amp; Co \
             <a href=\"https://kargo.example/?a=1&amp;b=&quot;2&quot;\">https://kargo.example/?a=1&amp;b=&quot;2&quot;</a></p>"
        );
        assert!(html.unresolved.is_empty(), "{:?}", html.unresolved);
    }

    #[test]
    fn a_code_is_kept_in_its_own_direction_in_a_persian_sentence() {
        let known = known(Language::Fa);
        assert_eq!(
            fill_text("سفارش {{order.number}} رسید", &known).text,
            "سفارش \u{2066}TR-2026/0047\u{2069} رسید"
        );
        assert_eq!(fill_html("{{order.number}}", &known).text, "<bdi dir=\"ltr\">TR-2026/0047</bdi>");
    }

    #[test]
    fn what_has_no_value_falls_back_or_is_told_by_name() {
        let known = known(Language::En);
        for (template, filled, told) in [
            ("Hi {{customer.first_name|there}}", "Hi there", None),
            ("Hi{{customer.first_name|}}", "Hi", None),
            (
                "Hi {{customer.first_name}}",
                "Hi {{customer.first_name}}",
                Some(("customer.first_name", Why::Empty)),
            ),
            (
                "Hi {{costumer.name|there}}",
                "Hi {{costumer.name|there}}",
                Some(("costumer.name", Why::Unknown)),
            ),
            ("if (a) {{ b }} and {{1.5}} {{}} {{ x", "if (a) {{ b }} and {{1.5}} {{}} {{ x", None),
        ] {
            let found = fill_text(template, &known);
            let names: Vec<_> = found.unresolved.iter().map(|one| (one.name.as_str(), one.why)).collect();
            assert_eq!((found.text.as_str(), names), (filled, told.into_iter().collect()), "{template}");
        }
    }

    #[test]
    fn braces_that_a_format_runs_through_are_told() {
        let found = fill_html("<p>{{<b>order.number</b>}}</p>", &known(Language::En));
        let told: Vec<_> = found.unresolved.iter().map(|one| (one.name.as_str(), one.why)).collect();
        assert_eq!(told, [("order.number", Why::Split)]);
    }
}
