//! Which words of a mail are weighed.

use std::collections::BTreeSet;

use super::super::reading::Letter;
use crate::conversations::Message;

/// Most words of one mail.
const MOST: usize = 300;
/// Beginning of a mail's text that is looked at, in bytes.
const LOOKED_AT: usize = 16 * 1024;
/// Longest word, in characters; longer ones are noise.
const LONGEST: usize = 40;

/// Those of a mail that has come.
pub(super) fn of_letter(letter: &Letter) -> Vec<String> {
    of(&letter.subject, &letter.text, letter.writer.address.as_deref())
}

/// Those of a message.
pub(super) fn of_message(message: &Message) -> Vec<String> {
    of(&message.subject, &message.text, message.addresses.from.as_ref().map(|from| from.address.as_str()))
}

/// A word without the mark of where it stood.
pub(super) fn shown(word: &str) -> String {
    word.split_once(':').map_or(word, |(_, word)| word).to_owned()
}

/// The words of text and subject, the domain of the author, and the servers that links lead to, each once.
fn of(subject: &str, text: &str, author: Option<&str>) -> Vec<String> {
    let mut found = BTreeSet::new();
    let domain = author.and_then(|address| address.rsplit_once('@'));
    found.extend(domain.map(|(_, domain)| format!("from:{}", domain.to_lowercase())));
    found.extend(words_in(subject).map(|word| format!("subject:{word}")));
    let mut end = LOOKED_AT.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let links =
        text.split("://").skip(1).map(|rest| rest.split(['/', ' ', '\n', '\r', '>', '"', ')']).next());
    found.extend(
        links.flatten().filter(|host| host.contains('.')).map(|host| format!("link:{}", host.to_lowercase())),
    );
    found.extend(words_in(text));
    found.into_iter().filter(|word| word.chars().count() <= LONGEST).take(MOST).collect()
}

fn words_in(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().count() > 2).map(|word| word.replace('\0', "").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_mail_is_its_words_its_author_s_domain_and_where_its_links_lead() {
        let words = of(
            "Kazandınız!",
            "Hemen tıklayın: https://casino.example/win?x=1 ve tıklayın",
            Some("a@Posta.Example"),
        );
        for word in ["from:posta.example", "subject:kazandınız", "link:casino.example", "hemen", "tıklayın"]
        {
            assert!(words.contains(&word.to_owned()), "{word}: {words:?}");
        }
        assert_eq!(words.iter().filter(|word| *word == "tıklayın").count(), 1);
        assert!(!words.contains(&"ve".to_owned()));
    }
}
