//! What a person reads stands in the catalogues, in four languages.

use tidy::sources;

use crate::none;

/// Code that writes pages or mails on the server.
const WRITING: [&str; 4] = [
    "crates/inbox/src/channels/contact_form",
    "crates/inbox/src/channels/email",
    "crates/inbox/src/channels/chat",
    "crates/people/src",
];

#[test]
fn pages_of_the_server_have_no_text_of_their_own() {
    // A run of letters between the end of one element and the start of the next, inside a literal of Rust.
    let text = regex::Regex::new(r">\s*([^<>{}\x22\\]*\p{L}{2,}[^<>{}\x22\\]*)</?[a-z]").unwrap();
    let mut found = Vec::new();
    for folder in WRITING {
        for source in sources(folder, &[".rs", ".html"]) {
            let code = source.text.split("#[cfg(test)]").next().unwrap_or_default();
            for (number, line) in
                code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
            {
                if line.contains("</")
                    && let Some(caught) = text.captures(line)
                {
                    found.push(format!("{}:{}: {}", source.path, number + 1, caught[1].trim()));
                }
            }
        }
    }
    none("A text that a person reads belongs in locales/{en,tr,ko,fa}/*.ftl.", &found);
}

#[test]
fn every_language_has_the_same_catalogues() {
    let names = |language: &str| -> Vec<String> {
        let files = sources(&format!("locales/{language}"), &[".ftl"]);
        files.iter().map(|file| file.path.rsplit('/').next().unwrap().to_owned()).collect()
    };
    let english = names("en");
    for language in ["tr", "ko", "fa"] {
        assert_eq!(names(language), english, "locales/{language} has other files than locales/en");
    }
}
