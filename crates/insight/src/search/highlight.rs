//! The words of a query marked in a text, as HTML.

use std::ops::Range;

use language::search::fold;

/// The text escaped for HTML, with every place that a word was found at in `<mark>`. Words are folded. A word is marked where
/// it begins a word of the text; only if it begins none, wherever it stands.
pub(super) fn highlight(text: &str, words: &[String]) -> String {
    let folded = Folded::of(text);
    let mut places: Vec<Range<usize>> = words.iter().flat_map(|word| folded.places_of(word)).collect();
    places.sort_by_key(|place| (place.start, place.end));
    let mut html = String::with_capacity(text.len() + 32);
    let mut end = 0;
    for place in joined(places) {
        escape(&text[end..place.start], &mut html);
        html.push_str("<mark>");
        escape(&text[place.clone()], &mut html);
        html.push_str("</mark>");
        end = place.end;
    }
    escape(&text[end..], &mut html);
    html
}

/// A text as search compares it, with the place in the original that each byte comes from.
struct Folded {
    text: String,
    origin: Vec<Range<usize>>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len()) };
        for (start, char) in text.char_indices() {
            let piece = fold(char.encode_utf8(&mut [0; 4]));
            folded.origin.extend(std::iter::repeat_n(start..start + char.len_utf8(), piece.len()));
            folded.text.push_str(&piece);
        }
        folded
    }

    fn places_of(&self, word: &str) -> Vec<Range<usize>> {
        if word.is_empty() {
            return Vec::new();
        }
        let all: Vec<usize> = self.text.match_indices(word).map(|(at, _)| at).collect();
        let begins_a_word =
            |at: &usize| !self.text[..*at].chars().next_back().is_some_and(char::is_alphanumeric);
        let first: Vec<usize> = all.iter().copied().filter(begins_a_word).collect();
        let chosen = if first.is_empty() { all } else { first };
        let place = |at: usize| self.origin[at].start..self.origin[at + word.len() - 1].end;
        chosen.into_iter().map(place).collect()
    }
}

fn joined(places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match joined.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            Some(_) | None => joined.push(place),
        }
    }
    joined
}

fn escape(text: &str, html: &mut String) {
    for char in text.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::highlight;

    #[test]
    fn what_was_typed_is_marked_where_it_was_written_otherwise() {
        for (text, query, html) in [
            ("Siparişim nerede?", "siparis", "<mark>Sipariş</mark>im nerede?"),
            ("İSTANBUL'dan geldi", "istanbul", "<mark>İSTANBUL</mark>&#39;dan geldi"),
            ("배송 문의드립니다", "문의", "배송 <mark>문의</mark>드립니다"),
            ("سفارش من كجاست", "کجاست", "سفارش من <mark>كجاست</mark>"),
            ("reorder the order", "order", "reorder the <mark>order</mark>"),
            ("unreachable", "reach", "un<mark>reach</mark>able"),
            ("nothing here", "there", "nothing here"),
            ("a a", "a", "<mark>a</mark> <mark>a</mark>"),
        ] {
            assert_eq!(highlight(text, &[query.to_owned()]), html);
        }
    }

    #[test]
    fn markup_that_a_customer_wrote_stays_text_also_inside_a_mark() {
        let words = ["<img".to_owned(), "mark>".to_owned()];
        let html = highlight("<img src=x onerror=\"alert(1)\"> & </mark>", &words);
        assert_eq!(
            html,
            "<mark>&lt;img</mark> src=x onerror=&quot;alert(1)&quot;&gt; &amp; &lt;/<mark>mark&gt;</mark>"
        );
    }

    #[test]
    fn words_that_overlap_are_one_mark() {
        assert_eq!(
            highlight("tracking", &["track".to_owned(), "tracking".to_owned()]),
            "<mark>tracking</mark>"
        );
    }
}
